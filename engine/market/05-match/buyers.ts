/**
 * Who of the waiting lenders could pay for a whole holding: the queue is searched 32 places at a time, past those among
 * whom nobody has the money, the limit or any room left. Of a search in vain is kept what nobody had, so that a glut of
 * offers isn't carried around the whole queue one by one.
 */
import { noteExhausted } from '../../settle/headroom.ts';
import type { Cells } from '../../state/headroom.ts';
import type { World } from '../../state/world.ts';

/** What a buyer must have. */
export interface Wanted {
  /** Mask per risk class. */
  readonly accepting: Int32Array;
  /** Cells of headroom that must not be exhausted. */
  readonly cells: Cells;
  readonly priceFen: number;
  /** Least limit of one borrower, in base lots. */
  readonly baseLots: number;
}

export interface Buyers {
  /** Call once a day, after listings were offered. */
  beginDay(): void;
  /** The first in the queue that has what is wanted, -1 if nobody has. */
  first(wanted: Wanted): number;
  /** The next one after the lender last returned. */
  next(): number;
  /** The lender had no room; after `looks` such offers it is asked no more today. */
  turnAway(lender: number, looks: number): void;
  /** The lender has got money and room. */
  enrich(lender: number): void;
}

/** Searches the queue of `world`; bounds are found when a day first needs them and are no state. */
export function prepareBuyers(world: World): Buyers {
  const { queue, lenders, headroom } = world;
  const { line } = queue;
  /** By 32 places: the most cash and the largest borrower limit among them, -1 if not known yet. */
  let mostFen = new Float64Array(0);
  let mostLots = new Int32Array(0);
  /** By 32 places: who is asked no more today. */
  let barred = new Int32Array(0);
  /** Offers a lender had no room for today. */
  let turnedAway = new Uint8Array(0);
  const inVain = searchesInVain(world);
  let wanted: Wanted | null = null;
  let block = 0;
  let blocks = 0;
  let candidates = 0;

  const bound = (at: number): void => {
    const places = line.lenders;
    const { cashFen } = lenders;
    const end = Math.min(32 * at + 32, line.length);
    let cash = 0;
    let limit = 0;
    for (let place = 32 * at; place < end; place++) {
      const lender = places[place]!;
      if (lender < 0) continue;
      if (cashFen[lender]! > cash) cash = cashFen[lender]!;
      limit = Math.max(limit, headroom.ofBorrower(lender));
    }
    mostFen[at] = cash;
    mostLots[at] = limit;
  };

  const next = (): number => {
    const { accepting, cells, priceFen, baseLots } = wanted!;
    const places = line.lenders;
    const { cashFen } = lenders;
    for (;;) {
      while (candidates !== 0) {
        const lender = places[32 * block + 31 - Math.clz32(candidates & -candidates)]!;
        candidates &= candidates - 1;
        if (headroom.least(lender, cells) <= 0) {
          noteExhausted(world, lender, cells);
          continue;
        }
        const limit = headroom.ofBorrower(lender);
        inVain.saw(cashFen[lender]!, limit);
        if (cashFen[lender]! < priceFen || limit < baseLots) continue;
        inVain.asks();
        return lender;
      }
      block += 1;
      if (block >= blocks) {
        inVain.end(wanted!);
        return -1;
      }
      candidates = line.candidates(block, accepting, cells) & ~barred[block]!;
      if (candidates === 0) continue;
      if (mostFen[block]! < 0) bound(block);
      if (mostFen[block]! >= priceFen && mostLots[block]! >= baseLots) continue;
      inVain.saw(mostFen[block]!, mostLots[block]!);
      candidates = 0;
    }
  };

  return {
    beginDay() {
      blocks = Math.ceil(line.length / 32);
      if (mostFen.length < blocks) {
        mostFen = new Float64Array(2 * blocks);
        mostLots = new Int32Array(2 * blocks);
        barred = new Int32Array(2 * blocks);
      }
      if (turnedAway.length < lenders.capacity) turnedAway = new Uint8Array(lenders.capacity);
      mostFen.fill(-1, 0, blocks);
      barred.fill(0, 0, blocks);
      turnedAway.fill(0, 0, lenders.length);
      inVain.forget();
    },
    first(what) {
      wanted = what;
      if (inVain.rules(what)) return -1;
      block = -1;
      candidates = 0;
      return next();
    },
    next,
    turnAway(lender, looks) {
      turnedAway[lender]! += 1;
      if (turnedAway[lender]! < looks) return;
      const place = line.placeOf(lender);
      barred[place >>> 5]! |= 1 << (place & 31);
    },
    enrich(lender) {
      if (!line.isWaiting(lender)) return;
      const at = line.placeOf(lender) >>> 5;
      if (mostFen[at]! >= 0) mostFen[at] = Math.max(mostFen[at]!, lenders.cashFen[lender]!);
      inVain.forget();
    },
  };
}

