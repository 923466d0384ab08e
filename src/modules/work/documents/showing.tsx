import { dateIn } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { shortDate } from '../../../platform/format.ts'
import { historyOf } from '../../../platform/history/history.ts'
import type { Step, StepState } from '../../../platform/look/steps.tsx'
import type { Ctx, Visitor } from '../../../platform/web/route.ts'
import { type Lang, read } from '../../../platform/words.ts'
import { timeZoneOf, todayOf } from '../../people/index.ts'
import { contentWords } from '../artefacts/view.ts'
import { namesFor } from '../reading.ts'
import { mayKeep } from './access.ts'
import { documentObject, movesFor } from './actions.ts'
import type { Refused } from './forms.ts'
import { DocumentShow, type DocumentShowProps } from './pages/document-show.tsx'
import { audienceWords, mustReadDocument, orgNames, ownerWords } from './reading.ts'
import { mayGoOut, reachOf, stateForReaders } from './rules.ts'
import { words } from './say.ts'
import type { DocumentState, Reach } from './schema.ts'
import { audiencesOf, documentById, documentsOf, documentVersions, readersOf } from './store.ts'
import { documentHistory, readerWords, shareWords } from './view.ts'

/** The way of a document as steps: what is behind it, where it is, what comes. */
function stepsOf(is: DocumentState, reach: Reach, lang: Lang): Step[] {
  const say = words(lang)
  const order = ['draft', 'review', 'approved', 'disseminated'] as const
  const at = order.indexOf(is as (typeof order)[number])
  const state = (index: number): StepState =>
    is === 'superseded' ? 'stopped' : index < at ? 'done' : index === at ? 'now' : 'next'
  const said = reach.must > 0 && reach.acknowledged === reach.must
  return [
    ...order.map((name, index) => ({ label: say(`state.${name}`), state: state(index) })),
    {
      label: say('step.acknowledged'),
      state: is === 'disseminated' && said ? ('done' as const) : ('next' as const),
      ...(reach.must > 0 ? { note: say('reachCell', { acknowledged: reach.acknowledged, must: reach.must }) } : {}),
    },
  ]
}

type Shown = Omit<DocumentShowProps, 'lang' | 'notice' | 'errors' | 'typed' | 'csrf'>

