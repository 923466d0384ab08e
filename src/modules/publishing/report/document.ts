import { longDate, schoolYear, shortDate } from '../../../platform/format.ts'
import { type Lang, read } from '../../../platform/words.ts'
import type { EditionContent } from '../editions/content.ts'
import { standingRow } from '../packet/document.ts'
import { measureTables, promiseBlocks, promiseName, shareText } from '../packet/figures.ts'
import { cellOf, needsResponse } from '../packet/rules.ts'
import { paperWords } from '../packet/say.ts'
import { type Block, type Doc, paragraphs, saidOf } from '../paper/doc.ts'
import { words } from './say.ts'
import type { ReleasedReport, ReportContent } from './schema.ts'

/** How a report is signed; null while it is a draft. `by`: the office, never a name. */
export type Signature = { on: string; digest: string } | null

/** An annual progress report as a paper. In: its content, its signature; nothing else. Out: the same words for the same content. */
export function reportDoc(content: ReportContent, signature: Signature, lang: Lang): Doc {
  const say = words(lang)
  const paper = paperWords(lang)
  const numbers = content.numbers as EditionContent
  const { district } = numbers
  const goal = [content.goal.code, read(content.goal.title, lang).words].filter(Boolean).join(' ')
  const year = schoolYear(content.school_year)
  const shown = new Set<string>()
  const promises = numbers.promises.flatMap((promise): Block[] => {
    const first = !shown.has(promise.definition)
    shown.add(promise.definition)
    const response = content.responses.find((one) => one.promise === promise.id)
    return [
      ...promiseBlocks(numbers, promise, cellOf(numbers, promise), lang),
      ...(response && needsResponse(promise.judged.call)
        ? [
            {
              kind: 'note',
              title: paper('response'),
              said: saidOf(response.words, lang),
              more: paper('responseWho', {
                who: read(response.who, lang).words,
                date: shortDate(response.by_on, lang),
              }),
            } as const,
          ]
        : []),
      ...(first ? measureTables(numbers, promise.definition, lang) : []),
    ]
  })
  return {
    lang,
    title: say('title', { year }),
    lead: goal,
    author: district.name,
    day: numbers.as_of,
    facts: [
      { label: paper('factDistrict'), value: district.name },
      { label: say('factYear'), value: year },
      { label: paper('factAsOf'), value: longDate(numbers.as_of, lang) },
      { label: paper('factEdition'), value: String(numbers.number) },
    ],
    blocks: [
      ...(district.synthetic ? [{ kind: 'para', said: { words: paper('synthetic') } } as const] : []),
      ...(content.corrects
        ? [
            {
              kind: 'note',
              title: say('corrects', { date: longDate(content.corrects.signed_on, lang) }),
              said: saidOf(content.corrects.words, lang),
              more: say('correctsDigest', { digest: content.corrects.content_digest }),
            } as const,
          ]
        : []),
      { kind: 'heading', level: 2, words: goal },
      ...(content.goal.text ? paragraphs(content.goal.text, lang) : []),
      { kind: 'heading', level: 2, words: say('metrics') },
      ...(numbers.promises.length === 0
        ? [{ kind: 'para', said: { words: paper('noPromises') } } as const]
        : [
            {
              kind: 'table',
              caption: say('metricsCaption'),
              head: [paper('promise'), paper('promised'), paper('number'), paper('now')],
              rows: numbers.promises.map((promise) => [
                promiseName(numbers, promise, lang),
                read(promise.goal, lang).words,
                shareText(cellOf(numbers, promise), lang),
                paper(`call_${promise.judged.call}`),
              ]),
              numbers: [2],
            } as const,
          ]),
      ...(read(content.words, lang).words
        ? [{ kind: 'heading', level: 2, words: say('story') } as const, ...paragraphs(content.words, lang)]
        : []),
      { kind: 'heading', level: 2, words: paper('work') },
      {
        kind: 'table',
        caption: say('workOn', { date: shortDate(content.work_on, lang) }),
        head: [say('strategy'), paper('done'), paper('late'), paper('stuck'), paper('open')],
        rows: [
          ...content.strategies.map((one) => [
            [one.code, read(one.title, lang).words].filter(Boolean).join(' '),
            ...standingRow(one.work),
          ]),
          [
            say('whole', {
              title: [content.below.code, read(content.below.title, lang).words].filter(Boolean).join(' '),
            }),
            ...standingRow(content.work),
          ],
        ],
        numbers: [1, 2, 3, 4],
      },
      ...(promises.length > 0 ? [{ kind: 'heading', level: 2, words: say('each') } as const, ...promises] : []),
      { kind: 'heading', level: 2, words: say('signature') },
      {
        kind: 'para',
        said: { words: signature ? say('signed', { date: longDate(signature.on, lang) }) : say('unsigned') },
      },
      ...(signature
        ? [{ kind: 'para', said: { words: say('signedDigest', { digest: signature.digest }) } } as const]
        : []),
      { kind: 'para', said: { words: say('source', { number: numbers.number }) }, quiet: true },
    ],
    foot: say('foot', { district: district.name, year, goal: content.goal.code }),
    pageOf: paper('pageOf'),
  }
}

/** A signed report as a paper for everybody: the same paper, and so the same bytes, as the board has. */
export const releasedDoc = (report: ReleasedReport, lang: Lang): Doc =>
  reportDoc(report.content, { on: report.signed_on, digest: report.content_digest }, lang)
