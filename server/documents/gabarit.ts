/**
 * The Typst template of every document. It is a constant: what people typed reaches it through `sys.inputs` as JSON and is
 * shown as strings, so that no markup or code in a name can be read as such.
 */
export const GABARIT = String.raw`
#let d = json(bytes(sys.inputs.document))
#let encre = rgb("#1d2422")
#let accent = rgb("#0f5257")
#let gris = rgb("#4d5654")
#let filet = rgb("#b9c4c1")

#set document(title: d.titre, author: d.auteur, description: d.resume, date: none)
#set text(lang: "fr", region: "FR", font: ("Atkinson Hyperlegible Next",), size: 10.5pt, fill: encre, hyphenate: false)
#set par(leading: 0.72em, spacing: 1.05em, justify: false)
#set page(
  paper: "a4",
  margin: (x: 2.3cm, top: 2.2cm, bottom: 2.3cm),
  footer: context {
    set text(size: 8.5pt, fill: gris)
    line(length: 100%, stroke: 0.5pt + filet)
    v(-0.4em)
    grid(columns: (1fr, auto), column-gutter: 1em, d.pied, [Page #counter(page).display() sur #counter(page).final().first()])
  },
)
#set heading(outlined: true, bookmarked: true)
#show heading: set text(fill: accent, weight: 700)
#show heading: set block(sticky: true)
#show heading.where(level: 1): set text(size: 14pt)
#show heading.where(level: 1): set block(above: 1.7em, below: 0.85em)
#show heading.where(level: 2): set text(size: 11.5pt)
#show heading.where(level: 2): set block(above: 1.35em, below: 0.7em)
#show heading.where(level: 3): set text(size: 10.5pt, fill: encre)
#show heading.where(level: 3): set block(above: 1.2em, below: 0.6em)
#set list(indent: 0.6em, body-indent: 0.6em, spacing: 0.75em, marker: [–])
#set terms(separator: none, hanging-indent: 5.2cm, spacing: 0.7em)
#show terms: set block(above: 1.3em, below: 1.3em)
#set figure(gap: 0.7em)
#show figure: set block(above: 1.4em, below: 1.4em, width: 100%)
#show figure.where(kind: table): set figure.caption(position: top)
#show figure.caption: it => block(width: 100%, sticky: true, align(left, text(size: 9.5pt, weight: 700, it)))
#set figure.caption(separator: [ — ])

#show regex("\[à compléter[^\]]*\]"): it => highlight(fill: rgb("#fbe9c6"), it)

#let lignes(s) = s.split("\n").map(l => [#l]).join(linebreak())
#let petite(s) = text(size: 8.5pt, fill: gris, lignes(s))

#let tableau(b) = {
  let n = b.entetes.len()
  let cote(i) = if b.alignements.at(i, default: "gauche") == "droite" { right } else { left }
  let cellules = b.lignes.flatten().map(c => lignes(c))
  let total = if b.total == none { () } else { b.total.map(c => strong(lignes(c))) }
  // A short table is not cut: a last row alone on the next page reads badly.
  show figure: set block(breakable: b.lignes.len() > 12)
  figure(
    kind: table,
    supplement: [Tableau],
    caption: b.legende,
    block(width: 100%, {
      set text(size: if b.serree { 7.5pt } else { 9pt }, number-width: "tabular")
      set par(leading: 0.55em)
      table(
        columns: b.largeurs.map(l => l * 1fr),
        align: (x, y) => cote(x) + horizon,
        inset: (x: if b.serree { 3.5pt } else { 5pt }, y: b.interligne * 1pt),
        stroke: (x, y) => if y == 0 { (bottom: 0.5pt + filet, top: 1pt + accent) } else { (bottom: 0.5pt + filet) },
        fill: (x, y) => if y == 0 { rgb("#e8efed") } else { none },
        table.header(..b.entetes.map(e => text(weight: 700, lignes(e)))),
        ..cellules,
        ..total,
      )
    }),
  )
  if b.source != none { v(-0.7em); petite(b.source) }
}

#let dessin(b) = {
  let hauteur = 16.4cm * b.hauteur / b.largeur
  let vue = if hauteur > 12cm { image(bytes(b.svg), format: "svg", alt: b.alternative, height: 12cm) } else { image(bytes(b.svg), format: "svg", alt: b.alternative, width: 100%) }
  // The source stays under the picture that it vouches for.
  block(breakable: false, width: 100%, above: 1.4em, {
    if b.legende == none { align(center, vue) } else { figure(kind: image, supplement: [Figure], caption: b.legende, vue) }
    if b.source != none { v(-0.7em); petite(b.source) }
  })
}

#let encadre(b) = {
  let attention = b.ton == "attention"
  block(
    width: 100%,
    inset: (left: 10pt, rest: 8pt),
    fill: if attention { rgb("#fdf3dc") } else { rgb("#eaf1f0") },
    stroke: (left: 3pt + if attention { rgb("#b26a00") } else { accent }),
    lignes(b.texte),
  )
}

#let signatures(b) = block(breakable: false, width: 100%, {
  v(0.8em)
  lignes(b.lieuEtDate)
  v(0.4em)
  grid(
    columns: (1fr, 1fr),
    column-gutter: 1.2cm,
    row-gutter: 0.9cm,
    ..b.signataires.map(s => block(width: 100%, height: 3.4cm, inset: 8pt, stroke: 0.5pt + filet, {
      strong(lignes(s.nom))
      linebreak()
      text(size: 9.5pt, lignes(s.qualite))
      v(1fr)
      petite("Signature")
    })),
  )
})

#let bloc(b) = {
  if b.type == "titre" { heading(level: b.niveau, b.texte) }
  else if b.type == "paragraphe" { if b.solidaire { block(sticky: true, par(lignes(b.texte))) } else { par(lignes(b.texte)) } }
  else if b.type == "liste" { list(..b.elements.map(e => lignes(e))) }
  else if b.type == "fiche" { terms(..b.lignes.map(l => terms.item(box(width: 5cm, lignes(l.libelle)) + h(0.2cm), lignes(l.valeur)))) }
  else if b.type == "tableau" { tableau(b) }
  else if b.type == "image" { dessin(b) }
  else if b.type == "encadre" { encadre(b) }
  else if b.type == "note" { par(petite(b.texte)) }
  else if b.type == "signatures" { signatures(b) }
}

#if d.entete != none {
  let e = d.entete
  line(length: 100%, stroke: 2.5pt + accent)
  v(0.2em)
  grid(
    columns: (1fr, 1fr),
    column-gutter: 1cm,
    {
      if e.emetteur.len() > 0 { text(size: 12pt, weight: 700, fill: accent, lignes(e.emetteur.first())) }
      for l in e.emetteur.slice(calc.min(1, e.emetteur.len())) { linebreak(); text(size: 9.5pt, lignes(l)) }
    },
    {
      v(1.6cm)
      for (i, l) in e.destinataires.enumerate() { if i > 0 { linebreak() }; lignes(l) }
    },
  )
  v(0.6cm)
  align(right, lignes(e.lieuEtDate))
  v(0.2cm)
  par[*Objet : #lignes(e.objet)*]
  v(0.3cm)
}

#{
  show title: set text(size: 19pt, weight: 700, fill: accent)
  show title: set block(above: 0.6em, below: 0.5em)
  title(lignes(d.titre))
}
#if d.sousTitre != none { text(size: 12pt, fill: gris, lignes(d.sousTitre)) }
#{
  // A signature never stands alone on its page: the end of the document, from its last title, keeps together when it holds one.
  let titres = d.blocs.enumerate().filter(((i, b)) => b.type == "titre" and b.niveau == 1).map(((i, b)) => i)
  let fin = if titres.len() > 0 { titres.last() } else { 0 }
  let queue = d.blocs.slice(fin)
  let ensemble = queue.len() <= 6 and queue.any(b => b.type == "signatures")
  for b in d.blocs.slice(0, fin) { bloc(b) }
  if ensemble { block(breakable: false, width: 100%, above: 1.9em, for b in queue { bloc(b) }) } else { for b in queue { bloc(b) } }
}
#if d.mentions.len() > 0 {
  v(1em)
  line(length: 100%, stroke: 0.5pt + filet)
  for m in d.mentions { par(petite(m)) }
}
`;
