import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

/** Modules from the lowest up. Siblings (one row) never import each other. */
export const order: readonly (readonly string[])[] = [
  ['people'],
  ['feeds'],
  ['indicators'],
  ['plans'],
  ['work'],
  ['surveys', 'improvement', 'students', 'families', 'talent', 'operations'],
  ['publishing'],
  ['home'],
]

export type SourceFile = { path: string; text: string }

/** All source files below `src`, with `/` in their paths, relative to it. */
export function readSource(root: string): SourceFile[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|sql|css)$/.test(entry.name))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return { path: relative(root, path), text: readFileSync(path, 'utf8') }
    })
}

/** Paths (relative to `src`) that a file imports from this project. */
export function importsOf(file: SourceFile): string[] {
  const found = file.text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s+['"](\.[^'"]+)['"]|import\(\s*['"](\.[^'"]+)['"]\s*\)|(?:^|\n)\s*import\s+['"](\.[^'"]+)['"]/g,
  )
  return [...found].map((one) => relative('/', resolve('/', dirname(file.path), one[1] ?? one[2] ?? one[3] ?? '')))
}

type Place = { kind: 'platform' | 'module' | 'app' | 'outside'; module: string }

function placeOf(path: string): Place {
  const [top, second] = path.split('/')
  if (top === 'platform') return { kind: 'platform', module: '' }
  if (top === 'modules') return { kind: 'module', module: second ?? '' }
  if (top === 'app') return { kind: 'app', module: '' }
  return { kind: 'outside', module: '' }
}

const rank = (module: string) => order.findIndex((row) => row.includes(module))
const isTest = (path: string) => /\.test\.tsx?$/.test(path) || path.startsWith('platform/testing/')

/** Direction and doors. Out: one sentence for each import that breaks them. */
export function wrongImports(files: readonly SourceFile[]): string[] {
  const wrong: string[] = []
  for (const file of files) {
    if (isTest(file.path)) continue
    const from = placeOf(file.path)
    if (from.kind === 'module' && rank(from.module) < 0)
      wrong.push(`${file.path}: module "${from.module}" is not in the list of modules`)
    for (const target of importsOf(file)) {
      const to = placeOf(target)
      const told = `${file.path} imports ${target}`
      if (to.kind === 'outside' && !(from.kind === 'app' && /^demo\//.test(target))) wrong.push(`${told}: outside src`)
      if (from.kind === 'platform' && to.kind !== 'platform') wrong.push(`${told}: the platform knows nothing above it`)
      if (from.kind === 'module' && to.kind === 'app') wrong.push(`${told}: modules do not know the application`)
      if (to.kind !== 'module' || (from.kind === 'module' && from.module === to.module)) continue
      if (target !== `modules/${to.module}/index.ts`)
        wrong.push(`${told}: only the door ${to.module}/index.ts may be imported`)
      if (from.kind === 'module' && rank(to.module) >= rank(from.module))
        wrong.push(`${told}: ${from.module} may only use modules before it`)
    }
  }
  return wrong
}

/** Import cycles among files (type imports do not count: they vanish). */
export function cycles(files: readonly SourceFile[]): string[] {
  const graph = new Map<string, string[]>()
  for (const file of files) {
    if (isTest(file.path)) continue
    const values = {
      path: file.path,
      text: file.text.replaceAll(/(^|\n)\s*(import|export) type [^;\n]*(\n[^;]*?)?from\s+['"][^'"]+['"]/g, '$1'),
    }
    graph.set(file.path, importsOf(values))
  }
  const state = new Map<string, 'open' | 'done'>()
  const found: string[] = []
  const visit = (path: string, trail: string[]) => {
    if (state.get(path) === 'done') return
    if (state.get(path) === 'open') {
      found.push([...trail.slice(trail.indexOf(path)), path].join(' -> '))
      return
    }
    state.set(path, 'open')
    for (const next of graph.get(path) ?? []) if (graph.has(next)) visit(next, [...trail, path])
    state.set(path, 'done')
  }
  for (const path of graph.keys()) visit(path, [])
  return found
}

const statement =
  /\b(?:insert\s+into|update|delete\s+from|truncate(?:\s+table)?|alter\s+table|create\s+table(?:\s+if\s+not\s+exists)?)\s+([a-z_]+)\.[a-z_]+/gi
const schemas = new Set(['platform', ...order.flat()])

/** SQL that writes another module's schema. */
export function foreignWrites(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    if (isTest(file.path)) return []
    const own = placeOf(file.path)
    if (own.kind === 'app' || own.kind === 'outside') return []
    const mine = own.kind === 'platform' ? 'platform' : own.module
    return [...file.text.matchAll(statement)]
      .map((one) => one[1] ?? '')
      .filter((schema) => schemas.has(schema) && schema !== mine)
      .map((schema) => `${file.path} writes the schema of ${schema}`)
  })
}

/** PostgreSQL statements outside `store*.ts`, migrations and the platform's own folders. */
export function straySql(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => file.path.startsWith('modules/') && /\.tsx?$/.test(file.path) && !isTest(file.path))
    .filter(
      (file) =>
        !/(^|\/)(store|copy)(-[a-z-]+)?\.ts$/.test(file.path) &&
        !/\/(engine|duckdb|kinds|lake)\//.test(`/${file.path}`),
    )
    .filter((file) =>
      /[`'"]\s*(select\s[\s\S]{1,400}?\sfrom\s+[a-z_]+\.|insert\s+into\s+[a-z_]+\.|update\s+[a-z_]+\.[a-z_]+\s+set|delete\s+from\s+[a-z_]+\.)/i.test(
        file.text,
      ),
    )
    .map((file) => `${file.path} holds SQL of PostgreSQL; it belongs into store.ts`)
}

const forbidden = /(^|\/)(utils?|helpers?|common|misc)(\.[a-z.]+|\/)/

/** Names and depths: no drawer for odds and ends; no folder deeper than module/part/kind; floor-plan names used for what they are. */
export function wrongNames(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const wrong: string[] = []
    if (forbidden.test(file.path)) wrong.push(`${file.path}: a name that says nothing`)
    const parts = file.path.split('/')
    if (parts[0] === 'modules' && parts.length > 6) wrong.push(`${file.path}: deeper than module/part/kind`)
    const name = parts.at(-1) ?? ''
    if (
      parts[0] === 'modules' &&
      name === 'rules.ts' &&
      /from '(?:[^']*(?:\/store\.ts|\/database\.ts|\/clock\.ts)|node:[^']*|pg)'/.test(file.text)
    )
      wrong.push(`${file.path}: rules are pure (no I/O, no clock)`)
    if (
      /\/pages\//.test(file.path) &&
      /\.tsx$/.test(name) &&
      !isTest(file.path) &&
      /from '[^']*(\/store(-[a-z]+)?\.ts|\/database\.ts)'/.test(file.text.replaceAll(/import type [^\n]*/g, ''))
    )
      wrong.push(`${file.path}: a page takes props and reads no database`)
    if (/^export default/m.test(file.text) && !isTest(file.path)) wrong.push(`${file.path}: default export`)
    if (
      /\bMath\.random\(|\bDate\.now\(|\bnew Date\(\)/.test(file.text) &&
      !isTest(file.path) &&
      file.path !== 'platform/clock.ts' &&
      !file.path.includes('/browser/')
    )
      wrong.push(`${file.path}: reads the clock or chance itself; only platform/clock.ts may`)
    return wrong
  })
}
