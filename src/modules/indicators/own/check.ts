import type { Lang } from '../../../platform/words.ts'
import { readFile } from './file.ts'
import { goldenColumns, goldenOf, readGolden, tryGolden } from './golden.ts'
import { type Issue, ownWords, sayIssue } from './issue.ts'
import { readDefinition } from './read.ts'
import { isMap } from './reader.ts'

export type Checked = { found: { line: number; col: number; message: string; hint: string }[]; summary: string[] }

/** Says what is wrong with a definition as a file, and whether its worked example comes out. In: its text. Out: places in the order of the file; what can be said of a sound one. */
export function checkDefinition(text: string, lang: Lang): Checked {
  const file = readFile(text)
  const say = ownWords(lang)
  const told = (issues: readonly Issue[]): Checked => ({
    found: issues
      .map((issue) => ({ ...file.placeOf(issue.path), ...sayIssue(issue, lang) }))
      .toSorted((a, b) => a.line - b.line || a.col - b.col),
    summary: [],
  })
  if (file.issues.length > 0) return told(file.issues)
  const written: Record<string, unknown> = isMap(file.value) ? file.value : {}
  const { golden: _, ...rule } = written
  const { definition, issues } = readDefinition(isMap(file.value) ? rule : file.value)
  if (!definition) return told(issues)
  const summary = [definition.name[lang], say('example.columns', { columns: goldenColumns(definition).join(', ') })]
  const { read, issues: wrong } = readGolden(definition, goldenOf(written))
  if (!read) return told(wrong)
  const { agrees } = tryGolden(definition, read)
  if (agrees) return { found: [], summary: [...summary, say('example.agrees')] }
  return { found: [{ ...file.placeOf(['golden', 'expected']), message: say('example.differs'), hint: '' }], summary }
}
