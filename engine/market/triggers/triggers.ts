/**
 * Triggers, a module of their own: the playbook's conditions are tested on the platform's own figures before payouts
 * and again after treasury. Reads figures; writes trigger states, rates, throttle, credit line, reserve, capital calls,
 * disclosures, promotions, loans. A play fires once when its condition has held for its days and is armed again when it
 * has been cleared. Its state belongs to its name: a play of a later book with the same name goes on where it stood.
 */
import { BODIES, DEPARTMENTS } from '../../base/vocabulary.ts';
import type { Play } from '../../scenario/scenario.ts';
import type { TriggerTest } from '../../state/events.ts';
import type { World } from '../../state/world.ts';
import { act, payCost, type Standing } from './actions.ts';
import { prepareAuthority } from './authority.ts';
import { conditionHolds } from './conditions.ts';

/** Names of plays, one slot each: a play of a later book with the same name goes on where it stood. */
function namesOf(plays: readonly Play[]): string[] {
  return [...new Set(plays.map(({ name }) => name))];
}

/**
 * The playbook has changed: a play that keeps its name keeps its state. What a play that is gone has done stays done, but
 * its standing actions end and those that wait are dropped.
 */
export function keepPlays(world: World, before: readonly Play[]): void {
  const { registry, scenario, agendas } = world;
  const names = namesOf(before);
  const from = namesOf(scenario.policies.playbook).map((name) => names.indexOf(name));
  if (from.length === 0) from.push(-1);
  for (const column of ['fired', 'standing', 'dueDay', 'heldSince', 'firings', 'body'])
    registry.rearrange(`trigger.${column}`, from);
  agendas.actions.renumber((slot) => from.indexOf(slot));
}

