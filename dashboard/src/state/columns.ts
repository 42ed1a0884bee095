/** Columns that tables share, and the order in which a table is read. */
import type { Cell } from '../../../engine/api/types.ts';
import type { Scale } from '../format.ts';
import { localeOf, type Lang } from '../i18n/index.ts';
import type { AppState } from './app.svelte.ts';
import type { Column } from './export.ts';

const NONE = '–';

/** Makes columns in the language and the number format of the page. A value that is not there is a dash. */
export class Columns {
  readonly #app: AppState;

  constructor(app: AppState) {
    this.#app = app;
  }

  get variant(): Column<{ readonly variant: string }> {
    const app = this.#app;
    return {
      name: 'variant',
      label: app.t('chart.variant'),
      raw: (row) => row.variant,
      shown: (row) => app.titleOfName(row.variant),
    };
  }

  get date(): Column<{ readonly date: string }> {
    return this.text('date', this.#app.t('chart.day'), (row) => row.date);
  }

  get day(): Column<{ readonly day: number }> {
    return this.number('day', this.#app.t('chart.dayNumber'), (row) => row.day);
  }

  get n(): Column<{ readonly n: number }> {
    return this.number('n', 'n', (row) => row.n);
  }

  /** Words; `shown` where files get another one than readers. */
  text<Row>(
    name: string,
    label: string,
    raw: (row: Row) => string,
    shown: (row: Row) => string = raw,
  ): Column<Row> {
    return { name, label, raw, shown };
  }

  /** A number as it is written, unless `shown` says how. */
  number<Row>(
    name: string,
    label: string,
    raw: (row: Row) => number | null,
    shown: (value: number, row: Row) => string = String,
    missing = NONE,
  ): Column<Row> {
    return {
      name,
      label,
      numeric: true,
      raw,
      shown: (row) => {
        const value = raw(row);
        return value === null ? missing : shown(value, row);
      },
    };
  }

  /** A quantity of a KPI's scale. */
  quantity<Row>(
    name: string,
    label: string,
    scale: Scale,
    raw: (row: Row) => number | null,
    missing = NONE,
  ): Column<Row> {
    return this.number(name, label, raw, (value) => this.#app.format.value(value, scale), missing);
  }

  money<Row>(name: string, label: string, raw: (row: Row) => number | null): Column<Row> {
    return this.quantity(name, label, 'fen', raw);
  }

  /** How many there are. */
  count<Row>(name: string, label: string, raw: (row: Row) => number | null): Column<Row> {
    return this.quantity(name, label, 'count', raw);
  }

  percent<Row>(name: string, label: string, raw: (row: Row) => number | null): Column<Row> {
    return this.number(name, label, raw, (value) => this.#app.format.percent(value));
  }

  /** So many of n. */
  outOf<Row extends { readonly n: number }>(
    name: string,
    label: string,
    raw: (row: Row) => number,
  ): Column<Row> {
    return this.number(name, label, raw, (value, row) => `${value} / ${row.n}`);
  }
}

/** By which column a table is sorted. */
export interface Sorting {
  readonly column: string;
  readonly falling: boolean;
}

/** Rows in the order asked for; equal ones stay in the order they came in, and what is not there comes last. */
export function sortedBy<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sorting: Sorting | null,
  lang: Lang,
): readonly Row[] {
  const column = columns.find(({ name }) => name === sorting?.column);
  if (column === undefined || sorting === null) return rows;
  const sign = sorting.falling ? -1 : 1;
  const words = new Intl.Collator(localeOf(lang), { numeric: true });
  const compare = (a: Cell, b: Cell): number =>
    typeof a === 'number' && typeof b === 'number' ? a - b : words.compare(String(a), String(b));
  return rows
    .map((row) => ({ row, key: typeof column.raw(row) === 'number' ? column.raw(row) : textOf(column, row) }))
    .sort((a, b) => {
      if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
      return sign * compare(a.key, b.key);
    })
    .map(({ row }) => row);
}

/** Readers sort by the word they see. */
function textOf<Row>(column: Column<Row>, row: Row): string | null {
  return column.raw(row) === null ? null : column.shown(row);
}
