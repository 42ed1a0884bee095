/** Small worlds made by hand: lenders, listings and loans without the rooms that would bring them. */
import { ACCOUNT } from '../../engine/ledger/accounts.ts';
import { Journal } from '../../engine/ledger/journal.ts';
import { REASON } from '../../engine/ledger/reasons.ts';
import type { Scenario } from '../../engine/scenario/scenario.ts';
import { addHolding, claimsOf } from '../../engine/settle/holdings.ts';
import { addGuaranteed, changeOutstanding, lendersClaimFen } from '../../engine/settle/outstanding.ts';
import { LISTING, METHODS } from '../../engine/state/codes.ts';
import { addLender, deposit } from '../../engine/state/lenders.ts';
import { createWorld, type World } from '../../engine/state/world.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends object | null ? Mutable<T[K]> : T[K] };

/** A copy of a scenario with changes made by `change`. */
export function changed(scenario: Scenario, change: (copy: Mutable<Scenario>) => void): Scenario {
  const copy = structuredClone(scenario) as Mutable<Scenario>;
  change(copy);
  return copy;
}

/** A world with the pool's row and the guarantors' liquid assets, no lenders, no loans. */
export function emptyWorld(scenario: Scenario, options: { seed?: number; full?: boolean } = {}): World {
  const world = createWorld(scenario, options.seed ?? 1, 0);
  if (options.full) world.ledger.journal = new Journal('full');
  lender(world, { stakeFen: 0 });
  world.book.lendersInvesting = 0;
  Object.values(scenario.guarantors).forEach((guarantor) => {
    const row = world.guarantors.add();
    const liquidFen = Math.floor(guarantor.netAssetsFen * guarantor.liquidShare);
    world.guarantors.netAssetsFen[row] = guarantor.netAssetsFen;
    world.guarantors.liquidFen[row] = liquidFen;
    world.guarantors.broughtFen[row] = liquidFen;
    world.guarantors.otherFen[row] = guarantor.netAssetsFen - liquidFen;
    world.ledger.post(REASON.guarantorFunding, liquidFen, -1, row);
  });
  return world;
}

export interface LenderOptions {
  readonly cashFen?: number;
  readonly stakeFen?: number;
  readonly riskClass?: number;
}

/** Adds an investing lender; by default with a stake of 100,000 yuan and of the class that accepts most. */
export function lender(world: World, options: LenderOptions = {}): number {
  const row = addLender(world, {
    customer: -1,
    key: world.lenders.length,
    bornDay: 0,
    channel: 0,
    riskClass: options.riskClass ?? 4,
    product: 0,
    community: 0,
    stakeFen: options.stakeFen ?? 10_000_000,
  });
  if (options.cashFen) deposit(world, row, options.cashFen);
  return row;
}

export interface Terms {
  readonly lots?: number;
  readonly lotFen?: number;
  readonly aprPpm?: number;
  readonly termMonths?: number;
  readonly method?: (typeof METHODS)[number];
  readonly product?: number;
  readonly obligorGrade?: number;
  readonly facilityGrade?: number;
  readonly sector?: number;
  readonly region?: number;
  readonly guarantor?: number;
  readonly feeFen?: number;
  readonly guaranteeFeeFen?: number;
  readonly contributionFen?: number;
  readonly minute?: number;
  readonly multiplier?: number;
  readonly neverPays?: boolean;
  readonly lender?: number;
}

