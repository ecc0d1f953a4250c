import type { JSX } from 'preact';
import { uneFiche } from '../builders.ts';
import { AUDIENCES_PAR_DEFAUT, ContenuFiche } from '../model.ts';
import { champsVus } from '../view.ts';
import { PageFiche, type VueFiche } from './fiche.tsx';

const { contenu, audiences } = uneFiche();
const page = (avec: Partial<VueFiche> = {}): JSX.Element => <PageFiche vue={{ interdit: false, nom: 'Claude Exemple', action: '/cpts/essai/reseau/annuaire/899700366240/fiche', retour: '/cpts/essai/reseau/annuaire/899700366240', version: 2, contenu, audiences, publiee: true, propose: 'Maison de santé inventée, 3 rue des Lilas, 09000 FOIX', publique: '/annuaire/essai', ...avec }} />;

export const vide = (): JSX.Element => page({ version: 0, contenu: ContenuFiche.parse({}), audiences: AUDIENCES_PAR_DEFAUT, publiee: false });
export const pleine = (): JSX.Element => page();
export const longue = (): JSX.Element => page({ contenu: { ...contenu, precisions: 'Prévenir la veille. '.repeat(50), langues: 'français, '.repeat(20) } });
export const refusee = (): JSX.Element => page({ refus: 'Cette fiche a été modifiée depuis que vous l’avez ouverte.', entretemps: champsVus(contenu), erreurs: { telephone: 'Écrivez un numéro de téléphone, comme 05 61 00 00 00.' }, valeurs: { telephone: 'zéro cinq' } });
export const interdite = (): JSX.Element => page({ interdit: true, refus: 'Seul ce professionnel peut tenir cette fiche.' });
