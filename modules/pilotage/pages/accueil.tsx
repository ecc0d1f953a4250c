import type { JSX } from 'preact';

export type VueAccueil = { readonly prenom: string; readonly cartes: readonly { readonly titre: string }[] };

export const PageAccueil = ({ vue }: { vue: VueAccueil }): JSX.Element => (
  <div>
    <h1>Bonjour {vue.prenom}</h1>
  </div>
);
