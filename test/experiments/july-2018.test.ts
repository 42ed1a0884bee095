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
  platformsOf,
  type Platform,
} from '../../engine/experiments/replays/july-2018/population.ts';
import { parametersHash, replayJuly2018 } from '../../engine/experiments/replays/july-2018/index.ts';
import { failingAmongPeers } from '../../engine/experiments/replays/july-2018/peers.ts';
import { observe } from '../../engine/experiments/replays/july-2018/observe.ts';
import { lastOf } from '../../engine/experiments/replays/july-2018/months.ts';
import { populationStream } from '../../engine/experiments/replays/july-2018/run.ts';
import { simulateScenario } from '../../engine/simulate.ts';
import { variantOf } from '../../engine/experiments/replays/july-2018/variant.ts';
import { Streams } from '../../engine/random/streams.ts';
import { MONTHS } from '../helpers/july-2018.ts';
import { loadBaseline } from '../helpers/scenarios.ts';

const stream = populationStream();
const sum = (of: readonly number[]) => of.reduce((all, one) => all + one, 0);

describe('the parameters', () => {
  it('are frozen', () => {
    expect(parametersHash()).toBe('5772c9800421b3a29ee9bc1f6718def8389c5bfc61271d74c17c3dcc654d0534');
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
  const platforms = platformsOf(PARAMETERS, stream, 4000);
  const panel = platformsOf(PARAMETERS, stream, PARAMETERS.platforms);
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
    const sizes = panel.map(({ size }) => size).sort((a, b) => b - a);
    const held = (largest: number) => sum(sizes.slice(0, largest)) / sum(sizes);
    expect(Math.abs(quantile(sizes, 0.5) / 1038 - 1)).toBeLessThan(0.02);
    expect(Math.abs(held(10) - 0.5)).toBeLessThan(0.01);
    expect(Math.abs(held(50) - 0.8)).toBeLessThan(0.01);
  });

  it("pays less where it is large: its mean rate by size is June's 9.6 %, its median platform's 11.4 %", () => {
    const paid = sum(panel.map(({ size, lenderRate }) => size * lenderRate));
    expect(Math.abs(paid / sum(panel.map(({ size }) => size)) - 0.0962)).toBeLessThan(0.0005);
    expect(
      Math.abs(
        quantile(
          panel.map(({ lenderRate }) => lenderRate),
          0.5,
        ) - 0.114,
      ),
    ).toBeLessThan(0.0005);
  });

  it('simulates of a giant one lender in a hundred, of others enough', () => {
    for (const { size, simulatedLenders } of panel) {
      expect(simulatedLenders).toBeGreaterThanOrEqual(120);
      expect(size / simulatedLenders).toBeLessThanOrEqual(101);
    }
  });

  it('has the churn of the survey: mean 13 %, three quarters below 20 %, under a tenth above 30 %', () => {
    const mean = platforms.reduce((sum, { churnPerMonth }) => sum + churnPerMonth, 0) / platforms.length;
    expect(Math.abs(mean - 0.1319)).toBeLessThan(0.01);
    expect(share(({ churnPerMonth }) => churnPerMonth < 0.2)).toBeGreaterThan(0.75);
    expect(share(({ churnPerMonth }) => churnPerMonth > 0.3)).toBeLessThan(0.1);
  });

  it('keeps what a platform is beside its size and rate whatever the number of platforms, and its noise has mean 1', () => {
    const own = ({ contactScale, stakeSigma, termTilt }: Platform) => [contactScale, stakeSigma, termTilt];
    expect(panel.map(own)).toEqual(platforms.slice(0, panel.length).map(own));
    const noise = platforms.map((_, ordinal) => noiseOf(PARAMETERS.noise, stream, ordinal, 3).lenders);
    expect(Math.abs(noise.reduce((sum, one) => sum + one, 0) / noise.length - 1)).toBeLessThan(0.05);
    expect(noiseOf({ lenders: 0, borrowers: 0 }, stream, 5, 3)).toEqual({ lenders: 1, borrowers: 1 });
  });
});

