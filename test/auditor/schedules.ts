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

const known = new Map<string, readonly Instalment[]>();

/** The instalments of a lot, worked out once for all lots of the same terms. */
export function schedule(
  lotFen: number,
  aprPpm: number,
  term: number,
  method: RepaymentMethod,
): readonly Instalment[] {
  const terms = `${lotFen} ${aprPpm} ${term} ${method}`;
  const found = known.get(terms) ?? workedOut(lotFen, aprPpm, term, method);
  known.set(terms, found);
  return found;
}

/** Interest of a month is a twelfth of the year's on the balance; the last principal is what is left. */
function workedOut(lotFen: number, aprPpm: number, term: number, method: RepaymentMethod): Instalment[] {
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
  let factor = new Exact(1);
  for (let k = 1; k <= term; k++) {
    factor = factor.times(discount);
    annuity = annuity.plus(factor);
  }
  return round(new Exact(lotFen).div(annuity));
}
