/** Follows the engine room by room: takes what is recorded, works out the rest and compares. */
import { interpolatedQuantile } from '../../engine/random/variates.ts';
import type { CreditCurves } from '../../engine/finance/credit-curves.ts';
import { RECOVERY_U, RECOVERY_X } from '../../engine/market/08-recover/amounts.ts';
import { monthlyRho } from '../../engine/market/07-service/credit-model.ts';
import type { World } from '../../engine/state/world.ts';
import { must } from './exact.ts';
import { Book } from './book.ts';
import { checkApproved } from './assess.ts';
import { Differs, compare } from './compare.ts';
import { compensate } from './compensate.ts';
import { contract, match, split } from './match.ts';
import { Recorder, at } from './recorded.ts';
import { recover } from './recover.ts';
import { service } from './service.ts';
import { distribute, expirePlans, leave, offers, payouts, request } from './withdraw.ts';

export class Auditor {
  readonly book: Book;
  /** Values found equal so far. */
  compared = 0;
  readonly #recorder: Recorder;
  readonly #curves: CreditCurves;

  /** Takes over the opening book of a world that has not begun its first day. */
  constructor(world: World, curves: CreditCurves) {
    this.book = new Book(world.scenario, (name) => world.streams.stream(name), {
      entry: (grade, term, k) => at(curves.entry(grade, term), k - 1),
      smm: (term, k) => at(curves.smm(term), k - 1),
      rho: monthlyRho(world.scenario, curves),
      recoveryQuantile: (u) => interpolatedQuantile(u, RECOVERY_U, RECOVERY_X),
    });
    this.#curves = curves;
    this.#recorder = new Recorder(world, this.book);
    this.#recorder.adoptOpening();
    this.compared += compare(world, this.book, 'opening');
  }

  /** To be called after each stage of each day. Throws `Differs` on the first difference. */
  watch = (stage: string, world: World): void => {
    const { book } = this;
    const recorder = this.#recorder;
    book.day = world.day;
    recorder.takePostings();
    switch (stage) {
      case 'environment':
        book.flows.clear();
        recorder.takeGiven();
        break;
      case 'acquire':
        recorder.takeLenders();
        recorder.takeDeposits();
        for (const { lender, amount, kind } of recorder.newRequests()) request(book, lender, amount, kind);
        recorder.takeStatus();
        recorder.takePlans();
        break;
      case 'assess':
        world.today.approved.forEach((offer, i) => {
          checkApproved(
            world,
            this.#curves,
            offer,
            `approved application ${i}`,
            (entity, engine, auditor) => {
              this.compared += 1;
              if (engine !== auditor) throw new Differs({ day: world.day, stage, entity, engine, auditor });
            },
          );
        });
        break;
      case 'split':
        for (const approved of world.today.approved) {
          const { customer } = approved.applicant;
          split(book, approved, customer < 0 ? -1 : at(world.customers.lender, customer));
        }
        break;
      case 'match':
        match(book);
        break;
      case 'contract':
        contract(book);
        break;
      case 'service':
        service(book);
        break;
      case 'recover':
        recover(book);
        break;
      case 'compensate':
        compensate(book);
        break;
      case 'confidence':
        for (const row of world.today.leavers) leave(book, must(book.lenders[row]));
        recorder.takeStatus();
        recorder.takePlans();
        break;
      case 'withdraw':
        offers(
          book,
          world.today.leavers.map((row) => must(book.lenders[row])),
          world.today.returned.map((row) => must(book.lenders[row])),
        );
        recorder.takeGiven();
        expirePlans(book);
        payouts(book);
        recorder.takeStatus();
        recorder.skipRequests();
        break;
      case 'treasury':
        distribute(book, world.platform.failureDay);
        recorder.skipRequests();
        break;
      default:
        break;
    }
    this.compared += compare(world, book, stage);
  };
}
