import type { FC } from 'hono/jsx'
import { count } from '../../../../platform/format.ts'
import { PageHead } from '../../../../platform/look/page.tsx'
import type { View } from '../view.ts'
import { publicWords } from '../words.ts'
import { EditionFrame } from './frame.tsx'

/** What was checked before publication, and that it was no more than this. Counts are not split by reason: that would help to undo it. */
export const WhatWasChecked: FC<{ view: View }> = ({ view }) => {
  const { content, lang } = view
  const say = publicWords(lang)
  const measured = content.cells.filter((cell) => cell.state === 'measured')
  const shown = measured.filter((cell) => cell.shown).length
  return (
    <EditionFrame content={content} lang={lang} title={say('checkedTitle')} file="what-was-checked.html" width="text">
      <PageHead title={say('checkedTitle')} lead={say('checkedRule')} />
      <p>{say('checkedRuleMore')}</p>
      <p>{say('checkedPast')}</p>
      <p>{say('checkedCount', { shown: count(shown, lang), hidden: count(measured.length - shown, lang) })}</p>
      <p>{say('checkedHidden')}</p>
      <p>{say('checkedTwo')}</p>
      <p>{say('checkedLimit')}</p>
      <p class="quiet">{say('ruleVersion', { rule: content.rule.id, version: content.rule.version })}</p>
      <p>
        <a href="./">{say('toScorecard')}</a>
      </p>
    </EditionFrame>
  )
}
