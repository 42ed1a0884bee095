/**
 * Whose leaving in fear is in sight of whom, from the morning after it: of contacts, of the own community, or of everybody.
 * Whoever gets to know somebody hears of what happens after that day only.
 */
import type { World } from '../../state/world.ts';
import type { Circle } from './circle.ts';
import { Communities } from './communities.ts';
import { Contacts } from './contacts.ts';
import { mindsContactDelays } from './signals.ts';

export interface Sight {
  /**
   * Takes in what comes into sight this morning and what goes out of it; rows whose share may have changed go into
   * `touched`.
   */
  read(touched: number[]): void;
  /** Leavings in sight of the lender, as a share of those it knows; 0 if it knows nobody or everybody. */
  shareOf(row: number): number;
  /** The same of everybody, where everybody is in sight; else 0. */
  shareOfAll(): number;
  /** Adds the next lender, in the evening of its first day. */
  join(row: number): void;
  /** Who knows whom; null where everybody does, or nobody is looked at. */
  readonly circle: Circle | null;
  /** The lender left today: in sight for `days` days, or until `hide`. */
  show(row: number, days: number | null): void;
  /** The leaving of day `leftDay` is out of sight from tomorrow. */
  hide(row: number, leftDay: number): void;
}

/** Sight along the graph of the scenario; nothing is in sight with the channel off. */
export function prepareSight(world: World): Sight {
  const { scenario, agendas, registry } = world;
  const { channels, graph, lags } = scenario.confidence;
  const signals = agendas.contactSignals;
  const own = registry.scalars('sight', ['leavings', 'lenders']);
  const circle = circleOf(world);
  /** A leaving, or a return, of today comes into sight, or goes out of it, on that day. */
  const seenDay = (): number => world.day + 1 + lags.contacts;

  return {
    circle,
    read(touched) {
      const { day } = world;
      signals.visit(day, (leaver, mark) => {
        const sign = mark > 0 ? 1 : -1;
        own.leavings += sign;
        circle?.visit(leaver, Math.abs(mark) - 1, (lender) => {
          circle.nodes.leavers[lender]! += sign;
          touched.push(lender);
        });
      });
      // Somebody more to know makes leavings in sight a smaller share.
      circle?.visitMetOn(day - 1, (lender) => {
        if (circle.nodes.leavers[lender]! > 0) touched.push(lender);
      });
    },
    shareOf(row) {
      const known = circle === null ? 0 : circle.known(row);
      return known === 0 ? 0 : circle!.nodes.leavers[row]! / known;
    },
    shareOfAll() {
      return channels.contacts && graph === 'complete' && own.lenders > 0 ? own.leavings / own.lenders : 0;
    },
    join(row) {
      own.lenders += 1;
      if (circle !== null) joinCircle(world, circle, row);
    },
    show(row, days) {
      if (!channels.contacts) return;
      signals.add(seenDay(), row, markOf(world.day));
      if (days !== null) signals.add(seenDay() + days, row, -markOf(world.day));
    },
    hide(row, leftDay) {
      if (channels.contacts) signals.add(seenDay(), row, -markOf(leftDay));
    },
  };
}

/** Who knows whom; null where everybody hears of everybody, or nobody minds what contacts do. */
export function circleOf(world: World): Circle | null {
  const { scenario, registry, lenders, streams } = world;
  const { channels, graph } = scenario.confidence;
  if (!channels.contacts && !mindsContactDelays(scenario.confidence)) return null;
  switch (graph) {
    case 'complete':
      return null;
    case 'community':
      return new Communities(registry, scenario.lenders.communities, lenders.capacity);
    case 'contact':
      return new Contacts(registry, streams.stream('lender'), scenario.lenders.contacts, lenders.capacity);
  }
}

/** Adds the next lender to those who know one another, in the evening of its first day. */
export function joinCircle({ lenders, day }: World, circle: Circle, row: number): void {
  const { key, bornDay, community } = lenders;
  circle.join({ key: key[row]!, bornDay: bornDay[row]!, community: community[row]! }, day);
}

/** An agenda carries the day of the leaving as its amount; its sign says whether it comes or goes, so it isn't 0. */
function markOf(leftDay: number): number {
  return leftDay + 1;
}
