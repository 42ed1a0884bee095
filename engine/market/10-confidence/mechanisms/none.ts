/** Nobody takes fright. */
import type { Mechanism } from './mechanism.ts';

/** Does nothing. */
export function prepareNone(): Mechanism {
  const nothing = () => undefined;
  return {
    readMorning: nothing,
    takeFright: nothing,
    begin: nothing,
    stop: nothing,
    showLeaving: nothing,
    showReturn: nothing,
    welcome: nothing,
  };
}
