/** The monthly statements against the daily ledger, account by account, in worlds that move every line. */
import { describe, expect, it } from 'vitest';
import { ACCOUNT, ACCOUNTS, type AccountName } from '../../engine/ledger/accounts.ts';
import { REASONS } from '../../engine/ledger/reasons.ts';
import {
  BOOK_LINES,
  LINES_OF,
  SECTIONS,
  STATEMENT_LINES,
  STATEMENTS,
  checkedLines,
} from '../../engine/ledger/statement-lines.ts';
import { KPI_INDEX } from '../../engine/metrics/catalog.ts';
import { STATEMENT_LINE_NAMES } from '../../engine/metrics/study-tables.ts';
import type { TableRows } from '../../engine/metrics/tables.ts';
import type { ReplicationOutcome } from '../../engine/outcome.ts';
import { simulateScenario } from '../../engine/simulate.ts';
import { Calendar, parseIsoDate } from '../../engine/base/calendar.ts';
import { loadSmall } from '../helpers/scenarios.ts';
import { SMALL_WORLDS } from '../auditor/worlds.ts';

/** Worlds that between them reach pools, estates, owners, fines, credit and loans of reserve and guarantors. */
const TRIED = [
  'owners who live on the pool until a day comes',
  'a system that fails and is attacked',
  'institutions that buy until they have seen too much',
  'a pool that answers: a plan, red packets, guarantors and the reserve lend',
  'a pool wound down as one estate, outstanding',
  'orders upon orders, at a platform with false listings',
  'a buffer, covenants that trip, shareholders who may not pay',
  'guarantors pay their share, one stands behind another, then the reserve, then the platform',
  'late loans: penalties to lenders before anything else, parts paid',
];

interface Line {
  readonly month: number;
  readonly statement: string;
  readonly section: string;
  readonly line: string;
  readonly fen: number;
}

function linesOf(outcome: ReplicationOutcome): Line[] {
  const { columns, rowCount } = outcome.tables.find(({ table }) => table === 'statement')!;
  const cell = (name: string, row: number) => Number(columns[name]![row]);
  return Array.from({ length: rowCount }, (_, row) => ({
    month: cell('month', row),
    statement: STATEMENTS[cell('statement', row)]!,
    section: SECTIONS[cell('section', row)]!,
    line: STATEMENT_LINE_NAMES[cell('line', row)]!,
    fen: cell('fen', row),
  }));
}

function sum(lines: readonly Line[], of: (line: Line) => boolean): number {
  return lines.reduce((fen, line) => (of(line) ? fen + line.fen : fen), 0);
}

/** What moved on an account by the end of a day, from the rows of `ledger_daily`. */
function balanceBy({ columns, rowCount }: TableRows, accounts: readonly AccountName[], day: number): number {
  const ids = new Set(accounts.map((name) => ACCOUNT[name]));
  let fen = 0;
  for (let row = 0; row < rowCount; row++) {
    if (Number(columns['day']![row]) > day) continue;
    const amountFen = Number(columns['amountFen']![row]);
    if (ids.has(Number(columns['creditAccount']![row]))) fen += amountFen;
    if (ids.has(Number(columns['debitAccount']![row]))) fen -= amountFen;
  }
  return fen;
}

/** Fees and costs of the income statement, and the columns of channels and departments that they are given to. */
const CENTRES: readonly (readonly [
  (line: Line) => boolean,
  readonly (readonly [table: string, column: string, sign: 1 | -1])[],
])[] = [
  [({ line }) => line === 'borrowerFees', [['borrower_channel', 'feesFen', 1]]],
  [({ line }) => line === 'reserveContributions', [['borrower_channel', 'toReserveFen', -1]]],
  [({ line }) => line === 'lookUps', [['borrower_channel', 'lookUpsFen', -1]]],
  [({ line }) => line === 'branches', [['borrower_channel', 'fixedFen', -1]]],
  [
    ({ line }) => line === 'marketing',
    [
      ['borrower_channel', 'marketingFen', -1],
      ['lender_channel', 'marketingFen', -1],
    ],
  ],
  [({ line }) => line === 'payroll', [['department_month', 'payrollFen', -1]]],
  [
    ({ line }) => ['borrowerFees', 'lenderFees', 'transferFees', 'lateFees'].includes(line),
    [['lender_channel', 'feesFen', 1]],
  ],
];

function partsOf(outcome: ReplicationOutcome, table: string, column: string, sign: number): Line[] {
  const { columns, rowCount } = outcome.tables.find((one) => one.table === table)!;
  const names = columns['channel'] ?? columns['department']!;
  return Array.from({ length: rowCount }, (_, row) => ({
    month: Number(columns['month']![row]),
    statement: table,
    section: '',
    line: Number(columns[column]![row]) === 0 ? 'none' : String(names[row]),
    fen: sign * Number(columns[column]![row]),
  }));
}

