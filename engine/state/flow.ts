/** Running figures of the day: rooms add to them, the observer reads them, the day loop clears them each morning. */

export const FLOW_NAMES = [
  'visits',
  'applications',
  'approved',
  'rejected',
  'listingsFailed',
  'contracts',
  'contractsFen',
  'fillMinutes',
  'depositsFen',
  'lendersNew',
  'lendersReturned',
  'churnExits',
  'panicExits',
  'dueFen',
  'repaidFen',
  'prepaidFen',
  'defaults',
  'defaultedFen',
  'recoveredFen',
  'recoveryCostFen',
  'lossLendersFen',
  'lossGuarantorsFen',
  'lossReserveFen',
  'lossPoolFen',
  'compensatedGuarantorFen',
  'compensatedReserveFen',
  'compensationUnpaidFen',
  'reserveInFen',
  'withdrawalRequestedFen',
  'withdrawalPaidFen',
  'transferredFen',
  'plansExpiredFen',
  'feesFen',
  'costsFen',
  'marketingFen',
  'payoutErrors',
  'contacts',
  'complaints',
  'incidents',
  'stolenFen',
] as const;

export type FlowName = (typeof FLOW_NAMES)[number];

/** Index of each flow in `world.flow`. */
export const FLOW = Object.fromEntries(FLOW_NAMES.map((name, index) => [name, index])) as Readonly<
  Record<FlowName, number>
>;
