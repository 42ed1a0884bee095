/** Force majeure: what stands still today, and promises that are put off on the day it begins. */
import type { Shock } from '../../scenario/scenario.ts';
import { putOffPromises } from '../../state/payout/stops.ts';
import type { World } from '../../state/world.ts';
import { inForceOn } from './timeline.ts';

type ForceMajeure = Extract<Shock, { kind: 'forceMajeure' }>;

/** Computes what stays the same; the step it returns is one morning. */
export function prepareMajeure(world: World): () => void {
  const { scenario, majeure } = world;
  const all = scenario.shocks.filter((shock) => shock.kind === 'forceMajeure');
  if (all.length === 0) return () => undefined;
  const { now, holiday, pdMultiplier } = majeure;

  return () => {
    const { day } = world;
    now.reviewers = 1;
    now.collectors = 1;
    now.payouts = 1;
    now.tolledUntil = -1;
    holiday.fill(0);
    pdMultiplier.fill(1);
    for (const shock of all) {
      if (!inForceOn(shock, day)) continue;
      now.reviewers *= shock.reviewers;
      now.collectors *= shock.collectors;
      now.payouts *= shock.payouts;
      if (shock.tolled) now.tolledUntil = Math.max(now.tolledUntil, shock.day + shock.overDays);
      strikeRegions(shock);
      if (shock.tolled && shock.day === day && world.platform.windDown === 0)
        putOffPromises(world, shock.overDays, 'forceMajeure');
    }
  };

  function strikeRegions({ region, holiday: isHoliday, pdMultiplier: multiplier }: ForceMajeure): void {
    scenario.regions.forEach(({ name }, row) => {
      if (region !== null && region !== name) return;
      if (isHoliday) holiday[row] = 1;
      pdMultiplier[row]! *= multiplier;
    });
  }
}
