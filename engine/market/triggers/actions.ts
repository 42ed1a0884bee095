/** What a trigger sets in motion. Standing actions (rate, throttle) hold while the play is in force and are summed up elsewhere. */
import { unreachable } from '../../base/assert.ts';
import { DEPARTMENTS } from '../../base/vocabulary.ts';
import { ACCOUNT } from '../../ledger/accounts.ts';
import { REASON } from '../../ledger/reasons.ts';
import type { Action } from '../../scenario/scenario.ts';
import { drawCredit, undrawnCreditFen } from '../../state/credit-line.ts';
import type { EventKind } from '../../state/events.ts';
import { FLOW } from '../../state/flow.ts';
import type { World } from '../../state/world.ts';

/** Policies in force through plays. */
export interface Standing {
  raisedRate: number;
  throttle: number;
}

/** Takes one action of a play. */
export function act(world: World, action: Action, play: string): void {
  switch (action.kind) {
    case 'drawCreditLine':
      drawCredit(world, undrawnCreditFen(world), play);
      return;
    case 'disclose':
      return disclose(world, action, play);
    case 'topUpReserve':
      return topUpReserve(world, action.fen);
    case 'callCapital':
      world.agendas.capitalCalls.add(world.day + action.delayDays, 0, action.fen);
      return note(world, 'capitalCall', play, action.fen, 'capital called');
    case 'raiseRate':
      return note(world, 'restriction', play, 0, `lender rate raised by ${action.by}`);
    case 'throttleLending':
      return note(world, 'restriction', play, 0, `lending throttled to ${action.to}`);
    case 'overtime':
      return note(
        world,
        'restriction',
        play,
        0,
        `overtime of ${action.hoursPerDay} hours, ${action.department}`,
      );
    case 'hire': {
      const row = DEPARTMENTS.indexOf(action.department);
      world.operations.hires.add(world.day + action.delayDays, row, action.persons);
      return note(world, 'restriction', play, 0, `${action.persons} hired, ${action.department}`);
    }
    default:
      return unreachable(action);
  }
}

function disclose(world: World, action: { calm: number; halfLifeDays: number }, play: string): void {
  const { disclosures } = world.payouts;
  const row = disclosures.add();
  disclosures.day[row] = world.day;
  disclosures.calm[row] = action.calm;
  disclosures.halfLifeDays[row] = action.halfLifeDays;
  note(world, 'disclosure', play, 0, `disclosure with calm ${action.calm}`);
}

function topUpReserve(world: World, wantedFen: number): void {
  const { ledger, flow } = world;
  const fen = Math.min(wantedFen, ledger.balance(ACCOUNT.platformCash));
  if (fen === 0) return;
  ledger.post(REASON.reserveTopUp, fen);
  flow[FLOW.reserveInFen]! += fen;
}

function note(world: World, kind: EventKind, subject: string, valueFen: number, text: string): void {
  world.events.add({ day: world.day, kind, subject, valueFen, figure: NaN, text });
}
