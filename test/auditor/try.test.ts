import { test } from 'vitest';
import { loadSmall } from '../helpers/scenarios.ts';
import { audit } from './audit.ts';
test('x', () => {
  const scenario = loadSmall((process.env['SET'] ?? 'opening.lenders=100;opening.loansPerMonth=20').split(';'));
  const t = Date.now();
  console.log(audit(scenario, Number(process.env['SEED'] ?? 1)), Date.now()-t);
});
