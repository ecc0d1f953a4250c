import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { commande } from './aci-calculer.ts';

const dossier = mkdtempSync(join(tmpdir(), 'contrat-'));
afterAll(() => rmSync(dossier, { recursive: true, force: true }));
async function lancer(contrat: unknown, ...options: string[]): Promise<{ code: number; sortie: string; dit: string }> {
  const chemin = join(dossier, 'c.json');
  writeFileSync(chemin, typeof contrat === 'string' ? contrat : JSON.stringify(contrat));
  let [sortie, dit] = ['', ''];
  const code = await commande.executer(['--contrat', chemin, ...options], { ecrire: (t) => (sortie += t), dire: (t) => (dit += t) });
  return { code, sortie, dit };
}
type Sortie = {
  annees: { numero: number; postes: { poste: string; fixeDu: number; avances: { le: string; montant: number }[]; variable: { enveloppe: number; montant: number; lignes: { indicateur: string; montant: number; prochain: { seuil: number; gain: number } | null }[] } | null }[]; totaux: { du: number; avances: number; solde: number } }[];
  tresorerie: { echeances: { le: string; annee: number; poste: string; nature: string; montant: number }[] };
};
async function calculer(contrat: unknown): Promise<Sortie> {
  const { code, sortie, dit } = await lancer(contrat, '--json');
  if (code !== 0) throw new Error(dit);
  return JSON.parse(sortie) as Sortie;
}

/**
 * The published contract of size 3, year 5 (15/04/2026 – 14/04/2027), as its table reads: each line with values below, at and above each
 * tier, and the euros that the table gives for them. @source faits.md §2.2 and §2.4 (CPTS RoViRa)
 */
const CENTS = 100;
const fait = { type: 'atteint', montant: 0 };
const PALIERS = (...p: readonly (readonly [number, number])[]) => ({ type: 'paliers_valeur', paliers: p.map(([seuil, euros]) => ({ seuil, montant: euros * CENTS })) });
const A_LA_CIBLE = (cible: number, euros: number) => ({ type: 'atteint', cible, montant: euros * CENTS });
type Cas = readonly [valeur: number | boolean, euros: number];
type LignePubliee = { id: string; mission: string; sens?: 'baisse'; depart?: number; regle: object; cas: readonly Cas[] };
const oui = (id: string, mission: string, euros: number): LignePubliee => ({ id, mission, regle: { ...fait, montant: euros * CENTS }, cas: [[true, euros], [false, 0]] });
const livrables = (nom: string, mission: string, ...euros: readonly number[]): LignePubliee[] => euros.map((e, i) => oui(`${nom}-${i + 1}`, mission, e));
const depistage = (id: string, depart: number, ...[a, b, c]: readonly [number, number, number]): LignePubliee => ({ id, mission: 'prevention', depart, regle: PALIERS([a, 1000], [b, 2500], [c, 3500]), cas: [[a - 0.01, 0], [a, 1000], [b - 0.01, 1000], [b, 2500], [c - 0.01, 2500], [c, 3500], [99, 3500]] });
const PUBLIEES: readonly LignePubliee[] = [
  { id: 'ald-sans-mt', mission: 'acces', sens: 'baisse', depart: 219, regle: PALIERS([50, 9000], [100, 6000], [219, 3000]), cas: [[220, 0], [219, 3000], [101, 3000], [100, 6000], [51, 6000], [50, 9000], [0, 9000]] },
  { id: 'plus-de-16-ans', mission: 'acces', depart: 66_111, regle: A_LA_CIBLE(68_811, 5000), cas: [[66_811, 0], [68_810, 0], [68_811, 5000], [70_000, 5000]] },
  { id: 'c2s-en-ald', mission: 'acces', sens: 'baisse', depart: 16, regle: A_LA_CIBLE(6, 3000), cas: [[16, 0], [7, 0], [6, 3000], [5, 3000]] },
  { id: 'plus-de-70-ans', mission: 'acces', sens: 'baisse', depart: 303, regle: A_LA_CIBLE(203, 5000), cas: [[303, 0], [204, 0], [203, 5000], [0, 5000]] },
  oui('partenariat-cpam', 'acces', 2000), oui('recensement', 'acces', 3000), oui('annuaire', 'acces', 5000), oui('sas', 'acces', 3000),
  ...livrables('diabete', 'parcours', 2000, 3000, 2000, 2000, 5000, 3000, 3000), ...livrables('obesite', 'parcours', 5000, 2000, 4000, 3000), ...livrables('poumon', 'parcours', 5000, 2000, 2000, 2000),
  depistage('sein', 66.26, 69.7, 72.4, 75), depistage('col', 64.08, 66.7, 67.45, 68.2), depistage('colorectal', 23.5, 25, 26.1, 27),
  oui('convention-colorectal', 'prevention', 500), oui('juin-vert', 'prevention', 1000), ...livrables('ecoles', 'prevention', 900, 900, 900, 900, 900, 500, 500),
  ...livrables('qualite', 'qualite', 5000, 5000, 5000), ...livrables('accompagnement', 'accompagnement', 3500, 3500, 3000),
];
const rond = (v: number | boolean): number | boolean => (typeof v === 'number' ? Number(v.toFixed(2)) : v);
const leCas = (l: LignePubliee, n: number): Cas => l.cas[n % l.cas.length] ?? [false, 0];
const contratPublie = (n: number, avec: object = {}) => ({
  regime: 'ACI-AVENANT-2', taille: 3, signeLe: '2022-04-15',
  missions: ['acces', 'parcours', 'prevention', 'crise', 'qualite', 'accompagnement'].map((mission) => ({ mission, debut: '2022-04-15' })),
  indicateurs: PUBLIEES.map((l) => ({ id: l.id, mission: l.mission, annee: 5, libelle: l.id, ...(l.sens && { sens: l.sens }), ...(l.depart !== undefined && { depart: { valeur: l.depart } }), regle: l.regle })),
  releves: PUBLIEES.map((l) => ({ indicateur: l.id, le: '2027-03-31', valeur: rond(leCas(l, n)[0]) })),
  ...avec,
});

