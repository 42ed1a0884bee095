/**
 * What happened by channel and department: counted where it happens, for statements. No outcome depends on it, so it is no
 * part of the state; the observer of a month's end takes it and starts anew.
 */
import { DEPARTMENTS, type DepartmentName } from '../base/vocabulary.ts';

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
