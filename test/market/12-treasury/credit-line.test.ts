/** Covenants at their bounds, a call and what becomes of it, a buffer, shareholders: evenings of books made by hand. */
import { describe, expect, it } from 'vitest';
import { ACCOUNT } from '../../../engine/ledger/accounts.ts';
import { REASON } from '../../../engine/ledger/reasons.ts';
import { creditLaw } from '../../../engine/laws/books.ts';
import { prepareTreasury } from '../../../engine/market/12-treasury/treasury.ts';
import { FAILURE_CAUSES } from '../../../engine/state/codes.ts';
import { drawCredit } from '../../../engine/state/credit-line.ts';
import type { World } from '../../../engine/state/world.ts';
import { checkLaws, emptyWorld, lender, runDays } from '../../helpers/market.ts';
import { loadSmall } from '../../helpers/scenarios.ts';

const LIMIT = 'platform.creditLine.limit=10k CNY';
const covenants = (text: string) => `platform.creditLine.covenants=${text}`;

function book(set: readonly string[], ownFen: number): { world: World; own: () => number } {
  const world = emptyWorld(loadSmall(['clock.start=2017-01-02', ...set]));
  world.ledger.post(REASON.capitalIn, ownFen);
  return { world, own: () => world.ledger.balance(ACCOUNT.platformCash) };
}

/** Evenings from day 0 on; laws after each. */
function evenings(world: World, lastDay: number, before: (day: number) => void = () => undefined): void {
  const treasury = prepareTreasury(world);
  runDays(world, lastDay, [() => before(world.day), treasury], () => {
    checkLaws(world);
    creditLaw(world);
  });
}

const events = (world: World, kind: string) =>
  world.events.events
    .filter((event) => event.kind === kind)
    .map(({ day, text, valueFen }) => [day, valueFen, text]);

describe('a covenant', () => {
  const atFloor = [LIMIT, covenants('{ worth: { breachedWhen: { equity: { below: 5000 CNY } } } }')];
  it('holds at its bound to the fen, and one fen below it refuses with the figure tested', () => {
    const kept = book(atFloor, 500_000);
    expect(drawCredit(kept.world, 700, 'test')).toBe(700);
    const breached = book(atFloor, 499_999);
    expect(drawCredit(breached.world, 700, 'test')).toBe(0);
    expect(events(breached.world, 'covenant')).toEqual([
      [0, 700, 'drawing refused: equityFen 499999 below 500000'],
    ]);
  });

  it('is no more passed by rounding where it is a ratio', () => {
    const above = covenants('{ late: { breachedWhen: { overdueRatio: { above: 10% } } } }');
    const { world } = book([LIMIT, above], 0);
    world.book.outstandingFen = 1_000_000_000;
    world.book.overdueM1Fen = 100_000_000;
    expect(drawCredit(world, 1, 'test')).toBe(1);
    world.book.overdueM1Fen = 100_000_001;
    expect(drawCredit(world, 1, 'test')).toBe(0);
  });

  it('lends no more than its limit, in all drawings together', () => {
    const { world, own } = book([LIMIT], 0);
    expect([
      drawCredit(world, 600_000, 'a'),
      drawCredit(world, 600_000, 'b'),
      drawCredit(world, 1, 'c'),
    ]).toEqual([600_000, 400_000, 0]);
    expect(own()).toBe(1_000_000);
    creditLaw(world);
  });
});

describe('a call', () => {
  const call = [
    LIMIT,
    'failure.capitalFloor=null',
    covenants('{ worth: { breachedWhen: { equity: { below: 5000 CNY } }, effect: call, callIn: 4d } }'),
  ];
  /** Drawn on day 0; on day 2 the platform loses `lostFen` of its money. */
  const lose = (world: World, lostFen: number) => (day: number) => {
    if (day === 0) drawCredit(world, 800_000, 'test');
    if (day === 2) world.ledger.post(REASON.technology, lostFen);
  };

  it('is due in its days, is paid out of own cash and ends the line', () => {
    const { world, own } = book(call, 600_000);
    evenings(world, 9, lose(world, 200_000));
    expect([world.platform.creditCalledDay, world.platform.creditDueDay]).toEqual([2, 6]);
    expect([world.platform.creditDrawnFen, own(), world.platform.failureDay]).toEqual([0, 400_000, -1]);
    expect(drawCredit(world, 1, 'test')).toBe(0);
  });

  it('that cannot be met is the failure of the platform, on its day', () => {
    const { world, own } = book(call, 600_000);
    evenings(world, 9, lose(world, 700_000));
    expect([world.platform.creditDefaultDay, world.platform.failureDay]).toEqual([6, 6]);
    expect(FAILURE_CAUSES[world.platform.failureCause]).toBe('credit');
    expect([world.platform.creditDrawnFen, own()]).toEqual([100_000, 0]);
  });

  it('that cannot be met is noted only, and goes on being paid, if the scenario says so', () => {
    const { world, own } = book([...call, 'failure.creditDefault=false'], 600_000);
    evenings(world, 9, (day) => {
      lose(world, 700_000)(day);
      if (day === 8) world.ledger.post(REASON.capitalIn, 130_000);
    });
    expect([world.platform.creditDefaultDay, world.platform.failureDay]).toEqual([6, -1]);
    expect([world.platform.creditDrawnFen, own()]).toEqual([0, 30_000]);
  });

  it('is not made of what was never drawn', () => {
    const { world } = book(call, 400_000);
    evenings(world, 3);
    expect(world.platform.creditCalledDay).toBe(-1);
    expect(events(world, 'covenant')).toEqual([[0, 0, 'breached: equityFen 400000 below 500000']]);
  });
});

