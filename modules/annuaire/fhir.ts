import type { Address, CodeableConcept, HealthcareService, Identifier, Location, Organization, Practitioner, PractitionerRole } from '@medplum/fhirtypes';

/** Rows of the open data as the façade reads them: codes, no label. */
export type PersonneFhir = { readonly id: number; readonly identifiant: string; readonly nom: string | null; readonly prenom: string | null; readonly civilite: string | null; readonly exercices: readonly { readonly profession: string | null; readonly categorie: string | null; readonly savoir_faire: string | null }[] };
export type ActiviteFhir = { readonly id: number; readonly identifiant: string; readonly structure: number | null; readonly structure_identifiant: string | null; readonly profil: number; readonly profession: string | null; readonly savoir_faire: string | null; readonly mode: string | null; readonly role: string | null; readonly genre: string | null; readonly secteur: string | null };
export type StructureFhir = { readonly id: number; readonly identifiant: string | null; readonly siret: string | null; readonly finess: string | null; readonly finess_juridique: string | null; readonly raison_sociale: string | null; readonly enseigne: string | null; readonly complement: string | null; readonly voie: string | null; readonly code_postal: string | null; readonly bureau: string | null; readonly commune: string | null; readonly commune_libelle: string | null; readonly departement: string | null; readonly telephone: string | null; readonly telecopie: string | null; readonly courriel: string | null };
export type EtablissementFhir = { readonly finess: string; readonly finess_juridique: string | null; readonly raison_sociale: string; readonly raison_longue: string | null; readonly categorie: string | null; readonly categorie_libelle: string | null; readonly telephone: string | null; readonly commune_libelle: string | null; readonly code_postal: string | null };

/** Code systems of the French nomenclatures. @source nomenclatures of the ANS, and the examples of IG-fhir-annuaire */
const NOS = 'https://mos.esante.gouv.fr/NOS';
const SYSTEMES = {
  profession: `${NOS}/TRE_G15-ProfessionSante/FHIR/TRE-G15-ProfessionSante`,
  categorie: `${NOS}/TRE_R09-CategorieProfessionnelle/FHIR/TRE-R09-CategorieProfessionnelle`,
  savoirFaire: `${NOS}/TRE_R38-SpecialiteOrdinale/FHIR/TRE-R38-SpecialiteOrdinale`,
  mode: `${NOS}/TRE_R23-ModeExercice/FHIR/TRE-R23-ModeExercice`,
  genre: `${NOS}/TRE_R22-GenreActivite/FHIR/TRE-R22-GenreActivite`,
  fonction: `${NOS}/TRE_R21-Fonction/FHIR/TRE-R21-Fonction`,
  secteur: `${NOS}/TRE_R02-SecteurActivite/FHIR/TRE-R02-SecteurActivite`,
  etablissement: `${NOS}/TRE_R66-CategorieEtablissement/FHIR/TRE-R66-CategorieEtablissement`,
  commune: `${NOS}/TRE_R13-Commune/FHIR/TRE-R13-Commune`,
  types: 'https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-v2-0203',
} as const;
export const SYSTEME_PS = 'urn:oid:1.2.250.1.71.4.2.1';
export const SYSTEME_STRUCTURE = 'urn:oid:1.2.250.1.71.4.2.2';
export const SYSTEME_RPPS = 'https://rpps.esante.gouv.fr';
export const SYSTEME_FINESS = 'https://finess.esante.gouv.fr';
const SYSTEME_SIRET = 'https://sirene.fr';
/** The number that the register gives to a place: `R` or `F`, then digits. @source examples of IG-fhir-annuaire, identifier rppsRang */
const SYSTEME_RPPS_RANG = 'https://rppsrang.esante.gouv.fr';
const EXTENSION_INSEE = 'https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-address-insee-code';
const SOURCE = 'https://annuaire.esante.gouv.fr';

