/**
 * Files below the home that rows of a module name: what a backup takes along and what the doctor looks for.
 * `select` is SQL of PostgreSQL over the module's own schema (it stands in the module's `store-kept.ts`), run by a login that sees every row. Its columns:
 * - `path` text: relative to the home, with slashes
 * - `sha256` text, `size` bigint: of the bytes, null where no row says them
 * - `folder` boolean: the path is a folder, all files below it belong to the row
 * - `needed` boolean: the row is worth nothing without it; otherwise it is taken when it is there
 * `tables`: those that came after the first release; where one is not there yet (a backup of an earlier release), the rows name nothing.
 */
export type Kept = { what: string; select: string; tables?: readonly string[] }

export type KeptFile = {
  what: string
  path: string
  sha256: string | null
  size: number | null
  folder: boolean
  needed: boolean
}
