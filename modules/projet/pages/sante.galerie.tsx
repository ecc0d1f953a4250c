import type { JSX } from 'preact';
import type { VueProjetSante } from '../moteur/vue-sante.ts';
import { PageSante } from './sante.tsx';

const chapitre = (i: number, texte: string): VueProjetSante['chapitres'][number] => ({ cle: `chapitre-${i}`, titre: 'Les objectifs par mission', blocs: [{ type: 'paragraphe', texte }], enregistre: 'Version 3, 12 novembre 2026 à 10 h 04, par Maëlle Riva.', redige: i % 2 === 0, remarques: i === 1 ? '2 remarques ouvertes' : '', ...(i === 1 && { plume: 'Anselme Exemple écrit ce chapitre.' }) });
const vue = (avec: Partial<VueProjetSante> = {}): VueProjetSante => ({ base: '/cpts/essai', phrase: '6 chapitres complets sur neuf.', peutEcrire: true, manques: [{ cle: 'chapitre-1', titre: 'Les objectifs par mission', phrase: '2 passages à compléter.' }], chapitres: [0, 1, 2].map((i) => chapitre(i, 'Orienter en un an ceux qui demandent un médecin traitant. [à compléter]')), ...avec });

export const vide = (): JSX.Element => <PageSante vue={vue({ phrase: '0 chapitre complet sur neuf.', chapitres: [chapitre(1, '[à compléter]')] })} />;
export const pleine = (): JSX.Element => <PageSante vue={vue()} />;
export const longue = (): JSX.Element => <PageSante vue={vue({ chapitres: Array.from({ length: 9 }, (_, i) => chapitre(i, 'Un texte qui n’en finit pas. '.repeat(80))) })} />;
export const refusee = (): JSX.Element => <PageSante vue={vue()} refus="Seuls la coordination, la présidence, le secrétariat et la trésorerie écrivent le projet. Vous pouvez le lire et y faire des remarques." />;
export const interdite = (): JSX.Element => <PageSante vue={vue({ peutEcrire: false })} />;
