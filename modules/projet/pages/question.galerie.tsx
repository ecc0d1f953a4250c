import type { JSX } from 'preact';
import { desQuestions, ICI, unDepot, uneQuestion } from '../builders-parcours.ts';
import { presenterQuestionOuverte } from '../moteur/vue-echanges.ts';
import { PageQuestion } from './question.tsx';

type Plus = Partial<Parameters<typeof presenterQuestionOuverte>[0]>;
const avec = (plus: Plus, role: Parameters<typeof ICI>[0] = 'coordination', refus?: string): JSX.Element => <PageQuestion vue={presenterQuestionOuverte({ ...ICI(role), question: uneQuestion(), depots: [unDepot()], ...plus })} {...(refus === undefined ? {} : { refus })} />;

export const vide = (): JSX.Element => avec({}, 'ars');
export const pleine = (): JSX.Element => avec({ question: desQuestions()[1] ?? uneQuestion() });
export const longue = (): JSX.Element => avec({ question: uneQuestion({ objet: 'Une question dont l’objet prend toute la place '.repeat(4), texte: 'Pourquoi ? '.repeat(300) }) });
export const refusee = (): JSX.Element => avec({ saisie: { formulaire: 'reponse', erreurs: { reponse: 'Écrivez votre réponse.' }, valeurs: { reponse: '' } } });
export const interdite = (): JSX.Element => avec({}, 'adherent', 'Cette question attend la réponse de la CPTS.');
