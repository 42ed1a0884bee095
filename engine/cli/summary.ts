/** The summary of a study in a terminal of 100 columns. */
import type { PairedDifference, Spread } from '../experiments/index.ts';
import { TAIL_REPLICATIONS } from '../experiments/index.ts';
import type { Unit } from '../metrics/catalog.ts';
import { differenceOf, figureText, percent, signed } from './figures.ts';
import { colours, textTable } from './output.ts';
import type { StudySummary, VariantSummary } from './summary-data.ts';

/** Longest name of a variant that is shown whole. */
const NAME_WIDTH = 22;
/** Errors shown in full; the others are counted. */
const ERRORS_SHOWN = 5;

const FIGURE_NOTE = 'Median: the middle replication; with an even number the lower of the two in the middle.';
const DIFFERENCE_NOTE =
  'Against base: mean of variant less base, paired on the same luck, +- half of its 95 % interval;\n' +
  'not the difference of the two medians.';
const CLASS_NOTE =
  'Lenders got back: (paid out + cash + claims not in default) / (paid in, opening book included).\n' +
  'Interest counts, so 100 % is the bare money. Risk class C1 is the most cautious, C5 the most daring.';

const WIND_DOWN_NOTE =
  'Wind-down: of claims on the day of the failure and interest since, what was paid out, what is lost\n' +
  'or went on costs, and what is neither by the last day; days from the failure until the middle\n' +
  'lender had half (9/10) of all it got.';

