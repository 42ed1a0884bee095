/** lendsim replay: what it lists, refuses, and says where a band is missed. */
import { describe, expect, it, vi } from 'vitest';
import { replay } from '../../engine/cli/commands/replay.ts';
import type { Pieces } from '../../engine/cli/pieces.ts';
import type { Observable, Replay } from '../../engine/experiments/replays/index.ts';
import { cli } from '../helpers/cli.ts';

const row = (simulated: number): Observable => ({
  observable: 'wait',
  unit: 'days',
  simulated,
  interval: [simulated - 1, simulated + 1],
  band: [90, 135],
  source: 'assumption',
  pass: simulated >= 90 && simulated <= 135,
});
const made = (wait: number, control: number, setOn?: number): Replay => ({
  name: 'made-up',
  title: 'A wait',
  sources: [],
  intervals: { level: '90 %', over: 'days' },
  run: () =>
    Promise.resolve({
      rows: [row(wait)],
      controls: [row(control)],
      ...(setOn === undefined ? {} : { setOn: [row(setOn)] }),
    }),
});
const codeOf = async (of: Replay) =>
  replay({} as Pieces, 'made-up', { seed: 1, quiet: true, json: true }, [of]);

describe('replay', () => {
  it('holds if every figure is in its band and every control outside', async () => {
    expect(await codeOf(made(100, 5))).toBe(0);
    expect(await codeOf(made(89, 5))).toBe(4);
    expect(await codeOf(made(100, 120))).toBe(4);
  });

  it('shows what it was set on, and is not tested on it', async () => {
    expect(await codeOf(made(100, 5, 89))).toBe(0);
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    await replay({} as Pieces, 'made-up', { seed: 1, quiet: true, json: false }, [made(100, 5, 89)]);
    const said = write.mock.calls.map(([text]) => String(text)).join('');
    write.mockRestore();
    expect(said).toMatch(/What it was set on[^]*outside[^]*Observable[^]*ok[^]*Control: must miss[^]*misses/);
  });

  it('lists the episodes, and tells the one that was meant', async () => {
    const list = await cli(['replay']);
    expect([list.code, list.stdout.includes('july-2018'), list.stdout.includes('queue-2019')]).toEqual([
      0,
      true,
      true,
    ]);
    const wrong = await cli(['replay', 'queue-2018']);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('no replay named queue-2018');
    expect(wrong.stderr).toContain('did you mean queue-2019?');
  });
});
