/** What the commands are composed of: each piece can be exchanged, which is how tests run them without the engine. */
import type { Variant } from '../experiments/index.ts';
import type { StudyVariant } from '../storage/index.ts';

/** From `--variant "name: path=value, ..."`: each scenario once more, changed. */
export interface NamedChange {
  readonly name: string;
  /** `path=value`, on top of those of --set. */
  readonly overrides: readonly string[];
}

export interface ScenarioRequest {
  /** File names or names of shipped scenarios, in the order of the variants. */
  readonly scenarios: readonly string[];
  /** `path=value`, from --set. */
  readonly overrides: readonly string[];
  /** Variants of each scenario, after it; it stays as it is itself. */
  readonly changes: readonly NamedChange[];
}

export interface ServerOptions {
  readonly studiesDir: string;
  readonly studyFile?: string;
  readonly port: number;
  readonly host: string;
}

export interface Pieces {
  /** Resolves scenarios; throws a UserError with all problems. */
  readonly loadScenarios: (request: ScenarioRequest) => Promise<readonly Variant[]>;
  /** Module of the worker threads. */
  readonly worker: URL;
  readonly engineVersion: string;
  readonly startServer: (options: ServerOptions) => Promise<unknown>;
}

/** A variant with its first day, which the resolved scenario states as `clock.startDate`. */
export function studyVariant(variant: Variant): StudyVariant {
  const scenario = JSON.parse(variant.canonicalJson) as { readonly clock?: { readonly startDate?: unknown } };
  const start = scenario.clock?.startDate;
  if (typeof start !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(start)) {
    throw new Error(`scenario ${variant.name}: clock.startDate is ${JSON.stringify(start)}, not a date`);
  }
  return { ...variant, startDate: start };
}
