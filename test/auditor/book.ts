/** Everything the auditor remembers: plain objects, one per lender, listing, loan, holding and request, and its own ledger. */
import type { Stream } from '../../engine/random/streams.ts';
import type { StreamName } from '../../engine/random/stream-names.ts';
import type { AccountName } from '../../engine/ledger/accounts.ts';
import type { Dated, Scenario } from '../../engine/scenario/scenario.ts';
import { METHODS } from '../../engine/state/codes.ts';
import { Dates } from './dates.ts';
import { must, sum } from './exact.ts';
import { schedule, type Instalment } from './schedules.ts';

/** Lender of the claims that a pooled platform carries itself. */
export const POOL = 0;

export interface Lender {
  readonly id: number;
  readonly key: number;
  readonly riskClass: number;
  readonly product: number;
  readonly stake: number;
  investing: boolean;
  cash: number;
  held: number;
  queued: number;
  /** Got money since it last tried to join the matching queue. */
  newCash: boolean;
  /** Day it joined the matching queue, and its place among all who ever joined. */
  joined: { readonly day: number; readonly place: number } | null;
  planExpiry: number;
  readonly holdings: Set<Holding>;
}

export interface Bid {
  readonly lender: Lender;
  readonly lots: number;
  /** Minutes from the listing's midnight. */
  readonly minute: number;
}

/** What listing and loan have in common. */
export interface Terms {
  readonly key: number;
  readonly lots: number;
  readonly lot: number;
  readonly aprPpm: number;
  readonly term: number;
  readonly method: number;
  readonly product: number;
  readonly obligorGrade: number;
  readonly facilityGrade: number;
  readonly region: number;
  readonly sector: number;
  /** -1 none. */
  readonly guarantor: number;
  /** The borrower's own row as a lender, -1 none. */
  readonly ownLender: number;
  readonly multiplier: number;
  readonly neverPays: boolean;
}

export interface Listing extends Terms {
  readonly id: number;
  readonly day: number;
  readonly minute: number;
  readonly fee: number;
  readonly guaranteeFee: number;
  readonly contribution: number;
  readonly bids: Bid[];
  status: 'open' | 'full' | 'contract' | 'failed';
}

export interface Holding {
  readonly id: number;
  readonly loan: Loan;
  lender: Lender;
  /** Principal still owed to the holder, lot by lot. */
  readonly claims: number[];
}

export interface Loan extends Terms {
  readonly id: number;
  readonly contractDay: number;
  readonly dueDayOfMonth: number;
  readonly schedule: readonly Instalment[];
  readonly holdings: Holding[];
  status: 'repaying' | 'recovery' | 'repaid' | 'writtenOff';
  /** Instalments paid. */
  paid: number;
  /** 0 current, 1 to 3 behind, 4 waits for its default. */
  missed: number;
  /** Probability that a bullet has gone bad before it owes. */
  accrued: number;
  compensated: boolean;
  guarantorClaim: number;
  reserveClaim: number;
  defaultDay: number;
  endedDay: number;
  /** Lot that the next odd fen of principal falls on. */
  nextLot: number;
  tranches: { readonly day: number; readonly kind: 'sale' | 'tranche'; readonly last: boolean }[];
  recovery: { share: number; base: number; paidTranches: number } | null;
}

export interface Offer {
  readonly id: number;
  readonly holding: Holding;
  readonly day: number;
  /** 0 expired plan, 1 exit, 2 the pool's own. */
  readonly rank: number;
  closed: boolean;
}

export interface Request {
  readonly id: number;
  readonly lender: Lender;
  readonly kind: number;
  readonly day: number;
  readonly promisedDay: number;
  readonly requested: number;
  paid: number;
  paidDay: number;
}

export interface Guarantor {
  liquid: number;
  failedDay: number;
}

/** Data shared with the engine: curves and loading are measured, not modelled. */
export interface Calibration {
  /** Entry probability at due number k of a loan of that term. */
  entry(grade: number, term: number, k: number): number;
  smm(term: number, k: number): number;
  /** Monthly loading of the systematic factor. */
  readonly rho: number;
  readonly recoveryQuantile: (u: number) => number;
}

/** What the auditor takes as given on a day. */
export interface Given {
  factor(sector: number, region: number): number;
  pdMultiplier: number;
  recoveryMultiplier: number;
  collateralPrice: number;
  distress: number;
  windDown: boolean;
  throttle: number;
  payrollPaidShare: number;
  signal: number;
}

export class Book {
  readonly scenario: Scenario;
  readonly dates: Dates;
  readonly stream: (name: StreamName) => Stream;
  readonly calibration: Calibration;
  readonly lenders: Lender[] = [];
  readonly listings: Listing[] = [];
  readonly loans: Loan[] = [];
  readonly holdings: Holding[] = [];
  readonly offers: Offer[] = [];
  readonly requests: Request[] = [];
  readonly guarantors: Guarantor[] = [];
  /** Full listings that wait for their contract, in order. */
  readonly waiting: Listing[] = [];
  readonly balances = new Map<AccountName, number>();
  readonly flows = new Map<string, number>();
  day = 0;
  joins = 0;
  /** Days on which the auditor has the given figures. */
  given: Given = {
    factor: () => 0,
    pdMultiplier: 1,
    recoveryMultiplier: 1,
    collateralPrice: 1,
    distress: 0,
    windDown: false,
    throttle: 1,
    payrollPaidShare: 1,
    signal: 0,
  };

