import type { Answer } from './send.ts'

/** Words that only a program's inside says: stacks, paths, messages of databases and parsers. */
const inside =
  /\bat (?:async )?[\w.<>]+ \(?(?:file:|\/|node:)|node_modules|\.tsx?:\d+:\d+|file:\/\/\/|invalid input syntax|syntax error at|violates [\w-]+ (?:key )?constraint|duplicate key value|relation "[^"]*" does not exist|column "[^"]*" does not exist|permission denied for|value too long for type|out of range for type|invalid byte sequence|cannot cast|(?:Conversion|Binder|Parser|Catalog|Invalid Input|IO|Internal) Error:|TypeError|RangeError|SyntaxError|ReferenceError|URIError|ZodError|\[object Object\]|Internal Server Error/

/** Answers of a request that was cut on purpose, or is no HTTP at all: none, or the parser's own. */
const ofParser = new Set([0, 400, 408, 413, 414, 417, 426, 431, 501, 505])

/**
 * What is wrong with an answer; null when nothing is. The rule: no crash, no 500, quick, nothing of the inside shown, nothing of the request taken as
 * a header or as markup, no way to another site, and every refusal says its code.
 */
export function wrongWith(answer: Answer, options: { slow: number; broken: boolean; head: boolean }): string | null {
  const { status, head, body } = answer
  if (answer.cut) return `no whole answer in ${options.slow} ms`
  if (status === 0) return options.broken ? null : 'no answer'
  if (options.broken && ofParser.has(status)) return null
  if (/^x-evil/im.test(head)) return 'a header came out of the request'
  const leak = inside.exec(body) ?? inside.exec(head)
  if (leak) return `says something of its inside: ${leak[0]}`
  if (/<x-evil/i.test(body)) return 'markup of the request is in the page'
  const to = /^location: (.*)$/im.exec(head)?.[1]
  if (to !== undefined && !/^\/(?![/\\])/.test(to)) return `leads away: ${to.slice(0, 80)}`
  const refusal = status >= 400
  const code = /\b(?:platform|people|feeds|indicators|plans|work|publishing|home|app|duckdb)\/[a-z][a-z-]+/.test(body)
  // Somebody who tries too often is told so, and to wait.
  const wait = status === 503 && (options.head || /platform\/too-many/.test(body))
  if (status >= 500 && !wait) return `status ${status}`
  if (refusal && !code && !options.head && !ofParser.has(status) && !/public/.test(body))
    return `${status} without a code`
  if (/^content-type: text\/html/im.test(head) && !/^content-security-policy: /im.test(head))
    return 'a page without a content security policy'
  if (/^content-type: /im.test(head) && !/^x-content-type-options: nosniff/im.test(head) && status !== 503)
    return 'an answer whose type may be guessed'
  return null
}
