import type { FC } from 'hono/jsx'
import {
  ButtonLink,
  Buttons,
  ErrorSummary,
  errorOf,
  Field,
  Form,
  type FormError,
  PostButton,
  Submit,
} from '../../../../platform/look/form.tsx'
import { Facts, KeyValue } from '../../../../platform/look/figure.tsx'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Section, Two } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import { words } from '../say.ts'
import type { ArtefactLine, HistoryLine, VersionLine } from '../view.ts'
import { ContentLink } from './artefact-block.tsx'

export type ArtefactShowProps = {
  lang: Lang
  line: ArtefactLine
  version: number
  subjects: readonly { title: { words: string; lang: Lang }; href: string | null }[]
  /** older versions, newest first */
  older: readonly VersionLine[]
  history: readonly HistoryLine[]
  maySign: boolean
  /** the reader brought it: says why there is nothing to sign */
  own: boolean
  mayKeep: boolean
  mayErase: boolean
  saved: 'new' | 'same' | 'saved' | null
  errors: readonly FormError[]
  typed: Readonly<Record<string, string>>
  csrf: string
}

/** One artefact: what it shows, its file or link, its signature, its versions, its history. */
export const ArtefactShow: FC<ArtefactShowProps> = (props) => {
  const { lang, line } = props
  const say = words(lang)
  return (
    <>
      <ErrorSummary lang={lang} errors={props.errors} />
      {props.saved ? (
        <Notice lang={lang} kind={props.saved === 'same' ? 'info' : 'done'} title={say(`saved.${props.saved}`)} />
      ) : null}
      <PageHead title={line.title}>
        <Facts facts={[{ value: line.stateWords }, { label: say('fieldDay'), value: line.made }]} />
      </PageHead>
      {line.reason ? <p class="measure">{say('because', { reason: line.reason })}</p> : null}
      <KeyValue
        rows={[
          { label: say('content'), value: <ContentLink lang={lang} line={line} /> },
          {
            label: say('shows'),
            value: props.subjects.map((one) => (
              <p {...(one.title.lang === lang ? {} : { lang: one.title.lang })}>
                {one.href ? <a href={one.href}>{one.title.words}</a> : one.title.words}
              </p>
            )),
          },
          { label: say('broughtLabel'), value: line.brought },
          ...(line.signed ? [{ label: say('signedLabel'), value: line.signed }] : []),
        ]}
      />
      <Two>
        <Sign {...props} />
        <History {...props} />
      </Two>
      {props.older.length > 0 ? <Older {...props} /> : null}
      {props.mayKeep && line.state !== 'removed' ? <Keep {...props} /> : null}
    </>
  )
}

const Sign: FC<ArtefactShowProps> = (props) => {
  const { lang, line, errors, typed } = props
  const say = words(lang)
  return (
    <Section title={say('sign')} id="sign" lead={say('signLead')}>
      {props.maySign ? (
        <Form lang={lang} action={`${line.page}/sign`} csrf={props.csrf} version={props.version}>
          <Field
            lang={lang}
            kind="radios"
            name="verdict"
            label={say('verdict')}
            value={typed.verdict ?? (line.state === 'waiting' ? '' : line.state)}
            options={(['accepted', 'sent_back'] as const).map((value) => ({ value, label: say(`verdict.${value}`) }))}
            error={errorOf(errors, 'verdict')}
          />
          <Field
            lang={lang}
            kind="area"
            name="reason"
            rows={2}
            label={say('reason')}
            hint={say('reasonHint')}
            value={typed.reason ?? ''}
            error={errorOf(errors, 'reason')}
            readBy={say('readers')}
          />
          <Buttons>
            <Submit label={say('signIt')} main={true} />
          </Buttons>
        </Form>
      ) : (
        <p class="quiet">{say(line.state === 'removed' ? 'signGone' : props.own ? 'signOwn' : 'signOthers')}</p>
      )}
    </Section>
  )
}

const Older: FC<ArtefactShowProps> = ({ lang, older }) => {
  const say = words(lang)
  return (
    <Section title={say('older')} id="older">
      <ul class="due-list">
        {older.map((one) => (
          <li class="due">
            <p class="due-when">{say('versionNumber', { number: one.number })}</p>
            <div class="due-what">
              <p class="due-title">{one.title}</p>
              <small>
                <ContentLink lang={lang} line={one} />
              </small>
              <small>
                {[
                  one.stateWords,
                  say('broughtBy', { who: one.brought }),
                  one.signed ? say('signedBy', { who: one.signed }) : '',
                ]
                  .filter(Boolean)
                  .join(' \u00b7 ')}
              </small>
              {one.reason ? <small>{say('because', { reason: one.reason })}</small> : null}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const Keep: FC<ArtefactShowProps> = (props) => {
  const { lang, line, errors, typed } = props
  const say = words(lang)
  return (
    <Two>
      <Section title={say('renewTitle')} lead={say('renewLead')} id="renew">
        <Buttons>
          <ButtonLink label={say('renew')} href={`${line.page}/renew`} />
        </Buttons>
      </Section>
      <Section title={say('remove')} lead={say('removeLead')} id="remove">
        <Form lang={lang} action={`${line.page}/remove`} csrf={props.csrf} version={props.version}>
          <Field
            lang={lang}
            kind="text"
            name="removal"
            width="full"
            label={say('removeWhy')}
            value={typed.removal ?? ''}
            error={errorOf(errors, 'removal')}
            readBy={say('readers')}
            autocomplete="off"
          />
          {props.mayErase && !line.outside ? (
            <Field
              lang={lang}
              kind="check"
              name="erase"
              label={say('erase')}
              hint={say('eraseHint')}
              checked={typed.erase === 'yes'}
            />
          ) : null}
          <Buttons>
            <Submit label={say('removeIt')} danger={true} />
          </Buttons>
        </Form>
      </Section>
    </Two>
  )
}

/** Changes with their day, who, what from what; one that can be taken back has a button. */
export const HistoryLines: FC<{
  history: readonly HistoryLine[]
  /** where an undo goes; null when the reader may not */
  undo: string | null
  label: string
  csrf: string
}> = ({ history, undo, label, csrf }) => (
  <ol class="due-list">
    {history.map((one) => (
      <li class="due">
        <p class="due-when">
          <time datetime={one.iso}>{one.day}</time>
        </p>
        <div class="due-what">
          <p class="due-title">{one.verb}</p>
          <small>
            {one.who}, {one.time}
          </small>
          {one.changes.map((change) => (
            <small>{change}</small>
          ))}
        </div>
        {one.undoable && undo !== null ? (
          <div class="due-acts">
            <PostButton action={undo} csrf={csrf} label={label} fields={{ version: one.version }} />
          </div>
        ) : null}
      </li>
    ))}
  </ol>
)

const History: FC<ArtefactShowProps> = (props) => {
  const say = words(props.lang)
  const { line } = props
  const may = line.state === 'removed' ? props.mayKeep : props.maySign
  return (
    <Section title={say('history')} id="history" lead={say('historyLead')}>
      <HistoryLines
        history={props.history}
        undo={may ? `${line.page}/undo` : null}
        label={say('undo')}
        csrf={props.csrf}
      />
    </Section>
  )
}
