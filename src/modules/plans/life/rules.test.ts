import { describe, expect, it } from 'vitest'
import { en } from './words.en.ts'
import { approvalsOf, bodiesOf, decidedOf, earlierBodies, missingBefore, nextStates } from './rules.ts'
import { approvalForm, type ApprovalRow } from './schema.ts'

const board = { en: 'Board of Education', es: 'Junta de Educación', source: 'en' as const }
const council = { en: 'Council', es: 'Consejo', source: 'en' as const }
const text = 'a'.repeat(64)
const earlier = 'b'.repeat(64)
let made = 0
const decision = (body: ApprovalRow['body'], more: Partial<ApprovalRow> = {}): ApprovalRow => ({
  approval_id: ++made,
  plan_id: 1,
  district_id: 1,
  draft_id: 1,
  version: null,
  body,
  decided_on: '2026-11-10',
  outcome: 'approved',
  vote: null,
  present: null,
  quorum: null,
  document: 'Minutes',
  digest: text,
  noted_by: null,
  noted_at: new Date('2026-11-10T00:00:00Z'),
  ...more,
})
const standing = (decisions: readonly ApprovalRow[], digest: string | null = text) => {
  const { bodies, ready } = approvalsOf([board, council], decisions, digest)
  return [...bodies.map((one) => one.standing), ready]
}

describe('approvals', () => {
  it('are asked of every body that the plan names, each once, the adopting one first', () => {
    const adoption = { state: 'adopted', body: board, on: null, document: null, note: null } as const
    const approval = (id: string, body: typeof board) => ({
      id,
      body,
      on: null,
      words: null,
      what: null,
      vote: null,
      present: null,
      quorum: null,
      document: null,
      source: null,
    })
    const bodies = bodiesOf({
      adoption,
      approvals: [approval('a', council), approval('b', { ...board }), approval('c', council)],
    })
    expect(bodies.map((one) => one.en)).toEqual(['Board of Education', 'Council'])
    expect(bodiesOf({ adoption: { ...adoption, body: null }, approvals: [] })).toEqual([])
  })

  it('count only for the very text that was decided on', () => {
    expect(standing([])).toEqual(['waiting', 'waiting', false])
    expect(standing([decision(board), decision(council)])).toEqual(['approved', 'approved', true])
    expect(standing([decision(board, { digest: earlier }), decision(council)])).toEqual(['outdated', 'approved', false])
    // Opened again: there is no settled text, so nothing counts.
    expect(standing([decision(board), decision(council)], null)).toEqual(['outdated', 'outdated', false])
    // The text came back unchanged.
    expect(standing([decision(board), decision(council), decision(board, { digest: earlier })])).toEqual([
      'approved',
      'approved',
      true,
    ])
  })

  it('may be taken note of by others, never by the body that adopts', () => {
    expect(standing([decision(board), decision(council, { outcome: 'noted' })])).toEqual(['approved', 'noted', true])
    expect(standing([decision(board, { outcome: 'noted' }), decision(council)])).toEqual(['noted', 'approved', false])
  })

  it('are the last decision of a body: by day, then by when it was written down', () => {
    expect(standing([decision(board, { outcome: 'rejected' }), decision(board), decision(council)])).toEqual([
      'approved',
      'approved',
      true,
    ])
    expect(standing([decision(board), decision(board, { outcome: 'rejected' }), decision(council)])).toEqual([
      'rejected',
      'approved',
      false,
    ])
    expect(
      standing([
        decision(board),
        decision(board, { outcome: 'rejected', decided_on: '2026-11-01' }),
        decision(council),
      ]),
    ).toEqual(['approved', 'approved', true])
  })

  it('of any body, one at least, are needed where the plan names none', () => {
    expect(approvalsOf([], [], text).ready).toBe(false)
    expect(approvalsOf([], [decision(council)], text)).toMatchObject({
      ready: true,
      bodies: [{ standing: 'approved', adopts: false }],
    })
    expect(approvalsOf([], [decision(council, { outcome: 'noted' })], text).ready).toBe(false)
    expect(approvalsOf([], [decision(council), decision(board, { outcome: 'rejected' })], text).ready).toBe(false)
  })
})

