import type { FC } from 'hono/jsx'
import { schoolYear } from '../../../platform/format.ts'
import { Field, Filters, Form, Submit } from '../../../platform/look/form.tsx'
import { Notice } from '../../../platform/look/notice.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { Section } from '../../../platform/look/panel.tsx'
import type { Lang } from '../../../platform/words.ts'
import { words } from '../say.ts'
import type { Dataset, VersionRow } from '../schema.ts'
import { versionKey, VersionTable } from './version-table.tsx'

export type DatasetShowProps = {
  lang: Lang
  csrf: string
  districtId: number
  dataset: Dataset
  year: number
  versions: readonly VersionRow[]
  current: number | null
  day: (at: Date) => string
  /** a reload of an older roster was sent */
  sent: boolean
  schools: readonly { code: string; name: string }[]
  asked: { school: string; day: string }
  source: { first_row: number; last_row: number; rows: number; name: string; import_id: number; version: number } | null
}

/** All versions of a dataset in a year, the way back to an older one, and where a school's day comes from. */
export const DatasetShowPage: FC<DatasetShowProps> = (props) => {
  const { lang, csrf, districtId, dataset, year, versions, current, day, asked, source } = props
  const say = words(lang)
  const title = say('versionsTitle', {
    dataset: say(`dataset_${dataset}`),
    year: year === 0 ? say('allYears') : schoolYear(year),
  })
  const address = `/data/datasets/${dataset}/${year}`
  const others = versions.filter(
    (one) => one.version !== current && one.withdrawn_at === null && one.file_gone_at === null && !one.held,
  )
  const byDay = dataset === 'attendance' || dataset === 'submission'
  return (
    <>
      <PageHead title={title} lead={say('versionsLead')} />
      {props.sent ? (
        <Notice lang={lang} kind="done">
          <p>{say('goBackSent')}</p>
        </Notice>
      ) : null}
      <VersionTable
        lang={lang}
        versions={versions}
        currents={new Set(current === null ? [] : [versionKey({ dataset, school_year: year, version: current })])}
        day={day}
      />
      {byDay ? (
        <Section title={say('lineage')} lead={say('lineageLead')} id="lineage">
          <Filters lang={lang} action={address}>
            <input type="hidden" name="district" value={String(districtId)} />
            <Field
              lang={lang}
              kind="select"
              name="school"
              label={say('school')}
              value={asked.school}
              blank
              options={props.schools.map((one) => ({ value: one.code, label: `${one.name} (${one.code})` }))}
            />
            <Field lang={lang} kind="date" name="day" label={say('day')} value={asked.day} />
          </Filters>
          {asked.school !== '' && asked.day !== '' ? (
            source ? (
              <p>
                <a href={`/data/imports/${source.import_id}`}>
                  {say('lineageFound', {
                    first: source.first_row,
                    last: source.last_row,
                    rows: source.rows,
                    name: source.name,
                    version: source.version,
                  })}
                </a>
              </p>
            ) : (
              <p>{say('lineageNone')}</p>
            )
          ) : null}
        </Section>
      ) : null}
      {others.length > 0 ? (
        <Section title={say('goBackTitle')} id="back">
          <Form lang={lang} action={`${address}/rollback`} csrf={csrf}>
            <input type="hidden" name="district" value={String(districtId)} />
            <Field
              lang={lang}
              kind="select"
              name="to"
              label={say('version')}
              options={others.map((one) => ({
                value: String(one.version),
                label: `${say('versionNo', { version: one.version })} \u00b7 ${say(`status_${one.status}`)} \u00b7 ${day(one.made_at)}`,
              }))}
            />
            <Field
              lang={lang}
              kind="text"
              name="reason"
              label={say('reason')}
              hint={say('reasonHint')}
              required
              width="full"
            />
            <Submit label={say('goBack')} danger />
          </Form>
        </Section>
      ) : null}
    </>
  )
}
