/** Tables of full detail: every contract, holding, lender, request, test of a trigger and posting. */
import { ACCOUNTS } from '../../ledger/accounts.ts';
import type { Journal } from '../../ledger/journal.ts';
import { REASONS } from '../../ledger/reasons.ts';
import { claimsOf } from '../../settle/holdings.ts';
import { LENDER, NO_GUARANTOR, POOL, REQUEST } from '../../state/codes.ts';
import type { World } from '../../state/world.ts';
import type { TableRows } from '../tables.ts';
import { tableRows } from './columns.ts';
import { netInterestFen } from './income.ts';

/** All of them. */
export function fullRows(world: World): TableRows[] {
  const { journal } = world.ledger;
  const tables = [
    loanRows(world),
    holdingRows(world),
    lenderRows(world),
    withdrawalRows(world),
    triggerRows(world),
  ];
  return journal === null ? tables : [...tables, waterfallRows(journal), entryRows(journal)];
}

function loanRows({ loans, schedules, names }: World): TableRows {
  return tableRows('loan', loans.length, {
    loan: (row) => row,
    borrower: (row) => loans.customer[row]!,
    contractDay: (row) => loans.contractDay[row]!,
    grade: (row) => loans.facilityGrade[row]!,
    termMonths: (row) => loans.termMonths[row]!,
    aprPpm: (row) => schedules.get(loans.schedule[row]!).aprPpm,
    lots: (row) => loans.lots[row]!,
    principalFen: (row) => loans.principalFen[row]!,
    outstandingFen: (row) => loans.outstandingFen[row]!,
    guarantor: (row) =>
      loans.guarantor[row] === NO_GUARANTOR ? '' : names.guarantors[loans.guarantor[row]!]!,
    defaultDay: (row) => loans.defaultDay[row]!,
    endedDay: (row) => loans.endedDay[row]!,
    lostFen: (row) => loans.lostFen[row]!,
  });
}

function holdingRows({ loans, holdings }: World): TableRows {
  const loanOf = new Int32Array(holdings.length);
  const firstLot = new Int32Array(holdings.length);
  for (let loan = 0; loan < loans.length; loan++) {
    let lot = 0;
    const first = loans.firstHolding[loan]!;
    for (let row = first; row < first + loans.holdingCount[loan]!; row++) {
      loanOf[row] = loan;
      firstLot[row] = lot;
      lot += holdings.lots[row]!;
    }
  }
  return tableRows('holding', holdings.length, {
    loan: (row) => loanOf[row]!,
    holding: (row) => row,
    lender: (row) => holdings.lender[row]!,
    firstLot: (row) => firstLot[row]!,
    lotCount: (row) => holdings.lots[row]!,
    acquiredDay: (row) => loans.contractDay[loanOf[row]!]!,
    endedDay: (row) => loans.endedDay[loanOf[row]!]!,
  });
}

function lenderRows(world: World): TableRows {
  const { lenders, names } = world;
  return tableRows('lender', lenders.length, {
    lender: (row) => row,
    lenderClass: (row) => lenders.riskClass[row]!,
    product: (row) => names.lenderProducts[lenders.product[row]!]!,
    entryDay: (row) => (lenders.channel[row] === 0 ? -1 : lenders.bornDay[row]!),
    exitDay: (row) => (lenders.status[row] === LENDER.investing ? -1 : lenders.stayEndedDay[row]!),
    depositedFen: (row) => lenders.depositedFen[row]!,
    withdrawnFen: (row) => lenders.withdrawnFen[row]!,
    claimsFen: (row) => claimsOf(world, row),
    cashFen: (row) => lenders.cashFen[row]! + lenders.heldFen[row]!,
    queuedFen: (row) => lenders.queuedFen[row]!,
    lostPrincipalFen: (row) => lenders.lostPrincipalFen[row]!,
    lostCashFen: (row) => lenders.lostCashFen[row]!,
    interestFen: (row) => (row === POOL ? 0 : netInterestFen(world, row)),
  });
}

/** Kinds of the study file: cash, plan, claim. */
function withdrawalRows({ requests }: World): TableRows {
  return tableRows('withdrawal', requests.length, {
    request: (row) => row,
    lender: (row) => requests.lender[row]!,
    day: (row) => requests.day[row]!,
    promisedDay: (row) => requests.promisedDay[row]!,
    paidDay: (row) => requests.paidDay[row]!,
    requestedFen: (row) => requests.requestedFen[row]!,
    paidFen: (row) => requests.paidFen[row]!,
    kind: (row) => (requests.kind[row] === REQUEST.plan ? 1 : 0),
  });
}

function triggerRows({ triggerTests: tests }: World): TableRows {
  return tableRows('trigger_log', tests.length, {
    day: (row) => tests[row]!.day,
    trigger: (row) => tests[row]!.trigger,
    figure: (row) => tests[row]!.figure,
    tested: (row) => tests[row]!.tested,
    threshold: (row) => tests[row]!.threshold,
    fired: (row) => (tests[row]!.fired ? 1 : 0),
  });
}

const LAYERS: Readonly<Record<string, string>> = {
  compensationByGuarantor: 'guarantor',
  compensationByReserve: 'reserve',
};

/** Compensation by layer, summed over the lenders of each posting. */
function waterfallRows({ rows }: Journal): TableRows {
  const found: { day: number; loan: number; layer: string; event: number; fen: number }[] = [];
  for (let row = 0; row < rows.length; row++) {
    const layer = LAYERS[REASONS[rows.reason[row]!]!.name];
    if (layer === undefined) continue;
    const last = found.at(-1);
    if (last !== undefined && last.event === rows.event[row]) last.fen += rows.amountFen[row]!;
    else {
      const event = rows.event[row]!;
      found.push({ day: rows.day[row]!, loan: rows.loan[row]!, layer, event, fen: rows.amountFen[row]! });
    }
  }
  return tableRows('waterfall', found.length, {
    day: (row) => found[row]!.day,
    loan: (row) => found[row]!.loan,
    layer: (row) => found[row]!.layer,
    dueFen: (row) => found[row]!.fen,
    paidFen: (row) => found[row]!.fen,
  });
}

function entryRows({ rows }: Journal): TableRows {
  return tableRows('ledger_entry', rows.length, {
    entry: (row) => rows.event[row]!,
    day: (row) => rows.day[row]!,
    reason: (row) => REASONS[rows.reason[row]!]!.name,
    debitAccount: (row) => ACCOUNTS[rows.debitAccount[row]!]!.name,
    creditAccount: (row) => ACCOUNTS[rows.creditAccount[row]!]!.name,
    debitParty: (row) => rows.debitParty[row]!,
    creditParty: (row) => rows.creditParty[row]!,
    loan: (row) => rows.loan[row]!,
    holding: (row) => rows.holding[row]!,
    lots: () => 0,
    amountFen: (row) => rows.amountFen[row]!,
  });
}