describe('le contrat publié de taille 3, par la commande, ligne par ligne', () => {
  test.each([0, 1, 2, 3, 4, 5, 6])('relevé n° %i : chaque ligne paie ce que dit le tableau, chaque mission leur somme', async (n) => {
    const annee = (await calculer(contratPublie(n))).annees[4];
    const lignes = new Map(annee?.postes.flatMap((p) => (p.variable?.lignes ?? []).map((l) => [l.indicateur, l.montant / CENTS])));
    expect(lignes).toEqual(new Map(PUBLIEES.map((l) => [l.id, leCas(l, n)[1]])));
    for (const mission of ['acces', 'parcours', 'prevention', 'qualite', 'accompagnement'])
      expect([mission, annee?.postes.find((p) => p.poste === mission)?.variable?.montant]).toEqual([mission, PUBLIEES.filter((l) => l.mission === mission).reduce((s, l) => s + leCas(l, n)[1] * CENTS, 0)]);
  });

  test('la part fixe de l’année 5 et ses avances de 75 %, poste par poste', async () => {
    const annee = (await calculer(contratPublie(0))).annees[4];
    expect(annee?.postes.map((p) => [p.poste, p.fixeDu / CENTS, p.avances.map((a) => [a.le, a.montant / CENTS]), (p.variable?.enveloppe ?? 0) / CENTS])).toEqual([
      ['fonctionnement', 75_000, [['2026-04-15', 56_250]], 0],
      ['acces', 90_000, [['2026-04-15', 67_500]], 35_000],
      ['parcours', 45_000, [['2026-04-15', 33_750]], 45_000],
      ['prevention', 17_500, [['2026-04-15', 13_125]], 17_500],
      ['crise', 22_500, [['2026-04-15', 16_875]], 67_500],
      ['qualite', 15_000, [['2026-04-15', 11_250]], 15_000],
      ['accompagnement', 10_000, [['2026-04-15', 7500]], 10_000],
    ]);
  });

  const toutesAuMieux = PUBLIEES.map((l) => ({ indicateur: l.id, le: '2027-03-31', valeur: rond(l.cas.reduce((m, c) => (c[1] > m[1] ? c : m))[0]) }));
  test.each([
    // 75 000 + 90 000 + 45 000 + 17 500 + 22 500 + 15 000 + 10 000 of fixed; 35 000 + 45 000 + 17 500 + 15 000 + 10 000 of variable.
    ['sans crise', [], 275_000 + 122_500],
    ['crise reconnue le dernier jour de l’année', [{ reconnueLe: '2027-04-14' }], 275_000 + 122_500 + 67_500],
    ['crise reconnue le lendemain', [{ reconnueLe: '2027-04-15' }], 275_000 + 122_500],
  ])('tout atteint, %s : le total et le solde de l’année', async (_quoi, crises, total) => {
    const { annees, tresorerie } = await calculer(contratPublie(0, { releves: toutesAuMieux, crises, appreciations: [{ mission: 'crise', annee: 5, taux: 1 }] }));
    const avances = 206_250; // 75 % of 275 000
    expect(annees[4]?.totaux).toMatchObject({ du: total * CENTS, avances: avances * CENTS, solde: (total - avances) * CENTS });
    expect(tresorerie.echeances.filter((e) => e.annee === 5 && e.nature !== 'avance').every((e) => e.le === '2027-07-15')).toBe(true);
  });

  test('le texte dit la même chose que le JSON', async () => {
    const { sortie } = await lancer(contratPublie(0, { releves: toutesAuMieux }));
    expect(sortie.replace(/[\u00a0\u202f]/g, ' ')).toMatch(/Total dû\s+397 500,00 € +avances 206 250,00 € +solde 191 250,00 €/);
  });
});

