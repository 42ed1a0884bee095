/** The replay of July 2018: what it draws from, what it counts, and facts 1 and 2 on a small population. */
import { describe, expect, it } from 'vitest';
import {
  failedShare,
  growthOf,
  monthFigures,
  quantile,
  reporting,
  riskRatio,
  type PlatformRun,
} from '../../engine/experiments/replays/july-2018/figures.ts';
import { PARAMETERS } from '../../engine/experiments/replays/july-2018/parameters.ts';
import {
  middlePlatform,
  noiseOf,
  platformOf,
  type Platform,
} from '../../engine/experiments/replays/july-2018/population.ts';
import { parametersHash, replayJuly2018 } from '../../engine/experiments/replays/july-2018/index.ts';
import { Streams } from '../../engine/random/streams.ts';
import { loadBaseline } from '../helpers/scenarios.ts';

/** Of the hundred of the replay. */
const FEW = 10;

const stream = new Streams(PARAMETERS.seed, 0).stream('population');

describe('the parameters', () => {
  it('are frozen', () => {
    expect(parametersHash()).toBe('44c9ff694cc56a05c2cf14589d41f10b8f968ca23c15b7d559cb98e538318303');
  });

  it("hold none of July's figures", () => {
    const numbers = [...JSON.stringify(PARAMETERS).matchAll(/\d+\.?\d*(e-?\d+)?/g)].map(([text]) =>
      Number(text),
    );
    const july = [0.152, 0.231, 0.579, 0.58, 0.383, 0.38, 0.155, 7.77, 0.1813, 0.071, 0.095, 218];
    expect(numbers.filter((number) => july.includes(number))).toEqual([]);
  });
});

describe('a population', () => {
  const platforms = Array.from({ length: 4000 }, (_, ordinal) => platformOf(PARAMETERS, stream, ordinal));
  const at = (of: (platform: Platform) => number, share: number) => quantile(platforms.map(of), share);
  const share = (of: (platform: Platform) => boolean) => platforms.filter(of).length / platforms.length;

  it('has the lender rates of the panel', () => {
    const rate = ({ lenderRate }: Platform) => lenderRate;
    for (const [p, value] of [
      [0.1, 0.09],
      [0.25, 0.1],
      [0.5, 0.114],
      [0.75, 0.133],
      [0.9, 0.149],
    ] as const)
      expect(Math.abs(at(rate, p) - value)).toBeLessThan(0.002);
  });

  it('has the sizes of the panel: of 450, ten hold about half of all lenders and fifty four fifths', () => {
    expect(Math.abs(at(({ size }) => size, 0.5) / 1038 - 1)).toBeLessThan(0.1);
    const held = (largest: number) => {
      const shares = Array.from({ length: 8 }, (_, k) => {
        const sizes = platforms
          .slice(k * 450, (k + 1) * 450)
          .map(({ size }) => size)
          .sort((a, b) => b - a);
        const all = sizes.reduce((sum, size) => sum + size, 0);
        return sizes.slice(0, largest).reduce((sum, size) => sum + size, 0) / all;
      });
      return quantile(shares, 0.5);
    };
    expect(Math.abs(held(10) - 0.5)).toBeLessThan(0.1);
    expect(Math.abs(held(50) - 0.8)).toBeLessThan(0.05);
  });

  it('has the churn of the survey: mean 13 %, three quarters below 20 %, under a tenth above 30 %', () => {
    const mean = platforms.reduce((sum, { churnPerMonth }) => sum + churnPerMonth, 0) / platforms.length;
    expect(Math.abs(mean - 0.1319)).toBeLessThan(0.01);
    expect(share(({ churnPerMonth }) => churnPerMonth < 0.2)).toBeGreaterThan(0.75);
    expect(share(({ churnPerMonth }) => churnPerMonth > 0.3)).toBeLessThan(0.1);
  });

  it('keeps a platform as it is whatever the number of platforms, and its noise has mean 1', () => {
    expect(platformOf(PARAMETERS, stream, 17)).toEqual(platforms[17]);
    const noise = platforms.map((_, ordinal) => noiseOf(PARAMETERS.noise, stream, ordinal, 3).lenders);
    expect(Math.abs(noise.reduce((sum, one) => sum + one, 0) / noise.length - 1)).toBeLessThan(0.05);
    expect(noiseOf({ lenders: 0, borrowers: 0 }, stream, 5, 3)).toEqual({ lenders: 1, borrowers: 1 });
  });
});

describe('the figures of a month', () => {
  const platform = middlePlatform(PARAMETERS, 0);
  const run = (before: number, now: number, more: Partial<Platform> = {}, failureDay = -1): PlatformRun => {
    const month = (investing: number) => ({
      investing,
      fillHours: investing,
      openingFen: 100,
      volumeFen: 15,
      closingFen: 90,
      rate: 0.1,
    });
    return {
      platform: { ...platform, size: 240, simulatedLenders: 240, ...more },
      observed: { months: [month(before), month(now)], failureDay },
    };
  };
  const runs = [
    run(100, 100),
    run(100, 50),
    run(200, 180, { size: 2400 }),
    run(100, 1, { lenderRate: 0.15 }, 40),
    run(100, 90, { lenderRate: 0.15 }, 70),
  ];

  it('count platforms that ran through both months, large ones by their weight', () => {
    expect(reporting(runs, 60)).toHaveLength(4);
    const figures = monthFigures(runs, 1, 60);
    expect(figures.samePlatform).toBeCloseTo((100 + 50 + 1800 + 90) / (100 + 100 + 2000 + 100) - 1, 12);
    expect(figures.median).toBeCloseTo(-0.1, 12);
    expect(figures.downOver30).toBe(0.25);
    expect(figures.netOutflow).toBeCloseTo(0.1, 12);
    expect(figures.rateChangeBp).toBe(0);
    expect(growthOf(runs[1]!, 1)).toBe(-0.5);
  });

  it('count failures among those still there', () => {
    expect(failedShare(runs, 30, 60)).toBe(0.2);
    expect(failedShare(runs, 50, 80)).toBe(0.25);
    expect(riskRatio(runs, 0.115, 0, 50)).toBe(Number.NaN);
    expect(riskRatio([...runs, run(1, 1, {}, 45)], 0.115, 0, 80)).toBeCloseTo(1 / (1 / 4), 12);
  });
});

describe('the replay on a few platforms', () => {
  const months = ['2018-04', '2018-05'];
  const replay = replayJuly2018(loadBaseline(), { platforms: FEW });
  const july = (observable: string, rows = replay.rows) =>
    rows.find((row) => row.observable.includes(observable))!.simulated;

  it('fact 1: lenders leave in July as in no ordinary month, at most platforms, and at an unchanged rate', () => {
    const ordinary = replay.ordinary.filter(({ observable }) => observable.includes('median platform'));
    expect(ordinary.map(({ observable }) => observable.slice(0, 7))).toEqual(months);
    for (const { simulated } of ordinary) expect(july('median platform')).toBeLessThan(simulated - 0.02);
    expect(july('hours to fill')).toBeGreaterThan(1.5);
  });

  it('is gone when nobody takes fright', () => {
    const [, calm] = replay.controls;
    expect(calm!.pass).toBe(true);
    expect(july('median platform', [...calm!.rows])).toBeGreaterThan(july('median platform') + 0.03);
  });

  it('a row passes exactly if it lies in its band', () => {
    for (const { simulated, band, pass } of [...replay.rows, ...replay.ordinary])
      expect(pass).toBe(simulated >= band[0] && simulated <= band[1]);
  });
});
