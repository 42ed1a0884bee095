/** Dated promises that the platform gave to all lenders at once: kept or broken, seen by everybody from the next day on. */
import type { EventKind } from '../events.ts';
import type { World } from '../world.ts';

/** A promise has been kept. */
export function keepPromise(world: World, subject: string, text: string): void {
  world.lenderView.promisesKept += 1;
  note(world, 'promiseKept', subject, text);
}

/** A promise has been broken. */
export function breakPromise(world: World, subject: string, text: string): void {
  world.lenderView.promisesBroken += 1;
  note(world, 'promiseBroken', subject, text);
}

function note({ events, day }: World, kind: EventKind, subject: string, text: string): void {
  events.add({ day, kind, subject, valueFen: 0, figure: NaN, text });
}
