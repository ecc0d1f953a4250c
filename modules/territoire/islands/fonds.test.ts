import { afterEach, describe, expect, test, vi } from 'vitest';
import { creerPaquet } from '#server/paquet/consultation.ts';
import { uneCommune, unPays } from '../builders.ts';
import { CodeCommune, type Paquet } from '../model.ts';
import { resumer } from '../rules.ts';
import { presenterFond } from '../view.ts';
import { dansPolygone } from './canevas.ts';
import { creerFonds } from './fonds.ts';

const pays = (): Paquet => creerPaquet(unPays([
  uneCommune({ code: '01901', nom: 'Amont', population: 30_000, position: { lat: 46.1234, lon: 5.4321, approximative: false } }),
  uneCommune({ code: '01902', nom: 'Milieu', population: 20_000, position: { lat: 46.2, lon: 5.5, approximative: true } }),
  uneCommune({ code: '38901', nom: 'Aval', departement: '38', epci: '200000002' }),
  uneCommune({ code: '38902', nom: 'Loin', departement: '38', epci: '200000002' }),
]));

afterEach(() => void vi.unstubAllGlobals());

/** Plays the server: the same view functions answer. */
function brancher(paquet: Paquet): string[] {
  const demandes: string[] = [];
  vi.stubGlobal('fetch', async (adresse: string) => {
    demandes.push(adresse);
    const code = /carte\/(\w+)/.exec(adresse)?.[1];
    if (code === '38' && demandes.filter((a) => a.includes('/carte/38')).length === 1) return Response.json({}, { status: 503 });
    return Response.json(code ? presenterFond(paquet, code) : [{ commune: '01902', cpts: 'CPTS du Lac' }]);
  });
  return demandes;
}

describe('les fonds de carte du navigateur', () => {
  test('comptent et avertissent comme le serveur', async () => {
    const paquet = pays();
    brancher(paquet);
    const fonds = creerFonds({ base: '/cpts/essai', empreinte: 'x' });
    await fonds.charger('01');
    await expect(fonds.charger('38')).rejects.toThrow('503');
    await fonds.charger('38');
    const codes = ['01901', '01902', '38902'];
    const ici = resumer(fonds.paquet, { communes: codes.map((c) => fonds.paquet.commune(c)).filter((c) => c !== undefined), couvertures: [] });
    const la = resumer(paquet, { communes: codes.map((c) => paquet.commune(c)).filter((c) => c !== undefined), couvertures: [] });
    expect(ici.population).toBe(la.population);
    expect(ici.avertissements.map((a) => a.code)).toEqual(la.avertissements.map((a) => a.code));
    expect(ici.groupements.map((g) => [g.groupement.nom, g.communes, g.entier])).toEqual(la.groupements.map((g) => [g.groupement.nom, g.communes, g.entier]));
    expect(fonds.paquet.commune('01901')?.position).toEqual({ lat: 46.1234, lon: 5.4321, approximative: false });
    expect(fonds.couvertures()[0]).toEqual({ commune: '01902', cpts: 'CPTS du Lac' });
  });

  test('un département n’est demandé qu’une fois', async () => {
    const demandes = brancher(pays());
    const fonds = creerFonds({ base: '/cpts/essai', empreinte: 'x' });
    await Promise.all([fonds.charger('01'), fonds.charger('01')]);
    expect(demandes.filter((a) => a.includes('/carte/01'))).toHaveLength(1);
    expect(fonds.voisinsDe('01')).toEqual(['38']);
  });
});

test('un contour passe par le réseau sans se déformer', async () => {
  const trace = { echelle: [0.0001, 0.0001] as const, origine: [0, 0] as const, departsArcs: Int32Array.of(0, 4), points: Int32Array.of(50_000, 460_000, 50_010, 460_000, 50_010, 460_007, 50_000, 460_000), departsFormes: Int32Array.of(0, 4), formes: Int32Array.of(1, 1, 1, 0) };
  brancher(creerPaquet(unPays([uneCommune({ code: CodeCommune.parse('01901') })], undefined, { trace })));
  const fonds = creerFonds({ base: '/cpts/essai', empreinte: 'x' });
  await fonds.charger('01');
  expect([...(fonds.anneaux('01901')?.[0] ?? [])]).toEqual([50_000, 460_000, 50_010, 460_000, 50_010, 460_007, 50_000, 460_000]);
});

describe('le lasso', () => {
  const carre = [[0, 0], [10, 0], [10, 10], [0, 10]] as const;
  test.each([[[5, 5], true], [[15, 5], false], [[-1, 5], false], [[5, 11], false]] as const)('%j dedans : %s', (p, attendu) => {
    expect(dansPolygone(p, carre)).toBe(attendu);
  });
});
