/** Lights of early warning: which are on, and since when the condition of one that is out has held. */
import type { Registry } from '../base/columns.ts';

/** A light that was on: from the evening of `onDay` to that of `offDay`, on which it was out again; -1: it still was at the end. */
export interface LitSpell {
  readonly light: number;
  readonly onDay: number;
  offDay: number;
}

/** All lights out. */
export function createLights(registry: Registry, count: number) {
  const slots = Math.max(1, count);
  return {
    on: registry.column('light.on', 'u8', slots),
    /** Day since which its condition has held, -1 if it doesn't. */
    heldSince: registry.column('light.heldSince', 'i32', slots, { fill: -1 }),
    now: registry.scalars('lights', [
      /** How many are on. */
      'on',
    ]),
    /** Every spell so far, for the study file; no outcome depends on it. */
    spells: [] as LitSpell[],
  };
}
