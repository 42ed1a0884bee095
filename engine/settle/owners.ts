/** Money of the owners: taken from lenders through false listings, put to use, paid back while it lasts. */
import { ACCOUNT } from '../ledger/accounts.ts';
import { REASON } from '../ledger/reasons.ts';
import { poolCashFen } from '../state/figures.ts';
import type { World } from '../state/world.ts';
import { floorShare } from './proceeds.ts';

const PPM = 1_000_000;

/** A share in whole parts per million, as money is divided by. */
function ppm(share: number): number {
  return Math.floor(share * PPM + 0.5);
}

/** What a false listing raised, less its fees, goes to the owners, who put a part of it to use. Contract hands the loan on unread. */
export function takeForOwners(world: World, loan: number, feesFen: number): void {
  const { truth, loans, ledger, scenario } = world;
  const { selfFinancing } = scenario.platform;
  if (selfFinancing === null || truth.loans.owners[loan] === 0) return;
  const takenFen = Math.max(0, loans.principalFen[loan]! - feesFen);
  ledger.post(REASON.ownersTake, takenFen, loan);
  const usedFen = floorShare(takenFen, ppm(selfFinancing.useShare), PPM);
  if (usedFen > 0) ledger.post(REASON.ownersUse, usedFen);
}

/** Owners pay `dueFen` of one of their loans: from their cash, under pooled custody also from customers'. False if they can't. */
export function payByOwners(world: World, loan: number, dueFen: number): boolean {
  const { ledger, owners, day } = world;
  const missingFen = dueFen - ledger.balance(ACCOUNT.ownersCash);
  if (missingFen > 0 && ledger.pooled && poolCashFen(world) >= missingFen) {
    ledger.post(REASON.ownersFromPool, missingFen);
  }
  if (ledger.balance(ACCOUNT.ownersCash) < dueFen) {
    if (owners.shortDay < 0) owners.shortDay = day;
    return false;
  }
  ledger.post(REASON.ownersPay, dueFen, loan);
  return true;
}

/** The month's return on what is in use. */
export function earnForOwners(world: World): void {
  const { ledger, scenario } = world;
  const { selfFinancing } = scenario.platform;
  if (selfFinancing === null) return;
  const fen = floorShare(ledger.balance(ACCOUNT.ownersUse), ppm(selfFinancing.returnOnUse), 12 * PPM);
  if (fen > 0) ledger.post(REASON.ownersReturn, fen);
}

/** It has come out: what owners have is seized, and collection of their debts draws on it. */
export function seizeFromOwners({ ledger }: World): void {
  const cashFen = ledger.balance(ACCOUNT.ownersCash);
  const useFen = ledger.balance(ACCOUNT.ownersUse);
  if (cashFen > 0) ledger.post(REASON.ownersCashSeized, cashFen);
  if (useFen > 0) ledger.post(REASON.ownersUseSeized, useFen);
}
