/** What finance writes into the books: records that were lost, remittances that have come in. Part of operations. */
import { FLOW } from '../../state/flow.ts';
import { RECORD } from '../../state/operations.ts';
import { bookRemittance } from '../../state/remittances.ts';
import { eachUnpaid } from '../../state/requests.ts';
import { errorShare, minutesToday } from '../../state/staff.ts';
import { DEPARTMENTS } from '../../base/vocabulary.ts';
import type { World } from '../../state/world.ts';

const FINANCE = DEPARTMENTS.indexOf('finance');
/** Draws of stream `clerk`: 0 to 7 are payouts by kind of request, these are entries made again. */
const ENTRY = 8;

export interface Entries {
  /** Lost records of withdrawals, oldest first, as far as the day's time goes. */
  enterAgain(): void;
  /** Remittances at the bank, in order, with what is left of the day. */
  book(): void;
}

/** Without limits of finance everything is entered at once and rightly. */
export function prepareEntries(world: World): Entries {
  const { scenario, staff, operations, requests, lenders, flow, platform } = world;
  const { finance, moneyInTransit } = scenario.operations;
  const stream = world.streams.stream('clerk');
  const searchMinutes = moneyInTransit?.searchMinutes ?? 0;

  return { enterAgain, book };

  /** Whether there is time left today; in wind-down the liquidator takes the time it needs. */
  function hasTime(): boolean {
    return finance === null || platform.windDown === 1 || staff.leftMinutes[FINANCE]! > 0;
  }

  function spend(minutes: number): void {
    if (finance !== null && platform.windDown === 0) staff.leftMinutes[FINANCE]! -= minutes;
  }

  function enterAgain(): void {
    const { now } = operations;
    if (now.recordsLost === 0) return;
    const share =
      finance === null || platform.windDown === 1
        ? 0
        : errorShare(
            finance,
            staff.competence[FINANCE]!,
            now.recordsLost * finance.entryMinutes,
            minutesToday(world, 'finance'),
          );
    eachUnpaid(world, (row) => {
      if (requests.record[row] !== RECORD.lost || !hasTime()) return;
      spend(finance?.entryMinutes ?? 0);
      now.recordsLost -= 1;
      const key = lenders.key[requests.lender[row]!]!;
      const wrong = stream.uniform(key, world.day, ENTRY + requests.kind[row]!) < share;
      requests.record[row] = wrong ? RECORD.wrong : RECORD.there;
      if (!wrong) return;
      flow[FLOW.payoutErrors]! += 1;
      operations.corrections.add(world.day + finance!.correctionDays, row);
    });
  }

  function book(): void {
    const { now, remittances } = operations;
    now.unbooked = 0;
    let allBooked = true;
    for (let row = now.firstUnbooked; row < remittances.length; row++) {
      const waits = remittances.booked[row] === 0;
      if (waits && remittances.arrivesDay[row]! <= world.day) {
        if (hasTime()) {
          spend((finance?.entryMinutes ?? 0) + (remittances.unidentified[row] === 1 ? searchMinutes : 0));
          bookRemittance(world, row);
        } else now.unbooked += 1;
      }
      if (remittances.booked[row] === 0) allBooked = false;
      else if (allBooked) now.firstUnbooked = row + 1;
    }
  }
}
