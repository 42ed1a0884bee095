/** Elements of the market that a scenario may ask for by name but that aren't built yet: refused, not misread. */

/** What is meant, and what can be written meanwhile. */
export interface Later {
  readonly what: string;
  readonly instead?: string;
}

const ANYWHERE: Readonly<Record<string, Later>> = {
  vip: { what: 'vip plan' },
  vipPlan: { what: 'vip plan' },
  protectionPlan: { what: 'protection plan' },
  optimisationPlan: { what: 'optimisation plan' },
  ownCompany: { what: 'own small-loan company' },
  expertCommittee: { what: 'the expert committee' },
  incentives: { what: 'incentives of staff' },
  hiring: { what: 'hiring of staff' },
  agents: { what: 'personal agents' },
  promotions: { what: 'promotions', instead: 'write policies.targets.packets, or the action redPackets' },
  usability: { what: 'usability spending' },
  reputation: { what: 'reputation stock' },
  netWorthLoans: { what: 'net-worth bids (withdrawable / non-withdrawable)' },
  servicer: { what: 'a servicer per loan' },
  setUp: { what: 'set-up phase' },
};

/** By path; * is any name. */
const AT_PATH: Readonly<Record<string, Later>> = {
  'platform.registeredCapital': {
    what: 'registered capital',
    instead:
      'write own money as opening.platformCash, what is subscribed and not paid in as platform.governance.subscribed',
  },
  'reserve.payout': {
    what: 'reserve.payout',
    instead: 'set guarantee.scheme: reserveInOrder or reserveProRata',
  },
  'macro.policyRate': { what: 'policy rate' },
  'macro.regimes': { what: 'regimes of the economy' },
};

/** What an unknown key asks for, if it names an element of the market that isn't there yet. */
export function laterKey(path: readonly (string | number)[]): Later | null {
  const key = String(path.at(-1));
  const anyName = path.map((step, i) => (i === 1 ? '*' : step));
  const at = AT_PATH[path.join('.')] ?? AT_PATH[anyName.join('.')];
  if (at !== undefined) return at;
  return Object.hasOwn(ANYWHERE, key) ? ANYWHERE[key]! : null;
}
