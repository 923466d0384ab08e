import type { FC } from 'hono/jsx'
import {
  Buttons,
  ErrorSummary,
  errorOf,
  Field,
  Form,
  type FormError,
  type Option,
  Submit,
} from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { Said } from '../../pages/props.ts'
import { Words } from '../../pages/words.tsx'
import { say } from '../say.ts'

export type UnitNewProps = {
  lang: Lang
  csrf: string
  units: readonly Option[]
  years: readonly Option[]
  typed: Readonly<Record<string, string>>
  errors: readonly FormError[]
  /** the district's plan, and what the template takes from it */
  served: { title: Said; parts: readonly { code: string | null; title: Said }[] } | null
}

/** A new plan of a school or an office from the priorities of the district's plan. */
export const UnitNew: FC<UnitNewProps> = ({ lang, csrf, units, years, typed, errors, served }) => {
  const words = say(lang)
  return (
    <>
      <ErrorSummary lang={lang} errors={errors} />
      <PageHead title={words('newTitle')} lead={words('newLead')}>
        <p>
          <a href="/plans/units">{words('units')}</a>
        </p>
      </PageHead>
      {served === null || units.length === 0 ? (
        <Empty title={words(served === null ? 'noCurrent' : 'noneToBegin')}>
          <p>{words(served === null ? 'noCurrentHint' : 'noneToBeginHint')}</p>
        </Empty>
      ) : (
        <>
          <Form lang={lang} action="/plans/units" csrf={csrf}>
            <Field
              lang={lang}
              kind="select"
              name="unit"
              label={words('unit')}
              required={true}
              blank={units.length > 1}
              value={typed.unit ?? (units.length === 1 ? units[0]?.value : '')}
              options={units}
              error={errorOf(errors, 'unit')}
            />
            <Field
              lang={lang}
              kind="select"
              name="year"
              label={words('year')}
              value={typed.year ?? years[0]?.value}
              options={years}
              error={errorOf(errors, 'year')}
            />
            <Buttons>
              <Submit label={words('beginNow')} main={true} />
            </Buttons>
          </Form>
          <Section title={words('whatComes')} lead={words('whatComesLead')}>
            <p>
              <Words text={served.title} />
            </p>
            <ul>
              {served.parts.map((one) => (
                <li>
                  {one.code ? `${one.code} ` : ''}
                  <Words text={one.title} />
                </li>
              ))}
            </ul>
          </Section>
        </>
      )}
    </>
  )
}
