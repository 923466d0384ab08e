const special = /[&<>"']/
const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text made safe for HTML text and for quoted attributes. Fast when there is nothing to escape, which is the usual case. */
export function escape(text: string): string {
  if (!special.test(text)) return text
  return text.replace(/[&<>"']/g, (mark) => names[mark] ?? mark)
}

/** Text without spaces and control characters, which browsers drop before they read the scheme of an address. */
export const bare = (href: string): string => [...href].filter((mark) => mark > ' ').join('')

/** An address that is safe in `href`: http(s), mailto, tel, or a path of this site; anything else becomes `#`. */
export function safeHref(href: string): string {
  if (/^[/#?.]/.test(href)) return href
  const plain = bare(href)
  return /^(https?:|mailto:|tel:)/i.test(plain) || !/^[^/?#]*:/.test(plain) ? href : '#'
}
