/**
 * Built from the sources with a fault in them: the worlds named on the command line beside the auditor and under the laws; with `first`
 * only until one of the two sees something.
 */
import { prepareDay } from '../../engine/day.ts';
import { checkLaws } from '../../engine/laws/laws.ts';
import { openBook } from '../../engine/opening/opening.ts';
import type { Scenario } from '../../engine/scenario/scenario.ts';
import { createWorld } from '../../engine/state/world.ts';
import { audit } from '../auditor/audit.ts';
import { SMALL_WORLDS } from '../auditor/worlds.ts';
import { loadSmall } from '../helpers/scenarios.ts';

/** First message of each watcher, null if it saw nothing or was not asked. */
export interface Verdict {
  readonly laws: string | null;
  readonly auditor: string | null;
}

function underLaws(scenario: Scenario, seed: number): void {
  const world = createWorld(scenario, seed, 0);
  openBook(world);
  const runDay = prepareDay(world);
  for (world.day = 0; world.day < scenario.clock.horizonDays; world.day++) {
    runDay();
    checkLaws(world);
    world.ledger.closeDay();
  }
}

function messageOf(run: () => unknown): string | null {
  try {
    run();
    return null;
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  }
}

const [asked, ...worlds] = process.argv.slice(2);
let verdict: Verdict = { laws: null, auditor: null };
for (const name of worlds) {
  const small = SMALL_WORLDS.find((world) => world.name === name);
  if (small === undefined) throw new Error(`no small world is named ${name}`);
  const scenario = loadSmall(small.set);
  const isEnough = () => asked === 'first' && (verdict.laws !== null || verdict.auditor !== null);
  const hear = (watcher: keyof Verdict, run: () => unknown): void => {
    if (!isEnough()) verdict = { ...verdict, [watcher]: verdict[watcher] ?? messageOf(run) };
  };
  hear('auditor', () => audit(scenario, small.seed));
  hear('laws', () => underLaws(scenario, small.seed));
}
process.stdout.write(JSON.stringify(verdict));
