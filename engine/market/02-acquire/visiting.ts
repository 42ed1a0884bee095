/** What a lender does who looks at the platform. */

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
