/** July 2018 as a replay: its title, where its bands are from, and the run on a baseline. */
export { parametersHash, replayJuly2018, SOURCES, TITLE } from './replay.ts';
export type { July2018, ReplayControl, ReplayOptions, ReplayRow } from './replay.ts';
