import { longDate, shortDate } from '../../../platform/format.ts'
import { type Lang, read } from '../../../platform/words.ts'
import type { EditionContent, JudgedPromise } from '../editions/content.ts'
import { type Block, type Doc, paragraphs, saidOf } from '../paper/doc.ts'
import { measureTables, promiseBlocks, promiseName, shareText } from './figures.ts'
import { answersOf, calls, cellOf, changedSince, markOf, needsResponse, onTime, reachedOf } from './rules.ts'
import { paperWords } from './say.ts'
import type { PacketPart, Standing } from './schema.ts'

type Packet = EditionContent & { packet: PacketPart }
/** True for the content of a board packet. */
export const isPacket = (content: EditionContent): content is Packet => content.packet !== undefined

/**
 * A packet as a paper. In: the content of its edition and nothing else, so that the same content gives the same words. The first two sheets say what changed, and
 * what was promised and reached.
 */
export function packetDoc(content: Packet, lang: Lang): Doc {
  const say = paperWords(lang)
  const { packet, district } = content
  const meeting = shortDate(packet.meeting_on, lang)
  return {
    lang,
    title: say('title', { date: meeting }),
    lead: say('lead'),
    author: say('author', { district: district.name }),
    day: content.as_of,
    facts: [
      { label: say('factDistrict'), value: district.name },
      { label: say('factMeeting'), value: longDate(packet.meeting_on, lang) },
      { label: say('factAsOf'), value: longDate(content.as_of, lang) },
      { label: say('factEdition'), value: String(content.number) },
    ],
    blocks: [
      ...(district.synthetic ? [{ kind: 'para', said: { words: say('synthetic') } } as const] : []),
      ...(content.corrects
        ? ([
            {
              kind: 'para',
              said: {
                words: say('corrects', {
                  number: content.corrects.number,
                  words: read(content.corrects.words, lang).words,
                }),
              },
            },
          ] as const)
        : []),
      ...changedBlocks(content, lang),
      ...workBlocks(content, lang),
      { kind: 'sheet' },
      ...reachedBlocks(content, lang),
      ...calendarBlocks(content, lang),
      { kind: 'sheet' },
      { kind: 'heading', level: 2, words: say('goals') },
      ...goalBlocks(content, lang),
      { kind: 'para', said: { words: say('source', { number: content.number }) }, quiet: true },
      ...(content.untranslated.length > 0
        ? [{ kind: 'para', said: { words: say('untranslated') }, quiet: true } as const]
        : []),
    ],
    foot: say('foot', { district: district.name, date: meeting, number: content.number }),
    pageOf: say('pageOf'),
  }
}

function changedBlocks(content: Packet, lang: Lang): Block[] {
  const say = paperWords(lang)
  const { since } = content.packet
  const changed = changedSince(content, content.packet)
  const blocks: Block[] = [{ kind: 'heading', level: 2, words: say('changed') }]
  if (!since || !changed) return [...blocks, { kind: 'para', said: { words: say('firstPacket') } }]
  const dates = { number: since.number, date: shortDate(since.as_of, lang) }
  blocks.push({
    kind: 'para',
    said: {
      words: since.meeting_on
        ? say('sinceMeeting', { ...dates, meeting: shortDate(since.meeting_on, lang) })
        : say('sinceEdition', dates),
    },
  })
  if (changed.calls.length > 0)
    blocks.push({
      kind: 'table',
      caption: say('callsChanged'),
      head: [say('promise'), say('before'), say('now'), say('number')],
      rows: changed.calls.map((one) => [
        promiseName(content, one.promise, lang),
        say(`call_${one.was}`),
        say(`call_${one.promise.judged.call}`),
        shareText(one.now, lang),
      ]),
      numbers: [3],
    })
  if (changed.values.length > 0)
    blocks.push({
      kind: 'table',
      caption: say('valuesChanged'),
      head: [say('promise'), say('before'), say('now')],
      rows: changed.values.map((one) => [
        promiseName(content, one.promise, lang),
        shareText(one.was, lang),
        shareText(one.now, lang),
      ]),
      numbers: [1, 2],
    })
  if (changed.calls.length === 0 && changed.values.length === 0)
    blocks.push({ kind: 'para', said: { words: say('nothingChanged') } })
  if (changed.added.length > 0)
    blocks.push({
      kind: 'para',
      said: {
        words: say('newPromises', { list: changed.added.map((one) => promiseName(content, one, lang)).join('; ') }),
      },
    })
  blocks.push({ kind: 'para', said: { words: say('sameCount', { count: changed.same }) }, quiet: true })
  return blocks
}

/** Done, late, stuck and open as one row of text. */
export const standingRow = (counts: Standing): string[] => [
  String(counts.done),
  String(counts.late),
  String(counts.stuck),
  String(counts.open),
]

