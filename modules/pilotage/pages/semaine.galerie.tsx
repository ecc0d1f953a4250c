import type { JSX } from 'preact';
import { uneAction } from '../builders.ts';
import { CHOIX_DE_DEPART, type ChoixSemaine, type Semaine } from '../model-semaine.ts';
import { presenterSemaine } from '../view-semaine.ts';
import { PageSemaine } from './semaine.tsx';

const RIEN: Semaine = { choses: [], dates: [], decisions: [], reponses: [] };
const SEMAINE: Semaine = {
  choses: [uneAction()], dates: [{ quand: 'mardi 24 novembre, 20 h', titre: 'Groupe soins non programmés', detail: 'Salle des fêtes, votre réponse est attendue', href: '/cpts/essai/agenda/reunions/1' }],
  decisions: [{ texte: 'Le numéro unique ouvre en janvier.', detail: 'Bureau de novembre', href: '/cpts/essai/agenda/reunions/2' }], reponses: [{ texte: 'Réponse reçue : périmètre de la commune nouvelle', href: '/cpts/essai/projet/echanges/questions/1' }],
};
const page = (semaine: Semaine, choix: Partial<ChoixSemaine> = {}, interdit = false): JSX.Element => <PageSemaine vue={presenterSemaine({ base: '/cpts/essai', choix: { ...CHOIX_DE_DEPART, ...choix }, semaine, interdit })} />;

export const vide = (): JSX.Element => page(RIEN);
export const pleine = (): JSX.Element => page(SEMAINE, { jour: 4 });
export const longue = (): JSX.Element => page({ ...SEMAINE, choses: Array.from({ length: 40 }, (_, i) => uneAction({ id: `a${i}`, titre: 'Relire la fiche-action au titre particulièrement long et peu commode '.repeat(2) })) });
export const refusee = (): JSX.Element => page(SEMAINE, { voulue: false });
export const interdite = (): JSX.Element => page(RIEN, {}, true);
