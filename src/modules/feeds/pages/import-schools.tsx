import type { FC } from 'hono/jsx'
import { Field, Form, Submit } from '../../../platform/look/form.tsx'
import { Section } from '../../../platform/look/panel.tsx'
import type { Lang } from '../../../platform/words.ts'
import { words } from '../say.ts'
import type { ImportRow } from '../schema.ts'

export type OrgChoice = { code: string; name: string }

/** Which of our organizations those of a roster are that have another code. */
export const SchoolsForm: FC<{ lang: Lang; csrf: string; row: ImportRow; orgs: readonly OrgChoice[] }> = ({
  lang,
  csrf,
  row,
  orgs,
}) => {
  const say = words(lang)
  const options = [
    { value: '', label: say('matchSchoolsOpen') },
    ...orgs.map((one) => ({ value: one.code, label: `${one.name} (${one.code})` })),
  ]
  return (
    <Section title={say('matchSchools')} lead={say('matchSchoolsLead')} id="schools">
      <Form lang={lang} action={`/data/imports/${row.import_id}/schools`} csrf={csrf} version={row.version}>
        {row.unmatched.map((one, index) => (
          <Field
            lang={lang}
            kind="select"
            name={`org.${index}`}
            label={one.name || one.sourced_id}
            hint={[one.identifier, one.sourced_id].filter(Boolean).join(' \u00b7 ')}
            value=""
            options={options}
          />
        ))}
        <Submit label={say('matchSave')} />
      </Form>
      {row.unmatched.some((one) => one.kind === 'school') ? (
        <p>
          <a href={`/data/imports/${row.import_id}/organizations.csv`} download>
            {say('matchSchoolsProposal')}
          </a>
        </p>
      ) : null}
    </Section>
  )
}
