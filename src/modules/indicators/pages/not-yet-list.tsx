import type { FC } from 'hono/jsx'
import { schoolYear } from '../../../platform/format.ts'
import type { Lang } from '../../../platform/words.ts'
import { words } from '../say.ts'
import { type NamedProps, NamedStudents } from './named-students.tsx'

type Props = NamedProps & { lang: Lang; measure: { id: string; name: string; sentence: string } }

/** Students of a school whom a measure asks about and does not count: who is to move, by name, for those in whose scope they are. */
export const NotYetList: FC<Props> = (props) => {
  const { lang, org, measure } = props
  const say = words(lang)
  return (
    <NamedStudents
      {...props}
      title={say('notYet.title', { measure: measure.name })}
      lead={say('notYet.lead', { school: org.name, year: schoolYear(props.schoolYear) })}
      columns={[]}
      none={{ title: say('notYet.none'), hint: say('notYet.noneHint') }}
      href={(page) => `/schools/${org.id}/not-yet/${measure.id}?page=${page}`}
    >
      <p class="measure">
        {measure.sentence} <a href={`/indicators/${measure.id}?org=${org.id}`}>{say('notYet.number')}</a>
      </p>
    </NamedStudents>
  )
}
