/** News that nobody publishes: what insiders tell of missing money, and what talk makes of news that the platform leaves unanswered. */
import { dailyDecay } from '../../base/mathx.ts';
import type { Stream } from '../../random/streams.ts';
import { lateness, missingShare } from '../../state/figures.ts';
import type { World } from '../../state/world.ts';

/** Draw of stream `leak`, whose only key is the platform. */
const PLATFORM = 0;
const TELLS = 0;

/**
 * Insiders tell, each with a hazard of its own: the more is missing and the less of the last payroll was paid, the likelier.
 * The news is as large as what is missing. `isTold` says that the scenario has a leak today.
 */
export function insidersTell(world: World, stream: Stream, isTold: boolean): void {
  const { scenario, lenderView, platform, events, day } = world;
  const { hazardDaily, loudness, halfLifeDays } = scenario.confidence.leak;
  lenderView.leakNews *= dailyDecay(halfLifeDays);
  if (!isTold && hazardDaily === 0) return;
  const missing = missingShare(world);
  const chance = Math.min(1, hazardDaily * missing * (1 - platform.payrollPaidShare));
  if (!isTold && !(chance > 0 && stream.uniform(PLATFORM, day, TELLS) < chance)) return;
  lenderView.leakNews += loudness * missing;
  const text = 'insiders tell how much is missing';
  events.add({ day, kind: 'leak', subject: 'platform', valueFen: 0, figure: missing, text });
}

/** News without an answer makes more news; what silence made fades like other news. */
export function silenceGrows(world: World, news: number): void {
  const { scenario, lenderView, responses, day } = world;
  const { silence, newsHalfLifeDays } = scenario.confidence;
  lenderView.silenceNews *= dailyDecay(newsHalfLifeDays);
  if (silence.growthDaily === 0 || day - responses.now.spokeDay <= silence.graceDays) return;
  lenderView.silenceNews += silence.growthDaily * Math.max(0, news + lateness(world));
}
