/** What lenders can know: disclosed at the end of a day by treasury, read from the next day on. */
import type { Registry } from '../base/columns.ts';

/** Disclosed figures and public news. Coverage is capped at 1 where nothing is covered. */
export function createLenderView(registry: Registry) {
  const view = registry.scalars('lenderView', [
    'coverage',
    'overdueRatio',
    'publicDelayDays',
    'news',
    'rivalNews',
    /** What is left of the news of the platform's own outages and attacks. */
    'systemNews',
    'guarantorNews',
    'incidentNews',
    'regulatorNews',
    /** Gain of leaving now under the payout policy in force, 0 to 1. */
    'anticipation',
    /** Promises seen broken, less those seen kept, fading. */
    'promises',
    /** News that insiders made, and that silence made of other news. */
    'leakNews',
    'silenceNews',
    /** Complaints heard of, over lenders, 0 to 1. */
    'complaints',
    /** X of today (from what was disclosed up to yesterday). */
    'signal',
    /** Unemployment of the day: public. */
    'unemployment',
  ]);
  view.coverage = 1;
  return view;
}
