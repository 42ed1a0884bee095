/** What a lender does who looks at the platform. */
import { expm1, ln1p } from '../../base/mathx.ts';

/**
 * Sum it adds: a share of its stake (for listings, season and fear already counted in) as far as the stake has room
 * beyond what it brought (deposits less withdrawals paid or asked for); whole yuan, at least a lot, or nothing.
 */
export function topUpFen(stakeFen: number, broughtFen: number, share: number, lotFen: number): number {
  const roomFen = stakeFen - broughtFen;
  if (roomFen < lotFen) return 0;
  const fen = Math.floor(Math.min(roomFen, Math.floor(stakeFen * share)) / 100) * 100;
  return fen >= lotFen ? fen : 0;
}

/** Share of the full deposit that open listings call for: 1 from `demandDays` days of volume on. */
export function demand(openFen: number, dailyVolumeFen: number, demandDays: number): number {
  const fullFen = demandDays * dailyVolumeFen;
  return fullFen <= 0 ? 1 : Math.min(1, openFen / fullFen);
}

/** Chance per visit of what a share of lenders does within a year: visits come at the mean gap. */
export function chancePerVisit(
  sharePerYear: number,
  gaps: { readonly visitGapMinDays: number; readonly visitGapMaxDays: number },
): number {
  if (sharePerYear >= 1) return 1;
  const years = (gaps.visitGapMinDays + gaps.visitGapMaxDays) / 2 / 365;
  return -expm1(years * ln1p(-sharePerYear));
}
