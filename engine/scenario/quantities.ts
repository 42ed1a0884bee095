/** Quantities as people write them (`5.5%`, `90d`, `5M CNY`), read exactly and checked for their dimension. */

import { civilToSerial, daysInMonth, parseIsoDate, serialToCivil } from '../base/calendar.ts';

/** A value, or what is wrong with it: a lower-case phrase that follows the value as written. */
export type Read<T> = { readonly value: T } | { readonly fault: string; readonly hint?: string };

/** Where a scenario's dates are counted from: the serial of day 0. */
export interface Epoch {
  readonly startSerial: number;
}

const DECIMAL = /^([+-]?)(\d+(?:,\d{3})*|\d*)(?:\.(\d+))?(?:[eE]([+-]?\d{1,2}))?$/;

/** Correctly rounded `text` x 10^shift; null if it isn't a decimal number. */
function decimal(text: string, shift = 0): number | null {
  const match = DECIMAL.exec(text);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return null;
  const value = Number(
    `${sign}${whole.replaceAll(',', '')}${fraction}e${Number(exponent) + shift - fraction.length}`,
  );
  return Number.isFinite(value) ? value + 0 : null;
}

const MONEY = /^(.*?)\s*(fen|(k|K|M|bn|万|百万|千万|亿)?\s*(CNY|RMB|元))$/;
const MAGNITUDES: Readonly<Record<string, number>> = {
  k: 3,
  K: 3,
  M: 6,
  bn: 9,
  万: 4,
  百万: 6,
  千万: 7,
  亿: 8,
};
const MONEY_HINT = 'write a currency, for example 66k CNY, 5M CNY, 3亿 CNY, 0.50 CNY';

/** Exact, as a whole number of any size. */
function powerOfTen(exponent: number): bigint {
  return BigInt(`1${'0'.repeat(exponent)}`);
}

/** Whole fen, exactly: `5M CNY`, `66k CNY`, `3亿 CNY`, `100万 CNY`, `1,000.50 CNY`. */
export function readMoney(raw: unknown): Read<number> {
  if (typeof raw !== 'string') return { fault: 'has no currency', hint: MONEY_HINT };
  const match = MONEY.exec(raw.trim());
  const parts = match === null ? null : DECIMAL.exec(match[1]!.trim());
  if (match === null || parts === null) return { fault: 'is not an amount of money', hint: MONEY_HINT };
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  if (whole === '' && fraction === '') return { fault: 'is not an amount of money', hint: MONEY_HINT };
  const scale = match[2] === 'fen' ? 0 : 2 + (match[3] === undefined ? 0 : MAGNITUDES[match[3]]!);
  const shift = scale + Number(exponent) - fraction.length;
  let fen = BigInt(whole.replaceAll(',', '') + fraction || '0');
  if (shift >= 0) fen *= powerOfTen(Math.min(shift, 40));
  else {
    const divisor = powerOfTen(Math.min(-shift, 400));
    if (fen % divisor !== 0n)
      return { fault: 'is finer than a fen', hint: 'the smallest amount is 0.01 CNY' };
    fen /= divisor;
  }
  if (fen > BigInt(Number.MAX_SAFE_INTEGER))
    return { fault: 'is more money than there is', hint: 'at most 90万亿 CNY' };
  return { value: (sign === '-' ? -1 : 1) * Number(fen) + 0 };
}

const RATE_HINT = 'write 5.5%, 80bp or a plain ratio below 1 such as 0.055';

/** A ratio: `5.5%`, `80bp`, or a plain number strictly between -1 and 1 (`1` could mean 1 % or all: refused). */
export function readRate(raw: unknown): Read<number> {
  if (typeof raw === 'number') {
    if (Math.abs(raw) < 1) return { value: raw + 0 };
    return { fault: 'has no unit', hint: `write ${raw}% or ${raw * 100}%` };
  }
  if (typeof raw !== 'string') return { fault: 'is not a rate', hint: RATE_HINT };
  const match = /^(.*?)\s*(%|bp|bps|pp|‰)$/.exec(raw.trim());
  const shift = match === null ? 0 : match[2] === '%' || match[2] === 'pp' ? -2 : match[2] === '‰' ? -3 : -4;
  const value = match === null ? null : decimal(match[1]!.trim(), shift);
  return value === null ? { fault: 'is not a rate', hint: RATE_HINT } : { value };
}

/** A multiplier: `1.75` or `175%`. */
export function readFactor(raw: unknown): Read<number> {
  if (typeof raw === 'number')
    return Number.isFinite(raw) ? { value: raw + 0 } : { fault: 'is not a finite number' };
  const rate = readRate(raw);
  return 'value' in rate ? rate : { fault: 'is not a factor', hint: 'write 1.75 or 175%' };
}

/** A number without a unit. */
export function readNumber(raw: unknown): Read<number> {
  if (typeof raw !== 'number')
    return { fault: 'is not a plain number', hint: 'write a number without a unit' };
  return Number.isFinite(raw) ? { value: raw + 0 } : { fault: 'is not a finite number' };
}

