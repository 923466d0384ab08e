import type { FC } from 'hono/jsx'
import { Buttons, ErrorSummary, errorOf, Field, Form, type FormError, Submit } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Tabs } from '../../../../platform/look/pager.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { type As, NoStudents } from '../../artefacts/pages/artefact-new.tsx'
import { words as artefactWords } from '../../artefacts/say.ts'
import { accepted } from '../../artefacts/sniff.ts'
import { words } from '../say.ts'

export type DocumentVersionProps = {
  lang: Lang
  as: As
  page: string
  title: { words: string; lang: Lang }
  version: number
  typed: { note: string; url: string }
  errors: readonly FormError[]
  mb: number
  csrf: string
}

/** Bringing a version of a document: a file or a link, and what is new in it. */
export const DocumentVersionPage: FC<DocumentVersionProps> = (props) => {
  const { lang, as, typed, errors, page } = props
  const say = words(lang)
  const also = artefactWords(lang)
  return (
    <>
      <ErrorSummary lang={lang} errors={errors} />
      <PageHead title={say('versionTitle')} lead={`${props.title.words}. ${say('versionLead')}`} />
      <NoStudents lang={lang} />
      <Tabs
        label={also('ways')}
        tabs={(['file', 'link'] as const).map((one) => ({
          label: also(`as.${one}`),
          href: `${page}/bring${one === 'link' ? '?as=link' : ''}`,
          current: one === as,
        }))}
      />
      <Form lang={lang} action={`${page}/${as}`} csrf={props.csrf} version={props.version} upload={as === 'file'}>
        <Field
          lang={lang}
          kind="text"
          name="note"
          width="full"
          label={say('fieldNote')}
          hint={say('fieldNoteHint')}
          required={false}
          value={typed.note}
          error={errorOf(errors, 'note')}
          readBy={say('noteReaders')}
          autocomplete="off"
        />
        {as === 'file' ? (
          <Field
            lang={lang}
            kind="file"
            name="file"
            label={also('fieldFile')}
            hint={also('fieldFileHint', { mb: props.mb })}
            accept={accepted}
            error={errorOf(errors, 'file')}
          />
        ) : (
          <Field
            lang={lang}
            kind="text"
            name="url"
            width="full"
            label={also('fieldUrl')}
            hint={also('fieldUrlHint')}
            value={typed.url}
            error={errorOf(errors, 'url')}
            readBy={say('noteReaders')}
            autocomplete="off"
          />
        )}
        <Buttons>
          <Submit label={say('saveVersion')} main={true} />
        </Buttons>
      </Form>
    </>
  )
}
