/** Which magnitudes break the platform: what is known over the range, the points asked, and the frontier with its interval. */
import type { TopLevelSpec } from 'vega-lite';
import type { AskedRow, GridRow, Ray, ReverseAxis } from '../state/reverse.ts';
import { failingScale, quantity, shareAxis, tips } from './encodings.ts';
import { INK, type Theme } from './palette.ts';
import { frame } from './shared.ts';

export interface ReverseInput {
  readonly axes: readonly ReverseAxis[];
  readonly rays: readonly Ray[];
  readonly asked: readonly AskedRow[];
  readonly grid: readonly GridRow[];
  readonly text: {
    readonly failing: string;
    readonly fails: string;
    readonly survives: string;
    readonly open: string;
    readonly asked: string;
    readonly threshold: string;
    readonly interval: string;
    readonly cost: string;
    readonly n: string;
  };
  readonly theme: Theme;
  readonly height?: number;
}

/** Half the width of a cell of the grid of tenths. */
const HALF = 0.05;

const at = ({ mildest, severest }: ReverseAxis, share: number) => mildest + share * (severest - mildest);
const nameOf = ({ path, unit }: ReverseAxis) => (unit === '' ? path : `${path} (${unit.trim()})`);

/** The heat map of two axes; the curve of one. */
export function reverseSpec(input: ReverseInput): TopLevelSpec {
  const [x, y] = input.axes;
  if (x === undefined) throw new RangeError('a search without axes');
  return y === undefined ? curve(input, x) : map(input, x, y);
}

/** An axis from its mildest to its most severe end, whichever of them is the larger number. */
function axisOf(axis: ReverseAxis, beyond: number, parts: number): Record<string, unknown> {
  const ends = [at(axis, -beyond), at(axis, 1 + beyond)];
  const values = Array.from({ length: parts + 1 }, (_, k) => at(axis, k / parts));
  return {
    ...quantity(nameOf(axis), '.4~g', { domain: ends, nice: false, zero: false }),
    axis: { format: '.4~g', values },
  };
}

/** Between what surely fails and what may: the middle of what is known. */
function known({ failed, held, replications: n }: GridRow): { share: number; open: number } {
  return { share: (failed + (n - held)) / 2 / n, open: n - failed - held };
}

function curve(
  { rays, asked, grid, text, theme, height = 260 }: ReverseInput,
  axis: ReverseAxis,
): TopLevelSpec {
  const ink = INK[theme];
  const x = { ...axisOf(axis, 0, 10), field: 'at' };
  const y = shareAxis(text.failing);
  const bounds = grid.map((row) => ({
    at: at(axis, row.share1),
    least: row.failed / row.replications,
    most: (row.replications - row.held) / row.replications,
    n: row.replications,
  }));
  const thresholds = rays.flatMap((ray) => {
    const value = ray.threshold?.[0];
    return value === undefined
      ? []
      : [
          {
            at: value,
            level: ray.level,
            low: ray.lower?.[0] ?? axis.mildest,
            high: ray.upper?.[0] ?? axis.severest,
            interval: `${ray.lower?.[0]?.toPrecision(4) ?? '–'} – ${ray.upper?.[0]?.toPrecision(4) ?? '–'}`,
            n: ray.n,
          },
        ];
  });
  return frame(theme, height, {
    layer: [
      {
        data: { values: bounds },
        mark: { type: 'area', opacity: 0.25, color: ink.parts[0], aria: false },
        encoding: { x, y: { ...y, field: 'least' }, y2: { field: 'most' } },
      },
      {
        data: { values: bounds },
        mark: { type: 'line', color: ink.parts[0], strokeWidth: 1.6, aria: false },
        encoding: { x, y: { ...y, field: 'least' } },
      },
      {
        data: {
          values: asked.map((row) => ({ ...row, at: row.magnitude1, share: row.failed / row.replications })),
        },
        mark: { type: 'tick', color: ink.muted, thickness: 1.5, aria: false },
        encoding: {
          x,
          y: { value: height - 4 },
          tooltip: tips(['at', nameOf(axis)], ['replications', text.asked], ['failed', text.fails]),
        },
      },
      ...(thresholds.length === 0
        ? []
        : [
            {
              data: { values: thresholds },
              mark: { type: 'rule', color: ink.limit, strokeWidth: 3, opacity: 0.45, aria: false },
              encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, y: { ...y, field: 'level' } },
            },
            {
              data: { values: thresholds },
              mark: { type: 'point', filled: true, size: 90, opacity: 1, color: ink.limit, aria: false },
              encoding: {
                x,
                y: { ...y, field: 'level' },
                tooltip: tips(['at', text.threshold], ['interval', text.interval], ['n', text.n]),
              },
            },
          ]),
    ],
  });
}

