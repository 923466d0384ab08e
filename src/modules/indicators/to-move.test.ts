import { expect, it } from 'vitest'
import { definitions } from './definitions/catalog.ts'
import { targetParser } from './targets.ts'
import { moveText, studentsToMove } from './to-move.ts'
import type { View } from './view.ts'

const target = (operator: string, amount: number) =>
  targetParser.parse({
    kind: 'level',
    statement: 'as promised',
    source: { document: 'plan', page: null },
    measure: { id: 'm', version: '1' },
    population: 'all',
    baseline: null,
    dueBy: { schoolYear: 2029 },
    scope: { kind: 'all' },
    operator,
    amount,
    unit: 'percent',
  })

/** A view of `k` of `n` students against a promise. */
const view = (k: number, n: number, operator: string, amount: number, hidden = false): View =>
  ({
    definition: definitions['grade-3-reading'],
    latest: {
      cell: { state: 'measured', hidden, n: k, d: n },
      promise: { target: target(operator, amount), label: {}, href: '', source: 's' },
    },
  }) as unknown as View

it('counts the students between the value and the line, exactly', () => {
  expect(studentsToMove(view(54, 129, '>=', 50))).toMatchObject({ count: 11, up: true, n: 129 })
  expect(studentsToMove(view(65, 129, '>=', 50))).toBeNull()
  expect(studentsToMove(view(20, 100, '<=', 13))).toMatchObject({ count: 7, up: false })
  expect(studentsToMove(view(13, 100, '<', 13))).toMatchObject({ count: 1 })
})

it('says nothing of a hidden value, or of a line without a direction', () => {
  expect(studentsToMove(view(54, 129, '>=', 50, true))).toBeNull()
  expect(studentsToMove(view(54, 129, '=', 50))).toBeNull()
})

it('is said in both languages', () => {
  expect(moveText(view(54, 129, '>=', 50), 'en')).toMatch(/^11 students more of 129 would have reached it/)
  expect(moveText(view(20, 100, '<=', 13), 'es')).toMatch(/^Con 7 estudiantes menos de 100/)
})
