/** Block operations: what goes through hands and machines, and what happens when they fail. */

import { block, choice, count, days, factor, money, number, orNone, rate } from './fields.ts';

const minutes = (is: string, value: number) =>
  number({ is, unit: 'minutes', min: 0, max: 10_000, default: value, source: 'assumption' });

const errors = (what: string, trained: string, untrained: string) => ({
  errorShare: rate({
    is: `Share of ${what} that a trained and rested person gets wrong.`,
    default: trained,
    source: 'assumption',
  }),
  untrainedErrorShare: rate({
    is: `Added to it in the hands of somebody who has learnt nothing; skill takes its share of it away.`,
    default: untrained,
    source: 'assumption',
  }),
});

const finance = block(
  {
    payoutMinutes: minutes('Time of a trained clerk for a payout.', 8),
    entryMinutes: minutes('Time for an entry: a remittance booked, a lost record entered again.', 5),
    ...errors('payouts and of entries made again', '0.1%', '5%'),
    correction: days({
      is: 'Until money sent to a wrong account is back, or a wrong entry is found.',
      min: 1,
      default: '5d',
      source: 'assumption',
    }),
  },
  { correction: 'correctionDays' },
  { is: 'Work of the finance department: payouts first, then what has come in.' },
);

const moneyInTransit = block(
  {
    offlineShare: rate({
      is: 'Share of deposits sent by remittance outside the platform.',
      default: '20%',
      source: 'assumption',
    }),
    transit: days({ is: 'Until a remittance reaches the bank.', default: '1d', source: 'assumption' }),
    unidentifiedShare: rate({
      is: 'Share of remittances that do not say whose they are.',
      default: '10%',
      source: 'assumption',
    }),
    searchMinutes: minutes('Time to find out whose such a remittance is, before it is booked.', 45),
  },
  { transit: 'transitDays' },
  { is: 'Deposits that come by remittance and are booked by finance.' },
);

const service = block(
  {
    contactMinutes: minutes('Time of a trained person for a contact.', 12),
    contactsPerLenderMonth: factor({
      is: 'Contacts of an investing lender a month when nothing happens.',
      max: 100,
      default: 0.1,
      source: 'assumption',
    }),
    contactsPerLateDay: factor({
      is: 'Contacts a day for a late withdrawal, or for a remittance at the bank that is not booked.',
      max: 100,
      default: '20%',
      source: 'assumption',
    }),
    contactsPerDownDay: factor({
      is: 'Contacts of an investing lender on a day on which the system is down.',
      max: 100,
      default: '5%',
      source: 'assumption',
    }),
    ...errors('contacts', '2%', '40%'),
    patience: days({
      is: 'Days a contact waits for an answer before it becomes a complaint.',
      default: '2d',
      source: 'assumption',
    }),
    memory: days({
      is: 'Half-life of complaints in the public mind.',
      whole: false,
      positive: true,
      default: '20d',
      source: 'assumption',
    }),
  },
  { patience: 'patienceDays', memory: 'memoryDays' },
  { is: 'Contacts, answers and complaints.' },
);

const incidents = block(
  {
    system: choice(['own', 'bought'], 'a kind of system', {
      is: 'Built by the platform, or bought: that needs half the engineers, but its maker comes a day later.',
      default: 'own',
      source: 'assumption',
    }),
    outagesPerYear: factor({
      is: 'Outages a year of an own system with all the engineers and money it needs.',
      max: 1000,
      default: 2,
      source: 'assumption',
    }),
    attacksPerYear: factor({
      is: 'Attacks a year that succeed against such a system.',
      max: 1000,
      default: 0.05,
      source: 'assumption',
    }),
    engineersNeeded: count({
      is: 'Trained persons of eight hours that an own system needs.',
      of: 'persons',
      max: 100_000,
      default: 20,
      source: 'assumption',
    }),
    spendNeeded: money({
      is: 'Technology and rent a month that keep it in order.',
      default: '300k CNY',
      source: 'assumption',
    }),
    visitsPerDay: number({
      is: 'Visits of borrowers a day that it bears; beyond them outages come in proportion.',
      unit: 'visits',
      positive: true,
      max: 1e9,
      default: 20_000,
      source: 'assumption',
    }),
    outageMean: days({
      is: 'Mean time until it runs again, restoring apart; at least a day.',
      whole: false,
      positive: true,
      default: '1d',
      source: 'assumption',
    }),
    dataLossShare: rate({
      is: 'Share of outages that destroy records; attacks always do.',
      default: '10%',
      source: 'assumption',
    }),
    theftShare: rate({
      is: 'Share of the money within reach that an attack takes: own cash, and the pool under pooled custody.',
      default: '10%',
      source: 'assumption',
    }),
  },
  { spendNeeded: 'spendNeededFen', outageMean: 'outageMeanDays' },
  { is: 'Outages and attacks that come by chance.' },
);

const every = (is: string, value: string) =>
  orNone(days({ is, min: 1 }), { is: `${is} Null: none.`, default: value, source: 'assumption' });

const backup = block(
  {
    localEvery: every('Days between two copies in the house, which an attack destroys.', '1d'),
    remoteEvery: every('Days between two copies elsewhere.', '1d'),
    restoreLocal: days({ is: 'To restore from a copy in the house.', default: '1d', source: 'assumption' }),
    restoreRemote: days({ is: 'To restore from a copy elsewhere.', default: '2d', source: 'assumption' }),
  },
  {
    localEvery: 'localEveryDays',
    remoteEvery: 'remoteEveryDays',
    restoreLocal: 'restoreLocalDays',
    restoreRemote: 'restoreRemoteDays',
  },
  {
    is: 'Copies of the records; without any a month is entered again from paper.',
    default: {},
    source: 'assumption',
  },
);

const loudness = (what: string, value: string) =>
  rate({
    is: `News of ${what} on its day, like a rumour of that intensity; fades with the news half-life.`,
    default: value,
    source: 'assumption',
  });

/** Staff at work, systems, and what they do to money and trust. */
export const operations = block(
  {
    learningHours: number({
      is: 'Hours of training that halve what somebody cannot do yet.',
      unit: 'hours',
      positive: true,
      max: 100_000,
      default: 40,
      source: 'assumption',
    }),
    finance: orNone(finance, {
      is: 'Payouts and entries as work of the finance department, or null: done at once and without errors.',
      default: null,
      source: 'assumption',
    }),
    moneyInTransit: orNone(moneyInTransit, {
      is: 'Deposits under way and remittances to be identified, or null: every deposit is there at once.',
      default: null,
      source: 'assumption',
    }),
    service: orNone(service, {
      is: 'The service desk, or null: nobody calls.',
      default: null,
      source: 'assumption',
    }),
    incidents: orNone(incidents, {
      is: 'Outages and attacks by chance, or null: those of the timeline only.',
      default: null,
      source: 'assumption',
    }),
    backup,
    news: block(
      { outage: loudness('an outage', '5%'), attack: loudness('an attack', '40%') },
      {},
      { is: 'How loud incidents are.', default: {}, source: 'assumption' },
    ),
  },
  {},
  { is: 'Operations: payouts, bookings, the service desk, systems.', default: {}, source: 'assumption' },
);
