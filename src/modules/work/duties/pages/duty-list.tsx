import type { FC } from 'hono/jsx'
import { schoolYear } from '../../../../platform/format.ts'
import { ButtonLink, Buttons, Field, Filters } from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { DutyLine, Ledger } from '../reading.ts'
import { words } from '../say.ts'
import { groups } from '../view.ts'
import { Marks } from './marks.tsx'

export type DutyListProps = Ledger & { lang: Lang; office: number | null; mine: boolean; mayEnter: boolean }

/** The ledger: every duty with its rule, its owner and its occurrences of a school year. */
export const DutyList: FC<DutyListProps> = (props) => {
  const { lang, lines } = props
  const say = words(lang)
  const open = lines.filter((line) => line.group === null)
  return (
    <>
      <PageHead title={say('title')} lead={say('lead')} />
      {props.mayEnter ? (
        <Buttons>
          <ButtonLink label={say('enter')} href="/work/duties/new" />
        </Buttons>
      ) : null}
      <Filters lang={lang} action="/work/duties">
        <Field
          lang={lang}
          kind="select"
          name="year"
          label={say('filterYear')}
          value={String(props.year)}
          options={props.years.map((year) => ({ value: String(year), label: schoolYear(year) }))}
        />
        <Field
          lang={lang}
          kind="select"
          name="office"
          label={say('filterOffice')}
          value={props.mine ? 'mine' : props.office === null ? '' : String(props.office)}
          options={[
            { value: '', label: say('anyOffice') },
            { value: 'mine', label: say('mineOnly') },
            ...props.offices.map((one) => ({ value: String(one.id), label: one.name })),
          ]}
        />
      </Filters>
      {props.known || lines.length === 0 ? null : (
        <Notice lang={lang} kind="info">
          <p>{say('unknownYear', { year: schoolYear(props.year) })}</p>
        </Notice>
      )}
      <p class="quiet">
        {say('count', { total: lines.length })}
        {' \u00b7 '}
        <a href="/work">{say('toWork')}</a>
      </p>
      {lines.length === 0 ? (
        <Empty title={say('empty')}>
          <p>{say('emptyHint')}</p>
        </Empty>
      ) : null}
      {open.length > 0 ? (
        <Section title={say('toSettle')} lead={say('toSettleLead')}>
          <Lines {...props} lines={open} />
        </Section>
      ) : null}
      {groups.map((group) => {
        const some = lines.filter((line) => line.group === group)
        return some.length === 0 ? null : (
          <Section title={say(`group.${group}`)}>
            <Lines {...props} lines={some} />
          </Section>
        )
      })}
    </>
  )
}

/** How a duty was kept, in words: `9 of 10 in time, 1 missed, 4 in a row`. */
export function keepingWords({ kept, of, missed, streak }: DutyLine['keeping'], lang: Lang): string {
  const say = words(lang)
  if (of === 0) return say('notYet')
  return [say('keeping', { kept, of }), say('missedCount', { missed }), streak > 1 ? say('streak', { streak }) : '']
    .filter(Boolean)
    .join(' \u00b7 ')
}

const Lines: FC<DutyListProps> = ({ lang, lines, today }) => (
  <ul class="duties">
    {lines.map((line) => (
      <li class="duty">
        <h3 class="due-title">
          <a href={line.href} {...(line.title.lang === lang ? {} : { lang: line.title.lang })}>
            {line.title.words}
          </a>
        </h3>
        <p class="quiet">
          {[line.owner, line.rule, ...(line.group === null ? [] : [keepingWords(line.keeping, lang)])].join(' \u00b7 ')}
        </p>
        <Marks lang={lang} entries={line.entries} today={today} label={line.title.words} />
      </li>
    ))}
  </ul>
)
