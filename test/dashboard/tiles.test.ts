/** What tiles say of law, recovery and a search for what breaks a platform, and how their tables are sorted. */
import { describe, expect, test } from 'vitest';
import type { RecoveryGroupRow, RecoveryRow } from '../../dashboard/src/charts/recovery.ts';
import { translator } from '../../dashboard/src/i18n/index.ts';
import { sortedBy } from '../../dashboard/src/state/columns.ts';
import type { Column } from '../../dashboard/src/state/export.ts';
import { lawReading, type LawRow } from '../../dashboard/src/state/law.ts';
import { extremes, groupsOf, seenUpTo, wellSeen } from '../../dashboard/src/state/recovery.ts';
import {
  raysOf,
  reverseReadings,
  surenessReadings,
  type RayRow,
  type ReverseAxis,
  type SearchRow,
} from '../../dashboard/src/state/reverse.ts';
import type { VariantSummary } from '../../engine/api/types.ts';

const t = translator('en');
const percent = (share: number) => `${(share * 100).toFixed(0)}%`;

describe('a table', () => {
  interface Row {
    readonly name: string;
    readonly value: number | null;
  }
  const columns: Column<Row>[] = [
    { name: 'name', label: '', raw: (row) => row.name, shown: (row) => row.name },
    { name: 'value', label: '', raw: (row) => row.value, shown: (row) => String(row.value) },
  ];
  const rows: Row[] = [
    { name: 'b10', value: 3 },
    { name: 'a', value: null },
    { name: 'b9', value: -1 },
    { name: 'c', value: 3 },
  ];
  const by = (column: string, falling = false) =>
    sortedBy(rows, columns, { column, falling }, 'en').map(({ name }) => name);

  test('sorts numbers as numbers and words with their numbers, what is missing last either way', () => {
    expect(by('value')).toEqual(['b9', 'b10', 'c', 'a']);
    expect(by('value', true)).toEqual(['b10', 'c', 'b9', 'a']);
    expect(by('name')).toEqual(['a', 'b9', 'b10', 'c']);
  });

  test('keeps the order it came in until a heading is chosen', () => {
    expect(sortedBy(rows, columns, null, 'en')).toBe(rows);
    expect(sortedBy(rows, columns, { column: 'gone', falling: false }, 'en')).toBe(rows);
  });
});

describe('law and supervision', () => {
  const row = (step: string, replications: number, median: number, more: Partial<LawRow> = {}): LawRow => ({
    variant: 'v',
    step,
    n: 6,
    replications,
    low: median,
    median,
    high: median,
    meanFen: 0,
    subjects: null,
    ...more,
  });
  const say = (rows: readonly LawRow[]) =>
    lawReading(t, rows, { variant: 'V', n: 6, dateOf: (day) => `day ${day}`, money: (fen) => `${fen} fen` });

  test('says what was found, put right, ordered and fined', () => {
    expect(
      say([
        row('regime.cn-2017-12', 6, 165),
        row('inspection.found', 5, 415, { subjects: 'riskReserve,termSplitting' }),
        row('inspection.putRight', 2, 500, { subjects: 'riskReserve' }),
        row('measure.fine', 3, 535, { meanFen: 700 }),
        row('measure.closure', 1, 655),
      ]),
    ).toBe(
      'V: in 5 of 6 replications an inspection finds breaches, the first time on day 415 in the median ' +
        '(payments into a risk reserve, terms split); in 2 of them breaches are put right; ' +
        'ordered: A fine (day 535, in 3 of 6), Order to close (day 655, in 1 of 6). ' +
        'Fines come to 700 fen on average over all replications.',
    );
  });

  test('says that nothing follows, or that nothing is found', () => {
    expect(say([row('inspection.found', 5, 415, { subjects: 'aNewOne' })])).toMatch(
      /\(aNewOne\); none is put right; no order follows\.$/,
    );
    expect(say([row('inspection.clean', 6, 20)])).toBe('V: no inspection finds a breach in 6 replications.');
  });
});

