import { type FunctionComponent, h, type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { jsxTemplate } from 'preact/jsx-runtime';
import { CompteurContexte, unCompteur } from './contextes.ts';

const ECRITURES_MAX = 500;

/** HTML already written, as a node: nothing of it is walked through again. */
export const htmlEcrit = (html: string): VNode => jsxTemplate([html]);

/**
 * A component of the server that is written once for each set of properties, then copied: for what is the same on thousands of pages
 * (navigation, brand, foot). Its properties are plain data and say everything that it shows: no context, no children.
 */
export function figee<P extends object>(Composant: FunctionComponent<P>): FunctionComponent<P> {
  const ecritures = new Map<string, string>();
  return (proprietes) => {
    const cle = JSON.stringify(proprietes);
    let html = ecritures.get(cle);
    if (html === undefined) {
      if (ecritures.size >= ECRITURES_MAX) ecritures.clear();
      html = renderToString(h(Composant, proprietes));
      ecritures.set(cle, html);
    }
    return htmlEcrit(html);
  };
}

const CORPS_MAX = 200;

/**
 * The body of a page, written again only when what it is made from reads otherwise: `preuve` is that, whole, as it was just read in the
 * database for who asks, and `adresse` all else that it shows. Nothing is kept for a time or for a person. It has no form that posts and
 * no figure whose origin is printed: the frame gives those its token and its list.
 */
export function corpsGarde(): (de: { readonly adresse: string; readonly preuve: string }, ecrire: () => VNode) => VNode {
  const gardes = new Map<string, { readonly preuve: string; readonly html: string }>();
  return ({ adresse, preuve }, ecrire) => {
    const garde = gardes.get(adresse);
    if (garde?.preuve === preuve) return htmlEcrit(garde.html);
    const html = renderToString(h(CompteurContexte.Provider, { value: unCompteur(), children: ecrire() }));
    if (gardes.size >= CORPS_MAX) gardes.clear();
    gardes.set(adresse, { preuve, html });
    return htmlEcrit(html);
  };
}
