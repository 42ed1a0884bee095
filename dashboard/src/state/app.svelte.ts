/** The whole page's state: the address bar, the studies, and what follows from the two. */
import { push, replace, router } from 'svelte-spa-router';
import type { StudySummary, VariantSummary } from '../../../engine/api/types.ts';
import { variantStroke, type Theme } from '../charts/palette.ts';
import type { ChartVariant } from '../charts/shared.ts';
import { axisUnit, createFormat, isoDate, type AxisUnit, type Scale } from '../format.ts';
import { translator } from '../i18n/index.ts';
import { Resource } from './resource.svelte.ts';
import type { Provenance } from './export.ts';
import type { DataSource } from './source.ts';
import { parseState, writeState, type UrlState } from './url.ts';

export class AppState {
  readonly source: DataSource;
  readonly studies = new Resource<readonly StudySummary[]>();
  systemDark = $state(false);
  /** Paper is light, whatever the screen. */
  printing = $state(false);
  dismissed = $state.raw<readonly string[]>([]);

  readonly #parsed = $derived(parseState(router.querystring ?? ''));
  readonly url: UrlState = $derived(this.#parsed.state);
  readonly ignoredParams = $derived(this.#parsed.ignored);
  readonly lang = $derived(this.url.lang);
  readonly t = $derived(translator(this.url.lang));
  readonly format = $derived(createFormat(this.url.lang, this.url.full));
  readonly theme: Theme = $derived.by(() => {
    if (this.printing) return 'light';
    if (this.url.theme !== 'system') return this.url.theme;
    return this.systemDark ? 'dark' : 'light';
  });

  readonly study: StudySummary | null = $derived.by(() => {
    const all = this.studies.value ?? [];
    const wanted = this.url.study;
    return (wanted === null ? all[0] : all.find((study) => study.id === wanted)) ?? null;
  });
  readonly variants: readonly VariantSummary[] = $derived(this.study?.variants ?? []);
  readonly base: VariantSummary | null = $derived(
    this.variants.find((variant) => variant.name === this.url.base) ??
      this.variants.find((variant) => variant.base) ??
      null,
  );
  readonly shown: readonly VariantSummary[] = $derived.by(() => {
    const wanted = this.url.sc;
    const some = wanted === null ? [] : this.variants.filter((variant) => wanted.includes(variant.name));
    return some.length > 0 ? some : this.variants;
  });
  readonly selected: VariantSummary | null = $derived(
    this.shown.find((variant) => variant.name === this.url.v) ??
      this.shown.find((variant) => variant.name !== this.base?.name) ??
      this.shown[0] ??
      null,
  );
  /** What tiles need: the variants shown, and the base even if it is not among them. */
  readonly compared: readonly VariantSummary[] = $derived(
    this.variants.filter((variant) => this.shown.includes(variant) || variant.name === this.base?.name),
  );
  readonly unknownVariants: readonly string[] = $derived.by(() => {
    if (this.study === null) return [];
    const known = new Set(this.variants.map((variant) => variant.name));
    const named = [
      ...(this.url.sc ?? []),
      ...(this.url.base === null ? [] : [this.url.base]),
      ...(this.url.v === null ? [] : [this.url.v]),
    ];
    return [...new Set(named.filter((name) => !known.has(name)))];
  });
  readonly days: { readonly from: number; readonly to: number } = $derived.by(() => {
    const last = Math.max(0, (this.study?.dayCount ?? 1) - 1);
    const [from, to] = this.url.d ?? [0, last];
    return { from: Math.min(from, last), to: Math.min(to, last) };
  });

  readonly shownNames: ReadonlySet<string> = $derived(new Set(this.shown.map((variant) => variant.name)));
  /** Where what is shown comes from: it leaves with every export. */
  readonly provenance: Provenance = $derived({
    study: this.study?.name ?? '',
    studyId: this.study?.id ?? '',
    variants: this.shown.map((variant) => ({
      name: variant.name,
      title: this.titleOf(variant),
      hash: variant.hash,
      n: variant.survived + variant.failed,
    })),
    seed: this.study?.seed ?? 0,
    engineVersion: this.study?.engineVersion ?? '',
    digest: this.study?.digest ?? '',
    days: `${this.dateOf(this.days.from)} – ${this.dateOf(this.days.to)}`,
  });

  constructor(source: DataSource) {
    this.source = source;
  }

  /** A day of the study as ISO date. */
  dateOf(day: number): string {
    return isoDate(this.study?.startDate ?? '1970-01-01', day);
  }

  /** The unit in which an axis shows these values. */
  unitOf(scale: Scale, values: readonly (number | null)[]): AxisUnit {
    const largest = values.reduce((most: number, value) => Math.max(most, Math.abs(value ?? 0)), 0);
    return axisUnit(scale, largest, this.lang, this.url.full);
  }

  /** Title of a variant by its name. */
  titleOfName(name: string): string {
    const variant = this.variants.find((candidate) => candidate.name === name);
    return variant ? this.titleOf(variant) : name;
  }

  /** Reads the list of studies. */
  loadStudies(): void {
    void this.studies.load(() => this.source.studies());
  }

  /** Changes the address, and with it everything that depends on it. A new entry for the back button. */
  set(change: Partial<UrlState>): void {
    const query = writeState({ ...this.url, ...change });
    void push(`${router.location}${query === '' ? '' : `?${query}`}`);
  }

  /** The same without a new entry for the back button: for what moves step by step. */
  move(change: Partial<UrlState>): void {
    const query = writeState({ ...this.url, ...change });
    void replace(`${router.location}${query === '' ? '' : `?${query}`}`);
  }

  /** Address of a page that keeps the state. */
  href(path: string): string {
    return this.hrefWith(path, {});
  }

  /** Address of a page with some of the state changed. */
  hrefWith(path: string, change: Partial<UrlState>): string {
    const query = writeState({ ...this.url, ...change });
    return `#${path}${query === '' ? '' : `?${query}`}`;
  }

  /** Shows another study, from its own defaults. */
  selectStudy(id: string): void {
    this.set({
      study: id === this.studies.value?.[0]?.id ? null : id,
      sc: null,
      base: null,
      v: null,
      d: null,
      r: 0,
      day: null,
    });
  }

  /** Compares with another variant. */
  selectBase(name: string): void {
    this.set({ base: this.variants.find((variant) => variant.base)?.name === name ? null : name });
  }

  /** Puts a variant into the tiles; it is shown in charts as well. */
  selectVariant(name: string): void {
    const sc = this.url.sc;
    this.set({ v: name, sc: sc === null || sc.includes(name) ? sc : this.#normal([...sc, name]) });
  }

  /** Shows or hides a variant in charts; the last one stays. */
  toggleVariant(name: string): void {
    const names = this.shown.map((variant) => variant.name);
    const next = names.includes(name) ? names.filter((other) => other !== name) : [...names, name];
    if (next.length > 0) this.set({ sc: this.#normal(next) });
  }

  /** Narrows the window; null is all days. */
  selectDays(days: readonly [number, number] | null): void {
    const last = Math.max(0, (this.study?.dayCount ?? 1) - 1);
    this.set({ d: days !== null && days[0] === 0 && days[1] >= last ? null : days });
  }

  /** Title of a variant in the language of the page. */
  titleOf(variant: VariantSummary): string {
    return this.lang === 'zh' ? variant.titleZh : variant.titleEn;
  }

  /** Variants with their colours, for charts. */
  chartVariants(variants: readonly VariantSummary[], theme: Theme = this.theme): readonly ChartVariant[] {
    return variants.map((variant) => ({
      name: variant.name,
      title: this.titleOf(variant),
      ...variantStroke(this.variants.indexOf(variant), theme),
    }));
  }

  #normal(names: readonly string[]): readonly string[] | null {
    const inOrder = this.variants.map((variant) => variant.name).filter((name) => names.includes(name));
    return inOrder.length === this.variants.length ? null : inOrder;
  }
}
