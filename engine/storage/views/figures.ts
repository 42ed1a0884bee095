/** Views on the daily row: by month, in yuan, paired with the base. */
import { KPIS } from '../../metrics/catalog.ts';
import { sqlName } from '../columns.ts';
import { view, VARIANT, REPLICATION, DAY, DATE, MONTH, type Row } from './view.ts';

const kpiRows = (convert: (unit: string) => string): Row[] =>
  KPIS.map((kpi) => [kpi.name, kpi.en, kpi.zh, convert(kpi.unit)]);

const monthExpressions = KPIS.map((kpi) => {
  const column = sqlName(kpi.name);
  // A stock may be NULL at the month's end; any_value over that single row keeps it so.
  if (kpi.kind === 'stock')
    return `any_value(k.${column}) FILTER (WHERE k.date = last_day(k.date) OR k.day = r.dayCount - 1) AS ${column}`;
  if (kpi.unit === 'fen' || kpi.unit === 'count') return `sum(k.${column})::BIGINT AS ${column}`;
  return `avg(k.${column} ORDER BY k.day) AS ${column}`;
});

export const kpiMonth = view(
  'v_kpi_month',
  'KPIs by calendar month: stocks at its last simulated day, flows summed, hours, days and shares averaged',
  '月度指标：存量取月末，流量合计',
  [
    VARIANT,
    REPLICATION,
    MONTH,
    ['days', 'Days simulated in the month', '模拟天数'],
    ...kpiRows((unit) => unit),
  ],
  `SELECT k.variant, k.replication, date_trunc('month', k.date)::DATE AS month, count(*)::INTEGER AS days,
     ${monthExpressions.join(',\n     ')}
   FROM kpi_daily k JOIN replication r USING (variant, replication)
   GROUP BY k.variant, k.replication, date_trunc('month', k.date)`,
);

export const kpiCny = view(
  'v_kpi_cny',
  'The daily row with money in yuan; names without Fen',
  '每日指标，金额单位为元',
  [
    VARIANT,
    REPLICATION,
    DAY,
    DATE,
    ...KPIS.map((kpi): Row => [cnyName(kpi.name), kpi.en, kpi.zh, kpi.unit === 'fen' ? 'CNY' : kpi.unit]),
  ],
  `SELECT variant, replication, day, date,
     ${KPIS.map((kpi) => (kpi.unit === 'fen' ? `${cnyOf(sqlName(kpi.name))} AS ${sqlName(cnyName(kpi.name))}` : sqlName(kpi.name))).join(',\n     ')}
   FROM kpi_daily`,
);

function cnyName(name: string): string {
  return name.replace(/Fen$/, 'Cny');
}

/** Yuan as DECIMAL, shifted and not divided: a quotient would be a DOUBLE. */
function cnyOf(expression: string): string {
  return `(${expression}::DECIMAL(18, 0) * 0.01::DECIMAL(3, 2))::DECIMAL(20, 2)`;
}

export const paired = view(
  'v_paired',
  'Each KPI at the horizon against the base, replication by replication (common random numbers)',
  '与基准方案逐重复配对的期末差异',
  [
    VARIANT,
    REPLICATION,
    ['kpi', 'KPI, a column of kpi_total', '指标'],
    ['baseValue', 'Value in the base', '基准值', 'as the KPI'],
    ['value', 'Value in the variant', '方案值', 'as the KPI'],
    ['difference', 'value - baseValue', '差异', 'as the KPI'],
  ],
  `WITH long AS (
     UNPIVOT (SELECT variant, replication, ${KPIS.map((kpi) => `${sqlName(kpi.name)}::DOUBLE AS ${sqlName(kpi.name)}`).join(', ')} FROM kpi_total)
     ON * EXCLUDE (variant, replication) INTO NAME kpi VALUE figure
   ), base AS (SELECT replication, kpi, figure FROM long WHERE variant = (SELECT variant FROM variant WHERE ordinal = 0))
   SELECT l.variant, l.replication, l.kpi, b.figure AS baseValue, l.figure AS value, l.figure - b.figure AS difference
   FROM long l JOIN base b USING (replication, kpi)
   WHERE l.variant <> (SELECT variant FROM variant WHERE ordinal = 0)`,
);
