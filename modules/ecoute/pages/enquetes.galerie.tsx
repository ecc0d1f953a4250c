import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { uneEnquete } from '../builders.ts';
import { type Enquete, EnqueteId, StatutEnquete } from '../model.ts';
import { presenterEnquetes } from '../view.ts';
import { PageEnquetes } from './enquetes.tsx';

type Faits = Parameters<typeof presenterEnquetes>[0];
const page = (enquetes: readonly Enquete[], avec: Partial<Faits> = {}): JSX.Element => <PageEnquetes vue={presenterEnquetes({ base: '/cpts/essai', interdit: false, tient: true, jour: Jour.parse('2026-11-23'), enquetes, ...avec })} />;
const enquetes = (n: number, titre: string): readonly Enquete[] => Array.from({ length: n }, (_, i) => uneEnquete({ id: EnqueteId.parse(`0198f000-0000-7000-8000-0000000f${String(i).padStart(4, '0')}`), titre: `${titre} ${i + 1}`, statut: StatutEnquete.options[i % 4] ?? 'close', reponses: i * 7 }));

export const vide = (): JSX.Element => page([]);
export const pleine = (): JSX.Element => page(enquetes(4, 'Se soigner près de chez soi'));
export const longue = (): JSX.Element => page(enquetes(80, 'Anticonstitutionnellement'.repeat(4)), { tient: false });
export const refusee = (): JSX.Element => page([], { erreurs: { titre: 'Donnez un titre à l’enquête.', cloture: 'Ce jour est passé : choisissez un jour à venir.' }, valeurs: { titre: '', but: 'Savoir ce qui manque.', cloture: '01/11/2026', adressee: 'public', modele: 'habitants' } });
export const interdite = (): JSX.Element => page([], { interdit: true });
