/** The auditor's calendar: days counted from the start date, by the JavaScript date in UTC. */
import { must } from './exact.ts';

const DAY_MS = 86_400_000;

/** First days of the lunar year. */
const LUNAR_NEW_YEARS = ['2016-02-08', '2017-01-28', '2018-02-16', '2019-02-05', '2020-01-25', '2021-02-12'];

export class Dates {
  readonly #startMs: number;

  constructor(startDate: string) {
    this.#startMs = Date.parse(`${startDate}T00:00:00Z`);
  }

  date(day: number): Date {
    return new Date(this.#startMs + day * DAY_MS);
  }

  dayOf(date: Date): number {
    return Math.round((date.getTime() - this.#startMs) / DAY_MS);
  }

  dayOfMonth(day: number): number {
    return this.date(day).getUTCDate();
  }

  isMonthEnd(day: number): boolean {
    return this.dayOfMonth(day + 1) === 1;
  }

  /** The anchor day of the month `months` after the month of `day`, or that month's last day. */
  monthsLater(day: number, months: number, anchor: number): number {
    const from = this.date(day);
    const year = from.getUTCFullYear();
    const month = from.getUTCMonth() + months;
    const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
    return this.dayOf(new Date(Date.UTC(year, month, Math.min(anchor, lastDay))));
  }

  isWorkday(day: number): boolean {
    const date = this.date(day);
    if (date.getUTCDay() === 0 || date.getUTCDay() === 6) return false;
    const since = day - this.#lunarNewYear(date.getUTCFullYear());
    return since < -1 || since > 5;
  }

  /** In the 30 days around the lunar new year, from the 15th before it. */
  springFestival(day: number): boolean {
    const since = day - this.#lunarNewYear(this.date(day).getUTCFullYear());
    return since >= -15 && since < 15;
  }

  /** The n-th workday after a day. */
  workdaysLater(day: number, n: number): number {
    let found = day;
    for (let left = n; left > 0;) {
      found += 1;
      if (this.isWorkday(found)) left -= 1;
    }
    return found;
  }

  #lunarNewYear(year: number): number {
    const text = must(
      LUNAR_NEW_YEARS.find((date) => date.startsWith(String(year))),
      'a lunar new year',
    );
    return this.dayOf(new Date(`${text}T00:00:00Z`));
  }
}
