/** MODEL.md 11: the public signal, the clocks, who leaves and who comes back. */
import { exp, ln, ln1p } from '../../engine/base/mathx.ts';
import { RISK_CLASSES } from '../../engine/base/vocabulary.ts';
import { REQUEST } from '../../engine/state/codes.ts';
import { POOL, takeNotes, type Book, type Clock, type Lender } from './book.ts';
import { findContacts, leaverShare, leaverShareOfAll, leavingsInSight, leavingsOfAll } from './contacts.ts';
import { normal, poisson } from './chance.ts';
import { must } from './exact.ts';
import { regretful } from './fairness.ts';
import { noteFigures, publicSignal } from './signal.ts';
import { departureFactor, lendsElsewhere } from './rivals.ts';
import { beginLockIn, endStay, inChurn, inFear } from './stays.ts';
import { request } from './withdraw.ts';
import { lateWorryOfAll, noteLateness, noteRate, orphanedOf, worry } from './worries.ts';

const THETA_DRAW = 3;
const INFECTIOUS_DRAW = 1;
const LEAVES_DRAW = 1;
const PLATFORMS_DRAW = 2;

/** One evening: multipliers, fear, churn, returns, newcomers. */
export function confidence(book: Book): void {
  book.leavers = [];
  book.enough = [];
  book.returned = [];
  const { mechanism, channels, fear: anyFear } = book.scenario.confidence;
  noteLateness(book);
  noteFigures(book);
  book.signal = mechanism === 'none' || !anyFear ? 0 : publicSignal(book);
  const hears = channels.elsewhere && anyFear && mechanism !== 'none';
  const losers = hears ? lossesElsewhere(book) : new Set<Lender>();
  for (const lender of regretful(book, anyFear && mechanism !== 'none')) losers.add(lender);
  if (mechanism === 'threshold') {
    if (anyFear) crossThresholds(book, losers);
  } else if (mechanism !== 'none') {
    for (const lender of book.lenders) if (lender.panic !== null) changeSpeed(book, lender, lender.panic);
    if (mechanism === 'epidemic') catchFear(book);
    if (anyFear) fear(book, losers);
  }
  churn(book);
  comeBack(book);
  welcome(book);
}

/** The lender's own multiplier as of this morning. */
export function multiplierOf(book: Book, lender: Lender): number {
  const { channels, weights, thetaSigma, graph, mechanism } = book.scenario.confidence;
  let exponent = thetaSigma * normal(book.stream('lender'), lender.key, lender.bornDay, THETA_DRAW);
  if (mechanism === 'hazard' && channels.contacts && graph !== 'complete')
    exponent += weights.contacts * leaverShare(book, lender);
  return exp(exponent + worry(book, lender));
}

/** Hazard by which one frightening contact hastens a lender in a day. */
function contactHazard(book: Book): number {
  return -ln1p(-book.scenario.confidence.epidemic.transmission);
}

/** Each contact that left lately brings the end of the tolerance nearer. */
function catchFear(book: Book): void {
  const { channels, graph } = book.scenario.confidence;
  if (!channels.contacts || graph === 'complete') return;
  for (const lender of book.lenders) {
    if (lender.panic === null) continue;
    const times = leavingsInSight(book, lender);
    for (let k = 0; k < times; k++) lender.panic.key -= contactHazard(book);
    if (times > 0) book.reach('fear is caught');
  }
}

/** Whoever's threshold is reached by who is away and by what is heard leaves. */
function crossThresholds(book: Book, losers: ReadonlySet<Lender>): void {
  const { classSensitivity, threshold, channels, graph } = book.scenario.confidence;
  const everybody = channels.contacts && graph === 'complete' ? leaverShareOfAll(book) : 0;
  const leaving = book.lenders.filter((lender) => {
    if (losers.has(lender)) return true;
    if (lender.panic === null) return false;
    const away = channels.contacts && graph !== 'complete' ? leaverShare(book, lender) : 0;
    const heard =
      threshold.signalEffect * classSensitivity[must(RISK_CLASSES[lender.ownClass])] * book.signal +
      threshold.signalEffect * lateWorryOfAll(book);
    const need = lender.panic.key - (away + threshold.signalEffect * worry(book, lender));
    return need <= everybody + heard;
  });
  for (const lender of leaving) {
    if (!losers.has(lender)) book.reach('a threshold is reached');
    leaveInFear(book, lender);
  }
}

