/** Block legal: what is left of a contract with a flaw once it is in court. */

import { block, rate } from './fields.ts';

/** Without law suits every contract is worth what it says. */
export const legal = block(
  {
    litigated: rate({
      is: 'Share of flawed contracts in arrears that end in court: over the cap on rates, fee taken out of the principal, guarantor without a licence.',
      default: '0%',
      source: 'assumption',
    }),
    overCap: rate({
      is: 'Share of the claim that a court upholds where the all-in rate was above the cap in force at the contract.',
      default: '80%',
      source: 'assumption',
    }),
    unlicensed: rate({
      is: 'Share of what it guarantees that a guarantor without a licence is made to pay.',
      default: '50%',
      source: 'assumption',
    }),
  },
  {},
  { is: 'What courts uphold of contracts with a flaw.', default: {}, source: 'assumption' },
);
