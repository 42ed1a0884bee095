/**
 * Reads the scenario's timeline, chance, guarantors failed before today, and the books as an inspector sees them.
 * Writes the hidden factors and multipliers (truth), the news lenders hear (lenderView), guarantors' losses elsewhere, what stands still
 * under force majeure, and what the regulator finds and orders (law).
 */
import { exp } from '../../base/mathx.ts';
import { REASON } from '../../ledger/reasons.ts';
import type { Guarantor, Shock } from '../../scenario/scenario.ts';
import type { World } from '../../state/world.ts';
import { dailyPersistence, nextFactor } from './factors.ts';
import { insidersTell, silenceGrows } from './talk.ts';
import { prepareHomeStress } from './home-stress.ts';
import { prepareMajeure } from './majeure.ts';
import { prepareSupervision } from './supervision.ts';
import { prepareUncovering } from './uncovering.ts';
import { leftAfter, newsOn, pathOn, rivalNewsOn, stressOn, unemploymentOn } from './timeline.ts';

const SECTOR_KEY = 1;
const REGION_KEY = 101;

/** Solves persistence and the timeline of shocks once; the step it returns moves the factors and strikes today's shocks. */
export function prepareEnvironment(world: World): () => void {
  const { scenario, truth, lenderView, guarantors, calendar, platform } = world;
  const { macro, shocks } = scenario;
  const stream = world.streams.stream('macro');
  const leakStream = world.streams.stream('leak');
  const persistence = dailyPersistence(macro.persistenceMonthly);
  const newsHalfLife = scenario.confidence.newsHalfLifeDays;
  const guarantorList = Object.values(scenario.guarantors);
  const guarantorNames = Object.keys(scenario.guarantors);
  const homeStress = prepareHomeStress(world);
  const uncover = prepareUncovering(world);
  const supervise = prepareSupervision(world);
  const strikeMajeure = prepareMajeure(world);

  const moveFactors = (column: Float64Array, firstKey: number) => {
    for (let cell = 0; cell < column.length; cell++) {
      const innovation = stream.normal(firstKey + cell, world.day, 0);
      column[cell] = nextFactor(column[cell]!, innovation, persistence, world.day === 0);
    }
  };

  const moveNews = (day: number) => {
    lenderView.incidentNews = newsOn(shocks, 'incident', day);
    lenderView.regulatorNews = newsOn(shocks, 'regulator', day) + world.law.now.news;
    lenderView.rivalNews = rivalNewsOn(shocks, day, newsHalfLife);
    insidersTell(
      world,
      leakStream,
      shocks.some((shock) => shock.kind === 'insiderLeak' && shock.day === day),
    );
    const rumours = newsOn(shocks, 'rumour', day);
    silenceGrows(world, rumours + lenderView.rivalNews + lenderView.leakNews);
    lenderView.news = rumours + lenderView.leakNews + lenderView.silenceNews;
    let failures = 0;
    for (let row = 0; row < guarantors.length; row++) {
      const failedDay = guarantors.failedDay[row]!;
      if (failedDay >= 0 && failedDay < day) failures += leftAfter(day - failedDay, newsHalfLife);
    }
    lenderView.guarantorNews = failures;
  };

  /** Guarantees elsewhere cost their losses, under today's stress, less their fees. */
  const runElsewhere = () => {
    guarantorList.forEach((guarantor, row) => {
      if (guarantors.failedDay[row]! >= 0) return;
      const stress = truth.pdMultiplier[0]! * homeStress(row);
      const yearly = guarantor.elsewhereLossPerYear * stress - guarantor.feePerYear;
      guarantors.feesYearFen[row]! += guaranteeFeesFen(guarantor);
      const fen = Math.floor((guarantor.elsewhereLeverage * guarantor.netAssetsFen * yearly) / 12 + 0.5);
      if (fen > 0) loseElsewhere(world, row, fen);
      else if (fen < 0) {
        guarantors.liquidFen[row]! -= fen;
        guarantors.elsewhereFen[row]! -= fen;
        guarantors.netAssetsFen[row]! -= fen;
        world.ledger.post(REASON.guarantorFunding, -fen, -1, row);
      }
    });
    guarantors.exposureMonthFen.set(guarantors.exposureFen);
  };

  const strike = (shock: Shock) => {
    // Tells itself, once it has anything to uncover.
    if (shock.kind === 'uncovering') return;
    if (shock.kind === 'closureOrder') platform.closedByOrderDay = world.day;
    if (shock.kind === 'guarantorLoss') {
      const row = guarantorNames.indexOf(shock.guarantor);
      loseElsewhere(world, row, Math.floor(guarantors.liquidFen[row]! * shock.shareOfLiquid));
    }
    logShock(world, shock);
  };

  /** On the first of a month: what is left of last month's noise, and a new draw. */
  const moveCollateral = (day: number) => {
    const { persistenceMonthly, sigmaMonthly } = macro.collateral;
    const drawn = world.streams.stream('collateral').normal(0, day, 0);
    truth.collateralNoise[0] = persistenceMonthly * truth.collateralNoise[0]! + sigmaMonthly * drawn;
  };

  return () => {
    const { day } = world;
    if (macro.noise) {
      moveFactors(truth.country, 0);
      moveFactors(truth.sectors, SECTOR_KEY);
      moveFactors(truth.regions, REGION_KEY);
    }
    const unemployment = unemploymentOn(macro.unemployment, day);
    const stress = stressOn(shocks, day);
    lenderView.unemployment = unemployment;
    truth.pdMultiplier[0] =
      exp(macro.unemploymentBeta * 100 * (unemployment - macro.unemployment.base)) * stress.pd;
    truth.recoveryMultiplier[0] = stress.recovery;
    if (macro.collateral.sigmaMonthly > 0 && calendar.dayOfMonth(day) === 1) moveCollateral(day);
    truth.collateralPrice[0] =
      stress.collateral * pathOn(macro.collateral.path, 1, day) * exp(truth.collateralNoise[0]!);
    strikeMajeure();
    supervise();
    moveNews(day);
    if (calendar.month(day) === 1 && calendar.dayOfMonth(day) === 1) guarantors.feesYearFen.fill(0);
    if (calendar.isMonthEnd(day)) runElsewhere();
    for (const shock of shocks) if (shock.day === day) strike(shock);
    uncover();
  };
}

