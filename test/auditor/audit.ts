/** One replication with the auditor beside it, day by day. */
import { prepareDay } from '../../engine/day.ts';
import { creditCurves, type CreditCurves } from '../../engine/finance/credit-curves.ts';
import { checkLaws } from '../../engine/laws/laws.ts';
import { openBook } from '../../engine/opening/opening.ts';
import type { Scenario } from '../../engine/scenario/scenario.ts';
import { createWorld } from '../../engine/state/world.ts';
import { Auditor } from './auditor.ts';

export interface Audited {
  readonly days: number;
  /** Values found equal. */
  readonly compared: number;
  /** What happened, so that a test can tell that a world was worth auditing. */
  readonly lenders: number;
  readonly contracts: number;
  readonly loans: number;
  readonly defaults: number;
  readonly compensated: number;
  readonly writtenOff: number;
  readonly requests: number;
  readonly sales: number;
  readonly failureDay: number;
  /** How often each branch of acquire, assess and confidence was taken. */
  readonly reached: ReadonlyMap<string, number>;
}

const solved = new Map<string, CreditCurves>();

function curvesOf({ credit }: Scenario): CreditCurves {
  const { chain, frailty } = credit;
  const key = JSON.stringify([chain, frailty]);
  const known = solved.get(key) ?? creditCurves({ chain, frailty });
  solved.set(key, known);
  return known;
}

/** Runs a world and throws the first difference, or the first broken law with `laws`. */
export function audit(scenario: Scenario, seed: number, laws = false): Audited {
  const curves = curvesOf(scenario);
  const world = createWorld(scenario, seed, 0);
  openBook(world, curves);
  const runDay = prepareDay(world);
  const auditor = new Auditor(world, curves);
  const opened = auditor.book.loans.length;
  for (world.day = 0; world.day < scenario.clock.horizonDays; world.day++) {
    runDay(auditor.watch);
    if (laws) checkLaws(world);
    world.ledger.closeDay();
  }
  const { book } = auditor;
  return {
    days: world.day,
    compared: auditor.compared,
    lenders: book.lenders.length,
    contracts: book.loans.length - opened,
    loans: book.loans.length,
    defaults: book.loans.filter(({ defaultDay }) => defaultDay >= 0).length,
    compensated: book.loans.filter(({ compensated }) => compensated).length,
    writtenOff: book.loans.filter(({ status }) => status === 'writtenOff').length,
    requests: book.requests.length,
    sales: book.offers.filter(({ closed }) => closed).length,
    failureDay: world.platform.failureDay,
    reached: book.reached,
  };
}
