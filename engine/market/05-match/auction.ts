/** The day's call auction of claims for sale: one rate a year at which buyers' money pays for what sellers let go. */
import { clearingRatePpm, meanLifeMonths } from '../../finance/discount.ts';
import { claimOfHolding } from '../../settle/holdings.ts';
import type { World } from '../../state/world.ts';
import type { acceptance } from './acceptance.ts';
import { prepareReservations } from './reservations.ts';

/** How the auction of a day went. */
export interface Auction {
  /** What buyers get a year beyond a claim's own interest. */
  readonly ratePpm: number;
  /** Whether the seller lets its claims go at that. */
  sells(seller: number): boolean;
  /** Whether the lender buys at that. */
  buys(lender: number): boolean;
}

/** `hold` finds the rate of a day over these offers; `lifeOf` is the mean life of a loan's principal in months. */
export function prepareAuction(world: World, accepts: ReturnType<typeof acceptance>) {
  const { offers, holdings, loans, lenders, queue, schedules } = world;
  const reservations = prepareReservations(world);
  const lives = new Map<number, number>();

  const lifeOf = (loan: number): number => {
    const key = loans.schedule[loan]! * 64 + loans.paid[loan]!;
    let months = lives.get(key);
    if (months === undefined) {
      months = meanLifeMonths(schedules.get(loans.schedule[loan]!), loans.paid[loan]!);
      lives.set(key, months);
    }
    return months;
  };

  const hold = (rows: readonly number[]): Auction => {
    let classes = 0;
    const asks = rows.map((row) => {
      const holding = offers.holding[row]!;
      const loan = offers.loan[row]!;
      const accepting = accepts(loans.facilityGrade[loan]!, schedules.get(loans.schedule[loan]!).aprPpm);
      accepting.forEach((mask, c) => (classes |= mask & (1 << c)));
      return {
        ratePpm: reservations.ofSeller(holdings.lender[holding]!),
        claimFen: claimOfHolding(world, holding, loan),
        lifeMonths: lifeOf(loan),
      };
    });
    const bidders: { ratePpm: number; cashFen: number }[] = [];
    const { lenders: places, length } = queue.line;
    for (let place = 0; place < length; place++) {
      const lender = places[place]!;
      // Money of classes that take none of the claims isn't in this market.
      if (lender < 0 || (classes & (1 << lenders.riskClass[lender]!)) === 0) continue;
      bidders.push({ ratePpm: reservations.ofBuyer(lender), cashFen: lenders.cashFen[lender]! });
    }
    const ratePpm = clearingRatePpm(asks, bidders);
    return {
      ratePpm,
      sells: (seller) => reservations.ofSeller(seller) >= ratePpm,
      buys: (lender) => reservations.ofBuyer(lender) <= ratePpm,
    };
  };

  return { hold, lifeOf };
}
