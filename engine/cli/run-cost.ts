/** Parts of the cost of a run, from what a study holds of its variants. */
import type { RunLosses } from '../experiments/index.ts';
import { mean, pairedDifference, RUN_CHANNELS, splitRun } from '../experiments/index.ts';
import type { RunCostPart, RunCostRow, StudyReader, StudyWriter } from '../storage/index.ts';
import { rowObjects, RUN_COST_PARTS, runCostRows } from '../storage/index.ts';

/** One row of `v_run_cost_cell`. */
interface Cell {
  readonly replication: number;
  readonly run: boolean;
  readonly channels: number;
  readonly creditFen: number;
  readonly cashFen: number;
}

type Kind = 'creditFen' | 'cashFen';
const KINDS: readonly Kind[] = ['creditFen', 'cashFen'];

/** Computes the table anew from all replications stored so far; nothing happens in a study of another kind. */
export async function storeRunCost(writer: StudyWriter): Promise<void> {
  if ((await writer.rows('run_cost_cell')).length === 0) return;
  const parts = runCost((await writer.rows('v_run_cost_cell')).map(cellOf));
  await writer.put('run_cost', runCostRows(parts), 'true');
}

export interface RunCostFound {
  /** Rows of the stored table: 0 in a study of another kind. */
  readonly rows: number;
  /** First part whose stored figures aren't what the replications in the file make them; null if all are. */
  readonly wrong: string | null;
}

/** The stored table beside what the rows of the file make it. */
export async function checkRunCost(reader: StudyReader): Promise<RunCostFound> {
  const stored = rowObjects(await reader.query('SELECT * FROM run_cost ORDER BY part'));
  const cells = rowObjects(await reader.query('SELECT * FROM v_run_cost_cell ORDER BY ALL'));
  return {
    rows: stored.length,
    wrong: wrongPart(stored, cells.length === 0 ? [] : runCost(cells.map(cellOf))),
  };
}

function wrongPart(
  stored: readonly Readonly<Record<string, unknown>>[],
  parts: readonly RunCostRow[],
): string | null {
  if (stored.length !== parts.length) return `run_cost has ${stored.length} rows, not ${parts.length}`;
  for (const [k, part] of parts.entries()) {
    for (const [name, value] of Object.entries(part)) {
      const was = stored[k]![name];
      const same = typeof value === 'number' ? Object.is(Number(was ?? NaN), value) : was === value;
      if (!same)
        return `run_cost, ${part.part}, ${name}: ${String(was)} stored, ${String(value)} from the rows`;
    }
  }
  return null;
}

function cellOf(row: Readonly<Record<string, unknown>>): Cell {
  return {
    replication: Number(row['replication']),
    run: row['run'] === true,
    channels: RUN_CHANNELS.reduce((mask, name, k) => mask | (row[name] === true ? 1 << k : 0), 0),
    creditFen: Number(row['creditFen']),
    cashFen: Number(row['cashFen']),
  };
}

/** The table, over the replications that are there in every variant. */
export function runCost(cells: readonly Cell[]): RunCostRow[] {
  const has = cells.reduce((mask, cell) => mask | cell.channels, 0);
  const variants = new Set(cells.map(codeOf)).size;
  const byReplication = new Map<number, Cell[]>();
  for (const cell of cells) {
    const mine = byReplication.get(cell.replication) ?? [];
    byReplication.set(cell.replication, [...mine, cell]);
  }
  const whole = [...byReplication.values()].filter((mine) => mine.length === variants);
  const splits = whole.map((mine) => KINDS.map((kind) => splitRun(lossesOf(mine, has, kind))));
  /** What a part is in each replication, both kinds of loss together or one of them. */
  const values = (part: RunCostPart, what: 'loss' | 'first' | 'last', kind?: Kind): number[] =>
    splits.map((split) =>
      split.reduce((sum, of, k) => {
        if (kind !== undefined && KINDS[k] !== kind) return sum;
        if (part === 'total') return sum + of.total;
        const { [what]: value } =
          part === 'liquidity' ? of.liquidity : of.channels[RUN_CHANNELS.indexOf(part)]!;
        return sum + value;
      }, 0),
    );
  return RUN_COST_PARTS.map((part) => {
    const loss = values(part, 'loss');
    const {
      n,
      mean: lossFen,
      lower,
      upper,
    } = pairedDifference(
      loss.map(() => 0),
      loss,
    );
    return {
      part,
      n,
      lossFen,
      lower,
      upper,
      creditFen: mean(values(part, 'loss', 'creditFen')),
      cashFen: mean(values(part, 'loss', 'cashFen')),
      firstFen: mean(values(part, 'first')),
      lastFen: mean(values(part, 'last')),
    };
  });
}

function codeOf({ run, channels }: Cell): number {
  return channels * 2 + (run ? 1 : 0);
}

function lossesOf(cells: readonly Cell[], has: number, kind: Kind): RunLosses {
  const known = new Map(cells.map((cell) => [codeOf(cell), cell[kind]]));
  const at = (run: boolean) => (channels: number) => known.get(channels * 2 + (run ? 1 : 0))!;
  return { run: at(true), calm: at(false), has };
}
