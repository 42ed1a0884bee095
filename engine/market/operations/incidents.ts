/** The system fails, or is attacked: by the timeline or by chance. Part of operations. */
import { dailyDecay, expm1, ln } from '../../base/mathx.ts';
import { REASON } from '../../ledger/reasons.ts';
import { ACCOUNT } from '../../ledger/accounts.ts';
import { poolCashFen } from '../../state/figures.ts';
import { FLOW } from '../../state/flow.ts';
import { isDown, RECORD } from '../../state/operations.ts';
import { loseBookings } from '../../state/remittances.ts';
import { eachUnpaid } from '../../state/requests.ts';
import { skilledPersons } from '../../state/staff.ts';
import type { World } from '../../state/world.ts';
import { firstLostDay } from './loss.ts';

/** Draws of stream `incident`, key 0. */
const OUTAGE = 0;
const ATTACK = 1;
const LENGTH = 2;
const DATA_LOST = 3;

const DAYS_PER_YEAR = 365;
/** A bought system needs so much of the engineers that an own one needs, and its maker so many days to come. */
const BOUGHT_ENGINEERS = 0.5;
const MAKER_DAYS = 1;
/** Want of engineers or of money multiplies the hazard at most so much. */
const MOST_STRAIN = 10;

/** Computes what stays the same; the step it returns is one morning. */
export function prepareIncidents(world: World): () => void {
  const { scenario, operations, lenderView, platform, ledger, requests, flow, events } = world;
  const { incidents, backup, news } = scenario.operations;
  const stream = world.streams.stream('incident');
  const decay = dailyDecay(scenario.confidence.newsHalfLifeDays);
  const waitsForMaker = incidents !== null && incidents.system === 'bought';

  return () => {
    lenderView.systemNews *= decay;
    for (const shock of scenario.shocks) {
      if (shock.day !== world.day || platform.windDown === 1) continue;
      if (shock.kind === 'outage') fail(shock.overDays, shock.dataLoss);
      if (shock.kind === 'hack') beAttacked(shock.overDays, shock.stolenFen);
    }
    if (incidents !== null && platform.windDown === 0 && !isDown(world)) tryLuck(incidents);
  };

  function tryLuck(terms: NonNullable<typeof incidents>): void {
    const { day } = world;
    const strain = strainOf(terms);
    const load = Math.max(1, operations.now.visitsYesterday / terms.visitsPerDay);
    const happens = (draw: number, perYear: number) =>
      stream.uniform(0, day, draw) < -expm1((-perYear * strain) / DAYS_PER_YEAR);
    const length = () => Math.max(1, Math.ceil(terms.outageMeanDays * -ln(stream.uniform(0, day, LENGTH))));
    if (happens(ATTACK, terms.attacksPerYear)) {
      const reachFen =
        ledger.balance(ACCOUNT.platformCash) + (ledger.pooled ? Math.max(0, poolCashFen(world)) : 0);
      beAttacked(length(), Math.floor(reachFen * terms.theftShare));
    } else if (happens(OUTAGE, terms.outagesPerYear * load)) {
      fail(length(), stream.uniform(0, day, DATA_LOST) < terms.dataLossShare);
    }
  }

  /** By how much too few engineers and too little money raise the hazard. */
  function strainOf(terms: NonNullable<typeof incidents>): number {
    const needed = terms.engineersNeeded * (terms.system === 'bought' ? BOUGHT_ENGINEERS : 1);
    const persons = skilledPersons(world, 'technology') * platform.payrollPaidShare;
    return (
      shortfall(needed, persons) * shortfall(terms.spendNeededFen, scenario.platform.technologyPerMonthFen)
    );
  }

  function fail(days: number, dataLost: boolean): void {
    const { localEveryDays, remoteEveryDays, restoreLocalDays, restoreRemoteDays } = backup;
    const local = localEveryDays !== null;
    const restoreDays = local ? restoreLocalDays : restoreRemoteDays;
    goDown(days + (dataLost ? restoreDays : 0));
    if (dataLost) loseRecords(local ? localEveryDays : remoteEveryDays);
    lenderView.systemNews += news.outage;
    note('outage', 0, dataLost ? 'system down, records lost' : 'system down');
  }

  /** What is in the house is destroyed: records come from the copy elsewhere. */
  function beAttacked(days: number, wantedFen: number): void {
    const stolenFen = steal(wantedFen);
    goDown(days + backup.restoreRemoteDays);
    loseRecords(backup.remoteEveryDays);
    lenderView.systemNews += news.attack;
    note('hack', stolenFen, 'attacked, records and money lost');
  }

  function goDown(days: number): void {
    const until = world.day + days + (waitsForMaker ? MAKER_DAYS : 0);
    operations.now.downUntil = Math.max(operations.now.downUntil, until);
    flow[FLOW.incidents]! += 1;
  }

  /** Withdrawals and deposits since the last copy are in no record until they are entered again. */
  function loseRecords(everyDays: number | null): void {
    const fromDay = firstLostDay(world.day, everyDays);
    eachUnpaid(world, (row) => {
      if (requests.day[row]! < fromDay || requests.record[row] !== RECORD.there) return;
      requests.record[row] = RECORD.lost;
      operations.now.recordsLost += 1;
    });
    loseBookings(world, fromDay, operations.now.downUntil);
  }

  /** Nobody insures it: customers' money in the pool is missing there, own money is the owners' loss. */
  function steal(wantedFen: number): number {
    const fromPoolFen = ledger.pooled ? Math.min(wantedFen, Math.max(0, poolCashFen(world))) : 0;
    const ownFen = Math.min(wantedFen - fromPoolFen, ledger.balance(ACCOUNT.platformCash));
    if (fromPoolFen > 0) ledger.post(REASON.stolenFromPool, fromPoolFen);
    if (ownFen > 0) ledger.post(REASON.stolen, ownFen);
    flow[FLOW.stolenFen]! += fromPoolFen + ownFen;
    return fromPoolFen + ownFen;
  }

  function note(subject: string, valueFen: number, text: string): void {
    const days = operations.now.downUntil - world.day;
    events.add({ day: world.day, kind: 'incident', subject, valueFen, figure: days, text });
  }
}

/** What is needed over what is there, at least 1. */
function shortfall(needed: number, there: number): number {
  if (needed <= there) return 1;
  return there > 0 ? Math.min(MOST_STRAIN, needed / there) : MOST_STRAIN;
}
