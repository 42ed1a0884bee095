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