/** Adds a listing of today; returns its row. */
export function listing(world: World, terms: Terms = {}): number {
  const { listings, customers, truth, book, scenario } = world;
  const customer = customers.add();
  customers.borrowing[customer] = 1;
  const row = listings.add();
  listings.key[row] = 1_000_000 + row;
  listings.customer[row] = customer;
  listings.day[row] = world.day;
  listings.minute[row] = terms.minute ?? 0;
  listings.lots[row] = terms.lots ?? 10;
  listings.lotFen[row] = terms.lotFen ?? scenario.splitting.lotFen;
  listings.aprPpm[row] = terms.aprPpm ?? 120_000;
  listings.termMonths[row] = terms.termMonths ?? 12;
  listings.method[row] = METHODS.indexOf(terms.method ?? 'levelInstalment');
  listings.product[row] = terms.product ?? 0;
  listings.obligorGrade[row] = terms.obligorGrade ?? 3;
  listings.facilityGrade[row] = terms.facilityGrade ?? 3;
  listings.sector[row] = terms.sector ?? 0;
  listings.region[row] = terms.region ?? 0;
  listings.guarantor[row] = terms.guarantor ?? 255;
  listings.feeFen[row] = terms.feeFen ?? 0;
  listings.guaranteeFeeFen[row] = terms.guaranteeFeeFen ?? 0;
  listings.contributionFen[row] = terms.contributionFen ?? 0;
  listings.lender[row] = terms.lender ?? -1;
  listings.status[row] = LISTING.open;
  const hidden = truth.listings.add();
  truth.listings.multiplier[hidden] = terms.multiplier ?? 1;
  truth.listings.neverPays[hidden] = terms.neverPays ? 1 : 0;
  book.listingsOpen += 1;
  book.listingsOpenFen += listings.lots[row] * listings.lotFen[row];
  return row;
}

/**
 * Adds a loan made today, held by `holders` ([lender, lots] in order); claims are posted as opening claims.
 */
export function loan(
  world: World,
  holders: readonly (readonly [number, number])[],
  terms: Terms = {},
): number {
  const { loans, customers, truth, schedules, calendar, ledger, book, dueDays, scenario } = world;
  const customer = customers.add();
  customers.borrowing[customer] = 1;
  const row = loans.add();
  const hidden = truth.loans.add();
  truth.loans.multiplier[hidden] = terms.multiplier ?? 1;
  truth.loans.neverPays[hidden] = terms.neverPays ? 1 : 0;
  const lotFen = terms.lotFen ?? scenario.splitting.lotFen;
  const method = terms.method ?? 'levelInstalment';
  loans.key[row] = 2_000_000 + row;
  loans.customer[row] = customer;
  loans.contractDay[row] = world.day;
  loans.dueDayOfMonth[row] = calendar.dayOfMonth(world.day);
  loans.termMonths[row] = terms.termMonths ?? 12;
  loans.schedule[row] = schedules.schedule(terms.aprPpm ?? 120_000, loans.termMonths[row], method, lotFen);
  loans.method[row] = METHODS.indexOf(method);
  loans.product[row] = terms.product ?? 0;
  loans.obligorGrade[row] = terms.obligorGrade ?? 3;
  loans.facilityGrade[row] = terms.facilityGrade ?? 3;
  loans.sector[row] = terms.sector ?? 0;
  loans.region[row] = terms.region ?? 0;
  loans.guarantor[row] = terms.guarantor ?? 255;
  loans.lender[row] = terms.lender ?? -1;
  loans.lots[row] = holders.reduce((sum, [, lots]) => sum + lots, 0);
  loans.principalFen[row] = loans.lots[row] * lotFen;
  const principalFen = loans.principalFen[row];
  for (const [who, lots] of holders) {
    const holding = addHolding(world, row, who, lots);
    if (ledger.journal?.full) ledger.journal.entry(-1, who, lots * lotFen, holding);
  }
  ledger.post(REASON.claimOpened, principalFen, row);
  changeOutstanding(world, row, principalFen);
  addGuaranteed(world, row);
  book.loansActive += 1;
  dueDays.add(loans.dueDayOfMonth[row], row);
  return row;
}

