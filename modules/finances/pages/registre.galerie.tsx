import type { JSX } from 'preact';
import { unTemps } from '../builders.ts';
import { phraseRefus } from '../labels.ts';
import { StatutTemps, type TempsLu } from '../model.ts';
import { presenterRegistre } from '../view.ts';
import { PageRegistre } from './registre.tsx';

const vue = (lignes: readonly TempsLu[], interdit = false) =>
  presenterRegistre({
    base: '/cpts/essai', adresse: '/cpts/essai/finances/registre', filtre: { annee: 2026, q: '', statut: '', nature: '', tri: 'jour', sens: 'desc' }, numero: 1, densite: 'confortable', peutTenir: true, interdit,
    lu: { total: lignes.length, centimes: 0, minutes: 0, lignes }, proches: lignes.length > 0 ? [{ nom: 'Anselme Exemple', engage: 4_085_100, plafond: 4_806_000 }] : [], roles: lignes.length > 0 ? [{ role: '60', minutes: 600, personnes: 4 }, { role: 'sans', minutes: 60, personnes: 1 }] : [],
    bilan: lignes.length > 0 ? [{ statut: 'confirmee', nombre: lignes.length, centimes: 10_000 * lignes.length }] : [],
  });

export const vide = (): JSX.Element => <PageRegistre vue={vue([])} />;
export const pleine = (): JSX.Element => <PageRegistre vue={vue(StatutTemps.options.map((statut, i) => unTemps({ statut }, i)))} />;
export const longue = (): JSX.Element => <PageRegistre vue={vue(Array.from({ length: 50 }, (_, i) => unTemps({ nom: i === 2 ? 'Anne-Charlotte-Guillemette de Montferrand-Saint-Barthélemy' : `Membre ${i}`, mission: 'Accès aux soins' }, i)))} />;
export const refusee = (): JSX.Element => <PageRegistre vue={vue([unTemps()])} refus={phraseRefus({ code: 'jamais_la_sienne' })} />;
export const interdite = (): JSX.Element => <PageRegistre vue={vue([], true)} />;
