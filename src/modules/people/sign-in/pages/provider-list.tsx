import type { FC } from 'hono/jsx'
import { ButtonLink, Buttons } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../../say.ts'
import { presetNames, type Provider } from '../schema.ts'

/** The sign-in providers of the administrator's districts. */
export const ProviderListPage: FC<{
  lang: Lang
  providers: readonly (Provider & { district: string; people: number })[]
}> = ({ lang, providers }) => {
  const say = words(lang)
  return (
    <>
      <p>
        <a href="/people">{say('allPeople')}</a>
      </p>
      <PageHead title={say('providersTitle')} lead={say('providersLead')} />
      <Table
        lang={lang}
        caption={say('providersTitle')}
        hideCaption
        narrow="stack"
        empty={say('noProviders')}
        columns={[
          {
            key: 'name',
            head: say('provider'),
            kind: 'link',
            rowHead: true,
            href: (row) => `/people/providers/${row.id}`,
          },
          { key: 'kind', head: say('kind'), kind: 'text' },
          { key: 'district', head: say('district'), kind: 'text' },
          { key: 'people', head: say('linkedPeople'), kind: 'number' },
          { key: 'state', head: say('providerState'), kind: 'text' },
        ]}
        rows={providers.map((one) => ({
          id: one.provider_id,
          name: one.name,
          kind: say(`preset_${one.preset}`),
          district: one.district,
          people: one.people,
          state: say(`provider_${one.state}`),
        }))}
      />
      <Section title={say('addProvider')}>
        <Buttons>
          {presetNames.map((one) => (
            <ButtonLink href={`/people/providers/new?preset=${one}`} label={say(`preset_${one}`)} />
          ))}
        </Buttons>
      </Section>
    </>
  )
}
