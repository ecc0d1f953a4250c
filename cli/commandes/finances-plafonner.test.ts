import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { commande } from './finances-plafonner.ts';

const dossier = mkdtempSync(join(tmpdir(), 'plafond-'));
afterAll(() => rmSync(dossier, { recursive: true, force: true }));
async function lancer(demande: unknown, ...options: string[]): Promise<{ code: number; sortie: string; dit: string }> {
  const chemin = join(dossier, 'd.json');
  writeFileSync(chemin, JSON.stringify(demande));
  let [sortie, dit] = ['', ''];
  const code = await commande.executer(['--demande', chemin, ...options], { ecrire: (t) => (sortie += t), dire: (t) => (dit += t) });
  return { code, sortie, dit };
}
const TAUX = [{ nature: 'indemnite', centimesHeure: 5000, depuis: '2026-01-01' }];
const temps = (minutes: number, avec: object = {}) => ({ personne: 'A', nature: 'indemnite', jour: '2026-03-01', minutes, ...avec });
const Lignes = z.object({ lignes: z.array(z.object({ etat: z.string(), centimes: z.number().nullable(), resteApres: z.number().nullable(), minutesAuPlus: z.number().nullable(), alerte: z.boolean() })) });
const lignes = async (demande: object) => Lignes.parse(JSON.parse((await lancer(demande, '--json')).sortie)).lignes;

test('l’exemple écrit par la commande est accepté, en JSON et en phrases', async () => {
  let exemple = '';
  await commande.executer(['--exemple'], { ecrire: (t) => (exemple += t), dire: () => undefined });
  const phrases = await lancer(JSON.parse(exemple));
  expect([phrases.code, phrases.sortie.replace(/[\u00a0\u202f]/g, ' ')]).toEqual([0, expect.stringContaining('indemnité 2 h : 150,00 €, reste 10,00 €, au-delà de l’alerte')]);
  expect(phrases.sortie.replace(/[\u00a0\u202f]/g, ' ')).toContain('rémunération 1 h : refusé, 55,00 € dépasseraient le plafond ; reste 10,00 €, au-delà de l’alerte, soit 10 min au plus');
});

describe('les bords', () => {
  test('au plafond juste, cela tient ; ce qui dépasse ne compte pas, un plus petit tient encore', async () => {
    const r = await lignes({ taux: TAUX, plafonds: [{ annee: 2026, centimes: 10_000 }], temps: [temps(90), temps(31), temps(30), temps(1)] });
    expect(r.map((l) => [l.etat, l.centimes, l.resteApres, l.minutesAuPlus])).toEqual([['tient', 7500, 2500, 120], ['depasse', 2583, 2500, 30], ['tient', 2500, 0, 30], ['depasse', 83, 0, 0]]);
  });
  test('une année n’emprunte ni plafond ni reste à une autre ; une veille de taux ne vaut rien', async () => {
    const r = await lignes({ taux: TAUX, temps: [temps(60, { jour: '2025-12-31' }), temps(60, { jour: '2027-01-01' }), temps(60, { nature: 'remuneration' })] });
    expect(r.map((l) => l.etat)).toEqual(['sans_taux', 'sans_plafond', 'sans_taux']);
  });
  test.each([
    ['une durée négative', { taux: TAUX, temps: [temps(-5)] }, 'temps[0].minutes'],
    ['une durée d’un jour et une minute', { taux: TAUX, temps: [temps(1441)] }, 'temps[0].minutes'],
    ['un 30 février', { taux: TAUX, temps: [temps(60, { jour: '2026-02-30' })] }, 'temps[0].jour'],
    ['un champ inconnu', { taux: TAUX, temps: [temps(60, { heures: 2 })] }, 'temps[0]'],
    ['aucun temps', { taux: TAUX, temps: [] }, 'temps'],
    ['deux fois le même taux', { taux: [...TAUX, ...TAUX], temps: [temps(60)] }, 'taux[1]'],
    ['une rémunération par profession', { taux: [{ nature: 'remuneration', profession: '10', centimesHeure: 1, depuis: '2026-01-01' }], temps: [temps(60)] }, 'taux[0]'],
  ])('%s : code 1, avec son chemin et sa phrase', async (_quoi, demande, chemin) => {
    const r = await lancer(demande);
    expect([r.code, r.dit]).toEqual([1, expect.stringContaining(chemin)]);
  });
});

test('sur des listes au hasard : jamais un centime au-delà du plafond, et le même résultat compté à la main', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.record({ qui: fc.constantFrom('A', 'B'), minutes: fc.integer({ min: 1, max: 1440 }) }), { minLength: 1, maxLength: 12 }), fc.integer({ min: 0, max: 300_000 }), async (liste, plafond) => {
    const r = await lignes({ taux: TAUX, plafonds: [{ annee: 2026, centimes: plafond }], temps: liste.map((t) => temps(t.minutes, { personne: t.qui })) });
    const promis: Record<string, number> = { A: 0, B: 0 };
    const attendus = liste.map((t) => {
      // 5000 cents an hour: 250 cents for 3 minutes, the half cent upwards.
      const centimes = Math.floor((t.minutes * 500 + 3) / 6);
      const tient = (promis[t.qui] ?? 0) + centimes <= plafond;
      if (tient) promis[t.qui] = (promis[t.qui] ?? 0) + centimes;
      return [tient ? 'tient' : 'depasse', centimes, plafond - (promis[t.qui] ?? 0)];
    });
    expect(r.map((l) => [l.etat, l.centimes, l.resteApres])).toEqual(attendus);
  }), { numRuns: 60 });
});

