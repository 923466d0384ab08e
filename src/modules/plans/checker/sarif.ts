import { createHash } from 'node:crypto'
import { read, type Lang } from '../../../platform/words.ts'
import type { Finding } from './finding.ts'
import type { CheckedFile } from './print.ts'
import { sayFinding } from './say.ts'

const place = (uri: string, { line, col }: { line: number; col: number }): object => ({
  artifactLocation: { uri },
  region: { startLine: Math.max(1, line), startColumn: Math.max(1, col) },
})

/** What stays the same when lines are added above: file, rule and element, or the path when it is about no element. */
const print = (file: string, one: Finding): string =>
  createHash('sha256')
    .update(JSON.stringify([file, one.rule, one.element ?? one.path, one.values]))
    .digest('hex')

/** A name of a file as a URI reference: kept relative, with slashes, spaces and the like encoded. */
const uriOf = (name: string): string => encodeURI(name.replaceAll('\\', '/').replace(/^\.\//, ''))

/**
 * The findings as SARIF 2.1.0 (OASIS standard), which editors and code hosts read. Columns count UTF-16 units. A waived finding is a result with a
 * suppression in the source and its reason.
 */
export function findingsSarif(files: readonly CheckedFile[], lang: Lang = 'en'): string {
  const all = files.flatMap((file) => file.findings.map((finding) => ({ file: uriOf(file.name), finding })))
  const ids = [...new Set(all.map((one) => one.finding.rule))].toSorted()
  const first = new Map(all.toReversed().map((one) => [one.finding.rule, one.finding]))
  const index = new Map(ids.map((id, i) => [id, i]))
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'throughline',
            rules: ids.map((id) => {
              const example = first.get(id)
              const said = example ? sayFinding(example, lang) : { why: id, fix: id }
              return {
                id: `plans/${id}`,
                fullDescription: { text: said.why },
                help: { text: said.fix },
                defaultConfiguration: { level: example?.severity ?? 'warning' },
              }
            }),
          },
        },
        columnKind: 'utf16CodeUnits',
        language: lang === 'es' ? 'es-US' : 'en-US',
        artifacts: files.map((one) => ({ location: { uri: uriOf(one.name) } })),
        results: all.map(({ file, finding }) => {
          const { what, why, fix } = sayFinding(finding, lang)
          return {
            ruleId: `plans/${finding.rule}`,
            ruleIndex: index.get(finding.rule),
            level: finding.severity,
            message: { text: `${what} ${why} ${fix}` },
            locations: [
              {
                physicalLocation: place(file, finding),
                ...(finding.element ? { logicalLocations: [{ name: finding.element, kind: 'element' }] } : {}),
              },
            ],
            ...(finding.related.length > 0
              ? { relatedLocations: finding.related.map((one, id) => ({ id, physicalLocation: place(file, one) })) }
              : {}),
            partialFingerprints: { 'throughline/1': print(file, finding) },
            ...(finding.waived
              ? { suppressions: [{ kind: 'inSource', justification: read(finding.waived.reason, lang).words }] }
              : {}),
          }
        }),
      },
    ],
  }
  return JSON.stringify(log, null, 1)
}
