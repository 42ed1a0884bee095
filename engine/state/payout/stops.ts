/** Payouts that stand still: behind a gate, whose days and end were agreed beforehand, or by the platform's own word. */
import { NO_DAY } from '../codes.ts';
import { eachUnpaid } from '../requests.ts';
import type { World } from '../world.ts';
import { breakPromise, keepPromise } from './promises.ts';

/** Day on which payouts are to go on, as lenders were told; -1 while they go on. */
export function statedReopening({ payouts: { stop } }: World): number {
  return Math.max(stop.gateUntil, stop.suspendedUntil);
}

/** Whether nothing is paid today. */
export function isClosed({ payouts: { stop }, day }: World): boolean {
  return stop.gateUntil > day || stop.suspendedUntil > day || stop.gateShortFen > 0;
}

/** Payouts stop until a stated day. While they stand still already, the day is put off: what was stated is broken. */
export function suspend(world: World, forDays: number, subject: string): void {
  const { payouts, events, day } = world;
  const { stop } = payouts;
  const until = day + forDays;
  if (stop.suspendedUntil >= 0) {
    if (until <= stop.suspendedUntil) return;
    breakPromise(world, subject, `payouts were to go on on day ${stop.suspendedUntil}, now on day ${until}`);
  }
  stop.suspendedUntil = until;
  stop.reopened = 0;
  const text = `payouts stopped, to go on on day ${until}`;
  events.add({ day, kind: 'suspension', subject, valueFen: 0, figure: until, text });
}

/** Ends a suspension; the next payouts show whether the word was kept. Nothing happens while there is none. */
export function reopen(world: World, subject: string): void {
  const { payouts, events, day } = world;
  const { stop } = payouts;
  if (stop.suspendedUntil < 0) return;
  stop.suspendedUntil = -1;
  stop.reopened = 1;
  events.add({ day, kind: 'suspension', subject, valueFen: 0, figure: day, text: 'payouts go on' });
}

/** Promises stand still: each that is not met yet is put off by so many days. */
export function putOffPromises(world: World, days: number, why: 'gate' | 'forceMajeure'): void {
  const { requests, payouts } = world;
  const putOff = why === 'gate' ? requests.tolledDays : requests.excusedDays;
  eachUnpaid(world, (row) => {
    if (requests.promisedDay[row] === NO_DAY) return;
    requests.promisedDay[row]! += days;
    putOff[row]! += days;
  });
  const { planWaits } = payouts;
  for (let wait = payouts.now.firstWaiting; wait < planWaits.length; wait++) {
    if (planWaits.promisedDay[wait] !== NO_DAY) planWaits.promisedDay[wait]! += days;
  }
}

/** After the first payouts since a reopening: it is kept if there was money for all that could be asked for that day. */
export function judgeReopening(world: World, wasPaid: boolean): void {
  const { stop } = world.payouts;
  if (stop.reopened === 0) return;
  stop.reopened = 0;
  if (wasPaid) keepPromise(world, 'reopening', 'payouts went on and all that was due was paid');
  else breakPromise(world, 'reopening', 'payouts went on without the money for what was due');
}

/** In wind-down nothing is reopened any more. */
export function abandonReopening(world: World): void {
  const { stop } = world.payouts;
  if (stop.suspendedUntil >= 0)
    breakPromise(world, 'reopening', `payouts will not go on on day ${stop.suspendedUntil}`);
  stop.suspendedUntil = -1;
  stop.gateUntil = -1;
  stop.reopened = 0;
}
