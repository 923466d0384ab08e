const special = /[&<>"']/
const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text made safe for HTML text and for quoted attributes. Fast when there is nothing to escape, which is the usual case. */
export function escape(text: string): string {
  if (!special.test(text)) return text
  return text.replace(/[&<>"']/g, (mark) => names[mark] ?? mark)
}

/** An address that is safe in `href`: http(s), mailto, tel, or a path of this site; anything else becomes `#`. */
export function safeHref(href: string): string {
  const plain = href.replace(/[\u0000-\u0020]/g, '')
  return /^(https?:|mailto:|tel:)/i.test(plain) || !/^[^/?#]*:/.test(plain) ? href : '#'
}
