/**
 * Reads the offers approved today.
 * Writes listings and their sealed truth, rows of new customers, open listings in the book.
 */
import { mulDivHalfUp } from '../../base/money.ts';
import { PPM } from '../../finance/terms.ts';
import { groupDraws } from '../../draws/groups.ts';
import { GRADES } from '../../base/vocabulary.ts';
import { LISTING } from '../../state/codes.ts';
import { addCustomer } from '../../state/customers.ts';
import { FLOW } from '../../state/flow.ts';
import { sealListing } from '../../state/sealed.ts';
import type { Offer } from '../../state/today.ts';
import type { World } from '../../state/world.ts';
import { prepareFalseListings } from './false-listings.ts';
import { lotsOf, type Lots } from './lots.ts';

/** Lot sizes by grade, computed once; the step it returns lists today's offers and refuses those below the least number of lots. */
export function prepareSplit(world: World): () => void {
  const { scenario, today, flow, customers } = world;
  const { lotFen, lotMultipleByGrade, minLots } = scenario.splitting;
  const falseTwinsOf = prepareFalseListings(world);
  const groupOf = groupDraws(scenario, world.streams.stream('customer'));
  const lotSizes = GRADES.map((grade) => lotFen * lotMultipleByGrade[grade]);
  return () => {
    for (const offer of today.approved) {
      const lots = lotsOf(offer.amountFen, lotSizes[offer.facilityGrade]!, minLots);
      if (lots === null) {
        flow[FLOW.rejected]! += 1;
        if (offer.applicant.customer >= 0) customers.borrowing[offer.applicant.customer] = 0;
        continue;
      }
      for (const one of [offer, ...falseTwinsOf(offer)]) {
        list(world, one, lots, groupOf);
        flow[FLOW.approved]! += 1;
        world.centres.borrowers.approved[one.applicant.channel]! += 1;
      }
    }
  };
}

function list(
  world: World,
  offer: Offer,
  lots: Lots,
  groupOf: (key: number, bornDay: number) => number,
): void {
  const { listings, customers, book } = world;
  const { applicant } = offer;
  const customer = applicant.customer >= 0 ? applicant.customer : addCustomer(world, applicant);
  if (applicant.customer < 0) {
    Object.values(world.scenario.assessment.sources).forEach(({ validForDays }, source) => {
      if (validForDays > 0) world.looks.note(customer, source, applicant.appliedDay);
    });
  }
  customers.borrowing[customer] = 1;
  const row = listings.add();
  world.centres.channelOfListing[row] = applicant.channel;
  listings.key[row] = applicant.key;
  listings.customer[row] = customer;
  listings.day[row] = world.day;
  listings.minute[row] = offer.minute;
  listings.lots[row] = lots.count;
  listings.lotFen[row] = lots.lotFen;
  listings.aprPpm[row] = offer.aprPpm;
  listings.termMonths[row] = applicant.termMonths;
  listings.method[row] = applicant.method;
  listings.product[row] = applicant.product;
  listings.obligorGrade[row] = offer.obligorGrade;
  listings.facilityGrade[row] = offer.facilityGrade;
  listings.score[row] = offer.score;
  listings.override[row] = offer.override;
  listings.region[row] = applicant.region;
  listings.sector[row] = applicant.sector;
  listings.guarantor[row] = offer.guarantor;
  listings.group[row] = groupOf(applicant.key, applicant.bornDay);
  listings.feeFen[row] = feeFen(lots.principalFen, offer.feePpm * applicant.termMonths);
  listings.guaranteeFeeFen[row] = feeFen(lots.principalFen, offer.guaranteeFeePpm * applicant.termMonths, 12);
  listings.contributionFen[row] = mulDivHalfUp(lots.principalFen, offer.contributionPpm, PPM);
  listings.lender[row] = customers.lender[customer]!;
  listings.status[row] = LISTING.open;
  sealListing(world, offer);
  book.listingsOpen += 1;
  book.listingsOpenFen += lots.principalFen;
}

/** A share of principal in parts per million, over `den` parts of a year if it is a yearly one. */
function feeFen(principalFen: number, sharePpm: number, den = 1): number {
  return mulDivHalfUp(principalFen, sharePpm, den * PPM);
}
