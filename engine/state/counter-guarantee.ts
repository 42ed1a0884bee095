/** Who stands behind a guarantor. */
import type { World } from './world.ts';

/** Row of a guarantor's counter-guarantor, -1 if it has none. */
export function counterGuarantorOf({ scenario, names }: World, guarantor: number): number {
  const { counterGuarantee } = scenario.guarantors[names.guarantors[guarantor]!]!;
  return counterGuarantee === null ? -1 : names.guarantors.indexOf(counterGuarantee.by);
}
