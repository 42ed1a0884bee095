/** MODEL.md 11 and the news of section 2: the public signal X of a day. */
import { power } from '../../engine/base/mathx.ts';
import type { Book } from './book.ts';
import { sum } from './exact.ts';

const RIVAL_NEWS = 5;
const BEST_NEWS = -1;
const FULL_DELAY_DAYS = 10;

/** What is left of 1 after some days. */
function left(days: number, halfLifeDays: number): number {
  return power(2, -days / halfLifeDays);
}

/** Rumours and rivals' failures so far, less what the platform's explanations calm. */
function news(book: Book): number {
  const { shocks, confidence } = book.scenario;
  const { day } = book;
  let heard = 0;
  for (const shock of shocks) {
    if (shock.kind === 'rumour' && day >= shock.day) {
      heard += shock.intensity * left(day - shock.day, shock.halfLifeDays);
    }
    if (shock.kind === 'rivalFailures' && day >= shock.day) {
      const days = Math.max(1, shock.overDays);
      const grown = Math.min(1, (day - shock.day + 1) / days);
      const since = Math.max(0, day - (shock.day + days - 1));
      heard += shock.share * RIVAL_NEWS * grown * left(since, confidence.newsHalfLifeDays);
    }
  }
  heard += book.office.incidentNews;
  for (const one of book.given.disclosures) {
    heard -= one.calm * left(day - one.day, one.halfLifeDays);
    book.reach('an explanation calms');
  }
  return heard;
}

function failuresOfGuarantors(book: Book): number {
  const { newsHalfLifeDays } = book.scenario.confidence;
  const failed = book.guarantors.filter(({ failedDay }) => failedDay >= 0 && failedDay < book.day);
  return sum(failed.map(({ failedDay }) => left(book.day - failedDay, newsHalfLifeDays)));
}

/** X: what was disclosed yesterday, and the news of today, each as far as its channel is on. */
export function publicSignal(book: Book): number {
  const { channels, weights, overdueReference } = book.scenario.confidence;
  const { coverage, overdueRatio, publicDelayDays, anticipation } = book.given;
  const terms: readonly (readonly [heard: boolean, name: string, term: number])[] = [
    [channels.news, 'news', weights.news * Math.max(BEST_NEWS, news(book))],
    [channels.coverage, 'coverage', weights.coverage * Math.max(0, 1 - coverage)],
    [channels.overdue, 'overdue', weights.overdue * Math.max(0, overdueRatio / overdueReference - 1)],
    [channels.delays, 'delay', weights.delay * Math.min(1, publicDelayDays / FULL_DELAY_DAYS)],
    [channels.guarantors, 'guarantors', weights.guarantors * failuresOfGuarantors(book)],
    [channels.anticipation, 'anticipation', weights.anticipation * anticipation],
    [channels.complaints, 'complaints', weights.complaints * book.complaints],
  ];
  let signal = 0;
  for (const [heard, name, term] of terms) {
    if (heard && term > 0) book.reach(`signal: ${name}`);
    if (heard && term < 0) book.reach('signal: good news');
    if (heard) signal += term;
  }
  return signal;
}
