import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Jour } from '#core/jour.ts';
import { creerPaquet } from '#server/paquet/consultation.ts';
import { uneCommune, unPays } from './builders.ts';
import { phraseAvertissement, phraseRefus } from './labels.ts';
import { CodeCommune } from './model.ts';
import { classeSelonPopulation, classesAu, estUneBorneNonSourcee, lireCommunes, morceaux, relireCommunes, resumer, tailleSelonPopulation } from './rules.ts';

describe('taille selon la population', () => {
  test.each([
    [0, 1], [39_999, 1], [40_000, 2], [40_001, 2], [79_999, 2], [80_000, 3], [80_001, 3], [174_999, 3], [175_000, 3], [175_001, 4], [400_000, 4],
  ])('une CPTS de %i habitants est de taille %i', (habitants, taille) => {
    expect(tailleSelonPopulation(habitants)).toBe(taille);
  });

  test('toute population a une taille et une seule', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 70_000_000 }), (n) => {
      const classes = classesAu(Jour.parse('2026-01-01')).classes.filter((c) => n >= c.min && n <= c.max);
      expect(classes).toHaveLength(1);
    }));
  });

  test('avant l’accord de 2019, il n’y a pas de taille', () => {
    expect(() => classeSelonPopulation(50_000, Jour.parse('2019-08-24'))).toThrow();
    expect(classeSelonPopulation(50_000, Jour.parse('2019-08-25')).taille).toBe(2);
  });

  test.each([[39_999, false], [40_000, true], [80_000, true], [80_001, false], [175_000, true]])('%i habitants est une borne non sourcée : %s', (n, attendu) => {
    expect(estUneBorneNonSourcee(n)).toBe(attendu);
  });
});

const code = (c: string) => CodeCommune.parse(c);
const pays = (plus = {}) => creerPaquet(unPays([
  uneCommune({ code: '01901', nom: 'Amont', population: 30_000 }),
  uneCommune({ code: '01902', nom: 'Milieu', population: 20_000 }),
  uneCommune({ code: '01903', nom: 'Aval', population: 29_999 }),
  uneCommune({ code: '38901', nom: 'Loin', departement: '38', epci: '200000002', population: 1 }),
  uneCommune({ code: '21901', nom: 'Ailleurs', departement: '21', region: '27', epci: '200000003' }),
], undefined, plus));

const composer = (codes: readonly string[], plus: Parameters<typeof resumer>[1] | object = {}) => {
  const p = pays();
  const lues = lireCommunes(p, codes);
  if (!lues.ok) throw new Error(phraseRefus(lues.refus));
  return resumer(p, { communes: lues.valeur, ...plus });
};
const codesDe = (r: ReturnType<typeof resumer>) => r.avertissements.map((a) => a.code);

describe('lire une liste de communes', () => {
  test('les doublons, les espaces et la casse ne comptent pas', () => {
    const lues = lireCommunes(pays(), [' 01901', '01901', '', '38901 ']);
    expect(lues.ok && lues.valeur.map((c) => c.nom)).toEqual(['Amont', 'Loin']);
  });

  test('une liste vide est refusée', () => {
    expect(lireCommunes(pays(), ['', ' '])).toEqual({ ok: false, refus: { code: 'territoire_vide' } });
  });

  test.each([[1_000, 'communes_refusees'], [1_001, 'trop_de_communes'], [2_000, 'trop_de_communes']])('%i codes : %s', (n, attendu) => {
    const lues = lireCommunes(pays(), Array.from({ length: n }, (_, i) => String(50_000 + i)));
    expect(lues.ok ? undefined : lues.refus.code).toBe(attendu);
  });

  test('un code fusionné est refusé et nomme la commune qu’il est devenu', () => {
    const p = pays({ anciennes: [{ code: code('01999'), nom: 'Vieilbourg', genre: 'deleguee', devenue: code('01902') }] });
    const lues = lireCommunes(p, ['01999']);
    expect(lues.ok ? '' : phraseRefus(lues.refus)).toBe('Vieilbourg (01999) est aujourd’hui une commune déléguée\u00a0: elle fait partie de Milieu (01902).');
  });

  test('un code inconnu ou illisible est nommé, les autres refus aussi', () => {
    const lues = lireCommunes(pays(), ['01901', '99999', 'Paris; drop table', '2A1']);
    expect(lues.ok ? [] : lues.refus.code === 'communes_refusees' ? lues.refus.refus.map((r) => r.code) : []).toEqual(['commune_inconnue', 'commune_illisible', 'commune_illisible']);
    expect(lues.ok ? '' : phraseRefus(lues.refus)).toContain('99999');
  });

  test('une ville et ses arrondissements ne se comptent pas deux fois', () => {
    const p = creerPaquet(unPays([uneCommune({ code: '75056', nom: 'Ville' }), uneCommune({ code: '75101', nom: 'Ville 1er', genre: 'arrondissement', ville: code('75056') })]));
    const lues = lireCommunes(p, ['75056', '75101']);
    expect(lues.ok ? [] : lues.refus).toMatchObject({ code: 'communes_refusees', refus: [{ code: 'ville_et_arrondissements' }] });
    expect(lireCommunes(p, ['75101']).ok).toBe(true);
  });

  test('un nom de 10 000 caractères est refusé sans être répété en entier', () => {
    const lues = lireCommunes(pays(), ['x'.repeat(10_000)]);
    expect(lues.ok ? '' : phraseRefus(lues.refus).length).toBeLessThan(200);
  });
});

