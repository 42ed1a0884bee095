/** To which group of related borrowers a customer belongs: drawn once, at its birth. */
import type { Stream } from '../random/streams.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** Draw of stream `customer` at birth. */
const GROUP = 8;

/** 1 to `count`, 0 for who belongs to none. */
export function groupDraws(scenario: Scenario, stream: Stream): (key: number, bornDay: number) => number {
  const { groups } = scenario.customers;
  if (groups === null) return () => 0;
  const { count, share } = groups;
  return (key, bornDay) => {
    const u = stream.uniform(key, bornDay, GROUP);
    return u < share ? 1 + Math.min(count - 1, Math.floor((u / share) * count)) : 0;
  };
}