/**
 * What searches over the same classes and cells came to today: the most cash and the largest limit of all who had room,
 * and the least that nobody had together. Buyers only get poorer and fuller in a day; who sells and waits too ends this.
 */
function searchesInVain(world: World) {
  const { firstRegion, firstGuarantor, firstGroup } = world.headroom;
  const regions = firstGuarantor - firstRegion;
  // One more for loans without a guarantor, whose third cell is their sector.
  const guarantors = firstGroup - firstGuarantor + 1;
  const keys = 32 * firstRegion * regions * guarantors;
  const day = new Int32Array(keys);
  const mostFen = new Float64Array(keys);
  const mostLots = new Int32Array(keys);
  const vainFen = new Float64Array(keys);
  const vainLots = new Int32Array(keys);
  let now = 0;
  let fen = 0;
  let lots = 0;
  let asked = false;

  /** What was found of claims of groups isn't kept: there are too many of them. */
  const isKept = ({ cells }: Wanted): boolean => cells[3] < firstGroup;
  const keyOf = ({ accepting, cells: [sector, region, third] }: Wanted): number => {
    let classes = 0;
    for (let c = 0; c < accepting.length; c++) classes |= accepting[c]! & (1 << c);
    const guarantor = third < firstGuarantor ? 0 : third - firstGuarantor + 1;
    return ((classes * firstRegion + sector) * regions + region - firstRegion) * guarantors + guarantor;
  };

  return {
    forget(): void {
      now += 1;
    },
    /** Whether it is known that nobody has what is wanted; begins a search if not. */
    rules(wanted: Wanted): boolean {
      fen = 0;
      lots = 0;
      asked = false;
      if (!isKept(wanted)) return false;
      const key = keyOf(wanted);
      if (day[key] !== now) return false;
      const { priceFen, baseLots } = wanted;
      return (
        priceFen > mostFen[key]! ||
        baseLots > mostLots[key]! ||
        (priceFen >= vainFen[key]! && baseLots >= vainLots[key]!)
      );
    },
    /** Somebody with room has so much cash and such a limit at most. */
    saw(cash: number, limit: number): void {
      if (cash > fen) fen = cash;
      if (limit > lots) lots = limit;
    },
    /** Somebody had all that is wanted but may not take it: another loan may be taken. */
    asks(): void {
      asked = true;
    },
    /** The search has come to its end without a buyer. */
    end(wanted: Wanted): void {
      if (!isKept(wanted)) return;
      const key = keyOf(wanted);
      const known = day[key] === now;
      if (!known) vainFen[key] = Infinity;
      if (!asked && wanted.priceFen < vainFen[key]!) {
        vainFen[key] = wanted.priceFen;
        vainLots[key] = wanted.baseLots;
      }
      day[key] = now;
      mostFen[key] = fen;
      mostLots[key] = lots;
    },
  };
}
