import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createFormat, isoDate } from '../../dashboard/src/format.ts';
import { en } from '../../dashboard/src/i18n/en.ts';
import { translator } from '../../dashboard/src/i18n/index.ts';
import { zh } from '../../dashboard/src/i18n/zh.ts';

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();
const folder = new URL('../../dashboard/src', import.meta.url).pathname;
const source = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(svelte|ts)$/.test(name) && !name.startsWith('i18n'))
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n');

describe('both languages', () => {
  test('have the same keys, none empty, with the same placeholders', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
    for (const [key, text] of Object.entries(zh)) {
      const other = en[key as keyof typeof zh];
      expect(text.trim() !== '' && other.trim() !== '', key).toBe(true);
      expect(placeholders(other), key).toEqual(placeholders(text));
    }
  });

  test('every key is in use', () => {
    const used = new Set([...source.matchAll(/'((?:[a-z]\w*)\.[\w-]+)'/gi)].map((match) => match[1]));
    // Keys made of data: event.*, shock.*, measure.*, regime.*, inspection.*, feature.*, basis.*, cause.*, error.*, matrix.*, unit.*, course.*, and verdicts of tiles.
    const made =
      /^(event|shock|measure|regime|inspection|feature|basis|cause|costPart|error|matrix|unit|course)\.|^tile\.(better|worse|higher|lower|unclear)$/;
    const unused = Object.keys(zh).filter((key) => !used.has(key) && !made.test(key));
    expect(unused).toEqual([]);
  });

  test('fill in values', () => {
    expect(translator('en')('read.survival', { variant: 'Base', k: 3, n: 4 })).toBe(
      'Base: 3 of 4 replications are in business to the end.',
    );
  });

  test('Chinese texts hold no English sentence', () => {
    for (const [key, text] of Object.entries(zh)) {
      if (key === 'state.emptyCommand') continue;
      expect(/[a-z]{3,} [a-z]{3,} [a-z]{3,}/i.test(text), key).toBe(false);
    }
  });
});

describe('numbers', () => {
  const minus = '−\u2060';
  test('are compact by language', () => {
    expect(createFormat('zh', false).value(1_234_567_890_00, 'fen')).toBe('12.35亿元');
    expect(createFormat('en', false).value(1_234_567_890_00, 'fen')).toBe('¥1.235B');
    expect(createFormat('zh', true).value(1_234_567_890_00, 'fen')).toBe('1,234,567,890元');
    expect(createFormat('zh', false).value(0, 'fen')).toBe('0元');
  });

  test('say their unit and sign', () => {
    const zhFormat = createFormat('zh', false);
    expect(zhFormat.value(0.02346, 'ratio')).toBe('2.35%');
    expect(zhFormat.delta(-0.0101, 'ratio')).toBe(`${minus}1.01个百分点`);
    expect(createFormat('en', false).value(1.234, 'multiple')).toBe('1.23×');
    expect(createFormat('en', false).delta(-5_000_000_00, 'fen')).toBe(`${minus}¥5.00M`);
    expect(zhFormat.value(Number.NaN, 'fen')).toBe('–');
  });

  test('days become dates', () => {
    expect(isoDate('2025-01-01', 365)).toBe('2026-01-01');
  });
});
