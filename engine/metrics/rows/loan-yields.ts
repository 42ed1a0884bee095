/**
 * What loans of a month and grade promised and have brought their lenders so far: money-weighted, from the postings on each
 * loan, whoever paid: borrower, collection, guarantor or reserve. Sales among lenders and promotions are no yield of a loan.
 */
import { power } from '../../base/mathx.ts';
import { xirr } from '../../finance/irr.ts';
import { PPM } from '../../finance/terms.ts';
import type { PostingWatcher } from '../../ledger/ledger.ts';
import { REASON, REASONS } from '../../ledger/reasons.ts';
import { BOOK_LINES } from '../../ledger/statement-lines.ts';
import { firstScheduleOf } from '../../state/cases.ts';
import type { World } from '../../state/world.ts';
import type { TableRows } from '../tables.ts';
import { tableRows } from './columns.ts';
import { loanWorth } from './loan-worth.ts';

/** Lines of customers' money that a loan moves. */
const OF_LOANS: readonly string[] = ['lent', 'repaid', 'penalties', 'recovered', 'compensation', 'toReserve'];

/** By reason: 1 if it pays lenders of a loan, -1 if they pay, 0 if it is no flow of a loan. */
const SIGN = signs();

function signs(): Int8Array {
  const signs = new Int8Array(REASONS.length);
  for (const { reason, line, sign } of BOOK_LINES.customers)
    if (OF_LOANS.includes(line)) signs[reason] = sign;
  signs[REASON.lenderFee] = -1;
  return signs;
}

interface Vintage {
  readonly month: number;
  readonly grade: number;
  /** What loans of the opening owed on the first day: they count as bought then. */
  openingFen: number;
  readonly flows: { readonly month: number; fen: number }[];
  loans: number;
  principalFen: number;
  promisedPpm: number;
  claimsFen: number;
  expectedFen: number;
}

const MONTHS_PER_YEAR = 12;

/** Hears every posting from the opening on. */
export class LoanYields implements PostingWatcher {
  readonly #world: World;
  readonly #vintages = new Map<number, Vintage>();
  #month = 0;

  /** After the opening. */
  constructor(world: World) {
    this.#world = world;
    for (let loan = 0; loan < world.loans.length; loan++)
      this.#vintageOf(loan).openingFen += world.loans.outstandingFen[loan]!;
    world.ledger.watcher = this;
  }

  /** A posting on a loan, as the ledger makes it. */
  posted(reason: number, amountFen: number, loan: number): void {
    if (loan >= 0 && SIGN[reason] !== 0) this.#add(loan, SIGN[reason]! * amountFen);
  }

  /** In the morning: which month flows count in. */
  observe({ calendar, day }: World): void {
    this.#month = calendar.monthIndex(day);
  }

  rows(world: World): TableRows {
    const { loans, schedules, day } = world;
    const { lossShare } = loanWorth(world);
    for (let loan = 0; loan < loans.length; loan++) {
      const vintage = this.#vintageOf(loan);
      const claimFen =
        loans.outstandingFen[loan]! - loans.guarantorClaimFen[loan]! - loans.reserveClaimFen[loan]!;
      vintage.loans += 1;
      vintage.principalFen += loans.principalFen[loan]!;
      vintage.promisedPpm += loans.principalFen[loan]! * schedules.get(firstScheduleOf(world, loan)).aprPpm;
      vintage.claimsFen += claimFen;
      if (claimFen > 0) vintage.expectedFen += Math.floor(claimFen * (1 - lossShare(loan)) + 0.5);
    }
    const rows = [...this.#vintages.values()].sort((a, b) => a.month - b.month || a.grade - b.grade);
    const endOf = (month: number) => Math.min(day, world.calendar.firstDayOfMonth(month + 1) - 1);
    const rate = ({ flows, openingFen }: Vintage, claimsFen: number) => {
      const dated = flows.map(({ month, fen }) => ({ day: endOf(month), fen }));
      const bought = openingFen > 0 ? [{ day: 0, fen: -openingFen }] : [];
      return xirr([...bought, ...dated, { day, fen: claimsFen }]) ?? NaN;
    };
    return tableRows('loan_yield', rows.length, {
      cohortMonth: (row) => rows[row]!.month,
      grade: (row) => rows[row]!.grade,
      loans: (row) => rows[row]!.loans,
      principalFen: (row) => rows[row]!.principalFen,
      promised: (row) => {
        const { promisedPpm, principalFen } = rows[row]!;
        const nominal = promisedPpm / principalFen / PPM;
        return power(1 + nominal / MONTHS_PER_YEAR, MONTHS_PER_YEAR) - 1;
      },
      netReceivedFen: (row) => rows[row]!.flows.reduce((sum, { fen }) => sum + fen, -rows[row]!.openingFen),
      claimsFen: (row) => rows[row]!.claimsFen,
      claimsExpectedFen: (row) => rows[row]!.expectedFen,
      realisedPar: (row) => rate(rows[row]!, rows[row]!.claimsFen),
      realisedExpected: (row) => rate(rows[row]!, rows[row]!.expectedFen),
    });
  }

  #add(loan: number, fen: number): void {
    const { flows } = this.#vintageOf(loan);
    const last = flows.at(-1);
    if (last?.month === this.#month) last.fen += fen;
    else flows.push({ month: this.#month, fen });
  }

  #vintageOf(loan: number): Vintage {
    const { loans, calendar } = this.#world;
    const month = calendar.monthIndex(loans.contractDay[loan]!);
    const grade = loans.facilityGrade[loan]!;
    const key = month * 16 + grade;
    let vintage = this.#vintages.get(key);
    if (vintage === undefined) {
      vintage = {
        month,
        grade,
        openingFen: 0,
        flows: [],
        loans: 0,
        principalFen: 0,
        promisedPpm: 0,
        claimsFen: 0,
        expectedFen: 0,
      };
      this.#vintages.set(key, vintage);
    }
    return vintage;
  }
}
