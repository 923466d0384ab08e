import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { query, type Tx } from '../../../platform/db/database.ts'
import { canonical, digest } from '../file/canonical.ts'
import type { Element } from '../file/format.ts'
import { planOf } from '../store.ts'
import { renumberOp, setOp } from './build.ts'
import { changeDraft, draftPlan, freezeDraft, openDraft, takeDraft, thawDraft, undoStep } from './drafts.ts'
import { flatElement } from './fields.ts'
import { forgetDrafts } from './memory.ts'
import { saveElement } from './saving.ts'
import {
  as,
  ask,
  begin,
  closeWorld,
  district,
  drafts,
  element,
  goal,
  openWorld,
  services,
  slug,
  within,
} from './world.test.tsx'

beforeAll(openWorld)
afterAll(closeWorld)

describe('who may', () => {
  it('superintendent, cabinet and administrator change; staff read; families and other districts do not', async () => {
    const { path } = await begin('cabinet')
    expect((await ask('teacher', path)).status).toBe(200)
    expect((await ask('teacher', path)).html).not.toContain('id="edit-form"')
    expect((await ask('family', path)).status).toBe(404)
    expect((await ask('family', drafts)).status).toBe(403)
    expect((await ask('stranger', path)).status).toBe(404)
    expect((await ask('stranger', drafts)).status).toBe(404)
    for (const form of [
      [drafts, { why: 'x' }],
      [`${path}/steps`, { do: 'add', level: 'x' }],
      [`${path}/elements/${goal}`, { n: '0', 'title.en': 'X' }],
      [`${path}/drop`, {}],
    ] as const)
      expect((await ask('teacher', form[0], form[1])).status, form[0]).toBe(403)
    expect((await ask('chief', path.replace(slug, 'other-plan'))).status).toBe(404)
    expect((await ask('teacher', drafts)).text).toContain('New dates')
  })
})

