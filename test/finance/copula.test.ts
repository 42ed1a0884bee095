import { describe, expect, it } from 'vitest';
import { normalCdf, probit } from '../../engine/base/mathx.ts';
import {
  conditionalProbability,
  defaultCovariance,
  hazardImpact,
  monthlyLoading,
  vasicekQuantile,
  vintageVariance,
} from '../../engine/finance/copula.ts';
import { HAS_SHARED, needsShared, sharedJson } from '../helpers/shared.ts';

interface Vasicek {
  limit: { pd: number; rho: number; q: Record<string, number>; lossStd: number; jointPD: number }[];
}

describe.skipIf(!HAS_SHARED)(needsShared('the copula against the reference'), () => {
  const { limit } = HAS_SHARED ? sharedJson<Vasicek>('reference/03_vasicek.json') : { limit: [] };
  const worst = (pdFactor: number) =>
    Math.max(
      ...limit.flatMap(({ pd, rho, q }) =>
        Object.entries(q).map(([alpha, value]) =>
          Math.abs(vasicekQuantile(pd * pdFactor, rho, Number(alpha)) / value - 1),
        ),
      ),
    );

  it('has its quantiles, joint probabilities and deviations', () => {
    expect(limit.length).toBeGreaterThan(10);
    expect(worst(1)).toBeLessThan(1e-9);
    for (const { pd, rho, lossStd, jointPD } of limit) {
      const covariance = defaultCovariance(pd, pd, rho);
      expect(covariance + pd * pd).toBeCloseTo(jointPD, 11);
      expect(Math.sqrt(covariance)).toBeCloseTo(lossStd, 9);
    }
  });

  it('would not with the probability 20 % higher', () => {
    expect(worst(1.2)).toBeGreaterThan(0.1);
  });
});

describe('conditionalProbability', () => {
  it('multiplies a lifetime PD of 11 % by 1.66 at the 99 % factor', () => {
    expect(conditionalProbability(0.11, 0.02, probit(0.01)) / 0.11).toBeCloseTo(1.66, 2);
  });

  it('multiplies small probabilities by more, and is the probability itself without correlation', () => {
    expect(conditionalProbability(0.0056, 0.02, probit(0.01)) / 0.0056).toBeCloseTo(2.3, 2);
    expect(conditionalProbability(0.07, 0, 3)).toBeCloseTo(0.07, 15);
  });

  it('averages to the probability and falls as times improve', () => {
    let mean = 0;
    const steps = 4000;
    let last = 1;
    for (let i = 0; i < steps; i++) {
      const p = conditionalProbability(0.05, 0.1, probit((i + 0.5) / steps));
      expect(p).toBeLessThan(last);
      last = p;
      mean += p / steps;
    }
    expect(mean).toBeCloseTo(0.05, 4);
  });
});

describe('monthlyLoading', () => {
  const hazard = Float64Array.from({ length: 37 }, (_, age) => (age === 0 ? 0 : 0.0035));
  const request = { lifetimeRho: 0.02, monthlyPhi: 0.95, probability: hazard, ...hazardImpact(hazard) };

  it('gives yearly vintages the variance of the stated lifetime correlation', () => {
    const target = defaultCovariance(request.lifetimePd, request.lifetimePd, 0.02);
    expect(vintageVariance(request, monthlyLoading(request)) / target).toBeCloseTo(1, 9);
    expect(monthlyLoading({ ...request, lifetimeRho: 0 })).toBe(0);
  });

  it('needs more loading for a larger correlation or a shorter memory', () => {
    const base = monthlyLoading(request);
    expect(monthlyLoading({ ...request, lifetimeRho: 0.03 })).toBeGreaterThan(base);
    expect(monthlyLoading({ ...request, monthlyPhi: 0.8 })).toBeGreaterThan(base);
    const deaf = request.impact.map((value) => value / 10);
    expect(() => monthlyLoading({ ...request, impact: deaf, monthlyPhi: 0 })).toThrow(
      'unreachable lifetime correlation',
    );
  });

  it('agrees with vintages simulated month by month', () => {
    const loading = monthlyLoading(request);
    const wanted = defaultCovariance(request.lifetimePd, request.lifetimePd, 0.02);
    const simulated = (w: number) => {
      const threshold = probit(0.0035);
      const count = 8000;
      let state = 7;
      const normal = () => {
        state = (state + 0x9e3779b9) | 0;
        let h = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
        h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
        return probit((((h ^ (h >>> 16)) >>> 0) + 0.5) / 4294967296);
      };
      const conditional = new Float64Array(48);
      let sum = 0;
      let squares = 0;
      for (let path = 0; path < count; path++) {
        let z = normal();
        for (let month = 0; month < 48; month++) {
          z = 0.95 * z + Math.sqrt(1 - 0.95 * 0.95) * normal();
          conditional[month] = normalCdf((threshold - Math.sqrt(w) * z) / Math.sqrt(1 - w));
        }
        let rate = 0;
        for (let cohort = 0; cohort < 12; cohort++) {
          let alive = 1;
          for (let age = 0; age < 36; age++) alive *= 1 - conditional[cohort + age]!;
          rate += (1 - alive) / 12;
        }
        sum += rate;
        squares += rate * rate;
      }
      return squares / count - (sum / count) * (sum / count);
    };
    // Standard error of a variance from 8,000 paths: 2 %; first-order error of the formula: up to 4 %.
    expect(Math.abs(simulated(loading) / wanted - 1)).toBeLessThan(0.1);
    expect(Math.abs(simulated(loading * 1.2) / wanted - 1)).toBeGreaterThan(0.1);
  });
});
