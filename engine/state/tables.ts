/** Tables of the world: one row per customer, lender, listing, loan, holding, request. Rows are never removed. */
import { defineTable, type Registry, type Table } from '../base/columns.ts';

/** Customers who have a loan, a listing or a lender's account; those refused leave no row. */
export const CUSTOMER = {
  key: 'i32',
  /** Day of the draws of its attributes. */
  bornDay: 'i32',
  channel: 'u8',
  kind: 'u8',
  region: 'u8',
  sector: 'u8',
  incomeFen: 'f64',
  existingFen: 'f64',
  lender: { type: 'i32', fill: -1 },
  /** 1 while it has an application, listing or loan. */
  borrowing: 'u8',
  loanCount: 'u16',
  /** Own record, of loans contracted since the first day: due dates missed while current, and how many were expected of its grades. */
  lateTimes: 'u16',
  expectedLate: 'f64',
} as const;

/** Lenders. Row 0 is the pool. */
export const LENDER_TABLE = {
  customer: { type: 'i32', fill: -1 },
  key: 'i32',
  bornDay: 'i32',
  /** 0 for founders. */
  channel: 'u8',
  /** What it stated when it came, and what it can bear. */
  riskClass: 'u8',
  ownClass: 'u8',
  product: 'u8',
  community: 'u16',
  status: 'u8',
  stakeFen: 'f64',
  cashFen: 'f64',
  /** Asked for and not yet paid. */
  queuedFen: 'f64',
  /** Sent and not booked yet, or paid out to a wrong account and on its way back. */
  transitFen: 'f64',
  heldFen: 'f64',
  depositedFen: 'f64',
  withdrawnFen: 'f64',
  lostPrincipalFen: 'f64',
  lostCashFen: 'f64',
  /** Interest that went to the reserve instead. */
  haircutFen: 'f64',
  /** Given up in sales below principal, and got in purchases below it. */
  discountGivenFen: 'f64',
  discountGotFen: 'f64',
  /** Lots of the base size held. */
  heldLots: 'i32',
  /** Day it joined the matching queue, -1 if it isn't in it. */
  queueDay: { type: 'i32', fill: -1 },
  planExpiryDay: { type: 'i32', fill: -1 },
  /** Day its last stay ended, -1 while the first one lasts. */
  stayEndedDay: { type: 'i32', fill: -1 },
  firstHolding: { type: 'i32', fill: -1 },
  /** Its last exit, -1 if it never asked. */
  exit: { type: 'i32', fill: -1 },
  /** Holdings of it that are offered for sale. */
  offeredHoldings: { type: 'i32', derived: true },
  /** Brought for a promotion, not for the loans: leaves first. */
  hotFen: 'f64',
  /** Owed to it on what defaulted today beyond its own class. */
  regretFen: 'f64',
  newCash: 'u8',
} as const;

export const LISTING_TABLE = {
  key: 'i32',
  customer: 'i32',
  day: 'i32',
  minute: 'i32',
  lots: 'i32',
  filledLots: 'i32',
  lotFen: 'f64',
  aprPpm: 'i32',
  termMonths: 'u8',
  method: 'u8',
  product: 'u8',
  obligorGrade: 'u8',
  facilityGrade: 'u8',
  score: 'i32',
  /** OVERRIDE: whether a reviewer let it pass against the score. */
  override: 'u8',
  region: 'u8',
  sector: 'u8',
  guarantor: { type: 'u8', fill: 255 },
  /** Group of related borrowers, 0 none. */
  group: 'u8',
  feeFen: 'f64',
  guaranteeFeeFen: 'f64',
  contributionFen: 'f64',
  lender: { type: 'i32', fill: -1 },
  status: 'u8',
  /** Minute of the last bid, counted from the listing's midnight. */
  fillMinute: 'i32',
  firstBid: { type: 'i32', fill: -1 },
  lastBid: { type: 'i32', fill: -1 },
} as const;

/** Money held for open listings; slots are used again once the listing has ended. */
export const BID = {
  lender: 'i32',
  lots: 'i32',
  next: { type: 'i32', fill: -1 },
} as const;

