/** What a run costs and through what, in a terminal of 100 columns. */
import type { RunCostPart, RunCostRow } from '../storage/index.ts';
import { figureText } from './figures.ts';
import { colours, shellWord, textTable } from './output.ts';

export interface AttributeReport {
  readonly path: string;
  readonly scenario: string;
  readonly day: number;
  readonly date: string;
  readonly command: string;
  readonly variants: number;
  readonly errored: number;
  readonly parts: readonly RunCostRow[];
}

const NAMES: Readonly<Record<RunCostPart, string>> = {
  liquidity: 'Liquidity: lenders run',
  refinancing: 'Refinancing: no new loan for old',
  wilful: 'Wilful: borrowers stop paying',
  collection: 'Collection works less well',
  total: 'All of it',
};

/** Everything the command prints. */
export function attributeText(report: AttributeReport): string {
  const colour = colours();
  const total = report.parts.find(({ part }) => part === 'total');
  if (total === undefined || !Number.isFinite(total.lossFen))
    return `${report.scenario}: no replication was finished in every variant; there is nothing to compare.`;
  const head = `${report.scenario}: a run from ${report.date} (day ${report.day}) on costs ${money(total.lossFen)} CNY (95 % interval ${interval(total)}), n = ${total.n}.`;
  return [
    colour.bold(head),
    tableOf(report.parts),
    [
      'Loss: principal of loans made before the month of that day that defaults and is not recovered by',
      "the horizon, whoever bears it, and lenders' cash lost or charged in a wind-down. Each part against",
      'the same market in which nobody runs, on the same luck. Lenders are counted first; channels are',
      'averaged over all orders, so that the parts add up. First and last: switched on before, and after,',
      'the other channels; what lies between them is what they do together.',
      ...(report.errored > 0
        ? [colour.red(`${report.errored} replications errored and are left out: a defect of the engine.`)]
        : []),
    ].join('\n'),
    [
      `Study    ${report.path}   ${report.variants} variants`,
      `Again    ${report.command}`,
      `Look     npx lendsim query ${shellWord(report.path)} "FROM run_cost"`,
    ].join('\n'),
  ].join('\n\n');
}

function tableOf(parts: readonly RunCostRow[]): string {
  const rows = parts.map((row) => [
    NAMES[row.part],
    money(row.lossFen),
    interval(row),
    money(row.creditFen),
    money(row.cashFen),
    ...(row.part === 'total' || row.part === 'liquidity'
      ? ['', '']
      : [money(row.firstFen), money(row.lastFen)]),
  ]);
  return textTable(['CNY', 'Loss', '95 %', 'Credit', 'Cash', 'First', 'Last'], rows);
}

function money(fen: number | null): string {
  return fen === null ? '-' : figureText(fen, 'fen');
}

/** An open side where there is one replication only. */
function interval({ lower, upper }: RunCostRow): string {
  return `${money(lower)} to ${money(upper)}`;
}
