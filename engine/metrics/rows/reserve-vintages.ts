/** The reserve's use by month of contract: what its loans paid in, what was paid for them, what came back. */
import type { World } from '../../state/world.ts';
import type { TableRows } from '../tables.ts';
import { tableRows } from './columns.ts';

/** One row per month of contract that has a loan; the opening book's months are negative. */
export function reserveVintageRows({ loans, calendar }: World): TableRows {
  const months = new Map<number, { month: number; loans: number; sums: Record<Sum, number> }>();
  for (let loan = 0; loan < loans.length; loan++) {
    const month = calendar.monthIndex(loans.contractDay[loan]!);
    const group = months.get(month) ?? { month, loans: 0, sums: { ...NOTHING } };
    months.set(month, group);
    group.loans += 1;
    group.sums.principalFen += loans.principalFen[loan]!;
    group.sums.paidInFen += loans.reserveInFen[loan]!;
    group.sums.paidOutFen += loans.reserveOutFen[loan]!;
    group.sums.cameBackFen += loans.reserveBackFen[loan]!;
    group.sums.claimFen += loans.reserveClaimFen[loan]!;
  }
  const rows = [...months.values()].sort((a, b) => a.month - b.month);
  return tableRows('reserve_vintage', rows.length, {
    cohortMonth: (row) => rows[row]!.month,
    loans: (row) => rows[row]!.loans,
    ...Object.fromEntries(SUMS.map((name) => [name, (row: number) => rows[row]!.sums[name]])),
    usedShare: (row) => {
      const { paidInFen, paidOutFen, cameBackFen } = rows[row]!.sums;
      return paidInFen > 0 ? (paidOutFen - cameBackFen) / paidInFen : NaN;
    },
  });
}

const SUMS = ['principalFen', 'paidInFen', 'paidOutFen', 'cameBackFen', 'claimFen'] as const;
type Sum = (typeof SUMS)[number];
const NOTHING: Readonly<Record<Sum, number>> = {
  principalFen: 0,
  paidInFen: 0,
  paidOutFen: 0,
  cameBackFen: 0,
  claimFen: 0,
};
