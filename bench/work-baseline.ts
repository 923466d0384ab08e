import pg from 'pg'

/** What somebody would write by hand for the same pages: one bare table with the right indexes, plain SQL, escaped rows; no scope, no row security, no history to read, no forms. */
export type Baseline = {
  list: () => Promise<number>
  late: () => Promise<number>
  timeline: () => Promise<number>
  board: () => Promise<number>
  /** reads one row for update, writes it and one line of history */
  update: (id: number, note: string) => Promise<void>
  close: () => Promise<void>
}

const escape = (text: unknown) => String(text ?? '').replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`)
type Row = { item_id: number; title: { en: string }; due_on: string; starts_on: string; state: string; code: string }
const rowsOf = (rows: readonly Row[]): string =>
  rows
    .map(
      (row) =>
        `<li><a href="/work/${row.item_id}">${escape(row.title.en)}</a> ${escape(row.code)} ${escape(row.due_on)} ${escape(row.state)}</li>`,
    )
    .join('')
const bars = (rows: readonly Row[]): string =>
  rows
    .map((row, at) => {
      const x = (day: string) => (Date.parse(day) - Date.parse('2025-07-01')) / 86_400_000
      return `<text x="0" y="${at * 20}">${escape(row.title.en)}</text><rect x="${x(row.starts_on)}" y="${at * 20}" width="${x(row.due_on) - x(row.starts_on)}" height="12"/>`
    })
    .join('')

/** Copies the items of a district into a bare table of its own. In: the owner's address, the district, the day. */
export async function bareTable(ownerUrl: string, district: number, today: string): Promise<Baseline> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 10 })
  const client = await pool.connect()
  await client.query('begin')
  await client.query(
    `select set_config('throughline.inside', $1, true), set_config('throughline.districts', $1, true)`,
    [`{${district}}`],
  )
  await client.query('create schema bench')
  await client.query(
    `create table bench.item as select item_id, plan, title, code, starts_on, due_on, state, note, version from work.item`,
  )
  await client.query('alter table bench.item add primary key (item_id)')
  await client.query('create index on bench.item (plan, due_on, item_id)')
  await client.query('create index on bench.item (plan, state, due_on, item_id)')
  await client.query('create index on bench.item (plan, starts_on, item_id)')
  await client.query('create table bench.change (item_id int, version int, was text, became text)')
  await client.query('commit')
  await client.query('analyze bench.item')
  client.release()
  const columns = 'item_id, title, code, starts_on::text, due_on::text, state'
  const open = `state in ('open', 'going_on', 'stuck')`
  const rows = async (text: string, values: unknown[]): Promise<Row[]> => (await pool.query<Row>(text, values)).rows
  return {
    list: async () => {
      await pool.query(
        `select count(*), count(*) filter (where due_on < $1) as late from bench.item where plan = 'large' and ${open}`,
        [today],
      )
      const some = await rows(
        `select ${columns} from bench.item where plan = 'large' and ${open} order by due_on, item_id limit 50`,
        [],
      )
      return rowsOf(some).length
    },
    late: async () => {
      await pool.query(`select count(*) from bench.item where plan = 'large' and ${open} and due_on < $1`, [today])
      const some = await rows(
        `select ${columns} from bench.item where plan = 'large' and ${open} and due_on < $1 order by due_on, item_id limit 50`,
        [today],
      )
      return rowsOf(some).length
    },
    timeline: async () => {
      await pool.query(
        `select count(*) from bench.item where plan = 'large' and ${open} and starts_on <= '2026-06-30' and due_on >= '2025-07-01'`,
      )
      const some = await rows(
        `select ${columns} from bench.item where plan = 'large' and ${open} and starts_on <= '2026-06-30' and due_on >= '2025-07-01' order by starts_on, item_id limit 40`,
        [],
      )
      return bars(some).length
    },
    board: async () => {
      let length = 0
      await pool.query(`select state, count(*) from bench.item where plan = 'large' group by state`)
      for (const state of ['open', 'going_on', 'stuck', 'done'])
        length += rowsOf(
          await rows(
            `select ${columns} from bench.item where plan = 'large' and state = $1 order by due_on, item_id limit 20`,
            [state],
          ),
        ).length
      return length
    },
    update: async (id, note) => {
      const one = await pool.connect()
      try {
        await one.query('begin')
        const found = await one.query<{ note: string; version: number }>(
          'select note, version from bench.item where item_id = $1 for update',
          [id],
        )
        const [was] = found.rows
        await one.query('update bench.item set note = $2, version = version + 1 where item_id = $1', [id, note])
        await one.query('insert into bench.change values ($1, $2, $3, $4)', [id, was?.version, was?.note, note])
        await one.query('commit')
      } finally {
        one.release()
      }
    },
    close: () => pool.end(),
  }
}
