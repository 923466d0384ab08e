import type { FC } from 'hono/jsx'
import { shortDate } from '../../../../platform/format.ts'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead, PublicPage } from '../../../../platform/look/page.tsx'
import { Tabs } from '../../../../platform/look/pager.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import { Audience as AudienceMark } from '../../../../platform/look/status.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import { type Lang, read, type Text } from '../../../../platform/words.ts'
import type { EditionContent } from '../../editions/content.ts'
import { promiseName, shareText } from '../../packet/figures.ts'
import { cellOf, promiseAt } from '../../packet/rules.ts'
import { words } from '../say.ts'
import { type Audience, audiences, lineKinds, type PublicPlan } from '../schema.ts'

export type PlanPageProps = {
  lang: Lang
  plan: PublicPlan
  /** the newest published edition */
  content: EditionContent
  /** null: the whole plan */
  audience: Audience | null
}

/** The name of the file of a page of the plan. */
export const planFile = (audience: Audience | null): string =>
  audience === null ? 'plan.html' : `plan-${audience}.html`

const Said: FC<{ text: Text; lang: Lang }> = ({ text, lang }) => {
  const told = read(text, lang)
  return told.lang === lang ? <>{told.words}</> : <span lang={told.lang}>{told.words}</span>
}
const named = (part: { code: string; title: Text }, lang: Lang): string =>
  [part.code, read(part.title, lang).words].filter(Boolean).join(' ')

/** The plan for everybody, whole or for one audience: a file, no session, no script. */
export const PlanPage: FC<PlanPageProps> = (props) => {
  const { lang, plan, content, audience } = props
  const say = words(lang)
  const { district } = content
  const at = (to: Lang, of: Audience | null) => `/public/${district.slug}/${to}/${planFile(of)}`
  const title = say('title', { district: district.name })
  const { on, body } = plan.adopted
  return (
    <PublicPage
      lang={lang}
      title={audience === null ? title : `${title}: ${say(`for_${audience}`)}`}
      other={{ en: at('en', audience), es: at('es', audience) }}
      home={`/public/${lang}/`}
      assetBase="/public"
      howHref={`/public/${district.slug}/editions/${content.number}/${lang}/what-was-checked.html`}
      {...(district.synthetic ? { synthetic: { district: district.name } } : {})}
      links={[{ label: say('index'), href: `/public/${district.slug}/${lang}/` }]}
    >
      <PageHead title={audience === null ? title : say(`for_${audience}`)} lead={say('lead')}>
        <AudienceMark lang={lang} reader="public" />
      </PageHead>
      <Tabs
        label={say('audiences')}
        tabs={[null, ...audiences].map((one) => ({
          label: one === null ? say('whole') : say(`for_${one}`),
          href: at(lang, one),
          current: one === audience,
        }))}
      />
      <p>
        <b>
          <Said text={plan.title} lang={lang} />
        </b>
        .{' '}
        {on && body ? say('adopted', { body: read(body, lang).words, date: shortDate(on, lang) }) : say('adoptedPlain')}
      </p>
      {plan.vision ? (
        <p class="statement">
          <Said text={plan.vision} lang={lang} />
        </p>
      ) : null}
      {audience === null ? null : <Mine {...props} audience={audience} />}
      {plan.goals.map((goal) => (
        <Goal {...props} goal={goal} />
      ))}
      <p class="quiet">{say('from', { number: content.number, date: shortDate(content.as_of, lang) })}</p>
    </PublicPage>
  )
}

/** What the plan asks of an audience, and offers it. */
const Mine: FC<PlanPageProps & { audience: Audience }> = ({ lang, plan, audience }) => {
  const say = words(lang)
  return (
    <>
      {lineKinds.map((kind) => {
        const own = plan.lines.filter((one) => one.audience === audience && one.kind === kind)
        return (
          <Section title={say(kind)} lead={say(`${kind}Lead`)} id={kind}>
            {own.length === 0 ? (
              <Notice lang={lang} kind="info">
                {say('noLines')}
              </Notice>
            ) : (
              <ul>
                {own.map((one) => (
                  <li>
                    <Said text={one.words} lang={lang} />{' '}
                    <small class="quiet">{say('about', { part: named(one.about, lang) })}</small>
                  </li>
                ))}
              </ul>
            )}
          </Section>
        )
      })}
    </>
  )
}

const Goal: FC<PlanPageProps & { goal: PublicPlan['goals'][number] }> = ({ lang, content, audience, goal }) => {
  const say = words(lang)
  const below = new Set(goal.below)
  const promises = content.promises.filter((one) => below.has(promiseAt(one.id)?.element ?? ''))
  return (
    <Section title={named(goal, lang)} id={`g-${goal.id}`}>
      {goal.text ? (
        <p class="measure">
          <Said text={goal.text} lang={lang} />
        </p>
      ) : null}
      {promises.length === 0 ? (
        <p class="quiet">{say('noPromises')}</p>
      ) : (
        <Table
          lang={lang}
          id={`promises-${goal.id}`}
          caption={say('progress')}
          columns={[
            { key: 'promise', head: say('promise'), kind: 'link', rowHead: true, href: (row) => row.href },
            { key: 'goal', head: say('goal'), kind: 'text' },
            { key: 'number', head: say('number'), kind: 'text' },
            { key: 'call', head: say('call'), kind: 'call' },
          ]}
          rows={promises.map((one) => ({
            promise: promiseName(content, one, lang),
            href: `/public/${content.district.slug}/editions/${content.number}/${lang}/measure/${one.definition}.html`,
            goal: read(one.goal, lang).words,
            number: shareText(cellOf(content, one), lang),
            call: one.judged.call,
          }))}
        />
      )}
      {goal.seen.length > 0 && audience !== 'staff' ? (
        <>
          <h3>{say('seen')}</h3>
          <ul>
            {goal.seen.map((line) => (
              <li>
                <Said text={line} lang={lang} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {audience === null && goal.strategies.length > 0 ? (
        <>
          <h3>{say('strategies')}</h3>
          <ul>
            {goal.strategies.map((one) => (
              <li>
                {one.code} <Said text={one.title} lang={lang} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Section>
  )
}
