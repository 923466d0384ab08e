import { fill, type Values } from './words.ts'

/** The five kinds of trouble a person can be told about, and the HTTP status each one ends in. */
export const kinds = { Invalid: 422, Forbidden: 403, Missing: 404, Conflict: 409, Unavailable: 503 } as const
export type Kind = keyof typeof kinds

/** One place that is wrong. `es`: the same in Spanish, where it was put together while it was thrown. */
export type Detail = {
  path?: string
  code?: string
  message: string
  hint?: string
  es?: { message: string; hint?: string }
}

/**
 * An error that a reader may see.
 * `code`: module/what-is-wrong. `message`: one sentence for the reader. `hint`: what to do next. `details`: one entry a field or place.
 * `values`: what stands for the `{names}` in message and hint. Both are English, for logs, API and command line; pages say them in the reader's
 * language by the sentence (`tell` in troubles.ts; the Spanish stands in `troubles.es.ts` of the module).
 * Never put data of students, or a message of a database or parser, into any of them.
 */
export class Trouble extends Error {
  readonly kind: Kind
  readonly code: string
  readonly hint: string
  readonly details: readonly Detail[]
  readonly values: Values
  /** Message and hint as they stand in the program, before their values: by these their words in other languages are found. */
  readonly written: { readonly message: string; readonly hint: string }
  constructor(
    kind: Kind,
    code: string,
    message: string,
    hint = '',
    details: readonly Detail[] = [],
    values: Values = {},
  ) {
    super(fill(message, 'en', values))
    this.name = kind
    this.kind = kind
    this.code = code
    this.hint = fill(hint, 'en', values)
    this.details = details
    this.values = values
    this.written = { message, hint }
  }
  get status(): (typeof kinds)[Kind] {
    return kinds[this.kind]
  }
}

const maker =
  (kind: Kind) =>
  (code: string, message: string, hint?: string, details?: readonly Detail[], values?: Values): Trouble =>
    new Trouble(kind, code, message, hint, details, values)

/** What was sent is wrong. */
export const invalid = maker('Invalid')
/** The person may not do this. */
export const forbidden = maker('Forbidden')
/** There is no such thing, or not for this person. */
export const missing = maker('Missing')
/** Someone changed it meanwhile, or it is in another state. */
export const conflict = maker('Conflict')
/** Something needed is away; try again later. */
export const unavailable = maker('Unavailable')
