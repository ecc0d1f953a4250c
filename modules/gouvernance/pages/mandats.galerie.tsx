import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { desStatuts, unMandat } from '../builders.ts';
import { MandatId } from '../model.ts';
import { aDeclarer } from '../rules-declarations.ts';
import { PageMandats, type VueMandats } from './mandats.tsx';

const vue = (avec: Partial<VueMandats> = {}): VueMandats => ({ base: '/cpts/essai', tient: true, aujourdhui: Jour.parse('2026-11-23'), mandats: [], declarations: [], fonctions: desStatuts().fonctions, personnes: [{ personneId: '0198f000-0000-7000-8000-000000000001', nom: 'Prune Supposée' }], erreurs: {}, valeurs: {}, ...avec });
const plusieurs = (n: number, nom: string) => Array.from({ length: n }, (_, i) => unMandat({ id: MandatId.parse(`0198f000-0000-7000-8000-0000000f${String(i).padStart(4, '0')}`), nom: `${nom} ${i}`, fonction: i % 2 ? 'Trésorerie' : 'Présidence', ...(i > 1 ? { cesse: Jour.parse('2026-10-01'), declareLe: Jour.parse('2026-10-05') } : {}) }));

export const vide = (): JSX.Element => <PageMandats vue={vue({ fonctions: [] })} />;
export const pleine = (): JSX.Element => <PageMandats vue={vue({ mandats: plusieurs(3, 'Membre'), declarations: aDeclarer(plusieurs(3, 'Membre'), [], Jour.parse('2026-11-23')) })} />;
export const longue = (): JSX.Element => <PageMandats vue={vue({ mandats: plusieurs(120, 'anticonstitutionnellement'.repeat(3)) })} />;
export const refusee = (): JSX.Element => <PageMandats vue={vue({ mandats: plusieurs(1, 'Membre'), refus: 'Cette personne tient déjà cette fonction à cette date.', erreurs: { debut: 'Écrivez un jour qui existe, comme 12/03/2027.' }, valeurs: { debut: '31/02/2027' } })} />;
export const interdite = (): JSX.Element => <PageMandats vue={vue({ interdit: true })} />;
