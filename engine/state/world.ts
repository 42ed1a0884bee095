/** Everything one replication is: its scenario, calendar, chance, ledger and tables. */
import { Calendar, parseIsoDate } from '../base/calendar.ts';
import { Registry } from '../base/columns.ts';
import { ScheduleBook } from '../finance/schedule.ts';
import { Ledger } from '../ledger/ledger.ts';
import { Streams } from '../random/streams.ts';
import { RISK_CLASSES } from '../base/vocabulary.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { Agenda } from './agenda.ts';
import { createAssessed, type ApplicationRecord } from './assessed.ts';
import { createCases, createModifications } from './case-tables.ts';
import { createConcentration } from './concentration-sums.ts';
import { DayRing } from './day-ring.ts';
import { DueDays } from './due-days.ts';
import { EventLog, type TriggerTest } from './events.ts';
import { FLOW_NAMES } from './flow.ts';
import { Headroom } from './headroom.ts';
import { createFairness } from './fairness-sums.ts';
import { createCostCentres } from './cost-centres.ts';
import { createHistory } from './history.ts';
import { createInstalments } from './instalment-sums.ts';
import { createLenderView } from './lender-view.ts';
import { Looks } from './looks.ts';
import { createLoanRegistry } from './loan-registry.ts';
import { createLights } from './lights.ts';
import { createMajeure } from './majeure.ts';
import { createLaw } from './orders.ts';
import { createOrphaned } from './orphaned.ts';
import { createOwners } from './owners.ts';
import { createOperations } from './operations.ts';
import { createPayouts } from './payouts.ts';
import { createWaits } from './payout/wait-sums.ts';
import { createResponses } from './responses.ts';
import { createPlatformView } from './platform-view.ts';
import { createQueue } from './queue.ts';
import { ReviewQueue } from './reviews.ts';
import { createStaff } from './departments.ts';
import { createTables } from './tables.ts';
import { emptyToday } from './today.ts';
import { createTargets } from './targets.ts';
import { createTruth } from './truth.ts';
import { WaitingLine } from './waiting-line.ts';
import { createWindDown } from './wind-down.ts';

export type World = ReturnType<typeof createWorld>;

