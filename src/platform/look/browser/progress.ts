/** What the server sends on the event stream of long work. `steps` is the HTML of `Steps`, escaped by the server. */
export type ProgressEvent = { percent: number | null; step: string; steps?: string; done?: boolean; href?: string }

/** `<tl-progress src>`: follows long work by server-sent events and goes on when it is done. */
class Progress extends HTMLElement {
  private stream: EventSource | undefined
  connectedCallback(): void {
    const src = this.getAttribute('src')
    if (!src || !('EventSource' in window)) return
    this.stream = new EventSource(src)
    this.stream.addEventListener('message', (message) => this.show(JSON.parse(String(message.data)) as ProgressEvent))
  }
  disconnectedCallback(): void {
    this.stream?.close()
  }
  private show(event: ProgressEvent): void {
    const bar = this.querySelector('progress')
    if (bar) {
      if (event.percent === null) bar.removeAttribute('value')
      else bar.value = event.percent
    }
    const percent = this.querySelector('.progress-percent')
    if (percent) percent.textContent = event.percent === null ? '' : `${Math.round(event.percent)}%`
    const step = this.querySelector('.progress-step')
    if (step && step.textContent !== event.step) step.textContent = event.step
    if (event.steps !== undefined) this.steps(event.steps)
    if (event.done) {
      this.stream?.close()
      const href = event.href ?? this.getAttribute('done-href')
      if (href) location.assign(href)
      else location.reload()
    }
  }
  private steps(html: string): void {
    const fresh = new DOMParser().parseFromString(html, 'text/html').querySelector('.steps')
    if (fresh) this.querySelector('.steps')?.replaceWith(fresh)
  }
}
customElements.define('tl-progress', Progress)
