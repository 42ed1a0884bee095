import { test } from 'vitest';
import { creditCurves } from '../../engine/finance/credit-curves.ts';
import { prepareDay } from '../../engine/day.ts';
import { loadSmall } from '../helpers/scenarios.ts';
import { Auditor } from './auditor.ts';
import { bareWorld } from './bare-opening.ts';
test('x', () => {
  const scenario = loadSmall(['opening.lenders=60','clock.horizon=6mo']);
  const curves = creditCurves({ chain: scenario.credit.chain, frailty: scenario.credit.frailty });
  const world = bareWorld(scenario, 1);
  const step = prepareDay(world, { curves });
  const auditor = new Auditor(world, curves);
  for (world.day = 0; world.day < 180; world.day++) { step(auditor.watch); world.ledger.closeDay(); }
  console.log(auditor.compared, auditor.book.loans.length, auditor.book.requests.length, auditor.book.loans.filter(l=>l.missed>0).length);
});
