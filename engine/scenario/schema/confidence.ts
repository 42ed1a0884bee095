/** Block confidence: what makes lenders run. */

import type { Field } from './fields.ts';
import { block, choice, days, flag, number, rate } from './fields.ts';
import { byClass } from './by-class.ts';

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
        complaints: channel('Complaints about the service are heard of.'),
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
        complaints: signal('Weight of the complaints heard of, as a share of investing lenders.', 8),
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
