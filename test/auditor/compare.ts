/** The auditor's book beside the engine's world: every row, every balance. The first difference is the one that counts. */
import { DEPARTMENTS } from '../../engine/base/vocabulary.ts';
import { ACCOUNTS } from '../../engine/ledger/accounts.ts';
import { DECISIONS, type Decision } from '../../engine/state/codes.ts';
import type { World } from '../../engine/state/world.ts';
import { POOL, type Book } from './book.ts';
import {
  compareApplicants,
  compareApproved,
  compareBirths,
  compareCustomers,
  compareSignal,
} from './compare-people.ts';
import {
  compareBadLoans,
  compareDueLoans,
  compareHoldings,
  compareExits,
  compareListings,
  compareLoans,
  compareNewLoans,
  compareOffers,
  compareRequests,
} from './compare-rows.ts';
import { compareClaims } from './compare-claims.ts';
import {
  compareCash,
  compareClocks,
  compareFlows,
  compareLenders,
  compareOrphaned,
} from './compare-lenders.ts';
import { exposureOf } from './guarantors.ts';
import { compareFairness } from './fairness.ts';
import { compareConcentration } from './related.ts';
import { Differs, type Same } from './differs.ts';
import { must, sum } from './exact.ts';
import { THINGS } from './law.ts';
import { at } from './recorded.ts';

type Comparison = (world: World, book: Book, same: Same) => void;

/** What a stage may change is compared at once, everything else, changed or not, in the evening. */
const CHANGED: Readonly<Record<string, readonly Comparison[]>> = {
  environment: [compareGuarantors, compareUncovering, compareLaw, compareRequests],
  operations: [compareCash, compareRequests, compareOffice],
  desk: [compareCash, compareOffice],
  acquire: [compareWanted, compareApplicants, compareCustomers, compareLenders, compareRequests],
  assess: [compareApproved, compareReviews, compareCustomers],
  split: [compareListings, compareCustomers],
  match: [compareListings, compareLenders, compareOffers],
  contract: [compareListings, compareNewLoans, compareCash, compareGuarantors],
  service: [compareDueLoans, compareCash, compareGuarantors],
  recover: [compareBadLoans, compareCash, compareGuarantors],
  compensate: [compareBadLoans, compareCash, compareGuarantors],
  confidence: [compareSignal, compareLenders, compareRequests],
  'triggers before payouts': [compareCash, compareRequests, compareGuarantors],
  'triggers after payouts': [compareRequests, compareGuarantors],
  withdraw: [compareCash, compareRequests, compareOffers],
};

const EVERYTHING: readonly Comparison[] = [
  compareCustomers,
  compareBirths,
  compareListings,
  compareLoans,
  compareHoldings,
  compareOffers,
  compareExits,
  compareRequests,
  compareLenders,
  compareGuarantors,
  compareExposures,
  compareFlows,
  compareClaims,
  compareCredit,
  compareOrphaned,
  compareFairness,
  compareConcentration,
];

/** Throws the first difference; returns how many values were compared. */
export function compare(world: World, book: Book, stage: string): number {
  let compared = 0;
  // Names are put together for a difference only: most of a comparison's time would go into them.
  const same: Same = (kind, row, field, engine, auditor) => {
    compared += 1;
    if (engine === auditor) return;
    throw new Differs({ day: world.day, stage, entity: `${kind} ${row} ${field}`, engine, auditor });
  };
  const evening = stage === 'treasury' || stage === 'opening';
  for (const comparison of evening ? EVERYTHING : (CHANGED[stage] ?? [])) comparison(world, book, same);
  if (stage === 'treasury' && book.dates.isMonthEnd(book.day)) compareClocks(world, book, same);
  compareAccounts(world, book, same);
  return compared;
}

function compareAccounts(world: World, book: Book, same: Same): void {
  const poolCash = at(world.lenders.cashFen, POOL);
  ACCOUNTS.forEach((account, id) => {
    const name = account.name as Parameters<Book['balance']>[0];
    // What the pool's claims bring lies in the pool's cash until withdraw sweeps it; here it counts at once.
    const unswept = name === 'lenderCash' ? -poolCash : name === 'poolGap' ? poolCash : 0;
    same('account', name, 'balance', world.ledger.balance(id) + unswept, book.balance(name));
  });
}

function compareGuarantors({ guarantors }: World, book: Book, same: Same): void {
  book.guarantors.forEach((guarantor, row) => {
    same('guarantor', row, 'liquid', at(guarantors.liquidFen, row), guarantor.liquid);
    same('guarantor', row, 'paid', at(guarantors.compensatedFen, row), guarantor.paid);
    same('guarantor', row, 'got back', at(guarantors.recoveredFen, row), guarantor.gotBack);
    same('guarantor', row, 'refunded', at(guarantors.refundedFen, row), guarantor.refunded);
    same('guarantor', row, 'failed on day', at(guarantors.failedDay, row), guarantor.failedDay);
  });
}