describe('two people', () => {
  const typed = (one: Element, n: number, fields: Record<string, string>): Record<string, string> => ({
    ...flatElement({ grammar: {}, elements: [], offices: [], roles: [] } as never, one),
    n: String(n),
    boxes: 'yes',
    ...fields,
  })
  it('change different fields of one element: both stay', async () => {
    const { id, path } = await begin()
    const was = await element(id)
    const form = (fields: Record<string, string>) => typed(was, 0, { parents: was.parents.join('\n'), ...fields })
    expect((await ask('chief', `${path}/elements/${goal}`, form({ 'title.en': 'Every day counts' }))).status).toBe(303)
    expect(
      (
        await ask(
          'cabinet',
          `${path}/elements/${goal}`,
          form({ 'timeframe.words': 'By 2029', 'title.es': 'Cada día cuenta' }),
        )
      ).status,
    ).toBe(303)
    const now = await element(id)
    expect([now.title.en, now.title.es, now.timeframe?.words]).toEqual([
      'Every day counts',
      'Cada día cuenta',
      'By 2029',
    ])
    expect(now.parents).toEqual(was.parents)
  })

  it('change the same field: the second sees what it was, theirs and the own, and loses nothing', async () => {
    const { id, path } = await begin()
    const was = await element(id)
    const form = (fields: Record<string, string>) => typed(was, 0, { parents: was.parents.join('\n'), ...fields })
    await ask('chief', `${path}/elements/${goal}`, form({ 'title.en': 'First words' }))
    const mine = form({
      'title.en': 'Second <words>',
      'text.en': 'A long text that nobody wants to type twice.',
      wave: 'Year 2',
    })
    const both = await ask('cabinet', `${path}/elements/${goal}`, mine)
    expect(both.status).toBe(409)
    for (const words of [
      was.title.en,
      'First words',
      'Second &lt;words&gt;',
      'A long text that nobody wants to type twice.',
    ])
      expect(both.html).toContain(words)
    expect(both.html).toContain('value="Year 2"')
    expect(both.html).toContain('name="n" value="1"')
    expect((await element(id)).text).toEqual(was.text)
    const choice = { ...mine, n: '1', 'pick.title.en': 'mine' }
    expect((await ask('cabinet', `${path}/elements/${goal}`, choice)).status).toBe(303)
    expect(await element(id)).toMatchObject({ title: { en: 'Second <words>' }, wave: 'Year 2' })
    // The other way: theirs stays, and everything else of mine is saved.
    const late = { ...mine, n: '1', 'title.en': 'Third', wave: 'Year 3' }
    expect((await ask('chief', `${path}/elements/${goal}`, late)).status).toBe(409)
    const theirs = { ...late, n: '2', 'pick.title.en': 'theirs' }
    expect((await ask('chief', `${path}/elements/${goal}`, theirs)).status).toBe(303)
    expect(await element(id)).toMatchObject({ title: { en: 'Second <words>' }, wave: 'Year 3' })
  })

  it('save at the same moment: every step is kept, in one order', async () => {
    const { id } = await begin()
    const fields = ['wave', 'code', 'timeframe.words', 'text.en', 'text.es', 'note.en'] as const
    const outcomes = await Promise.all(
      fields.map((field, i) =>
        within(i % 2 ? 'chief' : 'cabinet', (tx) =>
          saveElement(tx, as(i % 2 ? 'chief' : 'cabinet').scope, id, goal, { n: '0', [field]: `v${i}` }),
        ),
      ),
    )
    expect(outcomes.map((one) => one.kind)).toEqual(fields.map(() => 'saved'))
    const draft = await within('chief', (tx) => draftPlan(tx, id))
    expect(draft.row.ops).toBe(6)
    expect(draft.plan.elements.find((one) => one.id === goal)).toMatchObject({
      wave: 'v0',
      code: 'v1',
      note: { en: 'v5' },
    })
  })

  it('what was taken out meanwhile is said, with all that was typed', async () => {
    const { id, path } = await begin()
    const leaf = 's2-1-i-1'
    const was = await element(id, leaf)
    expect((await ask('chief', `${path}/steps`, { do: 'remove', id: leaf })).status).toBe(303)
    const gone = await ask('cabinet', `${path}/elements/${leaf}`, typed(was, 0, { 'text.en': 'Much typed text' }))
    expect(gone.status).toBe(409)
    expect(gone.text).toContain('Much typed text')
  })

  it('a value that cannot be taken comes back beside its field, with the rest', async () => {
    const { path } = await begin()
    const wrong = { n: '0', 'timeframe.from': 'next fall', wave: 'Year 9', 'title.en': '  ' }
    const { status, html, text } = await ask('chief', `${path}/elements/${goal}`, wrong)
    expect(status).toBe(422)
    expect(text).toContain('This cannot be empty.')
    expect(html).toContain('value="next fall"')
    expect(html).toContain('value="Year 9"')
    const date = await ask('chief', `${path}/elements/${goal}`, { ...wrong, 'title.en': 'Fine' })
    expect([date.status, date.html.includes('href="#f-timeframe-from"')]).toEqual([422, true])
    for (const fields of [{ parents: 'nowhere' }, { owner: 'nobody' }, { code: 'a/b' }, { level: 'x' }] as Record<
      string,
      string
    >[])
      expect((await ask('chief', `${path}/elements/${goal}`, { n: '0', ...fields })).status).toBe(422)
  })
})