/** Runs the steps for days from today until `lastDay`, included. */
export function runDays(
  world: World,
  lastDay: number,
  steps: readonly (() => void)[],
  each?: () => void,
): void {
  for (; world.day <= lastDay; world.day++) {
    world.ledger.day = world.day;
    world.today.full.length = 0;
    for (const step of steps) step();
    each?.();
    world.ledger.closeDay();
  }
}

/**
 * Every law that holds between rooms: books, sub-ledgers, claims, lots, running sums. Throws on the first
 * broken.
 */
export function checkLaws(world: World): void {
  const { ledger, lenders, guarantors, loans, holdings, book } = world;
  ledger.check();
  ledger.checkSubLedger(ACCOUNT.lenderCash, lenders.cashFen, lenders.length);
  ledger.checkSubLedger(ACCOUNT.lenderHeld, lenders.heldFen, lenders.length);
  ledger.checkSubLedger(ACCOUNT.lenderQueued, lenders.queuedFen, lenders.length);
  ledger.checkSubLedger(ACCOUNT.guarantorCash, guarantors.liquidFen, guarantors.length);
  ledger.checkSubLedger(ACCOUNT.guarantorClaims, guarantors.claimFen, guarantors.length);
  ledger.checkSubLedger(ACCOUNT.lostByLenders, lenders.lostPrincipalFen, lenders.length);
  const claims = Float64Array.from({ length: lenders.length }, (_, who) => claimsOf(world, who));
  ledger.checkSubLedger(ACCOUNT.lenderClaims, claims, claims.length);
  const sums = {
    outstanding: 0,
    recovery: 0,
    m1: 0,
    m2: 0,
    m3: 0,
    active: 0,
    delinquent: 0,
    reserve: 0,
    offers: 0,
  };
  for (let row = 0; row < loans.length; row++) {
    const first = loans.firstHolding[row]!;
    let lots = 0;
    let offered = 0;
    for (let h = first; h < first + loans.holdingCount[row]!; h++) {
      lots += holdings.lots[h]!;
      if (holdings.offered[h] === 1) offered += holdings.lots[h]!;
    }
    same('lots of a loan add up', lots, loans.lots[row]!);
    same('offered lots add up', offered, loans.offeredLots[row]!);
    sums.offers += offered * Math.floor(lendersClaimFen(world, row) / lots);
    sums.reserve += loans.reserveClaimFen[row]!;
    const owedFen = loans.outstandingFen[row]!;
    if (loans.status[row] === 1) sums.recovery += owedFen;
    if (loans.status[row] === 0) {
      sums.outstanding += owedFen;
      sums.active += 1;
      if (loans.missed[row]! > 0) sums.delinquent += 1;
      if (loans.bucket[row] === 1) sums.m1 += owedFen;
      if (loans.bucket[row] === 2) sums.m2 += owedFen;
      if (loans.bucket[row] === 3) sums.m3 += owedFen;
    } else if (loans.status[row]! > 1) same('an ended loan owes nothing', owedFen, 0);
  }
  same('book.outstandingFen', book.outstandingFen, sums.outstanding);
  same('book.inRecoveryFen', book.inRecoveryFen, sums.recovery);
  same('book.loansActive', book.loansActive, sums.active);
  same('delinquent loans', world.platform.delinquentLoans, sums.delinquent);
  same('book.overdueM1Fen', book.overdueM1Fen, sums.m1);
  same('book.overdueM2Fen', book.overdueM2Fen, sums.m2);
  same('book.overdueM3Fen', book.overdueM3Fen, sums.m3);
  same('book.offersFen', book.offersFen, sums.offers);
  same('claims of the reserve', ledger.balance(ACCOUNT.reserveClaims), sums.reserve);
  same(
    'outstanding by cell',
    world.outstandingByCell.reduce((sum, fen) => sum + fen, 0),
    sums.outstanding,
  );
  checkListings(world);
  checkExposure(world);
  checkGuarantors(world);
}

