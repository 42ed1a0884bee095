/**
 * Rival platforms as one pool, in reduced form: a rate, how many of them are left, and who has money there or asks there. All
 * of it follows from the scenario and the day.
 */
import { exp } from '../base/mathx.ts';
import { poissonInverse } from '../random/variates.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { inForce } from './dated.ts';
import type { World } from './world.ts';

/** Draw of stream `rivals` by a borrower on the day of its application. */
const ASKS_THERE = 0;
/** Draw of stream `elsewhere` at a lender's birth: on how many other platforms it lends. */
const PLATFORMS = 2;

/** Days on which the failures of a shock come, evenly, the first included. */
function daysOf({ overDays }: { readonly overDays: number }): number {
  return Math.max(1, overDays);
}

/** Share of its failures that a shock has brought about by a day. */
export function grownShare(shock: { readonly day: number; readonly overDays: number }, day: number): number {
  const days = daysOf(shock);
  return Math.min(days, Math.max(0, day - shock.day + 1)) / days;
}

/** Of the rivals of the first morning, the share that fail on a day. */
export function failingShare({ shocks }: Scenario, day: number): number {
  let share = 0;
  for (const shock of shocks) {
    if (shock.kind !== 'rivalFailures') continue;
    const days = daysOf(shock);
    if (day >= shock.day && day < shock.day + days) share += shock.share / days;
  }
  return share;
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
 * A lender of this platform and others puts its money where the odds by rate say: weight 1 here and w = left · exp(effect · gap)
 * there. Against rates alike and nobody failed its part here is multiplied by 2 / (1 + w), its part there by that times w.
 */
export function rivalPull(world: World): Pull {
  const { scenario, day } = world;
  const { rivals } = scenario;
  if (rivals === null) return NO_PULL;
  const gap = (inForce(rivals.rate, day) - ownRate(world)) * 100;
  const weight = rivalsLeft(scenario, day) * exp(rivals.rateEffect * gap);
  const money = 2 / (1 + weight);
  return { money, departures: 1 - rivals.departures + rivals.departures * money * weight };
}

/** New money of all lenders a channel could bring, over what it would be without the pull. */
export function arrivalPull(world: World): number {
  const { rivals, confidence } = world.scenario;
  if (rivals === null) return 1;
  const alone = exp(-confidence.elsewhere.platforms);
  return alone + (1 - alone) * rivalPull(world).money;
}

/** On how many other platforms a lender lends, for as long as it lives. */
export function platformsElsewhere({ scenario, lenders, streams }: World): (lender: number) => number {
  const { platforms } = scenario.confidence.elsewhere;
  if (platforms === 0) return () => 0;
  const stream = streams.stream('elsewhere');
  return (lender) =>
    poissonInverse(stream.uniform(lenders.key[lender]!, lenders.bornDay[lender]!, PLATFORMS), platforms);
}

/** Whether a lender lends at rivals as well: who does also loses there when they fail. */
export function lendsAtRivals(world: World): (lender: number) => boolean {
  if (world.scenario.rivals === null) return () => false;
  const platformsOf = platformsElsewhere(world);
  return (lender) => platformsOf(lender) > 0;
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
