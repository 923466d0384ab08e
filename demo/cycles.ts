type State = 'done' | 'going_on' | 'stuck' | 'not_begun'
/** An answer of the demo: of which strategy, by whom (a key of the cast), on which day. */
export type DemoAnswer = {
  element: string
  by: string
  on: string
  state: State
  because?: string
  since?: string
  ahead?: string
  help?: string
}

/** The reporting cycle of the demo district: each strategy of its plan, four times a year. */
export const demoSeries = {
  slug: 'strategies',
  title: { en: 'How the strategies stand', es: 'Cómo van las estrategias' },
  plan: 'mill-river-2026-29',
  chosen: { levels: ['strategy'] },
  rule: {
    kind: 'recurs' as const,
    every: 'quarterly' as const,
    on: {
      kind: 'months' as const,
      spans: [
        { from: 9, to: 9 },
        { from: 11, to: 11 },
        { from: 3, to: 3 },
        { from: 6, to: 6 },
      ],
    },
    days: 'office' as const,
    off: 'before' as const,
  },
  opens_before: 14,
  closes_after: 10,
  from: '2026-07-01',
}

/** When the cycles of this autumn open and close: the first is over by the demo's day, the second is open. */
export const demoDays = { first: '2026-09-16', closed: '2026-10-11', second: '2026-11-16' } as const

const lead = 'superintendent'
const answer = (element: string, by: string, on: string, state: State, texts: Partial<DemoAnswer>): DemoAnswer => ({
  element,
  by,
  on,
  state,
  ...texts,
})

/** Twelve of fourteen were answered, one of them late. */
export const firstAnswers: readonly DemoAnswer[] = [
  answer('s1-1', lead, '2026-09-24', 'going_on', {
    since: 'All first grades have the new books.',
    ahead: 'Coaches visit each school by December.',
  }),
  answer('s1-2', 'chief.schools', '2026-09-22', 'going_on', {
    since: 'Every high school has named its grade 9 team.',
    ahead: 'Teams meet every two weeks.',
  }),
  answer('s1-3', lead, '2026-09-25', 'going_on', {
    since: 'Training for new teachers is over.',
    ahead: 'Two more days of training in October.',
  }),
  answer('s1-4', 'chief.schools', '2026-09-22', 'not_begun', { ahead: 'Begins when the counselors are hired.' }),
  answer('s2-1', 'head.support', '2026-09-21', 'going_on', {
    since: 'Teams meet in 38 of 42 schools.',
    ahead: 'Visit the other four.',
  }),
  answer('s2-2', lead, '2026-09-29', 'stuck', {
    because: 'The contract for text messages is not signed.',
    help: 'A decision on the contract.',
  }),
  answer('s2-3', lead, '2026-09-28', 'going_on', {
    since: 'Two bus routes run earlier.',
    ahead: 'Count who rides them.',
  }),
  answer('s2-4', 'head.support', '2026-09-21', 'going_on', { since: 'All principals were trained.' }),
  answer('s3-1', lead, '2026-09-30', 'going_on', { since: 'Letters go out in four languages.' }),
  answer('s4-1', lead, '2026-09-30', 'done', { since: 'The first offers went out in August.' }),
  answer('s4-3', lead, '2026-09-23', 'going_on', { since: 'All but two schools send attendance every day.' }),
  answer('s4-4', 'chief.schools', '2026-10-05', 'going_on', { since: 'Six schools have looked at their plan.' }),
]

/** Some of the second cycle, which is still open. */
export const secondAnswers: readonly DemoAnswer[] = [
  answer('s2-1', 'head.support', '2026-11-18', 'going_on', {
    since: 'All 42 schools have a team that meets.',
    ahead: 'Look at the list of each school in January.',
  }),
  answer('s2-2', lead, '2026-11-19', 'going_on', {
    since: 'The contract is signed; messages go out on the first day.',
  }),
]
