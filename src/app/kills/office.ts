import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../platform/config.ts'
import type { Ground } from './district.ts'
import type { Ledger, Note } from './ledger.ts'
import type { Product } from './product.ts'
import { type Browser, browserOf, type Odd } from './visitor.ts'

export type Wish = 'import' | 'publish' | 'plan'

/** What readers may expect of an item: nothing older than what was acknowledged when they asked. */
export type Written = { item: number; known: number; tried: number }

/** People of the district at work: each call is one step, and does whatever comes next. Every acknowledgement goes into the ledger. */
export type Office = {
  /** Writes an item. `early` hears of it before it is sent, as if it were acknowledged: the proof that a lost write is noticed. */
  saveItem: (early?: (note: Note) => void) => Promise<void>
  step: (wish: Wish) => Promise<void>
  items: () => readonly Written[]
  /** What the product refused to publishers, and how often: newer numbers, mostly. */
  refused: () => ReadonlyMap<string, number>
}

type Edition = {
  edition_id: number
  state: string
  version: number
  content_digest: string | null
  failure: string | null
}

/** Opens the office of a district on a product. */
export function openOffice(product: Product, ground: Ground, ledger: Ledger, odd: Odd): Office {
  const person = (key: string): Browser => browserOf(product.address, key, odd)
  const [leader, steward, publisher, approver] = ['leader', 'steward', 'publisher', 'approver'].map(person) as [
    Browser,
    Browser,
    Browser,
    Browser,
  ]
  const items: Written[] = []
  let saved = 0
  let sent = 0
  let plans = 0
  const refused = new Map<string, number>()

  const saveItem: Office['saveItem'] = async (early) => {
    if (items.length === 0) {
      const rows = await product.sql<{ item_id: number }>('select item_id from work.item order by item_id limit 3')
      items.push(...rows.map((row) => ({ item: row.item_id, known: 0, tried: 0 })))
    }
    const one = items[saved % items.length]
    if (!one) return
    saved += 1
    const [row] = await product.sql<{ version: number }>('select version from work.item where item_id = $1', [one.item])
    if (!row) return
    const note = `kept ${saved}`
    one.tried = saved
    early?.({ kind: 'item', item: one.item, version: row.version + 1, note })
    const answer = await leader.post(`/work/${one.item}`, { version: String(row.version), state: 'going_on', note })
    const told = /saved=(\d+)\.(\d+)/.exec(answer?.location ?? '')
    if (answer?.status !== 303 || !told) return
    ledger.note({ kind: 'item', item: Number(told[1]), version: Number(told[2]), note })
    one.known = saved
  }

  /** A file that nobody sent yet: one to three days of the year again, one row with another portion of the day. */
  const nextFile = (): string => {
    sent += 1
    const days = [...ground.days.keys()].toSorted().slice(-30)
    const chosen = [0, 1, 2].slice(0, 1 + (sent % 3)).map((i) => days[(sent * 7 + i * 11) % days.length] ?? '')
    const rows = [...new Set(chosen)].flatMap((day) => ground.days.get(day) ?? [])
    const columns = ground.header.split(',')
    const [status, portion] = [columns.indexOf('status'), columns.indexOf('portion')]
    const absent = rows.findIndex((row) => row.split(',')[status] !== 'present')
    const changed = rows.map((row, i) => {
      if (i !== Math.max(absent, 0)) return row
      const cells = row.split(',')
      cells[portion] = String(1 + (sent % 99))
      return cells.join(',')
    })
    // Rows in another order are other bytes with the same meaning.
    const turn = Math.floor(sent / 99) % Math.max(1, changed.length)
    return `${[ground.header, ...changed.slice(turn), ...changed.slice(0, turn)].join('\n')}\n`
  }

  const importStep = async () => {
    const open = await product.sql<{ import_id: number; state: string; version: number }>(
      `select import_id, state, version from feeds.import where state not in ('loaded', 'refused', 'purged') order by import_id`,
    )
    const examined = open.find((row) => row.state === 'examined')
    const failed = open.find((row) => row.state === 'failed')
    if (examined) {
      const answer = await steward.post(`/data/imports/${examined.import_id}/accept`, {
        version: String(examined.version),
        status: 'preliminary',
        note: '',
      })
      if (answer?.status === 303 && answer.location === `/data/imports/${examined.import_id}`)
        ledger.note({ kind: 'accepted', id: examined.import_id })
    } else if (failed)
      await steward.post(`/data/imports/${failed.import_id}/again`, { version: String(failed.version) })
    else if (open.length < 3) {
      const text = nextFile()
      const answer = await steward.upload(
        '/data/imports',
        { district: String(ground.districtId), kind: 'attendance' },
        { name: `attendance-${sent}.csv`, text },
      )
      const id = /^\/data\/imports\/(\d+)/.exec(answer?.location ?? '')?.[1]
      if (answer?.status === 303 && id)
        ledger.note({ kind: 'import', id: Number(id), sha256: createHash('sha256').update(text).digest('hex') })
    }
  }

  const words = () => ({
    title_en: `How we are doing, ${sent}`,
    title_es: `Cómo vamos, ${sent}`,
    note_en: 'More students come every day.',
    note_es: 'Más estudiantes vienen cada día.',
  })
  const publishStep = async () => {
    const [edition] = await product.sql<Edition>(
      `select edition_id, state, version, content_digest, failure from publishing.edition where state in ('draft', 'submitted', 'approved')`,
    )
    /** One verb of a publisher. Out: true when it was acknowledged, false when it was refused, null when nobody answered. */
    const act = async (who: Browser, verb: string, fields: Record<string, string>, from?: Edition) => {
      const path = from ? `/publish/editions/${from.edition_id}/${verb}` : '/publish/editions'
      const answer = await who.post(path, { ...fields, ...(from ? { version: String(from.version) } : {}) })
      const id = /^\/publish\/editions\/(\d+)/.exec(answer?.location ?? '')?.[1]
      if (answer?.status !== 303 || !id) {
        if (answer === null) return null
        const what = `${verb}: ${answer.status}, ${/<h1[^>]*>([^<]*)/.exec(answer.text)?.[1] ?? ''}`
        refused.set(what, (refused.get(what) ?? 0) + 1)
        return false
      }
      if (verb === 'publish') ledger.note({ kind: 'published', id: Number(id) })
      else ledger.note({ kind: 'edition', id: Number(id), version: (from?.version ?? 0) + 1, verb })
      return true
    }
    if (!edition) await act(publisher, 'draft', words())
    else if (edition.state === 'draft' && edition.failure) await act(publisher, 'redraft', words(), edition)
    else if (edition.state === 'draft' && edition.content_digest) await act(publisher, 'submit', {}, edition)
    else if (edition.state === 'submitted') {
      const done = await act(approver, 'approve', { digest: edition.content_digest ?? '' }, edition)
      // Computed again meanwhile: back to its authors.
      if (done === false) await act(publisher, 'redraft', words(), edition)
    } else if (edition.state === 'approved') {
      const [asked] = await product.sql<{ n: number }>(
        `select count(*)::int as n from pgboss.job where name = 'publishing.publish' and state < 'completed'`,
      )
      if (asked?.n === 0) await act(approver, 'publish', { digest: edition.content_digest ?? '' }, edition)
    }
  }

  /** `throughline plan FILE` with another title, as an operator types it. */
  const planStep = async () => {
    plans += 1
    const title = `Two Brooks Plan 2026-29, reading ${plans}`
    const path = join(product.home, '..', 'next.plan.yaml')
    writeFileSync(path, ground.planText.replace(/^title: .*$/m, `title: {en: '${title}', es: Plan de Two Brooks}`))
    const said = await new Promise<string>((done) => {
      const child = spawn(process.execPath, ['--import', 'tsx', 'src/app/main.ts', 'plan', path], {
        cwd: projectRoot,
        env: {
          ...process.env,
          DATABASE_URL: '',
          DATABASE_OWNER_URL: '',
          THROUGHLINE_HOME: product.home,
          THROUGHLINE_DEMO: 'on',
          THROUGHLINE_PART: 'plan',
          THROUGHLINE_FAULT: `folder:${product.faults}`,
        },
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      let text = ''
      child.stdout.on('data', (chunk: Buffer) => {
        text += String(chunk)
      })
      child.once('close', () => done(text))
    })
    const told = /^plan (\S+), version (\d+):/m.exec(said)
    if (told?.[1]) ledger.note({ kind: 'plan', slug: told[1], version: Number(told[2]), title })
  }

  return {
    saveItem,
    items: () => items,
    refused: () => refused,
    step: (wish) => (wish === 'import' ? importStep() : wish === 'publish' ? publishStep() : planStep()),
  }
}
