import type pg from 'pg'

/** Writes a row into a table, as the world of the access matrix is filled. In: table with its schema, columns, the key to give back. Out: that key; 0 without one. */
export type Put = (table: string, row: Readonly<Record<string, unknown>>, key?: string) => Promise<number>

export const putWith =
  (client: pg.Client): Put =>
  async (table, row, key = '') => {
    const names = Object.keys(row)
    const text = `insert into ${table} (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})${key ? ` returning ${key} as id` : ''}`
    const { rows } = await client.query<{ id: number }>(text, Object.values(row))
    return rows[0]?.id ?? 0
  }

/** The same for the tables of `work` in one district. */
export const putWork = (client: pg.Client, district: number) => {
  const put = putWith(client)
  return (table: string, key: string, row: Readonly<Record<string, unknown>>): Promise<number> =>
    put(`work.${table}`, { district_id: district, ...row }, key)
}
