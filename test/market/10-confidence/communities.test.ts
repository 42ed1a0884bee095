/** Communities: who leaves is seen by the own community, and by nobody else. */
import { expect, it } from 'vitest';
import { Registry } from '../../../engine/base/columns.ts';
import { Communities } from '../../../engine/market/10-confidence/communities.ts';
import { LENDER } from '../../../engine/state/codes.ts';
import { simulateScenario } from '../../../engine/simulate.ts';
import { override, tinyScenario } from '../../helpers/arbitrary-scenario.ts';

const newcomer = (community: number) => ({ key: 0, bornDay: 0, community });

it('a member is heard of by all others of its community who came before that day', () => {
  const circle = new Communities(new Registry(), 3, 2);
  circle.join(newcomer(0), 0);
  circle.join(newcomer(2), 0);
  circle.join(newcomer(0), 0);
  circle.join(newcomer(0), 4);
  const hearing = (row: number, day: number) => {
    const rows: number[] = [];
    circle.visit(row, day, (member) => rows.push(member));
    return rows.sort((a, b) => a - b);
  };
  expect(hearing(1, 4)).toEqual([3]);
  expect(hearing(1, 5)).toEqual([3, 4]);
  expect(hearing(4, 4)).toEqual([]);
  expect(hearing(2, 9)).toEqual([]);
  expect([1, 2, 3, 4].map((row) => circle.known(row))).toEqual([2, 0, 2, 2]);
  const met = new Set<number>();
  circle.visitMetOn(4, (row) => met.add(row));
  expect([...met].sort((a, b) => a - b)).toEqual([1, 3, 4]);
});

/** Variance of communities' shares of lenders who left, over what it would be if each lender left on its own account. */
function clustering(contactsWeight: number, seed: number): number {
  const count = 10;
  const scenario = override(tinyScenario(60), {
    opening: { lenders: 400 },
    lenders: { communities: count },
    confidence: {
      graph: 'community',
      baseHazardDaily: 0.002,
      thetaSigma: 0,
      neverReturnShare: 1,
      weights: { contacts: contactsWeight },
    },
  });
  const left = new Float64Array(count);
  const size = new Float64Array(count);
  const outcome = simulateScenario(scenario, {
    seed,
    detail: 'summary',
    watch: (stage, { day, lenders }) => {
      if (stage !== 'confidence' || day !== 59) return;
      for (let row = 1; row <= 400; row++) {
        size[lenders.community[row]!]! += 1;
        if (lenders.status[row] === LENDER.left || lenders.status[row] === LENDER.gone)
          left[lenders.community[row]!]! += 1;
      }
    },
  });
  expect(outcome.error).toBeNull();
  const share = left.reduce((a, b) => a + b) / 400;
  return (
    left.reduce((sum, n, c) => sum + (n - size[c]! * share) ** 2 / (size[c]! * share * (1 - share)), 0) /
    count
  );
}

it('fear stays in the community: leavers cluster there, and do not if contacts are not minded', () => {
  const seeds = [1, 2, 3, 4, 5, 6];
  const mean = (weight: number) =>
    seeds.reduce((sum, seed) => sum + clustering(weight, seed), 0) / seeds.length;
  expect(mean(30)).toBeGreaterThan(2);
  expect(mean(0)).toBeLessThan(1.6);
});
