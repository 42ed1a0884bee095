/**
 * Why money or a claim moves. A reason names its two accounts, so a wrong pair cannot be posted. A new reason is one
 * line: name, account debited (from), account credited (to), labels.
 */

import { invariant } from '../base/assert.ts';
import { ACCOUNT, ACCOUNTS, type AccountId, type AccountName, type PartyKind } from './accounts.ts';

type Row = readonly [name: string, from: AccountName, to: AccountName, en: string, zh: string];

const rows = [
  // opening book
  ['openingDeposit', 'outsideLenders', 'lenderCash', 'Opening balance of a lender', '期初余额'],
  ['openingPurchase', 'lenderCash', 'outsideBorrowers', 'Opening purchase of claims', '期初债权买入'],
  ['openingReserve', 'outsideShareholders', 'reserveCash', 'Opening risk reserve', '期初准备金'],
  // lenders' money in, bids
  ['deposit', 'outsideLenders', 'lenderCash', 'Deposit', '充值'],
  ['remittance', 'outsideLenders', 'lenderTransit', 'Remittance sent', '线下汇款'],
  ['remittanceBooked', 'lenderTransit', 'lenderCash', 'Remittance booked', '汇款入账'],
  ['depositLost', 'lenderCash', 'lenderTransit', 'Record of a deposit lost', '充值记录丢失'],
  ['bidHold', 'lenderCash', 'lenderHeld', 'Bid held', '投标冻结'],
  ['bidRelease', 'lenderHeld', 'lenderCash', 'Bid released', '投标解冻'],
  ['disbursement', 'lenderHeld', 'outsideBorrowers', 'Disbursement', '放款'],
  // paid by borrowers
  ['platformFee', 'outsideBorrowers', 'platformCash', 'Platform fee', '平台服务费'],
  ['reserveContribution', 'platformCash', 'reserveCash', 'Contribution to the reserve', '准备金计提'],
  ['borrowerSurcharge', 'outsideBorrowers', 'reserveCash', 'Reserve surcharge on the borrower', '借款人准备金附加费'],
  ['guaranteeFee', 'outsideBorrowers', 'guarantorCash', 'Guarantee fee', '担保费'],
  ['repayPrincipal', 'outsideBorrowers', 'lenderCash', 'Principal repaid', '还本'],
  ['repayInterest', 'outsideBorrowers', 'lenderCash', 'Interest paid', '付息'],
  ['lateFee', 'outsideBorrowers', 'platformCash', 'Late fee', '逾期费'],
  ['penaltyToLenders', 'outsideBorrowers', 'lenderCash', 'Penalty interest to lenders', '罚息（出借人）'],
  ['penaltyToGuarantor', 'outsideBorrowers', 'guarantorCash', 'Penalty interest to a guarantor', '罚息（担保公司）'],
  ['penaltyToPlatform', 'outsideBorrowers', 'platformCash', 'Penalty interest to the platform', '罚息（平台）'],
  ['prepayFeeToLenders', 'outsideBorrowers', 'lenderCash', 'Prepayment fee to lenders', '提前还款违约金（出借人）'],
  ['prepayFeeToPlatform', 'outsideBorrowers', 'platformCash', 'Prepayment fee to the platform', '提前还款违约金（平台）'],
  ['prepayPrincipal', 'outsideBorrowers', 'lenderCash', 'Principal prepaid', '提前还本'],
  ['recoveryToLenders', 'outsideBorrowers', 'lenderCash', 'Recovery to lenders', '催收回款（出借人）'],
  ['recoveryCost', 'outsideBorrowers', 'outsideVendors', 'Cost of recovery', '催收费用'],
  ['badDebtSold', 'outsideBuyers', 'outsideBorrowers', 'Price of claims sold, for the debt of the borrower', '不良债权转让价款'],
  ['recoveryToBuyer', 'outsideBorrowers', 'outsideBuyers', 'Recovery to the buyer of a claim', '催收回款（买方）'],
  ['receiptToGuarantor', 'outsideBorrowers', 'guarantorCash', 'Receipt of a guarantor', '担保公司回款'],
  ['receiptToPlatform', 'outsideBorrowers', 'platformCash', 'Receipt of the platform on claims it took over', '平台追偿回款'],
  ['receiptToReserve', 'outsideBorrowers', 'reserveCash', 'Receipt of the reserve', '准备金回款'],
  ['lookUpsSold', 'outsideVendors', 'platformCash', 'Look-ups in the registry sold', '征信查询收入'],
  // paid by lenders, and to them by the platform
  ['purchaseRebate', 'platformCash', 'lenderCash', 'Rebate on the price to an institution', '机构买入折让'],
  ['lenderFee', 'lenderCash', 'platformCash', 'Fee on interest', '利息管理费'],
  ['lenderSpread', 'lenderCash', 'reserveCash', 'Spread into the reserve', '利差计提准备金'],
  ['interestHaircut', 'lenderCash', 'reserveCash', 'Interest diverted into the reserve', '利息转入准备金'],
  ['transferFee', 'lenderCash', 'platformCash', 'Transfer fee', '债权转让费'],
  ['exitQueueFee', 'lenderCash', 'platformCash', 'Fee on queued claims', '排队转让管理费'],
  ['transferPrice', 'lenderCash', 'lenderCash', 'Price of claims sold', '债权转让款'],
  // promotional money
  ['redPacket', 'platformCash', 'lenderCash', 'Red packet on money invested', '投资红包'],
  // compensation
  ['compensationByGuarantor', 'guarantorCash', 'lenderCash', 'Compensation by a guarantor', '担保代偿'],
  ['compensationByReserve', 'reserveCash', 'lenderCash', 'Compensation by the reserve', '准备金代偿'],
  ['compensationByPlatform', 'platformCash', 'lenderCash', 'Compensation by the platform', '平台刚兑代偿'],
  ['counterGuarantee', 'guarantorCash', 'guarantorCash', 'Refund by a counter-guarantor', '再担保补偿'],
  // withdrawals
  ['withdrawalRequest', 'lenderCash', 'lenderQueued', 'Withdrawal requested', '申请提现'],
  ['withdrawalCancelled', 'lenderQueued', 'lenderCash', 'Withdrawal taken back', '撤销提现'],
  ['withdrawalPaid', 'lenderQueued', 'outsideLenders', 'Withdrawal paid', '提现到账'],
  ['payoutAstray', 'lenderQueued', 'lenderTransit', 'Payout to a wrong account', '错付'],
  ['payoutReturned', 'lenderTransit', 'lenderQueued', 'Wrong payout returned', '错付退回'],
  ['distribution', 'lenderQueued', 'outsideLenders', 'Distribution in wind-down', '清退兑付'],
  // pooled custody
  ['poolPurchase', 'poolGap', 'lenderCash', 'Purchase of an expired plan', '资金池回购到期计划'],
  ['poolSweep', 'lenderCash', 'poolGap', 'Receipts on claims of the pool', '资金池债权回款'],
  ['poolMisuse', 'poolGap', 'platformCash', "Customers' cash taken by the platform", '挪用客户资金'],
  ['poolRefill', 'platformCash', 'poolGap', "Customers' cash given back", '归还客户资金'],
  ['queuedWrittenOff', 'lenderQueued', 'poolGap', 'Withdrawals lost', '待提现资金损失'],
  // self-financing
  ['ownersTake', 'outsideBorrowers', 'ownersCash', 'Taken through a false listing', '自融假标所得'],
  ['ownersUse', 'ownersCash', 'ownersUse', 'Put to use by the owners', '自融资金投用'],
  ['ownersReturn', 'outsideShareholders', 'ownersCash', 'Return on what owners put to use', '自融资金投用收益'],
  ['ownersFromPool', 'poolGap', 'ownersCash', "Customers' cash taken to pay for false listings", '挪用客户资金偿付假标'],
  ['ownersPay', 'ownersCash', 'outsideBorrowers', 'Instalment of a false listing', '假标还款'],
  ['ownersCashSeized', 'ownersCash', 'outsideBorrowers', "Owners' cash seized", '查封自融现金'],
  ['ownersUseSeized', 'ownersUse', 'outsideBorrowers', 'What owners put to use seized', '查封自融投用资金'],
  // wind-down
  ['windDownCharge', 'lenderQueued', 'outsideVendors', 'Costs of the wind-down, from lenders', '清退费用（出借人承担）'],
  ['estateFromCash', 'lenderCash', 'estateCash', "Lenders' cash into the estate", '出借人余额归入清退财产'],
  ['estateFromQueue', 'lenderQueued', 'estateCash', 'Withdrawals waiting into the estate', '待提现资金归入清退财产'],
  ['estateFromPool', 'poolGap', 'estateCash', 'Receipts of the pool into the estate', '资金池回款归入清退财产'],
  ['estateFromPlatform', 'platformCash', 'estateCash', "Platform's cash into the estate", '平台自有资金归入清退财产'],
  ['estateGapClosed', 'estateCash', 'poolGap', "Customers' cash that was not there", '资金池缺口核减'],
  ['clawBack', 'outsideLenders', 'estateCash', 'Withdrawals claimed back', '追回提现'],
  ['estateCosts', 'estateCash', 'outsideVendors', 'Costs of the wind-down, from the estate', '清退费用（财产承担）'],
  ['estateDistribution', 'estateCash', 'outsideLenders', 'Distribution of the estate', '清退财产分配'],
  ['estateSurplus', 'estateCash', 'platformCash', 'What all claims left over', '清退财产剩余'],
  ['stolenFromPool', 'poolGap', 'outsideThieves', "Customers' cash stolen", '客户资金被盗'],
  // platform's costs and funding
  ['stolen', 'platformCash', 'outsideThieves', 'Own cash stolen', '自有资金被盗'],
  ['fine', 'platformCash', 'outsideState', 'Fine', '行政罚款'],
  ['payroll', 'platformCash', 'outsideVendors', 'Payroll', '工资'],
  ['branchCost', 'platformCash', 'outsideVendors', 'Branches', '门店费用'],
  ['pledgeKeeping', 'platformCash', 'outsideVendors', 'Keeping of pledged vehicles', '质押车辆保管费'],
  ['marketing', 'platformCash', 'outsideVendors', 'Marketing', '营销费用'],
  ['technology', 'platformCash', 'outsideVendors', 'Technology', '技术费用'],
  ['evidenceCost', 'platformCash', 'outsideVendors', 'Data and look-ups', '征信查询费'],
  ['creditDraw', 'outsideBank', 'platformCash', 'Credit drawn', '提用授信'],
  ['creditCost', 'platformCash', 'outsideBank', 'Cost of credit', '授信成本'],
  ['creditRepaid', 'platformCash', 'outsideBank', 'Credit paid back', '归还授信'],
  ['capitalIn', 'outsideShareholders', 'platformCash', 'Capital paid in', '股东注资'],
  ['capitalByGuarantor', 'guarantorCash', 'platformCash', 'Capital paid in by a guarantor', '担保公司股东注资'],
  ['reserveTopUp', 'platformCash', 'reserveCash', 'Reserve topped up', '补足准备金'],
  ['reserveRelease', 'reserveCash', 'platformCash', 'Reserve released', '释放准备金'],
  ['reserveSeized', 'reserveCash', 'platformCash', 'Reserve taken for own cash in wind-down', '清退中准备金并入自有资金'],
  ['reserveLoan', 'reserveCash', 'platformCash', 'Lent by the reserve', '准备金拆借'],
  ['reserveLoanRepaid', 'platformCash', 'reserveCash', 'Loan of the reserve repaid', '归还准备金拆借'],
  ['guarantorLoan', 'guarantorCash', 'platformCash', 'Lent by a guarantor', '担保公司借款'],
  ['guarantorLoanRepaid', 'platformCash', 'guarantorCash', 'Loan of a guarantor repaid', '归还担保公司借款'],
  ['collectionCost', 'platformCash', 'outsideVendors', 'Cost of collecting', '催收成本'],
  ['collectionCommission', 'platformCash', 'outsideVendors', 'Commission of a collection agency', '委外催收佣金'],
  ['crisisCost', 'platformCash', 'outsideVendors', 'Cost of a crisis response', '危机应对费用'],
  ['guarantorFunding', 'outsideGuarantors', 'guarantorCash', 'Funding of a guarantor', '担保公司注资'],
  ['guarantorLoss', 'guarantorCash', 'outsideGuarantors', 'Loss of a guarantor elsewhere', '担保公司其他代偿'],
  // claims: birth, repayment, change of owner, loss
  ['claimOpened', 'borrowerDebt', 'lenderClaims', 'Opening claim', '期初债权'],
  ['claimCreated', 'borrowerDebt', 'lenderClaims', 'Claim born', '债权成立'],
  ['interestCapitalised', 'borrowerDebt', 'lenderClaims', 'Overdue interest added to the principal', '逾期利息转本金'],
  ['claimRepaidToLenders', 'lenderClaims', 'borrowerDebt', 'Principal repaid to lenders', '债权偿还（出借人）'],
  ['claimRepaidToGuarantors', 'guarantorClaims', 'borrowerDebt', 'Principal repaid to guarantors', '债权偿还（担保）'],
  ['claimRepaidToReserve', 'reserveClaims', 'borrowerDebt', 'Principal repaid to the reserve', '债权偿还（准备金）'],
  ['claimRepaidToPlatform', 'platformClaims', 'borrowerDebt', 'Principal repaid to the platform', '债权偿还（平台）'],
  ['claimTransferred', 'lenderClaims', 'lenderClaims', 'Claim sold to another lender', '债权转让'],
  ['claimToGuarantor', 'lenderClaims', 'guarantorClaims', 'Claim taken over by a guarantor', '担保代位'],
  ['claimToReserve', 'lenderClaims', 'reserveClaims', 'Claim taken over by the reserve', '准备金代位'],
  ['claimToPlatform', 'lenderClaims', 'platformClaims', 'Claim taken over by the platform', '平台代位'],
  ['claimToCounterGuarantor', 'guarantorClaims', 'guarantorClaims', 'Claim taken over by a counter-guarantor', '再担保代位'],
  ['claimLostByLenders', 'lenderClaims', 'lostByLenders', 'Written off by lenders', '核销（出借人）'],
  ['claimLostByGuarantors', 'guarantorClaims', 'lostByGuarantors', 'Written off by guarantors', '核销（担保）'],
  ['claimLostByReserve', 'reserveClaims', 'lostByReserve', 'Written off by the reserve', '核销（准备金）'],
  ['claimLostByPlatform', 'platformClaims', 'lostByPlatform', 'Written off by the platform', '核销（平台）'],
] as const satisfies readonly Row[]; // prettier-ignore

