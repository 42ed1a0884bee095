/**
 * What lenders earned, money-weighted, from the flows of their accounts: by class, size, product, channel and month of entry.
 * Flows are kept by group and month, never by lender; interest, fees, losses, haircuts and discounts are all in them.
 */
import { RISK_CLASSES } from '../../base/vocabulary.ts';
import { xirr } from '../../finance/irr.ts';
import { claimsByLender } from '../../settle/holdings.ts';
import { POOL } from '../../state/codes.ts';
import type { World } from '../../state/world.ts';
import { RETURN_DIMENSIONS } from '../study-tables.ts';
import type { TableRows } from '../tables.ts';
import { cohortOf, SIZE_BANDS } from './cohort-key.ts';
import { tableRows } from './columns.ts';
import { loanWorth } from './loan-worth.ts';

interface Flow {
  readonly day: number;
  inFen: number;
  outFen: number;
}

interface Group {
  readonly dimension: number;
  readonly key: string;
  /** Order within its dimension. */
  readonly order: number;
  lenders: number;
  readonly flows: Flow[];
  cashFen: number;
  claimsFen: number;
  expectedFen: number;
}

/** Watches lenders' flows from outside the state. */
export class LenderReturns {
  readonly #groups = new Map<string, Group>();
  /** By lender: what decides its groups is fixed at its birth. */
  readonly #groupsOf: Group[][] = [];
  readonly #paidIn: number[] = [];
  readonly #paidOut: number[] = [];

  /** Takes in what moved since the last call; flows count on `day`. */
  observe(world: World, day: number): void {
    const { lenders } = world;
    for (let lender = POOL + 1; lender < lenders.length; lender++) {
      const groups = (this.#groupsOf[lender] ??= this.#groupsAtBirth(world, lender));
      const inFen = lenders.depositedFen[lender]! - (this.#paidIn[lender] ?? 0);
      const outFen = lenders.withdrawnFen[lender]! - (this.#paidOut[lender] ?? 0);
      if (inFen === 0 && outFen === 0) continue;
      this.#paidIn[lender] = lenders.depositedFen[lender]!;
      this.#paidOut[lender] = lenders.withdrawnFen[lender]!;
      for (const { flows } of groups) {
        let flow = flows.at(-1);
        if (flow?.day !== day) flows.push((flow = { day, inFen: 0, outFen: 0 }));
        flow.inFen += inFen;
        flow.outFen += outFen;
      }
    }
  }

  /** Rates and flows, in order of dimensions and keys. */
  rows(world: World): TableRows[] {
    const { day } = world;
    this.observe(world, day);
    this.#value(world);
    const groups = [...this.#groups.values()].sort((a, b) => a.dimension - b.dimension || a.order - b.order);
    const sum = (group: Group, name: 'inFen' | 'outFen') =>
      group.flows.reduce((fen, flow) => fen + flow[name], 0);
    const rate = ({ flows, cashFen }: Group, claimsFen: number) =>
      xirr([
        ...flows.map((flow) => ({ day: flow.day, fen: flow.outFen - flow.inFen })),
        { day, fen: cashFen + claimsFen },
      ]) ?? NaN;
    const flows = groups.flatMap((group) => group.flows.map((flow) => ({ group, flow })));
    return [
      tableRows('lender_return', groups.length, {
        dimension: (row) => groups[row]!.dimension,
        key: (row) => groups[row]!.key,
        lenders: (row) => groups[row]!.lenders,
        depositedFen: (row) => sum(groups[row]!, 'inFen'),
        withdrawnFen: (row) => sum(groups[row]!, 'outFen'),
        cashFen: (row) => groups[row]!.cashFen,
        claimsFen: (row) => groups[row]!.claimsFen,
        claimsExpectedFen: (row) => groups[row]!.expectedFen,
        xirrPar: (row) => rate(groups[row]!, groups[row]!.claimsFen),
        xirrExpected: (row) => rate(groups[row]!, groups[row]!.expectedFen),
      }),
      tableRows('lender_flow', flows.length, {
        dimension: (row) => flows[row]!.group.dimension,
        key: (row) => flows[row]!.group.key,
        day: (row) => flows[row]!.flow.day,
        inFen: (row) => flows[row]!.flow.inFen,
        outFen: (row) => flows[row]!.flow.outFen,
      }),
    ];
  }

  /** Cash at hand, held, queued and under way; claims at par, and less what is expected to be lost of those that are behind or in default. */
  #value(world: World): void {
    const { lenders } = world;
    const claims = claimsByLender(world);
    const lost = lossByLender(world);
    for (let lender = POOL + 1; lender < lenders.length; lender++) {
      const cashFen =
        lenders.cashFen[lender]! +
        lenders.heldFen[lender]! +
        lenders.queuedFen[lender]! +
        lenders.transitFen[lender]!;
      const expectedFen = Math.floor(claims[lender]! - lost[lender]! + 0.5);
      for (const group of this.#groupsOf[lender]!) {
        group.lenders += 1;
        group.cashFen += cashFen;
        group.claimsFen += claims[lender]!;
        group.expectedFen += expectedFen;
      }
    }
  }

  #groupsAtBirth(world: World, lender: number): Group[] {
    const { names, lenders } = world;
    const { lenderClass, product, band, entryMonth } = cohortOf(world, lender);
    const channel = lenders.channel[lender]!;
    const keys: readonly (readonly [key: string, order: number])[] = [
      ['all', 0],
      [RISK_CLASSES[lenderClass]!, lenderClass],
      [SIZE_BANDS[band]![0], band],
      [names.lenderProducts[product]!, product],
      [names.lenderChannels[channel]!, channel],
      [String(entryMonth), entryMonth],
    ];
    return keys.map(([key, order], dimension) => {
      const name = `${RETURN_DIMENSIONS[dimension]}/${key}`;
      const group = this.#groups.get(name) ?? {
        dimension, key, order, lenders: 0, flows: [], cashFen: 0, claimsFen: 0, expectedFen: 0,
      }; // prettier-ignore
      this.#groups.set(name, group);
      return group;
    });
  }
}

/** Expected loss on each lender's claims: a loan's share of loss on its part of what lenders are owed. */
function lossByLender(world: World): Float64Array {
  const { loans, holdings } = world;
  const { lossShare } = loanWorth(world);
  const lost = new Float64Array(world.lenders.length);
  for (let loan = 0; loan < loans.length; loan++) {
    const claimFen =
      loans.outstandingFen[loan]! - loans.guarantorClaimFen[loan]! - loans.reserveClaimFen[loan]!;
    if (claimFen === 0) continue;
    const perLot = (claimFen * lossShare(loan)) / loans.lots[loan]!;
    const first = loans.firstHolding[loan]!;
    for (let row = first; row < first + loans.holdingCount[loan]!; row++)
      lost[holdings.lender[row]!]! += perLot * holdings.lots[row]!;
  }
  return lost;
}