/** Text of the summary, without the line on how it was made. */
export function summaryText(summary: StudySummary): string {
  const { study, variants } = summary;
  const colour = colours();
  const sections = [
    colour.bold(
      `${study.title === '' ? study.name : study.title}   ${study.variants.length} variant${study.variants.length === 1 ? '' : 's'}, seed ${study.seed}`,
    ),
    survivalTable(variants),
    figureTable(variants),
    [FIGURE_NOTE, ...(variants.length > 1 ? [DIFFERENCE_NOTE] : [])].join('\n'),
    classTable(variants),
    ...(variants.some(({ lenderClasses }) => lenderClasses.length > 0) ? [CLASS_NOTE] : []),
    ...windDownTables(variants),
    ...notes(variants),
    errorText(summary),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

function survivalTable(variants: readonly VariantSummary[]): string {
  const rows = variants.flatMap((variant) => {
    const { n, survived, survivedShare, errored } = variant;
    const causes = variant.causes.map(
      ({ cause, failures, firstDay, medianDay }) =>
        `${failures} ${cause}: first day ${firstDay}, middle ${medianDay}`,
    );
    if (errored > 0) causes.push(colours().red(`${errored} ERRORED`));
    const [first = 'none', ...more] = causes;
    const share = n === 0 ? '-' : percent(survived / n);
    const interval = n === 0 ? '-' : `${percent(survivedShare.lower)} to ${percent(survivedShare.upper)}`;
    return [
      [short(variant.name), String(n), share, interval, first],
      ...more.map((text) => ['', '', '', '', text]),
    ];
  });
  return textTable(['Variant', 'n', 'Survived', '95 %', 'Failed'], rows, 1, 4);
}

/** A line with the figure's name, then a row per variant; all rows share their columns. */
function figureTable(variants: readonly VariantSummary[]): string {
  const paired = variants.length > 1;
  const figures = variants[0]?.figures ?? [];
  const rows = figures.flatMap((_, index) =>
    variants.map((variant) => {
      const { spread, againstBase, unit } = variant.figures[index]!;
      const { n, median } = spread;
      const row = [
        `  ${short(variant.name)}`,
        String(n),
        figureText(n === 0 ? null : median.value, unit),
        intervalText(spread, unit),
        rangeText(spread, unit),
      ];
      return paired ? [...row, againstBase === null ? 'base' : differenceText(againstBase, unit)] : row;
    }),
  );
  const head = ['Figure', 'n', 'Median', '95 % of it', rangeHead(variants)];
  const [headLine = '', ...lines] = textTable(paired ? [...head, 'Against base'] : head, rows).split('\n');
  const groups = figures.flatMap(({ label, unit }, index) => [
    colours().bold(unit === 'fen' ? `${label}, CNY` : label),
    ...lines.slice(index * variants.length, (index + 1) * variants.length),
  ]);
  return [headLine, ...groups].join('\n');
}

/** Two rows per variant: medians, and what encloses them with 95 %. */
function spreadTable(
  title: string,
  columns: readonly { readonly head: string; readonly text: (value: number) => string }[],
  rows: readonly {
    readonly name: string;
    readonly n: number;
    readonly spreads: readonly (Spread | undefined)[];
  }[],
): string {
  const lines = rows.flatMap(({ name, n, spreads }) => {
    const cell = (column: number, show: (found: Spread) => string): string => {
      const found = spreads[column];
      return found === undefined || found.n === 0 ? '-' : show(found);
    };
    const medians = columns.map(({ text }, k) => cell(k, ({ median }) => text(median.value)));
    const intervals = columns.map(({ text }, k) =>
      cell(k, (found) => {
        const { lower, upper } = found.median;
        return bounded(found) ? `${bare(text(lower))} to ${bare(text(upper))}` : TOO_FEW;
      }),
    );
    return [
      [`  ${short(name)}`, String(n), ...medians],
      ['    95 %', '', ...intervals],
    ];
  });
  return textTable([title, 'n', ...columns.map(({ head }) => head)], lines);
}

type ClassShares = readonly { readonly lenderClass: string; readonly recoveredShare: Spread }[];

function classSpreads(
  title: string,
  rows: readonly { readonly name: string; readonly n: number; readonly shares: ClassShares }[],
): string {
  const classes = [...new Set(rows.flatMap(({ shares }) => shares.map((row) => row.lenderClass)))].sort();
  if (classes.length === 0) return '';
  return spreadTable(
    title,
    classes.map((head) => ({ head, text: percent })),
    rows.map(({ name, n, shares }) => ({
      name,
      n,
      spreads: classes.map((head) => shares.find((row) => row.lenderClass === head)?.recoveredShare),
    })),
  );
}

function classTable(variants: readonly VariantSummary[]): string {
  return classSpreads(
    'Lenders got back',
    variants.map(({ name, n, lenderClasses }) => ({ name, n, shares: lenderClasses })),
  );
}

/** What those who failed gave back, to all and by class, and when; empty if nobody failed. */
function windDownTables(variants: readonly VariantSummary[]): string[] {
  const failed = variants.flatMap(({ name, windDown }) => (windDown === null ? [] : [{ name, ...windDown }]));
  if (failed.length === 0) return [];
  const columns = failed[0]!.figures.map(({ label, unit }) => ({
    head: label,
    text: (value: number) => (unit === 'days' ? `${Math.round(value)} d` : figureText(value, unit)),
  }));
  return [
    spreadTable(
      'Wind-down',
      columns,
      failed.map(({ name, n, figures }) => ({ name, n, spreads: figures.map(({ spread }) => spread) })),
    ),
    classSpreads(
      'Wind-down, got back',
      failed.map(({ name, n, lenderClasses }) => ({ name, n, shares: lenderClasses })),
    ),
    WIND_DOWN_NOTE,
  ];
}

/** A figure of an interval, whose unit stands above it. */
function bare(text: string): string {
  return text.replace(/ [%d]$/, '');
}

function notes(variants: readonly VariantSummary[]): string[] {
  const least = Math.min(...variants.map((variant) => variant.n));
  if (least >= TAIL_REPLICATIONS) return [];
  return [
    `P5 and P95 need about ${TAIL_REPLICATIONS} replications; there are ${least}, so the range is shown.\n` +
      `Repeat with --replications ${TAIL_REPLICATIONS}: the study grows.`,
  ];
}

function errorText({ errors }: StudySummary): string {
  if (errors.length === 0) return '';
  const lines = errors.slice(0, ERRORS_SHOWN).map((row) => `  ${row.variant}: ${row.error}`);
  const more =
    errors.length > ERRORS_SHOWN
      ? [
          `  and ${errors.length - ERRORS_SHOWN} more: npx lendsim query STUDY "SELECT * FROM replication WHERE status = 'errored'"`,
        ]
      : [];
  const head = `${errors.length} replication${errors.length === 1 ? '' : 's'} ERRORED: defects of the engine, in no figure above`;
  return [colours().red(head), ...lines, ...more].join('\n');
}

/** Stands for an interval that so few replications can't bound. */
const TOO_FEW = 'too few';

function bounded({ median }: Spread): boolean {
  return Number.isFinite(median.lower) && Number.isFinite(median.upper);
}

function intervalText(spread: Spread, unit: Unit): string {
  if (spread.n === 0) return '-';
  if (!bounded(spread)) return TOO_FEW;
  return `${figureText(spread.median.lower, unit)} to ${figureText(spread.median.upper, unit)}`;
}

function rangeText({ n, p5, p95, min, max }: Spread, unit: Unit): string {
  if (n === 0) return '-';
  return p5 === null || p95 === null
    ? `${figureText(min, unit)} to ${figureText(max, unit)}`
    : `${figureText(p5.value, unit)} to ${figureText(p95.value, unit)}`;
}

function rangeHead(variants: readonly VariantSummary[]): string {
  const enough = variants.every((variant) => variant.n >= TAIL_REPLICATIONS);
  return enough ? 'P5 to P95' : 'Least to greatest';
}

function differenceText({ mean, lower, upper }: PairedDifference, unit: Unit): string {
  if (Number.isNaN(mean)) return '-';
  const text = signed(differenceOf(mean, unit));
  const half = (upper - lower) / 2;
  return Number.isFinite(half)
    ? `${text} (+-${differenceOf(half, unit).replace(' pts', '')})`
    : `${text} (${TOO_FEW})`;
}

function short(name: string): string {
  return name.length <= NAME_WIDTH ? name : `${name.slice(0, NAME_WIDTH - 1)}…`;
}