export type ReasonName = (typeof rows)[number][0];
/** Index into `REASONS`; fits a byte. */
export type ReasonId = number;

export interface Reason {
  readonly name: string;
  /** Account debited. */
  readonly from: AccountId;
  /** Account credited. */
  readonly to: AccountId;
  readonly en: string;
  readonly zh: string;
}

export const REASONS: readonly Reason[] = checkedReasons(rows);

/** Reason ids by name: `REASON.repayPrincipal`. */
export const REASON = Object.freeze(
  Object.fromEntries(rows.map((row, id) => [row[0], id])) as Record<ReasonName, ReasonId>,
);

/** Rows as reasons. Throws InvariantError on a duplicate, an unknown account, or a pair that crosses books. */
export function checkedReasons(
  list: readonly (readonly [string, string, string, string, string])[],
): Reason[] {
  const names = new Set<string>();
  invariant(list.length <= 256, 'a reason fits a byte', () => ({ reasons: list.length }));
  return list.map(([name, fromName, toName, en, zh]) => {
    const from = (ACCOUNT as Record<string, number>)[fromName];
    const to = (ACCOUNT as Record<string, number>)[toName];
    invariant(!names.has(name), 'a reason is declared once', () => ({ name }));
    invariant(from !== undefined && to !== undefined, 'a reason names two accounts', () => ({
      name,
      fromName,
      toName,
    }));
    invariant(ACCOUNTS[from]!.book === ACCOUNTS[to]!.book, 'a posting stays within its book', () => ({
      name,
    }));
    names.add(name);
    return { name, from, to, en, zh };
  });
}

/**
 * Whose id the `party` of a posting is: a lender's if either account is kept by lender, else a guarantor's, else a
 * borrower's, else nobody's.
 */
export function partyKindOf(reason: Reason): PartyKind {
  const kinds = [ACCOUNTS[reason.from]!.party, ACCOUNTS[reason.to]!.party];
  for (const kind of ['lender', 'guarantor', 'borrower'] as const) if (kinds.includes(kind)) return kind;
  return 'one';
}
