import { writeFileSync } from 'node:fs'
import { launch } from '/work/main/e2e/browser.ts'
import { Page, document_ } from '/work/main/src/platform/look/page.tsx'
import { stylesheet } from '/work/main/src/platform/look/stylesheet.ts'
import { RosterAccessPage } from '/work/main/src/modules/people/roster/pages/roster-access.tsx'
import { SchoolsForm } from '/work/main/src/modules/feeds/pages/import-schools.tsx'
import { ImportFindings } from '/work/main/src/modules/feeds/pages/import-findings.tsx'
const lang = 'es' as const
const access = (
  <RosterAccessPage
    lang={lang}
    csrf="x"
    done={{ made: 2, given: 4, ended: 0 }}
    districts={[
      {
        district_id: 1,
        name: 'Mill River',
        counts: [
          { roster_role: 'teacher', people: 400, with_email: 398, with_account: 398 },
          { roster_role: 'administrator', people: 30, with_email: 30, with_account: 0 },
        ],
        chosen: new Map([['teacher', 'teacher']]) as never,
        hindered: [
          { staff_id: 1, person: 'Ada Example', account_id: null, why: 'elsewhere' },
          { staff_id: 2, person: 'Sam Sample', account_id: 7, why: 'administrator' },
        ],
      },
    ]}
  />
)
const row = {
  import_id: 5,
  version: 2,
  kind: 'oneroster',
  file_gone_at: null,
  unmatched: [
    { sourced_id: 'org-77', name: 'Hill Middle School', kind: 'school', identifier: 'HMS' },
    { sourced_id: 'org-88', name: 'History', kind: 'department', identifier: '' },
  ],
} as never
const imports = (
  <>
    <ImportFindings
      lang="en"
      row={row}
      withStudents
      findings={[
        { check_id: 'oneroster/dropped-column', severity: 'warning', rows: 3 },
        { check_id: 'oneroster/unknown-class', severity: 'error', rows: 12 },
      ]}
      first={[
        {
          n: 1,
          check_id: 'oneroster/unknown-class',
          row_no: 12,
          column_name: 'enrollments.classSourcedId',
          external_id: 'e-77',
          nearest: null,
        },
      ]}
    />
    <SchoolsForm lang="en" csrf="x" row={row} orgs={[{ code: '101', name: 'Brook Elementary' }]} />
  </>
)
const browser = await launch()
for (const [name, body, l] of [
  ['access', access, 'es'],
  ['import', imports, 'en'],
] as const)
  for (const width of [1280, 375])
    for (const theme of ['light', 'dark'] as const) {
      if (theme === 'dark' && width === 1280) continue
      const html = String(
        document_(
          <Page lang={l} title="x" path="/x" menu={[]}>
            {body as never}
          </Page>,
        ),
      ).replace('</head>', `<style>${stylesheet().text}</style></head>`)
      const page = await (browser as any).newPage({ viewport: { width, height: 900 }, colorScheme: theme })
      await page.setContent(html)
      writeFileSync(`/tmp/c-${name}-${width}-${theme}.png`, await page.screenshot({ fullPage: true }))
      console.log(name, width, theme, await page.evaluate('document.documentElement.scrollWidth'))
      await page.close()
    }
await browser.close()