/** A whole number without a unit. */
export function readCount(raw: unknown): Read<number> {
  if (typeof raw !== 'number')
    return { fault: 'is not a count', hint: 'write a whole number without a unit' };
  return Number.isSafeInteger(raw) ? { value: raw + 0 } : { fault: 'is not a whole number' };
}

function duration(raw: unknown): { count: number; unit: 'd' | 'w' | 'mo' | 'y' | 'wd' } | null {
  if (typeof raw !== 'string') return null;
  const match = /^(.*?)\s*(d|days?|w|weeks?|mo|months?|y|years?|workdays?)$/.exec(raw.trim());
  const count = match === null ? null : decimal(match[1]!.trim());
  if (match === null || count === null) return null;
  const word = match[2]!;
  if (word.startsWith('workday')) return { count, unit: 'wd' };
  return { count, unit: word.startsWith('mo') ? 'mo' : (word[0] as 'd' | 'w' | 'y') };
}

const DAYS_HINT = 'write days or weeks, for example 90d or 2w';

/** Calendar days: `90d`, `2w`; fractions of a day are allowed only where `whole` is false (half-lives). */
export function readDays(raw: unknown, { whole = true } = {}): Read<number> {
  const read = duration(raw);
  if (read === null)
    return { fault: typeof raw === 'number' ? 'has no unit' : 'is not a duration', hint: DAYS_HINT };
  if (read.unit === 'wd') return { fault: 'counts workdays where calendar days are meant', hint: DAYS_HINT };
  if (read.unit === 'mo') return { fault: 'has no fixed number of days', hint: DAYS_HINT };
  if (read.unit === 'y') return { fault: 'has no fixed number of days', hint: DAYS_HINT };
  const days = read.unit === 'w' ? read.count * 7 : read.count;
  return !whole || Number.isSafeInteger(days) ? { value: days } : { fault: 'is not a whole number of days' };
}

/** Months: `36mo`, `3y`. */
export function readMonths(raw: unknown): Read<number> {
  const hint = 'write months or years, for example 36mo or 3y';
  const read = duration(raw);
  if (read === null) return { fault: typeof raw === 'number' ? 'has no unit' : 'is not a duration', hint };
  if (read.unit !== 'mo' && read.unit !== 'y') return { fault: 'is not a number of months', hint };
  const months = read.unit === 'y' ? read.count * 12 : read.count;
  return Number.isSafeInteger(months)
    ? { value: months }
    : { fault: 'is not a whole number of months', hint };
}

/** A promise in calendar days or workdays: `1d`, `1 workdays`. */
export function readPromise(raw: unknown): Read<{ days: number; workdays: boolean }> {
  const hint = 'write 1d or 1 workdays';
  const read = duration(raw);
  if (read === null || read.unit === 'mo' || read.unit === 'y')
    return { fault: 'is not a number of days', hint };
  const days = read.unit === 'w' ? read.count * 7 : read.count;
  if (!Number.isSafeInteger(days)) return { fault: 'is not a whole number of days', hint };
  return { value: { days, workdays: read.unit === 'wd' } };
}

/** Serial of a civil date `YYYY-MM-DD` of the years 1990 to 2100. */
export function readCivilDate(raw: unknown): Read<number> {
  const hint = 'write YYYY-MM-DD';
  if (typeof raw !== 'string' || !/^(19[9]|20)\d+-\d{2}-\d{2}$/.test(raw))
    return { fault: 'is not a date', hint };
  try {
    return { value: parseIsoDate(raw) };
  } catch {
    return { fault: 'is not in the calendar', hint };
  }
}

/** Days that so many months after the start take, counted on the calendar (the day clipped to the month's last). */
function monthsAsDays(epoch: Epoch, months: number): number {
  const { year, month, day } = serialToCivil(epoch.startSerial);
  const monthIndex = year * 12 + (month - 1) + months;
  const y = Math.floor(monthIndex / 12);
  const m = (monthIndex % 12) + 1;
  return civilToSerial(y, m, Math.min(day, daysInMonth(y, m))) - epoch.startSerial;
}

/** A span that begins on day 0, in days: `90d`, `36mo`, `3y` (months and years are counted on the calendar). */
export function readSpan(raw: unknown, epoch: Epoch): Read<number> {
  const read = duration(raw);
  if (read !== null && (read.unit === 'mo' || read.unit === 'y')) {
    const months = readMonths(raw);
    if ('value' in months && Math.abs(months.value) > 2400) return { fault: 'is longer than 200 years' };
    return 'value' in months ? { value: monthsAsDays(epoch, months.value) } : months;
  }
  const days = readDays(raw);
  return 'value' in days
    ? days
    : { fault: days.fault, hint: 'write days, months or years, for example 90d, 36mo, 3y' };
}

/** Day index of an event: an ISO date, or a span counted from the clock's start (`60d`, `14mo`). */
export function readDate(raw: unknown, epoch: Epoch): Read<number> {
  const civil = readCivilDate(raw);
  if ('value' in civil) return { value: civil.value - epoch.startSerial };
  if (civil.fault === 'is not in the calendar') return civil;
  const span = readSpan(raw, epoch);
  if ('value' in span) return span;
  return {
    fault: 'is not a date',
    hint: 'write 2018-03-01, or a span from the start of the clock such as 60d or 14mo',
  };
}
