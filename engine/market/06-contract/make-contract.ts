/**
 * A full listing becomes a contract: terms copied, money disbursed, fees and the reserve's contribution paid.
 */
import { mulDivHalfUp } from '../../base/money.ts';
import { PPM, ppm } from '../../finance/terms.ts';
import { ACCOUNT } from '../../ledger/accounts.ts';
import { REASON } from '../../ledger/reasons.ts';
import { addHolding } from '../../settle/holdings.ts';
import { payRedPackets } from '../../settle/red-packets.ts';
import { addGuaranteed, changeOutstanding } from '../../settle/outstanding.ts';
import { takeForOwners } from '../../settle/owners.ts';
import { LISTING, METHODS, NO_GUARANTOR } from '../../state/codes.ts';
import { notePlaced } from '../../state/fairness.ts';
import { noteContract } from '../../state/centre-notes.ts';
import { FLOW } from '../../state/flow.ts';
import { flawPpm } from '../../state/flaws.ts';
import { sealLoan } from '../../state/sealed.ts';
import type { World } from '../../state/world.ts';
import { takeBids } from './bids.ts';

/** Returns the loan's row. */
export function makeContract(world: World, listing: number): number {
  const { listings, loans, book, flow, customers, dueDays } = world;
  const loan = newLoan(world, listing);
  disburse(world, listing, loan);
  noteContract(world, listing, loan);
  payFees(world, listing, loan);
  payRedPackets(world, loan);
  payRebates(world, loan);
  dueDays.add(loans.dueDayOfMonth[loan]!, loan);
  listings.status[listing] = LISTING.contract;
  customers.loanCount[listings.customer[listing]!]! += 1;
  book.loansActive += 1;
  flow[FLOW.contracts]! += 1;
  flow[FLOW.contractsFen]! += loans.principalFen[loan]!;
  flow[FLOW.fillMinutes]! += listings.fillMinute[listing]! - listings.minute[listing]!;
  return loan;
}

function newLoan(world: World, listing: number): number {
  const { listings, loans, schedules, calendar, day } = world;
  const loan = loans.add();
  sealLoan(world, listing);
  loans.key[loan] = listings.key[listing]!;
  loans.customer[loan] = listings.customer[listing]!;
  loans.lots[loan] = listings.lots[listing]!;
  loans.termMonths[loan] = listings.termMonths[listing]!;
  loans.method[loan] = listings.method[listing]!;
  loans.product[loan] = listings.product[listing]!;
  loans.obligorGrade[loan] = listings.obligorGrade[listing]!;
  loans.facilityGrade[loan] = listings.facilityGrade[listing]!;
  loans.score[loan] = listings.score[listing]!;
  loans.override[loan] = listings.override[listing]!;
  loans.region[loan] = listings.region[listing]!;
  loans.sector[loan] = listings.sector[listing]!;
  loans.guarantor[loan] = listings.guarantor[listing]!;
  loans.group[loan] = listings.group[listing]!;
  loans.lender[loan] = listings.lender[listing]!;
  const method = METHODS[listings.method[listing]!]!;
  const lotFen = listings.lotFen[listing]!;
  loans.contractDay[loan] = day;
  loans.dueDayOfMonth[loan] = calendar.dayOfMonth(day);
  loans.schedule[loan] = schedules.schedule(
    listings.aprPpm[listing]!,
    listings.termMonths[listing]!,
    method,
    lotFen,
  );
  loans.principalFen[loan] = listings.lots[listing]! * lotFen;
  loans.flawPpm[loan] = flawPpm(world, {
    aprPpm: listings.aprPpm[listing]!,
    termMonths: listings.termMonths[listing]!,
    feeShare: feesFen(world, listing) / loans.principalFen[loan],
  });
  return loan;
}

