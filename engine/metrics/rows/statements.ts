/** The statements of each month: what every line came to between two month ends, and the balance sheet at the end. */
import {
  SECTIONS,
  STATEMENT_LINES,
  STATEMENTS,
  type BalanceLine,
  type IncomeLine,
} from '../../ledger/statement-lines.ts';
import { balanceNow, incomeSoFar, linesSoFar } from '../../state/statements.ts';
import type { World } from '../../state/world.ts';
import { STATEMENT_LINE_NAMES } from '../study-tables.ts';
import type { TableRows } from '../tables.ts';
import { tableRows } from './columns.ts';

/** Number of the month that stands for the opening: what was there before the first day. */
export const OPENING_MONTH = -1;

interface Entry {
  readonly month: number;
  /** Index into `STATEMENT_LINES`. */
  readonly line: number;
  readonly fen: number;
}

/** Watches the books from outside the state. */
export class StatementObserver {
  readonly #entries: Entry[] = [];
  /** What each line had come to at the last observation. */
  #before: readonly number[] = STATEMENT_LINES.map(() => 0);

  /** After the opening. */
  open(world: World): void {
    this.#note(world, OPENING_MONTH);
  }

  /** In the evening of a month's last day, and of the last day of all. */
  observe(world: World): void {
    this.#note(world, world.calendar.monthIndex(world.day));
  }

  /** Lines that aren't 0, in order of months and of the statements. */
  rows(): TableRows {
    const entries = this.#entries;
    const of = (row: number) => STATEMENT_LINES[entries[row]!.line]!;
    return tableRows('statement', entries.length, {
      month: (row) => entries[row]!.month,
      statement: (row) => STATEMENTS.indexOf(of(row).statement),
      section: (row) => SECTIONS.indexOf(of(row).section),
      line: (row) => STATEMENT_LINE_NAMES.indexOf(of(row).line),
      fen: (row) => entries[row]!.fen,
    });
  }

  #note(world: World, month: number): void {
    const now = linesNow(world);
    STATEMENT_LINES.forEach(({ statement }, line) => {
      const fen = statement === 'balance' ? now[line]! : now[line]! - this.#before[line]!;
      if (fen !== 0) this.#entries.push({ month, line, fen });
    });
    this.#before = now;
  }
}

/** Flows since before the opening, and the balance sheet, in the order of `STATEMENT_LINES`. */
function linesNow(world: World): number[] {
  const income = incomeSoFar(world);
  const balance = balanceNow(world);
  const books = {
    cash: linesSoFar(world, 'cash'),
    reserve: linesSoFar(world, 'reserve'),
    guarantors: linesSoFar(world, 'guarantors'),
    customers: linesSoFar(world, 'customers'),
    estate: linesSoFar(world, 'estate'),
  };
  return STATEMENT_LINES.map(({ statement, line }) => {
    if (statement === 'income') return income.get(line as IncomeLine)!;
    if (statement === 'balance') return balance[line as BalanceLine];
    return books[statement].get(line) ?? 0;
  });
}
