/** After the failure: money is given back on fixed days, by the law in force, until nothing more can come in. */
import { ACCOUNT } from '../../ledger/accounts.ts';
import { payrollFen } from '../../state/figures.ts';
import type { World } from '../../state/world.ts';
import { fixClaims } from './claims.ts';
import { shareEstate } from './estate.ts';
import { giveBack, writeOffCash } from './give-back.ts';

/** Computes what stays the same: a step for the evening of the failure, and one for each evening after it. */
export function prepareWindDown(world: World): { readonly begin: () => void; readonly step: () => void } {
  const { scenario, platform, events, ledger, windDown } = world;
  const { distributionEveryDays, freezeDays, claimBasis } = scenario.failure.windDown;
  const lastDay = scenario.clock.horizonDays - 1;
  const hasEstate = claimBasis !== 'ownLots';

  return { begin, step };

  function begin(): void {
    fixClaims(world, claimBasis);
  }

  function step(): void {
    const { day } = world;
    const since = day - platform.failureDay;
    const isLast = day === lastDay;
    if (since < freezeDays && !isLast) return;
    if (!isLast && since % distributionEveryDays !== 0) return;
    const over = ledger.balance(ACCOUNT.lenderClaims) === 0;
    if (since >= freezeDays) {
      const keptFen = isLast || over ? 0 : payrollFen(world) + scenario.platform.technologyPerMonthFen;
      const fen = hasEstate ? shareEstate(world, keptFen) : giveBack(world, keptFen);
      if (fen > 0) note(fen);
      if (over && windDown.now.overDay < 0) windDown.now.overDay = day;
    }
    if (!hasEstate && (over || isLast)) writeOffCash(world);
  }

  function note(valueFen: number): void {
    const text = hasEstate ? 'the estate is shared by claim' : 'cash given back to lenders';
    events.add({ day: world.day, kind: 'distribution', subject: '', valueFen, figure: NaN, text });
  }
}
