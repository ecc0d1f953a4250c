import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ouvrirPool } from '#db/connexion.ts';
import { baseASoi } from '#db/essais-base.ts';
import { chargerPaquet } from '#server/paquet/charger.ts';
import { unFichier, unProfessionnel } from './builders.ts';
import { etablissementsDeFiness, offreDeLAnnuaire } from './queries-offre.ts';
import { importerAnnuaire } from './use-cases/importer-annuaire.ts';
import { importerFiness } from './use-cases/importer-finess.ts';
import { resoudreCommune } from './use-cases/resoudre-commune.ts';

const base = baseASoi('offre');
const paquet = chargerPaquet();
const dossier = mkdtempSync(join(tmpdir(), 'annuaire-offre-'));
const pool = ouvrirPool(base.adresse, 'maillage_donnees', 2);
afterAll(async () => {
  await pool.end();
  rmSync(dossier, { recursive: true, force: true });
});

const ici = (code: string): Record<string, string> => ({ 'Code commune (coord. structure)': code, 'Libellé commune (coord. structure)': paquet.commune(code)?.nom ?? '', 'Code Département (structure)': code.slice(0, 2), 'Code postal (coord. structure)': '' });
const importer = async (lignes: readonly string[], departements?: readonly string[]) => {
  const chemin = join(dossier, 'PS_LibreAcces_Personne_activite_202609150800.txt');
  writeFileSync(chemin, unFichier(lignes));
  expect((await importerAnnuaire(pool, { chemin, resoudre: resoudreCommune(paquet), ...(departements && { departements }) })).ok).toBe(true);
};
const lire = (codes: readonly string[]) => base.db.transaction().execute((tx) => offreDeLAnnuaire({ tx }, paquet, codes));
const infirmier = { 'Code profession': '60', 'Libellé profession': 'Infirmier', 'Code savoir-faire': '', 'Libellé savoir-faire': '' };

describe('l’offre d’après l’annuaire', () => {
  test('avant tout import, rien n’est dit', async () => {
    expect(await lire(['09122'])).toBeUndefined();
  });

  test('des personnes et non des lignes : deux lieux, deux activités, un étudiant, un salarié', async () => {
    await importer([
      unProfessionnel(1, ici('09122')), unProfessionnel(1, { ...ici('09122'), 'Identifiant technique de la structure': 'FIC00000999' }), unProfessionnel(1, ici('09225')),
      unProfessionnel(2, { ...ici('09122'), 'Code savoir-faire': 'SM04', 'Libellé savoir-faire': 'Cardiologie' }),
      unProfessionnel(3, { ...ici('09122'), 'Code mode exercice': 'S', 'Libellé mode exercice': 'Salarié' }),
      unProfessionnel(4, { ...ici('09122'), ...infirmier }), unProfessionnel(5, { ...ici('09122'), ...infirmier, 'Code catégorie professionnelle': 'E', 'Libellé catégorie professionnelle': 'Etudiant' }),
    ]);
    const offre = await lire(['09122', '09225']);
    expect(offre?.zones).toEqual([{ zone: 'territoire', habitants: (paquet.commune('09122')?.population ?? 0) + (paquet.commune('09225')?.population ?? 0), metiers: [
      { profession: '10', personnes: 3, liberaux: 2, generalistes: 2, generalistesLiberaux: 1 }, { profession: '60', personnes: 1, liberaux: 1, generalistes: 0, generalistesLiberaux: 0 },
    ] }]);
    expect([offre?.libelle('60'), offre?.provenance.millesime]).toEqual(['Infirmier', 'édition du 15/09/2026']);
  });

  test('un département connu dans presque toutes ses villes est tenu et sert de comparaison ; la région et la France, non', async () => {
    const villes = paquet.communesDuDepartement('09').filter((c) => (c.population ?? 0) >= 2_000);
    await importer(villes.map((c, i) => unProfessionnel(100 + i, ici(c.code))));
    const zones = (await lire(['09122']))?.zones.map((z) => [z.zone, z.metiers[0]?.generalistesLiberaux]);
    expect(zones).toEqual([['territoire', 1], ['dep:09', villes.length]]);
  });

  test('… mais pas quand l’import l’a laissé de côté, ni quand une grande ville manque', async () => {
    const villes = paquet.communesDuDepartement('09').filter((c) => (c.population ?? 0) >= 2_000).sort((a, b) => (b.population ?? 0) - (a.population ?? 0));
    await importer([...villes.slice(1).map((c, i) => unProfessionnel(100 + i, ici(c.code))), unProfessionnel(900, ici('31555'))]);
    expect((await lire(['09122']))?.zones.map((z) => z.zone)).toEqual(['territoire']);
  });
});

describe('les établissements d’après FINESS', () => {
  const ligne = (finess: string, categorie: string, commune: string): string => `${finess},,Établissement ${finess},,${categorie},Libellé ${categorie},x,${commune},${commune.slice(0, 2)},,`;
  test('ceux du territoire un par un, ceux d’un département tenu par catégorie', async () => {
    const villes = paquet.communesDuDepartement('09').filter((c) => (c.population ?? 0) >= 2_000);
    const chemin = join(dossier, 'finess.csv');
    writeFileSync(chemin, ['finess_et,finess_ej,raison_sociale,raison_sociale_longue,categorie_code,categorie,famille,code_insee,departement,lat,lon', ...villes.map((c, i) => ligne(`0900${String(i).padStart(5, '0')}`, '620', c.code)), ligne('090099999', '355', '09122')].join('\n'));
    expect((await importerFiness(pool, chemin)).ok).toBe(true);
    const lus = await base.db.transaction().execute((tx) => etablissementsDeFiness({ tx }, paquet, ['09122']));
    expect(lus?.territoire.map((e) => e.categorie).sort()).toEqual(['355', '620']);
    expect(lus?.zones.map((z) => [z.zone, z.categories.find((c) => c.categorie === '620')?.nombre])).toEqual([['dep:09', villes.length]]);
  });
});
