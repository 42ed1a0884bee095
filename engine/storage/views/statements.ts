/** Views on the statements. */
import { STATEMENT_LINES } from '../../ledger/statement-lines.ts';
import { sqlText } from '../columns.ts';
import { view, VARIANT, REPLICATION, type Row } from './view.ts';

/** Words and order of every line of the statements, as rows. */
const LINE_WORDS = STATEMENT_LINES.map(
  ({ statement, line, en, zh }, k) =>
    `(${k}, ${sqlText(statement)}, ${sqlText(line)}, ${sqlText(en)}, ${sqlText(zh)})`,
).join(', ');

const LINE_COLUMNS: readonly Row[] = [
  ['statement', 'Statement', '报表'],
  ['section', 'Part of it', '部分'],
  ['line', 'Line', '项目'],
  ['en', 'Line, in English', '项目名称（英文）'],
  ['zh', 'Line, in Chinese', '项目名称（中文）'],
  ['ordinal', 'Place of the line', '行序'],
];

export const statement = view(
  'v_statement',
  'Monthly statements with their words; accounting policy in engine/MODEL.md, "The business in statements"',
  '月度报表（含项目名称）',
  [
    VARIANT,
    REPLICATION,
    ['monthNumber', 'Month, 0 = the month of the first day; -1 = the opening', '月份序号，-1 为期初'],
    ['month', 'First day of the calendar month; NULL for the opening', '月份，期初为空'],
    ...LINE_COLUMNS,
    ['fen', 'Amount: flows of the month, stocks at its end', '金额：流量为当月，存量为月末', 'fen'],
  ],
  `WITH words(ordinal, statement, line, en, zh) AS (VALUES ${LINE_WORDS})
   SELECT s.variant, s.replication, s.month AS monthNumber,
     CASE WHEN s.month >= 0 THEN (date_trunc('month', v.startDate) + to_months(s.month))::DATE END AS month,
     s.statement::VARCHAR AS statement, s.section::VARCHAR AS section, s.line::VARCHAR AS line, w.en, w.zh, w.ordinal, s.fen
   FROM statement s JOIN variant v ON v.variant = s.variant::VARCHAR
   JOIN words w ON w.statement = s.statement::VARCHAR AND w.line = s.line::VARCHAR`,
);

export const statementYear = view(
  'v_statement_year',
  'Statements by calendar year: flows of its simulated months, stocks at the last of them; the opening stands apart as year NULL',
  '年度报表：流量为当年各月合计，存量为年末；期初年份为空',
  [
    VARIANT,
    REPLICATION,
    ['year', 'Calendar year; NULL for the opening', '年份，期初为空'],
    ...LINE_COLUMNS,
    ['fen', 'Amount', '金额', 'fen'],
  ],
  `WITH ends AS (SELECT variant, replication, year(month) AS year, max(monthNumber) AS lastMonth FROM v_statement GROUP BY ALL)
   SELECT s.variant, s.replication, e.year, s.statement, s.section, s.line, s.en, s.zh, s.ordinal, sum(s.fen)::BIGINT AS fen
   FROM v_statement s JOIN ends e ON e.variant = s.variant AND e.replication = s.replication
     AND e.year IS NOT DISTINCT FROM year(s.month)
   WHERE s.statement <> 'balance' OR s.monthNumber = e.lastMonth
   GROUP BY ALL`,
);
