/** A dated repayment plan: a span in equal parts about a month apart, or dates with their shares. */

import type { z } from 'zod';
import { readDays, readRate } from '../quantities.ts';
import { written } from '../messages.ts';
import type { PlanPart } from '../scenario.ts';
import { isMap } from './conditions.ts';
import { raise } from './fields.ts';

type At = (string | number)[];
const PPM = 1_000_000;
const DAYS_PER_PART = 30;
const HINT = 'write 90d, or [{ after: 30d, share: 40% }, { after: 60d, share: 60% }]';

/** Equal parts, the last one on the last day. */
function equalParts(days: number): PlanPart[] {
  const count = Math.max(1, Math.round(days / DAYS_PER_PART));
  return Array.from({ length: count }, (_, i) => ({
    afterDays: Math.round(((i + 1) * days) / count),
    cumulativePpm: Math.floor(((i + 1) * PPM) / count),
  }));
}

function listedParts(list: readonly unknown[], ctx: z.RefinementCtx, path: At): PlanPart[] | null {
  const parts: PlanPart[] = [];
  let cumulative = 0;
  const fail = (value: unknown, at: At, b: string, hint = HINT): null => {
    raise(ctx, value, { code: 'scenario/form', a: written(value), b, hint }, at);
    return null;
  };
  for (const [i, raw] of list.entries()) {
    const at = [...path, i];
    if (!isMap(raw) || Object.keys(raw).some((key) => key !== 'after' && key !== 'share'))
      return fail(raw, at, 'is not a date of a plan');
    const after = readDays(raw['after']);
    const share = readRate(raw['share']);
    if ('fault' in after) return fail(raw['after'], [...at, 'after'], after.fault);
    if ('fault' in share) return fail(raw['share'], [...at, 'share'], share.fault);
    if (after.value < 1 || after.value <= (parts.at(-1)?.afterDays ?? 0))
      return fail(raw['after'], [...at, 'after'], 'is not after the date before it');
    if (share.value <= 0) return fail(raw['share'], [...at, 'share'], 'is not above 0');
    cumulative += share.value;
    parts.push({ afterDays: after.value, cumulativePpm: Math.floor(cumulative * PPM + 0.5) });
  }
  const last = parts.at(-1);
  if (last?.cumulativePpm !== PPM)
    return fail(list, path, `promises ${Number((cumulative * 100).toFixed(4))}%`, 'shares add up to 100%');
  return parts;
}

/** Reads a plan; null once its fault has been told. */
export function readPlan(raw: unknown, ctx: z.RefinementCtx, path: At): readonly PlanPart[] | null {
  if (Array.isArray(raw)) return listedParts(raw, ctx, path);
  const days = readDays(raw);
  if ('value' in days && Number.isInteger(days.value) && days.value >= 1) return equalParts(days.value);
  const b = 'fault' in days ? days.fault : 'is not a span of days';
  raise(ctx, raw, { code: 'scenario/unit', a: written(raw), b, hint: HINT }, path);
  return null;
}
