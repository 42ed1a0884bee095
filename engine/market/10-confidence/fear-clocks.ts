/** The panic clocks of a world, one group per risk class, for mechanisms in which fear is a hazard. */
import { exp, ln } from '../../base/mathx.ts';
import { RISK_CLASSES } from '../../base/vocabulary.ts';
import type { World } from '../../state/world.ts';
import { Clocks } from './clocks.ts';
import { classHazard, natureOf } from './signals.ts';
import type { Worries } from './worries.ts';

export interface FearClocks {
  /** New multipliers of the lenders who were touched, from today's step on. */
  respeed(touched: readonly number[]): void;
  /** A day's hazard: what all are told and see, and `caught` beyond the cap. */
  advance(signal: number, contactTerm: number, caught: number, leaving: number[]): void;
  hasten(row: number, hazard: number): void;
  begin(row: number): void;
  stop(row: number): void;
}

/** `contactTerm` is what a lender's own contacts add to its log hazard. */
export function prepareFearClocks(
  world: World,
  worries: Worries,
  contactTerm: (row: number) => number,
): FearClocks {
  const { scenario, registry, lenders, streams } = world;
  const { confidence } = scenario;
  const stream = streams.stream('panic');
  const nature = natureOf(world);
  const sensitivities = RISK_CLASSES.map((name) => confidence.classSensitivity[name]);
  const clocks = new Clocks(registry, 'panic', RISK_CLASSES.length, lenders.capacity);
  const multiplierOf = (row: number): number =>
    exp(confidence.thetaSigma * nature(row) + contactTerm(row) + worries.of(row));

  return {
    respeed(touched) {
      for (const row of touched) if (clocks.isRunning(row)) clocks.setMultiplier(row, multiplierOf(row));
    },
    advance(signal, contacts, caught, leaving) {
      const seen = contacts + worries.ofAll();
      sensitivities.forEach((sensitivity, group) => {
        clocks.advance(group, classHazard(confidence, sensitivity, signal, seen) + caught, leaving);
      });
    },
    hasten: (row, hazard) => clocks.hasten(row, hazard),
    begin(row) {
      worries.begin(row);
      const tolerance = -ln(stream.uniform(lenders.key[row]!, world.day));
      clocks.enter(row, lenders.ownClass[row]!, tolerance, multiplierOf(row));
    },
    stop: (row) => clocks.stop(row),
  };
}