/** Contracts, in order of contract. Terms are copied in, nothing points back at the listing. */
export const LOAN_TABLE = {
  key: 'i32',
  customer: 'i32',
  /** Negative for cohorts of the opening book: the month-exact day of their past contract. */
  contractDay: 'i32',
  dueDayOfMonth: 'u8',
  /** Index into the schedule book. */
  schedule: 'i32',
  lots: 'i32',
  termMonths: 'u8',
  method: 'u8',
  product: 'u8',
  obligorGrade: 'u8',
  facilityGrade: 'u8',
  /** Score it was decided by, in whole points; says nothing in the opening book. */
  score: 'i32',
  override: 'u8',
  region: 'u8',
  sector: 'u8',
  guarantor: { type: 'u8', fill: 255 },
  /** Group of related borrowers, 0 none. */
  group: 'u8',
  /** Lender row of the borrower, -1 none. */
  lender: { type: 'i32', fill: -1 },
  status: 'u8',
  paid: 'u8',
  due: 'u8',
  /** State of the chain: 0 current, 1 to 3 behind, 4 rolled from 3 and waiting for its default day. */
  missed: 'u8',
  /** Day of the oldest unpaid instalment, negative in the opening book; says nothing while `missed` is 0. */
  oldestDueDay: { type: 'i32', fill: -1 },
  /** Reporting bucket: 0 none, 1 to 3 M1 to M3, 4 default. */
  bucket: 'u8',
  firstHolding: 'i32',
  holdingCount: 'i32',
  principalFen: 'f64',
  outstandingFen: 'f64',
  /** Principal taken over from lenders by payers; the guarantor's with what its counter-guarantor has of it. */
  guarantorClaimFen: 'f64',
  reserveClaimFen: 'f64',
  platformClaimFen: 'f64',
  /** Of the guarantor's claim, the part that its counter-guarantor refunded and took over. */
  counterClaimFen: 'f64',
  compensated: 'u8',
  /** Share of the claim that a court upholds, in ppm less than all of it: 0 for a contract without a flaw. */
  flawPpm: 'i32',
  /** Months by which its instalments were put off. */
  deferredMonths: 'u16',
  /** Its row among the cases, -1 while nothing stands on it beside its schedule. */
  caseRow: { type: 'i32', fill: -1 },
  /** Lots of it that are offered for sale, and lots that the pool holds. */
  offeredLots: 'i32',
  poolLots: 'i32',
  defaultDay: { type: 'i32', fill: -1 },
  endedDay: { type: 'i32', fill: -1 },
  /** Principal at default, paid ahead of schedule, and lost; gross proceeds of recovery. */
  defaultedFen: 'f64',
  prepaidFen: 'f64',
  lostFen: 'f64',
  recoveredFen: 'f64',
  /** What the reserve got for it, paid for it and got back on its claim. */
  reserveInFen: 'f64',
  reserveOutFen: 'f64',
  reserveBackFen: 'f64',
} as const;

/** Lots of one loan held by one lender; a loan's holdings are contiguous. */
export const HOLDING = {
  lender: 'i32',
  lots: 'u16',
  /** Neighbours in its lender's chain: the pool's is long, so a sale may not walk it. */
  nextOfLender: { type: 'i32', fill: -1 },
  previousOfLender: { type: 'i32', fill: -1 },
  /** 1 while it is offered for sale. */
  offered: 'u8',
  /** Its last offer; says nothing while `offered` is 0. */
  offer: { type: 'i32', fill: -1 },
} as const;

/** Claims offered for sale, whole holdings. */
export const OFFER = {
  holding: 'i32',
  loan: 'i32',
  day: 'i32',
  /** 0 expired plan, 1 exit, 2 the pool's own. */
  rank: 'u8',
  /** 1 sold or withdrawn. */
  closed: 'u8',
} as const;

/** A lender asks to be out of its claims: it leaves, or its plan ends. One row per asking. */
export const EXIT = {
  lender: 'i32',
  day: 'i32',
  /** 0 expired plan, 1 exit. */
  rank: 'u8',
  /** Principal of the claims when they were offered; principal sold since, and its price before fees. */
  askedFen: 'f64',
  soldFen: 'f64',
  priceFen: 'f64',
  /** Principal sold times the days it had waited. */
  soldFenDays: 'f64',
  /** Claims taken off the market for their age and not offered again yet. */
  delisted: 'i32',
  /** Day of the first sale. */
  firstSoldDay: { type: 'i32', fill: -1 },
  endedDay: { type: 'i32', fill: -1 },
  /** How it ended: see EXIT_END. */
  end: 'u8',
} as const;

