import type { FC } from 'hono/jsx'
import type { Lang } from '../../../platform/words.ts'
import { Code } from '../../../platform/look/status.tsx'
import { say } from '../say.ts'
import type { ProblemRow, Said, Step } from './props.ts'
import { Section } from '../../../platform/look/panel.tsx'
import { Table } from '../../../platform/look/table.tsx'

/** Says that a translation is older than its text. */
export const Older: FC<{ lang: Lang }> = ({ lang }) => <small> ({say(lang)('older')})</small>

/** Words of a plan; when they are not in the reader's language, the language is marked; when their translation is older than the text, that is said. */
export const Words: FC<{ text: Said }> = ({ text }) =>
  text.lang ? (
    <span lang={text.lang}>{text.words}</span>
  ) : (
    <>
      {text.words}
      {text.older ? <Older lang={text.older} /> : null}
    </>
  )

/** A sentence with words of the source in it, which keep their language. In: the sentence with one `{words}` for them. */
export const Quoted: FC<{ sentence: (words: string) => string; text: Said }> = ({ sentence, text }) => {
  const [head = '', tail = ''] = sentence('\u0000').split('\u0000')
  return (
    <>
      {head}
      <Words text={text} />
      {tail}
    </>
  )
}

/** A paragraph of a plan; a missing translation is said. */
export const Paragraph: FC<{ lang: Lang; text: Said; class?: string }> = ({ lang, text, class: name }) => (
  <p class={name ?? 'measure'}>
    <Words text={text} />
    {text.lang ? <small> {say(lang)('translationMissing')}</small> : null}
  </p>
)

/** A link to an element: code, title, level. */
export const StepLink: FC<{ step: Step; level?: boolean }> = ({ step, level }) => (
  <>
    <a href={step.href} class="step-link">
      {step.code ? (
        <>
          <Code>{step.code}</Code>
          <span class="sr"> </span>
        </>
      ) : null}
      <Words text={step.title} />
    </a>
    {level === false ? null : <small> {step.level}</small>}
  </>
)

/** What the check found: severity, what, what to do, where. Nothing when there is nothing. */
export const Problems: FC<{ lang: Lang; problems: readonly ProblemRow[] }> = ({ lang, problems }) => {
  const words = say(lang)
  if (problems.length === 0) return null
  return (
    <Section title={words('problems')} id="findings">
      <Table
        lang={lang}
        caption={words('problems')}
        hideCaption={true}
        narrow="stack"
        columns={[
          { key: 'place', head: words('place'), kind: 'link', href: (r: ProblemRow) => r.href },
          { key: 'severity', head: words('state'), kind: 'text' },
          { key: 'what', head: words('what'), kind: 'text', rowHead: true },
          ...(problems.some((one) => one.value !== null)
            ? [
                {
                  key: 'value' as const,
                  head: words('stands'),
                  kind: 'text' as const,
                  lang: (r: ProblemRow) => r.valueLang,
                },
              ]
            : []),
          { key: 'fix', head: words('fix'), kind: 'text' },
        ]}
        rows={problems}
      />
    </Section>
  )
}
