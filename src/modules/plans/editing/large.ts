import { blankElement } from '../file/blank.ts'
import type { Element, Plan } from '../file/format.ts'
import { readPlan } from '../file/read.ts'

const head = `format: throughline-plan/1
id: large
language: en
title: A large plan
org: {name: Somewhere, code: '1', synthetic: true}
period: {words: '2026-29', from: '2026-07-01', to: '2029-06-30'}
adoption: {state: draft}
grammar:
  levels:
    - {id: priority, name: Priority, plural: Priorities, role: theme, numbering: {style: decimal}}
    - {id: goal, name: Goal, plural: Goals, role: goal, parents: [priority], numbering: {style: decimal, under: priority}}
    - {id: action, name: Action, plural: Actions, role: action, parents: [goal], numbering: {style: roman, under: goal}}
    - {id: task, name: Task, plural: Tasks, role: task, parents: [action], numbering: {style: decimal, under: action}}
offices: [{id: office, name: Office}]
`

/**
 * A synthetic plan of about n elements on four levels, for benches and tests: 1 : 10 : 5 : 20 below each other, in the order of a document.
 * Every hundredth action has a measure with a target.
 */
export function largePlan(n: number): Plan {
  const { plan } = readPlan(head)
  if (!plan) throw new Error('The head of the large plan does not read.')
  const elements: Element[] = []
  const measures: unknown[] = []
  const put = (id: string, level: string, parent: string | null, code: string): boolean => {
    if (elements.length >= n) return false
    const title = { source: 'en' as const, en: `${level} ${code}`, es: `${level} ${code}, otra vez` }
    const text = {
      source: 'en' as const,
      en: `What ${code} asks for, in a sentence of usual length that somebody reads.`,
    }
    const autumn = { words: 'Fall 2026', from: '2026-09-01', to: '2026-12-20', open: false, every: null }
    elements.push(
      blankElement({
        id,
        code,
        level,
        parents: parent === null ? [] : [parent],
        title,
        text,
        owner: 'office',
        timeframe: level === 'task' ? autumn : null,
      }),
    )
    if (level === 'action' && measures.length * 100 < elements.length)
      measures.push({ id: `m-${id}`, of: [id], title: `Measure of ${code}`, role: 'outcome' })
    return true
  }
  const roman = ['i', 'ii', 'iii', 'iv', 'v']
  for (let p = 1; elements.length < n; p++) {
    put(`p${p}`, 'priority', null, String(p))
    for (let g = 1; g <= 10; g++) {
      put(`p${p}-${g}`, 'goal', `p${p}`, `${p}.${g}`)
      for (let a = 1; a <= 5; a++) {
        const action = `p${p}-${g}-${a}`
        const code = `${p}.${g}.${roman[a - 1]}`
        put(action, 'action', `p${p}-${g}`, code)
        for (let t = 1; t <= 20; t++) put(`${action}-${t}`, 'task', action, `${code}.${t}`)
      }
    }
  }
  const text = JSON.stringify({ ...plan, elements: [], measures })
  const read = readPlan(text)
  if (!read.plan) throw new Error('The measures of the large plan do not read.')
  return { ...read.plan, elements }
}
