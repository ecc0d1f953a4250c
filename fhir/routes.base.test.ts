import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bundle, CapabilityStatement, OperationOutcome, Resource } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ouvrirPool } from '#db/connexion.ts';
import { baseASoi } from '#db/essais-base.ts';
import { unFichier, unProfessionnel, unRpps } from '#modules/annuaire/builders.ts';
import { importerAnnuaire } from '#modules/annuaire/use-cases/importer-annuaire.ts';
import { resoudreCommune } from '#modules/annuaire/use-cases/resoudre-commune.ts';
import { creerApplication } from '#server/application.tsx';
import { servicesEssai } from '#server/essais.ts';
import { chargerPaquet } from '#server/paquet/charger.ts';

vi.stubEnv('MAILLAGE_DONNEES', '');
const base = baseASoi('fhir');
const { services, fermer } = servicesEssai(base.adresse);
const app = creerApplication(services, { abonner: () => () => undefined, nombre: () => 0, pret: Promise.resolve(), fermer: () => Promise.resolve() });
const dossier = mkdtempSync(join(tmpdir(), 'fhir-'));
afterAll(async () => {
  await fermer();
  rmSync(dossier, { recursive: true, force: true });
});

const demander = async <T>(chemin: string, init?: RequestInit): Promise<{ statut: number; type: string | null; corps: T }> => {
  const r = await app.request(`http://localhost:3000/fhir/r4/${chemin}`, init);
  return { statut: r.status, type: r.headers.get('content-type'), corps: await r.json() };
};
const trouver = async (chemin: string): Promise<Resource[]> => {
  const { statut, corps } = await demander<Bundle>(chemin);
  expect(statut, JSON.stringify(corps)).toBe(200);
  return (corps.entry ?? []).flatMap((e) => e.resource ?? []);
};

beforeAll(async () => {
  const lignes = Array.from({ length: 120 }, (_, n) => unProfessionnel(n, { "Nom d'exercice": n === 7 ? 'ÉTIENNE-LEBŒUF' : `NOM${String.fromCharCode(97 + (n % 26))}`, 'Raison sociale site': `Cabinet ${n}`, 'Numéro FINESS site': n === 7 ? '950047225' : '', 'Téléphone (coord. structure)': '0500000000' }));
  lignes.push(unProfessionnel(7, { 'Code savoir-faire': 'SM04', 'Libellé savoir-faire': 'Cardiologie', 'Identifiant technique de la structure': 'FIC00000099' }));
  writeFileSync(join(dossier, 'PS_Personne_activite_202609150800.txt'), unFichier(lignes));
  const pool = ouvrirPool(base.adresse, 'maillage_donnees', 2);
  const fait = await importerAnnuaire(pool, { chemin: join(dossier, 'PS_Personne_activite_202609150800.txt'), resoudre: resoudreCommune(chargerPaquet()), fictif: true });
  await pool.end();
  expect(fait.ok).toBe(true);
}, 120_000);

/** Rules that every FHIR element obeys: no empty value, ids in their alphabet. @source FHIR R4, ele-1 and datatypes */
function elementsVides(x: unknown, chemin = ''): string[] {
  if (x === null || x === undefined || x === '') return [chemin];
  if (Array.isArray(x)) return x.length === 0 ? [chemin] : x.flatMap((e, i) => elementsVides(e, `${chemin}[${i}]`));
  if (typeof x === 'object') return Object.keys(x).length === 0 ? [chemin] : Object.entries(x).flatMap(([k, v]) => elementsVides(v, `${chemin}.${k}`));
  return [];
}

