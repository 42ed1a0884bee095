/** Tables of full detail: every contract, holding, lender, request, test of a trigger and posting. */
import type { Journal } from '../../ledger/journal.ts';
import { REASON } from '../../ledger/reasons.ts';
import { claimsOf } from '../../settle/holdings.ts';
import { LENDER, NO_DAY, NO_GUARANTOR, POOL, REQUEST } from '../../state/codes.ts';
import type { World } from '../../state/world.ts';
import type { TableRows } from '../tables.ts';
import { applicationRows } from './applications.ts';
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
    ...applicationRows(world),
  ];
  return journal === null ? tables : [...tables, waterfallRows(journal), entryRows(journal, world)];
}

/** Every contract, those of the opening book included. */
export function loanRows({ loans, schedules, names }: World): TableRows {
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

function holdingRows(world: World): TableRows {
  const { loans, holdings } = world;
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
  const acquired = acquiredDays(world, loanOf);
  return tableRows('holding', holdings.length, {
    loan: (row) => loanOf[row]!,
    holding: (row) => row,
    lender: (row) => holdings.lender[row]!,
    firstLot: (row) => firstLot[row]!,
    lotCount: (row) => holdings.lots[row]!,
    acquiredDay: (row) => acquired[row]!,
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
    cashFen: (row) => lenders.cashFen[row]! + lenders.heldFen[row]! + lenders.transitFen[row]!,
    queuedFen: (row) => lenders.queuedFen[row]!,
    lostPrincipalFen: (row) => lenders.lostPrincipalFen[row]!,
    lostCashFen: (row) => lenders.lostCashFen[row]!,
    discountGivenFen: (row) => lenders.discountGivenFen[row]!,
    discountGotFen: (row) => lenders.discountGotFen[row]!,
    interestFen: (row) => (row === POOL ? 0 : netInterestFen(world, row)),
    haircutFen: (row) => lenders.haircutFen[row]!,
  });
}

/** Kinds of the study file: cash, plan, claim. */
function withdrawalRows({ requests }: World): TableRows {
  return tableRows('withdrawal', requests.length, {
    request: (row) => row,
    lender: (row) => requests.lender[row]!,
    day: (row) => requests.day[row]!,
    promisedDay: (row) => (requests.promisedDay[row] === NO_DAY ? -1 : requests.promisedDay[row]!),
    tolledDays: (row) => requests.tolledDays[row]!,
    excusedDays: (row) => requests.excusedDays[row]!,
    paidDay: (row) => requests.paidDay[row]!,
    requestedFen: (row) => requests.requestedFen[row]!,
    paidFen: (row) => requests.paidFen[row]!,
    cancelledFen: (row) => requests.cancelledFen[row]!,
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

/** Compensation asked of each layer, paid or not. */
function waterfallRows({ asks }: Journal): TableRows {
  return tableRows('waterfall', asks.length, {
    day: (row) => asks[row]!.day,
    loan: (row) => asks[row]!.loan,
    layer: (row) => asks[row]!.payer,
    dueFen: (row) => asks[row]!.dueFen,
    paidFen: (row) => asks[row]!.paidFen,
  });
}

/** The journal's own columns, handed over and not copied: a replication has tens of millions of rows. */
function entryRows({ rows }: Journal, { holdings }: World): TableRows {
  const rowCount = rows.length;
  const lots = new Int32Array(rowCount);
  const { holding } = rows;
  for (let row = 0; row < rowCount; row++) lots[row] = holding[row]! < 0 ? 0 : holdings.lots[holding[row]!]!;
  const {
    event: entry,
    day,
    reason,
    debitAccount,
    creditAccount,
    debitParty,
    creditParty,
    loan,
    amountFen,
  } = rows;
  const columns = {
    entry, day, reason, debitAccount, creditAccount, debitParty, creditParty, loan, holding, lots, amountFen,
  }; // prettier-ignore
  const filled = Object.entries(columns).map(
    ([name, column]) => [name, column.subarray(0, rowCount)] as const,
  );
  return { table: 'ledger_entry', rowCount, columns: Object.fromEntries(filled) };
}

/** Day of the last change of hands by holding; the loan's contract day where there was none. */
function acquiredDays({ loans, ledger }: World, loanOf: Int32Array): Int32Array {
  const days = Int32Array.from(loanOf, (loan) => loans.contractDay[loan]!);
  const rows = ledger.journal?.rows;
  for (let row = 0; rows !== undefined && row < rows.length; row++) {
    if (rows.reason[row] === REASON.claimTransferred) days[rows.holding[row]!] = rows.day[row]!;
  }
  return days;
}
