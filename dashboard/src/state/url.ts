/** The address bar is the state: what the hash query means, and how it is written. A public contract. */
import type { Lang } from '../i18n/index.ts';

export type ThemeChoice = 'system' | 'light' | 'dark';

export interface UrlState {
  /** Id of the study; null: the newest. */
  readonly study: string | null;
  /** Variants in the charts; null: all. */
  readonly sc: readonly string[] | null;
  /** Variant others are compared with; null: the study's base. */
  readonly base: string | null;
  /** Variant the tiles show; null: the first that is not the base. */
  readonly v: string | null;
  /** First and last day; null: all. */
  readonly d: readonly [number, number] | null;
  /** Replication that is looked at by day. */
  readonly r: number;
  /** Day that is looked at; null: the day of failure, or the last. */
  readonly day: number | null;
  readonly lang: Lang;
  readonly theme: ThemeChoice;
  /** Write numbers in full instead of 万 / 亿 or K / M / B. */
  readonly full: boolean;
}

export const DEFAULT_STATE: UrlState = {
  study: null,
  sc: null,
  base: null,
  v: null,
  d: null,
  r: 0,
  day: null,
  lang: 'zh',
  theme: 'system',
  full: false,
};

/** Reads a hash query; what it doesn't understand is left at its default and named in `ignored`. */
export function parseState(query: string): { readonly state: UrlState; readonly ignored: readonly string[] } {
  const ignored: string[] = [];
  let state = DEFAULT_STATE;
  for (const [key, value] of new URLSearchParams(query)) {
    const change = readParam(key, value);
    if (change) state = { ...state, ...change };
    else ignored.push(key);
  }
  return { state, ignored };
}

function readParam(key: string, value: string): Partial<UrlState> | null {
  switch (key) {
    case 'study':
    case 'base':
    case 'v':
      return value === '' ? null : { [key]: value };
    case 'sc':
      return value === '' ? null : { sc: value.split(',').filter((name) => name !== '') };
    case 'd': {
      const match = /^(\d{1,5})-(\d{1,5})$/.exec(value);
      const from = Number(match?.[1]);
      const to = Number(match?.[2]);
      return match && from <= to ? { d: [from, to] } : null;
    }
    case 'r':
    case 'day':
      return /^\d{1,6}$/.test(value) ? { [key]: Number(value) } : null;
    case 'lang':
      return value === 'zh' || value === 'en' ? { lang: value } : null;
    case 'theme':
      return value === 'system' || value === 'light' || value === 'dark' ? { theme: value } : null;
    case 'num':
      return value === 'full' || value === 'compact' ? { full: value === 'full' } : null;
    default:
      return null;
  }
}

/** Writes the state as a hash query without `?`; defaults are left out, commas and dashes stay readable. */
export function writeState(state: UrlState): string {
  const parts: string[] = [];
  const add = (key: string, value: string) =>
    parts.push(`${key}=${encodeURIComponent(value).replaceAll('%2C', ',')}`);
  if (state.study !== null) add('study', state.study);
  if (state.sc !== null) add('sc', state.sc.join(','));
  if (state.base !== null) add('base', state.base);
  if (state.v !== null) add('v', state.v);
  if (state.d !== null) add('d', state.d.join('-'));
  if (state.r !== DEFAULT_STATE.r) add('r', String(state.r));
  if (state.day !== null) add('day', String(state.day));
  if (state.lang !== DEFAULT_STATE.lang) add('lang', state.lang);
  if (state.theme !== DEFAULT_STATE.theme) add('theme', state.theme);
  if (state.full) add('num', 'full');
  return parts.join('&');
}
