import { type Fact, type FactName, factNames, factOf } from './facts.ts'
import type { Value } from './language.ts'
import { type Dice, pick, someValue } from './random-worlds.ts'

type Source = Record<string, unknown>

/** What somebody might write: mostly sound, sometimes not. In: dice, a number for its id. */
export function someSource(roll: Dice, number: number): Source {
  const kind = pick(roll, ['share', 'share', 'share', 'count', 'sum'])
  const of = rows(roll, pick(roll, ['enrollment', 'enrollment', pick(roll, factNames)]), 'fact')
  return {
    id: `random-${number}`,
    name: { en: `Random ${number}`, es: `Al azar ${number}` },
    sentence: { en: 'A random rule.', es: 'Una regla al azar.' },
    direction: pick(roll, ['higher', 'lower']),
    ...(roll(3) === 0 ? { grades: { from: pick(roll, ['K', 8]), to: pick(roll, [9, 12]) } } : {}),
    [kind]:
      kind === 'share'
        ? { of, with: holds(roll, 1) }
        : {
            of,
            rows:
              kind === 'count'
                ? rows(roll, pick(roll, factNames), 'fact')
                : { ...rows(roll, 'discipline', 'fact'), field: pick(roll, ['assigned', 'served']) },
          },
  }
}

function rows(roll: Dice, fact: FactName, key: 'fact' | 'count'): Source {
  return {
    [key]: fact,
    ...(fact === 'enrollment' ? {} : { year: pick(roll, ['this', 'this', 'before', 'until']) }),
    ...(roll(3) > 0 ? { where: Array.from({ length: 1 + roll(2) }, () => condition(roll, factOf(fact), 1)) } : {}),
  }
}

/** A value as people write it. */
function written(value: Value, scale: number, kind: string): unknown {
  if (kind === 'grade' && typeof value === 'number') return value === -1 ? 'PK' : value === 0 ? 'K' : value
  if (typeof value === 'number') return value / scale
  return typeof value === 'boolean' && kind === 'flag' ? value : value
}

function condition(roll: Dice, fact: Fact, depth: number): Source {
  const shape = roll(depth > 3 ? 5 : 8)
  if (shape === 5) return { not: condition(roll, fact, depth + 1) }
  if (shape > 5)
    return { [shape === 6 ? 'all' : 'any']: [condition(roll, fact, depth + 1), condition(roll, fact, depth + 1)] }
  const [name, field] = pick(roll, Object.entries(fact.fields))
  const { type } = field
  const value = () => written(someValue(roll, field), type.kind === 'number' ? type.scale : 1, type.kind)
  if (shape === 0) return { field: name, missing: roll(2) === 0 }
  if (type.kind === 'number' || type.kind === 'day' || type.kind === 'grade') {
    if (shape < 3) return { field: name, atLeast: value() }
    if (shape === 3) return { field: name, atLeast: value(), atMost: value() }
  }
  return roll(2) === 0 ? { field: name, is: value() } : { field: name, in: [value(), value()] }
}

function holds(roll: Dice, depth: number): unknown {
  const shape = roll(depth > 2 ? 3 : 6)
  if (shape === 3) return { not: holds(roll, depth + 1) }
  if (shape > 3) return { [shape === 4 ? 'all' : 'any']: [holds(roll, depth + 1), holds(roll, depth + 1)] }
  const bound = pick(roll, [{ atLeast: 1 }, { atMost: 1 }, { atLeast: 1, atMost: 2 }, { atMost: 0 }])
  const at = roll(3) === 0 ? { at: 'school' } : {}
  if (shape === 2) {
    const { fact, ...rest } = rows(roll, pick(roll, ['discipline', 'course']), 'fact')
    return { sum: fact === 'course' ? 'course.earned' : 'discipline.served', ...rest, ...bound, ...at }
  }
  return { ...rows(roll, pick(roll, factNames), 'count'), ...bound, ...at }
}

/** Texts that would like to be something else. */
export const hostile: readonly string[] = [
  `'; drop table fact_org; --`,
  `" or 1=1 --`,
  `x') union select * from fact_enrollment --`,
  '\\',
  `''''`,
  `$(rm)`,
  `{{param}}`,
  'p.school_year',
  '\u202Eevil',
  '🏫'.repeat(10),
  '%_',
  'İI\u0307',
  '__proto__',
  'constructor',
  'toString',
  '1e999',
  '-0',
  'NaN',
  'null',
]

/** The same with something hostile in one or two places: a key, a value, a name. */
export function spoiled(roll: Dice, source: unknown): unknown {
  if (roll(7) === 0) return pick(roll, [...hostile, null, -1, 1e308, Number.NaN, [], {}, true])
  if (Array.isArray(source)) return source.map((one) => (roll(3) === 0 ? spoiled(roll, one) : one))
  if (typeof source !== 'object' || source === null) return roll(2) === 0 ? pick(roll, hostile) : source
  return Object.fromEntries(
    Object.entries(source).map(([key, value]) => [
      roll(40) === 0 ? pick(roll, hostile) : key,
      roll(2) === 0 ? spoiled(roll, value) : value,
    ]),
  )
}

/** The same with hostile texts only where a name of the district's own may stand: the definition stays sound. */
export function withHostileTexts(roll: Dice, number: number): Source {
  const text = () => pick(roll, hostile)
  const { name, sentence, direction } = someSource(roll, number)
  return {
    name,
    sentence,
    direction,
    id: `hostile-${number}`,
    share: {
      of: {
        fact: 'assessment',
        where: [
          { field: 'test', in: [text(), text()] },
          { field: 'edition', is: text() },
        ],
      },
      with: [
        { count: 'course', where: [{ field: 'code', is: text() }], atLeast: 1 },
        {
          count: 'program',
          where: [{ any: [{ field: 'program', is: text() }, { not: { field: 'program', is: text() } }] }],
          atMost: 3,
        },
      ],
    },
  }
}
