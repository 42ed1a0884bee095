/** Takes down how long requests waited, as payments happen. */
import { NO_DAY, REQUEST } from '../codes.ts';
import { FLOW } from '../flow.ts';
import type { World } from '../world.ts';

/** A part of a request has been paid, all of what was left if `whole`. What a wind-down puts into the queue nobody asked for. */
export function notePaid(world: World, row: number, amountFen: number, whole: boolean): void {
  const { requests, waits, flow, day } = world;
  if (requests.kind[row] === REQUEST.windDown) return;
  const waited = day - requests.day[row]!;
  waits.paidFen[waited]! += amountFen;
  flow[FLOW.paidWaitFenDays]! += amountFen * waited;
  flow[FLOW.paidAskedFen]! += amountFen;
  if (whole) waits.paidRequests[waited]! += 1;
  const promised = requests.promisedDay[row]!;
  if (promised === NO_DAY || day > promised) return;
  waits.inTime.fen += amountFen;
  if (whole) waits.inTime.requests += 1;
  flow[FLOW.paidInTimeFen]! += amountFen;
}

/** What was left of a request has been taken back. */
export function noteTakenBack(world: World, row: number, amountFen: number): void {
  const { requests, waits, day } = world;
  const waited = day - requests.day[row]!;
  waits.takenBackFen[waited]! += amountFen;
  waits.takenBackRequests[waited]! += 1;
}
