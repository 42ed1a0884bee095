/**
 * What a lender says its risk class is when it comes. The platform matches by what is stated; fear and regret are those of
 * the class that it has. Who is asked at a high rate thinks itself bolder than it is.
 */
import { RISK_CLASSES } from '../base/vocabulary.ts';
import { premiumPoints } from './rivals.ts';
import type { World } from './world.ts';

export interface Classes {
  /** Stated, and so known to the platform. */
  readonly riskClass: number;
  /** The lender's own. */
  readonly ownClass: number;
}

/** The class a lender states on its first day, beside its own. */
export function answer(world: World, key: number, ownClass: number): Classes {
  const { questionnaire } = world.scenario.lenders;
  if (questionnaire === null) return { riskClass: ownClass, ownClass };
  const { misstating, bolder, overconfidence, steps } = questionnaire;
  const bold = Math.min(1, misstating * bolder + overconfidence * premiumPoints(world));
  const timid = Math.min(1 - bold, misstating * (1 - bolder));
  const u = world.streams.stream('questionnaire').uniform(key, world.day, 0);
  if (u < bold) return { riskClass: Math.min(RISK_CLASSES.length - 1, ownClass + steps), ownClass };
  if (u < bold + timid) return { riskClass: Math.max(0, ownClass - steps), ownClass };
  return { riskClass: ownClass, ownClass };
}
