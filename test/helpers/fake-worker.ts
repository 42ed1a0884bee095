/** Worker module with the fake engine, for tests of runner and command line. */
import { workerData } from 'node:worker_threads';
import { replicateWith } from '../../engine/experiments/replicate.ts';
import type { WorkerSetup, WorkerTask } from '../../engine/experiments/replicate.ts';
import type { ReplicationOutcome } from '../../engine/outcome.ts';
import { simulate } from './fake-simulate.ts';

const setup = workerData as WorkerSetup;

export const replicate = (task: WorkerTask): ReplicationOutcome => replicateWith(simulate, setup, task);

export const ready = (): boolean => true;
