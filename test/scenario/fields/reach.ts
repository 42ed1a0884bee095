/** Whether a change of what is written changes what is resolved, and the figures of a world. */
import { UserError } from '../../../engine/base/problems.ts';
import { prepareDay } from '../../../engine/day.ts';
import { dailyColumns } from '../../../engine/metrics/daily-row.ts';
import { openBook } from '../../../engine/opening/opening.ts';
import { loadScenario } from '../../../engine/scenario/load.ts';
import type { Scenario } from '../../../engine/scenario/scenario.ts';
import { createWorld } from '../../../engine/state/world.ts';
import { repositoryText, readRepositoryFile } from '../../helpers/scenarios.ts';
import { parse } from 'yaml';
import type { Written, WrittenMap } from './worlds.ts';

const FILE = 'test/fixtures/field.yaml';

function isMap(value: Written | undefined): value is WrittenMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Maps merge, all else replaces, as with `extends`. */
export function merged(base: Written | undefined, over: Written): Written {
  if (!isMap(base) || !isMap(over)) return over;
  const result: Record<string, Written> = { ...base };
  for (const [key, value] of Object.entries(over)) result[key] = merged(base[key], value);
  return result;
}

/** The small world with all that it inherits, written out: reading it needs no other file. */
const { extends: _inherited, ...small } = merged(
  parse(repositoryText('scenarios/baseline.yaml')) as Written,
  parse(repositoryText('test/fixtures/small.yaml')) as Written,
) as WrittenMap;

/** The scenario of what is written, or null if it isn't allowed. */
export function resolve(written: WrittenMap): Scenario | null {
  const text = JSON.stringify(written);
  const readFile = (path: string) => (path === FILE ? text : readRepositoryFile(path));
  try {
    return loadScenario(FILE, { readFile, scenariosDir: 'scenarios' }).scenario;
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

/** A copy with a value put at a path; steps into lists are indices of entries that are there. */
export function withAt(written: Written | undefined, path: readonly string[], value: Written): Written {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(written)) {
    return (written as readonly Written[]).map((one, i) =>
      String(i) === step ? withAt(one, rest, value) : one,
    );
  }
  const map = isMap(written) ? written : {};
  return { ...map, [step]: withAt(map[step], rest, value) };
}

/** Rows of figures of a world, day after day. */
function* rows(scenario: Scenario): Generator<readonly number[]> {
  const { horizonDays } = scenario.clock;
  const world = createWorld(scenario, 1, 0);
  const columns = dailyColumns(horizonDays);
  openBook(world);
  const runDay = prepareDay(world, { columns });
  for (let day = 0; day < horizonDays; day++) {
    world.day = day;
    runDay();
    world.ledger.closeDay(null);
    yield columns.map((column) => column[day]!);
  }
}

/** A world with its figures as it stands, to compare others with. */
export class Reference {
  readonly scenario: Scenario;
  readonly #json: string;
  readonly #rows: readonly (readonly number[])[];

  readonly written: WrittenMap;

  /** `differences` from the small world; a value is put whole where merging would mix two. */
  constructor(differences: WrittenMap, path: readonly string[] = [], value: Written = {}) {
    const written = merged(small, differences);
    this.written = (path.length === 0 ? written : withAt(written, path, value)) as WrittenMap;
    const scenario = resolve(this.written);
    if (scenario === null) throw new Error('a world of this test is not allowed');
    this.scenario = scenario;
    this.#json = JSON.stringify(scenario);
    this.#rows = [...rows(scenario)];
  }

  /** Whether the scenario resolves to something else. */
  differs(scenario: Scenario): boolean {
    return JSON.stringify(scenario) !== this.#json;
  }

  /** First day on which a figure is another one; -1 if there is none. Stops there. */
  firstDayMoved(scenario: Scenario): number {
    let day = 0;
    for (const row of rows(scenario)) {
      const own = this.#rows[day];
      if (own === undefined || row.some((figure, kpi) => !Object.is(figure, own[kpi]))) return day;
      day += 1;
    }
    return day === this.#rows.length ? -1 : day;
  }
}
