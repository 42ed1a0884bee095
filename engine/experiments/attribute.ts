/**
 * Splits the cost of a run. The lenders' run is counted first, since without one the borrowers' channels have nothing to work
 * on; the channels after it are averaged over every order in which they could be switched on (Shapley's value), so the parts
 * add up to the whole whatever their order.
 */

/** Ways in which a lenders' run reaches borrowers and what they owe. */
export const RUN_CHANNELS = ['refinancing', 'wilful', 'collection'] as const;

/** What lenders and their payers lost in one replication, by what was switched on. */
export interface RunLosses {
  /** With the run and without it, by the set of channels: bit k is channel k. */
  readonly run: (channels: number) => number;
  readonly calm: (channels: number) => number;
  /** Channels that the scenario has, as bits. */
  readonly has: number;
}

export interface RunPart {
  /** Order-averaged: what is shown. */
  readonly loss: number;
  /** Switched on before every other channel, and after them: they differ by what the channels do to one another. */
  readonly first: number;
  readonly last: number;
}

export interface RunSplit {
  readonly liquidity: RunPart;
  readonly channels: readonly RunPart[];
  /** With the run less without it, all channels on: the sum of the parts. */
  readonly total: number;
}

/** The parts of one replication. What a channel costs without a run, in a platform in distress anyhow, is no part of it. */
export function splitRun({ run, calm, has }: RunLosses): RunSplit {
  const cost = (channels: number) => run(channels) - calm(channels);
  const alone = cost(0);
  return {
    liquidity: { loss: alone, first: alone, last: alone },
    channels: RUN_CHANNELS.map((_, k) => channelPart(cost, has, 1 << k)),
    total: cost(has),
  };
}

/** Mean over the orders of what the channel adds to those before it; nothing where the scenario doesn't have it. */
function channelPart(cost: (channels: number) => number, has: number, own: number): RunPart {
  if ((has & own) === 0) return { loss: 0, first: 0, last: 0 };
  const others = has & ~own;
  const players = bitsOf(has);
  const added = (before: number) => cost(before | own) - cost(before);
  let loss = 0;
  for (let before = 0; before <= others; before++) {
    if ((before & ~others) !== 0) continue;
    const count = bitsOf(before);
    loss += (added(before) * factorial(count) * factorial(players - count - 1)) / factorial(players);
  }
  return { loss, first: added(0), last: added(others) };
}

function bitsOf(mask: number): number {
  return RUN_CHANNELS.filter((_, k) => (mask & (1 << k)) !== 0).length;
}

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}
