import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ouvrirPool } from '#db/connexion.ts';
import { baseASoi } from '#db/essais-base.ts';
import { chargerPaquet } from '#server/paquet/charger.ts';
import { type CommuneDuFichier, fichierNational } from './builders.ts';
import type { Recherche } from './model.ts';
import { chercherProfessionnels, compterParCommune, compterParProfession } from './queries.ts';
import { importerAnnuaire } from './use-cases/importer-annuaire.ts';
import { resoudreCommune } from './use-cases/resoudre-commune.ts';

const base = baseASoi('chercher');
const dossier = mkdtempSync(join(tmpdir(), 'annuaire-chercher-'));
afterAll(() => rmSync(dossier, { recursive: true, force: true }));

type Personne = { id: number; identifiant: string; cle: string; exercices: { commune: string | null; profession: string; savoir_faire: string | null }[] };
let personnes: readonly Personne[] = [];

beforeAll(async () => {
  const paquet = chargerPaquet();
  const communes = paquet.communesDuDepartement('09').slice(0, 12).map((c): CommuneDuFichier => ({ code: c.code, nom: c.nom, codePostal: c.codesPostaux[0] ?? '', departement: c.departement, poids: c.population ?? 0 }));
  const chemin = join(dossier, 'a_Personne_activite.txt');
  writeFileSync(chemin, [...fichierNational(820, communes)].join(''));
  const pool = ouvrirPool(base.adresse, 'maillage_donnees', 2);
  expect((await importerAnnuaire(pool, { chemin, resoudre: resoudreCommune(paquet), fictif: true })).ok).toBe(true);
  await pool.end();
  const { rows } = await sql<Personne>`select p.id, p.identifiant, p.cle, jsonb_agg(jsonb_build_object('commune', s.commune, 'profession', f.profession, 'savoir_faire', f.savoir_faire)) as exercices
    from annuaire.professionnels p, unnest(p.structures, p.profils) a(structure, profil) join annuaire.profils f on f.id = a.profil left join annuaire.structures s on s.id = a.structure group by 1, 2, 3 order by 1`.execute(base.db);
  personnes = rows;
});

const chercher = (r: Partial<Recherche>): Promise<string[]> =>
  base.db.transaction().execute(async (tx) => {
    const t = await chercherProfessionnels({ tx }, { noms: [], professions: [], savoirFaire: [], communes: undefined, ...r }, { debut: 0, nombre: 500 });
    expect(t.total).toBe(t.professionnels.length);
    return t.professionnels.map((p) => p.identifiant);
  });

/**
 * The definition, person by person: each word begins one of the name, and one activity is of the trade and of the place. In a place,
 * or for one word, those whose name starts with the first word come first. Words of one or two letters alone, everywhere, are
 * looked for at the beginning of the name only.
 */
const reference = (r: Partial<Recherche>): string[] => {
  const premier = r.communes !== undefined || r.noms?.length === 1 ? (r.noms?.[0] ?? '') : '';
  const trouves = personnes
    .filter((p) => r.communes !== undefined || (r.noms ?? []).some((m) => m.length >= 3) || p.cle.startsWith(r.noms?.[0] ?? ''))
    .filter((p) => (r.noms ?? []).every((m) => p.cle.split(' ').some((x) => x.startsWith(m))))
    .filter((p) => p.exercices.some((e) => {
      const metier = (r.professions?.length ?? 0) + (r.savoirFaire?.length ?? 0) === 0 || r.professions?.includes(e.profession) || (e.savoir_faire !== null && r.savoirFaire?.includes(e.savoir_faire));
      return metier === true && (r.communes === undefined || (e.commune !== null && r.communes.includes(e.commune)));
    }));
  return [...trouves.filter((p) => p.cle.startsWith(premier)), ...trouves.filter((p) => !p.cle.startsWith(premier))].map((p) => p.identifiant);
};

describe('recherche par listes', () => {
  test('elle trouve, dans l’ordre alphabétique, exactement ceux que dit sa définition', async () => {
    const mots = [...new Set(personnes.flatMap((p) => p.cle.split(' ')))];
    const mot = fc.tuple(fc.constantFrom(...mots), fc.integer({ min: 1, max: 9 })).map(([m, n]) => m.slice(0, n));
    const demande = fc.record({
      noms: fc.array(mot, { maxLength: 3 }),
      professions: fc.oneof(fc.constant<string[]>([]), fc.subarray(['10', '60', '70', '21'])),
      savoirFaire: fc.oneof(fc.constant<string[]>([]), fc.subarray(['SM54', 'SM04'])),
      communes: fc.oneof(fc.constant(undefined), fc.subarray([...new Set(personnes.flatMap((p) => p.exercices.flatMap((e) => e.commune ?? [])))], { minLength: 1 })),
    });
    await fc.assert(fc.asyncProperty(demande, async (d) => {
      const attendus = reference(d);
      // With nobody, the search goes on to forgive: another property.
      if (attendus.length > 0) expect(await chercher(d)).toEqual(attendus);
    }), { numRuns: 250 });
  });

  test('une faute dans un mot de quatre lettres ou plus retrouve la personne', async () => {
    const longs = personnes.flatMap((p) => p.cle.split(' ').filter((m) => m.length >= 5).map((m) => ({ p, m })));
    const faute = fc.tuple(fc.constantFrom(...longs), fc.integer({ min: 1, max: 3 }), fc.constantFrom('omise', 'doublee', 'echangee', 'autre')).map(([x, i, genre]) => {
      const [avant, lettre, apres] = [x.m.slice(0, i), x.m[i] ?? '', x.m.slice(i + 1)];
      return { ...x, tape: { omise: avant + apres, doublee: avant + lettre + lettre + apres, echangee: avant + (apres[0] ?? '') + lettre + apres.slice(1), autre: `${avant}w${apres}` }[genre] };
    });
    await fc.assert(fc.asyncProperty(faute, async ({ p, m, tape }) => {
      const autres = p.cle.split(' ').filter((x) => x !== m);
      const trouves = await chercher({ noms: [tape, ...autres] });
      // What was typed may itself be the beginning of another name, borne by someone who has the other words too.
      if (reference({ noms: [tape, ...autres] }).length === 0) expect(trouves).toContain(p.identifiant);
    }), { numRuns: 150 });
  });

  test('les personnes d’un territoire sont comptées une fois par profession', async () => {
    const communes = [...new Set(personnes.flatMap((p) => p.exercices.flatMap((e) => e.commune ?? [])))].slice(0, 5);
    const comptes = await base.db.transaction().execute(async (tx) => compterParProfession({ tx }, communes));
    for (const c of comptes) expect(c.personnes).toBe(reference({ professions: [c.profession ?? ''], communes }).length);
    expect(comptes.length).toBeGreaterThan(3);
  });

  test('… et une fois par commune où elles exercent', async () => {
    const communes = [...new Set(personnes.flatMap((p) => p.exercices.flatMap((e) => e.commune ?? [])))].slice(0, 5);
    const comptes = await base.db.transaction().execute(async (tx) => compterParCommune({ tx }, communes));
    expect(comptes.map((c) => c.commune).sort()).toEqual([...communes].sort());
    for (const c of comptes) expect(c.personnes).toBe(personnes.filter((p) => p.exercices.some((e) => e.commune === c.commune)).length);
  });
});
