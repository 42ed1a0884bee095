/** What makes a study the same study, and the digest that says that its results are. */
import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Detail } from '../metrics/tables.ts';

/** Version of tables and views; a file with another one is refused. */
export const SCHEMA_VERSION = 9;

export interface StudyVariant {
  readonly name: string;
  readonly title: string;
  /** Resolved scenario. */
  readonly canonicalJson: string;
  /** The scenario as written, before defaults: what overrides are set on. */
  readonly writtenJson: string;
  readonly hash: string;
  /** Date of day 0, YYYY-MM-DD. */
  readonly startDate: string;
}

/** What is simulated: same identity, same bits. */
export interface StudyIdentity {
  readonly seed: number;
  readonly engineVersion: string;
  /** The first is the base. */
  readonly variants: readonly StudyVariant[];
}

/** How much of it is wanted: none of this is part of the identity. */
export interface StudyRequest extends StudyIdentity {
  readonly name: string;
  readonly title: string;
  /** Per variant. */
  readonly replications: number;
  readonly detail: Detail;
  /** Replications stored in full when `detail` is `full`. */
  readonly fullReplications: readonly number[];
  /** Command line that makes the study again. */
  readonly command: string;
}

/** Address of a study, 12 hex digits: independent of replications, detail, names and date. */
export function studyId(identity: StudyIdentity): string {
  const canonical = JSON.stringify({
    engineVersion: identity.engineVersion,
    seed: identity.seed,
    variants: identity.variants.map((variant) => variant.hash),
  });
  return createHash('sha256').update(canonical).digest('hex').slice(0, 12);
}

/** File of a study, existing or not: an existing one is found by its address, whatever it is called. */
export function studyPath(studiesDir: string, name: string, identity: StudyIdentity): string {
  const suffix = `-${studyId(identity)}.duckdb`;
  const entries = isFolder(studiesDir) ? readdirSync(studiesDir).sort() : [];
  const found =
    entries.find((entry) => entry.endsWith(suffix)) ??
    entries.find((entry) => entry.endsWith(`${suffix}.tmp`));
  return join(studiesDir, found === undefined ? `${fileStem(name)}${suffix}` : found.replace(/\.tmp$/, ''));
}

/** A name that every file system takes; letters of any script stay. */
function fileStem(name: string): string {
  const stem = name.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+|-+$/g, '');
  return stem === '' ? 'study' : stem.slice(0, 80);
}

export interface DigestRow {
  /** Ordinal of the variant. */
  readonly variant: number;
  readonly replication: number;
  readonly status: string;
  readonly stateHash: string;
}

/** Fold of replication hashes, in the order of variants and replications whatever the order of `rows`; 32 hex digits. */
export function studyDigest(rows: readonly DigestRow[]): string {
  const ordered = [...rows].sort((a, b) => a.variant - b.variant || a.replication - b.replication);
  const hash = createHash('sha256');
  for (const row of ordered)
    hash.update(`${row.variant} ${row.replication} ${row.status} ${row.stateHash}\n`);
  return hash.digest('hex').slice(0, 32);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
