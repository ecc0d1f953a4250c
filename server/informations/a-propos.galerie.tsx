import type { JSX } from 'preact';
import { PageAPropos } from './a-propos.tsx';

export const nue = (): JSX.Element => <PageAPropos vue={{ version: '0.1.0', sources: undefined, contact: undefined, demo: true, hebergeurHds: undefined }} />;
export const complete = (): JSX.Element => (
  <PageAPropos vue={{ version: '0.1.0', sources: 'https://exemple.invalid/une-adresse-de-depot-plutot-longue/qui-doit-se-couper/maillage', contact: 'exploitation@exemple.invalid', demo: false, hebergeurHds: 'Hébergeur d’exemple' }} />
);
