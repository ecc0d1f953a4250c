import type { JSX } from 'preact';
import type { Bloc, BlocImage, BlocSignatures, BlocTableau } from '#core/document.ts';
import { Depliant, Encadre } from './encadre.tsx';
import { ListeCle } from './liste-cle.tsx';
import { Tableau } from './tableau.tsx';

const MANQUE = /(\[à compléter[^\]]*\])/i;

/** Line breaks stay; what is still to be completed stands out. */
const Lignes = ({ texte }: { texte: string }): JSX.Element => (
  <span class="whitespace-pre-line">{texte.split(MANQUE).map((m, i) => (MANQUE.test(m) ? <mark key={i} class="rounded bg-du px-1 text-du-texte">{m}</mark> : m))}</span>
);

/** Beyond this many rows, a table is one tap away: on a phone each row is a card. */
const LIGNES_OUVERTES = 15;

function TableauRedige({ b }: { b: BlocTableau }): JSX.Element {
  const lignes = b.lignes.map((cellules, rang) => ({ rang, cellules }));
  const colonnes = b.entetes.map((titre, i) => ({
    cle: `c${i}`,
    titre,
    principale: i === 0,
    nombre: b.alignements?.[i] === 'droite',
    cellule: (l: (typeof lignes)[number]) => <Lignes texte={l.cellules[i] ?? ''} />,
  }));
  const pied = b.total && (
    <tr role="row">
      {b.total.map((t, i) => (
        <td key={i} role="cell" class={`font-semibold ${b.alignements?.[i] === 'droite' ? 'nombre' : ''}`} data-titre={b.entetes[i]}>{t}</td>
      ))}
    </tr>
  );
  const tableau = (
    <>
      <Tableau legende={b.legende} legendeVisible colonnes={colonnes} lignes={lignes} idLigne={(l) => String(l.rang)} densite="compacte" {...(pied ? { pied } : {})} />
      {b.source && <p class="-mt-6 mb-6 text-sm text-douce">{b.source}</p>}
    </>
  );
  return b.lignes.length > LIGNES_OUVERTES ? <Depliant titre={`${b.legende} : voir les ${b.lignes.length} lignes`}>{tableau}</Depliant> : tableau;
}

/** The drawing says what it shows by its own `aria-label`; ours are closed: no script, no address. */
const Image = ({ b }: { b: BlocImage }): JSX.Element => (
  <figure class="my-5 max-w-2xl">
    <div class="overflow-hidden rounded-box border border-base-300 [&>svg]:block [&>svg]:h-auto [&>svg]:w-full" dangerouslySetInnerHTML={{ __html: b.svg }} />
    <figcaption class="mt-1.5 text-sm text-douce">
      {b.legende && <span class="font-semibold">{b.legende}. </span>}
      {b.source}
    </figcaption>
  </figure>
);

const Signatures = ({ b }: { b: BlocSignatures }): JSX.Element => (
  <div class="my-4 max-w-texte">
    <p class="mb-3"><Lignes texte={b.lieuEtDate} /></p>
    <ul class="grid gap-4 sm:grid-cols-2">
      {b.signataires.map((s, i) => (
        <li key={i} class="min-h-24 rounded-md border border-base-300 p-3">
          <span class="block font-semibold wrap-anywhere"><Lignes texte={s.nom} /></span>
          <span class="block wrap-anywhere"><Lignes texte={s.qualite} /></span>
        </li>
      ))}
    </ul>
  </div>
);

type Niveau = 2 | 3;

const TITRES = { 3: 'h3', 4: 'h4', 5: 'h5' } as const;

/** A document's own level 2 comes just under the heading above the blocks, its level 3 under that. */
function Titre({ sous, niveau, texte }: { sous: Niveau; niveau: 1 | 2 | 3; texte: string }): JSX.Element {
  const Balise = TITRES[sous === 2 ? (niveau === 3 ? 4 : 3) : niveau === 3 ? 5 : 4];
  return <Balise class="mt-5 mb-1.5 font-semibold">{texte}</Balise>;
}

function UnBloc({ b, niveau }: { b: Bloc; niveau: Niveau }): JSX.Element {
  switch (b.type) {
    case 'titre':
      return <Titre sous={niveau} niveau={b.niveau} texte={b.texte} />;
    case 'paragraphe':
      return <p class="mb-3 max-w-texte wrap-anywhere"><Lignes texte={b.texte} /></p>;
    case 'liste':
      return <ul class="mb-3 max-w-texte list-disc pl-6 wrap-anywhere">{b.elements.map((e, i) => <li key={i} class="mb-1"><Lignes texte={e} /></li>)}</ul>;
    case 'fiche':
      return <div class="my-4 max-w-texte wrap-anywhere"><ListeCle lignes={b.lignes.map((l) => ({ cle: l.libelle, valeur: <Lignes texte={l.valeur} /> }))} /></div>;
    case 'encadre':
      return <Encadre ton={b.ton}>{b.texte}</Encadre>;
    case 'note':
      return <p class="mb-3 max-w-texte text-sm text-douce">{b.texte}</p>;
    case 'tableau':
      return <TableauRedige b={b} />;
    case 'image':
      return <Image b={b} />;
    case 'signatures':
      return <Signatures b={b} />;
  }
}

/** The blocks of a document inside a page. `niveau` is that of the heading above them. */
export const Blocs = ({ blocs, niveau = 2 }: { blocs: readonly Bloc[]; niveau?: Niveau }): JSX.Element => <>{blocs.map((b, i) => <UnBloc key={i} b={b} niveau={niveau} />)}</>;
