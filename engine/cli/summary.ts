/** The summary of a study in a terminal of 100 columns. */
import type { Spread } from '../experiments/index.ts';
import { TAIL_REPLICATIONS } from '../experiments/index.ts';
import type { Unit } from '../metrics/catalog.ts';
import { figureText, percent, signed, unitText } from './figures.ts';
import { colours, textTable } from './output.ts';
import type { StudySummary, VariantSummary } from './summary-data.ts';

/** Errors shown in full; the others are counted. */
const ERRORS_SHOWN = 5;

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
    classTable(variants),
    ...notes(variants),
    errorText(summary),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

function survivalTable(variants: readonly VariantSummary[]): string {
  const rows = variants.map((variant) => [
    short(variant.name),
    variant.n === 0 ? '-' : `${percent(variant.survived / variant.n)}`,
    variant.n === 0
      ? '-'
      : `${percent(variant.survivedShare.lower)} to ${percent(variant.survivedShare.upper)}`,
    String(variant.n),
    variant.causes.length === 0
      ? 'none'
      : variant.causes.map((cause) => `${cause.cause} ${cause.failures} (day ${cause.medianDay})`).join(', '),
    variant.errored === 0 ? '' : colours().red(`${variant.errored} ERRORED`),
  ]);
  return textTable(['Variant', 'Survived', '95 %', 'n', 'Failed by (middle day)', ''], rows);
}

function figureTable(variants: readonly VariantSummary[]): string {
  const rows: string[][] = [];
  const paired = variants.length > 1;
  variants[0]?.figures.forEach(({ kpi }, index) => {
    const unit = unitText(kpi.unit);
    const when = kpi.kind === 'flow' ? 'total' : 'at the end';
    rows.push([colours().bold(kpi.en) + ` ${when}${unit === '' ? '' : `, ${unit}`}`]);
    for (const variant of variants) {
      const { spread, againstBase } = variant.figures[index]!;
      const row = [
        `  ${short(variant.name)}`,
        figureText(known(spread.n, spread.median.value), kpi.unit),
        intervalText(spread, kpi.unit),
        rangeText(spread, kpi.unit),
      ];
      if (paired)
        row.push(
          againstBase === null
            ? 'base'
            : differenceText(againstBase.mean, (againstBase.upper - againstBase.lower) / 2, kpi.unit),
        );
      rows.push(row);
    }
  });
  const head = [
    'Figure',
    'Median',
    '95 % of the median',
    rangeHead(variants),
    ...(paired ? ['Against base'] : []),
  ];
  return textTable(
    head,
    rows.map((row) => [...row, ...head.slice(row.length).map(() => '')]),
  );
}

function classTable(variants: readonly VariantSummary[]): string {
  const classes = [
    ...new Set(variants.flatMap((variant) => variant.lenderClasses.map((row) => row.lenderClass))),
  ].sort();
  if (classes.length === 0) return '';
  const rows = variants.map((variant) => [
    `  ${short(variant.name)}`,
    ...classes.map((name) => {
      const found = variant.lenderClasses.find((row) => row.lenderClass === name);
      if (found === undefined || found.recoveredShare.n === 0) return '-';
      const { median } = found.recoveredShare;
      const unbounded = !Number.isFinite(median.lower) || !Number.isFinite(median.upper);
      return `${percent(median.value)}${unbounded ? '' : ` (${bare(median.lower)}-${bare(median.upper)})`}`;
    }),
  ]);
  return textTable(['Lenders got back', ...classes], rows);
}

function bare(share: number): string {
  return percent(share).replace(' %', '');
}

function notes(variants: readonly VariantSummary[]): string[] {
  const least = Math.min(...variants.map((variant) => variant.n));
  if (least >= TAIL_REPLICATIONS) return [];
  const rest = `P5 and P95 need about ${TAIL_REPLICATIONS} replications; there are ${least}, so the range is shown.`;
  return [`${rest} Repeat with --replications ${TAIL_REPLICATIONS}: the study grows.`];
}

function errorText({ errors }: StudySummary): string {
  if (errors.length === 0) return '';
  const lines = errors.slice(0, ERRORS_SHOWN).map((row) => `  ${row.variant}: ${row.error}`);
  const more =
    errors.length > ERRORS_SHOWN
      ? [
          `  and ${errors.length - ERRORS_SHOWN} more: lendsim query STUDY "SELECT * FROM replication WHERE status = 'errored'"`,
        ]
      : [];
  const head = `${errors.length} replication${errors.length === 1 ? '' : 's'} ERRORED: defects of the engine, in no figure above`;
  return [colours().red(head), ...lines, ...more].join('\n');
}

function intervalText({ n, median }: Spread, unit: Unit): string {
  return n === 0 ? '-' : `${figureText(median.lower, unit)} to ${figureText(median.upper, unit)}`;
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

function differenceText(mean: number, half: number, unit: Unit): string {
  if (Number.isNaN(mean)) return '-';
  const text = signed(figureText(mean, unit));
  return Number.isFinite(half) ? `${text} (+-${figureText(half, unit)})` : text;
}

function known(n: number, value: number): number | null {
  return n === 0 ? null : value;
}

function short(name: string): string {
  return name.length <= 22 ? name : `${name.slice(0, 21)}…`;
}
