/** Blocks on behaviour under way: lenders, confidence, policies, borrowers' run, the platform, failure. */

import { z } from 'zod';
import { RISK_CLASSES, type RiskClass } from '../../base/vocabulary.ts';
import type { Epoch } from '../quantities.ts';
import { readDays } from '../quantities.ts';
import { written } from '../messages.ts';
import { nearestWord } from '../nearest.ts';
import type { Action, Play } from '../scenario.ts';
import { dated } from './dated.ts';
import type { About, Field } from './fields.ts';
import {
  block,
  choice,
  count,
  days,
  flag,
  list,
  money,
  number,
  orNone,
  promise,
  raise,
  rate,
  text,
  weight,
} from './fields.ts';
import { readCondition } from './protection.ts';

function byClass(of: (name: RiskClass, index: number) => Field<number>, about: About) {
  const [C1, C2, C3, C4, C5] = RISK_CLASSES;
  return block(
    { [C1]: of(C1, 0), [C2]: of(C2, 1), [C3]: of(C3, 2), [C4]: of(C4, 3), [C5]: of(C5, 4) },
    {},
    about,
  );
}

/** How lenders hold and move their money. */
export const lenders = block(
  {
    stakeMedian: money({
      is: 'Median of what a lender means to hold on the platform.',
      positive: true,
      default: '14.2k CNY',
      source: 'assumption',
    }),
    stakeSigma: number({
      is: 'Standard deviation of the log stake.',
      unit: 'log',
      min: 0,
      max: 4,
      default: 1.976,
      source: 'wdzj-panel-2017-2018 (A)',
    }),
    stakeCap: money({ is: 'Largest stake.', positive: true, default: '5M CNY', source: 'assumption' }),
    riskClasses: byClass(
      (c, i) =>
        weight({
          is: `Weight of class ${c}.`,
          default: ['25%', '25%', '35%', '10%', '5%'][i]!,
          source: 'assumption',
        }),
      {
        is: 'Weights of the risk classes, conservative first; normalised.',
        default: {},
        source: 'assumption',
      },
    ),
    firstDepositShare: rate({
      is: 'Share of the stake that the first deposit brings.',
      default: '40%',
      source: 'assumption',
    }),
    visitGapMin: days({
      is: 'Shortest time between two visits of a lender; all up to the longest are equally likely.',
      min: 1,
      default: '3d',
      source: 'assumption',
    }),
    visitGapMax: days({
      is: 'Longest time between two visits of a lender.',
      min: 1,
      default: '30d',
      source: 'assumption',
    }),
    topUpShare: rate({
      is: 'Share of the stake a visiting lender adds when listings want money, as far as the stake has room.',
      default: '15%',
      source: 'assumption',
    }),
    demandSpan: days({
      is: 'Days of open listings and claims for sale (at the mean daily volume) at which visitors bring the full share.',
      whole: false,
      positive: true,
      default: '3d',
      source: 'assumption',
    }),
    idlePatience: days({
      is: 'Days in the matching queue after which cash is withdrawn, at the next visit.',
      default: '14d',
      source: 'assumption',
    }),
    churnPerMonth: rate({
      is: 'Share of lenders outside plans who leave in 30 days for reasons of their own.',
      max: 0.99,
      default: '4%',
      source: 'assumption',
    }),
    pauseMean: days({
      is: 'Mean time until the others who left for reasons of their own come back.',
      positive: true,
      default: '90d',
      source: 'assumption',
    }),
    neverReturnShare: rate({
      is: 'Share of those who left for reasons of their own who never come back.',
      default: '50%',
      source: 'assumption',
    }),
    communities: count({
      is: 'Communities lenders belong to; seen with graph: community.',
      of: 'communities',
      min: 1,
      // A lender's community is kept in 16 bits.
      max: 65_536,
      default: 200,
      source: 'assumption',
    }),
  },
  {
    stakeMedian: 'stakeMedianFen',
    stakeCap: 'stakeCapFen',
    visitGapMin: 'visitGapMinDays',
    visitGapMax: 'visitGapMaxDays',
    demandSpan: 'demandDays',
    idlePatience: 'idlePatienceDays',
    pauseMean: 'pauseMeanDays',
  },
  { is: 'How lenders hold and move their money.', default: {}, source: 'assumption' },
);

