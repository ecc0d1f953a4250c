import type { JSX } from 'preact';
import { PageAccessibilite, PageAide, PageAPropos } from './pages-fixes.tsx';

export const aide = (): JSX.Element => <PageAide />;
export const accessibilite = (): JSX.Element => <PageAccessibilite contact={undefined} />;
export const accessibilite_contact = (): JSX.Element => <PageAccessibilite contact="exploitation@exemple.invalid" />;
export const a_propos = (): JSX.Element => <PageAPropos vue={{ version: '0.1.0', sources: undefined, contact: undefined, demo: true, hebergeurHds: undefined }} />;
export const a_propos_complete = (): JSX.Element => (
  <PageAPropos vue={{ version: '0.1.0', sources: 'https://exemple.invalid/une-adresse-de-depot-plutot-longue/qui-doit-se-couper/maillage', contact: 'exploitation@exemple.invalid', demo: false, hebergeurHds: 'Hébergeur d’exemple' }} />
);
