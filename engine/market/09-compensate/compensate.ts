/**
 * Lenders of loans long unpaid are paid by a guarantor or the reserve, who take over their claims.
 *
 * Reads loans, schedules, guarantors, the balance of the reserve. Writes lenders' cash and claims through
 * settle, guarantors (liquid assets, claims, failure), platform.reserveExhaustedDay, events, compensation
 * flows.
 */
import { ACCOUNT } from '../../ledger/accounts.ts';
import { REASON } from '../../ledger/reasons.ts';
import { markCompensated } from '../../settle/end-loan.ts';
import { lendersClaimFen } from '../../settle/outstanding.ts';
import { distribute, distributeInterest } from '../../settle/shares.ts';
import { PPM } from '../../finance/terms.ts';
import { floorShare } from '../../settle/proceeds.ts';
import { LOAN, NO_GUARANTOR } from '../../state/codes.ts';
import { guaranteeUpheldPpm } from '../../state/flaws.ts';
import { partInterestFen } from '../../state/cases.ts';
import { FLOW } from '../../state/flow.ts';
import type { World } from '../../state/world.ts';
import { payable, type Claim, type Part, type Payer } from './scheme.ts';
import { SCHEMES } from './schemes/index.ts';

/** The step of one day: claims whose compensation day it is, in order of loan id. */
export function prepareCompensate(world: World): () => void {
  const { scenario, loans, schedules, guarantors, ledger, agendas, platform, events, book, flow, names } =
    world;
  const { afterDays, advanceOrder } = scenario.guarantee;
  const scheme = SCHEMES[scenario.guarantee.scheme];
  const payers = scheme.payers(advanceOrder);

  /** Still unpaid, not yet compensated, and there is a payer to ask. */
  const isDue = (loan: number): boolean =>
    loans.compensated[loan] === 0 &&
    (loans.status[loan] === LOAN.repaying || loans.status[loan] === LOAN.recovery) &&
    loans.missed[loan]! > 0 &&
    loans.oldestDueDay[loan]! + afterDays <= world.day &&
    payers.some((payer) => payer === 'reserve' || loans.guarantor[loan] !== NO_GUARANTOR);

  const claimOf = (loan: number): Claim => {
    const { interestFen } = schedules.get(loans.schedule[loan]!);
    const lots = loans.lots[loan]!;
    let lotInterestFen = 0;
    if (scheme.interestCovered) {
      for (let k = loans.paid[loan]!; k < loans.due[loan]!; k++) lotInterestFen += interestFen[k]!;
    }
    const paidFen = scheme.interestCovered ? partInterestFen(world, loan) : 0;
    return {
      loan,
      lots,
      principalFen: lendersClaimFen(world, loan),
      interestFen: lots * lotInterestFen - paidFen,
    };
  };

  const askGuarantor = (claim: Claim, asked: Part): Part => {
    const guarantor = loans.guarantor[claim.loan]!;
    if (guarantors.failedDay[guarantor]! >= 0) return NOTHING;
    world.counts.guarantorCompensations += 1;
    const paid = payable(asked, guarantors.liquidFen[guarantor]!, claim.lots);
    const paidFen = total(paid);
    guarantors.liquidFen[guarantor]! -= paidFen;
    guarantors.compensatedFen[guarantor]! += paidFen;
    flow[FLOW.compensatedGuarantorFen]! += paidFen;
    distribute(world, claim.loan, paid.principalFen, REASON.compensationByGuarantor, REASON.claimToGuarantor);
    distributeInterest(world, claim.loan, paid.interestFen, REASON.compensationByGuarantor);
    if (paidFen < total(asked)) failGuarantor(guarantor, total(asked) - paidFen);
    return paid;
  };

  const failGuarantor = (guarantor: number, unpaidFen: number): void => {
    guarantors.failedDay[guarantor] = world.day;
    book.guarantorsFailed += 1;
    platform.guarantorFailureSignal += 1;
    const subject = names.guarantors[guarantor]!;
    const text = `guarantor ${subject} can't pay a compensation`;
    events.add({ day: world.day, kind: 'guarantorFailed', subject, valueFen: unpaidFen, figure: NaN, text });
  };

  /** A guarantor that goes to court pays what is upheld there, and doesn't fail by it. */
  const upheldOf = (loan: number, asked: Part): Part => {
    const upheld = guaranteeUpheldPpm(world, loan);
    if (upheld === PPM) return asked;
    const left = {
      principalFen: floorShare(asked.principalFen, upheld, PPM),
      interestFen: floorShare(asked.interestFen, upheld, PPM),
    };
    flow[FLOW.guaranteesDeniedFen]! += total(asked) - total(left);
    return left;
  };

  const askReserve = (claim: Claim, asked: Part, limitFen: number): Part => {
    world.counts.reserveCompensations += 1;
    const cashFen = Math.min(limitFen, ledger.balance(ACCOUNT.reserveCash));
    const paid = payable(asked, cashFen, claim.lots);
    const paidFen = total(paid);
    flow[FLOW.compensatedReserveFen]! += paidFen;
    distribute(world, claim.loan, paid.principalFen, REASON.compensationByReserve, REASON.claimToReserve);
    distributeInterest(world, claim.loan, paid.interestFen, REASON.compensationByReserve);
    if (paidFen < total(asked)) exhaustReserve(total(asked) - paidFen);
    return paid;
  };

  const exhaustReserve = (unpaidFen: number): void => {
    if (platform.reserveExhaustedDay >= 0) return;
    platform.reserveExhaustedDay = world.day;
    const text = 'an eligible compensation was not paid in full';
    events.add({
      day: world.day,
      kind: 'reserveExhausted',
      subject: 'reserve',
      valueFen: unpaidFen,
      figure: NaN,
      text,
    });
  };

  const ask = (payer: Payer, claim: Claim, asked: Part, limitFen: number): Part => {
    const { loan } = claim;
    if (total(asked) === 0 || (payer === 'guarantor' && loans.guarantor[loan] === NO_GUARANTOR))
      return NOTHING;
    const owed = payer === 'guarantor' ? upheldOf(loan, asked) : asked;
    const paid = payer === 'guarantor' ? askGuarantor(claim, owed) : askReserve(claim, owed, limitFen);
    ledger.journal?.asks.push({ day: world.day, loan, payer, dueFen: total(owed), paidFen: total(paid) });
    return paid;
  };

  const settleClaim = (claim: Claim, limitFen: number): void => {
    let asked: Part = claim;
    for (const payer of payers) asked = less(asked, ask(payer, claim, asked, limitFen));
    flow[FLOW.compensationUnpaidFen]! += total(asked);
    markCompensated(world, claim.loan);
  };

  return () => {
    if (payers.length === 0) return;
    const due = new Set<number>();
    agendas.compensations.visit(world.day, (loan) => {
      if (isDue(loan)) due.add(loan);
    });
    if (due.size === 0) return;
    const claims = [...due].sort((a, b) => a - b).map(claimOf);
    const limits = scheme.reserveLimits(claims.map(total), ledger.balance(ACCOUNT.reserveCash));
    claims.forEach((claim, i) => settleClaim(claim, limits === null ? Infinity : limits[i]!));
  };
}

const NOTHING: Part = { principalFen: 0, interestFen: 0 };

function total(part: Part): number {
  return part.principalFen + part.interestFen;
}

function less(part: Part, paid: Part): Part {
  return {
    principalFen: part.principalFen - paid.principalFen,
    interestFen: part.interestFen - paid.interestFen,
  };
}