const channel = (is: string): Field<boolean> => flag({ is, default: true, source: 'assumption' });
const signal = (is: string, value: number): Field<number> =>
  number({
    is,
    unit: 'log hazard per unit of the signal',
    min: 0,
    max: 1000,
    default: value,
    source: 'assumption',
  });

/** What makes lenders run. */
export const confidence = block(
  {
    mechanism: choice(['hazard', 'threshold', 'epidemic', 'none'], 'a mechanism of confidence', {
      is: 'How fear becomes exits: a hazard that signals multiply, a threshold of contacts away, fear that is caught.',
      default: 'hazard',
      source: 'assumption',
    }),
    graph: choice(['contact', 'community', 'complete'], 'a graph', {
      is: 'Who sees whom leave: personal contacts, the members of the own community, everybody.',
      default: 'contact',
      source: 'assumption',
    }),
    channels: block(
      {
        contacts: channel('Contacts who left in fear are seen.'),
        delays: channel('Own delayed withdrawals are felt, the oldest disclosed is read.'),
        coverage: channel('Reserve coverage as disclosed is read.'),
        overdue: channel('Overdue as disclosed is read.'),
        news: channel('Rumours, failures of rivals and calming disclosures are heard.'),
        guarantors: channel('Failures of guarantors are seen.'),
        anticipation: channel('The gain of leaving before the others is anticipated.'),
      },
      {},
      { is: 'Channels of contagion, each a switch.', default: {}, source: 'assumption' },
    ),
    baseHazardDaily: rate({
      is: 'Panic hazard per day with nothing to worry about, before personal calm.',
      max: 0.1,
      default: '1bp',
      source: 'assumption',
    }),
    hazardCapDaily: rate({
      is: 'Largest panic hazard per day of a class, before personal calm and what the lender sees and waits for itself.',
      positive: true,
      default: '25%',
      source: 'svb-2023 (B)',
    }),
    classSensitivity: byClass(
      (c, i) =>
        number({
          is: `Multiplier on the public signal, in the log hazard, of class ${c}.`,
          unit: 'factor',
          min: 0,
          max: 100,
          default: [1.5, 1.2, 1, 0.8, 0.7][i]!,
          source: 'assumption',
        }),
      {
        is: 'Multiplier on the public signal, in the log hazard, by risk class.',
        default: {},
        source: 'assumption',
      },
    ),
    thetaSigma: number({
      is: 'Standard deviation of personal calm among lenders.',
      unit: 'log hazard',
      min: 0,
      max: 5,
      default: 0.8,
      source: 'assumption',
    }),
    weights: block(
      {
        news: signal('Weight of news: rumours and failures of rivals, less the calm of disclosures.', 4),
        coverage: signal(
          'Weight of missing coverage: 1 less the disclosed reserve and its claims over the expected lifetime loss.',
          2,
        ),
        overdue: signal('Weight of the excess of the overdue ratio, as a multiple of the reference.', 8),
        contacts: signal('Weight of the share of contacts who left in fear in the last week.', 4),
        delay: signal(
          "Weight of a delay of ten days or more, one's own or the oldest disclosed; shorter ones in proportion.",
          0.5,
        ),
        guarantors: signal('Weight of the news that a guarantor failed, fading with the news half-life.', 2),
        anticipation: signal('Weight of the gain of leaving now against waiting.', 3),
      },
      {},
      { is: 'What each signal adds to the log hazard.', default: {}, source: 'assumption' },
    ),
    threshold: block(
      {
        mean: rate({
          is: 'Mean of the thresholds: share of those a lender knows who are away at which it leaves.',
          default: '50%',
          source: 'assumption',
        }),
        sigma: number({
          is: 'Standard deviation of thresholds among lenders (normal; at 0 or below they leave at once).',
          unit: 'share',
          min: 0,
          max: 5,
          default: 0.15,
          source: 'assumption',
        }),
        signalEffect: number({
          is: 'By how much one unit of the signals (public by class, own delay) lowers every threshold.',
          unit: 'share per unit of the signal',
          min: 0,
          max: 10,
          default: 0.1,
          source: 'assumption',
        }),
      },
      {},
      { is: 'The threshold mechanism.', default: {}, source: 'assumption' },
    ),
    epidemic: block(
      {
        transmission: rate({
          is: 'Chance a day that a lender who left frightens one of those who know it.',
          max: 0.99,
          default: '2%',
          source: 'assumption',
        }),
        infectiousPeriod: days({
          is: 'How long it does, from the day after it left.',
          min: 1,
          max: 365,
          default: '7d',
          source: 'assumption',
        }),
      },
      { infectiousPeriod: 'infectiousDays' },
      { is: 'The epidemic mechanism.', default: {}, source: 'assumption' },
    ),
    overdueReference: rate({
      is: 'Overdue ratio lenders take for granted.',
      min: 0.0001,
      default: '4%',
      source: 'assumption',
    }),
    newsHalfLife: days({
      is: "Half-life of the news of rivals' and guarantors' failures; a rumour has its own.",
      whole: false,
      positive: true,
      default: '20d',
      source: 'assumption',
    }),
    neverReturnShare: rate({
      is: 'Share of those who ran who never come back.',
      default: '80%',
      source: 'assumption',
    }),
    returnMean: days({
      is: 'Mean time until the others who ran come back.',
      positive: true,
      default: '180d',
      source: 'assumption',
    }),
  },
  { newsHalfLife: 'newsHalfLifeDays', returnMean: 'returnMeanDays' },
  { is: 'What makes lenders run.', default: {}, source: 'assumption' },
);

