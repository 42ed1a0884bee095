/**
 * What responses have promised: parts of repayment plans, loans of guarantors, the loan of the reserve. Met each day after
 * the triggers and before other payouts; in wind-down customers rank first and nothing is paid back.
 */
import { ACCOUNT } from '../../ledger/accounts.ts';
import { REASON } from '../../ledger/reasons.ts';
import { preparePartPayments } from '../../settle/promises.ts';
import { payrollFen } from '../../state/figures.ts';
import type { World } from '../../state/world.ts';

/** The step it returns pays what is due today as far as it can. */
export function prepareDebts(world: World): () => void {
  const payParts = preparePartPayments(world);
  return () => {
    if (world.platform.windDown === 1) return loseLoans(world);
    payParts();
    repayGuarantors(world);
    repayReserve(world);
  };
}

/** From its day on a loan is repaid out of own cash, principal first. */
function repayGuarantors({ responses, guarantors, ledger, day }: World): void {
  const { guarantorLoans: loans, now } = responses;
  for (let row = 0; row < loans.length; row++) {
    const owedFen = loans.principalFen[row]! + loans.interestFen[row]!;
    if (owedFen === 0 || loans.dueDay[row]! > day) continue;
    const paidFen = Math.min(owedFen, ledger.balance(ACCOUNT.platformCash));
    if (paidFen === 0) return;
    const principalFen = Math.min(paidFen, loans.principalFen[row]!);
    loans.principalFen[row]! -= principalFen;
    loans.interestFen[row]! -= paidFen - principalFen;
    now.guarantorsLentFen -= principalFen;
    const guarantor = loans.guarantor[row]!;
    guarantors.liquidFen[guarantor]! += paidFen;
    guarantors.lentBackFen[guarantor]! += paidFen;
    guarantors.netAssetsFen[guarantor]! += paidFen - principalFen;
    ledger.post(REASON.guarantorLoanRepaid, paidFen, -1, guarantor);
  }
}

/** Once the play that lent it is over, the reserve gets back what own cash has beyond a month's payroll. */
function repayReserve(world: World): void {
  const { responses, ledger } = world;
  const { now } = responses;
  if (now.reserveLentFen === 0 || now.reserveLends === 1) return;
  const spareFen = ledger.balance(ACCOUNT.platformCash) - payrollFen(world);
  const fen = Math.min(now.reserveLentFen, Math.max(0, spareFen));
  if (fen === 0) return;
  now.reserveLentFen -= fen;
  ledger.post(REASON.reserveLoanRepaid, fen);
}

/** What a failed platform owes its guarantors is gone. */
function loseLoans({ responses, guarantors }: World): void {
  const { guarantorLoans: loans, now } = responses;
  for (let row = 0; row < loans.length; row++) {
    const guarantor = loans.guarantor[row]!;
    const lostFen = loans.principalFen[row]!;
    guarantors.netAssetsFen[guarantor] = Math.max(0, guarantors.netAssetsFen[guarantor]! - lostFen);
    now.guarantorsLentFen -= lostFen;
    loans.principalFen[row] = 0;
    loans.interestFen[row] = 0;
  }
}