describe('ce que l’attaque du dehors a trouvé', () => {
  const base = { regime: 'ACI-AVENANT-2', taille: 3, signeLe: '2026-01-01' };
  const reportee = (mission: string) => [{ id: 'a', mission, annee: 1, libelle: 'a', regle: { type: 'atteint', montant: 100_000 } }, { id: 'b', mission, annee: 2, libelle: 'b', regle: { type: 'atteint', montant: 100_000 }, reporteDe: 'a' }];
  const tenues = ['a', 'b'].map((indicateur) => ({ indicateur, le: '2026-06-01', valeur: true }));
  const lignesDe = (c: Sortie, annee: number): [string, number][] => (c.annees[annee - 1]?.postes ?? []).flatMap((p) => (p.variable?.lignes ?? []).map((l): [string, number] => [l.indicateur, l.montant]));

  test('une ligne dont le variable est resté fermé n’a rien payé : la ligne reportée la paie entière', async () => {
    const c = await calculer({ ...base, missions: [{ mission: 'crise', debut: '2026-01-01' }], indicateurs: reportee('crise'), releves: tenues, crises: [{ reconnueLe: '2027-03-01' }] });
    expect([c.annees[0]?.postes[1]?.variable?.montant, lignesDe(c, 2)]).toEqual([0, [['b', 100_000]]]);
  });
  test('une ligne déjà payée l’an dernier ne l’est pas deux fois, et le palier suivant promet ce qui reste à gagner', async () => {
    const paliers = [{ seuil: 10, montant: 100_000 }, { seuil: 20, montant: 150_000 }];
    const c = await calculer({ ...base, missions: [{ mission: 'acces', debut: '2026-01-01' }], indicateurs: [{ id: 'a', mission: 'acces', annee: 1, libelle: 'a', regle: { type: 'paliers_valeur', paliers } }, { id: 'b', mission: 'acces', annee: 2, libelle: 'b', reporteDe: 'a', regle: { type: 'paliers_valeur', paliers } }], releves: [{ indicateur: 'a', le: '2026-06-01', valeur: 10 }, { indicateur: 'b', le: '2027-06-01', valeur: 3 }] });
    expect(c.annees[1]?.postes[1]?.variable?.lignes[0]).toMatchObject({ montant: 0, prochain: { seuil: 20, gain: 50_000 } });
  });
  test('une mission arrêtée puis reprise garde l’enveloppe propre à chaque période', async () => {
    const c = await calculer({ ...base, missions: [{ mission: 'acces', debut: '2027-01-01', enveloppe: { fixe: 2_000_000, variable: 0 } }, { mission: 'acces', debut: '2026-01-01', fin: '2027-01-01', enveloppe: { fixe: 1_000_000, variable: 0 } }] });
    expect(c.annees.slice(0, 2).map((a) => a.postes[1]?.fixeDu)).toEqual([1_000_000, 2_000_000]);
  });
  test('une crise reconnue après la résiliation n’ouvre plus rien', async () => {
    const c = (le: string) => calculer({ ...base, missions: [{ mission: 'crise', debut: '2026-01-01' }], appreciations: [{ mission: 'crise', annee: 1, taux: 1 }], resiliation: { le: '2026-07-01' }, reglages: { variableSiResiliation: 'selon_releves' }, crises: [{ reconnueLe: le }] });
    expect((await c('2026-06-30')).annees[0]?.postes[1]?.variable?.montant).toBe(6_750_000);
    expect((await c('2026-07-01')).annees[0]?.postes[1]?.variable?.montant).toBe(0);
  });
  test('deux versements du même jour et du même montant se rapprochent pareil dans les deux ordres', async () => {
    const versements = [{ le: '2026-02-01', montant: 7_500_000, annee: 1 }, { le: '2026-02-01', montant: 7_500_000, poste: 'fonctionnement' }];
    const suivre = async (v: unknown[]) => (await calculer({ ...base, versements: v })).tresorerie;
    expect(await suivre(versements.toReversed())).toEqual(await suivre(versements));
  });
});