const payoutValue = block(
  {
    rule: choice(
      ['instant', 'fifo', 'proRata'],
      'a payout rule',
      { is: 'Who is paid when there is not enough.', default: 'fifo', source: 'assumption' },
      {
        later: {
          matched: 'payout matched 1:1 with new money',
          gate: 'the payout gate',
          haircut: 'payout with a haircut',
        },
      },
    ),
    promised: promise({
      is: 'Time within which a withdrawal is promised; under instant the same day.',
      default: '1 workdays',
      source: 'escrow-2017 (B)',
    }),
    dailyCap: orNone(money({ is: 'Largest sum paid a day.', positive: true }), {
      is: 'Largest sum paid a day, or null.',
      default: null,
      source: 'assumption',
    }),
  },
  {},
  { is: 'A payout rule.' },
);

/** The promise is one value in YAML and two once resolved. */
const payout = payoutValue.transform(({ rule, promised, dailyCap }) => ({
  rule,
  promisedDays: promised.days,
  workdays: promised.workdays,
  dailyCapFen: dailyCap,
})) as Field<{
  rule: 'instant' | 'fifo' | 'proRata';
  promisedDays: number;
  workdays: boolean;
  dailyCapFen: number | null;
}>;

const ACTIONS: Readonly<Record<string, Field<Action> | null>> = {
  drawCreditLine: null,
  raiseRate: rate({ is: 'By how much the lender rate rises.', max: 0.2 }).transform((by): Action => ({
    kind: 'raiseRate',
    by,
  })),
  disclose: block(
    {
      calm: rate({ is: 'News it takes away: 100% silences a rumour of intensity 100%.' }),
      halfLife: days({
        is: 'Half-life of the calm.',
        whole: false,
        positive: true,
        default: '20d',
        source: 'assumption',
      }),
    },
    { halfLife: 'halfLifeDays' },
    { is: 'Disclosure that calms lenders.' },
  ).transform((read): Action => ({ kind: 'disclose', ...read })),
  topUpReserve: money({ is: 'Own money put into the reserve.' }).transform((fen): Action => ({
    kind: 'topUpReserve',
    fen,
  })),
  callCapital: block(
    {
      amount: money({ is: 'Capital called.' }),
      delay: days({ is: 'Days until it is paid in.', default: '30d', source: 'assumption' }),
    },
    { amount: 'fen', delay: 'delayDays' },
    { is: 'Capital called from shareholders.' },
  ).transform((read): Action => ({ kind: 'callCapital', ...read })),
  throttleLending: rate({ is: 'Share still lent of what would be lent without it.' }).transform(
    (to): Action => ({
      kind: 'throttleLending',
      to,
    }),
  ),
};
const ACTIONS_LATER: Readonly<Record<string, string>> = {
  suspend: 'suspension of payouts',
  staySilent: 'staying silent as an action',
  repaymentPlan: 'a dated repayment plan',
  useReserve: 'using the reserve for withdrawals',
};
const ACTION_WORDS = Object.keys(ACTIONS);

