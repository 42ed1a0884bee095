/** What holds under every scheme there is, whatever the orders, shares, limits and means. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACCOUNT } from '../../../engine/ledger/accounts.ts';
import { REASON, type ReasonName } from '../../../engine/ledger/reasons.ts';
import { prepareCompensate } from '../../../engine/market/09-compensate/compensate.ts';
import { SCHEMES } from '../../../engine/market/09-compensate/schemes/index.ts';
import { checkLaws as checkEngineLaws } from '../../../engine/laws/laws.ts';
import type { Scenario } from '../../../engine/scenario/scenario.ts';
import { defaultAtOnce } from '../../../engine/settle/arrears.ts';
import { beginArrears } from '../../../engine/settle/arrears.ts';
import { writeOff } from '../../../engine/settle/end-loan.ts';
import { lendersClaimFen } from '../../../engine/settle/outstanding.ts';
import { distributeProceeds } from '../../../engine/settle/proceeds.ts';
import { FLOW } from '../../../engine/state/flow.ts';
import type { World } from '../../../engine/state/world.ts';
import { changed, emptyWorld, lender, loan } from '../../helpers/market.ts';
import { loadSmall } from '../../helpers/scenarios.ts';

type SchemeName = Scenario['guarantee']['scheme'];
type Payer = Scenario['guarantee']['advanceOrder'][number];
const small = loadSmall(['regime=cn-2013']);
const PAYERS: readonly Payer[] = ['guarantor', 'reserve', 'platform'];
const CLAIMANTS = ['lenders', ...PAYERS] as const;
/** Guarantor 0 has guarantor 1 behind it; guarantor 1 has nobody. */
const [FRONT, BACK] = [0, 1];

const fen = fc.integer({ min: 0, max: 3_000_000 });
const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
const setting = fc.record({
  order: fc.shuffledSubarray([...PAYERS], { minLength: 1 }),
  proceeds: fc
    .shuffledSubarray([...CLAIMANTS], { minLength: 1 })
    .map((order) => (order.includes('lenders') ? order : [...order, 'lenders' as const])),
  covers: share,
  firstLoss: share,
  counterShare: share,
  limitFen: fen,
  joint: fc.boolean(),
  means: fc.record({ front: fen, back: fen, reserve: fen, platform: fen }),
  loans: fc.array(
    fc.record({ lots: fc.integer({ min: 1, max: 12 }), guarantor: fc.constantFrom(FRONT, BACK, 255) }),
    {
      minLength: 1,
      maxLength: 4,
    },
  ),
  receipts: fc.array(fc.tuple(share, fc.integer({ min: 0, max: 20_000 })), { maxLength: 4 }),
});
type Setting = typeof setting extends fc.Arbitrary<infer T> ? T : never;

function scenarioOf(scheme: SchemeName, one: Setting): Scenario {
  return changed(small, (s) => {
    Object.assign(s.guarantee, {
      scheme,
      advanceOrder: one.order,
      proceedsOrder: one.proceeds,
      afterDays: 20,
      jointLiability: one.joint,
      collectFirstDays: 30,
    });
    const [front, back] = Object.keys(s.guarantors);
    for (const guarantor of Object.values(s.guarantors)) {
      Object.assign(guarantor, { netAssetsFen: 0, covers: one.covers, firstLoss: one.firstLoss });
    }
    const terms = { by: back, share: one.counterShare, limitFen: one.limitFen };
    Object.assign(s.guarantors[front!]!, { counterGuarantee: terms });
  });
}

/** Loans of two lenders in default, an instalment of interest unpaid for so many days that every payer may be asked. */
function late(scheme: SchemeName, one: Setting): World {
  const world = emptyWorld(scenarioOf(scheme, one));
  const { ledger, guarantors } = world;
  for (const [row, liquidFen] of [one.means.front, one.means.back].entries()) {
    guarantors.liquidFen[row]! += liquidFen;
    guarantors.broughtFen[row]! += liquidFen;
    ledger.post(REASON.guarantorFunding, liquidFen, -1, row);
  }
  ledger.post(REASON.openingReserve, one.means.reserve);
  ledger.post(REASON.capitalIn, one.means.platform);
  const [first, second] = [lender(world), lender(world)];
  for (const { lots, guarantor } of one.loans) {
    const holders: [number, number][] = lots > 1 ? [[first, lots - 1], [second, 1]] : [[first, 1]]; // prettier-ignore
    const row = loan(world, holders, { guarantor, method: 'interestOnly' });
    world.loans.due[row] = 1;
    beginArrears(world, row, 1, 0);
    defaultAtOnce(world, row);
  }
  return world;
}

const posted = ({ ledger }: World, reason: ReasonName): number =>
  ledger.totalFen[REASON[reason]]! + ledger.dayFen[REASON[reason]]!;

/** The two days on which anybody is asked: at once, and after a general guarantor's patience. */
function compensate(world: World): void {
  const step = prepareCompensate(world);
  for (const day of [20, 50]) {
    world.day = day;
    world.ledger.day = day;
    step();
    step();
    world.ledger.closeDay();
  }
}

const liquid = ({ guarantors }: World): number => guarantors.liquidFen[FRONT]! + guarantors.liquidFen[BACK]!;

