import type { FC } from 'hono/jsx'
import { ButtonLink } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { CommitteeLine, CommitteeList as Listed, MeetingLink } from '../reading.ts'
import { words } from '../say.ts'

/** Every committee and council: where the reader sits, the others, and those that have ended. */
export const CommitteeList: FC<Listed & { lang: Lang }> = ({ lang, lines, mayFound }) => {
  const say = words(lang)
  const parts = [
    { title: say('mineTitle'), some: lines.filter((line) => line.mine && !line.ended) },
    { title: say('othersTitle'), some: lines.filter((line) => !line.mine && !line.ended) },
    { title: say('endedTitle'), some: lines.filter((line) => line.ended) },
  ]
  return (
    <>
      <PageHead title={say('title')} lead={say('lead')} />
      <p>
        <a href="/work">{say('toWork')}</a>
      </p>
      {mayFound ? (
        <p>
          <ButtonLink label={say('newCommittee')} href="/work/committees/new" />
        </p>
      ) : null}
      {lines.length === 0 ? (
        <Empty title={say('none')}>
          <p>{say('noneHint')}</p>
        </Empty>
      ) : null}
      {parts.map(({ title, some }) =>
        some.length === 0 ? null : (
          <Section title={title}>
            <ul class="duties">
              {some.map((line) => (
                <Line lang={lang} line={line} />
              ))}
            </ul>
          </Section>
        ),
      )}
    </>
  )
}

const Line: FC<{ lang: Lang; line: CommitteeLine }> = ({ lang, line }) => {
  const say = words(lang)
  return (
    <li class="duty">
      <h3 class="due-title">
        <a href={line.href} {...(line.name.lang === lang ? {} : { lang: line.name.lang })}>
          {line.name.words}
        </a>
      </h3>
      <p class="quiet">
        {[
          line.kind,
          line.org,
          line.reportsTo ? say('reportsToIs', { name: line.reportsTo }) : '',
          say('seatCount', { seats: line.seats }),
        ]
          .filter(Boolean)
          .join(' \u00b7 ')}
      </p>
      <p>
        {line.next ? <Meeting label={say('nextMeeting')} link={line.next} /> : say('noNext')}
        {line.last ? (
          <>
            {' \u00b7 '}
            <Meeting label={say('lastMeeting')} link={line.last} />
            {` (${line.last.note})`}
          </>
        ) : null}
      </p>
    </li>
  )
}

const Meeting: FC<{ label: string; link: MeetingLink }> = ({ label, link }) => (
  <>
    {label}{' '}
    <a href={link.href}>
      <time datetime={link.day}>{link.date}</time>
    </a>
  </>
)