function readAction(raw: unknown, ctx: z.RefinementCtx, path: (string | number)[]): Action | null {
  const isMap = typeof raw === 'object' && raw !== null && !Array.isArray(raw);
  const [word, ...others] = typeof raw === 'string' ? [raw] : isMap ? Object.keys(raw) : [];
  if (word === undefined || others.length > 0) {
    raise(
      ctx,
      raw,
      {
        code: 'scenario/form',
        a: written(raw),
        b: 'is not an action',
        hint: 'write drawCreditLine or { raiseRate: 80bp }',
      },
      path,
    );
    return null;
  }
  const field = Object.hasOwn(ACTIONS, word) ? ACTIONS[word] : undefined;
  const at = isMap ? [...path, word] : path;
  if (field === undefined) {
    const later = ACTIONS_LATER[word];
    const near = nearestWord(word, ACTION_WORDS);
    const words = `one of: ${ACTION_WORDS.join(', ')}`;
    const hint = near === null ? words : `${words}      did you mean ${near}?`;
    raise(
      ctx,
      raw,
      later === undefined
        ? { code: 'scenario/unknown-value', a: written(word), b: 'an action', hint }
        : { code: 'scenario/not-yet', a: later, hint: words },
      at,
    );
    return null;
  }
  if (field === null) return { kind: 'drawCreditLine' };
  const value = isMap ? (raw as Record<string, unknown>)[word] : undefined;
  if (word === 'disclose' && typeof value === 'object' && value !== null && 'plan' in value) {
    raise(
      ctx,
      value,
      {
        code: 'scenario/not-yet',
        a: 'a dated repayment plan',
        hint: 'write { disclose: { calm: 50%, halfLife: 20d } }',
      },
      [...at, 'plan'],
    );
    return null;
  }
  const result = field.safeParse(value);
  if (result.success) return result.data;
  for (const issue of result.error.issues)
    ctx.issues.push({ ...issue, input: value, path: [...at, ...issue.path] } as (typeof ctx.issues)[number]);
  return null;
}

const PLAY_KEYS = ['name', 'when', 'clearWhen', 'do', 'delay'];

