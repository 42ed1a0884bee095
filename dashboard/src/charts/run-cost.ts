/** What a run costs, part by part, with the interval of each. */
import type { TopLevelSpec } from 'vega-lite';
import type { AxisUnit } from '../format.ts';
import { inUnit, tips } from './encodings.ts';
import { INK, type Theme } from './palette.ts';
import { frame } from './shared.ts';

export interface RunCostRow {
  readonly variant: string;
  readonly part: string;
  readonly lossFen: number;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly creditFen: number;
  readonly cashFen: number;
  readonly firstFen: number;
  readonly lastFen: number;
  readonly n: number;
}

export interface RunCostInput {
  readonly rows: readonly RunCostRow[];
  readonly unit: AxisUnit;
  /** What each part is called. */
  readonly names: Readonly<Record<string, string>>;
  readonly text: {
    readonly axis: string;
    readonly part: string;
    readonly loss: string;
    readonly interval: string;
    readonly n: string;
  };
  readonly money: (fen: number) => string;
  readonly theme: Theme;
  readonly height?: number;
}

/** A bar per part from 0, its 95 % interval over it; the sum stands apart in a quieter colour. */
export function runCostSpec(input: RunCostInput): TopLevelSpec {
  const { unit, theme, text, names } = input;
  const ink = INK[theme];
  const values = input.rows.map((row) => ({
    part: names[row.part] ?? row.part,
    whole: row.part === 'total',
    loss: row.lossFen / unit.divisor,
    low: row.lower === null ? null : row.lower / unit.divisor,
    high: row.upper === null ? null : row.upper / unit.divisor,
    shown: input.money(row.lossFen),
    interval:
      row.lower === null || row.upper === null
        ? '–'
        : `${input.money(row.lower)} – ${input.money(row.upper)}`,
    n: row.n,
  }));
  const y = {
    field: 'part',
    type: 'nominal',
    sort: null,
    axis: { title: null, labelFontSize: 12, labelLimit: 230 },
    scale: { paddingInner: 0.4 },
  };
  const x = inUnit(text.axis, unit);
  return frame(theme, input.height ?? Math.max(120, values.length * 40), {
    data: { values },
    layer: [
      {
        mark: { type: 'bar', aria: false },
        encoding: {
          y,
          x: { ...x, field: 'loss' },
          color: {
            condition: { test: 'datum.whole', value: ink.parts[1] },
            value: ink.parts[3],
          },
          tooltip: tips(
            ['part', text.part],
            ['shown', text.loss],
            ['interval', text.interval],
            ['n', text.n],
          ),
        },
      },
      {
        transform: [{ filter: 'isValid(datum.low) && isValid(datum.high)' }],
        mark: { type: 'rule', strokeWidth: 2, color: ink.text, aria: false },
        encoding: { y, x: { ...x, field: 'low' }, x2: { field: 'high' } },
      },
    ],
  });
}
