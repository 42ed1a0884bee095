/**
 * CPU milliseconds of rooms 05 to 09 over three years at the size of the yardstick: 10,000 lenders, 60,000 loans of
 * about 14 holdings. Money comes in as listings want it; the other rooms are left out.
 *
 *     npx tsx test/bench/rooms.ts
 */
import { prepareMatch } from '../../engine/market/05-match/match.ts';
import { prepareContract } from '../../engine/market/06-contract/contract.ts';
import { prepareService } from '../../engine/market/07-service/service.ts';
import { prepareRecover } from '../../engine/market/08-recover/recover.ts';
import { prepareCompensate } from '../../engine/market/09-compensate/compensate.ts';
import { REASON } from '../../engine/ledger/reasons.ts';
import { deposit, requestWithdrawal } from '../../engine/state/lenders.ts';
import { changed, emptyWorld, lender, listing, runDays } from '../helpers/market.ts';
import { loadBaseline } from '../helpers/scenarios.ts';

const DAYS = 1095;
const LISTINGS_PER_DAY = 55;

const scenario = changed(loadBaseline(), (s) => {
  s.clock.horizonDays = DAYS;
  s.opening.lenders = 10_000;
  s.opening.loansPerMonth = 1650;
});

function replication(seed: number): void {
  const world = emptyWorld(scenario, { seed });
  world.ledger.post(REASON.openingReserve, 1e9);
  let state = seed;
  const draw = (below: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) | 0;
    return Math.floor(((state >>> 8) / 2 ** 24) * below);
  };
  const { lotFen } = scenario.splitting;
  for (let i = 0; i < 10_000; i++)
    lender(world, { stakeFen: lotFen * (20 + draw(200)), riskClass: 1 + draw(4) });
  const bring = (): void => {
    let wantedLots = 0;
    for (let i = 0; i < LISTINGS_PER_DAY; i++) {
      const lots = 8 + draw(30);
      wantedLots += lots;
      listing(world, {
        lots,
        aprPpm: 100_000 + 10_000 * draw(8),
        termMonths: [6, 12, 12, 18, 24, 36][draw(6)]!,
        obligorGrade: draw(6),
        facilityGrade: draw(5),
        sector: draw(scenario.sectors.length),
        region: draw(scenario.regions.length),
        contributionFen: lots * 500,
        feeFen: lots * 1000,
      });
    }
    let idleFen = 0;
    for (let who = 1; who < world.lenders.length; who++) idleFen += world.lenders.cashFen[who]!;
    while (idleFen < wantedLots * lotFen * 5) {
      const who = 1 + draw(10_000);
      deposit(world, who, 3 * lotFen);
      idleFen += 3 * lotFen;
    }
    for (let i = 0; i < 20; i++) {
      const who = 1 + draw(10_000);
      requestWithdrawal(world, who, world.lenders.cashFen[who]!, 0);
    }
  };
  const rooms = {
    bring,
    match: prepareMatch(world),
    contract: prepareContract(world),
    service: prepareService(world),
    recover: prepareRecover(world),
    compensate: prepareCompensate(world),
  };
  const times = Object.fromEntries(Object.keys(rooms).map((name) => [name, 0]));
  const timed = Object.entries(rooms).map(([name, step]) => () => {
    const start = cpuMs();
    step();
    times[name]! += cpuMs() - start;
  });
  runDays(world, DAYS - 1, timed);
  const shown = Object.entries(times).map(([name, ms]) => `${name} ${ms.toFixed(0)}`);
  const perLot = times['service']! / (world.counts.lotPayments / 1e6);
  process.stdout.write(`${shown.join(', ')} ms; service ${perLot.toFixed(1)} ns per lot payment\n`);
  const { counts, loans, holdings } = world;
  process.stdout.write(
    `  ${loans.length} loans, ${holdings.length} holdings, ${counts.lotPayments} lot payments\n`,
  );
}

for (let seed = 1; seed <= 4; seed++) replication(seed);

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
