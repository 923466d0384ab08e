import type { FC } from 'hono/jsx'
import type { Lang } from '../../words.ts'
import { Buttons, ButtonLink, ErrorSummary, errorOf, Field, Filters, Form, Submit } from '../form.tsx'
import { Section } from '../panel.tsx'
import { guideWords } from './guide-words.ts'

/** A form with everything, two errors, and a row of filters. */
export const GuideForm: FC<{ lang: Lang }> = ({ lang }) => {
  const w = guideWords(lang)
  const errors = [
    { field: 'title', message: w('nameError') },
    { field: 'due', message: w('dateError') },
  ]
  const schools = ['Hill Street High', 'Island School'].map((label, index) => ({ value: String(index), label }))
  return (
    <Section title={w('forms')}>
      <Filters lang={lang} action="/guide">
        <Field
          lang={lang}
          kind="select"
          name="zone"
          label={w('zones')}
          blank={true}
          options={[
            { value: 'n', label: w('north') },
            { value: 's', label: w('south') },
          ]}
        />
        <Field lang={lang} kind="search" name="q" label={w('school')} />
      </Filters>
      <ErrorSummary lang={lang} errors={errors} />
      <Form lang={lang} action="/guide" csrf="token" version={4} upload={true}>
        <Field
          lang={lang}
          kind="text"
          name="title"
          label={w('name')}
          hint={w('nameHint')}
          error={errorOf(errors, 'title')}
          value=""
          width="full"
          required={true}
        />
        <Field
          lang={lang}
          kind="area"
          name="note"
          label={w('note')}
          readBy={w('readers')}
          value={w('sentence')}
          required={false}
        />
        <Field lang={lang} kind="date" name="due" label={w('date')} value="2025-11-20" error={errorOf(errors, 'due')} />
        <Field lang={lang} kind="select" name="school" label={w('schoolField')} options={schools} value="1" />
        <Field
          lang={lang}
          kind="radios"
          name="state"
          label={w('state')}
          value="risk"
          options={[
            { value: 'ok', label: w('onTrack') },
            { value: 'risk', label: w('atRisk'), hint: w('atRiskHint') },
            { value: 'stopped', label: w('stopped') },
          ]}
        />
        <Field lang={lang} kind="check" name="notify" label={w('notify')} checked={true} />
        <Field
          lang={lang}
          kind="file"
          name="evidence"
          label={w('file')}
          hint={w('fileHint')}
          accept=".pdf,.png,.xlsx"
        />
        <Buttons>
          <Submit label={w('save')} main={true} />
          <ButtonLink label={w('cancel')} href="#" />
        </Buttons>
      </Form>
    </Section>
  )
}
