/** The engine beside a second implementation written from MODEL.md alone: small worlds agree to the fen, day by day. */
import { describe, expect, test } from 'vitest';
import { loadSmall } from '../helpers/scenarios.ts';
import { audit } from './audit.ts';
import { SMALL_WORLDS } from './worlds.ts';

describe('the engine and the auditor agree on every row and every balance after every room', () => {
  test.each(SMALL_WORLDS)('$name', ({ set, seed }) => {
    const audited = audit(loadSmall(set), seed);
    expect(audited.days).toBeGreaterThanOrEqual(120);
    expect(audited.compared).toBeGreaterThan(1_000_000);
    expect(audited.loans).toBeGreaterThan(100);
  });
});

test('between them the small worlds reach what they are for', () => {
  const names = SMALL_WORLDS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(12);
});
