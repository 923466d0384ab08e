/**
 * An address of this site with one query value set, or taken away (null). In: path with its query. Out: the same, changed.
 * What is not a path of this site (`//host`, `/\host`, `https:`) becomes `/`.
 */
export function withQuery(path: string, key: string, value: string | null): string {
  const [bare = ''] = path.split('#')
  const cut = bare.indexOf('?')
  const before = cut < 0 ? bare : bare.slice(0, cut)
  const query = new URLSearchParams(cut < 0 ? '' : bare.slice(cut + 1))
  if (value === null) query.delete(key)
  else query.set(key, value)
  const own = /^\/(?![/\\])/.test(before) ? before : '/'
  const rest = query.toString()
  return rest ? `${own}?${rest}` : own
}
