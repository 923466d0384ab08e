import type { FC } from 'hono/jsx'
import { PageHead, PublicPage } from '../../../../platform/look/page.tsx'
import { ButtonLink } from '../../../../platform/look/form.tsx'
import { Section } from '../../../../platform/look/panel.tsx'
import { Table } from '../../../../platform/look/table.tsx'
import type { Lang } from '../../../../platform/words.ts'
import type { DistrictIndexFile, IndexEdition } from '../indexes.ts'
import type { Beside } from '../../beside.ts'
import { paperWords } from '../../packet/say.ts'
import { planFile } from '../../plan-page/pages/plan-public.tsx'
import { words as planWords } from '../../plan-page/say.ts'
import { dateWords, reportWords, wordsOf } from '../view.ts'
import { publicWords } from '../words.ts'

/** The public index of a district at its fixed address: plan, editions, definitions, digests. */
export const DistrictIndex: FC<{
  lang: Lang
  file: DistrictIndexFile
  editions: readonly IndexEdition[]
  beside: Beside
}> = ({ lang, file, editions, beside }) => {
  const say = publicWords(lang)
  const { slug, name, synthetic } = file.district
  const base = `/public/${slug}`
  const title = say('indexTitle', { district: name })
  const newest = editions.find((one) => one.content.number === file.latest)?.content
  const latest = `${base}/editions/${file.latest}/${lang}/`
  // Each report once, its newest version in the newest edition that gave it out.
  const reports = editions
    .toSorted((a, b) => b.content.number - a.content.number)
    .flatMap(({ content }) => (content.reports ?? []).map((report) => ({ number: content.number, report })))
    .filter((one, at, all) => all.findIndex((other) => other.report.file === one.report.file) === at)
  const corrected = editions.flatMap(({ content }) => content.corrects ?? [])
  const correctedReports = reports.filter((one) => one.report.content.corrects)
  return (
    <PublicPage
      lang={lang}
      title={title}
      other={{ en: `${base}/en/`, es: `${base}/es/` }}
      home={`/public/${lang}/`}
      assetBase="/public"
      howHref={`${latest}what-was-checked.html`}
      {...(synthetic ? { synthetic: { district: name } } : {})}
      links={[{ label: say('allTitle'), href: `/public/${lang}/` }]}
    >
      <PageHead title={title} lead={say('indexLead')} />
      <p>
        <ButtonLink label={say('newest')} href={latest} main />
      </p>
      {beside.plan || beside.calendars.length > 0 ? (
        <ul>
          {beside.plan ? (
            <li>
              <a href={`${base}/${lang}/${planFile(null)}`}>{planWords(lang)('planLink')}</a>
            </li>
          ) : null}
          {beside.calendars.length > 0 ? (
            <li>
              <a href={`${base}/${lang}/calendar.html`}>{paperWords(lang)('calendarOf', { district: name })}</a>
            </li>
          ) : null}
        </ul>
      ) : null}
      {newest?.plan ? (
        <Section title={say('plan')}>
          <h3>{wordsOf(newest.plan.title, lang)}</h3>
          <ul>
            {newest.plan.goals.map((goal) => (
              <li>
                {goal.code} {wordsOf(goal.title, lang)}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {reports.length > 0 ? (
        <Section title={say('reports')} lead={say('reportsLead')}>
          <ul>
            {reports.map(({ number, report }) => (
              <li>
                <a href={`${base}/editions/${number}/${lang}/reports/${report.file}.html`}>
                  {reportWords(report, lang)}
                </a>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {corrected.length + correctedReports.length > 0 ? (
        <Section title={say('corrections')} lead={say('correctionsLead')} id="corrections">
          <ul>
            {editions.flatMap(({ content, published_on }) =>
              content.corrects
                ? [
                    <li>
                      <a href={`${base}/editions/${content.number}/${lang}/`}>
                        {say('editionHead')} {content.number}
                      </a>{' '}
                      ({dateWords(published_on, lang)}):{' '}
                      {say('correctsNote', {
                        number: content.corrects.number,
                        words: wordsOf(content.corrects.words, lang),
                      })}
                    </li>,
                  ]
                : [],
            )}
            {correctedReports.map(({ number, report }) => (
              <li>
                <a href={`${base}/editions/${number}/${lang}/reports/${report.file}.html`}>
                  {reportWords(report, lang)}
                </a>
                :{' '}
                {say('reportCorrected', {
                  date: dateWords(report.signed_on, lang),
                  words: wordsOf(report.content.corrects?.words ?? {}, lang),
                })}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Section title={say('editions')}>
        <Table
          lang={lang}
          caption={say('editions')}
          hideCaption
          id="editions"
          columns={[
            {
              key: 'edition',
              head: say('editionHead'),
              kind: 'link',
              rowHead: true,
              href: (row) => `${base}/editions/${row.number}/${lang}/`,
              note: (row) => row.correction,
            },
            { key: 'as_of', head: say('asOf'), kind: 'date' },
            { key: 'published_on', head: say('publishedOn'), kind: 'date' },
            { key: 'state', head: say('editionState'), kind: 'text' },
          ]}
          rows={file.editions.map((one) => {
            const content = editions.find((edition) => edition.content.number === one.number)?.content
            return {
              edition: `${say('editionHead')} ${one.number}`,
              number: one.number,
              as_of: one.as_of,
              published_on: one.published_on,
              state: say(
                one.corrected_by !== null
                  ? 'state_corrected'
                  : one.state === 'current'
                    ? 'state_current'
                    : 'state_superseded',
              ),
              correction: content?.corrects
                ? say('correctsNote', { number: content.corrects.number, words: wordsOf(content.corrects.words, lang) })
                : null,
            }
          })}
        />
      </Section>
      <Section title={say('definitions')}>
        <ul>
          {file.definitions.map((card) => (
            <li>
              <a href={`${latest}method/${card.id}.html`}>{wordsOf(card.title, lang)}</a>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={say('toCheck')} lead={say('toCheckLead')}>
        <p>
          <a href={`${base}/editions/${file.latest}/data.csv`}>data.csv</a> ·{' '}
          <a href={`${base}/editions/${file.latest}/data.json`}>data.json</a> ·{' '}
          <a href={`${base}/index.json`}>index.json</a>
        </p>
        <details>
          <summary>{say('digests')}</summary>
          <p class="quiet">{say('digestNote')}</p>
          <ul>
            {file.editions.map((one) => (
              <li>
                {say('editionHead')} {one.number}:{' '}
                <a href={`${base}/editions/${one.number}/manifest.json`}>manifest.json</a>{' '}
                <small class="quiet digest">{one.manifest_sha256}</small>
              </li>
            ))}
            {newest?.plan ? <li class="digest">{say('planDigest', { digest: newest.plan.digest })}</li> : null}
            {file.definitions.map((card) => (
              <li>
                {wordsOf(card.title, lang)}: <small class="quiet digest">{card.version}</small>
              </li>
            ))}
          </ul>
        </details>
      </Section>
    </PublicPage>
  )
}

/** Every district that publishes here. */
export const AllDistricts: FC<{ lang: Lang; districts: readonly DistrictIndexFile[] }> = ({ lang, districts }) => {
  const say = publicWords(lang)
  const synthetic = districts.find((one) => one.district.synthetic)
  return (
    <PublicPage
      lang={lang}
      title={say('allTitle')}
      other={{ en: '/public/en/', es: '/public/es/' }}
      home={`/public/${lang}/`}
      assetBase="/public"
      howHref={
        districts[0] ? `/public/${districts[0].district.slug}/latest/${lang}/what-was-checked.html` : `/public/${lang}/`
      }
      {...(synthetic ? { synthetic: { district: synthetic.district.name } } : {})}
    >
      <PageHead title={say('allTitle')} lead={say('allLead')} />
      <Table
        lang={lang}
        caption={say('allTitle')}
        hideCaption
        id="districts"
        columns={[
          {
            key: 'name',
            head: say('district'),
            kind: 'link',
            rowHead: true,
            href: (row) => `/public/${row.slug}/${lang}/`,
          },
          {
            key: 'latest',
            head: say('latestEdition'),
            kind: 'link',
            href: (row) => `/public/${row.slug}/editions/${row.number}/${lang}/`,
          },
          { key: 'as_of', head: say('asOf'), kind: 'date' },
        ]}
        rows={districts.map((one) => ({
          name: one.district.name,
          slug: one.district.slug,
          number: one.latest,
          latest: `${say('editionHead')} ${one.latest}`,
          as_of: one.editions[0]?.as_of ?? null,
        }))}
      />
    </PublicPage>
  )
}