describe('mal écrit', () => {
  const valable = { taille: 3, signeLe: '2026-01-01' };
  const engagee = { ...valable, missions: [{ mission: 'acces', debut: '2026-01-01' }] };
  const ligne = (regle: unknown, avec: object = {}) => ({ ...engagee, indicateurs: [{ id: 'a', mission: 'acces', annee: 1, libelle: 'x', regle, ...avec }] });
  test.each([
    ['rien', '', 'il est vide'],
    ['un objet coupé', '{"taille":3,', 's’arrête avant la fin'],
    ['une liste', [], 'il faut un objet'],
    ['rien de ce qu’il faut', {}, 'signeLe : ce champ manque'],
    ['un champ inconnu', { ...valable, effectif: 1 }, 'champ inconnu : "effectif"'],
    ['un champ __proto__', '{"__proto__":{},"taille":3,"signeLe":"2026-01-01"}', 'champ inconnu : "__proto__"'],
    ['une taille 5', { ...valable, taille: 5 }, 'taille : il faut une valeur parmi 1, 2, 3, 4'],
    ['un jour à la française', { ...valable, signeLe: '15/04/2026' }, 'signeLe : Un jour s’écrit AAAA-MM-JJ'],
    ['un 30 février', { ...valable, signeLe: '2026-02-30' }, 'signeLe : Ce jour n’existe pas'],
    ['une année de trop de chiffres', { ...valable, signeLe: '9998-01-01' }, 'vérifiez l’année'],
    ['une prise d’effet de l’autre siècle', { ...valable, priseEffet: '1926-01-01' }, 'vérifiez l’année'],
    ['des euros à virgule', { ...valable, fonctionnement: 750.5 }, 'fonctionnement : il faut un nombre entier'],
    ['un nombre sans fin', '{"taille":3,"signeLe":"2026-01-01","fonctionnement":1e999}', 'trop grand pour être lu'],
    ['une somme négative', { ...valable, fonctionnement: -1 }, 'fonctionnement : il faut au moins 0'],
    ['une mission inconnue', { ...valable, missions: [{ mission: 'soins', debut: '2026-01-01' }] }, 'missions[0].mission : il faut une valeur parmi "acces"'],
    ['une règle inconnue', ligne({ type: 'bonus', montant: 1 }), 'indicateurs[0].regle.type : il faut une valeur parmi "atteint"'],
    ['des paliers vides', ligne({ type: 'paliers_valeur', paliers: [] }), 'indicateurs[0].regle.paliers : il faut au moins 1 élément'],
    ['un identifiant vide', ligne(undefined, { id: ' ' }), 'indicateurs[0].id : ce texte est vide'],
    ['une valeur en lettres', { ...ligne({ type: 'atteint', montant: 1 }), releves: [{ indicateur: 'a', le: '2026-02-01', valeur: 'oui' }] }, 'releves[0].valeur : il faut vrai ou faux (true, false) ; ou il faut un nombre'],
    ['un taux en pour cent', { ...engagee, appreciations: [{ mission: 'acces', annee: 1, taux: 80 }] }, 'appreciations[0].taux : il faut au plus 1'],
    ['un taux pour une mission absente', { ...engagee, appreciations: [{ mission: 'crise', annee: 1, taux: 1 }] }, 'que le contrat n’engage pas'],
    ['une mission qui finit avant', { ...valable, missions: [{ mission: 'acces', debut: '2026-05-01', fin: '2026-04-01' }] }, 'inversées (mission « Accès aux soins »)'],
    ['une résiliation avant la signature', { ...valable, resiliation: { le: '2025-01-01' } }, 'inversées (résiliation)'],
    ['un régime inconnu', { ...valable, regime: 'ACI-3' }, 'n’existe pas'],
    ['une mission deux fois à la fois', { ...valable, missions: [{ mission: 'acces', debut: '2026-01-01' }, { mission: 'acces', debut: '2026-02-01' }] }, 'court deux fois'],
  ])('%s : code 1 et une phrase en français, rien de calculé', async (_quoi, contrat, phrase) => {
    const { code, sortie, dit } = await lancer(contrat);
    expect([code, sortie]).toEqual([1, '']);
    expect(dit).toContain(phrase);
    expect(dit).not.toMatch(/expected|invalid|must|undefined|NaN/i);
  });
});
