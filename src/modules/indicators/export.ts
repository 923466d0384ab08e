import { csvLines } from '../../platform/csv.ts'
import type { Lang } from '../../platform/words.ts'
import type { StudentLine } from './pages/student-list.tsx'
import { words } from './say.ts'

/** The list of students as a file, stamped with who took it, when and why. */
export function studentsCsv(
  rows: readonly StudentLine[],
  stamp: { at: string; who: string; reason: string },
  lang: Lang,
  hidden: number,
): string {
  const say = words(lang)
  const head = [
    say('risk.name'),
    say('risk.id'),
    say('risk.absent'),
    say('risk.member'),
    say('risk.share'),
    say('risk.tier'),
  ]
  const lines = rows.map((row) => [
    row.name,
    row.id,
    row.absent,
    row.member,
    Math.round(row.share * 1000) / 1000,
    row.tier,
  ])
  return csvLines([[say('stamp', stamp)], ...(hidden > 0 ? [[say('risk.hidden', { n: hidden })]] : []), head, ...lines])
}