describe.each(Object.keys(SCHEMES) as SchemeName[])('under %s', (scheme) => {
  it('everybody is paid once, by whoever has it, and every loss has one owner', () => {
    fc.assert(
      fc.property(setting, (one) => {
        const world = late(scheme, one);
        const { loans, lenders, ledger, flow } = world;
        const rows = one.loans.map((_, row) => row);
        const owedFen = rows.reduce((sum, row) => sum + loans.outstandingFen[row]!, 0);
        const interestFen = owedFen / 100;
        compensate(world);
        checkEngineLaws(world);
        // Nobody is paid more than it is owed; what payers gave lenders got, and what nobody gave is unpaid.
        const byPayer = (['Guarantor', 'Reserve', 'Platform'] as const).map((payer) => posted(world, `compensationBy${payer}`)); // prettier-ignore
        const paidFen = byPayer.reduce((sum, part) => sum + part, 0);
        expect(lenders.cashFen[1]! + lenders.cashFen[2]!).toBe(paidFen);
        expect(paidFen).toBeLessThanOrEqual(owedFen + (scheme === 'principalOnly' ? 0 : interestFen));
        if (paidFen > 0) expect(flow[FLOW.compensationUnpaidFen]! + paidFen).toBeLessThanOrEqual(owedFen + interestFen); // prettier-ignore
        // No payer gives more than it had.
        expect(liquid(world)).toBe(one.means.front + one.means.back - byPayer[0]!);
        expect(ledger.balance(ACCOUNT.reserveCash)).toBe(one.means.reserve - byPayer[1]!);
        expect(ledger.balance(ACCOUNT.platformCash)).toBe(one.means.platform - byPayer[2]!);
        for (const left of [
          liquid(world),
          ledger.balance(ACCOUNT.reserveCash),
          ledger.balance(ACCOUNT.platformCash),
        ])
          expect(left).toBeGreaterThanOrEqual(0);
        expect(posted(world, 'counterGuarantee')).toBeLessThanOrEqual(one.limitFen);
        // Whoever paid principal has that of the claim, and no more.
        const taken = { guarantor: posted(world, 'claimToGuarantor'), reserve: posted(world, 'claimToReserve'), platform: posted(world, 'claimToPlatform') }; // prettier-ignore
        expect(rows.reduce((sum, row) => sum + loans.guarantorClaimFen[row]!, 0)).toBe(taken.guarantor);
        expect(taken.guarantor).toBeLessThanOrEqual(byPayer[0]!);
        expect(taken.reserve).toBeLessThanOrEqual(byPayer[1]!);
        expect(taken.platform).toBeLessThanOrEqual(byPayer[2]!);
        const ceded = rows.reduce((sum, row) => sum + loans.counterClaimFen[row]!, 0);
        expect(ceded).toBeLessThanOrEqual(posted(world, 'counterGuarantee'));

        receive(world, one);
        rows.filter((row) => loans.outstandingFen[row]! > 0).forEach((row) => writeOff(world, row));
        checkEngineLaws(world);
        // Recourse: what each payer got back of principal and what it lost is what it had taken over.
        const back = { guarantor: 'claimRepaidToGuarantors', reserve: 'claimRepaidToReserve', platform: 'claimRepaidToPlatform' } as const; // prettier-ignore
        const lost = { guarantor: 'claimLostByGuarantors', reserve: 'claimLostByReserve', platform: 'claimLostByPlatform' } as const; // prettier-ignore
        for (const payer of PAYERS)
          expect(posted(world, back[payer]) + posted(world, lost[payer])).toBe(taken[payer]);
        // Every fen that did not come from borrowers was lost by somebody, once.
        const lostFen = (['lenders', 'guarantors', 'reserve', 'platform'] as const).reduce(
          (sum, who) =>
            sum + ledger.balance(ACCOUNT[`lostBy${who[0]!.toUpperCase()}${who.slice(1)}` as 'lostByLenders']),
          0,
        );
        const repaidFen = posted(world, 'claimRepaidToLenders') + PAYERS.reduce((sum, payer) => sum + posted(world, back[payer]), 0); // prettier-ignore
        expect(lostFen + repaidFen).toBe(owedFen);
      }),
      { numRuns: 25 },
    );
  });

  it('who advances has nothing to do with whom proceeds serve first', () => {
    fc.assert(
      fc.property(setting, (one) => {
        const worlds = [one, { ...one, proceeds: [...one.proceeds].reverse() }].map((other) => {
          const world = late(scheme, other);
          compensate(world);
          return world;
        });
        for (const reason of [
          'compensationByGuarantor',
          'compensationByReserve',
          'compensationByPlatform',
          'counterGuarantee',
        ] as const)
          // prettier-ignore
          expect(posted(worlds[0]!, reason)).toBe(posted(worlds[1]!, reason));
      }),
      { numRuns: 10 },
    );
  });
});

/** Receipts, each by the stated order: whoever comes later gets no principal while one before it still has a claim. */
function receive(world: World, one: Setting): void {
  const { loans } = world;
  const order = [...one.proceeds, ...CLAIMANTS.filter((who) => !one.proceeds.includes(who))];
  const claims = (row: number) =>
    order.map((who) => (who === 'lenders' ? lendersClaimFen(world, row) : loans[`${who}ClaimFen`][row]!));
  for (const [part, interestFen] of one.receipts) {
    one.loans.forEach((_, row) => {
      const before = claims(row);
      const principalFen = Math.floor(part * loans.outstandingFen[row]!);
      if (loans.outstandingFen[row] === 0) return;
      distributeProceeds(world, row, { principalFen, interestFen }, REASON.recoveryToLenders);
      const after = claims(row);
      expect(before.reduce((sum, claim, i) => sum + claim - after[i]!, 0)).toBe(principalFen);
      after.forEach((claim, i) => {
        if (claim > 0) expect(after.slice(i + 1)).toEqual(before.slice(i + 1));
      });
    });
  }
}
