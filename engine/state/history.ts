/** Past days that figures look back on: one cell per day, written at the end of the day. */
import type { Registry } from '../base/columns.ts';

/** Empty columns of one cell per day. */
export function createHistory(registry: Registry, dayCount: number) {
  return {
    requestedFen: registry.column('history.requestedFen', 'f64', dayCount),
    depositsFen: registry.column('history.depositsFen', 'f64', dayCount),
    repaidFen: registry.column('history.repaidFen', 'f64', dayCount),
    dueFen: registry.column('history.dueFen', 'f64', dayCount),
    /** Instalments paid, less what the platform or the reserve kept of their interest. */
    collectedFen: registry.column('history.collectedFen', 'f64', dayCount),
    feesFen: registry.column('history.feesFen', 'f64', dayCount),
    lenderBalanceFen: registry.column('history.lenderBalanceFen', 'f64', dayCount),
    /** Owed to lenders before the first day. */
    opening: registry.scalars('history.opening', ['lenderBalanceFen']),
  };
}

/** Sum of a column over the days from one to another, both included; days before the first count nothing. */
export function sumOver(column: Float64Array, fromDay: number, toDay: number): number {
  let sum = 0;
  for (let day = Math.max(0, fromDay); day <= toDay; day++) sum += column[day]!;
  return sum;
}
