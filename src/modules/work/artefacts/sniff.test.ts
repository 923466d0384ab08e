import { describe, expect, it } from 'vitest'
import { linkOf, markOf, readSubject, typedProblems } from './rules.ts'
import { keptName, type Sniffed, sniffer } from './sniff.ts'

/** What the sniffer says of some bytes that come in pieces of a few bytes each. */
function told(bytes: Buffer | string, piece = 7): string {
  const look = sniffer()
  const all = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes, 'utf8')
  for (let at = 0; at < all.length; at += piece) look.push(all.subarray(at, at + piece))
  const found: Sniffed = look.end()
  return 'kind' in found ? found.kind : `wrong: ${found.wrong}`
}
const zip = (...names: string[]) =>
  Buffer.concat(names.map((name) => Buffer.from(`PK\x03\x04${'\0'.repeat(26)}${name}\x78\x9c\xff`, 'latin1')))

describe('what a file is', () => {
  it('is told by its bytes and never by its name', () => {
    expect(told('%PDF-1.7\n\xff\xfe')).toBe('pdf')
    expect(told(Buffer.from('\x89PNG\r\n\x1a\n\0\0', 'latin1'))).toBe('png')
    expect(told(Buffer.from('\xff\xd8\xff\xe0', 'latin1'))).toBe('jpeg')
    expect(told(Buffer.from('RIFF\0\0\0\0WEBPVP8 ', 'latin1'))).toBe('webp')
    expect(told('\ufeffdate,what\n2026-11-03,notes of the meeting ñ\n')).toBe('text')
    expect(told(zip('[Content_Types].xml', 'word/document.xml'))).toBe('docx')
    expect(told(zip('_rels/.rels', 'xl/workbook.xml'), 3)).toBe('xlsx')
    expect(told(zip('mimetypeapplication/vnd.oasis.opendocument.textPK', 'content.xml'))).toBe('odt')
  })
  it('refuses pages, programs, archives, nothing, and what cannot be read', () => {
    expect(told('<!doctype html><script>alert(1)</script>')).toBe('wrong: unknown')
    expect(told('\n  \t<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>')).toBe('wrong: unknown')
    expect(told(zip('word/document.xml', 'word/vbaProject.bin'))).toBe('wrong: program')
    expect(told(zip('mimetypeapplication/vnd.oasis.opendocument.text', 'Basic/script-lc.xml'))).toBe('wrong: program')
    expect(told(zip('bomb/1', 'bomb/2'))).toBe('wrong: unknown')
    expect(told('')).toBe('wrong: empty')
    expect(told('   \n')).toBe('wrong: empty')
    expect(told(Buffer.from('MZ\x90\0\x03'))).toBe('wrong: unknown')
    expect(told(Buffer.from('caf\xe9', 'latin1'))).toBe('wrong: unknown')
    expect(told(Buffer.from('half a sign \xc3', 'latin1'))).toBe('wrong: unknown')
    expect(told('a\0b')).toBe('wrong: unknown')
  })
  it('keeps the last part of a name, with an ending of what the bytes are', () => {
    expect(keptName('../../etc/passwd', 'text')).toBe('passwd.txt')
    expect(keptName('C:\\docs\\minutes.PDF', 'pdf')).toBe('minutes.pdf')
    expect(keptName('page.html', 'pdf')).toBe('page.html.pdf')
    expect(keptName('re\u202efdp.exe\0', 'text')).toBe('refdp.exe.txt')
    expect(keptName('...', 'pdf')).toBe('file.pdf')
    expect(keptName('list.csv', 'text')).toBe('list.csv')
    expect(keptName('x'.repeat(400), 'png')).toHaveLength(104)
  })
})

describe('what is typed beside it', () => {
  it('takes https addresses without a name in them and nothing else', () => {
    expect(linkOf('https://www.example.org/minutes?x=1')).toEqual({
      kind: 'link',
      url: 'https://www.example.org/minutes?x=1',
    })
    for (const bad of [
      'http://www.example.org/',
      'javascript:alert(1)',
      'https://me:secret@example.org/',
      'https://localhost/x',
      'https://exa mple.org',
      `https://example.org/${'x'.repeat(600)}`,
      '',
    ])
      expect(linkOf(bad), bad).toBeNull()
  })
  it('asks for one line and a day that has come', () => {
    const of = (title: string, made_on: string) =>
      typedProblems({ title, made_on }, '2026-11-20').map((one) => `${one.field}:${one.code}`)
    expect(of('Minutes', '2026-11-20')).toEqual([])
    expect(of('', '2026-11-21')).toEqual(['title:title', 'made_on:future'])
    expect(of('x'.repeat(201), '2026-02-30')).toEqual(['title:long', 'made_on:date'])
  })
  it('reads what something belongs to', () => {
    expect(readSubject('item:12')).toEqual({ kind: 'item', id: 12 })
    expect(readSubject('measure:our-plan-2026/m-maps')).toEqual({
      kind: 'measure',
      plan: 'our-plan-2026',
      id: 'm-maps',
    })
    for (const bad of ['item:', 'item:1234567890', 'document:1', "element:a/b'; drop", 'measure:a/b/c'])
      expect(readSubject(bad), bad).toBeNull()
  })
  it('never says more than there, waiting, or not there', () => {
    const one = (state: 'waiting' | 'accepted' | 'sent_back', removed = false) => ({ state, removed })
    expect(markOf([])).toBe('none')
    expect(markOf([one('sent_back'), one('waiting')])).toBe('waiting')
    expect(markOf([one('waiting'), one('accepted')])).toBe('there')
    expect(markOf([one('accepted', true)])).toBe('none')
  })
})