describe('attaquée du dehors', () => {
  const PLAFONDS_LUS: Readonly<Record<string, number>> = { 2025: 4_710_000, 2026: 4_806_000 };
  type UnTaux = { readonly nature: string; readonly profession: string | null; readonly mission: string | null; readonly pourTous: boolean; readonly centimesHeure: number; readonly depuis: string };
  /** Another way to the same rate: from the most precise case to the least, the latest of each. */
  const tauxLu = (taux: readonly UnTaux[], t: { readonly nature: string; readonly profession: string | null; readonly mission: string; readonly jour: string }): number | undefined => {
    const rompus = taux.filter((x) => x.nature === t.nature && x.pourTous && x.depuis <= t.jour).map((x) => x.depuis).toSorted().at(-1) ?? '';
    const cas = [[t.profession, t.mission], [t.profession, null], [null, t.mission], [null, null]] as const;
    for (const [profession, mission] of cas) {
      if (profession !== null && t.nature === 'remuneration') continue;
      const ceux = taux.filter((x) => x.nature === t.nature && x.profession === profession && x.mission === mission && x.depuis <= t.jour && x.depuis >= rompus).toSorted((a, b) => (a.depuis < b.depuis ? 1 : -1));
      if (ceux[0]) return ceux[0].centimesHeure;
    }
    return undefined;
  };
  const jour = fc.constantFrom('2025-01-01', '2025-06-30', '2025-12-31', '2026-01-01', '2026-07-14', '2027-01-01');
  const nature = fc.constantFrom('indemnite', 'remuneration');
  const mission = fc.constantFrom('Parcours', 'Accès');
  const unTaux = fc.record({ nature, profession: fc.option(fc.constantFrom('10', '60')), mission: fc.option(mission), pourTous: fc.boolean(), centimesHeure: fc.integer({ min: 1, max: 100_000 }), depuis: jour })
    .map((t): UnTaux => (t.pourTous ? { ...t, profession: null, mission: null } : t.nature === 'remuneration' ? { ...t, profession: null } : t));
  const unTemps = fc.record({ personne: fc.constantFrom('A', 'B'), nature, profession: fc.option(fc.constantFrom('10', '60', '70')), mission, jour, minutes: fc.integer({ min: 1, max: 1440 }) });

  test('années, taux et personnes au hasard : le taux, la valeur, l’état et le reste sont ceux d’un autre calcul', async () => {
    await fc.assert(fc.asyncProperty(fc.uniqueArray(unTaux, { maxLength: 12, selector: (t) => JSON.stringify([t.nature, t.profession, t.mission, t.depuis]) }), fc.array(unTemps, { minLength: 1, maxLength: 15 }), fc.integer({ min: 0, max: 4_900_000 }), async (taux, liste, deja) => {
      const r = await lignes({ taux, dejaEngage: [{ personne: 'A', annee: 2026, centimes: deja }], temps: liste });
      const engages = new Map([['A 2026', deja]]);
      const attendus = liste.map((t) => {
        const [annee, h] = [t.jour.slice(0, 4), tauxLu(taux, t)];
        const [cle, plafond] = [`${t.personne} ${annee}`, PLAFONDS_LUS[annee]];
        const avant = engages.get(cle) ?? 0;
        if (plafond === undefined) return ['sans_plafond', null, null];
        if (h === undefined) return ['sans_taux', null, plafond - avant];
        const centimes = Math.floor((2 * t.minutes * h + 60) / 120);
        const tient = avant + centimes <= plafond;
        if (tient) engages.set(cle, avant + centimes);
        return [tient ? 'tient' : 'depasse', centimes, plafond - (engages.get(cle) ?? 0)];
      });
      expect(r.map((l) => [l.etat, l.centimes, l.resteApres])).toEqual(attendus);
    }), { numRuns: 80 });
  });

  test('une somme déjà engagée au-delà du plafond : rien ne tient, zéro minute au plus, et le reste est dit négatif', async () => {
    const [r] = await lignes({ taux: TAUX, dejaEngage: [{ personne: 'A', annee: 2026, centimes: 4_806_001 }], temps: [temps(1)] });
    expect(r).toMatchObject({ etat: 'depasse', resteApres: -1, minutesAuPlus: 0, alerte: true });
  });
  test.each([
    ['une demi-minute', { taux: TAUX, temps: [temps(1.5)] }, 'temps[0].minutes'],
    ['un demi-centime', { taux: [{ ...TAUX[0], centimesHeure: 50.5 }], temps: [temps(60)] }, 'taux[0].centimesHeure'],
    ['un plafond négatif', { taux: TAUX, plafonds: [{ annee: 2026, centimes: -1 }], temps: [temps(60)] }, 'plafonds[0].centimes'],
    ['un taux d’une profession vide', { taux: [{ ...TAUX[0], profession: ' ' }], temps: [temps(60)] }, 'taux[0].profession'],
    ['un taux pour tous d’une seule mission', { taux: [{ ...TAUX[0], pourTous: true, mission: 'Parcours' }], temps: [temps(60)] }, 'taux[0]'],
    ['deux plafonds pour une année', { taux: TAUX, plafonds: [{ annee: 2026, centimes: 1 }, { annee: 2026, centimes: 2 }], temps: [temps(60)] }, 'plafonds[1]'],
    ['un nom vide', { taux: TAUX, temps: [temps(60, { personne: '  ' })] }, 'temps[0].personne'],
  ])('%s : code 1, avec son chemin', async (_quoi, demande, chemin) => {
    const r = await lancer(demande);
    expect([r.code, r.dit]).toEqual([1, expect.stringContaining(chemin)]);
  });
});
