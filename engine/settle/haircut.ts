/** Interest that lenders give up to a thin reserve. */
import { mulDivFloor } from '../base/money.ts';
import { inForce } from '../state/dated.ts';
import { bufferToLifetimeEl } from '../state/figures.ts';
import type { World } from '../state/world.ts';

const PPM = 1_000_000;

/** What a day may still take: nothing that would lift the reserve beyond the level below which it is taken. */
export interface Haircut {
  readonly sharePpm: number;
  roomFen: number;
}

/** The day's haircut, by the platform's estimate of last night and the reserve as it stands. */
export function haircutOfToday(world: World): Haircut {
  const { share, below } = inForce(world.scenario.policies.haircut, world.day);
  const missing = below - bufferToLifetimeEl(world);
  const isTaken = share > 0 && missing > 0 && world.platform.windDown === 0;
  const roomFen = isTaken ? Math.floor(missing * Math.max(0, world.platform.expectedLossFen)) : 0;
  return { sharePpm: Math.round(share * PPM), roomFen };
}

/** Taken from each of so many lots that get `netInterestFen`; uses the room up. */
export function takeHaircut(haircut: Haircut, netInterestFen: number, lots: number): number {
  if (haircut.roomFen === 0) return 0;
  const fen = Math.min(
    mulDivFloor(netInterestFen, haircut.sharePpm, PPM),
    Math.floor(haircut.roomFen / lots),
  );
  haircut.roomFen -= fen * lots;
  return fen;
}
