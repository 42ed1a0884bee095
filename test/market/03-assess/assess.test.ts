import { describe, expect, it } from 'vitest';
import { fatigue, reviewsToday } from '../../../engine/market/03-assess/reviews.ts';
import type { World } from '../../../engine/state/world.ts';
import { loadSmall } from '../../helpers/scenarios.ts';
import { listingShares, runFront } from '../../helpers/front.ts';

const DAYS = 120;

function meanMultiplier(world: World, grade: number): number {
  let sum = 0;
  let count = 0;
  for (let row = 0; row < world.listings.length; row++) {
    if (world.listings.obligorGrade[row] !== grade || world.truth.listings.neverPays[row] === 1) continue;
    sum += world.truth.listings.multiplier[row]!;
    count += 1;
  }
  return sum / count;
}

/** Largest over smallest multiplier of a grade, the outer tenths left out. */
function spreadOfMultipliers(world: World, grade: number): number {
  const found: number[] = [];
  for (let row = 0; row < world.listings.length; row++) {
    if (world.listings.obligorGrade[row] === grade) found.push(world.truth.listings.multiplier[row]!);
  }
  found.sort((a, b) => a - b);
  const tenth = Math.floor(found.length / 10);
  return found[found.length - 1 - tenth]! / found[tenth]!;
}

describe('assess', () => {
  it('knows more without noise: more of the best grade, and grades hold people who are more alike', () => {
    const set = ['credit.burdenBeta=0', 'credit.frailty=1'];
    const noisy = runFront(loadSmall(set), DAYS).world;
    const exact = runFront(
      loadSmall([...set, 'assessment.noise=false', 'customers.misstatingShare=0%']),
      DAYS,
    ).world;
    expect(listingShares(exact, 'obligorGrade', 7)[0]).toBeGreaterThan(
      listingShares(noisy, 'obligorGrade', 7)[0]!,
    );
    expect(spreadOfMultipliers(exact, 1)).toBeLessThan(spreadOfMultipliers(noisy, 1) / 2);
  });

  it('never lists a grade worse than the worst accepted', () => {
    const { world } = runFront(loadSmall(['assessment.worstAccepted=B']), DAYS);
    const shares = listingShares(world, 'obligorGrade', 7);
    expect(shares.slice(3)).toEqual([0, 0, 0, 0]);
    expect(shares[2]).toBeGreaterThan(0);
  });

  it('lists fewer when reviewers lack than with capacity without limit, later and at higher risk', () => {
    const set = [
      'assessment.onlineLimit=1k CNY',
      'customers.misstatingShare=60%',
      'customers.misstatement=2',
    ];
    const plenty = runFront(loadSmall([...set, 'assessment.reviewsPerReviewerDay=500']), DAYS);
    let longest = 0;
    const scarce = runFront(loadSmall([...set, 'assessment.reviewsPerReviewerDay=0.4']), DAYS, (world) => {
      longest = Math.max(longest, world.reviews.count);
    });
    expect(longest).toBeGreaterThan(3);
    expect(plenty.world.reviews.count).toBe(0);
    // Misstatements nobody finds look like quality: more is approved, and it is worse than its grade says.
    const passed = ({ totals }: typeof plenty) => totals.approved / (totals.approved + totals.rejected);
    expect(passed(scarce)).toBeGreaterThan(passed(plenty));
    expect(meanMultiplier(scarce.world, 0)).toBeGreaterThan(meanMultiplier(plenty.world, 0));
  });

  it('decides every application once', () => {
    const { world, totals } = runFront(loadSmall(), DAYS);
    expect(totals.approved + totals.rejected + world.reviews.count).toBe(totals.applications);
  });

  it('loses the good first when it asks for more', () => {
    const cheap = runFront(loadSmall(['credit.frailty=1']), DAYS);
    const dear = runFront(
      loadSmall(['credit.frailty=1', 'pricing.borrowerFee.AA=0.9%', 'pricing.borrowerFee.A=0.9%']),
      DAYS,
    );
    expect(dear.totals.approved).toBeLessThan(cheap.totals.approved);
    expect(meanMultiplier(dear.world, 0)).toBeGreaterThan(meanMultiplier(cheap.world, 0));
  });

  it('refuses above the cap on the all-in rate', () => {
    expect(runFront(loadSmall(['pricing.allInCap=9%']), 20).totals.approved).toBe(0);
  });

  it('throttles to a share of what it would let through', () => {
    const half = runFront(loadSmall(), DAYS, (world) => {
      world.platform.throttle = 0.3;
    });
    const share = half.totals.approved / runFront(loadSmall(), DAYS).totals.approved;
    // Whether or not most applicants accept the price: three in ten of those who do.
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.4);
  });

  it('carries fractions of a review over, and tires beyond three days of work', () => {
    expect(reviewsToday(0.4, 0.7, 9)).toEqual({ count: 1, carry: expect.closeTo(0.1, 12) as number });
    expect(reviewsToday(5, 0, 2)).toEqual({ count: 2, carry: 0 });
    expect([30, 60, 0].map((waiting) => fatigue(waiting, 10))).toEqual([1, 0.5, 1]);
  });
});