function map(
  { axes, rays, asked, grid, text, theme, height = 340 }: ReverseInput,
  first: ReverseAxis,
  second: ReverseAxis,
): TopLevelSpec {
  const ink = INK[theme];
  const x = axisOf(first, HALF, 10);
  const scale = axisOf(second, HALF, 5);
  const y = { ...scale, axis: { ...(scale['axis'] as object), labelOverlap: false } };
  const cells = grid.map((row) => ({
    ...known(row),
    x: at(first, row.share1 - HALF),
    x2: at(first, row.share1 + HALF),
    y: at(second, row.share2 - HALF),
    y2: at(second, row.share2 + HALF),
    at1: Number(at(first, row.share1).toPrecision(4)),
    at2: Number(at(second, row.share2).toPrecision(4)),
    fails: `${row.failed} / ${row.replications}`,
    survives: `${row.held} / ${row.replications}`,
  }));
  // A plane of three axes: where the third stands at its mildest end.
  const third = axes[2];
  const isInPlane = (magnitude: number | null | undefined) =>
    third === undefined || (magnitude ?? third.mildest) === third.mildest;
  const points = asked
    .filter(({ magnitude3 }) => isInPlane(magnitude3))
    .map((row) => ({ x: row.magnitude1, y: row.magnitude2, found: `${row.failed} / ${row.replications}` }));
  const frontier = rays
    .filter((ray) => isInPlane(ray.threshold?.[2]))
    .flatMap((ray) => {
      const [atX, atY] = ray.threshold ?? [];
      if (atX === undefined || atY === undefined) return [];
      const [lowX = first.mildest, lowY = second.mildest] = ray.lower ?? [];
      // An interval open above reaches to the edge of the range along the ray.
      const out = outermost(first, second, atX, atY);
      const [highX, highY] = ray.upper ?? out;
      return [
        {
          level: ray.level,
          x: atX,
          y: atY,
          lowX,
          lowY,
          highX,
          highY,
          best: ray.best,
          cost: Number((ray.cost ?? 0).toPrecision(3)),
          n: ray.n,
          isOpen: ray.lower === null || ray.upper === null,
        },
      ];
    });
  const place = { x: { ...x, field: 'x' }, y: { ...y, field: 'y' } };
  return frame(theme, height, {
    layer: [
      {
        data: { values: cells },
        mark: { type: 'rect', stroke: ink.ground, strokeWidth: 1, aria: false },
        encoding: {
          ...place,
          x2: { field: 'x2' },
          y2: { field: 'y2' },
          color: {
            field: 'share',
            type: 'quantitative',
            scale: failingScale(theme),
            legend: {
              title: text.failing,
              format: '.0%',
              gradientLength: 140,
              direction: 'horizontal',
              titleOrient: 'left',
              titleFontWeight: 400,
              titleLimit: 240,
            },
          },
          tooltip: tips(
            ['at1', first.path],
            ['at2', second.path],
            ['fails', text.fails],
            ['survives', text.survives],
            ['open', text.open],
          ),
        },
      },
      {
        data: { values: points },
        mark: {
          type: 'point',
          size: 18,
          filled: false,
          strokeWidth: 1,
          color: ink.muted,
          opacity: 0.8,
          aria: false,
        },
        encoding: { ...place, tooltip: tips(['x', first.path], ['y', second.path], ['found', text.asked]) },
      },
      ...(frontier.length === 0
        ? []
        : [
            {
              data: { values: frontier },
              mark: { type: 'rule', color: ink.text, strokeWidth: 2.5, opacity: 0.55, aria: false },
              encoding: {
                x: { ...x, field: 'lowX' },
                y: { ...y, field: 'lowY' },
                x2: { field: 'highX' },
                y2: { field: 'highY' },
                strokeDash: { condition: { test: 'datum.isOpen', value: [3, 3] }, value: [1, 0] },
              },
            },
            {
              data: { values: frontier },
              mark: { type: 'line', color: ink.text, strokeWidth: 2, aria: false },
              encoding: { ...place, order: { field: 'x' }, detail: { field: 'level' } },
            },
            {
              data: { values: frontier },
              mark: {
                type: 'point',
                filled: true,
                opacity: 1,
                stroke: ink.ground,
                strokeWidth: 1,
                aria: false,
              },
              encoding: {
                ...place,
                size: { condition: { test: 'datum.best', value: 170 }, value: 70 },
                shape: { condition: { test: 'datum.best', value: 'diamond' }, value: 'circle' },
                color: { value: ink.text },
                tooltip: tips(['x', first.path], ['y', second.path], ['cost', text.cost], ['n', text.n]),
              },
            },
          ]),
    ],
  });
}

/** Where the ray through a point leaves the range. */
function outermost(first: ReverseAxis, second: ReverseAxis, atX: number, atY: number): [number, number] {
  const shareOf = ({ mildest, severest }: ReverseAxis, value: number) =>
    (value - mildest) / (severest - mildest);
  const shares = [shareOf(first, atX), shareOf(second, atY)] as const;
  const scale = 1 / Math.max(...shares, Number.MIN_VALUE);
  return [at(first, shares[0] * scale), at(second, shares[1] * scale)];
}
