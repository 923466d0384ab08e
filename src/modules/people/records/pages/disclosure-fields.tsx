import type { FC } from 'hono/jsx'
import { errorOf, Field, type FormError } from '../../../../platform/look/form.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { basisOptions, partyOptions } from '../options.ts'
import { words } from '../say.ts'

/** The fields of an entry of the register, for a new one and for a correction. */
export const DisclosureFields: FC<{
  lang: Lang
  typed: Readonly<Record<string, string>>
  errors: readonly FormError[]
}> = ({ lang, typed, errors }) => {
  const say = words(lang)
  return (
    <>
      <Field
        lang={lang}
        kind="date"
        name="on_date"
        label={say('onDate')}
        value={typed.on_date ?? ''}
        error={errorOf(errors, 'on_date')}
        required
      />
      <Field
        lang={lang}
        kind="text"
        name="party"
        label={say('party')}
        hint={say('partyHint')}
        value={typed.party ?? ''}
        error={errorOf(errors, 'party')}
        required
      />
      <Field
        lang={lang}
        kind="select"
        name="party_kind"
        label={say('partyKind')}
        value={typed.party_kind ?? ''}
        error={errorOf(errors, 'party_kind')}
        blank
        options={partyOptions(lang)}
        required
      />
      <Field
        lang={lang}
        kind="select"
        name="basis"
        label={say('basis')}
        value={typed.basis ?? ''}
        error={errorOf(errors, 'basis')}
        blank
        options={basisOptions(lang)}
        required
      />
      <Field
        lang={lang}
        kind="area"
        name="interest"
        label={say('interest')}
        hint={say('interestHint')}
        value={typed.interest ?? ''}
        error={errorOf(errors, 'interest')}
        rows={3}
      />
      <Field
        lang={lang}
        kind="area"
        name="what"
        label={say('what')}
        value={typed.what ?? ''}
        error={errorOf(errors, 'what')}
        rows={3}
        required
      />
      <Field
        lang={lang}
        kind="radios"
        name="was_given"
        label={say('wasGiven')}
        value={typed.was_given ?? 'yes'}
        error={errorOf(errors, 'was_given')}
        options={[
          { value: 'yes', label: say('given_yes') },
          { value: 'no', label: say('given_no') },
        ]}
      />
    </>
  )
}