function checkListings(world: World): void {
  const { listings, bids, book, lenders } = world;
  let open = 0;
  let openFen = 0;
  const heldFen = new Float64Array(lenders.length);
  for (let row = 0; row < listings.length; row++) {
    if (listings.status[row] === LISTING.open) {
      open += 1;
      openFen += (listings.lots[row]! - listings.filledLots[row]!) * listings.lotFen[row]!;
    }
    if (listings.status[row]! > LISTING.full) continue;
    let lots = 0;
    const bidders = new Set<number>();
    for (let bid = listings.firstBid[row]!; bid >= 0; bid = bids.next[bid]!) {
      lots += bids.lots[bid]!;
      heldFen[bids.lender[bid]!]! += bids.lots[bid]! * listings.lotFen[row]!;
      if (bidders.has(bids.lender[bid]!)) throw new Error('a lender has one bid in a listing');
      bidders.add(bids.lender[bid]!);
    }
    same('bids of a listing add up to its filled lots', lots, listings.filledLots[row]!);
    if (lots > listings.lots[row]!) throw new Error(`a lot of listing ${row} was sold twice`);
  }
  for (let who = 0; who < lenders.length; who++)
    same('held money is bid', heldFen[who]!, lenders.heldFen[who]!);
  same('book.listingsOpen', book.listingsOpen, open);
  same('book.listingsOpenFen', book.listingsOpenFen, openFen);
}

function checkExposure(world: World): void {
  const { lenders, loans, holdings, listings, bids, headroom, scenario } = world;
  const base = scenario.splitting.lotFen;
  const stride = headroom.firstRegion;
  const sectors = new Int32Array(lenders.length * stride);
  const held = new Int32Array(lenders.length);
  for (let row = 0; row < loans.length; row++) {
    if (loans.status[row]! > 1) continue;
    const multiple = world.schedules.get(loans.schedule[row]!).lotFen / base;
    const first = loans.firstHolding[row]!;
    for (let h = first; h < first + loans.holdingCount[row]!; h++) {
      held[holdings.lender[h]!]! += holdings.lots[h]! * multiple;
      sectors[holdings.lender[h]! * stride + loans.sector[row]!]! += holdings.lots[h]! * multiple;
    }
  }
  for (let row = 0; row < listings.length; row++) {
    if (listings.status[row]! > LISTING.full) continue;
    for (let bid = listings.firstBid[row]!; bid >= 0; bid = bids.next[bid]!) {
      const lots = bids.lots[bid]! * (listings.lotFen[row]! / base);
      sectors[bids.lender[bid]! * stride + listings.sector[row]!]! += lots;
    }
  }
  for (let who = 0; who < lenders.length; who++) same('lots held', lenders.heldLots[who]!, held[who]!);
  for (let who = 0; who < lenders.length; who++) {
    const cap = headroom.capsOf(lenders.stakeFen[who]!).sector;
    for (let sector = 0; sector < stride; sector++) {
      const left = headroom.lots[who * headroom.stride + sector]!;
      same('headroom by sector', left, cap - sectors[who * stride + sector]!);
    }
  }
}

function checkGuarantors(world: World): void {
  const { guarantors, loans } = world;
  const exposure = new Float64Array(guarantors.length);
  const claims = new Float64Array(guarantors.length);
  for (let row = 0; row < loans.length; row++) {
    const guarantor = loans.guarantor[row]!;
    if (guarantor === 255) continue;
    claims[guarantor]! += loans.guarantorClaimFen[row]!;
    if (loans.compensated[row] === 0) exposure[guarantor]! += loans.outstandingFen[row]!;
  }
  for (let row = 0; row < guarantors.length; row++) {
    same('what a guarantor stands for', guarantors.exposureFen[row]!, exposure[row]!);
    same('claims of a guarantor', guarantors.claimFen[row]!, claims[row]!);
  }
}

function same(law: string, actual: number, expected: number): void {
  if (actual !== expected) throw new Error(`${law}: ${actual}, not ${expected}`);
}
