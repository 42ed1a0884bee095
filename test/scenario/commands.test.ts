import { Command } from 'commander';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { registerSchema } from '../../engine/cli/commands/schema.ts';
import { registerValidate } from '../../engine/cli/commands/validate.ts';

/** Runs a command line in this process. */
function lendsim(...words: string[]): { out: string; err: string; code: number } {
  let out = '';
  let err = '';
  let code = 0;
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
  const program = new Command('lendsim').exitOverride();
  registerSchema(program);
  registerValidate(program, (value) => {
    code = value;
  });
  program.parse(words, { from: 'user' });
  vi.restoreAllMocks();
  return { out, err, code };
}

afterEach(() => vi.restoreAllMocks());

describe('validate', () => {
  it('says that files are valid and what their regime forbids', () => {
    const { out, code } = lendsim('validate', 'baseline', 'scenarios/withdrawal-run.yaml');
    expect(code).toBe(0);
    expect(out).toMatch(/^scenarios\/baseline\.yaml: valid {3}baseline {3}[0-9a-f]{12}$/m);
    expect(out).toMatch(/regime cn-2016-08 forbids pooled custody/);
    expect(out).toMatch(/^scenarios\/withdrawal-run\.yaml: valid/m);
  });
  it('shows problems as promised and ends with 3', () => {
    const { out, err, code } = lendsim('validate', 'withdrawal-run', '--set', 'policies.payout.rule=proRtaa');
    expect(code).toBe(3);
    expect(out).toBe('');
    expect(err).toMatchInlineSnapshot(`
      "scenarios/withdrawal-run.yaml + --set: 1 problem

        policies.payout.rule   "proRtaa" is not a payout rule
            from --set
            one of: instant, fifo, proRata, roundRobin      did you mean proRata?

      exit code 3
      "
    `);
  });
  it('puts everything into the envelope with --json', () => {
    const { out, err, code } = lendsim('validate', 'baseline', 'nowhere', '--json');
    expect(code).toBe(3);
    expect(err).toBe('');
    const envelope = JSON.parse(out) as {
      version: number;
      command: string;
      data: { ok: boolean; problems: { code: string }[] }[];
    };
    expect(envelope).toMatchObject({ version: 1, command: 'validate' });
    expect(envelope.data.map((one) => one.ok)).toEqual([true, false]);
    expect(envelope.data[1]?.problems[0]?.code).toBe('scenario/missing-file');
  });
  it('explains each value by its origin', () => {
    const { out } = lendsim('validate', 'withdrawal-run', '--explain', '--set', 'opening.lenders=9000');
    expect(out).toMatch(/^opening\.lenders +9000 +from --set$/m);
    expect(out).toMatch(/^custody +pooled +scenarios\/withdrawal-run\.yaml:\d+:\d+$/m);
    expect(out).toMatch(/^guarantee\.scheme +full +scenarios\/baseline\.yaml:\d+:\d+$/m);
    expect(out).toMatch(/^lenders\.stakeSigma +1\.976 +default \(wdzj-panel-2017-2018 \(A\)\)$/m);
  });
});

describe('schema', () => {
  it('prints the JSON Schema or the reference page', () => {
    expect(JSON.parse(lendsim('schema').out)).toMatchObject({ title: 'lendsim scenario', type: 'object' });
    expect(lendsim('schema', '--markdown').out).toMatch(/^# Every value of a scenario\n/);
  });
});
