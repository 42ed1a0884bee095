/** Something being read: its value, or why it is not there. */
import { SourceError } from './source.ts';

export class Resource<T> {
  value = $state.raw<T | null>(null);
  error = $state.raw<SourceError | null>(null);
  loading = $state(false);
  #ticket = 0;
  #produce: (() => Promise<T>) | null = null;

  /** Reads anew; the old value stays until the new one is there. Only the last call counts. */
  async load(produce: () => Promise<T>): Promise<void> {
    const ticket = (this.#ticket += 1);
    this.#produce = produce;
    this.loading = true;
    try {
      const value = await produce();
      if (ticket !== this.#ticket) return;
      this.value = value;
      this.error = null;
    } catch (cause) {
      if (ticket !== this.#ticket) return;
      this.value = null;
      this.error =
        cause instanceof SourceError
          ? cause
          : new SourceError('internal', cause instanceof Error ? cause.message : String(cause), '');
    } finally {
      if (ticket === this.#ticket) this.loading = false;
    }
  }

  /** Tries the last reading again. */
  retry(): void {
    if (this.#produce) void this.load(this.#produce);
  }
}

/** What a tile needs to know of what it shows: whether it is there, why it is not, and how to try again. */
export interface Source {
  readonly value: unknown;
  readonly error: SourceError | null;
  retry(): void;
}

/** Several answers that are shown together: there when all of them are. */
export function together(parts: readonly Source[]): Source {
  return {
    get value() {
      return parts.every(({ value }) => value !== null) ? parts : null;
    },
    get error() {
      return parts.find(({ error }) => error !== null)?.error ?? null;
    },
    retry() {
      for (const part of parts) if (part.error) part.retry();
    },
  };
}
