/**
 * The report's typography, in Typst. It reads one input, `data`, a PdfDocument as JSON, and sets its texts as they stand: there is no
 * place where a text of the data is read as markup.
 */
export const TEMPLATE = `
#let d = json(bytes(sys.inputs.data))

#let ink = rgb("#1b2733")
#let muted = rgb("#5b6773")
#let line-colour = rgb("#c9d1d9")
#let head-fill = rgb("#eef2f5")
#let accent = rgb("#24425c")
#let tones = (bad: rgb("#a4262c"), watch: rgb("#b7791f"), good: rgb("#2f7d4f"), plain: line-colour)

#set document(
  title: d.title,
  author: "duewatch",
  description: d.eyebrow,
  keywords: d.keywords,
  date: datetime(..d.date),
)
#set text(
  font: "Noto Sans SC",
  fallback: false,
  size: 9.5pt,
  fill: ink,
  lang: d.lang,
  region: d.region,
  number-width: "tabular",
  cjk-latin-spacing: auto,
  // In this typeface quotation marks and the apostrophe are as wide as a Chinese character unless asked not to be.
  features: if d.lang == "zh" { () } else { ("pwid",) },
)
#set par(leading: 0.62em, spacing: 0.9em, justify: false, linebreaks: "optimized")

#let marks = d.marks.map(mark => box(
  fill: tones.bad, inset: (x: 4pt, y: 2pt), radius: 2pt, baseline: 2pt,
  text(fill: white, size: 7pt, weight: "bold", mark),
)).join(h(3pt))

#set page(
  paper: "a4",
  margin: (x: 19mm, top: 26mm, bottom: 20mm),
  header: {
    set text(size: 8pt, fill: muted)
    grid(
      columns: (1fr, auto), align: (left + horizon, right + horizon), column-gutter: 8pt,
      d.company_short, { d.edition; if d.marks.len() > 0 { h(6pt); marks } },
    )
    v(-4pt)
    line(length: 100%, stroke: 0.5pt + line-colour)
  },
  footer: context {
    set text(size: 8pt, fill: muted)
    let here = counter(page).display()
    let pages = str(counter(page).final().first())
    grid(
      columns: (1fr, auto),
      d.eyebrow,
      d.page_of.replace("{pages}", pages).replace("{page}", here),
    )
  },
)

#show heading: set text(fill: accent)
#show heading.where(level: 1): it => block(above: 2em, below: 0.9em, sticky: true, {
  set text(size: 15pt, weight: "bold")
  stack(spacing: 5pt, it.body, line(length: 100%, stroke: 1pt + accent))
})
#show heading.where(level: 2): it => block(above: 1.5em, below: 0.7em, sticky: true, {
  set text(size: 10.5pt, weight: "bold")
  it.body
})

#let pieces(list, strong: false) = list.map(piece => if piece.figure and strong {
  text(weight: "bold", piece.text)
} else {
  text(piece.text)
}).join()

// A cell is a text, or pieces.
#let cell-text(cell) = if type(cell) == str { text(cell) } else { pieces(cell) }

// A table of so many rows or fewer stays on one page.
#let unbroken = 9

#let side(name) = if name == "right" { right } else { left }

// The first two rows, and the last ones, share an empty cell before the first column, which no page break may cut.
#let data-table(block) = {
  let count = block.rows.len()
  let guard = count - block.keep
  let opening = if guard >= 2 { 2 } else { 0 }
  set text(size: if block.dense { 8pt } else { 8.5pt })
  set par(leading: 0.5em)
  table(
    columns: (0pt, ..block.columns.map(column => if column.share == 0 { auto } else { column.share * 1fr })),
    align: (left, ..block.columns.map(column => side(column.side) + top)),
    inset: (x, y) => if x == 0 { 0pt } else { (x: 5pt, y: if block.dense { 3.4pt } else { 4pt }) },
    stroke: (x, y) => if y == 0 { (bottom: 0.8pt + accent) } else { (bottom: 0.4pt + line-colour) },
    fill: (x, y) => if y == 0 { head-fill },
    table.header(
      [],
      ..block.columns.map(column => table.cell(align: side(column.side) + bottom, text(size: 8pt, weight: "bold", fill: accent, cell-text(column.head)))),
    ),
    ..block.rows.enumerate().map(((index, row)) => (
      ..if index < opening { if index == 0 { (table.cell(rowspan: opening, breakable: false)[],) } else { () } }
        else if index < guard { (table.cell(breakable: false)[],) }
        else if index == guard { (table.cell(rowspan: block.keep, breakable: false)[],) }
        else { () },
      ..row.map(cell => table.cell(breakable: false, cell-text(cell))),
    )).flatten(),
  )
}

#let toned(tone, body) = block(
  width: 100%,
  inset: (left: 8pt, y: 1pt),
  stroke: (left: 2pt + tones.at(tone)),
  body,
)

#let render(item) = {
  if item.kind == "text" {
    toned(item.tone, par(pieces(item.pieces)))
  } else if item.kind == "note" {
    let note = par(text(size: 8.5pt, fill: muted, pieces(item.pieces)))
    if item.leads { block(sticky: true, note) } else { note }
  } else if item.kind == "heading" {
    heading(level: 2, item.text)
  } else if item.kind == "table" {
    block(above: 1em, below: 1.2em, breakable: item.rows.len() > unbroken, data-table(item))
  } else if item.kind == "chart" {
    block(above: 1em, below: 1.2em, breakable: false, align(center, image(bytes(item.svg), format: "svg", width: 88%, alt: item.alt)))
  }
}

// First page: what the report is, what must be known first, and the three things to decide.
#{
  set par(leading: 0.45em)
  show title: set text(size: 20pt, weight: "bold", fill: accent)
  show title: set block(above: 0pt, below: 0pt)
  block(below: 7pt, text(size: 9pt, fill: muted, d.eyebrow))
  title()
  block(above: 7pt, text(size: 9pt, fill: muted, d.as_of))
  for standing in d.standing {
    block(
      width: 100%, above: 0.9em, below: 0.4em, inset: 7pt, radius: 3pt,
      fill: tones.at(standing.tone).lighten(88%), stroke: 0.6pt + tones.at(standing.tone),
      par(text(size: 9pt, standing.text)),
    )
  }
}

#heading(level: 1, d.decision_title)

#for box-of in d.decisions {
  block(
    width: 100%, breakable: false, above: 0.9em, below: 0.9em,
    inset: (left: 12pt, right: 10pt, y: 9pt), radius: 3pt,
    fill: rgb("#f7f9fa"), stroke: (left: 3pt + tones.at(box-of.tone)),
    {
      text(size: 8pt, weight: "bold", fill: muted, box-of.ordinal)
      v(-1pt)
      par(leading: 0.6em, text(size: 11.5pt, pieces(box-of.know, strong: true)))
      for because in box-of.because {
        par(text(fill: muted, pieces(because)))
      }
      if box-of.acts.len() > 0 {
        v(1pt)
        for act in box-of.acts {
          grid(
            columns: (auto, 1fr, auto), column-gutter: 6pt, row-gutter: 0pt,
            text(fill: accent, weight: "bold", "→"),
            par(pieces(act.what)),
            align(right, text(size: 8.5pt, fill: muted, act.who)),
          )
          v(-2pt)
        }
      }
    },
  )
}

#{
  show outline.entry: set text(size: 8.5pt)
  set outline.entry(fill: text(fill: line-colour, repeat(gap: 3pt)[.]))
  show outline.entry: it => block(height: 13.5pt, above: 0pt, below: 0pt, it)
  block(breakable: false, above: 1.6em, {
    text(size: 10.5pt, weight: "bold", fill: accent, d.contents_title)
    v(-2pt)
    let lines = calc.ceil((d.sections.len() + 1) / 2)
    block(height: lines * 13.5pt, columns(2, gutter: 24pt, outline(title: none, depth: 1, target: heading.where(level: 1))))
  })
}

#for section in d.sections {
  if section.own_page { pagebreak(weak: true) }
  heading(level: 1, section.title)
  for item in section.blocks { render(item) }
}
`;
