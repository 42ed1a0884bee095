/** Figures as a person reads them: money in yuan, shares in percent. */
import type { Unit } from '../metrics/catalog.ts';

const SCALES = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const;

/** Three significant digits with a scale letter. */
export function compact(value: number): string {
  const scale = SCALES.find(([size]) => Math.abs(value) >= size * 0.9995);
  if (scale === undefined) return trimmed(value);
  return `${trimmed(value / scale[0])} ${scale[1]}`;
}

function trimmed(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  return value.toFixed(size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2);
}

/** A figure of this unit without its unit's name: fen become yuan, ratios percent. */
export function figureText(value: number | null, unit: Unit): string {
  if (value === null || Number.isNaN(value)) return '-';
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) return 'never';
  if (unit === 'fen') return compact(value / 100);
  if (unit === 'ratio') return percent(value);
  return compact(value);
}

/** A share in percent. */
export function percent(share: number): string {
  if (!Number.isFinite(share)) return '-';
  const value = share * 100;
  return `${Math.abs(value) >= 99.95 || value === 0 ? value.toFixed(0) : Math.abs(value) >= 9.95 ? value.toFixed(1) : value.toFixed(2)} %`;
}

/** A difference of two figures of this unit: shares differ by points, not by percent. */
export function differenceOf(value: number, unit: Unit): string {
  return unit === 'ratio' ? `${compact(value * 100)} pts` : figureText(value, unit);
}

/** With a sign, for differences. */
export function signed(text: string): string {
  return /^(-|\?|0$|0 )/.test(text) ? text : `+${text}`;
}
