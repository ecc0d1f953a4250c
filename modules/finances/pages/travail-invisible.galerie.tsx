import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { unTravail } from '../builders.ts';
import { phraseRefus } from '../labels.ts';
import { Metier, Tache } from '../model.ts';
import { presenterTravail } from '../view.ts';
import { PageTravailInvisible } from './travail-invisible.tsx';

const lu = (n: number) => ({
  parMetier: Metier.options.slice(0, n).map((metier, i) => ({ metier, minutes: 60 * (i + 1), personnes: 1 + (i % 3) })),
  parTache: Tache.options.slice(0, n).map((tache, i) => ({ tache, minutes: 45 * (i + 1) })), personnes: n,
});
const vue = (n: number, miens: number, interdit = false) =>
  presenterTravail({ base: '/cpts/essai', annee: 2026, aujourdhui: Jour.parse('2026-11-23'), lu: { ...lu(n), miens: Array.from({ length: miens }, (_, i) => unTravail({ tache: Tache.options[i % Tache.options.length] ?? 'autre', note: i === 1 ? 'Trois appels avant de trouver un rendez-vous de cardiologie, puis le transport et la lettre du cardiologue à demander de nouveau' : '' }, i)) }, monMetier: 'infirmier', interdit });

export const vide = (): JSX.Element => <PageTravailInvisible vue={vue(0, 0)} />;
export const pleine = (): JSX.Element => <PageTravailInvisible vue={vue(4, 3)} />;
export const longue = (): JSX.Element => <PageTravailInvisible vue={vue(8, 60)} />;
export const refusee = (): JSX.Element => <PageTravailInvisible vue={vue(2, 1)} saisie={{ erreurs: { jour: phraseRefus({ code: 'jour_futur' }) }, valeurs: { tache: 'papiers', metier: 'mediation', heures: '1 h', jour: '2027-01-01' } }} refus={phraseRefus({ code: 'travail_inconnu' })} />;
export const interdite = (): JSX.Element => <PageTravailInvisible vue={vue(0, 0, true)} />;
