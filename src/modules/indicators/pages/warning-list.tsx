import type { FC } from 'hono/jsx'
import { schoolYear } from '../../../platform/format.ts'
import { Tabs } from '../../../platform/look/pager.tsx'
import type { Lang } from '../../../platform/words.ts'
import { type RecordedRule, recordedRules } from '../definitions/warnings.ts'
import { words } from '../say.ts'
import { type NamedProps, NamedStudents } from './named-students.tsx'

/** Students of a school whom a rule of early warning names now, with the signs it saw; for those in whose scope they are. */
export const WarningList: FC<NamedProps & { lang: Lang; rule: RecordedRule }> = (props) => {
  const { lang, org, rule } = props
  const say = words(lang)
  const base = `/schools/${org.id}/warnings?rule=`
  return (
    <NamedStudents
      {...props}
      title={say('warn.listTitle')}
      lead={say('warn.listLead', { school: org.name, year: schoolYear(props.schoolYear) })}
      columns={[{ key: 'signs', head: say('warn.signs'), kind: 'text' }]}
      none={{ title: say('warn.listNone'), hint: say('warn.listNoneHint') }}
      href={(page) => `${base}${rule}&page=${page}`}
    >
      <Tabs
        label={say('warn.title')}
        tabs={recordedRules.map((one) => ({ label: say(`warn.${one}`), href: base + one, current: one === rule }))}
      />
      <p>
        <a href={`/indicators/early-warning#${rule}`}>{say('warn.record')}</a>
      </p>
    </NamedStudents>
  )
}
