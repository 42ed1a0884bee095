/** Claims of the wind-down, row by row. */
import type { World } from '../../engine/state/world.ts';
import type { Book } from './book.ts';
import type { Same } from './differs.ts';
import { at } from './recorded.ts';

export function compareClaims({ windDown }: World, book: Book, same: Same): void {
  const { claims } = windDown;
  same('claims', 'all', 'rows', claims.length, book.claims.length);
  book.claims.forEach(({ claim, recovered, charged, given }, id) => {
    same('claim', id, 'claim', at(claims.claimFen, id), claim);
    same('claim', id, 'recovered', at(claims.recoveredFen, id), recovered);
    same('claim', id, 'charged', at(claims.chargedFen, id), charged);
    same('claim', id, 'given to the estate', at(claims.givenFen, id), given);
  });
}
