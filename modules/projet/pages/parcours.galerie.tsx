import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { PersonneId, type Role } from '#core/tenancy.ts';
import { unDepot, unDossier } from '../builders-parcours.ts';
import type { Dossier } from '../model-parcours.ts';
import { presenterParcours } from '../moteur/vue-parcours.ts';
import { PageParcours } from './parcours.tsx';

const vue = (dossier: Dossier, aujourdhui: string, ...roles: Role[]) =>
  presenterParcours({ dossier, depots: [unDepot()], base: '/cpts/essai', aujourdhui: Jour.parse(aujourdhui), qui: { personneId: PersonneId.parse('0198f000-0000-7000-8000-0000000000b1'), nom: 'Maëlle', roles } });

const DEPOSE = unDossier('2025-01-06', [
  ['tenir_rencontre', '2025-01-15', { acteur: 'Maëlle Riva' }],
  ['deposer_lettre', '2025-03-03', { depot: unDepot().id }],
  ['valider_lettre', '2025-04-10', { acteur: 'Ludivine Postulat' }],
  ['commencer_projet', '2025-04-10'],
  ['deposer_projet', '2026-10-05'],
]);
const SIGNE = unDossier('2022-01-06', [['tenir_rencontre', '2022-01-15'], ['valider_projet', '2024-12-02', { de: 'projet_depose', vers: 'projet_valide' }], ['signer_contrat', '2025-09-15', { de: 'negociation_aci', vers: 'aci_signe' }]], { statut: 'missions_en_demarrage', missions: [{ mission: 'acces', demarreeLe: Jour.parse('2026-01-12') }, { mission: 'crise', demarreeLe: Jour.parse('2026-02-01'), deployeeLe: Jour.parse('2026-11-02') }] });

export const vide = (): JSX.Element => <PageParcours vue={vue(unDossier('2026-11-20'), '2026-11-24', 'coordination')} />;
export const pleine = (): JSX.Element => <PageParcours vue={vue(DEPOSE, '2026-11-24', 'ars')} />;
export const longue = (): JSX.Element => <PageParcours vue={vue({ ...SIGNE, pas: [...SIGNE.pas.map((p) => ({ ...p, commentaire: 'Une explication qui n’en finit pas. '.repeat(12), acteur: 'Anne-Marguerite de La Tour-Saint-Hilaire '.repeat(3) })), ...DEPOSE.pas] }, '2026-11-24', 'presidence')} />;
export const refusee = (): JSX.Element => <PageParcours vue={vue(DEPOSE, '2026-12-10', 'coordination')} refus="Le dossier a avancé depuis l’ouverture de votre page. Relisez-le, puis recommencez." />;
export const interdite = (): JSX.Element => <PageParcours vue={vue(DEPOSE, '2026-11-24', 'adherent')} />;
