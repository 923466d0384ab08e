import { createHash } from 'node:crypto'
import { isLang } from '../../../platform/words.ts'
import { type Plan, planFormat } from './format.ts'

const isEmpty = (value: object): boolean => {
  for (const _ in value) return false
  return true
}

/** Sorts keys and drops what says nothing (null, empty list, empty object), so that a new optional field never changes an old digest. */
function settle(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((v) => settle(v) ?? null)
  if (value === null || typeof value !== 'object') return value
  const from = value as Record<string, unknown>
  const out: Record<string, unknown> = {}
  for (const key of Object.keys(from).sort()) {
    const one = from[key]
    if (one === null || one === undefined) continue
    const s = settle(one)
    if (typeof s === 'object' && s !== null && isEmpty(s)) continue
    out[key] = s
  }
  return out
}

/**
 * The canonical form of a plan: JSON, keys in alphabetical order, lists in the plan's order, nothing empty.
 * It is itself a plan file: reading it gives the same plan, and the same canonical form.
 */
export const canonical = (plan: Plan): string => JSON.stringify(settle(plan))

/** SHA-256 of a text in canonical form, in hex. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** SHA-256 of the canonical form, in hex. What an adopted version is known by. */
export const digest = (plan: Plan): string => digestOf(canonical(plan))

/**
 * The plan of a canonical form that was stored by us (no positions, no YAML).
 * Throws when the text is not one: that is a bug, not a mistake of a person.
 */
export function fromCanonical(text: string): Plan {
  const value: unknown = JSON.parse(text)
  const language =
    value !== null && typeof value === 'object' && 'language' in value && isLang(value.language) ? value.language : 'en'
  return planFormat(language).parse(value)
}
