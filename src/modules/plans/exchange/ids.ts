/** An id of a plan from an identifier: `_78901C50` becomes `78901c50`. '' when nothing is left of it. */
export const planId = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}+/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 80)
    .replace(/-+$/, '')

/** Gives ids that are free: the one that is wanted, or with a number behind it. */
export class Ids {
  readonly taken = new Set<string>()
  /** the next number to try behind a name, so that many of one name stay quick */
  readonly next = new Map<string, number>()
  take(wanted: string, otherwise: string): string {
    const base = planId(wanted) || otherwise
    let id = base
    let n = this.next.get(base) ?? 2
    while (this.taken.has(id)) id = `${base.slice(0, 73)}-${n++}`
    this.next.set(base, n)
    this.taken.add(id)
    return id
  }
}
