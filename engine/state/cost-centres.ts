/**
 * What happened by channel and department: counted where it happens, for statements. No outcome depends on it, so it is no
 * part of the state; the observer of a month's end takes it and starts anew.
 */
import { DEPARTMENTS, type DepartmentName } from '../base/vocabulary.ts';
import type { World } from './world.ts';

/** Departments with a payroll: those at work and marketing. */
export const PAID_DEPARTMENTS: readonly (DepartmentName | 'marketing')[] = [...DEPARTMENTS, 'marketing'];

/** Counts of this month, one cell per channel in the order of `names`; what is known of listings, loans and lenders by row. */
export function createCostCentres(names: {
  readonly borrowerChannels: readonly string[];
  readonly lenderChannels: readonly string[];
}) {
  const perBorrowerChannel = () => new Float64Array(names.borrowerChannels.length);
  const perLenderChannel = () => new Float64Array(names.lenderChannels.length);
  return {
    borrowers: {
      visits: perBorrowerChannel(),
      registrations: perBorrowerChannel(),
      applications: perBorrowerChannel(),
      approved: perBorrowerChannel(),
      contracts: perBorrowerChannel(),
      volumeFen: perBorrowerChannel(),
      feesFen: perBorrowerChannel(),
      toReserveFen: perBorrowerChannel(),
      /** Looks as charged, paid or not. */
      lookUpsFen: perBorrowerChannel(),
      marketingFen: perBorrowerChannel(),
    },
    lenders: {
      visits: perLenderChannel(),
      registrations: perLenderChannel(),
      firstDeposits: perLenderChannel(),
      firstDepositFen: perLenderChannel(),
      marketingFen: perLenderChannel(),
    },
    /** Channel through which each listing, and each loan, was applied for; a loan of the opening has none here. */
    channelOfListing: [] as number[],
    channelOfLoan: [] as number[],
    /** Lots of new contracts that each lender took this month. */
    lotsTaken: [] as number[],
    /** Pay that fell due this month, and contacts answered. */
    payDueFen: new Float64Array(PAID_DEPARTMENTS.length),
    desk: { answered: 0 },
  };
}

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