describe('façade FHIR', () => {
  test('le CapabilityStatement dit les cinq ressources, en lecture', async () => {
    const { corps, type } = await demander<CapabilityStatement>('metadata');
    expect(type).toContain('application/fhir+json');
    expect(corps.rest?.[0]?.resource?.map((r) => r.type)).toEqual(['Practitioner', 'PractitionerRole', 'Organization', 'Location', 'HealthcareService']);
    expect(corps.rest?.[0]?.resource?.every((r) => r.interaction?.every((i) => i.code === 'read' || i.code === 'search-type'))).toBe(true);
  });

  test('une personne se lit par son identifiant national, avec ses deux savoir-faire', async () => {
    const national = `8${unRpps(7)}`;
    const { corps } = await demander<Resource>(`Practitioner/${national}`);
    expect(corps).toMatchObject({
      resourceType: 'Practitioner', id: national, active: true, meta: { lastUpdated: '2026-09-15T00:00:00Z' },
      identifier: [{ system: 'urn:oid:1.2.250.1.71.4.2.1', value: national, type: { coding: [{ code: 'IDNPS' }] } }, { system: 'https://rpps.esante.gouv.fr', value: unRpps(7) }],
      name: [{ family: 'ÉTIENNE-LEBŒUF', given: ['Claude'], prefix: ['Docteur'] }],
    });
    const codes = JSON.stringify(corps);
    for (const c of ['SM54', 'SM04', 'TRE-G15-ProfessionSante']) expect(codes).toContain(c);
    expect(codes).not.toContain('0500000000');
  });

  test.each([
    ['par RPPS', `Practitioner?identifier=https://rpps.esante.gouv.fr|${unRpps(7)}`, 1],
    ['par numéro sans système', `Practitioner?identifier=${unRpps(7)}`, 1],
    ['par numéro dans un autre système', `Practitioner?identifier=urn:autre|${unRpps(7)}`, 0],
    ['par nom sans accent ni ligature', 'Practitioner?family=etienne-leboeuf', 1],
    ['par début de nom et prénom', 'Practitioner?family=Étienne&given=claude', 1],
    ['par un mot du nom', 'Practitioner?name=lebœuf', 1],
    ['par profession', 'Practitioner?qualification-code=60', 0],
    ['inactifs', 'Practitioner?active=false', 0],
    ['d’une édition plus récente', 'Practitioner?_lastUpdated=gt2026-09-15', 0],
    ['rôles d’une personne', `PractitionerRole?practitioner=Practitioner/8${unRpps(7)}`, 2],
    ['rôles d’une spécialité', `PractitionerRole?practitioner.identifier=${unRpps(7)}&specialty=SM04`, 1],
    ['rôles d’un lieu', 'PractitionerRole?organization=Organization/FIC00000003', 1],
    ['lieu par FINESS', 'Organization?identifier=https://finess.esante.gouv.fr|950047225', 1],
    ['lieu par numéro national', 'Organization?identifier=urn:oid:1.2.250.1.71.4.2.2|1950047225', 1],
    ['lieu par nom et code postal', 'Location?name=cabinet 7&address-postalcode=09000', 11],
  ])('recherche %s', async (_, chemin, nombre) => {
    // "cabinet 7" begins 7 and 70 to 79.
    expect(await trouver(chemin)).toHaveLength(nombre);
  });

  test('les pages font 50 et se suivent sans trou ni double', async () => {
    const vus = new Set<string>();
    let suite: string | undefined = 'Practitioner?active=true';
    const tailles: number[] = [];
    while (suite) {
      const { corps }: { corps: Bundle } = await demander<Bundle>(suite);
      tailles.push(corps.entry?.length ?? 0);
      for (const e of corps.entry ?? []) vus.add(e.resource?.id ?? '');
      suite = corps.link?.find((l) => l.relation === 'next')?.url?.replace(/^.*\/fhir\/r4\//, '');
    }
    expect(tailles).toEqual([50, 50, 20]);
    expect(vus.size).toBe(120);
  });

  test('POST _search répond comme GET', async () => {
    const r = await demander<Bundle>('Practitioner/_search', { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'none' }, body: 'family=etienne' });
    expect(r.corps.entry).toHaveLength(1);
  });

  test.each([
    ['Practitioner/899999999999', 404, 'not-found'],
    ['Patient/1', 404, 'not-found'],
    ['Practitioner?birthdate=1970', 400, 'invalid'],
    ['Practitioner?family:exact=A', 400, 'invalid'],
    ['Organization?name=cabinet', 400, 'invalid'],
    ['PractitionerRole', 400, 'invalid'],
    ['Practitioner?_lastUpdated=hier', 400, 'invalid'],
  ])('%s : %i', async (chemin, statut, code) => {
    const r = await demander<OperationOutcome>(chemin);
    expect(r.statut).toBe(statut);
    expect(r.corps).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code }] });
  });

  test('chaque ressource est bien formée et ses références se lisent', async () => {
    const toutes = [...(await trouver('Practitioner')), ...(await trouver(`PractitionerRole?practitioner=8${unRpps(7)},8${unRpps(8)}`)), ...(await trouver('Organization')), ...(await trouver('Location'))];
    expect(toutes.length).toBeGreaterThan(150);
    expect(toutes.flatMap((r) => elementsVides(r, r.resourceType))).toEqual([]);
    for (const r of toutes) expect(r.id).toMatch(/^[A-Za-z0-9\-.]{1,64}$/);
    const references = new Set(toutes.flatMap((r) => [...JSON.stringify(r).matchAll(/"reference":"([^"]+)"/g)].map((m) => m[1] ?? '')));
    for (const ref of [...references].slice(0, 30)) expect((await demander(ref)).statut, ref).toBe(200);
    const role = toutes.find((r) => r.resourceType === 'PractitionerRole');
    expect((await demander<Resource>(`PractitionerRole/${role?.id}`)).corps.id).toBe(role?.id);
  });
});
