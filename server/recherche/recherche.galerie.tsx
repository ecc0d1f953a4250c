import type { JSX } from 'preact';
import { type Groupe, PageRecherche } from './recherche.tsx';

const vue = (q: string, groupes: readonly Groupe[] = []): JSX.Element => <PageRecherche vue={{ q, groupes, adresse: '/cpts/essai/recherche' }} />;
const communes = (n: number): Groupe => ({ titre: 'Communes', resultats: Array.from({ length: n }, (_, i) => ({ libelle: `Saint-Barthélemy-de-Bussière-Montbrun ${i + 1}`, detail: 'Haute-Vienne · 1\u202f234\u00a0habitants · dans le territoire', href: `/cpts/essai/territoire?c=${i}` })) });

export const vide = (): JSX.Element => vue('');
export const pleine = (): JSX.Element => vue('terr', [{ titre: 'Pages', resultats: [{ libelle: 'Territoire', href: '/cpts/essai/territoire' }] }, communes(2)]);
export const longue = (): JSX.Element => vue('saint', [communes(20)]);
export const refusee = (): JSX.Element => vue('x'.repeat(100));
export const interdite = (): JSX.Element => vue('girafe');