function readPlay(raw: unknown, ctx: z.RefinementCtx, index: number): Play | null {
  const hint = 'write { when: { netOutflow7d: { above: 6% } }, do: [drawCreditLine] }';
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    raise(ctx, raw, { code: 'scenario/form', a: written(raw), b: 'is not a play', hint }, [index]);
    return null;
  }
  const play = raw as Record<string, unknown>;
  for (const key of Object.keys(play).filter((k) => !PLAY_KEYS.includes(k))) {
    const isLater = key === 'needs';
    raise(
      ctx,
      play,
      isLater
        ? {
            code: 'scenario/not-yet',
            a: 'approval by the board (needs)',
            hint: 'state its time as delay: 5d',
          }
        : { code: 'scenario/unknown-key', a: key, hint: `keys here: ${PLAY_KEYS.join(', ')}` },
      [index, key],
    );
  }
  const when = readCondition(play['when'], ctx, [index, 'when']);
  const clearWhen =
    play['clearWhen'] === undefined ? null : readCondition(play['clearWhen'], ctx, [index, 'clearWhen']);
  const todo = Array.isArray(play['do']) ? (play['do'] as unknown[]) : [play['do']];
  const actions = todo.map((action, i) =>
    readAction(action, ctx, Array.isArray(play['do']) ? [index, 'do', i] : [index, 'do']),
  );
  const delay = play['delay'] === undefined ? { value: 0 } : readDays(play['delay']);
  if ('fault' in delay)
    raise(
      ctx,
      play['delay'],
      { code: 'scenario/unit', a: written(play['delay']), b: delay.fault, hint: 'write 5d' },
      [index, 'delay'],
    );
  const name = play['name'] ?? `play-${index + 1}`;
  if (typeof name !== 'string')
    raise(ctx, name, { code: 'scenario/text', a: written(name), hint: 'wanted: a name' }, [index, 'name']);
  if (when === null) return null;
  const opposite = { ...when, side: when.side === 'above' ? 'below' : 'above' } as const;
  return {
    name: typeof name === 'string' ? name : '',
    when,
    clearWhen: clearWhen ?? opposite,
    actions: actions.filter((action) => action !== null),
    delayDays: 'value' in delay ? Math.max(0, delay.value) : 0,
  };
}

const playbook: Field<readonly Play[]> = z
  .unknown()
  .transform((raw, ctx): readonly Play[] => {
    if (!Array.isArray(raw)) {
      raise(ctx, raw, { code: 'scenario/not-a-list', a: written(raw) });
      return [];
    }
    return raw.map((play: unknown, i) => readPlay(play, ctx, i)).filter((play) => play !== null);
  })
  .meta({
    allOf: [{ $ref: '#/definitions/playbook' }],
    description:
      'Responses that a trigger sets off: when, clearWhen (default: the opposite), do, delay. Source: assumption.',
    'x-is': 'Responses that a trigger sets off: when, clearWhen (default: the opposite), do, delay.',
    'x-unit': 'list',
    'x-source': 'assumption',
  })
  .prefault([]);

/** Standing rules and triggered responses. */
export const policies = (epoch: Epoch) =>
  block(
    {
      payout: dated(epoch, payout, {
        is: 'How withdrawals are paid.',
        default: {},
        source: 'escrow-2017 (B)',
      }),
      playbook,
      poolPaysCosts: flag({
        is: "Pooled custody only: costs may be met from customers' money when own cash is gone.",
        default: false,
        source: 'assumption',
      }),
      coverPool: flag({
        is: 'Pooled custody only: the platform gives its own cash to the pool before it lets a withdrawal wait.',
        default: true,
        source: 'assumption',
      }),
    },
    {},
    { is: 'Standing rules and triggered responses.', default: {}, source: 'assumption' },
  );

/** The borrowers' run. */
export const borrowersRun = block(
  {
    wilful: flag({
      is: 'Whether distress of the platform raises wilful non-payment.',
      default: true,
      source: 'assumption',
    }),
    collection: flag({ is: 'Whether it cuts collection.', default: true, source: 'assumption' }),
    refinancing: flag({ is: 'Whether it cuts refinancing.', default: true, source: 'assumption' }),
    wilfulEffect: number({
      is: 'Multiplier on the hazard of the first missed instalment at full distress, minus one.',
      unit: 'factor',
      min: 0,
      max: 20,
      default: 0.5,
      source: 'evasion-2018 (C)',
    }),
    collectionEffect: rate({
      is: 'Share of recoveries and cures lost at full distress.',
      default: '50%',
      source: 'assumption',
    }),
    refinancingShare: rate({
      is: 'Share of last instalments that hang on a new loan.',
      default: '10%',
      source: 'assumption',
    }),
    halfLife: days({
      is: 'Half-life of the gap between distress and what its cause calls for, rising or falling.',
      whole: false,
      positive: true,
      default: '60d',
      source: 'assumption',
    }),
  },
  { halfLife: 'halfLifeDays' },
  { is: "The borrowers' run.", default: {}, source: 'assumption' },
);

