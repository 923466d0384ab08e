import type { FC } from 'hono/jsx'
import { count } from '../../../../platform/format.ts'
import { Notice } from '../../../../platform/look/notice.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { PublicCertificate } from '../../certificate.ts'
import type { View } from '../view.ts'
import { publicKey, publicWords } from '../words.ts'
import { EditionFrame } from './frame.tsx'

/** What was checked before publication, and what was not. Counts are not split by reason: that would help to undo it. */
export const WhatWasChecked: FC<{ view: View }> = ({ view }) => {
  const { content, lang } = view
  const say = publicWords(lang)
  const { certificate } = content
  const measured = content.cells.filter((cell) => cell.state === 'measured')
  const shown = measured.filter((cell) => cell.shown).length
  const lead = certificate ? 'certLead' : 'checkedRule'
  return (
    <EditionFrame content={content} lang={lang} title={say('checkedTitle')} file="what-was-checked.html" width="text">
      <PageHead title={say('checkedTitle')} lead={say(lead)} />
      {certificate && !certificate.held ? <Notice lang={lang} kind="trouble" title={say('certNotHeld')} /> : null}
      <p>{say('checkedRuleMore')}</p>
      {certificate ? null : <p>{say('checkedPast')}</p>}
      <p>{say('checkedCount', { shown: count(shown, lang), hidden: count(measured.length - shown, lang) })}</p>
      <p>{say('checkedHidden')}</p>
      {certificate ? <Certificate view={view} certificate={certificate} /> : null}
      <p>{say('checkedTwo')}</p>
      {certificate ? null : <p>{say('checkedLimit')}</p>}
      <p class="quiet">{say('ruleVersion', { rule: content.rule.id, version: content.rule.version })}</p>
      <p>
        <a href="./">{say('toScorecard')}</a>
      </p>
    </EditionFrame>
  )
}

/** The public certificate: what was attacked, what holds, and what nobody checked. */
const Certificate: FC<{ view: View; certificate: PublicCertificate }> = ({ view, certificate }) => {
  const { lang } = view
  const say = publicWords(lang)
  const { editions, others, sums, solver, few } = certificate
  const kinds = Object.entries(sums).filter(([, many]) => many > 0)
  return (
    <>
      <Section title={say('certAttackTitle')}>
        <p>{say('certAttack')}</p>
        <ul>
          <li>{say('certShown')}</li>
          <li>{say('certSums')}</li>
          <li>{say('certRanges')}</li>
          <li>{editions.length === 0 ? say('certFirst') : say('certEditions', { list: editions.join(', ') })}</li>
          <li>
            {others.length === 0
              ? say('certNoOthers')
              : say('certOthers', {
                  list: others.map(({ from, facts }) => `${from} (${count(facts, lang)})`).join('; '),
                })}
          </li>
        </ul>
        <Table
          lang={lang}
          caption={say('certSumsTitle')}
          id="sums"
          columns={[
            { key: 'sum', head: say('certSum'), kind: 'text', rowHead: true },
            { key: 'many', head: say('certHowMany'), kind: 'number' },
          ]}
          rows={kinds.map(([kind, many]) => {
            const key = publicKey(`sum_${kind}`)
            return { sum: key ? say(key) : kind, many }
          })}
        />
      </Section>
      <Section title={say('certKeptTitle')}>
        <p>{say('certKept')}</p>
        <p>{say('certKeptSmall', { few })}</p>
        <p class="quiet">{say('certSolver', { name: solver.name, version: solver.version })}</p>
      </Section>
      <Section title={say('certLimitTitle')}>
        <ul>
          <li>{say('certLimitFamily')}</li>
          <li>{say('certLimitRules')}</li>
          <li>{say('certLimitDays')}</li>
          <li>{say('certLimitWidth')}</li>
        </ul>
      </Section>
    </>
  )
}
