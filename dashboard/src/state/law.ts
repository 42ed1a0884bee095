/** What law and supervision brought, from an answer of the server to lanes of a timeline and sentences. Pure. */
import { isMessageKey, type Translate } from '../i18n/index.ts';

/** One step of a variant: a regime in force, what inspections found, an order. Days of its first time in a replication. */
export interface LawRow {
  readonly variant: string;
  /** `regime.NAME`, `inspection.found`, `inspection.putRight`, `inspection.clean`, `measure.NAME`. */
  readonly step: string;
  readonly n: number;
  /** Replications that saw it. */
  readonly replications: number;
  readonly low: number;
  readonly median: number;
  readonly high: number;
  /** Of its amounts, over all n. */
  readonly meanFen: number;
  /** What was found or put right, separated by commas. */
  readonly subjects: string | null;
}

/** What a step is called; a newer engine's name stays as it is. */
export function stepWord(t: Translate, step: string): string {
  return isMessageKey(step) ? t(step) : step.replace(/^\w+\./, '');
}

/** What was found, in words. */
export function subjectWords(t: Translate, { step, subjects }: LawRow): string {
  if (subjects === null || !step.startsWith('inspection.')) return '';
  const words = subjects.split(',').map((name) => {
    const key = `feature.${name}`;
    return isMessageKey(key) ? t(key) : name;
  });
  return words.join(t('list.comma'));
}

/** One sentence on a variant: what inspections found, what was ordered, and the fines. */
export function lawReading(
  t: Translate,
  rows: readonly LawRow[],
  words: {
    readonly variant: string;
    readonly n: number;
    readonly dateOf: (day: number) => string;
    readonly money: (fen: number) => string;
  },
): string {
  const { variant, n } = words;
  const found = rows.find(({ step }) => step === 'inspection.found');
  if (!found) return t('law.readNone', { variant, n });
  const orders = rows
    .filter(({ step }) => step.startsWith('measure.'))
    .map((row) =>
      t('law.order', {
        order: stepWord(t, row.step),
        date: words.dateOf(row.median),
        k: row.replications,
        n,
      }),
    );
  const righted = rows.find(({ step }) => step === 'inspection.putRight');
  const fines = rows.find(({ step }) => step === 'measure.fine');
  return [
    t('law.readFound', {
      variant,
      n,
      k: found.replications,
      date: words.dateOf(found.median),
      what: subjectWords(t, found),
    }),
    righted ? t('law.readRighted', { k: righted.replications }) : t('law.readNotRighted'),
    orders.length === 0
      ? t('law.readNoOrder')
      : t('law.readOrders', { orders: orders.join(t('list.comma')) }),
    ...(fines ? [t('law.readFines', { amount: words.money(fines.meanFen) })] : []),
  ].join('');
}
