import type { ComponentChildren, JSX } from 'preact';
import { jsxAttr, jsxEscape, jsxTemplate } from 'preact/jsx-runtime';
import { avecParametres } from '../adresse.ts';
import { CompteurContexte, idSuivant } from '../contextes.ts';
import { espacer } from '../typographie.ts';
import { Icone } from './icone.tsx';
import { Pagination, tientSurUnePage } from './pagination.tsx';
import { OutilsTableau } from './tableau-outils.tsx';
import type { Colonne, ProprietesTableau } from './tableau-types.ts';

export type { Colonne, ProprietesTableau };

/** Read by the style sheet: figures on the right, gestures left out on paper. */
const classeDe = <L,>(c: Colonne<L>): { class?: string } => (c.nombre ? { class: 'nombre' } : c.geste ? { class: 'hors-papier' } : {});

function EnTete<L>({ c, p }: { c: Colonne<L>; p: ProprietesTableau<L> }): JSX.Element {
  const actif = p.tri?.cle === c.cle;
  const sens = actif && p.tri?.sens === 'asc' ? 'desc' : 'asc';
  const trie = actif ? { 'aria-sort': p.tri?.sens === 'asc' ? ('ascending' as const) : ('descending' as const) } : {};
  return (
    <th scope="col" role="columnheader" {...classeDe(c)} {...trie}>
      {c.tri && p.adresse !== undefined ? (
        <a class="inline-flex min-h-9 items-center gap-1 hover:underline" href={avecParametres(p.adresse, { tri: c.cle, sens, page: undefined })}>
          {c.titre}
          <Icone nom={actif ? (p.tri?.sens === 'asc' ? 'arrow-up' : 'arrow-down') : 'chevrons-up-down'} taille={15} class={actif ? '' : 'text-douce'} />
          <span class="sr-only">, trier par ordre {sens === 'asc' ? 'croissant' : 'décroissant'}</span>
        </a>
      ) : (
        c.titre
      )}
    </th>
  );
}

/** Data in text position: escaped, with its no-break spaces. */
function ecrire(texte: string): string {
  const echappe = jsxEscape(espacer(texte));
  return typeof echappe === 'string' ? echappe : '';
}

/** HTML in the making: plain data is text at once, anything richer is a node of its own, put in its place by a template. */
function ecriture(): { readonly html: (t: string) => void; readonly contenu: (c: ComponentChildren) => void; readonly fin: () => JSX.Element } {
  const textes: string[] = [];
  const noeuds: JSX.Element[] = [];
  let texte = '';
  return {
    html: (t) => void (texte += t),
    contenu: (c) => {
      if (typeof c === 'string') texte += ecrire(c);
      else if (typeof c === 'number') texte += c;
      else {
        textes.push(texte);
        noeuds.push(<>{c}</>);
        texte = '';
      }
    },
    fin: () => jsxTemplate([...textes, texte], ...noeuds),
  };
}

const LIGNES_PAR_GABARIT = 200;

/**
 * The lines of a table, by templates: what does not change from line to line (tags, roles, names of columns) is made once. Element by
 * element, fifty lines cost three quarters of the rendering of their page.
 */
function lignesDe<L>(p: ProprietesTableau<L>, colonnes: readonly Colonne<L>[]): JSX.Element[] {
  const ouvrantes = colonnes.map((c) => (c.principale ? '<th scope="row" role="rowheader">' : `<td role="cell" ${jsxAttr('class', classeDe(c).class) ?? ''} ${jsxAttr('data-titre', c.titre) ?? ''}>`));
  const fermantes = colonnes.map((c) => (c.principale ? '</th>' : '</td>'));
  const tranches = Array.from({ length: Math.ceil(p.lignes.length / LIGNES_PAR_GABARIT) }, (_, i) => p.lignes.slice(i * LIGNES_PAR_GABARIT, (i + 1) * LIGNES_PAR_GABARIT));
  return tranches.map((lignes) => {
    const { html, contenu, fin } = ecriture();
    for (const l of lignes) {
      html('<tr role="row">');
      if (p.selection) {
        html('<td role="cell" class="case">');
        contenu(<Choix p={p} ligne={l} />);
        html('</td>');
      }
      colonnes.forEach((c, i) => {
        html(ouvrantes[i] ?? '');
        if (c.lien) html(`<a ${jsxAttr('href', c.lien(l)) ?? ''}>`);
        contenu(c.cellule(l));
        if (c.lien) html('</a>');
        html(fermantes[i] ?? '');
      });
      html('</tr>');
    }
    return fin();
  });
}

const Choix = <L,>({ p, ligne }: { p: ProprietesTableau<L>; ligne: L }): JSX.Element | null =>
  p.selection ? (
    <label class="grid size-9 cursor-pointer place-items-center">
      <span class="sr-only">Choisir {p.selection.nomLigne(ligne)}</span>
      <input class="checkbox" type="checkbox" name={p.selection.nom} value={p.idLigne(ligne)} form={p.selection.formulaire} checked={p.selection.choisies?.has(p.idLigne(ligne)) ?? false} />
    </label>
  ) : null;

function Corps<L>({ p, colonnes, id }: { p: ProprietesTableau<L>; colonnes: readonly Colonne<L>[]; id: string }): JSX.Element {
  return (
    <div class="cadre-tableau" role="region" aria-labelledby={id} tabIndex={0}>
      <table class={`tableau ${p.densite === 'compacte' ? 'compact' : ''}`} role="table">
        <caption id={id} class={p.legendeVisible ? '' : 'sr-only'}>{p.legende}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {p.selection && <th scope="col" role="columnheader" class="case" data-tout-choisir={p.selection.nom}><span class="sr-only">Choix</span></th>}
            {colonnes.map((c) => (
              <EnTete key={c.cle} c={c} p={p} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {lignesDe(p, colonnes)}
        </tbody>
        {p.pied && <tfoot role="rowgroup">{p.pied}</tfoot>}
      </table>
    </div>
  );
}

/** A list one can sort, filter, narrow, choose in, page and take away. Links and forms only: nothing here needs script. */
export function Tableau<L>(p: ProprietesTableau<L>): JSX.Element {
  const visibles = p.visibles;
  const colonnes = visibles ? p.colonnes.filter((c) => !c.masquable || visibles.includes(c.cle)) : p.colonnes;
  return (
    <CompteurContexte.Consumer>
      {(compteur) => {
        const id = idSuivant(compteur, 'tableau');
        return (
          <div class="mb-8">
            <OutilsTableau p={p} id={id} />
            {p.lignes.length === 0 ? <div class="py-2">{p.vide ?? <p class="text-douce">Rien à montrer ici.</p>}</div> : <Corps p={p} colonnes={colonnes} id={id} />}
            {p.page && p.adresse !== undefined && p.lignes.length > 0 && !tientSurUnePage(p.page) && (
              <div class="mt-3"><Pagination page={p.page} adresse={p.adresse} {...(p.quoi ? { quoi: p.quoi } : {})} /></div>
            )}
          </div>
        );
      }}
    </CompteurContexte.Consumer>
  );
}
