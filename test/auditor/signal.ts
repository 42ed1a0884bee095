/** MODEL.md 11 and the news of section 2: the public signal X of a day. */
import { power } from '../../engine/base/mathx.ts';
import { inForce, type Book, type PublicFigures } from './book.ts';
import { sum } from './exact.ts';
import { promiseNews } from './responses.ts';
import { marketRate } from './rivals.ts';

const RIVAL_NEWS = 5;
const BEST_NEWS = -1;
const FULL_DELAY_DAYS = 10;

/** What is left of 1 after some days. */
function left(days: number, halfLifeDays: number): number {
  return power(2, -days / halfLifeDays);
}

/** What is left of the news of one kind of shock. */
function newsOf(book: Book, kind: 'rumour' | 'incident' | 'regulator'): number {
  let heard = 0;
  for (const shock of book.scenario.shocks) {
    if (shock.kind === kind && book.day >= shock.day) {
      heard += shock.intensity * left(book.day - shock.day, shock.halfLifeDays);
    }
  }
  return heard;
}

/** Rumours and rivals' failures so far, as the talk of others. */
export function rumours(book: Book): number {
  return newsOf(book, 'rumour') + newsOfRivals(book);
}

function newsOfRivals({ scenario, day }: Book): number {
  let heard = 0;
  for (const shock of scenario.shocks) {
    if (shock.kind !== 'rivalFailures' || day < shock.day) continue;
    const days = Math.max(1, shock.overDays);
    const grown = Math.min(1, (day - shock.day + 1) / days);
    const since = Math.max(0, day - (shock.day + days - 1));
    heard += shock.share * RIVAL_NEWS * grown * left(since, scenario.confidence.newsHalfLifeDays);
  }
  return heard;
}

/** What the platform's explanations still calm. */
function calm(book: Book): number {
  let calmed = 0;
  for (const one of book.given.disclosures) {
    calmed += one.calm * left(book.day - one.day, one.halfLifeDays);
    book.reach('an explanation calms');
  }
  return calmed;
}

function failuresOfGuarantors(book: Book): number {
  const { newsHalfLifeDays } = book.scenario.confidence;
  const failed = book.guarantors.filter(({ failedDay }) => failedDay >= 0 && failedDay < book.day);
  return sum(failed.map(({ failedDay }) => left(book.day - failedDay, newsHalfLifeDays)));
}

/** Points of rate that grade C is offered above the market. */
export function premium(book: Book): number {
  const { scenario, day, given } = book;
  const offered = inForce(scenario.pricing.lenderRate, day).C + given.raisedRate;
  return Math.max(0, (offered - marketRate(book)) * 100);
}

/** Remembers this morning's figures. */
export function noteFigures(book: Book): void {
  const { coverage, overdueRatio, publicDelayDays, anticipation } = book.given;
  book.figuresOn.set(book.day, {
    news: newsOf(book, 'rumour') + book.leakNews + book.silenceNews,
    rivals: newsOfRivals(book),
    coverage,
    overdue: overdueRatio,
    delays: publicDelayDays,
    guarantors: failuresOfGuarantors(book),
    incidents: newsOf(book, 'incident') + book.office.incidentNews,
    complaints: book.complaints,
    regulator: newsOf(book, 'regulator') + book.law.news,
    premium: premium(book),
    anticipation,
  });
}

/** X: each figure as it was when its lag began, as far as its channel is on. */
export function publicSignal(book: Book): number {
  const { channels, weights, overdueReference, lags } = book.scenario.confidence;
  const seen = (name: keyof PublicFigures): number => {
    if (lags[name] > 0) book.reach('a figure is seen late');
    return book.figuresOn.get(book.day - lags[name])?.[name] ?? (name === 'coverage' ? 1 : 0);
  };
  const rumours = channels.news ? seen('news') : 0;
  const rivals = channels.rivals ? weights.rivals * seen('rivals') : 0;
  const news = rumours + rivals - (channels.news ? calm(book) : 0);
  const overdue = Math.max(0, seen('overdue') / overdueReference - 1);
  const terms: readonly (readonly [heard: boolean, name: string, term: number])[] = [
    [channels.news || channels.rivals, 'news', weights.news * Math.max(BEST_NEWS, news)],
    [channels.coverage, 'coverage', weights.coverage * Math.max(0, 1 - seen('coverage'))],
    [channels.overdue, 'overdue', weights.overdue * overdue],
    [channels.delays, 'delay', weights.delay * Math.min(1, seen('delays') / FULL_DELAY_DAYS)],
    [channels.guarantors, 'guarantors', weights.guarantors * seen('guarantors')],
    [channels.anticipation, 'anticipation', weights.anticipation * seen('anticipation')],
    [channels.complaints, 'complaints', weights.complaints * seen('complaints')],
    [channels.promises, 'promises', weights.promises * promiseNews(book)],
    [channels.incidents, 'incidents', weights.incidents * seen('incidents')],
    [channels.regulator, 'regulator', weights.regulator * seen('regulator')],
  ];
  let signal = 0;
  for (const [heard, name, term] of terms) {
    if (heard && term > 0) book.reach(`signal: ${name}`);
    if (heard && term < 0) book.reach('signal: good news');
    if (heard) signal += term;
  }
  if (!channels.premium) return signal;
  const warning = weights.premium * seen('premium') * Math.min(1, Math.max(0, signal));
  if (warning > 0) book.reach('signal: premium');
  return signal + warning;
}
