import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { uneAssemblee, unMandat } from '../builders.ts';
import { MandatId } from '../model.ts';
import { aDeclarer } from '../rules-declarations.ts';
import { PageGouvernance, type VueGouvernance } from './gouvernance.tsx';

const vue = (avec: Partial<VueGouvernance> = {}): VueGouvernance => ({ base: '/cpts/essai', aujourdhui: Jour.parse('2026-11-23'), tient: true, assemblees: [], mandats: [], declarations: [], decisions: [], totalDecisions: 0, ...avec });
const mandats = [unMandat(), unMandat({ id: MandatId.parse('0198f000-0000-7000-8000-00000a010002'), fonction: 'Trésorerie', nom: 'Ombeline Fictif' })];
const decision = { assemblee: uneAssemblee().id, jour: Jour.parse('2026-10-01'), instance: 'ag_ordinaire' as const, titre: 'Approuver le budget', issue: 'adoptee', bilan: '12 pour, 3 contre.' };

export const vide = (): JSX.Element => <PageGouvernance vue={vue()} />;
export const pleine = (): JSX.Element => <PageGouvernance vue={vue({ enVigueur: 11, assemblees: [uneAssemblee()], mandats, declarations: aDeclarer(mandats, [], Jour.parse('2026-11-23')), decisions: [decision], totalDecisions: 1 })} />;
export const longue = (): JSX.Element => <PageGouvernance vue={vue({ enVigueur: 11, brouillon: 12, assemblees: Array.from({ length: 80 }, (_, i) => ({ ...uneAssemblee(), titre: `Assemblée ${i} ${'anticonstitutionnellement'.repeat(4)}` })), mandats, decisions: Array.from({ length: 5 }, (_, i) => ({ ...decision, titre: `Décision ${i} ${'très longue '.repeat(30)}` })), totalDecisions: 300 })} />;
export const refusee = (): JSX.Element => <PageGouvernance vue={vue({ tient: false })} />;
export const interdite = (): JSX.Element => <PageGouvernance vue={vue({ interdit: true })} />;
