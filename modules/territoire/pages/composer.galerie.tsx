import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { creerPaquet } from '#server/paquet/consultation.ts';
import { uneCommune, unPays } from '../builders.ts';
import { type FaitsComposer, presenterComposer } from '../view.ts';
import { PageComposer } from './composer.tsx';

const pays = (n: number, nom = 'Valmoulin') => creerPaquet(unPays(Array.from({ length: n }, (_, i) => uneCommune({ code: String(1900 + i).padStart(5, '0'), nom: `${nom}-${i + 1}`, population: 900 + i * 37 }))));

function page(n: number, codes: number, plus: Partial<FaitsComposer> & { readonly q?: string } = {}, nom?: string): JSX.Element {
  const paquet = pays(n, nom);
  const { q, ...faits } = plus;
  return (
    <PageComposer
      vue={presenterComposer({
        paquet, base: '/cpts/essai', jour: Jour.parse('2026-11-23'), interdit: false, enregistres: [], couvertures: [],
        brouillon: { codes: paquet.communes.slice(0, codes).map((c) => c.code), siege: codes > 0 ? '01900' : '', version: 1, ...(q !== undefined && { q }) },
        ...faits,
      })}
    />
  );
}

export const vide = (): JSX.Element => page(20, 0);
export const pleine = (): JSX.Element => page(40, 12, { q: 'valmoulin' });
export const longue = (): JSX.Element => page(800, 780, { q: 'vallée' }, 'Saint-Barthélemy-de-la-Vallée-des-Trois-Moulins-sur-l’Isle');
export const refusee = (): JSX.Element => page(20, 5, { refus: 'Aucune commune ne porte le code 99999.', conflit: { version: 3, par: 'Maëlle Riva', quand: '20 novembre 2026 à 11 h 02', leurs: ['Valmoulin-7'], miennes: ['Valmoulin-2', 'Valmoulin-3'] } });
export const interdite = (): JSX.Element => page(20, 5, { interdit: true });
