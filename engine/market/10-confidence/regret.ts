/** Who finds that it can bear less than it said leaves, the sooner the more of its stake went wrong. */
import { exp } from '../../base/mathx.ts';
import { LENDER } from '../../state/codes.ts';
import { FLOW } from '../../state/flow.ts';
import type { World } from '../../state/world.ts';

/**
 * Those who leave for what defaulted today beyond their own class go into `leaving`; the hazard is the same for a sum at once
 * and in parts, so that splitting a loss changes nothing. With `heeded` false nobody does. The day's regrets end here.
 */
export function takeRegrets(world: World, heeded: boolean, leaving: number[]): void {
  const { scenario, lenders, today, streams, flow } = world;
  const { questionnaire } = scenario.lenders;
  if (questionnaire === null) return;
  const stream = streams.stream('questionnaire');
  for (const lender of today.regretting.splice(0)) {
    const share = lenders.regretFen[lender]! / lenders.stakeFen[lender]!;
    lenders.regretFen[lender] = 0;
    if (!heeded || lenders.status[lender] !== LENDER.investing) continue;
    if (stream.uniform(lenders.key[lender]!, world.day, 1) >= 1 - exp(-questionnaire.regret * share))
      continue;
    flow[FLOW.regretExits]! += 1;
    leaving.push(lender);
  }
}
