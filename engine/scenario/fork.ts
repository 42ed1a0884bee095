/**
 * A change of course: the values of a scenario that differ from a day on. What comes before the day stands, so what
 * describes the past, the people or the layout of the market can't be changed, and each refusal says what to do instead.
 */
import type { Problem } from '../base/problems.ts';
import { canonicalJson } from './canonical.ts';
import type { Dated, Fork, Play, Scenario } from './scenario.ts';

type Json = Readonly<Record<string, unknown>>;

const RUN =
  'run it as a variant from the first day instead: lendsim run SCENARIO --variant "NAME: path=value"';

/** Paths that hold for a whole run; `*` stands for any one name. */
const FIXED: readonly (readonly [pattern: string, why: string, remedy: string])[] = [
  ['name', 'a label, not a policy', 'leave it away: the fork gets a name of its own'],
  ['title', 'a label, not a policy', 'leave it away: the fork gets a title of its own'],
  ['purpose', 'a label, not a policy', 'leave it away'],
  ['question', 'a label, not a policy', 'leave it away'],
  ['restsOn', 'a label, not a policy', 'leave it away'],
  ['clock', 'the calendar that both runs share', RUN],
  ['opening', 'the book of the first day, which is past', RUN],
  ['custody', 'whose account the money has been in since the first day', RUN],
  ['regions', 'where the people are who are there already', RUN],
  ['sectors', 'what the people work at who are there already', RUN],
  ['customers', 'who the people are; those who are there would become others', RUN],
  ['splitting.lotFen', 'the size of the lots that are held already', RUN],
  ['lenders.stakeMedianFen', 'how rich the lenders are; those who are there would become others', RUN],
  ['lenders.stakeSigma', 'how rich the lenders are; those who are there would become others', RUN],
  ['lenders.stakeCapFen', 'how rich the lenders are; those who are there would become others', RUN],
  ['lenders.riskClasses', 'who the lenders are; those who are there would become others', RUN],
  ['lenders.communities', 'who knows whom, drawn when a lender comes', RUN],
  ['lenders.communitySpread', 'who knows whom, drawn when a lender comes', RUN],
  ['lenders.contacts', 'who knows whom, drawn when a lender comes', RUN],
  ['lenders.relationshipMeanDays', 'how long the first lenders had been there, which is past', RUN],
  ['lenders.visitGapMaxDays', 'the ring of days in which lenders wait for their next visit', RUN],
  [
    'confidence.mechanism',
    'how fear works: a property of lenders that they carry from their first day',
    `${RUN}; without any fear from the day on: confidence.fear=false`,
  ],
  ['confidence.graph', 'who knows whom, drawn when a lender comes', RUN],
  ['confidence.channels.contacts', 'who knows whom, drawn when a lender comes', RUN],
  ['confidence.channels.contactDelays', 'whose money each lender has heard is late', RUN],
  ['confidence.weights.contactDelays', 'whose money each lender has heard is late', RUN],
  ['confidence.elsewhere.platforms', 'on how many others each lender lends, drawn when it comes', RUN],
  ['confidence.thetaSigma', 'how much fear each lender stands, drawn when it comes', RUN],
  [
    'acquisition.growth',
    'compounded from the first day: the volume would jump to what it would be had it grown so all along',
    'change budgets (acquisition.*.NAME.budgetPerMonth), or add a shock of kind leads',
  ],
  [
    'acquisition.borrowers.*.rampMonths',
    'counted from the first day',
    'change visitsMaxPerMonth or the budget',
  ],
  ['acquisition.borrowers.*.kind', 'what kind of channel it has been', RUN],
  ['acquisition.lenders.*.kind', 'what kind of channel it has been', RUN],
  [
    'acquisition.borrowers.*.qualityShift',
    'who the people of a channel are; those who are there would become others',
    RUN,
  ],
  ['loans.*.enhancement', 'what secures the loans that are there already', RUN],
  [
    'failure.windDown.claimBasis',
    'the law by which claims are fixed in the evening of the failure, and which bears on nothing before it',
    RUN,
  ],
  ['products.*.kind', 'what the money that is in it already was promised', RUN],
  [
    'platform.shareholders.*.liquidFen',
    "the shareholder's means on the first day, which is past",
    'set refusesBelow: to make it refuse from the day on',
  ],
  [
    'guarantors.*.netAssetsFen',
    "the guarantor's means on the first day, which is past",
    'add a shock of kind guarantorLoss',
  ],
  [
    'guarantors.*.liquidShare',
    "the guarantor's means on the first day, which is past",
    'add a shock of kind guarantorLoss',
  ],
  [
    'guarantors.*.counterGuarantee.by',
    'who took over parts of its claims and has them now',
    'set counterGuarantee.share=0% to end refunds from the day on',
  ],
];

