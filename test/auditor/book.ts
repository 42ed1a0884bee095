/** Everything the auditor remembers: plain objects, one per lender, listing, loan, holding and request, and its own ledger. */
import type { Applicant, Offer as Approved } from '../../engine/state/today.ts';
import type { PointsCard } from '../../engine/finance/points-card.ts';
import type { Stream } from '../../engine/random/streams.ts';
import type { StreamName } from '../../engine/random/stream-names.ts';
import type { AccountName } from '../../engine/ledger/accounts.ts';
import type { Dated, Scenario } from '../../engine/scenario/scenario.ts';
import { RISK_CLASSES, type DepartmentName } from '../../engine/base/vocabulary.ts';
import { METHODS } from '../../engine/state/codes.ts';
import { ServiceLog } from './service-log.ts';
import { Dates } from './dates.ts';
import { must, sum } from './exact.ts';
import { schedule, type Instalment } from './schedules.ts';

/** Lender of the claims that a pooled platform carries itself. */
export const POOL = 0;

/** A hazard clock of a lender: it leaves when its group's clock reaches the key. */
export interface Clock {
  key: number;
  multiplier: number;
}

/** What is known in public of a morning, before anybody's delay in hearing of it. */
export interface PublicFigures {
  readonly news: number;
  readonly rivals: number;
  readonly coverage: number;
  readonly overdue: number;
  readonly delays: number;
  readonly guarantors: number;
  readonly incidents: number;
  readonly complaints: number;
  readonly regulator: number;
  readonly premium: number;
  readonly anticipation: number;
}

export interface Lender {
  readonly id: number;
  readonly key: number;
  readonly bornDay: number;
  /** 0 founders, then the scenario's channels, then borrowers. */
  readonly channel: number;
  /** Stated, and its own. */
  readonly riskClass: number;
  readonly ownClass: number;
  readonly community: number;
  product: number;
  readonly stake: number;
  status: 'investing' | 'paused' | 'left' | 'gone' | 'institution';
  /** Its row among the customers, -1 none. */
  customer: number;
  /** All it ever brought, and all that was paid out to it. */
  deposited: number;
  withdrawn: number;
  cash: number;
  /** Interest given up to the reserve. */
  haircut: number;
  held: number;
  queued: number;
  /** Sent and not booked, or gone astray and on its way back. */
  transit: number;
  /** Got money since it last tried to join the matching queue. */
  newCash: boolean;
  /** Brought for a promotion only. */
  hot: number;
  /** Owed on what defaulted today beyond its own class. */
  regret: number;
  /** Day it joined the matching queue, and its place among all who ever joined. */
  joined: { readonly day: number; readonly place: number } | null;
  planExpiry: number;
  /** When it last asked to be out of its claims. */
  exit: Exit | null;
  /** Lost and got where claims changed hands below their principal. */
  discountGiven: number;
  discountGot: number;
  readonly holdings: Set<Holding>;
  /** Clocks of its stay, null while it isn't investing; with thresholds, the key of the panic clock is the threshold. */
  panic: Clock | null;
  churn: Clock | null;
  /** Runs as fast as it has platforms elsewhere, until one of them fails. */
  elsewhere: Clock | null;
  /** Whom it knows, and since when. */
  readonly contacts: { readonly lender: Lender; readonly day: number }[];
  /** When it left in fear, and came back, -1 if it hasn't. */
  readonly leavings: { readonly day: number; back: number; readonly frightens: number }[];
  /** Points of rate above the market when its stay began. */
  camePremium: number;
}

/** A lender without money or stay. */
export function newLender(
  born: Pick<
    Lender,
    'id' | 'key' | 'bornDay' | 'channel' | 'riskClass' | 'ownClass' | 'community' | 'product' | 'stake'
  >,
): Lender {
  return {
    ...born,
    status: 'investing',
    customer: -1,
    deposited: 0,
    withdrawn: 0,
    cash: 0,
    haircut: 0,
    held: 0,
    queued: 0,
    transit: 0,
    newCash: false,
    hot: 0,
    regret: 0,
    joined: null,
    planExpiry: -1,
    exit: null,
    discountGiven: 0,
    discountGot: 0,
    holdings: new Set(),
    panic: null,
    churn: null,
    elsewhere: null,
    contacts: [],
    leavings: [],
    camePremium: 0,
  };
}

