/**
 * Whose failures the lenders of a platform meet. Who lends on several platforms lends on like ones: the normal scores of
 * their rates are correlated, so that the lenders of dear platforms lose more often where dear platforms fail.
 */
import { normalPdf } from '../../../base/mathx.ts';
import type { PlatformRun } from './figures.ts';
import type { Platform } from './population.ts';

/** Density of another platform of a lender at `q`, over that of platforms at large, for a lender at `p`. */
function likeness(correlation: number, p: Platform, q: Platform): number {
  const own = Math.sqrt(1 - correlation * correlation);
  return normalPdf((q.dearness - correlation * p.dearness) / own) / (own * normalPdf(q.dearness));
}

/**
 * Share of the other platforms of each platform's lenders that fail on days `from` to `to`, of those still there on `from`;
 * `panel` are the platforms that count, `of` those whose lenders are asked.
 */
export function failingAmongPeers(
  correlation: number,
  of: readonly Platform[],
  panel: readonly PlatformRun[],
  from: number,
  to: number,
): number[] {
  const there = panel.filter(({ observed }) => observed.failureDay < 0 || observed.failureDay >= from);
  return of.map((platform) => {
    let all = 0;
    let failed = 0;
    for (const { platform: other, observed } of there) {
      if (other.ordinal === platform.ordinal) continue;
      const weight = likeness(correlation, platform, other);
      all += weight;
      if (observed.failureDay >= 0 && observed.failureDay <= to) failed += weight;
    }
    return all === 0 ? 0 : failed / all;
  });
}
