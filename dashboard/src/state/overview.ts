/** What the overview shows. */
import type { KpiName } from '../../../engine/metrics/catalog.ts';
import { tile, type TileSpec } from './figures.ts';

/** Figures of the overview, in reading order; the probability of failure stands between the two halves. */
export const TILES: readonly TileSpec[] = [
  tile('outstandingFen', 'end', 'tile.atEnd'),
  tile('contractsFen', 'sum', 'tile.sum'),
  tile('overdueRatio', 'end', 'tile.atEnd'),
  tile('inRecoveryFen', 'end', 'tile.atEnd'),
  tile('reserveFen', 'end', 'tile.atEnd'),
  tile('bufferToLifetimeEl', 'min', 'tile.lowest'),
  tile('withdrawalQueueFen', 'max', 'tile.peak'),
  tile('feesFen', 'sum', 'tile.sum'),
];

/** KPIs with a fan of their own. */
export const FANS = [
  'outstandingFen',
  'bufferToLifetimeEl',
  'withdrawalQueueFen',
] as const satisfies readonly KpiName[];
export type FanKpi = (typeof FANS)[number];
