import { afterAll, expect, test, vi } from 'vitest';
import { baseAPart } from '#db/essais-a-part.ts';
import { adresseEssais } from '#db/essais.ts';
import { PLAFONDS } from '#modules/finances/constants.ts';
import { mots, ouvrirSite, SECRET } from '#server/essais.ts';
import { installerFile } from '#server/taches/file.ts';
import { ouvrirDb, ouvrirPool } from '../connexion.ts';
import { chargerDemo } from './charger.ts';

vi.stubEnv('MAILLAGE_DONNEES', '');
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

/** The February after the last year whose cap is known. */
const ANNEE = Math.max(...Object.keys(PLAFONDS).map(Number)) + 1;
const FEVRIER = new Date(`${ANNEE}-02-10T09:00:00Z`);

const { adresse, supprimer } = await baseAPart(adresseEssais());
const pool = ouvrirPool(adresse, undefined, 2);
const proprietaire = ouvrirDb(pool);
// Closed before the database goes: hooks run from the last to the first.
afterAll(supprimer);
afterAll(() => pool.end());
const { visiter } = ouvrirSite({ adresse, proprietaire }, { maintenant: () => FEVRIER });

test('une année dont le plafond n’est pas publié : la démonstration se charge et toutes ses pages d’argent s’ouvrent', async () => {
  await installerFile(adresse);
  await chargerDemo(adresse, FEVRIER, SECRET);
  const { id } = await proprietaire.selectFrom('personnes').innerJoin('roles_tenus as r', 'r.personne_id', 'personnes.id').innerJoin('cpts as c', 'c.id', 'r.cpts_id').select('personnes.id').where('c.slug', '=', 'trois-rivieres').where('r.role', '=', 'tresorerie').executeTakeFirstOrThrow();
  const tresorerie = await visiter('trois-rivieres', id);
  const pages = ['', ...['temps', 'registre', 'taux', 'budget', 'factures', 'subventions', 'banque', 'comptabilite', 'paiements', 'travail'].map((p) => `/finances/${p}`), '/contrat', '/contrat/tresorerie', '/missions', '/missions/preuves', '/dialogue', '/agenda'];
  for (const page of pages) expect([page, (await tresorerie.lire(page)).status]).toEqual([page, 200]);
  expect(await mots(await tresorerie.lire('/finances/taux'))).toContain(`Valeur de ${ANNEE - 1}, reprise pour la démonstration`);
  expect(await mots(await tresorerie.lire('/finances/registre'))).toContain('Près du plafond annuel');
});
