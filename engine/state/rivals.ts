/**
 * Rival platforms as one pool, in reduced form: a rate, how many of them are left, and who has money there or asks there. All
 * of it follows from the scenario and the day.
 */
import { exp, power } from '../base/mathx.ts';
import type { Rivals, Scenario } from '../scenario/scenario.ts';
import { inForce } from './dated.ts';
import type { World } from './world.ts';

/** Draws of stream `rivals`: of a lender at its birth, of a borrower on the day of its application. */
const HAS_MONEY_THERE = 0;
const LOSES = 1;
const NEEDS_MONEY = 2;
const ASKS_THERE = 3;

/** Share of its failures that a shock has brought about by a day: they come evenly. */
export function grownShare(shock: { readonly day: number; readonly overDays: number }, day: number): number {
  const days = Math.max(1, shock.overDays);
  return Math.min(days, Math.max(0, day - shock.day + 1)) / days;
}

/** Share of the rivals of the first morning that are still in business; those that fail are not replaced. */
export function rivalsLeft({ shocks }: Scenario, day: number): number {
  let left = 1;
  for (const shock of shocks) {
    if (shock.kind === 'rivalFailures') left *= 1 - shock.share * grownShare(shock, day);
  }
  return left;
}

/** Lender rate that the platform offers on grade C now, rises included. */
function ownRate({ scenario, platform, day }: World): number {
  return inForce(scenario.pricing.lenderRate, day).C + platform.raisedRate;
}

/** Points of rate by which grade C is offered above the market: rivals' rate where they are there. */
export function premiumPoints(world: World): number {
  const { rivals, confidence } = world.scenario;
  const market = rivals === null ? confidence.marketRate : inForce(rivals.rate, world.day);
  return Math.max(0, (ownRate(world) - market) * 100);
}

export interface Pull {
  /** New money of a lender who has money there as well, over what it brings when rates are alike and all rivals there. */
  readonly money: number;
  /** Its ordinary departures, likewise. */
  readonly departures: number;
}

const NO_PULL: Pull = { money: 1, departures: 1 };

/**
 * A lender of this platform and k rivals puts its money where the odds by rate say: weight 1 here, w = left · exp(effect · gap)
 * at each of the rivals. Against rates alike and nobody failed its part here is multiplied by (1 + k) / (1 + k w), its part
 * there by that times w.
 */
export function rivalPull(world: World): Pull {
  const { scenario, day } = world;
  const { rivals } = scenario;
  if (rivals === null) return NO_PULL;
  const gap = (inForce(rivals.rate, day) - ownRate(world)) * 100;
  const weight = rivalsLeft(scenario, day) * exp(rivals.rateEffect * gap);
  const money = (1 + rivals.platforms) / (1 + rivals.platforms * weight);
  return { money, departures: 1 - rivals.departures + rivals.departures * money * weight };
}

/** New money of all lenders a channel could bring, over what it would be without the pull. */
export function arrivalPull(world: World, { money }: Pull): number {
  const { rivals } = world.scenario;
  return rivals === null ? 1 : 1 - rivals.lendersShare + rivals.lendersShare * money;
}

/** Whether a lender has money at rivals as well. */
export function hasMoneyAtRivals(world: World): (lender: number) => boolean {
  const { scenario, lenders, streams } = world;
  const { rivals } = scenario;
  if (rivals === null) return () => false;
  const stream = streams.stream('rivals');
  return (lender) =>
    stream.uniform(lenders.key[lender]!, lenders.bornDay[lender]!, HAS_MONEY_THERE) < rivals.lendersShare;
}

/** All-in rate at which a rival lends to the applicant: Infinity if it asks none, or finds none in business. */
export function rivalOffers(world: World): (applicant: { key: number; appliedDay: number }) => number {
  const { scenario, streams } = world;
  const { rivals } = scenario;
  if (rivals === null) return () => Infinity;
  const stream = streams.stream('rivals');
  return ({ key, appliedDay }) => {
    const asks = rivals.borrowersShare * rivalsLeft(scenario, world.day);
    if (stream.uniform(key, appliedDay, ASKS_THERE) >= asks) return Infinity;
    return inForce(rivals.rate, world.day) + rivals.borrowerMargin;
  };
}

/** Share of borrowers who find at a rival the new loan that they don't get here. */
export function refinancedByRivals({ scenario, day }: World): number {
  const { rivals } = scenario;
  return rivals === null ? 0 : rivals.borrowersShare * rivalsLeft(scenario, day);
}

/** Chance that one of the platforms a lender has money on, among those there on the first morning, has failed. */
function chanceOfLoss({ platforms }: Rivals, left: number): number {
  return 1 - power(left, platforms);
}

export interface LossesElsewhere {
  /** Of the first `rows` lenders, the investing ones whose first rival fails today. */
  today(rows: number, investing: (lender: number) => boolean): number[];
  /** Whether the loss makes the lender take its money out here. */
  needsMoney(lender: number): boolean;
}

/** One draw per lender says how much of the pool must fail before it loses something: more failures strike more of the same. */
export function lossesElsewhere(world: World): LossesElsewhere {
  const { scenario, lenders, streams } = world;
  const { rivals } = scenario;
  if (rivals === null) return { today: () => [], needsMoney: () => false };
  const stream = streams.stream('rivals');
  const has = hasMoneyAtRivals(world);
  const draw = (lender: number, k: number) =>
    stream.uniform(lenders.key[lender]!, lenders.bornDay[lender]!, k);
  return {
    today(rows, investing) {
      const { day } = world;
      const before = chanceOfLoss(rivals, rivalsLeft(scenario, day - 1));
      const now = chanceOfLoss(rivals, rivalsLeft(scenario, day));
      if (!(now > before)) return [];
      const hit: number[] = [];
      for (let lender = 0; lender < rows; lender++) {
        if (!investing(lender)) continue;
        const u = draw(lender, LOSES);
        if (u >= before && u < now && has(lender)) hit.push(lender);
      }
      return hit;
    },
    needsMoney: (lender) => draw(lender, NEEDS_MONEY) < rivals.needShare,
  };
}
