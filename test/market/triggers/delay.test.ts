/** A play's delay counts from its own firing, whatever became of earlier ones. */
import { expect, it } from 'vitest';
import { prepareTriggers } from '../../../engine/market/triggers/triggers.ts';
import type { Play } from '../../../engine/scenario/scenario.ts';
import { holds } from '../../../engine/state/figures.ts';
import { override, tinyScenario } from '../../helpers/arbitrary-scenario.ts';
import { emptyWorld } from '../../helpers/market.ts';

const play: Play = {
  name: 'call',
  when: { figure: 'guarantorsFailed', side: 'above', value: 0 },
  clearWhen: { figure: 'guarantorsFailed', side: 'below', value: 1 },
  actions: [{ kind: 'callCapital', fen: 100, delayDays: 0 }],
  delayDays: 10,
};

it('acts once, ten days after the firing that was not cleared', () => {
  const world = emptyWorld(override(tinyScenario(40), { policies: { playbook: [play] } }));
  const step = prepareTriggers(world);
  const called: number[] = [];
  for (let day = 0; day < 40; day++) {
    world.day = day;
    // Fires on day 0, is cleared on day 3, fires again on day 5.
    world.book.guarantorsFailed = day < 3 || day >= 5 ? 1 : 0;
    step();
    world.agendas.capitalCalls.visit(day, () => called.push(day));
  }
  expect(called).toEqual([15]);
});

it('a bound is strict on both sides', () => {
  const world = emptyWorld(tinyScenario(5));
  world.book.guarantorsFailed = 1;
  const at = (side: 'above' | 'below', value: number) =>
    holds(world, { figure: 'guarantorsFailed', side, value });
  expect([at('below', 1), at('above', 1), at('below', 2), at('above', 0)]).toEqual([
    false,
    false,
    true,
    true,
  ]);
});
