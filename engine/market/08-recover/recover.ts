/**
 * What comes in from loans in default: the sale of collateral, then tranches of collection; after the last
 * one what is left is written off.
 *
 * Reads truth (recoveryMultiplier, collateralPrice), platform (distress, wind-down), the loans' products and what courts uphold of them.
 * Writes loans, holders' cash and claims through settle, recovered and lost flows, agenda recoveries.
 */
import { power } from '../../base/mathx.ts';
import { mulDivHalfUp } from '../../base/money.ts';
import { PPM, ppm } from '../../finance/terms.ts';
import { interpolatedQuantile } from '../../random/variates.ts';
import { REASON } from '../../ledger/reasons.ts';
import { COLLATERAL_SALE, LAST_CALL, NEW_DEFAULT } from '../../settle/arrears.ts';
import { caseEffect, collectionEffect } from '../../settle/collection.ts';
import { payCommission } from '../../settle/collectors.ts';
import { endLoan, writeOff } from '../../settle/end-loan.ts';
import { distributeProceeds, floorShare } from '../../settle/proceeds.ts';
import { LOAN } from '../../state/codes.ts';
import { upheldPpm } from '../../state/flaws.ts';
import { FLOW } from '../../state/flow.ts';
import type { LoanProduct } from '../../scenario/scenario.ts';
import type { World } from '../../state/world.ts';
import { openCase } from '../../state/cases.ts';
import { payBuyer, prepareClaimSales } from './sell-claims.ts';
import { collateralFen, RECOVERY_U, RECOVERY_X, tranches } from './amounts.ts';

/** What can't drive away. */
const STAYS: readonly string[] = ['pledge', 'property'];
const QUARTER_DAYS = 91;
/** Two in five recoveries bring up to 10/3 of the mean: a larger one would be cut at the whole claim. */
const MEAN_MAX = 0.3;

/** Days whose sales make a crowd. */
const CROWD_DAYS = 30;

type CollateralTerms = NonNullable<LoanProduct['collateral']>;

