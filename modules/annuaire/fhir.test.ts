import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { fautesR4 } from '#fhir/essais.ts';
import { type FicheFhir, type StructureFhir, versCodeSystem, versHealthcareService, versLocation, versOrganization, versPractitioner, versPractitionerRole, versServiceDeFiche } from './fhir.ts';

const edition = { date: '2026-09-15T00:00:00Z', fictif: false };
const racine = 'https://exemple.fr/fhir/r4';
const structure: StructureFhir = { nature: 'lieu', id: 1, identifiant: 'R10100000012345', siret: '34173748400020', finess: '950047225', finess_juridique: '950047217', raison_sociale: 'Cabinet', enseigne: 'Les Tilleuls', complement: null, voie: '1 Rue', code_postal: '09000', bureau: '09000 FOIX', commune: '09122', commune_libelle: 'Foix', departement: '09', telephone: '0500000000', telecopie: null, courriel: null, secteur: 'SA07', categorie: '603', categorie_libelle: 'Maison de santé', lat: 42.96, lon: 1.6 };
const entite: StructureFhir = { ...structure, nature: 'entite_juridique', id: null, identifiant: null, siret: null, finess: '950047217', finess_juridique: null, raison_sociale: null, enseigne: null, voie: null, code_postal: null, bureau: null, commune: null, commune_libelle: null, departement: null, telephone: null, secteur: null, categorie: null, categorie_libelle: null, lat: null, lon: null };
const fiche: FicheFhir = {
  id: '0198f000-0000-7000-8000-000000000001', cpts: 'CPTS', demo: false, rpps: '10000000001', nom: 'Claude Exemple', profession: '10', savoir_faire: 'SM54', modifiee_le: new Date('2026-11-02T08:00:00Z'), lieux: [{ id: 1, identifiant: 'R10100000012345' }],
  contenu: { horaires: 'Du lundi au vendredi', langues: 'français, anglais', nouveaux_patients: 'sous_conditions', domicile: 'oui', non_programmes: 'non', competences: ['plaies', 'palliatifs'], telephone: '0500000000', messagerie_securisee: 'claude@exemple.mssante.fr', precisions: 'Sonner' },
};
const personne = { id: 1, identifiant: '810000000001', nom: 'EXEMPLE', prenom: 'Claude', civilite: 'Docteur', exercices: [{ profession: '10', categorie: 'C', savoir_faire: 'SM54' }] };
const activite = { id: 1, identifiant: '810000000001', structure: 1, structure_identifiant: 'R10100000012345', profil: 2, profession: '10', savoir_faire: 'SM54', mode: 'L', role: 'FON-01', genre: 'GENR01', secteur: 'SA07', services: [fiche.id] };
const etablissement = { finess: '950047225', finess_juridique: null, raison_sociale: 'CPTS', raison_longue: null, categorie: '604', categorie_libelle: 'CPTS', telephone: null, commune_libelle: 'Foix', code_postal: '09000', structure: null, structure_identifiant: null };
const ressources = [
  versPractitioner(personne, edition), versPractitionerRole(activite, edition), versOrganization(structure, edition), versOrganization(entite, edition), versOrganization({ ...structure, nature: 'etablissement', id: null, identifiant: null }, edition),
  versLocation(structure, edition), versHealthcareService(etablissement, edition), versHealthcareService({ ...etablissement, structure: 4, telephone: '0500000000' }, undefined), versServiceDeFiche(fiche, racine), versCodeSystem(racine),
];
const nues = [
  versPractitioner({ ...personne, nom: null, prenom: null, civilite: null, exercices: [] }, undefined),
  versPractitionerRole({ ...activite, structure: null, structure_identifiant: null, profession: null, savoir_faire: null, mode: null, role: null, genre: null, secteur: null, services: [] }, undefined),
  versOrganization({ ...entite, nature: 'lieu', id: 3, finess: null }, undefined), versLocation({ ...entite, nature: 'lieu', id: 3, finess: null }, undefined),
  versServiceDeFiche({ ...fiche, demo: true, profession: null, savoir_faire: null, lieux: [], contenu: {} }, racine),
];

