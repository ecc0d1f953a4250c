import type { JSX } from 'preact';
import { desRemarques, ICI, unDepot } from '../builders-parcours.ts';
import { presenterDepotOuvert } from '../moteur/vue-echanges.ts';
import { PageDepot } from './depot.tsx';

type Plus = Partial<Parameters<typeof presenterDepotOuvert>[0]>;
const avec = (plus: Plus, role: Parameters<typeof ICI>[0] = 'ars', refus?: string): JSX.Element => <PageDepot vue={presenterDepotOuvert({ ...ICI(role), depot: unDepot(), remarques: desRemarques(), ...plus })} {...(refus === undefined ? {} : { refus })} />;

export const vide = (): JSX.Element => avec({ remarques: [] });
export const pleine = (): JSX.Element => avec({});
export const longue = (): JSX.Element => avec({ depot: unDepot({ titre: 'Projet de santé du territoire des Trois Rivières et du Haut-Ouvre réunis', paragraphes: Array.from({ length: 120 }, (_, i) => ({ titre: i % 12 === 0, texte: `Paragraphe ${i + 1}. ${'Un texte qui n’en finit pas. '.repeat(6)}` })) }) });
export const refusee = (): JSX.Element => avec({ ouvert: 1, saisie: { erreurs: { texte: 'Écrivez votre remarque.' }, valeurs: { texte: '' } } });
export const interdite = (): JSX.Element => avec({}, 'adherent', 'Seuls la coordination, la présidence, l’ARS et l’Assurance Maladie écrivent ici. Vous pouvez lire.');
