/** What a trigger sets in motion. Standing actions (rate, throttle, silence) hold while the play is in force and are summed up elsewhere. */
import { unreachable } from '../../base/assert.ts';
import { mulDivHalfUp } from '../../base/money.ts';
import { DEPARTMENTS } from '../../base/vocabulary.ts';
import { PPM, ppm } from '../../finance/terms.ts';
import { ACCOUNT } from '../../ledger/accounts.ts';
import { REASON } from '../../ledger/reasons.ts';
import type { Action, Play } from '../../scenario/scenario.ts';
import { promiseParts } from '../../settle/promises.ts';
import { drawCredit, undrawnCreditFen } from '../../state/credit-line.ts';
import type { EventKind } from '../../state/events.ts';
import { FLOW } from '../../state/flow.ts';
import { isStopped } from '../../state/law.ts';
import { reopen, suspend } from '../../state/payout/stops.ts';
import { refillPool } from '../../state/refill.ts';
import type { World } from '../../state/world.ts';

const DAYS_PER_YEAR = 365;

/** Policies in force through plays. */
export interface Standing {
  raisedRate: number;
  throttle: number;
  /** 1 while disclosures are held back. */
  silent: number;
  /** 1 while a play that lends from the reserve is in force. */
  reserveLends: number;
}

type Of<K extends Action['kind']> = Extract<Action, { readonly kind: K }>;

/** Takes one action of a play. */
export function act(world: World, action: Action, play: string): void {
  switch (action.kind) {
    case 'drawCreditLine':
      drawCredit(world, undrawnCreditFen(world), play);
      return;
    case 'disclose':
      return disclose(world, action, play);
    case 'staySilent':
      return note(world, 'silence', play, 0, 'nothing is disclosed while this play is in force');
    case 'redPackets':
      return promote(world, action, play);
    case 'topUpReserve':
      return topUpReserve(world, action.fen);
    case 'releaseReserve':
      return lendReserve(world, action.fen, play);
    case 'askGuarantors':
      return askGuarantors(world, action, play);
    case 'callCapital':
      world.agendas.capitalCalls.add(world.day + action.delayDays, 0, action.fen);
      return note(world, 'capitalCall', play, action.fen, 'capital called');
    case 'raiseRate':
      return note(world, 'restriction', play, 0, `lender rate raised by ${action.by}`);
    case 'throttleLending':
      return note(world, 'restriction', play, 0, `lending throttled to ${action.to}`);
    case 'suspend':
      return suspend(world, action.forDays, play);
    case 'reopen':
      return reopen(world, play);
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

/** What a firing costs, as far as own cash reaches: advisers, calls, notices. */
export function payCost({ ledger, flow }: World, { costFen = 0 }: Play): void {
  const paidFen = Math.min(costFen, ledger.balance(ACCOUNT.platformCash));
  if (paidFen <= 0) return;
  ledger.post(REASON.crisisCost, paidFen);
  flow[FLOW.costsFen]! += paidFen;
}

/** Words, and dates for whoever's withdrawal is late; not while another play keeps silent. */
function disclose(world: World, action: Of<'disclose'>, play: string): void {
  const { payouts, responses, day } = world;
  if (responses.now.silent === 1) return note(world, 'silence', play, 0, 'a disclosure was held back');
  const { disclosures } = payouts;
  const row = disclosures.add();
  disclosures.day[row] = day;
  disclosures.calm[row] = action.calm;
  disclosures.halfLifeDays[row] = action.halfLifeDays;
  responses.now.spokeDay = day;
  const promisedFen = action.plan === undefined ? 0 : promiseParts(world, row, action.plan);
  note(world, 'disclosure', play, promisedFen, `disclosure with calm ${action.calm}`);
}

function promote(world: World, action: Of<'redPackets'>, play: string): void {
  const { promotions } = world.responses;
  const row = promotions.add();
  promotions.sharePpm[row] = ppm(action.share);
  promotions.pull[row] = action.pull;
  promotions.endDay[row] = world.day + action.overDays;
  promotions.leftFen[row] = action.budgetFen;
  note(world, 'promotion', play, action.budgetFen, 'red packets on money invested');
}

function topUpReserve(world: World, wantedFen: number): void {
  const { ledger, flow } = world;
  const fen = isStopped(world, 'riskReserve') ? 0 : Math.min(wantedFen, ledger.balance(ACCOUNT.platformCash));
  if (fen === 0) return;
  ledger.post(REASON.reserveTopUp, fen);
  flow[FLOW.reserveInFen]! += fen;
}

/** The reserve lends to the platform, which under pooled custody passes it on to whoever waits. */
function lendReserve(world: World, wantedFen: number, play: string): void {
  if (isStopped(world, 'reserveLent'))
    return note(world, 'restriction', play, 0, 'the law forbids lending the reserve');
  const { ledger, responses } = world;
  const fen = Math.min(wantedFen, ledger.balance(ACCOUNT.reserveCash));
  if (fen === 0) return;
  ledger.post(REASON.reserveLoan, fen);
  responses.now.reserveLentFen += fen;
  refillPool(world, fen);
  note(world, 'reserveLoan', play, fen, 'lent by the reserve');
}

/** Guarantors in the scenario's order lend what they can spare: liquid assets above a share of what they stand for. */
function askGuarantors(world: World, action: Of<'askGuarantors'>, play: string): void {
  const { guarantors, names, ledger, responses, day } = world;
  let wantedFen = action.fen;
  for (let row = 0; row < guarantors.length && wantedFen > 0; row++) {
    const keptFen = mulDivHalfUp(guarantors.exposureFen[row]!, ppm(action.keeps), PPM);
    const spareFen = guarantors.failedDay[row]! < 0 ? guarantors.liquidFen[row]! - keptFen : 0;
    const fen = Math.max(0, Math.min(wantedFen, spareFen));
    if (fen === 0) {
      note(world, 'guarantorRefused', names.guarantors[row]!, wantedFen, `refuses to lend for ${play}`);
      continue;
    }
    wantedFen -= fen;
    const loan = responses.guarantorLoans.add();
    responses.guarantorLoans.guarantor[loan] = row;
    responses.guarantorLoans.dueDay[loan] = day + action.overDays;
    responses.guarantorLoans.principalFen[loan] = fen;
    responses.guarantorLoans.interestFen[loan] = Math.floor(
      (fen * action.ratePerYear * action.overDays) / DAYS_PER_YEAR + 0.5,
    );
    responses.now.guarantorsLentFen += fen;
    guarantors.liquidFen[row]! -= fen;
    guarantors.lentFen[row]! += fen;
    ledger.post(REASON.guarantorLoan, fen, -1, row);
    refillPool(world, fen);
    note(world, 'guarantorLoan', names.guarantors[row]!, fen, `lends for ${play}`);
  }
}

function note(world: World, kind: EventKind, subject: string, valueFen: number, text: string): void {
  world.events.add({ day: world.day, kind, subject, valueFen, figure: NaN, text });
}