describe('what is drawn', () => {
  it('goes back at month end above the stated cash, not while somebody waits', () => {
    const set = [LIMIT, 'platform.creditLine.repayAbove=3000 CNY', 'platform.creditLine.ratePerYear=0%'];
    const free = book(set, 100_000_000);
    evenings(free.world, 29, (day) => day === 0 && drawCredit(free.world, 800_000, 'test'));
    expect(free.world.platform.creditDrawnFen).toBe(0);
    const busy = book(set, 100_000_000);
    busy.world.payouts.now.lateFen = 1;
    evenings(busy.world, 29, (day) => day === 0 && drawCredit(busy.world, 800_000, 'test'));
    expect(busy.world.platform.creditDrawnFen).toBe(800_000);
  });
});

describe('a buffer', () => {
  it('of own cash is filled from the line, and what is missing beyond it throttles from the morning after', () => {
    const set = [LIMIT, 'policies.buffer={ basis: claims, share: 10%, throttleTo: 40% }'];
    const { world, own } = book(set, 500_000);
    lender(world, { cashFen: 8_000_000 });
    evenings(world, 1, (day) => {
      if (day === 0) return;
      expect([own(), world.platform.bufferMissingFen, world.platform.bufferThrottle]).toEqual([
        800_000, 0, 1,
      ]);
      lender(world, { cashFen: 20_000_000 });
    });
    expect([own(), world.platform.bufferMissingFen]).toEqual([1_500_000, 1_300_000]);
    expect([world.platform.bufferThrottle, world.platform.bufferHeldFen]).toEqual([0.4, 0]);
  });

  it("of customers' money is nothing that segregated custody could keep", () => {
    const held = 'policies.buffer={ basis: claims, holdLending: true }';
    expect(() => loadSmall(['policies.buffer={ basis: claims, counts: pool }'])).toThrow(
      /segregated custody has none/,
    );
    expect(() => loadSmall([held])).toThrow(/policies.buffer.holdLending/);
    expect(loadSmall([held, 'custody=pooled', 'regime=cn-2013']).policies.buffer[0]!.value.holdLending).toBe(
      true,
    );
  });
});

describe('capital called', () => {
  const owners =
    'platform.shareholders={ rich: { share: 30%, liquid: 1M CNY }, poor: { share: 30%, liquid: 100 CNY }, slow: { share: 10%, liquid: 1M CNY, late: 3d }, careful: { share: 10%, liquid: 1M CNY, refusesBelow: 1M CNY }, huaxin: { share: 20%, guarantor: huaxin } }';
  it('comes from each according to its means', () => {
    const { world, own } = book([owners], 0);
    const { guarantors, names } = world;
    const huaxin = names.guarantors.indexOf('huaxin');
    world.ledger.post(REASON.guarantorLoss, guarantors.liquidFen[huaxin]! - 150_000, -1, huaxin);
    guarantors.broughtFen[huaxin]! += 150_000 - guarantors.liquidFen[huaxin]!;
    guarantors.liquidFen[huaxin] = 150_000;
    evenings(world, 4, (day) => day === 0 && world.agendas.capitalCalls.add(1, 0, 1_000_000));
    expect(events(world, 'capitalCall')).toEqual([
      [1, 0, 'capital refused'],
      [1, 150_000, 'capital paid in part'],
      [1, 10_000, 'capital paid in part'],
      [1, 300_000, 'capital paid in full'],
      [4, 100_000, 'capital paid in full'],
    ]);
    expect([own(), guarantors.liquidFen[huaxin]]).toEqual([560_000, 0]);
  });

  it('comes not at all from a guarantor that has failed, and in full if nobody is named', () => {
    const { world, own } = book([owners], 0);
    world.guarantors.failedDay[world.names.guarantors.indexOf('huaxin')] = 0;
    evenings(world, 1, (day) => day === 0 && world.agendas.capitalCalls.add(1, 0, 1_000_000));
    expect(own()).toBe(310_000);
    const unnamed = book([], 0);
    evenings(unnamed.world, 1, (day) => day === 0 && unnamed.world.agendas.capitalCalls.add(1, 0, 1_000_000));
    expect(unnamed.own()).toBe(1_000_000);
  });

  it('asks nobody for more than three tenths, and all together for no more than all', () => {
    expect(() => loadSmall(['platform.shareholders={ one: { share: 31% } }'])).toThrow(/at most 30%/);
    const four =
      'platform.shareholders={ a: { share: 30% }, b: { share: 30% }, c: { share: 30% }, d: { share: 30% } }';
    expect(() => loadSmall([four])).toThrow(/shares add up to 120%/);
    expect(() => loadSmall(['platform.shareholders={ a: { share: 30%, guarantor: nobody } }'])).toThrow(
      /no guarantor named/,
    );
  });
});
