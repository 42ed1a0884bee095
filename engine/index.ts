/** The library: what another program may import from lendsim. */
export { KPIS, KPI_INDEX } from './metrics/catalog.ts';
export type { Direction, Kind, Kpi, KpiName, Unit } from './metrics/catalog.ts';
export type { ColumnData, ColumnSpec, ColumnType, Detail, TableRows, TableSpec } from './metrics/tables.ts';
export type { Breach, FailureCause, ReplicationOutcome, ReplicationRequest, Simulate } from './outcome.ts';
