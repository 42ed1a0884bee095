/** The registry as a business: other lenders file their loans and buy look-ups. */
import { REASON } from '../../ledger/reasons.ts';
import { poissonInverse } from '../../random/variates.ts';
import { FLOW } from '../../state/flow.ts';
import { recordsOnFile } from '../../state/on-file.ts';
import type { World } from '../../state/world.ts';

const DAYS_PER_MONTH = 30;

/** Look-ups of today at the records there are, then what is filed today. Nobody buys or files in a wind-down. */
export function prepareLookUps(world: World): () => void {
  const { scenario, streams, ledger, flow, loanRegistry, platform } = world;
  const { use, filedPerMonth, priceFen, demandMax, demandHalf } = scenario.registry;
  const stream = streams.stream('registry');
  return () => {
    if (!use || platform.windDown === 1) return;
    const records = recordsOnFile(world);
    const mean = ((demandMax / DAYS_PER_MONTH) * records) / (records + demandHalf);
    const sold = mean > 0 ? poissonInverse(stream.uniform(0, world.day, 0), mean) : 0;
    flow[FLOW.lookUpsSold]! += sold;
    if (sold * priceFen > 0) {
      ledger.post(REASON.lookUpsSold, sold * priceFen);
      flow[FLOW.lookUpsSoldFen]! += sold * priceFen;
    }
    loanRegistry.filed += filedPerMonth / DAYS_PER_MONTH;
  };
}
