import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { uneInvitationLue, unRoleLu } from '../builders.ts';
import { phraseInvitation, phraseRole } from '../labels.ts';
import { presenterAcces } from '../view.ts';
import { PageAcces } from './acces.tsx';

const autour = { base: '/cpts/essai', peutGerer: true, maintenant: new Date('2026-11-23T09:00:00Z'), aujourdhui: Jour.parse('2026-11-23'), fuseau: 'Europe/Paris' };
const roles = [
  unRoleLu(),
  unRoleLu({ id: 'b', personneId: 'p2', nom: 'Anselme Exemple', courriel: 'presidence@exemple.invalid', role: 'presidence', depuis: '2025-11-01' }),
  unRoleLu({ id: 'c', personneId: 'p3', nom: 'Ludivine Postulat', courriel: 'ars@exemple.invalid', role: 'ars', depuis: '2026-01-15' }),
  unRoleLu({ id: 'd', personneId: 'p4', nom: 'Prune Supposée', courriel: 'infirmiere@exemple.invalid', role: 'tresorerie', depuis: '2025-10-19', jusque: '2026-06-30' }),
];
const invitations = [uneInvitationLue(), uneInvitationLue({ id: uneInvitationLue().id, nom: 'Dominique Tardif', courriel: 'dominique@exemple.invalid', envois: 2, expireLe: new Date('2026-11-20T09:00:00Z') })];

export const vide = (): JSX.Element => <PageAcces vue={presenterAcces({ roles: [unRoleLu()], invitations: [] }, autour)} />;
export const pleine = (): JSX.Element => <PageAcces vue={presenterAcces({ roles, invitations }, autour)} />;
export const longue = (): JSX.Element => (
  <PageAcces vue={presenterAcces({ roles: Array.from({ length: 300 }, (_, i) => unRoleLu({ id: String(i), personneId: `p${i}`, nom: `Anne-Charlotte-Guillemette de Montferrand-Saint-Barthélemy ${i}`, courriel: `${'adresse-longue'.repeat(5)}${i}@exemple.invalid`, role: 'adherent' })), invitations }, autour)} />
);
export const refusee = (): JSX.Element => (
  <PageAcces vue={presenterAcces({ roles, invitations }, autour)} saisie={{ forme: 'invitation', erreurs: { '': phraseInvitation({ code: 'deja_invitee', courriel: 'camille.durand@exemple.invalid' }) }, valeurs: { nom: 'Camille Durand', courriel: 'camille.durand@exemple.invalid', roles: ['adherent'] } }} />
);
export const interdite = (): JSX.Element => <PageAcces vue={presenterAcces({ roles, invitations }, { ...autour, peutGerer: false })} />;
export const derniere = (): JSX.Element => <PageAcces vue={presenterAcces({ roles, invitations: [] }, autour)} saisie={{ forme: 'geste', erreurs: { '': phraseRole({ code: 'derniere_coordination' }) }, valeurs: {} }} />;