describe('résumer un territoire', () => {
  test('la population est la somme, la taille suit', () => {
    expect(composer(['01901', '01902', '01903'])).toMatchObject({ population: 79_999, classe: { taille: 2 }, avertissements: [] });
    expect(composer(['01901', '01902', '01903', '38901'])).toMatchObject({ population: 80_000, classe: { taille: 3 } });
  });

  test('chaque intercommunalité croisée dit combien de ses communes y sont', () => {
    expect(composer(['01901', '01902', '38901']).groupements.map((g) => [g.groupement.siren, g.communes, g.entier])).toEqual([['200000001', 2, false], ['200000002', 1, true]]);
  });

  test('un arrondissement compte pour sa ville, en entier seulement avec tous les autres', () => {
    const arrondissement = (n: number) => uneCommune({ code: `7510${n}`, nom: `Ville ${n}e Arrondissement`, genre: 'arrondissement', ville: code('75056') });
    const p = creerPaquet(unPays([uneCommune({ code: '75056', nom: 'Ville' }), arrondissement(1), arrondissement(2)], undefined, { groupements: [{ siren: '200000001', nom: 'Métropole', genre: 'METRO', membres: [code('75056')] }] }));
    const croises = (codes: readonly string[]) => resumer(p, relireCommunes(p, codes)).groupements.map((g) => [g.communes, g.entier]);
    expect(croises(['75101'])).toEqual([[1, false]]);
    expect(croises(['75101', '75102'])).toEqual([[1, true]]);
    expect(croises(['75056'])).toEqual([[1, true]]);
  });

  test('deux communes sans chemin entre elles font deux morceaux', () => {
    const r = composer(['01901', '01903']);
    expect(codesDe(r)).toEqual(['plusieurs_morceaux']);
    expect(r.avertissements[0]).toMatchObject({ isoles: [[{ nom: 'Aval' }]], fondement: 'distance' });
    expect(morceaux(pays(), composer(['01901', '01902', '01903']).communes)).toHaveLength(1);
  });

  test('à cheval sur deux départements, la caisse du siège signe', () => {
    const p = pays();
    const communes = ['01903', '38901'].map((c) => p.commune(c)).filter((c) => c !== undefined);
    const siege = p.commune('38901');
    const a = resumer(p, { communes, ...(siege && { siege }) }).avertissements.find((x) => x.code === 'plusieurs_departements');
    expect(a && phraseAvertissement(a).texte).toContain('caisse primaire d’assurance maladie du siège signe le contrat\u00a0: Département 38');
  });

  test('à cheval sur deux régions, cela se dit', () => {
    expect(codesDe(composer(['01903', '38901', '21901']))).toEqual(['plusieurs_departements', 'plusieurs_regions']);
  });

  test.each([[19_999, true], [20_000, false], [300_000, false], [300_001, true]])('%i habitants est inhabituel : %s', (population, attendu) => {
    const p = creerPaquet(unPays([uneCommune({ population })]));
    expect(codesDe(resumer(p, { communes: p.communes })).includes('hors_taille_habituelle')).toBe(attendu);
  });

  test('une commune déjà couverte nomme la CPTS qui la couvre', () => {
    const r = composer(['01901', '01902'], { couvertures: [{ commune: code('01902'), cpts: 'CPTS du Lac' }, { commune: code('38901'), cpts: 'CPTS d’Ailleurs' }] });
    const [a] = r.avertissements;
    expect(a && phraseAvertissement(a).texte).toBe('Milieu\u00a0: CPTS du Lac. Rapprochez-vous de cette CPTS avant de déposer.');
  });

  test('une commune fusionnée depuis l’enregistrement se dit, les autres comptent', () => {
    const p = pays({ anciennes: [{ code: code('01999'), nom: 'Vieilbourg', genre: 'deleguee', devenue: code('01902') }] });
    const { communes, disparues } = relireCommunes(p, ['01901', '01999', '01998']);
    const r = resumer(p, { communes, disparues });
    expect(r.population).toBe(30_000);
    const [a] = r.avertissements;
    expect(a && phraseAvertissement(a).texte).toMatch(/Vieilbourg \(01999\).*fait partie de Milieu \(01902\)\. Aucune commune ne porte le code 01998\..*modifiez le territoire/);
  });

  test('un siège hors du territoire se dit', () => {
    const siege = pays().commune('38901');
    expect(codesDe(composer(['01901', '01902'], siege && { siege }))).toContain('siege_hors_territoire');
  });
});
