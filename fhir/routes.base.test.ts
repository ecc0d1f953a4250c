// The code of HL7 for what is a part. cspell:ignore subsetted
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bundle, CapabilityStatement, HealthcareService, Location, OperationOutcome, Organization, Resource } from '@medplum/fhirtypes';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ouvrirPool } from '#db/connexion.ts';
import { baseASoi } from '#db/essais-base.ts';
import { unFichier, unProfessionnel, unRpps } from '#modules/annuaire/builders.ts';
import { AUDIENCES_PAR_DEFAUT, ContenuFiche } from '#modules/annuaire/model.ts';
import { importerAnnuaire } from '#modules/annuaire/use-cases/importer-annuaire.ts';
import { importerFiness } from '#modules/annuaire/use-cases/importer-finess.ts';
import { resoudreCommune } from '#modules/annuaire/use-cases/resoudre-commune.ts';
import { ouvrirSite } from '#server/essais.ts';
import { chargerPaquet } from '#server/paquet/charger.ts';
import { fautesR4 } from './essais.ts';

vi.stubEnv('MAILLAGE_DONNEES', '');
const base = baseASoi('fhir');
const { app } = ouvrirSite(base);
const dossier = mkdtempSync(join(tmpdir(), 'fhir-'));
afterAll(() => rmSync(dossier, { recursive: true, force: true }));

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
  const lignes = Array.from({ length: 120 }, (_, n) => unProfessionnel(n, { "Nom d'exercice": n === 7 ? 'ÉTIENNE-LEBŒUF' : `NOM${String.fromCharCode(97 + (n % 26))}`, 'Raison sociale site': `Cabinet ${n}`, 'Numéro FINESS site': n === 7 ? '950047225' : '', 'Numéro FINESS établissement juridique': n === 7 || n === 8 ? '950047217' : '', 'Numéro SIRET site': n === 9 ? '34173748400020' : '', "Code secteur d'activité": n === 10 ? 'SA33' : 'SA07', 'Téléphone (coord. structure)': '0500000000' }));
  lignes.push(unProfessionnel(7, { 'Code savoir-faire': 'SM04', 'Libellé savoir-faire': 'Cardiologie', 'Identifiant technique de la structure': 'FIC00000099' }));
  writeFileSync(join(dossier, 'PS_Personne_activite_202609150800.txt'), unFichier(lignes));
  const pool = ouvrirPool(base.adresse, 'maillage_donnees', 2);
  const fait = await importerAnnuaire(pool, { chemin: join(dossier, 'PS_Personne_activite_202609150800.txt'), resoudre: resoudreCommune(chargerPaquet()), fictif: true });
  writeFileSync(join(dossier, 'finess.csv'), ['finess_et,finess_ej,raison_sociale,categorie_code,categorie,code_insee,departement,code_postal,lat,lon', '950047225,950047217,MAISON,603,Maison de santé,09121,09,09000,42.9,1.6', '010000024,010780054,HOPITAL SEUL,355,Centre hospitalier,09121,09,09000,,', ''].join('\n'));
  const finess = await importerFiness(pool, join(dossier, 'finess.csv'));
  await pool.end();
  expect(fait.ok && finess.ok).toBe(true);
  await ecrireFiches();
});

/** Three pages: one public with a field kept for members, one that is not published, one whose owner is no member any more. */
async function ecrireFiches(): Promise<void> {
  const cpts = await base.proprietaire.insertInto('cpts').values({ slug: 'fhir', nom: 'CPTS FHIR', demo: true }).returning('id').executeTakeFirstOrThrow();
  for (const [n, publiee, jusque] of [[7, true, null], [8, false, null], [9, true, '2020-12-31']] as const) {
    const p = await base.proprietaire.insertInto('personnes').values({ nom: `Personne ${n}`, courriel: `p${n}@exemple.invalid`, courriel_verifie: true, demo: true }).returning('id').executeTakeFirstOrThrow();
    await base.proprietaire.insertInto('roles_tenus').values({ cpts_id: cpts.id, personne_id: p.id, role: 'adherent', depuis: '2020-01-01', jusque }).execute();
    await sql`insert into fiches (cpts_id, rpps, personne_id, version, nom_affiche, profession, contenu, audiences, publiee, modifiee_le) values (${cpts.id}, ${unRpps(n)}, ${p.id}, 1, ${`Claude ${n}`}, '10',
      ${JSON.stringify(ContenuFiche.parse({ domicile: 'oui', competences: ['plaies'], telephone: '0611111111', langues: 'occitan' }))}::jsonb,
      ${JSON.stringify({ ...AUDIENCES_PAR_DEFAUT, domicile: 'public', competences: 'public', langues: 'public' })}::jsonb, ${publiee}, '2026-11-02T08:00:00Z')`.execute(base.proprietaire);
  }
}

