import type { FC } from 'hono/jsx'
import {
  Buttons,
  ErrorSummary,
  errorOf,
  Field,
  Form,
  type FormError,
  PostButton,
  Submit,
} from '../../../../platform/look/form.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Section, Two } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../say.ts'
import { type WaveLine, WaveTable } from './waves-show.tsx'

export type WaveShowProps = {
  lang: Lang
  id: number
  version: number
  wave: WaveLine
  slug: string
  begins_on: string | null
  history: readonly {
    version: number
    day: string
    iso: string
    who: string
    words: string
    reason: string
    undoable: boolean
  }[]
  mayMove: boolean
  csrf: string
  errors: readonly FormError[]
  typed: Readonly<Record<string, string>>
  /** somebody moved it meanwhile: the day that holds now */
  conflict: string | null
  saved: boolean
}

/** One wave: how it stands, when it begins, how that moved. */
export const WaveShow: FC<WaveShowProps> = (props) => {
  const { lang, id, wave, slug } = props
  const say = words(lang)
  const query = `plan=${encodeURIComponent(slug)}&wave=${id}`
  return (
    <>
      <ErrorSummary lang={lang} errors={props.errors} />
      {props.conflict === null ? null : (
        <Notice lang={lang} kind="trouble" title={say('waveConflict')}>
          <p>{say('waveConflictLead', { date: props.conflict })}</p>
        </Notice>
      )}
      {props.saved ? <Notice lang={lang} kind="done" title={say('saved')} /> : null}
      <PageHead title={wave.name} lead={say('moveLead')} />
      <p>
        <a href={`/work/timeline?${query}&state=any`}>{say('toTimeline')}</a>
        {' \u00b7 '}
        <a href={`/work/board?${query}&state=any`}>{say('toBoard')}</a>
        {' \u00b7 '}
        <a href={`/work/what-if?${query}&days=60`}>{say('whatIf')}</a>
      </p>
      <WaveTable lang={lang} waves={[wave]} caption={wave.name} />
      <Two>
        {props.mayMove ? <Move {...props} /> : null}
        <Moves {...props} />
      </Two>
    </>
  )
}

const Move: FC<WaveShowProps> = ({ lang, id, version, csrf, errors, typed, begins_on }) => {
  const say = words(lang)
  return (
    <Section title={say('move')} id="move">
      <Form lang={lang} action={`/work/waves/${id}`} csrf={csrf} version={version}>
        <Field
          lang={lang}
          kind="date"
          name="begins_on"
          label={say('fieldBegins')}
          value={typed.begins_on ?? begins_on}
          error={errorOf(errors, 'begins_on')}
        />
        <Field
          lang={lang}
          kind="text"
          name="reason"
          width="full"
          label={say('fieldWhy')}
          hint={say('fieldWhyHint')}
          value={typed.reason ?? ''}
          error={errorOf(errors, 'reason')}
          readBy={say('readers')}
          autocomplete="off"
        />
        <Buttons>
          <Submit label={say('save')} main={true} />
        </Buttons>
      </Form>
    </Section>
  )
}

const Moves: FC<WaveShowProps> = ({ lang, id, history, csrf, mayMove }) => {
  const say = words(lang)
  return (
    <Section title={say('waveHistory')} id="history">
      <ol class="due-list">
        {history.map((one) => (
          <li class="due">
            <p class="due-when">
              <time datetime={one.iso}>{one.day}</time>
            </p>
            <div class="due-what">
              <p class="due-title">{one.words}</p>
              <small>{one.who}</small>
              {one.reason ? <small>{`\u201c${one.reason}\u201d`}</small> : null}
            </div>
            {one.undoable && mayMove ? (
              <div class="due-acts">
                <PostButton
                  action={`/work/waves/${id}/undo`}
                  csrf={csrf}
                  label={say('undo')}
                  fields={{ version: one.version }}
                />
              </div>
            ) : null}
          </li>
        ))}
      </ol>
    </Section>
  )
}
