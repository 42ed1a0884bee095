/**
 * The world at the dawn of day 0: the pool, founders, guarantors, capital, and, if the book is seasoned, the loans of
 * past months that are still alive, held by founders. All of it through the ledger.
 */
import { creditCurves, type CreditCurves } from '../finance/credit-curves.ts';
import { firstDepositFen, natureDraws } from '../draws/natures.ts';
import { groupDraws } from '../draws/groups.ts';
import { REASON } from '../ledger/reasons.ts';
import { LUCK_FOUNDER_MAX, luckKey } from '../random/streams.ts';
import { GRADES, RISK_CLASSES } from '../base/vocabulary.ts';
import { beginArrears } from '../settle/arrears.ts';
import { openHoldings } from '../settle/open-holdings.ts';
import { addGuaranteed, changeOutstanding } from '../settle/outstanding.ts';
import { LENDER, LOAN, METHODS, POOL } from '../state/codes.ts';
import { addCustomer } from '../state/customers.ts';
import { flawPpm } from '../state/flaws.ts';
import { provisionsFen } from '../state/guarantors.ts';
import { prepareExpectedLoss } from '../state/expected-loss.ts';
import { addLender } from '../state/lenders.ts';
import { answer } from '../state/questionnaire.ts';
import { planExpiry } from '../state/stays.ts';
import type { World } from '../state/world.ts';
import { drawPastLoans, meanAmountFen, type PastLoan } from './past-loans.ts';
import { orderBy, spreadLots, type Holders } from './spread.ts';

/** Days of volume that founders hold as cash beside their claims. */
const IDLE_DAYS = 3;

/** Fills a world just created. `curves` may be given if they are solved already. */
export function openBook(world: World, curves?: CreditCurves): void {
  const { scenario, ledger } = world;
  addPool(world);
  addFounders(world);
  fundGuarantors(world);
  ledger.post(REASON.capitalIn, scenario.opening.platformCashFen);
  if (scenario.opening.book === 'seasoned') {
    const dailyFen = expectVolume(world, addPastLoans(world, curves ?? creditCurves(scenario.credit)));
    giveCash(
      world,
      (lender, stakes) =>
        Math.floor((IDLE_DAYS * dailyFen * world.lenders.stakeFen[lender]!) / stakes / 100) * 100,
    );
  } else {
    expectVolume(world, scenario.opening.loansPerMonth * meanAmountFen(scenario));
    const { firstDepositShare } = scenario.lenders;
    giveCash(world, (lender) =>
      firstDepositFen(world.lenders.stakeFen[lender]!, firstDepositShare, scenario.splitting.lotFen),
    );
  }
  addInstitutions(world);
  prepareExpectedLoss(world)();
  ledger.post(
    REASON.openingReserve,
    Math.floor(scenario.opening.reserveCover * world.platform.expectedLossFen),
  );
  bookOtherAssets(world);
}

/** The 30 days before day 0 saw this much business; returns a day's. */
function expectVolume(world: World, monthlyFen: number): number {
  const dailyFen = Math.floor(monthlyFen / 30);
  world.volume.byDay.fill(dailyFen);
  world.platform.volume30dFen = dailyFen * world.volume.byDay.length;
  return dailyFen;
}

function addPool(world: World): void {
  const row = addLender(world, {
    customer: -1,
    key: luckKey('founder', 0, 0, POOL),
    bornDay: 0,
    channel: 0,
    riskClass: 0,
    product: 0,
    community: 0,
    stakeFen: 0,
  });
  world.lenders.status[row] = LENDER.gone;
  world.book.lendersInvesting -= 1;
}

function addFounders(world: World): void {
  const { scenario, streams, agendas, lenders } = world;
  const natures = natureDraws(scenario, streams.stream('lender'));
  const dayStream = streams.stream('lenderDay');
  const openingStream = streams.stream('opening');
  const plans = Object.values(scenario.products).map((product) => product.kind === 'plan');
  for (let ordinal = 1; ordinal <= scenario.opening.lenders; ordinal++) {
    const key = luckKey('founder', 0, 0, ordinal);
    const nature = natures(key, 0);
    const classes = answer(world, key, nature.riskClass);
    const row = addLender(world, { customer: -1, key, bornDay: 0, channel: 0, ...nature, ...classes });
    world.visits.add(Math.floor(dayStream.uniform(key, 0, 4) * scenario.lenders.visitGapMaxDays), row);
    if (!plans[lenders.product[row]!]) continue;
    // Founders' lock-ins began at any time before: they end evenly over one lock-in.
    const expiry = 1 + Math.floor(openingStream.uniform(key, 0, 3) * planExpiry(world, row, 0));
    lenders.planExpiryDay[row] = expiry;
    agendas.planExpiry.add(expiry, row, lenders.stakeFen[row]);
  }
}