describe('façade FHIR', () => {
  test('le CapabilityStatement dit les cinq ressources, en lecture', async () => {
    const { corps, type } = await demander<CapabilityStatement>('metadata');
    expect(type).toContain('application/fhir+json');
    expect(corps.rest?.[0]?.resource?.map((r) => r.type)).toEqual(['Practitioner', 'PractitionerRole', 'Organization', 'Location', 'HealthcareService', 'CodeSystem']);
    expect(fautesR4(corps)).toEqual([]);
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
    ['lieu par SIRET', 'Organization?identifier=https://sirene.fr|34173748400020', 1],
    ['lieu par SIRET en numéro national', 'Organization?identifier=urn:oid:1.2.250.1.71.4.2.2|334173748400020', 1],
    ['lieu par SIRET dans un autre système', 'Organization?identifier=https://finess.esante.gouv.fr|34173748400020', 0],
    ['lieux d’un secteur', 'Organization?type=https://mos.esante.gouv.fr/NOS/TRE_R02-SecteurActivite/FHIR/TRE-R02-SecteurActivite|SA33', 1],
    ['lieux d’une catégorie FINESS, qu’ils soient ou non dans l’annuaire', 'Organization?type=603,355', 2],
    ['entités juridiques', 'Organization?type=LEGAL-ENTITY', 2],
    ['lieux d’une entité juridique', 'Organization?partof=Organization/ej.950047217', 2],
    ['lieux d’une entité juridique par son numéro', 'Organization?partof:identifier=https://finess.esante.gouv.fr|950047217', 2],
    ['entité juridique par son numéro', 'Organization?identifier=https://finess.esante.gouv.fr|010780054', 1],
    ['établissement que FINESS seul connaît', 'Organization?identifier=https://finess.esante.gouv.fr|010000024', 1],
    ['lieux ouverts', 'Location?status=active&address-postalcode=09000&name=hopital', 1],
    ['services par catégorie', 'HealthcareService?service-type=355', 1],
    ['services par savoir-faire', 'HealthcareService?characteristic=plaies', 1],
    ['services par accueil', 'HealthcareService?characteristic=domicile', 1],
    ['services par un accueil que la fiche garde pour elle', 'HealthcareService?characteristic=nouveaux_patients', 0],
    ['services d’un lieu : la fiche et l’établissement', 'HealthcareService?organization=Organization/FIC00000007', 2],
    ['services changés depuis une date', 'HealthcareService?_lastUpdated=ge2026-11-01&_lastUpdated=lt2026-12-01', 1],
    ['deux bornes qui s’excluent', 'Practitioner?_lastUpdated=ge2026-09-01&_lastUpdated=lt2026-09-02', 0],
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
    ['Practitioner?_lastUpdated=2026-02-30', 400, 'invalid'],
    ['Practitioner?_lastUpdated=2026-13', 400, 'invalid'],
    ['Practitioner?_lastUpdated=ne2026-09', 400, 'invalid'],
    ['Practitioner?identifier=https://rpps.esante.gouv.fr%7C', 400, 'invalid'],
    ['Practitioner?_count=beaucoup', 400, 'invalid'],
    ['Practitioner?_page=0', 400, 'invalid'],
    ['Practitioner?_total=peut-etre', 400, 'invalid'],
    ['Practitioner?family=A&family=B', 400, 'invalid'],
    ['Practitioner?_include=Practitioner:voisin', 400, 'invalid'],
    ['Practitioner?family=%2A', 400, 'invalid'],
    ['Practitioner?_format=xml', 406, 'not-supported'],
    ['metadata?_format=xml', 406, 'not-supported'],
    ['HealthcareService/0198f000-0000-7000-8000-000000000001', 404, 'not-found'],
  ])('%s : %i', async (chemin, statut, code) => {
    const r = await demander<OperationOutcome>(chemin);
    expect(r.statut).toBe(statut);
    expect(r.corps).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code }] });
    expect(fautesR4(r.corps)).toEqual([]);
  });

  test.each([['PUT', 405, {}], ['DELETE', 405, {}], ['GET', 406, { Accept: 'application/fhir+xml' }], ['GET', 200, { Accept: 'text/html, */*;q=0.1' }], ['GET', 200, { Accept: 'application/json' }]] as const)('%s avec %i', async (method, statut, headers) => {
    const r = await demander<Resource>(`Practitioner/8${unRpps(7)}`, { method, headers: { ...headers, 'Sec-Fetch-Site': 'none' } });
    expect(r.statut).toBe(statut);
    expect(fautesR4(r.corps)).toEqual([]);
  });

  // The edition is of 15 September 2026, of 120 persons, all of them with profession 10.
  const G15 = 'https://mos.esante.gouv.fr/NOS/TRE_G15-ProfessionSante/FHIR/TRE-G15-ProfessionSante';
  test.each([
    ['_lastUpdated=2026', 120], ['_lastUpdated=2026-09', 120], ['_lastUpdated=2026-09-15', 120], ['_lastUpdated=2026-09-15T23:59:59Z', 120], ['_lastUpdated=2026-10', 0], ['_lastUpdated=2025', 0],
    ['_lastUpdated=gt2026', 0], ['_lastUpdated=gt2026-08', 120], ['_lastUpdated=ge2026-09', 120], ['_lastUpdated=lt2026-09', 0], ['_lastUpdated=le2026-09', 120], ['_lastUpdated=sa2026-09-14', 120], ['_lastUpdated=eb2026-09-15', 0], ['_lastUpdated=ne2026-09-15', 0],
    ['_lastUpdated=ge2026-09-01&_lastUpdated=lt2026-09-15', 0], ['_lastUpdated=ge2026-09-01&_lastUpdated=lt2026-09-16', 120],
    ['qualification-code=10', 120], [`qualification-code=${encodeURIComponent(`${G15}|10`)}`, 120], ['qualification-code=%7C10', 120], ['qualification-code=urn:autre%7C10', 0], ['qualification-code=SM04', 1], ['qualification-code=ZZ', 0],
  ])('Practitioner?%s : %i', async (demande, attendu) => {
    expect((await demander<Bundle>(`Practitioner?_summary=count&${demande}`)).corps.total).toBe(attendu);
  });
  test.each([['SA33', 1], ['https://mos.esante.gouv.fr/NOS/TRE_R02-SecteurActivite/FHIR/TRE-R02-SecteurActivite%7CSA33', 1], ['urn:autre%7CSA33', 0], ['SA99', 0], ['603', 1]])('Organization?type=%s : %i', async (type, attendu) => {
    expect((await demander<Bundle>(`Organization?_summary=count&type=${type}`)).corps.total).toBe(attendu);
  });

  test('un paramètre inconnu est laissé de côté pour qui le préfère, et la réponse le dit', async () => {
    const { corps } = await demander<Bundle>('Practitioner?family=etienne&birthdate=1970', { headers: { Prefer: 'handling=lenient' } });
    expect(corps.entry).toHaveLength(1);
    expect(corps.link?.[0]?.url).toMatch(/family=etienne$/);
  });

  test('le total est dit à la demande, et sur la dernière page', async () => {
    const total = async (suite: string): Promise<unknown[]> => {
      const { corps } = await demander<Bundle>(`Practitioner?active=true${suite}`);
      return [corps.total, corps.entry?.length ?? 0, corps.link?.map((l) => l.relation)];
    };
    expect(await total('')).toEqual([undefined, 50, ['self', 'next']]);
    expect(await total('&_total=accurate&_count=10')).toEqual([120, 10, ['self', 'next']]);
    expect(await total('&_page=3')).toEqual([120, 20, ['self', 'first', 'previous']]);
    expect(await total('&_page=3&_total=none')).toEqual([undefined, 20, ['self', 'first', 'previous']]);
    expect(await total('&_count=0')).toEqual([120, 0, ['self']]);
    expect(await total('&_summary=count')).toEqual([120, 0, ['self']]);
  });

  test('les listes qui se suivent se lisent en pages comme une seule', async () => {
    const entiers = (await trouver('Organization?_count=50&address-postalcode=09000')).map((r) => r.id);
    const vus: (string | undefined)[] = [];
    for (let page = 1; page <= 8; page++) vus.push(...(await trouver(`Organization?_count=20&address-postalcode=09000&_page=${page}`)).map((r) => r.id));
    expect(vus).toHaveLength(121);
    expect(new Set(vus).size).toBe(121);
    expect(vus.slice(0, 50)).toEqual(entiers);
    expect(vus.at(-1)).toBe('f.010000024');
    expect((await demander<Bundle>('Organization?address-postalcode=09000&_summary=count')).corps.total).toBe(121);
  });

  /** Names as they are compared: without accents nor case, by the French letters of the test's own rule. */
  const nu = (t: string): string => t.normalize('NFD').replace(/\p{M}/gu, '').replace(/œ/gi, 'oe').toLowerCase().replace(/[^a-z0-9]+/g, ' ').trim();
  const familles = async (q: string): Promise<string[]> => (await trouver(`Practitioner?${q}`)).map((r) => (r.resourceType === 'Practitioner' ? nu(`${r.name?.[0]?.family ?? ''} ${r.name?.[0]?.given?.[0] ?? ''}`) : ''));
  test('_sort range les personnes par nom, dans les deux sens, sans trou d’une page à l’autre', async () => {
    const tous: string[] = [];
    for (let page = 1; page <= 3; page++) tous.push(...(await familles(`active=true&_sort=family&_page=${page}`)));
    expect(tous).toHaveLength(120);
    expect(tous).toEqual([...tous].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
    expect(new Set(tous).size).toBeGreaterThan(1);
    const inverse: string[] = [];
    for (let page = 1; page <= 3; page++) inverse.push(...(await familles(`active=true&_sort=-name&_page=${page}`)));
    expect(inverse).toEqual(tous.toReversed());
    expect(await familles('active=true&_sort=-_lastUpdated,family&_count=5')).toEqual(tous.slice(0, 5));
  });

  test('_sort range les lieux et les services, et par date de ce qui est dit', async () => {
    const noms = async (q: string): Promise<string[]> => (await trouver(q)).map((r) => nu('name' in r && typeof r.name === 'string' ? r.name : ''));
    const lieux = await noms('Organization?address-postalcode=09000&_sort=name&_count=50');
    expect([lieux.length, lieux]).toEqual([50, [...lieux].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))]);
    expect((await noms('Organization?address-postalcode=09000&_sort=-name&_count=1'))[0]! >= lieux[49]!).toBe(true);
    // The page was changed in November, the edition is of September.
    expect(await noms('HealthcareService?_sort=_lastUpdated')).toEqual(['hopital seul', 'maison', 'claude 7']);
    expect(await noms('HealthcareService?_sort=-_lastUpdated')).toEqual(['claude 7', 'hopital seul', 'maison']);
    expect(await noms('HealthcareService?_sort=-_lastUpdated&_count=1&_page=2')).toEqual(['hopital seul']);
    expect(await noms('HealthcareService?_sort=-name')).toEqual(['maison', 'hopital seul', 'claude 7']);
    expect(await noms('PractitionerRole?organization=Organization/FIC00000003&_sort=-_lastUpdated')).toHaveLength(1);
  });

  test('_elements ne rend que ce qui est demandé, marqué comme une partie, et suit R4', async () => {
    const { corps } = await demander<Bundle>(`PractitionerRole?practitioner=8${unRpps(7)}&_elements=code,active&_include=PractitionerRole:practitioner`);
    const partiels = corps.entry?.filter((e) => e.search?.mode === 'match').map((e) => e.resource) ?? [];
    expect(partiels.map((r) => Object.keys(r ?? {}).sort())).toEqual(partiels.map(() => ['active', 'code', 'id', 'meta', 'resourceType']));
    expect(partiels.map((r) => r?.meta?.tag)).toEqual(partiels.map(() => [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' }]));
    // What is included is whole, and is found though the reference itself was not asked for.
    expect(corps.entry?.filter((e) => e.search?.mode === 'include').map((e) => [e.resource?.id, e.resource?.meta?.tag])).toEqual([[`8${unRpps(7)}`, undefined]]);
    expect(corps.link?.[0]?.url).toContain('_elements=code%2Cactive');
    expect(fautesR4(corps)).toEqual([]);
    const { corps: lieu } = await demander<Organization>('Organization/FIC00000003?_elements=type');
    expect(Object.keys(lieu).sort()).toEqual(['id', 'identifier', 'meta', 'name', 'resourceType', 'type']);
    expect(fautesR4(lieu)).toEqual([]);
  });

  test('un tri qui n’existe pas est refusé, ou laissé de côté pour qui le préfère ; la page suivante garde le tri', async () => {
    for (const q of ['Practitioner?_sort=birthdate', 'PractitionerRole?practitioner=1&_sort=family', 'Practitioner?_sort=--family', 'Practitioner?_elements=name.family']) {
      const r = await demander<OperationOutcome>(q);
      expect([r.statut, r.corps.resourceType], q).toEqual([400, 'OperationOutcome']);
    }
    const { corps } = await demander<Bundle>('Practitioner?active=true&_sort=birthdate,-family&_count=10', { headers: { Prefer: 'handling=lenient' } });
    expect(corps.link?.map((l) => [l.relation, new URL(l.url ?? '').searchParams.get('_sort')])).toEqual([['self', '-family'], ['next', '-family']]);
  });

  test('_include ajoute ce à quoi mènent les références, une fois', async () => {
    const { corps } = await demander<Bundle>(`PractitionerRole?practitioner=8${unRpps(7)}&_include=PractitionerRole:practitioner&_include=PractitionerRole:organization:Organization&_include=PractitionerRole:service`);
    const inclus = corps.entry?.filter((e) => e.search?.mode === 'include').map((e) => e.resource?.resourceType);
    expect(inclus?.sort()).toEqual(['HealthcareService', 'Organization', 'Organization', 'Practitioner']);
    expect(fautesR4(corps)).toEqual([]);
  });

  test('_revinclude ajoute ce qui mène à la page, une fois, entier', async () => {
    const un = `8${unRpps(7)}`;
    const joints = async (q: string): Promise<string[]> => {
      const { corps } = await demander<Bundle>(q);
      expect(fautesR4(corps), q).toEqual([]);
      expect(new Set(corps.entry?.map((e) => e.fullUrl)).size, q).toBe(corps.entry?.length ?? 0);
      return (corps.entry ?? []).flatMap((e) => (e.search?.mode === 'include' ? [e.resource?.resourceType ?? ''] : [])).sort();
    };
    expect(await joints(`Practitioner?_id=${un}&_revinclude=PractitionerRole:practitioner`)).toEqual(['PractitionerRole', 'PractitionerRole']);
    expect(await joints(`Practitioner?_id=${un}&_revinclude=PractitionerRole:practitioner:Practitioner`)).toEqual(['PractitionerRole', 'PractitionerRole']);
    expect(await joints('Organization?_id=FIC00000003&_revinclude=PractitionerRole:organization&_revinclude=Location:organization')).toEqual(['Location', 'PractitionerRole']);
    expect(await joints('Organization?identifier=https://finess.esante.gouv.fr|950047217&type=LEGAL-ENTITY&_revinclude=Organization:partof')).toEqual(['Organization', 'Organization']);
    expect(await joints('Practitioner?family=zzyzx&_revinclude=PractitionerRole:practitioner')).toEqual([]);
    const { corps } = await demander<Bundle>(`Practitioner?_id=${un}&_revinclude=PractitionerRole:practitioner`);
    expect([corps.total, corps.link?.[0]?.url?.includes('_revinclude=PractitionerRole%3Apractitioner')]).toEqual([1, true]);
  });

  test.each(['Practitioner?_revinclude=PractitionerRole:voisin', 'Practitioner?_revinclude=PractitionerRole:organization', 'Practitioner?_revinclude=PractitionerRole:practitioner:Organization', 'HealthcareService?_revinclude=PractitionerRole:service', 'Practitioner?_revinclude:iterate=PractitionerRole:practitioner', 'Practitioner?_has:PractitionerRole:practitioner:role=10'])('%s est refusé avec sa phrase', async (q) => {
    const r = await demander<OperationOutcome>(q);
    expect([r.statut, r.corps.resourceType, fautesR4(r.corps)]).toEqual([400, 'OperationOutcome', []]);
  });

  // One hundredth of a degree of latitude is 6371 km × π / 18,000 = 1.112 km; of longitude, at 42.9° north, 1.112 × cos 42.9° = 0.8146 km.
  test.each<readonly [string, number]>([
    ['42.9|1.6|0.1|km', 1], ['42.91|1.6|1.12|km', 1], ['42.91|1.6|1.11|km', 0], ['42.91|1.6|1.12', 1], ['42.91|1.6|1120|m', 1], ['42.91|1.6|1110|m', 0],
    ['42.9|1.61|0.815|km', 1], ['42.9|1.61|0.814|km', 0], ['43|1.6', 1], ['43.2|1.6', 0], ['-42.9|1.6|10|km', 0],
  ])('near=%s trouve %i lieu dont la position est connue', async (near, n) => {
    const lieux = (await trouver(`Location?near=${encodeURIComponent(near)}`)) as Location[];
    expect(lieux.map((l) => l.position)).toEqual(Array.from({ length: n }, () => ({ longitude: 1.6, latitude: 42.9 })));
  });
  test.each(['42.9', '95|1.6', '42.9|190', '42.9|1.6|-1|km', '42.9|1.6|1|furlong', '42.9|1.6|1|km|trop', 'ici|là', '42.9|1.6|1|km,43|1|1|km'])('near=%s est refusé avec sa phrase', async (near) => {
    expect((await demander<OperationOutcome>(`Location?near=${encodeURIComponent(near)}`)).statut).toBe(400);
  });

  test('la fiche publique d’un professionnel est un service : ses champs publics, rien d’autre', async () => {
    const [service] = (await trouver('HealthcareService?characteristic=plaies')) as HealthcareService[];
    expect(service).toMatchObject({ name: 'Claude 7', communication: [{ text: 'occitan' }], meta: { security: [{ code: 'HTEST' }] } });
    expect(JSON.stringify(service)).not.toContain('0611111111');
    expect((await demander<Resource>(`HealthcareService/${service?.id}`)).corps).toEqual(service);
    const tous = await trouver('HealthcareService');
    expect(tous.map((r) => (r as HealthcareService).name)).toEqual(['Claude 7', 'HOPITAL SEUL', 'MAISON']);
  });

  test('un lieu est de son entité juridique, qui se lit', async () => {
    const [o] = (await trouver('Organization?identifier=950047225')) as Organization[];
    expect(o?.partOf?.reference).toBe('Organization/ej.950047217');
    expect((await demander<Organization>(o?.partOf?.reference ?? '')).corps).toMatchObject({ id: 'ej.950047217', type: [{ coding: [{ code: 'LEGAL-ENTITY' }] }] });
  });

  test('chaque réponse suit R4 et ses références se lisent', async () => {
    const paquets = [];
    for (const q of ['Practitioner', `PractitionerRole?practitioner=8${unRpps(7)},8${unRpps(8)}`, 'Organization', 'Organization?type=355,603,LEGAL-ENTITY', 'Location?address-postalcode=09000', 'HealthcareService', 'Practitioner?family=personne']) paquets.push((await demander<Bundle>(q)).corps);
    expect(paquets.flatMap(fautesR4)).toEqual([]);
    const toutes = paquets.flatMap((p) => (p.entry ?? []).flatMap((e) => e.resource ?? []));
    expect(toutes.length).toBeGreaterThan(150);
    const references = new Set(toutes.flatMap((r) => [...JSON.stringify(r).matchAll(/"reference":"([^"]+)"/g)].map((m) => m[1] ?? '')));
    const parGenre = Map.groupBy(references, (r) => r.split('/')[0] ?? '');
    for (const ref of [...parGenre.values()].flatMap((l) => l.slice(0, 10))) expect((await demander(ref)).statut, ref).toBe(200);
    const role = toutes.find((r) => r.resourceType === 'PractitionerRole');
    expect((await demander<Resource>(`PractitionerRole/${role?.id}`)).corps.id).toBe(role?.id);
  });
});
