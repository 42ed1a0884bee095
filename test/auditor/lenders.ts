/** MODEL.md 3, lenders: who brings money for the first time, who looks in, and what he does then. */
import { hotMoney, pullToday } from './responses.ts';
import { exp, expm1, ln1p } from '../../engine/base/mathx.ts';
import { REQUEST } from '../../engine/state/codes.ts';
import { applyAgain, dailyVisits, payBudget, seasonGrowthLeads } from './borrowers.ts';
import { lendersClaim, newLender, note, takeNotes, type Book, type Customer, type Lender } from './book.ts';
import { binomial, channelNumber, personKey, poisson } from './chance.ts';
import { receive } from './office.ts';
import { must, sum } from './exact.ts';
import { hasStopped } from './law.ts';
import { addCustomer, floorToYuan, lenderNatureOf } from './people.ts';
import { moneyFactor, newcomersFactor } from './rivals.ts';
import { beginLockIn } from './stays.ts';
import { request } from './withdraw.ts';

const VOLUME_DAYS = 30;

/** How attractive the platform looks by the signal of the day before. */
function appeal(book: Book): number {
  return exp(-Math.max(0, book.signal));
}

/** Lenders of single lots differ in how much of the signal it takes to keep them from lending again, once and for all. */
export function holdsBack(book: Book, lender: Lender): boolean {
  const { holdBack } = book.scenario.confidence;
  if (holdBack === 0 || book.signal <= 0 || lender.planExpiry > book.day) return false;
  if (Object.values(book.scenario.products)[lender.product]?.kind === 'onDemand') {
    book.reach('an account on demand lends by itself');
    return false;
  }
  return book.stream('lender').uniform(lender.key, lender.bornDay, 7) >= exp(-holdBack * book.signal);
}

/** First deposits of the day, channel by channel. */
export function newLenders(book: Book): void {
  const draws = book.stream('lenderVisits');
  const investing = book.lenders.filter(({ status }) => status === 'investing').length;
  Object.entries(book.scenario.acquisition.lenders).forEach(([name, channel], index) => {
    if (channel.kind === 'offline' && hasStopped(book, 'offlinePromotion')) {
      book.reach('no promotion at physical places');
      return;
    }
    if (!channel.open || !payBudget(book, channel, name)) return;
    const mean =
      channel.kind === 'wordOfMouth'
        ? (channel.visitsPerLenderMonth / 30) * investing * (appeal(book) * newcomersFactor(book))
        : dailyVisits(book, channel) *
          seasonGrowthLeads(book, 'lenders') *
          (appeal(book) * newcomersFactor(book));
    const u = (k: number) => draws.uniform(channelNumber(name), book.day, k);
    const registrations = binomial(u(1), poisson(u(0), mean), channel.register);
    const deposits = binomial(u(2), registrations, channel.deposit);
    for (let ordinal = 0; ordinal < deposits; ordinal++) {
      book.reach(channel.kind === 'wordOfMouth' ? 'comes by word of mouth' : `comes through ${name}`);
      join(book, name, index + 1, ordinal, null);
    }
  });
}

/** Borrowers who repaid yesterday and lend from today on; the ordinal counts those who lend already, too. */
export function conversions(book: Book): void {
  const channel = 1 + Object.keys(book.scenario.acquisition.lenders).length;
  takeNotes(book.conversions, book.day).forEach((row, ordinal) => {
    const customer = must(book.customers[row]);
    if (book.given.windDown || customer.lender >= 0) return;
    book.reach('a borrower becomes a lender');
    join(book, 'borrowers', channel, ordinal, customer);
  });
}

function join(book: Book, name: string, channel: number, ordinal: number, customer: Customer | null): void {
  const born = { key: personKey(name, 1, book.day, ordinal), bornDay: book.day };
  const lender = newLender({ id: book.lenders.length, ...born, channel, ...lenderNatureOf(book, born) });
  book.lenders.push(lender);
  book.visitors.push(lender.id);
  if (customer !== null) {
    lender.customer = customer.id;
    customer.lender = lender.id;
  }
  const { firstDepositShare } = book.scenario.lenders;
  receive(
    book,
    lender,
    Math.max(book.scenario.splitting.lotFen, floorToYuan(lender.stake * firstDepositShare)),
  );
  beginLockIn(book, lender);
  planVisit(book, lender);
  book.count('lendersNew', 1);
}

function planVisit(book: Book, lender: Lender): void {
  const { visitGapMinDays, visitGapMaxDays } = book.scenario.lenders;
  const u = book.stream('lenderDay').uniform(lender.key, book.day, 0);
  const gap = visitGapMinDays + Math.floor(u * (visitGapMaxDays - visitGapMinDays + 1));
  note(book.visits, book.day + Math.max(1, gap), lender.id);
}