export interface Customer {
  readonly id: number;
  readonly key: number;
  readonly bornDay: number;
  readonly channel: number;
  readonly kind: number;
  readonly region: number;
  readonly sector: number;
  readonly incomeFen: number;
  readonly existingFen: number;
  /** Its row as a lender, -1 none. */
  lender: number;
  /** Has an application, a listing or a loan. */
  borrowing: boolean;
  /** Day of the last look that is still used, by source. */
  readonly looks: Map<number, number>;
  /** Of loans since the first day: due dates missed while on time, and those that were to be expected. */
  readonly past: { late: number; expected: number };
}

/** An application that waits for a reviewer. */
export interface Waiting {
  readonly applicant: Applicant;
  /** -1 none. */
  readonly guarantor: number;
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
  aprPpm: number;
  term: number;
  method: number;
  readonly product: number;
  readonly obligorGrade: number;
  readonly facilityGrade: number;
  readonly region: number;
  readonly sector: number;
  /** -1 none. */
  readonly guarantor: number;
  /** Group of related borrowers, 0 none. */
  readonly group: number;
  /** The borrower's row. */
  readonly customer: number;
  /** The borrower's own row as a lender, -1 none. */
  readonly ownLender: number;
  readonly multiplier: number;
  readonly neverPays: boolean;
  /** A false listing of the owners. */
  readonly owners: boolean;
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
  /** Their sum. */
  owed: number;
}

export interface Loan extends Terms {
  readonly id: number;
  readonly contractDay: number;
  readonly dueDayOfMonth: number;
  schedule: readonly Instalment[];
  readonly holdings: Holding[];
  status: 'repaying' | 'recovery' | 'repaid' | 'writtenOff';
  /** Instalments paid. */
  paid: number;
  /** 0 current, 1 to 3 behind, 4 waits for its default. */
  missed: number;
  /** Probability that a bullet has gone bad before it owes. */
  accrued: number;
  compensated: boolean;
  /** What a court would strike off its claim, in ppm. */
  flaw: number;
  /** Months by which what is unpaid was put off. */
  deferred: number;
  /** Paid on instalments that are not whole. */
  readonly part: { interest: number; principal: number };
  penalty: number;
  lateFees: number;
  /** Day up to which its penalty is worked out, null if it never was. */
  lateSince: number | null;
  /** How its arrears were put off, how often each, due days in a row on which it paid while behind. */
  modified: 'never' | 'reage' | 'extension' | 'restructuring';
  readonly times: { reage: number; extension: number; restructuring: number };
  kept: number;
  /** Last work of collectors on it, and the day on which they come next, -1 none. */
  work: { readonly stage: number; readonly day: number; readonly agency: boolean } | null;
  workFrom: number;
  /** What a buyer of the claim is owed. */
  buyers: number;
  /** Owed at default, and got since then. */
  defaulted: number;
  gotBack: number;
  guarantorClaim: number;
  /** Of the guarantor's claim, what its counter-guarantor has. */
  counterClaim: number;
  reserveClaim: number;
  platformClaim: number;
  defaultDay: number;
  endedDay: number;
  /** Lot that the next odd fen of principal falls on. */
  nextLot: number;
  tranches: { readonly day: number; readonly kind: 'sale' | 'tranche'; readonly last: boolean }[];
  recovery: { share: number; base: number; paidTranches: number; readonly count: number } | null;
}

export interface Offer {
  readonly id: number;
  readonly holding: Holding;
  readonly day: number;
  /** 0 expired plan, 1 exit, 2 the pool's own. */
  readonly rank: number;
  closed: boolean;
}

/** One asking to be out of all claims. */
export interface Exit {
  readonly id: number;
  readonly lender: Lender;
  readonly day: number;
  readonly rank: number;
  asked: number;
  sold: number;
  price: number;
  /** Fen sold times the days they waited. */
  fenDays: number;
  /** Holdings off the market for their age. */
  delisted: number;
  firstSold: number;
  endedDay: number;
  end: 'open' | 'done' | 'takenBack';
}

export interface Request {
  readonly id: number;
  readonly lender: Lender;
  readonly kind: number;
  readonly day: number;
  promisedDay: number;
  /** Days by which force majeure excuses being late, but not from paying what can be paid. */
  excused: number;
  readonly requested: number;
  paid: number;
  /** Written off, taken for costs, or made a claim on the estate. */
  lost: number;
  takenBack: number;
  paidDay: number;
  /** Of it, what was sent to a wrong account. */
  astray: number;
  record: 'there' | 'lost' | 'wrong';
}

export interface Claim {
  claim: number;
  recovered: number;
  charged: number;
  given: number;
}

/** A date by which a share of what was late is to be paid, and what came of it. */
export interface PlanDate {
  readonly day: number;
  readonly cumulativePpm: number;
  due: number;
  missed: number;
  tested: boolean;
}

