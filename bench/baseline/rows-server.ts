import { createServer } from 'node:http'
import pg from 'pg'

/** What somebody would write by hand: node's server, pg, one query, escaped rows, no session, no scope, no chrome. */
const [url = '', orgId = '0'] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: url, max: 10 })
const escape = (text: unknown) => String(text ?? '').replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`)
createServer((_request, response) => {
  pool
    .query(
      `select school_year, period, through_date, group_set, group_value, state, n, d from indicators.value
       where definition = 'chronic-absenteeism' and org_id = $1 order by school_year desc, period desc, group_set, group_value limit 300`,
      [Number(orgId)],
    )
    .then(({ rows }) => {
      const body = rows
        .map(
          (row) =>
            `<tr><td>${escape(`${row.group_set} ${row.group_value}`)}</td><td>${escape(row.school_year)}</td><td>${escape(row.period)}</td><td>${escape(row.d > 0 ? `${((100 * row.n) / row.d).toFixed(1)}%` : '')}</td><td>${escape(row.n)}</td><td>${escape(row.d)}</td><td>${escape(row.through_date)}</td><td>${escape(row.state)}</td></tr>`,
        )
        .join('')
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      response.end(`<!doctype html><html lang="en"><title>Values</title><table><tbody>${body}</tbody></table></html>`)
    })
    .catch(() => {
      response.writeHead(500)
      response.end()
    })
}).listen(0, '127.0.0.1', function (this: import('node:http').Server) {
  process.send?.({ port: (this.address() as { port: number }).port })
})
