import type { JSX } from 'preact';
import { PersonneId, type Role } from '#core/tenancy.ts';
import { uneAssemblee, unPoint } from '../builders.ts';
import type { Assemblee } from '../model.ts';
import { presenterAssemblee } from '../view.ts';
import { PageAssemblee } from './assemblee.tsx';

const page = (assemblee: Assemblee, { refus, roles = ['presidence', 'adherent'], volet }: { refus?: string; roles?: Role[]; volet?: string } = {}): JSX.Element => {
  const personneId = assemblee.electeurs[0]?.personneId ?? PersonneId.parse('0198f000-0000-7000-8000-000000000001');
  return <PageAssemblee vue={presenterAssemblee({ base: '/cpts/essai', fuseau: 'Europe/Paris', qui: { personneId, nom: 'Anselme Exemple', roles }, assemblee, refus, volet })} />;
};

export const vide = (): JSX.Element => { const { regles: _, ...a } = uneAssemblee({ statut: 'preparee', electeurs: [], envois: [], presents: [], points: [] }); return page(a); };
export const pleine = (): JSX.Element => page(uneAssemblee({ statut: 'ouverte', points: [unPoint({ statut: 'ouvert' })] }), { volet: 'vote' });
export const longue = (): JSX.Element => page(uneAssemblee({ statut: 'ouverte', titre: `Assemblée ${'anticonstitutionnellement'.repeat(5)}` }, 300));
export const refusee = (): JSX.Element => page(uneAssemblee(), { refus: 'Les statuts demandent 15 jours entre la convocation et la séance.' });
export const interdite = (): JSX.Element => <PageAssemblee interdit />;