/** Fees of a month on guarantees elsewhere. */
function guaranteeFeesFen({ elsewhereLeverage, netAssetsFen, feePerYear }: Guarantor): number {
  return Math.floor((elsewhereLeverage * netAssetsFen * feePerYear) / 12 + 0.5);
}

function loseElsewhere(world: World, guarantor: number, wantedFen: number): void {
  const { guarantors, ledger } = world;
  const fen = Math.min(wantedFen, guarantors.liquidFen[guarantor]!);
  guarantors.netAssetsFen[guarantor] = Math.max(0, guarantors.netAssetsFen[guarantor]! - wantedFen);
  guarantors.otherFen[guarantor]! -= wantedFen - Math.max(0, fen);
  if (fen <= 0) return;
  guarantors.liquidFen[guarantor]! -= fen;
  guarantors.elsewhereFen[guarantor]! -= fen;
  ledger.post(REASON.guarantorLoss, fen, -1, guarantor);
}

function logShock(world: World, shock: Shock): void {
  const subject = shock.kind === 'guarantorLoss' ? shock.guarantor : shock.kind;
  world.events.add({
    day: world.day,
    kind: 'shock',
    subject,
    valueFen: 0,
    figure: figureOf(shock),
    text: shock.kind,
  });
}

function figureOf(shock: Shock): number {
  switch (shock.kind) {
    case 'rumour':
    case 'incident':
    case 'regulator':
      return shock.intensity;
    case 'rivalFailures':
      return shock.share;
    case 'insiderLeak':
      return NaN;
    case 'creditStress':
      return shock.pdMultiplier;
    case 'guarantorLoss':
      return shock.shareOfLiquid;
    case 'outage':
    case 'forceMajeure':
      return shock.overDays;
    case 'hack':
      return shock.stolenFen;
    case 'leads':
    case 'collateralPrice':
      return shock.multiplier;
    case 'uncovering':
    case 'closureOrder':
    case 'inspection':
      return NaN;
  }
}
