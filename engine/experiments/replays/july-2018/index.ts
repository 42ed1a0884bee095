/** July 2018 as a replay: its run on a baseline, and the identity of what it assumes. */
export { parametersHash, replayJuly2018 } from './replay.ts';
export type { July2018, ReplayControl, ReplayRow } from './replay.ts';
