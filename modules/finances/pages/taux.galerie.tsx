import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { unTaux } from '../builders.ts';
import { plafondDe } from '../constants.ts';
import { phraseRefus } from '../labels.ts';
import type { Taux } from '../model.ts';
import { presenterTaux } from '../view.ts';
import { PageTaux } from './taux.tsx';

const vue = (taux: readonly Taux[], interdit = false) => presenterTaux({ base: '/cpts/essai', aujourdhui: Jour.parse('2026-11-23'), taux, exercices: [2027, 2026, 2024].map((annee) => ({ annee, clos: annee === 2024, plafond: plafondDe(annee) })), inconnus: taux.length === 0 ? [] : [{ annee: 2027, plafond: undefined }, { annee: 2028, plafond: { centimes: 4_900_000, verifie: false, source: 'Journal officiel inventé' } }], peutTenir: true, interdit });
const un = (n: number, t: Partial<Taux> = {}): Taux => ({ ...unTaux(), id: `0198f000-0000-7000-8000-${String(n).padStart(12, '0')}`, ...t });

export const vide = (): JSX.Element => <PageTaux vue={vue([])} />;
export const pleine = (): JSX.Element => <PageTaux vue={vue([un(1), un(2, { profession: '10', centimesHeure: 7500 }), un(3, { nature: 'remuneration', mission: 'Accès aux soins' }), ...(['indemnite', 'remuneration'] as const).map((nature, i) => un(4 + i, { nature, pourTous: true, depuis: Jour.parse('2026-09-01') }))])} />;
export const longue = (): JSX.Element => <PageTaux vue={vue(Array.from({ length: 30 }, (_, i) => un(i, { mission: 'Accès aux soins et continuité des soins dans les communes du nord et de la vallée', voteReference: 'Assemblée générale extraordinaire du 12 janvier, délibération numéro quatre, approuvée à la majorité des présents' })))} />;
export const refusee = (): JSX.Element => <PageTaux vue={vue([un(1)])} saisie={{ erreurs: { vote: phraseRefus({ code: 'vote_absent' }) }, valeurs: { heure: '50', depuis: '2026-01-01' } }} />;
export const interdite = (): JSX.Element => <PageTaux vue={vue([], true)} />;
