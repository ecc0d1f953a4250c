import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { SOURCES } from '../regimes.ts';
import { PagePas, type VuePasAFaire } from './pas.tsx';

const vue = (avec: Partial<VuePasAFaire> = {}): VuePasAFaire => ({ base: '/cpts/essai', geste: 'tenir_rencontre', vers: 'lettre_en_redaction', institution: 'cpts', consigne: false, version: 3, aujourdhui: Jour.parse('2026-11-24'), nom: 'Maëlle Riva', source: SOURCES.ministere_2022, guide: 'contact', motif: false, commentaire: false, erreurs: {}, saisie: {}, ...avec });
const depot = { genre: 'projet_sante' as const, ecrit: true, manquent: 3, dejaDeposes: [{ id: '0198f000-0000-7000-8000-000000000700', libelle: 'Dépôt n° 2 : Projet de santé' }] };

export const vide = (): JSX.Element => <PagePas vue={vue()} />;
export const pleine = (): JSX.Element => <PagePas vue={vue({ geste: 'deposer_projet', vers: 'projet_depose', depot, avertissement: 'Le délai de deux mois repartira de ce nouveau dépôt.', source: SOURCES.csp_l1434_12 })} />;
export const longue = (): JSX.Element => <PagePas vue={vue({ geste: 'opposer', vers: 'projet_oppose', institution: 'ars', consigne: true, motif: true, commentaire: true, source: SOURCES.csp_l1434_12, saisie: { commentaire: 'Le territoire partage trois communes avec la CPTS voisine. '.repeat(40) } })} />;
export const refusee = (): JSX.Element => <PagePas vue={vue({ erreurs: { le: 'Cette date est dans le futur : notez le pas quand il aura eu lieu.' }, saisie: { le: '31/12/2030' } })} />;
export const interdite = (): JSX.Element => <PagePas vue={vue({ erreurs: { '': 'Ce pas revient à une autre institution, ou à la coordination et à la présidence.' } })} />;