describe('steps', () => {
  it('a draft says as many changes as the page of the difference lists; what is undone is none', async () => {
    const { path } = await begin()
    const title = (n: string, words: string) => ask('chief', `${path}/elements/${goal}`, { n, 'title.en': words })
    const shown = (await ask('chief', `${path}?at=${goal}`)).html
    expect(shown).toContain('no change yet')
    await title('0', 'First words')
    await title('1', 'Second words')
    const number = path.slice(path.lastIndexOf('/') + 1)
    const told = async () => [
      /(\d+) changes? \d+ steps? taken/.exec((await ask('chief', path)).text)?.[1],
      /(\d+) changes? in all/.exec((await ask('chief', `/plans/mill-river-2026-29/diff?draft=${number}`)).text)?.[1],
    ]
    const [draft, diff] = await told()
    expect([draft, draft]).toEqual([diff, '1'])
    for (let n = 0; n < 2; n++) await ask('chief', `${path}/steps`, { do: 'undo' })
    expect((await ask('chief', path)).text).toMatch(/no change yet 4 steps taken/)
  })
  it('add, move, renumber, measures and targets; undo and do again; others’ steps stay', async () => {
    const { id, path } = await begin()
    const go = async (who: string, form: Record<string, string>) => (await ask(who, `${path}/steps`, form)).to
    const level = (await element(id, 's2-1-i')).level
    const added = new URL(`http://x${await go('chief', { do: 'add', parent: goal, level, title: 'A new action' })}`)
    const made = added.searchParams.get('at') ?? ''
    const one = await element(id, made)
    expect(one).toMatchObject({ parents: [goal], title: { en: 'A new action' } })
    expect(one.code).toMatch(/^2\.1\./)
    await go('cabinet', { do: 'up', id: made, parent: goal })
    const children = async () =>
      (await within('chief', (tx) => draftPlan(tx, id))).graph.children(goal).map((child) => child.id)
    const up = await children()
    expect(up.at(-2)).toBe(made)
    const page = await ask('chief', `${path}/renumber?at=${goal}`)
    expect(page.text).toContain(one.code ?? '-')
    expect(page.html).toMatch(new RegExp(`<option value="${level}" selected`))
    expect(page.text).toContain('Old codes keep resolving')
    expect(page.text).toContain('old codes go to other parts')
    expect((await ask('chief', `${path}?at=${goal}`)).html).toContain(`${path}/renumber?at=${goal}`)
    expect((await ask('chief', `${path}/renumber?at=${goal}&level=*`)).html).toMatch(/<option value="\*" selected/)
    expect((await ask('chief', `${path}/steps`, { do: 'renumber', n: '0' })).status).toBe(409)
    await go('chief', { do: 'renumber', n: '2' })
    expect((await element(id, made)).oldCodes).toContain(one.code)
    const measured = new URL(
      `http://x${await go('chief', { do: 'add-measure', id: made, measure_title: 'Share of students' })}`,
    )
    const measure = measured.searchParams.get('measure') ?? ''
    await go('chief', { do: 'add-target', measure, here: made })
    const { plan } = await within('chief', (tx) => draftPlan(tx, id))
    const target = plan.measures.find((m) => m.id === measure)?.targets[0]?.id ?? ''
    const field = (name: string) => `t.${target}.${name}`
    const saved = await ask('chief', `${path}/measures/${measure}`, {
      n: '5',
      [field('amount')]: '1,250.5',
      [field('unit')]: 'usd',
      [field('dueBy.date')]: '2028-06-30',
      [field('baseline.value')]: '900',
      [field('baseline.unit')]: 'usd',
      [field('baseline.schoolYear')]: '2026',
      [field('baseline.source')]: 'Budget office',
    })
    expect(saved.to).toContain('done=saved')
    const bad = await ask('chief', `${path}/measures/${measure}`, { n: '6', [field('amount')]: 'many' })
    expect([bad.status, bad.html.includes('value="many"')]).toEqual([422, true])
    const after = (await within('chief', (tx) => draftPlan(tx, id))).plan.measures.find((m) => m.id === measure)
    expect(after?.targets[0]).toMatchObject({ amount: 1250.5, baseline: { value: 900, asOf: { schoolYear: 2026 } } })
    // Back over one's own five steps; the step of the other one stays.
    for (let i = 0; i < 4; i++) await go('chief', { do: 'undo' })
    expect(await children()).toEqual(up)
    // The new action cannot be taken away: somebody else moved it since. Nothing is lost, and the reason is said.
    expect((await element(id, made)).code).toBe(one.code)
    for (let i = 0; i < 4; i++) expect(await go('chief', { do: 'redo' })).toContain('done=redone')
    const end = (await within('chief', (tx) => draftPlan(tx, id))).plan
    expect(end.measures.find((m) => m.id === measure)).toEqual(after)
    const refused = await ask('chief', `${path}/steps`, { do: 'redo', here: goal })
    expect([refused.status, refused.text.includes('You have no step')]).toEqual([422, true])
  })

  it('a button that was pressed twice is one step, also when somebody else wrote in between', async () => {
    const { id, path } = await begin()
    const level = (await element(id, 's2-1-i')).level
    const add = { do: 'add', parent: goal, level, title: 'Only once' }
    const action = /action="([^"]*steps[^"]*)"/.exec((await ask('chief', `${path}?at=${goal}`)).html)?.[1] ?? ''
    expect(action).toBe(`${path}/steps?n=0`)
    const both = await Promise.all([ask('chief', action, add), ask('chief', action, add)])
    expect(both.map((one) => [one.status, one.to])).toEqual(both.map(() => [303, both[0]?.to]))
    expect(both[0]?.to).toContain('done=saved')
    const made = new URL(`http://x${both[0]?.to}`).searchParams.get('at') ?? ''
    const state = async () => {
      const { row, graph } = await within('chief', (tx) => draftPlan(tx, id))
      return [row.ops, graph.children(goal).filter((one) => one.title.en === 'Only once').length]
    }
    expect(await state()).toEqual([1, 1])
    // Somebody else means it: the same form of theirs is a step of theirs. After it the first one is still known again.
    expect((await ask('cabinet', action, add)).status).toBe(303)
    expect((await ask('chief', action, add)).to).toBe(both[0]?.to)
    expect(await state()).toEqual([2, 2])
    for (let i = 0; i < 2; i++) await ask('chief', `${path}/steps?n=2`, { do: 'up', id: made, parent: goal })
    expect(await state()).toEqual([3, 2])
    // From the page after it, the same means one place more.
    expect((await ask('chief', `${path}/steps?n=3`, { do: 'up', id: made, parent: goal })).to).toContain('done=saved')
    for (let i = 0; i < 2; i++)
      expect((await ask('chief', `${path}/steps?n=4`, { do: 'undo' })).to).toContain('done=undone')
    for (let i = 0; i < 2; i++)
      expect((await ask('chief', `${path}/steps?n=5`, { do: 'redo' })).to).toContain('done=redone')
    expect(await state()).toEqual([6, 2])
    expect((await ask('chief', `${path}/steps?n=6`, { do: 'undo' })).to).toContain('done=undone')
    expect(await state()).toEqual([7, 2])
  })

  it('undo does not take others’ words away', async () => {
    const { id, path } = await begin()
    const set = (who: string, words: string) =>
      within(who, async (tx) => saveElement(tx, as(who).scope, id, goal, { 'title.en': words }))
    await set('chief', 'Mine')
    await set('cabinet', 'Theirs')
    const undone = await ask('chief', `${path}/steps`, { do: 'undo', here: goal })
    expect([undone.status, undone.text.includes('Somebody changed the same since')]).toEqual([409, true])
    expect((await element(id)).title.en).toBe('Theirs')
  })

  it('a step that the plan’s grammar does not let is refused beside the form', async () => {
    const { path } = await begin()
    const below = await ask('chief', `${path}/steps`, { do: 'move', id: goal, from: 'g2', to: '2.1.i', here: goal })
    expect([below.status, below.text.includes('Nothing can stand below itself')]).toEqual([422, true])
    const full = await ask('chief', `${path}/steps`, { do: 'remove', id: goal, here: goal })
    expect([full.status, full.text.includes('Something still stands below it')]).toEqual([422, true])
    expect((await ask('chief', `${path}/steps`, { do: 'add', parent: goal, level: 'x', title: '' })).status).toBe(422)
  })
})

