/** What may still hang on one borrower, one group of related borrowers and one guarantor, as shares of the balance of last evening. */
import { groupDraws } from '../../draws/groups.ts';
import { NO_GUARANTOR, LOAN } from '../../state/codes.ts';
import { inForce } from '../../state/dated.ts';
import type { Applicant } from '../../state/today.ts';
import type { World } from '../../state/world.ts';

export interface DispersionRoom {
  /** The limits of today, and what hangs on whom this morning. */
  beginDay(): void;
  /** Whether the applicant's loan keeps within all three limits; `guarantor` is NO_GUARANTOR for none. */
  allows(applicant: Applicant, guarantor: number): boolean;
  /** The applicant's loan is approved: it counts for the rest of the day. */
  take(applicant: Applicant, guarantor: number): void;
}

/** Without a limit below 100 % nothing is counted. */
export function prepareDispersion(world: World): DispersionRoom {
  const { scenario, loans, listings, queue, guarantors, book, streams } = world;
  const groupOf = groupDraws(scenario, streams.stream('customer'));
  const byGroup = new Float64Array(1 + (scenario.customers.groups?.count ?? 0));
  const byGuarantor = new Float64Array(Object.keys(scenario.guarantors).length);
  const most = { borrower: Infinity, group: Infinity, guarantor: Infinity };

  const addListing = (listing: number): boolean => {
    const fen = listings.lots[listing]! * listings.lotFen[listing]!;
    byGroup[listings.group[listing]!]! += fen;
    const guarantor = listings.guarantor[listing]!;
    if (guarantor !== NO_GUARANTOR) byGuarantor[guarantor]! += fen;
    return true;
  };

  return {
    beginDay() {
      const limits = inForce(scenario.policies.dispersion, world.day);
      const bookFen = Math.max(book.outstandingFen, limits.bookFloorFen);
      const limitOf = (share: number) => (share >= 1 ? Infinity : Math.floor(share * bookFen));
      most.borrower = limitOf(limits.borrower);
      most.group = limitOf(limits.group);
      most.guarantor = limitOf(limits.guarantor);
      if (most.group === Infinity && most.guarantor === Infinity) return;
      byGroup.fill(0);
      for (let loan = 0; loan < loans.length; loan++) {
        const status = loans.status[loan]!;
        if (status === LOAN.repaying || status === LOAN.recovery)
          byGroup[loans.group[loan]!]! += loans.outstandingFen[loan]!;
      }
      byGuarantor.forEach((_, row) => (byGuarantor[row] = guarantors.exposureFen[row]!));
      queue.openListings.filter(addListing);
      queue.fullListings.filter(addListing);
    },
    allows(applicant, guarantor) {
      const { amountFen } = applicant;
      if (amountFen > most.borrower) return false;
      if (guarantor !== NO_GUARANTOR && byGuarantor[guarantor]! + amountFen > most.guarantor) return false;
      if (most.group === Infinity) return true;
      const group = groupOf(applicant.key, applicant.bornDay);
      return group === 0 || byGroup[group]! + amountFen <= most.group;
    },
    take(applicant, guarantor) {
      if (guarantor !== NO_GUARANTOR) byGuarantor[guarantor]! += applicant.amountFen;
      byGroup[groupOf(applicant.key, applicant.bornDay)]! += applicant.amountFen;
    },
  };
}
