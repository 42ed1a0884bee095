/**
 * Lines of the monthly statements, and which of them each reason moves: the one place that says so. A new reason needs its
 * line in every book it touches, a new account its book; both are checked when this file is loaded.
 */
import { invariant } from '../base/assert.ts';
import { ACCOUNTS, type AccountName } from './accounts.ts';
import { REASON, REASONS, type ReasonName } from './reasons.ts';

/** Statements in the order in which they are read. */
export const STATEMENTS = [
  'income',
  'balance',
  'cash',
  'reserve',
  'guarantors',
  'customers',
  'estate',
] as const;
export type StatementName = (typeof STATEMENTS)[number];

/** Parts of a statement. Income and flows: plus is money gained; balance: every amount is positive on its side. */
export const SECTIONS = [
  'revenue', 'passedOn', 'costs', 'finance', 'pool', 'losses', 'windDown',
  'assets', 'liabilities', 'equity', 'memo',
  'operating', 'funding', 'customersMoney', 'in', 'out',
] as const; // prettier-ignore
export type SectionName = (typeof SECTIONS)[number];

type Row = readonly [statement: StatementName, section: SectionName, line: string, en: string, zh: string];

const rows = [
  ['income', 'revenue', 'borrowerFees', 'Fees of borrowers, on contract', '借款人服务费（成交时确认）'],
  ['income', 'revenue', 'lateFees', 'Late fees, penalties, prepayment fees', '逾期费、罚息与提前还款违约金'],
  ['income', 'revenue', 'lenderFees', 'Fees on interest of lenders', '出借人利息管理费'],
  ['income', 'revenue', 'transferFees', 'Fees on claims sold and queued', '债权转让与排队费'],
  ['income', 'revenue', 'lookUpsSold', 'Look-ups in the registry sold', '征信查询收入'],
  ['income', 'passedOn', 'rebates', 'Rebates to institutions', '机构买入折让'],
  ['income', 'passedOn', 'reserveContributions', 'Contributions to the reserve out of fees', '从服务费计提准备金'],
  ['income', 'passedOn', 'reserveTopUps', 'Reserve topped up', '补足准备金'],
  ['income', 'passedOn', 'reserveReleased', 'Released by the reserve', '准备金释放'],
  ['income', 'costs', 'payroll', 'Payroll, as paid', '工资（实付）'],
  ['income', 'costs', 'branches', 'Branches', '门店费用'],
  ['income', 'costs', 'technology', 'Technology', '技术费用'],
  ['income', 'costs', 'pledges', 'Keeping of pledges', '质押物保管费'],
  ['income', 'costs', 'marketing', 'Marketing', '营销费用'],
  ['income', 'costs', 'redPackets', 'Red packets', '红包'],
  ['income', 'costs', 'lookUps', 'Data and look-ups', '征信查询费'],
  ['income', 'costs', 'collecting', 'Cases and agencies of collection', '催收与委外佣金'],
  ['income', 'costs', 'crisis', 'Crisis responses', '危机应对费用'],
  ['income', 'finance', 'creditCost', 'Cost of credit, paid or added to the debt', '授信成本（含计入本金部分）'],
  ['income', 'finance', 'guarantorLoanCost', 'Interest to guarantors, less loans that failed', '担保公司借款利息（减随平台失败而灭失的借款）'],
  ['income', 'pool', 'poolResult', 'Claims of the pool: interest, losses, worth', '资金池债权损益（利息、损失与估值变动）'],
  ['income', 'losses', 'compensation', 'Compensation it need not pay, net of claims', '刚兑代偿（减追偿权回款与估值）'],
  ['income', 'losses', 'fines', 'Fines, as imposed', '行政罚款（处罚时确认）'],
  ['income', 'losses', 'stolen', 'Stolen, from own cash and from the pool', '被盗（自有及资金池）'],
  ['income', 'losses', 'ownersTook', "Customers' money taken by the owners", '实际控制人挪用客户资金'],
  ['income', 'windDown', 'customersLost', "Debt to customers that ended unpaid", '未偿客户债务核减'],
  ['income', 'windDown', 'reserveSeized', 'Reserve taken for own cash', '准备金并入自有资金'],
  ['income', 'windDown', 'toEstate', 'Given to the estate', '归入清退财产'],
  ['income', 'windDown', 'fromEstate', 'What all claims on the estate left over', '清退财产剩余'],

  ['balance', 'assets', 'ownCash', 'Own cash', '自有资金'],
  ['balance', 'assets', 'poolClaims', 'Claims of the pool, at what they are worth', '资金池债权（估值）'],
  ['balance', 'assets', 'claims', 'Claims taken over by compensation, at what they are worth', '代偿取得的追偿权（估值）'],
  ['balance', 'assets', 'poolSurplus', "Cash of the pool beyond customers' money", '资金池盈余'],
  ['balance', 'assets', 'reserveCash', 'Cash of the reserve, restricted', '准备金存款（受限）'],
  ['balance', 'assets', 'estateCash', 'Cash of the estate, restricted', '清退财产（受限）'],
  ['balance', 'liabilities', 'customersGap', "Customers' cash used otherwise", '欠付客户资金（资金池缺口）'],
  ['balance', 'liabilities', 'bankCredit', 'Credit drawn', '已提用授信'],
  ['balance', 'liabilities', 'reserveLoan', 'Lent by the reserve', '准备金拆借'],
  ['balance', 'liabilities', 'guarantorLoan', 'Lent by guarantors', '担保公司借款'],
  ['balance', 'liabilities', 'finesOwed', 'Fines not paid yet', '应付罚款'],
  ['balance', 'liabilities', 'reserveFund', 'Held for the reserve', '代持准备金'],
  ['balance', 'liabilities', 'estateFund', 'Held for the estate', '代持清退财产'],
  ['balance', 'equity', 'paidIn', 'Paid in by owners', '股东投入'],
  ['balance', 'equity', 'retained', 'Income so far', '累计损益'],
  ['balance', 'memo', 'customersBank', "Customers' money at the bank, in no total", '客户存管资金（表外）'],
  ['balance', 'memo', 'expectedLossLifetime', 'Expected lifetime loss, covered book', '受保障借款存续期预期损失（表外承诺）'],
  ['balance', 'memo', 'expectedLoss12m', 'Expected 12-month loss, covered book', '受保障借款12个月预期损失'],
  ['balance', 'memo', 'reserveClaims', 'Claims of the reserve on borrowers, at par', '准备金追偿权（面值）'],
  ['balance', 'memo', 'unpaidPay', 'Pay due and not paid, booked when paid', '欠付工资（实付时确认）'],

  ['cash', 'operating', 'borrowerFees', 'Fees of borrowers', '借款人服务费'],
  ['cash', 'operating', 'lateFees', 'Late fees, penalties, prepayment fees', '逾期费、罚息与提前还款违约金'],
  ['cash', 'operating', 'lenderFees', 'Fees of lenders', '出借人费用'],
  ['cash', 'operating', 'lookUpsSold', 'Look-ups in the registry sold', '征信查询收入'],
  ['cash', 'operating', 'rebates', 'Rebates', '机构折让'],
  ['cash', 'operating', 'payroll', 'Payroll', '工资'],
  ['cash', 'operating', 'branches', 'Branches', '门店费用'],
  ['cash', 'operating', 'technology', 'Technology', '技术费用'],
  ['cash', 'operating', 'pledges', 'Keeping of pledges', '质押物保管费'],
  ['cash', 'operating', 'marketing', 'Marketing and red packets', '营销与红包'],
  ['cash', 'operating', 'lookUps', 'Data and look-ups', '征信查询费'],
  ['cash', 'operating', 'collecting', 'Cases and agencies of collection', '催收与委外佣金'],
  ['cash', 'operating', 'crisis', 'Crisis responses', '危机应对费用'],
  ['cash', 'operating', 'fines', 'Fines', '罚款'],
  ['cash', 'operating', 'stolen', 'Stolen', '被盗'],
  ['cash', 'operating', 'compensation', 'Compensation it need not pay', '刚兑代偿'],
  ['cash', 'operating', 'receipts', 'Recourse proceeds', '追偿回款'],
  ['cash', 'operating', 'toReserve', 'To the reserve', '转入准备金'],
  ['cash', 'operating', 'fromReserve', 'Released by the reserve', '准备金释放'],
  ['cash', 'funding', 'capital', 'Paid in by owners', '股东投入'],
  ['cash', 'funding', 'creditDrawn', 'Credit drawn', '提用授信'],
  ['cash', 'funding', 'creditRepaid', 'Credit paid back', '归还授信'],
  ['cash', 'funding', 'creditCost', 'Cost of credit', '授信成本'],
  ['cash', 'funding', 'reserveLent', 'Lent by the reserve', '准备金拆入'],
  ['cash', 'funding', 'reserveRepaid', 'Paid back to the reserve', '归还准备金'],
  ['cash', 'funding', 'guarantorsLent', 'Lent by guarantors', '担保公司借入'],
  ['cash', 'funding', 'guarantorsRepaid', 'Paid back to guarantors, with interest', '归还担保公司（含利息）'],
  ['cash', 'customersMoney', 'poolTaken', "Customers' cash taken", '挪用客户资金'],
  ['cash', 'customersMoney', 'poolRefilled', "Customers' cash given back", '归还客户资金'],
  ['cash', 'windDown', 'reserveSeized', 'Reserve taken for own cash', '准备金并入自有资金'],
  ['cash', 'windDown', 'toEstate', 'Given to the estate', '归入清退财产'],
  ['cash', 'windDown', 'fromEstate', 'Left over by the estate', '清退财产剩余'],

  ['reserve', 'in', 'funding', 'Opening balance, by shareholders', '期初投入'],
  ['reserve', 'in', 'contributions', 'Contributions out of fees', '从服务费计提'],
  ['reserve', 'in', 'surcharges', 'Surcharges on borrowers', '借款人附加费'],
  ['reserve', 'in', 'spreads', 'Spreads of lenders', '出借人利差'],
  ['reserve', 'in', 'haircuts', 'Interest diverted', '利息转入'],
  ['reserve', 'in', 'topUps', 'Topped up by the platform', '平台补足'],
  ['reserve', 'in', 'receipts', 'Recourse proceeds', '追偿回款'],
  ['reserve', 'out', 'compensation', 'Compensation', '代偿'],
  ['reserve', 'out', 'released', 'Released to the platform', '释放'],
  ['reserve', 'out', 'seized', "Taken for the platform's own in a wind-down", '清退中并入平台资金'],
  ['reserve', 'out', 'lent', 'Lent to the platform', '拆借给平台'],
  ['reserve', 'in', 'lentRepaid', 'Paid back by the platform', '平台归还'],

  ['guarantors', 'in', 'funding', 'Funding and gains elsewhere', '注资及其他业务收益'],
  ['guarantors', 'in', 'fees', 'Guarantee fees', '担保费'],
  ['guarantors', 'in', 'penalties', 'Penalties of borrowers', '罚息'],
  ['guarantors', 'in', 'receipts', 'Recourse proceeds', '追偿回款'],
  ['guarantors', 'out', 'compensation', 'Compensation', '代偿'],
  ['guarantors', 'out', 'elsewhere', 'Losses elsewhere', '其他业务损失'],
  ['guarantors', 'out', 'capital', 'Paid into the platform as shareholders', '作为股东注资平台'],
  ['guarantors', 'out', 'lent', 'Lent to the platform', '借给平台'],
  ['guarantors', 'in', 'lentRepaid', 'Paid back by the platform, with interest', '平台归还（含利息）'],

  ['customers', 'in', 'deposits', 'Deposits', '充值'],
  ['customers', 'in', 'repaid', 'Principal and interest of borrowers', '借款人还本付息'],
  ['customers', 'in', 'penalties', 'Penalties and prepayment fees of borrowers', '罚息与提前还款违约金'],
  ['customers', 'in', 'recovered', 'Recovered by collection', '催收回款'],
  ['customers', 'in', 'compensation', 'Compensation', '代偿'],
  ['customers', 'in', 'promotions', 'Red packets and rebates', '红包与折让'],
  ['customers', 'out', 'lent', 'Lent to borrowers', '放款'],
  ['customers', 'out', 'withdrawals', 'Withdrawals and distributions', '提现与清退兑付'],
  ['customers', 'out', 'fees', 'Fees to the platform', '平台费用'],
  ['customers', 'out', 'toReserve', 'Spreads and interest to the reserve', '转入准备金'],
  ['customers', 'out', 'platformTook', 'Taken by the platform', '平台挪用'],
  ['customers', 'in', 'platformGaveBack', 'Given back by the platform', '平台归还'],
  ['customers', 'out', 'ownersTook', 'Taken by the owners', '实际控制人挪用'],
  ['customers', 'out', 'stolen', 'Stolen', '被盗'],
  ['customers', 'out', 'windDown', 'Costs of the wind-down', '清退费用'],
  ['customers', 'out', 'toEstate', 'Into the estate, less what was never there', '归入清退财产（净额）'],

  ['estate', 'in', 'fromCustomers', "Customers' cash and requests, less what was never there", '客户资金归入（净额）'],
  ['estate', 'in', 'fromPlatform', "Platform's cash", '平台资金归入'],
  ['estate', 'in', 'clawedBack', 'Withdrawals claimed back', '追回提现'],
  ['estate', 'out', 'costs', 'Costs of the wind-down', '清退费用'],
  ['estate', 'out', 'distributed', 'Distributed', '兑付'],
  ['estate', 'out', 'surplus', 'Left over', '剩余'],
] as const satisfies readonly Row[]; // prettier-ignore

