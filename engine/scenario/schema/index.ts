/** The schema of a scenario: the one place that types, messages, editor help and the reference page come from. */

import { REGIMES } from '../../base/law.ts';
import type { Epoch } from '../quantities.ts';
import { readCivilDate } from '../quantities.ts';
import { written } from '../messages.ts';
import type { Scenario } from '../scenario.ts';
import { z } from 'zod';
import { borrowersRun } from './borrowers-run.ts';
import { confidence } from './confidence.ts';
import { dated } from './dated.ts';
import { earlyWarning } from './early-warning.ts';
import { failure } from './failure.ts';
import type { Field } from './fields.ts';
import { block, choice, count, factor, list, meta, money, raise, span, text } from './fields.ts';
import { institutions } from './institutions.ts';
import { legal } from './legal.ts';
import { lenders } from './lenders.ts';
import * as lending from './lending.ts';
import { servicing } from './servicing.ts';
import * as market from './market.ts';
import { operations } from './operations.ts';
import { platform } from './platform.ts';
import { policies } from './policies.ts';
import * as protection from './protection.ts';
import { rivals } from './rivals.ts';
import { shocks } from './shocks.ts';
import { supervision } from './supervision.ts';

const SLUG = /^[a-z0-9][a-z0-9-]{0,59}$/;

const startDate: Field<string> = z
  .unknown()
  .transform((raw, ctx): string => {
    const read = readCivilDate(raw);
    if ('value' in read) return raw as string;
    const code = raw === undefined ? 'scenario/missing' : 'scenario/unit';
    raise(ctx, raw, { code, a: written(raw), b: read.fault, hint: 'write YYYY-MM-DD' });
    return z.NEVER;
  })
  .meta({
    type: 'string',
    pattern: '^\\d{4}-\\d{2}-\\d{2}$',
    ...meta({ is: 'First day of the clock.' }, 'date (2017-01-01)'),
  });

/** The schema for a clock that starts on a given day; dates become days of that clock. */
export function scenarioSchema(epoch: Epoch) {
  return block(
    {
      name: text({
        is: 'Name of the scenario, as in its file name.',
        pattern: SLUG,
        form: 'small letters, digits and -',
      }),
      title: block(
        { en: text({ is: 'Title in English.' }), zh: text({ is: 'Title in Chinese.' }) },
        {},
        { is: 'Title in both languages.' },
      ),
      purpose: text({ is: 'What the scenario is for.' }),
      question: text({ is: 'The question it answers.' }),
      restsOn: list(text({ is: 'Id of a source.', pattern: SLUG, form: 'an id of data/sources.yaml' }), {
        is: 'Entries of data/sources.yaml the scenario rests on, or the word assumption.',
        least: 1,
        most: 50,
      }),
      regime: dated(epoch, choice(REGIMES, 'a regime', { is: 'A regime.' }), {
        is: 'Law in force, not derived from the clock: validate says what it forbids and from which day. Another one that comes into force ends new business of what it forbids (policies.compliance) or makes a breach of it (supervision).',
      }),
      clock: block(
        { start: startDate, horizon: span(epoch, { is: 'Length of the simulation.', min: 1, max: 11_000 }) },
        { start: 'startDate', horizon: 'horizonDays' },
        { is: 'Simulated time.' },
      ),
      opening: block(
        {
          book: choice(['seasoned', 'empty'], 'an opening book', {
            is: 'A stationary book on day 0, or none.',
            default: 'seasoned',
            source: 'assumption',
          }),
          lenders: count({
            is: 'Lenders on day 0.',
            of: 'lenders',
            max: 5_000_000,
            default: 11_500,
            source: 'assumption',
          }),
          loansPerMonth: count({
            is: 'Loans contracted a month before day 0: their cohorts are the seasoned book, their volume what demand is measured by at first.',
            of: 'loans a month',
            max: 1_000_000,
            default: 2400,
            source: 'assumption',
          }),
          reserveCover: factor({
            is: 'Reserve on day 0 as a multiple of the expected loss of the book over the rest of its life.',
            max: 20,
            default: '125%',
            source: 'ratesetter-provision-fund (A)',
          }),
          platformCash: money({
            is: "Platform's own cash on day 0.",
            default: '20M CNY',
            source: 'assumption',
          }),
        },
        { platformCash: 'platformCashFen' },
        { is: 'State on day 0.', default: {}, source: 'assumption' },
      ),
      custody: choice(['segregated', 'pooled'], 'a form of custody', { is: "Who holds customers' cash." }),
      regions: market.regions,
      sectors: market.sectors,
      macro: market.macro(epoch),
      acquisition: market.acquisition(epoch),
      customers: market.customers,
      loans: lending.loans,
      products: lending.products,
      assessment: lending.assessment,
      credit: lending.credit,
      pricing: lending.pricing(epoch),
      splitting: lending.splitting,
      matching: lending.matching,
      servicing,
      guarantors: protection.guarantors,
      guarantee: protection.guarantee,
      reserve: protection.reserve(epoch),
      lenders,
      institutions: institutions(epoch),
      rivals: rivals(epoch),
      confidence,
      policies: policies(epoch),
      borrowersRun,
      platform,
      operations,
      failure,
      supervision,
      legal,
      earlyWarning,
      shocks: shocks(epoch),
    },
    {},
    { is: 'A scenario of lendsim.' },
  );
}

/** What the schema gives; test/scenario checks that it is `Scenario`, both ways. */
export type Resolved = z.output<ReturnType<typeof scenarioSchema>>;

/** The schema as the rest of the program sees it. */
export function schemaFor(epoch: Epoch): Field<Scenario> {
  return scenarioSchema(epoch);
}
