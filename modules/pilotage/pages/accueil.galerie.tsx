import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { uneAction, unEvenement, uneHorloge } from '../builders.ts';
import { presenterAccueil } from '../view.ts';
import { PageAccueil } from './accueil.tsx';

const faits = { nom: 'Maëlle Riva', aujourdhui: Jour.parse('2026-11-23'), fuseau: 'Europe/Paris', base: '/cpts/essai', horloges: [uneHorloge()], recents: [unEvenement(), unEvenement({ rang: 2, evenement: 'role_donne' })] };
const choses = [uneAction(), uneAction({ id: 'b', titre: 'Composer le territoire', raison: 'Aucune commune n’est choisie.', echeance: Jour.parse('2026-11-20') })];

export const vide = (): JSX.Element => <PageAccueil vue={presenterAccueil({ ...faits, choses: [], horloges: [], recents: [] })} />;
export const pleine = (): JSX.Element => <PageAccueil vue={presenterAccueil({ ...faits, choses })} />;
export const longue = (): JSX.Element => (
  <PageAccueil vue={presenterAccueil({ ...faits, nom: 'Anne-Charlotte-Guillemette de Montferrand-Saint-Barthélemy', choses: Array.from({ length: 40 }, (_, i) => uneAction({ id: String(i), titre: `Répondre à la demande de la délégation départementale sur la cohérence du périmètre n° ${i + 1}` })) })} />
);
export const refusee = (): JSX.Element => <PageAccueil vue={presenterAccueil({ ...faits, choses: [uneAction({ echeance: Jour.parse('2026-10-01') })] })} />;
export const interdite = (): JSX.Element => <PageAccueil vue={presenterAccueil({ ...faits, choses: [], horloges: [] })} />;
