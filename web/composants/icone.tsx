import type { JSX } from 'preact';
import { jsxAttr, jsxTemplate } from 'preact/jsx-runtime';
import { ICONES, type NomIcone } from '../icones.ts';

export type { NomIcone };

type Proprietes = { nom: NomIcone; taille?: number; class?: string };

const classeDe = (classe: string | undefined): string => (classe ? `icone ${classe}` : 'icone');

const Dessin = ({ nom, taille = 20, class: classe }: Proprietes): JSX.Element => (
  <svg
    class={classeDe(classe)}
    width={taille}
    height={taille}
    viewBox="0 0 24 24"
    aria-hidden="true"
    dangerouslySetInnerHTML={{ __html: ICONES[nom] }}
  />
);

/** The same as text, for the server: a page has dozens of icons, and half of what they cost was their attributes. */
const dessinEcrit = ({ nom, taille = 20, class: classe }: Proprietes): JSX.Element =>
  jsxTemplate([`<svg ${jsxAttr('class', classeDe(classe))} width="${taille}" height="${taille}" viewBox="0 0 24 24" aria-hidden="true">${ICONES[nom]}</svg>`]);

/** A drawing beside a word, never instead of it: hidden from assistive technology. `taille` in pixels at 16px root. */
export const Icone = import.meta.env.SSR ? dessinEcrit : Dessin;