describe('chaque ressource suit R4 (schéma publié par HL7, cardinalités, invariants)', () => {
  test.each([...ressources, ...nues].map((r) => [`${r.resourceType} ${r.id}`, r] as const))('%s', (_, r) => {
    expect(fautesR4(r)).toEqual([]);
  });

  test.each([
    ['un élément inconnu', { ...ressources[0], surnom: 'x' }],
    ['un code hors de la liste', { ...versLocation(structure, edition), status: 'ouvert' }],
    ['une date mal écrite', { ...ressources[0], meta: { lastUpdated: '15/09/2026' } }],
    ['une organisation sans nom ni identifiant', { resourceType: 'Organization', id: 'x' }],
    ['un résultat sans gravité', { resourceType: 'OperationOutcome', issue: [{ code: 'invalid' }] }],
    ['une liste vide', { ...ressources[0], telecom: [] }],
  ])('%s est vu', (_, r) => {
    expect(fautesR4({ ...r })).not.toEqual([]);
  });
});

test('une édition inventée ne se dit pas de l’annuaire national, et se dit d’essai', () => {
  expect(versPractitioner(personne, { ...edition, fictif: true }).meta).toEqual({ lastUpdated: edition.date, security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST', display: 'test health data' }] });
});

test('un champ que la fiche ne montre pas n’est nulle part dans le service', () => {
  const { telephone: _, competences: __, ...reste } = fiche.contenu;
  const service = versServiceDeFiche({ ...fiche, contenu: reste }, racine);
  expect(JSON.stringify(service)).not.toMatch(/0500000000|plaies/);
  expect(service.characteristic?.map((c) => c.coding?.[0]?.code)).toEqual(['nouveaux_patients', 'domicile']);
});

const valeurs = (x: unknown, cle: string): string[] => (Array.isArray(x) ? x.flatMap((e) => valeurs(e, cle)) : typeof x === 'object' && x !== null ? Object.entries(x).flatMap(([k, v]) => (k === cle && typeof v === 'string' ? [v] : valeurs(v, cle))) : []);

test.each<[Partial<StructureFhir>, string[]]>([
  [{}, ['1950047225', '950047225', '34173748400020', 'R10100000012345']],
  [{ finess: null }, ['334173748400020', '34173748400020', 'R10100000012345']],
  [{ finess: null, siret: null, identifiant: 'X/1' }, ['X/1']],
])('les identifiants d’un lieu %#', (avec, attendus) => {
  expect(versOrganization({ ...structure, ...avec }, undefined).identifier?.map((i) => i.value)).toEqual(attendus);
});

test('un lieu est une entité géographique, de son secteur, partie de son entité juridique', () => {
  const o = versOrganization(structure, edition);
  expect(o.type?.map((t) => t.coding?.[0]?.code)).toEqual(['GEOGRAPHICAL-ENTITY', 'SA07', '603']);
  expect(o.partOf).toMatchObject({ reference: 'Organization/ej.950047217', identifier: { value: '950047217', type: { coding: [{ code: 'FINEJ' }] } } });
  expect(versOrganization(entite, edition)).toMatchObject({ id: 'ej.950047217', type: [{ coding: [{ code: 'LEGAL-ENTITY' }] }] });
});

const exemples = `${process.env.MAILLAGE_DONNEES}/fhir_ans_exemples/exemples_fsh.jsonl.gz`;
/** What the examples do not show: the number of the company register, our own code system, two systems of HL7. */
const SANS_EXEMPLE = { systemes: new Set(['https://sirene.fr', 'phone', 'http://terminology.hl7.org/CodeSystem/service-referral-method', 'https://exemple.fr/fhir/r4/CodeSystem/fiche', 'https://mos.esante.gouv.fr/NOS/TRE_R38-SpecialiteOrdinale/FHIR/TRE-R38-SpecialiteOrdinale']), types: new Set(['SIRET']) };

/**
 * What every example of the public data of the guide gives and ours does not, with the reason. Their paths: `identifier.type.coding.code`.
 * The secure mailbox of a person, the number of their situation and the dates are not in this open extract.
 */
const PAS_DANS_L_EXTRACTION: Readonly<Record<string, readonly RegExp[]>> = {
  Practitioner: [/^telecom/],
  PractitionerRole: [/^identifier/],
  Organization: [/^extension/, /^type\.extension/],
};
/** Version of a resource we do not keep; profiles are not claimed while the profiles themselves are not validated (docs/sources/annuaire.md). */
const NON_DECLARES = /^meta\.(versionId|profile)/;

/** Paths written in a FSH instance: slices and indexes dropped, indentation followed. */
function cheminsFsh(fsh: string): Set<string> {
  const pile: string[] = [];
  const trouves = new Set<string>();
  for (const ligne of fsh.split('\n')) {
    const lu = /^(\s*)\* ([^\s=]+)(\s*=\s*(.*))?$/.exec(ligne);
    if (!lu) continue;
    const [, marge = '', chemin = '', , valeur] = lu;
    pile.length = marge.length / 2;
    const propre = chemin.replace(/\[[^\]]*\]/g, '');
    const entier = [...pile.filter(Boolean), propre].join('.');
    pile.push(propre);
    if (valeur !== undefined) trouves.add(entier);
  }
  return trouves;
}

function cheminsDe(x: unknown, avant = ''): string[] {
  if (Array.isArray(x)) return x.flatMap((e) => cheminsDe(e, avant));
  if (typeof x !== 'object' || x === null) return [avant];
  return [...(avant === '' ? [] : [avant]), ...Object.entries(x).flatMap(([k, v]) => cheminsDe(v, avant === '' ? k : `${avant}.${k}`))];
}

describe.runIf(process.env.MAILLAGE_DONNEES && existsSync(exemples))('au regard des exemples des guides français (MAILLAGE_DONNEES)', () => {
  const texte = (): string => gunzipSync(readFileSync(exemples)).toString('utf8');

  test('chaque système de codes ou d’identifiants, et chaque extension, est de ceux des exemples', () => {
    const corpus = texte();
    const systemes = [...new Set([...valeurs(ressources, 'system'), ...valeurs(ressources.slice(0, -1), 'url')])].filter((s) => !SANS_EXEMPLE.systemes.has(s));
    expect(systemes.length).toBeGreaterThan(15);
    // Not followed by more of a longer address: `…4.2.1` is not `…4.2.12`.
    expect(systemes.filter((s) => !new RegExp(`${s.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w.-]*\\w)`).test(corpus))).toEqual([]);
  });

  test('chaque genre d’identifiant est de ceux des exemples', () => {
    const corpus = texte();
    const genres = ressources.flatMap((r) => ('identifier' in r && Array.isArray(r.identifier) ? r.identifier : [])).flatMap((i) => i.type?.coding?.[0]?.code ?? []);
    expect(new Set(genres)).toEqual(new Set(['IDNPS', 'RPPS', 'IDNST', 'FINEG', 'FINEJ', 'SIRET', 'RPPSRG']));
    expect(genres.filter((g) => !SANS_EXEMPLE.types.has(g) && !corpus.includes(`#${g}`))).toEqual([]);
  });

  test.each([['Practitioner', /DP-Practitioner\.fsh$/, [0]], ['PractitionerRole', /DP-PractitionerRole/, [1]], ['Organization', /DP-Organization/, [2, 3]]] as const)('%s donne ce que donnent tous les exemples de données publiques', (type, fichier, lesquelles) => {
    const lus = texte().trim().split('\n').map((l): { fichier: string; fsh: string } => JSON.parse(l)).filter((e) => e.fichier.startsWith('DP/') && fichier.test(e.fichier));
    expect(lus.length).toBeGreaterThanOrEqual(2);
    const [premier, ...autres] = lus.map((e) => cheminsFsh(e.fsh));
    const communs = [...(premier ?? [])].filter((c) => autres.every((a) => a.has(c)));
    expect(communs.length).toBeGreaterThanOrEqual(8);
    for (const k of lesquelles) {
      const notres = new Set(cheminsDe(ressources[k]));
      const manquants = communs.filter((c) => !notres.has(c) && !NON_DECLARES.test(c) && !PAS_DANS_L_EXTRACTION[type]?.some((r) => r.test(c)));
      expect(manquants, lus.map((e) => e.fichier).join(', ')).toEqual([]);
    }
  });
});
