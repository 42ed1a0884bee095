/** The book at each month's end as the platform discloses it, and what it expects to lose by stage. Its own view, not the truth. */
import { ACCOUNT } from '../../ledger/accounts.ts';
import { REASON } from '../../ledger/reasons.ts';
import { bufferFen } from '../../state/figures.ts';
import { partInterestFen } from '../../state/cases.ts';
import { LOAN, POOL } from '../../state/codes.ts';
import type { World } from '../../state/world.ts';
import type { TableRows } from '../tables.ts';
import { tableRows } from './columns.ts';
import { loanWorth, STAGES } from './loan-worth.ts';

const TOP_BORROWERS = 10;

interface Book {
  month: number;
  cumulativeVolumeFen: number;
  cumulativeContracts: number;
  balanceFen: number;
  loansOutstanding: number;
  interestBalanceFen: number;
  cumulativeLenders: number;
  currentLenders: number;
  cumulativeBorrowers: number;
  currentBorrowers: number;
  topTenFen: number;
  largestFen: number;
  relatedFen: number;
  relatedLoans: number;
  overdueFen: number;
  overdueLoans: number;
  overduePrincipalFen: number;
  overdue90Fen: number;
  overdue90Loans: number;
  compensatedFen: number;
  compensatedLoans: number;
  reserveFen: number;
  bufferFen: number;
  expectedLossFen: number;
  expectedLoss12mFen: number;
  repayingFen: number;
  overdueRepayingFen: number;
}

interface StageSum {
  readonly month: number;
  readonly stage: number;
  loans: number;
  exposureFen: number;
  expectedLossFen: number;
}

/** Looks at the book at month ends. */
export class MonthBooks {
  readonly #books: Book[] = [];
  readonly #stages: StageSum[] = [];

  /** In the evening of a month's last day, and of the last day of all. */
  close(world: World): void {
    const month = world.calendar.monthIndex(world.day);
    const book = bookOf(world, month);
    const stages = STAGES.map((stage): StageSum => ({
      month,
      stage,
      loans: 0,
      exposureFen: 0,
      expectedLossFen: 0,
    }));
    walkLoans(world, book, stages);
    this.#books.push(book);
    this.#stages.push(...stages);
  }

  rows(): TableRows[] {
    const [books, stages] = [this.#books, this.#stages];
    const cells = Object.fromEntries(
      Object.keys(books[0] ?? {}).map((name) => [name, (row: number) => books[row]![name as keyof Book]]),
    );
    return [
      ...(books.length > 0 ? [tableRows('month_book', books.length, cells)] : []),
      tableRows('credit_stage', stages.length, {
        month: (row) => stages[row]!.month,
        stage: (row) => stages[row]!.stage,
        loans: (row) => stages[row]!.loans,
        exposureFen: (row) => stages[row]!.exposureFen,
        expectedLossFen: (row) => stages[row]!.expectedLossFen,
      }),
    ];
  }
}

/** What needs no walk over loans. */
function bookOf(world: World, month: number): Book {
  const { ledger, lenders, customers, book, platform } = world;
  const posted = (reason: number) => ledger.totalFen[reason]! + ledger.dayFen[reason]!;
  let [cumulativeLenders, currentLenders, cumulativeBorrowers] = [0, 0, 0];
  for (let lender = POOL + 1; lender < lenders.length; lender++) {
    if (lenders.depositedFen[lender]! > 0) cumulativeLenders += 1;
    if (lenders.heldLots[lender]! > 0) currentLenders += 1;
  }
  for (let row = 0; row < customers.length; row++)
    cumulativeBorrowers += customers.loanCount[row]! > 0 ? 1 : 0;
  return {
    month,
    cumulativeVolumeFen: posted(REASON.disbursement),
    cumulativeContracts: 0,
    balanceFen: 0,
    loansOutstanding: 0,
    interestBalanceFen: 0,
    cumulativeLenders,
    currentLenders,
    cumulativeBorrowers,
    currentBorrowers: 0,
    topTenFen: 0,
    largestFen: 0,
    relatedFen: 0,
    relatedLoans: 0,
    overdueFen: book.overdueInstalmentsFen,
    overdueLoans: 0,
    overduePrincipalFen: 0,
    overdue90Fen: 0,
    overdue90Loans: 0,
    compensatedFen:
      posted(REASON.compensationByGuarantor) +
      posted(REASON.compensationByReserve) +
      posted(REASON.compensationByPlatform),
    compensatedLoans: 0,
    reserveFen: ledger.balance(ACCOUNT.reserveCash),
    bufferFen: Math.floor(bufferFen(world) + 0.5),
    expectedLossFen: platform.expectedLossFen,
    expectedLoss12mFen: platform.expectedLoss12mFen,
    repayingFen: book.outstandingFen,
    overdueRepayingFen: book.overdueM1Fen + book.overdueM2Fen + book.overdueM3Fen,
  };
}

/** One walk over loans. Owners' loans are related parties once it has come out that they are theirs. */
function walkLoans(world: World, book: Book, stages: readonly StageSum[]): void {
  const { loans, schedules, truth, owners } = world;
  const worth = loanWorth(world);
  const owedBy = new Map<number, number>();
  const isKnown = owners.uncoveredDay >= 0;
  for (let loan = 0; loan < loans.length; loan++) {
    if (loans.contractDay[loan]! >= 0) book.cumulativeContracts += 1;
    if (loans.compensated[loan] === 1) book.compensatedLoans += 1;
    const owedFen = loans.outstandingFen[loan]!;
    if (owedFen === 0) continue;
    const customer = loans.customer[loan]!;
    owedBy.set(customer, (owedBy.get(customer) ?? 0) + owedFen);
    book.balanceFen += owedFen;
    book.loansOutstanding += 1;
    const { interestFen } = schedules.get(loans.schedule[loan]!);
    let lotInterestFen = 0;
    for (let k = loans.paid[loan]!; k < loans.termMonths[loan]!; k++) lotInterestFen += interestFen[k]!;
    book.interestBalanceFen += loans.lots[loan]! * lotInterestFen - partInterestFen(world, loan);
    const isDefaulted = loans.status[loan] === LOAN.recovery;
    if (isDefaulted || loans.bucket[loan]! > 0) {
      book.overdueLoans += 1;
      book.overduePrincipalFen += owedFen;
    }
    if (isDefaulted) {
      book.overdueFen += owedFen;
      book.overdue90Fen += owedFen;
      book.overdue90Loans += 1;
    }
    if (isKnown && truth.loans.owners[loan] === 1) {
      book.relatedFen += owedFen;
      book.relatedLoans += 1;
    }
    const exposureFen = owedFen - loans.guarantorClaimFen[loan]!;
    if (exposureFen === 0) continue;
    const stage = stages[worth.stage(loan) - 1]!;
    stage.loans += 1;
    stage.exposureFen += exposureFen;
    stage.expectedLossFen += worth.expectedLossFen(loan);
  }
  book.currentBorrowers = owedBy.size;
  const largest = [...owedBy.values()].sort((a, b) => b - a);
  book.largestFen = largest[0] ?? 0;
  book.topTenFen = largest.slice(0, TOP_BORROWERS).reduce((sum, fen) => sum + fen, 0);
}