/** Everything that the page of a document shows to a visitor. Errors: Missing `work/no-such-document`. */
async function shownOf(tx: Tx, visitor: Visitor, documentId: number, lang: Lang): Promise<Shown> {
  const say = words(lang)
  const document = await documentById(tx, documentId)
  await mustReadDocument(tx, visitor, document)
  const { document_id: id, district_id, in_force } = document
  const keeps = mayKeep(visitor, document)
  // Readers have the version in force; where a newer one stands is the office's affair.
  const state = keeps ? document.state : stateForReaders(document)
  const zone = await timeZoneOf(tx, district_id)
  const today = await todayOf(tx, district_id)
  const all = await documentVersions(tx, id)
  const [newest = null] = all
  const shown = keeps ? all : all.filter((one) => one.number === in_force)
  const audience = (await audiencesOf(tx, [id])).get(id) ?? []
  const readers = (await readersOf(tx, [id])).get(id) ?? []
  const changes = keeps ? await historyOf(tx, documentObject, id) : []
  const inForce = readers.filter((one) => one.number === in_force)
  const mine = inForce.find((one) => one.account_id === visitor.account_id && one.left_on === null)
  const names = await namesFor(
    tx,
    [],
    [
      ...new Set([
        ...shown.map((one) => one.brought_by),
        ...(keeps ? inForce.map((one) => one.account_id) : []),
        ...changes.map((one) => one.actor),
      ]),
    ],
  )
  const nameOf = orgNames(tx)
  const reach = reachOf(readers, in_force)
  const others = keeps
    ? (await documentsOf(tx, [district_id])).filter((one) => one.document_id !== id && mayKeep(visitor, one))
    : []
  const next = document.superseded_by === null ? null : await documentById(tx, document.superseded_by)
  const telling = { names, zone, lang }
  const facts = [
    { label: say('filterState'), value: say(`state.${state}`) },
    { label: say('filterKind'), value: say(`kind.${document.kind}`) },
    { label: say('owner'), value: await ownerWords(nameOf, document, lang) },
    {
      label: say('inForce'),
      value: in_force === null ? say('notInForce') : say('inForceNumber', { number: in_force }),
      ...(in_force !== null && in_force !== document.number ? { note: say('newVersionComing') } : {}),
    },
    ...(audience.length > 0
      ? [{ label: say('forWhom'), value: await audienceWords(nameOf, audience, lang, say('everybody')) }]
      : []),
    ...(document.acknowledge_by
      ? [{ label: say('acknowledgeBy'), value: shortDate(document.acknowledge_by, lang) }]
      : []),
    ...(document.review_by
      ? [
          {
            label: say('review'),
            value: shortDate(document.review_by, lang),
            ...(document.review_by < today ? { note: say('overdue') } : {}),
          },
        ]
      : []),
    ...(keeps && in_force !== null
      ? [
          { label: say('asked'), value: String(reach.asked) },
          { label: say('openedBy'), value: shareWords(reach.opened, reach.asked, lang) },
          { label: say('acknowledged'), value: shareWords(reach.acknowledged, reach.must, lang) },
        ]
      : []),
    ...(next
      ? [
          {
            label: say('supersededBy'),
            value: <a href={`/work/documents/${next.document_id}`}>{read(next.title, lang).words}</a>,
          },
        ]
      : []),
  ]
  const moves = movesFor(visitor, document, newest)
  return {
    page: `/work/documents/${id}`,
    version: document.version,
    title: read(document.title, lang),
    state: say(`state.${state}`),
    steps: stepsOf(state, reach, lang),
    facts,
    versions: shown.map((one) => ({
      number: one.number,
      what: contentWords(one, lang),
      href: `/work/documents/${id}/file/${one.number}`,
      note: keeps ? one.note : '',
      brought: say('broughtBy', {
        who: `${names.accounts.get(one.brought_by) ?? say('somebody')}, ${shortDate(dateIn(one.brought_at, zone), lang)}`,
      }),
    })),
    keeps,
    moves,
    waitsForOther: document.state === 'review' && newest?.brought_by === visitor.account_id,
    maySend: keeps && mayGoOut(document),
    mayBring: keeps && document.state !== 'superseded',
    acknowledge: mine?.must_acknowledge === true && mine.acknowledged_at === null,
    mayHold: keeps && in_force !== null && document.state !== 'superseded',
    others: others.map((one) => ({ value: String(one.document_id), label: read(one.title, lang).words })),
    readers: keeps
      ? inForce
          .map((one) => ({
            name: names.accounts.get(one.account_id) ?? say('somebody'),
            state: readerWords(one, zone, lang),
          }))
          .toSorted((a, b) => a.name.localeCompare(b.name, lang))
      : [],
    history: documentHistory(changes, telling),
  }
}

/** The page of a document. `refused`: a form on it came back. */
export async function show(ctx: Ctx, refused: Refused | null = null): Promise<Response> {
  const { lang } = ctx
  const say = words(lang)
  const props = await ctx.inScope((tx) => shownOf(tx, ctx.who(), ctx.id('id'), lang))
  const asked = ctx.query('asked')
  const saved = ctx.query('saved')
  const notice =
    asked !== undefined && /^\d{1,6}$/.test(asked)
      ? say('sentTo', { asked: Number(asked) })
      : saved === 'same'
        ? say('same')
        : saved === 'yes'
          ? say('saved')
          : null
  return ctx.page({
    title: props.title.words,
    current: '/work',
    status: refused?.status ?? 200,
    thread: {
      lang,
      up: [{ label: say('documents'), href: '/work/documents' }],
      here: { label: props.title.words, note: props.state },
      down: props.keeps ? [{ label: say('history'), href: '#history' }] : [],
    },
    body: (
      <DocumentShow
        lang={lang}
        {...props}
        notice={refused ? null : notice}
        errors={refused?.errors ?? []}
        typed={refused ? ctx.typed() : {}}
        csrf={ctx.csrf}
      />
    ),
  })
}
