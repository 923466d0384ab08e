import type { Figure } from './figure.ts'

/** What is kept of one test file: how it ended, how long it took, what it counted. */
export type Ran = {
  file: string
  result: 'passed' | 'failed' | 'stuck'
  passed: number
  failed: number
  skipped: number
  seconds: number
  tries: number
  figures: Figure[]
}

/** A whole run, as `docs/checks.md` tells it. `files`: how many there are; `ran` may be fewer. */
export type Report = {
  date: string
  commit: string
  /** Nothing was changed beside the commit. */
  clean: boolean
  seed: number
  machine: { cores: number; memoryGb: number; system: string; node: string }
  files: number
  ran: Ran[]
}

const plain = (text: string) => text.replaceAll('|', '/').replaceAll(/\s+/g, ' ').trim()
const shown = (value: number | string) =>
  typeof value === 'number' ? value.toLocaleString('en-US', { maximumFractionDigits: 2 }) : plain(value)

/** In a word: all passed, something failed, or not everything ran. */
export function verdict(report: Report): 'passed' | 'failed' | 'partial' {
  if (report.ran.some((one) => one.result !== 'passed')) return 'failed'
  return report.ran.length < report.files ? 'partial' : 'passed'
}

/** Writes the page of a full run. */
export function writeReport(report: Report): string {
  const { ran, machine } = report
  const failed = ran.filter((one) => one.result !== 'passed')
  const sum = (pick: (one: Ran) => number) => ran.reduce((total, one) => total + pick(one), 0)
  const figures = ran.flatMap((one) => one.figures.map((figure) => ({ file: one.file, ...figure })))
  const lines = [
    '# The last full run of all checks',
    '',
    'Written by `npm run test:full` (see CONTRIBUTING.md); nobody edits it by hand. `npm test` runs a sample of the same checks.',
    '',
    `- Result: ${verdict(report)}`,
    `- Date: ${report.date}`,
    `- Commit: ${report.commit}${report.clean ? '' : ' with changes that were not committed'}`,
    `- Seed: ${report.seed}`,
    `- Machine: ${machine.cores} cores, ${machine.memoryGb} GB memory, ${machine.system}, Node ${machine.node}`,
    `- Test files: ${ran.length} of ${report.files} ran`,
    `- Tests: ${sum((one) => one.passed)} passed, ${sum((one) => one.failed)} failed, ${sum((one) => one.skipped)} skipped`,
    `- Time: ${Math.round(sum((one) => one.seconds) / 60)} minutes of tests`,
  ]
  if (failed.length > 0) {
    lines.push('', '## What failed', '')
    for (const one of failed) lines.push(`- ${one.file}: ${one.result}`)
  }
  lines.push('', '## Figures', '', '| file | what | value | unit |', '|---|---|--:|---|')
  for (const one of figures)
    lines.push(`| ${one.file} | ${plain(one.name)} | ${shown(one.value)} | ${plain(one.unit) || '-'} |`)
  lines.push(
    '',
    '## What ran',
    '',
    '| file | result | passed | failed | skipped | seconds |',
    '|---|---|--:|--:|--:|--:|',
  )
  for (const one of ran.toSorted((a, b) => (a.file < b.file ? -1 : 1)))
    lines.push(
      `| ${one.file} | ${one.result}${one.tries > 1 ? ` (try ${one.tries})` : ''} | ${one.passed} | ${one.failed} | ${one.skipped} | ${one.seconds.toFixed(1)} |`,
    )
  return `${lines.join('\n')}\n`
}

/** Reads the head and the table of the page again. Out: what it says, or the sentence that names what is wrong with its form. */
export function readReport(
  text: string,
):
  | { result: string; commit: string; seed: number; ran: number; files: number; rows: number; failed: string[] }
  | string {
  const line = (name: string) => new RegExp(`^- ${name}: (.+)$`, 'm').exec(text)?.[1]
  for (const name of ['Result', 'Date', 'Commit', 'Seed', 'Machine', 'Test files', 'Tests', 'Time'])
    if (line(name) === undefined) return `The line "${name}" is missing.`
  const result = line('Result') ?? ''
  if (!['passed', 'failed', 'partial'].includes(result)) return `The result "${result}" is not known.`
  const [, ran, files] = /^(\d+) of (\d+) ran$/.exec(line('Test files') ?? '') ?? []
  if (ran === undefined || files === undefined) return 'The line "Test files" cannot be read.'
  if (!/^\d{4}-\d{2}-\d{2}$/.test(line('Date') ?? '')) return 'The date cannot be read.'
  if (!/^(none|[0-9a-f]{12,40})( with changes that were not committed)?$/.test(line('Commit') ?? ''))
    return 'The commit cannot be read.'
  const rows = text.split('## What ran')[1]?.match(/^\| (src|e2e|demo|plans|bench)\/.*\|$/gm) ?? []
  if (rows.length !== Number(ran)) return `The table has ${rows.length} rows, the head says ${ran}.`
  if (result === 'passed' && ran !== files) return 'It says passed, but not everything ran.'
  const failed = [...text.matchAll(/^- (\S+\.test\.tsx?): (?:failed|stuck)$/gm)].map((one) => one[1] ?? '')
  if ((result === 'failed') !== failed.length > 0) return 'What failed is not named.'
  return {
    result,
    commit: line('Commit') ?? '',
    seed: Number(line('Seed')),
    ran: Number(ran),
    files: Number(files),
    rows: rows.length,
    failed,
  }
}
