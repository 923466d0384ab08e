import { parseHTML } from 'linkedom'
import { describe, expect, it } from 'vitest'
import { interrupted, years } from '../pages/guide-data.ts'
import { DotChart } from './dots.tsx'
import { widths } from './frame.tsx'
import { LineChart } from './line.tsx'

const dom = (node: unknown) => parseHTML(`<html><body>${String(node)}</body></html>`).document

describe('LineChart', () => {
  const document = dom(
    <LineChart
      lang="en"
      id="c"
      title="Title"
      sentence="It fell."
      unit="percent"
      points={interrupted}
      breaks={[{ at: 3, label: 'new test' }]}
    />,
  )
  const drawing = document.querySelector('.draw-720')
  it('is an image with title and description, once for each width, and has a table behind it', () => {
    expect(
      [...document.querySelectorAll('svg[role=img]')].map((svg) => svg.querySelector('desc')?.textContent),
    ).toEqual(widths.map(() => 'It fell.'))
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(document.querySelectorAll('details tbody tr')).toHaveLength(interrupted.length)
    expect(document.querySelector('details')?.textContent).toContain('hidden')
  })
  it('does not join the line across a break, a gap or a hidden value, and shows the hidden one', () => {
    expect(drawing?.querySelectorAll('path.value')).toHaveLength(1)
    expect(drawing?.querySelector('path.value')?.getAttribute('d')?.split('L')).toHaveLength(4)
    expect(drawing?.querySelectorAll('.hid-dot')).toHaveLength(1)
    expect(drawing?.querySelector('.brk-label')?.textContent).toBe('new test')
  })
  it('labels the lines at their ends', () => {
    const labels = [
      ...(dom(<LineChart lang="es" id="d" title="T" sentence="S" unit="percent" points={years} />)
        .querySelector('.draw-720')
        ?.querySelectorAll('.label, .ref-label') ?? []),
    ]
    expect(labels.map((label) => label.textContent)).toEqual(['29.1%', '23.1%', 'camino 19.9%', 'estado 16.9%'])
  })
  it('draws nothing outside its frame', () => {
    for (const svg of document.querySelectorAll('svg.chart')) {
      const [, , width, height] = (svg.getAttribute('viewBox') ?? '').split(' ').map(Number)
      for (const circle of svg.querySelectorAll('circle')) {
        expect(Number(circle.getAttribute('cx'))).toBeLessThanOrEqual(width ?? 0)
        expect(Number(circle.getAttribute('cy'))).toBeLessThanOrEqual(height ?? 0)
      }
    }
  })
  it('says nothing of NaN with no values at all', () => {
    expect(
      String(<LineChart lang="en" id="e" title="T" sentence="S" unit="count" points={[{ label: 'a', value: null }]} />),
    ).not.toMatch(/NaN|Infinity|undefined/)
    expect(
      String(
        <DotChart
          lang="en"
          id="f"
          title="T"
          sentence="S"
          unit="percent"
          rows={[{ label: 'a', value: { hidden: true } }]}
        />,
      ),
    ).not.toMatch(/NaN|Infinity|undefined/)
  })
})

it('dots of nobody are drawn without a number that is none', () => {
  const html = String(
    <DotChart
      lang="en"
      id="d"
      title="t"
      sentence="s"
      unit="decimal"
      head="School"
      rows={[]}
      target={{ value: 0, label: 'no gap' }}
    />,
  )
  expect(html).not.toContain('NaN')
})
