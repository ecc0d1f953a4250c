import type { JSX } from 'preact';
import { uneInvitation } from '../builders.ts';
import { phraseInvitation } from '../labels.ts';
import { presenterInvitation } from '../view.ts';
import { PageInvitation, PageInvitationFermee } from './invitation.tsx';

const ouverte = { invitation: uneInvitation({ roles: ['adherent', 'secretariat'] }), cpts: { nom: 'CPTS des Trois Rivières' }, connue: false, fuseau: 'Europe/Paris' };
const nouvelle = { secret: 'exemple', connectee: false };

export const vide = (): JSX.Element => <PageInvitation vue={presenterInvitation(ouverte, nouvelle)} />;
export const pleine = (): JSX.Element => <PageInvitation vue={presenterInvitation({ ...ouverte, connue: true }, nouvelle)} />;
export const longue = (): JSX.Element => (
  <PageInvitation vue={presenterInvitation({ ...ouverte, cpts: { nom: 'CPTS de la communauté de communes du Pays de Saint-Barthélemy-les-Grandes-Rivières' }, invitation: uneInvitation({ courriel: `${'adresse-longue'.repeat(9)}@exemple.invalid` }) }, { ...nouvelle, connectee: true })} />
);
export const refusee = (): JSX.Element => <PageInvitation vue={presenterInvitation(ouverte, nouvelle)} erreurs={{ nom: 'Écrivez le prénom et le nom.' }} valeurs={{ nom: '' }} />;
export const interdite = (): JSX.Element => <PageInvitationFermee phrase={phraseInvitation({ code: 'autre_personne', invitee: 'camille.durand@exemple.invalid', connectee: 'coordination@exemple.invalid' })} deconnexion />;
export const perimee = (): JSX.Element => <PageInvitationFermee phrase={phraseInvitation({ code: 'invitation_perimee', expireLe: new Date('2026-11-20T09:00:00Z') })} deconnexion={false} />;
