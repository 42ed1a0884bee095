/** A scenario at another size: people, channels, own money and limits in one proportion, everything per head as it was. */
import { KPIS } from '../../engine/metrics/catalog.ts';
import type { Scenario } from '../../engine/scenario/scenario.ts';

/** Figures of which there is less in a smaller market. */
const EXTENSIVE = new Set(
  KPIS.filter(({ unit }) => unit === 'fen' || unit === 'count').map(({ name }) => name),
);
/** Counts that are states, or are kept as they are: departments keep their heads. */
for (const state of [
  'running',
  'guarantorsFailed',
  'payoutsClosed',
  'promisesKept',
  'promisesBroken',
] as const)
  EXTENSIVE.delete(state);

/** Money by these keys belongs to one person or one claim, whatever the size of the market. */
const PER_HEAD = new Set([
  'sources',
  'caps',
  'onlineLimitFen',
  'perLenderDailyCapFen',
  'partFen',
  'stableUpToFen',
]);

/** Numbers that grow with the market, besides money. */
const COUNTS = new Set(['visitsMaxPerMonth', 'visitsPerDay', 'reviewsPerReviewerDay', 'loansPerCollector']);
/** Work of one case: the same heads have so much more of it each. */
const MINUTES = new Set(['payoutMinutes', 'entryMinutes', 'searchMinutes', 'contactMinutes']);

/** The scenario `times` as large. */
export function scaled(scenario: Scenario, times: number): Scenario {
  const copy = structuredClone(scenario);
  scale(copy, times);
  const { loans, customers, splitting, lenders, opening } = scenario;
  return {
    ...copy,
    // What describes one person or one claim is as it was.
    ...{ loans, customers, splitting },
    lenders: { ...lenders, communities: Math.max(1, Math.round(lenders.communities * times)) },
    opening: {
      ...copy.opening,
      lenders: Math.round(opening.lenders * times),
      loansPerMonth: opening.loansPerMonth * times,
    },
  };
}

function scale(node: unknown, times: number): void {
  if (Array.isArray(node)) {
    for (const one of node) scale(one, times);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  const map = node as Record<string, unknown>;
  for (const [key, value] of Object.entries(map)) {
    if (PER_HEAD.has(key)) continue;
    if (typeof value !== 'number') scale(value, times);
    else if (key.endsWith('Fen') || key === 'fen') map[key] = Math.round(value * times);
    else if (COUNTS.has(key)) map[key] = value * times;
    else if (MINUTES.has(key)) map[key] = value / times;
    else if (key === 'value' && EXTENSIVE.has(map['figure'] as never)) map[key] = Math.round(value * times);
  }
}
