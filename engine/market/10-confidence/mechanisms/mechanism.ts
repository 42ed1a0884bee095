/** How fear becomes exits. */

export interface Mechanism {
  /** Everybody's standing as of this morning, before anybody acts. */
  readMorning(): void;
  /** Those who take fright today, with the public signal of the day, go into `leaving`, in no order. */
  takeFright(signal: number, leaving: number[]): void;
  /** A stay begins this evening; the next morning counts. */
  begin(row: number): void;
  /** A stay ended for another reason than fear. */
  stop(row: number): void;
  /** The lender left in fear today. */
  showLeaving(row: number): void;
  /** A lender that left in fear on `leftDay` came back today. */
  showReturn(row: number, leftDay: number): void;
  /** Adds the next lender, in the evening of its first day. */
  welcome(row: number): void;
}