function workBlocks(content: Packet, lang: Lang): Block[] {
  const say = paperWords(lang)
  const { work, goals, since } = content.packet
  const blocks: Block[] = [{ kind: 'heading', level: 2, words: say('work') }]
  if (work.done + work.late + work.stuck + work.open === 0)
    return [...blocks, { kind: 'para', said: { words: say('noWork') } }]
  blocks.push({
    kind: 'table',
    caption: say('workCaption', { date: shortDate(content.as_of, lang) }),
    head: [say('goal'), say('done'), say('late'), say('stuck'), say('open')],
    rows: [
      ...goals.map((goal) => [
        [goal.code, read(goal.title, lang).words].filter(Boolean).join(' '),
        ...standingRow(goal.work),
      ]),
      [say('wholePlan'), ...standingRow(work)],
    ],
    numbers: [1, 2, 3, 4],
  })
  if (work.stuck > 0) blocks.push({ kind: 'para', said: { words: say('stuckToo') }, quiet: true })
  if (since?.work) {
    const { done, late, stuck } = since.work
    blocks.push({ kind: 'para', said: { words: say('workSince', { done, late, stuck }) } })
  }
  return blocks
}

function reachedBlocks(content: Packet, lang: Lang): Block[] {
  const say = paperWords(lang)
  const counts = reachedOf(content.promises)
  const missing = answersOf(content, content.packet.responses).filter((one) => one.response === null).length
  return [
    { kind: 'heading', level: 2, words: say('reached') },
    { kind: 'para', said: { words: say('reachedLead', { count: content.promises.length }) } },
    {
      kind: 'list',
      items: calls
        .filter((call) => counts[call] > 0)
        .map((call) => ({ words: `${say(`call_${call}`)}: ${counts[call]}` })),
    },
    {
      kind: 'table',
      caption: say('reachedCaption'),
      head: [say('promise'), say('promised'), say('number'), say('now')],
      rows: content.promises.map((promise) => [
        promiseName(content, promise, lang),
        read(promise.goal, lang).words,
        shareText(cellOf(content, promise), lang),
        say(`call_${promise.judged.call}`),
      ]),
      numbers: [2],
    },
    { kind: 'para', said: { words: say('responsesMissing', { count: missing }) } },
    ...(read(content.note, lang).words
      ? [{ kind: 'heading', level: 2, words: say('noteTitle') } as const, ...paragraphs(content.note, lang)]
      : []),
  ]
}

function calendarBlocks(content: Packet, lang: Lang): Block[] {
  const say = paperWords(lang)
  const lines = content.packet.calendar
  const day = content.as_of
  const heading: Block = { kind: 'heading', level: 2, words: say('calendar') }
  if (lines.length === 0) return [heading, { kind: 'para', said: { words: say('calendarNone') } }]
  return [
    heading,
    { kind: 'para', said: { words: say('calendarCount', onTime(lines, day)) } },
    {
      kind: 'table',
      caption: say('calendarCaption', { date: shortDate(day, lang) }),
      head: [say('report'), say('owner'), say('due'), say('came')],
      rows: lines.map((line) => {
        const date = line.done_on ? shortDate(line.done_on, lang) : ''
        return [
          read(line.title, lang).words,
          read(line.owner, lang).words,
          shortDate(line.due_on, lang),
          say(`mark_${markOf(line, day)}`, { date }),
        ]
      }),
      numbers: [],
    },
  ]
}

function goalBlocks(content: Packet, lang: Lang): Block[] {
  const say = paperWords(lang)
  const { goals } = content.packet
  const known = new Set(goals.flatMap((goal) => goal.promises))
  const others = content.promises.filter((promise) => !known.has(promise.id))
  const tables = new Set<string>()
  const of = (promise: JudgedPromise): Block[] => {
    const first = !tables.has(promise.definition)
    tables.add(promise.definition)
    return [
      ...promiseBlocks(content, promise, cellOf(content, promise), lang),
      ...responseBlocks(content, promise, lang),
      ...(first ? measureTables(content, promise.definition, lang) : []),
    ]
  }
  return [
    ...goals.flatMap((goal): Block[] => {
      const own = content.promises.filter((promise) => goal.promises.includes(promise.id))
      const words = [goal.code, read(goal.title, lang).words].filter(Boolean).join(' ')
      return [
        { kind: 'heading', level: 2, words },
        ...(own.length === 0 ? [{ kind: 'para', said: { words: say('noPromises') } } as const] : own.flatMap(of)),
      ]
    }),
    ...(others.length === 0
      ? []
      : [{ kind: 'heading', level: 2, words: say('otherPromises') } as const, ...others.flatMap(of)]),
  ]
}

/** Our response beside a call that is behind or missed; where nobody entered one, that is said. */
function responseBlocks(content: Packet, promise: JudgedPromise, lang: Lang): Block[] {
  if (!needsResponse(promise.judged.call)) return []
  const say = paperWords(lang)
  const response = content.packet.responses.find((one) => one.promise === promise.id)
  if (!response)
    return [
      {
        kind: 'note',
        title: say('response'),
        said: { words: say('responseMissing') },
        more: say('responseMissingWho'),
      },
    ]
  return [
    {
      kind: 'note',
      title: say('response'),
      said: saidOf(response.words, lang),
      more: say('responseWho', { who: read(response.who, lang).words, date: shortDate(response.by_on, lang) }),
    },
  ]
}
