import type { JSX } from 'preact';
import { unParticipant, unSondage } from '../builders.ts';
import type { Sondage } from '../model.ts';
import { presenterCommun, presenterSondage } from '../view-sondages.ts';
import { AgendaReserve, PageReponse, PageSondage } from './sondage.tsx';

const maintenant = new Date('2026-11-23T09:00:00Z');
const vue = (s: Sondage, avec: { readonly chez?: string; readonly moi?: boolean; readonly refus?: string; readonly organise?: boolean } = {}) =>
  presenterSondage({ ...(avec.chez ? { chez: avec.chez } : {}), sondage: s, commun: presenterCommun(s, { fuseau: 'Europe/Paris' }), maintenant, moi: avec.moi === false ? undefined : s.participants[0], action: '/cpts/essai/agenda/sondages/1', ...(avec.organise === false ? {} : { organise: { base: '/cpts/essai/agenda/sondages/1' }, lienPublic: 'http://localhost:3000/s/public.jeton' }), ...(avec.refus ? { refus: avec.refus } : {}) });
const muets = unSondage({ participants: [unParticipant(1, { reponses: '--', repondu: false }), unParticipant(2, { reponses: '--', repondu: false })] });
const dates = Array.from({ length: 40 }, (_, i) => new Date(Date.UTC(2026, 11, 1 + i, 18, 30)));
const grand = unSondage({ titre: 'Une réunion dont le titre est très long '.repeat(4), dates, participants: Array.from({ length: 200 }, (_, i) => unParticipant(i + 1, { nom: i === 0 ? 'Anticonstitutionnellement-De la Très-Longue-Particule '.repeat(2) : `Personne ${i}`, reponses: dates.map((_d, j) => 'osn-'[(i * 7 + j * 3) % 4]).join(''), commentaire: i % 40 === 0 ? 'Je préfère le mardi. '.repeat(10) : '' })) });

export const vide = (): JSX.Element => <PageSondage vue={vue(muets)} />;
export const pleine = (): JSX.Element => <PageSondage vue={vue(unSondage())} />;
export const longue = (): JSX.Element => <PageSondage vue={vue(grand)} />;
export const refusee = (): JSX.Element => <PageReponse vue={vue(unSondage({ statut: 'close' }), { refus: 'Ce sondage est clos : il ne prend plus de réponses.', organise: false, chez: 'CPTS des Trois Rivières' })} />;
export const interdite = (): JSX.Element => <AgendaReserve base="/cpts/essai" />;
