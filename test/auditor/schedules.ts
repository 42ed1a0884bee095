/** What one lot owes, instalment by instalment, worked out in decimals. */
import { Decimal } from 'decimal.js';
import type { RepaymentMethod } from '../../engine/scenario/scenario.ts';

const Exact = Decimal.clone({ precision: 60 });

export interface Instalment {
  readonly principal: number;
  readonly interest: number;
}

function round(value: Decimal): number {
  return value.plus(0.5).floor().toNumber();
}

/** The instalments of a lot. Interest of a month is a twelfth of the year's on the balance; the last principal is what is left. */
export function schedule(
  lotFen: number,
  aprPpm: number,
  term: number,
  method: RepaymentMethod,
): Instalment[] {
  const monthly = new Exact(aprPpm).div(12_000_000);
  const level = levelInstalment(lotFen, monthly, term);
  const equal = round(new Exact(lotFen).div(term));
  const instalments: Instalment[] = [];
  let balance = lotFen;
  for (let k = 1; k <= term; k++) {
    let interest = round(monthly.times(balance));
    if (method === 'bullet') interest = k === term ? round(monthly.times(lotFen).times(term)) : 0;
    let principal = 0;
    if (method === 'levelInstalment') principal = level - interest;
    if (method === 'equalPrincipal') principal = equal;
    if (k === term || principal > balance) principal = balance;
    if (principal < 0) principal = 0;
    balance -= principal;
    instalments.push({ principal, interest });
  }
  return instalments;
}

function levelInstalment(lotFen: number, monthly: Decimal, term: number): number {
  if (monthly.isZero()) return round(new Exact(lotFen).div(term));
  // The instalment whose present value is the lot.
  const discount = new Exact(1).div(monthly.plus(1));
  let annuity = new Exact(0);
  for (let k = 1; k <= term; k++) annuity = annuity.plus(discount.pow(k));
  return round(new Exact(lotFen).div(annuity));
}
