/**
 * Fear is caught: each lender that left frightens each of those who know it with a chance a day, for some days. With one
 * such day and nothing else to fear this is the Reed-Frost chain (Abbey, "An examination of the Reed-Frost theory of
 * epidemics", Human Biology 24, 1952); public signals frighten as in the hazard mechanism.
 */
import { ln, ln1p } from '../../../base/mathx.ts';
import { RISK_CLASSES } from '../../../base/vocabulary.ts';
import type { World } from '../../../state/world.ts';
import { Clocks } from '../clocks.ts';
import { prepareDelays } from '../delays.ts';
import { circleOf, joinCircle } from '../sight.ts';
import { classHazard, natureOf, ownMultiplier } from '../signals.ts';
import type { Mechanism } from './mechanism.ts';

/**
 * A chance p a day is a hazard of -ln(1 - p): m frightening contacts leave a lender at ease with (1 - p)^m, as independent
 * draws for each of them would.
 */
export function prepareEpidemic(world: World): Mechanism {
  const { scenario, registry, lenders, streams, agendas } = world;
  const { confidence } = scenario;
  const { transmission, infectiousDays } = confidence.epidemic;
  const contagious = confidence.channels.contacts;
  const contactHazard = -ln1p(-transmission);
  const stream = streams.stream('panic');
  const nature = natureOf(world);
  const sensitivities = RISK_CLASSES.map((name) => confidence.classSensitivity[name]);
  const clocks = new Clocks(registry, 'panic', RISK_CLASSES.length, lenders.capacity);
  const circle = contagious ? circleOf(world) : null;
  const delays = prepareDelays(world);
  let frightening = 0;

  const multiplierOf = (row: number): number => ownMultiplier(confidence, nature(row), 0, delays.of(row));

  return {
    readMorning() {
      const touched: number[] = [];
      if (confidence.channels.delays) delays.read(touched);
      for (const row of touched) if (clocks.isRunning(row)) clocks.setMultiplier(row, multiplierOf(row));
      frightening = 0;
      agendas.contactSignals.visit(world.day, (leaver, leftDay) => {
        frightening += 1;
        circle?.visit(leaver, leftDay, (lender) => clocks.hasten(lender, contactHazard));
      });
    },
    takeFright(signal, leaving) {
      const caught = circle === null ? contactHazard * frightening : 0;
      sensitivities.forEach((sensitivity, group) => {
        clocks.advance(group, classHazard(confidence, sensitivity, signal, 0) + caught, leaving);
      });
    },
    begin(row) {
      const tolerance = -ln(stream.uniform(lenders.key[row]!, world.day));
      clocks.enter(row, lenders.riskClass[row]!, tolerance, multiplierOf(row));
    },
    stop: (row) => clocks.stop(row),
    showLeaving(row) {
      if (!contagious) return;
      for (let k = 1; k <= infectiousDays; k++) agendas.contactSignals.add(world.day + k, row, world.day);
    },
    showReturn: () => undefined,
    welcome(row) {
      delays.join();
      if (circle !== null) joinCircle(world, circle, row);
    },
  };
}