describe('like platforms', () => {
  const market = platformsOf(PARAMETERS, stream, 300).map((platform): PlatformRun => ({
    platform,
    observed: { months: [], failureDay: -1 },
  }));
  const dearest = market.toSorted((a, b) => b.platform.dearness - a.platform.dearness).slice(0, 30);
  const failing = market.map((one) =>
    dearest.includes(one) ? { ...one, observed: { ...one.observed, failureDay: 10 } } : one,
  );
  const platforms = market.map(({ platform }) => platform);

  it('share their fate: where dear ones fail, lenders of dear ones lose', () => {
    const shares = failingAmongPeers(0.6, platforms, failing, 0, 20);
    const mean = (of: readonly PlatformRun[]) =>
      of.reduce((sum, { platform }) => sum + shares[platform.ordinal]!, 0) / of.length;
    const cheapest = market.toSorted((a, b) => a.platform.dearness - b.platform.dearness).slice(0, 30);
    expect(mean(dearest)).toBeGreaterThan(0.25);
    expect(mean(cheapest)).toBeLessThan(0.02);
  });

  it('are all platforms where nothing makes them alike, and what failed before or later does not count', () => {
    for (const share of failingAmongPeers(0, platforms, failing, 0, 20))
      expect(Math.abs(share - 0.1)).toBeLessThan(0.004);
    expect(Math.max(...failingAmongPeers(0, platforms, failing, 11, 20))).toBe(0);
    expect(Math.max(...failingAmongPeers(0, platforms, failing, 0, 9))).toBe(0);
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
      lentFen: 90,
      rate: 0.1,
    });
    return {
      platform: { ...platform, size: 240, simulatedLenders: 240, ...more },
      observed: { months: [month(before), month(now)], failureDay },
    };
  };
  const runs = [
    run(100, 100, { size: 600 }),
    run(100, 50, { size: 600 }),
    run(200, 180, { size: 6000 }),
    run(100, 1, { lenderRate: 0.15 }, 40),
    run(100, 90, { lenderRate: 0.15, size: 600 }, 70),
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

  it('have quantiles of platforms of 500 lenders at least, sums of all', () => {
    const figures = monthFigures([...runs, run(100, 10)], 1, 60);
    expect(figures.median).toBeCloseTo(-0.1, 12);
    expect(figures.downOver30).toBe(0.25);
    expect(figures.samePlatform).toBeCloseTo((1000 + 500 + 18_000 + 900 + 40) / (23_000 + 400) - 1, 12);
    expect(figures.fillHours).toBe(95);
    expect(figures.fillRatio).toBeCloseTo(0.95, 12);
  });

  it('lack every other one of the ten largest while these are silent, in sums only', () => {
    const sizes = Array.from({ length: 12 }, (_, k) => run(100, 100 - k, { size: 1200 - 24 * k }));
    const figures = monthFigures(sizes, 1, 60, true);
    const heard = sizes.filter((_, k) => k % 2 === 1 || k >= 10);
    const sum = (of: (at: PlatformRun) => number) =>
      heard.reduce((total, one) => total + one.platform.size * of(one), 0);
    expect(figures.samePlatform).toBeCloseTo(
      sum(({ observed }) => observed.months[1]!.investing) /
        sum(({ observed }) => observed.months[0]!.investing) -
        1,
      12,
    );
    expect(figures.median).toBe(monthFigures(sizes, 1, 60).median);
  });

  it('count failures among those still there', () => {
    expect(failedShare(runs, 30, 60)).toBe(0.2);
    expect(failedShare(runs, 50, 80)).toBe(0.25);
    expect(riskRatio(runs, 0.115, 0, 50)).toBe(Number.NaN);
    expect(riskRatio([...runs, run(1, 1, {}, 45)], 0.115, 0, 80)).toBeCloseTo(1 / (1 / 4), 12);
  });
});

/** July's wave as it was told day by day: 57 failures by the 17th, 118 by the 20th, 218 by the end (july-2018-wave). */
const TOLD = [
  { day: 182, share: 0.026, overDays: 30 },
  { day: 212, share: 0.022, overDays: 17 },
  { day: 229, share: 0.033, overDays: 3 },
  { day: 232, share: 0.054, overDays: 11 },
];
const JULY = MONTHS.length - 1;
const NO_NOISE = { lenders: 1, borrowers: 1 };

/** A platform that hears of the wave. */
function heard(platform: Platform, seed: number, mechanism: 'epidemic' | 'none'): PlatformRun {
  const months = MONTHS.map(({ day, days }) => ({ day, days, noise: NO_NOISE }));
  const scenario = variantOf(loadBaseline(), PARAMETERS, platform, { months, rivals: TOLD, mechanism });
  const days = JULY_END + 1;
  const short = { ...scenario, clock: { ...scenario.clock, horizonDays: days } };
  return { platform, observed: observe(short, seed, MONTHS) };
}
const JULY_END = lastOf(MONTHS[JULY]!);

