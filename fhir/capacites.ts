import type { CapabilityStatement, CapabilityStatementRestResource } from '@medplum/fhirtypes';

type Type = 'string' | 'token' | 'reference' | 'date' | 'special';
/** Search parameters by resource: the table that the façade reads and the statement tells. @source ansforge/annuaire-sante-fhir-documentation */
export const PARAMETRES = {
  Practitioner: { _id: 'token', identifier: 'token', family: 'string', given: 'string', name: 'string', active: 'token', 'qualification-code': 'token', _lastUpdated: 'date' },
  PractitionerRole: { _id: 'token', practitioner: 'reference', 'practitioner.identifier': 'token', organization: 'reference', location: 'reference', specialty: 'token', role: 'token', active: 'token', _lastUpdated: 'date' },
  Organization: { _id: 'token', identifier: 'token', name: 'string', type: 'token', partof: 'reference', 'partof.identifier': 'token', 'address-postalcode': 'string', 'address-city': 'string', active: 'token', _lastUpdated: 'date' },
  Location: { _id: 'token', name: 'string', organization: 'reference', status: 'token', 'address-postalcode': 'string', 'address-city': 'string', near: 'special', _lastUpdated: 'date' },
  HealthcareService: { _id: 'token', identifier: 'token', name: 'string', 'service-type': 'token', specialty: 'token', characteristic: 'token', organization: 'reference', location: 'reference', active: 'token', _lastUpdated: 'date' },
} as const satisfies Record<string, Record<string, Type>>;
export type Ressource = keyof typeof PARAMETRES;
export const RESSOURCES: readonly Ressource[] = ['Practitioner', 'PractitionerRole', 'Organization', 'Location', 'HealthcareService'];

/** What `_sort` orders by. */
export const TRIS: Readonly<Record<Ressource, readonly string[]>> = {
  Practitioner: ['family', 'name', '_lastUpdated'], PractitionerRole: ['_lastUpdated'], Organization: ['name', '_lastUpdated'], Location: ['name', '_lastUpdated'], HealthcareService: ['name', '_lastUpdated'],
};

/** References that `_include` follows, and what they lead to. */
export const INCLUSIONS: Readonly<Record<string, { readonly element: string; readonly vers: Ressource }>> = {
  'PractitionerRole:practitioner': { element: 'practitioner', vers: 'Practitioner' },
  'PractitionerRole:organization': { element: 'organization', vers: 'Organization' },
  'PractitionerRole:location': { element: 'location', vers: 'Location' },
  'PractitionerRole:service': { element: 'healthcareService', vers: 'HealthcareService' },
  'Organization:partof': { element: 'partOf', vers: 'Organization' },
  'Location:organization': { element: 'managingOrganization', vers: 'Organization' },
  'HealthcareService:organization': { element: 'providedBy', vers: 'Organization' },
  'HealthcareService:location': { element: 'location', vers: 'Location' },
};

/** References that `_revinclude` follows backwards to this type: those that have a search parameter of the same name. @source FHIR R4, search, « Including other resources » */
export const inversesDe = (type: Ressource): readonly string[] =>
  Object.entries(INCLUSIONS).flatMap(([cle, { vers }]) => { const source = RESSOURCES.find((r) => cle.startsWith(`${r}:`)); return vers === type && source && cle.slice(source.length + 1) in PARAMETRES[source] ? [cle] : []; });

/** What does not go without saying of a parameter. */
const NOTES: Readonly<Record<string, string>> = {
  name: 'Début d’un mot du nom, sans accent ni casse. Pour une structure, avec address-postalcode ou address-city.',
  'address-city': 'Commune par son nom d’aujourd’hui.',
  partof: 'Entité juridique FINESS, comme Organization/ej.010780054.',
  'partof.identifier': 'Numéro FINESS de l’entité juridique. partof:identifier est compris aussi.',
  type: 'LEGAL-ENTITY ou GEOGRAPHICAL-ENTITY, un secteur d’activité (TRE_R02) ou une catégorie FINESS (TRE_R66).',
  near: 'Latitude|longitude|distance|unité (km par défaut, ou m) : les lieux dont la position est connue, ceux de FINESS. Sans distance : 20 km.',
  characteristic: 'Ce qu’un professionnel dit de son exercice à tout le monde : CodeSystem/fiche.',
};

export function capacites(url: string, date: string): CapabilityStatement {
  const resource = RESSOURCES.map((type): CapabilityStatementRestResource => ({
    type,
    interaction: [{ code: 'read' }, { code: 'search-type' }],
    versioning: 'no-version', readHistory: false,
    searchInclude: Object.keys(INCLUSIONS).filter((i) => i.startsWith(`${type}:`)),
    searchRevInclude: [...inversesDe(type)],
    searchParam: Object.entries(PARAMETRES[type]).map(([name, t]) => ({ name, type: t, ...(NOTES[name] ? { documentation: NOTES[name] } : {}) })),
  })).map(({ searchInclude = [], searchRevInclude = [], ...r }) => ({ ...r, ...(searchInclude.length > 0 && { searchInclude }), ...(searchRevInclude.length > 0 && { searchRevInclude }) }));
  return {
    resourceType: 'CapabilityStatement', url: `${url}/metadata`, name: 'AnnuaireMaillage', status: 'active', kind: 'instance', date, fhirVersion: '4.0.1', format: ['json', 'application/fhir+json'],
    software: { name: 'Maillage' }, implementation: { description: 'Annuaire des professionnels de santé : données en libre accès, et ce que des professionnels ont choisi de dire à tout le monde ; en lecture.', url },
    rest: [{ mode: 'server', documentation: 'Données ouvertes de l’Annuaire Santé et de FINESS (Licence Ouverte 2.0), et fiches rendues publiques par leur professionnel (HealthcareService). Aucune donnée d’une personne soignée. Pages de 50 au plus (_count), total à la demande (_total=accurate, _summary=count), _include, _revinclude, _elements, _sort (Practitioner : family, name ; les autres : name ; toutes : _lastUpdated), Prefer: handling=lenient.', resource: [...resource, { type: 'CodeSystem', interaction: [{ code: 'read' }], documentation: 'CodeSystem/fiche : les mots des fiches.' }] }],
  };
}