const concept = (system: string, code: string | null, display?: string | null): CodeableConcept[] => (code === null ? [] : [{ coding: [{ system, code, ...(display ? { display } : {}) }] }]);
const identifiant = (system: string, value: string, type: string): Identifier => ({ use: 'official', type: { coding: [{ system: SYSTEMES.types, code: type }] }, system, value });
const meta = (edition: string | undefined) => ({ source: SOURCE, ...(edition ? { lastUpdated: edition } : {}) });

/** FHIR allows letters, digits, `-` and `.`, 64 at most; the register also writes `/`. @source FHIR R4, datatypes, id */
export const enIdFhir = (s: string): string => s.replace(/[^A-Za-z0-9\-.]/g, '-').slice(0, 64);
export const idStructure = (s: { readonly id: number; readonly identifiant: string | null }): string => (s.identifiant && /^[A-Za-z0-9\-.]{1,60}$/.test(s.identifiant) ? s.identifiant : `s.${s.id}`);

function qualifications(p: PersonneFhir): NonNullable<Practitioner['qualification']> {
  const vus = new Set<string>();
  return p.exercices.flatMap((e) => {
    const cle = `${e.profession}|${e.categorie}|${e.savoir_faire}`;
    if (vus.has(cle) || (e.profession ?? e.savoir_faire) === null) return [];
    vus.add(cle);
    const codings = [
      ...(e.profession ? [{ system: SYSTEMES.profession, code: e.profession }] : []),
      ...(e.categorie ? [{ system: SYSTEMES.categorie, code: e.categorie }] : []),
    ];
    return [...(codings.length > 0 && !vus.has(`${e.profession}|${e.categorie}`) ? (vus.add(`${e.profession}|${e.categorie}`), [{ code: { coding: codings } }]) : []), ...concept(SYSTEMES.savoirFaire, e.savoir_faire).map((code) => ({ code }))];
  });
}

/** A professional of the open data: identity and trades; never an address of their own. */
export const versPractitioner = (p: PersonneFhir, edition: string | undefined): Practitioner => ({
  resourceType: 'Practitioner',
  id: enIdFhir(p.identifiant),
  meta: meta(edition),
  language: 'fr',
  active: true,
  identifier: [identifiant(SYSTEME_PS, p.identifiant, 'IDNPS'), ...(/^8\d{11}$/.test(p.identifiant) ? [identifiant(SYSTEME_RPPS, p.identifiant.slice(1), 'RPPS')] : [])],
  name: [{ use: 'usual', ...(p.nom ? { family: p.nom } : {}), ...(p.prenom ? { given: [p.prenom] } : {}), ...(p.civilite ? { prefix: [p.civilite] } : {}) }],
  ...(qualifications(p).length > 0 ? { qualification: qualifications(p) } : {}),
});

export const idActivite = (a: Pick<ActiviteFhir, 'identifiant' | 'structure' | 'profil'>): string => enIdFhir(`${a.identifiant}-${a.structure ?? 'x'}-${a.profil}`);

/** What a professional does at a place. Its id lasts as long as the edition: the open extract numbers no activity. */
export function versPractitionerRole(a: ActiviteFhir, edition: string | undefined): PractitionerRole {
  const code = [...concept(SYSTEMES.genre, a.genre), ...concept(SYSTEMES.mode, a.mode), ...concept(SYSTEMES.fonction, a.role), ...concept(SYSTEMES.secteur, a.secteur), ...concept(SYSTEMES.profession, a.profession)];
  const structure = a.structure === null ? undefined : idStructure({ id: a.structure, identifiant: a.structure_identifiant });
  return {
    resourceType: 'PractitionerRole', id: idActivite(a), meta: meta(edition), language: 'fr', active: true,
    practitioner: { reference: `Practitioner/${enIdFhir(a.identifiant)}` },
    ...(structure ? { organization: { reference: `Organization/${structure}` }, location: [{ reference: `Location/${structure}` }] } : {}),
    ...(code.length > 0 ? { code } : {}),
    ...(a.savoir_faire ? { specialty: concept(SYSTEMES.savoirFaire, a.savoir_faire) } : {}),
  };
}

