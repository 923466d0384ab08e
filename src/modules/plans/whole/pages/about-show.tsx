import type { FC } from 'hono/jsx'
import { CardGrid, Empty, Panel, Section } from '../../../../platform/look/panel.tsx'
import { Words } from '../../pages/words.tsx'
import type { AboutProps, Matrix, StatementView } from '../about.ts'
import { say } from '../say.ts'
import { StepList, WholeFrame } from './frame.tsx'
import { Marked, MarkedParagraph } from './marked.tsx'

type Props = Pick<AboutProps, 'mark'> & { lang: AboutProps['frame']['lang'] }

/** Where a statement is carried out; folded, so that a list of values stays a list. */
const Shows: FC<Props & { one: StatementView }> = ({ lang, one }) =>
  one.shows.length === 0 ? null : (
    <details class="shows">
      <summary>{say(lang)('showsIn', { count: one.shows.length })}</summary>
      <StepList steps={one.shows} />
      {one.basis ? <p class="quiet">{one.basis}</p> : null}
    </details>
  )

const Cards: FC<Props & { list: readonly StatementView[] }> = ({ lang, mark, list }) => (
  <CardGrid>
    {list.map((one) => (
      <Panel id={`s-${one.id}`}>
        <h3>
          <Words text={one.title} />
        </h3>
        {one.text ? <MarkedParagraph lang={lang} text={one.text} mark={mark} /> : null}
        <Shows lang={lang} mark={mark} one={one} />
      </Panel>
    ))}
  </CardGrid>
)

const Theory: FC<Props & { list: readonly StatementView[] }> = ({ lang, mark, list }) => (
  <ol class="chain">
    {list.map((one) => (
      <li id={`s-${one.id}`}>
        <h3>
          <Words text={one.title} />
        </h3>
        {one.text ? (
          <p class="measure">
            <Marked lang={lang} text={one.text} mark={mark} />
          </p>
        ) : null}
        {one.shows.length > 0 ? <StepList steps={one.shows} /> : null}
        {one.basis ? <p class="quiet">{one.basis}</p> : null}
      </li>
    ))}
  </ol>
)

const MatrixTable: FC<{ lang: Props['lang']; matrix: Matrix }> = ({ lang, matrix }) => {
  const words = say(lang)
  return (
    <Section title={words('matrixTitle', { kind: matrix.kind })} lead={words('matrixLead')} id={matrix.id}>
      <div class="table dense" role="region" tabindex={0} aria-labelledby={`${matrix.id}-c`}>
        <table>
          <caption id={`${matrix.id}-c`} class="sr">
            {words('matrixTitle', { kind: matrix.kind })}
          </caption>
          <thead>
            <tr>
              <th scope="col">{matrix.kind}</th>
              {matrix.heads.map((head) => (
                <th scope="col" class="num">
                  <a href={head.href} title={head.title}>
                    {head.code}
                    <span class="sr"> {head.title}</span>
                  </a>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {matrix.rows.map((row) => (
              <tr>
                <th scope="row">
                  <a href={`#s-${row.id}`}>
                    <Words text={row.title} />
                  </a>
                </th>
                {row.cells.map((n) => (
                  <td class={n > 0 ? 'num filled' : 'num quiet'}>{n > 0 ? n : words('gap')}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {matrix.gaps.length > 0 ? <p>{words('gaps', { list: matrix.gaps.join(', ') })}</p> : null}
    </Section>
  )
}

/** What a plan stands for, and which of its parts carry it. */
export const AboutShow: FC<AboutProps> = ({ frame, mark, groups, matrices }) => {
  const { lang } = frame
  const words = say(lang)
  return (
    <WholeFrame frame={frame}>
      {groups.length === 0 ? <Empty title={words('aboutNone')} /> : null}
      {groups.map((group) => {
        const [one] = group.statements
        if (one && group.statements.length === 1 && (group.kind === 'vision' || group.kind === 'mission'))
          return (
            <section class="section" id={group.kind}>
              <p class="kicker">{group.title}</p>
              <p class="statement" id={`s-${one.id}`}>
                <Words text={one.text ?? one.title} />
              </p>
              <Shows lang={lang} mark={mark} one={one} />
            </section>
          )
        return (
          <Section title={group.title} id={group.kind} {...(group.lead ? { lead: group.lead } : {})}>
            {group.kind === 'theory' ? (
              <Theory lang={lang} mark={mark} list={group.statements} />
            ) : (
              <Cards lang={lang} mark={mark} list={group.statements} />
            )}
            {group.left.length > 0 ? (
              <>
                <p>{words('theoryLeft')}</p>
                <StepList steps={group.left} />
              </>
            ) : null}
          </Section>
        )
      })}
      {matrices.map((matrix) => (
        <MatrixTable lang={lang} matrix={matrix} />
      ))}
    </WholeFrame>
  )
}
