/** What the platform knows from its own books and scorecard; policies, prices, reserves and triggers read this. */
import type { Registry } from '../base/columns.ts';

/** Scalars of the platform's condition and policies in force. Days are -1 while something hasn't happened. */
export function createPlatformView(registry: Registry) {
  const view = registry.scalars('platform', [
    'failureDay',
    /** Index into FAILURE_CAUSES, -1 none. */
    'failureCause',
    /** 1 from the day after the failure. */
    'windDown',
    'reserveExhaustedDay',
    /** The regulator has ordered it to close. */
    'closedByOrderDay',
    /** Added to lender rates by the playbook. */
    'raisedRate',
    /** Share of approved applications let through. */
    'throttle',
    'creditDrawnFen',
    'payrollArrearsFen',
    /** Share of the last payroll that was paid. */
    'payrollPaidShare',
    /** Sum and count behind the mean daily volume of the last 30 days. */
    'volume30dFen',
    'openYesterdayFen',
    /** Distress that borrowers see, 0 to 1. */
    'distress',
    /** Fraction of a review carried over. */
    'reviewCarry',
    /** Covered book's expected lifetime and 12-month loss on the platform's estimate. */
    'expectedLossFen',
    'expectedLoss12mFen',
    'delinquentLoans',
    'guarantorFailureSignal',
    /** Day on which the bank called the credit line, and day on which what was drawn is due. */
    'creditCalledDay',
    'creditDueDay',
    /** Day on which a called line was not paid back in full. */
    'creditDefaultDay',
    /** Cost of credit that was added to what is drawn because it wasn't paid. */
    'creditAccruedFen',
    /** Buffer of cash: what it should be, what is missing of it, what is kept from new contracts, lending let through. */
    'bufferRequiredFen',
    'bufferMissingFen',
    'bufferHeldFen',
    'bufferThrottle',
    /** As measured last in the evening: least cash ahead, coverage ratio (-1 none), days that the money lasts. */
    'gap7dFen',
    'gap30dFen',
    'liquidityCoverage',
    'survivalDays',
  ]);
  view.failureDay = -1;
  view.failureCause = -1;
  view.reserveExhaustedDay = -1;
  view.closedByOrderDay = -1;
  view.throttle = 1;
  view.payrollPaidShare = 1;
  view.creditCalledDay = -1;
  view.creditDueDay = -1;
  view.creditDefaultDay = -1;
  view.bufferThrottle = 1;
  view.liquidityCoverage = -1;
  return view;
}
