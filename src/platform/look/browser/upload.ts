/**
 * `<tl-upload>`: drag and drop, and progress while a file is sent. The form inside works without it.
 * XMLHttpRequest, because `fetch` reports no upload progress over HTTP/1.1.
 */
class Upload extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form')
    const input = this.querySelector<HTMLInputElement>('input[type=file]')
    const zone = this.querySelector<HTMLElement>('.drop')
    if (!form || !input || !zone) return
    const hint = document.createElement('p')
    hint.className = 'drop-hint'
    hint.textContent = this.getAttribute('drop')
    zone.append(hint)
    zone.classList.add('ready')
    for (const kind of ['dragenter', 'dragover']) {
      zone.addEventListener(kind, (event) => {
        event.preventDefault()
        zone.classList.add('over')
      })
    }
    for (const kind of ['dragleave', 'drop']) zone.addEventListener(kind, () => zone.classList.remove('over'))
    zone.addEventListener('drop', (event) => {
      event.preventDefault()
      const files = event.dataTransfer?.files
      if (files?.length) {
        input.files = files
        input.dispatchEvent(new Event('change', { bubbles: true }))
      }
    })
    form.addEventListener('submit', (event) => {
      if (!input.files?.length) return
      event.preventDefault()
      this.send(form)
    })
  }

  private send(form: HTMLFormElement): void {
    const button = form.querySelector<HTMLButtonElement>('button[type=submit]')
    const line = document.createElement('p')
    line.className = 'progress-line'
    const bar = document.createElement('progress')
    bar.max = 100
    const said = document.createElement('span')
    said.setAttribute('role', 'status')
    line.append(bar, said)
    form.querySelector('.progress-line')?.remove()
    form.append(line)
    if (button) button.disabled = true

    const request = new XMLHttpRequest()
    request.open('POST', form.action)
    request.upload.addEventListener('progress', (event) => {
      if (!event.lengthComputable) return
      const percent = Math.floor((event.loaded / event.total) * 100)
      bar.value = percent
      bar.setAttribute('aria-label', said.textContent ?? '')
      const words = (this.getAttribute('sending') ?? '%%').replace('%%%', `${percent}%`).replace('%%', String(percent))
      if (percent % 5 === 0) said.textContent = words
    })
    request.addEventListener('load', () => {
      if (request.status < 400) location.assign(request.responseURL)
      else this.showTrouble(request.responseText, line, button)
    })
    request.addEventListener('error', () => {
      // The plain form says what is wrong in the browser's own words.
      line.remove()
      if (button) button.disabled = false
      form.submit()
    })
    request.send(new FormData(form))
  }

  /** The server answered with a page that says what is wrong: its main part takes the place of ours. */
  private showTrouble(html: string, line: HTMLElement, button: HTMLButtonElement | null): void {
    const main = new DOMParser().parseFromString(html, 'text/html').querySelector('main')
    if (main) {
      document.querySelector('main')?.replaceWith(main)
      main.querySelector<HTMLElement>('.errors')?.focus()
      return
    }
    line.remove()
    if (button) button.disabled = false
  }
}
customElements.define('tl-upload', Upload)
