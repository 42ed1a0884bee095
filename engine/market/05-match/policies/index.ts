/** Every matching policy by its name in scenarios. */
import type { Scenario } from '../../../scenario/scenario.ts';
import { prepareBestFit } from './best-fit.ts';
import type { MatchingPolicy } from './policy.ts';
import { prepareQueue } from './queue.ts';
import { prepareRecommendation } from './recommendation.ts';

export const POLICIES: Readonly<Record<Scenario['matching']['policy'], MatchingPolicy>> = {
  queue: prepareQueue,
  recommendation: prepareRecommendation,
  bestFit: prepareBestFit,
};