describe('what lenders got back', () => {
  const step = (since: number, n: number): RecoveryRow => ({
    variant: 'v',
    since,
    n,
    failed: 8,
    low: 0.1,
    median: since / 1000,
    high: 0.9,
  });
  const course = [step(0, 8), step(30, 8), step(180, 8), step(210, 5), step(240, 4), step(270, 3)];

  test('is drawn while half of the failed are seen, and told where all are', () => {
    expect(wellSeen(course).at(-1)?.since).toBe(240);
    expect(seenUpTo(course, 200)?.since).toBe(180);
    expect(seenUpTo(course, 10)).toBeNull();
  });

  const group = (label: string, lenders: number, dueFen: number, median: number): RecoveryGroupRow => ({
    variant: 'v',
    basis: '',
    label,
    n: 8,
    lenders,
    dueFen,
    recoveredFen: 0,
    low: 0,
    median,
    high: 1,
    days50: null,
    days90: null,
  });
  const groups = [
    group('1M and more', 1, 900, 0.4),
    group('founder', 9, 90, 0.9),
    group('2017-Q1', 5, 250, 0.5),
  ];

  test('is grouped by size of stake from small to large, by entry from founders on', () => {
    expect(groupsOf(groups, 'size')).toEqual(['founder', '2017-Q1', '1M and more']);
    expect(groupsOf(groups, 'entry')).toEqual(['founder', '1M and more', '2017-Q1']);
    expect(groupsOf(groups, 'product')).toEqual(['1M and more', '2017-Q1', 'founder']);
    expect(extremes(groups)).toMatchObject({ least: { label: '1M and more' }, most: { label: 'founder' } });
    expect(extremes([])).toBeNull();
  });
});

describe('what breaks the platform', () => {
  const axis = (path: string, n: number): ReverseAxis => ({
    axis: n,
    path,
    unit: '%',
    mildest: 0,
    severest: 40,
  });
  const point = (kind: RayRow['point'], magnitudes: readonly (number | null)[], best: 0 | 1 = 1): RayRow => ({
    level: 0.5,
    ray: 0,
    point: kind,
    best,
    replications: 24,
    cost: magnitudes[0] === null ? null : 0.1234,
    share1: null,
    share2: null,
    share3: null,
    magnitude1: magnitudes[0] ?? null,
    magnitude2: magnitudes[1] ?? null,
    magnitude3: null,
  });
  const end = (failed: number): VariantSummary => ({
    name: '',
    titleEn: '',
    titleZh: '',
    hash: '',
    base: false,
    planned: 20,
    survived: 20 - failed,
    failed,
    errored: 0,
  });
  const two = [axis('a', 1), axis('b', 2)];
  const say = (axes: readonly ReverseAxis[], rows: readonly RayRow[], failed: readonly [number, number]) =>
    reverseReadings(
      t,
      { axes, rays: raysOf(rows, axes, 'v'), variants: failed.map(end), dayCount: 200 },
      percent,
    );

  test('is the cheapest combination with its interval, and which shock it leaves out', () => {
    const rows = [point('threshold', [12.34567, 0]), point('lower', [10, 0]), point('upper', [null])];
    expect(say(two, rows, [0, 20])).toEqual([
      'The cheapest combination at which more than 50% of runs fail within 200 days is a at 12.35% ' +
        '(95% interval 10% to beyond 40%) and b still at 0%, at a cost of 0.123, n = 24.',
    ]);
    expect(say(two.slice(0, 1), rows, [0, 20])[0]).toMatch(/days from a at 12\.35% .* on, n = 24\.$/);
  });

  test('says how sure it is, level by level', () => {
    const search = (level: number, coverage: number | null, contrary: number): SearchRow => ({
      level,
      already: 0,
      replications: 24,
      coverage,
      checks: 5,
      contrary,
    });
    const rays = raysOf([point('threshold', [12, 0])], two, 'v');
    const sure = (row: SearchRow) => surenessReadings(t, [row], rays, percent);
    expect(sure(search(0.5, 0.96, 0))).toEqual([
      'Level 50%: the interval encloses the threshold of all possible luck with a probability of 96% or more.',
      'Level 50%: 5 spot checks, none against the assumption.',
    ]);
    expect(sure(search(0.5, null, 2))).toEqual([
      'Level 50%: the interval is open on a side, so no probability is stated for it.',
      'Level 50%: 2 of 5 spot checks went against the assumption. The threshold is one crossing among several.',
    ]);
    // A level that no ray reaches has no interval to be sure of.
    expect(sure(search(0.9, null, 0))).toEqual(['Level 90%: 5 spot checks, none against the assumption.']);
    expect(sure({ ...search(0.9, null, 0), checks: 0 })).toEqual([]);
  });

  test('is nothing in the range, too far along every ray, or already there', () => {
    const none = [point('threshold', [null], 0), point('lower', [null], 0), point('upper', [null], 0)];
    expect(say(two, none, [0, 5])[0]).toMatch(/^Even at the most severe end \(a 40% and b 40%\) 5 of 20 /);
    expect(say(two, none, [0, 15])[0]).toMatch(/^With all shocks at their most severe/);
    expect(say(two, [], [12, 20])[0]).toMatch(/^Already at the mildest end \(a 0% and b 0%\).* 12 of 20/);
  });
});
