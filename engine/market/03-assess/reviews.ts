/** How many applications the reviewers get through, and how well. */

/** Days of work in the queue from which reviewers tire. */
const RESTED_DAYS = 3;

/** Reviews of today and the fraction of one that is carried over; capacity without work is lost. */
export function reviewsToday(
  perDay: number,
  carry: number,
  waiting: number,
): { count: number; carry: number } {
  const capacity = perDay + carry;
  const whole = Math.floor(capacity);
  return { count: Math.min(whole, waiting), carry: capacity - whole };
}

/** Share of their competence left to reviewers who still have `waiting` applications before them. */
export function fatigue(waiting: number, perDay: number): number {
  if (perDay <= 0) return 0;
  const days = waiting / perDay;
  return days <= RESTED_DAYS ? 1 : RESTED_DAYS / days;
}
