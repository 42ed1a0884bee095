/** What the auditor takes from the engine's world instead of working it out: the opening, factors, costs, what was disclosed. */
import { toCollectors } from './collection.ts';
import { DEPARTMENTS } from '../../engine/base/vocabulary.ts';
import { ACCOUNTS } from '../../engine/ledger/accounts.ts';
import { REASONS, type ReasonName } from '../../engine/ledger/reasons.ts';
import type { World } from '../../engine/state/world.ts';
import { must } from './exact.ts';
import { POOL, addHolding, newGuarantor, newLender, note, openLoan, outstanding, type Book } from './book.ts';
import { takeSuspension } from './payouts.ts';
import { announce } from './responses.ts';
import { addCustomer, lenderNatureOf } from './people.ts';

/** Money whose amount the auditor doesn't work out itself: costs, credit, capital, guarantors' business elsewhere. */
const RECORDED: readonly ReasonName[] = [
  'openingReserve',
  'capitalIn',
  'payroll',
  'branchCost',
  'pledgeKeeping',
  'technology',
  'creditDraw',
  'creditCost',
  'reserveTopUp',
  'reserveRelease',
  'reserveLoan',
  'reserveLoanRepaid',
  'crisisCost',
  'guarantorFunding',
  'guarantorLoss',
  'poolMisuse',
  'poolRefill',
];

/** Nature of who is no person: the pool, an institution. */
const NOBODY = { stake: 0, riskClass: 0, ownClass: 0, community: 0, product: 0 };
/** Recorded when a play brings about what the auditor works out in the evening. */
const WORKED_OUT_IN_THE_EVENING: readonly string[] = ['capitalIn', 'creditDraw'];

const RECORDED_REASONS = REASONS.map((reason, id) => ({ reason, id })).filter(({ reason }) =>
  RECORDED.includes(reason.name as ReasonName),
);

/** Asked for every figure of every row: what it says when the row is missing is put together only then. */
export function at(column: ArrayLike<number>, row: number): number {
  const value = column[row];
  if (value === undefined) throw new Error(`the auditor misses row ${row}`);
  return value;
}

/** Follows one world: what it has taken from it so far. */
export class Recorder {
  readonly #world: World;
  readonly #book: Book;
  readonly #posted = new Map<string, number>();
  /** Disclosures taken so far. */
  #disclosures = 0;
  #eventsSeen = 0;

  constructor(world: World, book: Book) {
    this.#world = world;
    this.#book = book;
  }

  /** The book as it was opened: lenders, loans, guarantors and balances, all as they stand. */
  adoptOpening(): void {
    const { lenders, guarantors, ledger, requests, listings, loans } = this.#world;
    const book = this.#book;
    if (requests.length + listings.length > 0) throw new Error('an opening has no requests and no listings');
    this.#adoptPeople();
    const queued = book.lenders.filter((lender) => at(lenders.queueDay, lender.id) >= 0);
    if (queued.length > 0) throw new Error('an opening has nobody in the matching queue');
    for (let row = 0; row < guarantors.length; row++) {
      book.guarantors.push(newGuarantor(at(guarantors.liquidFen, row), at(guarantors.failedDay, row)));
    }
    for (let row = 0; row < loans.length; row++) this.#adoptLoan(row);
    ACCOUNTS.forEach((account, id) => {
      const name = account.name as Parameters<Book['balance']>[0];
      book.balances.set(name, ledger.balance(id));
    });
    this.#forget();
  }

