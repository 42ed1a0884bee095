/**
 * Nanoseconds per lot payment: 10,000 lenders, 60,000 loans of about 14 holdings, every instalment on time.
 *
 *     npx tsx test/bench/kernel.ts
 */
import { changed, emptyWorld, lender, loan } from '../helpers/market.ts';
import { loadBaseline } from '../helpers/scenarios.ts';
import { payLots, type LotPayment } from '../../engine/settle/pay-lots.ts';

const LENDERS = 10_000;
const LOANS = 60_000;
const TERM = 12;
const ROUNDS = 5;

const world = emptyWorld(changed(loadBaseline(), (s) => (s.guarantee.scheme = 'none')));
for (let i = 0; i < LENDERS; i++) lender(world);
let state = 12345;
const random = (): number => {
  state = (Math.imul(state, 1103515245) + 12345) | 0;
  return (state >>> 8) / 2 ** 24;
};
for (let i = 0; i < LOANS; i++) {
  const holders: [number, number][] = [];
  const count = 7 + Math.floor(random() * 14);
  for (let h = 0; h < count; h++)
    holders.push([1 + Math.floor(random() * LENDERS), 1 + Math.floor(random() * 2)]);
  loan(world, holders, { termMonths: TERM });
}

const payment: LotPayment = { principalFen: 0, prepaidFen: 0, interestFen: 0, haircutFen: 0, feeFen: 0 };
const { loans, schedules, counts } = world;

function payAll(): number {
  const before = counts.lotPayments;
  const start = process.cpuUsage();
  for (let k = 0; k < TERM; k++) {
    for (let row = 0; row < LOANS; row++) {
      const schedule = schedules.get(loans.schedule[row]!);
      payment.principalFen = schedule.principalFen[k]!;
      payment.interestFen = schedule.interestFen[k]!;
      payment.feeFen = 7;
      payLots(world, row, payment, false);
    }
  }
  const used = process.cpuUsage(start);
  const perPayment = ((used.user + used.system) * 1000) / (counts.lotPayments - before);
  for (let row = 0; row < LOANS; row++) loans.outstandingFen[row] = loans.principalFen[row]!;
  return perPayment;
}

for (let round = 0; round < ROUNDS; round++) {
  process.stdout.write(`round ${round + 1}: ${payAll().toFixed(2)} ns per lot payment\n`);
}
