import type { FC } from 'hono/jsx'
import { Definition } from '../../../platform/look/definition.tsx'
import { Facts } from '../../../platform/look/figure.tsx'
import { Notice } from '../../../platform/look/notice.tsx'
import { PageHead } from '../../../platform/look/page.tsx'
import { Section } from '../../../platform/look/panel.tsx'
import { Table } from '../../../platform/look/table.tsx'
import type { Column } from '../../../platform/look/cells.ts'
import { say } from '../say.ts'
import { BareMeasures, MeasureShow } from './measure.tsx'
import type { DownRow, ElementShowProps, PublishedRow, TaskRow } from './props.ts'
import { Paragraph, Problems, StepLink } from './words.tsx'
import { Quadrant } from '../implementing/pages/quadrant.tsx'
import type { QuadrantView } from '../implementing/quadrant.ts'
import type { ElementMore } from '../whole/element.ts'
import { BesideShow, SourceShow } from '../whole/pages/element-more.tsx'
import { Marked, MarkedParagraph } from '../whole/pages/marked.tsx'
import { WhenShow } from '../whole/pages/when-show.tsx'

/** The throughline page of one element: what it is, how we know, why (up), how (down), tasks, what others published, findings. */
export const ElementShow: FC<ElementShowProps & { more: ElementMore; quadrant?: QuadrantView | null }> = (props) => {
  const { lang, more } = props
  const words = say(lang)
  // What asks for nothing and is computed by nothing is a line, not a chapter.
  const isBare = (measure: ElementShowProps['measures'][number]): boolean =>
    measure.targets.length === 0 && measure.definition === null && measure.numbers === null
  const bare = props.measures.filter(isBare)
  const full = props.measures.filter((measure) => !isBare(measure))
  return (
    <>
      <PageHead title={props.title.words} titleLang={props.title.lang}>
        <Facts
          facts={[...props.facts, ...more.facts].map((fact) => ({
            ...fact,
            value: fact.lang ? <span lang={fact.lang}>{fact.value}</span> : fact.value,
          }))}
          {...(props.code ? { code: props.code } : {})}
        />
      </PageHead>
      {props.text ? <MarkedParagraph lang={lang} text={props.text} mark={more.mark} class="lead" /> : null}
      {more.titleTerms.length > 0 ? (
        <p class="facts">
          {more.titleTerms.map((one) => (
            <Definition lang={lang} term={one.term} means={one.means} />
          ))}
        </p>
      ) : null}
      {props.unaligned ? (
        <Notice lang={lang} kind="warning">
          <p>{words('unaligned')}</p>
        </Notice>
      ) : null}
      {props.note ? <Paragraph lang={lang} text={props.note} class="quiet measure" /> : null}
      {props.youWillSee.length > 0 ? (
        <Section title={words('youWillSee')} id="you-will-see">
          <ul class="measure">
            {props.youWillSee.map((text) => (
              <li>
                <Marked lang={lang} text={text} mark={more.mark} />
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Section title={words('measures')} id="measures">
        {props.measures.length > 0 ? (
          <>
            {full.map((measure) => (
              <MeasureShow lang={lang} measure={measure} />
            ))}
            <BareMeasures lang={lang} measures={bare} />
          </>
        ) : (
          <p class="quiet">
            {words('measuresNone')} {props.up.length > 0 ? words('measuresAbove') : ''}
          </p>
        )}
      </Section>
      {props.quadrant ? <Quadrant lang={lang} view={props.quadrant} /> : null}
      <Published {...props} />
      <Why {...props} />
      <How {...props} />
      <Tasks {...props} />
      {more.when ? <WhenShow lang={lang} when={more.when} notLate={more.notLate} /> : null}
      <BesideShow lang={lang} beside={more.beside} />
      <SourceShow lang={lang} more={more} />
      <Problems lang={lang} problems={props.problems} />
    </>
  )
}

const Published: FC<ElementShowProps> = ({ lang, published }) => {
  const words = say(lang)
  if (published.length === 0) return null
  const columns: Column<PublishedRow>[] = [
    { key: 'year', head: words('year'), kind: 'text', rowHead: true },
    { key: 'value', head: words('published_value'), kind: 'text', note: (r) => r.note },
    { key: 'count', head: words('countOf'), kind: 'text' },
    { key: 'source', head: words('file'), kind: 'text', quiet: true, lang: (r) => r.sourceLang },
  ]
  return (
    <Section title={words('published')} lead={words('publishedLead')} id="published">
      {published.map((view) => (
        <>
          <p>{view.sentence}</p>
          <Table lang={lang} caption={view.caption} dense={true} narrow="stack" columns={columns} rows={view.rows} />
        </>
      ))}
    </Section>
  )
}

const Links: FC<Pick<ElementShowProps, 'lang' | 'links'>> = ({ lang, links }) => (
  <>
    {links.map((link) => (
      <p>
        {link.kind} <StepLink step={link.step} />
        {link.read ? <small> {say(lang)('linkRead')}</small> : null}
      </p>
    ))}
  </>
)

const Why: FC<ElementShowProps> = ({ lang, up, alsoUnder, links }) => {
  const words = say(lang)
  return (
    <Section title={words('up')} id="up">
      {up.length === 0 ? <p class="quiet">{words('upTop')}</p> : null}
      {up.length > 0 ? (
        <ol>
          {up.map((step) => (
            <li>
              <StepLink step={step} />
            </li>
          ))}
        </ol>
      ) : null}
      {alsoUnder.map((step) => (
        <p>
          {words('alsoUnder')} <StepLink step={step} />
        </p>
      ))}
      <Links lang={lang} links={links.filter((link) => link.outgoing)} />
    </Section>
  )
}

const How: FC<ElementShowProps> = ({ lang, down, tasks, isWork, links: both }) => {
  const words = say(lang)
  const links = both.filter((link) => !link.outgoing)
  if (down.length === 0 && links.length === 0 && tasks.length > 0) return null
  const all: (Column<DownRow> | false)[] = [
    { key: 'code', head: words('code'), kind: 'text' },
    {
      key: 'title',
      head: words('what'),
      kind: 'link',
      href: (r) => r.href,
      lang: (r) => r.titleLang,
      note: (r) => r.level,
      rowHead: true,
    },
    down.some((r) => r.owner) && { key: 'owner', head: words('owner'), kind: 'text' },
    down.some((r) => r.when) && { key: 'when', head: words('when'), kind: 'text', lang: (r) => r.whenLang },
    down.some((r) => r.call) && { key: 'call', head: words('state'), kind: 'call' },
  ]
  return (
    <Section title={words('down')} id="down">
      {down.length > 0 ? (
        <Table
          lang={lang}
          caption={words('down')}
          hideCaption={true}
          narrow="stack"
          columns={all.filter((c) => c !== false)}
          rows={down}
        />
      ) : links.length === 0 ? (
        <p class="quiet">{words(isWork ? 'downNone' : 'downNothing')}</p>
      ) : null}
      <Links lang={lang} links={links} />
    </Section>
  )
}

const Tasks: FC<ElementShowProps> = ({ lang, tasks, tasksMore, tasksTold, hasTasks }) => {
  const words = say(lang)
  if (!hasTasks) return null
  const all: (Column<TaskRow> | false)[] = [
    { key: 'code', head: words('code'), kind: 'text' },
    {
      key: 'title',
      head: words('task'),
      kind: 'link',
      href: (r) => r.href,
      lang: (r) => r.titleLang,
      note: (r) => r.note,
      rowHead: true,
    },
    { key: 'owner', head: words('owner'), kind: 'text' },
    { key: 'when', head: words('when'), kind: 'text', lang: (r) => r.whenLang },
    tasks.some((t) => t.state) && { key: 'state', head: words('taskState'), kind: 'text' },
  ]
  return (
    <Section title={words('tasks')} id="tasks" {...(tasks.length > 0 ? { lead: words('tasksByDue') } : {})}>
      {tasksTold ? <p>{tasksTold}</p> : null}
      {tasks.length === 0 ? (
        <p class="quiet">{words('tasksNone')}</p>
      ) : (
        <Table
          lang={lang}
          caption={words('tasks')}
          hideCaption={true}
          narrow="stack"
          columns={all.filter((c) => c !== false)}
          rows={tasks}
        />
      )}
      {tasksMore > 0 ? <p class="quiet">{words('tasksMore', { count: tasksMore })}</p> : null}
    </Section>
  )
}
