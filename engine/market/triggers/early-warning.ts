/**
 * Early warning: in the evening, when all figures of the day stand, each light is looked at on what the platform knows.
 * A light moves nothing itself; plays may test how many are on. After the failure nobody looks any more.
 *
 * Reads figures. Writes which lights are on, their spells, events.
 */
import type { PlayCondition } from '../../scenario/scenario.ts';
import type { World } from '../../state/world.ts';
import { conditionHolds } from './conditions.ts';

/** The step it returns looks at every light once; all of them see how many were on the evening before. */
export function prepareEarlyWarning(world: World): () => void {
  const { scenario, lights, platform, events } = world;
  const watched = Object.entries(scenario.earlyWarning.lights);

  /** Whether the condition holds, and the figures that it was tested on. */
  const test = (condition: PlayCondition) => {
    const told: string[] = [];
    let first = NaN;
    const holds = conditionHolds(world, condition, ({ figure, side, value }, tested) => {
      if (told.length === 0) first = tested;
      told.push(`${figure} ${tested} ${side} ${value}`);
    });
    return { holds, figure: first, text: told.join(', ') };
  };

  const report = (kind: 'warning' | 'warningClear', subject: string, figure: number, text: string) =>
    events.add({ day: world.day, kind, subject, valueFen: 0, figure, text });

  return () => {
    if (platform.failureDay >= 0) return;
    const { day } = world;
    let on = 0;
    watched.forEach(([name, { when, clearWhen, afterDays }], light) => {
      if (lights.on[light] === 1) {
        const { holds, figure, text } = test(clearWhen);
        if (holds) {
          lights.on[light] = 0;
          lights.spells.findLast((spell) => spell.light === light)!.offDay = day;
          report('warningClear', name, figure, text);
        }
      } else {
        const { holds, figure, text } = test(when);
        if (!holds) lights.heldSince[light] = -1;
        else if (lights.heldSince[light]! < 0) lights.heldSince[light] = day;
        if (holds && day - lights.heldSince[light]! >= afterDays) {
          lights.on[light] = 1;
          lights.heldSince[light] = -1;
          lights.spells.push({ light, onDay: day, offDay: -1 });
          report('warning', name, figure, text);
        }
      }
      on += lights.on[light]!;
    });
    lights.now.on = on;
  };
}
