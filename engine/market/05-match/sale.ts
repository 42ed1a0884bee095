/** A holding is sold: price, fees, and what seller and buyer remember of it. */
import { mulDivFloor } from '../../base/money.ts';
import { PPM, ppm } from '../../finance/terms.ts';
import { REASON } from '../../ledger/reasons.ts';
import type { Dated } from '../../scenario/scenario.ts';
import { endExit, noteSale, openExit, sells } from '../../settle/exits.ts';
import { claimOfHolding, transferHolding } from '../../settle/holdings.ts';
import { EXIT_END, POOL } from '../../state/codes.ts';
import { FLOW } from '../../state/flow.ts';
import { dropFromQueue } from '../../state/leave-queue.ts';
import type { World } from '../../state/world.ts';
import type { Buyers } from './buyers.ts';

const DAYS_PER_YEAR = 365;

export interface Sale {
  sell(holding: number, loan: number, buyer: number, priceFen: number): void;
  /** Exits of today's sellers who have nothing left to sell come to their end. */
  endDay(): void;
}

/** Days of each rate in force from one day until another, times the rate in ppm. */
export function ppmDays(
  rows: readonly Dated<{ readonly queueFee: number }>[],
  fromDay: number,
  untilDay: number,
): number {
  let sum = 0;
  rows.forEach(({ fromDay: begins, value }, i) => {
    const ends = rows[i + 1]?.fromDay ?? Infinity;
    sum += ppm(value.queueFee) * Math.max(0, Math.min(ends, untilDay) - Math.max(begins, fromDay));
  });
  return sum;
}

/** Sales of a day. */
export function prepareSale(world: World, buyers: Buyers): Sale {
  const { scenario, holdings, lenders, offers, exits, ledger, flow, counts } = world;
  const feePpm = ppm(scenario.matching.transferFee);
  const baseLotFen = scenario.splitting.lotFen;
  const sellers = new Set<number>();

  /** Part of the price for the time in the queue, at most what the transfer fee leaves of it. */
  const queueFeeOf = (seller: number, priceFen: number, leftFen: number): number => {
    const exit = openExit(world, seller);
    if (exit < 0) return 0;
    const days = ppmDays(scenario.policies.exits, exits.day[exit]!, world.day);
    return Math.min(leftFen, mulDivFloor(priceFen, days, DAYS_PER_YEAR * PPM));
  };

  return {
    sell(holding, loan, buyer, priceFen) {
      const { cashFen, newCash, discountGivenFen, discountGotFen } = lenders;
      const seller = holdings.lender[holding]!;
      const claimFen = claimOfHolding(world, holding, loan);
      const feeFen = seller === POOL ? 0 : mulDivFloor(priceFen, feePpm, PPM);
      const queueFeeFen = seller === POOL ? 0 : queueFeeOf(seller, priceFen, priceFen - feeFen);
      cashFen[buyer]! -= priceFen;
      cashFen[seller]! += priceFen - feeFen - queueFeeFen;
      newCash[seller] = 1;
      if (ledger.journal?.full) ledger.journal.entry(buyer, seller, priceFen, holding);
      ledger.post(REASON.transferPrice, priceFen, loan);
      if (feeFen > 0) ledger.post(REASON.transferFee, feeFen, loan, seller);
      if (queueFeeFen > 0) ledger.post(REASON.exitQueueFee, queueFeeFen, loan, seller);
      discountGivenFen[seller]! += claimFen - priceFen;
      discountGotFen[buyer]! += claimFen - priceFen;
      flow[FLOW.feesFen]! += feeFen + queueFeeFen;
      flow[FLOW.transferredFen]! += priceFen;
      flow[FLOW.lossDiscountFen]! += claimFen - priceFen;
      flow[FLOW.offerSoldFenDays]! += claimFen * (world.day - offers.day[holdings.offer[holding]!]!);
      counts.transfers += 1;
      transferHolding(world, holding, buyer);
      noteSale(world, seller, claimFen, priceFen);
      sellers.add(seller);
      if (cashFen[buyer]! < baseLotFen) dropFromQueue(world, buyer);
      buyers.enrich(seller);
    },
    endDay() {
      for (const seller of sellers) {
        const exit = seller === POOL ? -1 : openExit(world, seller);
        if (exit >= 0 && !sells(world, seller)) endExit(world, exit, EXIT_END.done);
      }
      sellers.clear();
    },
  };
}
