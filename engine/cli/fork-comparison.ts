/** What became of a fork beside the straight run, read from the finished study. */
import { KPIS } from '../metrics/catalog.ts';
import { isoDate, parseIsoDate } from '../base/calendar.ts';
import type { Cell, StoredReplication, StudyReader } from '../storage/index.ts';
import { rowObjects } from '../storage/index.ts';
import type { Change, ForkedVariant } from './forked-variant.ts';
import type { FigureSummary, VariantSummary } from './summary-data.ts';
import { summarise } from './summary-data.ts';

export interface End {
  readonly status: 'survived' | 'failed' | 'errored';
  readonly cause: string | null;
  readonly failureDay: number;
  readonly stateHash: string;
}

export interface KpiDifference {
  readonly kpi: string;
  readonly label: string;
  readonly straight: number | null;
  readonly fork: number | null;
}

export interface ForkedReplication {
  readonly replication: number;
  /** The straight run, then the fork. */
  readonly ends: readonly [End, End];
  /** The straight run is the one the study holds: same state hash. */
  readonly asStored: boolean;
  /** All state at the end is the same in both. */
  readonly sameState: boolean;
  /** Month ends before the day of the fork, and how many of them have the same state hash. */
  readonly monthEndsBefore: number;
  readonly monthEndsSame: number;
  /** First day on which a KPI differs; null if none does, or if no daily rows are stored. */
  readonly firstDay: number | null;
  readonly firstDate: string | null;
  readonly firstDifferences: readonly KpiDifference[];
}

export interface ForkComparison {
  readonly day: number;
  readonly date: string;
  readonly changes: readonly Change[];
  readonly variants: readonly [straight: string, fork: string];
  readonly dailyRows: boolean;
  readonly replications: readonly ForkedReplication[];
  /** Of the straight run and of the fork; the fork's are paired with the straight ones. */
  readonly figures: readonly { readonly straight: FigureSummary; readonly fork: FigureSummary }[];
  readonly survived: readonly [straight: VariantSummary, fork: VariantSummary];
  readonly digest: string | null;
  readonly command: string;
}

/** Compares replication by replication; `stored` is what the study forked from says of the straight runs. */
export async function compareFork(
  reader: StudyReader,
  forked: ForkedVariant,
  stored: readonly StoredReplication[],
): Promise<ForkComparison> {
  const summary = await summarise(reader);
  const { study, variants } = summary;
  const names = [study.variants[0]!.name, study.variants[1]!.name] as const;
  const ends = await endsOf(reader);
  const first = await firstDays(reader, names);
  const monthEnds = monthEndsBefore(study.variants[0]!.startDate, forked.day);
  const startSerial = parseIsoDate(study.variants[0]!.startDate);
  const replications: ForkedReplication[] = [];
  for (const { replication, stateHash } of stored) {
    const rows = [0, 1].map((variant) =>
      study.stored.find((row) => row.variant === variant && row.replication === replication)!,
    );
    const [straight, fork] = rows as [StoredReplication, StoredReplication];
    const firstDay = first.get(replication) ?? null;
    replications.push({
      replication,
      ends: [ends.get(`${names[0]}/${replication}`)!, ends.get(`${names[1]}/${replication}`)!],
      asStored: straight.stateHash === stateHash,
      sameState: straight.stateHash === fork.stateHash,
      monthEndsBefore: monthEnds,
      monthEndsSame: sameBefore(straight.monthHashes, fork.monthHashes, monthEnds),
      firstDay,
      firstDate: firstDay === null ? null : isoDate(startSerial + firstDay),
      firstDifferences: firstDay === null ? [] : await differencesOn(reader, names, replication, firstDay),
    });
  }
  return {
    day: forked.day,
    date: forked.date,
    changes: forked.changes,
    variants: names,
    dailyRows: study.stored.every((row) => row.status === 'errored' || row.detail !== 'summary'),
    replications,
    figures: variants[0]!.figures.map((straight, k) => ({ straight, fork: variants[1]!.figures[k]! })),
    survived: [variants[0]!, variants[1]!],
    digest: study.digest,
    command: study.command,
  };
}

/** What must not be, in words: a different past, or a straight run that isn't the one stored. */
export function prefixProblems(comparison: ForkComparison, day: number): string[] {
  return comparison.replications.flatMap((row) => {
    const { replication, ends, asStored, monthEndsBefore: before, monthEndsSame: same, firstDay } = row;
    if (ends.some(({ status }) => status === 'errored')) return [];
    const problems: string[] = [];
    const name = `replication ${replication}`;
    if (!asStored)
      problems.push(
        `${name}: the straight run isn't the one that is stored; lendsim verify STUDY says where`,
      );
    if (same < before)
      problems.push(`${name}: month end ${same} differs although the fork begins on day ${day}`);
    if (firstDay !== null && firstDay < day)
      problems.push(`${name}: figures differ from day ${firstDay} on although the fork begins on day ${day}`);
    return problems;
  });
}

/** Month ends from day 0 to the day before `day`. */
export function monthEndsBefore(startDate: string, day: number): number {
  const start = parseIsoDate(startDate);
  let count = 0;
  for (let d = 0; d < day; d++) if (isoDate(start + d + 1).endsWith('-01')) count += 1;
  return count;
}

function sameBefore(a: readonly string[], b: readonly string[], count: number): number {
  for (let k = 0; k < count; k++) if (a[k] === undefined || a[k] !== b[k]) return k;
  return count;
}

async function endsOf(reader: StudyReader): Promise<Map<string, End>> {
  const rows = rowObjects(
    await reader.query(
      'SELECT variant, replication, status, cause, failureDay, stateHash FROM replication ORDER BY ALL',
    ),
  );
  return new Map(
    rows.map((row) => [
      `${String(row['variant'])}/${Number(row['replication'])}`,
      {
        status: String(row['status']) as End['status'],
        cause: row['cause'] === null ? null : String(row['cause']),
        failureDay: Number(row['failureDay']),
        stateHash: String(row['stateHash']),
      },
    ]),
  );
}

async function firstDays(
  reader: StudyReader,
  names: readonly [string, string],
): Promise<Map<number, number>> {
  const differs = KPIS.map(({ name }) => `s."${name}" IS DISTINCT FROM f."${name}"`).join(' OR ');
  const rows = rowObjects(
    await reader.select(
      `SELECT s.replication AS replication, min(s.day)::INTEGER AS day FROM kpi_daily s
       JOIN kpi_daily f ON f.replication = s.replication AND f.day = s.day
       WHERE s.variant = $straight AND f.variant = $fork AND (${differs})
       GROUP BY s.replication ORDER BY s.replication`,
      { straight: names[0], fork: names[1] },
    ),
  );
  return new Map(rows.map((row) => [Number(row['replication']), Number(row['day'])]));
}

async function differencesOn(
  reader: StudyReader,
  names: readonly [string, string],
  replication: number,
  day: number,
): Promise<KpiDifference[]> {
  const rowOf = async (name: string): Promise<Record<string, Cell>> =>
    rowObjects(
      await reader.select(
        'SELECT * FROM kpi_daily WHERE variant = $name AND replication = $replication AND day = $day',
        { name, replication, day },
      ),
    )[0]!;
  const [straight, fork] = [await rowOf(names[0]), await rowOf(names[1])];
  return KPIS.filter(({ name }) => straight[name] !== fork[name]).map(({ name, en }) => ({
    kpi: name,
    label: en,
    straight: straight[name] === null ? null : Number(straight[name]),
    fork: fork[name] === null ? null : Number(fork[name]),
  }));
}
