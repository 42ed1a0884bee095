/** Conditions of plays: one test of a figure that the platform knows, or several together. Every test made is handed to `log`. */
import { FIGURES, type FigureName } from '../../base/vocabulary.ts';
import { figureOf } from '../../metrics/daily-row.ts';
import type { PlayCondition, Test } from '../../scenario/scenario.ts';
import { figure } from '../../state/figures.ts';
import type { World } from '../../state/world.ts';

/** Told each test with what its figure was. */
export type TestLog = (test: Test, tested: number) => void;

const CORE = new Set<string>(FIGURES);

/** The figure at this moment; NaN, which is neither above nor below anything, where it has none. */
function read(world: World, { figure: name }: Test): number {
  return CORE.has(name) ? figure(world, name as FigureName) : figureOf(world, name);
}

/** Whether a condition holds now; all of its tests are made, even when the first one settles it. */
export function conditionHolds(world: World, condition: PlayCondition, log: TestLog): boolean {
  if ('all' in condition) return allOf(world, condition.all, log).every((holds) => holds);
  if ('any' in condition) return allOf(world, condition.any, log).some((holds) => holds);
  const tested = read(world, condition);
  log(condition, tested);
  return condition.side === 'above' ? tested > condition.value : tested < condition.value;
}

function allOf(world: World, conditions: readonly PlayCondition[], log: TestLog): boolean[] {
  return conditions.map((one) => conditionHolds(world, one, log));
}
