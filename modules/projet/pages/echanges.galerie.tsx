import type { JSX } from 'preact';
import { desQuestions, ICI, unDepot } from '../builders-parcours.ts';
import { presenterEchanges } from '../moteur/vue-echanges.ts';
import { PageEchanges } from './echanges.tsx';

type Plus = Partial<Parameters<typeof presenterEchanges>[0]>;
const avec = (plus: Plus, role: Parameters<typeof ICI>[0] = 'coordination', refus?: string): JSX.Element => (
  <PageEchanges vue={presenterEchanges({ ...ICI(role), depots: [unDepot()], questions: desQuestions(), porteurs: [], recherche: '', trouvees: [], ...plus })} {...(refus === undefined ? {} : { refus })} />
);

export const vide = (): JSX.Element => avec({ depots: [], questions: [] }, 'ars');
export const pleine = (): JSX.Element => avec({ recherche: 'commune partagée', trouvees: [{ objet: 'Commune à cheval', question: 'Peut-on partager une commune ?', reponse: 'Oui, avec un accord écrit des deux CPTS.', ici: false }] });
export const longue = (): JSX.Element => avec({ depots: Array.from({ length: 30 }, (_, i) => unDepot({ id: unDepot().id, numero: 30 - i, titre: 'Annexe au projet de santé, version relue par tous '.repeat(3) })), questions: Array.from({ length: 20 }, () => desQuestions()).flat() }, 'cpam');
export const refusee = (): JSX.Element => avec({ question: { erreurs: { objet: 'Donnez un objet à votre question.', destinataire: 'Choisissez à qui vous demandez.' }, valeurs: { texte: 'Et les communes ?' } } });
export const interdite = (): JSX.Element => avec({}, 'adherent', 'Seuls la coordination, la présidence, l’ARS et l’Assurance Maladie écrivent ici. Vous pouvez lire.');