/** Rows after the founders'; their money comes with what they buy. Keys are those of nobody else: the last there are. */
function addInstitutions(world: World): void {
  const { scenario, lenders, institutions, book } = world;
  Object.values(scenario.institutions).forEach(({ limitFen }, ordinal) => {
    const lender = addLender(world, {
      customer: -1,
      key: luckKey('founder', 0, 0, LUCK_FOUNDER_MAX - ordinal),
      bornDay: 0,
      channel: 0,
      riskClass: 0,
      product: 0,
      community: 0,
      // Limits by stake are for persons: an institution has its own.
      stakeFen: Math.min(limitFen, scenario.lenders.stakeCapFen),
    });
    lenders.status[lender] = LENDER.institution;
    book.lendersInvesting -= 1;
    institutions.lender[institutions.add()] = lender;
  });
}

function fundGuarantors(world: World): void {
  const { guarantors, ledger, scenario } = world;
  for (const guarantor of Object.values(scenario.guarantors)) {
    const row = guarantors.add();
    guarantors.netAssetsFen[row] = guarantor.netAssetsFen;
    guarantors.liquidFen[row] = Math.floor(guarantor.netAssetsFen * guarantor.liquidShare);
    guarantors.broughtFen[row] = guarantors.liquidFen[row]!;
    ledger.post(REASON.guarantorFunding, guarantors.liquidFen[row], -1, row);
  }
}

/** What is neither liquid nor set aside on day 0, so that net assets are those stated. */
function bookOtherAssets(world: World): void {
  const { guarantors } = world;
  for (let row = 0; row < guarantors.length; row++)
    guarantors.otherFen[row] =
      guarantors.netAssetsFen[row]! + provisionsFen(world, row) - guarantors.liquidFen[row]!;
}

/** Returns the principal contracted in a month of the past. */
function addPastLoans(world: World, curves: CreditCurves): number {
  const { scenario, lenders } = world;
  const { loans, volumePerMonthFen } = drawPastLoans(world, curves, scenario.opening.lenders + 1);
  if (loans.length === 0) return volumePerMonthFen;
  const holders = spread(world, loans);
  const groupOf = groupDraws(scenario, world.streams.stream('customer'));
  for (const i of orderBy(loans.length, (loan) => loans[loan]!.contractDay))
    addLoan(world, loans[i]!, { holders, index: i, groupOf });
  const { ledger } = world;
  let claimsFen = 0;
  for (let row = 1; row < lenders.length; row++) claimsFen += lenders.depositedFen[row]!;
  const { journal } = ledger;
  if (journal?.full === true) {
    for (let row = 1; row < lenders.length; row++) journal.entry(row, row, lenders.depositedFen[row]!);
  }
  ledger.post(REASON.openingDeposit, claimsFen);
  return volumePerMonthFen;
}

function spread(world: World, loans: readonly PastLoan[]): Holders {
  const { scenario, lenders } = world;
  const { matching, splitting } = scenario;
  const regions = scenario.regions.length;
  const sectors = scenario.sectors.length;
  const founders = Array.from({ length: scenario.opening.lenders }, (_, i) => ({
    stakeFen: lenders.stakeFen[i + 1]!,
    riskClass: lenders.riskClass[i + 1]!,
  }));
  const holders = spreadLots(
    loans.map((loan) => ({
      lots: loan.lots,
      multiple: loan.lotFen / splitting.lotFen,
      facilityGrade: loan.facilityGrade,
      ratePerYear: loan.aprPpm / 1_000_000,
      cells: [loan.region, regions + loan.sector],
    })),
    founders,
    {
      lotFen: splitting.lotFen,
      borrowerCap: matching.caps.borrower,
      cellCaps: Array.from({ length: regions + sectors }, (_, cell) =>
        cell < regions ? matching.caps.region : matching.caps.sector,
      ),
      freeLots: matching.freeLots,
      acceptedUpTo: RISK_CLASSES.map((name) => GRADES.indexOf(matching.acceptedUpTo[name])),
      minYield: RISK_CLASSES.map((name) => matching.minYield[name]),
    },
  );
  // Row 0 of lenders is the pool.
  for (let h = 0; h < holders.founder.length; h++) holders.founder[h]! += 1;
  return holders;
}

