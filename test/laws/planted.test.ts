/** Each law catches the fault it is there for. */
import { describe, expect, it } from 'vitest';
import { REASON } from '../../engine/ledger/reasons.ts';
import { LOAN } from '../../engine/state/codes.ts';
import type { World } from '../../engine/state/world.ts';
import { simulateScenario } from '../../engine/simulate.ts';
import { override, tinyScenario } from '../helpers/arbitrary-scenario.ts';

const scenario = override(tinyScenario(60), { confidence: { baseHazardDaily: 0.01 } });

function firstLoan({ loans }: World): number {
  for (let loan = 0; loan < loans.length; loan++) {
    if (
      loans.status[loan] === LOAN.repaying &&
      loans.bucket[loan] === 0 &&
      loans.outstandingFen[loan]! > 1000
    )
      return loan;
  }
  throw new Error('no loan');
}

const faults: readonly (readonly [string, (world: World) => void, RegExp])[] = [
  ['a fen is lent twice', ({ lenders }) => (lenders.cashFen[3]! += 1), /sub-ledger adds up.*lenderCash/],
  ['a fen goes from one lender to nobody', ({ lenders }) => (lenders.queuedFen[3]! += 1), /lenderQueued|queued money/],
  ['a posting goes to the wrong account', ({ ledger }) => ledger.post(REASON.bidHold, 5), /lenderCash|lenderHeld/],
  ['customer money is taken under segregated custody', ({ ledger }) => ledger.post(REASON.poolMisuse, 5), /poolGap|segregated/],
  ['a repayment is booked and the loan forgotten', (world) => (world.loans.outstandingFen[firstLoan(world)]! -= 100), /running total|claims/],
  ['a bucket is left behind', (world) => (world.loans.bucket[firstLoan(world)] = 1), /M1 principal/],
  ['a lot is lost', ({ holdings }) => (holdings.lots[0]! -= 1), /lots|offered/],
  ['a holding changes hands without its chain', ({ holdings }) => (holdings.lender[5] = holdings.lender[5]! === 1 ? 2 : 1), /lots held|chain|sector|offered holdings/],
  ['an investing lender is counted twice', ({ book }) => (book.lendersInvesting += 1), /lenders investing/],
  ['a listing is counted that is not there', ({ book }) => (book.listingsOpen += 1), /open listings/],
  ['a request is forgotten', ({ requests }) => (requests.requestedFen[0]! += 1), /queue|waits/],
  ["a guarantor's fee is nobody's", ({ guarantors }) => (guarantors.feesFen[0]! += 1), /liquid assets of guarantor 0/],
  ['a guarantor keeps what it paid', ({ guarantors }) => (guarantors.liquidFen[0]! += 1), /guarantorCash/],
  ['the book keeps a cell too many', ({ outstandingByCell }) => (outstandingByCell[40]! += 1), /outstanding in cell/],
  ['an offer is counted that is not there', (world) => (world.loans.offeredLots[firstLoan(world)]! += 1), /offered lots/],
  ['a debt is forgotten', ({ responses }) => (responses.now.reserveLentFen += 7), /balance sheet balances/],
  ['an order to pay is lost', ({ ledger }) => (ledger.totalFen[REASON.platformFee]! += 3), /balance sheet balances/],
  ['money comes to the reserve for no reason', ({ ledger }) => (ledger.totalFen[REASON.borrowerSurcharge]! += 3), /a book holds what its lines say.*reserve/],
]; // prettier-ignore

describe('laws', () => {
  it.each(faults)('%s', (_, plant, message) => {
    let planted = false;
    const outcome = simulateScenario(scenario, {
      seed: 4,
      verify: true,
      detail: 'summary',
      watch: (stage, world) => {
        if (stage !== 'treasury' || world.day !== 45) return;
        plant(world);
        planted = true;
      },
    });
    expect(planted).toBe(true);
    expect(outcome.status).toBe('errored');
    expect(outcome.error).toMatch(message);
    expect(outcome.error).toMatch(/day 45/);
  });

  it('hold without a fault', () => {
    expect(simulateScenario(scenario, { seed: 4, verify: true }).error).toBeNull();
  });
});
