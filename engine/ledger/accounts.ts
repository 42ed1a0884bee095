/**
 * Chart of accounts. Two books: `cash` (money) and `claims` (principal owed). The balance of an account is
 * credits less debits, what it holds; the balances of a book always add up to zero, because the world outside
 * the platform has accounts too.
 */

export type Book = 'cash' | 'claims';

/** Who the rows of an account's sub-ledger are; `one` has no sub-ledger. */
export type PartyKind = 'lender' | 'borrower' | 'guarantor' | 'one';

/** `never` binds at every check; `pooled`: only under pooled custody may it be negative. */
export type Negative = 'never' | 'pooled' | 'always';

export interface Account {
  readonly name: string;
  readonly book: Book;
  readonly party: PartyKind;
  readonly negative: Negative;
  readonly en: string;
  readonly zh: string;
}

type Row = readonly [name: string, book: Book, party: PartyKind, negative: Negative, en: string, zh: string];

const rows = [
  ['outsideLenders', 'cash', 'lender', 'always', 'Lenders outside the platform', '出借人（平台外）'],
  ['outsideBorrowers', 'cash', 'borrower', 'always', 'Borrowers', '借款人（平台外）'],
  ['outsideVendors', 'cash', 'one', 'always', 'Staff, vendors and collectors', '员工与供应商'],
  ['outsideShareholders', 'cash', 'one', 'always', 'Shareholders', '股东'],
  ['outsideBank', 'cash', 'one', 'always', 'Bank', '银行'],
  ['outsideState', 'cash', 'one', 'always', 'The state', '国家（罚没）'],
  ['outsideThieves', 'cash', 'one', 'always', 'Thieves', '窃贼'],
  ['outsideBuyers', 'cash', 'one', 'always', 'Buyers of bad debts', '不良债权买方'],
  [
    'outsideGuarantors',
    'cash',
    'guarantor',
    'always',
    "Guarantors' business elsewhere",
    '担保公司（其他业务）',
  ],
  ['lenderCash', 'cash', 'lender', 'never', "Lenders' available cash", '出借人可用余额'],
  ['lenderHeld', 'cash', 'lender', 'never', "Lenders' cash held for bids", '出借人冻结资金'],
  ['lenderQueued', 'cash', 'lender', 'never', 'Withdrawals waiting', '待提现资金'],
  ['lenderTransit', 'cash', 'lender', 'never', "Lenders' money under way", '出借人在途资金'],
  ['platformCash', 'cash', 'one', 'never', "Platform's own cash", '平台自有资金'],
  ['reserveCash', 'cash', 'one', 'never', 'Risk reserve', '风险准备金'],
  ['guarantorCash', 'cash', 'guarantor', 'never', "Guarantors' liquid assets", '担保公司流动资产'],
  ['poolGap', 'cash', 'one', 'pooled', "Customers' cash used otherwise", '资金池缺口'],
  ['estateCash', 'cash', 'one', 'never', 'Estate in wind-down', '清退财产'],
  ['ownersCash', 'cash', 'one', 'never', 'Cash of the owners from false listings', '实际控制人自融现金'],
  ['ownersUse', 'cash', 'one', 'never', 'Money that the owners put to use', '实际控制人自融投用资金'],
  ['borrowerDebt', 'claims', 'borrower', 'always', "Borrowers' debt", '借款人负债'],
  ['lenderClaims', 'claims', 'lender', 'never', 'Principal owed to lenders', '出借人债权'],
  ['guarantorClaims', 'claims', 'guarantor', 'never', 'Principal owed to guarantors', '担保公司追偿权'],
  ['reserveClaims', 'claims', 'one', 'never', 'Principal owed to the reserve', '准备金追偿权'],
  ['platformClaims', 'claims', 'one', 'never', 'Principal owed to the platform', '平台追偿权'],
  ['lostByLenders', 'claims', 'lender', 'never', 'Principal lost by lenders', '出借人本金损失'],
  ['lostByGuarantors', 'claims', 'guarantor', 'never', 'Principal lost by guarantors', '担保公司本金损失'],
  ['lostByReserve', 'claims', 'one', 'never', 'Principal lost by the reserve', '准备金本金损失'],
  ['lostByPlatform', 'claims', 'one', 'never', 'Principal lost by the platform', '平台本金损失'],
] as const satisfies readonly Row[];

export type AccountName = (typeof rows)[number][0];
/** Index into `ACCOUNTS`. */
export type AccountId = number;

export const ACCOUNTS: readonly Account[] = rows.map(([name, book, party, negative, en, zh]) => ({
  name,
  book,
  party,
  negative,
  en,
  zh,
}));

/** Account ids by name: `ACCOUNT.lenderCash`. */
export const ACCOUNT = Object.freeze(
  Object.fromEntries(rows.map((row, id) => [row[0], id])) as Record<AccountName, AccountId>,
);
