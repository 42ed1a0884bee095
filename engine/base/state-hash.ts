/**
 * Fast 64-bit fingerprint of state: word n goes into lane n modulo 4, each a murmur3 chain. Four lanes, since a chain
 * waits for its last word: one lane takes more than three times as long. Not cryptographic.
 */

/** Accumulates bytes in order; the same bytes cut differently give different digests. */
export class StateHash {
  /** The lane of the next word comes first. */
  #a = 0x9747b28c | 0;
  #b = 0x3c6ef372 | 0;
  #c = 0x85ebca6b | 0;
  #d = 0x27d4eb2f | 0;

  /** The first `byteCount` bytes of a buffer, as little-endian words, then its length. */
  addBytes(buffer: ArrayBufferLike, byteCount: number): void {
    const wordCount = byteCount >> 2;
    const words = new Int32Array(buffer, 0, wordCount);
    const fours = wordCount & ~3;
    this.#addFours(words, fours);
    for (let i = fours; i < wordCount; i++) this.addWord(words[i]!);
    const tail = new Uint8Array(buffer, wordCount * 4, byteCount - wordCount * 4);
    for (let i = 0; i < tail.length; i++) this.addWord(tail[i]!);
    this.addWord(byteCount);
  }

  addText(text: string): void {
    for (let i = 0; i < text.length; i++) this.addWord(text.charCodeAt(i));
    this.addWord(text.length);
  }

  addWord(word: number): void {
    const lane = step(this.#a, word);
    this.#a = this.#b;
    this.#b = this.#c;
    this.#c = this.#d;
    this.#d = lane;
  }

  /** 16 hex digits. */
  digest(): string {
    const all = (this.#a + this.#b + this.#c + this.#d) | 0;
    const high = finish((finish(this.#a) + 3 * finish(this.#b) + all) | 0);
    const low = finish((finish(this.#c) + 3 * finish(this.#d) + high) | 0);
    return ((high + low) >>> 0).toString(16).padStart(8, '0') + (low >>> 0).toString(16).padStart(8, '0');
  }

  /** `count` words, a multiple of 4. */
  #addFours(words: Int32Array, count: number): void {
    let a = this.#a;
    let b = this.#b;
    let c = this.#c;
    let d = this.#d;
    for (let i = 0; i < count; i += 4) {
      a = step(a, words[i]!);
      b = step(b, words[i + 1]!);
      c = step(c, words[i + 2]!);
      d = step(d, words[i + 3]!);
    }
    this.#a = a;
    this.#b = b;
    this.#c = c;
    this.#d = d;
  }
}

function step(lane: number, word: number): number {
  const m = Math.imul(word, 0xcc9e2d51);
  const h = lane ^ Math.imul((m << 15) | (m >>> 17), 0x1b873593);
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
}

function finish(word: number): number {
  let h = word ^ (word >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}
