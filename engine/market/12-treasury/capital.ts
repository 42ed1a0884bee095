/** Capital that was called falls due: each shareholder pays what its means allow, late, in part or not at all. */
import { REASON } from '../../ledger/reasons.ts';
import { defineTable } from '../../base/columns.ts';
import { equityFen } from '../../state/figures.ts';
import type { World } from '../../state/world.ts';

/** Liquid assets are the shareholder's own; one that is a guarantor has none beside its guarantor's. */
const SHAREHOLDER = { liquidFen: 'f64', askedFen: 'f64', paidFen: 'f64' } as const;

/** Takes up the day's calls: entry 0 of the agenda is a call on all, entry n + 1 the part of shareholder n that pays late. */
export function prepareCapital(world: World): () => void {
  const { scenario, registry, agendas, platform, ledger, guarantors, events, names } = world;
  const entries = Object.entries(scenario.platform.shareholders);
  const table = defineTable(registry, 'shareholder', SHAREHOLDER, Math.max(1, entries.length));
  if (table.length === 0) for (const [, { liquidFen }] of entries) table.liquidFen[table.add()] = liquidFen;
  const guarantorOf = entries.map(([, { guarantor }]) =>
    guarantor === null ? -1 : names.guarantors.indexOf(guarantor),
  );

  return () => {
    agendas.capitalCalls.visit(world.day, (who, amountFen) => {
      if (platform.windDown === 1 || amountFen === 0) return;
      if (entries.length === 0) ledger.post(REASON.capitalIn, amountFen);
      else if (who === 0) ask(amountFen);
      else pay(who - 1, amountFen);
    });
  };

  function ask(amountFen: number): void {
    entries.forEach(([, { share, lateDays }], row) => {
      const askedFen = Math.floor(amountFen * share + 0.5);
      table.askedFen[row]! += askedFen;
      if (lateDays > 0) agendas.capitalCalls.add(world.day + lateDays, row + 1, askedFen);
      else pay(row, askedFen);
    });
  }

  function pay(row: number, askedFen: number): void {
    const [name, { refusesBelowFen }] = entries[row]!;
    const refuses = refusesBelowFen !== null && equityFen(world) < refusesBelowFen;
    const paidFen = refuses ? 0 : Math.min(askedFen, meansFen(row));
    table.paidFen[row]! += paidFen;
    const guarantor = guarantorOf[row]!;
    if (paidFen > 0 && guarantor >= 0) {
      guarantors.liquidFen[guarantor]! -= paidFen;
      guarantors.stakeFen[guarantor]! += paidFen;
      ledger.post(REASON.capitalByGuarantor, paidFen, -1, guarantor);
    } else if (paidFen > 0) {
      table.liquidFen[row]! -= paidFen;
      ledger.post(REASON.capitalIn, paidFen);
    }
    events.add({
      day: world.day,
      kind: 'capitalCall',
      subject: name,
      valueFen: paidFen,
      figure: askedFen,
      text: refuses
        ? 'capital refused'
        : `capital paid ${paidFen === askedFen ? 'in full' : paidFen > 0 ? 'in part' : 'not at all'}`,
    });
  }

  function meansFen(row: number): number {
    const guarantor = guarantorOf[row]!;
    if (guarantor < 0) return table.liquidFen[row]!;
    return guarantors.failedDay[guarantor]! >= 0 ? 0 : guarantors.liquidFen[guarantor]!;
  }
}
