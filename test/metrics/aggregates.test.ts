/** What the summary makes of a replication's days: stocks of the last day, flows of all days, the worst and when. */
import { expect, it } from 'vitest';
import { KPIS } from '../../engine/metrics/catalog.ts';
import { simulateScenario } from '../../engine/simulate.ts';
import { kpiExtremeRows, kpiTotalRows } from '../../engine/storage/outcome-rows.ts';
import { tinyScenario } from '../helpers/arbitrary-scenario.ts';

const outcome = simulateScenario(tinyScenario(60));
const stored = { variant: 0, detail: 'daily', outcome } as const;
const context = { variant: 0, epochDay: 0 };
const days = (kpi: number): number[] => Array.from(outcome.kpis[kpi]!);
const known = (kpi: number): number[] => days(kpi).filter((value) => !Number.isNaN(value));

it('a total is the last day of a stock, the sum of a flow, the mean of hours, days and shares', () => {
  const [, , ...totals] = kpiTotalRows(stored, context).sources;
  KPIS.forEach(({ name, kind, unit }, kpi) => {
    const sum = known(kpi).reduce((a, b) => a + b, 0);
    const flow = unit === 'fen' || unit === 'count' ? sum : sum / known(kpi).length;
    expect([name, totals[kpi]]).toEqual([name, kind === 'stock' ? days(kpi)[59] : flow]);
  });
});

it('extremes are the least and greatest daily values with the first day of each', () => {
  const [, , , least, leastDay, greatest, greatestDay] = kpiExtremeRows(stored, context).sources as [
    unknown,
    unknown,
    unknown,
    ...Float64Array[],
  ];
  KPIS.forEach(({ name }, kpi) => {
    const low = known(kpi).length === 0 ? Number.NaN : Math.min(...known(kpi));
    const high = known(kpi).length === 0 ? Number.NaN : Math.max(...known(kpi));
    const dayOf = (value: number) => (Number.isNaN(value) ? Number.NaN : days(kpi).indexOf(value));
    const wanted = [name, low, dayOf(low), high, dayOf(high)];
    expect([name, least![kpi], leastDay![kpi], greatest![kpi], greatestDay![kpi]]).toEqual(wanted);
  });
});
