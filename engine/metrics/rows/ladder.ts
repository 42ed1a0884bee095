/** The ladder of commitments as rows: seven days, then four weeks. */
import { commitments, type Commitments } from '../../state/commitments.ts';
import { cashAhead } from '../../state/liquidity.ts';
import type { World } from '../../state/world.ts';
import type { TableRows } from '../tables.ts';
import { tableRows } from './columns.ts';

/** Last day ahead of each row. */
export const LADDER_ENDS = [1, 2, 3, 4, 5, 6, 7, 14, 21, 28, 35] as const;
const DAYS = 35;

const SUMS = [
  'requestsFen',
  'plansFen',
  'lendingFen',
  'costsFen',
  'creditFen',
  'instalmentsDueFen',
  'instalmentsFen',
  'depositsFen',
  'feesFen',
] as const satisfies readonly (keyof Commitments)[];

type Row = Readonly<
  Record<
    (typeof SUMS)[number] | 'day' | 'firstAhead' | 'lastAhead' | 'customersAfterFen' | 'ownAfterFen',
    number
  >
>;

/** The ladder of tonight. */
export function ladderOf(world: World): Row[] {
  const ladder = commitments(world, DAYS);
  const { customersFen, ownFen } = cashAhead(world, ladder);
  return LADDER_ENDS.map((lastAhead, i) => {
    const firstAhead = (LADDER_ENDS[i - 1] ?? 0) + 1;
    const sum = (column: Float64Array) =>
      column.subarray(firstAhead - 1, lastAhead).reduce((total, fen) => total + fen, 0);
    const sums = Object.fromEntries(SUMS.map((name) => [name, sum(ladder[name])])) as Record<
      (typeof SUMS)[number],
      number
    >;
    return {
      day: world.day,
      firstAhead,
      lastAhead,
      ...sums,
      customersAfterFen: customersFen[lastAhead - 1]!,
      ownAfterFen: ownFen[lastAhead - 1]!,
    };
  });
}

/** Draws up the ladder at each month end and on each day on which a trigger fired. */
export class LadderRows {
  readonly #rows: Row[] = [];
  #eventsSeen = 0;

  /** To be called every evening. */
  observe(world: World): void {
    const { events } = world.events;
    let fired = false;
    for (; this.#eventsSeen < events.length; this.#eventsSeen++) {
      if (events[this.#eventsSeen]!.kind === 'trigger') fired = true;
    }
    if (fired || world.calendar.isMonthEnd(world.day)) this.#rows.push(...ladderOf(world));
  }

  rows(): TableRows {
    const rows = this.#rows;
    const cell = (name: keyof Row) => (row: number) => rows[row]![name];
    return tableRows('liquidity_ladder', rows.length, {
      day: cell('day'),
      firstAhead: cell('firstAhead'),
      lastAhead: cell('lastAhead'),
      ...Object.fromEntries(SUMS.map((name) => [name, cell(name)])),
      customersAfterFen: cell('customersAfterFen'),
      ownAfterFen: cell('ownAfterFen'),
    });
  }
}
