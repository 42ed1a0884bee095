/**
 * Who waits to buy claims, in order of joining, with marks by which matching finds those who can: it looks at 32 lenders
 * at a time.
 */
import { defineTable, type Registry, type Table } from '../base/columns.ts';
import type { Cells } from './headroom.ts';

const PLACE = { lender: { type: 'i32', fill: -1 } } as const;
const MEMBER = { place: 'i32' } as const;
const WORD = 32;
/** Below this length void places cost nothing. */
const COMPACT_FROM = 64;

/**
 * Marks are words of 32 bits, one bit per place; for each 32 places there is a word per risk class (who waits there)
 * and one per cell of the headroom (who is known to have none left there: noted when it ends or is found to have ended).
 */
export class WaitingLine {
  readonly #places: Table<typeof PLACE>;
  readonly #members: Table<typeof MEMBER>;
  readonly #words;
  readonly #counts;
  readonly #classCount: number;
  /** Words per 32 places. */
  readonly width: number;

  constructor(
    registry: Registry,
    options: { readonly classCount: number; readonly cellCount: number; readonly lenderGuess: number },
  ) {
    const { classCount, cellCount, lenderGuess } = options;
    this.#classCount = classCount;
    this.width = classCount + cellCount;
    this.#places = defineTable(registry, 'queue.place', PLACE, lenderGuess);
    this.#members = defineTable(registry, 'queue.member', MEMBER, lenderGuess);
    const words = Math.ceil(lenderGuess / WORD) * this.width;
    this.#words = defineTable(registry, 'queue.mark', { bits: { type: 'i32', derived: true } }, words);
    this.#counts = registry.scalars('queue.counts', ['places', 'waiting']);
  }

  addLender(): void {
    this.#members.add();
  }

  get waiting(): number {
    return this.#counts.waiting;
  }

  /** Places given since the line was compacted, void ones included. */
  get length(): number {
    return this.#counts.places;
  }

  /** Lender by place, -1 where it is void; fetch again after `join`. */
  get lenders(): Int32Array {
    return this.#places.lender;
  }

  /** All marks; fetch again after `join`. */
  get marks(): Int32Array {
    return this.#words.bits;
  }

  isWaiting(lender: number): boolean {
    return this.#members.place[lender]! > 0;
  }

  /** Place of a waiting lender. */
  placeOf(lender: number): number {
    return this.#members.place[lender]! - 1;
  }

  /**
   * Among places 32 `block` to 32 `block` + 31, one bit each: who waits in an accepting class (`accepting` holds a mask per
   * class) and isn't known to have no
   * headroom left in one of the cells.
   */
  candidates(block: number, accepting: Int32Array, cells: Cells): number {
    const { bits } = this.#words;
    const first = block * this.width;
    let waiting = 0;
    for (let c = 0; c < accepting.length; c++) waiting |= bits[first + c]! & accepting[c]!;
    if (waiting === 0) return 0;
    const cell = first + this.#classCount;
    const full =
      bits[cell + cells[0]]! | bits[cell + cells[1]]! | bits[cell + cells[2]]! | bits[cell + cells[3]]!;
    return waiting & ~full;
  }

  /** Puts the lender at the end; it must not be waiting. */
  join(lender: number, riskClass: number): void {
    const place = this.#counts.places;
    if (place === this.#places.length) this.#places.add();
    this.#counts.places = place + 1;
    this.#counts.waiting += 1;
    while (this.#words.length < Math.ceil((place + 1) / WORD) * this.width) this.#words.addMany(this.width);
    this.#seat(lender, riskClass, place);
  }

  /** Voids the lender's place. */
  leave(lender: number): void {
    const place = this.placeOf(lender);
    this.#members.place[lender] = 0;
    this.#places.lender[place] = -1;
    this.#counts.waiting -= 1;
    const first = (place >>> 5) * this.width;
    const mask = ~(1 << (place & 31));
    const { bits } = this.#words;
    for (let c = 0; c < this.#classCount; c++) bits[first + c]! &= mask;
  }

  /** The lender's headroom in a cell has come to an end, or there is some again. */
  markCell(lender: number, cell: number, exhausted: boolean): void {
    const place = this.placeOf(lender);
    if (place < 0) return;
    const word = (place >>> 5) * this.width + this.#classCount + cell;
    const bit = 1 << (place & 31);
    if (exhausted) this.#words.bits[word]! |= bit;
    else this.#words.bits[word]! &= ~bit;
  }

  /** Closes up void places once they are half of all; what was known of headroom is forgotten. */
  compact(riskClassOf: Uint8Array): void {
    const count = this.#counts.places;
    if (count < COMPACT_FROM || 2 * this.#counts.waiting > count) return;
    const { lender } = this.#places;
    this.#words.bits.fill(0, 0, Math.ceil(count / WORD) * this.width);
    let kept = 0;
    for (let place = 0; place < count; place++) {
      const who = lender[place]!;
      if (who >= 0) this.#seat(who, riskClassOf[who]!, kept++);
    }
    lender.fill(-1, kept, count);
    this.#counts.places = kept;
  }

  /** Gives the lender a place that has no marks yet. */
  #seat(lender: number, riskClass: number, place: number): void {
    this.#places.lender[place] = lender;
    this.#members.place[lender] = place + 1;
    this.#words.bits[(place >>> 5) * this.width + riskClass]! |= 1 << (place & 31);
  }
}
