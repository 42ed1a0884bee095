/** Numbers as people read them. Exports never pass through here. */
import { KPIS, KPI_INDEX, type Kpi, type KpiName, type Unit } from '../../engine/metrics/catalog.ts';
import { localeOf, translator, type Lang } from './i18n/index.ts';

/** Ratios shown as a multiple instead of a percentage. */
const MULTIPLES: ReadonlySet<KpiName> = new Set(['bufferToLifetimeEl', 'cashToEl12m', 'cashToOverdue']);

/** The catalogue's entry of a KPI. */
export function kpiOf(name: KpiName): Kpi & { readonly name: KpiName } {
  const kpi = KPIS[KPI_INDEX[name]];
  if (!kpi) throw new RangeError(`no KPI ${name}`);
  return kpi;
}

/** Name of a KPI in this language. */
export function kpiLabel(name: KpiName, lang: Lang): string {
  return kpiOf(name)[lang];
}

/** How a figure is written: its unit, or a multiple. */
export type Scale = Unit | 'multiple';

/** How the values of a KPI are written. */
export function scaleOf(name: KpiName): Scale {
  return MULTIPLES.has(name) ? 'multiple' : kpiOf(name).unit;
}

export interface Format {
  value(value: number, scale: Scale): string;
  /** With sign; percentages in percentage points. */
  delta(value: number, scale: Scale): string;
  percent(value: number): string;
  count(value: number): string;
}

/** A true minus that no line break parts from its number. */
const MINUS = '−\u2060';
const withMinus = (text: string) => text.replace('-', MINUS);

/** Writes numbers in this language, compact (万 / 亿, K / M / B) or in full. */
export function createFormat(lang: Lang, full: boolean): Format {
  const locale = localeOf(lang);
  const t = translator(lang);
  const money = new Intl.NumberFormat(
    lang === 'zh' ? 'zh-CN' : 'en-US',
    full
      ? { maximumFractionDigits: 0 }
      : { notation: 'compact', minimumSignificantDigits: 3, maximumSignificantDigits: 4 },
  );
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const two = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const one = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });

  const yuan = (fen: number) => {
    const text = fen === 0 ? '0' : money.format(fen / 100);
    return lang === 'zh' ? `${text}元` : `¥${text}`.replace('¥-', '-¥');
  };
  const plain = (value: number, scale: Scale): string => {
    if (!Number.isFinite(value)) return '–';
    switch (scale) {
      case 'fen':
        return yuan(value);
      case 'ratio':
        return `${two.format(value * 100)}%`;
      case 'multiple':
        return `${two.format(value)}×`;
      case 'days':
        return `${one.format(value)} ${t('unit.days')}`;
      case 'hours':
        return `${one.format(value)} ${t('unit.hours')}`;
      case 'points':
        return two.format(value);
      case 'count':
        return whole.format(value);
    }
  };
  return {
    value: (value, scale) => withMinus(plain(value, scale)),
    delta: (value, scale) => {
      const size =
        scale === 'ratio'
          ? `${two.format(Math.abs(value) * 100)}${t('unit.pp')}`
          : plain(Math.abs(value), scale);
      if (!Number.isFinite(value)) return '–';
      return value < 0 ? `${MINUS}${size}` : value > 0 ? `+${size}` : size;
    },
    percent: (value) => withMinus(`${two.format(value * 100)}%`),
    count: (value) => withMinus(whole.format(value)),
  };
}

export interface AxisUnit {
  /** Stored values are divided by this. */
  readonly divisor: number;
  readonly label: string;
  /** d3 format of the axis. */
  readonly tick: string;
}

/** The unit of a chart's axis, so that ticks are short plain numbers and the title names the unit (亿元, CNY million). */
export function axisUnit(scale: Scale, largest: number, lang: Lang, full: boolean): AxisUnit {
  const t = translator(lang);
  switch (scale) {
    case 'fen': {
      const steps =
        lang === 'zh'
          ? ([
              [1e10, 'unit.yi'],
              [1e6, 'unit.wan'],
            ] as const)
          : ([
              [1e11, 'unit.billion'],
              [1e8, 'unit.million'],
              [1e5, 'unit.thousand'],
            ] as const);
      const step = full ? undefined : steps.find(([size]) => Math.abs(largest) >= size);
      return step
        ? { divisor: step[0], label: t(step[1]), tick: ',.4~g' }
        : { divisor: 100, label: t('unit.yuan'), tick: ',.0f' };
    }
    case 'ratio':
      return { divisor: 0.01, label: '%', tick: '.4~g' };
    case 'multiple':
      return { divisor: 1, label: t('unit.times'), tick: '.2~f' };
    default:
      return { divisor: 1, label: t(`unit.${scale}`), tick: ',.4~g' };
  }
}

/** Date of a day number, ISO. */
export function isoDate(startDate: string, day: number): string {
  return new Date(Date.parse(`${startDate}T00:00:00Z`) + day * 86_400_000).toISOString().slice(0, 10);
}
