/** `<tl-copy>`: puts a button in the place of the citation that it copies. */
class Copy extends HTMLElement {
  connectedCallback(): void {
    const text = this.querySelector('p')?.textContent?.trim()
    if (!text || !navigator.clipboard || this.querySelector('button')) return
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'link-button'
    button.textContent = this.getAttribute('copy')
    const said = document.createElement('span')
    said.className = 'copied'
    said.setAttribute('role', 'status')
    button.addEventListener('click', () => {
      navigator.clipboard.writeText(text).then(
        () => {
          said.textContent = this.getAttribute('copied')
          setTimeout(() => (said.textContent = ''), 2500)
        },
        () => this.querySelector('details')?.removeAttribute('hidden'),
      )
    })
    this.querySelector('details')?.setAttribute('hidden', '')
    this.append(button, said)
  }
}
customElements.define('tl-copy', Copy)
