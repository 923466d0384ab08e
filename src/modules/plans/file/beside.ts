import { z } from 'zod'
import { isLang, type Lang } from '../../../platform/words.ts'
import { explain } from './issues.ts'
import { fieldsAt, type SchemaNode } from './json-schema.ts'
import type { Places, Problem } from './problem.ts'
import { readDocument } from './read.ts'

/** The kind of a file that lies beside plan files: its name and version, and its schema by language of plain strings. */
export type Beside<S extends z.ZodType> = { format: string; schema: (language: Lang) => S }

export type BesideRead<T> =
  | { value: T; places: Places; problems: readonly [] }
  | { value: null; problems: readonly Problem[] }

/** The JSON Schema of such a file (draft 2020-12), for editors. */
export const besideSchema = <S extends z.ZodType>({ schema }: Beside<S>): SchemaNode =>
  z.toJSONSchema(schema('en'), { io: 'input', target: 'draft-2020-12' }) as SchemaNode

/**
 * Reads a YAML file that lies beside plan files (a crosswalk, a ledger). In: text or bytes, the kind of file. Out: its value and the places of its fields, or
 * every problem with line, column and the nearest known name. Nothing is thrown.
 */
export function readBeside<S extends z.ZodType>(input: string | Uint8Array, kind: Beside<S>): BesideRead<z.output<S>> {
  const read = readDocument(input)
  if (!read.value) return { value: null, problems: read.problems }
  const { value, places } = read
  const { format, language } = value
  if (format !== kind.format)
    return {
      value: null,
      problems: [
        {
          rule: 'other-format',
          severity: 'error',
          values: { format: kind.format },
          path: [],
          element: null,
          ...places(['format']),
        },
      ],
    }
  const parsed = kind.schema(isLang(language) ? language : 'en').safeParse(value)
  if (parsed.success) return { value: parsed.data, places, problems: [] }
  const schema = besideSchema(kind)
  return {
    value: null,
    problems: parsed.error.issues
      .slice(0, 200)
      .flatMap((issue) => explain(issue, places, value, (path) => fieldsAt(path, schema))),
  }
}
