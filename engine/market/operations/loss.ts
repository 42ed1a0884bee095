/** Small arithmetic of incidents. Part of operations. */

/** Days that paper goes back where there is no copy at all. */
const PAPER_DAYS = 30;

/** Copies are made in the evening of every `everyDays`-th day from day 0 on; the first day that is in none of them. */
export function firstLostDay(day: number, everyDays: number | null): number {
  if (everyDays === null) return Math.max(0, day - PAPER_DAYS);
  return day === 0 ? 0 : Math.floor((day - 1) / everyDays) * everyDays + 1;
}
