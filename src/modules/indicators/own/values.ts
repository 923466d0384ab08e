import type { Field } from './facts.ts'
import { spellings } from './facts.ts'
import { limits, type Value } from './language.ts'
import type { Path } from './issue.ts'
import type { Reader } from './reader.ts'

/** A grade as people write it (`PK`, `K`, 1 to 12) as the lake keeps it (-1, 0, 1 to 12); null: none. */
export function gradeOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isInteger(value) && value >= 1 && value <= 12 ? value : null
  if (typeof value !== 'string') return null
  const text = value.trim().toUpperCase()
  if (text === 'PK') return -1
  if (text === 'K') return 0
  return /^(0?[1-9]|1[0-2])$/.test(text) ? Number(text) : null
}

/** Yes or no, as a value of YAML or as people write it in a form. */
export function flagOf(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string') return null
  const text = value.trim().toLowerCase()
  if (['yes', 'y', 'true', 'sí', 'si'].includes(text)) return true
  return ['no', 'n', 'false'].includes(text) ? false : null
}

/** A number as people write it, with at most two decimals; null: none. */
export function numberOf(value: unknown): number | null {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : ''
  return /^-?\d{1,7}(\.\d{1,2})?$/.test(text) ? Number(text) : null
}

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
/** A day of the school year, `mm-dd`, or one of the year before or after it: `last 08-31`, `next 08-31`. Null: none that every year has. */
export function dayOf(value: unknown): string | null {
  const found = typeof value === 'string' ? /^(?:(last|next) )?(\d\d)-(\d\d)$/.exec(value.trim().toLowerCase()) : null
  if (!found) return null
  const [, which, month = '', day = ''] = found
  const length = lengths[Number(month) - 1]
  if (length === undefined || Number(day) < 1 || Number(day) > length) return null
  return `${which ? `${which} ` : ''}${month}-${day}`
}

/** How many calendar years a day lies after the one in which the school year ends, and its month and day. In: a day as `dayOf` gives it. */
export function dayParts(value: string): { years: number; monthDay: string } {
  const monthDay = value.slice(-5)
  const which = value.startsWith('last') ? -1 : value.startsWith('next') ? 1 : 0
  return { years: which - (monthDay >= '07-01' ? 1 : 0), monthDay }
}

/** A value that somebody compares a field with, in the lake's spelling and unit; null when it is none (said). */
export function readValue(to: Reader, value: unknown, path: Path, field: Field): Value | null {
  const { type } = field
  const say = (wrong: 'bad-grade' | 'bad-flag' | 'bad-day' | 'bad-number', found: Value | null): Value | null => {
    if (found === null) to.wrong(path, wrong, { value: to.short(value) })
    return found
  }
  switch (type.kind) {
    case 'grade':
      return say('bad-grade', gradeOf(value))
    case 'flag':
      return say('bad-flag', flagOf(value))
    case 'day':
      return say('bad-day', dayOf(value))
    case 'number': {
      const found = say('bad-number', numberOf(value))
      if (typeof found !== 'number') return null
      const { low, high, scale } = type
      if (found < low || found > high) {
        to.wrong(path, 'out-of-range', { value: found, low, high })
        return null
      }
      if (scale === 1 && type.whole && !Number.isInteger(found)) {
        to.wrong(path, 'not-whole', { value: found })
        return null
      }
      return scale === 1 ? found : Math.round(found * scale)
    }
    case 'word': {
      const found = type.words.find((one) => one === (typeof value === 'number' ? String(value) : value))
      if (found === undefined) to.unknown(path, 'word', value, type.words)
      return found ?? null
    }
    case 'text': {
      const text = typeof value === 'number' ? String(value) : value
      if (typeof text !== 'string' || text.trim() === '') {
        to.wrong(path, 'bad-text', { value: to.short(value) })
        return null
      }
      if (text.length > limits.text) {
        to.wrong(path, 'too-long', { most: limits.text })
        return null
      }
      if (/\p{Cc}/u.test(text)) {
        to.wrong(path, 'control-character')
        return null
      }
      const spelled = spellings[type.spelling](text)
      if (spelled === '') to.wrong(path, 'bad-text', { value: to.short(value) })
      return spelled === '' ? null : spelled
    }
  }
}
