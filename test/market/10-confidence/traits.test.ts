/** Who leaves first: the large, those who have just come, those who came for the rate; nobody with effects of 0. */
import { describe, expect, it } from 'vitest';
import { prepareConfidence } from '../../../engine/market/10-confidence/confidence.ts';
import { LENDER } from '../../../engine/state/codes.ts';
import { addLender } from '../../../engine/state/lenders.ts';
import { createWorld } from '../../../engine/state/world.ts';
import { loadSmall } from '../../helpers/scenarios.ts';

const COUNT = 4000;
const DAYS = 120;
const HAZARD = 0.002;

interface Made {
  readonly stakeFen: number;
  /** Day on which it comes, at the earliest 1. */
  readonly day: number;
}

/** Lenders who fear nothing but by their nature; the share of each of two kinds that has left. */
function sharesLeft(set: readonly string[], kinds: readonly [Made, Made], raisedFrom = Infinity) {
  const scenario = loadSmall([
    `confidence.baseHazardDaily=${HAZARD}`,
    'confidence.thetaSigma=0',
    'confidence.neverReturnShare=100%',
    'confidence.channels.contacts=false',
    'lenders.churnPerMonth=0%',
    ...set,
  ]);
  const world = createWorld(scenario, 5, 0);
  const add = (key: number, { stakeFen }: Made, channel: number) =>
    addLender(world, {
      customer: -1,
      key,
      bornDay: world.day,
      channel,
      riskClass: 2,
      product: 0,
      community: 0,
      stakeFen,
    });
  add(0, { stakeFen: 0, day: 0 }, 0);
  world.lenders.status[0] = LENDER.gone;
  const step = prepareConfidence(world);
  const kindOf = new Map<number, number>();
  for (world.day = 0; world.day < DAYS; world.day++) {
    world.platform.raisedRate = world.day >= raisedFrom ? 0.02 : 0;
    kinds.forEach((kind, k) => {
      if (kind.day !== world.day) return;
      for (let i = 0; i < COUNT; i++) kindOf.set(add(1 + i * 2 + k, kind, 1), k);
    });
    world.today.leavers.length = 0;
    step();
  }
  return kinds.map((_, k) => {
    const rows = [...kindOf].filter(([, kind]) => kind === k).map(([row]) => row);
    return rows.filter((row) => world.lenders.stayEndedDay[row]! >= 0).length / COUNT;
  }) as [number, number];
}

const SMALL: Made = { stakeFen: 1_420_000, day: 0 };
const LARGE: Made = { stakeFen: 14_200_000, day: 0 };
const LATE: Made = { stakeFen: 1_420_000, day: 60 };

/** Share that leaves at a constant hazard, and four standard errors of a difference. */
const expected = (hazard: number, days: number) => 1 - Math.exp(-hazard * days);
const NEAR = 4 * Math.sqrt((2 * 0.25) / COUNT);

describe('effects of 0', () => {
  it('let everybody leave alike', () => {
    const [small, large] = sharesLeft([], [SMALL, LARGE]);
    expect(Math.abs(small - large)).toBeLessThan(NEAR);
  });
});

describe('sizeEffect', () => {
  it('multiplies the hazard by the stake over the median to its power', () => {
    const [small, large] = sharesLeft(['confidence.sizeEffect=0.3'], [SMALL, LARGE]);
    expect(Math.abs(small - expected(HAZARD, DAYS - 1))).toBeLessThan(NEAR);
    expect(Math.abs(large - expected(HAZARD * 10 ** 0.3, DAYS - 1))).toBeLessThan(NEAR);
  });
});

describe('relationshipEffect', () => {
  it('halves the hazard when the first two months are over, and again after four, at an effect of 1', () => {
    const [early, late] = sharesLeft(['confidence.relationshipEffect=1'], [SMALL, LATE]);
    // The early: 59 days at full speed, 60 at half. The late: 59 at full.
    expect(Math.abs(early - expected(HAZARD, 59 + 60 / 2))).toBeLessThan(NEAR);
    expect(Math.abs(late - expected(HAZARD, 59))).toBeLessThan(NEAR);
    const [, alike] = sharesLeft(['confidence.relationshipEffect=0.001'], [SMALL, LATE]);
    expect(Math.abs(alike - late)).toBeLessThan(NEAR);
  });
});

describe('rateEffect', () => {
  it('makes those who came at a raised rate leave first', () => {
    const set = ['confidence.rateEffect=0.5', 'confidence.marketRate=10.2%'];
    const [, before] = sharesLeft(set, [SMALL, LATE], 90);
    const [, raised] = sharesLeft(set, [SMALL, LATE], 60);
    expect(Math.abs(before - expected(HAZARD, 59))).toBeLessThan(NEAR);
    expect(Math.abs(raised - expected(HAZARD * Math.E, 59))).toBeLessThan(NEAR);
  });
});
