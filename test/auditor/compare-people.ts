/** Applicants, what became of their applications, customers, and the public signal. */
import { FLOW } from '../../engine/state/flow.ts';
import type { Applicant, Offer } from '../../engine/state/today.ts';
import type { World } from '../../engine/state/world.ts';
import type { Book } from './book.ts';
import type { Same } from './differs.ts';
import { must } from './exact.ts';
import { at } from './recorded.ts';
import { truthOf } from './people.ts';

/** Values that hang on exponentials may differ in the last bits. */
const TOLERANCE = 1e-9;

/** The auditor's value where the engine's is as good as equal. */
function near(engine: number, auditor: number): number {
  return Math.abs(engine - auditor) <= TOLERANCE * Math.max(1, Math.abs(auditor)) ? auditor : engine;
}

const APPLICANT: readonly (keyof Applicant)[] = [
  'key',
  'bornDay',
  'appliedDay',
  'customer',
  'channel',
  'kind',
  'region',
  'sector',
  'incomeFen',
  'existingFen',
  'product',
  'amountFen',
  'termMonths',
  'method',
];

/** How many looked in, then applicants one by one. */
export function compareApplicants({ today, flow }: World, book: Book, same: Same): void {
  same('visits', 'of borrowers', 'today', at(flow, FLOW.visits), book.flows.get('visits') ?? 0);
  const shared = Math.min(today.applicants.length, book.applicants.length);
  for (let i = 0; i < shared; i++) {
    const own = must(book.applicants[i]);
    for (const field of APPLICANT) same('applicant', i, field, must(today.applicants[i])[field], own[field]);
    const hidden = must(today.applicantTruth[i]);
    const truth = truthOf(book, own, book.customers[own.customer]?.channel ?? own.channel, own.appliedDay);
    same('applicant', i, 'quality', near(hidden.quality, truth.quality), truth.quality);
    same('applicant', i, 'misstates', String(hidden.misstates), String(truth.misstates));
    same('applicant', i, 'never pays', String(hidden.neverPays), String(truth.neverPays));
  }
  same('applicants', 'all', 'of the day', today.applicants.length, book.applicants.length);
}

const OFFER = [
  'amountFen',
  'score',
  'override',
  'obligorGrade',
  'facilityGrade',
  'guarantor',
  'aprPpm',
  'feePpm',
  'guaranteeFeePpm',
  'contributionPpm',
  'minute',
] as const satisfies readonly (keyof Offer)[];

/** Approved applications in the order in which they were decided: who, and on what terms. */
export function compareApproved({ today }: World, book: Book, same: Same): void {
  const shared = Math.min(today.approved.length, book.approved.length);
  for (let i = 0; i < shared; i++) {
    const engine = must(today.approved[i]);
    const own = must(book.approved[i]);
    for (const field of APPLICANT) same('approved', i, field, engine.applicant[field], own.applicant[field]);
    for (const field of OFFER) same('approved', i, field, engine[field], own[field]);
    const { multiplier, neverPays } = own.truth;
    same('approved', i, 'multiplier', near(engine.truth.multiplier, multiplier), multiplier);
    same('approved', i, 'never pays', String(engine.truth.neverPays), String(neverPays));
  }
  same('approved', 'all', 'of the day', today.approved.length, book.approved.length);
}

/** Who borrows and who lends. */
export function compareCustomers({ customers }: World, book: Book, same: Same): void {
  same('customers', 'all', 'rows', customers.length, book.customers.length);
  for (const { id, borrowing, lender } of book.customers) {
    same('customer', id, 'borrows', at(customers.borrowing, id), borrowing ? 1 : 0);
    same('customer', id, 'lends as', at(customers.lender, id), lender);
  }
}

/** Who they are. */
export function compareBirths({ customers }: World, book: Book, same: Same): void {
  for (const customer of book.customers) {
    const { id } = customer;
    same('customer', id, 'luck key', at(customers.key, id), customer.key);
    same('customer', id, 'channel', at(customers.channel, id), customer.channel);
    same('customer', id, 'kind', at(customers.kind, id), customer.kind);
    same('customer', id, 'region', at(customers.region, id), customer.region);
    same('customer', id, 'sector', at(customers.sector, id), customer.sector);
    same('customer', id, 'income', at(customers.incomeFen, id), customer.incomeFen);
    same('customer', id, 'existing instalments', at(customers.existingFen, id), customer.existingFen);
  }
}

export function compareSignal({ lenderView, today }: World, book: Book, same: Same): void {
  same('public', 'signal', 'X', near(lenderView.signal, book.signal), book.signal);
  same('leavers', 'in fear', 'today', today.leavers.join(), book.leavers.join());
  same('lenders', 'who came back', 'today', today.returned.join(), book.returned.join());
}
