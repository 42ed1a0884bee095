/** The hidden part of a borrower on its way from offer to loan: rooms that may not read it hand it on with these. */
import type { Offer } from './today.ts';
import type { World } from './world.ts';

/** Puts the hidden part of an offer beside the listing added last. */
export function sealListing({ truth }: World, offer: Offer): void {
  const row = truth.listings.add();
  truth.listings.multiplier[row] = offer.truth.multiplier;
  truth.listings.neverPays[row] = offer.truth.neverPays ? 1 : 0;
  truth.listings.owners[row] = offer.truth.owners === true ? 1 : 0;
}

/** Copies the hidden part of a listing beside the loan added last. */
export function sealLoan({ truth }: World, listing: number): void {
  const row = truth.loans.add();
  truth.loans.multiplier[row] = truth.listings.multiplier[listing]!;
  truth.loans.neverPays[row] = truth.listings.neverPays[listing]!;
  truth.loans.owners[row] = truth.listings.owners[listing]!;
}
