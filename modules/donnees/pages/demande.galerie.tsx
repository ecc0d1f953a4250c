import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { uneDemande } from '../builders.ts';
import { phraseRefus } from '../labels.ts';
import type { Demande, IdentiteGardee } from '../model.ts';
import { presenterDemande } from '../view.ts';
import { DemandeAbsente, PageDemande, type SaisieDemandePage } from './demande.tsx';

const j = (s: string) => Jour.parse(s);
const page = (d: Demande, saisie?: SaisieDemandePage, identite?: IdentiteGardee): JSX.Element => <PageDemande vue={presenterDemande(d, { base: '/cpts/essai', aujourdhui: j('2026-11-23'), identite })} saisie={saisie} />;

export const vide = (): JSX.Element => page(uneDemande());
export const pleine = (): JSX.Element => page(uneDemande({ statut: 'satisfaite', nom: 'Personne effacée', closeLe: j('2026-11-20'), reponse: 'Données effacées.', preuve: { adhesions: 1, invitations: 1, agenda_habitudes: 1, sessions: 2, compte: 'anonyme', empreinte: 'a'.repeat(64) } }), undefined, { nom: 'Camille Durand', motif: 'pièces de comptes 2026', jusque: j('2036-12-31') });
export const longue = (): JSX.Element => page(uneDemande({ genre: 'rectification', statut: 'prolongee', prolongeeLe: j('2026-11-10'), motif: 'Demande complexe. '.repeat(40), detail: 'Un-mot-sans-aucune-coupure-possible'.repeat(20) }));
export const refusee = (): JSX.Element => page(uneDemande({ recueLe: j('2026-09-01') }), { forme: 'effacer', erreurs: { '': phraseRefus({ code: 'paiement_en_cours' }) }, valeurs: {} });
export const interdite = (): JSX.Element => <DemandeAbsente base="/cpts/essai" />;
