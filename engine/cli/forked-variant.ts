/** The scenario of a stored variant under other values from a day on. */
import { isoDate, parseIsoDate } from '../base/calendar.ts';
import type { Problem } from '../base/problems.ts';
import { UserError } from '../base/problems.ts';
import { canonicalJson, resolvedFromJson } from '../scenario/canonical.ts';
import { differences, forkScenario, scenarioInForce, withValues } from '../scenario/fork.ts';
import { parseScenario, type LoadedScenario } from '../scenario/load.ts';
import { readDate } from '../scenario/quantities.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { sha256Hex } from '../scenario/sha256.ts';
import { treeValue } from '../scenario/tree.ts';
import type { StudyVariant } from '../storage/index.ts';

export interface Change {
  /** Path in the resolved scenario. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface ForkedVariant {
  readonly variant: StudyVariant;
  readonly day: number;
  readonly date: string;
  readonly changes: readonly Change[];
}

export interface ForkWish {
  readonly straight: StudyVariant;
  /** Where the variant is stored, for messages. */
  readonly file: string;
  /** A day's number, a date, or a span from the first day. */
  readonly at: string;
  readonly set: readonly string[];
}

/** Throws a UserError with everything that stands in the way. */
export function forkedVariant(wish: ForkWish): ForkedVariant {
  const { straight, file } = wish;
  const stored = resolvedFromJson(straight.canonicalJson);
  const day = forkDay(wish.at, straight.startDate);
  const place = `${straight.name} in ${file}`;
  const before = parsed(straight, place, []);
  checkWritten(stored, before.scenario, place);
  const after = parsed(straight, place, wish.set);
  const result = forkScenario({
    straight: stored,
    before: before.scenario,
    after: after.scenario,
    day,
    where: '--set',
  });
  if ('problems' in result)
    throw new UserError(result.problems[0]!.code === 'fork-day' ? 2 : 3, result.problems);
  const { scenario } = result;
  const json = canonicalJson(scenario);
  const running = scenarioInForce(stored);
  return {
    day,
    date: isoDate(parseIsoDate(straight.startDate) + day),
    changes: differences(
      running as unknown as Record<string, unknown>,
      withValues(running, scenario.forks!.at(-1)!) as unknown as Record<string, unknown>,
    ).map(([path, value]) => ({ path, before: valueAt(running, path), after: value })),
    variant: {
      name: `${straight.name}-fork-${day}`,
      title: `${straight.title}, another course from day ${day}`,
      canonicalJson: json,
      writtenJson: JSON.stringify(treeValue(after.written)),
      hash: sha256Hex(json),
      startDate: straight.startDate,
    },
  };
}

/** Day of the clock that is meant. */
function forkDay(at: string, startDate: string): number {
  if (/^\d+$/.test(at.trim())) return Number(at);
  const read = readDate(at.trim(), { startSerial: parseIsoDate(startDate) });
  if ('value' in read) return read.value;
  const hint =
    'write a day of the clock (--at 420), a date (--at 2018-02-25) or a span from the first day (--at 14mo)';
  throw new UserError(2, [
    { code: 'fork-day', where: '--at', path: '', value: at, message: `not a day: ${at}`, hint },
  ]);
}

function parsed(straight: StudyVariant, place: string, set: readonly string[]): LoadedScenario {
  try {
    return parseScenario(straight.writtenJson, place, { set, readFile: () => null, scenariosDir: '' });
  } catch (error) {
    if (!(error instanceof UserError) || set.length > 0) throw error;
    throw new UserError(3, [changedRules(place)], { cause: error });
  }
}

/** What was written must still mean what is stored; a newer program may read it otherwise. */
function checkWritten(stored: Scenario, read: Scenario, place: string): void {
  const now = (stored.forks ?? []).reduce<Scenario>(withValues, read);
  if (canonicalJson(now) !== canonicalJson(scenarioInForce(stored)))
    throw new UserError(3, [changedRules(place)]);
}

function changedRules(place: string): Problem {
  return {
    code: 'fork-scenario',
    where: place,
    path: '',
    value: null,
    message: 'the scenario as written there no longer gives the scenario that was run',
    hint: 'this lendsim reads scenarios otherwise: run the study again (lendsim describe STUDY tells the command), then fork',
  };
}

function valueAt(scenario: Scenario, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], scenario);
}
