import { describe, expect, test } from 'vitest';
import { Jour } from '#core/jour.ts';
import { chargerPaquet } from '#server/paquet/charger.ts';
import { creerPaquet } from '#server/paquet/consultation.ts';
import type { DonneesPaquet } from '#modules/territoire/model.ts';
import { unPaysChiffre, unPaysComplet } from './builders.ts';
import { CleChapitre } from './model.ts';
import { preparerVoisinage } from './moteur/et-si.ts';
import { perimetreDe } from './rules.ts';
import { type Diagnostic, diagnostiquer, phraseEffet, presenterEtSi, redigerDiagnostic } from './view.ts';

const donnees = process.env['MAILLAGE_DONNEES'];
if (!donnees) console.warn('Diagnostic sur données réelles non essayé : MAILLAGE_DONNEES n’est pas défini.');

const simple = (t: string): string => t.replace(/[\u00a0\u202f]/g, ' ');
const lire = (pays: DonneesPaquet): Diagnostic => { const p = creerPaquet(pays); return diagnostiquer(p, p.communes.map((c) => c.code)); };
const chapitre = (d: Diagnostic, cle: CleChapitre) => { const c = d.chapitres.find((x) => x.cle === cle); if (!c) throw new Error(cle); return c; };

describe('chaque chapitre', () => {
  const d = lire(unPaysComplet());
  test('est là, dans l’ordre de lecture', () => expect(d.chapitres.map((c) => c.cle)).toEqual(CleChapitre.options));
  test.each(CleChapitre.options)('%s : une phrase, un chiffre avec sa source, une image, un tableau', (cle) => {
    const c = chapitre(d, cle);
    expect(c.phrase).toMatch(/^[A-ZÀ-Ý0-9].*\.$/);
    expect(c.chiffre?.chiffre.provenance.millesime).toBeTruthy();
    expect(c.image).toBeDefined();
    expect(c.tables.length).toBeGreaterThan(0);
    for (const t of c.tables) for (const l of t.lignes) expect(l).toHaveLength(t.colonnes.length);
  });
  test('les clés des tableaux sont uniques : elles font leur adresse', () => {
    const cles = d.chapitres.flatMap((c) => c.tables.map((t) => t.cle));
    expect(new Set(cles).size).toBe(cles.length);
  });
  test('ce qui est calculé ou estimé ne passe jamais pour officiel', () => {
    for (const cle of ['accessibilite', 'sous_dense', 'profil'] as const) expect(chapitre(d, cle).chiffre?.chiffre.provenance.nature).toBe('estimee');
  });
});

describe('sur le paquet intégré seul', () => {
  const d = lire(unPaysChiffre([{ population: 1_500 }, { population: 3_000 }]));
  test.each(CleChapitre.options.filter((c) => c !== 'profil'))('%s dit ce qu’il faut importer, et qui le publie', (cle) => {
    const { aImporter } = chapitre(d, cle);
    expect(aImporter.length).toBeGreaterThan(0);
    for (const a of aImporter) expect([a.editeur, a.fichier, a.adresse].every((x) => x.length > 2)).toBe(true);
  });
  test('la population et le profil restent dits', () => {
    expect(simple(d.phrase)).toBe('4 500 habitants dans 2 communes, profil semi-rural ou péri-urbain.');
    expect(chapitre(d, 'population').image?.genre).toBe('barres');
  });
});

describe('le secret statistique', () => {
  const d = lire(unPaysChiffre([{ population: 100, taux_pauvrete: 0.2 }, { population: 900 }]));
  test('n’est ni estimé ni remplacé : la commune reste sans valeur et la moyenne ne la compte pas', () => {
    const c = chapitre(d, 'precarite');
    expect(c.chiffre?.chiffre.valeur).toBeCloseTo(0.2, 5);
    expect(c.tables[0]?.lignes.map((l) => l[2])).toEqual([undefined, expect.closeTo(0.2, 5)]);
    expect(simple(c.notes.join(' '))).toContain('Secret statistique dans 1 commune sur 2');
  });
});

test('le document porte chaque chapitre, son image et sa source', () => {
  const document = redigerDiagnostic(lire(unPaysComplet()), { nom: 'CPTS d’essai', jour: Jour.parse('2026-11-23'), demo: false, carteDe: () => ({ svg: '<svg xmlns="http://www.w3.org/2000/svg"/>', largeur: 720, hauteur: 480 }) });
  const titres = document.blocs.filter((b) => b.type === 'titre');
  const images = document.blocs.filter((b) => b.type === 'image');
  expect([titres.length, images.length]).toEqual([11, 11]);
  for (const i of images) expect([i.alternative.length > 10, i.source?.startsWith('Source : ')]).toEqual([true, true]);
});

describe('et si', () => {
  const paquet = creerPaquet(unPaysChiffre([{ population: 2_000, generalistes_estimes: 1, apl_mg_2023: 3.1 }]));
  const voisinage = preparerVoisinage(perimetreDe(paquet, ['01900']));
  const vue = (textes: readonly string[]) => presenterEtSi({ base: '/cpts/essai', paquet, codes: ['01900'], textes, ...(voisinage && { voisinage }), dessinerCarte: () => '' });

  test('la valeur officielle reste à côté de la simulation', () => {
    expect(vue([]).present?.lignes[0]).toMatchObject({ officielle: 3.1, avant: expect.closeTo(2.4865, 6) });
    expect(vue([]).present).toMatchObject({ avant: 2_000, officiel: 0 });
  });
  test('un départ dans deux ans se compte à part', () => {
    const p = vue(['01900.s_installe.1', '01900.part_dans_deux_ans.2']).present;
    expect([p?.avant, p?.maintenant, p?.dansDeuxAns]).toEqual([2_000, 0, 2_000]);
  });
  test('retirer un geste garde les autres', () => {
    expect(vue(['01900.part.1', '01900.centre.3']).gestes.map((g) => g.sans)).toEqual(['g=01900.centre.3', 'g=01900.part.1']);
  });
  test.each([[2_000, 2_000, 'toujours 2 000 habitants'], [2_000, 0, '2 000 habitants de moins'], [0, 1, '1 habitant de plus']])('de %i à %i : %s', (avant, apres, mots) => expect(simple(phraseEffet(avant, apres))).toContain(mots));
});

describe.runIf(donnees)('sur les données de référence, l’agglomération de Brive', () => {
  const paquet = chargerPaquet();
  const d = diagnostiquer(paquet, paquet.groupement('200043172')?.membres ?? []);
  test('aucun chapitre n’est vide', () => expect(d.chapitres.filter((c) => c.tables.length === 0)).toEqual([]));
  test('le département et la France sont ceux des fichiers', () => {
    // Read in the files by hand: CNAM 2024, nurses, France (144.3 per 100,000) and Corrèze (565); INSEE 2021, 75 and over, Corrèze, women then men.
    const infirmiers = chapitre(d, 'offre').tables[0]?.lignes.find((l) => l[0] === 'Infirmiers');
    expect(infirmiers).toEqual(['Infirmiers', undefined, 235.9, expect.any(Number), 144.3, 565]);
    const ages = chapitre(d, 'population').tables[1]?.lignes.at(-1);
    expect(ages?.slice(1, 3)).toEqual([19_878, 12_451]);
  });
  test('les pharmacies de France font le total que l’INSEE annonce', () => {
    expect(paquet.communes.reduce((n, c) => n + (paquet.indicateur('pharmacies', c.code) ?? 0), 0)).toBe(21_580);
  });
});
