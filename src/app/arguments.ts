import { existsSync, readFileSync } from 'node:fs'
import { parseArgs, type ParseArgsConfig } from 'node:util'
import type { Imported } from '../modules/plans/index.ts'
import { WrongSetting } from '../platform/config.ts'
import { isLang, type Lang } from '../platform/words.ts'

/**
 * What stands behind a command: options and the rest. In: the arguments, how the command is used, its options. Errors: WrongSetting with that use for an option
 * that there is not, or that lacks its value (the command then ends with 2).
 */
export function argumentsOf<const O extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  use: string,
  options: O,
): ReturnType<typeof parseArgs<{ args: string[]; allowPositionals: true; options: O }>> {
  try {
    return parseArgs({ args, allowPositionals: true, options })
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    if (!code?.startsWith('ERR_PARSE_ARGS_')) throw error
    throw new WrongSetting(`${message.split('. ')[0]?.replace(/\.$/, '')}. ${use}`)
  }
}

/** A language by its option. Left out: `otherwise`. */
export function langIn(option: string, text: string | undefined, otherwise: Lang): Lang {
  if (text === undefined) return otherwise
  if (isLang(text)) return text
  throw new WrongSetting(`${option} is "${text}", but must be en or es.`)
}

/** The bytes of a file that somebody named; `undefined`: nobody did. */
export function fileAt(path: string | undefined, use: string): Buffer {
  if (!path) throw new WrongSetting(`Which file? ${use}`)
  if (!existsSync(path)) throw new WrongSetting(`There is no file ${path}.`)
  return readFileSync(path)
}

/** Options of the commands that load a plan: where it goes. */
export const loading = {
  district: { type: 'string' },
  reference: { type: 'boolean', default: false },
  current: { type: 'boolean', default: false },
} as const

/** What a command says about a plan that it loaded. */
export const loadedLine = ({ slug, version, changed, difference }: Imported): string =>
  `plan ${slug}, version ${version}: ${changed ? `${difference.added} added, ${difference.changed} changed, ${difference.removed} removed` : 'nothing changed'}`
