/** `--fail-on "p_failed>0.01"`: a condition over the study's figures; if it holds, a stated limit is breached. */
import { UserError } from '../base/problems.ts';
import type { StoredStudy } from '../storage/index.ts';

const CONDITION =
  /^\s*(?:([^\s:]+)\s*:\s*)?([A-Za-z_]\w*)\s*(>=|<=|>|<)\s*(-?\d+(?:\.\d+)?(?:e-?\d+)?)\s*(%?)\s*$/i;

/** Figures that a condition may name, per variant. */
export const LIMIT_FIGURES = [
  'p_failed',
  'p_survived',
  'p_reserve_exhausted',
  'p_errored',
  'errored',
] as const;

export interface Condition {
  /** Null: any variant. */
  readonly variant: string | null;
  readonly figure: (typeof LIMIT_FIGURES)[number];
  readonly operator: '>' | '<' | '>=' | '<=';
  readonly limit: number;
  readonly text: string;
}

/** Reads a condition; throws a UserError that says what may stand there. */
export function parseCondition(text: string): Condition {
  const match = CONDITION.exec(text);
  const figure = LIMIT_FIGURES.find((name) => name === match?.[2]?.toLowerCase());
  if (match === null || figure === undefined) {
    throw new UserError(2, [
      {
        code: 'limit-invalid',
        where: '--fail-on',
        path: '',
        value: text,
        message: `not a condition: ${text}`,
        hint: `FIGURE>VALUE or VARIANT:FIGURE>VALUE, FIGURE one of: ${LIMIT_FIGURES.join(', ')}; for example "p_failed>0.01"`,
      },
    ]);
  }
  const limit = Number(match[4]) / (match[5] === '%' ? 100 : 1);
  return {
    variant: match[1] ?? null,
    figure,
    operator: match[3] as Condition['operator'],
    limit,
    text: text.trim(),
  };
}

/** Share or count of replications per variant, as a condition sees them. */
export interface VariantCounts {
  readonly name: string;
  readonly n: number;
  readonly failed: number;
  readonly errored: number;
  readonly reserveExhausted: number;
}

/** Breaches in words, one per variant concerned; empty if the limit is kept. */
export function breaches(
  condition: Condition,
  study: StoredStudy,
  counts: readonly VariantCounts[],
): string[] {
  if (condition.variant !== null && !study.variants.some((variant) => variant.name === condition.variant)) {
    const names = study.variants.map((variant) => variant.name).join(', ');
    throw new UserError(2, [
      {
        code: 'limit-variant',
        where: '--fail-on',
        path: '',
        value: condition.variant,
        message: `no variant ${condition.variant}`,
        hint: `one of: ${names}`,
      },
    ]);
  }
  return (
    counts
      .filter((row) => condition.variant === null || row.name === condition.variant)
      .map((row) => ({ row, value: figureOf(condition.figure, row) }))
      // Without a single replication that counts a limit is not kept but unknown, which must not pass.
      .filter(({ value }) => Number.isNaN(value) || holds(condition, value))
      .map(
        ({ row, value }) =>
          `${row.name}: ${condition.figure} = ${value} breaches the limit ${condition.text} (n = ${row.n})`,
      )
  );
}

function figureOf(figure: Condition['figure'], row: VariantCounts): number {
  switch (figure) {
    case 'p_failed':
      return row.failed / row.n;
    case 'p_survived':
      return (row.n - row.failed) / row.n;
    case 'p_reserve_exhausted':
      return row.reserveExhausted / row.n;
    case 'p_errored':
      return row.errored / (row.n + row.errored);
    case 'errored':
      return row.errored;
  }
}

function holds({ operator, limit }: Condition, value: number): boolean {
  if (operator === '>') return value > limit;
  if (operator === '<') return value < limit;
  return operator === '>=' ? value >= limit : value <= limit;
}
