/** Contacts whose own money is late, as lenders hear of it some days after. */
import { defineTable } from '../../base/columns.ts';
import { Agenda } from '../../state/agenda.ts';
import type { World } from '../../state/world.ts';
import type { Circle } from './circle.ts';
import type { Delays } from './delays.ts';
import { mindsContactDelays } from './signals.ts';

export interface ContactDelays {
  /** Takes in whose money has become late, or is late no more, by rows whose own delay changed; who hears of it is `touched`. */
  read(changed: readonly number[], touched: number[]): void;
  /** Share of those a lender knows whose money is late; of all where everybody is known. */
  shareOf(row: number): number;
  shareOfAll(): number;
  /** Adds the next lender. */
  join(): void;
}

const LATE = 1;
const PAID = -1;

/** Nothing is kept where nobody minds. `circle` null: everybody is known. */
export function prepareContactDelays(world: World, circle: Circle | null, delays: Delays): ContactDelays {
  const { scenario, registry, lenders } = world;
  const { lags, graph } = scenario.confidence;
  const all = registry.scalars('contactDelays', ['late', 'known']);
  const join = (): void => {
    all.known += 1;
  };
  if (!mindsContactDelays(scenario.confidence)) {
    return { read: () => undefined, shareOf: () => 0, shareOfAll: () => 0, join };
  }
  const heard = defineTable(
    registry,
    'contactDelay',
    { isLate: 'u8', lateContacts: 'i32', told: 'u8' },
    lenders.capacity,
  );
  const news = new Agenda(registry, 'contactDelay.news', scenario.clock.horizonDays, 256);

  const hear = (row: number, mark: number, touched: number[]): void => {
    heard.isLate[row] = mark === LATE ? 1 : 0;
    all.late += mark;
    circle?.visit(row, world.day, (lender) => {
      heard.lateContacts[lender]! += mark;
      touched.push(lender);
    });
  };
  const countAnew = (row: number): number => {
    let late = 0;
    circle!.visit(row, world.day, (contact) => {
      late += heard.isLate[contact]!;
    });
    return late;
  };

  return {
    read(changed, touched) {
      const { day } = world;
      if (lenders.length > heard.length) heard.addMany(lenders.length - heard.length);
      for (const row of changed) {
        const isLate = delays.of(row) > 0 ? 1 : 0;
        if (isLate === heard.told[row]) continue;
        heard.told[row] = isLate;
        news.add(day + lags.contactDelays, row, isLate === 1 ? LATE : PAID);
      }
      // Whoever got to know somebody yesterday hears how he stands.
      circle?.visitMetOn(day - 1, (lender) => {
        const late = countAnew(lender);
        if (late === 0 && heard.lateContacts[lender] === 0) return;
        heard.lateContacts[lender] = late;
        touched.push(lender);
      });
      news.visit(day, (row, mark) => hear(row, mark, touched));
    },
    shareOf(row) {
      const known = circle === null ? 0 : circle.known(row);
      return known === 0 ? 0 : heard.lateContacts[row]! / known;
    },
    shareOfAll: () => (graph === 'complete' && all.known > 0 ? all.late / all.known : 0),
    join,
  };
}
