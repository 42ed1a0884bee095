import { describe, expect, it } from 'vitest';
import {
  Calendar,
  civilToSerial,
  daysInMonth,
  isoDate,
  parseIsoDate,
  serialToCivil,
  weekday,
} from '../../engine/base/calendar.ts';

const start = parseIsoDate('2017-01-01');
const calendar = new Calendar(start, 1096);
const day = (text: string) => calendar.dayOfSerial(parseIsoDate(text));

describe('civil dates', () => {
  it('agree with the host over 400 years', () => {
    const first = civilToSerial(1800, 1, 1);
    const last = civilToSerial(2200, 1, 1);
    for (let serial = first; serial < last; serial++) {
      const host = new Date(serial * 86_400_000);
      const civil = serialToCivil(serial);
      if (
        civil.year !== host.getUTCFullYear() ||
        civil.month !== host.getUTCMonth() + 1 ||
        civil.day !== host.getUTCDate() ||
        weekday(serial) !== (host.getUTCDay() + 6) % 7 ||
        civilToSerial(civil.year, civil.month, civil.day) !== serial
      )
        throw new Error(`day ${serial}`);
    }
    expect(last - first).toBe(146_097);
  });

  it('read and write ISO text and refuse what is no date', () => {
    expect(isoDate(parseIsoDate('2016-02-29'))).toBe('2016-02-29');
    for (const text of ['2017-02-29', '2017-13-01', '2017-00-10', '2017-1-1', '17-01-01', '2017-01-32', '']) {
      expect(() => parseIsoDate(text)).toThrow(RangeError);
    }
    expect([daysInMonth(2000, 2), daysInMonth(1900, 2), daysInMonth(2017, 4)]).toEqual([29, 28, 30]);
  });
});

describe('Calendar', () => {
  it('answers alike inside the scenario, in the margin and outside', () => {
    for (const at of [-500, -1, 0, 58, 364, 1095, 1400, 1600, 3000]) {
      const civil = serialToCivil(start + at);
      expect([calendar.year(at), calendar.month(at), calendar.dayOfMonth(at)]).toEqual([
        civil.year,
        civil.month,
        civil.day,
      ]);
      expect(calendar.isMonthEnd(at)).toBe(civil.day === daysInMonth(civil.year, civil.month));
    }
  });

  it('counts months from the first', () => {
    expect(
      [day('2017-01-31'), day('2017-02-01'), day('2019-12-31')].map((d) => calendar.monthIndex(d)),
    ).toEqual([0, 1, 35]);
    expect(calendar.monthIndex(-1)).toBe(-1);
    expect(calendar.iso(calendar.firstDayOfMonth(13))).toBe('2018-02-01');
  });

  it('clips due days to short months and comes back to the anchor', () => {
    const made = day('2017-01-31');
    const dues = [1, 2, 3, 13, 37].map((months) => calendar.iso(calendar.addMonthsClipped(made, months, 31)));
    expect(dues).toEqual(['2017-02-28', '2017-03-31', '2017-04-30', '2018-02-28', '2020-02-29']);
    expect(calendar.iso(calendar.addMonthsClipped(day('2017-12-15'), 1, 15))).toBe('2018-01-15');
  });

  it('visits every due-day bucket once a month', () => {
    const visits = new Int32Array(32);
    for (let d = 0; d < 1095; d++) {
      for (let bucket = calendar.firstDueBucket(d); bucket <= calendar.lastDueBucket(d); bucket++)
        visits[bucket]! += 1;
    }
    expect([...visits.slice(1)].every((count) => count === 36)).toBe(true);
  });

  it('rests on weekends and in the week from the eve of the lunar new year', () => {
    const off = [
      '2018-02-15',
      '2018-02-16',
      '2018-02-21',
      '2017-01-27',
      '2017-02-02',
      '2017-07-01',
      '2017-07-02',
    ];
    const on = ['2018-02-14', '2018-02-22', '2017-01-26', '2017-02-03', '2017-07-03'];
    expect(off.map((text) => calendar.isWorkday(day(text)))).toEqual(off.map(() => false));
    expect(on.map((text) => calendar.isWorkday(day(text)))).toEqual(on.map(() => true));
    expect(calendar.iso(calendar.addWorkdays(day('2018-02-14'), 1))).toBe('2018-02-22');
    expect(calendar.iso(calendar.addWorkdays(day('2017-06-30'), 2))).toBe('2017-07-04');
    expect(calendar.addWorkdays(5, 0)).toBe(5);
  });

  it('has a festival season of 30 days a year', () => {
    let days = 0;
    for (let d = 0; d < 1095; d++) if (calendar.springFestival(d)) days += 1;
    expect(days).toBe(90);
    expect(calendar.springFestival(day('2018-02-16'))).toBe(true);
    expect(calendar.springFestival(day('2018-07-16'))).toBe(false);
  });

  it('refuses spans without known festivals', () => {
    expect(() => new Calendar(parseIsoDate('2011-06-01'), 30)).toThrow('invalid calendar span');
    expect(() => new Calendar(parseIsoDate('2036-06-01'), 400)).toThrow(RangeError);
  });
});
