import type { Lang, Text } from '../../../platform/words.ts'
import { read } from '../../../platform/words.ts'

export type CallName = 'met' | 'on_pace' | 'too_close' | 'behind' | 'missed' | 'no_call'

/** Words, with their language where it is not the document's. */
export type Said = { words: string; lang?: Lang | undefined }

/** One part of a paper. Numbers come as text, already formatted; what is hidden comes as the word for hidden. */
export type Block =
  | { kind: 'heading'; level: 2 | 3; words: string }
  | { kind: 'para'; said: Said; quiet?: boolean }
  | { kind: 'list'; items: readonly Said[] }
  /** `numbers`: places of the columns that line up at the right */
  | {
      kind: 'table'
      caption: string
      head: readonly string[]
      rows: readonly (readonly string[])[]
      numbers: readonly number[]
    }
  | { kind: 'call'; call: CallName; words: string; more: string }
  | { kind: 'note'; title: string; said: Said; more?: string | undefined }
  /** what follows begins on a new sheet */
  | { kind: 'sheet' }

/** A paper for people to read, once as a page and once as a PDF: the same words in both. It holds no time but the day that it is as of. */
export type Doc = {
  lang: Lang
  title: string
  lead: string
  author: string
  /** the day that it is as of (ISO): the only date of the file itself */
  day: string
  facts: readonly { label: string; value: string }[]
  blocks: readonly Block[]
  /** the line at the foot of each sheet */
  foot: string
  pageOf: string
}

/** A text that people wrote in the reader's language, or in the other one, and saying so. */
export function saidOf(text: Text, lang: Lang): Said {
  const found = read(text, lang)
  return found.lang === lang ? { words: found.words } : { words: found.words, lang: found.lang }
}

/** Paragraphs of a text that people wrote. */
export const paragraphs = (text: Text, lang: Lang): Block[] => {
  const { words, lang: other } = saidOf(text, lang)
  return words
    .split(/\n{2,}/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => ({ kind: 'para', said: { words: part, lang: other } }))
}
