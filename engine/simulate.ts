/** One replication: a scenario and a seed, from day 0 to the horizon; laws, hashes and tables on the way. */
import { InvariantError } from './base/assert.ts';
import { changeCourse, prepareDay, type Watch } from './day.ts';
import { checkLaws } from './laws/laws.ts';
import { Journal } from './ledger/journal.ts';
import { dailyColumns } from './metrics/daily-row.ts';
import { CostCentres } from './metrics/rows/cost-centres.ts';
import { CohortObserver, vintageRows } from './metrics/rows/cohorts.ts';
import { earlyWarningRows } from './metrics/rows/early-warning.ts';
import { eventRows, GuarantorMonths, PostingsByDay } from './metrics/rows/daily.ts';
import { modificationRows } from './metrics/rows/modifications.ts';
import { exitCohortRows, exitRows } from './metrics/rows/exits.ts';
import { fullRows } from './metrics/rows/full.ts';
import { MismatchObserver } from './metrics/rows/mismatch.ts';
import { reserveVintageRows } from './metrics/rows/reserve-vintages.ts';
import { RecoveryObserver } from './metrics/rows/recovery.ts';
import { StatementObserver } from './metrics/rows/statements.ts';
import { LoanYields } from './metrics/rows/loan-yields.ts';
import { MonthBooks } from './metrics/rows/month-book.ts';
import { LenderReturns } from './metrics/rows/returns.ts';
import { runRows, waitRows } from './metrics/rows/waits.ts';
import { LadderRows } from './metrics/rows/ladder.ts';
import type { Detail, TableRows } from './metrics/tables.ts';
import { openBook } from './opening/opening.ts';
import type { Breach, FailureCause, ReplicationOutcome, ReplicationRequest } from './outcome.ts';
import type { Scenario } from './scenario/scenario.ts';
import { FAILURE_CAUSES } from './state/codes.ts';
import { createWorld, type World } from './state/world.ts';

export interface SimulationOptions {
  readonly seed?: number;
  readonly replication?: number;
  readonly detail?: Detail;
  /** Check every law every day. */
  readonly verify?: boolean;
  /** End on the day of failure; the outcome has no figures, tables and hashes. */
  readonly untilFailure?: boolean;
  /** Called after the opening, after each stage of each day, and after laws, hashes and tables. */
  readonly watch?: Watch;
}

/** Runs one replication. Same request, same bits, on any machine; neither detail nor verification bears on them. */
export function simulate(request: ReplicationRequest): ReplicationOutcome {
  return simulateScenario(scenarioOf(request.scenarioJson), request);
}

/**
 * Tables left out of month-end hashes, for their size: a difference in them shows in lenders, the ledger and the sums
 * over the book of the same day. The state hash at the end covers them.
 */
const MONTHLY = new Set([
  'loan',
  'truth.loan',
  'holding',
  'listing',
  'truth.listing',
  'request',
  'offer',
  'exit',
  'customer',
  'contact.edge',
]);

/** Scenarios by their JSON: what is solved once per scenario is kept with the object. */
const parsed = new Map<string, Scenario>();

function scenarioOf(json: string): Scenario {
  let scenario = parsed.get(json);
  if (scenario === undefined) {
    scenario = JSON.parse(json) as Scenario;
    parsed.set(json, scenario);
  }
  return scenario;
}

/** Runs one replication of a resolved scenario. A broken law or a crash ends in an `errored` outcome, never in a throw. */
export function simulateScenario(scenario: Scenario, options: SimulationOptions = {}): ReplicationOutcome {
  const { seed = 1, replication = 0, detail = 'daily' } = options;
  const world = createWorld(scenario, seed, replication);
  try {
    return options.untilFailure === true ? runUntilFailure(world) : run(world, detail, options);
  } catch (error) {
    return errored(world, error);
  }
}

