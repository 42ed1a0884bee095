import { describe, expect, it } from 'vitest';
import * as quantities from '../../engine/scenario/quantities.ts';

const epoch = { startSerial: 17_167 }; // 2017-01-01
const value = (read: object): unknown => ('value' in read ? read.value : 'refused');

describe('readMoney', () => {
  const rows: [unknown, unknown][] = [
    ['5M CNY', 500_000_000],
    ['66k CNY', 6_600_000],
    ['3亿 CNY', 30_000_000_000],
    ['100万 CNY', 10_000_000_0],
    ['1.4万 元', 1_400_000],
    ['0.29 CNY', 29],
    ['1,234.56 CNY', 123_456],
    ['-2 CNY', -200],
    ['7 fen', 7],
    ['0.001 CNY', 'refused'],
    ['12,34 CNY', 'refused'],
    ['5M', 'refused'],
    ['5M USD', 'refused'],
    [5, 'refused'],
    ['1e30 CNY', 'refused'],
    ['CNY', 'refused'],
  ];
  it.each(rows)('reads %s as %s fen', (raw, fen) => {
    expect(value(quantities.readMoney(raw))).toBe(fen);
  });
  it('is exact where floating point is not', () => {
    for (let fen = 1; fen < 20_000; fen += 7) {
      const text = `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')} CNY`;
      expect(value(quantities.readMoney(text))).toBe(fen);
    }
  });
});

describe('readRate', () => {
  const rows: [unknown, unknown][] = [
    ['5.5%', 0.055],
    ['80bp', 0.008],
    [0.055, 0.055],
    ['+1.5 %', 0.015],
    [0, 0],
    [1, 'refused'],
    [5, 'refused'],
    ['5', 'refused'],
    ['90d', 'refused'],
    [true, 'refused'],
  ];
  it.each(rows)('reads %s as %s', (raw, ratio) => {
    expect(value(quantities.readRate(raw))).toBe(ratio);
  });
});

describe('durations', () => {
  it('keep days and months apart', () => {
    expect(value(quantities.readDays('2w'))).toBe(14);
    expect(value(quantities.readDays('36mo'))).toBe('refused');
    expect(value(quantities.readDays('2.5d'))).toBe('refused');
    expect(value(quantities.readDays('2.5d', { whole: false }))).toBe(2.5);
    expect(value(quantities.readDays(90))).toBe('refused');
    expect(value(quantities.readMonths('3y'))).toBe(36);
    expect(value(quantities.readMonths('90d'))).toBe('refused');
    expect(value(quantities.readPromise('1 workdays'))).toEqual({ days: 1, workdays: true });
  });
  it('are counted on the calendar from the start of the clock', () => {
    expect(value(quantities.readSpan('3y', epoch))).toBe(1095);
    expect(value(quantities.readSpan('1mo', epoch))).toBe(31);
    expect(value(quantities.readSpan('14mo', epoch))).toBe(424);
  });
});

describe('readDate', () => {
  it('reads dates and spans, and refuses days that are not in the calendar', () => {
    expect(value(quantities.readDate('2018-03-01', epoch))).toBe(424);
    expect(value(quantities.readDate('60d', epoch))).toBe(60);
    expect(value(quantities.readDate('2018-02-29', epoch))).toBe('refused');
    expect(value(quantities.readDate('1/3/2018', epoch))).toBe('refused');
  });
});
