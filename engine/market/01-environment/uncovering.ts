/** Whether self-financing comes out this morning: by the timeline, by owners who couldn't pay, by supervision, by the wind-down. */
import { FEATURES } from '../../base/law.ts';
import { earnForOwners } from '../../settle/owners.ts';
import { ACCOUNT } from '../../ledger/accounts.ts';
import { FOUND } from '../../state/orders.ts';
import type { World } from '../../state/world.ts';

/** Key of the supervisors in stream `uncovering`. */
const SUPERVISORS = 0;
const SELF_FINANCING = FEATURES.indexOf('selfFinancing');

/** Computes what stays the same; the step it returns is one morning. */
export function prepareUncovering(world: World): () => void {
  const { scenario, owners, platform, ledger, calendar, events } = world;
  const { selfFinancing } = scenario.platform;
  if (selfFinancing === null) return () => undefined;
  const { detectionPerMonth } = selfFinancing;
  const { supervisoryDetection = 0 } = scenario.platform.governance ?? {};
  /** By the regulator or, else, the supervisory board. */
  const detection = detectionPerMonth + supervisoryDetection * (1 - detectionPerMonth);
  const stream = world.streams.stream('uncovering');
  const dated = scenario.shocks.filter(({ kind }) => kind === 'uncovering').map(({ day }) => day);

  const isDetected = (day: number) =>
    calendar.isMonthEnd(day) &&
    ledger.credits(ACCOUNT.ownersCash) > 0 &&
    stream.uniform(SUPERVISORS, day, 0) < detection;

  return () => {
    const { day } = world;
    if (owners.uncoveredDay >= 0) return;
    const how = dated.includes(day)
      ? 'on its day'
      : owners.shortDay >= 0
        ? 'owners could not pay an instalment'
        : platform.windDown === 1
          ? 'the books are opened in the wind-down'
          : isDetected(day)
            ? 'found by supervision'
            : world.law.found[SELF_FINANCING] === FOUND.open
              ? 'found by an inspection'
              : null;
    if (how === null) {
      if (calendar.isMonthEnd(day)) earnForOwners(world);
      return;
    }
    owners.uncoveredDay = day;
    events.add({
      day,
      kind: 'shock',
      subject: 'uncovering',
      valueFen: 0,
      figure: NaN,
      text: `self-financing comes out: ${how}`,
    });
  };
}
