/** Applications that wait for an offline reviewer, first come first served. */
import { defineTable, type Registry, type Table } from '../base/columns.ts';
import type { Applicant } from './today.ts';

const SCHEMA = {
  key: 'i32',
  bornDay: 'i32',
  appliedDay: 'i32',
  customer: { type: 'i32', fill: -1 },
  channel: 'u8',
  kind: 'u8',
  region: 'u8',
  sector: 'u8',
  incomeFen: 'f64',
  existingFen: 'f64',
  product: 'u8',
  amountFen: 'f64',
  termMonths: 'u8',
  method: 'u8',
  guarantor: { type: 'u8', fill: 255 },
  next: { type: 'i32', fill: -1 },
} as const;

/** Slots are used again once their application has been decided. */
export class ReviewQueue {
  readonly #slots: Table<typeof SCHEMA>;
  readonly #ends: Record<'head' | 'tail' | 'free' | 'count', number>;

  constructor(registry: Registry) {
    this.#slots = defineTable(registry, 'review', SCHEMA, 256);
    this.#ends = registry.scalars('review.ends', ['head', 'tail', 'free', 'count']);
  }

  /** Applications waiting. */
  get count(): number {
    return this.#ends.count;
  }

  /** Day of the oldest application; only if there is one. */
  get oldestDay(): number {
    return this.#slots.appliedDay[this.#ends.head - 1]!;
  }

  join(applicant: Applicant, guarantor: number): void {
    const slots = this.#slots;
    const ends = this.#ends;
    let slot = ends.free - 1;
    if (slot >= 0) ends.free = slots.next[slot]! + 1;
    else slot = slots.add();
    slots.key[slot] = applicant.key;
    slots.bornDay[slot] = applicant.bornDay;
    slots.appliedDay[slot] = applicant.appliedDay;
    slots.customer[slot] = applicant.customer;
    slots.channel[slot] = applicant.channel;
    slots.kind[slot] = applicant.kind;
    slots.region[slot] = applicant.region;
    slots.sector[slot] = applicant.sector;
    slots.incomeFen[slot] = applicant.incomeFen;
    slots.existingFen[slot] = applicant.existingFen;
    slots.product[slot] = applicant.product;
    slots.amountFen[slot] = applicant.amountFen;
    slots.termMonths[slot] = applicant.termMonths;
    slots.method[slot] = applicant.method;
    slots.guarantor[slot] = guarantor;
    slots.next[slot] = -1;
    if (ends.count === 0) ends.head = slot + 1;
    else slots.next[ends.tail - 1] = slot;
    ends.tail = slot + 1;
    ends.count += 1;
  }

  /** Hands out the oldest application; the queue must not be empty. */
  take(): { readonly applicant: Applicant; readonly guarantor: number } {
    const slots = this.#slots;
    const ends = this.#ends;
    const slot = ends.head - 1;
    ends.head = slots.next[slot]! + 1;
    slots.next[slot] = ends.free - 1;
    ends.free = slot + 1;
    ends.count -= 1;
    return {
      applicant: {
        key: slots.key[slot]!,
        bornDay: slots.bornDay[slot]!,
        appliedDay: slots.appliedDay[slot]!,
        customer: slots.customer[slot]!,
        channel: slots.channel[slot]!,
        kind: slots.kind[slot]!,
        region: slots.region[slot]!,
        sector: slots.sector[slot]!,
        incomeFen: slots.incomeFen[slot]!,
        existingFen: slots.existingFen[slot]!,
        product: slots.product[slot]!,
        amountFen: slots.amountFen[slot]!,
        termMonths: slots.termMonths[slot]!,
        method: slots.method[slot]!,
      },
      guarantor: slots.guarantor[slot]!,
    };
  }
}