/** Lenders of whom another platform fails today and who leave for it; the others wait for the next loss. */
function lossesElsewhere(book: Book): Set<Lender> {
  const leaving = new Set<Lender>();
  const day = book.day - book.scenario.confidence.lags.elsewhere;
  let failing = 0;
  for (const shock of book.scenario.shocks) {
    if (shock.kind !== 'rivalFailures') continue;
    const days = Math.max(1, shock.overDays);
    if (day >= shock.day && day <= shock.day + days - 1) failing += shock.share / days;
  }
  if (failing === 0) return leaving;
  book.elsewhereElapsed += -ln1p(-Math.min(failing, 1 - 1e-12));
  const losers = book.lenders.filter((one) => one.elsewhere && one.elsewhere.key <= book.elsewhereElapsed);
  for (const lender of losers) {
    lender.elsewhere = null;
    const u = book.stream('elsewhere').uniform(lender.key, book.day, LEAVES_DRAW);
    book.count('lostElsewhere', 1);
    if (u < book.scenario.confidence.elsewhere.leaveShare) leaving.add(lender);
    else waitElsewhere(book, lender);
    book.reach(leaving.has(lender) ? 'leaves for a loss elsewhere' : 'stays in spite of a loss elsewhere');
  }
  return leaving;
}

/** Waits for the next of its platforms to fail. */
function waitElsewhere(book: Book, lender: Lender): void {
  const draws = book.stream('elsewhere');
  const u = draws.uniform(lender.key, lender.bornDay, PLATFORMS_DRAW);
  const platforms = poisson(u, book.scenario.confidence.elsewhere.platforms);
  if (platforms === 0) return;
  const tolerance = -ln(draws.uniform(lender.key, book.day, 0));
  lender.elsewhere = { key: book.elsewhereElapsed + tolerance / platforms, multiplier: platforms };
}

/** What is left of the tolerance is spent at the new speed. */
function changeSpeed(book: Book, lender: Lender, clock: Clock): void {
  const multiplier = multiplierOf(book, lender);
  if (multiplier === clock.multiplier) return;
  const elapsed = must(book.panicElapsed[lender.ownClass]);
  clock.key = elapsed + ((clock.key - elapsed) * clock.multiplier) / multiplier;
  clock.multiplier = multiplier;
  book.reach('a multiplier changes');
}

function fear(book: Book, losers: ReadonlySet<Lender>): void {
  const { confidence: terms } = book.scenario;
  const everybody = terms.channels.contacts && terms.graph === 'complete';
  const seen = everybody && terms.mechanism === 'hazard';
  const contacts = seen ? terms.weights.contacts * leaverShareOfAll(book) : 0;
  if (contacts > 0) book.reach('everybody sees who leaves');
  const caught = everybody && terms.mechanism === 'epidemic' ? contactHazard(book) * leavingsOfAll(book) : 0;
  RISK_CLASSES.forEach((name, riskClass) => {
    const exponent = terms.classSensitivity[name] * book.signal + (contacts + lateWorryOfAll(book));
    const hazard = Math.min(terms.hazardCapDaily, terms.baseHazardDaily * exp(exponent));
    if (hazard === terms.hazardCapDaily) book.reach('the hazard is capped');
    book.panicElapsed[riskClass] = must(book.panicElapsed[riskClass]) + (hazard + caught);
  });
  for (const lender of book.lenders) {
    const reached = lender.panic !== null && must(book.panicElapsed[lender.ownClass]) >= lender.panic.key;
    if (reached || losers.has(lender)) leaveInFear(book, lender);
  }
}

