/** Tables of the default detail: events, postings by reason, guarantors at month ends. */
import type { DailySink } from '../../ledger/ledger.ts';
import { REASONS } from '../../ledger/reasons.ts';
import { EVENT_KINDS } from '../../state/events.ts';
import {
  claimsWorthFen,
  lentOutFen,
  netAssetsFen,
  provisionsFen,
  stakeWorthFen,
} from '../../state/guarantors.ts';
import type { World } from '../../state/world.ts';
import type { TableRows } from '../tables.ts';
import { tableRows } from './columns.ts';

/** Events in the order in which they happened. */
export function eventRows({ events: { events } }: World): TableRows {
  return tableRows('event', events.length, {
    day: (row) => events[row]!.day,
    kind: (row) => EVENT_KINDS.indexOf(events[row]!.kind),
    subject: (row) => events[row]!.subject,
    valueFen: (row) => events[row]!.valueFen,
    figure: (row) => events[row]!.figure,
    text: (row) => events[row]!.text,
  });
}

/** Collects what `Ledger.closeDay` hands out. */
export class PostingsByDay {
  readonly #day: number[] = [];
  readonly #reason: number[] = [];
  readonly #postings: number[] = [];
  readonly #amountFen: number[] = [];

  readonly sink: DailySink = (day, reason, postings, amountFen) => {
    this.#day.push(day);
    this.#reason.push(reason);
    this.#postings.push(postings);
    this.#amountFen.push(amountFen);
  };

  rows(): TableRows {
    const reason = (row: number) => REASONS[this.#reason[row]!]!;
    return tableRows('ledger_daily', this.#day.length, {
      day: (row) => this.#day[row]!,
      reason: (row) => this.#reason[row]!,
      debitAccount: (row) => reason(row).from,
      creditAccount: (row) => reason(row).to,
      entries: (row) => this.#postings[row]!,
      amountFen: (row) => this.#amountFen[row]!,
    });
  }
}

/** Columns of a guarantor's month: sums since day 0 where they are flows. */
const GUARANTOR_SUMS = {
  liquidFen: ({ guarantors }, row) => guarantors.liquidFen[row]!,
  equityFen: netAssetsFen,
  exposureFen: ({ guarantors }, row) => guarantors.exposureFen[row]!,
  compensatedFen: ({ guarantors }, row) => guarantors.compensatedFen[row]!,
  recoveredFen: ({ guarantors }, row) => guarantors.recoveredFen[row]!,
  feesFen: ({ guarantors }, row) => guarantors.feesFen[row]!,
  elsewhereFen: ({ guarantors }, row) => guarantors.elsewhereFen[row]!,
  refundedFen: ({ guarantors }, row) => guarantors.refundedFen[row]!,
  refundsPaidFen: ({ guarantors }, row) => guarantors.refundsPaidFen[row]!,
  stakeFen: ({ guarantors }, row) => guarantors.stakeFen[row]!,
  lentNetFen: ({ guarantors }, row) => guarantors.lentFen[row]! - guarantors.lentBackFen[row]!,
  broughtFen: ({ guarantors }, row) => guarantors.broughtFen[row]!,
  otherFen: ({ guarantors }, row) => guarantors.otherFen[row]!,
  claimFen: ({ guarantors }, row) => guarantors.claimFen[row]!,
  claimsWorthFen,
  stakeWorthFen,
  lentOutFen,
  provisionsFen,
} as const satisfies Readonly<Record<string, (world: World, row: number) => number>>;

interface GuarantorMonth {
  readonly month: number;
  readonly guarantor: string;
  readonly sums: Readonly<Record<keyof typeof GUARANTOR_SUMS, number>>;
  readonly failed: number;
}

/** Looks at guarantors at each month end. */
export class GuarantorMonths {
  readonly #rows: GuarantorMonth[] = [];

  observe(world: World): void {
    const { guarantors, names, calendar, day } = world;
    for (let row = 0; row < guarantors.length; row++) {
      const sums = Object.entries(GUARANTOR_SUMS).map(([name, of]) => [name, of(world, row)] as const);
      this.#rows.push({
        month: calendar.monthIndex(day),
        guarantor: names.guarantors[row]!,
        sums: Object.fromEntries(sums) as GuarantorMonth['sums'],
        failed: guarantors.failedDay[row]! >= 0 ? 1 : 0,
      });
    }
  }

  rows(): TableRows {
    const rows = this.#rows;
    const names = Object.keys(GUARANTOR_SUMS) as (keyof typeof GUARANTOR_SUMS)[];
    return tableRows('guarantor', rows.length, {
      month: (row) => rows[row]!.month,
      guarantor: (row) => rows[row]!.guarantor,
      ...Object.fromEntries(names.map((name) => [name, (row: number) => rows[row]!.sums[name]])),
      failed: (row) => rows[row]!.failed,
    });
  }
}
