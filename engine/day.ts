/**
 * One day: thirteen rooms in order, operations in the morning and after payouts, and the triggers before payouts and again
 * after them. The only
 * file that knows the order.
 */
import { prepareEnvironment } from './market/01-environment/environment.ts';
import { prepareAcquire } from './market/02-acquire/acquire.ts';
import { prepareAssess } from './market/03-assess/assess.ts';
import { prepareSplit } from './market/04-split/split.ts';
import { prepareMatch } from './market/05-match/match.ts';
import { prepareContract } from './market/06-contract/contract.ts';
import { prepareService } from './market/07-service/service.ts';
import { prepareRecover } from './market/08-recover/recover.ts';
import { prepareCompensate } from './market/09-compensate/compensate.ts';
import { prepareConfidence } from './market/10-confidence/confidence.ts';
import { prepareWithdraw } from './market/11-withdraw/withdraw.ts';
import { prepareTreasury } from './market/12-treasury/treasury.ts';
import { prepareObserve } from './market/13-observe/observe.ts';
import { prepareOperations } from './market/operations/operations.ts';
import { prepareDebts } from './market/triggers/debts.ts';
import { prepareEarlyWarning } from './market/triggers/early-warning.ts';
import { prepareTargets } from './market/triggers/targets.ts';
import { keepPlays, prepareTriggers } from './market/triggers/triggers.ts';
import { withValues } from './scenario/fork.ts';
import type { Fork, Scenario } from './scenario/scenario.ts';
import { changeLimits } from './settle/headroom.ts';
import { changeHeads } from './state/staff.ts';
import type { World } from './state/world.ts';

/** Called after each stage, for tests and verification. */
export type Watch = (stage: string, world: World) => void;

export interface DayOptions {
  /** One column per KPI, as long as the scenario; not observed if absent. */
  readonly columns?: readonly Float64Array[];
}

/** The rooms of a world that has been opened; the step it returns runs `world.day`. */
export function prepareDay(world: World, options: DayOptions = {}): (watch?: Watch) => void {
  const testTriggers = prepareTriggers(world);
  const meetDebts = prepareDebts(world);
  const steerToTarget = prepareTargets(world);
  const operations = prepareOperations(world);
  const stages: readonly (readonly [name: string, step: () => void])[] = [
    ['environment', prepareEnvironment(world)],
    ['operations', operations.morning],
    ['acquire', prepareAcquire(world)],
    ['assess', prepareAssess(world)],
    ['split', prepareSplit(world)],
    ['match', prepareMatch(world)],
    ['contract', prepareContract(world)],
    ['service', prepareService(world)],
    ['recover', prepareRecover(world)],
    ['compensate', prepareCompensate(world)],
    ['confidence', prepareConfidence(world)],
    [
      'triggers before payouts',
      () => {
        testTriggers();
        meetDebts();
      },
    ],
    ['withdraw', prepareWithdraw(world)],
    ['desk', operations.evening],
    [
      'triggers after payouts',
      () => {
        testTriggers();
        steerToTarget();
      },
    ],
    ['treasury', prepareTreasury(world)],
    ['early warning', prepareEarlyWarning(world)],
    ...(options.columns === undefined ? [] : [['observe', prepareObserve(world, options.columns)] as const]),
  ];

  return (watch) => {
    beginDay(world);
    for (const [name, step] of stages) {
      world.stage = name;
      step();
      if (watch !== undefined) watch(name, world);
    }
  };
}

/**
 * The rooms of a world whose scenario changes today, before the day begins. They are prepared again from the new scenario on
 * the state they have: all of it lies in the registry, and what a room computes when it is prepared are constants.
 */
export function changeCourse(world: World, fork: Fork, options: DayOptions = {}): (watch?: Watch) => void {
  const before = world.scenario;
  world.scenario = scenarioAfter(before, fork);
  changeLimits(world);
  changeHeads(world, before);
  keepPlays(world, before.policies.playbook);
  return world.registry.reopen(() => prepareDay(world, options));
}

/** What is solved once per scenario is kept with the object, so every replication gets the same one. */
const after = new WeakMap<Scenario, WeakMap<Fork, Scenario>>();

function scenarioAfter(scenario: Scenario, fork: Fork): Scenario {
  const known = after.get(scenario) ?? new WeakMap<Fork, Scenario>();
  after.set(scenario, known);
  const changed = known.get(fork) ?? withValues(scenario, fork);
  known.set(fork, changed);
  return changed;
}

/** Clears what belongs to yesterday. */
function beginDay(world: World): void {
  const { flow, today, ledger } = world;
  ledger.day = world.day;
  flow.fill(0);
  for (const list of Object.values(today)) (list as unknown[]).length = 0;
}