/** Maps whose names are the rows and columns of the state. */
const NAMED: readonly (readonly [path: string, remedy: string])[] = [
  [
    'institutions',
    'set limit: 1 CNY to stop one; a new one must stand in the scenario from the first day, with from: its first day',
  ],
  [
    'platform.creditLine.covenants',
    'write a bound that is never reached to lift a covenant; a new one must stand in the scenario from the first day',
  ],
  [
    'earlyWarning.lights',
    'write a bound that is never reached to put one out; a new one must stand in the scenario from the first day',
  ],
  [
    'platform.shareholders',
    'set share: 0.0001% for one that is asked no more; a new one must stand in the scenario from the first day',
  ],
  [
    'loans',
    'set the share of a product to 0 to stop it; a new one must stand in the scenario from the first day',
  ],
  [
    'products',
    'set the share of a product to 0 to stop it; a new one must stand in the scenario from the first day',
  ],
  [
    'guarantors',
    'set minScore so high that nobody passes; a new one must stand in the scenario from the first day',
  ],
  [
    'acquisition.borrowers',
    'write open: false to close a channel; a new one stands in the scenario from the first day as open: false',
  ],
  [
    'acquisition.lenders',
    'write open: false to close a channel; a new one stands in the scenario from the first day as open: false',
  ],
  [
    'assessment.sources',
    'write use: false to do without a source; a new one stands in the scenario from the first day as use: false',
  ],
];

/** The scenario in force from the day of its last fork on; the scenario itself if it has none. */
export function scenarioInForce(scenario: Scenario): Scenario {
  const { forks = [], ...rest } = scenario;
  return forks.reduce<Scenario>(withValues, rest);
}

/** The scenario with the values of a fork put in. */
export function withValues(scenario: Scenario, fork: Fork): Scenario {
  const changed = structuredClone(scenario) as unknown as Record<string, unknown>;
  for (const [path, value] of Object.entries(fork.values)) {
    const steps = path.split('.');
    const last = steps.pop()!;
    let at = changed;
    for (const step of steps) at = at[step] as Record<string, unknown>;
    at[last] = value;
  }
  return changed as unknown as Scenario;
}

/** What is asked of a fork: `before` and `after` are resolved, `running` is what is in force without it. */
export interface ForkRequest {
  /** The scenario as it is stored, with the forks it has. */
  readonly straight: Scenario;
  /** The scenario as written, and the same with the overrides set. */
  readonly before: Scenario;
  readonly after: Scenario;
  readonly day: number;
  /** What messages name as the place. */
  readonly where: string;
}

/** The scenario with one more fork, or every reason why not. */
export function forkScenario(
  request: ForkRequest,
): { readonly scenario: Scenario } | { readonly problems: Problem[] } {
  const { straight, day, where } = request;
  const problems: Problem[] = [];
  const refuse = (path: string, value: unknown, why: string, hint: string): void => {
    problems.push({
      code: 'fork-fixed',
      where,
      path,
      value,
      message: `can't be changed on a day: ${why}`,
      hint,
    });
  };
  const latest = straight.forks?.at(-1)?.fromDay ?? 0;
  if (day < 1 || day >= straight.clock.horizonDays || day <= latest) {
    const from = latest > 0 ? `${latest + 1}, after the fork that is there` : '1';
    problems.push({
      code: 'fork-day',
      where: '--at',
      path: '',
      value: day,
      message: `day of the fork: ${day} (${from}, to ${straight.clock.horizonDays - 1})`,
      hint: 'day 0 is the first day of the clock: what differs from there on is a variant, lendsim run --variant',
    });
    return { problems };
  }
  const running = scenarioInForce(straight);
  const values: Record<string, unknown> = {};
  for (const [path, value] of differences(
    request.before as unknown as Json,
    request.after as unknown as Json,
  )) {
    const now = valueAt(running as unknown as Json, path);
    const named = NAMED.find(([map]) => path === map);
    const fixed = FIXED.find(([pattern]) => isUnder(path, pattern));
    if (named !== undefined) refuse(path, undefined, 'names added or taken away', named[1]);
    else if (fixed !== undefined) refuse(path, value, fixed[1], fixed[2]);
    else if (isCollateral(path)) refuse(path, value, 'what secures the loans that are there already', RUN);
    else if (/^guarantors\.[^.]+\.counterGuarantee$/.test(path))
      refuse(
        path,
        value,
        'who took over parts of its claims and has them now',
        `${RUN}; its share and limit may change, share: 0% ends it`,
      );
    else if (path === 'rivals')
      refuse(
        path,
        value,
        'where the lenders who are there have money',
        `${RUN}; its single figures may change`,
      );
    else if (path === 'platform.selfFinancing')
      refuse(path, value, 'whose loans are in the book already', `${RUN}; its single figures may change`);
    else if (path === 'shocks' || path === 'macro.unemployment.path') {
      if (samePast(now, value, day)) values[path] = value;
      else
        refuse(
          path,
          undefined,
          `what lies before day ${day} is past`,
          `change only what comes on day ${day} or later, and keep the rest as it is`,
        );
    } else if (path === 'policies.playbook') {
      values[path] = nextBook(now as readonly Play[], value as readonly Play[], day);
    } else if (isDated(value)) {
      if (reachesBack(now, value, day))
        refuse(
          path,
          undefined,
          `a row before day ${day} is past`,
          'give the value alone: it holds from the day of the fork on',
        );
      else values[path] = fromDay(now as readonly Dated<unknown>[], value, day);
    } else values[path] = value;
  }
  if (problems.length > 0) return { problems };
  const fork: Fork = { fromDay: day, values };
  return { scenario: { ...straight, forks: [...(straight.forks ?? []), fork] } };
}

