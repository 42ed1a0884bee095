/** The split of the cost of a run: parts that add up whatever the channels do to one another, against cases worked by hand. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runCost } from '../../engine/cli/run-cost.ts';
import { splitRun, type RunLosses } from '../../engine/experiments/index.ts';

/** Losses by code (channels, with the run or without), from a table of eight and a table of eight. */
const losses = (run: readonly number[], calm: readonly number[], has = 7): RunLosses => ({
  run: (channels) => run[channels]!,
  calm: (channels) => calm[channels]!,
  has,
});
const NOTHING = [0, 0, 0, 0, 0, 0, 0, 0];

describe('splitRun', () => {
  it('gives each channel its own where they leave each other alone', () => {
    const run = NOTHING.map(
      (_, mask) => 100 + (mask & 1 ? 10 : 0) + (mask & 2 ? 20 : 0) + (mask & 4 ? 40 : 0),
    );
    const { liquidity, channels, total } = splitRun(losses(run, NOTHING));
    expect(liquidity.loss).toBe(100);
    for (const [k, own] of [10, 20, 40].entries()) {
      expect(channels[k]!.loss).toBeCloseTo(own, 9);
      expect([channels[k]!.first, channels[k]!.last]).toEqual([own, own]);
    }
    expect(total).toBe(170);
  });

  it('shares out what two do together, and shows it between first and last', () => {
    // 30 more only where refinancing and wilful meet.
    const run = NOTHING.map((_, mask) => ((mask & 3) === 3 ? 30 : 0));
    const { channels, liquidity } = splitRun(losses(run, NOTHING));
    expect(liquidity.loss).toBe(0);
    expect(channels.map(({ loss }) => loss)).toEqual([15, 15, 0]);
    expect(channels.map(({ first, last }) => [first, last])).toEqual([
      [0, 30],
      [0, 30],
      [0, 0],
    ]);
  });

  it('leaves out what channels cost without a run', () => {
    const both = NOTHING.map((_, mask) => mask * 5);
    const { liquidity, channels, total } = splitRun(losses(both, both));
    expect([liquidity.loss, total, ...channels.map(({ loss }) => loss)]).toEqual([0, 0, 0, 0, 0]);
  });

  it('adds up for any losses, and has nothing of a channel that is not there', () => {
    const eight = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(eight, eight, fc.integer({ min: 0, max: 7 }), (run, calm, has) => {
        const { liquidity, channels, total } = splitRun(losses(run, calm, has));
        const sum = channels.reduce((all, { loss }) => all + loss, liquidity.loss);
        expect(sum).toBeCloseTo(total, 3);
        expect(total).toBe(run[has]! - calm[has]!);
        channels.forEach(({ loss }, k) => {
          if ((has & (1 << k)) === 0) expect(loss).toBe(0);
        });
      }),
    );
  });
});

describe('runCost', () => {
  const cell = (replication: number, run: boolean, channels: number, creditFen: number) => ({
    replication,
    run,
    channels,
    creditFen,
    cashFen: run ? 7 : 0,
  });
  const whole = (replication: number, wilful: number) => [
    cell(replication, true, 0, 100),
    cell(replication, true, 2, 100 + wilful),
    cell(replication, false, 0, 60),
    cell(replication, false, 2, 60),
  ];

  it('is the mean over the replications that every variant has, with both kinds of loss', () => {
    const rows = runCost([...whole(0, 20), ...whole(1, 40), cell(2, true, 0, 1e9)]);
    const of = (part: string) => rows.find((row) => row.part === part)!;
    expect(of('liquidity')).toMatchObject({
      lossFen: 47,
      creditFen: 40,
      cashFen: 7,
      n: 2,
      lower: 47,
      upper: 47,
    });
    expect(of('wilful')).toMatchObject({ lossFen: 30, creditFen: 30, cashFen: 0, firstFen: 30, lastFen: 30 });
    expect(of('wilful').lower).toBeLessThan(20);
    expect([of('refinancing').lossFen, of('collection').lossFen, of('total').lossFen]).toEqual([0, 0, 77]);
  });
});
