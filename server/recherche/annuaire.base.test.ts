// Names invented, some misspelt. cspell:ignore dupnot dupontel budgette duponts
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ouvrirPool } from '#db/connexion.ts';
import { baseASoi } from '#db/essais-base.ts';
import { unFichier, unProfessionnel, unRpps } from '#modules/annuaire/builders.ts';
import { importerAnnuaire } from '#modules/annuaire/use-cases/importer-annuaire.ts';
import { importerFiness } from '#modules/annuaire/use-cases/importer-finess.ts';
import { resoudreCommune } from '#modules/annuaire/use-cases/resoudre-commune.ts';
import { ouvrirSite } from '../essais.ts';
import { chargerPaquet } from '../paquet/charger.ts';
import type { Resultat } from './sources.ts';

vi.stubEnv('MAILLAGE_DONNEES', '');
const base = baseASoi('recherche');
const { app, visiter } = ouvrirSite(base);
const dossier = mkdtempSync(join(tmpdir(), 'recherche-'));
afterAll(() => rmSync(dossier, { recursive: true, force: true }));

const SLUG = 'essai-recherche';
const PAU = { 'Code commune (coord. structure)': '64445', 'Libellé commune (coord. structure)': 'Pau', 'Code Département (structure)': '64', 'Code postal (coord. structure)': '64000' };
const qui = (n: number, nom: string, prenom: string, plus: Record<string, string> = {}): string => unProfessionnel(n, { "Nom d'exercice": nom, "Prénom d'exercice": prenom, ...plus });
let entetes: Record<string, string>;

beforeAll(async () => {
  const pool = ouvrirPool(base.adresse, 'maillage_donnees', 2);
  const extrait = join(dossier, 'PS_Personne_activite.txt');
  writeFileSync(extrait, unFichier([
    qui(1, 'DUPONT', 'Albert', PAU), qui(2, 'DUPONT', 'Hélène'), qui(3, 'DUPONTEL', 'Anne'), qui(4, 'FOIX', 'Jean'), qui(5, 'BUDGETTE', 'Paul'), qui(6, 'DUMAS', 'Lise', { 'Code profession': '21', 'Libellé profession': 'Pharmacien', 'Code savoir-faire': '' }),
    ...Array.from({ length: 8 }, (_, n) => qui(10 + n, `MARTIN${String.fromCharCode(65 + n)}`, 'Zoé')), qui(30, 'MARTIN', 'Zoé', PAU),
  ]));
  const fait = await importerAnnuaire(pool, { chemin: extrait, resoudre: resoudreCommune(chargerPaquet()), fictif: true });
  const finess = join(dossier, 'finess.csv');
  writeFileSync(finess, ['finess_et;raison_sociale;categorie_code;categorie;code_insee;telephone', '090000001;PHARMACIE DU MARCHE;620;Pharmacie d’officine;09122;0561000001', '090000002;GRANDE PHARMACIE DU PONT;620;Pharmacie d’officine;09122;', '640000001;PHARMACIE DU CHATEAU;620;Pharmacie d’officine;64445;', ''].join('\n'));
  const lieux = await importerFiness(pool, finess);
  await pool.end();
  expect(fait.ok && lieux.ok).toBe(true);
  const { id: cpts } = await base.proprietaire.insertInto('cpts').values({ slug: SLUG, nom: 'CPTS de la Recherche' }).returning('id').executeTakeFirstOrThrow();
  await sql`with t as (insert into territoires (cpts_id, version, courant, compose_le) values (${cpts}, 1, true, now()) returning id) insert into territoire_communes (cpts_id, territoire_id, commune, rang) select ${cpts}, t.id, '09122', 0 from t`.execute(base.proprietaire);
  const { id } = await base.proprietaire.insertInto('personnes').values({ nom: 'Camille Martin', courriel: 'camille@exemple.invalid', courriel_verifie: true }).returning('id').executeTakeFirstOrThrow();
  await sql`insert into roles_tenus (cpts_id, personne_id, role, depuis) values (${cpts}, ${id}, 'coordination', '2020-01-01')`.execute(base.proprietaire);
  entetes = (await visiter(SLUG, id)).entetes;
});

type Groupe = { readonly titre: string; readonly resultats: readonly Resultat[] };
async function chercher(q: string): Promise<readonly Groupe[]> {
  const r = await app.request(`/cpts/${SLUG}/recherche?q=${encodeURIComponent(q)}`, { headers: { ...entetes, Accept: 'application/json' } });
  expect(r.status).toBe(200);
  return ((await r.json()) as { groupes: Groupe[] }).groupes;
}
const celui = (n: number): string => `/cpts/${SLUG}/reseau/annuaire/8${unRpps(n)}`;

// Chosen before the order was written: what somebody who types this means.
test.each([
  ['dupont', 'Professionnels', 'Hélène Dupont'],
  ['Dupont Albert', 'Professionnels', 'Albert Dupont'],
  ['hel dup', 'Professionnels', 'Hélène Dupont'],
  ['dupnot', 'Professionnels', 'Hélène Dupont'],
  ['pharmacie du', 'Établissements', 'PHARMACIE DU MARCHE'],
  ['pharmacie pont', 'Établissements', 'GRANDE PHARMACIE DU PONT'],
  ['foix', 'Communes', 'Foix'],
  ['09000', 'Communes', 'Foix'],
  ['martin', 'Personnes', 'Camille Martin'],
  ['budget', 'Pages', 'Budget'],
  ['historique', 'Pages', 'Historique'],
  ['lettre', 'Documents', 'Lettre d’intention'],
  ['kiné', 'Professionnels', 'Chercher « kiné » dans l’annuaire'],
])('« %s » : d’abord %s, « %s »', async (q, titre, libelle) => {
  const [premier] = await chercher(q);
  expect([premier?.titre, premier?.resultats[0]?.libelle]).toEqual([titre, libelle]);
});

test('le territoire d’abord, puis ailleurs ; chaque réponse mène à sa page', async () => {
  const [duponts] = await chercher('dupont');
  expect(duponts?.resultats.map((r) => [r.libelle, r.href])).toEqual([['Hélène Dupont', celui(2)], ['Albert Dupont', celui(1)], ['Anne Dupontel', celui(3)]]);
  expect(duponts?.resultats[0]?.detail).toBe('Médecin, Médecine Générale · Foix');
  const trouvees = [...(await chercher('dupont')), ...(await chercher('pharmacie du')), ...(await chercher('kiné'))].flatMap((g) => g.resultats);
  for (const href of new Set(trouvees.map((r) => r.href))) expect([href, (await app.request(href, { headers: entetes })).status]).toEqual([href, 200]);
});

test('le nom tout entier passe devant ceux qui ne font que commencer ainsi, même ailleurs', async () => {
  const martins = (await chercher('martin')).find((g) => g.titre === 'Professionnels');
  expect(martins?.resultats.map((r) => r.libelle)).toContain('Zoé Martin');
  expect(martins?.resultats[0]?.libelle).toBe('Zoé Martin');
});

test('les établissements hors du territoire ne paraissent pas, ni une ressemblance quand quelqu’un répond', async () => {
  expect(JSON.stringify(await chercher('pharmacie du'))).not.toContain('CHATEAU');
  expect((await chercher('foix')).map((g) => g.titre)).toEqual(['Communes', 'Professionnels']);
});
