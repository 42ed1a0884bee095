/** The registry: what it knows makes scores better as it grows, what it sells is revenue, and without it both are gone. */
import { describe, expect, it } from 'vitest';
import { creditCurves } from '../../../engine/finance/credit-curves.ts';
import { rankPower } from '../../../engine/finance/scoring.ts';
import { KPI_INDEX } from '../../../engine/metrics/catalog.ts';
import { simulateScenario } from '../../../engine/simulate.ts';
import type { World } from '../../../engine/state/world.ts';
import { loadSmall } from '../../helpers/scenarios.ts';
import { runFront } from '../../helpers/front.ts';

const SEEN = [
  'assessment.worstAccepted=HR',
  'credit.frailty=1',
  'credit.burdenBeta=0',
  'assessment.burdenMax=500%',
  'assessment.sources.bank.use=false',
  'assessment.sources.thirdParty.use=false',
];
const FILES = ['registry.use=true', 'registry.borrowers=1000', 'registry.noise=0.5'];

const curves = creditCurves(loadSmall(SEEN).credit);

/** How well scores tell the better half of the loans listed within some days from the worse half, by their true quality. */
function power({ listings, truth }: World, from: number, to: number): number {
  const rows = Array.from({ length: listings.length }, (_, row) => row).filter(
    (row) => listings.day[row]! >= from && listings.day[row]! < to,
  );
  const quality = rows.map((row) => {
    const grade = listings.obligorGrade[row]!;
    const effect = truth.listings.multiplier[row]! * curves.frailtyMean(grade, 1);
    return curves.qualityMean[grade]! - Math.log(effect);
  });
  const middle = [...quality].sort((a, b) => a - b)[Math.floor(rows.length / 2)]!;
  return rankPower(
    rows.map((row) => listings.score[row]!),
    quality.map((one) => one >= middle),
  )!.auc;
}

describe('the registry', () => {
  it('tells more as it grows, and nothing when nobody keeps it', () => {
    const of = (set: readonly string[]) =>
      runFront(loadSmall([...SEEN, ...set]), 180, ({ loanRegistry }) => {
        loanRegistry.filed += 30;
      }).world;
    const [kept, none] = [of(FILES), of([])];
    expect(power(kept, 120, 180)).toBeGreaterThan(power(none, 120, 180) + 0.05);
    expect(power(kept, 120, 180)).toBeGreaterThan(power(kept, 0, 60) + 0.03);
  });

  it('sells more look-ups the more is on file, at its price, into own cash', () => {
    const set = [
      'clock.horizon=60d',
      'registry.price=10 CNY',
      'registry.demandMax=3000',
      'registry.demandHalf=20000',
    ];
    const run = (more: readonly string[]) => {
      const outcome = simulateScenario(loadSmall([...set, ...more]), { detail: 'summary' });
      expect(outcome.error).toBeNull();
      const of = (name: 'lookUpsSold' | 'lookUpsSoldFen' | 'registryRecords') =>
        outcome.kpis[KPI_INDEX[name]]!;
      const sum = (column: Float64Array) => column.reduce((a, b) => a + b, 0);
      expect(sum(of('lookUpsSoldFen'))).toBe(1000 * sum(of('lookUpsSold')));
      return { sold: sum(of('lookUpsSold')), records: of('registryRecords').at(-1)! };
    };
    const small = run(['registry.use=true']);
    const large = run(['registry.use=true', 'registry.records=180000']);
    const share = (records: number) => (6000 * records) / (records + 20_000);
    expect(Math.abs(large.sold - share(large.records))).toBeLessThan(5 * Math.sqrt(share(large.records)));
    expect(small.sold).toBeLessThan(large.sold / 5);
    expect(run(['registry.records=180000'])).toEqual({ sold: 0, records: 0 });
  });
});
