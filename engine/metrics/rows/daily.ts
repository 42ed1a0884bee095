/** Tables of the default detail: events, postings by reason, guarantors at month ends. */
import type { DailySink } from '../../ledger/ledger.ts';
import { REASONS } from '../../ledger/reasons.ts';
import { EVENT_KINDS } from '../../state/events.ts';
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

interface GuarantorMonth {
  readonly month: number;
  readonly guarantor: string;
  readonly liquidFen: number;
  readonly equityFen: number;
  readonly exposureFen: number;
  readonly compensatedFen: number;
  readonly recoveredFen: number;
  readonly failed: number;
}

/** Looks at guarantors at each month end. */
export class GuarantorMonths {
  readonly #rows: GuarantorMonth[] = [];

  observe({ guarantors, names, calendar, day }: World): void {
    for (let row = 0; row < guarantors.length; row++) {
      this.#rows.push({
        month: calendar.monthIndex(day),
        guarantor: names.guarantors[row]!,
        liquidFen: guarantors.liquidFen[row]!,
        equityFen: guarantors.netAssetsFen[row]!,
        exposureFen: guarantors.exposureFen[row]!,
        compensatedFen: guarantors.compensatedFen[row]!,
        recoveredFen: guarantors.recoveredFen[row]!,
        failed: guarantors.failedDay[row]! >= 0 ? 1 : 0,
      });
    }
  }

  rows(): TableRows {
    const rows = this.#rows;
    const cell = (name: keyof GuarantorMonth) => (row: number) => rows[row]![name];
    return tableRows('guarantor', rows.length, {
      month: cell('month'),
      guarantor: cell('guarantor'),
      liquidFen: cell('liquidFen'),
      equityFen: cell('equityFen'),
      exposureFen: cell('exposureFen'),
      compensatedFen: cell('compensatedFen'),
      recoveredFen: cell('recoveredFen'),
      failed: cell('failed'),
    });
  }
}
