import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { PageEntree } from './entree.tsx';

const avec = (erreurs: Readonly<Record<string, string>> = {}, saisie: Readonly<Record<string, unknown>> = {}): JSX.Element => <PageEntree vue={{ base: '/cpts/essai', aujourdhui: Jour.parse('2026-11-24'), erreurs, saisie }} />;

export const vide = (): JSX.Element => avec();
export const pleine = (): JSX.Element => avec({}, { contact: '06/01/2022', lettre: '01/05/2022', depot: '01/02/2023', validation: '02/04/2023', tacite: 'oui', contrat: '01/06/2023' });
export const longue = (): JSX.Element => avec({}, { contact: 'le lundi qui a suivi la réunion de rentrée de l’année dernière' });
export const refusee = (): JSX.Element => avec({ lettre: 'Cette date est avant l’étape précédente, du 6 janvier 2022.', contrat: 'Cette date n’existe pas. Écrivez-la ainsi : 12/03/2026' }, { contact: '06/01/2022', lettre: '01/05/2021', contrat: '31/02/2023' });
export const interdite = (): JSX.Element => avec({ '': 'Seules la coordination et la présidence ouvrent le parcours.' });
