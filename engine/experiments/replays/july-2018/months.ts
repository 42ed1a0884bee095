/** Months of the replay, by days from its start. */
import { Calendar, parseIsoDate } from '../../../base/calendar.ts';
import { WINDOW } from './parameters.ts';

export interface Month {
  readonly name: string;
  readonly day: number;
  readonly days: number;
}

export const lastOf = ({ day, days }: Month): number => day + days - 1;

/** Months from the start on that end within the horizon. */
export function monthsOf(): Month[] {
  const calendar = new Calendar(parseIsoDate(WINDOW.startDate), WINDOW.horizonDays);
  const months: Month[] = [];
  const [year, month] = WINDOW.startDate.split('-').map(Number) as [number, number];
  for (let day = 0, end = 0; end < WINDOW.horizonDays; end++) {
    if (!calendar.isMonthEnd(end)) continue;
    const count = month - 1 + months.length;
    const name = `${year + Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
    months.push({ name, day, days: end - day + 1 });
    day = end + 1;
  }
  return months;
}
