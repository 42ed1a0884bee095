/** Monte Carlo: what to simulate, on how many threads, and what may be concluded. Knows neither files nor databases. */
export type { Done, PlanOptions, Task, Variant } from './plan.ts';
export { planTasks } from './plan.ts';
export type { Progress, VariantProgress } from './progress.ts';
export type { Result, RunOptions, RunReport } from './runner.ts';
export { runTasks, workerCount } from './runner.ts';
export type { Interval, PairedDifference, QuantileEstimate, RankInterval, Spread } from './statistics.ts';
export {
  pairedDifference,
  quantile,
  quantileRanks,
  spread,
  TAIL_REPLICATIONS,
  wilson,
} from './statistics.ts';
export type { Life, SurvivalStep } from './survival.ts';
export { survivalCurve } from './survival.ts';
