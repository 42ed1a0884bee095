/** What is known in public, and when lenders see it: each figure as it was as many days ago as its lag says. */
import type { Registry } from '../../base/columns.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { premiumPoints } from '../../state/rivals.ts';
import type { World } from '../../state/world.ts';

/** Figures with their values while there is nothing to worry about, which held before day 0. */
const CALM = {
  news: 0,
  rivals: 0,
  coverage: 1,
  overdue: 0,
  delays: 0,
  guarantors: 0,
  incidents: 0,
  complaints: 0,
  regulator: 0,
  premium: 0,
  anticipation: 0,
} as const;

export type FigureOfFear = keyof typeof CALM;
/** News of today, the rest as disclosed at the end of yesterday; premium in points of rate. */
export type PublicFigures = Readonly<Record<FigureOfFear, number>>;

const NAMES = Object.keys(CALM) as readonly FigureOfFear[];

/** The longest lag is a year. */
const DAYS_KEPT = 366;

/** Takes today's figures, gives those that are seen today. To be called once a day. */
export function prepareSeen(
  registry: Registry,
  lags: Scenario['confidence']['lags'],
): (day: number, today: PublicFigures) => PublicFigures {
  /** The last days' figures, day after day in a ring. */
  const ring = registry.column('publicFigures', 'f64', DAYS_KEPT * NAMES.length);
  return (day, today) => {
    const seen: Record<FigureOfFear, number> = { ...CALM };
    NAMES.forEach((name, k) => {
      const column = k * DAYS_KEPT;
      ring[column + (day % DAYS_KEPT)] = today[name];
      const asOf = day - lags[name];
      if (asOf >= 0) seen[name] = ring[column + (asOf % DAYS_KEPT)]!;
    });
    return seen;
  };
}

/** Today's figures before any lag. */
export function publicFigures(world: World): PublicFigures {
  const { lenderView } = world;
  return {
    news: lenderView.news,
    rivals: lenderView.rivalNews,
    coverage: lenderView.coverage,
    overdue: lenderView.overdueRatio,
    delays: lenderView.publicDelayDays,
    guarantors: lenderView.guarantorNews,
    incidents: lenderView.incidentNews + lenderView.systemNews,
    complaints: lenderView.complaints,
    regulator: lenderView.regulatorNews,
    premium: premiumPoints(world),
    anticipation: lenderView.anticipation,
  };
}
