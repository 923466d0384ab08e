import type { FC } from 'hono/jsx'
import { Field, Form, Submit } from '../../../platform/look/form.tsx'
import { Notice } from '../../../platform/look/notice.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { Section } from '../../../platform/look/panel.tsx'
import type { Lang } from '../../../platform/words.ts'
import type { Days } from '../keeping.ts'
import { kindTitle, words } from '../say.ts'
import type { KindName } from '../schema.ts'

export type RetentionProps = {
  lang: Lang
  csrf: string
  districtId: number
  saved: boolean
  usual: Days
  /** `kind` null: what the other kinds inherit */
  kinds: readonly {
    kind: KindName | null
    file_days: number | null
    version_days: number | null
    counts: Days
    version: number
  }[]
}

/** How long each kind of file and its superseded versions are kept: one form. An empty field takes the district's own days. */
export const RetentionPage: FC<RetentionProps> = ({ lang, csrf, districtId, saved, usual, kinds }) => {
  const say = words(lang)
  return (
    <>
      <PageHead title={say('retention')} lead={say('retentionLead')}>
        <p class="quiet">
          <a href={`/data?district=${districtId}`}>{say('data')}</a>
          {' \u00b7 '}
          <a href={`/data/forget?district=${districtId}`}>{say('forget')}</a>
        </p>
      </PageHead>
      {saved ? (
        <Notice lang={lang} kind="done">
          <p>{say('retentionSaved')}</p>
        </Notice>
      ) : null}
      <Form lang={lang} action="/data/retention" csrf={csrf}>
        <input type="hidden" name="district" value={String(districtId)} />
        {kinds.map((one) => {
          const name = one.kind ?? 'all'
          const title = one.kind ? kindTitle(one.kind, lang) : say('retentionAll')
          return (
            <Section
              title={title}
              lead={
                one.kind
                  ? say('retentionCounts', { files: one.counts.file_days, versions: one.counts.version_days })
                  : say('retentionAllLead')
              }
            >
              <input type="hidden" name={`version.${name}`} value={String(one.version)} />
              <Field
                lang={lang}
                kind="number"
                name={`file_days.${name}`}
                label={`${say('fileDays')}: ${title}`}
                value={one.kind ? one.file_days : usual.file_days}
                required={one.kind === null}
                width="short"
                min={1}
                max={36_500}
              />
              <Field
                lang={lang}
                kind="number"
                name={`version_days.${name}`}
                label={`${say('versionDays')}: ${title}`}
                value={one.kind ? one.version_days : usual.version_days}
                required={one.kind === null}
                width="short"
                min={1}
                max={36_500}
              />
            </Section>
          )
        })}
        <Submit label={say('save')} main />
      </Form>
    </>
  )
}
