/**
 * The statements of the platform as they stand: what each line has come to since before the opening. A month's lines are the
 * difference of two month ends. They read the ledger's totals and the stocks of the state, and change nothing.
 */
import { ACCOUNT } from '../ledger/accounts.ts';
import {
  BOOK_ACCOUNTS,
  BOOK_LINES,
  STATEMENT_LINES,
  type BalanceLine,
  type BookName,
  type IncomeLine,
} from '../ledger/statement-lines.ts';
import { platformClaimsWorthFen, poolClaimsWorthFen } from './figures.ts';
import type { World } from './world.ts';

/** Posted by reason since before the opening, today included. */
function postedFen({ ledger }: World, reason: number): number {
  return ledger.totalFen[reason]! + ledger.dayFen[reason]!;
}

/** Sums of the postings of a book by line: plus is money that came in. */
export function linesSoFar(world: World, book: BookName): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { reason, line, sign } of BOOK_LINES[book])
    sums.set(line, (sums.get(line) ?? 0) + sign * postedFen(world, reason));
  return sums;
}

/** What a book holds, by the balances of its accounts. */
export function bookFen({ ledger }: World, book: BookName): number {
  return BOOK_ACCOUNTS[book].reduce((sum, name) => sum + ledger.balance(ACCOUNT[name]), 0);
}

/** Income so far by line: postings, and what changes the platform's worth without one. */
export function incomeSoFar(world: World): Map<IncomeLine, number> {
  const { platform, law, responses } = world;
  const own = linesSoFar(world, 'own');
  const income = new Map<IncomeLine, number>();
  for (const { statement, line } of STATEMENT_LINES)
    if (statement === 'income') income.set(line as IncomeLine, own.get(line) ?? 0);
  const add = (line: IncomeLine, fen: number) => income.set(line, income.get(line)! + fen);
  add('poolResult', poolClaimsWorthFen(world));
  add('compensation', platformClaimsWorthFen(world));
  add('creditCost', -platform.creditAccruedFen);
  add('fines', -law.now.fineOwedFen);
  // Lent less paid back, interest included, is what is still owed but for the interest and for loans that failed.
  add('guarantorLoanCost', (own.get('guarantorLoan') ?? 0) - responses.now.guarantorsLentFen);
  return income;
}

/** What owners have paid in. */
export function paidInFen(world: World): number {
  return linesSoFar(world, 'own').get('paidIn') ?? 0;
}

/** The balance sheet now; the memo lines are in no total. */
export function balanceNow(world: World): Record<BalanceLine, number> {
  const { ledger, platform, law, responses } = world;
  const gapFen = ledger.balance(ACCOUNT.poolGap);
  let retainedFen = 0;
  for (const fen of incomeSoFar(world).values()) retainedFen += fen;
  return {
    ownCash: ledger.balance(ACCOUNT.platformCash),
    poolClaims: poolClaimsWorthFen(world),
    claims: platformClaimsWorthFen(world),
    poolSurplus: Math.max(0, gapFen),
    reserveCash: ledger.balance(ACCOUNT.reserveCash),
    estateCash: ledger.balance(ACCOUNT.estateCash),
    customersGap: Math.max(0, -gapFen),
    bankCredit: platform.creditDrawnFen,
    reserveLoan: responses.now.reserveLentFen,
    guarantorLoan: responses.now.guarantorsLentFen,
    finesOwed: law.now.fineOwedFen,
    reserveFund: ledger.balance(ACCOUNT.reserveCash),
    estateFund: ledger.balance(ACCOUNT.estateCash),
    paidIn: paidInFen(world),
    retained: retainedFen,
    customersBank: bookFen(world, 'customers'),
    expectedLossLifetime: platform.expectedLossFen,
    expectedLoss12m: platform.expectedLoss12mFen,
    reserveClaims: ledger.balance(ACCOUNT.reserveClaims),
    unpaidPay: platform.payrollArrearsFen,
  };
}
