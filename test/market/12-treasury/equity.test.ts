/** What the platform is worth: the pool is on its books, and every day's change is explained by what moved. */
import { describe, expect, it } from 'vitest';
import { prepareDay } from '../../../engine/day.ts';
import { creditCurves } from '../../../engine/finance/credit-curves.ts';
import { ACCOUNT } from '../../../engine/ledger/accounts.ts';
import { REASON, REASONS, type ReasonName } from '../../../engine/ledger/reasons.ts';
import { checkLaws as checkTheLaws } from '../../../engine/laws/laws.ts';
import { buyOut, sweepPool } from '../../../engine/market/11-withdraw/pool.ts';
import { openBook } from '../../../engine/opening/opening.ts';
import { defaultLoan } from '../../../engine/settle/arrears.ts';
import { writeOff } from '../../../engine/settle/end-loan.ts';
import { POOL } from '../../../engine/state/codes.ts';
import { borrowedFen, equityFen } from '../../../engine/state/figures.ts';
import { refillPool } from '../../../engine/state/refill.ts';
import { createWorld, type World } from '../../../engine/state/world.ts';
import { emptyWorld, lender, loan } from '../../helpers/market.ts';
import { loadSmall } from '../../helpers/scenarios.ts';

const POOLED = [
  'custody=pooled',
  'regime=cn-2013',
  'products={ lots: { kind: lots, share: 50% }, month: { kind: plan, share: 50%, lockIn: 1mo, renewal: 60% } }',
];

describe('a pool on the books', () => {
  /** A pool that has bought out a lender of ten lots of a loan and has 100,000 fen of the owners beside it. */
  function bought() {
    const world = emptyWorld(loadSmall([...POOLED, 'matching.transfers=false']));
    const row = lender(world, { stakeFen: 100_000_000 });
    const claim = loan(world, [[row, 10]]);
    const parFen = world.loans.principalFen[claim]!;
    world.ledger.post(REASON.capitalIn, 100_000);
    expect(buyOut(world, row)).toBe(parFen);
    return { world, claim, parFen };
  }

  it('buys at par: a debt more, a claim more', () => {
    const { world, parFen } = bought();
    expect(world.ledger.balance(ACCOUNT.poolGap)).toBe(-parFen);
    expect(equityFen(world)).toBe(100_000);
  });

  it('own cash that fills a gap backed by claims is not spent: it has bought them', () => {
    const { world, parFen } = bought();
    refillPool(world, 60_000);
    expect(world.ledger.balance(ACCOUNT.platformCash)).toBe(40_000);
    expect(world.ledger.balance(ACCOUNT.poolGap)).toBe(60_000 - parFen);
    expect(equityFen(world)).toBe(100_000);
  });

  it('what borrowers pay in interest is earned, principal is not', () => {
    const { world } = bought();
    refillPool(world, 60_000);
    world.lenders.cashFen[POOL] = 700;
    world.ledger.post(REASON.repayInterest, 700, 0);
    sweepPool(world);
    expect(equityFen(world)).toBe(100_700);
  });

  it('a claim in default is worth what the reserve’s would be, written off nothing', () => {
    const { world, claim, parFen } = bought();
    refillPool(world, 60_000);
    world.loans.missed[claim] = 1;
    world.platform.delinquentLoans += 1;
    defaultLoan(world, claim);
    const { loans } = world.scenario;
    let brings = 0;
    let shares = 0;
    for (const { share, recoveryShare, recoveryCost } of Object.values(loans)) {
      brings += share * recoveryShare * (1 - recoveryCost);
      shares += share;
    }
    expect(brings / shares).toBeGreaterThan(0);
    expect(equityFen(world)).toBe(100_000 - parFen + Math.round((parFen * brings) / shares));
    writeOff(world, claim);
    expect(equityFen(world)).toBe(100_000 - parFen);
    expect(world.book.poolDefaultedFen).toBe(0);
  });
});

/** What comes to the platform or its pool for good, and what goes. A reason that is in no list and moves such money fails. */
const EARNED: readonly ReasonName[] = [
  'platformFee',
  'lenderFee',
  'transferFee',
  'exitQueueFee',
  'capitalIn',
  'capitalByGuarantor',
  'reserveRelease',
  'queuedWrittenOff',
  'estateGapClosed',
  'estateSurplus',
];
const SPENT: readonly ReasonName[] = [
  'reserveContribution',
  'purchaseRebate',
  'redPacket',
  'fine',
  'payroll',
  'branchCost',
  'pledgeKeeping',
  'marketing',
  'technology',
  'evidenceCost',
  'creditCost',
  'reserveTopUp',
  'crisisCost',
  'stolen',
  'stolenFromPool',
  'ownersFromPool',
  'estateFromPlatform',
  'estateFromPool',
];
const BORROWED: readonly ReasonName[] = ['creditDraw', 'reserveLoan', 'guarantorLoan'];
const REPAID: readonly ReasonName[] = ['creditRepaid', 'reserveLoanRepaid', 'guarantorLoanRepaid'];
/** Against a claim of the pool's, whose worth is looked at by itself. */
const POOL_TRADES: readonly ReasonName[] = ['poolPurchase', 'poolSweep'];

