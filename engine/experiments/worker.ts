/** Module of the worker threads: the engine and nothing else; it must never import the database. */
import { workerData } from 'node:worker_threads';
import type { ReplicationOutcome } from '../outcome.ts';
import { simulate } from '../simulate.ts';
import { replicateWith, type WorkerSetup, type WorkerTask } from './replicate.ts';

const setup = workerData as WorkerSetup;

/** Answers once the engine is loaded. */
export const ready = (): boolean => true;

/** One replication. */
export const replicate = (task: WorkerTask): ReplicationOutcome => replicateWith(simulate, setup, task);
