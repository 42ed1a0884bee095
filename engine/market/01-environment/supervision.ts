/**
 * The regulator: inspections find what the law in force forbids, deadlines pass, measures follow. Reads the books as an inspector
 * sees them. Writes findings, orders and fines (law), the order to close, and their news.
 */
import { FEATURES, type Feature, type Measure } from '../../base/law.ts';
import { dailyDecay, exp } from '../../base/mathx.ts';
import { ACCOUNT } from '../../ledger/accounts.ts';
import { REASON } from '../../ledger/reasons.ts';
import { inForce } from '../../state/dated.ts';
import type { EventKind } from '../../state/events.ts';
import { poolGapFen } from '../../state/figures.ts';
import { FLOW } from '../../state/flow.ts';
import { isForbidden, isStopped, legalCaps } from '../../state/law.ts';
import { FOUND } from '../../state/orders.ts';
import type { World } from '../../state/world.ts';

/** Key of stream `inspection`, and its draws: whether one comes today, then one per feature. */
const REGULATOR = 0;
const COMES = 0;
const FINDS = 1;
const DAYS_PER_YEAR = 365;
/** Figure of the event of a feature: found, or put right. */
const FOUND_OPEN = 1;
const PUT_RIGHT = 0;

/** Computes what stays the same; the step it returns is one morning. */
export function prepareSupervision(world: World): () => void {
  const { scenario, law, platform, ledger, flow, events } = world;
  const { supervision, regime } = scenario;
  const stream = world.streams.stream('inspection');
  const dated = scenario.shocks.filter(({ kind }) => kind === 'inspection').map(({ day }) => day);
  const chance = supervision === null ? 0 : 1 - exp(-supervision.inspectionsPerYear / DAYS_PER_YEAR);

  return () => {
    const { day } = world;
    const fresh = regime.find(({ fromDay }) => fromDay === day && day > 0);
    if (fresh !== undefined) note('regime', fresh.value, 0, `regime ${fresh.value} comes into force`);
    if (supervision === null) return;
    law.now.news *= dailyDecay(supervision.newsHalfLifeDays);
    if (platform.windDown === 1) return;
    payFines();
    putRight();
    if (law.now.dueDay === day) passDeadline(supervision.measures);
    if (dated.includes(day) || stream.uniform(REGULATOR, day, COMES) < chance) inspect(supervision.detection);
  };

  /** As far as own cash goes; the rest is owed. */
  function payFines(): void {
    const fen = Math.min(law.now.fineOwedFen, ledger.balance(ACCOUNT.platformCash));
    if (fen <= 0) return;
    law.now.fineOwedFen -= fen;
    flow[FLOW.finesFen]! += fen;
    ledger.post(REASON.fine, fen);
  }

  /** What was found and is no longer so; with nothing left the order ends. */
  function putRight(): void {
    let open = 0;
    FEATURES.forEach((feature, row) => {
      if (law.found[row] !== FOUND.open) return;
      if (isBreached(world, feature)) open += 1;
      else {
        law.found[row] = FOUND.putRight;
        note('inspection', feature, 0, `${feature} is put right`, PUT_RIGHT);
      }
    });
    if (open === 0) law.now.dueDay = -1;
  }

  function inspect(detection: number): void {
    let found = 0;
    FEATURES.forEach((feature, row) => {
      if (law.found[row] === FOUND.open || !isBreached(world, feature)) return;
      if (stream.uniform(REGULATOR, world.day, FINDS + row) >= detection) return;
      law.found[row] = FOUND.open;
      found += 1;
      note('inspection', feature, 0, `an inspection finds ${feature}`, FOUND_OPEN);
    });
    if (found === 0) {
      note('inspection', '', 0, 'an inspection finds nothing new');
      return;
    }
    law.now.news += supervision!.news;
    if (law.now.dueDay < 0) law.now.dueDay = world.day + supervision!.rectificationDays;
  }

  /** Time is up: the next measure, and another deadline. */
  function passDeadline(measures: readonly Measure[]): void {
    const last = measures.length - 1;
    const measure = measures[Math.min(law.now.step, last)]!;
    const isOver = law.now.step > last && measure !== 'fine';
    law.now.dueDay = world.day + supervision!.rectificationDays;
    if (isOver) return;
    law.now.step += 1;
    law.now.news += supervision!.news;
    take(measure);
  }

  function take(measure: Measure): void {
    const { day } = world;
    let valueFen = 0;
    switch (measure) {
      case 'fine':
        valueFen = supervision!.fineFen;
        law.now.fineOwedFen += valueFen;
        payFines();
        break;
      case 'closeProducts':
        law.found.forEach((found, row) => {
          if (found === FOUND.open) law.closed[row] = 1;
        });
        break;
      case 'balanceCap':
        valueFen = world.book.outstandingFen;
        law.now.capFen = valueFen;
        law.now.capDay = day;
        break;
      case 'filingRefused':
        law.now.filingRefusedDay = day;
        break;
      case 'closure':
        platform.closedByOrderDay = day;
        break;
    }
    note('measure', measure, valueFen, measure);
  }

  function note(kind: EventKind, subject: string, valueFen: number, text: string, figure = NaN): void {
    events.add({ day: world.day, kind, subject, valueFen, figure, text });
  }
}

/**
 * Whether an inspector who looks today sees a breach. What was done before the law, or before it was stopped, may run off;
 * customers' money that is missing, and what the reserve has lent, may not.
 */
function isBreached(world: World, feature: Feature): boolean {
  if (!isForbidden(world, feature)) return false;
  const { scenario, responses, owners, ledger, day } = world;
  if (feature === 'pooledCustody' && ledger.pooled && poolGapFen(world) > 0) return true;
  if (feature === 'reserveLent') return responses.now.reserveLentFen > 0;
  if (feature === 'selfFinancing') return owners.uncoveredDay < 0 && ledger.credits(ACCOUNT.ownersCash) > 0;
  if (isStopped(world, feature)) return false;
  const caps = legalCaps(world);
  switch (feature) {
    case 'pooledCustody':
      return ledger.pooled;
    case 'termSplitting':
      return Object.values(scenario.products).some(({ kind, share }) => kind !== 'lots' && share > 0);
    case 'personCap':
      return scenario.pricing.caps.personFen > caps.personFen;
    case 'enterpriseCap':
      return scenario.pricing.caps.enterpriseFen > caps.enterpriseFen;
    case 'rateCap':
      return inForce(scenario.pricing.allInCap, day) > caps.allInRate;
    case 'feeUpFront':
      return inForce(scenario.pricing.feeUpFront, day);
    case 'riskReserve': {
      const { by, byGrade, ofFee, scale } = inForce(scenario.reserve.contribution, day);
      const byTable = Object.values(byGrade).some((share) => share > 0);
      const pays = scale > 0 && (by === 'grade' ? byTable : by === 'expectedLoss' || ofFee > 0);
      const isFed = pays || scenario.reserve.fundedBy === 'lenderSpread';
      return scenario.guarantee.scheme !== 'none' && isFed;
    }
    case 'offlinePromotion':
      return Object.values(scenario.acquisition.lenders).some(({ kind, open }) => kind === 'offline' && open);
    case 'unlicensedGuarantor':
      return Object.values(scenario.guarantors).some(({ licensed, share }) => !licensed && share > 0);
    case 'implicitGuarantee': {
      const { scheme, advanceOrder } = scenario.guarantee;
      const asksReserveAlone = scheme === 'reserveInOrder' || scheme === 'reserveProRata';
      return scheme !== 'none' && !asksReserveAlone && advanceOrder.includes('platform');
    }
  }
}
