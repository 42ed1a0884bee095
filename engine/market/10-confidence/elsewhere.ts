/**
 * Money on other platforms. A lender lends on a Poisson number of others; each of those fails on a day with the share of
 * rivals that fail on it. Who loses money there leaves here too with a chance, whatever else there is to fear.
 */
import { ln, ln1p } from '../../base/mathx.ts';
import { LENDER } from '../../state/codes.ts';
import { FLOW } from '../../state/flow.ts';
import { failingShare, platformsElsewhere } from '../../state/rivals.ts';
import type { World } from '../../state/world.ts';
import { Clocks } from './clocks.ts';

export interface Elsewhere {
  /** Those who lost money elsewhere today and leave here go into `leaving`, in no order. */
  takeFright(leaving: number[]): void;
  /** A stay begins this evening; the next day's failures count. */
  begin(row: number): void;
  /** A stay ended. */
  stop(row: number): void;
}

/** Draws of stream `elsewhere`: when the next of a lender's platforms fails, whether it leaves then. */
const FAILS = 0;
const LEAVES = 1;

/** A day on which all rivals fail is as good as certain to take those of a lender. */
const NEARLY_ALL = 1 - 1e-12;

const NOBODY: Elsewhere = { takeFright: () => undefined, begin: () => undefined, stop: () => undefined };

/**
 * A failing share p of a day is a hazard of -ln(1 - p) for each platform; who has k of them runs out of luck k times as
 * fast, so that none fails on the day with chance (1 - p)^k.
 */
export function prepareElsewhere(world: World): Elsewhere {
  const { scenario, registry, lenders, streams, flow } = world;
  const { mechanism, channels, lags, elsewhere } = scenario.confidence;
  if (elsewhere.platforms === 0) return NOBODY;
  const stream = streams.stream('elsewhere');
  const clocks = new Clocks(registry, 'elsewhere', 1, lenders.capacity);
  const platformsOf = platformsElsewhere(world);
  const isHeard = channels.elsewhere && mechanism !== 'none';

  const waitForNext = (row: number): void => {
    const platforms = platformsOf(row);
    if (platforms === 0) return;
    clocks.enter(row, 0, -ln(stream.uniform(lenders.key[row]!, world.day, FAILS)), platforms);
  };

  return {
    takeFright(leaving) {
      const share = Math.min(NEARLY_ALL, failingShare(scenario, world.day - lags.elsewhere));
      if (!isHeard || share === 0) return;
      const lost: number[] = [];
      clocks.advance(0, -ln1p(-share), lost);
      for (const row of lost) {
        // Who let a plan end stopped investing without a word to this clock.
        if (lenders.status[row] !== LENDER.investing) continue;
        flow[FLOW.lostElsewhere]! += 1;
        if (stream.uniform(lenders.key[row]!, world.day, LEAVES) < elsewhere.leaveShare) leaving.push(row);
        else waitForNext(row);
      }
    },
    begin: waitForNext,
    stop: (row) => clocks.stop(row),
  };
}
