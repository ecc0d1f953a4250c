import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type StructureFhir, versHealthcareService, versLocation, versOrganization, versPractitioner, versPractitionerRole } from './fhir.ts';

const structure: StructureFhir = { id: 1, identifiant: 'R10100000012345', siret: '34173748400020', finess: '950047225', finess_juridique: null, raison_sociale: 'Cabinet', enseigne: 'Les Tilleuls', complement: null, voie: '1 Rue', code_postal: '09000', bureau: '09000 FOIX', commune: '09122', commune_libelle: 'Foix', departement: '09', telephone: '0500000000', telecopie: null, courriel: null };
const ressources = [
  versPractitioner({ id: 1, identifiant: '810000000001', nom: 'EXEMPLE', prenom: 'Claude', civilite: 'Docteur', exercices: [{ profession: '10', categorie: 'C', savoir_faire: 'SM54' }] }, '2026-09-15T00:00:00Z'),
  versPractitionerRole({ id: 1, identifiant: '810000000001', structure: 1, structure_identifiant: 'R10100000012345', profil: 2, profession: '10', savoir_faire: 'SM54', mode: 'L', role: 'FON-01', genre: 'GENR01', secteur: 'SA07' }, '2026-09-15T00:00:00Z'),
  versOrganization(structure, '2026-09-15T00:00:00Z'),
  versLocation(structure, '2026-09-15T00:00:00Z'),
  versHealthcareService({ finess: '950047225', finess_juridique: null, raison_sociale: 'CPTS', raison_longue: null, categorie: '604', categorie_libelle: 'CPTS', telephone: null, commune_libelle: 'Foix', code_postal: '09000' }, undefined),
];

const valeurs = (x: unknown, cle: string): string[] => (Array.isArray(x) ? x.flatMap((e) => valeurs(e, cle)) : typeof x === 'object' && x !== null ? Object.entries(x).flatMap(([k, v]) => (k === cle && typeof v === 'string' ? [v] : valeurs(v, cle))) : []);

test.each<[Partial<StructureFhir>, string[]]>([
  [{}, ['1950047225', '950047225', '34173748400020', 'R10100000012345']],
  [{ finess: null }, ['334173748400020', '34173748400020', 'R10100000012345']],
  [{ finess: null, siret: null, identifiant: 'X/1' }, ['X/1']],
])('les identifiants d’un lieu %#', (avec, attendus) => {
  expect(versOrganization({ ...structure, ...avec }, undefined).identifier?.map((i) => i.value)).toEqual(attendus);
});

const exemples = `${process.env.MAILLAGE_DONNEES}/fhir_ans_exemples/exemples_fsh.jsonl.gz`;
/** What the examples do not show: the number of the company register has no example. */
const SANS_EXEMPLE = { systemes: new Set(['https://sirene.fr', 'phone']), types: new Set(['SIRET']) };

describe.runIf(process.env.MAILLAGE_DONNEES && existsSync(exemples))('au regard des exemples des guides français (MAILLAGE_DONNEES)', () => {
  const texte = (): string => gunzipSync(readFileSync(exemples)).toString('utf8');

  test('chaque système de codes ou d’identifiants, et chaque extension, est de ceux des exemples', () => {
    const corpus = texte();
    const systemes = [...new Set([...valeurs(ressources, 'system'), ...valeurs(ressources, 'url')])].filter((s) => !SANS_EXEMPLE.systemes.has(s));
    expect(systemes.length).toBeGreaterThan(12);
    // Not followed by more of a longer address: `…4.2.1` is not `…4.2.12`.
    expect(systemes.filter((s) => !new RegExp(`${s.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w.-]*\\w)`).test(corpus))).toEqual([]);
  });

  test('chaque genre d’identifiant est de ceux des exemples', () => {
    const corpus = texte();
    const genres = ressources.flatMap((r) => ('identifier' in r ? (r.identifier ?? []) : [])).flatMap((i) => i.type?.coding?.[0]?.code ?? []);
    expect(new Set(genres)).toEqual(new Set(['IDNPS', 'RPPS', 'IDNST', 'FINEG', 'SIRET', 'RPPSRG']));
    expect(genres.filter((g) => !SANS_EXEMPLE.types.has(g) && !corpus.includes(`#${g}`))).toEqual([]);
  });
});
