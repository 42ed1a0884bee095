/** Every mechanism by its name in scenarios. */
import type { Scenario } from '../../../scenario/scenario.ts';
import type { World } from '../../../state/world.ts';
import { prepareEpidemic } from './epidemic.ts';
import { prepareHazard } from './hazard.ts';
import type { Mechanism } from './mechanism.ts';
import { prepareNone } from './none.ts';
import { prepareThreshold } from './threshold.ts';

export const MECHANISMS: Readonly<Record<Scenario['confidence']['mechanism'], (world: World) => Mechanism>> =
  {
    hazard: prepareHazard,
    threshold: prepareThreshold,
    epidemic: prepareEpidemic,
    none: prepareNone,
  };
