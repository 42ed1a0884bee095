/** Files the page hands out. Raw numbers, ISO dates, and always where they come from. */
import type { TopLevelSpec } from 'vega-lite';
import type { Cell } from '../../../engine/api/types.ts';

/** What every export carries. */
export interface Provenance {
  readonly study: string;
  readonly studyId: string;
  readonly variants: readonly {
    readonly name: string;
    readonly title: string;
    readonly hash: string;
    readonly n: number;
  }[];
  readonly seed: number;
  readonly engineVersion: string;
  readonly digest: string;
  readonly days: string;
}

/** A column of a table: its name in files, its heading, its value, and how that is shown. */
export interface Column<Row> {
  readonly name: string;
  readonly label: string;
  readonly raw: (row: Row) => Cell;
  readonly shown: (row: Row) => string;
  readonly numeric?: boolean;
  /** Names the row. */
  readonly heading?: boolean;
  /** Said of a cell when a pointer rests on it. */
  readonly hint?: (row: Row) => string;
}

const quoted = (cell: Cell) => {
  const text = cell === null ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Rows as CSV with a byte order mark (for Excel); study, seed, version and configuration hash stand in every row. */
export function toCsv<Row extends { readonly variant: string }>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  provenance: Provenance,
): string {
  const variants = new Map(provenance.variants.map((variant) => [variant.name, variant]));
  const head = [
    ...columns.map((column) => column.name),
    'study',
    'config_hash',
    'seed',
    'engine_version',
    'replications',
  ];
  const lines = rows.map((row) => {
    const variant = variants.get(row.variant);
    return [
      ...columns.map((column) => column.raw(row)),
      provenance.studyId,
      variant?.hash ?? null,
      provenance.seed,
      provenance.engineVersion,
      variant?.n ?? null,
    ];
  });
  return `\uFEFF${[head, ...lines].map((line) => line.map(quoted).join(',')).join('\r\n')}\r\n`;
}

/** Provenance in words, one line per fact that fits under a picture's title. */
export function provenanceLines(provenance: Provenance): string[] {
  const names = provenance.variants.map(
    (variant) => `${variant.title} (${variant.hash.slice(0, 12)}, n = ${variant.n})`,
  );
  return [
    names.join('  ·  '),
    `${provenance.study} · ${provenance.days} · seed ${provenance.seed} · lendsim ${provenance.engineVersion} · ${provenance.digest.slice(0, 16)}`,
  ];
}

/** A chart that can leave the page: fixed width, title, provenance below it and as machine-readable metadata. */
export function exportSpec(spec: TopLevelSpec, title: string, provenance: Provenance): TopLevelSpec {
  return {
    ...spec,
    width: 900,
    height: 380,
    autosize: { type: 'fit', contains: 'padding' },
    title: { text: title, subtitle: provenanceLines(provenance), offset: 16 },
    padding: 16,
    usermeta: { lendsim: provenance },
  } as unknown as TopLevelSpec;
}

/** Name of an exported file: study, first hash, tile. */
export function fileName(provenance: Provenance, tile: string, extension: string): string {
  return `${provenance.studyId}-${(provenance.variants[0]?.hash ?? '').slice(0, 8)}-${tile}.${extension}`;
}

/** Hands a file to the browser's downloads. */
export function download(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, 10_000);
}
