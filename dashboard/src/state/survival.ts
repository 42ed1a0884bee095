/** Who is still in business, day by day, and in words. */
import type { SurvivalRow } from '../charts/survival.ts';
import type { AppState } from './app.svelte.ts';
import { shownRows } from './figures.ts';
import type { PageData } from './page-data.svelte.ts';

export interface Survival {
  readonly rows: readonly SurvivalRow[];
  /** One sentence per variant shown, in their order. */
  readonly readings: readonly string[];
}

/** Survival of the variants shown. */
export function survivalOf(app: AppState, data: PageData): Survival {
  const rows = shownRows<SurvivalRow>(app, data.survival).map((row) => ({
    ...row,
    date: app.dateOf(row.day),
  }));
  const readings = app.shown.map((variant) => {
    const first = rows.find((row) => row.variant === variant.name && row.failed > 0);
    const n = variant.survived + variant.failed;
    const values = { variant: app.titleOf(variant), n, k: variant.survived, day: first?.day ?? 0 };
    return app.t(first ? 'read.survivalFailed' : 'read.survival', values);
  });
  return { rows, readings };
}
