import { describe, expect, test } from 'vitest';
import { creerPaquet } from '#server/paquet/consultation.ts';
import { chargerPaquet } from '#server/paquet/charger.ts';
import { ACTIVITE_MOYENNE } from '#modules/territoire/moteur/apl.ts';
import { unPaysChiffre } from '../builders.ts';
import { perimetreDe } from '../rules.ts';
import { ecrireGeste, gestesDe, jouer, lireGestes, preparerVoisinage } from './et-si.ts';

const donnees = process.env['MAILLAGE_DONNEES'];
if (!donnees) console.warn('« Et si » sur données réelles non essayé : MAILLAGE_DONNEES n’est pas défini.');

const perimetre = (communes: Parameters<typeof unPaysChiffre>[0]) => { const paquet = creerPaquet(unPaysChiffre(communes)); return perimetreDe(paquet, paquet.communes.map((c) => c.code)); };
const preparer = (...a: Parameters<typeof perimetre>) => { const v = preparerVoisinage(perimetre(...a)); if (!v) throw new Error('rien à jouer'); return v; };

describe('un geste dans une adresse', () => {
  test('se relit tel qu’il est écrit', () => {
    const g = { commune: '2A004', genre: 'centre', etp: 2.5 } as const;
    expect(lireGestes([ecrireGeste(g)])).toEqual({ gestes: [g], illisibles: 0 });
  });
  test.each(['', '19031', '19031.vole.1', '19031.part.0', '19031.part.21', '19031.part.-1', 'x'.repeat(5_000)])('« %s » n’est pas lu, et c’est compté', (t) => expect(lireGestes([t])).toEqual({ gestes: [], illisibles: 1 }));
  test('au-delà de douze, le reste est compté illisible', () => expect(lireGestes(Array.from({ length: 14 }, () => '19031.part.1')).illisibles).toBe(2));
});

describe('une commune seule, un médecin', () => {
  // One commune, one doctor of mean activity, 2 000 residents of the same age everywhere: 4 973 / 2 000 = 2.4865, under 2.5.
  const v = preparer([{ population: 2_000, generalistes_estimes: 1, part_75_ans: 0.1 }]);
  test('la simulation vaut les consultations par habitant', () => {
    expect(jouer(v, []).valeurs[0]).toBeCloseTo(ACTIVITE_MOYENNE / 2_000, 9);
    expect(jouer(v, []).avant).toBe(2_000);
  });
  test('un second médecin la fait sortir du seuil', () => expect(jouer(v, [{ commune: '01900', genre: 's_installe', etp: 1 }])).toMatchObject({ avant: 2_000, apres: 0 }));
  test('s’il part il ne reste rien, et jamais moins que rien', () => expect(jouer(v, [{ commune: '01900', genre: 'part', etp: 5 }]).valeurs).toEqual([0]));
  test('un départ dans deux ans ne compte pas encore', () => {
    const g = [{ commune: '01900', genre: 'part_dans_deux_ans', etp: 1 }] as const;
    expect(jouer(v, gestesDe(g, 'maintenant')).valeurs[0]).toBeCloseTo(ACTIVITE_MOYENNE / 2_000, 9);
    expect(jouer(v, gestesDe(g, 'dans_deux_ans')).valeurs).toEqual([0]);
  });
  test('un geste hors de portée est rendu, pas joué', () => expect(jouer(v, [{ commune: '75056', genre: 'part', etp: 1 }]).ignores).toHaveLength(1));
});

test('sans offre par commune il n’y a rien à jouer', () => expect(preparerVoisinage(perimetre([{ population: 2_000 }]))).toBeUndefined());

describe.runIf(donnees)('sur les données de référence, l’agglomération de Brive', () => {
  const paquet = chargerPaquet();
  const tout = (siren: string) => perimetreDe(paquet, paquet.groupement(siren)?.membres ?? []);
  test('découper le pays ne change rien : la même commune vaut autant vue d’un périmètre plus large', () => {
    const petit = tout('200043172');
    const grand = perimetreDe(paquet, paquet.communesDuDepartement('19').map((c) => c.code));
    const [a, b] = [preparerVoisinage(petit), preparerVoisinage(grand)];
    const larges = new Map(b?.origines.map((c, i) => [c, b.scenario.valeurs[i]]));
    // The mean age weight is that of the communes around: the only thing that a larger frame changes, by a few parts in a thousand.
    a?.origines.forEach((c, i) => { if (larges.has(c)) expect((a.scenario.valeurs[i] ?? 0) / (larges.get(c) ?? 1)).toBeCloseTo(1, 1); });
  });
});
