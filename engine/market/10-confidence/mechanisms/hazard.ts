/**
 * Everybody may leave on every day, with a hazard that signals multiply: public ones by class, one's own worries and the
 * share of contacts who left in the last week by lender.
 */
import type { World } from '../../../state/world.ts';
import { prepareFearClocks } from '../fear-clocks.ts';
import { prepareSight } from '../sight.ts';
import { prepareWorries } from '../worries.ts';
import type { Mechanism } from './mechanism.ts';

/** Days for which a contact's leaving is felt, from the day on which it is seen. */
const SEEN_DAYS = 7;

/** The clocks of a world, sped by whom each lender sees leave. */
export function prepareHazard(world: World): Mechanism {
  const { weights } = world.scenario.confidence;
  const sight = prepareSight(world);
  const worries = prepareWorries(world, sight.circle);
  const clocks = prepareFearClocks(world, worries, (row) => weights.contacts * sight.shareOf(row));

  return {
    readMorning() {
      const touched: number[] = [];
      sight.read(touched);
      worries.read(touched);
      clocks.respeed(touched);
    },
    takeFright: (signal, leaving) =>
      clocks.advance(signal, weights.contacts * sight.shareOfAll(), 0, leaving),
    begin: (row) => clocks.begin(row),
    stop: (row) => clocks.stop(row),
    showLeaving: (row) => sight.show(row, SEEN_DAYS),
    showReturn: () => undefined,
    welcome(row) {
      worries.join(row);
      sight.join(row);
    },
  };
}
