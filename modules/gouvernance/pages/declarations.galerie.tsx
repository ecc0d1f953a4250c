import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { PageDeclarations, type Declare, type VueDeclarations } from './declarations.tsx';

const id = (n: number): string => `0198f000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const vue = (changements: readonly Declare[], avec: Partial<VueDeclarations> = {}): VueDeclarations => ({ base: '/cpts/essai', tient: true, aujourdhui: Jour.parse('2026-11-23'), changements, erreurs: {}, valeurs: {}, ...avec });
const un = (n: number, avec: Partial<Declare> = {}): Declare => ({ objet: 'mandat', id: id(n), quoi: `Présidence : Membre ${n} prend sa fonction`, le: Jour.parse('2026-10-01'), echeance: Jour.parse('2027-01-01'), ...avec });
const plusieurs = [un(1, { objet: 'fin_mandat', quoi: 'Trésorerie : Octave Factice quitte sa fonction', echeance: Jour.parse('2026-11-01') }), un(2), un(3, { objet: 'statuts', quoi: 'Statuts : la version 4 est adoptée', declareLe: Jour.parse('2026-10-12'), numero: 'W191000123', recepisse: '#recepisse' })];

export const vide = (): JSX.Element => <PageDeclarations vue={vue([])} />;
export const pleine = (): JSX.Element => <PageDeclarations vue={vue(plusieurs)} />;
export const longue = (): JSX.Element => <PageDeclarations vue={vue(Array.from({ length: 40 }, (_, i) => un(i, { quoi: `${'Anticonstitutionnellement'.repeat(3)} ${i}`, ...(i % 2 ? { declareLe: Jour.parse('2026-10-12') } : {}) })))} />;
export const refusee = (): JSX.Element => <PageDeclarations vue={vue([un(1)], { cible: `mandat/${id(1)}`, erreurs: { le: 'Ce jour n’est pas encore venu.' }, valeurs: { le: '31/12/2026', numero: 'W191000123' } })} />;
export const interdite = (): JSX.Element => <PageDeclarations vue={vue([], { interdit: true })} />;
