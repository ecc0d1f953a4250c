import type { JSX } from 'preact';
import { unParticipant, unSondage } from '../builders.ts';
import type { Sondage } from '../model.ts';
import { presenterCommun, presenterSondage } from '../view-sondages.ts';
import { AgendaReserve } from './sondage.tsx';
import { MesReponses } from './reponses.tsx';

const page = (s: Sondage, moi = true): JSX.Element => (
  <>
    <h1>Vos réponses</h1>
    <MesReponses vue={presenterSondage({ sondage: s, commun: presenterCommun(s, { fuseau: 'Europe/Paris' }), maintenant: new Date('2026-11-23T09:00:00Z'), moi: moi ? s.participants[0] : undefined, action: '/r/jeton' })} />
  </>
);
const dates = Array.from({ length: 40 }, (_, i) => new Date(Date.UTC(2026, 11, 1 + i, 18, 30)));

export const vide = (): JSX.Element => page(unSondage(), false);
export const pleine = (): JSX.Element => page(unSondage());
export const longue = (): JSX.Element => page(unSondage({ dates, participants: [unParticipant(1, { reponses: 'osn-'.repeat(10), commentaire: 'Plutôt le mardi. '.repeat(20) })] }));
export const refusee = (): JSX.Element => page(unSondage({ statut: 'retenue', dateRetenue: new Date('2026-12-08T18:30:00Z') }));
export const interdite = (): JSX.Element => <AgendaReserve base="/cpts/essai" />;
