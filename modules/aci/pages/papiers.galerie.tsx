import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { UN_JOUR, unContrat, unDossier } from '../builders.ts';
import { ContratId, type Dossier, Papiers } from '../model-dossier.ts';
import { presenterPapiers, presenterPapiersInterdits, presenterSansPapiers } from '../view-papiers.ts';
import { PagePapiers } from './papiers.tsx';

const base = '/cpts/essai';
const papiers = Papiers.parse({
  signataires: [{ partie: 'cpts', nom: 'Maëlle Rivière', qualite: 'présidente', le: '2025-09-15' }, { partie: 'ars', nom: 'Une directrice inventée', qualite: 'directrice générale', le: '2025-09-12' }, { partie: 'cpam', nom: 'Un directeur inventé', qualite: 'directeur', le: '2025-09-10' }],
  siege: { code: '00000', nom: 'Une commune', departement: '00' }, caisse: 'Caisse inventée', population: { habitants: 98_400, le: '2023-01-01', source: 'Insee, population municipale' },
});
const histoire = { versions: [{ numero: 2, motif: 'Deux communes de plus', le: new Date('2026-10-02T09:00:00Z'), auteur: 'Camille Essai' }, { numero: 1, motif: 'Contrat établi', le: new Date('2025-09-16T09:00:00Z'), auteur: 'Camille Essai' }], passes: [] };
const dossier: Dossier = { ...unDossier(), contenu: { ...unDossier().contenu, papiers } };
const commun = { base, dossier, histoire, aujourdhui: UN_JOUR, fuseau: 'Europe/Paris', ecrire: true };
const auTerme = { ...commun, dossier: { ...dossier, contenu: { ...unDossier(unContrat({ dureeAnnees: 2 })).contenu, papiers: { ...papiers, population: { habitants: 39_000, source: 'Insee' } } } }, aujourdhui: Jour.parse('2027-09-20'), histoire: { ...histoire, passes: [{ id: ContratId.parse('0198f000-0000-7000-8000-000000000777'), statut: 'echue' as const, debut: Jour.parse('2020-09-15'), fin: Jour.parse('2025-09-15') }] } };

export const vide = (): JSX.Element => <PagePapiers vue={presenterSansPapiers(base)} />;
export const pleine = (): JSX.Element => <PagePapiers vue={presenterPapiers(commun)} />;
export const longue = (): JSX.Element => <PagePapiers vue={presenterPapiers({ ...auTerme, tailleSelonHabitants: 1 })} />;
export const refusee = (): JSX.Element => <PagePapiers vue={presenterPapiers(auTerme)} papiers={{ erreurs: { nom_ars: 'Écrivez qui a signé, ou videz la ligne.' }, valeurs: { le_ars: '12/09/2025' } }} renouveler={{ erreurs: { signeLe: 'Le nouveau contrat se signe après l’ancien.' }, valeurs: { signeLe: '01/01/2020', lignes: 'reprendre' } }} />;
export const interdite = (): JSX.Element => <PagePapiers vue={presenterPapiersInterdits(base)} />;
