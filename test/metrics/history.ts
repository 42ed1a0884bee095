/** Figures that need yesterday: what changed since, looked up in rows of the world kept from the evening before. */
import { ACCOUNT } from '../../engine/ledger/accounts.ts';
import { LISTING, LOAN, NO_DAY, POOL, REQUEST } from '../../engine/state/codes.ts';
import { instalmentFen } from '../../engine/settle/arrears.ts';
import { lossTable } from '../../engine/state/expected-loss.ts';
import { cellOf } from '../../engine/state/world.ts';
import type { World } from '../../engine/state/world.ts';
import type { Columns, Figures, Moved } from './recomputed.ts';

/** Rows of one evening. */
export interface Evening {
  readonly loanStatus: Uint8Array;
  readonly missed: Uint8Array;
  readonly listingStatus: Uint8Array;
  readonly recoveredFen: number;
  readonly prepaidFen: number;
  readonly paidFen: Float64Array;
}

function total(column: { readonly [row: number]: number }, length: number): number {
  let sum = 0;
  for (let row = 0; row < length; row++) sum += column[row]!;
  return sum;
}

export function evening({ loans, listings, requests }: World): Evening {
  return {
    loanStatus: loans.status.slice(0, loans.length),
    missed: loans.missed.slice(0, loans.length),
    listingStatus: listings.status.slice(0, listings.length),
    recoveredFen: total(loans.recoveredFen, loans.length),
    prepaidFen: total(loans.prepaidFen, loans.length),
    paidFen: requests.paidFen.slice(0, requests.length),
  };
}

/** Instalments whose due date is today, of loans that were repaying yesterday and not yet lost. */
function due(world: World, before: Evening): number {
  const { loans, calendar, day } = world;
  let fen = 0;
  for (let loan = 0; loan < before.loanStatus.length; loan++) {
    if (before.loanStatus[loan] !== LOAN.repaying || before.missed[loan] === 4) continue;
    for (let k = 1; k <= loans.termMonths[loan]!; k++) {
      const at = calendar.addMonthsClipped(loans.contractDay[loan]!, k, loans.dueDayOfMonth[loan]!);
      if (at === day) fen += instalmentFen(world, loan, k);
    }
  }
  return fen;
}

/** Waits of what was paid today on requests that lenders made, and how much of what was promised for today was paid. */
function waits({ requests, day }: World, before: Evening): Figures {
  let paidFen = 0;
  let fenDays = 0;
  let inTimeFen = 0;
  let dueFen = 0;
  for (let row = 0; row < requests.length; row++) {
    if (requests.kind[row] === REQUEST.windDown) continue;
    const fen = requests.paidFen[row]! - (before.paidFen[row] ?? 0);
    paidFen += fen;
    fenDays += fen * (day - requests.day[row]!);
    const promised = requests.promisedDay[row]!;
    if (promised === NO_DAY) continue;
    if (promised >= day) inTimeFen += fen;
    if (promised === day)
      dueFen +=
        requests.requestedFen[row]! -
        requests.paidFen[row]! -
        requests.lostFen[row]! -
        requests.cancelledFen[row]!;
  }
  return {
    withdrawalWaitDays: paidFen > 0 ? fenDays / paidFen : NaN,
    withdrawalInTimeShare: inTimeFen + dueFen > 0 ? inTimeFen / (inTimeFen + dueFen) : NaN,
  };
}

/** Flows of today from what differs between two evenings. */
export function changes(world: World, before: Evening, moved: Moved): Figures {
  const { loans, listings, lenders, day } = world;
  const now = evening(world);
  let failed = 0;
  let minutes = 0;
  let filled = 0;
  let approved = 0;
  for (let row = 0; row < listings.length; row++) {
    if (listings.day[row] === day) approved += 1;
    if (listings.status[row] === before.listingStatus[row]) continue;
    if (listings.status[row] === LISTING.failed) failed += 1;
    if (listings.status[row] !== LISTING.contract) continue;
    filled += 1;
    minutes += listings.fillMinute[row]! - listings.minute[row]!;
  }
  const ended = Array.from({ length: lenders.length }, (_, row) => row).filter(
    (row) => row !== POOL && lenders.stayEndedDay[row] === day,
  ).length;
  const recoveredFen = now.recoveredFen - before.recoveredFen;
  const fromBorrowersFen =
    moved('repayPrincipal') +
    moved('prepayPrincipal') +
    moved('repayInterest') +
    moved('recoveryToLenders') +
    moved('receiptToGuarantor') +
    moved('receiptToReserve');
  return {
    ...waits(world, before),
    approved,
    listingsFailed: failed,
    fillHours: filled === 0 ? Number.NaN : minutes / 60 / filled,
    dueFen: due(world, before),
    prepaidFen: now.prepaidFen - before.prepaidFen,
    recoveredFen,
    repaidFen: fromBorrowersFen - (recoveredFen - moved('recoveryCost')),
    // No plans in the worlds where this is looked at: who stops is afraid or has had enough.
    churnExits: ended,
    defaults: Array.from(loans.defaultDay.slice(0, loans.length)).filter((at) => at === day).length,
  };
}

