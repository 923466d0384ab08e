/**
 * How a paper looks on sheets. Each text stands in a paragraph, a cell or an item of its own: loose text of a block would be read aloud in another order. All words come in as data (`paper`), so that nothing that people typed is ever read as program. Set apart from the language of the
 * document: texts whose translation is missing, so that they are read aloud as what they are.
 */
export const template = String.raw`
#let paper = json(bytes(sys.inputs.paper))
#let day = paper.day.split("-").map(int)
#let ink = rgb("#1d2327")
#let accent = rgb("#0b5c63")
#let shapes = (met: "\u{25cf}", on_pace: "\u{2192}", too_close: "\u{2248}", behind: "\u{25a1}", missed: "\u{25a0}", no_call: "\u{25cb}")

#set document(title: paper.title, author: paper.author, date: datetime(year: day.at(0), month: day.at(1), day: day.at(2)))
#set text(font: "Libertinus Serif", fallback: false, size: 10.5pt, lang: paper.lang, region: "US", fill: ink)
#set par(leading: 0.6em, spacing: 0.9em)
#set page(
  paper: "us-letter",
  margin: (x: 2.2cm, top: 2cm, bottom: 2.2cm),
  footer: context {
    set text(size: 8.5pt)
    grid(
      columns: (1fr, auto),
      paper.foot,
      [#paper.pageOf #counter(page).display()],
    )
  },
)
#show heading: set text(fill: accent)
#show heading.where(level: 1): set block(above: 1.4em, below: 0.7em)
#show heading.where(level: 2): set block(above: 1.2em, below: 0.6em)
#show table.cell.where(y: 0): set text(weight: "bold")
#set table(stroke: (x, y) => (bottom: 0.5pt + luma(170)), inset: (x: 5pt, y: 4pt))

#let said(one) = if "lang" in one { text(lang: one.lang, one.words) } else { one.words }

#let part(block-of) = {
  let kind = block-of.kind
  if kind == "heading" {
    heading(level: block-of.level - 1, block-of.words)
  } else if kind == "para" {
    par(if block-of.at("quiet", default: false) { text(fill: luma(70), said(block-of.said)) } else { said(block-of.said) })
  } else if kind == "list" {
    list(..block-of.items.map(said))
  } else if kind == "table" {
    let columns = block-of.head.len()
    // A table that fits on a sheet stays with its caption.
    show figure: set block(breakable: block-of.rows.len() > 20)
    figure(
      kind: table,
      supplement: none,
      numbering: none,
      caption: figure.caption(position: top, block-of.caption),
      table(
        columns: (1.6fr,) + (1fr,) * (columns - 1),
        align: (x, y) => if block-of.numbers.contains(x) { right } else { left },
        table.header(..block-of.head),
        ..block-of.rows.flatten(),
      ),
    )
  } else if kind == "call" {
    block(above: 0.8em, below: 0.8em, par[#pdf.artifact(text(fill: accent, shapes.at(block-of.call))) #strong(block-of.words) #block-of.more])
  } else if kind == "note" {
    block(width: 100%, stroke: (left: 2pt + accent), inset: (left: 8pt, y: 2pt), breakable: true, {
      set par(spacing: 0.6em)
      par(strong(block-of.title))
      par(said(block-of.said))
      if "more" in block-of { par(text(fill: luma(70), block-of.more)) }
    })
  } else if kind == "sheet" {
    pagebreak(weak: true)
  }
}

#show figure.caption: set align(left)
#show figure.caption: set text(weight: "bold", size: 9.5pt)
#show figure: set align(left)
#show figure.caption: set block(sticky: true)

#title()
#if paper.lead != "" { par(text(size: 12pt, paper.lead)) }
#if paper.facts.len() > 0 {
  list(marker: none, body-indent: 0pt, ..paper.facts.map(fact => [#strong(fact.label + ":") #fact.value]))
}
#for (at, one) in paper.blocks.enumerate() {
  // A sentence that leads to a table stays with it.
  if one.kind == "para" and paper.blocks.at(at + 1, default: (kind: "")).kind == "table" {
    block(sticky: true, above: 0.9em, below: 0.9em, part(one))
  } else {
    part(one)
  }
}
`
