/**
 * How long the money lasts, on the platform's own view: least cash on the ladder, a coverage ratio with stated run-off,
 * and the survival period. Under segregated custody customers' cash pays customers and nothing else, so both sides are
 * told apart; under pooled custody all of it is one.
 */
import { ACCOUNT } from '../ledger/accounts.ts';
import { POOL } from './codes.ts';
import { commitments, type Commitments } from './commitments.ts';
import { availableCreditFen } from './credit-line.ts';
import { poolCashFen } from './figures.ts';
import type { World } from './world.ts';

/** Days of the coverage ratio and of the longer gap. */
const MONTH_DAYS = 30;
const WEEK_DAYS = 7;

/** Cash at the end of each day ahead, customers' and the platform's own. */
export interface CashAhead {
  readonly customersFen: Float64Array;
  readonly ownFen: Float64Array;
}

/** Runs the ladder down from the cash of tonight; what the bank would lend counts as own cash from tomorrow on. */
export function cashAhead(world: World, ladder: Commitments): CashAhead {
  const days = ladder.requestsFen.length;
  const customersFen = new Float64Array(days);
  const ownFen = new Float64Array(days);
  let customers = poolCashFen(world);
  let own = world.ledger.balance(ACCOUNT.platformCash) + availableCreditFen(world);
  for (let ahead = 0; ahead < days; ahead++) {
    customers += ladder.instalmentsFen[ahead]! + ladder.depositsFen[ahead]!;
    customers -= ladder.requestsFen[ahead]! + ladder.plansFen[ahead]! + ladder.lendingFen[ahead]!;
    own += ladder.feesFen[ahead]! - ladder.costsFen[ahead]! - ladder.creditFen[ahead]!;
    customersFen[ahead] = customers;
    ownFen[ahead] = own;
  }
  return { customersFen, ownFen };
}

/** Least cash at the end of any of the first `days` days: of both together if pooled, else of the side that has less. */
export function leastCashFen({ ledger }: World, { customersFen, ownFen }: CashAhead, days: number): number {
  let least = Infinity;
  for (let ahead = 0; ahead < days; ahead++) {
    const customers = customersFen[ahead]!;
    const own = ownFen[ahead]!;
    least = Math.min(least, ledger.pooled ? customers + own : Math.min(customers, own));
  }
  return least;
}

/** Cash that the platform could pay with now: its own, under pooled custody customers' as well. */
export function payableCashFen(world: World): number {
  const ownFen = world.ledger.balance(ACCOUNT.platformCash);
  return ownFen + (world.ledger.pooled ? Math.max(0, poolCashFen(world)) : 0);
}

/** Outflows of the next 30 days less the inflows that may cover them, by the factors of the scenario. */
export function netOutflow30dFen(world: World, ladder: Commitments): number {
  const { coverage } = world.scenario.platform.liquidity;
  let outFen = 0;
  let inFen = 0;
  for (let ahead = 0; ahead < MONTH_DAYS; ahead++) {
    outFen += ladder.costsFen[ahead]! + ladder.creditFen[ahead]!;
    if (!world.ledger.pooled) continue;
    outFen += ladder.requestsFen[ahead]!;
    inFen += ladder.instalmentsFen[ahead]! * coverage.inflowShare;
  }
  if (world.ledger.pooled) outFen += runOffFen(world);
  return outFen - Math.min(inFen, coverage.inflowCap * outFen);
}

/** What leaves of the money on demand: lenders' cash, and stakes of plans that end within 30 days. */
function runOffFen({ lenders, agendas, scenario, day, platform }: World): number {
  const { stableRunOff, lessStableRunOff, stableUpToFen } = scenario.platform.liquidity.coverage;
  let stableFen = 0;
  let otherFen = 0;
  for (let lender = POOL + 1; lender < lenders.length; lender++) {
    if (lenders.stakeFen[lender]! <= stableUpToFen) stableFen += lenders.cashFen[lender]!;
    else otherFen += lenders.cashFen[lender]!;
  }
  if (platform.windDown === 0) {
    agendas.planExpiry.read(day + 1, day + MONTH_DAYS, (lender, stakeFen) => {
      if (lenders.stakeFen[lender]! <= stableUpToFen) stableFen += stakeFen;
      else otherFen += stakeFen;
    });
  }
  return stableFen * stableRunOff + otherFen * lessStableRunOff;
}

/** Payable cash over the net outflow of 30 days; -1 where nothing flows out. */
export function liquidityCoverage(world: World, ladder: Commitments): number {
  const netFen = netOutflow30dFen(world, ladder);
  return netFen > 0 ? payableCashFen(world) / netFen : -1;
}

/**
 * Whole days that payable cash and the credit line last when nobody brings money, no plan is renewed, fees stop, fewer
 * borrowers pay and a part of what is left on demand is asked back every day; at most the longest period looked at.
 */
export function survivalDays(world: World, ladder: Commitments): number {
  const { runOffPerDay, paidShare, maxDays } = world.scenario.platform.liquidity.survival;
  const { pooled } = world.ledger;
  let cashFen = payableCashFen(world) + availableCreditFen(world);
  let onDemandFen = world.ledger.balance(ACCOUNT.lenderCash);
  for (let ahead = 0; ahead < maxDays; ahead++) {
    cashFen -= ladder.costsFen[ahead]! + ladder.creditFen[ahead]!;
    if (pooled) {
      const asked = runOffPerDay * onDemandFen;
      onDemandFen -= asked;
      cashFen -= ladder.requestsFen[ahead]! + ladder.planStakesFen[ahead]! + asked;
      cashFen += ladder.instalmentsFen[ahead]! * paidShare;
    }
    if (cashFen < 0) return ahead;
  }
  return maxDays;
}

/** Puts tonight's figures into the platform's view: what triggers and covenants test until tomorrow evening. */
export function measureLiquidity(world: World): void {
  const { platform, scenario } = world;
  const ladder = commitments(world, Math.max(MONTH_DAYS, scenario.platform.liquidity.survival.maxDays));
  const cash = cashAhead(world, ladder);
  platform.gap7dFen = leastCashFen(world, cash, WEEK_DAYS);
  platform.gap30dFen = leastCashFen(world, cash, MONTH_DAYS);
  platform.liquidityCoverage = liquidityCoverage(world, ladder);
  platform.survivalDays = survivalDays(world, ladder);
}
