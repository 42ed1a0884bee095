/** Playbooks that ship, by name: `policies.playbook: silentOrPlan`. Written as a scenario would write them. */

/** Late, and not past within the span. */
const late = { withdrawalLate: { above: '0 CNY' } };
const notLate = { withdrawalLate: { below: '0.01 CNY' } };
const trouble = { any: [late, { netOutflow7d: { above: '4%' } }] };

/** Plays of each preset. */
export const PRESETS: Readonly<Record<string, { readonly is: string; readonly plays: readonly unknown[] }>> =
  {
    silent: {
      is: 'says nothing, whatever happens',
      plays: [{ name: 'silent', when: trouble, clearWhen: { running: { below: 1 } }, do: ['staySilent'] }],
    },
    silentOrPlan: {
      is: "the field's own rule: silent while the queue is expected to be paid within three days, else a dated plan",
      plays: [
        {
          name: 'silent',
          when: { all: [late, { cure: { below: '4d' } }] },
          clearWhen: { any: [notLate, { cure: { above: '3d' } }] },
          do: ['staySilent'],
        },
        {
          name: 'plan',
          when: { all: [late, { cure: { above: '3d' } }] },
          clearWhen: notLate,
          do: [{ disclose: { calm: '20%', halfLife: '10d', plan: '90d' } }],
        },
      ],
    },
    bidForMoney: {
      is: 'pays for money: a higher rate and red packets',
      plays: [
        {
          name: 'bid',
          when: trouble,
          clearWhen: { all: [notLate, { netOutflow7d: { below: '1%' } }] },
          do: [{ raiseRate: '80bp' }, { redPackets: { share: '1%', budget: '300k CNY', over: '30d' } }],
          times: 3,
        },
      ],
    },
  };
