/** What hands and machines have before them: remittances, contacts, lost records, the state of the system. */
import { defineTable, type Registry } from '../base/columns.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { Agenda } from './agenda.ts';

/** Money of lenders that has been sent and is not booked; rows in the order in which it comes to be worked on. */
const REMITTANCE = {
  lender: 'i32',
  /** Day on which it is at the bank. */
  arrivesDay: 'i32',
  amountFen: 'f64',
  /** 1 if it must first be found out whose it is. */
  unidentified: 'u8',
  /** 1 if it was booked before and its record was lost. */
  again: 'u8',
  booked: 'u8',
} as const;

/** Deposits by day, for the case that their records are lost. */
const BOOKING = { lender: 'i32', day: 'i32', amountFen: 'f64' } as const;

/** How the record of a withdrawal stands, in `requests.record`. */
export const RECORD = { there: 0, lost: 1, wrong: 2 } as const;

/** Nothing under way, the system up. */
export function createOperations(registry: Registry, scenario: Scenario) {
  const { horizonDays } = scenario.clock;
  const { operations, shocks } = scenario;
  return {
    /** Whether records can be lost at all: deposits are noted only then. */
    recordsAtRisk:
      operations.incidents !== null || shocks.some(({ kind }) => kind === 'outage' || kind === 'hack'),
    remittances: defineTable(registry, 'remittance', REMITTANCE, 64),
    bookings: defineTable(registry, 'booking', BOOKING, 64),
    /** Contacts that wait, by the day on which they came. */
    contactsByDay: registry.column('operations.contactsByDay', 'i32', horizonDays + 1),
    /** Money that comes back from wrong accounts: request and sum. */
    astray: new Agenda(registry, 'operations.astray', horizonDays, 16),
    /** Requests whose wrong entry is found. */
    corrections: new Agenda(registry, 'operations.corrections', horizonDays, 16),
    /** Persons who begin: department and number. */
    hires: new Agenda(registry, 'operations.hires', horizonDays, 8),
    now: registry.scalars('operations', [
      /** First day on which the system runs again. */
      'downUntil',
      'visitsYesterday',
      /** No remittance before this row is unbooked. */
      'firstUnbooked',
      /** Requests whose records are lost and not entered again. */
      'recordsLost',
      /** Remittances at the bank that are not booked. */
      'unbooked',
      /** Contacts that wait for an answer. */
      'contactsWaiting',
      /** No contact before this day waits. */
      'firstContactDay',
      /** What is left of complaints in the public mind. */
      'complaintsHeard',
      /** Payable withdrawals that nobody got to today. */
      'payoutsWaiting',
      /** Money that was there for payouts and was not paid out for want of hands or system. */
      'unusedFen',
      /** Sent today as parts of repayment plans. */
      'partsFen',
      /** Errors of finance that came to light today. */
      'errorsFound',
    ]),
  };
}

/** Whether the system is down today: no visits, deposits, bids, payouts. */
export function isDown({
  operations,
  day,
}: {
  readonly operations: ReturnType<typeof createOperations>;
  readonly day: number;
}): boolean {
  return day < operations.now.downUntil;
}
