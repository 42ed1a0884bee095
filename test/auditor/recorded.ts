/** What the auditor takes from the engine's world instead of working it out: arrivals, decisions, factors, costs. */
import { ACCOUNTS } from '../../engine/ledger/accounts.ts';
import { REASONS, type ReasonName } from '../../engine/ledger/reasons.ts';
import { LENDER } from '../../engine/state/codes.ts';
import type { World } from '../../engine/state/world.ts';
import { must } from './exact.ts';
import { POOL, addHolding, openLoan, type Book, type Lender } from './book.ts';

/** Money whose amount the auditor doesn't work out itself: costs, credit, capital, guarantors' business elsewhere. */
const RECORDED: readonly ReasonName[] = [
  'openingReserve',
  'capitalIn',
  'payroll',
  'branchCost',
  'marketing',
  'technology',
  'evidenceCost',
  'creditDraw',
  'creditCost',
  'reserveTopUp',
  'reserveRelease',
  'guarantorFunding',
  'guarantorLoss',
  'poolMisuse',
  'poolRefill',
];

export function at(column: ArrayLike<number>, row: number): number {
  return must(column[row], `row ${row}`);
}

/** Follows one world: what it has taken from it so far. */
export class Recorder {
  readonly #world: World;
  readonly #book: Book;
  readonly #posted = new Map<string, number>();
  #lenders = 0;
  #requests = 0;
  readonly #deposited: number[] = [];

  constructor(world: World, book: Book) {
    this.#world = world;
    this.#book = book;
  }

  /** The book as it was opened: lenders, loans, guarantors and balances, all as they stand. */
  adoptOpening(): void {
    const { lenders, guarantors, ledger, requests, listings, loans } = this.#world;
    const book = this.#book;
    if (requests.length + listings.length > 0) throw new Error('an opening has no requests and no listings');
    this.takeLenders();
    for (const lender of book.lenders) {
      lender.cash = at(lenders.cashFen, lender.id);
      lender.newCash = at(lenders.newCash, lender.id) === 1;
      this.#deposited[lender.id] = at(lenders.depositedFen, lender.id);
    }
    const queued = book.lenders.filter((lender) => at(lenders.queueDay, lender.id) >= 0);
    if (queued.length > 0) throw new Error('an opening has nobody in the matching queue');
    for (let row = 0; row < guarantors.length; row++) {
      book.guarantors.push({
        liquid: at(guarantors.liquidFen, row),
        failedDay: at(guarantors.failedDay, row),
      });
    }
    for (let row = 0; row < loans.length; row++) this.#adoptLoan(row);
    ACCOUNTS.forEach((account, id) => {
      const name = account.name as Parameters<Book['balance']>[0];
      book.balances.set(name, ledger.balance(id));
    });
    this.#forget();
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
        ownLender: at(loans.lender, row),
        multiplier: at(truth.loans.multiplier, row),
        neverPays: at(truth.loans.neverPays, row) === 1,
      },
      at(loans.contractDay, row),
      at(loans.dueDayOfMonth, row),
    );
    loan.paid = at(loans.paid, row);
    loan.missed = at(loans.missed, row);
    loan.accrued = at(truth.loans.accrued, row);
    const first = at(loans.firstHolding, row);
    for (let holding = first; holding < first + at(loans.holdingCount, row); holding++) {
      const lender = must(this.#book.lenders[at(holdings.lender, holding)]);
      addHolding(this.#book, loan, lender, at(holdings.lots, holding));
    }
  }

  /** Lenders born since the last look, with what they were born with. */
  takeLenders(): void {
    const { lenders } = this.#world;
    for (; this.#lenders < lenders.length; this.#lenders++) {
      const row = this.#lenders;
      this.#book.lenders.push({
        id: row,
        key: at(lenders.key, row),
        riskClass: at(lenders.riskClass, row),
        product: at(lenders.product, row),
        stake: at(lenders.stakeFen, row),
        investing: row !== POOL && at(lenders.status, row) === LENDER.investing,
        cash: 0,
        held: 0,
        queued: 0,
        newCash: false,
        joined: null,
        planExpiry: at(lenders.planExpiryDay, row),
        holdings: new Set(),
      });
      this.#deposited.push(0);
    }
  }

  takeDeposits(): void {
    const { lenders } = this.#world;
    for (const lender of this.#book.lenders) {
      const total = at(lenders.depositedFen, lender.id);
      const amount = total - must(this.#deposited[lender.id]);
      this.#deposited[lender.id] = total;
      this.#book.payLender(lender, 'outsideLenders', amount);
    }
  }

  /** Requests made since the last look, in order, as (lender, amount, kind). */
  newRequests(): { lender: Lender; amount: number; kind: number }[] {
    const { requests } = this.#world;
    const found = [];
    for (; this.#requests < requests.length; this.#requests++) {
      found.push({
        lender: must(this.#book.lenders[at(requests.lender, this.#requests)]),
        amount: at(requests.requestedFen, this.#requests),
        kind: at(requests.kind, this.#requests),
      });
    }
    return found;
  }

  /** The auditor has made its own; the engine's are compared, not taken. */
  skipRequests(): void {
    this.#requests = this.#world.requests.length;
  }

  /** Who invests, who stopped, who came back. */
  takeStatus(): void {
    const { lenders } = this.#world;
    for (const lender of this.#book.lenders) {
      if (lender.id === POOL) continue;
      const investing = at(lenders.status, lender.id) === LENDER.investing;
      if (!investing && lender.investing) {
        lender.joined = null;
        lender.newCash = true;
      }
      lender.investing = investing;
    }
  }

  /** Lock-ins begun by those who came or came back. */
  takePlans(): void {
    const { lenders } = this.#world;
    for (const lender of this.#book.lenders) lender.planExpiry = at(lenders.planExpiryDay, lender.id);
  }

  /** Posts the recorded reasons of the stage to the auditor's own ledger. */
  takePostings(): void {
    const { ledger, guarantors } = this.#world;
    REASONS.forEach((reason, id) => {
      const total = at(ledger.totalFen, id) + at(ledger.dayFen, id);
      const amount = total - (this.#posted.get(reason.name) ?? 0);
      this.#posted.set(reason.name, total);
      if (!RECORDED.includes(reason.name as ReasonName) || amount === 0) return;
      const name = (account: number) => must(ACCOUNTS[account]).name as Parameters<Book['balance']>[0];
      this.#book.move(name(reason.from), name(reason.to), amount);
      if (reason.name === 'guarantorLoss' || reason.name === 'guarantorFunding') {
        this.#book.guarantors.forEach((guarantor, row) => {
          guarantor.liquid = at(guarantors.liquidFen, row);
        });
      }
    });
    this.#book.guarantors.forEach((guarantor, row) => {
      if (this.#world.stage === 'environment') guarantor.failedDay = at(guarantors.failedDay, row);
    });
  }

  #forget(): void {
    const { ledger } = this.#world;
    REASONS.forEach((reason, id) => {
      this.#posted.set(reason.name, at(ledger.totalFen, id) + at(ledger.dayFen, id));
    });
  }

  /** Factors, multipliers and policies in force today. */
  takeGiven(): void {
    const { truth, platform, lenderView, scenario } = this.#world;
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
      throttle: platform.throttle,
      payrollPaidShare: platform.payrollPaidShare,
      signal: lenderView.signal,
    };
  }
}
