import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { invalid } from '../platform/errors.ts'
import { tell } from '../platform/troubles.ts'
import { troubles as platformTroubles } from '../platform/troubles.es.ts'
import { modules } from './modules.ts'
import { readSource, type SourceFile } from './architecture.ts'
import { sentences } from './site.tsx'

const root = join(import.meta.dirname, '..')

/** Files whose errors no page shows, with who shows them. */
const elsewhere: Readonly<Record<string, string>> = {
  'app/': 'the command line',
  'modules/feeds/api.ts': 'the interface of nightly jobs, as JSON',
  'modules/feeds/ed-fi/': 'the command line; a job leaves the code alone',
  'modules/indicators/stats/refusal.ts': 'the log: a computation that was asked wrongly by the program',
  'modules/people/accounts/cast.ts': 'the making of the demo',
  'modules/people/orgs/refuse.ts': 'the command line; a page shows findings of the file instead',
  'modules/plans/actions.ts': 'the command line; a page loads only plans that were read before',
}

/** Files of the application that answer pages. */
const pages = ['app/progress.ts', 'app/site.tsx', 'app/health.ts']

/** Where message or hint is put together elsewhere: every sentence it can be. */
const chosen: Readonly<Record<string, readonly string[]>> = {
  'platform/errors.ts': [],
  'platform/web/outgoing.ts': [
    'This is not an address.',
    'Only https addresses are called.',
    'An address must not hold a name or password.',
    'This address lies inside the network of the server.',
  ],
  'modules/people/copy.ts': [
    'The file does not have the columns of its layout.',
    'A date of the file is not a date.',
    'A cell of the file holds text where a number belongs.',
    'A number of the file is too large.',
    'The file is not written in UTF-8.',
    'A cell of the file holds a word that is not in the layout.',
    'A cell that must not be empty is empty.',
  ],
  'modules/people/acting/actions.ts': ['You cannot look at pages as this person.'],
}

type Texts = readonly (string | null)[]
type Thrown = { path: string; line: number; message: string | null; hint: string | null; details: string[] }

/** Cuts the arguments of a call apart. In: the text after its opening bracket. */
function argumentsOf(text: string): string[] {
  const parts: string[] = []
  let [depth, from, quote] = [0, 0, '']
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? ''
    if (quote) {
      if (sign === '\\') at++
      else if (sign === quote) quote = ''
    } else if (`'"\``.includes(sign)) quote = sign
    else if ('([{'.includes(sign)) depth++
    else if (')]}'.includes(sign) && depth-- === 0) return [...parts, text.slice(from, at)]
    else if (sign === ',' && depth === 0) {
      parts.push(text.slice(from, at))
      from = at + 1
    }
  }
  return parts
}

const literal = (text: string | undefined): string | null => {
  const found = /^\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\s*$/.exec(text ?? '')
  return found ? (found[1] ?? found[2] ?? '').replaceAll("\\'", "'") : null
}

/** Every error that sources make: what it says, null where that is no plain sentence. */
function thrownIn(files: readonly SourceFile[]): Thrown[] {
  return files
    .filter((file) => /\.tsx?$/.test(file.path) && !/\.test\.tsx?$|^platform\/testing|\/testing\//.test(file.path))
    .flatMap((file) =>
      [...file.text.matchAll(/\b(?:invalid|forbidden|missing|conflict|unavailable|new Trouble)\(/g)].flatMap((call) => {
        const given = argumentsOf(file.text.slice(call.index + call[0].length))
        if (call[0].startsWith('new')) given.shift()
        if (!/^\s*[`'][a-z]+\//.test(given[0] ?? '')) return []
        const [, message, hint, details = ''] = given
        return [
          {
            path: file.path,
            line: file.text.slice(0, call.index).split('\n').length,
            message: literal(message),
            hint: hint === undefined || hint.trim() === '' ? '' : literal(hint),
            details: [...details.matchAll(/\b(?:message|hint): '((?:[^'\\]|\\.)*)'/g)].map((one) => one[1] ?? ''),
          },
        ]
      }),
    )
}

/** What has no Spanish. Out: one line for each sentence. */
function untold(files: readonly SourceFile[], spanish: Readonly<Record<string, string>>): string[] {
  return thrownIn(files)
    .filter((one) => pages.includes(one.path) || !Object.keys(elsewhere).some((path) => one.path.startsWith(path)))
    .flatMap((one) => {
      const told = [one.message, one.hint, ...one.details].flatMap(
        (text): Texts => (text === null ? (chosen[one.path] ?? [null]) : [text]),
      )
      return told
        .filter((text) => text === null || (text !== '' && !Object.hasOwn(spanish, text)))
        .map((text) => `${one.path}:${one.line} ${text ?? 'is put together where no test can read it'}`)
    })
}

const files = readSource(root)

describe('errors in the language of the reader', () => {
  test('whatever an error of a page says has Spanish words', () => {
    expect(thrownIn(files).length).toBeGreaterThan(280)
    expect(untold(files, sentences)).toEqual([])
  })

  test('the test notices a sentence without words, and one that is put together', () => {
    const file = (text: string) => [{ path: 'modules/work/x.ts', text }]
    expect(untold(file("throw invalid('work/odd', 'Quite odd.', 'Open it again.')"), sentences)).toEqual([
      'modules/work/x.ts:1 Quite odd.',
    ])
    expect(untold(file('throw invalid(`work/odd`, `It is ${it}.`)'), sentences)).toHaveLength(1)
    expect(
      untold(file("throw invalid('work/odd', 'Open it again.', '', [{ message: 'So odd.' }])"), sentences),
    ).toEqual(['modules/work/x.ts:1 So odd.'])
  })

  test('every Spanish sentence is said by somebody, once, with the same values', () => {
    const said = new Set([
      ...thrownIn(files).flatMap((one) => [one.message, one.hint, ...one.details]),
      ...Object.values(chosen).flat(),
    ])
    const all = [platformTroubles, ...modules.map((one) => one.troubles ?? {})].flatMap((one) => Object.keys(one))
    expect(all.filter((one) => !said.has(one))).toEqual([])
    expect(all.filter((one, at) => all.indexOf(one) !== at)).toEqual([])
    const names = (text: string) =>
      [...text.matchAll(/\{([a-z]+)[,}]/g)].map((one) => one[1] ?? '').toSorted((a, b) => a.localeCompare(b))
    for (const [en, es] of Object.entries(sentences)) expect(names(es), en).toEqual(names(en))
  })

  test('values are filled in in both languages, and what somebody typed is no pattern', () => {
    const one = invalid('platform/file-too-large', 'The file is larger than {mb} MB.', 'Open it again.', [], { mb: 12 })
    expect(one.message).toBe('The file is larger than 12 MB.')
    expect(tell(one, 'es', sentences)).toMatchObject({
      message: 'El archivo pasa de 12 MB.',
      hint: 'Ábralo de nuevo.',
      left: false,
    })
    const other = invalid('work/odd', 'Quite {odd.', '', [{ message: 'Edition 3', es: { message: 'Edición 3' } }])
    expect(other.message).toBe('Quite {odd.')
    expect(tell(other, 'es', sentences)).toMatchObject({ left: true, details: [{ message: 'Edición 3' }] })
  })
})
