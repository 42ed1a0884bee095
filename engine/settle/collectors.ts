/**
 * Collection in stages: a case is to be worked on from each stage's day on, and again every so many days. Hands are the collections
 * department's; what they don't get to waits, and cures less meanwhile. Agencies have hands enough and take their share.
 */
import { mulDivHalfUp } from '../base/money.ts';
import { PPM, ppm } from '../finance/terms.ts';
import { ACCOUNT } from '../ledger/accounts.ts';
import { REASON } from '../ledger/reasons.ts';
import { openCase } from '../state/cases.ts';
import { LOAN } from '../state/codes.ts';
import { FLOW } from '../state/flow.ts';
import { minutesToday } from '../state/staff.ts';
import type { World } from '../state/world.ts';

/** First of the draws of stream `service` on the day of contract: whether a loan's case of a stage goes to an agency. */
const OUTSOURCED = 10;

/** A loan fell behind: when its first stage begins. Nothing without stages. */
export function enterCollection(world: World, loan: number): void {
  const { scenario, truth } = world;
  if (scenario.servicing.stages.length === 0 || truth.loans.owners[loan] === 1) return;
  const row = openCase(world, loan, world.day);
  world.cases.workedDay[row] = -1;
  planWork(world, loan, row, world.day + 1);
}

/** Whoever is behind and has no day on which collectors come is given one: at the opening, and when stages begin. */
export function enterAllBehind(world: World): void {
  const { loans, cases, scenario } = world;
  if (scenario.servicing.stages.length === 0) return;
  for (let loan = 0; loan < loans.length; loan++) {
    const row = loans.caseRow[loan]!;
    const isPlanned = row >= 0 && cases.nextWorkDay[row]! >= world.day;
    if (isBehind(world, loan) && !isPlanned && world.truth.loans.owners[loan] === 0)
      planWork(world, loan, openCase(world, loan, world.day), world.day);
  }
}

function isBehind({ loans }: World, loan: number): boolean {
  return (
    loans.status[loan] === LOAN.recovery || (loans.status[loan] === LOAN.repaying && loans.missed[loan]! > 0)
  );
}

/** On `day` at the earliest, and not before the first stage. */
function planWork(world: World, loan: number, row: number, day: number): void {
  const { cases, agendas, loans, scenario } = world;
  const first = loans.oldestDueDay[loan]! + scenario.servicing.stages[0]!.fromDays;
  const next = Math.max(day, first);
  cases.nextWorkDay[row] = next;
  agendas.collections.add(next, loan);
}

/** Stage that a case is in by days past its oldest unpaid due date, -1 before the first. */
function stageOf({ scenario, loans, day }: World, loan: number): number {
  const daysPast = day - loans.oldestDueDay[loan]!;
  return scenario.servicing.stages.findLastIndex(({ fromDays }) => daysPast >= fromDays);
}

/** A morning of collectors: agencies take theirs, the rest is worked on in the order of the policy as far as hands and money go. */
export function workCases(world: World): void {
  const { scenario, loans, cases, agendas, collectors, platform, streams, day } = world;
  const { stages, casesFirst } = scenario.servicing;
  collectors.casesWaiting = 0;
  if (stages.length === 0) return;
  const stream = streams.stream('service');
  const own: number[] = [];
  agendas.collections.visit(day, (loan) => {
    const row = loans.caseRow[loan]!;
    if (cases.nextWorkDay[row] !== day) return;
    cases.nextWorkDay[row] = -1;
    if (!isBehind(world, loan)) return;
    const stage = stageOf(world, loan);
    // What was paid since has made it younger.
    if (stage < 0) planWork(world, loan, row, day + 1);
    else if (
      stream.uniform(loans.key[loan]!, Math.max(0, loans.contractDay[loan]!), OUTSOURCED + stage) <
      stages[stage]!.outsourced
    )
      work(world, loan, stage, 1);
    else own.push(loan);
  });
  const ahead = (loan: number): number =>
    casesFirst === 'largest' ? -loans.outstandingFen[loan]! : loans.oldestDueDay[loan]!;
  own.sort((a, b) => ahead(a) - ahead(b) || a - b);
  let minutes =
    minutesToday(world, 'collections') *
    world.majeure.now.collectors *
    (platform.windDown === 0 ? 1 : scenario.failure.windDown.servicingEffect);
  for (const loan of own) {
    const stage = stageOf(world, loan);
    const { minutesPerCase, costFen } = stages[stage]!;
    if (minutes > 0 && world.ledger.balance(ACCOUNT.platformCash) >= costFen) {
      minutes -= minutesPerCase;
      spend(world, REASON.collectionCost, costFen, loan);
      work(world, loan, stage, 0);
    } else {
      collectors.casesWaiting += 1;
      planWork(world, loan, loans.caseRow[loan]!, day + 1);
    }
  }
}

/** Done for today; again after the stage's days, or when the next stage begins. */
function work(world: World, loan: number, stage: number, agency: number): void {
  const { scenario, loans, cases, agendas, flow, day } = world;
  const { stages } = scenario.servicing;
  const row = loans.caseRow[loan]!;
  flow[FLOW.casesWorked]! += 1;
  cases.workedStage[row] = stage;
  cases.workedDay[row] = day;
  cases.agency[row] = agency;
  const later = stages[stage + 1];
  const again = day + stages[stage]!.everyDays;
  const next = later === undefined ? again : Math.min(again, loans.oldestDueDay[loan]! + later.fromDays);
  cases.nextWorkDay[row] = Math.max(day + 1, next);
  agendas.collections.add(cases.nextWorkDay[row], loan);
}

/** The agency's share of what a case of its brought, as far as the platform's own cash goes. */
export function payCommission(world: World, loan: number, receivedFen: number): void {
  const { scenario, loans, cases, ledger } = world;
  const row = loans.caseRow[loan]!;
  if (row < 0 || cases.agency[row] === 0 || cases.workedDay[row]! < 0) return;
  const stage = scenario.servicing.stages[cases.workedStage[row]!];
  if (stage === undefined) return;
  const owedFen = mulDivHalfUp(receivedFen, ppm(stage.commission), PPM);
  spend(
    world,
    REASON.collectionCommission,
    Math.min(owedFen, Math.max(0, ledger.balance(ACCOUNT.platformCash))),
    loan,
  );
}

function spend({ ledger, flow }: World, reason: number, amountFen: number, loan: number): void {
  if (amountFen === 0) return;
  ledger.post(reason, amountFen, loan);
  flow[FLOW.collectionCostFen]! += amountFen;
  flow[FLOW.costsFen]! += amountFen;
}
