/**
 * Granovetter's model ("Threshold models of collective behavior", American Journal of Sociology 83, 1978): a lender leaves
 * as soon as the share of those it knows who are away reaches its threshold. Public signals and one's own worries lower it.
 */
import { defineTable } from '../../../base/columns.ts';
import { RISK_CLASSES } from '../../../base/vocabulary.ts';
import type { World } from '../../../state/world.ts';
import { Levels } from '../levels.ts';
import { prepareSight } from '../sight.ts';
import { prepareWorries } from '../worries.ts';
import type { Mechanism } from './mechanism.ts';

const ROOT3 = Math.sqrt(3);

/** Who left in fear is in sight until it is back. */
export function prepareThreshold(world: World): Mechanism {
  const { scenario, registry, lenders, streams } = world;
  const { confidence } = scenario;
  const { law, mean, sigma, signalEffect } = confidence.threshold;
  const stream = streams.stream('panic');
  const sensitivities = RISK_CLASSES.map((name) => confidence.classSensitivity[name]);
  const levels = new Levels(registry, 'panic', RISK_CLASSES.length, lenders.capacity);
  const sight = prepareSight(world);
  const worries = prepareWorries(world, sight.circle);
  const own = defineTable(registry, 'panic.own', { threshold: 'f64' }, lenders.capacity);

  /** Of mean 0 and standard deviation 1. */
  const spread = (row: number): number => {
    const key = lenders.key[row]!;
    return law === 'normal'
      ? stream.normal(key, world.day)
      : ROOT3 * (2 * stream.uniform(key, world.day) - 1);
  };
  const wait = (row: number): void => {
    const felt = sight.shareOf(row) + signalEffect * worries.of(row);
    levels.set(row, lenders.ownClass[row]!, own.threshold[row]! - felt);
  };

  return {
    readMorning() {
      const touched: number[] = [];
      sight.read(touched);
      worries.read(touched);
      for (const row of touched) if (levels.isWaiting(row)) wait(row);
    },
    takeFright(signal, leaving) {
      const everybody = sight.shareOfAll();
      const worried = worries.ofAll();
      sensitivities.forEach((sensitivity, group) => {
        const heard = signalEffect * sensitivity * signal + signalEffect * worried;
        levels.reach(group, everybody + heard, leaving);
      });
    },
    begin(row) {
      if (row >= own.length) own.addMany(row + 1 - own.length);
      own.threshold[row] = mean + sigma * spread(row);
      worries.begin(row);
      wait(row);
    },
    stop: (row) => levels.stop(row),
    showLeaving: (row) => sight.show(row, null),
    showReturn: (row, leftDay) => sight.hide(row, leftDay),
    welcome(row) {
      worries.join(row);
      sight.join(row);
    },
  };
}