  constructor(scenario: Scenario, stream: (name: StreamName) => Stream, calibration: Calibration) {
    this.scenario = scenario;
    this.dates = new Dates(scenario.clock.startDate);
    this.stream = stream;
    this.calibration = calibration;
  }

  get pooled(): boolean {
    return this.scenario.custody === 'pooled';
  }

  balance(account: AccountName): number {
    return this.balances.get(account) ?? 0;
  }

  /** Double entry: what one account gives, the other gets. */
  move(from: AccountName, to: AccountName, amount: number): void {
    if (!Number.isSafeInteger(amount) || amount < 0) throw new Error(`${from} to ${to}: ${amount}`);
    this.balances.set(from, this.balance(from) - amount);
    this.balances.set(to, this.balance(to) + amount);
  }

  count(flow: string, amount: number): void {
    this.flows.set(flow, (this.flows.get(flow) ?? 0) + amount);
  }

  /** Money of a lender that comes from one of the accounts; money for the pool goes back to the customers' cash. */
  payLender(lender: Lender, from: AccountName, amount: number): void {
    if (amount === 0) return;
    if (lender.id === POOL) {
      this.move(from, 'poolGap', amount);
      return;
    }
    this.move(from, 'lenderCash', amount);
    lender.cash += amount;
    lender.newCash = true;
  }

  /** Principal of one lot that has been repaid, taken over or lost: `to` says where the claim goes. */
  takeClaim(holding: Holding, lot: number, to: AccountName, amount: number): void {
    const claim = must(holding.claims[lot]);
    if (amount > claim) throw new Error(`loan ${holding.loan.id}: ${amount} of a claim of ${claim}`);
    holding.claims[lot] = claim - amount;
    this.move('lenderClaims', to, amount);
  }

  /** Customers' money in the bank. */
  bankCash(): number {
    return (
      this.balance('lenderCash') +
      this.balance('lenderHeld') +
      this.balance('lenderQueued') +
      this.balance('poolGap')
    );
  }
}

/** The value of a dated policy on a day. */
export function inForce<T>(rows: readonly Dated<T>[], day: number): T {
  return must(rows.filter((row) => row.fromDay <= day).at(-1)).value;
}

export function lendersClaim(loan: Loan): number {
  return sum(loan.holdings.map((holding) => sum(holding.claims)));
}

export function outstanding(loan: Loan): number {
  return lendersClaim(loan) + loan.guarantorClaim + loan.reserveClaim;
}

export function isAlive(loan: Loan): boolean {
  return loan.status === 'repaying' || loan.status === 'recovery';
}

export function dueDate(book: Book, loan: Loan, k: number): number {
  return book.dates.monthsLater(loan.contractDay, k, loan.dueDayOfMonth);
}

/** Due date of the oldest unpaid instalment. */
export function oldestDue(book: Book, loan: Loan): number {
  return dueDate(book, loan, loan.paid + 1);
}

/** Instalments fallen due by the end of today, at most the term. */
export function dueCount(book: Book, loan: Loan): number {
  let k = 0;
  while (k < loan.term && dueDate(book, loan, k + 1) <= book.day) k += 1;
  return k;
}

/** Name and terms of a loan's product. */
export function productOf(book: Book, loan: Terms) {
  return must(Object.values(book.scenario.loans)[loan.product]);
}

/** A new loan with its schedule; holdings follow. */
export function openLoan(book: Book, terms: Terms, contractDay: number, dueDayOfMonth: number): Loan {
  const loan: Loan = {
    ...terms,
    id: book.loans.length,
    contractDay,
    dueDayOfMonth,
    schedule: schedule(terms.lot, terms.aprPpm, terms.term, must(METHODS[terms.method])),
    holdings: [],
    status: 'repaying',
    paid: 0,
    missed: 0,
    accrued: 0,
    compensated: false,
    guarantorClaim: 0,
    reserveClaim: 0,
    defaultDay: -1,
    endedDay: -1,
    nextLot: 0,
    tranches: [],
    recovery: null,
  };
  book.loans.push(loan);
  return loan;
}

/** Lots of a loan for a lender, each owing what the schedule has left. */
export function addHolding(book: Book, loan: Loan, lender: Lender, lots: number): Holding {
  const owed = sum(loan.schedule.slice(loan.paid).map(({ principal }) => principal));
  const claims = Array.from({ length: lots }, () => owed);
  const holding: Holding = { id: book.holdings.length, loan, lender, claims };
  book.holdings.push(holding);
  loan.holdings.push(holding);
  lender.holdings.add(holding);
  return holding;
}

/** A whole holding changes hands. */
export function transfer(holding: Holding, to: Lender): void {
  holding.lender.holdings.delete(holding);
  holding.lender = to;
  to.holdings.add(holding);
}