/** The step of one day: what `agendas.recoveries` holds for it, in the order in which it was entered. */
export function prepareRecover(world: World): () => void {
  const { scenario, loans, customers, truth, ledger, agendas, streams, calendar, flow, names, counts } =
    world;
  const { cases } = world;
  const { writeOffDays, badDebtSale } = scenario.servicing;
  const sellClaims = prepareClaimSales(world);
  const stream = streams.stream('recovery');
  const products = names.loanProducts.map((name) => scenario.loans[name]!);
  const costPpm = products.map((product) => ppm(product.recoveryCost));
  let scale = 1;

  const hasStages = scenario.servicing.stages.length > 0;
  const effectOn = (loan: number): number =>
    hasStages ? caseEffect(world, loan, 'recovery') * truth.recoveryMultiplier[0]! : scale;

  const visit = (loan: number, amountFen: number): void => {
    if (loans.status[loan] === LOAN.writtenOff)
      payBuyer(world, loan, Math.floor(amountFen * truth.recoveryMultiplier[0]!));
    if (loans.status[loan] !== LOAN.recovery) return;
    if (amountFen === NEW_DEFAULT) begin(loan);
    else if (amountFen === COLLATERAL_SALE) sell(loan);
    else if (amountFen === LAST_CALL) writeOff(world, loan);
    // What comes of owners' debts is stated: collectors add nothing to it.
    else receive(loan, truth.loans.owners[loan] === 1 ? amountFen : Math.floor(amountFen * effectOn(loan)));
  };

  /** Quarter by quarter, the stated share of what owners owe. */
  const scheduleOwners = (loan: number): void => {
    const { recoveredShare, recoveredOverDays } = scenario.platform.selfFinancing!;
    const count = Math.max(1, Math.floor(recoveredOverDays / QUARTER_DAYS));
    const totalFen = floorShare(loans.outstandingFen[loan]!, ppm(recoveredShare), PPM);
    tranches(totalFen, count).forEach((amountFen, i) => {
      if (amountFen > 0) agendas.recoveries.add(world.day + (i + 1) * QUARTER_DAYS, loan, amountFen);
    });
    agendas.recoveries.add(world.day + count * QUARTER_DAYS, loan, LAST_CALL);
  };

  const begin = (loan: number): void => {
    if (truth.loans.owners[loan] === 1) {
      scheduleOwners(loan);
      return;
    }
    if (writeOffDays !== null) agendas.recoveries.add(world.day + writeOffDays, loan, LAST_CALL);
    const { collateral } = products[loans.product[loan]!]!;
    const upheld = upheldFen(loan);
    if (upheld < Infinity) flow[FLOW.claimsDeniedFen]! += loans.defaultedFen[loan]! - upheld;
    if (collateral !== null && isThere(loan, collateral.foundShare)) {
      agendas.recoveries.add(world.day + collateral.saleAfterDays, loan, COLLATERAL_SALE);
      if (badDebtSale !== null) cases.pledged[openCase(world, loan, world.day)] = 1;
    } else schedule(loan);
  };

  /** A vehicle that its owner drives may be gone; one that is kept, and a house, is where it was. */
  const isThere = (loan: number, foundShare: number): boolean =>
    STAYS.includes(products[loans.product[loan]!]!.enhancement) ||
    stream.uniform(loans.key[loan]!, world.day, 1) < foundShare;

  /** What courts leave to be collected of a claim; no limit where nothing is contested. */
  const upheldFen = (loan: number): number => {
    const upheld = upheldPpm(world, loan);
    if (upheld === PPM) return Infinity;
    return floorShare(loans.defaultedFen[loan]!, upheld, PPM) - loans.recoveredFen[loan]!;
  };

  const sell = (loan: number): void => {
    counts.collateralSales += 1;
    if (loans.caseRow[loan]! >= 0) cases.pledged[loans.caseRow[loan]!] = 0;
    const { collateral } = products[loans.product[loan]!]!;
    const months = calendar.monthIndex(world.day) - calendar.monthIndex(loans.contractDay[loan]!);
    const left = power(1 - collateral!.depreciationPerMonth, months) * truth.collateralPrice[0]!;
    bring(loan, collateralFen(loans.principalFen[loan]!, collateral!, left * crowded()), collateral!);
    if (loans.status[loan] === LOAN.recovery) schedule(loan);
  };

  /** What other sales of the last weeks leave of the price. */
  const crowded = (): number => {
    const { elasticity, depth } = scenario.macro.collateral;
    let sales = 0;
    for (let day = Math.max(0, world.day - CROWD_DAYS + 1); day <= world.day; day++)
      sales += world.collateralSales[day]!;
    world.collateralSales[world.day]! += 1;
    return elasticity === 0 ? 1 : power(1 + sales / depth, -elasticity);
  };

  /** Costs first, then who else holds the pledge, then the claim; the rest is the borrower's. */
  const bring = (loan: number, priceFen: number, { saleCost, pledgedTwice }: CollateralTerms): void => {
    const saleCostFen = mulDivHalfUp(priceFen, ppm(saleCost), PPM);
    flow[FLOW.recoveryCostFen]! += saleCostFen;
    if (saleCostFen > 0) ledger.post(REASON.recoveryCost, saleCostFen, loan);
    const isTwice =
      pledgedTwice > 0 && stream.uniform(loans.key[loan]!, loans.defaultDay[loan]!, 2) < pledgedTwice;
    const leftFen = Math.max(0, priceFen - saleCostFen - (isTwice ? loans.principalFen[loan]! : 0));
    const claimFen = Math.max(0, Math.min(loans.outstandingFen[loan]!, upheldFen(loan)));
    flow[FLOW.collateralSurplusFen]! += Math.max(0, leftFen - claimFen);
    receive(loan, leftFen);
  };

  /** Tranches of the recovered share of what is owed now, counted from today. */
  const schedule = (loan: number): void => {
    const { recoveryShare, ownersLiability, recoveryDays } = products[loans.product[loan]!]!;
    const isBusiness = customers.kind[loans.customer[loan]!]! > 0;
    const mean = isBusiness ? Math.min(MEAN_MAX, recoveryShare + ownersLiability) : recoveryShare;
    const u = stream.uniform(loans.key[loan]!, loans.defaultDay[loan]!, 0);
    const share = Math.min(1, mean * interpolatedQuantile(u, RECOVERY_U, RECOVERY_X));
    const owedFen = Math.min(loans.outstandingFen[loan]!, upheldFen(loan));
    const amounts = tranches(Math.floor(share * owedFen), recoveryDays.length);
    amounts.forEach((amountFen, i) => {
      if (amountFen > 0) agendas.recoveries.add(world.day + recoveryDays[i]!, loan, amountFen);
    });
    agendas.recoveries.add(world.day + (recoveryDays.at(-1) ?? 0), loan, LAST_CALL);
  };

  const receive = (loan: number, amountFen: number): void => {
    const grossFen = Math.min(amountFen, loans.outstandingFen[loan]!, upheldFen(loan));
    if (grossFen === 0) return;
    counts.recoveries += 1;
    const costFen = mulDivHalfUp(grossFen, costPpm[loans.product[loan]!]!, PPM);
    flow[FLOW.recoveredFen]! += grossFen;
    loans.recoveredFen[loan]! += grossFen;
    flow[FLOW.recoveryCostFen]! += costFen;
    payCommission(world, loan, grossFen);
    if (costFen > 0) ledger.post(REASON.recoveryCost, costFen, loan);
    const receipt = { principalFen: grossFen - costFen, interestFen: 0 };
    distributeProceeds(world, loan, receipt, REASON.recoveryToLenders);
    if (loans.outstandingFen[loan] === 0) endLoan(world, loan, LOAN.repaid);
  };

  return () => {
    if (!hasStages) scale = collectionEffect(world) * truth.recoveryMultiplier[0]!;
    agendas.recoveries.visit(world.day, visit);
    sellClaims();
  };
}
