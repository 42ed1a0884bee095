/**
 * Granovetter's model ("Threshold models of collective behavior", American Journal of Sociology 83, 1978): a lender leaves
 * as soon as the share of those it knows who are away reaches its threshold. Public signals and one's own delay lower it.
 */
import { defineTable } from '../../../base/columns.ts';
import { RISK_CLASSES } from '../../../base/vocabulary.ts';
import type { World } from '../../../state/world.ts';
import { prepareDelays } from '../delays.ts';
import { Levels } from '../levels.ts';
import { prepareSight } from '../sight.ts';
import { delayTerm } from '../signals.ts';
import type { Mechanism } from './mechanism.ts';

/** Who left in fear is in sight until it is back. */
export function prepareThreshold(world: World): Mechanism {
  const { scenario, registry, lenders, streams } = world;
  const { confidence } = scenario;
  const { mean, sigma, signalEffect } = confidence.threshold;
  const stream = streams.stream('panic');
  const sensitivities = RISK_CLASSES.map((name) => confidence.classSensitivity[name]);
  const levels = new Levels(registry, 'panic', RISK_CLASSES.length, lenders.capacity);
  const sight = prepareSight(world);
  const delays = prepareDelays(world);
  const own = defineTable(registry, 'panic.own', { threshold: 'f64' }, lenders.capacity);

  const wait = (row: number): void => {
    const felt = sight.shareOf(row) + signalEffect * delayTerm(confidence, delays.of(row));
    levels.set(row, lenders.riskClass[row]!, own.threshold[row]! - felt);
  };

  return {
    readMorning() {
      const touched: number[] = [];
      sight.read(touched);
      if (confidence.channels.delays) delays.read(touched);
      for (const row of touched) if (levels.isWaiting(row)) wait(row);
    },
    takeFright(signal, leaving) {
      const everybody = sight.shareOfAll();
      sensitivities.forEach((sensitivity, group) => {
        levels.reach(group, everybody + signalEffect * sensitivity * signal, leaving);
      });
    },
    begin(row) {
      if (row >= own.length) own.addMany(row + 1 - own.length);
      own.threshold[row] = mean + sigma * stream.normal(lenders.key[row]!, world.day);
      wait(row);
    },
    stop: (row) => levels.stop(row),
    showLeaving: (row) => sight.show(row, null),
    showReturn: (row, leftDay) => sight.hide(row, leftDay),
    welcome(row) {
      delays.join();
      sight.join(row);
    },
  };
}
