/** Repayment schedules of one lot, to the fen. A loan's instalment is its number of lots times the lot's. */

import { Decimal } from 'decimal.js';
import { invariant, unreachable } from '../base/assert.ts';
import { mulDivHalfUp } from '../base/money.ts';

export type Method = 'levelInstalment' | 'equalPrincipal' | 'interestOnly' | 'bullet';

export const METHODS: readonly Method[] = ['levelInstalment', 'equalPrincipal', 'interestOnly', 'bullet'];

/** Parts per million in 1; rates are integers on this grid. */
export const PPM = 1_000_000;

const MONTHS_PER_YEAR = 12;
const Exact = Decimal.clone({ precision: 50, rounding: Decimal.ROUND_HALF_UP });

/**
 * Entry k of the arrays by period is instalment k + 1; `balanceFen[k]` is what is owed after instalment k.
 */
export interface LotSchedule {
  readonly method: Method;
  readonly termMonths: number;
  /** Rate a year, in parts per million; a month is 1/12 of it. */
  readonly aprPpm: number;
  readonly lotFen: number;
  readonly principalFen: Float64Array;
  readonly interestFen: Float64Array;
  /** One longer than the term: `balanceFen[0]` is the lot. */
  readonly balanceFen: Float64Array;
}

/** Interest of `months` months on a balance, rounded half up once. */
export function monthlyInterestFen(balanceFen: number, aprPpm: number, months = 1): number {
  return mulDivHalfUp(balanceFen, aprPpm * months, MONTHS_PER_YEAR * PPM);
}

/** The level instalment, rounded half up; decimal.js, microseconds: never per loan, see `ScheduleBook`. */
export function levelInstalmentFen(lotFen: number, aprPpm: number, termMonths: number): number {
  if (aprPpm === 0) return mulDivHalfUp(lotFen, 1, termMonths);
  const monthly = new Exact(aprPpm).div(MONTHS_PER_YEAR * PPM);
  const growth = monthly.plus(1).pow(termMonths);
  return monthly.times(lotFen).times(growth).div(growth.minus(1)).toDecimalPlaces(0).toNumber();
}

/**
 * The schedule of one lot. Interest is rounded half up on each balance (a bullet's once, simple interest for
 * the whole term); a level instalment and an equal principal are rounded half up once; the last principal is
 * what is left. Throws InvariantError unless lot and term are positive integers and the rate a nonnegative
 * one.
 */
export function lotSchedule(lotFen: number, aprPpm: number, termMonths: number, method: Method): LotSchedule {
  invariant(
    Number.isSafeInteger(lotFen) &&
      lotFen > 0 &&
      Number.isInteger(termMonths) &&
      termMonths > 0 &&
      Number.isInteger(aprPpm) &&
      aprPpm >= 0,
    'a schedule has a positive lot and term and an integer rate',
    () => ({ lotFen, aprPpm, termMonths }),
  );
  const principalFen = new Float64Array(termMonths);
  const interestFen = new Float64Array(termMonths);
  const balanceFen = new Float64Array(termMonths + 1);
  const instalmentFen = method === 'levelInstalment' ? levelInstalmentFen(lotFen, aprPpm, termMonths) : 0;
  const equalFen = method === 'equalPrincipal' ? mulDivHalfUp(lotFen, 1, termMonths) : 0;
  let owedFen = lotFen;
  balanceFen[0] = owedFen;
  for (let k = 0; k < termMonths; k++) {
    const last = k === termMonths - 1;
    const interest =
      method !== 'bullet'
        ? monthlyInterestFen(owedFen, aprPpm)
        : last
          ? monthlyInterestFen(lotFen, aprPpm, termMonths)
          : 0;
    const wanted = last ? owedFen : wantedPrincipalFen(method, instalmentFen - interest, equalFen);
    // Lots of a few fen: rounding up may repay them early, rounding down leaves them to the last instalment.
    const principal = Math.max(0, Math.min(wanted, owedFen));
    owedFen -= principal;
    principalFen[k] = principal;
    interestFen[k] = interest;
    balanceFen[k + 1] = owedFen;
  }
  return { method, termMonths, aprPpm, lotFen, principalFen, interestFen, balanceFen };
}

function wantedPrincipalFen(method: Method, levelFen: number, equalFen: number): number {
  switch (method) {
    case 'levelInstalment':
      return levelFen;
    case 'equalPrincipal':
      return equalFen;
    case 'interestOnly':
    case 'bullet':
      return 0;
    default:
      return unreachable(method);
  }
}

export type ScheduleId = number;

const TERMS_MAX = 65_536;

/**
 * Schedules by small integer, for a column of the loan table. Ids are given in order of first use, so one
 * replication must not see another's: `reset` starts them anew and keeps the computed schedules.
 */
export class ScheduleBook {
  readonly lotFen: number;
  readonly #computed = new Map<string, LotSchedule>();
  /** By lot size, then by rate, term and method in one number. */
  readonly #ids = new Map<number, Map<number, ScheduleId>>();
  readonly #list: LotSchedule[] = [];

  /** `lotFen` is the lot size of schedules asked for without one. */
  constructor(lotFen: number) {
    this.lotFen = lotFen;
  }

  /** The id of a schedule, made on first use. */
  schedule(aprPpm: number, termMonths: number, method: Method, lotFen: number = this.lotFen): ScheduleId {
    let ofLot = this.#ids.get(lotFen);
    if (ofLot === undefined) {
      ofLot = new Map();
      this.#ids.set(lotFen, ofLot);
    }
    const terms = (aprPpm * TERMS_MAX + termMonths) * METHODS.length + METHODS.indexOf(method);
    const known = ofLot.get(terms);
    if (known !== undefined) return known;
    const key = `${aprPpm}/${termMonths}/${method}/${lotFen}`;
    let schedule = this.#computed.get(key);
    if (schedule === undefined) {
      schedule = lotSchedule(lotFen, aprPpm, termMonths, method);
      this.#computed.set(key, schedule);
    }
    this.#list.push(schedule);
    ofLot.set(terms, this.#list.length - 1);
    return this.#list.length - 1;
  }

  /** Throws InvariantError on an id not given since the last reset. */
  get(id: ScheduleId): LotSchedule {
    const schedule = this.#list[id];
    invariant(schedule !== undefined, 'a schedule id was given', () => ({ id, count: this.#list.length }));
    return schedule;
  }

  get count(): number {
    return this.#list.length;
  }

  reset(): void {
    this.#ids.clear();
    this.#list.length = 0;
  }
}