describe('the order of the bodies', () => {
  const cabinet = { en: 'Cabinet', es: 'Gabinete', source: 'en' as const }
  const told = (body: typeof board, on: string | null) => ({
    id: body.en,
    body,
    on,
    words: null,
    what: null,
    vote: null,
    present: null,
    quorum: null,
    document: null,
    source: null,
  })
  const plan = (on: string | null, days: readonly (string | null)[]) => ({
    adoption: { state: 'adopted' as const, body: board, on, document: null, note: null },
    approvals: [told(council, days[0] ?? null), told(cabinet, days[1] ?? null)],
  })
  const before = (of: ReturnType<typeof plan>, body: typeof board) => earlierBodies(of, body).map((one) => one.en)

  it('is that of the days in the plan; without days the one that adopts comes last', () => {
    const dated = plan('2026-06-16', ['2026-05-21', '2026-05-27'])
    expect([before(dated, council), before(dated, cabinet), before(dated, board)]).toEqual([
      [],
      ['Council'],
      ['Council', 'Cabinet'],
    ])
    const undated = plan(null, [])
    expect([before(undated, council), before(undated, cabinet), before(undated, board)]).toEqual([
      [],
      [],
      ['Council', 'Cabinet'],
    ])
    // The plan says that the cabinet is asked once the board has adopted.
    const after = plan('2026-06-16', ['2026-05-21', '2026-07-01'])
    expect([before(after, board), before(after, cabinet)]).toEqual([['Council'], ['Board of Education', 'Council']])
  })

  it('asks for a decision that counts, of the same day or before', () => {
    const missing = (decisions: readonly ApprovalRow[], on: string) =>
      missingBefore([council], approvalsOf([board, council], decisions, text), on).map((one) => one.en)
    expect(missing([], '2026-11-20')).toEqual(['Council'])
    expect(missing([decision(council, { digest: earlier })], '2026-11-20')).toEqual(['Council'])
    expect(missing([decision(council, { outcome: 'rejected' })], '2026-11-20')).toEqual(['Council'])
    expect(missing([decision(council, { outcome: 'noted' })], '2026-11-20')).toEqual([])
    expect(missing([decision(council)], '2026-11-10')).toEqual([])
    expect(missing([decision(council)], '2026-11-09')).toEqual(['Council'])
  })
})

describe('the form of a decision', () => {
  const form = {
    digest: text,
    body: '1',
    decided_on: '2026-11-20',
    outcome: 'approved',
    vote: '8 to 1',
    document: 'Minutes',
  }
  const read = (more: Record<string, string>, bodies = [board, council]) =>
    decidedOf(approvalForm.parse({ ...form, ...more }), bodies, '2026-11-20')

  it('names one of the plan’s bodies, a day that is not in the future, an outcome and a document', () => {
    expect(read({}).decided).toMatchObject({
      body: council,
      decided_on: '2026-11-20',
      outcome: 'approved',
      vote: '8 to 1',
    })
    const wrong = (more: Record<string, string>) => read(more).mistakes.map((one) => `${one.field} ${one.why}`)
    expect(wrong({ body: '2' })).toEqual(['body noBody'])
    expect(wrong({ body: '' })).toEqual(['body noBody'])
    expect(wrong({ decided_on: '2026-02-30' })).toEqual(['decided_on noDay'])
    expect(wrong({ decided_on: '2026-11-21' })).toEqual(['decided_on future'])
    expect(wrong({ outcome: 'maybe', document: ' ' })).toEqual(['outcome noOutcome', 'document noDocument'])
    for (const why of ['noBody', 'noDay', 'future', 'noOutcome', 'noDocument'] as const)
      expect(en[`e_${why}`]).toBeTruthy()
  })

  it('takes a name that is written where the plan names no body', () => {
    expect(read({ body_en: 'Town meeting' }, []).decided?.body).toEqual({ en: 'Town meeting' })
    expect(read({ body: '0' }, []).mistakes).toEqual([{ field: 'body_en', why: 'noBody' }])
  })
})

it('a plan goes from draft to review, back or on to adopted, and then to its end', () => {
  expect(nextStates('draft')).toEqual(['review'])
  expect(nextStates('review')).toEqual(['draft', 'adopted'])
  expect(nextStates('adopted')).toEqual(['archived'])
  expect(nextStates('archived')).toEqual([])
})
