/** How plays, conditions, plans and whole playbooks are written, and what is said of those that are written wrong. */
import { describe, expect, it } from 'vitest';
import { UserError } from '../../engine/base/problems.ts';
import { KNOWN_FIGURES } from '../../engine/base/vocabulary.ts';
import { KPI_INDEX, KPIS } from '../../engine/metrics/catalog.ts';
import { figureOf } from '../../engine/metrics/daily-row.ts';
import { PRESETS } from '../../engine/scenario/schema/playbook-presets.ts';
import { simulateScenario } from '../../engine/simulate.ts';
import { emptyWorld } from '../helpers/market.ts';
import { load, loadSmall } from '../helpers/scenarios.ts';

const playbook = (text: string) => loadSmall([`policies.playbook=${text}`]).policies.playbook;
const play = (text: string) => playbook(`[{ ${text} }]`)[0]!;

function told(text: string, regime = 'cn-2013'): string {
  try {
    loadSmall([`regime=${regime}`, `policies.playbook=${text}`]);
  } catch (error) {
    if (error instanceof UserError)
      return error.problems.map((p) => `${p.path}: ${p.message} (${p.hint})`).join('\n');
    throw error;
  }
  return 'valid';
}

describe('what plays may test', () => {
  /** What the platform can't see, and the count whose word means the money. */
  const NOT_KNOWN = [
    'macroFactor',
    'buyerRecoveredFen',
    'fear',
    'listingsOpen',
    'ownersDebtFen',
    'ownersMoneyFen',
    'rivalPull',
    'orphanedPanicExits',
    'orphanedLenders',
    'orphanedClaimsFen',
    'misstatedShare',
    'regretExits',
  ];

  it('is every figure of the daily row but those hidden from the platform (name a new one in KNOWN_FIGURES)', () => {
    const names = KPIS.map(({ name }) => name).filter((name) => !NOT_KNOWN.includes(name));
    expect([...KNOWN_FIGURES].sort()).toEqual([...names].sort());
  });

  it('can be read at any moment', () => {
    const world = emptyWorld(loadSmall());
    for (const name of KNOWN_FIGURES) expect(typeof figureOf(world, name), name).toBe('number');
  });
});

describe('a play', () => {
  it('tests several figures, each in its dimension; the opposite clears it', () => {
    const { when, clearWhen } = play(
      'when: { all: [{ withdrawalLate: { above: 5 CNY } }, { any: [{ cure: { above: 3d } }, { contracts: { below: 2 } }] }] }, do: staySilent',
    );
    const [late, cure, contracts] = [
      { figure: 'withdrawalLateFen', side: 'above', value: 500 },
      { figure: 'cureDays', side: 'above', value: 3 },
      { figure: 'contracts', side: 'below', value: 2 },
    ];
    expect(when).toEqual({ all: [late, { any: [cure, contracts] }] });
    expect(clearWhen).toEqual({
      any: [
        { ...late, side: 'below' },
        {
          all: [
            { ...cure, side: 'below' },
            { ...contracts, side: 'above' },
          ],
        },
      ],
    });
  });

  it('has its days, times, cost and dates', () => {
    expect(
      play(
        'when: { visits: { above: 1 } }, do: staySilent, after: 3d, times: 2, cost: 1k CNY, from: 10d, until: 40d, delay: 1d',
      ),
    ).toMatchObject({ afterDays: 3, times: 2, costFen: 100_000, fromDay: 10, untilDay: 40, delayDays: 1 });
  });

  it('promises in equal parts a month apart, or on dates with shares', () => {
    const plan = (text: string) => {
      const action = play(`when: { visits: { above: 1 } }, do: { disclose: { plan: ${text} } }`).actions[0]!;
      return action.kind === 'disclose' ? action.plan : undefined;
    };
    expect(plan('90d')).toEqual([
      { afterDays: 30, cumulativePpm: 333_333 },
      { afterDays: 60, cumulativePpm: 666_666 },
      { afterDays: 90, cumulativePpm: 1_000_000 },
    ]);
    expect(plan('[{ after: 10d, share: 40% }, { after: 25d, share: 60% }]')).toEqual([
      { afterDays: 10, cumulativePpm: 400_000 },
      { afterDays: 25, cumulativePpm: 1_000_000 },
    ]);
  });
});

