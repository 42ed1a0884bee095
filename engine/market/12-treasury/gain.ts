/** What somebody gains by leaving now instead of waiting, by the payout rule in force. */
import type { Scenario } from '../../scenario/scenario.ts';
import { inForce } from '../../state/dated.ts';
import { plansExpiring7dFen, poolCashFen, repaid7dFen } from '../../state/figures.ts';
import { PAYOUT_RULES } from '../../state/payout/index.ts';
import { statedReopening } from '../../state/payout/stops.ts';
import { eachUnpaid, waitingFen } from '../../state/requests.ts';
import type { World } from '../../state/world.ts';

const WEEK_DAYS = 7;

/** Share of expiring plan money that ordinarily isn't renewed, over the plans of the scenario by their shares. */
function shareNotRenewed(scenario: Scenario): number {
  const plans = Object.values(scenario.products).filter((product) => product.kind === 'plan');
  const weight = plans.reduce((sum, { share }) => sum + share, 0);
  return weight > 0 ? plans.reduce((sum, { share, renewal }) => sum + share * (1 - renewal), 0) / weight : 0;
}

/**
 * Computes what stays the same; the function it returns takes what an ordinary week asks for and gives the gain, 0 to 1:
 * the part of a week's requests that the money of that time doesn't cover, as far as the rule lets the last ones bear it.
 */
export function prepareGain(world: World): (ordinaryFen: number) => number {
  const { scenario, book } = world;
  const notRenewed = shareNotRenewed(scenario);

  return (ordinaryFen) => {
    const { rule, partFen } = inForce(scenario.policies.payout, world.day);
    const leavingFen = plansExpiring7dFen(world) * notRenewed;
    const askedFen = book.queueFen + leavingFen + ordinaryFen;
    const shortShare = askedFen > 0 ? Math.min(1, Math.max(0, 1 - moneyToComeFen() / askedFen)) : 0;
    return PAYOUT_RULES[rule].gain({ shortShare, firstPartShare: () => firstPartShare(partFen) });
  };

  /** The bank's cash and a week's repayments, or those until the stated reopening; at most what the cap lets out in that time. */
  function moneyToComeFen(): number {
    const { dailyCapFen } = inForce(scenario.policies.payout, world.day);
    const closedDays = Math.max(0, statedReopening(world) - world.day);
    const weeks = Math.max(WEEK_DAYS, closedDays) / WEEK_DAYS;
    const thereFen = poolCashFen(world) + repaid7dFen(world) * weeks;
    return dailyCapFen === null ? thereFen : Math.min(thereFen, dailyCapFen * WEEK_DAYS);
  }

  function firstPartShare(partFen: number): number {
    let unpaidFen = 0;
    let firstFen = 0;
    eachUnpaid(world, (row) => {
      const fen = waitingFen(world, row);
      unpaidFen += fen;
      firstFen += Math.min(fen, partFen);
    });
    return unpaidFen > 0 ? firstFen / unpaidFen : 1;
  }
}
