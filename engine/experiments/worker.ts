/** Module of the worker threads: the engine and nothing else; it must never import the database. */
import { workerData } from 'node:worker_threads';
import type { WorkerSetup, WorkerTask } from './replicate.ts';
import { replicateWith } from './replicate.ts';
import type { ReplicationOutcome, Simulate } from '../outcome.ts';

const setup = workerData as WorkerSetup;
const engine = (await import(new URL('../simulate.ts', import.meta.url).href)) as {
  readonly simulate: Simulate;
};

/** Answers once the engine is loaded. */
export const ready = (): boolean => true;

/** One replication. */
export const replicate = (task: WorkerTask): ReplicationOutcome =>
  replicateWith(engine.simulate, setup, task);
