/** Deposits on their way: by remittance, or booked once and lost from the records. */
import { REASON } from '../ledger/reasons.ts';
import { FLOW } from './flow.ts';
import { leaveQueue } from './leave-queue.ts';
import type { World } from './world.ts';

/** Draws of stream `remittance`. */
const OFFLINE = 0;
const UNIDENTIFIED = 1;

/** Whether a deposit is sent outside the platform; if so, it is under way. */
export function sentOffline(world: World, lender: number, amountFen: number): boolean {
  const { scenario, lenders, day, ledger } = world;
  const terms = scenario.operations.moneyInTransit;
  if (terms === null) return false;
  const stream = world.streams.stream('remittance');
  const key = lenders.key[lender]!;
  if (stream.uniform(key, day, OFFLINE) >= terms.offlineShare) return false;
  const unidentified = stream.uniform(key, day, UNIDENTIFIED) < terms.unidentifiedShare;
  ledger.post(REASON.remittance, amountFen, -1, lender);
  const row = expect(world, lender, amountFen, day + terms.transitDays);
  if (unidentified) world.operations.remittances.unidentified[row] = 1;
  return true;
}

/** Money sits under way until finance books it. */
function expect(world: World, lender: number, amountFen: number, arrivesDay: number): number {
  const { remittances } = world.operations;
  world.lenders.transitFen[lender]! += amountFen;
  const row = remittances.add();
  remittances.lender[row] = lender;
  remittances.arrivesDay[row] = arrivesDay;
  remittances.amountFen[row] = amountFen;
  return row;
}

/** Remembers a deposit while its record could be lost. */
export function noteBooking({ operations, day }: World, lender: number, amountFen: number): void {
  if (!operations.recordsAtRisk) return;
  const row = operations.bookings.add();
  operations.bookings.lender[row] = lender;
  operations.bookings.day[row] = day;
  operations.bookings.amountFen[row] = amountFen;
}

/** Deposits since `fromDay` are in no record any more: what is still cash of them waits to be booked again. */
export function loseBookings(world: World, fromDay: number, backDay: number): void {
  const { lenders, ledger, operations } = world;
  const { bookings } = operations;
  let first = bookings.length;
  while (first > 0 && bookings.day[first - 1]! >= fromDay) first -= 1;
  for (let row = first; row < bookings.length; row++) {
    const lender = bookings.lender[row]!;
    const fen = Math.min(bookings.amountFen[row]!, lenders.cashFen[lender]!);
    if (fen === 0) continue;
    leaveQueue(world, lender);
    lenders.cashFen[lender]! -= fen;
    // What is left of its cash asks for a place again.
    lenders.newCash[lender] = 1;
    ledger.post(REASON.depositLost, fen, -1, lender);
    operations.remittances.again[expect(world, lender, fen, backDay)] = 1;
  }
}

/** A remittance becomes cash of its lender. */
export function bookRemittance(world: World, row: number): void {
  const { lenders, ledger, flow, operations } = world;
  const { remittances } = operations;
  const lender = remittances.lender[row]!;
  const fen = remittances.amountFen[row]!;
  remittances.booked[row] = 1;
  lenders.transitFen[lender]! -= fen;
  lenders.cashFen[lender]! += fen;
  lenders.newCash[lender] = 1;
  if (remittances.again[row] === 0) flow[FLOW.depositsFen]! += fen;
  ledger.post(REASON.remittanceBooked, fen, -1, lender);
  noteBooking(world, lender, fen);
}