describe('sources', () => {
  const SEEN = ['assessment.worstAccepted=HR', 'credit.frailty=1', 'credit.burdenBeta=0'];
  /** How far multipliers of the best grade spread: small if the score knows whom it deals with. */
  const spread = (set: readonly string[]) =>
    spreadOfMultipliers(runFront(loadSmall([...SEEN, ...set]), DAYS).world, 0);
  const EVERY = ['bank', 'businessRegistry', 'administrative', 'school', 'online', 'thirdParty'];

  it('tell less the older they are, but only of people who change', () => {
    const old = EVERY.map((name) => `assessment.sources.${name}.stale=1500d`);
    const fresh = spread(['customers.qualityDrift=1']);
    expect(spread(['customers.qualityDrift=1', ...old])).toBeGreaterThan(1.5 * fresh);
    expect(spread(old)).toBe(spread([]));
  });

  it('cover kinds of customers as the scenario says', () => {
    const covered = (kind: number) => {
      const set = EVERY.slice(1).map((name) => `assessment.sources.${name}.use=false`);
      const { world } = runFront(
        loadSmall([
          ...SEEN,
          ...set,
          'customers.kinds={ individual: 50%, soleTrader: 50%, enterprise: 0% }',
          'assessment.sources.bank.coverageOf.individual=0%',
          'assessment.sources.bank.coverageOf.soleTrader=200%',
        ]),
        60,
      );
      const of = Array.from({ length: world.listings.length }, (_, row) => row).filter(
        (row) => world.customers.kind[world.listings.customer[row]!] === kind,
      );
      expect(of.length).toBeGreaterThan(15);
      return new Set(of.map((row) => world.listings.score[row])).size / of.length;
    };
    // Who isn't covered has the score of the prior.
    expect(covered(0)).toBeLessThan(0.1);
    expect(covered(1)).toBeGreaterThan(0.4);
  });
});

describe('who is lent to', () => {
  /** Mean log multiplier of the hazard at equal grade, and how many there are of it. */
  const badness = (set: readonly string[], grade: number): { mean: number; count: number } => {
    let sum = 0;
    let count = 0;
    for (const seed of [1, 2]) {
      const { world } = runFront(
        loadSmall(['credit.frailty=1', 'credit.burdenBeta=0', ...set]),
        DAYS,
        undefined,
        seed,
      );
      for (let row = 0; row < world.listings.length; row++) {
        if (world.listings.obligorGrade[row] !== grade) continue;
        sum += Math.log(world.truth.listings.multiplier[row]!);
        count += 1;
      }
    }
    return { mean: sum / count, count };
  };

  it('is worse at equal grade the dearer the loan, unless the good have nowhere else to go', () => {
    const dear = ['pricing.borrowerFee.AA=1.1%', 'pricing.borrowerFee.A=1.2%'];
    const gap = (beta: string) => {
      const set = [`pricing.acceptance.outsideQualityBeta=${beta}`, 'pricing.acceptance.outsideNoise=0.01'];
      return badness([...set, ...dear], 0).mean - badness(set, 0).mean;
    };
    expect(gap('6%')).toBeGreaterThan(0.2);
    expect(Math.abs(gap('0%'))).toBeLessThan(0.1);
  });

  it('differs by channel without any shift: what is seen of who comes decides', () => {
    const set = [
      'acquisition.borrowers.branches.qualityShift=0',
      'acquisition.borrowers.guarantors.qualityShift=0',
      'acquisition.borrowers.guarantors.visitsMaxPerMonth=150',
      'assessment.worstAccepted=HR',
      ...['huaxin', 'jinding', 'anrui', 'zhongyuan'].flatMap((name) => [
        `guarantors.${name}.minScore=550`,
        `guarantors.${name}.netAssets=500M CNY`,
      ]),
      'credit.frailty=1',
      'credit.burdenBeta=0',
    ];
    const { world } = runFront(loadSmall(set), DAYS);
    const mean = (guaranteed: boolean) => {
      const rows = Array.from({ length: world.listings.length }, (_, row) => row).filter(
        (row) => (world.listings.guarantor[row] !== 255) === guaranteed,
      );
      expect(rows.length).toBeGreaterThan(12);
      return rows.reduce((sum, row) => sum + world.listings.score[row]!, 0) / rows.length;
    };
    expect(mean(true)).toBeGreaterThan(mean(false) + 5);
  });
});
