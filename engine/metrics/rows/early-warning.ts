/** What the lights of early warning were worth: of each, what it warned of, how early, and how often for nothing. */
import type { LitSpell } from '../../state/lights.ts';
import type { World } from '../../state/world.ts';
import type { TableRows } from '../tables.ts';
import { tableRows } from './columns.ts';

/** The days that lights are judged on. */
export interface Judged {
  /** Days before it count: the day of failure, or the horizon. */
  readonly endDay: number;
  readonly failed: boolean;
  readonly withinDays: number;
}

export interface Verdict {
  /** Spells. */
  readonly alarms: number;
  /** Spells of which a day lies within `withinDays` of the failure: they warned of it. */
  readonly before: number;
  /** Spells followed by no failure within as many days. */
  readonly false: number;
  /** Spells of which that can't be said: the run ends too soon after them. */
  readonly open: number;
  /** Days from the first that warned to the failure; NaN if none did. */
  readonly leadDays: number;
  /** Days within reach of the failure, and days of which it is known that none follows; of each those on which the light was on. */
  readonly beforeDays: number;
  readonly litBeforeDays: number;
  readonly calmDays: number;
  readonly litCalmDays: number;
}

/**
 * Signals are counted as in the literature on early warning: good if the crisis comes within a window after them, noise if
 * it doesn't (Kaminsky, Lizondo and Reinhart 1998). The last `withinDays` of a run that ends without failure can't be
 * judged and are neither.
 */
export function judge(spells: readonly LitSpell[], { endDay, failed, withinDays }: Judged): Verdict {
  const windowDay = Math.max(0, endDay - withinDays);
  let before = 0;
  let calm = 0;
  let open = 0;
  let leadDays = NaN;
  let litBeforeDays = 0;
  let litCalmDays = 0;
  for (const { onDay, offDay } of spells) {
    const until = offDay < 0 ? endDay : offDay;
    const lastDays = Math.max(0, until - Math.max(onDay, windowDay));
    litCalmDays += until - onDay - lastDays;
    if (lastDays === 0) calm += 1;
    else if (failed) {
      before += 1;
      litBeforeDays += lastDays;
      if (Number.isNaN(leadDays)) leadDays = endDay - onDay;
    } else open += 1;
  }
  return {
    alarms: spells.length,
    before,
    false: calm,
    open,
    leadDays,
    beforeDays: failed ? endDay - windowDay : 0,
    litBeforeDays,
    calmDays: windowDay,
    litCalmDays,
  };
}

/** A row for each light of the scenario, in its order, whether it was ever on or not. */
export function earlyWarningRows(world: World): TableRows {
  const { scenario, lights, platform } = world;
  const names = Object.keys(scenario.earlyWarning.lights);
  const failed = platform.failureDay >= 0;
  const endDay = failed ? platform.failureDay : scenario.clock.horizonDays;
  const { withinDays } = scenario.earlyWarning;
  const verdicts = names.map((_, light) =>
    judge(
      lights.spells.filter((spell) => spell.light === light),
      { endDay, failed, withinDays },
    ),
  );
  return tableRows('early_warning', names.length, {
    light: (row) => names[row]!,
    alarms: (row) => verdicts[row]!.alarms,
    alarmsBefore: (row) => verdicts[row]!.before,
    falseAlarms: (row) => verdicts[row]!.false,
    openAlarms: (row) => verdicts[row]!.open,
    leadDays: (row) => verdicts[row]!.leadDays,
    beforeDays: (row) => verdicts[row]!.beforeDays,
    litBeforeDays: (row) => verdicts[row]!.litBeforeDays,
    calmDays: (row) => verdicts[row]!.calmDays,
    litCalmDays: (row) => verdicts[row]!.litCalmDays,
  });
}
