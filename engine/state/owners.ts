/** Self-financing: what the owners took through false listings. The platform's own staff and its lenders know nothing of it. */
import type { Registry } from '../base/columns.ts';

/** Nothing taken. */
export function createOwners(registry: Registry) {
  const owners = registry.scalars('owners', [
    /** First day on which owners could not pay an instalment; -1 if they always could. */
    'shortDay',
    /** Day on which it came out; -1 until then. */
    'uncoveredDay',
  ]);
  owners.shortDay = -1;
  owners.uncoveredDay = -1;
  return owners;
}