const reached = new Set<string>();

describe('monthly statements', () => {
  it.each(TRIED)('tie to the ledger: %s', (name) => {
    const { seed, set } = SMALL_WORLDS.find((world) => world.name === name)!;
    const scenario = loadSmall(set);
    const outcome = simulateScenario(scenario, { seed });
    expect(outcome.error).toBeNull();
    const lines = linesOf(outcome);
    for (const { statement, line } of lines) reached.add(`${statement}/${line}`);
    const ledger = outcome.tables.find(({ table }) => table === 'ledger_daily')!;
    const { startDate, horizonDays } = scenario.clock;
    const calendar = new Calendar(parseIsoDate(startDate), horizonDays);
    const ends = Array.from({ length: horizonDays }, (_, day) => day).filter(
      (day) => calendar.isMonthEnd(day) || day === horizonDays - 1,
    );
    const customers: AccountName[] = ['lenderCash', 'lenderHeld', 'lenderQueued', 'lenderTransit', 'poolGap'];
    const books: readonly (readonly [string, readonly AccountName[]])[] = [
      ['cash', ['platformCash']],
      ['reserve', ['reserveCash']],
      ['guarantors', ['guarantorCash']],
      ['customers', customers],
      ['estate', ['estateCash']],
    ];
    expect(new Set(lines.map(({ month }) => month)).size).toBe(ends.length + 1);
    for (const day of ends) {
      const month = calendar.monthIndex(day);
      const own = lines.filter((line) => line.month === month);
      const past = lines.filter((line) => line.month <= month);
      for (const [statement, accounts] of books)
        expect([day, statement, sum(past, (line) => line.statement === statement)]).toEqual([
          day,
          statement,
          balanceBy(ledger, accounts, day),
        ]);
      const section = (of: string) => sum(own, (line) => line.section === of);
      const equityFen = outcome.kpis[KPI_INDEX.equityFen]![day]!;
      expect([day, section('assets') - section('liabilities'), section('equity')]).toEqual([
        day,
        equityFen,
        equityFen,
      ]);
      const earned = (line: Line) =>
        line.statement === 'income' || (line.statement === 'cash' && line.line === 'capital');
      expect([day, sum(past, earned)]).toEqual([day, equityFen]);
    }
    for (const [line, parts] of CENTRES) {
      const income = lines.filter((row) => row.statement === 'income' && row.month >= 0 && line(row));
      const months = new Set(income.map(({ month }) => month));
      const given = parts.flatMap(([table, column, sign]) => partsOf(outcome, table, column, sign));
      for (const month of months)
        expect([parts[0]![1], month, sum(given, (part) => part.month === month)]).toEqual([
          parts[0]![1],
          month,
          sum(income, (row) => row.month === month),
        ]);
      // Nothing may be without its channel or department.
      expect(sum(given, (part) => part.line === '')).toBe(0);
    }
  });

  it('reach most lines in these worlds', () => {
    const never = STATEMENT_LINES.map(({ statement, line }) => `${statement}/${line}`).filter(
      (key) => !reached.has(key),
    );
    expect(never.length, never.join(', ')).toBeLessThan(STATEMENT_LINES.length / 4);
  });

  it('give every reason its lines, and refuse one without or with a line too many', () => {
    const { payroll: _, ...without } = LINES_OF;
    expect(() => checkedLines(without)).toThrow(/a reason has its lines.*payroll/s);
    expect(() => checkedLines({ ...LINES_OF, payroll: {} })).toThrow(/line in each book.*payroll/s);
    expect(() => checkedLines({ ...LINES_OF, bidHold: { customers: 'deposits' } })).toThrow(
      /in no other.*bidHold/s,
    );
    const moved = REASONS.filter(
      ({ from, to }) => ACCOUNTS[from]!.name === 'platformCash' || ACCOUNTS[to]!.name === 'platformCash',
    );
    expect(BOOK_LINES.cash.map(({ reason }) => REASONS[reason]!.name).sort()).toEqual(
      moved.map(({ name }) => name).sort(),
    );
  });

  it('name every line in both languages, once in its statement', () => {
    const keys = STATEMENT_LINES.map(({ statement, line }) => `${statement}/${line}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { en, zh } of STATEMENT_LINES) {
      expect(en).toMatch(/^[A-Z]/);
      expect(zh).toMatch(/\p{Script=Han}/u);
    }
  });
});
