/** Contracts that a court doesn't uphold in full: what is wrong with them, who goes to court, and what is left. */
import { allInRate, PPM, ppm } from '../finance/terms.ts';
import { inForce } from './dated.ts';
import { isStopped, legalCaps } from './law.ts';
import type { World } from './world.ts';

/** Draw of stream `dispute`, keyed by the loan and the day of its contract: whether it ends in court. */
const SUES = 0;

/**
 * What a court would strike off the claim of a contract made today, in ppm: a part where the all-in rate is above the cap in
 * force, and the fees where they were taken out of the principal, since what was received counts.
 */
export function flawPpm(
  world: World,
  terms: { readonly aprPpm: number; readonly termMonths: number; readonly feeShare: number },
): number {
  const { scenario, day } = world;
  const { aprPpm, termMonths, feeShare } = terms;
  const overCap = allInRate(aprPpm / PPM, feeShare, termMonths) > legalCaps(world).allInRate;
  const upFront = inForce(scenario.pricing.feeUpFront, day) && !isStopped(world, 'feeUpFront');
  const upheld = (overCap ? scenario.legal.overCap : 1) * (upFront ? 1 - feeShare : 1);
  return PPM - ppm(Math.max(0, upheld));
}

/** Whether a loan's contract is contested, should it come to that: a property of the contract. */
function isContested({ scenario, loans, streams }: World, loan: number): boolean {
  const { litigated } = scenario.legal;
  if (litigated === 0) return false;
  const day = Math.max(0, loans.contractDay[loan]!);
  return streams.stream('dispute').uniform(loans.key[loan]!, day, SUES) < litigated;
}

/** Share of the claim on the borrower that is upheld, in ppm. */
export function upheldPpm(world: World, loan: number): number {
  const flaw = world.loans.flawPpm[loan]!;
  return flaw > 0 && isContested(world, loan) ? PPM - flaw : PPM;
}

/** Share of what its guarantor was asked for that it has to pay, in ppm: no more than the borrower owes, less without a licence. */
export function guaranteeUpheldPpm(world: World, loan: number): number {
  const { scenario, loans, names } = world;
  const flaw = loans.flawPpm[loan]!;
  const { licensed } = scenario.guarantors[names.guarantors[loans.guarantor[loan]!]!]!;
  if ((flaw === 0 && licensed) || !isContested(world, loan)) return PPM;
  return ppm(((PPM - flaw) / PPM) * (licensed ? 1 : scenario.legal.unlicensed));
}