/** Computes what stays the same; the step it returns tests every play once. */
export function prepareTriggers(world: World): () => void {
  const { scenario, registry, agendas, platform, responses, events, triggerTests } = world;
  const plays = scenario.policies.playbook;
  /** Days on which plays come into the book or leave it. */
  const changes = new Set(plays.flatMap(({ fromDay = 0, untilDay = -1 }) => [fromDay, untilDay]));
  const names = namesOf(plays);
  const slots = Math.max(1, names.length);
  const fired = registry.column('trigger.fired', 'u8', slots);
  /** Per name: 1 once its standing actions are in force. */
  const standing = registry.column('trigger.standing', 'u8', slots);
  /** Per name: day on which the actions of its last firing are due. */
  const dueDay = registry.column('trigger.dueDay', 'i32', slots);
  /** Per name: day since which its condition has held, -1 if it doesn't; how often it fired. */
  const heldSince = registry.column('trigger.heldSince', 'i32', slots, { fill: -1 });
  const firings = registry.column('trigger.firings', 'i32', slots);
  /** Per name: who decides on its last firing. */
  const bodies = registry.column('trigger.body', 'u8', slots);
  const authority = prepareAuthority(world);

  if (registry.isReopened) applyStanding();

  return () => {
    if (platform.windDown === 1) return;
    closeTheBook();
    agendas.actions.visit(world.day, (slot) => {
      if (slot >= 0) execute(slot);
    });
    plays.forEach((play) => {
      if (!isInBook(play)) return;
      const slot = names.indexOf(play.name);
      if (fired[slot] === 0) arm(play, slot);
      else if (test(play, play.clearWhen).holds) clear(slot, 'its condition has gone');
    });
  };

  function isInBook({ fromDay = 0, untilDay = Infinity }: Play): boolean {
    return world.day >= fromDay && world.day < untilDay;
  }

  function inBook(slot: number): Play | undefined {
    return plays.find((play) => play.name === names[slot] && isInBook(play));
  }

  /** Plays that have left the book act no more. */
  function closeTheBook(): void {
    for (let slot = 0; slot < names.length; slot++)
      if (fired[slot] === 1 && inBook(slot) === undefined) clear(slot, 'no longer in the playbook');
    if (changes.has(world.day)) applyStanding();
  }

  function arm(play: Play, slot: number): void {
    if (firings[slot]! >= (play.times ?? Infinity)) return;
    const { holds, rows } = test(play, play.when);
    if (!holds) {
      heldSince[slot] = -1;
      return;
    }
    if (heldSince[slot]! < 0) heldSince[slot] = world.day;
    if (world.day - heldSince[slot]! < (play.afterDays ?? 0)) return;
    for (const row of rows) row.fired = true;
    fire(play, slot, rows);
  }

  function test(play: Play, condition: Play['when']): { holds: boolean; rows: TriggerTest[] } {
    const rows: TriggerTest[] = [];
    const holds = conditionHolds(world, condition, ({ figure, value }, tested) => {
      rows.push({ day: world.day, trigger: play.name, figure, tested, threshold: value, fired: false });
    });
    triggerTests.push(...rows);
    return { holds, rows };
  }

  function fire(play: Play, slot: number, rows: readonly TriggerTest[]): void {
    const { day } = world;
    fired[slot] = 1;
    heldSince[slot] = -1;
    firings[slot]! += 1;
    const body = authority.bodyOf(play);
    bodies[slot] = BODIES.indexOf(body);
    const noticeDays = authority.noticeDays(body);
    const waitDays = Math.max(play.delayDays, noticeDays);
    dueDay[slot] = day + waitDays;
    const text = rows.map(({ figure, tested, threshold }) => `${figure} ${tested} against ${threshold}`);
    events.add({
      day,
      kind: 'trigger',
      subject: play.name,
      valueFen: 0,
      figure: rows[0]!.tested,
      text: text.join(', '),
    });
    if (noticeDays > 0) note(play.name, noticeDays, `waits for the ${body}, ${noticeDays} days`);
    if (waitDays > 0) agendas.actions.add(day + waitDays, slot);
    else execute(slot);
  }

  function clear(slot: number, text: string): void {
    fired[slot] = 0;
    standing[slot] = 0;
    const subject = names[slot]!;
    events.add({ day: world.day, kind: 'triggerClear', subject, valueFen: 0, figure: NaN, text });
    applyStanding();
  }

  function execute(slot: number): void {
    const play = inBook(slot);
    // Cleared while it waited: nothing is left to answer. Fired again since: that firing has its own day.
    if (play === undefined || fired[slot] === 0 || dueDay[slot] !== world.day) return;
    if (BODIES[bodies[slot]!] === 'meeting' && !isPassed(play)) return;
    authority.noteCalls(play);
    standing[slot] = 1;
    // Silence of this very play is in force before its other actions.
    applyStanding();
    payCost(world, play);
    for (const action of play.actions) act(world, action, play.name);
  }

  /** The shareholders have met: what they refuse isn't done, and isn't asked for again while the play is in force. */
  function isPassed(play: Play): boolean {
    const { share, passes } = authority.vote();
    note(play.name, share, passes ? 'passed by the shareholders' : 'refused by the shareholders');
    return passes;
  }

  function note(subject: string, figure: number, text: string): void {
    events.add({ day: world.day, kind: 'decision', subject, valueFen: 0, figure, text });
  }

  /** Rate, throttle and silence follow from the plays in force. */
  function applyStanding(): void {
    const sum: Standing = { raisedRate: 0, throttle: 1, silent: 0, reserveLends: 0 };
    const { overtimeHours } = world.staff;
    overtimeHours.fill(0);
    names.forEach((_, slot) => {
      const play = standing[slot] === 1 ? inBook(slot) : undefined;
      for (const action of play?.actions ?? []) {
        if (action.kind === 'raiseRate') sum.raisedRate += action.by;
        if (action.kind === 'throttleLending') sum.throttle = Math.min(sum.throttle, action.to);
        if (action.kind === 'staySilent') sum.silent = 1;
        if (action.kind === 'releaseReserve') sum.reserveLends = 1;
        if (action.kind === 'overtime')
          overtimeHours[DEPARTMENTS.indexOf(action.department)]! += action.hoursPerDay;
      }
    });
    platform.raisedRate = sum.raisedRate;
    platform.throttle = sum.throttle;
    responses.now.silent = sum.silent;
    responses.now.reserveLends = sum.reserveLends;
  }
}
