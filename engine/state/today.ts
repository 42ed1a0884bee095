/** What is handed from room to room within one day; empty again by nightfall, so it is no state. */
import type { ApplicantTruth } from './truth.ts';

/** Somebody who asks for a loan today, as far as the platform can see. */
export interface Applicant {
  readonly key: number;
  /** Day of birth of the customer's attributes and day of the application. */
  readonly bornDay: number;
  readonly appliedDay: number;
  /** Existing customer's row, -1 for a new one. */
  readonly customer: number;
  readonly channel: number;
  readonly kind: number;
  readonly region: number;
  readonly sector: number;
  readonly incomeFen: number;
  readonly existingFen: number;
  readonly product: number;
  readonly amountFen: number;
  readonly termMonths: number;
  readonly method: number;
}

/** An approved and accepted application: the terms of a listing to be. */
export interface Offer {
  readonly applicant: Applicant;
  readonly amountFen: number;
  readonly score: number;
  /** OVERRIDE. */
  readonly override: number;
  readonly obligorGrade: number;
  readonly facilityGrade: number;
  readonly guarantor: number;
  readonly aprPpm: number;
  /** Borrower's fee a month, guarantee fee a year and contribution once, in parts per million of principal. */
  readonly feePpm: number;
  readonly guaranteeFeePpm: number;
  readonly contributionPpm: number;
  readonly minute: number;
  /** Hidden multiplier of the hazard, whether it never pays, whether it is the owners': carried, not read, by assess and split. */
  readonly truth: { readonly multiplier: number; readonly neverPays: boolean; readonly owners?: boolean };
}

export interface Today {
  /** Lenders who look in or come for the first time. */
  visitors: number[];
  applicants: Applicant[];
  /** Same order as `applicants`. */
  applicantTruth: ApplicantTruth[];
  approved: Offer[];
  /** Listings that became full today, in the order in which they did. */
  full: number[];
  /** Lenders who left in fear today, who stopped because they have enough, and who came back, each in order of rows. */
  leavers: number[];
  enough: number[];
  returned: number[];
  /** Lenders of claims that defaulted beyond what they can bear. */
  regretting: number[];
  /** Visitors whose claims were taken off the market for their age: they offer them again. */
  sellingAgain: number[];
}

/** A day on which nothing has happened yet. */
export function emptyToday(): Today {
  return {
    visitors: [],
    applicants: [],
    applicantTruth: [],
    approved: [],
    full: [],
    leavers: [],
    enough: [],
    returned: [],
    regretting: [],
    sellingAgain: [],
  };
}
