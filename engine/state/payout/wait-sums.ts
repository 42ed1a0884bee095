/** How long requests waited: sums by days from request to payment; nothing depends on them. */
import type { Registry } from '../../base/columns.ts';

/** Empty sums, one cell per number of days waited. */
export function createWaits(registry: Registry, dayCount: number) {
  const days = (name: string) => registry.column(`waits.${name}`, 'f64', dayCount);
  return {
    paidFen: days('paidFen'),
    /** Requests paid in full. */
    paidRequests: days('paidRequests'),
    takenBackFen: days('takenBackFen'),
    takenBackRequests: days('takenBackRequests'),
    /** Paid on the promised day or before it. */
    inTime: registry.scalars('waits.inTime', ['fen', 'requests']),
  };
}
