/** MODEL.md 11: the public signal, the clocks, who leaves and who comes back. */
import { exp, ln, ln1p } from '../../engine/base/mathx.ts';
import { RISK_CLASSES } from '../../engine/base/vocabulary.ts';
import { REQUEST } from '../../engine/state/codes.ts';
import { POOL, takeNotes, type Book, type Clock, type Lender } from './book.ts';
import { findContacts, leaverShare, leaverShareOfAll } from './contacts.ts';
import { normal } from './chance.ts';
import { must } from './exact.ts';
import { publicSignal } from './signal.ts';
import { beginLockIn, endStay, inChurn, inFear } from './stays.ts';
import { request } from './withdraw.ts';

const THETA_DRAW = 3;
const FULL_DELAY_DAYS = 10;

/** One evening: multipliers, fear, churn, returns, newcomers. */
export function confidence(book: Book): void {
  book.leavers = [];
  book.returned = [];
  const panics = book.scenario.confidence.mechanism === 'hazard';
  book.signal = panics ? publicSignal(book) : 0;
  if (panics) {
    for (const lender of book.lenders) if (lender.panic !== null) changeSpeed(book, lender, lender.panic);
    fear(book);
  }
  churn(book);
  comeBack(book);
  welcome(book);
}

/** Days by which the lender's oldest unpaid request was past its promise last night. */
function ownDelay(book: Book, lender: Lender): number {
  let days = 0;
  for (const one of book.requests) {
    if (one.lender !== lender || one.paidDay >= 0 || one.day >= book.day) continue;
    days = Math.max(days, book.day - 1 - one.promisedDay);
  }
  return days;
}

/** The lender's own multiplier as of this morning. */
export function multiplierOf(book: Book, lender: Lender): number {
  const { channels, weights, thetaSigma, graph } = book.scenario.confidence;
  let exponent = thetaSigma * normal(book.stream('lender'), lender.key, lender.bornDay, THETA_DRAW);
  if (channels.contacts && graph !== 'complete') exponent += weights.contacts * leaverShare(book, lender);
  if (channels.delays) {
    const own = lender.queued > 0 ? ownDelay(book, lender) : 0;
    if (own > 0) book.reach('own money is late');
    exponent += weights.delay * Math.min(1, own / FULL_DELAY_DAYS);
  }
  return exp(exponent);
}

/** What is left of the tolerance is spent at the new speed. */
function changeSpeed(book: Book, lender: Lender, clock: Clock): void {
  const multiplier = multiplierOf(book, lender);
  if (multiplier === clock.multiplier) return;
  const elapsed = must(book.panicElapsed[lender.riskClass]);
  clock.key = elapsed + ((clock.key - elapsed) * clock.multiplier) / multiplier;
  clock.multiplier = multiplier;
  book.reach('a multiplier changes');
}

function fear(book: Book): void {
  const { confidence: terms } = book.scenario;
  const everybody = terms.channels.contacts && terms.graph === 'complete';
  const contacts = everybody ? terms.weights.contacts * leaverShareOfAll(book) : 0;
  if (contacts > 0) book.reach('everybody sees who leaves');
  RISK_CLASSES.forEach((name, riskClass) => {
    const exponent = terms.classSensitivity[name] * book.signal + contacts;
    const hazard = Math.min(terms.hazardCapDaily, terms.baseHazardDaily * exp(exponent));
    if (hazard === terms.hazardCapDaily) book.reach('the hazard is capped');
    book.panicElapsed[riskClass] = must(book.panicElapsed[riskClass]) + hazard;
  });
  for (const lender of book.lenders) {
    if (lender.panic === null || must(book.panicElapsed[lender.riskClass]) < lender.panic.key) continue;
    endStay(book, lender, inFear(book));
    request(book, lender, lender.cash, REQUEST.exit);
    lender.fearDays.push(book.day);
    book.leavers.push(lender.id);
    book.count('panicExits', 1);
    book.reach('leaves in fear');
    if (lender.planExpiry > book.day) book.reach('leaves in fear, locked in');
  }
}

function churn(book: Book): void {
  book.churnElapsed += -ln1p(-book.scenario.lenders.churnPerMonth) / 30;
  for (const lender of book.lenders) {
    if (lender.churn === null || book.churnElapsed < lender.churn.key) continue;
    endStay(book, lender, inChurn(book));
    book.count('churnExits', 1);
    book.reach('has enough');
  }
}

function comeBack(book: Book): void {
  const due = [...takeNotes(book.returns, book.day)].sort((a, b) => a - b);
  if (book.given.windDown) return;
  for (const row of due) {
    const lender = must(book.lenders[row]);
    lender.status = 'investing';
    lender.newCash = true;
    if (lender.planExpiry <= book.day) beginLockIn(book, lender);
    beginStay(book, lender);
    book.returned.push(row);
    book.count('lendersReturned', 1);
    book.reach('comes back');
  }
}

/** Those who came today get to know others and begin their stay. */
function welcome(book: Book): void {
  const { mechanism, graph, channels } = book.scenario.confidence;
  for (const lender of book.lenders.slice(book.welcomed)) {
    if (lender.id !== POOL) {
      if (mechanism === 'hazard' && channels.contacts && graph !== 'complete') findContacts(book, lender);
      beginStay(book, lender);
    }
    book.welcomed += 1;
  }
}

/** The hazards of tomorrow count. */
function beginStay(book: Book, lender: Lender): void {
  const tolerance = (stream: 'panic' | 'churn') => -ln(book.stream(stream).uniform(lender.key, book.day));
  if (book.scenario.confidence.mechanism === 'hazard') {
    const multiplier = multiplierOf(book, lender);
    const elapsed = must(book.panicElapsed[lender.riskClass]);
    lender.panic = { key: elapsed + tolerance('panic') / multiplier, multiplier };
  }
  const { kind } = must(Object.values(book.scenario.products)[lender.product]);
  if (kind !== 'plan') lender.churn = { key: book.churnElapsed + tolerance('churn'), multiplier: 1 };
}
