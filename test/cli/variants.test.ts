/** What users are told of names of variants that are not there, or are no names. */
import { describe, expect, it } from 'vitest';
import { UserError } from '../../engine/base/problems.ts';
import { parseChange } from '../../engine/cli/changes.ts';
import { missingVariant, variantNamed } from '../../engine/cli/variant-named.ts';

const STUDY = [{ name: 'small' }, { name: 'small-low' }, { name: "the people's" }];

function told(ask: () => unknown): string {
  try {
    ask();
  } catch (error) {
    if (error instanceof UserError)
      return error.problems.map(({ message, hint }) => `${message}; ${hint}`).join();
    throw error;
  }
  return '';
}

describe('a variant', () => {
  it('is found by its name, or the nearest one is told with all', () => {
    expect(variantNamed(STUDY, 'small-low')).toBe(1);
    expect(told(() => variantNamed(STUDY, 'smal-low'))).toBe(
      "no variant smal-low in the study; one of: small, small-low, the people's      did you mean small-low?",
    );
    expect(told(() => variantNamed(STUDY, 'baseline'))).not.toContain('did you mean');
  });

  it.each([
    ["SELECT * FROM kpi_daily WHERE variant = 'small'", null],
    ["SELECT * FROM kpi_daily WHERE variant = 'the people''s'", null],
    ["SELECT * FROM kpi_daily WHERE variant = 'smal'", 'did you mean small?'],
    ["SELECT * FROM kpi_daily k WHERE k.variant IN ('Low', 'small')", 'no variant Low'],
    ['SELECT 1 WHERE false', null],
  ])('that a statement asks for: %s', (sql, words) => {
    const missing = missingVariant(STUDY, sql);
    if (words === null) expect(missing).toBeNull();
    else expect(missing).toContain(words);
  });

  it.each([
    ['no colon', 'a variant needs a name before a colon'],
    [': a=1', 'a variant needs a name before a colon'],
    ['very low: a=1', '"very low" is no name'],
    ['low:', 'not of the form path=value: nothing'],
  ])('%j of --variant is refused', (text, words) => {
    expect(told(() => parseChange(text))).toContain(words);
  });

  it('of --variant may be named in any script', () => {
    expect(parseChange('低: a=1, b.c={ d: 1, e: 2 }')).toEqual({
      name: '低',
      overrides: ['a=1', 'b.c={ d: 1, e: 2 }'],
    });
  });
});
