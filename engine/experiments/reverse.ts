/**
 * Reverse stress: the smallest magnitudes at which the share of replications that fail passes a level. The same
 * replications (the same luck) are asked at every magnitude. A larger shock is taken to break whatever a smaller one
 * breaks, replication by replication, so each answer settles all points beyond it, and only what is open is simulated;
 * spot checks test that assumption where the answer was taken for granted.
 *
 * Magnitudes are shares: 0 the mildest and 1 the most severe end of each axis.
 */
import { quantileRanks } from './statistics.ts';

export type Point = readonly number[];

export interface Ask {
  readonly replication: number;
  readonly at: Point;
}

/** True where the replication fails, in the order asked. May throw to end the search. */
export type Answer = (asks: readonly Ask[]) => Promise<readonly boolean[]>;

export interface SearchOptions {
  readonly axes: number;
  /** The share of failing replications that must be passed. */
  readonly level: number;
  /** Replications asked first; so many more are added while the interval is too wide. */
  readonly batch: number;
  /** Most replications. */
  readonly most: number;
  /** Width of the interval of the threshold, as a share of the range, at which no more are added. */
  readonly precision: number;
  /** Width of the bracket in which a threshold is found, as a share of the range. */
  readonly tolerance: number;
  /** Rays per pair of axes; with one axis there is one ray. */
  readonly rays: number;
  readonly cost: (at: Point) => number;
  /** Answers asked for at once. */
  readonly width: number;
  readonly answer: Answer;
  /** Called as the search gets on. */
  readonly onStage?: (stage: Stage) => void;
}

export interface Stage {
  readonly replications: number;
  readonly raysDone: number;
  readonly rays: number;
}

/** A threshold along one ray from the mildest point. */
export interface Ray {
  /** Where the ray leaves the box: its largest share is 1. */
  readonly end: Point;
  /** Share of the way at which the level is passed, at most `tolerance` too large; null if not even at the end. */
  readonly at: number | null;
  /** Bounds of the interval; null where so few replications, or the range, don't bound it. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** Null if not reached. */
  readonly cost: number | null;
}

export interface SearchResult {
  readonly replications: number;
  /** Share of replications that fail at the mildest and at the most severe point: failing, of so many asked or settled. */
  readonly mildest: Count;
  readonly severest: Count;
  /** Already passed at the mildest point: then no ray was searched. */
  readonly already: boolean;
  readonly rays: readonly Ray[];
  /** Index of the cheapest ray; -1 if none reaches the level. */
  readonly best: number;
  /** Probability that the interval encloses the threshold of all possible luck; null if a side is open. */
  readonly coverage: number | null;
  readonly checks: { readonly made: number; readonly contrary: number };
}

export interface Count {
  readonly failed: number;
  readonly known: number;
}

/** What is known of one replication. */
interface Known {
  readonly failed: Point[];
  readonly held: Point[];
}

const REFINEMENTS = 2;
/** One replication in so many is asked again per ray where its answer was taken for granted. */
const CHECKED = 5;
const CONFIDENCE = 0.95;

/** All that was answered, and what follows from it; may be filled with earlier answers before the search. */
export class Answers {
  readonly #known: Known[] = [];

  add(replication: number, at: Point, failed: boolean): void {
    const known = this.#of(replication);
    (failed ? known.failed : known.held).push(at);
  }

  /** Null while it is open. */
  find(replication: number, at: Point): boolean | null {
    const { failed, held } = this.#of(replication);
    if (failed.some((point) => isWithin(point, at))) return true;
    return held.some((point) => isWithin(at, point)) ? false : null;
  }

  /** True if the very point was asked. */
  wasAsked(replication: number, at: Point): boolean {
    const { failed, held } = this.#of(replication);
    return [...failed, ...held].some((point) => point.every((share, k) => share === at[k]));
  }

  #of(replication: number): Known {
    return (this.#known[replication] ??= { failed: [], held: [] });
  }
}

/** Whether `small` is at most `large` on every axis. */
function isWithin(small: Point, large: Point): boolean {
  return small.every((share, k) => share <= large[k]!);
}

/** Ends of rays evenly over the sides of the box that face the severe end: whole parts of `rays - 1`, scaled to its edge. */
export function rayEnds(axes: number, rays: number): Point[] {
  const parts = Math.max(1, rays - 1);
  const all: number[][] = [];
  const fill = (begun: number[], left: number): void => {
    if (begun.length === axes - 1) all.push([...begun, left]);
    else for (let part = left; part >= 0; part--) fill([...begun, part], left - part);
  };
  fill([], axes === 1 ? 1 : parts);
  return all.map(toEdge);
}

