/**
 * Threefry-2x32, the counter-based generator of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as
 * easy as 1, 2, 3" (SC 2011). 13 rounds pass the crush tests there; 20 is the authors' default.
 */

const PARITY = 0x1bd11bda;
const ROTATIONS = [13, 15, 26, 6, 17, 29, 16, 24] as const;

/**
 * Both output words, as int32, of key (k0, k1) and counter (c0, c1). The plain form: `Stream.bits` is this
 * with the loop unrolled and one word kept.
 */
export function threefry2x32(
  k0: number,
  k1: number,
  c0: number,
  c1: number,
  rounds: number,
): [number, number] {
  const keys = [k0 | 0, k1 | 0, PARITY ^ k0 ^ k1] as const;
  let x0 = (c0 + k0) | 0;
  let x1 = (c1 + k1) | 0;
  for (let round = 0; round < rounds; round++) {
    const rotation = ROTATIONS[round % 8]!;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << rotation) | (x1 >>> (32 - rotation))) ^ x0;
    if (round % 4 === 3) {
      const injection = (round + 1) / 4;
      x0 = (x0 + keys[injection % 3]!) | 0;
      x1 = (x1 + keys[(injection + 1) % 3]! + injection) | 0;
    }
  }
  return [x0, x1];
}
