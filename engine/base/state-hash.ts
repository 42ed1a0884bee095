/** Fast 64-bit fingerprint of state: two murmur3 lanes with different constants. Not cryptographic. */

/** Accumulates bytes in order; the same bytes cut differently give different digests. */
export class StateHash {
  #a = 0x9747b28c | 0;
  #b = 0x3c6ef372 | 0;

  /** The first `byteCount` bytes of a buffer, as little-endian words, then its length. */
  addBytes(buffer: ArrayBufferLike, byteCount: number): void {
    const wordCount = byteCount >> 2;
    this.#addWords(new Int32Array(buffer, 0, wordCount));
    const tail = new Uint8Array(buffer, wordCount * 4, byteCount - wordCount * 4);
    for (let i = 0; i < tail.length; i++) this.addWord(tail[i]!);
    this.addWord(byteCount);
  }

  #addWords(words: Int32Array): void {
    let a = this.#a;
    let b = this.#b;
    for (let i = 0; i < words.length; i++) {
      const word = words[i]!;
      let m = Math.imul(word, 0xcc9e2d51);
      a ^= Math.imul((m << 15) | (m >>> 17), 0x1b873593);
      a = (Math.imul((a << 13) | (a >>> 19), 5) + 0xe6546b64) | 0;
      m = Math.imul(word, 0x239b961b);
      b ^= Math.imul((m << 16) | (m >>> 16), 0x38b34ae5);
      b = (Math.imul((b << 17) | (b >>> 15), 5) + 0x561ccd1b) | 0;
    }
    this.#a = a;
    this.#b = b;
  }

  addText(text: string): void {
    for (let i = 0; i < text.length; i++) this.addWord(text.charCodeAt(i));
    this.addWord(text.length);
  }

  addWord(word: number): void {
    let m = Math.imul(word, 0xcc9e2d51);
    this.#a ^= Math.imul((m << 15) | (m >>> 17), 0x1b873593);
    this.#a = (Math.imul((this.#a << 13) | (this.#a >>> 19), 5) + 0xe6546b64) | 0;
    m = Math.imul(word, 0x239b961b);
    this.#b ^= Math.imul((m << 16) | (m >>> 16), 0x38b34ae5);
    this.#b = (Math.imul((this.#b << 17) | (this.#b >>> 15), 5) + 0x561ccd1b) | 0;
  }

  /** 16 hex digits. */
  digest(): string {
    let a = (this.#a + this.#b) | 0;
    let b = (this.#b + a) | 0;
    a = finish(a);
    b = finish(b);
    a = (a + b) | 0;
    b = (b + a) | 0;
    return (a >>> 0).toString(16).padStart(8, '0') + (b >>> 0).toString(16).padStart(8, '0');
  }
}

function finish(word: number): number {
  let h = word ^ (word >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}