/** The platform's estimates and its equity, from loans one by one. */
export function estimates(world: World): Figures & { readonly loss12mFen: number } {
  const { loans, scenario, ledger, platform } = world;
  const { lifetime, year } = lossTable(scenario);
  let lossFen = 0;
  let yearFen = 0;
  let reserveClaimsFen = 0;
  let poolRepayingFen = 0;
  let poolDefaultedFen = 0;
  for (let loan = 0; loan < loans.length; loan++) {
    reserveClaimsFen += loans.reserveClaimFen[loan]!;
    const lendersFen =
      loans.outstandingFen[loan]! -
      loans.guarantorClaimFen[loan]! -
      loans.reserveClaimFen[loan]! -
      loans.platformClaimFen[loan]!;
    const poolFen = loans.poolLots[loan]! * Math.floor(lendersFen / loans.lots[loan]!);
    if (loans.status[loan] === LOAN.recovery) poolDefaultedFen += poolFen;
    else poolRepayingFen += poolFen;
    if (loans.status[loan] !== LOAN.repaying) continue;
    const cell = cellOf(loans.product[loan]!, loans.obligorGrade[loan]!, loans.termMonths[loan]!);
    lossFen += loans.outstandingFen[loan]! * lifetime[cell]!;
    yearFen += loans.outstandingFen[loan]! * year[cell]!;
  }
  const products = Object.values(scenario.loans);
  const shares = products.reduce((sum, { share }) => sum + share, 0);
  const brought = products.reduce(
    (sum, { share, recoveryShare, recoveryCost }) => sum + share * recoveryShare * (1 - recoveryCost),
    0,
  );
  const account = (name: 'reserveCash' | 'platformCash' | 'poolGap') => ledger.balance(ACCOUNT[name]);
  const poolClaimsFen = poolRepayingFen + Math.round((poolDefaultedFen * brought) / shares);
  return {
    expectedLossFen: lossFen,
    loss12mFen: yearFen,
    bufferToLifetimeEl: (account('reserveCash') + (reserveClaimsFen * brought) / shares) / lossFen,
    cashToEl12m: account('reserveCash') / yearFen,
    poolClaimsFen,
    equityFen: account('platformCash') - platform.creditDrawnFen + account('poolGap') + poolClaimsFen,
  };
}

/** Liquidity of a week: what is there and comes, less what is asked for, ends and is paid to staff. */
export function ladder(world: World, of: Columns): number {
  const { lenders, scenario, calendar, day } = world;
  const now = (name: Parameters<Columns>[0]): number => of(name)[day]!;
  let fen = now('poolCashFen') + now('platformCashFen') - now('withdrawalQueueFen');
  for (let at = Math.max(0, day - 6); at <= day; at++) fen += of('repaidFen')[at]!;
  for (let row = 0; row < lenders.length; row++) {
    const ends = lenders.planExpiryDay[row]!;
    if (ends > day && ends <= day + 7 && ends < scenario.clock.horizonDays) fen -= lenders.stakeFen[row]!;
  }
  const paysStaff = Array.from({ length: 7 }, (_, i) => day + 1 + i).some((at) => calendar.isMonthEnd(at));
  const { departments } = scenario.platform;
  const staff = world.platform.windDown === 1 ? [departments.collections] : Object.values(departments);
  if (paysStaff)
    fen -= staff.reduce((sum, { headcount, salaryPerMonthFen }) => sum + headcount * salaryPerMonthFen, 0);
  return fen;
}
