import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { uneAdhesion, uneCategorie, unCollege } from '../builders.ts';
import { phraseRefus } from '../labels.ts';
import { type Adhesion, Exclusion } from '../model.ts';
import { presenterDossier } from '../view.ts';
import { AdhesionAbsente, PageAdhesion, type SaisieDossier } from './adhesion.tsx';

const TEXTE = { id: '0198f000-0000-7000-8000-0000000000f1', genre: 'charte', numero: 2, titre: 'Charte de coopération', texte: 'Nous coopérons.', empreinte: 'a'.repeat(64), publieLe: Jour.parse('2026-09-01') } as const;
const EXCLUSION = Exclusion.parse({ id: '0198f000-0000-7000-8000-0000000000f2', griefs: 'Propos contraires à la charte lors de trois réunions.', notifieeLe: '2026-11-02', notificationId: null, convoqueePour: '2026-11-20', entendueLe: '2026-11-20', maniere: 'presente', observations: 'Conteste les faits.', observationsId: null, decideeLe: null, decision: null, instance: null, decisionId: null });
const ACCEPTATION = { texteId: TEXTE.id, genre: 'charte', numero: 2, titre: TEXTE.titre, empreinte: TEXTE.empreinte, accepteeLe: new Date('2026-09-05T08:00:00Z'), moyen: 'lien' } as const;

const page = (a: Partial<Adhesion>, { tenir = true, saisie, exclusions = [], accepte = true }: { tenir?: boolean; saisie?: SaisieDossier; exclusions?: readonly Exclusion[]; accepte?: boolean } = {}): JSX.Element => (
  <PageAdhesion
    vue={presenterDossier(
      { adhesion: uneAdhesion(a), acceptations: accepte ? [ACCEPTATION] : [], textes: [TEXTE], exclusions, cotisations: accepte ? [{ id: 'c', annee: 2026, statut: 'payee', recuNumero: 7 }] : [], colleges: [unCollege()], categories: [uneCategorie()], reglages: { instanceCompetente: 'Le bureau' }, proposeePar: undefined },
      { base: '/cpts/essai', fuseau: 'Europe/Paris', aujourdhui: Jour.parse('2026-11-23'), peutTenir: tenir, peutCotisations: tenir, sienne: false },
    )}
    saisie={saisie}
  />
);

export const vide = (): JSX.Element => page({ statut: 'deposee', membreDepuis: null, decideeLe: null, profession: null, fonction: null, communeNom: null }, { accepte: false });
export const pleine = (): JSX.Element => page({ statut: 'en_instruction', membreDepuis: null, message: 'Je m’installe en janvier.', telephone: '05 00 00 00 00', rpps: '99700001041' }, { accepte: false });
export const longue = (): JSX.Element => page({ nom: 'Anne-Charlotte-Guillemette de Montferrand-Saint-Barthélemy-sur-Vézère', statut: 'entendue', structure: 'Maison de santé pluriprofessionnelle '.repeat(4), message: 'Bonjour. '.repeat(80) }, { exclusions: [{ ...EXCLUSION, observations: 'Conteste les faits, longuement. '.repeat(40) }] });
export const refusee = (): JSX.Element => page({ statut: 'en_instruction', membreDepuis: null }, { accepte: false, saisie: { forme: 'valider', erreurs: { college: phraseRefus({ code: 'college_a_choisir' }) }, valeurs: { categorie: 'professionnel', college: '' } } });
export const interdite = (): JSX.Element => page({}, { tenir: false });
export const membre = (): JSX.Element => page({});
export const absente = (): JSX.Element => <AdhesionAbsente base="/cpts/essai" />;
export const adresseACorriger = (): JSX.Element => page({ personneId: null }, { saisie: { forme: 'courriel', erreurs: { courriel: 'Écrivez une adresse complète, comme camille.durand@exemple.fr.' }, valeurs: { courriel: 'camille.durand@' } } });
