import type { Plan } from '../file/format.ts'
import { readPlan } from '../file/read.ts'
import { checkInput } from './check.ts'
import type { CheckRule } from './rule.ts'

type Parts = { head?: string; elements?: readonly string[]; measures?: readonly string[]; more?: string }
const list = (name: string, items: readonly string[] | undefined): string =>
  items?.length ? `${name}:\n${items.map((one) => `  - {${one}}`).join('\n')}\n` : ''

/** A small invented plan for cases of rules. In: fields of the head, elements, measures and other lists as YAML, each entry without its brackets. */
export function smallPlan({ head = '', elements, measures, more = '' }: Parts): Plan {
  const usual: [string, string][] = [
    ['title', '{en: Invented plan, es: Plan inventado}'],
    ['period', '{words: 2026-2030, from: 2026-07-01, to: 2030-06-30}'],
    ['adoption', '{state: adopted, on: 2026-06-16}'],
  ]
  const { plan, problems } = readPlan(`format: throughline-plan/1
id: small
language: en
org: {name: Invented district, code: '9990099'}
${usual
  .filter(([key]) => !new RegExp(`^${key}:`, 'm').test(head))
  .map(([key, value]) => `${key}: ${value}`)
  .join('\n')}
${head}
grammar:
  levels:
    - {id: theme, name: Theme, plural: Themes, role: theme}
    - {id: goal, name: Goal, plural: Goals, role: goal, parents: [theme], top: true}
    - {id: strategy, name: Strategy, plural: Strategies, role: strategy, parents: [goal, theme], top: true}
    - {id: action, name: Action, plural: Actions, role: action, parents: [strategy], top: true}
    - {id: indicator, name: Indicator, plural: Indicators, role: measure, parents: [strategy], top: true}
    - {id: table, name: Department plan, plural: Department plans, role: goal, parents: [strategy], top: true}
    - {id: task, name: Task, plural: Tasks, role: task, parents: [action, table, goal], top: true}
offices: [{id: office-a, name: Office A}, {id: office-b, name: Office B}]
roles: [{id: chief, name: Chief}]
${list('elements', elements)}${list('measures', measures)}${more}`)
  if (!plan) throw new Error(JSON.stringify(problems.map((one) => [one.rule, one.path, one.values])))
  return plan
}

/** What one rule tells of a plan: element or path, and the values of its words. */
export function toldBy(
  rules: readonly CheckRule[],
  id: string,
  plan: Plan,
): { at: string; element: string | null; values: Record<string, string | number>; severity: string }[] {
  const rule = rules.find((one) => one.id === id)
  if (!rule) throw new Error(`No rule ${id}`)
  const out: ReturnType<typeof toldBy> = []
  rule.run(checkInput(plan), (path, values = {}, more = {}) => {
    out.push({ at: path.join('.'), element: more.element ?? null, values, severity: more.severity ?? rule.severity })
  })
  return out
}
