/** Block confidence: what makes lenders run. */

import type { Field } from './fields.ts';
import { block, choice, days, factor, flag, number, rate } from './fields.ts';
import { byClass } from './by-class.ts';

const channel = (is: string): Field<boolean> => flag({ is, default: true, source: 'assumption' });
const lag = (what: string): Field<number> =>
  days({
    is: `Days that pass until lenders see ${what}, beyond those it takes anyhow.`,
    max: 365,
    default: '0d',
    source: 'assumption',
  });
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
    fear: flag({
      is: 'Whether lenders hear signals and take fright at all; false, from a day on by a fork: the same market without a run.',
      default: true,
      source: 'assumption',
    }),
    channels: block(
      {
        contacts: channel('Contacts who left in fear are seen.'),
        delays: channel('Own delayed withdrawals are felt, the oldest disclosed is read.'),
        contactDelays: channel('Contacts whose withdrawals are late are heard of.'),
        coverage: channel('Reserve coverage as disclosed is read.'),
        overdue: channel('Overdue as disclosed is read.'),
        news: channel('Rumours and calming disclosures are heard.'),
        rivals: channel('Failures of rival platforms are heard of.'),
        guarantors: channel('Failures of guarantors are seen.'),
        ownGuarantors: channel('Which of the own claims hang on a guarantor that failed is looked at.'),
        incidents: channel('Incidents (outages, thefts) are heard of.'),
        regulator: channel('Measures of the regulator are heard of.'),
        premium: channel('A rate above the market is read as a warning by those who worry.'),
        anticipation: channel('The gain of leaving before the others is anticipated.'),
        promises: channel('Whether dated repayments that were promised are made is seen.'),
        complaints: channel('Complaints about the service are heard of.'),
        elsewhere: channel('Who loses money on another platform takes fright.'),
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
        rivals: number({
          is: 'News that a point of failures of rivals makes, before the weight of news.',
          unit: 'news per point',
          min: 0,
          max: 100,
          default: 1,
          source: 'assumption',
        }),
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
        contactDelays: signal('Weight of the share of contacts whose own money is late.', 0),
        guarantors: signal('Weight of the news that a guarantor failed, fading with the news half-life.', 2),
        ownGuarantors: signal(
          "Weight of the share of the lender's own claims whose guarantor failed: who holds none hears nothing by this way.",
          0,
        ),
        incidents: signal('Weight of the news of incidents.', 2),
        regulator: signal("Weight of the news of the regulator's measures.", 2),
        premium: signal(
          'Weight of a point of rate above the market, for lenders whom the other public signals worry by one or more; in proportion below.',
          0,
        ),
        anticipation: signal('Weight of the gain of leaving now against waiting.', 3),
        promises: signal('Weight of dated promises seen broken, less those seen kept.', 4),
        complaints: signal('Weight of the complaints heard of, as a share of investing lenders.', 8),
      },
      {},
      { is: 'What each signal adds to the log hazard.', default: {}, source: 'assumption' },
    ),
    lags: block(
      {
        news: lag('a rumour'),
        rivals: lag("rivals' failures"),
        coverage: lag('the coverage disclosed'),
        overdue: lag('the overdue disclosed'),
        delays: lag('the oldest delay disclosed (their own they feel at once)'),
        contacts: lag('that a contact left'),
        contactDelays: lag("that a contact's money is late"),
        guarantors: lag("guarantors' failures"),
        ownGuarantors: lag('that the guarantor of own claims failed'),
        incidents: lag('an incident'),
        complaints: lag('complaints about the service'),
        regulator: lag("the regulator's measures"),
        premium: lag('the rate offered'),
        anticipation: lag('what can be gained by leaving now'),
        elsewhere: lag('that another platform of theirs failed'),
      },
      {},
      { is: 'How long each signal takes to be seen.', default: {}, source: 'assumption' },
    ),
    marketRate: rate({
      is: 'Lender rate of the market, a year: what the rate offered on grade C is held against.',
      max: 1,
      default: '10%',
      source: 'wdzj-panel-2017-2018 (A)',
    }),
    sizeEffect: number({
      is: 'Personal fear per log of the own stake over the median stake: above 0 the large leave first.',
      unit: 'log hazard per log stake',
      min: -5,
      max: 5,
      default: 0,
      source: 'assumption',
    }),
    relationshipEffect: number({
      is: 'Personal calm per log of the months a lender has been with the platform, in steps of a doubling from one month to 64.',
      unit: 'log hazard per log month',
      min: -5,
      max: 5,
      default: 0,
      source: 'assumption',
    }),
    rateEffect: number({
      is: 'Personal fear per point of rate above the market on the day the lender came, or came back: money that came for the rate leaves first.',
      unit: 'log hazard per point',
      min: -5,
      max: 5,
      default: 0,
      source: 'assumption',
    }),
    promises: block(
      {
        kept: rate({
          is: 'Good news that a repayment made on its promised date is; one wholly missed is bad news of 100%.',
          default: '50%',
          source: 'assumption',
        }),
        lag: days({
          is: 'Days after the date until it is known whether it was kept.',
          min: 1,
          default: '1d',
          source: 'assumption',
        }),
        halfLife: days({
          is: 'Half-life of that news.',
          whole: false,
          positive: true,
          default: '30d',
          source: 'assumption',
        }),
      },
      { lag: 'lagDays', halfLife: 'halfLifeDays' },
      { is: 'How dated repayments are read.', default: {}, source: 'assumption' },
    ),
    silence: block(
      {
        growthDaily: rate({
          is: 'News that a day without an answer adds, share of the news there is and of the lateness (all of it at 1% of what is owed to lenders).',
          default: '0%',
          source: 'assumption',
        }),
        grace: days({
          is: 'Days for which a disclosure answers what is said.',
          default: '30d',
          source: 'assumption',
        }),
      },
      { grace: 'graceDays' },
      {
        is: 'What talk makes of news that the platform leaves unanswered.',
        default: {},
        source: 'assumption',
      },
    ),
    leak: block(
      {
        hazardDaily: rate({
          is: "Chance a day that insiders tell, times the share of lenders' money that is missing and the share of the last payroll not paid.",
          default: '0%',
          source: 'assumption',
        }),
        loudness: factor({
          is: "News of a leak for each part of lenders' money that it says is missing: at 5, a fifth missing is as loud as a rumour of 100%.",
          max: 100,
          default: 5,
          source: 'assumption',
        }),
        halfLife: days({
          is: 'Half-life of that news.',
          whole: false,
          positive: true,
          default: '30d',
          source: 'assumption',
        }),
      },
      { halfLife: 'halfLifeDays' },
      { is: 'Insiders who tell what the books hide.', default: {}, source: 'assumption' },
    ),
    elsewhere: block(
      {
        platforms: number({
          is: 'Mean number of other platforms on which a lender lends (Poisson; 1.97 leaves 14% with none, as in a survey of 2015). Each fails with the share of rivals that fail, day by day (shocks rivalFailures).',
          unit: 'platforms',
          min: 0,
          max: 100,
          default: 0,
          source: 'assumption',
        }),
        leaveShare: rate({
          is: 'Chance that a lender who lost money on one of them leaves here too.',
          default: '50%',
          source: 'assumption',
        }),
      },
      {},
      { is: 'Lenders with money on other platforms.', default: {}, source: 'assumption' },
    ),
    holdBack: factor({
      is: 'How strongly the public signal keeps lenders of single lots who are still there from lending again what comes back: a share 1 - exp(-holdBack x signal) of them takes it out instead. At 1 as it keeps them from bringing money and from renewing plans; at 0 not at all.',
      max: 100,
      default: 0,
      source: 'assumption',
    }),
    threshold: block(
      {
        law: choice(['normal', 'uniform'], 'a law of thresholds', {
          is: 'Law of the thresholds among lenders, with the mean and the standard deviation below.',
          default: 'normal',
          source: 'assumption',
        }),
        mean: rate({
          is: 'Mean of the thresholds: share of those a lender knows who are away at which it leaves.',
          default: '50%',
          source: 'assumption',
        }),
        sigma: number({
          is: 'Standard deviation of thresholds among lenders (at 0 or below they leave at once).',
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
        recovery: choice(['fixed', 'exponential'], 'a law of recovery', {
          is: 'Whether all frighten for the same time, or each day is the last one with the same chance.',
          default: 'fixed',
          source: 'assumption',
        }),
        infectiousPeriod: days({
          is: 'How long it does, from the day after it left (the mean, if recovery is exponential).',
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
