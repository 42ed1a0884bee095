/** Funding Circle's sale queue of 2019: waits grow with a steady shortfall of buyers, and other rules share them out otherwise. */
import type { ReplicationOutcome } from '../../outcome.ts';
import { meanOf, sumOf, turnDays, unexplainedFen, waitAround, waitByFlows } from './exit-queue.ts';
import { observed, type Replay } from './replay.ts';

const FILE = 'queue-2019';
const SOURCE = 'funding-circle-2019';
/** Days of the scenario before the shortfall: October to December 2018. */
const BEGINS = 92;
/** To the autumn of 2019. */
const AFTER = 274;
const PART_FEN = 100_000;
const EXPIRY = 120;
const REPLICATIONS = 16;
const PAIRED = 6;

/** The shortfall goes on for as long as the longer horizon. */
const LONGER = ['clock.horizon=760d', 'shocks.1.over=756d', 'shocks.2.over=668d'];
const FIFO_BAND = [90, 135] as const;

const wait = (outcome: ReplicationOutcome) => waitAround(outcome, BEGINS + AFTER);
const firstPart = (outcome: ReplicationOutcome) => waitAround(outcome, BEGINS + AFTER, 'firstSoldDay');
/** Wait for the first sale in turns of a round robin. */
const turns = (outcome: ReplicationOutcome) =>
  firstPart(outcome) / turnDays(outcome, BEGINS + AFTER, PART_FEN);
/** Fen times days that claims waited for buyers since the shortfall began. */
const waited = (outcome: ReplicationOutcome) => sumOf(outcome, 'transferOffersFen', BEGINS, BEGINS + AFTER);
const ageAtLast = (outcome: ReplicationOutcome) =>
  meanOf(outcome, 'transferAgeDays', outcome.dayCount - 30, outcome.dayCount);
const arithmetic = (outcome: ReplicationOutcome) => wait(outcome) / waitByFlows(outcome, BEGINS, AFTER);

export const queue2019: Replay = {
  name: 'queue-2019',
  title:
    'The sale queue of 2019: first in, first out under a shortfall of buyers of 29 %, and what other rules do',
  sources: [SOURCE, 'assetz-2020'],
  intervals: { level: '95 %', over: 'replications' },
  async run({ scenario, simulate }) {
    const variant = (name: string, set: readonly string[]) => scenario(FILE, set, name);
    const [fifo] = await simulate([variant('fifo', [])], REPLICATIONS);
    const [turn, balanced, longer, expiring] = await simulate(
      [
        variant('turns', ['policies.exits.rule=roundRobin', `policies.exits.part=${PART_FEN / 100} CNY`]),
        variant('no-shortfall', ['shocks.2.multiplier=100%']),
        variant('longer', LONGER),
        variant('expiring', [...LONGER, `policies.exits.expiry=${EXPIRY}d`]),
      ],
      PAIRED,
    );
    const paired = (turn ?? []).map((outcome, i) => waited(outcome) / waited(fifo![i]!));
    const all = [fifo, turn, balanced, longer, expiring].flatMap((outcomes) => outcomes ?? []);
    return {
      rows: [
        observed('wait of an exit asked for after 274 days', 'days', fifo!.map(wait), FIFO_BAND, SOURCE),
        observed('that wait / (w/b - 1) t by the flows', 'x', fifo!.map(arithmetic), [0.85, 1.15], SOURCE),
        observed(
          'age of offers sold after 640 days, taken off at 120',
          'days',
          expiring!.map(ageAtLast),
          [100, EXPIRY],
          SOURCE,
        ),
        observed(
          'round robin: first part, in turns of one part each',
          'turns',
          turn!.map(turns),
          [0, 1],
          SOURCE,
        ),
        observed(
          'round robin: time waited by all money / first in, first out',
          'x',
          paired,
          [0.9, 1.1],
          SOURCE,
        ),
        observed(
          'money made or lost on the way, all variants',
          'fen',
          all.map((outcome) => unexplainedFen(outcome, BEGINS)),
          [0, 0],
          SOURCE,
        ),
      ],
      controls: [
        observed('no shortfall: wait', 'days', balanced!.map(wait), FIFO_BAND, SOURCE),
        observed('round robin: wait for the first part', 'days', turn!.map(firstPart), FIFO_BAND, SOURCE),
        observed('first in, first out: first part, in turns', 'turns', fifo!.map(turns), [0, 1], SOURCE),
        observed(
          'never taken off: age of offers sold',
          'days',
          longer!.map(ageAtLast),
          [100, EXPIRY],
          SOURCE,
        ),
      ],
    };
  },
};
