/** Dates as integers: proleptic Gregorian civil dates, and the business calendar of a scenario. */

/** A civil date; month 1..12. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Days since 1970-01-01 of a civil date (algorithm: Howard Hinnant, "chrono-compatible date algorithms"). */
export function civilToSerial(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The civil date of days since 1970-01-01. */
export function serialToCivil(serial: number): CivilDate {
  const shifted = serial + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1 };
}

/** Whether February has 29 days. */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Days in a month; month 1..12. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : MONTH_LENGTHS[month - 1]!;
}

/** Serial of '2017-01-01'. Throws RangeError unless the text is a real date in this form. */
export function parseIsoDate(text: string): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const [year, month, day] = match === null ? [0, 0, 0] : [+match[1]!, +match[2]!, +match[3]!];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    throw new RangeError(`invalid date: ${text} (YYYY-MM-DD)`);
  }
  return civilToSerial(year, month, day);
}

/** 'YYYY-MM-DD' of a serial. */
export function isoDate(serial: number): string {
  const { year, month, day } = serialToCivil(serial);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** 0 = Monday .. 6 = Sunday (1970-01-01 was a Thursday). */
export function weekday(serial: number): number {
  return (((serial + 3) % 7) + 7) % 7;
}

/**
 * First day of the lunar year. Source: Hong Kong Observatory, Gregorian-Lunar Calendar Conversion Tables.
 * (Calendar libraries are off by a day in 2027 and 2030, when the new moon falls minutes from midnight.)
 */
const LUNAR_NEW_YEARS = [
  '2012-01-23',
  '2013-02-10',
  '2014-01-31',
  '2015-02-19',
  '2016-02-08',
  '2017-01-28',
  '2018-02-16',
  '2019-02-05',
  '2020-01-25',
  '2021-02-12',
  '2022-02-01',
  '2023-01-22',
  '2024-02-10',
  '2025-01-29',
  '2026-02-17',
  '2027-02-06',
  '2028-01-26',
  '2029-02-13',
  '2030-02-03',
  '2031-01-23',
  '2032-02-11',
  '2033-01-31',
  '2034-02-19',
  '2035-02-08',
  '2036-01-28',
] as const;

/** Statutory week off, from the eve of the lunar new year. */
const HOLIDAY_DAYS = 7;
/** The season: from two weeks before the first day to the lantern festival on the 15th. */
const SEASON_DAYS_BEFORE = 15;
const SEASON_DAYS = 30;

const WORKDAY = 1;
const MONTH_END = 2;
const FESTIVAL = 4;

/** Days computed beyond the scenario's last day, so that due dates of its last loans need no slow path. */
const MARGIN_DAYS = 400;

/**
 * The days of one scenario. Day 0 is the first; days before it or after the last are answered too, by
 * slower arithmetic. Weekends and the week of the Spring Festival are no workdays (make-up working
 * weekends are left out). Outside 2012-2036 no festival is known: such a span throws RangeError.
 */
export class Calendar {
  readonly startSerial: number;
  readonly dayCount: number;
  readonly #years: Int16Array;
  readonly #months: Uint8Array;
  readonly #daysOfMonth: Uint8Array;
  readonly #flags: Uint8Array;
  readonly #startMonth: number;

  constructor(startSerial: number, dayCount: number) {
    const firstYear = serialToCivil(startSerial).year;
    const lastYear = serialToCivil(startSerial + dayCount).year;
    if (firstYear < 2012 || lastYear > 2036) {
      throw new RangeError(`invalid calendar span: ${firstYear} to ${lastYear} (2012 to 2036)`);
    }
    this.startSerial = startSerial;
    this.dayCount = dayCount;
    const size = dayCount + MARGIN_DAYS;
    this.#years = new Int16Array(size);
    this.#months = new Uint8Array(size);
    this.#daysOfMonth = new Uint8Array(size);
    this.#flags = new Uint8Array(size);
    const start = serialToCivil(startSerial);
    this.#startMonth = start.year * 12 + start.month - 1;
    for (let day = 0; day < size; day++) {
      const civil = serialToCivil(startSerial + day);
      this.#years[day] = civil.year;
      this.#months[day] = civil.month;
      this.#daysOfMonth[day] = civil.day;
      this.#flags[day] = flagsOf(startSerial + day, civil);
    }
  }

  serial(day: number): number {
    return this.startSerial + day;
  }

  iso(day: number): string {
    return isoDate(this.startSerial + day);
  }

  /** The day of a serial; may lie outside the scenario. */
  dayOfSerial(serial: number): number {
    return serial - this.startSerial;
  }

  year(day: number): number {
    return this.#years[day] ?? this.#civil(day).year;
  }

  /** 1..12. */
  month(day: number): number {
    return this.#months[day] ?? this.#civil(day).month;
  }

  /** 1..31. */
  dayOfMonth(day: number): number {
    return this.#daysOfMonth[day] ?? this.#civil(day).day;
  }

  isMonthEnd(day: number): boolean {
    return (this.#flagsAt(day) & MONTH_END) !== 0;
  }

  isWorkday(day: number): boolean {
    return (this.#flagsAt(day) & WORKDAY) !== 0;
  }

  /** In the 30 days from 15 days before the lunar new year, the season in which lenders stay away. */
  springFestival(day: number): boolean {
    return (this.#flagsAt(day) & FESTIVAL) !== 0;
  }

  /** Months since the month of day 0, which is month 0. */
  monthIndex(day: number): number {
    return this.year(day) * 12 + this.month(day) - 1 - this.#startMonth;
  }

  /** First day of the month with that index; before day 0 for month 0 of a scenario that starts mid-month. */
  firstDayOfMonth(monthIndex: number): number {
    const month = this.#startMonth + monthIndex;
    return civilToSerial(Math.floor(month / 12), (month % 12) + 1, 1) - this.startSerial;
  }

  /**
   * The day `months` months after the month of `day`, on the anchor day of the month or, in a shorter
   * month, on its last day. Passing the contract's own day of month keeps the 31st from becoming the 28th.
   */
  addMonthsClipped(day: number, months: number, anchorDayOfMonth: number): number {
    const target = this.year(day) * 12 + this.month(day) - 1 + months;
    const year = Math.floor(target / 12);
    const month = target - year * 12 + 1;
    return (
      civilToSerial(year, month, Math.min(anchorDayOfMonth, daysInMonth(year, month))) - this.startSerial
    );
  }

  /** The n-th workday after `day`; n = 0 gives `day` itself, workday or not. */
  addWorkdays(day: number, n: number): number {
    let result = day;
    for (let left = n; left > 0;) {
      result += 1;
      if (this.isWorkday(result)) left -= 1;
    }
    return result;
  }

  /**
   * The due-day buckets served on a day, as an inclusive range of days of the month: the day's own, and on
   * the last day of a short month the remaining ones up to 31 as well.
   */
  firstDueBucket(day: number): number {
    return this.dayOfMonth(day);
  }

  lastDueBucket(day: number): number {
    return this.isMonthEnd(day) ? 31 : this.dayOfMonth(day);
  }

  #flagsAt(day: number): number {
    return this.#flags[day] ?? flagsOf(this.startSerial + day, this.#civil(day));
  }

  #civil(day: number): CivilDate {
    return serialToCivil(this.startSerial + day);
  }
}

function flagsOf(serial: number, civil: CivilDate): number {
  const text = LUNAR_NEW_YEARS[civil.year - 2012];
  let flags = civil.day === daysInMonth(civil.year, civil.month) ? MONTH_END : 0;
  let holiday = false;
  if (text !== undefined) {
    const sinceNewYear = serial - parseIsoDate(text);
    holiday = sinceNewYear >= -1 && sinceNewYear < HOLIDAY_DAYS - 1;
    if (sinceNewYear >= -SEASON_DAYS_BEFORE && sinceNewYear < SEASON_DAYS - SEASON_DAYS_BEFORE)
      flags |= FESTIVAL;
  }
  if (!holiday && weekday(serial) < 5) flags |= WORKDAY;
  return flags;
}
