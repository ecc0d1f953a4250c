import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bundle, OperationOutcome } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ouvrirPool } from '#db/connexion.ts';
import { baseASoi } from '#db/essais-base.ts';
import { unFichier, unProfessionnel } from '#modules/annuaire/builders.ts';
import { importerAnnuaire } from '#modules/annuaire/use-cases/importer-annuaire.ts';
import { resoudreCommune } from '#modules/annuaire/use-cases/resoudre-commune.ts';
import { ouvrirSite } from '#server/essais.ts';
import { chargerPaquet } from '#server/paquet/charger.ts';
import { fautesR4 } from './essais.ts';

vi.stubEnv('MAILLAGE_DONNEES', '');
const base = baseASoi('fhir_grand');
const { app } = ouvrirSite(base);
const dossier = mkdtempSync(join(tmpdir(), 'fhir-grand-'));
afterAll(() => rmSync(dossier, { recursive: true, force: true }));

/** Two hospitals, one a person beyond what a page joins, one just at it; everybody else is alone. Pages end at 10,000: fifty-one more. */
const [GRAND, JUSTE, TOUS] = [1_001, 1_000, 10_051];
const hopital = (n: number): string => (n < GRAND ? 'HOP1' : n < GRAND + JUSTE ? 'HOP2' : `FIC${n}`);

beforeAll(async () => {
  const chemin = join(dossier, 'PS_Personne_activite_202609150800.txt');
  writeFileSync(chemin, unFichier(Array.from({ length: TOUS }, (_, n) => unProfessionnel(n, { 'Identifiant technique de la structure': hopital(n) }))));
  const pool = ouvrirPool(base.adresse, 'maillage_donnees', 2);
  const fait = await importerAnnuaire(pool, { chemin, resoudre: resoudreCommune(chargerPaquet()), fictif: true });
  await pool.end();
  expect(fait.ok && fait.valeur.personnes).toBe(TOUS);
});

const demander = async (chemin: string, entetes: Readonly<Record<string, string>> = {}): Promise<{ statut: number; corps: Bundle }> => {
  const r = await app.request(`http://localhost:3000/fhir/r4/${chemin}`, { headers: entetes });
  return { statut: r.status, corps: await r.json() };
};
const suite = (b: Bundle, relation: string): string | undefined => b.link?.find((l) => l.relation === relation)?.url?.replace(/^.*\/fhir\/r4\//, '');
const enMode = (b: Bundle, mode: string): NonNullable<Bundle['entry']> => (b.entry ?? []).filter((e) => e.search?.mode === mode);
const dits = (b: Bundle): string[] => enMode(b, 'outcome').flatMap((e) => (e.resource?.resourceType === 'OperationOutcome' ? (e.resource.issue ?? []).map((i) => `${i.severity} ${i.diagnostics}`) : []));

/** Every match of a search, by its `next` links to the last one. */
async function toutLire(chemin: string): Promise<string[]> {
  const ids: string[] = [];
  for (let c: string | undefined = chemin; c !== undefined; ) {
    const { statut, corps } = await demander(c);
    expect(statut, c).toBe(200);
    ids.push(...enMode(corps, 'match').map((e) => e.resource?.id ?? ''));
    c = suite(corps, 'next');
  }
  return ids;
}

describe('de grandes réponses', () => {
  test('_revinclude coupe à mille, le dit, et dit où lire tout le monde ; les liens « next » y mènent, sans trou ni double', async () => {
    const { statut, corps } = await demander('Organization?_id=HOP1&_revinclude=PractitionerRole:organization');
    expect([statut, enMode(corps, 'match').length, enMode(corps, 'include').length, corps.total]).toEqual([200, 1, 1_000, 1]);
    expect(fautesR4(corps)).toEqual([]);
    expect(dits(corps)).toEqual([expect.stringMatching(/^warning .*PractitionerRole:organization.*1000 premières/)]);
    const conseil = /PractitionerRole\?organization=\S+/.exec(dits(corps)[0] ?? '')?.[0] ?? '';
    const roles = await toutLire(conseil);
    expect([roles.length, new Set(roles).size]).toEqual([GRAND, GRAND]);
    expect((await demander(`${conseil}&_summary=count`)).corps.total).toBe(GRAND);
  });

  test('à mille juste, tout est joint et rien n’est dit', async () => {
    const { corps } = await demander('Organization?_id=HOP2&_revinclude=PractitionerRole:organization');
    expect([enMode(corps, 'include').length, dits(corps)]).toEqual([JUSTE, []]);
  });

  test('_include joint à chaque page les cinquante personnes et leur lieu, une fois', async () => {
    const { corps } = await demander('PractitionerRole?organization=Organization/HOP1&_include=PractitionerRole:practitioner&_include=PractitionerRole:organization');
    const inclus = enMode(corps, 'include').map((e) => e.resource?.resourceType);
    expect([enMode(corps, 'match').length, inclus.filter((t) => t === 'Practitioner').length, inclus.filter((t) => t === 'Organization').length, dits(corps)]).toEqual([50, 50, 1, []]);
  });

  test('au-delà des pages qui se lisent, aucun lien ne mène à un refus : la réponse le dit', async () => {
    const { corps } = await demander('Practitioner?active=true&_page=200');
    expect([suite(corps, 'next'), dits(corps)]).toEqual(['Practitioner?active=true&_page=201', []]);
    const { corps: derniere } = await demander('Practitioner?active=true&_page=201');
    expect([enMode(derniere, 'match').length, suite(derniere, 'next'), derniere.total]).toEqual([50, undefined, undefined]);
    expect(dits(derniere)).toEqual([expect.stringContaining('précisez la recherche')]);
    expect(fautesR4(derniere)).toEqual([]);
    expect((await demander('Practitioner?active=true&_summary=count')).corps.total).toBe(TOUS);
  });

  test.each(['birthdate=1970', 'family:exact=A', '_revinclude=PractitionerRole:voisin', '_include=Practitioner:voisin', '_sort=birthdate'])('Practitioner?%s est refusé à qui demande la rigueur, laissé de côté pour qui préfère l’indulgence', async (q) => {
    const strict = await app.request(`http://localhost:3000/fhir/r4/Practitioner?active=true&${q}`, { headers: { Prefer: 'handling=strict' } });
    const refus = (await strict.json()) as OperationOutcome;
    expect([strict.status, refus.resourceType, refus.issue?.[0]?.severity]).toEqual([400, 'OperationOutcome', 'error']);
    const souple = await demander(`Practitioner?active=true&_count=1&${q}`, { Prefer: 'handling=lenient' });
    expect([souple.statut, suite(souple.corps, 'self')]).toEqual([200, 'Practitioner?active=true&_count=1']);
  });
});
