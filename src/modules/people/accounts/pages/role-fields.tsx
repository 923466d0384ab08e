import type { FC } from 'hono/jsx'
import { errorOf, Field, type FormError } from '../../../../platform/look/form.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { roles } from '../../access.ts'
import { roleName, words } from '../../say.ts'
import type { RoleTyped } from '../admin.ts'

export type OrgChoice = { org_id: number; label: string }

/** Names of the fields of a role, for messages. */
export const roleLabels = (lang: Lang): Record<string, string> => {
  const say = words(lang)
  return {
    role: say('role'),
    org_id: say('organization'),
    from_date: say('firstDay'),
    to_date: say('lastDay'),
    name: say('name'),
    email: say('email'),
  }
}

/** Which role, where, from when to when. */
export const RoleFields: FC<{
  lang: Lang
  typed: RoleTyped
  orgs: readonly OrgChoice[]
  errors: readonly FormError[]
}> = ({ lang, typed, orgs, errors }) => {
  const say = words(lang)
  return (
    <>
      <Field
        lang={lang}
        kind="select"
        name="role"
        label={say('role')}
        value={typed.role}
        blank
        required
        error={errorOf(errors, 'role')}
        options={roles.map((one) => ({ value: one, label: roleName(one, lang) }))}
      />
      <Field
        lang={lang}
        kind="select"
        name="org_id"
        label={say('organization')}
        value={typed.org_id}
        blank
        required
        error={errorOf(errors, 'org_id')}
        options={orgs.map((org) => ({ value: String(org.org_id), label: org.label }))}
      />
      <Field
        lang={lang}
        kind="date"
        name="from_date"
        label={say('firstDay')}
        value={typed.from_date}
        required
        error={errorOf(errors, 'from_date')}
      />
      <Field
        lang={lang}
        kind="date"
        name="to_date"
        label={say('lastDay')}
        value={typed.to_date}
        hint={say('lastDayHint')}
        required={false}
        error={errorOf(errors, 'to_date')}
      />
    </>
  )
}