function adresse(s: StructureFhir): Address {
  const line = [s.complement, s.voie].filter((x): x is string => x !== null);
  const city = s.commune_libelle ?? s.bureau?.replace(/^\d{5}\s*/, '');
  return {
    ...(line.length > 0 ? { line } : {}), ...(city ? { city } : {}), ...(s.code_postal ? { postalCode: s.code_postal } : {}), ...(s.departement ? { district: s.departement } : {}),
    ...(s.commune ? { extension: [{ url: EXTENSION_INSEE, valueCoding: { system: SYSTEMES.commune, code: s.commune } }] } : {}),
  };
}

const telecom = (s: Pick<StructureFhir, 'telephone' | 'telecopie' | 'courriel'>): NonNullable<Organization['telecom']> => [
  ...(s.telephone ? [{ system: 'phone' as const, value: s.telephone, rank: 1 }] : []),
  ...(s.telecopie ? [{ system: 'fax' as const, value: s.telecopie }] : []),
  ...(s.courriel ? [{ system: 'email' as const, value: s.courriel }] : []),
];

/** A place of practice as an organization. Its national number is `1` + FINESS, else `3` + SIRET. @source examples of IG-fhir-annuaire and IG-fhir-service-acces-aux-soins */
export function versOrganization(s: StructureFhir, edition: string | undefined): Organization {
  const identifier = [
    ...(s.finess ? [identifiant(SYSTEME_STRUCTURE, `1${s.finess}`, 'IDNST'), identifiant(SYSTEME_FINESS, s.finess, 'FINEG')] : []),
    ...(s.siret && !s.finess ? [identifiant(SYSTEME_STRUCTURE, `3${s.siret}`, 'IDNST')] : []),
    ...(s.siret ? [identifiant(SYSTEME_SIRET, s.siret, 'SIRET')] : []),
    ...(s.identifiant ? [/^[RF]\d{9,}$/.test(s.identifiant) ? identifiant(SYSTEME_RPPS_RANG, s.identifiant, 'RPPSRG') : { system: SOURCE, value: s.identifiant }] : []),
  ];
  const ecrit = adresse(s);
  return {
    resourceType: 'Organization', id: idStructure(s), meta: meta(edition), language: 'fr', active: true, identifier,
    name: s.raison_sociale ?? s.enseigne ?? 'Sans nom', ...(s.enseigne && s.raison_sociale ? { alias: [s.enseigne] } : {}),
    ...(telecom(s).length > 0 ? { telecom: telecom(s) } : {}), ...(Object.keys(ecrit).length > 0 ? { address: [ecrit] } : {}),
  };
}

export function versLocation(s: StructureFhir, edition: string | undefined): Location {
  const ecrit = adresse(s);
  return {
    resourceType: 'Location', id: idStructure(s), meta: meta(edition), language: 'fr', status: 'active', mode: 'instance', name: s.enseigne ?? s.raison_sociale ?? 'Lieu d’exercice',
    ...(Object.keys(ecrit).length > 0 ? { address: ecrit } : {}), managingOrganization: { reference: `Organization/${idStructure(s)}` },
  };
}

/** A FINESS establishment as a service: its category says what is offered (604 is a CPTS). */
export const versHealthcareService = (e: EtablissementFhir, edition: string | undefined): HealthcareService => ({
  resourceType: 'HealthcareService', id: enIdFhir(e.finess), meta: meta(edition), language: 'fr', active: true,
  identifier: [identifiant(SYSTEME_FINESS, e.finess, 'FINEG')],
  providedBy: { identifier: identifiant(SYSTEME_STRUCTURE, `1${e.finess}`, 'IDNST'), display: e.raison_sociale },
  name: e.raison_longue ?? e.raison_sociale,
  ...(e.categorie ? { type: concept(SYSTEMES.etablissement, e.categorie, e.categorie_libelle) } : {}),
  ...(e.telephone ? { telecom: [{ system: 'phone', value: e.telephone }] } : {}),
});
