/** What rooms tell the cost centres, and which channel a loan belongs to. Bears on no outcome. */
import { PAID_DEPARTMENTS } from './cost-centres.ts';
import type { World } from './world.ts';

/** Channel of a loan: that of its application, or, of the opening book, that of its borrower. */
export function channelOfLoan({ centres, loans, customers }: World, loan: number): number {
  return centres.channelOfLoan[loan] ?? customers.channel[loans.customer[loan]!]!;
}

/** A full listing became a contract: its channel goes with it. */
export function noteContract({ centres, loans, listings }: World, listing: number, loan: number): void {
  const channel = centres.channelOfListing[listing] ?? 0;
  const { borrowers } = centres;
  centres.channelOfLoan[loan] = channel;
  borrowers.contracts[channel]! += 1;
  borrowers.volumeFen[channel]! += loans.principalFen[loan]!;
  borrowers.feesFen[channel]! += listings.feeFen[listing]!;
}

/** Pay falls due: a month's salaries and overtime since the last time, department by department, in whole fen. */
export function notePayDue(
  { centres, scenario, platform, staff }: World,
  overtimeFen: (row: number) => number,
): void {
  PAID_DEPARTMENTS.forEach((name, row) => {
    if (platform.windDown === 1 && name !== 'collections') return;
    const { headcount, salaryPerMonthFen } = scenario.platform.departments[name];
    const isMarketing = name === 'marketing';
    const heads = isMarketing ? headcount : staff.headcount[row]!;
    centres.payDueFen[row]! +=
      Math.floor(heads * salaryPerMonthFen + 0.5) + (isMarketing ? 0 : overtimeFen(row));
  });
}