function run(world: World, detail: Detail, options: SimulationOptions): ReplicationOutcome {
  const { scenario, ledger, registry, calendar } = world;
  const { horizonDays } = scenario.clock;
  const columns = dailyColumns(horizonDays);
  const monthHashes: string[] = [];
  const cohorts = new CohortObserver();
  const guarantors = new GuarantorMonths();
  const postings = new PostingsByDay();
  const recovery = new RecoveryObserver();
  const mismatch = new MismatchObserver(world);
  const ladders = new LadderRows();
  const statements = new StatementObserver();
  const centres = new CostCentres();
  const books = new MonthBooks();
  const returns = new LenderReturns();
  const seen = (stage: string) => options.watch?.(stage, world);
  if (detail === 'full') ledger.journal = new Journal('full');
  openBook(world);
  let runDay = prepareDay(world, { columns });
  cohorts.observe(world, 0);
  statements.open(world);
  centres.open(world);
  returns.observe(world, 0);
  const yields = new LoanYields(world);
  seen('opening');
  for (let day = 0; day < horizonDays; day++) {
    world.day = day;
    yields.observe(world);
    for (const fork of scenario.forks ?? []) {
      if (fork.fromDay === day) runDay = changeCourse(world, fork, { columns });
    }
    runDay(options.watch);
    if (detail !== 'summary') ladders.observe(world);
    const monthEnd = calendar.isMonthEnd(day);
    const thorough = options.verify === true || day === horizonDays - 1;
    if (monthEnd || thorough) {
      world.stage = 'laws';
      checkLaws(world, thorough);
      seen('laws');
    }
    recovery.observe(world);
    centres.observe(world);
    if (monthEnd || day === horizonDays - 1) {
      statements.observe(world);
      centres.close(world);
      books.close(world);
      returns.observe(world, day);
    }
    ledger.closeDay(detail === 'summary' ? null : postings.sink);
    if (!monthEnd) continue;
    monthHashes.push(registry.hash(MONTHLY));
    seen('hashes');
    cohorts.observe(world, day);
    guarantors.observe(world);
    if (detail !== 'summary') mismatch.observe(world);
    seen('tables');
  }
  const stateHash = registry.hash();
  seen('hashes');
  const tables: TableRows[] = [
    vintageRows(world),
    reserveVintageRows(world),
    cohorts.rows(world),
    statements.rows(),
    ...centres.rows(world),
    ...books.rows(),
    ...returns.rows(world),
    yields.rows(world),
    waitRows(world),
    runRows(world),
    ...recovery.rows(world, detail === 'full'),
    exitCohortRows(world),
    earlyWarningRows(world),
  ];
  if (detail !== 'summary')
    tables.push(
      eventRows(world),
      postings.rows(),
      guarantors.rows(),
      mismatch.rows(),
      exitRows(world),
      modificationRows(world),
      ladders.rows(),
    );
  if (detail === 'full') tables.push(...fullRows(world));
  seen('tables');
  return { ...outcomeOf(world), stateHash, monthHashes, kpis: columns, tables };
}

/** The same days without anything that only looks at them. */
function runUntilFailure(world: World): ReplicationOutcome {
  const { scenario, ledger, platform, calendar } = world;
  const { horizonDays } = scenario.clock;
  openBook(world);
  let runDay = prepareDay(world);
  for (let day = 0; day < horizonDays && platform.failureDay < 0; day++) {
    world.day = day;
    for (const fork of scenario.forks ?? []) {
      if (fork.fromDay === day) runDay = changeCourse(world, fork);
    }
    runDay();
    if (calendar.isMonthEnd(day)) checkLaws(world, false);
    ledger.closeDay(null);
  }
  return { ...outcomeOf(world), stateHash: '', monthHashes: [], kpis: [], tables: [] };
}

function outcomeOf(world: World): Omit<ReplicationOutcome, 'stateHash' | 'monthHashes' | 'kpis' | 'tables'> {
  const { platform, events } = world;
  const breaches: Breach[] = events.events
    .filter(({ kind }) => kind === 'failure' || kind === 'breach')
    .map(({ day, subject, text }) => ({ day, cause: subject as FailureCause, message: text }));
  const failed = platform.failureDay >= 0;
  return {
    replication: world.replication,
    seed: world.seed,
    status: failed ? 'failed' : 'survived',
    cause: failed ? FAILURE_CAUSES[platform.failureCause]! : null,
    failureDay: platform.failureDay,
    breaches,
    error: null,
    reserveExhaustedDay: platform.reserveExhaustedDay,
    dayCount: world.scenario.clock.horizonDays,
    eventCounts: { ...world.counts },
  };
}

function errored(world: World, error: unknown): ReplicationOutcome {
  const where = `seed ${world.seed}, replication ${world.replication}, day ${world.day}, stage ${world.stage}`;
  if (error instanceof InvariantError) {
    error.day = world.day;
    error.stage = world.stage;
  }
  const what =
    error instanceof Error ? (error instanceof InvariantError ? error.message : error.stack) : String(error);
  return {
    ...outcomeOf(world),
    status: 'errored',
    cause: null,
    error: `${what} (${where})`,
    stateHash: '',
    monthHashes: [],
    kpis: [],
    tables: [],
  };
}
