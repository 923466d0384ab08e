import type { FC } from 'hono/jsx'
import { Facts } from '../../../../platform/look/figure.tsx'
import { Buttons, ButtonLink, Field, Filters } from '../../../../platform/look/form.tsx'
import { Upload } from '../../../../platform/look/live.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Option } from '../../../../platform/look/field.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { ListRow, ListView } from '../list-view.ts'
import { say } from '../say.ts'

export type Place = { title: string; href: string; measures: string }
export type ValueListProps = ListView & {
  lang: Lang
  plan: Place
  office: string
  /** what a GET form of this page keeps */
  action: string
  fields: Readonly<Record<string, string>>
  grid: string | null
  sheet: { xlsx: string; csv: string; send: string; year: string; years: readonly Option[]; action: string } | null
  csrf: string
  saved: { count: number; same: number } | null
}

/** Says how many values were saved, and how many rows said what was there already. */
export const SavedValues: FC<{ lang: Lang; saved: { count: number; same: number } | null }> = ({ lang, saved }) => {
  const words = say(lang)
  if (!saved) return null
  return (
    <Notice
      lang={lang}
      kind="done"
      title={saved.count > 0 ? words('savedCount', { count: saved.count }) : words('savedNothing')}
    >
      {saved.count > 0 && saved.same > 0 ? <p>{words('sameCount', { count: saved.same })}</p> : null}
    </Notice>
  )
}

/** All measures of a plan with what offices say of them, and the ways to enter. */
export const ValueList: FC<ValueListProps> = (props) => {
  const { lang, plan, sheet } = props
  const words = say(lang)
  return (
    <>
      <SavedValues lang={lang} saved={props.saved} />
      <PageHead title={words('title')} lead={words('lead')}>
        <Facts
          facts={[
            { value: plan.title, href: plan.href },
            { value: words('measuresOf'), href: plan.measures },
          ]}
        />
      </PageHead>
      <Notice lang={lang} kind="info">
        <p>{words('inside')}</p>
      </Notice>
      {props.grid ? (
        <Buttons>
          <ButtonLink label={words('grid')} href={props.grid} main={true} />
        </Buttons>
      ) : null}
      <Section title={words('list')} id="list">
        <Filters lang={lang} action={props.action} label={words('list')}>
          {Object.entries(props.fields).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <Field
            lang={lang}
            kind="select"
            name="office"
            label={words('office')}
            value={props.office}
            options={[{ value: '', label: words('anyOffice') }, ...props.offices]}
          />
        </Filters>
        <p role="status">{words('listCount', { told: props.told, all: props.all })}</p>
        {props.rows.length === 0 ? (
          <Empty title={words('listEmpty')}>
            <p>{words('listEmptyHint')}</p>
          </Empty>
        ) : (
          <Table
            lang={lang}
            caption={words('list')}
            hideCaption={true}
            dense={true}
            narrow="stack"
            columns={[
              { key: 'of', head: words('part'), kind: 'text' },
              {
                key: 'title',
                head: words('measure'),
                kind: 'link',
                href: (row: ListRow) => row.href,
                note: (row: ListRow) => row.kind,
                rowHead: true,
              },
              { key: 'latest', head: words('latest'), kind: 'text', note: (row: ListRow) => row.period },
              { key: 'next', head: words('next'), kind: 'text', quiet: true },
              { key: 'office', head: words('office'), kind: 'text', quiet: true },
            ]}
            rows={props.rows}
          />
        )}
      </Section>
      {sheet ? (
        <Section title={words('sheet')} lead={words('sheetLead')} id="sheet">
          <Filters lang={lang} action={sheet.action} label={words('sheetTake')}>
            {Object.entries(props.fields).map(([name, value]) => (
              <input type="hidden" name={name} value={value} />
            ))}
            {props.office ? <input type="hidden" name="office" value={props.office} /> : null}
            <Field
              lang={lang}
              kind="select"
              name="year"
              label={words('yearHead')}
              value={sheet.year}
              options={sheet.years}
            />
          </Filters>
          <p>
            {words('sheetTake')}: <a href={sheet.xlsx}>{words('xlsx')}</a> <a href={sheet.csv}>{words('csv')}</a>
          </p>
          <Upload
            lang={lang}
            action={sheet.send}
            csrf={props.csrf}
            name="file"
            label={words('sheetSend')}
            hint={words('sheetHint')}
            accept=".xlsx,.csv"
          />
        </Section>
      ) : null}
    </>
  )
}
