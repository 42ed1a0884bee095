import { test } from 'vitest';
import { loadSmall } from '../helpers/scenarios.ts';
import { audit } from './audit.ts';
import { SMALL_WORLDS } from './worlds.ts';
test('x', () => {
  for (const { name, seed, set } of SMALL_WORLDS) {
    if (process.env['W'] && !process.env['W'].split(',').includes(String(seed))) continue;
    const t = Date.now();
    try {
      const r = audit(loadSmall(set), seed);
      console.log('OK', seed, name, JSON.stringify(r), Date.now() - t);
    } catch (e) {
      const s = e as Error;
      console.log(
        'NO',
        seed,
        name,
        s.message.slice(0, 500),
        s.name === 'Differs' ? '' : s.stack?.split('\n').slice(0, 6).join('\n'),
      );
    }
  }
}, 600000);