/**
 * Adds the loan's row, customer and holdings; what its holders pay for it counts as brought in by them. Lots that no
 * founder may hold were never lent.
 */
function addLoan(
  world: World,
  drawn: PastLoan,
  { holders, index, groupOf }: { holders: Holders; index: number; groupOf: ReturnType<typeof groupDraws> },
): void {
  const first = holders.first[index]!;
  const count = holders.count[index]!;
  let lots = 0;
  for (let h = first; h < first + count; h++) lots += holders.lots[h]!;
  if (lots === 0) return;
  const past = { ...drawn, lots };
  const { loans, truth, schedules, dueDays, book, customers, lenders } = world;
  const customer = addCustomer(world, past);
  customers.borrowing[customer] = 1;
  customers.loanCount[customer] = 1;
  const row = loans.add();
  loans.key[row] = past.key;
  loans.customer[row] = customer;
  loans.contractDay[row] = past.contractDay;
  loans.dueDayOfMonth[row] = past.dayOfMonth;
  loans.schedule[row] = schedules.schedule(past.aprPpm, past.termMonths, METHODS[past.method]!, past.lotFen);
  loans.lots[row] = past.lots;
  loans.termMonths[row] = past.termMonths;
  loans.method[row] = past.method;
  loans.product[row] = past.product;
  loans.obligorGrade[row] = past.obligorGrade;
  loans.facilityGrade[row] = past.facilityGrade;
  loans.region[row] = past.region;
  loans.sector[row] = past.sector;
  loans.guarantor[row] = past.guarantor;
  loans.group[row] = groupOf(past.key, past.bornDay);
  loans.status[row] = LOAN.repaying;
  loans.paid[row] = past.paid;
  loans.due[row] = past.due;
  loans.principalFen[row] = past.lots * past.lotFen;
  loans.flawPpm[row] = flawPpm(world, past);
  const hidden = truth.loans.add();
  truth.loans.multiplier[hidden] = past.multiplier;
  truth.loans.accrued[hidden] = past.accrued;
  book.loansActive += 1;
  const lotBalanceFen = schedules.get(loans.schedule[row]).balanceFen[past.paid]!;
  const outstandingFen = past.lots * lotBalanceFen;
  openHoldings(world, row, { lender: holders.founder, lots: holders.lots }, first, count);
  for (let h = first; h < first + count; h++) {
    lenders.depositedFen[holders.founder[h]!]! += holders.lots[h]! * lotBalanceFen;
  }
  changeOutstanding(world, row, outstandingFen);
  addGuaranteed(world, row);
  dueDays.add(loans.dueDayOfMonth[row], row);
  if (past.missed > 0) beginArrears(world, row, past.missed, past.oldestDueDay);
  postClaims(world, row, REASON.openingPurchase, lotBalanceFen);
  postClaims(world, row, REASON.claimOpened, lotBalanceFen);
}

function postClaims(world: World, loan: number, reason: number, lotBalanceFen: number): void {
  const { ledger, loans, holdings } = world;
  const { journal } = ledger;
  if (journal?.full === true) {
    const first = loans.firstHolding[loan]!;
    for (let row = first; row < first + loans.holdingCount[loan]!; row++) {
      const lender = holdings.lender[row]!;
      const buys = reason === REASON.openingPurchase;
      journal.entry(buys ? lender : -1, buys ? -1 : lender, holdings.lots[row]! * lotBalanceFen, row);
    }
  }
  ledger.post(reason, loans.lots[loan]! * lotBalanceFen, loan);
}

/** Cash beside the claims; all founders look for claims from day 0. */
function giveCash(world: World, cashOf: (lender: number, stakes: number) => number): void {
  const { lenders, ledger } = world;
  const { journal } = ledger;
  let stakes = 0;
  for (let row = 1; row < lenders.length; row++) stakes += lenders.stakeFen[row]!;
  let totalFen = 0;
  for (let row = 1; row < lenders.length; row++) {
    const cashFen = cashOf(row, stakes);
    lenders.cashFen[row] = cashFen;
    lenders.depositedFen[row]! += cashFen;
    lenders.newCash[row] = 1;
    totalFen += cashFen;
    if (journal?.full === true) journal.entry(row, row, cashFen);
  }
  ledger.post(REASON.openingDeposit, totalFen);
}
