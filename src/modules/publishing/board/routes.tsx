import { dateIn } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { invalid, missing } from '../../../platform/errors.ts'
import { shortDate } from '../../../platform/format.ts'
import type { FormError } from '../../../platform/look/form.tsx'
import type { Ctx, Route } from '../../../platform/web/route.ts'
import { isLang, languages } from '../../../platform/words.ts'
import { timeZoneOf, todayOf, yearOf } from '../../people/index.ts'
import { mayDraft } from '../access.ts'
import { startDraft } from '../actions.ts'
import { mayOpenBoard, mayReadBoard, mustReadBoard } from '../packet/access.ts'
import { isPacket, packetDoc } from '../packet/document.ts'
import { packetObject } from '../packet/history.ts'
import { onTime } from '../packet/rules.ts'
import { packetForm } from '../packet/schema.ts'
import { boardReports, type Handed, handedById, handedOf } from '../packet/store.ts'
import { pdfOf } from '../paper/serve.ts'
import { textOf } from '../schema.ts'
import type { Sources } from '../sources.ts'
import { correctionTo } from '../store-published.ts'
import { calendarRoutes } from './calendar-routes.tsx'
import { formErrors, nameErrors } from './forms.ts'
import { BoardHome } from './pages/board-home.tsx'
import { PacketCompare, PacketShow } from './pages/packet-pages.tsx'
import { districtFor, historyLines, itemsOfCalendar } from './reading.ts'
import { missingResponses, responseRoutes } from './response-routes.tsx'
import { words } from './say.ts'

/** The newest published correction of a packet, and whether the board has it as a packet, too. */
async function correctionOfPacket(tx: Tx, packet: Handed) {
  const found = await correctionTo(tx, packet.district_id, packet.number)
  return found && { ...found, packetId: found.kind === 'packet' ? found.edition_id : null }
}