function leaveInFear(book: Book, lender: Lender): void {
  endStay(book, lender, inFear(book));
  request(book, lender, lender.cash, REQUEST.exit);
  lender.leavings.push({ day: book.day, back: -1, frightens: frighteningDays(book, lender) });
  book.leavers.push(lender.id);
  book.count('panicExits', 1);
  if (orphanedOf(book, lender) > 0) {
    book.count('orphanedPanicExits', 1);
    book.reach('leaves in fear, a guarantor of own claims failed');
  }
  book.reach('leaves in fear');
  if (lender.planExpiry > book.day) book.reach('leaves in fear, locked in');
}

/** For how long somebody who leaves today frightens others. */
function frighteningDays(book: Book, { key }: Lender): number {
  const { recovery, infectiousDays } = book.scenario.confidence.epidemic;
  if (recovery === 'fixed' || infectiousDays === 1) return infectiousDays;
  const u = book.stream('panic').uniform(key, book.day, INFECTIOUS_DRAW);
  return 1 + Math.floor(ln(u) / ln1p(-1 / infectiousDays));
}

function churn(book: Book): void {
  const hazard = -ln1p(-book.scenario.lenders.churnPerMonth) / 30;
  book.churnElapsed += hazard;
  book.churnElapsedElsewhere += hazard * departureFactor(book);
  for (const lender of book.lenders) {
    if (lender.churn === null || churnClock(book, lender) < lender.churn.key) continue;
    endStay(book, lender, inChurn(book));
    book.count('churnExits', 1);
    book.enough.push(lender);
    book.reach('has enough');
  }
}

/** The clock of ordinary departures that a lender waits for. */
function churnClock(book: Book, lender: Lender): number {
  return lendsElsewhere(book, lender) ? book.churnElapsedElsewhere : book.churnElapsed;
}

function comeBack(book: Book): void {
  const due = [...takeNotes(book.returns, book.day)].sort((a, b) => a - b);
  if (book.given.windDown) return;
  for (const row of due) {
    const lender = must(book.lenders[row]);
    if (lender.status === 'left') must(lender.leavings.at(-1)).back = book.day;
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
  const { mechanism, graph, channels, weights } = book.scenario.confidence;
  for (const lender of book.lenders.slice(book.welcomed)) {
    if (lender.id !== POOL) {
      const minded = channels.contacts || (channels.contactDelays && weights.contactDelays > 0);
      if (mechanism !== 'none' && minded && graph !== 'complete') findContacts(book, lender);
      if (lender.status === 'investing') beginStay(book, lender);
    }
    book.welcomed += 1;
  }
}

/** The hazards of tomorrow count. */
function beginStay(book: Book, lender: Lender): void {
  const tolerance = (stream: 'panic' | 'churn') => -ln(book.stream(stream).uniform(lender.key, book.day));
  const { mechanism, threshold } = book.scenario.confidence;
  noteRate(book, lender);
  waitElsewhere(book, lender);
  if (mechanism === 'threshold') {
    const draws = book.stream('panic');
    const standard =
      threshold.law === 'normal'
        ? normal(draws, lender.key, book.day, 0)
        : Math.sqrt(3) * (2 * draws.uniform(lender.key, book.day, 0) - 1);
    lender.panic = { key: threshold.mean + threshold.sigma * standard, multiplier: 1 };
  } else if (mechanism !== 'none') {
    const multiplier = multiplierOf(book, lender);
    const elapsed = must(book.panicElapsed[lender.ownClass]);
    lender.panic = { key: elapsed + tolerance('panic') / multiplier, multiplier };
  }
  const { kind } = must(Object.values(book.scenario.products)[lender.product]);
  if (kind !== 'plan') lender.churn = { key: churnClock(book, lender) + tolerance('churn'), multiplier: 1 };
}