describe('memory', () => {
  it('is what the database says: after steps, after a rollback, read anew', async () => {
    const { id } = await begin()
    const { scope } = as('chief')
    const set = (tx: Tx, words: string) =>
      changeDraft(tx, scope, id, ({ plan }) => {
        const one = plan.elements.find((each) => each.id === goal) as Element
        return setOp({ list: 'elements', id: goal }, one, { ...one, wave: words })
      })
    await within('chief', (tx) => set(tx, 'one'))
    await expect(
      within('chief', async (tx) => {
        await set(tx, 'never')
        // Read within the same transaction: memory now holds a step that is about to vanish.
        expect((await draftPlan(tx, id)).plan.elements.find((one) => one.id === goal)?.wave).toBe('never')
        throw new Error('rolled back')
      }),
    ).rejects.toThrow('rolled back')
    expect((await element(id)).wave).toBe('one')
    await within('chief', (tx) => set(tx, 'two'))
    await within('chief', (tx) => changeDraft(tx, scope, id, ({ plan }) => renumberOp(plan, new Set(['action']))))
    await within('chief', (tx) => undoStep(tx, scope, id, 'undo'))
    const kept = canonical((await within('chief', (tx) => draftPlan(tx, id))).plan)
    forgetDrafts()
    expect(canonical((await within('chief', (tx) => draftPlan(tx, id))).plan)).toBe(kept)
  })
})

