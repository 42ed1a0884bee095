/** Statements in a terminal of 100 columns. */
import { TAIL_REPLICATIONS } from '../experiments/index.ts';
import type { StatementName } from '../ledger/statement-lines.ts';
import { figureText } from './figures.ts';
import { colours, textTable } from './output.ts';
import type { Period, StatementRow, VariantStatements } from './statements-data.ts';

const TITLES: Readonly<Record<StatementName, string>> = {
  income: 'Income statement',
  balance: 'Balance sheet, end of the period',
  cash: 'Cash flow, own cash',
  reserve: 'Reserve, restricted',
  guarantors: 'Guarantors, liquid assets of all',
  customers: "Customers' money at the bank",
  estate: 'Estate of the wind-down',
};

const SECTION_WORDS: Readonly<Record<string, string>> = {
  assets: 'Assets',
  liabilities: 'Liabilities',
  equity: 'Equity',
  memo: 'Memo',
};

const NOTE =
  'CNY. Median over replications, each line on its own: medians of lines do not add up to the median of their\n' +
  'sum. The reserve is restricted: neither income nor free cash. What is booked when: engine/MODEL.md.';

const LABEL_WIDTH = 46;

/** Every statement of every variant, and what the figures are. */
export function statementsText(
  title: string,
  period: Period,
  statements: readonly StatementName[],
  variants: readonly VariantStatements[],
): string {
  const colour = colours();
  const parts = variants.flatMap(({ name, n, rows }) => [
    colour.bold(`${name}   ${period.text}   n ${n}`),
    ...statements.flatMap((statement) => {
      const own = rows.filter((row) => row.statement === statement);
      return own.length === 0 ? [] : [statementTable(statement, own, n)];
    }),
  ]);
  return [colour.bold(title), ...parts, NOTE].join('\n\n');
}

function statementTable(statement: StatementName, rows: readonly StatementRow[], n: number): string {
  const sections = [...new Set(rows.filter(({ line }) => line !== 'result').map(({ section }) => section))];
  const lines = sections.flatMap((section) => {
    const own = rows.filter((row) => row.section === section && row.line !== 'total');
    const total = rows.filter((row) => row.section === section && row.line === 'total');
    const word = SECTION_WORDS[section];
    const labelled = own.map((row) => cells(`  ${row.en}`, row));
    if (word === undefined) return labelled;
    return [...(total.length > 0 ? total.map((row) => cells(word, row)) : [[word, '', '', '']]), ...labelled];
  });
  const results = rows.filter(({ line }) => line === 'result').map((row) => cells(row.en, row));
  const range = n >= TAIL_REPLICATIONS ? 'P5 to P95' : 'Least to greatest';
  return textTable([TITLES[statement], 'Median', '95 % of it', range], [...lines, ...results]);
}

function cells(label: string, { spread }: StatementRow): string[] {
  const { median, p5, p95, min, max } = spread;
  const bounded = Number.isFinite(median.lower) && Number.isFinite(median.upper);
  const between = (lower: number, upper: number) =>
    `${figureText(lower, 'fen')} to ${figureText(upper, 'fen')}`;
  return [
    label.length <= LABEL_WIDTH ? label : `${label.slice(0, LABEL_WIDTH - 1)}…`,
    spread.n === 0 ? '-' : figureText(median.value, 'fen'),
    spread.n === 0 ? '-' : bounded ? between(median.lower, median.upper) : 'too few',
    spread.n === 0 ? '-' : p5 !== null && p95 !== null ? between(p5.value, p95.value) : between(min, max),
  ];
}
