import { type FunctionComponent, h, type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { jsxTemplate } from 'preact/jsx-runtime';
import { CompteurContexte, JetonContexte, unCompteur } from './contextes.ts';

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

/** Stands for the token of a session in what is kept. Nobody can write it: it is drawn at each start. */
export const MARQUE_JETON = `jeton-${globalThis.crypto.randomUUID()}`;

/** What a body shows: `adresse` all that the request adds, `preuve` all that was read, or the number of its last change. */
type DeQuoi = { readonly adresse: string; readonly preuve: string };
export type CorpsGarde = {
  /** Undefined when it was made from something else, or never. */
  readonly retrouver: (de: DeQuoi) => VNode | undefined;
  readonly garder: (de: DeQuoi, corps: VNode) => VNode;
};

/**
 * Bodies of pages, written again only when what they are made from reads otherwise in the database, where it is asked each time for who
 * asks. Nothing is kept for a time. They have no figure whose origin is printed, whose list the frame makes; their forms have a mark where
 * the frame puts the token of the session.
 */
export function corpsGarde(): CorpsGarde {
  const gardes = new Map<string, { readonly preuve: string; readonly html: string }>();
  return {
    retrouver: ({ adresse, preuve }) => {
      const garde = gardes.get(adresse);
      return garde?.preuve === preuve ? htmlEcrit(garde.html) : undefined;
    },
    garder: ({ adresse, preuve }, corps) => {
      const html = renderToString(h(JetonContexte.Provider, { value: MARQUE_JETON, children: h(CompteurContexte.Provider, { value: unCompteur(), children: corps }) }));
      if (gardes.size >= CORPS_MAX) gardes.clear();
      gardes.set(adresse, { preuve, html });
      return htmlEcrit(html);
    },
  };
}
