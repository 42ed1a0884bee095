/** What a lender does who looks at the platform. */

/** Sum it adds: its share of the stake as far as claims are wanted and it dares to, in whole yuan, or nothing. */
export function topUpFen(visitor: {
  readonly stakeFen: number;
  /** Deposits less withdrawals paid or asked for. */
  readonly broughtFen: number;
  readonly share: number;
  /** 0 to 1 and a little: demand for money, season and fear. */
  readonly appetite: number;
  readonly lotFen: number;
}): number {
  const roomFen = visitor.stakeFen - visitor.broughtFen;
  const wantedFen = Math.min(roomFen, Math.floor(visitor.stakeFen * visitor.share * visitor.appetite));
  const fen = Math.floor(wantedFen / 100) * 100;
  return fen >= visitor.lotFen ? fen : 0;
}

/** Share of the full deposit that open listings call for: 1 from `demandDays` days of volume on. */
export function demand(openFen: number, dailyVolumeFen: number, demandDays: number): number {
  const fullFen = demandDays * dailyVolumeFen;
  return fullFen <= 0 ? 1 : Math.min(1, openFen / fullFen);
}