function toEdge(direction: Point): Point {
  const largest = Math.max(...direction);
  return direction.map((share) => share / largest);
}

/** Searches; `answers` may hold what is known already and keeps what is learnt. */
export async function searchThreshold(
  options: SearchOptions,
  answers: Answers = new Answers(),
): Promise<SearchResult> {
  let search = new Search(options, answers, Math.min(options.batch, options.most));
  for (;;) {
    const result = await search.run();
    const { best, rays, replications } = result;
    const ray = rays[best];
    const isNarrow =
      ray !== undefined &&
      ray.lower !== null &&
      ray.upper !== null &&
      ray.upper - ray.lower <= options.precision;
    // Where no threshold is found more replications could only move it in at the very end of the range.
    if (result.already || best < 0 || isNarrow || replications >= options.most) return result;
    search = new Search(options, answers, Math.min(options.most, replications + options.batch));
  }
}

/** The search with a given number of replications. */
class Search {
  readonly #options: SearchOptions;
  readonly #answers: Answers;
  readonly #n: number;
  readonly #mildest: Point;
  #raysDone = 0;
  #rayCount = 0;

  constructor(options: SearchOptions, answers: Answers, replications: number) {
    this.#options = options;
    this.#answers = answers;
    this.#n = replications;
    this.#mildest = new Array<number>(options.axes).fill(0);
  }