describe('wrong plays are told with place and remedy', () => {
  const with_ = (text: string) => `[{ when: { visits: { above: 1 } }, ${text} }]`;
  const rows: [string, string, RegExp][] = [
    ['a hidden figure', '[{ when: { macroFactor: { below: 0 } }, do: staySilent }]', /when\.macroFactor: .* hidden state of the economy/],
    ['a figure misspelt', '[{ when: { withdrawlLate: { above: 1 CNY } }, do: staySilent }]', /did you mean withdrawalLate/],
    ['an empty all', '[{ when: { all: [] }, do: staySilent }]', /when\.all: \[\] is not a list of conditions/],
    ['a test inside all', '[{ when: { any: [{ visits: 3 }] }, do: staySilent }]', /when\.any\.0\.visits: 3 is not a test/],
    ['shares short of all', with_('do: { disclose: { plan: [{ after: 5d, share: 40% }] } }'), /plan: .* promises 40% \(shares add up to 100%\)/],
    ['dates out of order', with_('do: { disclose: { plan: [{ after: 5d, share: 40% }, { after: 5d, share: 60% }] } }'), /plan\.1\.after: "5d" is not after the date before it/],
    ['a plan of nothing', with_('do: { disclose: { plan: soon } }'), /disclose\.plan: "soon".*write 90d/],
    ['times', with_('do: staySilent, times: 0'), /playbook\.0\.times: 0 is out of range/],
    ['a window without days', with_('do: staySilent, from: 20d, until: 20d'), /is in no day's book/],
    ['two of one name', '[{ name: a, when: { visits: { above: 1 } }, do: staySilent }, { name: a, when: { visits: { above: 2 } }, do: staySilent }]', /name used twice: a/],
    ['a preset misspelt', 'silentOrPlam', /not a playbook \(.*did you mean silentOrPlan/],
    ['an old word', with_('do: repaymentPlan'), /write \{ disclose: \{ plan: 90d \} \}/],
    ['books out of order', `[{ value: silent }, { from: 20d, value: silent }, { from: 10d, value: silent }]`, /2\.from: "10d" is out of range/],
  ]; // prettier-ignore
  it.each(rows)('%s', (_what, text, message) => {
    expect(told(text)).toMatch(message);
  });

  it('the reserve lends only where it isn’t kept apart', () => {
    const text = with_('do: { releaseReserve: 5k CNY }');
    expect(told(text)).toBe('valid');
    expect(() => load('baseline', [`policies.playbook=${text}`])).toThrow(/lending the reserve/);
  });
});

describe('whole playbooks', () => {
  it('that ship are valid, and stand among plays too', () => {
    for (const name of Object.keys(PRESETS)) expect(told(name), name).toBe('valid');
    expect(
      playbook('[silentOrPlan, { name: more, when: { visits: { above: 1 } }, do: staySilent }]').length,
    ).toBe(3);
  });

  it('follow one another by date, from --set too', () => {
    const books = loadSmall(['policies.playbook=silent', 'policies.playbook@60d=silentOrPlan']).policies
      .playbook;
    expect(books.map(({ name, fromDay, untilDay }) => [name, fromDay, untilDay])).toEqual([
      ['silent', 0, 60],
      ['silent', 60, undefined],
      ['plan', 60, undefined],
    ]);
    const again = loadSmall([
      'policies.playbook=[{ name: a, when: { visits: { above: 1 } }, do: staySilent }]',
      'policies.playbook.0.do@30d={ raiseRate: 50bp }',
    ]).policies.playbook;
    expect(
      again.map(({ name, fromDay, untilDay, actions }) => [name, fromDay, untilDay, actions[0]!.kind]),
    ).toEqual([
      ['a', 0, 30, 'staySilent'],
      ['a', 30, undefined, 'raiseRate'],
    ]);
  });

  it('are compared on the same luck: nothing differs until one of them acts', () => {
    const world = [
      'opening.lenders=80',
      'opening.loansPerMonth=16',
      'clock.horizon=3mo',
      'custody=pooled',
      'regime=cn-2013',
      'opening.platformCash=100k CNY',
      'policies.poolPaysCosts=true',
      'platform.technologyPerMonth=500k CNY',
      'products={ month: { kind: plan, share: 50%, lockIn: 1mo }, lots: { kind: lots, share: 50% } }',
      'failure={ liquidity: null, capitalFloor: null }',
      'confidence.silence.growthDaily=2%',
    ];
    const run = (name: string) =>
      simulateScenario(loadSmall([...world, `policies.playbook=${name}`]), { seed: 3, detail: 'summary' });
    const [silent, plan] = [run('silent'), run('silentOrPlan')];
    const column = (of: typeof silent, name: 'panicExits' | 'withdrawalQueueFen' | 'promisedFen') => [
      ...of.kpis[KPI_INDEX[name]]!,
    ];
    const spoke = column(plan, 'promisedFen').findIndex((fen) => fen > 0);
    expect(spoke).toBeGreaterThan(0);
    for (const name of ['panicExits', 'withdrawalQueueFen'] as const)
      expect(column(plan, name).slice(0, spoke)).toEqual(column(silent, name).slice(0, spoke));
    expect(column(plan, 'panicExits')).not.toEqual(column(silent, 'panicExits'));
  });
});
