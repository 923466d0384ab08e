import type { FC } from 'hono/jsx'
import { ButtonLink, Buttons } from '../../../../platform/look/form.tsx'
import { PageHead } from '../../../../platform/look/page.tsx'
import { Empty, Section } from '../../../../platform/look/panel.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { EvidenceLine } from '../reading.ts'
import { words } from '../say.ts'
import type { Mark } from '../schema.ts'
import { ArtefactLines } from './artefact-block.tsx'
import { EvidenceTabs } from './artefact-list.tsx'

export type EvidenceListProps = {
  lang: Lang
  measures: readonly EvidenceLine[]
  milestones: readonly EvidenceLine[]
  counts: Readonly<Record<Mark, number>>
}

/** Measures that documents answer: there, waiting, or not there. Counts and never a share: they do not weigh the same. */
export const EvidenceList: FC<EvidenceListProps> = ({ lang, measures, milestones, counts }) => {
  const say = words(lang)
  return (
    <>
      <PageHead title={say('evidence')} lead={say('evidenceLead')} />
      <EvidenceTabs lang={lang} current="evidence" />
      <Section title={say('measures')} lead={say('evidenceCounts', counts)}>
        {measures.length > 0 ? (
          <Lines lang={lang} lines={measures} />
        ) : (
          <Empty title={say('noMeasures')}>
            <p>{say('noMeasuresHint')}</p>
          </Empty>
        )}
      </Section>
      {milestones.length > 0 ? (
        <Section title={say('milestones')} lead={say('milestonesLead')}>
          <Lines lang={lang} lines={milestones} />
        </Section>
      ) : null}
    </>
  )
}

const Lines: FC<{ lang: Lang; lines: readonly EvidenceLine[] }> = ({ lang, lines }) => {
  const say = words(lang)
  return (
    <>
      {lines.map((line) => (
        <section class="section" id={line.id}>
          <h3 class="due-title" {...(line.title.lang === lang ? {} : { lang: line.title.lang })}>
            {line.href ? <a href={line.href}>{line.title.words}</a> : line.title.words}
          </h3>
          <p>
            <b>{say(`mark.${line.block.mark}`)}</b>
          </p>
          <p class="quiet">{line.facts.join(' \u00b7 ')}</p>
          {line.block.lines.length > 0 ? <ArtefactLines lang={lang} lines={line.block.lines} /> : null}
          {line.block.bringHref ? (
            <Buttons>
              <ButtonLink label={say('bring')} of={line.title.words} href={line.block.bringHref} />
            </Buttons>
          ) : null}
        </section>
      ))}
    </>
  )
}
