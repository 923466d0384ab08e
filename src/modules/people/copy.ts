import { createWriteStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { copyIn, copyOut } from '../../platform/db/copy.ts'
import type { Tx } from '../../platform/db/database.ts'
import { invalid, Trouble } from '../../platform/errors.ts'

/** Data that PostgreSQL could not read: its own message quotes the row, so only the code is kept. */
const unreadable: Readonly<Record<string, string>> = {
  '22P04': 'The file does not have the columns of its layout.',
  '22007': 'A date of the file is not a date.',
  '22008': 'A date of the file is not a date.',
  '22P02': 'A cell of the file holds text where a number belongs.',
  '22003': 'A number of the file is too large.',
  '22021': 'The file is not written in UTF-8.',
  '23514': 'A cell of the file holds a word that is not in the layout.',
  '23502': 'A cell that must not be empty is empty.',
}

/** Turns an error of PostgreSQL about the data into one that may be shown; others pass. */
export function dataTrouble(error: unknown): unknown {
  if (error instanceof Trouble) return error
  const message = unreadable[(error as { code?: string } | null)?.code ?? '']
  return message
    ? invalid(
        'people/unreadable-file',
        message,
        'Nothing was loaded. Check the file against its layout and send it again.',
      )
    : error
}

/** Streams CSV with a header into a table by COPY. Errors: Invalid `people/unreadable-file`, without a word of the data. */
export async function readIn(tx: Tx, table: string, columns: readonly string[], csv: Readable): Promise<void> {
  try {
    await copyIn(tx, table, columns, csv)
  } catch (error) {
    throw dataTrouble(error)
  }
}

/** Streams the rows of a query (no parameters) to a CSV file with a header. Out: how many rows. */
export const writeOut = (tx: Tx, select: string, toPath: string): Promise<number> =>
  copyOut(tx, select, createWriteStream(toPath, { mode: 0o600 }))