/** A world before its first day: empty tables, no money. `opening` fills it. */
export function createWorld(scenario: Scenario, seed: number, replication: number) {
  const registry = new Registry();
  const { startDate, horizonDays } = scenario.clock;
  const months = horizonDays / 30;
  const loanGuess = Math.ceil(scenario.opening.loansPerMonth * (months + 8) * 1.1) + 64;
  const lenderGuess = Math.ceil(scenario.opening.lenders * 1.3) + 64;
  const productNames = Object.keys(scenario.loans);
  const headroom = new Headroom(registry, scenario, lenderGuess);
  const borrowerChannels = [...Object.keys(scenario.acquisition.borrowers), 'repeat', 'lenders'];
  const lenderChannels = ['founder', ...Object.keys(scenario.acquisition.lenders), 'borrowers'];
  return {
    scenario,
    seed,
    replication,
    registry,
    calendar: new Calendar(parseIsoDate(startDate), horizonDays),
    streams: new Streams(seed, replication),
    ledger: new Ledger({ registry, pooled: scenario.custody === 'pooled' }),
    schedules: new ScheduleBook(scenario.splitting.lotFen),
    /** Names in scenario order; columns hold indices into them. */
    names: {
      loanProducts: productNames,
      lenderProducts: Object.keys(scenario.products),
      guarantors: Object.keys(scenario.guarantors),
      borrowerChannels,
      lenderChannels,
    },
    ...createTables(registry, { lenders: lenderGuess, loans: loanGuess, holdings: loanGuess * 16 }),
    /** What stands on loans beside their schedules. */
    cases: createCases(registry),
    modifications: createModifications(registry),
    /** Cases that nobody got to today. */
    /** Collateral sold, by day. */
    collateralSales: registry.column('collateralSales', 'i32', horizonDays),
    collectors: registry.scalars('collectors', ['casesWaiting']),
    truth: createTruth(registry, scenario.sectors.length, scenario.regions.length, loanGuess),
    platform: createPlatformView(registry),
    lenderView: createLenderView(registry),
    reviews: new ReviewQueue(registry),
    assessed: createAssessed(registry),
    looks: new Looks(registry, scenario),
    loanRegistry: createLoanRegistry(registry, scenario),
    /** Volume contracted on each of the last 30 days, by day modulo 30, and all of it so far. */
    volume: {
      byDay: registry.column('volume.byDay', 'f64', 30),
      soFarFen: registry.column('volume.soFarFen', 'f64', 1),
    },
    /** Running figures of the day, by FLOW index. */
    flow: registry.column('flow', 'f64', FLOW_NAMES.length),
    history: createHistory(registry, horizonDays),
    /** Exits under way. */
    exiting: registry.scalars('exiting', [
      /** No exit before this row goes on. */
      'firstOpen',
      /** Days since the oldest one that goes on was asked for. */
      'oldestDays',
      /** Deposits that may still pay for claims where only new money does. */
      'newMoneyFen',
    ]),
    staff: createStaff(registry, scenario),
    operations: createOperations(registry, scenario),
    payouts: createPayouts(registry, Object.keys(scenario.products).length),
    windDown: createWindDown(registry),
    owners: createOwners(registry),
    orphaned: createOrphaned(registry, lenderGuess, Object.keys(scenario.guarantors).length),
    fairness: createFairness(registry, lenderGuess),
    concentration: createConcentration(registry, scenario.customers.groups?.count ?? 0),
    law: createLaw(registry),
    majeure: createMajeure(registry, scenario.regions.length),
    waits: createWaits(registry, horizonDays),
    responses: createResponses(registry),
    targets: createTargets(registry),
    lights: createLights(registry, Object.keys(scenario.earlyWarning.lights).length),
    /** Stocks kept as running sums; `overdueFen` by bucket M1 to M3 follows the calendar. */
    book: registry.scalars('book', [
      'outstandingFen',
      'loansActive',
      'overdueM1Fen',
      'overdueM2Fen',
      'overdueM3Fen',
      'overdueInstalmentsFen',
      /** Loans not past due whose arrears were put off or whose terms were changed while they were behind. */
      'modifiedFen',
      'inRecoveryFen',
      'listingsOpen',
      'listingsOpenFen',
      'offersFen',
      /** Claims of the pool, at the whole fen of a lot's claim. */
      'poolClaimsFen',
      /** Of them those on loans in default. */
      'poolDefaultedFen',
      'lendersInvesting',
      'queueFen',
      'guarantorsFailed',
    ]),
    /** Outstanding principal by loan product, obligor grade and term (`cellOf`): behind the platform's expected loss. */
    outstandingByCell: registry.column(
      'book.outstandingByCell',
      'f64',
      productNames.length * GRADE_COUNT * TERM_SLOTS,
    ),
    headroom,
    /** Who waits for claims, and what waits for money. */
    queue: createQueue(
      registry,
      new WaitingLine(registry, {
        classCount: RISK_CLASSES.length,
        cellCount: headroom.borrower,
        lenderGuess,
      }),
    ),
    /** Repaying loans by day of month. */
    dueDays: new DueDays(registry, loanGuess),
    /** What they are to pay in the months ahead. */
    instalments: createInstalments(registry),
    /** When each lender looks in again. */
    visits: new DayRing(registry, 'visits', scenario.lenders.visitGapMaxDays, lenderGuess),
    agendas: {
      /** Lenders who come back. */
      returns: new Agenda(registry, 'returns', horizonDays, 1024),
      planExpiry: new Agenda(registry, 'planExpiry', horizonDays, 1024),
      /** Delinquent loans: days on which a bucket begins or the default is due. Entries may be stale. */
      aging: new Agenda(registry, 'aging', horizonDays, 4096),
      /** Delinquent loans whose compensation may fall due. Entries may be stale. */
      compensations: new Agenda(registry, 'compensations', horizonDays, 1024),
      /** Loans behind or in default that collectors are to work on. Entries may be stale. */
      collections: new Agenda(registry, 'collections', horizonDays, 256),
      recoveries: new Agenda(registry, 'recoveries', horizonDays, 4096),
      /** Customers who apply again. */
      repeats: new Agenda(registry, 'repeats', horizonDays, 1024),
      /** Finished borrowers who become lenders. */
      conversions: new Agenda(registry, 'conversions', horizonDays, 256),
      capitalCalls: new Agenda(registry, 'capitalCalls', horizonDays, 16),
      /** Leavings in fear that come into sight or go out of it, or frighten; what the amount says is the mechanism's. */
      contactSignals: new Agenda(registry, 'contactSignals', horizonDays, 256),
      /** Actions of triggers that wait: play and action. */
      actions: new Agenda(registry, 'actions', horizonDays, 16),
    },
    riskClassCount: RISK_CLASSES.length,
    today: emptyToday(),
    events: new EventLog(),
    /** Every test of a trigger, for the study file; no outcome depends on it. */
    triggerTests: [] as TriggerTest[],
    /** Every application decided, for the study file at full detail; no outcome depends on it. */
    applications: [] as ApplicationRecord[],
    /** Counts of what happened by kind, for benches; no outcome depends on them. */
    counts: noCounts(),
    /** The same by channel and department; no outcome depends on them. */
    centres: createCostCentres({ borrowerChannels, lenderChannels }),
    day: 0,
    /** Stage under way, for messages. */
    stage: 'opening',
  };
}

/** Kinds of event that neither a flow nor a table counts. */
function noCounts() {
  return {
    visits: 0,
    deposits: 0,
    payouts: 0,
    reviews: 0,
    bids: 0,
    transfers: 0,
    instalments: 0,
    lotPayments: 0,
    prepayments: 0,
    missed: 0,
    cures: 0,
    rolls: 0,
    bucketChanges: 0,
    recoveries: 0,
    collateralSales: 0,
    guarantorCompensations: 0,
    reserveCompensations: 0,
    planExpiries: 0,
  };
}

export const GRADE_COUNT = 7;
/** Terms of 0 to 60 months. */
export const TERM_SLOTS = 61;

/** Index into `outstandingByCell`. */
export function cellOf(product: number, obligorGrade: number, termMonths: number): number {
  return (product * GRADE_COUNT + obligorGrade) * TERM_SLOTS + termMonths;
}
