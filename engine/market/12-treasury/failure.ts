/** Tests of failure. The first one true ends the business; the others are noted once each. */
import type { FailureCause } from '../../outcome.ts';
import { FAILURE_CAUSES } from '../../state/codes.ts';
import { equityFen, ratio } from '../../state/figures.ts';
import type { World } from '../../state/world.ts';

/** What a test found: the figure that tells, or null if the platform passes. */
type Test = (world: World) => number | null;

const TESTS: readonly (readonly [FailureCause, Test, string])[] = [
  ['regulatory', regulatory, 'closed by order on day'],
  ['fraud', fraud, 'self-financing uncovered on day'],
  ['operations', operations, 'days past the promise of a withdrawal for which the money was there'],
  ['liquidity', liquidity, 'days past the promise of the oldest unpaid withdrawal'],
  ['reserve', reserve, 'day the reserve could not pay in full'],
  ['capital', capital, 'equity in fen'],
  ['guarantor-cascade', cascade, 'share of the guaranteed book whose guarantor has failed'],
  ['gate', gate, 'fen asked for beyond the money there was at the end of the gate'],
  ['credit', credit, 'credit in fen that was called and not paid back'],
];

/** Tests all causes after the day's payouts; `breached` is a cell whose bits are causes already noted. */
export function testFailure(world: World, breached: { causes: number }): void {
  const { platform, events, day } = world;
  for (const [cause, test, meaning] of TESTS) {
    const id = FAILURE_CAUSES.indexOf(cause);
    const bit = 1 << id;
    if ((breached.causes & bit) !== 0) continue;
    const value = test(world);
    if (value === null) continue;
    breached.causes |= bit;
    const first = platform.failureDay < 0;
    if (first) {
      platform.failureDay = day;
      platform.failureCause = id;
    }
    events.add({
      day,
      kind: first ? 'failure' : 'breach',
      subject: cause,
      valueFen: 0,
      figure: value,
      text: `${cause}: ${meaning} ${value}`,
    });
  }
}

function regulatory({ scenario, platform }: World): number | null {
  return scenario.failure.regulatory && platform.closedByOrderDay >= 0 ? platform.closedByOrderDay : null;
}

function fraud({ scenario, owners }: World): number | null {
  return scenario.failure.fraud && owners.uncoveredDay >= 0 ? owners.uncoveredDay : null;
}

function operations({ scenario, payouts }: World): number | null {
  const test = scenario.failure.operations;
  const days = payouts.now.oldestProcessingDays;
  return test !== null && days > test.stoppedBeyondDays ? days : null;
}

function liquidity({ scenario, payouts, names }: World): number | null {
  const test = scenario.failure.liquidity;
  if (test === null) return null;
  let worst = -1;
  for (const product of test.products) {
    const index = names.lenderProducts.indexOf(product);
    const cell = index < 0 ? payouts.lateDays.length - 1 : index;
    const days = payouts.lateDays[cell]!;
    if (days > (test.byProduct[product] ?? test.unpaidBeyondDays)) worst = Math.max(worst, days);
  }
  return worst < 0 ? null : worst;
}

function reserve({ scenario, platform }: World): number | null {
  return scenario.failure.reserve && platform.reserveExhaustedDay >= 0 ? platform.reserveExhaustedDay : null;
}

function capital(world: World): number | null {
  const floorFen = world.scenario.failure.capitalFloorFen;
  if (floorFen === null) return null;
  const fen = equityFen(world);
  return fen < floorFen ? fen : null;
}

function credit({ scenario, platform }: World): number | null {
  return scenario.failure.creditDefault && platform.creditDefaultDay >= 0 ? platform.creditDrawnFen : null;
}

function cascade({ scenario, guarantors }: World): number | null {
  const limit = scenario.failure.guarantorCascade;
  if (limit === null) return null;
  let allFen = 0;
  let failedFen = 0;
  for (let row = 0; row < guarantors.length; row++) {
    allFen += guarantors.exposureFen[row]!;
    if (guarantors.failedDay[row]! >= 0) failedFen += guarantors.exposureFen[row]!;
  }
  const share = ratio(failedFen, allFen);
  return failedFen > 0 && share >= limit ? share : null;
}

/** What a gate that can't open ends in, as stated when it was agreed: no test that a scenario could switch off. */
function gate({ payouts: { stop } }: World): number | null {
  return stop.gateShortFen > 0 ? stop.gateShortFen : null;
}