export interface StatementLine {
  readonly statement: StatementName;
  readonly section: SectionName;
  readonly line: string;
  readonly en: string;
  readonly zh: string;
}

/** Every line, statement by statement, in the order in which it is printed. */
export const STATEMENT_LINES: readonly StatementLine[] = rows.map(([statement, section, line, en, zh]) => ({
  statement,
  section,
  line,
  en,
  zh,
}));

type LineOf<S extends StatementName> = Extract<(typeof rows)[number], readonly [S, ...unknown[]]>[2];
export type IncomeLine = LineOf<'income'>;
export type BalanceLine = LineOf<'balance'>;

/** A book: accounts whose sum moves by postings alone. */
export type BookName = 'own' | Exclude<StatementName, 'income' | 'balance'>;

/** Accounts of each book; what is the platform's own is its cash and, under pooled custody, what customers' money is short or beyond. */
export const BOOK_ACCOUNTS: Readonly<Record<BookName, readonly AccountName[]>> = {
  own: ['platformCash', 'poolGap'],
  cash: ['platformCash'],
  reserve: ['reserveCash'],
  guarantors: ['guarantorCash'],
  customers: ['lenderCash', 'lenderHeld', 'lenderQueued', 'lenderTransit', 'poolGap'],
  estate: ['estateCash'],
};

