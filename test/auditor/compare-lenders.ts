/** Lenders with their births and stays, the day's flows, and once a month the hidden clocks. */
import { FLOW, type FlowName } from '../../engine/state/flow.ts';
import type { World } from '../../engine/state/world.ts';
import { POOL, type Book } from './book.ts';
import type { Same } from './differs.ts';
import { must } from './exact.ts';
import { at } from './recorded.ts';
import { orphanedOf } from './worries.ts';

const STATUS_LABELS = ['investing', 'paused', 'left', 'gone', 'institution'];

export function compareLenders({ lenders }: World, book: Book, same: Same): void {
  same('lenders', 'all', 'rows', lenders.length, book.lenders.length);
  for (const lender of book.lenders) {
    const { id, cash, held, queued, joined, planExpiry } = lender;
    if (id === POOL) continue;
    same('lender', id, 'status', STATUS_LABELS[at(lenders.status, id)] ?? '?', lender.status);
    same('lender', id, 'cash', at(lenders.cashFen, id), cash);
    same('lender', id, 'held', at(lenders.heldFen, id), held);
    same('lender', id, 'queued', at(lenders.queuedFen, id), queued);
    same('lender', id, 'given to the reserve', at(lenders.haircutFen, id), lender.haircut);
    same('lender', id, 'brought for a promotion', at(lenders.hotFen, id), lender.hot);
    same('lender', id, 'under way', at(lenders.transitFen, id), lender.transit);
    same('lender', id, 'brought', at(lenders.depositedFen, id), lender.deposited);
    same('lender', id, 'in the queue since', at(lenders.queueDay, id), joined?.day ?? -1);
    same('lender', id, 'locked in until', at(lenders.planExpiryDay, id), planExpiry);
    same('lender', id, 'customer', at(lenders.customer, id), lender.customer);
    if (lender.bornDay < book.day) continue;
    same('lender', id, 'luck key', at(lenders.key, id), lender.key);
    same('lender', id, 'channel', at(lenders.channel, id), lender.channel);
    same('lender', id, 'risk class', at(lenders.riskClass, id), lender.riskClass);
    same('lender', id, 'own class', at(lenders.ownClass, id), lender.ownClass);
    same('lender', id, 'community', at(lenders.community, id), lender.community);
    same('lender', id, 'product', at(lenders.product, id), lender.product);
    same('lender', id, 'stake', at(lenders.stakeFen, id), lender.stake);
  }
}

/** Where rooms pay lenders and nothing else happens to them. */
export function compareCash({ lenders }: World, book: Book, same: Same): void {
  for (const { id, cash } of book.lenders) {
    if (id !== POOL) same('lender', id, 'cash', at(lenders.cashFen, id), cash);
  }
}

/** What lenders are owed on loans of guarantors they have heard failed. */
export function compareOrphaned({ orphaned }: World, book: Book, same: Same): void {
  if (!book.guarantors.some(({ failedDay }) => failedDay >= 0)) {
    same('claims', 'of all lenders', 'orphaned', orphaned.now.claimsFen, 0);
    return;
  }
  for (const lender of book.lenders) {
    const fen = at(orphaned.lenders.orphanedFen, lender.id);
    same('lender', lender.id, 'orphaned claims', fen, orphanedOf(book, lender));
  }
}

/** Flows of the day that the auditor counts in full. */
const FLOWS: readonly FlowName[] = [
  'visits',
  'applications',
  'approved',
  'rejected',
  'overridesUp',
  'overridesDown',
  'repeatOffers',
  'lookUpsSold',
  'lookUpsSoldFen',
  'refusedByCaps',
  'listingsFailed',
  'contracts',
  'contractsFen',
  'fillMinutes',
  'depositsFen',
  'lendersNew',
  'lendersReturned',
  'churnExits',
  'panicExits',
  'orphanedPanicExits',
  'lostElsewhere',
  'regretExits',
  'heldBackFen',
  'dueFen',
  'partPaidFen',
  'penaltyFen',
  'lateFeesFen',
  'prepayFeeFen',
  'collateralSurplusFen',
  'casesWorked',
  'collectionCostFen',
  'reaged',
  'extended',
  'restructured',
  'capitalisedFen',
  'forgoneFen',
  'defaults',
  'defaultedFen',
  'recoveredFen',
  'recoveryCostFen',
  'claimsSoldFen',
  'saleProceedsFen',
  'buyerRecoveredFen',
  'promisesDueFen',
  'promisesMissedFen',
  'redPacketsFen',
  'compensatedGuarantorFen',
  'compensatedReserveFen',
  'compensatedPlatformFen',
  'counterGuaranteeFen',
  'compensationUnpaidFen',
  'compensationWaitingFen',
  'withdrawalRequestedFen',
  'withdrawalPaidFen',
  'withdrawalCancelledFen',
  'haircutFen',
  'transferredFen',
  'lossDiscountFen',
  'exitAskedFen',
  'exitExpiredFen',
  'exitsDone',
  'exitDoneDays',
  'exitSoldFen',
  'exitSoldFenDays',
  'offerSoldFenDays',
  'marketingFen',
  'payoutErrors',
  'contacts',
  'complaints',
  'incidents',
  'stolenFen',
];

export function compareFlows({ flow }: World, book: Book, same: Same): void {
  for (const name of FLOWS) same('flow', name, 'of the day', at(flow, FLOW[name]), book.flows.get(name) ?? 0);
}

/** Keys are sums of many exponentials: they may differ in the last bits, the days on which they are reached may not. */
const KEY_TOLERANCE = 1e-9;

/** The engine's clocks are closed to others, but not their columns: multiplier and key of everybody whose stay lasts. */
export function compareClocks(world: World, book: Book, same: Same): void {
  const names = world.registry.names();
  const { columns } = world.registry.save();
  // Only columns registered before those of the clocks can be rebuilt and are left out of the copy.
  const column = (name: string) => must(columns[names.indexOf(name) - names.length + columns.length], name);
  const { mechanism, elsewhere } = book.scenario.confidence;
  const thresholds = mechanism === 'threshold';
  const kinds = [
    'churn' as const,
    ...(mechanism === 'none' ? [] : ['panic' as const]),
    ...(elsewhere.platforms === 0 ? [] : ['elsewhere' as const]),
  ];
  for (const kind of kinds) {
    const drawn = thresholds && kind === 'panic';
    const key = column(drawn ? 'panic.own.threshold' : `${kind}.member.key`);
    const multiplier = drawn ? key.map(() => 1) : column(`${kind}.own.multiplier`);
    for (const { id, [kind]: clock } of book.lenders) {
      if (clock === null) continue;
      const near = (engine: number, auditor: number) =>
        Math.abs(engine - auditor) <= KEY_TOLERANCE * Math.max(1, Math.abs(auditor)) ? auditor : engine;
      same(
        'lender',
        id,
        `multiplier of ${kind}`,
        near(at(multiplier, id), clock.multiplier),
        clock.multiplier,
      );
      same('lender', id, `key of ${kind}`, near(at(key, id), clock.key), clock.key);
    }
  }
}
