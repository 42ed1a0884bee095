/** A value for each risk class, conservative first. */

import { RISK_CLASSES, type RiskClass } from '../../base/vocabulary.ts';
import type { About, Field } from './fields.ts';
import { block } from './fields.ts';

/** One field per class; `of` makes it. */
export function byClass(of: (name: RiskClass, index: number) => Field<number>, about: About) {
  const [C1, C2, C3, C4, C5] = RISK_CLASSES;
  return block(
    { [C1]: of(C1, 0), [C2]: of(C2, 1), [C3]: of(C3, 2), [C4]: of(C4, 3), [C5]: of(C5, 4) },
    {},
    about,
  );
}
