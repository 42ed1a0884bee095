/** The plainest world that can run: a platform with cash, guarantors with liquid assets, founders with deposits. No loans. */
import { REASON } from '../../engine/ledger/reasons.ts';
import { luckKey } from '../../engine/random/streams.ts';
import type { Scenario } from '../../engine/scenario/scenario.ts';
import { addCustomer } from '../../engine/state/customers.ts';
import { addLender, deposit } from '../../engine/state/lenders.ts';
import { beginPlan } from '../../engine/state/plans.ts';
import { createWorld, type World } from '../../engine/state/world.ts';

export function bareWorld(scenario: Scenario, seed: number): World {
  const world = createWorld(scenario, seed, 0);
  const { ledger, guarantors, lenders } = world;
  const none = { customer: -1, bornDay: 0, channel: 0, riskClass: 0, product: 0, community: 0 };
  addLender(world, { ...none, key: 0, stakeFen: 0 });
  world.book.lendersInvesting -= 1;
  lenders.status[0] = 3;
  ledger.post(REASON.capitalIn, scenario.opening.platformCashFen);
  Object.values(scenario.guarantors).forEach((guarantor, row) => {
    guarantors.add();
    const liquid = Math.floor(guarantor.netAssetsFen * guarantor.liquidShare);
    guarantors.netAssetsFen[row] = guarantor.netAssetsFen;
    guarantors.liquidFen[row] = liquid;
    ledger.post(REASON.guarantorFunding, liquid, -1, row);
  });
  ledger.post(REASON.openingReserve, 5_000_00);
  const draws = world.streams.stream('opening');
  for (let founder = 0; founder < scenario.opening.lenders; founder++) {
    const key = luckKey('founder', 0, 0, founder);
    const u = draws.uniform(key, 0, 0);
    const stakeFen = Math.floor(10_000 + u * u * 390_000) * 100;
    const customer = addCustomer(world, {
      key,
      bornDay: 0,
      channel: 0,
      kind: 0,
      region: founder % scenario.regions.length,
      sector: founder % scenario.sectors.length,
      incomeFen: 800_000,
      existingFen: 0,
    });
    const riskClass = founder % 5;
    const product = founder % Object.keys(scenario.products).length;
    const lender = addLender(world, { ...none, key, customer, riskClass, product, stakeFen });
    world.customers.lender[customer] = lender;
    deposit(world, lender, Math.floor(stakeFen / 200) * 100);
    beginPlan(world, lender);
    world.agendas.visits.add(founder % 20, lender);
  }
  return world;
}
