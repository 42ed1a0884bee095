/** The month's target: what the month has brought, and what is missing of where it should be. */
import type { Registry } from '../base/columns.ts';

/** No month has begun. */
export function createTargets(registry: Registry) {
  return registry.scalars('targets', [
    /** New loans of the month so far. */
    'monthFen',
    /** Share missing of what the month should have brought by now; 0 outside the push at its end. */
    'gap',
  ]);
}
