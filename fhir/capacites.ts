import type { CapabilityStatement, CapabilityStatementRestResource } from '@medplum/fhirtypes';

type Type = 'string' | 'token' | 'reference' | 'date';
/** Search parameters by resource: the table that the façade reads and the statement tells. @source ansforge/annuaire-sante-fhir-documentation */
export const PARAMETRES = {
  Practitioner: { _id: 'token', identifier: 'token', family: 'string', given: 'string', name: 'string', active: 'token', 'qualification-code': 'token', _lastUpdated: 'date' },
  PractitionerRole: { _id: 'token', practitioner: 'reference', 'practitioner.identifier': 'token', organization: 'reference', specialty: 'token', role: 'token', active: 'token', _lastUpdated: 'date' },
  Organization: { _id: 'token', identifier: 'token', name: 'string', 'address-postalcode': 'string', 'address-city': 'string', active: 'token', _lastUpdated: 'date' },
  Location: { _id: 'token', name: 'string', organization: 'reference', 'address-postalcode': 'string', 'address-city': 'string', _lastUpdated: 'date' },
  HealthcareService: { _id: 'token', identifier: 'token', name: 'string', 'service-type': 'token', active: 'token', _lastUpdated: 'date' },
} as const satisfies Record<string, Record<string, Type>>;
export type Ressource = keyof typeof PARAMETRES;
export const RESSOURCES: readonly Ressource[] = ['Practitioner', 'PractitionerRole', 'Organization', 'Location', 'HealthcareService'];

export function capacites(url: string, date: string): CapabilityStatement {
  const resource = RESSOURCES.map((type): CapabilityStatementRestResource => ({
    type,
    interaction: [{ code: 'read' }, { code: 'search-type' }],
    searchParam: Object.entries(PARAMETRES[type]).map(([name, t]) => ({ name, type: t })),
  }));
  return {
    resourceType: 'CapabilityStatement', status: 'active', kind: 'instance', date, fhirVersion: '4.0.1', format: ['application/fhir+json'],
    software: { name: 'Maillage' }, implementation: { description: 'Annuaire des professionnels de santé : données en libre accès seulement, en lecture.', url },
    rest: [{ mode: 'server', documentation: 'Données ouvertes de l’Annuaire Santé et de FINESS (Licence Ouverte 2.0). Aucune donnée propre à une CPTS ni à une personne soignée. Pages de 50.', resource }],
  };
}
