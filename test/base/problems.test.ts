import { describe, expect, it } from 'vitest';
import { InvariantError, invariant, unreachable } from '../../engine/base/assert.ts';
import { UserError, formatProblems } from '../../engine/base/problems.ts';

describe('problems', () => {
  it('say place, value and what would be right, all at once', () => {
    const problems = [
      {
        code: 'value/out-of-range',
        where: 'a.yaml:3:5',
        path: 'fees.feeBps',
        value: 12000,
        message: 'value out of range: 12000 (0..10000)',
        hint: 'try 100',
      },
      {
        code: 'date/invalid',
        where: '--from',
        path: '',
        value: 'soon',
        message: 'invalid date: soon (YYYY-MM-DD)',
      },
    ];
    expect(formatProblems(problems)).toBe(
      'a.yaml:3:5 fees.feeBps: value out of range: 12000 (0..10000) [value/out-of-range]\n    try 100\n' +
        '--from: invalid date: soon (YYYY-MM-DD) [date/invalid]',
    );
    const error = new UserError(3, problems);
    expect([error.exitCode, error.problems.length]).toEqual([3, 2]);
    expect(error.message).toContain('soon');
  });
});

describe('invariant', () => {
  it('throws the law with its figures, and computes them only then', () => {
    expect(() =>
      invariant(true, 'x', () => {
        throw new Error('not asked');
      }),
    ).not.toThrow();
    const error = (() => {
      try {
        invariant(1 > 2, 'lots add up', () => ({ lots: 3 }));
      } catch (caught) {
        return caught;
      }
      return null;
    })();
    expect(error).toBeInstanceOf(InvariantError);
    expect(error).toMatchObject({ law: 'lots add up', detail: { lots: 3 }, day: -1, stage: '' });
    expect((error as Error).message).toBe('broken law: lots add up (lots 3)');
    expect(() => unreachable('oops' as never)).toThrow('unreachable branch');
  });
});
