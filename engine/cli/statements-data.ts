/** The statements of one period over the replications of each variant; read from the finished file only. */
import { UserError } from '../base/problems.ts';
import type { Spread } from '../experiments/index.ts';
import { spread } from '../experiments/index.ts';
import type { StudyReader } from '../storage/index.ts';
import { rowObjects } from '../storage/index.ts';

/** A calendar year (`2018`), or a month (`2018-03`). */
export interface Period {
  readonly kind: 'year' | 'month';
  readonly text: string;
}

/** A line over the replications, or what all lines of a section or of a statement come to. */
export interface StatementRow {
  readonly statement: string;
  readonly section: string;
  /** `total` for the sum of a section, `result` for the sum of a statement. */
  readonly line: string;
  readonly en: string;
  readonly zh: string;
  readonly spread: Spread;
}

export interface VariantStatements {
  readonly name: string;
  readonly n: number;
  readonly rows: readonly StatementRow[];
}

/** What stands below a statement: its lines' sum, where it has one. */
const RESULTS: Readonly<Record<string, readonly [string, string]>> = {
  income: ['Income', '本期损益'],
  cash: ['Change of own cash', '自有现金变动'],
  reserve: ['Change of the reserve', '准备金变动'],
  guarantors: ["Change of guarantors' liquid assets", '担保公司流动资产变动'],
  customers: ["Change of customers' money", '客户资金变动'],
  estate: ['Change of the estate', '清退财产变动'],
};

/** Periods that the study has, oldest first. */
export async function periodsOf(reader: StudyReader, kind: Period['kind']): Promise<string[]> {
  const text = kind === 'year' ? 'year(month)::VARCHAR' : `strftime(month, '%Y-%m')`;
  const rows = await reader.query(
    `SELECT DISTINCT ${text} AS period FROM v_statement WHERE month IS NOT NULL ORDER BY period`,
  );
  return rowObjects(rows).map((row) => String(row['period']));
}

/** The period asked for, or the last year of the study; throws a UserError that names what there is. */
export async function periodOf(
  reader: StudyReader,
  asked: { readonly year?: string; readonly month?: string },
): Promise<Period> {
  const { year, month } = asked;
  if (year !== undefined && month !== undefined)
    throw wrong('--month', month, 'a year or a month, not both', 'leave one of them out');
  const kind = month === undefined ? 'year' : 'month';
  const periods = await periodsOf(reader, kind);
  const text = month ?? year ?? periods.at(-1);
  if (text === undefined) throw wrong('--year', '', 'the study has no statements', 'simulate it anew');
  if (!periods.includes(text)) {
    const last = periods.at(-1)!;
    throw wrong(`--${kind}`, text, `the study has no ${kind} ${text}`, `${periods[0]} to ${last}`);
  }
  return { kind, text };
}

function wrong(where: string, value: string, message: string, hint: string): UserError {
  return new UserError(2, [{ code: 'usage', where, path: '', value, message, hint }]);
}

/** Statements of the period, variant by variant; lines that are 0 in every replication are left out. */
export async function readStatements(
  reader: StudyReader,
  period: Period,
  statements: readonly string[],
  variants: readonly string[],
): Promise<VariantStatements[]> {
  const from =
    period.kind === 'year'
      ? `v_statement_year WHERE year = ${period.text}`
      : `v_statement WHERE strftime(month, '%Y-%m') = '${period.text}'`;
  const rows = rowObjects(
    await reader.query(
      `SELECT variant, replication, statement, section, line, en, zh, ordinal, fen FROM ${from} ORDER BY ordinal, replication`,
    ),
  );
  const counted = rowObjects(
    await reader.query(`SELECT variant, replication FROM replication WHERE status <> 'errored'`),
  );
  return variants.map((name) => {
    const replications = counted
      .filter((row) => row['variant'] === name)
      .map((row) => Number(row['replication']));
    const own = rows.filter(
      (row) => row['variant'] === name && statements.includes(String(row['statement'])),
    );
    return { name, n: replications.length, rows: rowsOf(own, replications) };
  });
}

/** Sums are taken within each replication, before any median. */
function rowsOf(rows: readonly Record<string, unknown>[], replications: readonly number[]): StatementRow[] {
  const lines = new Map<string, { row: Omit<StatementRow, 'spread'>; fen: Map<number, number> }>();
  const add = (row: Omit<StatementRow, 'spread'>, replication: number, fen: number) => {
    const key = `${row.statement}/${row.section}/${row.line}`;
    const line = lines.get(key) ?? { row, fen: new Map<number, number>() };
    lines.set(key, line);
    line.fen.set(replication, (line.fen.get(replication) ?? 0) + fen);
  };
  for (const row of rows) {
    const [statement, section] = [String(row['statement']), String(row['section'])];
    const [replication, fen] = [Number(row['replication']), Number(row['fen'])];
    const line = {
      statement,
      section,
      line: String(row['line']),
      en: String(row['en']),
      zh: String(row['zh']),
    };
    add(line, replication, fen);
    if (section === 'memo') continue;
    const result = RESULTS[statement];
    if (result === undefined)
      add({ statement, section, line: 'total', en: 'Total', zh: '合计' }, replication, fen);
    else add({ statement, section: '', line: 'result', en: result[0], zh: result[1] }, replication, fen);
  }
  return [...lines.values()].map(({ row, fen }) => ({
    ...row,
    spread: spread(replications.map((replication) => fen.get(replication) ?? 0)),
  }));
}
