import type { FC } from 'hono/jsx'
import { ButtonLink, Field, Filters } from '../../../../platform/look/form.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../../say.ts'
import type { ProviderShown } from '../store.ts'

export type ButtonsProps = {
  lang: Lang
  /** providers of all districts */
  providers: readonly ProviderShown[]
  /** code of the district that the address names */
  at: string
  to: string
}

/** The providers on the sign-in page: those of the district, or first the choice of a district where several have some. */
export const ProviderButtons: FC<ButtonsProps> = ({ lang, providers, at, to }) => {
  const say = words(lang)
  const codes = [...new Map(providers.map((one) => [one.code, one.district]))]
  if (codes.length === 0) return null
  const chosen = codes.length === 1 ? codes[0]?.[0] : codes.find(([code]) => code === at)?.[0]
  if (chosen === undefined)
    return (
      <Section title={say('whichDistrict')} lead={say('whichDistrictLead')}>
        <Filters lang={lang} action="/sign-in" label={say('whichDistrict')}>
          <input type="hidden" name="to" value={to} />
          <Field
            lang={lang}
            kind="select"
            name="at"
            label={say('district')}
            options={codes.map(([code, name]) => ({ value: code, label: name }))}
          />
        </Filters>
      </Section>
    )
  return (
    <Section title={codes.find(([code]) => code === chosen)?.[1] ?? ''} lead={say('signInWithLead')}>
      <div class="buttons">
        {providers
          .filter((one) => one.code === chosen)
          .map((one) => (
            <ButtonLink
              href={`/sign-in/with/${one.provider_id}?to=${encodeURIComponent(to)}`}
              label={say('signInWith', { name: one.name })}
              main
            />
          ))}
      </div>
      {codes.length > 1 ? (
        <p>
          <a href={`/sign-in?to=${encodeURIComponent(to)}`}>{say('otherDistrict')}</a>
        </p>
      ) : null}
    </Section>
  )
}
