/**
 * What borrowers are to pay in the months ahead, by day of the month: the next instalments of loans on which something
 * falls due. A bucket changes on its own due day only, when its loans are served, so that is when it is summed anew.
 */
import type { Calendar } from '../base/calendar.ts';
import { rests } from './cases.ts';
import { LOAN } from './codes.ts';
import { MONTHS_AHEAD } from './instalment-sums.ts';
import type { World } from './world.ts';

/** State of a loan that pays no more before its default. */
const AWAITS_DEFAULT = 4;

/** Sums one bucket anew, after its loans were served and new ones have joined it. */
export function sumInstalments(world: World, dayOfMonth: number): void {
  const { dueDays, loans, schedules, instalments } = world;
  const first = (dayOfMonth - 1) * MONTHS_AHEAD;
  const { dueFen } = instalments;
  dueFen.fill(0, first, first + MONTHS_AHEAD);
  const count = dueDays.count(dayOfMonth);
  for (let position = 0; position < count; position++) {
    const loan = dueDays.at(dayOfMonth, position);
    if (loans.status[loan] !== LOAN.repaying || loans.missed[loan] === AWAITS_DEFAULT) continue;
    const { principalFen, interestFen } = schedules.get(loans.schedule[loan]!);
    const lots = loans.lots[loan]!;
    const due = loans.due[loan]!;
    const months = Math.min(MONTHS_AHEAD, loans.termMonths[loan]! - due);
    const rest = monthsAtRest(world, loan);
    for (let k = 0; k < Math.min(months, MONTHS_AHEAD - rest); k++) {
      dueFen[first + rest + k]! += lots * (principalFen[due + k]! + interestFen[due + k]!);
    }
  }
}

/** Due days after today on which nothing falls due on a loan. */
function monthsAtRest(world: World, loan: number): number {
  if (!rests(world, loan)) return 0;
  const { calendar, cases, loans, day } = world;
  const until = cases.restsUntil[loans.caseRow[loan]!]!;
  return Math.min(MONTHS_AHEAD, calendar.monthIndex(until) - calendar.monthIndex(day) - 1);
}

/** What falls due on a later day, at most half a year ahead. Reads after today's loans were served. */
export function instalmentsDueFen(world: World, laterDay: number): number {
  const { calendar, instalments, day } = world;
  let sum = 0;
  const last = calendar.lastDueBucket(laterDay);
  for (let bucket = calendar.firstDueBucket(laterDay); bucket <= last; bucket++) {
    sum +=
      instalments.dueFen[(bucket - 1) * MONTHS_AHEAD + dueDaysBefore(calendar, day, laterDay, bucket)] ?? 0;
  }
  return sum;
}

/** Due days of a bucket that lie between today and a later one of its due days, neither counted. */
function dueDaysBefore(calendar: Calendar, day: number, laterDay: number, bucket: number): number {
  const months = calendar.monthIndex(laterDay) - calendar.monthIndex(day);
  return bucket <= calendar.lastDueBucket(day) ? months - 1 : months;
}
