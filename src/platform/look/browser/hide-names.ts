/** `<tl-hide-names>`: switches the names of students off and on in place; the address follows, so a reload keeps the choice. */
class HideNames extends HTMLElement {
  connectedCallback(): void {
    const link = this.querySelector('a')
    // A page made without names has none to show again: leave the link to load it.
    if (!link || !document.querySelector('.name')) return
    const button = document.createElement('button')
    button.type = 'button'
    button.className = link.className
    button.textContent = link.textContent
    button.addEventListener('click', () => {
      const off = document.documentElement.toggleAttribute('data-names-out')
      button.setAttribute('aria-pressed', String(off))
      button.textContent = this.getAttribute(off ? 'show' : 'hide')
      const url = new URL(location.href)
      if (off) url.searchParams.set('names', 'hidden')
      else url.searchParams.delete('names')
      history.replaceState(null, '', url)
    })
    link.replaceWith(button)
  }
}
customElements.define('tl-hide-names', HideNames)
