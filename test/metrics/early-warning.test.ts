/** Lights of early warning: lit by what the platform knew, judged by what came after. */
import { describe, expect, it } from 'vitest';
import { KPI_INDEX } from '../../engine/metrics/catalog.ts';
import { judge } from '../../engine/metrics/rows/early-warning.ts';
import type { ReplicationOutcome } from '../../engine/outcome.ts';
import { forkScenario } from '../../engine/scenario/fork.ts';
import { simulateScenario } from '../../engine/simulate.ts';
import { load, loadSmall } from '../helpers/scenarios.ts';

const spell = (onDay: number, offDay: number) => ({ light: 0, onDay, offDay });

describe('a light is judged', () => {
  const failed = { endDay: 300, failed: true, withinDays: 100 };

  it('right if the failure comes within the window after a day on which it was on', () => {
    const verdict = judge([spell(20, 30), spell(190, 201), spell(250, -1)], failed);
    expect(verdict).toEqual({
      alarms: 3,
      before: 2,
      false: 1,
      open: 0,
      leadDays: 110,
      beforeDays: 100,
      // Day 200 of the second, 250 to 299 of the third.
      litBeforeDays: 51,
      calmDays: 200,
      litCalmDays: 20,
    });
  });

  it('false if it is out again on the first day of the window', () => {
    expect(judge([spell(190, 200)], failed)).toMatchObject({ before: 0, false: 1, leadDays: NaN });
  });

  it('neither where the run ends too soon to say', () => {
    const survived = { endDay: 300, failed: false, withinDays: 100 };
    expect(judge([spell(10, 20), spell(150, 260), spell(280, -1)], survived)).toMatchObject({
      alarms: 3,
      before: 0,
      false: 1,
      open: 2,
      beforeDays: 0,
      calmDays: 200,
      litCalmDays: 60,
    });
  });

  it('on every day of a run exactly once, whatever the window', () => {
    for (const withinDays of [1, 37, 299, 300, 4000]) {
      const { beforeDays, calmDays, litBeforeDays, litCalmDays } = judge([spell(5, 80), spell(100, -1)], {
        ...failed,
        withinDays,
      });
      expect([beforeDays + calmDays, litBeforeDays + litCalmDays]).toEqual([300, 275]);
    }
  });
});

const LIGHTS = [
  'clock.horizon=80d',
  'earlyWarning.lights={ outflow: { when: { netOutflow7d: { above: 3% } }, clearWhen: { netOutflow7d: { below: 1% } }, after: 2d }, both: { when: { any: [{ withdrawalLate: { above: 0 CNY } }, { distress: { above: 20% } }] } } }',
  'earlyWarning.within=20d',
];

const column = ({ kpis }: ReplicationOutcome, name: keyof typeof KPI_INDEX) => kpis[KPI_INDEX[name]]!;

/** The rule read once more, off the finished daily rows. */
function lightsOn(outcome: ReplicationOutcome): { on: number[]; spells: Record<string, number[]> } {
  const outflow = column(outcome, 'netOutflow7d');
  const late = column(outcome, 'withdrawalLateFen');
  const distress = column(outcome, 'distress');
  const end = outcome.status === 'failed' ? outcome.failureDay : outcome.dayCount;
  const lit = { outflow: false, both: false };
  const spells: Record<string, number[]> = { outflow: [], both: [] };
  const on: number[] = [];
  for (let day = 0; day < end; day++) {
    const held = [0, 1, 2].every((back) => day >= back && outflow[day - back]! > 0.03);
    if (lit.outflow ? outflow[day]! < 0.01 : held) {
      lit.outflow = !lit.outflow;
      if (lit.outflow) spells['outflow']!.push(day);
    }
    const worried = late[day]! > 0 || distress[day]! > 0.2;
    const calm = late[day]! < 0 && distress[day]! < 0.2;
    if (lit.both ? calm : worried) {
      lit.both = !lit.both;
      if (lit.both) spells['both']!.push(day);
    }
    on.push(Number(lit.outflow) + Number(lit.both));
  }
  return { on, spells };
}

describe('in a market', () => {
  const fragile = load('test/fixtures/fragile.yaml', LIGHTS).scenario;
  const outcomes = [1, 2, 3, 4].map((seed) => simulateScenario(fragile, { seed }));

  it('lights are on as the figures of the day say, until the failure', () => {
    let changes = 0;
    for (const outcome of outcomes) {
      const { on, spells } = lightsOn(outcome);
      expect(Array.from(column(outcome, 'warningsOn').slice(0, on.length))).toEqual(on);
      const table = outcome.tables.find(({ table: name }) => name === 'early_warning')!;
      const row = (light: string) => (table.columns['light'] as string[]).indexOf(light);
      for (const light of ['outflow', 'both'])
        expect(table.columns['alarms']![row(light)]).toBe(spells[light]!.length);
      const [first, ...others] = spells['outflow']!;
      const lead = outcome.failureDay - first!;
      if (outcome.failureDay >= 0 && others.length === 0)
        expect(table.columns['leadDays']![row('outflow')]).toBe(lead);
      changes += new Set(on).size - 1;
    }
    expect(changes).toBeGreaterThan(4);
    expect(outcomes.some(({ status }) => status === 'failed')).toBe(true);
  });

  it('they move nothing: neither what is watched nor how it is judged changes an outcome', () => {
    const bare = ['credit.hazardScale=3', 'clock.horizon=60d'];
    const rows = [[], ['earlyWarning.within=5d'], ['earlyWarning.lights.cover.after=1d']].map((more) => {
      const { kpis } = simulateScenario(loadSmall([...bare, ...more]), { seed: 1 });
      return kpis.filter((_, kpi) => kpi !== KPI_INDEX.warningsOn);
    });
    expect(rows[1]).toEqual(rows[0]);
    expect(rows[2]).toEqual(rows[0]);
  });

  it('plays may act on them', () => {
    const play =
      'policies.playbook=[{ name: brake, when: { warningsOn: { above: 0 } }, do: [{ throttleLending: 0% }] }]';
    const braked = simulateScenario(load('test/fixtures/fragile.yaml', [...LIGHTS, play]).scenario, {
      seed: 1,
    });
    const first = column(braked, 'warningsOn').findIndex((count) => count > 0);
    expect(first).toBeGreaterThan(0);
    expect(column(braked, 'approved').slice(0, first + 1)).toEqual(
      column(outcomes[0]!, 'approved').slice(0, first + 1),
    );
    // Tested before payouts of the next day, it brakes from the day after that on.
    expect(
      column(braked, 'approved')
        .slice(first + 2)
        .every((count) => count === 0),
    ).toBe(true);
  });

  it('a fork may move their bounds, and adds none', () => {
    const fork = (more: string) =>
      forkScenario({
        straight: fragile,
        before: fragile,
        after: load('test/fixtures/fragile.yaml', [...LIGHTS, more]).scenario,
        day: 40,
        where: 'test',
      });
    expect(fork('earlyWarning.lights.both.after=3d')).toHaveProperty('scenario');
    const refused = fork('earlyWarning.lights.more.when={ contracts: { above: 1 } }');
    expect(JSON.stringify(refused)).toContain('names added or taken away');
  });
});
