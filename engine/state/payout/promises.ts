/** Dated promises that the platform gave to all lenders at once: kept or broken, seen by everybody from the next day on. */
import type { EventKind } from '../events.ts';
import type { World } from '../world.ts';

/** A promise has been kept. */
export function keepPromise(world: World, subject: string, text: string): void {
  remember(world, 0);
  note(world, 'promiseKept', subject, text);
}

/** A promise has been broken. */
export function breakPromise(world: World, subject: string, text: string): void {
  remember(world, 1);
  note(world, 'promiseBroken', subject, text);
}

/** A promise of no amount: it is kept or broken as a whole. */
function remember({ payouts, day }: World, missed: 0 | 1): void {
  const { promises } = payouts;
  const row = promises.add();
  promises.disclosure[row] = -1;
  promises.day[row] = day;
  promises.tested[row] = 1;
  promises.dueFen[row] = 1;
  promises.missedFen[row] = missed;
}

function note({ events, day }: World, kind: EventKind, subject: string, text: string): void {
  events.add({ day, kind, subject, valueFen: 0, figure: NaN, text });
}
