/** Monte Carlo: what to simulate, on how many threads, and what may be concluded. Knows neither files nor databases. */
export type { RunLosses } from './attribute.ts';
export { RUN_CHANNELS, splitRun } from './attribute.ts';
export type { Ask, Point, SearchResult, Stage } from './reverse.ts';
export { along, Answers, searchThreshold } from './reverse.ts';
export { Trials } from './trials.ts';
export type { Task, Variant } from './plan.ts';
export { planTasks } from './plan.ts';
export { ProgressMeter, type Progress } from './progress.ts';
export type { Result, RunOptions, RunReport } from './runner.ts';
export { runTasks, workerCount } from './runner.ts';
export type { Interval, PairedDifference, Spread } from './statistics.ts';
export {
  mean,
  pairedDifference,
  quantile,
  quantileRanks,
  spread,
  TAIL_REPLICATIONS,
  wilson,
} from './statistics.ts';
export { survivalCurve } from './survival.ts';
