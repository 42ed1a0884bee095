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

interface Degrees {
  readonly mean: number;
  readonly median: number;
  readonly p90: number;
  readonly p99: number;
}

function degreesOf({ nodes }: Contacts): Degrees {
  const degrees = [...nodes.degree.subarray(1, COUNT + 1)].sort((a, b) => a - b);
  const at = (share: number) => degrees[Math.floor(share * COUNT)]!;
  const mean = degrees.reduce((sum, degree) => sum + degree, 0) / COUNT;
  return { mean, median: at(0.5), p90: at(0.9), p99: at(0.99) };
}

it.each([1, 2, 3])(
  'has the degrees of the crawled graph: median 2 or 3, mean 5.6, p90 10, p99 52; seed %i',
  (seed) => {
    const { mean, median, p90, p99 } = degreesOf(graph(seed));
    expect([2, 3]).toContain(median);
    expect(Math.abs(mean / 5.6 - 1)).toBeLessThan(0.15);
    expect(p90).toBeGreaterThanOrEqual(10);
    expect(p90).toBeLessThanOrEqual(13);
    expect(Math.abs(p99 / 52 - 1)).toBeLessThan(0.25);
  },
);

it('is denser by its scale and more even with a lighter tail', () => {
  const plain = degreesOf(graph(1));
  const dense = degreesOf(graph(1, { scale: 4, tail: 1 }));
  const even = degreesOf(graph(1, { scale: 6, tail: 0 }));
  expect(dense.mean / plain.mean).toBeGreaterThan(3.3);
  expect(dense.mean / plain.mean).toBeLessThan(4);
  expect(Math.abs(even.mean / 6 - 1)).toBeLessThan(0.1);
  expect(even.p99 / even.mean).toBeLessThan(plain.p99 / plain.mean);
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