/** Accounts of people outside every book; the owners' money from false listings is in no book that the platform shows. */
const OUTSIDE: readonly AccountName[] = [
  'outsideLenders', 'outsideBorrowers', 'outsideVendors', 'outsideShareholders', 'outsideBank', 'outsideState',
  'outsideThieves', 'outsideBuyers', 'outsideGuarantors', 'ownersCash', 'ownersUse',
]; // prettier-ignore

/** Own: a line of income, or of the balance sheet where it is the owners' or a debt. */
interface LinesOf {
  readonly own?: IncomeLine | 'paidIn' | 'bankCredit' | 'reserveLoan' | 'guarantorLoan';
  readonly cash?: LineOf<'cash'>;
  readonly reserve?: LineOf<'reserve'>;
  readonly guarantors?: LineOf<'guarantors'>;
  readonly customers?: LineOf<'customers'>;
  readonly estate?: LineOf<'estate'>;
}

/** What moves within a book, or between people outside, and claims, moves no line. */
const NONE: LinesOf = {};

/** The lines that each reason moves. */
export const LINES_OF: Readonly<Record<ReasonName, LinesOf>> = {
  openingDeposit: { customers: 'deposits' },
  openingPurchase: { customers: 'lent' },
  openingReserve: { reserve: 'funding' },
  deposit: { customers: 'deposits' },
  remittance: { customers: 'deposits' },
  remittanceBooked: NONE,
  depositLost: NONE,
  bidHold: NONE,
  bidRelease: NONE,
  disbursement: { customers: 'lent' },
  platformFee: { own: 'borrowerFees', cash: 'borrowerFees' },
  reserveContribution: { own: 'reserveContributions', cash: 'toReserve', reserve: 'contributions' },
  borrowerSurcharge: { reserve: 'surcharges' },
  guaranteeFee: { guarantors: 'fees' },
  repayPrincipal: { customers: 'repaid' },
  repayInterest: { customers: 'repaid' },
  lateFee: { own: 'lateFees', cash: 'lateFees' },
  penaltyToLenders: { customers: 'penalties' },
  penaltyToGuarantor: { guarantors: 'penalties' },
  penaltyToPlatform: { own: 'lateFees', cash: 'lateFees' },
  prepayFeeToLenders: { customers: 'penalties' },
  prepayFeeToPlatform: { own: 'lateFees', cash: 'lateFees' },
  prepayPrincipal: { customers: 'repaid' },
  recoveryToLenders: { customers: 'recovered' },
  recoveryCost: NONE,
  badDebtSold: NONE,
  recoveryToBuyer: NONE,
  receiptToGuarantor: { guarantors: 'receipts' },
  receiptToReserve: { reserve: 'receipts' },
  receiptToPlatform: { own: 'compensation', cash: 'receipts' },
  purchaseRebate: { own: 'rebates', cash: 'rebates', customers: 'promotions' },
  lenderFee: { own: 'lenderFees', cash: 'lenderFees', customers: 'fees' },
  lenderSpread: { reserve: 'spreads', customers: 'toReserve' },
  interestHaircut: { reserve: 'haircuts', customers: 'toReserve' },
  transferFee: { own: 'transferFees', cash: 'lenderFees', customers: 'fees' },
  exitQueueFee: { own: 'transferFees', cash: 'lenderFees', customers: 'fees' },
  transferPrice: NONE,
  redPacket: { own: 'redPackets', cash: 'marketing', customers: 'promotions' },
  compensationByGuarantor: { guarantors: 'compensation', customers: 'compensation' },
  compensationByReserve: { reserve: 'compensation', customers: 'compensation' },
  compensationByPlatform: { own: 'compensation', cash: 'compensation', customers: 'compensation' },
  counterGuarantee: NONE,
  withdrawalRequest: NONE,
  withdrawalCancelled: NONE,
  withdrawalPaid: { customers: 'withdrawals' },
  payoutAstray: NONE,
  payoutReturned: NONE,
  distribution: { customers: 'withdrawals' },
  poolPurchase: { own: 'poolResult' },
  poolSweep: { own: 'poolResult' },
  poolMisuse: { cash: 'poolTaken', customers: 'platformTook' },
  poolRefill: { cash: 'poolRefilled', customers: 'platformGaveBack' },
  queuedWrittenOff: { own: 'customersLost' },
  ownersTake: NONE,
  ownersUse: NONE,
  ownersReturn: NONE,
  ownersFromPool: { own: 'ownersTook', customers: 'ownersTook' },
  ownersPay: NONE,
  ownersCashSeized: NONE,
  ownersUseSeized: NONE,
  windDownCharge: { customers: 'windDown' },
  estateFromCash: { customers: 'toEstate', estate: 'fromCustomers' },
  estateFromQueue: { customers: 'toEstate', estate: 'fromCustomers' },
  estateFromPool: { own: 'toEstate', customers: 'toEstate', estate: 'fromCustomers' },
  estateFromPlatform: { own: 'toEstate', cash: 'toEstate', estate: 'fromPlatform' },
  estateGapClosed: { own: 'customersLost', customers: 'toEstate', estate: 'fromCustomers' },
  clawBack: { estate: 'clawedBack' },
  estateCosts: { estate: 'costs' },
  estateDistribution: { estate: 'distributed' },
  estateSurplus: { own: 'fromEstate', cash: 'fromEstate', estate: 'surplus' },
  stolenFromPool: { own: 'stolen', customers: 'stolen' },
  stolen: { own: 'stolen', cash: 'stolen' },
  fine: { own: 'fines', cash: 'fines' },
  payroll: { own: 'payroll', cash: 'payroll' },
  branchCost: { own: 'branches', cash: 'branches' },
  pledgeKeeping: { own: 'pledges', cash: 'pledges' },
  marketing: { own: 'marketing', cash: 'marketing' },
  technology: { own: 'technology', cash: 'technology' },
  lookUpsSold: { own: 'lookUpsSold', cash: 'lookUpsSold' },
  evidenceCost: { own: 'lookUps', cash: 'lookUps' },
  creditDraw: { own: 'bankCredit', cash: 'creditDrawn' },
  creditCost: { own: 'creditCost', cash: 'creditCost' },
  creditRepaid: { own: 'bankCredit', cash: 'creditRepaid' },
  capitalIn: { own: 'paidIn', cash: 'capital' },
  capitalByGuarantor: { own: 'paidIn', cash: 'capital', guarantors: 'capital' },
  reserveTopUp: { own: 'reserveTopUps', cash: 'toReserve', reserve: 'topUps' },
  reserveRelease: { own: 'reserveReleased', cash: 'fromReserve', reserve: 'released' },
  reserveSeized: { own: 'reserveSeized', cash: 'reserveSeized', reserve: 'seized' },
  reserveLoan: { own: 'reserveLoan', cash: 'reserveLent', reserve: 'lent' },
  reserveLoanRepaid: { own: 'reserveLoan', cash: 'reserveRepaid', reserve: 'lentRepaid' },
  guarantorLoan: { own: 'guarantorLoan', cash: 'guarantorsLent', guarantors: 'lent' },
  guarantorLoanRepaid: { own: 'guarantorLoan', cash: 'guarantorsRepaid', guarantors: 'lentRepaid' },
  collectionCost: { own: 'collecting', cash: 'collecting' },
  collectionCommission: { own: 'collecting', cash: 'collecting' },
  crisisCost: { own: 'crisis', cash: 'crisis' },
  guarantorFunding: { guarantors: 'funding' },
  guarantorLoss: { guarantors: 'elsewhere' },
  claimOpened: NONE,
  claimCreated: NONE,
  interestCapitalised: NONE,
  claimRepaidToLenders: NONE,
  claimRepaidToGuarantors: NONE,
  claimRepaidToReserve: NONE,
  claimTransferred: NONE,
  claimToGuarantor: NONE,
  claimToReserve: NONE,
  claimLostByLenders: NONE,
  claimLostByGuarantors: NONE,
  claimLostByReserve: NONE,
  claimRepaidToPlatform: NONE,
  claimToPlatform: NONE,
  claimToCounterGuarantor: NONE,
  claimLostByPlatform: NONE,
};

