/** What a customer owes on other platforms, and what of it this platform gets to see: drawn once, at its birth. */
import { ln } from '../base/mathx.ts';
import type { Stream } from '../random/streams.ts';
import { lognormal } from '../random/variates.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** Draws of stream `customer` at birth. */
const OWES = 9;
const AMOUNT = 10;
const SEEN = 11;
const YUAN_FEN = 100;

export interface DebtElsewhere {
  readonly seenFen: number;
  readonly hiddenFen: number;
}

const NONE: DebtElsewhere = { seenFen: 0, hiddenFen: 0 };

/** Whole yuan; a platform that asks around sees all of a customer's debts or none. */
export function debtDraws(
  scenario: Scenario,
  stream: Stream,
): (key: number, bornDay: number) => DebtElsewhere {
  const { elsewhere } = scenario.customers;
  if (elsewhere === null) return () => NONE;
  const { share, medianFen, sigma, seen } = elsewhere;
  const mu = ln(medianFen);
  return (key, bornDay) => {
    if (stream.uniform(key, bornDay, OWES) >= share) return NONE;
    const drawn = lognormal(stream.uniform(key, bornDay, AMOUNT), mu, sigma);
    const owedFen = Math.floor(drawn / YUAN_FEN) * YUAN_FEN;
    const isSeen = stream.uniform(key, bornDay, SEEN) < seen;
    return { seenFen: isSeen ? owedFen : 0, hiddenFen: isSeen ? 0 : owedFen };
  };
}
