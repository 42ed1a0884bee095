/**
 * What makes some lenders leave before others: how much they hold, how long they have been there, and what rate they came
 * for. Log hazards, 0 at the effects' defaults.
 */
import { defineTable } from '../../base/columns.ts';
import { ln } from '../../base/mathx.ts';
import { Agenda } from '../../state/agenda.ts';
import type { World } from '../../state/world.ts';
import { premiumPoints } from '../../state/rivals.ts';

export interface Traits {
  of(row: number): number;
  /** Lenders whose relationship is a step longer since this morning go into `touched`. */
  read(touched: number[]): void;
  /** Adds the next lender, in the evening of its first day. */
  join(row: number): void;
  /** A stay begins today, at the rate offered today. */
  begin(row: number): void;
}

const MONTH_DAYS = 30;
/** Doublings of a month after which a relationship grows no deeper. */
const MOST_DOUBLINGS = 6;
/** Draw of stream `lender`: how long a founder has been there. */
const BEEN_THERE = 6;
const FOUNDER = 0;
const LN2 = ln(2);

const KNOWN = {
  /** Points of rate above the market when its stay began. */
  premium: 'f64',
  /** Doublings of its first month so far. */
  doublings: 'u8',
} as const;

/** Kept whether or not an effect is on, so that one can be switched on later. */
export function prepareTraits(world: World): Traits {
  const { scenario, registry, lenders, streams } = world;
  const { sizeEffect, relationshipEffect, rateEffect } = scenario.confidence;
  const { stakeMedianFen, relationshipMeanDays } = scenario.lenders;
  const stream = streams.stream('lender');
  const known = defineTable(registry, 'traits', KNOWN, lenders.capacity);
  const doublings = new Agenda(registry, 'doublings', scenario.clock.horizonDays, lenders.capacity);

  /** Days with the platform before the first day of this world on which it is known. */
  const daysBefore = (row: number): number =>
    lenders.channel[row] === FOUNDER
      ? Math.floor(
          relationshipMeanDays * -ln(stream.uniform(lenders.key[row]!, lenders.bornDay[row]!, BEEN_THERE)),
        )
      : 0;
  const deepen = (row: number): void => {
    const months = (world.day - lenders.bornDay[row]! + daysBefore(row)) / MONTH_DAYS;
    let steps = 0;
    while (steps < MOST_DOUBLINGS && months >= 2 * (1 << steps)) steps += 1;
    known.doublings[row] = steps;
    if (steps === MOST_DOUBLINGS) return;
    doublings.add(lenders.bornDay[row]! - daysBefore(row) + 2 * (1 << steps) * MONTH_DAYS, row);
  };

  return {
    of: (row) =>
      (sizeEffect === 0 ? 0 : sizeEffect * ln(lenders.stakeFen[row]! / stakeMedianFen)) -
      relationshipEffect * LN2 * known.doublings[row]! +
      rateEffect * known.premium[row]!,
    read(touched) {
      doublings.visit(world.day, (row) => {
        deepen(row);
        if (relationshipEffect !== 0) touched.push(row);
      });
    },
    join(row) {
      if (row >= known.length) known.addMany(row + 1 - known.length);
      deepen(row);
    },
    begin(row) {
      known.premium[row] = premiumPoints(world);
    },
  };
}
