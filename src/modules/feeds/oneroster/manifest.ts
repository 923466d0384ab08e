import { cells, delimiterOf } from '../reading/header.ts'
import { nearest } from '../reading/nearest.ts'
import { bare, type FileName, fileNames, standardFile } from './files.ts'

export const modes = ['bulk', 'delta', 'absent'] as const
export type Mode = (typeof modes)[number]
export type Version = '1.1' | '1.2'

/** What a manifest says: the version of the standard, and how each file is meant. */
export type Manifest = {
  version: Version | null
  /** what stands there for the version; empty when nothing does */
  versionSaid: string
  modes: Record<FileName, Mode>
  /** files whose word is none of the three: taken as absent */
  wrong: FileName[]
  /** properties that nobody knows, with the file that is nearest */
  unknown: { property: string; nearest: string | null }[]
}

/** Reads a manifest.csv (`propertyName,value`). In: its text. Files that it does not name are absent. */
export function readManifest(text: string): Manifest {
  const found: Manifest = {
    version: null,
    versionSaid: '',
    modes: Object.fromEntries(fileNames.map((name) => [name, 'absent'])) as Record<FileName, Mode>,
    wrong: [],
    unknown: [],
  }
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 500)
  const delimiter = delimiterOf(lines[0] ?? '')
  for (const line of lines) {
    const [property = '', value = ''] = cells(line, delimiter)
    const name = bare(property)
    if (name === 'propertyname' || name === 'manifestversion' || name.startsWith('source')) continue
    if (name === 'onerosterversion') {
      found.versionSaid = value.slice(0, 20)
      found.version = /^1\.1(\.\d+)?$/.test(value) ? '1.1' : /^1\.2(\.\d+)?$/.test(value) ? '1.2' : null
      continue
    }
    const file = /^file[.\s_]*/i.test(property.trim())
      ? standardFile(property.trim().replace(/^file[.\s_]*/i, ''))
      : null
    if (file === null) {
      const near = nearest(bare(property.replace(/^file[.\s_]*/i, '')), fileNames.map(bare))
      found.unknown.push({
        property: property.slice(0, 60),
        nearest: fileNames.find((one) => bare(one) === near) ?? null,
      })
      continue
    }
    const known = fileNames.find((one) => one === file)
    if (!known) continue
    const mode = modes.find((one) => one === value.toLowerCase())
    if (mode) found.modes[known] = mode
    else found.wrong.push(known)
  }
  return found
}
