/** What a worker thread does: simulate the replication it is asked for. Reads and writes no file. */
import type { ReplicationOutcome, ReplicationRequest } from '../outcome.ts';

/** Named, so that the pool asks for it by `name: 'work'`. */
export function work(request: ReplicationRequest): ReplicationOutcome {
  throw new Error(`no engine yet: replication ${request.replication}`);
}
