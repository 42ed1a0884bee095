import { expect, it } from 'vitest';
import { Registry } from '../../../engine/base/columns.ts';
import { Contacts } from '../../../engine/market/10-confidence/contacts.ts';
import { luckKey, Streams } from '../../../engine/random/streams.ts';

const COUNT = 12_000;

function graph(seed: number, degrees = { scale: 1, tail: 1 }): Contacts {
  const stream = new Streams(seed, 0).stream('lender');
  const contacts = new Contacts(new Registry(), stream, degrees, 64);
  for (let i = 1; i <= COUNT; i++)
    contacts.join({ key: luckKey('founder', 0, 0, i), bornDay: 0, community: 0 }, 0);
  return contacts;
}

it('has heavy-tailed degrees: median about 2 to 3, mean about 5.6, a 99th percentile of ten times the mean', () => {
  const { nodes } = graph(1);
  const degrees = [...nodes.degree.subarray(1, COUNT + 1)].sort((a, b) => a - b);
  const mean = degrees.reduce((sum, degree) => sum + degree, 0) / COUNT;
  expect(mean).toBeGreaterThan(4.8);
  expect(mean).toBeLessThan(6.6);
  expect(degrees[COUNT / 2]).toBeGreaterThanOrEqual(2);
  expect(degrees[COUNT / 2]).toBeLessThanOrEqual(3);
  expect(degrees[Math.floor(COUNT * 0.99)]! / mean).toBeGreaterThan(6);
});

it('knows nobody twice, never itself, and everybody back', () => {
  const contacts = graph(2);
  const pairs = new Set<string>();
  for (let row = 1; row <= COUNT; row++) {
    const seen = new Set<number>();
    contacts.visit(row, 1, (contact) => {
      expect(seen.has(contact)).toBe(false);
      expect(contact).not.toBe(row);
      seen.add(contact);
      pairs.add(`${row}/${contact}`);
    });
    expect(seen.size).toBe(contacts.nodes.degree[row]);
  }
  for (const pair of pairs) {
    const [a, b] = pair.split('/');
    expect(pairs.has(`${b}/${a}`)).toBe(true);
  }
});

it('hides from a newcomer who left before it came', () => {
  const stream = new Streams(3, 0).stream('lender');
  const contacts = new Contacts(new Registry(), stream, { scale: 1, tail: 1 }, 4);
  for (let i = 1; i <= 50; i++)
    contacts.join({ key: luckKey('founder', 0, 0, i), bornDay: 0, community: 0 }, 10);
  let seen = 0;
  for (let row = 1; row <= 50; row++) contacts.visit(row, 10, () => (seen += 1));
  expect(seen).toBe(0);
  for (let row = 1; row <= 50; row++) contacts.visit(row, 11, () => (seen += 1));
  expect(seen).toBeGreaterThan(0);
});
