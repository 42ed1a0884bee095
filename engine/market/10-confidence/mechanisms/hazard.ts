/**
 * Everybody may leave on every day, with a hazard that signals multiply: public ones by class, one's own delay and the share
 * of contacts who left in the last week by lender.
 */
import { ln } from '../../../base/mathx.ts';
import { RISK_CLASSES } from '../../../base/vocabulary.ts';
import type { World } from '../../../state/world.ts';
import { Clocks } from '../clocks.ts';
import { prepareDelays } from '../delays.ts';
import { prepareSight } from '../sight.ts';
import { classHazard, natureOf, ownMultiplier } from '../signals.ts';
import type { Mechanism } from './mechanism.ts';

/** Days for which a contact's leaving is felt, from the day after. */
const SEEN_DAYS = 7;

/** The clocks of a world, one group per risk class. */
export function prepareHazard(world: World): Mechanism {
  const { scenario, registry, lenders, streams } = world;
  const { confidence } = scenario;
  const stream = streams.stream('panic');
  const nature = natureOf(world);
  const sensitivities = RISK_CLASSES.map((name) => confidence.classSensitivity[name]);
  const clocks = new Clocks(registry, 'panic', RISK_CLASSES.length, lenders.capacity);
  const sight = prepareSight(world);
  const delays = prepareDelays(world);

  const multiplierOf = (row: number): number =>
    ownMultiplier(confidence, nature(row), sight.shareOf(row), delays.of(row));

  return {
    readMorning() {
      const touched: number[] = [];
      sight.read(touched);
      if (confidence.channels.delays) delays.read(touched);
      for (const row of touched) if (clocks.isRunning(row)) clocks.setMultiplier(row, multiplierOf(row));
    },
    takeFright(signal, leaving) {
      const contacts = confidence.weights.contacts * sight.shareOfAll();
      sensitivities.forEach((sensitivity, group) => {
        clocks.advance(group, classHazard(confidence, sensitivity, signal, contacts), leaving);
      });
    },
    begin(row) {
      const tolerance = -ln(stream.uniform(lenders.key[row]!, world.day));
      clocks.enter(row, lenders.riskClass[row]!, tolerance, multiplierOf(row));
    },
    stop: (row) => clocks.stop(row),
    showLeaving: (row) => sight.show(row, SEEN_DAYS),
    showReturn: () => undefined,
    welcome(row) {
      delays.join();
      sight.join(row);
    },
  };
}
