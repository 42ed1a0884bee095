import { describe, expect, it } from 'vitest';
import { InvariantError } from '../../engine/base/assert.ts';
import { Registry, defineTable } from '../../engine/base/columns.ts';

function world(capacity = 2) {
  const registry = new Registry();
  const loans = defineTable(
    registry,
    'loan',
    {
      lots: 'i32',
      cashFen: 'f64',
      status: 'u8',
      next: { type: 'i32', fill: -1 },
      seen: { type: 'u16', derived: true },
    },
    capacity,
  );
  const macro = registry.scalars('macro', ['factor', 'rate']);
  const buckets = registry.column('buckets', 'i32', 5, { fill: 7 });
  return { registry, loans, macro, buckets };
}

function filled(capacity: number, rows: number) {
  const w = world(capacity);
  for (let i = 0; i < rows; i++) {
    const row = w.loans.add();
    w.loans.lots[row] = i * 3;
    w.loans.cashFen[row] = i + 0.5;
    w.loans.status[row] = i % 7;
  }
  w.macro.factor = 1.25;
  return w;
}

describe('tables', () => {
  it('grow without losing rows, fill new ones and tell who holds references', () => {
    const { loans } = world(1);
    let grown = 0;
    loans.onGrow(() => (grown += 1));
    for (let i = 0; i < 100; i++) {
      const row = loans.add();
      expect([row, loans.next[row], loans.lots[row]]).toEqual([i, -1, 0]);
      loans.lots[row] = i;
    }
    expect(loans.length).toBe(100);
    expect(loans.capacity).toBeGreaterThanOrEqual(100);
    expect(loans.lots.length).toBe(loans.capacity);
    expect([...loans.lots.subarray(0, 100)]).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect(grown).toBeGreaterThan(3);
    expect(loans.addMany(1000)).toBe(100);
    expect(loans.length).toBe(1100);
  });

  it('refuse duplicate names and columns named like their own parts', () => {
    const { registry } = world();
    expect(() => registry.column('buckets', 'u8', 1)).toThrow(InvariantError);
    expect(() => defineTable(registry, 'loan', { a: 'u8' }, 1)).toThrow('used once');
    expect(() => defineTable(new Registry(), 'x', { length: 'u8' }, 1)).toThrow('free');
  });
});

describe('Registry', () => {
  it('names its columns in order', () => {
    expect(world().registry.names()).toEqual([
      'loan.lots',
      'loan.cashFen',
      'loan.status',
      'loan.next',
      'loan.seen',
      'macro',
      'buckets',
    ]);
  });

  it('hashes rows in use, not capacity', () => {
    expect(filled(2, 30).registry.hash()).toBe(filled(500, 30).registry.hash());
    expect(filled(2, 30).registry.hash()).toMatch(/^[0-9a-f]{16}$/);
  });

  it('hashes every value: any single change shows', () => {
    const base = filled(40, 30).registry.hash();
    const hashes = new Set([base]);
    const changes: ((w: ReturnType<typeof filled>) => void)[] = [
      ...Array.from(
        { length: 30 },
        (_, row) => (w: ReturnType<typeof filled>) => (w.loans.status[row]! ^= 1),
      ),
      ...Array.from(
        { length: 30 },
        (_, row) => (w: ReturnType<typeof filled>) => (w.loans.cashFen[row]! += 1),
      ),
      (w) => (w.macro.rate = 1e-300),
      (w) => (w.buckets[4] = 8),
      (w) => w.loans.add(),
    ];
    for (const change of changes) {
      const w = filled(40, 30);
      change(w);
      hashes.add(w.registry.hash());
    }
    expect(hashes.size).toBe(changes.length + 1);
  });

  it('leaves derived columns and unused rows out of the hash', () => {
    const w = filled(40, 30);
    const before = w.registry.hash();
    w.loans.seen[3] = 9;
    w.loans.lots[35] = 9;
    expect(w.registry.hash()).toBe(before);
  });

  it('has well-spread hashes: a counter flips about half of the bits', () => {
    const registry = new Registry();
    const column = registry.column('counter', 'i32', 1);
    const bits = (hex: string) => BigInt(`0x${hex}`).toString(2).padStart(64, '0');
    let flips = 0;
    let last = bits(registry.hash());
    for (let i = 1; i <= 2000; i++) {
      column[0] = i;
      const next = bits(registry.hash());
      for (let b = 0; b < 64; b++) if (next[b] !== last[b]) flips += 1;
      last = next;
    }
    expect(Math.abs(flips / 2000 - 32)).toBeLessThan(0.5);
  });

  it('resets to birth, keeping buffers', () => {
    const w = filled(40, 30);
    const buffer = w.loans.lots;
    w.buckets[0] = 1;
    w.registry.reset();
    expect(w.registry.hash()).toBe(world().registry.hash());
    expect(w.loans.lots).toBe(buffer);
    expect(w.loans.next[w.loans.add()]).toBe(-1);
    expect([w.macro.factor, w.buckets[0]]).toEqual([0, 7]);
  });

  it('saves a copy that later changes do not touch, and loads it into a fresh world', () => {
    const w = filled(2, 30);
    const saved = w.registry.save();
    const before = w.registry.hash();
    w.loans.lots[0] = 99;
    const other = world(1);
    other.registry.load(saved);
    expect(other.registry.hash()).toBe(before);
    expect(w.registry.hash()).not.toBe(before);
    expect(() => new Registry().load(saved)).toThrow('layout');
  });

  it('names the column in which two worlds differ', () => {
    const [a, b] = [filled(2, 30), filled(2, 30)];
    b.loans.cashFen[3] = 0;
    const hashes = b.registry.columnHashes();
    const differing = [...a.registry.columnHashes()].filter(([name, hash]) => hashes.get(name) !== hash);
    expect(differing.map(([name]) => name)).toEqual(['loan.cashFen']);
  });
});