/** Paths at which two resolved scenarios differ, with the value of the second. Maps with other names differ as a whole. */
export function differences(before: Json, after: Json, path = ''): [path: string, value: unknown][] {
  const found: [string, unknown][] = [];
  const keys = Object.keys(after);
  if (path !== '' && (keys.length !== Object.keys(before).length || keys.some((key) => !(key in before))))
    return [[path, after]];
  for (const key of keys) {
    const [a, b] = [before[key], after[key]];
    const at = path === '' ? key : `${path}.${key}`;
    if (canonicalJson(a) === canonicalJson(b)) continue;
    if (isMap(a) && isMap(b)) found.push(...differences(a, b, at));
    else found.push([at, b]);
  }
  return found;
}

function isMap(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isDated(value: unknown): value is readonly Dated<unknown>[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((row) => isMap(row) && 'fromDay' in row && 'value' in row)
  );
}

function isUnder(path: string, pattern: string): boolean {
  const [steps, wanted] = [path.split('.'), pattern.split('.')];
  return wanted.every((step, i) => step === '*' || step === steps[i]);
}

/** The collateral as a whole, there or not; its figures may change. */
function isCollateral(path: string): boolean {
  return /^loans\.[^.]+\.collateral$/.test(path);
}

function valueAt(scenario: Json, path: string): unknown {
  return path.split('.').reduce<unknown>((at, step) => (isMap(at) ? at[step] : undefined), scenario);
}

/** Entries before the day are the same, in the same order. */
function samePast(now: unknown, value: unknown, day: number): boolean {
  const past = (list: unknown): unknown[] =>
    (list as readonly { readonly day: number }[]).filter((entry) => entry.day < day);
  return canonicalJson(past(now)) === canonicalJson(past(value));
}

/** A row of the past that isn't the first of all and isn't in force already. */
function reachesBack(now: unknown, rows: readonly Dated<unknown>[], day: number): boolean {
  if (!isDated(now)) return true;
  const past = rows.filter((row) => row.fromDay < day);
  if (past.length <= 1) return false;
  return canonicalJson(past) !== canonicalJson(now.filter((row) => row.fromDay < day));
}

/** The plays of `now` up to the day and those of `plays` from it on, as a dated playbook has them. */
function nextBook(now: readonly Play[], plays: readonly Play[], day: number): readonly Play[] {
  const past = now
    .filter(({ fromDay = 0 }) => fromDay < day)
    .map((play) => ({ ...play, untilDay: Math.min(play.untilDay ?? day, day) }));
  const later = plays
    .filter(({ untilDay = Infinity }) => untilDay > day)
    .map((play) => ({ ...play, fromDay: Math.max(play.fromDay ?? 0, day) }));
  return [...past, ...later];
}

/** The rows of `now` before the day, and what `rows` says from the day on. */
function fromDay(
  now: readonly Dated<unknown>[],
  rows: readonly Dated<unknown>[],
  day: number,
): readonly Dated<unknown>[] {
  const past = now.filter((row) => row.fromDay < day);
  const later = rows.filter((row) => row.fromDay >= day);
  if (later[0]?.fromDay === day) return [...past, ...later];
  const { value } = rows.filter((row) => row.fromDay < day).at(-1)!;
  const goesOn = canonicalJson(past.at(-1)!.value) === canonicalJson(value);
  return goesOn ? [...past, ...later] : [...past, { fromDay: day, value }, ...later];
}
