/** Tables of full detail: every application decided, and what its score was made of. */
import { cardAttributes } from '../../state/card-values.ts';
import { DECISIONS, NO_GUARANTOR } from '../../state/codes.ts';
import type { World } from '../../state/world.ts';
import type { TableRows } from '../tables.ts';
import { tableRows } from './columns.ts';

/** The archive of applications, in the order in which they were decided. */
export function applicationRows({ applications, names, scenario }: World): TableRows[] {
  const attributes = [...cardAttributes(scenario).map(({ name }) => name)];
  const parts = applications.flatMap(({ parts: all }, application) =>
    all.flatMap((points, i) => {
      const name = ['ownRecord', 'base'][all.length - 1 - i] ?? attributes[i]!;
      return points === 0 ? [] : [{ application, name, points }];
    }),
  );
  return [
    tableRows('application', applications.length, {
      application: (row) => row,
      luckKey: (row) => applications[row]!.applicant.key,
      customer: (row) => applications[row]!.applicant.customer,
      appliedDay: (row) => applications[row]!.applicant.appliedDay,
      decidedDay: (row) => applications[row]!.day,
      channel: (row) => names.borrowerChannels[applications[row]!.applicant.channel]!,
      kind: (row) => applications[row]!.applicant.kind,
      product: (row) => names.loanProducts[applications[row]!.applicant.product]!,
      guarantor: (row) => {
        const { guarantor } = applications[row]!;
        return guarantor === NO_GUARANTOR ? '' : names.guarantors[guarantor]!;
      },
      amountFen: (row) => applications[row]!.applicant.amountFen,
      termMonths: (row) => applications[row]!.applicant.termMonths,
      incomeFen: (row) => applications[row]!.applicant.incomeFen,
      existingFen: (row) => applications[row]!.applicant.existingFen,
      score: (row) => applications[row]!.points,
      obligorGrade: (row) => applications[row]!.grade,
      reviewed: (row) => (applications[row]!.reviewed ? 1 : 0),
      override: (row) => applications[row]!.override,
      decision: (row) => DECISIONS.indexOf(applications[row]!.decision),
    }),
    tableRows('application_points', parts.length, {
      application: (row) => parts[row]!.application,
      attribute: (row) => parts[row]!.name,
      points: (row) => parts[row]!.points,
    }),
  ];
}
