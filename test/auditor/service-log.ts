/** How each lender was served in the month so far. */

interface Served {
  asked: boolean;
  evenings: number;
  placed: number;
  placedAtRate: number;
}

/** The month so far of each of those who are served. */
export class ServiceLog<Who> {
  readonly #of = new Map<Who, Served>();
  /** Figures of the last whole month by name; NaN where there is none. */
  readonly figures = { waitGini: NaN, yieldGini: NaN, idleShare: NaN, misstatedShare: NaN };

  of(who: Who): Served {
    let served = this.#of.get(who);
    if (served === undefined) {
      served = { asked: false, evenings: 0, placed: 0, placedAtRate: 0 };
      this.#of.set(who, served);
    }
    return served;
  }

  /** A new month. */
  clear(): void {
    this.#of.clear();
  }
}
