/**
 * What each scenario that ships is there to tell, in one statement at a small size: that it still tells it. How often and how much is in scenarios/README.md, at full size.
 */
import { describe, expect, it } from 'vitest';
import { parseChange } from '../../engine/cli/changes.ts';
import { KPI_INDEX, type KpiName } from '../../engine/metrics/catalog.ts';
import type { ReplicationOutcome } from '../../engine/outcome.ts';
import { simulateScenario } from '../../engine/simulate.ts';
import { scaled } from '../helpers/scaled.ts';
import { load, repositoryText } from '../helpers/scenarios.ts';
import { list } from '../helpers/tree.ts';

/** In a small market one large stake is news; the mean stake is the baseline's. */
const EVEN_STAKES = ['lenders.stakeMedian=66k CNY', 'lenders.stakeSigma=0.8'];

class Story {
  readonly #outcome: ReplicationOutcome;
  constructor(outcome: ReplicationOutcome) {
    expect(outcome.error).toBeNull();
    this.#outcome = outcome;
  }
  get cause(): string | null {
    return this.#outcome.cause;
  }
  get failureDay(): number {
    return this.#outcome.failureDay;
  }
  column(name: KpiName): number[] {
    return Array.from(this.#outcome.kpis[KPI_INDEX[name]]!);
  }
  most(name: KpiName): number {
    return this.column(name).reduce((most, value) => Math.max(most, value), -Infinity);
  }
  least(name: KpiName): number {
    return this.column(name).reduce((least, value) => Math.min(least, value), Infinity);
  }
  sum(name: KpiName, from = 0, to = Infinity): number {
    return this.column(name)
      .slice(from, to)
      .reduce((sum, value) => sum + value, 0);
  }
  on(name: KpiName, day: number): number {
    return this.column(name).at(day)!;
  }
}

interface Telling {
  /** First day, where the scenario begins long before its point, and days from it on. */
  readonly start?: string;
  readonly days: number;
  readonly size?: number;
}

/** One replication of a scenario, what it does later left out. */
function tell(name: string, { start, days, size = 0.02 }: Telling, set: readonly string[] = []): Story {
  const stakes = size < 0.1 ? EVEN_STAKES : [];
  const from = start === undefined ? [] : [`clock.start=${start}`];
  const { scenario } = load(name, [...stakes, ...from, ...set]);
  const { clock, shocks } = scenario;
  const cut = {
    ...scenario,
    clock: { ...clock, horizonDays: days },
    shocks: shocks.filter(({ day }) => day < days),
  };
  return new Story(simulateScenario(scaled(cut, size), { seed: 1, replication: 1, detail: 'summary' }));
}

/** Whole fen of lenders' money lost for good. */
const lost = (story: Story) => story.sum('lossLendersFen') + story.sum('lossPoolFen');

const NOTHING_HAPPENS = ['shocks=[]'];

const STORIES: Readonly<Record<string, () => void>> = {
  baseline() {
    const story = tell('baseline', { days: 200 });
    expect(story.cause).toBeNull();
    expect(story.most('withdrawalLateFen')).toBe(0);
    expect(story.on('outstandingFen', -1) / story.on('outstandingFen', 0)).toBeGreaterThan(0.9);
  },
  'economic-downturn'() {
    const year = { start: '2018-01-01', days: 360 };
    const hard = tell('economic-downturn', year);
    const mild = tell('economic-downturn', year, ['macro.unemployment.path=[]']);
    expect(hard.sum('defaultedFen', 220) / mild.sum('defaultedFen', 220)).toBeGreaterThan(1.05);
    expect(hard.most('withdrawalLateFen')).toBe(0);
  },
  'withdrawal-run'() {
    const months = { start: '2017-11-01', days: 220 };
    const story = tell('withdrawal-run', months);
    expect(story.cause).toBe('liquidity');
    // Borrowers hear of it before anything is paid late: eight days unpaid are the failure.
    expect(story.on('distress', story.failureDay - 9)).toBeGreaterThan(0.1);
    expect(tell('withdrawal-run', months, NOTHING_HAPPENS).cause).toBeNull();
  },
  rumour() {
    const weeks = { start: '2015-10-01', days: 110 };
    expect(tell('rumour', weeks, ['policies.playbook=[]', 'shocks.1.intensity=60%']).cause).toBe('liquidity');
    expect(tell('rumour', weeks, NOTHING_HAPPENS).cause).toBeNull();
  },
  'maturity-mismatch'() {
    const months = { start: '2018-01-01', days: 110, size: 0.05 };
    const story = tell('maturity-mismatch', months);
    expect(story.cause).toBe('liquidity');
    expect(story.failureDay).toBeGreaterThan(80);
    expect(tell('maturity-mismatch', months, NOTHING_HAPPENS).cause).toBeNull();
  },
  'guarantor-failure'() {
    const months = { start: '2014-07-10', days: 300, size: 0.1 };
    const story = tell('guarantor-failure', months, ['guarantee.advanceOrder=[guarantor]']);
    expect(story.on('guarantorsFailed', 190)).toBe(0);
    expect(story.on('guarantorsFailed', -1)).toBe(1);
    expect(story.sum('compensationUnpaidFen', 0, 190)).toBe(0);
    expect(story.sum('compensationUnpaidFen', 190)).toBeGreaterThan(0);
    // Of a day's holders of its loans more leave in fear than of those who have none.
    const since = story.column('guarantorsFailed').indexOf(1) + 1;
    const [fled, held] = [story.sum('orphanedPanicExits'), story.sum('orphanedLenders')];
    const [others, without] = [
      story.sum('panicExits', since) - fled,
      story.sum('lendersInvesting', since) - held,
    ];
    expect(fled / held / (others / without)).toBeGreaterThan(1.4);
  },
  'self-financing'() {
    const story = tell('self-financing', { days: 620 });
    expect(story.cause).toBe('fraud');
    expect(story.failureDay).toBeGreaterThan(330);
    const eve = story.failureDay - 1;
    expect(story.on('overdueRatio', eve)).toBeLessThan(0.1);
    expect(story.on('ownersDebtFen', eve) / story.on('lenderBalanceFen', eve)).toBeGreaterThan(0.25);
  },
  'institutional-funding'() {
    const story = tell('institutional-funding', { start: '2017-07-01', days: 600, size: 0.05 });
    expect(story.sum('contractsFen', 510)).toBeLessThan(0.7 * story.sum('contractsFen', 60, 150));
    expect(story.most('withdrawalLateFen')).toBe(0);
  },
  'hacker-outage'() {
    const story = tell('hacker-outage', { start: '2017-12-01', days: 110 });
    expect(story.most('systemDown')).toBe(1);
    expect(story.most('lateProcessingFen')).toBeGreaterThan(0);
    expect(lost(story)).toBe(0);
  },
  'growth-street-2020'() {
    const story = tell('growth-street-2020', { days: 400, size: 1 });
    expect(story.cause).toBe('gate');
    expect(story.most('overdueFen')).toBe(0);
    expect(lost(story)).toBe(0);
  },
  'july-2018-wave'() {
    const months = { start: '2018-03-01', days: 160 };
    const july = (story: Story) => story.on('lendersInvesting', 152) / story.on('lendersInvesting', 121) - 1;
    const [wave, calm] = [tell('july-2018-wave', months), tell('july-2018-wave', months, NOTHING_HAPPENS)];
    expect(july(wave)).toBeLessThan(-0.1);
    expect(july(calm)).toBeGreaterThan(-0.05);
    expect(wave.sum('contractsFen', 122, 153) / calm.sum('contractsFen', 122, 153)).toBeLessThan(0.95);
  },
  'regulatory-tightening'() {
    // The order comes on 18 December 2018, day 413.
    const story = tell('regulatory-tightening', { start: '2017-11-01', days: 520 });
    expect(story.on('outstandingFen', -1) / story.on('outstandingFen', 412)).toBeLessThan(0.95);
  },
  'provision-fund-2020'() {
    const months = { start: '2019-12-01', days: 300 };
    const story = tell('provision-fund-2020', months);
    const spared = tell('provision-fund-2020', months, NOTHING_HAPPENS);
    expect(story.least('bufferToLifetimeEl')).toBeLessThan(spared.least('bufferToLifetimeEl') - 0.1);
    expect(story.on('transferOffersFen', -1)).toBeGreaterThan(3 * spared.on('transferOffersFen', -1));
    expect(lost(story)).toBe(0);
  },
  'queue-2019'() {
    const story = tell('queue-2019', { days: 330, size: 0.2 });
    expect(story.on('exitOldestDays', 92)).toBeLessThan(10);
    expect(story.on('exitOldestDays', -1)).toBeGreaterThan(40);
  },
  'asset-shortage'() {
    const months = { start: '2017-06-01', days: 200 };
    const [short, plain] = [tell('asset-shortage', months), tell('asset-shortage', months, NOTHING_HAPPENS)];
    expect(short.sum('idleCashFen')).toBeGreaterThan(1.5 * plain.sum('idleCashFen'));
    expect(short.sum('contractsFen')).toBeLessThan(plain.sum('contractsFen'));
  },
  'vehicle-loans'() {
    const year = { start: '2018-05-01', days: 250 };
    const [fall, level] = [tell('vehicle-loans', year), tell('vehicle-loans', year, NOTHING_HAPPENS)];
    expect(fall.sum('recoveredFen')).toBeLessThan(level.sum('recoveredFen'));
  },
};

const NAMES = list('scenarios')
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.slice(0, -'.yaml'.length));

describe('scenarios that ship', () => {
  it('have a story each', () => {
    expect(NAMES.filter((name) => !Object.hasOwn(STORIES, name))).toEqual([]);
  });

  it('name variants that can be run as they stand', () => {
    const named = NAMES.flatMap((name) =>
      [...repositoryText(`scenarios/${name}.yaml`).matchAll(/^#\s+--variant "(.*)"$/gm)].map(
        ([, flag]) => [name, parseChange(flag!).overrides] as const,
      ),
    );
    expect(named.length).toBeGreaterThan(30);
    for (const [name, overrides] of named) load(name, overrides);
  });

  it('are all in the library of scenarios/README.md', () => {
    const readme = repositoryText('scenarios/README.md');
    expect(NAMES.filter((name) => !readme.includes(`[${name}](${name}.yaml)`))).toEqual([]);
  });

  it.each(Object.keys(STORIES))('tell what they are there for: %s', { timeout: 120_000 }, (name) => {
    STORIES[name]!();
  });
});