/** A request in a plan, and what was unpaid of it at the announcement. */
export interface Covered {
  readonly request: Request;
  readonly base: number;
  readonly paidBefore: number;
}

interface Plan {
  readonly dates: readonly PlanDate[];
  readonly covered: readonly Covered[];
}

export interface Promotion {
  readonly sharePpm: number;
  readonly pull: number;
  readonly endDay: number;
  left: number;
}

interface GuarantorLoan {
  readonly guarantor: number;
  readonly interest: number;
  readonly dueDay: number;
  owed: number;
}

export interface Guarantor {
  liquid: number;
  failedDay: number;
  /** Paid to lenders, got back on claims, and got from who stands behind it; all so far. */
  paid: number;
  gotBack: number;
  refunded: number;
  /** Principal of all loans it ever stood for. */
  stoodFor: number;
  /** Fees of this calendar year, here and elsewhere; capital it paid in; what it stood for at the last month end. */
  feesOfYear: number;
  stake: number;
  stoodForAtMonthEnd: number;
}

/** A guarantor with its liquid assets and nothing else to its name. */
export function newGuarantor(liquid: number, failedDay = -1): Guarantor {
  return {
    liquid,
    failedDay,
    paid: 0,
    gotBack: 0,
    refunded: 0,
    stoodFor: 0,
    feesOfYear: 0,
    stake: 0,
    stoodForAtMonthEnd: 0,
  };
}

/** A department: who is there, how skilled they are, minutes of work left today. */
interface Desk {
  headcount: number;
  skill: number;
  left: number;
}

interface Remittance {
  readonly lender: Lender;
  readonly amount: number;
  readonly arrives: number;
  readonly minutes: number;
  /** Booked before and lost from the records. */
  readonly again: boolean;
}

/** All that operations remember. */
export interface Office {
  readonly desks: Map<DepartmentName, Desk>;
  downUntil: number;
  incidentNews: number;
  visitsYesterday: number;
  remittances: Remittance[];
  readonly bookings: { readonly lender: Lender; readonly day: number; readonly amount: number }[];
  astray: { readonly one: Request; readonly amount: number; readonly back: number }[];
  wrongEntries: { readonly one: Request; readonly found: number }[];
  /** Contacts without an answer, by the day they came. */
  readonly contacts: Map<number, number>;
  complaintsHeard: number;
  errorsFound: number;
  /** Remittances at the bank that nobody has booked. */
  unbooked: number;
  /** Payouts that could have been made today and nobody made, and the money that was there for them. */
  undone: number;
  moneyLeft: number;
  /** What is late although the money for it was there. */
  lateInHand: number;
}

/** Departments at work. */
export const DEPARTMENT_NAMES: readonly DepartmentName[] = [
  'review',
  'service',
  'finance',
  'technology',
  'collections',
];

/** As the scenario has it on day 0. */
function newOffice(departments: Scenario['platform']['departments']): Office {
  const desks = DEPARTMENT_NAMES.map(
    (name) =>
      [
        name,
        { headcount: departments[name].headcount, skill: departments[name].competence, left: 0 },
      ] as const,
  );
  return {
    desks: new Map(desks),
    downUntil: 0,
    incidentNews: 0,
    visitsYesterday: 0,
    remittances: [],
    bookings: [],
    astray: [],
    wrongEntries: [],
    contacts: new Map(),
    complaintsHeard: 0,
    errorsFound: 0,
    unbooked: 0,
    undone: 0,
    moneyLeft: 0,
    lateInHand: 0,
  };
}

/** Data shared with the engine: curves and loading are measured, not modelled. */
export interface Calibration {
  /** Entry probability at due number k of a loan of that term. */
  entry(grade: number, term: number, k: number): number;
  smm(term: number, k: number): number;
  /** Monthly loading of the systematic factor. */
  readonly rho: number;
  readonly recoveryQuantile: (u: number) => number;
  /** Default within 36 months, and balance at default, of an obligor grade. */
  /** The card of points that was developed for the scenario. */
  card(): PointsCard;
  pd36(grade: number): number;
  exposureAtDefault(grade: number): number;
  /** Mean of hidden quality and of the effect of quality in the calibration population of a grade. */
  qualityMean(grade: number): number;
  frailtyMean(grade: number): number;
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
  /** Day on which a suspension ends, as the playbook has it; -1 none. */
  suspendedUntil: number;
  /** Expected lifetime loss on the platform's estimate of last night. */
  expectedLoss: number;
  payrollPaidShare: number;
  payrollArrears: number;
  /** Added to lender rates by the playbook. */
  raisedRate: number;
  /** Disclosed in the evening before. */
  coverage: number;
  overdueRatio: number;
  publicDelayDays: number;
  anticipation: number;
  disclosures: readonly { readonly day: number; readonly calm: number; readonly halfLifeDays: number }[];
  /** Persons of a department, and the hours of overtime they work, as of now. */
  headcount(name: DepartmentName): number;
  overtime(name: DepartmentName): number;
  /** By guarantor: net assets as stated, and what it has that is neither liquid nor a claim here. */
  netAssets: readonly number[];
  otherAssets: readonly number[];
  /** Lent by the reserve and not given back. */
  reserveLent: number;
  /** Of today's cost of credit, what was paid. */
  creditCost: number;
}

