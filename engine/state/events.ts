/** The day's noteworthy events, in order, for the study file; they never bear on an outcome. */

export const EVENT_KINDS = [
  'failure',
  'breach',
  'trigger',
  'triggerClear',
  'shock',
  'guarantorFailed',
  'reserveExhausted',
  'creditLine',
  'covenant',
  'institution',
  'capitalCall',
  'disclosure',
  'windDown',
  'distribution',
  'restriction',
  'gate',
  'suspension',
  'promiseKept',
  'promiseBroken',
  'promotion',
  'reserveLoan',
  'guarantorLoan',
  'guarantorRefused',
  'silence',
  'leak',
  'incident',
  'regime',
  'inspection',
  'measure',
  'decision',
  'warning',
  'warningClear',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export interface MarketEvent {
  readonly day: number;
  readonly kind: EventKind;
  /** What it happened to: a guarantor's name, a trigger's, a cause. */
  readonly subject: string;
  readonly valueFen: number;
  /** The tested or telling figure; NaN if none. */
  readonly figure: number;
  readonly text: string;
}

/** A trigger's condition as it was tested. */
export interface TriggerTest {
  readonly day: number;
  readonly trigger: string;
  readonly figure: string;
  readonly tested: number;
  readonly threshold: number;
  fired: boolean;
}

export class EventLog {
  readonly events: MarketEvent[] = [];

  add(event: MarketEvent): void {
    this.events.push(event);
  }
}
