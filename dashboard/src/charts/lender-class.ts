/** What lenders of each class got back of all they were due. */
import type { TopLevelSpec } from 'vega-lite';
import { tips } from './encodings.ts';
import { INK, type Theme } from './palette.ts';
import { frame, SQUARE_LEGEND } from './shared.ts';

export interface LenderClassRow {
  readonly variant: string;
  readonly lenderClass: string;
  readonly n: number;
  readonly lenders: number;
  readonly withdrawnFen: number;
  readonly cashFen: number;
  readonly claimsFen: number;
  readonly lostFen: number;
  readonly lostShareMin: number | null;
  readonly lostShareMedian: number | null;
  readonly lostShareMax: number | null;
}

export const CLASS_PARTS = ['withdrawn', 'cash', 'claims', 'lost'] as const;
export type ClassPart = (typeof CLASS_PARTS)[number];

export interface LenderClassInput {
  /** Rows of one variant. */
  readonly rows: readonly LenderClassRow[];
  readonly text: {
    readonly axis: string;
    readonly lenderClass: string;
    readonly part: string;
    readonly share: string;
    readonly amount: string;
    readonly n: string;
    readonly parts: Readonly<Record<ClassPart, string>>;
  };
  readonly money: (fen: number) => string;
  readonly theme: Theme;
}

/** One bar per class, split into what was withdrawn, is still owed, and is lost. */
export function lenderClassSpec(input: LenderClassInput): TopLevelSpec {
  const { text, theme } = input;
  const ink = INK[theme];
  const values = input.rows.flatMap((row) => {
    const amounts: Record<ClassPart, number> = {
      withdrawn: row.withdrawnFen,
      cash: row.cashFen,
      claims: row.claimsFen,
      lost: row.lostFen,
    };
    const total = CLASS_PARTS.reduce((sum, part) => sum + amounts[part], 0);
    return CLASS_PARTS.map((part, order) => ({
      lenderClass: row.lenderClass,
      part: text.parts[part],
      order,
      share: total === 0 ? 0 : amounts[part] / total,
      amount: input.money(amounts[part]),
      n: row.n,
    }));
  });
  const lost = input.rows.map((row) => ({
    lenderClass: row.lenderClass,
    end: 1,
    label: row.lostShareMedian === null ? '–' : `${(row.lostShareMedian * 100).toFixed(2)}%`,
  }));
  const y = {
    field: 'lenderClass',
    type: 'nominal',
    axis: { title: null, labelFontSize: 12 },
    scale: { paddingInner: 0.35 },
  };
  const domain = CLASS_PARTS.map((part) => text.parts[part]);
  return frame(theme, Math.max(120, input.rows.length * 38), {
    layer: [
      {
        data: { values },
        mark: { type: 'bar', aria: false, stroke: ink.ground, strokeWidth: 1 },
        encoding: {
          y,
          x: {
            field: 'share',
            type: 'quantitative',
            stack: 'zero',
            title: text.axis,
            axis: { format: '.0%', grid: true, values: [0, 0.25, 0.5, 0.75, 1] },
            scale: { domain: [0, 1.13], nice: false },
          },
          order: { field: 'order' },
          color: {
            field: 'part',
            type: 'nominal',
            scale: { domain, range: [...ink.parts] },
            legend: SQUARE_LEGEND,
          },
          tooltip: tips(
            ['lenderClass', text.lenderClass],
            ['part', text.part],
            ['share', text.share, '.2%'],
            ['amount', text.amount],
            ['n', text.n],
          ),
        },
      },
      {
        data: { values: lost },
        mark: {
          type: 'text',
          align: 'left',
          baseline: 'middle',
          dx: 6,
          fontSize: 11,
          color: ink.limit,
          aria: false,
        },
        encoding: { y, x: { field: 'end', type: 'quantitative' }, text: { field: 'label' } },
      },
    ],
  });
}
