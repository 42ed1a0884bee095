/** What lenders got back after failures, as the page says it. Pure. */
import type { RecoveryGroupRow, RecoveryRow } from '../charts/recovery.ts';

/** By what groups are made. */
export const BASES = ['class', 'product', 'size', 'entry'] as const;
export type Basis = (typeof BASES)[number];

/** Steps that at least half of the failed replications are still seen at: beyond, a median is that of the early failures alone. */
export function wellSeen(rows: readonly RecoveryRow[]): readonly RecoveryRow[] {
  return rows.filter((row) => row.n * 2 >= row.failed);
}

/** The last step up to these days at which all failed replications are seen; null without one. */
export function seenUpTo(rows: readonly RecoveryRow[], days: number): RecoveryRow | null {
  return rows.filter((row) => row.n === row.failed && row.since <= days && row.since > 0).at(-1) ?? null;
}

/** Groups of a basis in reading order: sizes by what their lenders hold, founders before those who came later, others by name. */
export function groupsOf(rows: readonly RecoveryGroupRow[], basis: Basis): readonly string[] {
  const labels = [...new Set(rows.map((row) => row.label))].sort();
  if (basis === 'entry') return labels.sort((a, b) => Number(b === 'founder') - Number(a === 'founder'));
  if (basis !== 'size') return labels;
  const stake = (label: string) => {
    const mine = rows.filter((row) => row.label === label);
    return (
      mine.reduce((sum, row) => sum + row.dueFen, 0) /
      Math.max(
        1,
        mine.reduce((sum, row) => sum + row.lenders, 0),
      )
    );
  };
  return labels.sort((a, b) => stake(a) - stake(b));
}

/** The groups of a variant that got least and most back. */
export function extremes(
  rows: readonly RecoveryGroupRow[],
): { readonly least: RecoveryGroupRow; readonly most: RecoveryGroupRow } | null {
  const rising = [...rows].sort((a, b) => a.median - b.median);
  const least = rising[0];
  const most = rising.at(-1);
  return least && most ? { least, most } : null;
}
