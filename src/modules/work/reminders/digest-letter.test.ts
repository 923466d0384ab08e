import { expect, it } from 'vitest'
import { digestLetter } from './digest-letter.ts'
import type { Due } from './rules.ts'

const item = (more: Partial<Due>): Due => ({
  item_id: 7,
  title: { en: 'Something' },
  due_on: '2026-11-20',
  starts_on: null,
  held_until: null,
  state: 'open',
  org_id: 10,
  owner_account: 1,
  owner_role: null,
  owner_org: null,
  needs_evidence: false,
  needs_artefact: false,
  kind: 'task',
  source: 'plan:p/s1',
  href: null,
  ...more,
})
/** The addresses of a mail about one item, in order, without those at its foot. */
const addresses = (more: Partial<Due>, part: 'due' | 'waits' = 'due'): string[] => {
  const letter = digestLetter(
    { late: [], due: [], waits: [], [part]: [item(more)] },
    {
      lang: 'en',
      today: '2026-11-20',
      district: 'D',
      says: 'titles',
      link: (id, verb) => `link:${id}/${verb}`,
      at: (path) => `at:${path}`,
      choose: 'choose',
      stop: 'stop',
    },
  )
  const foot = new Set(['at:/work', 'choose', 'stop'])
  return [...letter.html.matchAll(/href="([^"]+)"/g)].map((found) => found[1] ?? '').filter((href) => !foot.has(href))
}

it('offers in a click only what a click can do', () => {
  expect(addresses({})).toEqual(['link:7/done', 'link:7/going_on', 'link:7/stuck', 'link:7/date'])
  expect(addresses({ needs_artefact: true })).toEqual(['at:/work/7', 'link:7/going_on', 'link:7/stuck', 'link:7/date'])
  // A question of a reporting cycle and a document are answered on their own page.
  expect(addresses({ kind: 'cycle', href: '/work/cycles/3/answers/g6' })).toEqual(['at:/work/cycles/3/answers/g6'])
  expect(addresses({ kind: 'document', href: '/work/documents/4' })).toEqual(['at:/work/documents/4'])
  // So is a meeting, by its minutes, and what a review asks; an action of a meeting is an ordinary task.
  const meeting = { source: 'meeting:3/held', href: '/work/meetings/3' }
  expect(addresses(meeting)).toEqual(['at:/work/meetings/3'])
  expect(addresses({ source: 'review:plan/comment-2', href: '/plans/p/reviews#comment-2' })).toEqual([
    'at:/plans/p/reviews#comment-2',
  ])
  expect(addresses({ ...meeting, source: 'meeting:3/action-1' })).toContain('link:7/done')
  expect(addresses({ kind: 'cycle', href: '/work/cycles/3/answers/g6' }, 'waits')).toEqual(['at:/work/7'])
})
