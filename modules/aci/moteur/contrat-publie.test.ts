import { describe, expect, test } from 'vitest';
import { EXEMPLE } from '#cli/aci/exemple.ts';
import { Contrat, type ContratSaisi } from '../model.ts';
import { calculerContrat } from './calculer.ts';
import type { LigneDue } from './lignes.ts';

/** The published contract of size 3, line by line. @source faits.md §2.4 (CPTS RoViRa, année 5) */
const calculer = (avec: Partial<ContratSaisi>) => {
  const issue = calculerContrat(Contrat.parse({ ...EXEMPLE, ...avec }));
  if (!issue.ok) throw new Error(issue.refus.code);
  return issue.valeur;
};
const ligne = (id: string, valeur: number | boolean): LigneDue => {
  const c = calculer({ releves: [{ indicateur: id, le: '2027-03-31', valeur }] });
  const l = c.annees.at(-1)?.postes.flatMap((p) => p.variable?.lignes ?? []).find((x) => x.indicateur === id);
  if (!l) throw new Error(id);
  return l;
};

describe('le contrat publié de taille 3, ligne par ligne', () => {
  test.each([
    ['ald-sans-mt', 220, 0], ['ald-sans-mt', 219, 3000], ['ald-sans-mt', 101, 3000], ['ald-sans-mt', 100, 6000], ['ald-sans-mt', 51, 6000], ['ald-sans-mt', 50, 9000], ['ald-sans-mt', 0, 9000],
    ['16-ans-avec-mt', 68_810, 0], ['16-ans-avec-mt', 68_811, 5000],
    ['c2s-ald-sans-mt', 7, 0], ['c2s-ald-sans-mt', 6, 3000],
    ['70-ans-sans-mt', 204, 0], ['70-ans-sans-mt', 203, 5000],
    ['sein', 69.69, 0], ['sein', 69.7, 1000], ['sein', 72.39, 1000], ['sein', 72.4, 2500], ['sein', 74.99, 2500], ['sein', 75, 3500],
    ['col', 66.69, 0], ['col', 66.7, 1000], ['col', 67.45, 2500], ['col', 68.2, 3500],
    ['colorectal', 24.99, 0], ['colorectal', 25, 1000], ['colorectal', 26.1, 2500], ['colorectal', 27, 3500],
    ['juin-vert', false, 0], ['juin-vert', true, 1000],
  ] as const)('%s à %s paie %d €', (id, valeur, euros) => {
    expect(ligne(id, valeur).montant).toBe(euros * 100);
  });

  test('les meilleures lignes d’une mission font son enveloppe variable, crise mise à part', () => {
    const c = calculer({});
    expect(c.avertissements.filter((a) => a.code === 'somme_differente_de_l_enveloppe')).toEqual([]);
    const maxima = Object.fromEntries((c.annees.at(-1)?.postes ?? []).flatMap((p) => (p.variable && p.poste !== 'crise' ? [[p.poste, p.variable.lignes.reduce((s, l) => s + l.montantMaximum, 0) / 100]] : [])));
    expect(maxima).toEqual({ acces: 35_000, parcours: 45_000, prevention: 17_500, qualite: 15_000, accompagnement: 10_000 });
  });

  test('le variable de crise ne s’ouvre que si une crise est reconnue dans l’année', () => {
    const avec = (crises: ContratSaisi['crises']) => calculer({ crises, appreciations: [{ mission: 'crise', annee: 5, taux: 1 }] }).annees.at(-1)?.postes.find((p) => p.poste === 'crise')?.variable?.montant;
    expect(avec([])).toBe(0);
    expect(avec([{ reconnueLe: '2026-04-14' }])).toBe(0);
    expect(avec([{ reconnueLe: '2026-04-15' }])).toBe(6_750_000);
    expect(avec([{ reconnueLe: '2026-03-01', finLe: '2026-04-15' }])).toBe(6_750_000);
    expect(avec([{ reconnueLe: '2027-04-15' }])).toBe(0);
  });

  test('ce qui manque pour le palier suivant se lit avec son gain', () => {
    expect(ligne('ald-sans-mt', 84).prochain).toEqual({ nom: null, seuil: 50, gain: 300_000 });
    expect(ligne('sein', 72.4).prochain).toEqual({ nom: 'objectif', seuil: 75, gain: 100_000 });
    expect(ligne('sein', 75).prochain).toBeNull();
  });

  test('un livrable obligatoire manquant retient le montant', () => {
    const l = calculer({ livrablesFournis: [{ indicateur: 'annuaire', livrable: 'diffusion', le: '2026-11-03' }] }).annees.at(-1)?.postes.flatMap((p) => p.variable?.lignes ?? []).find((x) => x.indicateur === 'annuaire');
    expect(l).toMatchObject({ etat: 'livrables_manquants', montant: 0, livrablesManquants: ['recensement', 'version-en-ligne'] });
  });
});
