/** A guarantor's balance sheet, what it stands for, and how its means bear on how it pays and whom it passes on. */
import { expectedProceeds } from './figures.ts';
import type { World } from './world.ts';

/** Statutory provisions: half of the year's fee income is unearned, and a share of what it stands for is set aside. */
const UNEARNED_SHARE = 0.5;
const COMPENSATION_SHARE = 0.01;

const termsOf = ({ scenario, names }: World, row: number) => scenario.guarantors[names.guarantors[row]!]!;

/** Principal guaranteed here, and guarantees elsewhere. */
export function standsForFen(world: World, row: number): number {
  const { elsewhereLeverage, netAssetsFen } = termsOf(world, row);
  return world.guarantors.exposureFen[row]! + elsewhereLeverage * netAssetsFen;
}

/** Set aside by the rules for guarantors: a liability. */
export function provisionsFen(world: World, row: number): number {
  const unearnedFen = Math.floor(UNEARNED_SHARE * world.guarantors.feesYearFen[row]!);
  return unearnedFen + Math.floor(COMPENSATION_SHARE * standsForFen(world, row));
}

/** What its claims on borrowers are expected to bring. */
export function claimsWorthFen(world: World, row: number): number {
  return Math.floor(world.guarantors.claimFen[row]! * expectedProceeds(world.scenario) + 0.5);
}

/** Principal it has lent the platform and not got back. */
export function lentOutFen({ responses }: World, row: number): number {
  const { guarantorLoans } = responses;
  let sum = 0;
  for (let loan = 0; loan < guarantorLoans.length; loan++)
    if (guarantorLoans.guarantor[loan] === row) sum += guarantorLoans.principalFen[loan]!;
  return sum;
}

/** Its stake in the platform, at cost until the platform fails. */
export function stakeWorthFen({ guarantors, platform }: World, row: number): number {
  return platform.failureDay >= 0 ? 0 : guarantors.stakeFen[row]!;
}

/**
 * Net assets by the books that the scenario has it keep. `stated`: those of day 0, less and plus its business elsewhere.
 * `full`: liquid and other assets, claims at what they are expected to bring, its stake and its loans to the platform, less
 * provisions; may be negative.
 */
export function netAssetsFen(world: World, row: number): number {
  const { guarantors, scenario } = world;
  if (scenario.guarantee.books === 'stated') return guarantors.netAssetsFen[row]!;
  const assetsFen =
    guarantors.liquidFen[row]! +
    guarantors.otherFen[row]! +
    claimsWorthFen(world, row) +
    stakeWorthFen(world, row) +
    lentOutFen(world, row);
  return assetsFen - provisionsFen(world, row);
}

/** Days by which it lets lenders wait, the more the thinner its liquid assets are against what it stands for here. */
export function slownessDays(world: World, row: number): number {
  const { slowDays, slowBelow } = termsOf(world, row);
  const { liquidFen, exposureFen, failedDay } = world.guarantors;
  if (slowDays === 0 || failedDay[row]! >= 0 || exposureFen[row] === 0) return 0;
  const thinness = Math.max(0, 1 - liquidFen[row]! / (slowBelow * exposureFen[row]!));
  return Math.floor(slowDays * thinness);
}

/** Lowest score that it passes on today: it looks less closely while its book grows, and when it has little left to lose. */
export function leastScore(world: World, row: number): number {
  const { minScore, loosens, netAssetsFen: openingFen } = termsOf(world, row);
  const { exposureFen, exposureMonthFen } = world.guarantors;
  if (loosens.growth === 0 && loosens.desperation === 0) return minScore;
  const before = exposureMonthFen[row]!;
  const growth = before > 0 ? Math.min(1, Math.max(0, exposureFen[row]! / before - 1)) : 0;
  const lost = openingFen > 0 ? Math.min(1, Math.max(0, 1 - netAssetsFen(world, row) / openingFen)) : 0;
  return minScore - loosens.growth * growth - loosens.desperation * lost;
}

/** It pays nothing more: lenders hear of it. */
export function failGuarantor(world: World, row: number, shortFen: number, why: string): void {
  const { guarantors, book, platform, names, events, day } = world;
  guarantors.failedDay[row] = day;
  book.guarantorsFailed += 1;
  platform.guarantorFailureSignal += 1;
  const subject = names.guarantors[row]!;
  events.add({
    day,
    kind: 'guarantorFailed',
    subject,
    valueFen: shortFen,
    figure: NaN,
    text: `guarantor ${subject} ${why}`,
  });
}
