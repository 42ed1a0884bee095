/**
 * Triggers, a module of their own: the playbook's conditions are tested on the platform's own figures before payouts
 * and again after treasury. Reads figures; writes trigger states, rates, throttle, credit line, reserve, capital calls,
 * disclosures. A play fires once when its condition first holds and is armed again when it has been cleared.
 */
import { DEPARTMENTS } from '../../base/vocabulary.ts';
import type { Condition, Play } from '../../scenario/scenario.ts';
import { figure } from '../../state/figures.ts';
import type { World } from '../../state/world.ts';
import { act, type Standing } from './actions.ts';

/** Computes what stays the same; the step it returns tests every play once. */
export function prepareTriggers(world: World): () => void {
  const { scenario, registry, agendas, platform, events, triggerTests } = world;
  const plays = scenario.policies.playbook;
  const fired = registry.column('trigger.fired', 'u8', Math.max(1, plays.length));
  /** Per play: 1 once its standing actions are in force. */
  const standing = registry.column('trigger.standing', 'u8', Math.max(1, plays.length));
  /** Per play: day on which the actions of its last firing are due. */
  const dueDay = registry.column('trigger.dueDay', 'i32', Math.max(1, plays.length));

  return () => {
    const { day } = world;
    if (platform.windDown === 1) return;
    agendas.actions.visit(day, (play) => execute(play));
    plays.forEach((play, index) => {
      if (fired[index] === 0) {
        if (test(play, play.when)) fire(play, index);
      } else if (test(play, play.clearWhen)) clear(play, index);
    });
  };

  function test(play: Play, condition: Condition): boolean {
    const tested = figure(world, condition.figure);
    const holds = condition.side === 'above' ? tested > condition.value : tested < condition.value;
    triggerTests.push({
      day: world.day,
      trigger: play.name,
      figure: condition.figure,
      tested,
      threshold: condition.value,
      fired: holds && condition === play.when,
    });
    return holds;
  }

  function fire(play: Play, index: number): void {
    const { day } = world;
    fired[index] = 1;
    dueDay[index] = day + play.delayDays;
    note(play, play.when, 'trigger');
    if (play.delayDays > 0) agendas.actions.add(day + play.delayDays, index);
    else execute(index);
  }

  function clear(play: Play, index: number): void {
    fired[index] = 0;
    standing[index] = 0;
    note(play, play.clearWhen, 'triggerClear');
    applyStanding();
  }

  function execute(index: number): void {
    const play = plays[index]!;
    // Cleared while it waited: nothing is left to answer. Fired again since: that firing has its own day.
    if (fired[index] === 0 || dueDay[index] !== world.day) return;
    standing[index] = 1;
    for (const action of play.actions) act(world, action, play.name);
    applyStanding();
  }

  /** Rate and throttle follow from the plays in force. */
  function applyStanding(): void {
    const sum: Standing = { raisedRate: 0, throttle: 1 };
    const { overtimeHours } = world.staff;
    overtimeHours.fill(0);
    plays.forEach((play, index) => {
      if (standing[index] === 0) return;
      for (const action of play.actions) {
        if (action.kind === 'raiseRate') sum.raisedRate += action.by;
        if (action.kind === 'throttleLending') sum.throttle = Math.min(sum.throttle, action.to);
        if (action.kind === 'overtime')
          overtimeHours[DEPARTMENTS.indexOf(action.department)]! += action.hoursPerDay;
      }
    });
    platform.raisedRate = sum.raisedRate;
    platform.throttle = sum.throttle;
  }

  function note(play: Play, condition: Condition, kind: 'trigger' | 'triggerClear'): void {
    const value = figure(world, condition.figure);
    const text = `${condition.figure} ${value} ${condition.side} ${condition.value}`;
    events.add({ day: world.day, kind, subject: play.name, valueFen: 0, figure: value, text });
  }
}
