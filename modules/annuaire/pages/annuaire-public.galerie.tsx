import type { JSX } from 'preact';
import { LIBELLES, uneFiche } from '../builders.ts';
import { type DemandePublique, presenterPublic } from '../view.ts';
import { PageAnnuairePublic } from './annuaire-public.tsx';

const une = (nom: string, profession: string) => ({ nom, profession, contenu: uneFiche().contenu });
const page = (fiches: readonly ReturnType<typeof une>[], plus: { readonly refus?: string; readonly interdit?: boolean } = {}, demande: Partial<DemandePublique> = {}): JSX.Element => <PageAnnuairePublic vue={presenterPublic({ cpts: 'CPTS des Trois Rivières', demo: true, fiches, libelles: LIBELLES, demande: { q: '', metier: '', page: 1, ...demande }, adresse: '/annuaire/trois-rivieres', ...plus })} />;

export const vide = (): JSX.Element => page([]);
export const pleine = (): JSX.Element => page([une('Claude EXEMPLE', '10'), une('Prune SUPPOSÉE', '60')]);
export const longue = (): JSX.Element => page(Array.from({ length: 120 }, (_, i) => une(`Marie-Antoinette VAN DER MEERSCH-DE LA ROCHEFOUCAULD no ${i}`, i % 2 ? '10' : '60')));
export const sansReponse = (): JSX.Element => page([une('Claude EXEMPLE', '10')], {}, { q: 'dentiste' });
export const refusee = (): JSX.Element => page([], { refus: 'Cette profession n’est pas connue.' });
export const interdite = (): JSX.Element => page([], { interdit: true });