const OWN = new Set<number>([ACCOUNT.platformCash, ACCOUNT.poolGap]);

/** The pool's lots, claim by claim, from holdings. */
function worthFen({ holdings, loans, scenario }: World): number {
  const all = Object.values(scenario.loans);
  const shares = all.reduce((sum, { share }) => sum + share, 0);
  const brings = all.reduce((sum, one) => sum + one.share * one.recoveryShare * (1 - one.recoveryCost), 0);
  let parFen = 0;
  let defaultedFen = 0;
  for (let row = 0; row < loans.length; row++) {
    const owedFen =
      loans.outstandingFen[row]! -
      loans.guarantorClaimFen[row]! -
      loans.reserveClaimFen[row]! -
      loans.platformClaimFen[row]!;
    const first = loans.firstHolding[row]!;
    for (let holding = first; holding < first + loans.holdingCount[row]!; holding++) {
      if (holdings.lender[holding] !== POOL) continue;
      const fen = holdings.lots[holding]! * Math.floor(owedFen / loans.lots[row]!);
      if (loans.defaultDay[row]! >= 0) defaultedFen += fen;
      else parFen += fen;
    }
  }
  return parFen + Math.round((defaultedFen * brings) / shares);
}

describe('every day’s change of equity', () => {
  it('is what was earned and spent, and what the pool’s claims brought and lost', () => {
    const scenario = loadSmall([
      ...POOLED,
      'opening={ lenders: 100, loansPerMonth: 20, platformCash: 700k CNY }',
      'clock.horizon=120d',
      'credit.hazardScale=6',
      'policies.poolPaysCosts=true',
      'platform.creditLine={ limit: 100k CNY }',
      'shocks=[{ date: 25d, kind: rumour, intensity: 30%, halfLife: 10d }, { date: 5d, kind: hack, stolen: 20k CNY }]',
      'policies.playbook=[{ name: borrow, when: { withdrawalQueue: { above: 0 CNY } }, do: [{ askGuarantors: { amount: 100k CNY, over: 20d } }, { releaseReserve: 30k CNY }, drawCreditLine, { callCapital: { amount: 50k CNY, delay: 4d } }], times: 1 }]',
      'failure={ liquidity: null, capitalFloor: null }',
    ]);
    const world = createWorld(scenario, 51, 0);
    openBook(world, creditCurves(scenario.credit));
    world.ledger.closeDay();
    const runDay = prepareDay(world);
    const { ledger, platform, law } = world;
    const seen = new Map<ReasonName, number>();
    const owedFen = () => platform.creditDrawnFen + borrowedFen(world) + law.now.fineOwedFen;
    let before = { equityFen: equityFen(world), owedFen: owedFen(), worthFen: worthFen(world) };
    let ahead = 0;
    for (world.day = 0; world.day < scenario.clock.horizonDays; world.day++) {
      runDay();
      const moved = (names: readonly ReasonName[]) =>
        names.reduce((sum, name) => sum + ledger.dayFen[REASON[name]]!, 0);
      REASONS.forEach(({ name, from, to }, id) => {
        if (ledger.dayFen[id] === 0 || OWN.has(from) === OWN.has(to)) return;
        const known = [...EARNED, ...SPENT, ...BORROWED, ...REPAID, ...POOL_TRADES];
        expect(known, `${name} moves the platform's money`).toContain(name);
      });
      for (const name of [...BORROWED, ...POOL_TRADES, 'poolRefill', 'stolenFromPool'] as const)
        seen.set(name, (seen.get(name) ?? 0) + ledger.dayFen[REASON[name]]!);
      const now = { equityFen: equityFen(world), owedFen: owedFen(), worthFen: worthFen(world) };
      const poolFen = moved(['poolSweep']) - moved(['poolPurchase']) + now.worthFen - before.worthFen;
      const lentFen = moved(BORROWED) - moved(REPAID) - (now.owedFen - before.owedFen);
      expect(now.equityFen - before.equityFen, `day ${world.day}`).toBe(
        moved(EARNED) - moved(SPENT) + lentFen + poolFen,
      );
      if (ledger.balance(ACCOUNT.poolGap) + now.worthFen > 0) ahead += 1;
      before = now;
      ledger.closeDay();
    }
    checkTheLaws(world);
    for (const [name, fen] of seen) expect(fen, name).toBeGreaterThan(0);
    expect(ahead).toBeGreaterThan(0);
  });
});