/** Puts an entry on the list of a day. */
export function note(agenda: Map<number, number[]>, day: number, entry: number): void {
  agenda.set(day, [...(agenda.get(day) ?? []), entry]);
}

/** Takes the list of a day, in the order in which it was made. */
export function takeNotes(agenda: Map<number, number[]>, day: number): readonly number[] {
  const entries = agenda.get(day) ?? [];
  agenda.delete(day);
  return entries;
}

export class Book {
  readonly scenario: Scenario;
  readonly dates: Dates;
  readonly stream: (name: StreamName) => Stream;
  readonly calibration: Calibration;
  readonly lenders: Lender[] = [];
  readonly customers: Customer[] = [];
  /** Rows of lenders who visit, of customers who apply again or become lenders, of lenders who come back; by day. */
  readonly visits = new Map<number, number[]>();
  readonly repeats = new Map<number, number[]>();
  readonly conversions = new Map<number, number[]>();
  readonly returns = new Map<number, number[]>();
  /** Today's applications and those approved today. */
  applicants: Applicant[] = [];
  approved: Approved[] = [];
  /** Rows of lenders who looked in or came today. */
  visitors: number[] = [];
  readonly served = new ServiceLog<Lender>();
  /** Indices of the last month end. */
  concentration: Readonly<Record<string, number>> = {};
  readonly reviews: Waiting[] = [];
  /** Fraction of a review carried over. */
  reviewCarry = 0;
  /** Loans of others on file. */
  filed = 0;
  /** Applications by what became of them; how many were scored, seen by a reviewer, decided against the score. */
  readonly decisions = new Map<string, number>();
  scored = 0;
  readonly reviewed = { all: 0, up: 0, down: 0 };
  /** What an order on the balance still lets through today. */
  roomUnderOrder = Infinity;
  /** Principal contracted by day, from 30 days before day 0 on. */
  readonly volumes = new Map<number, number>();
  /** What waited for money this morning: listings not filled, claims for sale. */
  wantedFen = 0;
  /** L of the panic clocks by risk class, and of the churn clock. */
  readonly panicElapsed: number[] = RISK_CLASSES.map(() => 0);
  churnElapsed = 0;
  /** The same for those who lend on other platforms too. */
  churnElapsedElsewhere = 0;
  elsewhereElapsed = 0;
  /** X of today; yesterday's until confidence. */
  signal = 0;
  /** Lenders welcomed by the evening clocks, the pool included; far ends of half-edges in the order they were made. */
  welcomed = 0;
  readonly farEnds: Lender[] = [];
  /** Rows of today's leavers in fear and of those who came back. */
  leavers: number[] = [];
  /** Who stopped today because it has enough. */
  enough: Lender[] = [];
  returned: number[] = [];
  /** How often each branch was taken, by what it is. */
  readonly reached = new Map<string, number>();
  /** Public figures by day, as of each morning, and whose money was late on it. */
  readonly figuresOn = new Map<number, PublicFigures>();
  readonly lateOn = new Map<number, ReadonlySet<Lender>>();
  readonly listings: Listing[] = [];
  /** Those of them that are open, or full and without a contract yet. */
  pending: Listing[] = [];
  readonly loans: Loan[] = [];
  readonly holdings: Holding[] = [];
  readonly offers: Offer[] = [];
  readonly exits: Exit[] = [];
  /** Day of each sale of collateral. */
  readonly collateralSold: number[] = [];
  /** Today's visitors with offers that grew too old. */
  sellingAgain: Lender[] = [];
  /** Deposits left to pay for claims under the rule that counts nothing else. */
  newMoney = 0;
  /** Age of the oldest exit under way this evening. */
  oldestExitDays = 0;
  readonly requests: Request[] = [];
  /** Day on which a gate ends, -1 open; whether it may close again; whether it ended in wind-down. */
  readonly gate = { until: -1, armed: true, endedShort: false };
  /** Words on when payouts go on: the day on which each was kept or broken; whether one is to be judged. */
  readonly reopenings: { readonly day: number; readonly broken: boolean }[] = [];
  reopened = false;
  /** What a haircut may still take today. */
  haircutRoom = 0;
  readonly guarantors: Guarantor[] = [];
  /** What each lender claims in the wind-down, by row; empty until the failure. */
  claims: Claim[] = [];
  /** Day on which owners first could not pay, and on which self-financing came out; -1 not yet. */
  ownersShortDay = -1;
  uncoveredDay = -1;
  /** Pay that was posted today. */
  payrollToday = 0;
  /** Responses to a crisis that are under way. */
  readonly plans: Plan[] = [];
  readonly promotions: Promotion[] = [];
  readonly guarantorLoans: GuarantorLoan[] = [];
  /** News of insiders, and what silence made of all news. */
  leakNews = 0;
  silenceNews = 0;
  /** Banks and funds in the scenario's order; the day on which one left, -1 while it buys. */
  readonly institutions: { readonly lender: Lender; leftDay: number }[] = [];
  /** Capital called: by day, the sum and whose part it is (all, or one that pays late). */
  readonly calls = new Map<number, { readonly name: string | null; readonly amount: number }[]>();
  /** What shareholders who are no guarantors still have. */
  readonly means = new Map<string, number>();
  readonly credit = { drawn: 0, calledDay: -1, dueDay: -1, defaultDay: -1 };
  readonly buffer = { required: 0, missing: 0, held: 0, throttle: 1 };
  /** What the regulator has found and ordered. */
  readonly law = {
    found: new Set<string>(),
    righted: new Set<string>(),
    closed: new Set<string>(),
    dueDay: -1,
    step: 0,
    cap: 0,
    capDay: -1,
    refusedDay: -1,
    owed: 0,
    news: 0,
  };
  /** Full listings that wait for their contract, in order. */
  readonly waiting: Listing[] = [];
  readonly balances = new Map<AccountName, number>();
  readonly flows = new Map<string, number>();
  readonly office: Office;
  /** Complaints heard of, over investing lenders. */
  complaints = 0;
  /** Sent today as parts of repayment plans. */
  partsSent = 0;
  day = 0;
  /** Whether the platform has failed by now. */
  failed = false;
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
    suspendedUntil: -1,
    expectedLoss: 0,
    payrollPaidShare: 1,
    payrollArrears: 0,
    raisedRate: 0,
    coverage: 1,
    overdueRatio: 0,
    publicDelayDays: 0,
    anticipation: 0,
    disclosures: [],
    reserveLent: 0,
    headcount: () => 0,
    overtime: () => 0,
    netAssets: [],
    otherAssets: [],
    creditCost: 0,
  };

  constructor(scenario: Scenario, stream: (name: StreamName) => Stream, calibration: Calibration) {
    this.scenario = scenario;
    this.office = newOffice(scenario.platform.departments);
    this.dates = new Dates(scenario.clock.startDate);
    this.stream = stream;
    this.filed = scenario.registry.records;
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

  /** Remembers that a branch was taken. */
  reach(what: string): void {
    this.reached.set(what, (this.reached.get(what) ?? 0) + 1);
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
    holding.owed -= amount;
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
  let owed = 0;
  for (const holding of loan.holdings) owed += holding.owed;
  return owed;
}

export function outstanding(loan: Loan): number {
  return lendersClaim(loan) + loan.guarantorClaim + loan.reserveClaim + loan.platformClaim;
}

export function isAlive(loan: Loan): boolean {
  return loan.status === 'repaying' || loan.status === 'recovery';
}

export function dueDate(book: Book, loan: Loan, k: number): number {
  return book.dates.monthsLater(loan.contractDay, k + loan.deferred, loan.dueDayOfMonth);
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
    flaw: 0,
    deferred: 0,
    part: { interest: 0, principal: 0 },
    penalty: 0,
    lateFees: 0,
    lateSince: null,
    modified: 'never',
    times: { reage: 0, extension: 0, restructuring: 0 },
    kept: 0,
    work: null,
    workFrom: -1,
    buyers: 0,
    defaulted: 0,
    gotBack: 0,
    guarantorClaim: 0,
    counterClaim: 0,
    reserveClaim: 0,
    platformClaim: 0,
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
  const holding: Holding = { id: book.holdings.length, loan, lender, claims, owed: lots * owed };
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