describe('what a portal counts as owed to lenders', () => {
  const seen = (planShare: number) => {
    const platform = { ...middlePlatform(PARAMETERS, 3), simulatedLenders: 60, planShare, pooled: false };
    const months = MONTHS.slice(0, 3);
    const episode = {
      months: [{ day: 0, days: 90, noise: NO_NOISE }],
      rivals: [],
      mechanism: 'none',
    } as const;
    const scenario = variantOf(loadBaseline(), PARAMETERS, platform, episode);
    return observe({ ...scenario, clock: { ...scenario.clock, horizonDays: 90 } }, 7, months).months;
  };

  it('begins each month where the month before ended', () => {
    const months = seen(0.5);
    expect(months.slice(1).map(({ openingFen }) => openingFen)).toEqual(
      months.slice(0, -1).map(({ closingFen }) => closingFen),
    );
  });

  it('is what is lent out where there are no plans, and more by what waits to be lent again where there are', () => {
    for (const { closingFen, lentFen } of seen(0)) expect(closingFen).toBe(lentFen);
    for (const { closingFen, lentFen } of seen(1)) {
      expect(closingFen).toBeGreaterThan(lentFen);
      expect(closingFen).toBeLessThan(1.5 * lentFen);
    }
  });
});

describe('the wave of July 2018', () => {
  const seeds = Array.from({ length: 20 }, (_, seed) => seed);
  const growth = (run: PlatformRun, month: number) => growthOf(run, month);
  /** Between an ordinary month and July there are some 23 points; the band of July's median platform begins at 18. */
  const A_WAVE = 0.15;
  /** How much worse July is for investing lenders than an ordinary spring month. */
  const fall = (run: PlatformRun) =>
    [3, 4, 5].reduce((sum, month) => sum + growth(run, month), 0) / 3 - growth(run, JULY);

  it('fact 1: takes away lenders as no ordinary month does, in 18 of 20 seeds at least', () => {
    const falls = seeds.map((seed) => fall(heard(middlePlatform(PARAMETERS, 0), seed, 'epidemic')));
    expect(falls.filter((one) => one > A_WAVE).length).toBeGreaterThanOrEqual(18);
  });

  it('fact 1 is gone when nobody takes fright', () => {
    const falls = seeds.map((seed) => fall(heard(middlePlatform(PARAMETERS, 0), seed, 'none')));
    expect(falls.filter((one) => one > A_WAVE).length).toBeLessThanOrEqual(2);
  });
});

describe('dear platforms in the wave', { timeout: 300_000 }, () => {
  const EACH = 10;
  const LEVEL = 0.115;
  /** From May on, with few lenders: what fails from June on. */
  const SHIFT = 151;
  const JUNE = 182 - SHIFT;
  const HORIZON = 265 - SHIFT;

  function fails(platform: Platform, seed: number, mechanism: 'epidemic' | 'none'): boolean {
    const small = { ...platform, simulatedLenders: 40 };
    const months = [{ day: 0, days: HORIZON, noise: NO_NOISE }];
    const rivals = TOLD.map((told) => ({ ...told, day: told.day - SHIFT }));
    const scenario = variantOf(loadBaseline(), PARAMETERS, small, { months, rivals, mechanism });
    const clock = { startDate: '2018-05-01', horizonDays: HORIZON };
    const { failureDay, error } = simulateScenario(
      { ...scenario, clock },
      { seed: seed * 1000 + platform.ordinal, detail: 'summary' },
    );
    expect(error).toBeNull();
    return failureDay >= JUNE;
  }

  /** Failures among the first ten platforms of a population above 11.5 % and the first ten below. */
  function failures(seed: number, mechanism: 'epidemic' | 'none'): { dear: number; cheap: number } {
    const drawn = new Streams(seed, 0).stream('population');
    const some = platformsOf(PARAMETERS, drawn, 60);
    const failing = (of: (platform: Platform) => boolean) =>
      some
        .filter(of)
        .slice(0, EACH)
        .filter((platform) => fails(platform, seed, mechanism)).length;
    return {
      dear: failing(({ lenderRate }) => lenderRate > LEVEL),
      cheap: failing(({ lenderRate }) => lenderRate <= LEVEL),
    };
  }

  it('fact 2: fail more often than cheap ones in 18 of 20 seeds at least, some three times as often', () => {
    const seen = Array.from({ length: 20 }, (_, seed) => failures(seed, 'epidemic'));
    expect(seen.filter(({ dear, cheap }) => dear > cheap).length).toBeGreaterThanOrEqual(18);
    const ratio = sum(seen.map(({ dear }) => dear)) / sum(seen.map(({ cheap }) => cheap));
    expect(ratio).toBeGreaterThan(2);
    expect(ratio).toBeLessThan(6);
  });

  it('fact 2 is gone when nobody takes fright', () => {
    const seen = Array.from({ length: 4 }, (_, seed) => failures(seed, 'none'));
    expect(Math.abs(sum(seen.map(({ dear, cheap }) => dear - cheap)))).toBeLessThanOrEqual(2);
  });
});

describe('the replay on a few platforms', () => {
  const replay = replayJuly2018(loadBaseline(), { platforms: 5 });

  it('a row passes exactly if it lies in its band', () => {
    for (const { simulated, band, pass } of [...replay.rows, ...replay.ordinary])
      expect(pass).toBe(simulated >= band[0] && simulated <= band[1]);
  });
});