/** A posting's part in a book: the reason, its line there, and whether it brings money (1) or takes it (-1). */
export interface BookLine {
  readonly reason: number;
  readonly line: string;
  readonly sign: 1 | -1;
}

/** The lines of every book, reason by reason. */
export const BOOK_LINES: Readonly<Record<BookName, readonly BookLine[]>> = checkedLines(LINES_OF);

/** Throws InvariantError unless every account has its book, and every reason a line in each book that it moves and in no other. */
export function checkedLines(
  lines: Readonly<Record<string, Readonly<Partial<Record<BookName, string>>>>>,
): Record<BookName, BookLine[]> {
  const books = Object.keys(BOOK_ACCOUNTS) as BookName[];
  const known = new Set<string>([...books.flatMap((book) => BOOK_ACCOUNTS[book]), ...OUTSIDE]);
  for (const { name, book } of ACCOUNTS)
    invariant(book !== 'cash' || known.has(name), 'an account of money belongs to a book', () => ({ name }));
  const found = Object.fromEntries(books.map((book) => [book, [] as BookLine[]])) as Record<
    BookName,
    BookLine[]
  >;
  for (const { name, from, to } of REASONS) {
    const own = lines[name];
    invariant(own !== undefined, 'a reason has its lines in the statements', () => ({ name }));
    for (const book of books) {
      const accounts: readonly string[] = BOOK_ACCOUNTS[book];
      const sign =
        Number(accounts.includes(ACCOUNTS[to]!.name)) - Number(accounts.includes(ACCOUNTS[from]!.name));
      const line = own[book];
      invariant(
        (sign === 0) === (line === undefined),
        'a reason has a line in each book that it moves and in no other',
        () => ({ name, book, line: line ?? 'none' }),
      );
      if (line === undefined) continue;
      const reason = (REASON as Readonly<Record<string, number>>)[name]!;
      found[book].push({ reason, line, sign: sign > 0 ? 1 : -1 });
    }
  }
  return found;
}
