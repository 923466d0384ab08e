import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot, settings } from '../platform/config.ts'
import { asvsPage } from './asvs.ts'
import { modules } from './modules.ts'
import { rightsPage } from './rights/page.ts'
import { schedules, scheduleZone } from './schedules.ts'

/** The table of settings for those who operate Throughline, from the list that the product reads. */
export function settingsPage(): string {
  const rows = settings.map((one) => `| \`${one.name}\` | ${one.fallback} | ${one.meaning} |`)
  return `# Settings

Settings are environment variables. This page is written from \`src/platform/config.ts\` by \`npm run docs\`; a wrong setting ends the start with one sentence and code 2.

| setting | if unset | meaning |
|---|---|---|
${rows.join('\n')}

**The home.** The demo keeps everything in \`.throughline\` inside the checkout (git ignores it). A real installation (\`THROUGHLINE_DEMO=off\`) uses
\`~/.local/share/throughline\` unless \`THROUGHLINE_HOME\` says otherwise; it is made with mode 0700 and refused inside a git work tree. As root see
[decision 003](../decisions/003-home-as-root.md).

**Your own PostgreSQL.** Version 18 or later. As a superuser, once:

\`\`\`sql
create role throughline_owner login password '…';
create role throughline_app login nosuperuser nobypassrls password '…';
create database throughline owner throughline_owner;
\`\`\`

Then set \`DATABASE_OWNER_URL\` to the first login and \`DATABASE_URL\` to the second. The names of the roles are fixed: grants name them.
`
}

/** Every row of the systems list with the module and page that serve it, or "not yet". */
export function systemsPage(): string {
  const served = new Map(
    modules.flatMap((one) =>
      Object.entries(one.systems ?? {}).map(([id, by]) => {
        const { page, lacks } = typeof by === 'string' ? { page: by, lacks: '' } : by
        return [id, { module: one.name, page, lacks }] as const
      }),
    ),
  )
  const lines = readFileSync(join(projectRoot, 'docs/systems.tsv'), 'utf8').trim().split('\n').slice(1)
  const known = new Set<string>()
  let area = ''
  let done = 0
  const out: string[] = []
  for (const line of lines) {
    const [id = '', of = '', name = ''] = line.split('\t')
    known.add(id)
    if (of !== area) {
      area = of
      out.push('', `## ${area}`, '', '| row | system | module | page | lacks |', '|---|---|---|---|---|')
    }
    const by = served.get(id)
    if (by) done += 1
    out.push(`| ${id} | ${name} | ${by?.module ?? 'not yet'} | ${by ? `\`${by.page}\`` : ''} | ${by?.lacks ?? ''} |`)
  }
  for (const id of served.keys())
    if (!known.has(id)) throw new Error(`A module says that it serves ${id}, which is not in docs/systems.tsv.`)
  return `# Systems

Every row of the list of systems, rules and measures that the five plans name. Written by \`npm run docs\` from what each module declares: ${done} of ${lines.length} rows are served;
what a row asks for beyond that stands in the last column. The others are "not yet".
${out.join('\n')}
`
}

/** What runs by itself, and when, from `schedules.ts`. */
export function schedulesPage(): string {
  const rows = schedules.map((one) => `| \`${one.job}\` | \`${one.cron}\` | ${one.does} |`)
  return `# Schedules

What runs by itself. Written by \`npm run docs\` from \`src/app/schedules.ts\`, which a test compares with what modules declare.

| job | when | what it does |
|---|---|---|
${rows.join('\n')}

The five parts of "when" are minute, hour, day of the month, month and day of the week (cron), read in ${scheduleZone}, wherever the districts are. What needs a district's own clock (the hour of
a mail, quiet hours) runs every few minutes and asks there, so that it is right in every time zone and when the clock is set.

- Every job is safe twice: two workers, or a schedule that fires again after a kill, change nothing the second time.
- One that was missed (no worker ran) is not made up for: the next run finds what is due. At most one night's cleaning is late.
- On the night in spring when the clock goes from two to three, what stands between them is left out until the next night: only the sweeper does.
- Nobody sees these in the product; \`throughline_job_seconds\` of the [metrics](operate.md#metrics) counts their runs.
`
}

const pages = [
  ['docs/run/settings.md', settingsPage],
  ['docs/run/schedules.md', schedulesPage],
  ['docs/systems.md', systemsPage],
  ['docs/guide/rights.md', rightsPage],
  ['docs/run/asvs.md', asvsPage],
] as const

if (process.argv[1]?.endsWith('docs.ts')) {
  const check = process.argv.includes('--check')
  for (const [path, make] of pages) {
    const file = join(projectRoot, path)
    const text = make()
    if (!check) writeFileSync(file, text)
    else {
      let now = ''
      try {
        now = readFileSync(file, 'utf8')
      } catch {
        // not written yet: stale
      }
      if (now !== text) {
        console.error(`${path} is stale: run "npm run docs".`)
        process.exitCode = 1
      }
    }
  }
}