/** Yesterday's listings not filled and claims for sale. */
export function openFen(book: Book): number {
  const listings = book.pending
    .filter(({ status }) => status === 'open')
    .map(({ lots, lot, bids }) => (lots - sum(bids.map((bid) => bid.lots))) * lot);
  const claims = book.offers
    .filter(({ closed }) => !closed)
    .map(({ holding: { claims: lots, loan } }) => lots.length * Math.floor(lendersClaim(loan) / loan.lots));
  return sum(listings) + sum(claims);
}

/** What a full-hearted visitor adds, as a share of the full top-up. */
function demand(book: Book, wantedFen: number): number {
  const { demandDays } = book.scenario.lenders;
  const { springFestivalLenders } = book.scenario.acquisition;
  let volume = 0;
  for (let ago = 1; ago <= VOLUME_DAYS; ago++) volume += book.volumes.get(book.day - ago) ?? 0;
  const fullFen = demandDays * (volume / VOLUME_DAYS);
  const wanted = fullFen > 0 ? Math.min(1, wantedFen / fullFen) : 1;
  return wanted * (book.dates.springFestival(book.day) ? springFestivalLenders : 1) * appeal(book);
}

/** Visits of the day in the order in which they were planned. `wantedFen` is what waited for money this morning. */
export function visits(book: Book, wantedFen: number): void {
  book.sellingAgain = [];
  const share = book.given.windDown ? 0 : demand(book, wantedFen);
  const draws = book.stream('lenderDay');
  for (const row of takeNotes(book.visits, book.day)) {
    const lender = must(book.lenders[row]);
    book.visitors.push(row);
    handleMoney(book, lender, share);
    if (!book.given.windDown && draws.uniform(lender.key, book.day, 2) < lenderToBorrower(book)) {
      applyForLoan(book, lender);
    }
    planVisit(book, lender);
  }
}

function lenderToBorrower(book: Book): number {
  const { visitGapMinDays, visitGapMaxDays } = book.scenario.lenders;
  const years = (visitGapMinDays + visitGapMaxDays) / 2 / 365;
  return -expm1(years * ln1p(-book.scenario.acquisition.lenderToBorrower));
}

function handleMoney(book: Book, lender: Lender, share: number): void {
  const { idlePatienceDays, topUpShare } = book.scenario.lenders;
  const { lotFen } = book.scenario.splitting;
  const lockedIn = lender.planExpiry > book.day;
  if (lender.status !== 'investing') {
    if (lender.exit !== null && lender.exit.delisted > 0) book.sellingAgain.push(lender);
    if (lockedIn || lender.cash === 0) return;
    book.reach(`asks for cash, ${lender.status}`);
    request(book, lender, lender.cash, lender.status === 'paused' ? REQUEST.paused : REQUEST.exit);
    return;
  }
  const waited = lender.joined === null ? -1 : book.day - lender.joined.day;
  if (waited >= idlePatienceDays && !lockedIn) {
    book.reach('asks for cash, idle');
    request(book, lender, lender.cash, REQUEST.idle);
    return;
  }
  if (holdsBack(book, lender)) {
    book.reach(lender.cash > 0 ? 'takes out what came back' : 'brings nothing in fear');
    book.count('heldBackFen', lender.cash);
    if (lender.cash > 0) request(book, lender, lender.cash, REQUEST.idle);
    return;
  }
  const asked = hotMoney(book, lender, lockedIn);
  if (asked !== null) {
    request(book, lender, asked, REQUEST.idle);
    return;
  }
  if (book.given.windDown) return;
  const room = lender.stake - (lender.deposited - lender.withdrawn - lender.queued);
  const added = (part: number): number => {
    const amount = floorToYuan(Math.min(room, Math.floor(lender.stake * part)));
    return amount < lotFen ? 0 : amount;
  };
  const pull = pullToday(book);
  const wanted = topUpShare * share * moneyFactor(book, lender);
  const ofItself = added(wanted);
  const amount = pull === 0 ? ofItself : added(wanted * (1 + pull));
  lender.hot += amount - ofItself;
  if (amount === 0) return;
  book.reach('tops up');
  receive(book, lender, amount);
}

function applyForLoan(book: Book, lender: Lender): void {
  let customer = book.customers[lender.customer];
  if (customer === undefined) {
    const channel = 1 + Object.keys(book.scenario.acquisition.borrowers).length;
    customer = addCustomer(book, lender, channel);
    customer.lender = lender.id;
    lender.customer = customer.id;
  }
  applyAgain(book, customer, 'lenders');
}