const department = (what: string, headcount: number, salary: string) =>
  block(
    {
      headcount: count({
        is: `Persons in ${what}.`,
        of: 'persons',
        max: 100_000,
        default: headcount,
        source: 'assumption',
      }),
      salaryPerMonth: money({
        is: 'Cost of a person a calendar month.',
        default: salary,
        source: 'assumption',
      }),
    },
    { salaryPerMonth: 'salaryPerMonthFen' },
    { is: `Department: ${what}.`, default: {}, source: 'assumption' },
  );

/** The operator. */
export const platform = block(
  {
    departments: block(
      {
        review: department('review', 30, '9k CNY'),
        service: department('customer service', 20, '6.5k CNY'),
        finance: department('finance', 10, '9k CNY'),
        marketing: department('marketing and operations', 25, '9k CNY'),
        technology: department('technology', 25, '16k CNY'),
        collections: department('collections', 30, '7k CNY'),
      },
      {},
      { is: 'Departments: persons and pay.', default: {}, source: 'assumption' },
    ),
    technologyPerMonth: money({
      is: 'Technology and rent a calendar month.',
      default: '300k CNY',
      source: 'assumption',
    }),
    creditLine: block(
      {
        limit: money({ is: 'Limit of the credit line.', default: '0 CNY', source: 'assumption' }),
        ratePerYear: rate({ is: 'Rate a year on what is drawn.', default: '8%', source: 'assumption' }),
        undrawnFeePerYear: rate({
          is: 'Fee a year on what is not drawn.',
          default: '0.5%',
          source: 'assumption',
        }),
      },
      { limit: 'limitFen' },
      { is: 'Credit line of the platform.', default: {}, source: 'assumption' },
    ),
  },
  { technologyPerMonth: 'technologyPerMonthFen' },
  { is: 'The operator: staff, costs, capital.', default: {}, source: 'assumption' },
);

const liquidityTest = block(
  {
    products: list(text({ is: 'A lender product of kind plan, or cash.' }), {
      is: 'Products whose promises are tested: a plan by its name; cash is every withdrawal but those of ended plans.',
      least: 1,
      default: ['cash'],
      source: 'assumption',
    }),
    unpaidBeyond: days({
      is: 'Days past the promise that are tolerated.',
      default: '7d',
      source: 'assumption',
    }),
  },
  { unpaidBeyond: 'unpaidBeyondDays' },
  { is: 'A promised withdrawal or expired plan unpaid beyond the tolerance.' },
);

/** When the platform has failed. */
export const failure = block(
  {
    liquidity: orNone(liquidityTest, {
      is: 'Failure by unpaid promises, or null.',
      default: {},
      source: 'assumption',
    }),
    capitalFloor: orNone(money({ is: 'Equity floor.', min: -1e14 }), {
      is: 'Equity below which the platform has failed, or null.',
      default: '0 CNY',
      source: 'assumption',
    }),
    reserve: flag({
      is: 'Whether an unpaid obligation of the reserve is a failure.',
      default: false,
      source: 'assumption',
    }),
    guarantorCascade: orNone(
      rate({ is: 'Share of the guaranteed book whose guarantor has failed.', positive: true }),
      {
        is: 'Share of the guaranteed book whose guarantor has failed from which the platform has failed, or null.',
        default: null,
        source: 'assumption',
      },
    ),
    windDown: block(
      {
        distributionEvery: days({
          is: 'Days between two distributions.',
          min: 1,
          default: '30d',
          source: 'assumption',
        }),
        servicingEffect: rate({
          is: 'Effect of collection in the wind-down, whatever the collectors.',
          default: '60%',
          source: 'assumption',
        }),
      },
      { distributionEvery: 'distributionEveryDays' },
      { is: 'What happens after failure.', default: {}, source: 'assumption' },
    ),
  },
  { capitalFloor: 'capitalFloorFen' },
  { is: 'When the platform has failed.', default: {}, source: 'assumption' },
);
