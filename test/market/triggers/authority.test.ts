/** Who decides: sums beyond a body's limit go to the next one and take its notice; the shareholders may refuse new capital. */
import { describe, expect, it } from 'vitest';
import { prepareTriggers } from '../../../engine/market/triggers/triggers.ts';
import type { Action, Governance, Play, Shareholder } from '../../../engine/scenario/scenario.ts';
import { override, tinyScenario } from '../../helpers/arbitrary-scenario.ts';
import { emptyWorld } from '../../helpers/market.ts';
import { load } from '../../helpers/scenarios.ts';

const holder = (share: number, refusesBelowFen: number | null = null): Shareholder => ({
  share,
  founder: true,
  liquidFen: 1e12,
  lateDays: 0,
  guarantor: null,
  refusesBelowFen,
});

const GOVERNANCE: Governance = {
  management: { limitFen: 1000, noticeDays: 0 },
  board: { limitFen: 5000, noticeDays: 4 },
  meeting: { noticeDays: 9, majority: 2 / 3 },
  subscribedFen: 700,
  supervisoryDetection: 0,
};

/** Days on which the action is taken and what was decided, of a play that fires on day 0; equity is 0. */
function decided(
  actions: readonly Action[],
  more: Partial<Play> = {},
  shareholders: Readonly<Record<string, Shareholder>> = { a: holder(0.3), b: holder(0.3), c: holder(0.4) },
  governance: Governance | null = GOVERNANCE,
): { days: number[]; texts: string[] } {
  const play: Play = {
    name: 'play',
    when: { figure: 'guarantorsFailed', side: 'above', value: 0 },
    clearWhen: { figure: 'guarantorsFailed', side: 'below', value: 1 },
    actions,
    delayDays: 0,
    ...more,
  };
  const world = emptyWorld(
    override(tinyScenario(40), {
      policies: { playbook: [play] },
      platform: { governance, shareholders, creditLine: { limitFen: 9000 } },
    }),
  );
  const step = prepareTriggers(world);
  const days: number[] = [];
  for (let day = 0; day < 20; day++) {
    world.day = day;
    world.book.guarantorsFailed = 1;
    const before = world.events.events.length;
    step();
    const taken = world.events.events
      .slice(before)
      .some(({ kind, text }) => kind !== 'trigger' && kind !== 'decision' && text !== '');
    if (taken) days.push(day);
  }
  const texts = world.events.events.flatMap(({ kind, text }) => (kind === 'decision' ? [text] : []));
  return { days, texts };
}

const packets = (budgetFen: number): Action => ({
  kind: 'redPackets',
  share: 0.01,
  budgetFen,
  overDays: 5,
  pull: 1,
});
const call = (fen: number): Action => ({ kind: 'callCapital', fen, delayDays: 0 });

describe('authority', () => {
  it.each([
    [1000, 0],
    [1001, 4],
    [5000, 4],
    [5001, 9],
  ])('a promotion of %i fen is decided on day %i', (fen, day) => {
    expect(decided([packets(fen)]).days).toEqual([day]);
  });

  it('the sums of a play add up, its cost among them', () => {
    expect(
      decided([packets(600), { kind: 'askGuarantors', fen: 300, overDays: 9, ratePerYear: 0, keeps: 0 }])
        .days,
    ).toEqual([0]);
    expect(decided([packets(600)], { costFen: 401 }).days).toEqual([4]);
    expect(decided([{ kind: 'drawCreditLine' }]).days).toEqual([9]);
  });

  it('what costs nothing is for the management, unless payouts are stopped or the play says so', () => {
    const raise: Action = { kind: 'raiseRate', by: 0.01 };
    expect(decided([raise]).days).toEqual([0]);
    expect(decided([{ kind: 'suspend', forDays: 5 }]).days).toEqual([4]);
    expect(decided([raise], { needs: 'meeting' }).days).toEqual([9]);
    expect(decided([raise], { needs: 'board', delayDays: 12 }).days).toEqual([12]);
  });

  it('the board calls what is subscribed, new capital needs the shareholders', () => {
    expect(decided([call(700)]).days).toEqual([4]);
    expect(decided([call(701)]).days).toEqual([9]);
  });

  it('two thirds of all votes pass it, less do not', () => {
    const against = (share: number, rest: number) => ({
      a: holder(share, 1),
      b: holder(rest / 2),
      c: holder(rest / 2),
    });
    expect(decided([call(900)], {}, against(1 / 3, 2 / 3)).days).toEqual([9]);
    const refused = decided([call(900)], {}, against(0.34, 0.66));
    expect(refused.days).toEqual([]);
    expect(refused.texts.at(-1)).toBe('refused by the shareholders');
  });

  it('without governance the management decides everything at once', () => {
    const alone = decided([call(1e9), { kind: 'suspend', forDays: 5 }], {}, {}, null);
    expect([alone.days, alone.texts]).toEqual([[0], []]);
  });
});

describe('a register that votes is whole', () => {
  const platform = (shareholders: string, more = '{}') => [
    `platform.governance=${more}`,
    `platform.shareholders=${shareholders}`,
  ];
  const THREE =
    '{ a: { share: 30% }, b: { share: 30% }, c: { share: 30% }, others: { share: 10%, founder: false } }';
  it('3 to 5 founders of at most 30%, and others that make up 100%', () => {
    expect(load('test/fixtures/small.yaml', platform(THREE)).scenario.platform.governance).not.toBeNull();
    for (const [register, word] of [
      ['{ a: { share: 30% }, b: { share: 30% }, others: { share: 40%, founder: false } }', '2 founders'],
      ['{ a: { share: 31% }, b: { share: 30% }, c: { share: 39%, founder: false } }', 'a founder with 31%'],
      ['{ a: { share: 30% }, b: { share: 30% }, c: { share: 30% } }', 'shares add up to 90%'],
    ] as const)
      expect(() => load('test/fixtures/small.yaml', platform(register))).toThrow(word);
  });

  it('a play that needs a body asks for one that is there', () => {
    const play =
      'policies.playbook=[{ when: { idleCash: { above: 1 CNY } }, do: [drawCreditLine], needs: board }]';
    const line = 'platform.creditLine.limit=1k CNY';
    expect(() => load('test/fixtures/small.yaml', [play, line])).toThrow('there is no governance');
    expect(
      load('test/fixtures/small.yaml', [play, line, ...platform(THREE)]).scenario.policies.playbook[0]!.needs,
    ).toBe('board');
  });
});
