/**
 * What a lender fears on top of what all are told, whatever the mechanism: its own delay, its contacts', the guarantors of
 * its own claims, its nature.
 */
import type { World } from '../../state/world.ts';
import type { Circle } from './circle.ts';
import { prepareContactDelays } from './contact-delays.ts';
import { prepareDelays } from './delays.ts';
import { prepareOwnGuarantors } from './own-guarantors.ts';
import { delayTerm, mindsContactDelays } from './signals.ts';
import { prepareTraits } from './traits.ts';

export interface Worries {
  /** Takes last night in; rows whose worries may have changed go into `touched`. */
  read(touched: number[]): void;
  /** Of the lender alone. */
  of(row: number): number;
  /** Of everybody alike, where everybody is everybody's contact. */
  ofAll(): number;
  /** Adds the next lender, in the evening of its first day. */
  join(row: number): void;
  /** A stay of the lender begins today. */
  begin(row: number): void;
}

/** `circle` is null where everybody is known, or nobody. */
export function prepareWorries(world: World, circle: Circle | null): Worries {
  const { confidence } = world.scenario;
  const { channels, weights } = confidence;
  const delays = prepareDelays(world);
  const contactDelays = prepareContactDelays(world, circle, delays);
  const ownGuarantors = prepareOwnGuarantors(world);
  const traits = prepareTraits(world);
  return {
    read(touched) {
      const changed: number[] = [];
      if (channels.delays || mindsContactDelays(confidence)) delays.read(changed);
      contactDelays.read(changed, touched);
      if (channels.delays) touched.push(...changed);
      ownGuarantors.read(touched);
      traits.read(touched);
    },
    of: (row) =>
      delayTerm(confidence, delays.of(row)) +
      weights.contactDelays * contactDelays.shareOf(row) +
      ownGuarantors.of(row) +
      traits.of(row),
    ofAll: () => weights.contactDelays * contactDelays.shareOfAll(),
    join(row) {
      delays.join();
      contactDelays.join();
      ownGuarantors.join(row);
      traits.join(row);
    },
    begin: (row) => traits.begin(row),
  };
}