  /** Keys and births are the opening's; who somebody is follows from them. */
  #adoptPeople(): void {
    const { lenders, customers, scenario, volume } = this.#world;
    const book = this.#book;
    for (let row = 0; row < lenders.length; row++) {
      const born = { key: at(lenders.key, row), bornDay: at(lenders.bornDay, row) };
      const nature =
        row === POOL || row > scenario.opening.lenders
          ? { ...NOBODY, stake: at(lenders.stakeFen, row) }
          : lenderNatureOf(book, born);
      const lender = newLender({ id: row, ...born, channel: 0, ...nature });
      lender.cash = at(lenders.cashFen, row);
      lender.newCash = at(lenders.newCash, row) === 1;
      lender.planExpiry = at(lenders.planExpiryDay, row);
      lender.deposited = at(lenders.depositedFen, row);
      if (row > scenario.opening.lenders) {
        lender.status = 'institution';
        book.institutions.push({ lender, leftDay: -1 });
        book.lenders.push(lender);
        continue;
      }
      book.lenders.push(lender);
      if (row === POOL) {
        lender.status = 'gone';
        continue;
      }
      const phase = book.stream('lenderDay').uniform(lender.key, 0, 4);
      note(book.visits, Math.floor(phase * scenario.lenders.visitGapMaxDays), row);
    }
    for (let row = 0; row < customers.length; row++) {
      const born = { key: at(customers.key, row), bornDay: at(customers.bornDay, row) };
      addCustomer(book, born, at(customers.channel, row)).borrowing = true;
    }
    // The opening spreads its volume evenly over the 30 days before day 0.
    volume.byDay.forEach((amount, i) => book.volumes.set(-1 - i, amount));
  }

  #adoptLoan(row: number): void {
    const { loans, holdings, schedules, truth } = this.#world;
    const { aprPpm, lotFen } = schedules.get(at(loans.schedule, row));
    const guarantor = at(loans.guarantor, row);
    const loan = openLoan(
      this.#book,
      {
        key: at(loans.key, row),
        lots: at(loans.lots, row),
        lot: lotFen,
        aprPpm,
        term: at(loans.termMonths, row),
        method: at(loans.method, row),
        product: at(loans.product, row),
        obligorGrade: at(loans.obligorGrade, row),
        facilityGrade: at(loans.facilityGrade, row),
        region: at(loans.region, row),
        sector: at(loans.sector, row),
        guarantor: guarantor === 255 ? -1 : guarantor,
        group: at(loans.group, row),
        customer: at(loans.customer, row),
        ownLender: at(loans.lender, row),
        multiplier: at(truth.loans.multiplier, row),
        neverPays: at(truth.loans.neverPays, row) === 1,
        owners: false,
      },
      at(loans.contractDay, row),
      at(loans.dueDayOfMonth, row),
    );
    loan.paid = at(loans.paid, row);
    loan.missed = at(loans.missed, row);
    if (loan.missed > 0) toCollectors(this.#book, loan);
    loan.flaw = at(loans.flawPpm, row);
    loan.accrued = at(truth.loans.accrued, row);
    const first = at(loans.firstHolding, row);
    for (let holding = first; holding < first + at(loans.holdingCount, row); holding++) {
      const lender = must(this.#book.lenders[at(holdings.lender, holding)]);
      addHolding(this.#book, loan, lender, at(holdings.lots, holding));
    }
    if (loan.guarantor >= 0) must(this.#book.guarantors[loan.guarantor]).stoodFor += outstanding(loan);
  }

  /** Posts the recorded reasons of the stage to the auditor's own ledger. */
  takePostings(stage: string): void {
    const { ledger, guarantors } = this.#world;
    for (const { reason, id } of RECORDED_REASONS) {
      const total = at(ledger.totalFen, id) + at(ledger.dayFen, id);
      const amount = total - (this.#posted.get(reason.name) ?? 0);
      if (amount === 0) continue;
      this.#posted.set(reason.name, total);
      if (reason.name === 'payroll') this.#book.payrollToday = amount;
      if (stage === 'treasury' && WORKED_OUT_IN_THE_EVENING.includes(reason.name)) continue;
      if (reason.name === 'creditCost') this.#book.given.creditCost = amount;
      if (reason.name === 'creditDraw') this.#book.credit.drawn += amount;
      // Own cash given to the pool is worked out, but for what a credit line just brought.
      if (reason.name === 'poolRefill' && (stage === 'withdraw' || stage === 'treasury')) continue;
      const name = (account: number) => must(ACCOUNTS[account]).name as Parameters<Book['balance']>[0];
      this.#book.move(name(reason.from), name(reason.to), amount);
      if (reason.name === 'guarantorLoss' || reason.name === 'guarantorFunding') {
        this.#book.guarantors.forEach((guarantor, row) => {
          guarantor.liquid = at(guarantors.liquidFen, row);
        });
      }
    }
  }

  /** Calls of the plays: their amounts and days are the playbook's. */
  takeCalls(): void {
    const { events } = this.#world.events;
    for (; this.#eventsSeen < events.length; this.#eventsSeen++) {
      const { kind, subject, valueFen, text, day } = must(events[this.#eventsSeen]);
      if (kind !== 'capitalCall' || text !== 'capital called') continue;
      const play = must(this.#world.scenario.policies.playbook.find(({ name }) => name === subject));
      const action = must(play.actions.find((one) => one.kind === 'callCapital' && one.fen === valueFen));
      if (action.kind !== 'callCapital') continue;
      const due = day + action.delayDays;
      const { calls } = this.#book;
      calls.set(due, [...(calls.get(due) ?? []), { name: null, amount: valueFen }]);
    }
  }

  #forget(): void {
    const { ledger } = this.#world;
    REASONS.forEach((reason, id) => {
      this.#posted.set(reason.name, at(ledger.totalFen, id) + at(ledger.dayFen, id));
    });
  }

  /** The playbook may have stopped payouts, or let them go on. */
  takeSuspension(): void {
    takeSuspension(this.#book, this.#world.payouts.stop.suspendedUntil);
  }

  /** What the playbook has decided since: plans, promotions, loans. What comes of them is worked out. */
  takeResponses(): void {
    const { payouts, responses, scenario } = this.#world;
    const book = this.#book;
    const { promises, disclosures } = payouts;
    for (; this.#disclosures < disclosures.length; this.#disclosures++) {
      const first = at(disclosures.firstPromise, this.#disclosures);
      const count = at(disclosures.promiseCount, this.#disclosures);
      const dates = Array.from({ length: count }, (_, k) => ({
        day: at(promises.day, first + k),
        cumulativePpm: at(promises.cumulativePpm, first + k),
      }));
      if (count > 0) announce(book, dates);
    }
    const { promotions, guarantorLoans } = responses;
    for (let row = book.promotions.length; row < promotions.length; row++) {
      book.promotions.push({
        sharePpm: at(promotions.sharePpm, row),
        pull: at(promotions.pull, row),
        endDay: at(promotions.endDay, row),
        left: at(promotions.leftFen, row),
      });
    }
    const ask = scenario.policies.playbook
      .flatMap(({ actions }) => actions)
      .find((action) => action.kind === 'askGuarantors');
    for (let row = book.guarantorLoans.length; row < guarantorLoans.length; row++) {
      const { ratePerYear, overDays } = must(ask);
      const guarantor = at(guarantorLoans.guarantor, row);
      const principal = at(guarantorLoans.principalFen, row);
      const interest = Math.floor((principal * ratePerYear * overDays) / 365 + 0.5);
      book.guarantorLoans.push({
        guarantor,
        interest,
        dueDay: book.day + overDays,
        owed: principal + interest,
      });
      must(book.guarantors[guarantor]).liquid -= principal;
      book.move('guarantorCash', 'platformCash', principal);
      book.reach('a guarantor lends');
    }
  }

  /** Factors, multipliers and policies in force today, guarantors' books, and what was disclosed last night. */
  takeGiven(): void {
    this.#book.payrollToday = 0;
    const { truth, platform, lenderView, scenario, guarantors, payouts, staff, responses } = this.#world;
    const { disclosures } = payouts;
    const { weights } = scenario.macro;
    this.#book.given = {
      factor: (sector, region) =>
        Math.sqrt(weights.country) * at(truth.country, 0) +
        Math.sqrt(weights.sector) * at(truth.sectors, sector) +
        Math.sqrt(weights.region) * at(truth.regions, region),
      pdMultiplier: at(truth.pdMultiplier, 0),
      recoveryMultiplier: at(truth.recoveryMultiplier, 0),
      collateralPrice: at(truth.collateralPrice, 0),
      distress: platform.distress,
      windDown: platform.windDown === 1,
      throttle: Math.min(platform.throttle, this.#book.buffer.throttle),
      suspendedUntil: payouts.stop.suspendedUntil,
      expectedLoss: platform.expectedLossFen,
      payrollPaidShare: platform.payrollPaidShare,
      payrollArrears: platform.payrollArrearsFen,
      raisedRate: platform.raisedRate,
      coverage: lenderView.coverage,
      overdueRatio: lenderView.overdueRatio,
      publicDelayDays: lenderView.publicDelayDays,
      anticipation: lenderView.anticipation,
      disclosures: Array.from({ length: disclosures.length }, (_, row) => ({
        day: at(disclosures.day, row),
        calm: at(disclosures.calm, row),
        halfLifeDays: at(disclosures.halfLifeDays, row),
      })),
      reserveLent: responses.now.reserveLentFen,
      creditCost: 0,
      headcount: (name) => at(staff.headcount, DEPARTMENTS.indexOf(name)),
      overtime: (name) => at(staff.overtimeHours, DEPARTMENTS.indexOf(name)),
      netAssets: Array.from({ length: guarantors.length }, (_, row) => at(guarantors.netAssetsFen, row)),
      otherAssets: Array.from({ length: guarantors.length }, (_, row) => at(guarantors.otherFen, row)),
    };
  }
}
