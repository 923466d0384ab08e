import type { FC } from 'hono/jsx'
import { Buttons, ErrorSummary, errorOf, Field, Form, type FormError, Submit } from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Tabs } from '../../../../platform/look/pager.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../say.ts'
import { accepted } from '../sniff.ts'

export type As = 'file' | 'link'

export type ArtefactNewProps = {
  lang: Lang
  as: As
  /** what it shows, by the title of the task, the measure or the meeting */
  on: { words: string; lang: Lang }
  /** where the forms go: each with `/file` or `/link` behind */
  action: string
  /** addresses of the two ways to bring something */
  hrefs: Readonly<Record<As, string>>
  /** hidden fields: the subject */
  hidden: Readonly<Record<string, string>>
  version?: number | undefined
  /** a newer version of something that is there */
  renews: boolean
  typed: { title: string; made_on: string; url: string }
  errors: readonly FormError[]
  mb: number
  csrf: string
}

/** Says what a file must not hold: shown above every form that takes one. */
export const NoStudents: FC<{ lang: Lang }> = ({ lang }) => {
  const say = words(lang)
  return (
    <Notice lang={lang} kind="warning" title={say('noStudents')}>
      <p>{say('noStudentsHint')}</p>
    </Notice>
  )
}

/** Bringing evidence: a file or a link, what it shows in one line, and its day. */
export const ArtefactNew: FC<ArtefactNewProps> = (props) => {
  const { lang, as, typed, errors } = props
  const say = words(lang)
  return (
    <>
      <ErrorSummary lang={lang} errors={errors} />
      <PageHead title={say(props.renews ? 'renewTitle' : 'newTitle')} lead={say('newFor', { title: props.on.words })} />
      <NoStudents lang={lang} />
      <Tabs
        label={say('ways')}
        tabs={(['file', 'link'] as const).map((one) => ({
          label: say(`as.${one}`),
          href: props.hrefs[one],
          current: one === as,
        }))}
      />
      <Form
        lang={lang}
        action={`${props.action}/${as}`}
        csrf={props.csrf}
        upload={as === 'file'}
        {...(props.version === undefined ? {} : { version: props.version })}
      >
        {Object.entries(props.hidden).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <Field
          lang={lang}
          kind="text"
          name="title"
          width="full"
          label={say('fieldTitle')}
          hint={say('fieldTitleHint')}
          value={typed.title}
          error={errorOf(errors, 'title')}
          readBy={say('readers')}
          autocomplete="off"
        />
        <Field
          lang={lang}
          kind="date"
          name="made_on"
          label={say('fieldDay')}
          hint={say('fieldDayHint')}
          value={typed.made_on}
          error={errorOf(errors, 'made_on')}
        />
        {as === 'file' ? (
          <Field
            lang={lang}
            kind="file"
            name="file"
            label={say('fieldFile')}
            hint={say('fieldFileHint', { mb: props.mb })}
            accept={accepted}
            error={errorOf(errors, 'file')}
          />
        ) : (
          <Field
            lang={lang}
            kind="text"
            name="url"
            width="full"
            label={say('fieldUrl')}
            hint={say('fieldUrlHint')}
            value={typed.url}
            error={errorOf(errors, 'url')}
            readBy={say('readers')}
            autocomplete="off"
          />
        )}
        <Buttons>
          <Submit label={say('save')} main={true} />
        </Buttons>
      </Form>
    </>
  )
}
