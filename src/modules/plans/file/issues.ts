import type { z } from 'zod'
import { fieldsAt } from './json-schema.ts'
import { nearest } from './nearest.ts'
import { fileRules, type Path, type Places, type Problem, type Rule } from './problem.ts'

type Issue = z.core.$ZodIssue

/** The words for a type that a reader knows. The keys are message keys of the module's words. */
const types: Record<string, string> = {
  string: 'text',
  number: 'number',
  int: 'number',
  boolean: 'yesno',
  array: 'list',
  object: 'map',
}
const kind = (v: unknown): string =>
  v === null ? 'nothing' : Array.isArray(v) ? 'list' : (types[typeof v] ?? 'nothing')

function follow(value: unknown, path: Path): unknown {
  let here = value
  for (const key of path)
    here = here !== null && typeof here === 'object' ? (here as Record<string | number, unknown>)[key] : undefined
  return here
}

/** The id of the element that a path lies in, when the file gives it one. */
function elementAt(value: unknown, path: Path): string | null {
  const id = path[0] === 'elements' && path.length > 1 ? follow(value, [...path.slice(0, 2), 'id']) : null
  return typeof id === 'string' ? id.slice(0, 80) : null
}

/** Of a union, the branch that the writer meant: the one that failed deepest, not the one of another type. */
function meant(issue: Extract<Issue, { code: 'invalid_union' }>): Issue | null {
  let best: Issue | null = null
  for (const branch of issue.errors)
    for (const one of branch) {
      const same = one.code === 'invalid_type' && one.path.length === 0
      if (!same && (!best || one.path.length > best.path.length))
        best = { ...one, path: [...issue.path, ...one.path] } as Issue
    }
  return best
}

/**
 * Turns one issue of the schema into problems with rule, place and values.
 * In: the issue, the map from path to place, the whole value as read, the names that may stand at a path. Never quotes more than the field's name and at most
 * 40 letters of a value.
 */
export function explain(
  issue: Issue,
  places: Places,
  value: unknown,
  fields: (path: Path) => readonly string[] = (at) => fieldsAt(at),
): Problem[] {
  const path = issue.path.map((p) => (typeof p === 'symbol' ? String(p) : p))
  const field = path.filter((p) => typeof p === 'string').at(-1) ?? ''
  const problem = (rule: Rule, values: Problem['values'] = {}, where: Path = path, key = false): Problem => ({
    rule,
    severity: 'error',
    values: { field, ...values },
    path: where,
    element: elementAt(value, path),
    ...places(where, key),
  })
  const found = follow(value, path)
  const shown = typeof found === 'string' || typeof found === 'number' ? String(found).slice(0, 40) : ''
  const named = fileRules.find((r) => r === issue.message)

  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((k) => {
        const known = nearest(k, fields(path))
        return problem('unknown-field', { field: k.slice(0, 40), nearest: known }, [...path, k], true)
      })
    case 'invalid_union': {
      const best = meant(issue)
      if (best) return explain(best, places, value, fields)
      return found === undefined
        ? [problem('missing-field')]
        : [problem('wrong-type', { expected: 'text', found: kind(found) })]
    }
    case 'invalid_type':
      if (found === undefined) return [problem('missing-field')]
      return [problem('wrong-type', { expected: types[issue.expected] ?? 'text', found: kind(found) })]
    case 'invalid_value': {
      if (found === undefined) return [problem('missing-field')]
      const options = issue.values.map(String)
      const near = nearest(shown, options)
      return [problem('not-one-of', { found: shown, options: options.join(', '), nearest: near })]
    }
    case 'invalid_format':
      if (issue.format === 'date') return [problem('bad-date', { found: shown })]
      return [problem(named ?? 'bad-value', { found: shown })]
    case 'too_big':
    case 'too_small': {
      const limit = Number(issue.code === 'too_big' ? issue.maximum : issue.minimum)
      if (issue.origin === 'string' && issue.code === 'too_small') return [problem('empty-text')]
      return [
        problem(issue.origin === 'array' && issue.code === 'too_big' ? 'too-many' : 'out-of-range', {
          limit,
          side: issue.code === 'too_big' ? 'most' : 'least',
        }),
      ]
    }
    default:
      return [problem(named ?? 'bad-value', { found: shown })]
  }
}