describe('life', () => {
  it('goes to review frozen, and becomes the next version by the usual way', async () => {
    const { id, path } = await begin()
    const { scope } = as('chief')
    await within('chief', (tx) => saveElement(tx, scope, id, goal, { wave: 'Year 1' }))
    const frozen = await within('chief', (tx) => freezeDraft(tx, scope, id))
    expect(frozen.row).toMatchObject({ state: 'review', digest: digest(frozen.plan) })
    expect((await ask('chief', `${path}/elements/${goal}`, { n: '1', wave: 'Year 2' })).status).toBe(409)
    await within('chief', (tx) => thawDraft(tx, scope, id, 'One more word'))
    await within('chief', (tx) => saveElement(tx, scope, id, goal, { wave: 'Year 2' }))
    await within('chief', (tx) => freezeDraft(tx, scope, id))
    const second = await within('chief', async (tx) => {
      const row = await planOf(tx, district, slug)
      if (!row) throw new Error('no plan')
      return openDraft(tx, scope, row, 'Another one')
    })
    const taken = await within('chief', (tx) => takeDraft(services, tx, scope, id, 'The board said so'))
    expect(taken).toMatchObject({ version: 2, changed: true, difference: { added: 0, changed: 1, removed: 0 } })
    // A second draft from the same base cannot undo the first one silently.
    await within('chief', (tx) => saveElement(tx, scope, second, goal, { wave: 'Year 3' }))
    await within('chief', (tx) => freezeDraft(tx, scope, second))
    await expect(within('chief', (tx) => takeDraft(services, tx, scope, second, ''))).rejects.toMatchObject({
      code: 'plans/other-base',
    })
    // It is carried over instead: what contradicts the new version is left out and told, everything else is there.
    await within('chief', (tx) => thawDraft(tx, scope, second, 'Carry over'))
    await within('cabinet', (tx) => saveElement(tx, as('cabinet').scope, second, goal, { 'note.en': 'Still fits' }))
    const over = await ask('chief', `${drafts}/${second}/steps`, { do: 'renew' })
    expect(over.to).toMatch(/\/drafts\/\d+\?done=renewed&left=1$/)
    const third = Number(/drafts\/(\d+)/.exec(over.to)?.[1])
    expect(await element(third)).toMatchObject({ wave: 'Year 2', note: { en: 'Still fits' } })
    expect((await ask('chief', over.to)).text).toContain('1 change did not fit any more')
    expect((await within('chief', (tx) => draftPlan(tx, second))).row.state).toBe('dropped')
    expect((await ask('chief', `${drafts}/${third}/steps`, { do: 'renew' })).status).toBe(409)
    const verbs = await within('chief', (tx) =>
      query<{ verb: string }>(
        tx,
        "select verb from platform.change where object = 'plans.draft' and object_id = $1 order by version",
        [String(id)],
      ),
    )
    expect(verbs.map((one) => one.verb)).toEqual(['opened', 'frozen', 'reopened', 'frozen', 'adopted'])
  })

  it('the database itself refuses a step out of turn, and any change of a step', async () => {
    const { id, path } = await begin()
    await within('chief', (tx) => saveElement(tx, as('chief').scope, id, goal, { wave: 'x' }))
    const put = (n: number) =>
      within('chief', (tx) =>
        query(tx, `insert into plans.draft_op (draft_id, n, district_id, op, at) values ($1, $2, $3, '{}', now())`, [
          id,
          n,
          district,
        ]),
      )
    await expect(put(3)).rejects.toMatchObject({ code: '55000' })
    await expect(within('chief', (tx) => query(tx, `update plans.draft_op set op = '{}'`))).rejects.toMatchObject({
      code: '42501',
    })
    expect((await ask('chief', `${path}/drop`, {})).status).toBe(303)
    await expect(put(2)).rejects.toMatchObject({ code: '55000' })
    expect((await ask('chief', path)).text).toContain('not open any more')
  })
})
