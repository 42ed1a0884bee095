import { describe, expect, it } from 'vitest';
import { ACCOUNT } from '../../engine/ledger/accounts.ts';
import { Journal } from '../../engine/ledger/journal.ts';
import { Ledger } from '../../engine/ledger/ledger.ts';
import { REASON } from '../../engine/ledger/reasons.ts';

function scene(detail: 'events' | 'full') {
  const journal = new Journal(detail);
  return { journal, ledger: new Ledger({ journal }) };
}

/** Two lenders with 3 and 1 lots of one loan, party by party. */
function story() {
  const { journal, ledger } = scene('full');
  ledger.day = 4;
  ledger.post(REASON.deposit, 300, -1, 0);
  ledger.post(REASON.deposit, 100, -1, 1);
  journal.entry(0, -1, 300, 10);
  journal.entry(1, -1, 100, 11);
  ledger.post(REASON.bidHold, 400, 7);
  journal.entry(0, -1, 300, 10);
  journal.entry(1, -1, 100, 11);
  ledger.post(REASON.disbursement, 400, 7);
  ledger.day = 34;
  journal.entry(-1, 0, 33, 10);
  journal.entry(-1, 1, 11, 11);
  ledger.post(REASON.repayPrincipal, 44, 7);
  ledger.post(REASON.platformFee, 2, 7, 5);
  return { journal, ledger };
}

describe('full detail', () => {
  it('stamps the entries of a posting with its day, event, accounts and loan', () => {
    const { journal } = story();
    const { rows } = journal;
    expect(rows.length).toBe(9);
    expect([...rows.day.subarray(0, 9)]).toEqual([4, 4, 4, 4, 4, 4, 34, 34, 34]);
    expect([...rows.event.subarray(0, 9)]).toEqual([0, 1, 2, 2, 3, 3, 4, 4, 5]);
    expect([...rows.loan.subarray(0, 9)]).toEqual([-1, -1, 7, 7, 7, 7, 7, 7, 7]);
    expect([...rows.holding.subarray(0, 9)]).toEqual([-1, -1, 10, 11, 10, 11, 10, 11, -1]);
    expect([rows.debitParty[8], rows.creditParty[8]]).toEqual([5, -1]);
    expect([rows.debitParty[0], rows.creditParty[0]]).toEqual([0, 0]);
  });

  it('has entries that rebuild every control account and every lender', () => {
    const { journal, ledger } = story();
    const { rows } = journal;
    const controls = new Map<number, number>();
    const cashOf = new Map<number, number>();
    const add = (map: Map<number, number>, key: number, fen: number) =>
      map.set(key, (map.get(key) ?? 0) + fen);
    for (let row = 0; row < rows.length; row++) {
      const fen = rows.amountFen[row]!;
      add(controls, rows.debitAccount[row]!, -fen);
      add(controls, rows.creditAccount[row]!, fen);
      if (rows.debitAccount[row] === ACCOUNT.lenderCash) add(cashOf, rows.debitParty[row]!, -fen);
      if (rows.creditAccount[row] === ACCOUNT.lenderCash) add(cashOf, rows.creditParty[row]!, fen);
    }
    for (const [account, fen] of controls) expect(ledger.balance(account)).toBe(fen);
    expect([cashOf.get(0), cashOf.get(1), cashOf.size]).toEqual([33, 11, 2]);
  });

  it('refuses entries that do not add up to their posting', () => {
    const { journal, ledger } = scene('full');
    journal.entry(-1, 0, 33);
    journal.entry(-1, 1, 10);
    expect(() => ledger.post(REASON.repayPrincipal, 44, 7)).toThrow('entries of a posting add up');
  });

  it('refuses postings to lenders that name none, and a transfer with one side only', () => {
    const { ledger } = scene('full');
    expect(() => ledger.post(REASON.repayPrincipal, 44, 7)).toThrow('names them');
    expect(() => ledger.post(REASON.transferPrice, 44, 7, 3)).toThrow('names them');
    expect(() => ledger.post(REASON.payroll, 44)).not.toThrow();
  });

  it('refuses entries without a posting', () => {
    const { journal, ledger } = scene('full');
    ledger.check();
    journal.entry(0, 1, 5);
    expect(() => ledger.check()).toThrow('belongs to a posting');
    expect(() => journal.drain()).toThrow('between postings');
  });
});

describe('event detail', () => {
  it('writes one row a posting, none for nothing, and needs no parties', () => {
    const { journal, ledger } = scene('events');
    ledger.post(REASON.repayPrincipal, 44, 7);
    ledger.post(REASON.repayPrincipal, 0, 7);
    ledger.post(REASON.compensationByGuarantor, 9, 7, 2);
    expect([...journal.rows.amountFen.subarray(0, journal.rows.length)]).toEqual([44, 9]);
    expect(journal.full).toBe(false);
  });

  it('goes on numbering after a drain and starts anew after a reset', () => {
    const { journal, ledger } = scene('events');
    ledger.post(REASON.deposit, 1, -1, 3);
    journal.drain();
    ledger.post(REASON.payroll, 2);
    expect([
      journal.rows.length,
      journal.rows.event[0],
      journal.rows.creditParty[0],
      journal.rows.loan[0],
    ]).toEqual([1, 1, -1, -1]);
    journal.reset();
    ledger.post(REASON.payroll, 2);
    expect(journal.rows.event[0]).toBe(0);
  });
});