/** The board's pages over the given sources. */
export function boardRoutes(sources: Sources): Route[] {
  const home = async (ctx: Ctx, errors: readonly FormError[] = []) => {
    const visitor = ctx.who()
    const district = districtFor(visitor, ctx.query('district'), mayOpenBoard)
    const reads = mayReadBoard(visitor, district)
    const data = await ctx.inScope(async (tx) => {
      const today = await todayOf(tx, district)
      const items = await itemsOfCalendar(tx, district)
      const lines = (await boardReports(tx, district, await yearOf(tx, district, today))).map((row) => {
        const item = items.get(row.board_report_id)
        return {
          due_on: row.due_on,
          done_on: item?.state === 'done' ? item.done_on : null,
          dropped: item?.state === 'dropped',
        }
      })
      return {
        today,
        packets: reads ? await handedOf(tx, district) : [],
        counts: onTime(lines, today),
        missing: await missingResponses(tx, district),
      }
    })
    return ctx.page({
      title: words(ctx.lang)('title'),
      current: '/board',
      width: 'wide',
      ...(errors.length > 0 ? { status: 422 } : {}),
      body: (
        <BoardHome
          lang={ctx.lang}
          csrf={ctx.csrf}
          district={district}
          {...data}
          reads={reads}
          mayMake={mayDraft(visitor, district)}
          typed={errors.length > 0 ? ctx.typed() : {}}
          errors={errors}
        />
      ),
    })
  }

  const start = async (ctx: Ctx) => {
    const visitor = ctx.who()
    const form = await ctx.form()
    const district = districtFor(visitor, form.district, mayDraft)
    const parsed = packetForm.safeParse(form)
    if (!parsed.success) {
      const say = words(ctx.lang)
      return home(ctx, formErrors(parsed.error, { meeting_on: say('needsDate') }, say('needsWords')))
    }
    const { meeting_on, as_of, note_en, note_es } = parsed.data
    const today = await ctx.inScope((tx) => todayOf(tx, district))
    if (as_of !== undefined && as_of !== today) throw notOfToday()
    if (meeting_on < today) return home(ctx, [{ field: 'meeting_on', message: words(ctx.lang)('meetingOver') }])
    const named = await nameErrors(ctx, district, [
      ['note_en', note_en],
      ['note_es', note_es],
    ])
    if (named.length > 0) return home(ctx, named)
    const title = Object.fromEntries(
      languages.map((lang) => [lang, words(lang)('packetTitle', { date: shortDate(meeting_on, lang) })]),
    )
    const edition = await startDraft(
      ctx.services,
      sources,
      visitor,
      district,
      { title: { ...title, source: 'en' }, note: textOf(note_en, note_es) },
      meeting_on,
    )
    return ctx.redirect(`/publish/editions/${edition.edition_id}`)
  }

  const packetOf = (ctx: Ctx, id: number) =>
    ctx.inScope(async (tx) => {
      const packet = await handedById(tx, id)
      mustReadBoard(ctx.who(), packet.district_id)
      return packet
    })

  const show = async (ctx: Ctx) => {
    const packet = await packetOf(ctx, ctx.id('id'))
    if (!isPacket(packet.content)) throw noPacket()
    const doc = packetDoc(packet.content, ctx.lang)
    const told = await ctx.inScope(async (tx) => ({
      history: await historyLines(tx, packet.district_id, packetObject, packet.edition_id, ctx.lang),
      zone: await timeZoneOf(tx, packet.district_id),
      correction: await correctionOfPacket(tx, packet),
    }))
    return ctx.page({
      title: doc.title,
      current: '/board',
      width: 'wide',
      body: (
        <PacketShow
          lang={ctx.lang}
          packet={packet}
          doc={doc}
          history={told.history}
          handedOn={dateIn(packet.handed_at, told.zone)}
          correction={told.correction}
        />
      ),
    })
  }

  const pdf = async (ctx: Ctx) => {
    const packet = await packetOf(ctx, ctx.id('id'))
    const lang = ctx.param('lang')
    if (!isPacket(packet.content) || !isLang(lang)) throw noPacket()
    return pdfOf(packetDoc(packet.content, lang), `packet-${packet.number}-${lang}`)
  }

  const compare = async (ctx: Ctx) => {
    const visitor = ctx.who()
    districtFor(visitor, undefined, mayReadBoard)
    const [a, b] = [ctx.query('a'), ctx.query('b')].map((text) => (/^\d{1,9}$/.test(text ?? '') ? Number(text) : 0))
    if (!a || !b) throw notTwo()
    const two = [await packetOf(ctx, a), await packetOf(ctx, b)].toSorted((x, y) => x.number - y.number)
    const [was, now] = two
    if (!was || !now || was.district_id !== now.district_id) throw notTwo()
    return ctx.page({
      title: words(ctx.lang)('compare'),
      current: '/board',
      width: 'wide',
      body: <PacketCompare lang={ctx.lang} was={was} now={now} />,
    })
  }

  const noPacket = () =>
    missing('publishing/no-such-packet', 'There is no such packet.', 'Go to the board page and choose one there.')
  const notOfToday = () =>
    invalid(
      'publishing/packet-of-today',
      'A packet can only be as of today: newer computations took the place of the numbers of earlier days.',
      'Make it as of today, or open the packet that was made then: packets never change.',
    )
  const notTwo = () =>
    invalid('publishing/two-packets', 'Comparing needs two packets.', 'Choose them on the board page.')

  return [
    { method: 'GET', path: '/board', access: 'signed-in', handle: (ctx) => home(ctx) },
    { method: 'POST', path: '/board/packets', access: 'signed-in', handle: start },
    { method: 'GET', path: '/board/packets/compare', access: 'signed-in', handle: compare },
    { method: 'GET', path: '/board/packets/:id', access: 'signed-in', handle: show },
    { method: 'GET', path: '/board/packets/:id/pdf/:lang', access: 'signed-in', handle: pdf },
    ...calendarRoutes,
    ...responseRoutes,
  ]
}