export const REQUEST_TABLE = {
  lender: 'i32',
  kind: 'u8',
  day: 'i32',
  /** NO_DAY if none was promised. Put off by a gate and by force majeure, by nothing else. */
  promisedDay: 'i32',
  /** Days by which gates put the promise off. */
  tolledDays: 'i32',
  /** Days by which force majeure put it off: nobody is late, and nobody is kept from paying before. */
  excusedDays: 'i32',
  /** Day from which nothing of it waits: it was paid in full, or the rest was taken back. */
  paidDay: { type: 'i32', fill: -1 },
  requestedFen: 'f64',
  paidFen: 'f64',
  /** Taken back by its lender. */
  cancelledFen: 'f64',
  /** In a wind-down: written off, taken for its costs, or made a claim on the estate. */
  lostFen: 'f64',
  /** Disclosure whose repayment plan covers it, and what was unpaid of it then. */
  plan: { type: 'i32', fill: -1 },
  plannedFen: 'f64',
  /** Part of it that was sent to a wrong account and is on its way back. */
  astrayFen: 'f64',
  /** Whether the platform knows of it: RECORD. */
  record: 'u8',
} as const;

export const GUARANTOR = {
  liquidFen: 'f64',
  netAssetsFen: 'f64',
  /** Outstanding principal of loans it guarantees that are neither ended nor compensated. */
  exposureFen: 'f64',
  /** Principal of all loans it ever stood for here. */
  guaranteedFen: 'f64',
  /** Claims it has, on loans of its own and those of guarantors it counter-guarantees. */
  claimFen: 'f64',
  compensatedFen: 'f64',
  recoveredFen: 'f64',
  /** Refunded to it by its counter-guarantor, and by it to those it counter-guarantees. */
  refundedFen: 'f64',
  refundsPaidFen: 'f64',
  /** Liquid assets on day 0; what its liquid assets went up and down by since, by reason. */
  broughtFen: 'f64',
  feesFen: 'f64',
  elsewhereFen: 'f64',
  /** Capital paid in as a shareholder, lent to the platform, and paid back with interest. */
  stakeFen: 'f64',
  lentFen: 'f64',
  lentBackFen: 'f64',
  /** Assets that are neither liquid nor claims here; fee income of this calendar year; exposure at the last month end. */
  otherFen: 'f64',
  feesYearFen: 'f64',
  exposureMonthFen: 'f64',
  failedDay: { type: 'i32', fill: -1 },
} as const;

/** Banks and funds that buy by their own rules, in the scenario's order. */
export const INSTITUTION = {
  /** Its row among the lenders. */
  lender: 'i32',
  /** Day on which a limit of its own tripped, -1 while it buys. */
  leftDay: { type: 'i32', fill: -1 },
} as const;

/** Sizes are first guesses; tables grow. */
export function createTables(
  registry: Registry,
  guess: { lenders: number; loans: number; holdings: number },
) {
  const define = <const S extends Parameters<typeof defineTable>[2]>(
    name: string,
    schema: S,
    capacity: number,
  ): Table<S> => defineTable(registry, name, schema, capacity);
  return {
    customers: define('customer', CUSTOMER, guess.lenders + guess.loans),
    lenders: define('lender', LENDER_TABLE, guess.lenders),
    listings: define('listing', LISTING_TABLE, 4096),
    bids: define('bid', BID, 8192),
    loans: define('loan', LOAN_TABLE, guess.loans),
    holdings: define('holding', HOLDING, guess.holdings),
    offers: define('offer', OFFER, 1024),
    exits: define('exit', EXIT, 1024),
    requests: define('request', REQUEST_TABLE, 4096),
    guarantors: define('guarantor', GUARANTOR, 16),
    institutions: define('institution', INSTITUTION, 4),
  };
}
