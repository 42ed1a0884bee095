/**
 * Whose failures the lenders of a platform meet. Who lends on several platforms lends on like ones: the normal scores of
 * their rates are correlated, so that the lenders of dear platforms lose more often where dear platforms fail.
 */
import { normalPdf } from '../../../base/mathx.ts';
import { mean } from '../../statistics.ts';
import { panelOf, type Fate } from './figures.ts';
import type { Month } from './months.ts';
import { WINDOW, type Parameters } from './parameters.ts';
import type { Platform } from './population.ts';

/** Failures of others that a platform's lenders hear of: a share of them over days from `day` on. */
export interface News {
  readonly day: number;
  readonly share: number;
  readonly overDays: number;
}

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
  panel: readonly Fate[],
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

/**
 * News of each of `platforms`, more than in as many ordinary days: June's wave, and week by week what fails of the panel in
 * July; before any fate is known (null) all hear alike of June, and of nothing in July.
 */
export function newsOf(
  parameters: Parameters,
  months: readonly Month[],
  platforms: readonly Platform[],
  fates: readonly Fate[] | null,
): News[][] {
  const [june, july] = [WINDOW.before, WINDOW.episode].map((name) =>
    months.find((month) => month.name === name)!,
  ) as [Month, Month];
  const panel = fates === null ? null : panelOf(fates);
  const among = (from: number, to: number): number[] =>
    panel === null
      ? platforms.map(() => 0)
      : failingAmongPeers(parameters.elsewhere.likeness, platforms, panel, from, to);
  const risk = among(0, WINDOW.horizonDays - 1);
  const ordinaryRisk = mean(risk);
  /** How much likelier than others the peers of a platform are to fail. */
  const relative = risk.map((one) => (ordinaryRisk === 0 ? 1 : one / ordinaryRisk));
  const weeks = Array.from({ length: Math.ceil(july.days / 7) }, (_, week) => {
    const day = july.day + 7 * week;
    const overDays = Math.min(7, july.day + july.days - day);
    return { day, overDays, shares: among(day, day + overDays - 1) };
  });
  const excess = (share: number, days: number): number =>
    Math.max(0, share - (parameters.ordinaryFailures * days) / 30);
  const { wave } = parameters;
  return platforms.map((_, k) => [
    {
      day: june.day + wave.dayOfJune - 1,
      share: relative[k]! * excess(wave.share, june.days),
      overDays: wave.overDays,
    },
    ...weeks.map(({ day, overDays, shares }) => ({ day, overDays, share: excess(shares[k]!, overDays) })),
  ]);
}
