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
  ]);
  view.failureDay = -1;
  view.failureCause = -1;
  view.reserveExhaustedDay = -1;
  view.closedByOrderDay = -1;
  view.throttle = 1;
  view.payrollPaidShare = 1;
  return view;
}
