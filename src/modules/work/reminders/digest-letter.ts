import { longDate, shortDate } from '../../../platform/format.ts'
import { escape } from '../../../platform/look/escape.ts'
import { type Lang, read } from '../../../platform/words.ts'
import { answeredElsewhere } from '../rules.ts'
import type { Digest, Due } from './rules.ts'
import { words } from './say.ts'
import { linkDays } from './links.ts'
import type { LinkVerb } from './schema.ts'

/** How many items of a part a mail names; the others are counted. */
export const mostLines = 15

export type LetterPlace = {
  lang: Lang
  today: string
  district: string
  says: 'titles' | 'counts'
  /** the address of a link that does one thing */
  link: (item: number, verb: LinkVerb) => string
  /** an address of ours */
  at: (path: string) => string
  /** the address of the choices for this district */
  choose: string
  stop: string
}

/** `stop`: the address that ends such mails. */
export type Letter = { subject: string; plain: string; html: string; stop: string }

const verbs = ['done', 'going_on', 'stuck', 'date'] as const
const parts = ['late', 'due', 'waits'] as const

/** When an item is due, or that it is stuck, in words. */
export function whenLine(item: Due, part: keyof Digest, lang: Lang): string {
  const say = words(lang)
  const date = item.due_on === null ? null : shortDate(item.due_on, lang)
  const told = date === null ? [] : [say(part === 'due' ? 'dueLine' : 'lateLine', { date })]
  if (part === 'waits' && item.state === 'stuck') {
    // What is stuck is not always late.
    return say('stuckLine') + (date === null ? '' : `, ${say('dueLine', { date })}`)
  }
  return told.join(', ')
}

/**
 * The links of an item. What belongs to somebody else is opened, not answered for in a click; so is what is answered on a page of its own, and what is not done before
 * somebody has brought a file.
 */
function linksOf(item: Due, part: keyof Digest, { lang, at, link }: LetterPlace): { label: string; href: string }[] {
  const say = words(lang)
  const elsewhere = answeredElsewhere(item)
  const href = part !== 'waits' && elsewhere ? elsewhere.href : `/work/${item.item_id}`
  const see = { label: say('mail.see'), href: at(href) }
  if (part === 'waits' || elsewhere) return [see]
  const offered = item.needs_artefact ? verbs.filter((verb) => verb !== 'done') : verbs
  const acts = offered.map((verb) => ({ label: say(`mail.${verb}`), href: link(item.item_id, verb) }))
  return item.needs_artefact ? [see, ...acts] : acts
}

/** A mail of a day: what is late, due, and waits. Titles and dates (or only counts), links, and how to choose; no note, no name. */
export function digestLetter(digest: Digest, place: LetterPlace): Letter {
  const { lang } = place
  const say = words(lang)
  const counts = { late: digest.late.length, due: digest.due.length, waits: digest.waits.length }
  const lead = say('mail.lead', { date: longDate(place.today, lang), district: place.district })
  const foot = [say('mail.why', { district: place.district, days: linkDays }), say('mail.noReply')]
  const ways = [
    { label: say('mail.open'), href: place.at('/work') },
    { label: say('mail.choose'), href: place.choose },
    { label: say('mail.stop'), href: place.stop },
  ]
  const shown = place.says === 'titles' ? parts.filter((part) => digest[part].length > 0) : []

  const plain = [say('mail.title'), '', lead]
  const html = [`<h1>${escape(say('mail.title'))}</h1>`, `<p>${escape(lead)}</p>`]
  if (place.says === 'counts') {
    plain.push('', say('mail.counts', counts))
    html.push(`<p>${escape(say('mail.counts', counts))}</p>`)
  }
  for (const part of shown) {
    const [first, rest] = [digest[part].slice(0, mostLines), digest[part].slice(mostLines)]
    plain.push('', say(part).toUpperCase())
    html.push(`<h2>${escape(say(part))}</h2>`)
    if (part === 'waits') {
      plain.push(say('waitsLead'))
      html.push(`<p>${escape(say('waitsLead'))}</p>`)
    }
    html.push('<ul>')
    for (const item of first) {
      const title = read(item.title, lang)
      const when = whenLine(item, part, lang)
      const links = linksOf(item, part, place)
      plain.push('', `- ${title.words}`, `  ${when}`, ...links.map((one) => `  ${one.label}: ${one.href}`))
      const named =
        title.lang === lang ? escape(title.words) : `<span lang="${title.lang}">${escape(title.words)}</span>`
      html.push(`<li><p><strong>${named}</strong><br>${escape(when)}<br>${links.map(anchor).join(' \u00b7 ')}</p></li>`)
    }
    html.push('</ul>')
    if (rest.length > 0) {
      plain.push('', say('more', { count: rest.length }))
      html.push(`<p>${escape(say('more', { count: rest.length }))}</p>`)
    }
  }
  plain.push('', ...ways.map((one) => `${one.label}: ${one.href}`), '', ...foot, '')
  html.push(
    `<p>${ways.map(anchor).join(' \u00b7 ')}</p>`,
    ...foot.map((line) => `<p><small>${escape(line)}</small></p>`),
  )
  const subject = say('mail.subject', counts)
  const top = subject.charAt(0).toUpperCase() + subject.slice(1)
  return {
    stop: place.stop,
    subject: top,
    plain: plain.join('\n'),
    html: `<!doctype html>\n<html lang="${lang}"><head><meta charset="utf-8"><title>${escape(top)}</title></head><body>\n${html.join('\n')}\n</body></html>\n`,
  }
}

const anchor = (one: { label: string; href: string }): string =>
  `<a href="${escape(one.href)}">${escape(one.label)}</a>`
