import type { ParamValue } from '../../definitions/outcomes.ts'
import { type Fact, factOf } from '../facts.ts'
import {
  cameWith,
  type Condition,
  type Definition,
  type Holds,
  type Rows,
  type Test,
  testsOf,
  type Value,
} from '../language.ts'
import { dayParts } from '../values.ts'
import { sources } from './sources.ts'

/** A definition as the last step of a measure of a school year: SQL made of our own words only, and the values it asks for as columns of `param`. */
export type Compiled = { sql: string; params: Readonly<Record<string, ParamValue>> }

type Params = { add: (value: string | number | boolean) => string; all: Record<string, ParamValue> }

function params(): Params {
  const all: Record<string, ParamValue> = {}
  return {
    all,
    add(value) {
      const place = Object.keys(all).length + 1
      all[`value${place}`] = value
      return `p.value_${place}`
    },
  }
}

const yearSql: Readonly<Record<Rows['year'], string>> = {
  this: 'r.school_year = p.school_year',
  before: 'r.school_year = p.school_year - 1',
  until: 'r.school_year <= p.school_year',
}

/**
 * Compiles a checked definition. Out: SQL that gives student_key, org_id, n and d, one row a student and school; and the columns of `param`.
 * Nothing that a person wrote stands in the SQL: fields and facts are looked up in `facts.ts`, every value is a column of `param`.
 */
export function compile(definition: Definition): Compiled {
  const made = params()
  const tests = testsOf(definition)
  const steps = [`asked as (\n  -- Who is asked about, once at each school.\n${asked(definition, made)}\n)`]
  for (const [i, test] of tests.entries()) {
    steps.push(`found_${i + 1} as (\n  -- What is known of each student.\n${found(test, made)}\n)`)
    steps.push(`told_${i + 1} as (\n  -- A school of which nothing came is not measured.\n${told(test.rows, made)}\n)`)
  }
  const joins = tests.map((test, i) => {
    const at = i + 1
    const here = test.here ? ` and f${at}.org_id = a.org_id` : ''
    const known =
      factOf(test.rows.fact).comesFrom === 'school'
        ? `join told_${at} k${at} on k${at}.org_id = a.org_id`
        : `join told_${at} k${at} on k${at}.amount > 0`
    return `${known}\nleft join found_${at} f${at} on f${at}.student_key = a.student_key${here}`
  })
  const { counts } = definition
  const n =
    counts.kind === 'share'
      ? `case when ${holdsSql(counts.holds, { at: 0 }, made)} then 1 else 0 end`
      : 'cast(coalesce(f1.amount, 0) as integer)'
  const sql = `-- grain: one row a student and school, with what the district's own definition says of each: n, among d students
with ${steps.join(',\n')}
select a.student_key, a.org_id, ${n} as n, 1 as d
from asked a
cross join param p
${joins.join('\n')}
`
  return { sql, params: made.all }
}

function asked(definition: Definition, made: Params): string {
  const { of, grades } = definition
  const limit = grades
    ? `\n  join student_trait t on t.student_key = r.student_key and t.grade between ${made.add(grades[0])} and ${made.add(grades[1])}`
    : ''
  return `  select distinct r.student_key, r.org_id
  from (${sources[of.fact]}) r
  cross join param p${limit}
  where ${yearSql[of.year]} and r.org_id is not null and ${conditionSql(of.where, factOf(of.fact), made)}`
}

function found(test: Test, made: Params): string {
  const fact = factOf(test.rows.fact)
  const amount = test.sum === null ? 'count(*)' : `coalesce(sum(r.${columnOf(fact, test.sum)}), 0)`
  const by = test.here ? 'r.student_key, r.org_id' : 'r.student_key'
  return `  select ${by}, ${amount} as amount
  from (${sources[test.rows.fact]}) r
  cross join param p
  where ${yearSql[test.rows.year]} and ${conditionSql(test.rows.where, fact, made)}
  group by ${by}`
}

function told(rows: Rows, made: Params): string {
  const fact = factOf(rows.fact)
  const what = fact.comesFrom === 'school' ? 'distinct r.org_id' : 'count(*) as amount'
  // What a student did until now is asked of schools that handed in this year.
  return `  select ${what}
  from (${sources[rows.fact]}) r
  cross join param p
  where ${yearSql[rows.year === 'until' ? 'this' : rows.year]} and ${conditionSql(cameWith(rows, fact.cameWith), fact, made)}`
}

function columnOf(fact: Fact, name: string): string {
  const field = fact.fields[name]
  if (!field) throw new Error('A checked definition names only declared fields.')
  return field.column
}

const joined = (parts: readonly string[], word: 'and' | 'or', nothing: 'true' | 'false'): string =>
  parts.length === 0 ? nothing : parts.length === 1 ? (parts[0] ?? nothing) : `(${parts.join(` ${word} `)})`

function conditionSql(condition: Condition, fact: Fact, made: Params): string {
  switch (condition.kind) {
    case 'all':
      return joined(
        condition.of.map((one) => conditionSql(one, fact, made)),
        'and',
        'true',
      )
    case 'any':
      return joined(
        condition.of.map((one) => conditionSql(one, fact, made)),
        'or',
        'false',
      )
    case 'not':
      return `not ${conditionSql(condition.of, fact, made)}`
    default: {
      const column = `r.${columnOf(fact, condition.field)}`
      if (condition.kind === 'missing') return `(${column} is ${condition.missing ? '' : 'not '}null)`
      const { kind } = fact.fields[condition.field]?.type ?? { kind: 'word' }
      const value = (one: Value) => valueSql(one, kind, made)
      if (condition.kind === 'is') return `coalesce(${column} in (${condition.values.map(value).join(', ')}), false)`
      const bounds = [
        ...(condition.low === null ? [] : [`${column} >= ${value(condition.low)}`]),
        ...(condition.high === null ? [] : [`${column} <= ${value(condition.high)}`]),
      ]
      return `coalesce(${joined(bounds, 'and', 'true')}, false)`
    }
  }
}

function valueSql(value: Value, kind: string, made: Params): string {
  if (kind === 'day' && typeof value === 'string') {
    const { years, monthDay } = dayParts(value)
    return `cast(concat(cast(p.school_year + ${made.add(years)} as varchar), '-', ${made.add(monthDay)}) as date)`
  }
  return kind === 'number' ? `cast(${made.add(value)} as double)` : made.add(value)
}

function holdsSql(holds: Holds, place: { at: number }, made: Params): string {
  switch (holds.kind) {
    case 'all':
      return joined(
        holds.of.map((one) => holdsSql(one, place, made)),
        'and',
        'true',
      )
    case 'any':
      return joined(
        holds.of.map((one) => holdsSql(one, place, made)),
        'or',
        'false',
      )
    case 'not':
      return `not ${holdsSql(holds.of, place, made)}`
    case 'test': {
      place.at++
      const amount = `coalesce(f${place.at}.amount, 0)`
      const bounds = [
        ...(holds.low === null ? [] : [`${amount} >= ${made.add(holds.low)}`]),
        ...(holds.high === null ? [] : [`${amount} <= ${made.add(holds.high)}`]),
      ]
      return `(${bounds.join(' and ')})`
    }
  }
}