function disburse(world: World, listing: number, loan: number): void {
  const { listings, loans, lenders, holdings, ledger } = world;
  const { lotsTaken } = world.centres;
  const lotFen = listings.lotFen[listing]!;
  const aprPpm = listings.aprPpm[listing]!;
  const principalFen = loans.principalFen[loan]!;
  takeBids(world, listing, (lender, lots) => {
    lenders.heldFen[lender]! -= lots * lotFen;
    lotsTaken[lender] = (lotsTaken[lender] ?? 0) + lots;
    const holding = addHolding(world, loan, lender, lots, { bidFor: true });
    notePlaced(world, lender, lots * lotFen, aprPpm);
    if (ledger.journal?.full) ledger.journal.entry(lender, -1, lots * lotFen, holding);
  });
  ledger.post(REASON.disbursement, principalFen, loan);
  if (ledger.journal?.full) {
    const first = loans.firstHolding[loan]!;
    for (let row = first; row < first + loans.holdingCount[loan]!; row++) {
      ledger.journal.entry(-1, holdings.lender[row]!, holdings.lots[row]! * lotFen, row);
    }
  }
  ledger.post(REASON.claimCreated, principalFen, loan);
  changeOutstanding(world, loan, principalFen);
  addGuaranteed(world, loan);
}

/** What the borrower pays with the contract: to the platform, the guarantor and, where it is charged for it, the reserve. */
function feesFen({ listings, scenario }: World, listing: number): number {
  const surcharged = scenario.reserve.fundedBy === 'borrowerSurcharge';
  return (
    listings.feeFen[listing]! +
    listings.guaranteeFeeFen[listing]! +
    (surcharged ? listings.contributionFen[listing]! : 0)
  );
}

/** What an institution pays less than par is paid to it by the platform, as far as its cash reaches. */
function payRebates(world: World, loan: number): void {
  const { loans, holdings, lenders, institutions, ledger, flow, scenario } = world;
  const first = loans.firstHolding[loan]!;
  Object.values(scenario.institutions).forEach(({ rebate }, row) => {
    const lender = institutions.lender[row]!;
    for (let holding = first; holding < first + loans.holdingCount[loan]!; holding++) {
      if (holdings.lender[holding] !== lender) continue;
      const priceFen = holdings.lots[holding]! * (loans.principalFen[loan]! / loans.lots[loan]!);
      const dueFen = mulDivHalfUp(priceFen, ppm(rebate), PPM);
      const paidFen = Math.min(dueFen, ledger.balance(ACCOUNT.platformCash));
      if (paidFen === 0) continue;
      lenders.cashFen[lender]! += paidFen;
      ledger.post(REASON.purchaseRebate, paidFen, loan, lender);
      flow[FLOW.feesFen]! -= paidFen;
    }
  });
}

function payFees(world: World, listing: number, loan: number): void {
  const { listings, loans, ledger, flow, guarantors, scenario } = world;
  const feeFen = listings.feeFen[listing]!;
  if (feeFen > 0) ledger.post(REASON.platformFee, feeFen, loan);
  flow[FLOW.feesFen]! += feeFen;
  const guarantor = loans.guarantor[loan]!;
  const guaranteeFeeFen = listings.guaranteeFeeFen[listing]!;
  if (guarantor !== NO_GUARANTOR && guaranteeFeeFen > 0) {
    guarantors.liquidFen[guarantor]! += guaranteeFeeFen;
    guarantors.feesFen[guarantor]! += guaranteeFeeFen;
    guarantors.feesYearFen[guarantor]! += guaranteeFeeFen;
    ledger.post(REASON.guaranteeFee, guaranteeFeeFen, loan, guarantor);
  }
  const contributionFen = listings.contributionFen[listing]!;
  const surchargeFen = scenario.reserve.fundedBy === 'borrowerSurcharge' ? contributionFen : 0;
  takeForOwners(world, loan, feeFen + guaranteeFeeFen + surchargeFen);
  if (scenario.reserve.fundedBy === 'borrowerSurcharge') {
    if (contributionFen > 0) ledger.post(REASON.borrowerSurcharge, contributionFen, loan);
    loans.reserveInFen[loan]! += contributionFen;
    flow[FLOW.reserveInFen]! += contributionFen;
  } else if (scenario.reserve.fundedBy === 'platformFee') {
    const paidFen = Math.min(contributionFen, ledger.balance(ACCOUNT.platformCash));
    if (paidFen > 0) ledger.post(REASON.reserveContribution, paidFen, loan);
    loans.reserveInFen[loan]! += paidFen;
    flow[FLOW.reserveInFen]! += paidFen;
    flow[FLOW.feesFen]! -= paidFen;
    world.centres.borrowers.toReserveFen[world.centres.channelOfLoan[loan]!]! += paidFen;
  }
}
