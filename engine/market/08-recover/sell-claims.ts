/** Claims in default are sold to a buyer, all at once on a day, for a share of each that falls with its age. */
import { power } from '../../base/mathx.ts';
import { REASON } from '../../ledger/reasons.ts';
import { writeOff } from '../../settle/end-loan.ts';
import { distributeProceeds } from '../../settle/proceeds.ts';
import { openCase } from '../../state/cases.ts';
import { LOAN } from '../../state/codes.ts';
import { FLOW } from '../../state/flow.ts';
import type { World } from '../../state/world.ts';

/**
 * On every so many days those that have been long enough in default. The price is shared like any proceeds; what it doesn't cover is
 * lost by the holders that day. Collateral still to be sold, and a guarantee still to be paid, go first.
 */
export function prepareClaimSales(world: World): () => void {
  const { scenario, loans, ledger, cases, flow, truth, platform } = world;
  const { badDebtSale } = scenario.servicing;
  const { scheme, afterDays } = scenario.guarantee;

  const isForSale = (loan: number, leastDays: number): boolean => {
    const row = loans.caseRow[loan]!;
    return (
      loans.status[loan] === LOAN.recovery &&
      truth.loans.owners[loan] === 0 &&
      world.day - loans.defaultDay[loan]! >= leastDays &&
      (row < 0 || cases.pledged[row] === 0) &&
      (scheme === 'none' ||
        loans.compensated[loan] === 1 ||
        loans.oldestDueDay[loan]! + afterDays < world.day)
    );
  };

  const sell = (loan: number, price: number, halfLifeDays: number): void => {
    const claimFen = loans.outstandingFen[loan]!;
    const share = price * power(2, -(world.day - loans.defaultDay[loan]!) / halfLifeDays);
    const priceFen = Math.floor(claimFen * share);
    cases.buyerClaimFen[openCase(world, loan, world.day)] = claimFen;
    flow[FLOW.claimsSoldFen]! += claimFen;
    flow[FLOW.saleProceedsFen]! += priceFen;
    flow[FLOW.recoveredFen]! += priceFen;
    loans.recoveredFen[loan]! += priceFen;
    if (priceFen > 0) ledger.post(REASON.badDebtSold, priceFen, loan);
    distributeProceeds(world, loan, { principalFen: priceFen, interestFen: 0 }, REASON.recoveryToLenders);
    writeOff(world, loan);
  };

  return () => {
    if (badDebtSale === null || platform.windDown !== 0) return;
    const { everyDays, afterDays: leastDays, price, priceHalfLifeDays } = badDebtSale;
    if (world.day === 0 || world.day % everyDays !== 0) return;
    for (let loan = 0; loan < loans.length; loan++)
      if (isForSale(loan, leastDays)) sell(loan, price, priceHalfLifeDays);
  };
}

/** Borrowers pay the buyer what they would have paid, up to its claim. */
export function payBuyer({ loans, cases, ledger, flow }: World, loan: number, amountFen: number): void {
  const row = loans.caseRow[loan]!;
  const paidFen = row < 0 ? 0 : Math.min(amountFen, cases.buyerClaimFen[row]!);
  if (paidFen <= 0) return;
  cases.buyerClaimFen[row]! -= paidFen;
  ledger.post(REASON.recoveryToBuyer, paidFen, loan);
  flow[FLOW.buyerRecoveredFen]! += paidFen;
}
