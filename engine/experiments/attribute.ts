/**
 * Splits the cost of a run. The lenders' run is counted first, since without one the borrowers' channels have nothing to work
 * on; the channels after it are averaged over every order in which they could be switched on (Shapley's value), so the parts
 * add up to the whole whatever their order.
 */

/** Ways in which a lenders' run reaches borrowers and what they owe. */
export const RUN_CHANNELS = ['refinancing', 'wilful', 'collection'] as const;

/** What lenders and their payers lost in one replication, by what was switched on. */
export interface RunLosses {
  /** With the run, by the set of channels: bit k is channel k. */
  readonly run: (channels: number) => number;
  /** Without it, with no channel and with those that the scenario has. */
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
  /** With the run and all channels less with neither: the sum of the parts. */
  readonly total: number;
  /** Of it, what the channels alone would have cost: not 0 if the platform is in distress without a run. */
  readonly withoutRun: number;
}

/** The parts of one replication. */
export function splitRun({ run, calm, has }: RunLosses): RunSplit {
  const none = calm(0);
  const alone = run(0) - none;
  const total = run(has) - none;
  const withoutRun = calm(has) - none;
  const channels = RUN_CHANNELS.map((_, k) => channelPart(run, has, 1 << k));
  return {
    liquidity: { loss: alone, first: alone, last: total - withoutRun },
    channels,
    total,
    withoutRun,
  };
}

/** Mean over the orders of what the channel adds to those before it; nothing where the scenario doesn't have it. */
function channelPart(run: (channels: number) => number, has: number, own: number): RunPart {
  if ((has & own) === 0) return { loss: 0, first: 0, last: 0 };
  const others = has & ~own;
  const players = bitsOf(has);
  const added = (before: number) => run(before | own) - run(before);
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
