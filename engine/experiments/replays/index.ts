/** Every replay, by name. To add one: a module that exports a `Replay`, and its line here. */
import { july2018 } from './july-2018/index.ts';
import { queue2019 } from './queue-2019.ts';
import type { Replay } from './replay.ts';

export { holds } from './replay.ts';
export type { Observable, Replay, ReplayResult, ReplayTools } from './replay.ts';

export const REPLAYS: readonly Replay[] = [queue2019, july2018];