function compareCredit({ platform, institutions }: World, book: Book, same: Same): void {
  const { credit, buffer } = book;
  same('credit line', 'of the platform', 'drawn', platform.creditDrawnFen, credit.drawn);
  same('credit line', 'of the platform', 'called on day', platform.creditCalledDay, credit.calledDay);
  same('credit line', 'of the platform', 'due on day', platform.creditDueDay, credit.dueDay);
  same(
    'credit line',
    'of the platform',
    'not paid back on day',
    platform.creditDefaultDay,
    credit.defaultDay,
  );
  same('buffer', 'of cash', 'required', platform.bufferRequiredFen, buffer.required);
  same('buffer', 'of cash', 'missing', platform.bufferMissingFen, buffer.missing);
  book.institutions.forEach(({ leftDay }, row) => {
    same('institution', row, 'left on day', at(institutions.leftDay, row), leftDay);
  });
}

/** In the evening only: a guarantor's exposure is a sum over all loans. */
function compareExposures({ guarantors }: World, book: Book, same: Same): void {
  book.guarantors.forEach((_guarantor, row) => {
    same('guarantor', row, 'exposure', at(guarantors.exposureFen, row), exposureOf(book, row));
  });
}

function compareUncovering({ owners }: World, book: Book, same: Same): void {
  same('self-financing', '', 'uncovered on day', owners.uncoveredDay, book.uncoveredDay);
}

function compareLaw({ law }: World, book: Book, same: Same): void {
  const { now } = law;
  THINGS.forEach((thing, row) => {
    same(
      'law',
      thing,
      'found',
      at(law.found, row),
      book.law.found.has(thing) ? 1 : book.law.righted.has(thing) ? 2 : 0,
    );
    same('law', thing, 'closed', at(law.closed, row), book.law.closed.has(thing) ? 1 : 0);
  });
  same('law', 'order', 'due on day', now.dueDay, book.law.dueDay);
  same('law', 'order', 'step', now.step, book.law.step);
  same('law', 'balance', 'allowed', now.capFen, book.law.cap);
  same('law', 'filing', 'refused on day', now.filingRefusedDay, book.law.refusedDay);
  same('law', 'fines', 'owed', now.fineOwedFen, book.law.owed);
  same('law', 'news', 'of the regulator', now.news, book.law.news);
}

function compareWanted({ platform }: World, book: Book, same: Same): void {
  same('listings', 'and claims', 'that wait for money', platform.openYesterdayFen, book.wantedFen);
}

/** Reasons of the auditor by decision of the engine. */
const DECIDED: Readonly<Record<Decision, readonly string[]>> = {
  approved: ['approved'],
  grade: ['grade'],
  overridden: ['against the score'],
  burden: ['burden'],
  rateCap: ['all-in rate'],
  order: ['order on the balance'],
  dispersion: ['limit of a borrower', 'limit of a group', 'limit of a guarantor'],
  declined: ['by the applicant'],
  throttled: ['throttle', 'filing'],
  guarantor: ['no guarantor', "guarantor's look", "guarantor's leverage", "guarantor's limit for a borrower"],
  windDown: ['wind-down'],
};

function compareReviews({ platform, reviews, assessed }: World, book: Book, same: Same): void {
  same('review', 'queue', 'length', reviews.count, book.reviews.length);
  const { decisions, bands, reviewed } = assessed;
  DECISIONS.forEach((what, row) => {
    const own = sum(DECIDED[what].map((why) => book.decisions.get(why) ?? 0));
    same('applications', what, 'so far', at(decisions, row), own);
  });
  same('applications', 'scored', 'so far', sum([...bands]), book.scored);
  same('applications', 'reviewed', 'so far', reviewed.reviewed, book.reviewed.all);
  same('applications', 'passed', 'against the score', reviewed.up, book.reviewed.up);
  same('applications', 'refused', 'against the score', reviewed.down, book.reviewed.down);
  same('review', 'capacity', 'carried over', platform.reviewCarry, book.reviewCarry);
}

function compareOffice({ operations, staff, lenderView, payouts }: World, book: Book, same: Same): void {
  const { office } = book;
  const { now } = operations;
  same('system', 'down', 'until', now.downUntil, office.downUntil);
  same('news', 'of', 'incidents', lenderView.systemNews, office.incidentNews);
  same('complaints', 'heard of', 'over lenders', lenderView.complaints, book.complaints);
  same('contacts', 'that', 'wait', now.contactsWaiting, sum([...office.contacts.values()]));
  same('remittances', 'not', 'booked', now.unbooked, office.unbooked);
  same('payouts', 'that nobody', 'got to', now.payoutsWaiting, office.undone);
  same('late', 'with the', 'money there', payouts.now.lateProcessingFen, office.lateInHand);
  DEPARTMENTS.forEach((name, row) => {
    const desk = must(office.desks.get(name));
    same('department', name, 'skill', at(staff.competence, row), desk.skill);
    same('department', name, 'minutes left', at(staff.leftMinutes, row), desk.left);
  });
}