  async run(): Promise<SearchResult> {
    const { level, axes, rays: perPair } = this.#options;
    const rank = Math.min(this.#n, Math.floor(level * this.#n + 1e-9) + 1);
    const { lowerRank, upperRank, coverage } = quantileRanks(this.#n, level, CONFIDENCE);
    const severest = new Array<number>(axes).fill(1);
    const ends = rayEnds(axes, perPair);
    this.#rayCount = ends.length;
    this.#tell();
    const already = await this.#isPassed(this.#mildest, rank);
    const thresholds: (number | null)[] = [];
    if (!already) {
      if (await this.#isPassed(severest, rank)) {
        for (const end of ends) thresholds.push(await this.#threshold(end, rank));
        for (let round = 0; round < REFINEMENTS && axes > 1; round++) {
          const near = this.#neighbours(ends, thresholds);
          this.#rayCount += near.length;
          for (const end of near) {
            ends.push(end);
            thresholds.push(await this.#threshold(end, rank));
          }
        }
      } else {
        await this.#askAll(severest);
        thresholds.push(...ends.map(() => null));
      }
    }
    const best = this.#cheapest(ends, thresholds);
    const bestEnd = ends[best];
    if (bestEnd !== undefined) {
      for (const one of [lowerRank, upperRank]) if (one !== null) await this.#threshold(bestEnd, one);
    }
    const checks = await this.#check(ends, thresholds);
    const rays = thresholds.map((at, k): Ray => {
      const end = ends[k]!;
      const [lower, upper] = [this.#knownBelow(end, lowerRank), this.#knownAbove(end, upperRank)];
      return { end, at, lower, upper, cost: at === null ? null : this.#costOf(end, at) };
    });
    const cheapest = rays[best];
    const isBounded = cheapest !== undefined && cheapest.lower !== null && cheapest.upper !== null;
    return {
      replications: this.#n,
      mildest: this.#count(this.#mildest),
      severest: this.#count(severest),
      already,
      rays,
      best,
      coverage: isBounded ? coverage : null,
      checks,
    };
  }

  #costOf(end: Point, at: number): number {
    return this.#options.cost(along(end, at));
  }

  #cheapest(ends: readonly Point[], thresholds: readonly (number | null)[]): number {
    let best = -1;
    let least = Infinity;
    thresholds.forEach((at, k) => {
      if (at === null) return;
      const cost = this.#costOf(ends[k]!, at);
      if (cost < least) [best, least] = [k, cost];
    });
    return best;
  }

  /** Rays half-way between the cheapest one and those beside it. */
  #neighbours(ends: readonly Point[], thresholds: readonly (number | null)[]): Point[] {
    const best = ends[this.#cheapest(ends, thresholds)];
    if (best === undefined) return [];
    const distance = (end: Point): number =>
      end.reduce((sum, share, k) => sum + Math.abs(share - best[k]!), 0);
    return ends
      .filter((end) => end !== best)
      .sort((a, b) => distance(a) - distance(b))
      .slice(0, best.length)
      .map((end) => toEdge(end.map((share, k) => (share + best[k]!) / 2)))
      .filter((end) => ends.every((other) => other.some((share, k) => share !== end[k])));
  }

  /** Smallest known share of the way at which at least `rank` replications fail; null if fewer do at the end. */
  async #threshold(end: Point, rank: number): Promise<number | null> {
    const { tolerance } = this.#options;
    let [low, high] = [0, 1];
    if (!(await this.#isPassed(end, rank))) {
      this.#raysDone += 1;
      this.#tell();
      return null;
    }
    while (high - low > tolerance) {
      const middle = (low + high) / 2;
      if (await this.#isPassed(along(end, middle), rank)) high = middle;
      else low = middle;
    }
    this.#raysDone += 1;
    this.#tell();
    return high;
  }

  #tell(): void {
    const { onStage } = this.#options;
    onStage?.({
      replications: this.#n,
      raysDone: Math.min(this.#raysDone, this.#rayCount),
      rays: this.#rayCount,
    });
  }

  /** Whether at least `rank` replications fail at the point; asks until that is settled. */
  async #isPassed(at: Point, rank: number): Promise<boolean> {
    for (;;) {
      const { failed, known } = this.#count(at);
      if (failed >= rank) return true;
      if (failed + this.#n - known < rank) return false;
      const open = this.#open(at);
      const needed = Math.min(rank - failed, this.#n - rank + 1 - (known - failed));
      await this.#ask(open.slice(0, Math.max(this.#options.width, needed)), at);
    }
  }

  async #askAll(at: Point): Promise<void> {
    await this.#ask(this.#open(at), at);
  }

  #open(at: Point): number[] {
    const open: number[] = [];
    for (let replication = 0; replication < this.#n; replication++)
      if (this.#answers.find(replication, at) === null) open.push(replication);
    return open;
  }

  async #ask(replications: readonly number[], at: Point): Promise<readonly boolean[]> {
    const failed = await this.#options.answer(replications.map((replication) => ({ replication, at })));
    replications.forEach((replication, k) => this.#answers.add(replication, at, failed[k]!));
    return failed;
  }

  #count(at: Point): Count {
    let [failed, known] = [0, 0];
    for (let replication = 0; replication < this.#n; replication++) {
      const answer = this.#answers.find(replication, at);
      if (answer !== null) known += 1;
      if (answer === true) failed += 1;
    }
    return { failed, known };
  }

  /** Largest share of the way, on a grid of the tolerance, where fewer than `rank` replications can fail. */
  #knownBelow(end: Point, rank: number | null): number | null {
    if (rank === null) return null;
    return this.#bracket(end, (at) => {
      const { failed, known } = this.#count(at);
      return failed + this.#n - known >= rank;
    }).low;
  }

  /** Smallest share of the way, on a grid of the tolerance, where at least `rank` replications surely fail. */
  #knownAbove(end: Point, rank: number | null): number | null {
    if (rank === null) return null;
    return this.#bracket(end, (at) => this.#count(at).failed >= rank).high;
  }

  /** Halves what is known, without asking; `high` is null if `isPassed` doesn't hold at the end, `low` if it holds at 0. */
  #bracket(end: Point, isPassed: (at: Point) => boolean): { low: number | null; high: number | null } {
    if (!isPassed(end)) return { low: 1, high: null };
    if (isPassed(this.#mildest)) return { low: null, high: 0 };
    let [low, high] = [0, 1];
    while (high - low > this.#options.tolerance) {
      const middle = (low + high) / 2;
      if (isPassed(along(end, middle))) high = middle;
      else low = middle;
    }
    return { low, high };
  }

  /** Asks some replications at points whose answer was taken for granted: beyond the threshold and short of it. */
  async #check(
    ends: readonly Point[],
    thresholds: readonly (number | null)[],
  ): Promise<SearchResult['checks']> {
    let [made, contrary] = [0, 0];
    const ray = this.#cheapest(ends, thresholds);
    const at = thresholds[ray];
    if (at === undefined || at === null) return { made, contrary };
    for (const share of [(1 + at) / 2, at / 2]) {
      const point = along(ends[ray]!, share);
      const chosen: number[] = [];
      for (let replication = 0; replication < this.#n; replication += CHECKED) {
        if (this.#answers.find(replication, point) !== null && !this.#answers.wasAsked(replication, point))
          chosen.push(replication);
      }
      const expected = chosen.map((replication) => this.#answers.find(replication, point));
      const found = await this.#options.answer(chosen.map((replication) => ({ replication, at: point })));
      made += chosen.length;
      contrary += found.filter((failed, k) => failed !== expected[k]).length;
    }
    return { made, contrary };
  }
}

/** The point at a share of the way to the ray's end. */
export function along(end: Point, share: number): Point {
  return end.map((one) => one * share);
}
