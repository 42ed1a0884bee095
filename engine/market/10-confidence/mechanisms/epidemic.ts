/**
 * Fear is caught: each lender that left frightens each of those who know it with a chance a day, for some days. With one
 * such day and nothing else to fear this is the Reed-Frost chain (Abbey, "An examination of the Reed-Frost theory of
 * epidemics", Human Biology 24, 1952); with many, and each the last one with the same chance, Kermack and McKendrick's
 * equations (1927) in a large crowd. Public signals frighten as in the hazard mechanism.
 */
import { ln, ln1p } from '../../../base/mathx.ts';
import type { World } from '../../../state/world.ts';
import { prepareFearClocks } from '../fear-clocks.ts';
import { circleOf, joinCircle } from '../sight.ts';
import { prepareWorries } from '../worries.ts';
import type { Mechanism } from './mechanism.ts';

/** Draw of stream `panic` on the day of leaving: for how long a lender frightens others. */
const INFECTIOUS = 1;

/**
 * A chance p a day is a hazard of -ln(1 - p): m frightening contacts leave a lender at ease with (1 - p)^m, as independent
 * draws for each of them would.
 */
export function prepareEpidemic(world: World): Mechanism {
  const { scenario, lenders, streams, agendas } = world;
  const { confidence } = scenario;
  const { transmission, recovery, infectiousDays } = confidence.epidemic;
  const contagious = confidence.channels.contacts;
  const contactHazard = -ln1p(-transmission);
  const stream = streams.stream('panic');
  const circle = circleOf(world);
  const worries = prepareWorries(world, circle);
  const clocks = prepareFearClocks(world, worries, () => 0);
  let frightening = 0;

  /** Days for which a lender that leaves today frightens others. */
  const daysOf = (row: number): number => {
    if (recovery === 'fixed' || infectiousDays === 1) return infectiousDays;
    const u = stream.uniform(lenders.key[row]!, world.day, INFECTIOUS);
    return 1 + Math.floor(ln(u) / ln1p(-1 / infectiousDays));
  };

  return {
    readMorning() {
      const touched: number[] = [];
      worries.read(touched);
      clocks.respeed(touched);
      frightening = 0;
      agendas.contactSignals.visit(world.day, (leaver, leftDay) => {
        frightening += 1;
        circle?.visit(leaver, leftDay, (lender) => clocks.hasten(lender, contactHazard));
      });
    },
    takeFright: (signal, leaving) =>
      clocks.advance(signal, 0, circle === null ? contactHazard * frightening : 0, leaving),
    begin: (row) => clocks.begin(row),
    stop: (row) => clocks.stop(row),
    showLeaving(row) {
      if (!contagious) return;
      const from = world.day + confidence.lags.contacts;
      const days = daysOf(row);
      for (let k = 1; k <= days; k++) agendas.contactSignals.add(from + k, row, world.day);
    },
    showReturn: () => undefined,
    welcome(row) {
      worries.join(row);
      if (circle !== null) joinCircle(world, circle, row);
    },
  };
}
