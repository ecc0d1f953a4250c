import type { Address, CodeableConcept, CodeSystem, HealthcareService, Identifier, Location, Meta, Organization, Practitioner, PractitionerRole } from '@medplum/fhirtypes';
import { libelleAccueil, libelleChamp, libelleCompetence } from './labels.ts';
import { Competence, type FichePublique } from './model.ts';

/** Rows of the open data as the façade reads them: codes, no label. */
export type PersonneFhir = { readonly id: number; readonly identifiant: string; readonly nom: string | null; readonly prenom: string | null; readonly civilite: string | null; readonly exercices: readonly { readonly profession: string | null; readonly categorie: string | null; readonly savoir_faire: string | null }[] };
export type ActiviteFhir = { readonly id: number; readonly identifiant: string; readonly structure: number | null; readonly structure_identifiant: string | null; readonly profil: number; readonly profession: string | null; readonly savoir_faire: string | null; readonly mode: string | null; readonly role: string | null; readonly genre: string | null; readonly secteur: string | null; readonly services: readonly string[] };
/** A place of the national extract, an establishment that only FINESS knows, or a legal entity, of which the number alone is known. */
export type StructureFhir = { readonly nature: 'lieu' | 'etablissement' | 'entite_juridique'; readonly id: number | null; readonly identifiant: string | null; readonly siret: string | null; readonly finess: string | null; readonly finess_juridique: string | null; readonly raison_sociale: string | null; readonly enseigne: string | null; readonly complement: string | null; readonly voie: string | null; readonly code_postal: string | null; readonly bureau: string | null; readonly commune: string | null; readonly commune_libelle: string | null; readonly departement: string | null; readonly telephone: string | null; readonly telecopie: string | null; readonly courriel: string | null; readonly secteur: string | null; readonly categorie: string | null; readonly categorie_libelle: string | null; readonly lat: number | null; readonly lon: number | null };
export type EtablissementFhir = { readonly finess: string; readonly finess_juridique: string | null; readonly raison_sociale: string; readonly raison_longue: string | null; readonly categorie: string | null; readonly categorie_libelle: string | null; readonly telephone: string | null; readonly commune_libelle: string | null; readonly code_postal: string | null; readonly structure: number | null; readonly structure_identifiant: string | null };
/** What a professional tells everyone of their practice. */
export type FicheFhir = { readonly id: string; readonly cpts: string; readonly demo: boolean; readonly rpps: string; readonly nom: string; readonly profession: string | null; readonly savoir_faire: string | null; readonly contenu: FichePublique['contenu']; readonly modifiee_le: Date; readonly lieux: readonly { readonly id: number; readonly identifiant: string | null }[] };
/** The edition that is served: its instant, and whether its persons are invented. */
export type EditionFhir = { readonly date: string; readonly fictif: boolean };

/** Code systems of the French nomenclatures. @source nomenclatures of the ANS, and the examples of IG-fhir-annuaire */
const NOS = 'https://mos.esante.gouv.fr/NOS';
export const SYSTEMES = {
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
  entites: 'https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-v2-3307',
  messagerie: `${NOS}/TRE_R256-TypeMessagerie/FHIR/TRE-R256-TypeMessagerie`,
} as const;
export const SYSTEME_PS = 'urn:oid:1.2.250.1.71.4.2.1';
export const SYSTEME_STRUCTURE = 'urn:oid:1.2.250.1.71.4.2.2';
export const SYSTEME_RPPS = 'https://rpps.esante.gouv.fr';
export const SYSTEME_FINESS = 'https://finess.esante.gouv.fr';
export const SYSTEME_SIRET = 'https://sirene.fr';
/** The number that the register gives to a place: `R` or `F`, then digits. @source examples of IG-fhir-annuaire, identifier rppsRang */
export const SYSTEME_RPPS_RANG = 'https://rppsrang.esante.gouv.fr';
const EXTENSION_MESSAGERIE = 'https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-contact-point-email-type';
const EXTENSION_INSEE = 'https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-address-insee-code';
const SOURCE = 'https://annuaire.esante.gouv.fr';

const concept = (system: string, code: string | null, display?: string | null): CodeableConcept[] => (code === null ? [] : [{ coding: [{ system, code, ...(display ? { display } : {}) }] }]);
const identifiant = (system: string, value: string, type: string): Identifier => ({ use: 'official', type: { coding: [{ system: SYSTEMES.types, code: type }] }, system, value });
/** What is invented for a demo says so, and does not claim to come from the national directory. @source HL7, v3-ActReason, HTEST: test health data */
const ESSAI = { system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST', display: 'test health data' };
const meta = (e: EditionFhir | undefined): Meta => ({ ...(e?.fictif ? { security: [ESSAI] } : { source: SOURCE }), ...(e ? { lastUpdated: e.date } : {}) });

/** FHIR allows letters, digits, `-` and `.`, 64 at most; the register also writes `/`. @source FHIR R4, datatypes, id */
export const enIdFhir = (s: string): string => s.replace(/[^A-Za-z0-9\-.]/g, '-').slice(0, 64);
const idLieu = (s: { readonly id: number | null; readonly identifiant: string | null }): string => (s.identifiant && /^[A-Za-z0-9\-.]{1,60}$/.test(s.identifiant) ? s.identifiant : `s.${s.id}`);
const idEntite = (finess: string): string => `ej.${finess}`;
const idStructure = (s: Pick<StructureFhir, 'nature' | 'id' | 'identifiant' | 'finess'>): string => (s.nature === 'lieu' ? idLieu(s) : s.nature === 'etablissement' ? `f.${s.finess}` : idEntite(s.finess ?? ''));

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
export const versPractitioner = (p: PersonneFhir, edition: EditionFhir | undefined): Practitioner => ({
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
export function versPractitionerRole(a: ActiviteFhir, edition: EditionFhir | undefined): PractitionerRole {
  const code = [...concept(SYSTEMES.genre, a.genre), ...concept(SYSTEMES.mode, a.mode), ...concept(SYSTEMES.fonction, a.role), ...concept(SYSTEMES.secteur, a.secteur), ...concept(SYSTEMES.profession, a.profession)];
  const structure = a.structure === null ? undefined : idLieu({ id: a.structure, identifiant: a.structure_identifiant });
  return {
    resourceType: 'PractitionerRole', id: idActivite(a), meta: meta(edition), language: 'fr', active: true,
    practitioner: { reference: `Practitioner/${enIdFhir(a.identifiant)}` },
    ...(structure ? { organization: { reference: `Organization/${structure}` }, location: [{ reference: `Location/${structure}` }] } : {}),
    ...(code.length > 0 ? { code } : {}),
    ...(a.savoir_faire ? { specialty: concept(SYSTEMES.savoirFaire, a.savoir_faire) } : {}),
    ...(a.services.length > 0 ? { healthcareService: a.services.map((id) => ({ reference: `HealthcareService/${id}` })) } : {}),
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

/** Who the place is: geographic or legal entity, its sector, its category in FINESS. */
const genres = (s: StructureFhir): CodeableConcept[] => [
  ...concept(SYSTEMES.entites, s.nature === 'entite_juridique' ? 'LEGAL-ENTITY' : 'GEOGRAPHICAL-ENTITY'),
  ...concept(SYSTEMES.secteur, s.secteur), ...concept(SYSTEMES.etablissement, s.categorie, s.categorie_libelle),
];

const numeros = (s: StructureFhir): Identifier[] => [
  ...(s.finess ? [identifiant(SYSTEME_STRUCTURE, `1${s.finess}`, 'IDNST'), identifiant(SYSTEME_FINESS, s.finess, s.nature === 'entite_juridique' ? 'FINEJ' : 'FINEG')] : []),
  ...(s.siret && !s.finess ? [identifiant(SYSTEME_STRUCTURE, `3${s.siret}`, 'IDNST')] : []),
  ...(s.siret ? [identifiant(SYSTEME_SIRET, s.siret, 'SIRET')] : []),
  ...(s.identifiant ? [/^[RF]\d{9,}$/.test(s.identifiant) ? identifiant(SYSTEME_RPPS_RANG, s.identifiant, 'RPPSRG') : { system: SOURCE, value: s.identifiant }] : []),
];

const nomDe = (s: StructureFhir): string => s.raison_sociale ?? s.enseigne ?? (s.nature === 'entite_juridique' ? `Entité juridique ${s.finess}` : 'Sans nom');
const partDe = (s: StructureFhir) => (s.finess_juridique && s.finess_juridique !== s.finess ? { partOf: { reference: `Organization/${idEntite(s.finess_juridique)}`, identifier: identifiant(SYSTEME_FINESS, s.finess_juridique, 'FINEJ') } } : {});

/** A place of practice as an organization. Its national number is `1` + FINESS, else `3` + SIRET. @source examples of IG-fhir-annuaire and IG-fhir-service-acces-aux-soins */
export function versOrganization(s: StructureFhir, edition: EditionFhir | undefined): Organization {
  const ecrit = adresse(s);
  return {
    resourceType: 'Organization', id: idStructure(s), meta: meta(edition), language: 'fr', active: true, ...(numeros(s).length > 0 ? { identifier: numeros(s) } : {}), type: genres(s),
    name: nomDe(s), ...(s.enseigne && s.raison_sociale ? { alias: [s.enseigne] } : {}),
    ...(telecom(s).length > 0 ? { telecom: telecom(s) } : {}), ...(Object.keys(ecrit).length > 0 ? { address: [ecrit] } : {}), ...partDe(s),
  };
}

export function versLocation(s: StructureFhir, edition: EditionFhir | undefined): Location {
  const ecrit = adresse(s);
  return {
    resourceType: 'Location', id: idStructure(s), meta: meta(edition), language: 'fr', status: 'active', mode: 'instance', name: s.enseigne ?? s.raison_sociale ?? 'Lieu d’exercice',
    ...(telecom(s).length > 0 ? { telecom: telecom(s) } : {}), ...(Object.keys(ecrit).length > 0 ? { address: ecrit } : {}),
    ...(s.lat !== null && s.lon !== null ? { position: { longitude: s.lon, latitude: s.lat } } : {}), managingOrganization: { reference: `Organization/${idStructure(s)}` },
  };
}

/** A FINESS establishment as a service: its category says what is offered (604 is a CPTS). */
export function versHealthcareService(e: EtablissementFhir, edition: EditionFhir | undefined): HealthcareService {
  const lieu = e.structure === null ? `f.${e.finess}` : idLieu({ id: e.structure, identifiant: e.structure_identifiant });
  return {
    resourceType: 'HealthcareService', id: enIdFhir(e.finess), meta: meta(edition), language: 'fr', active: true,
    identifier: [identifiant(SYSTEME_FINESS, e.finess, 'FINEG')],
    providedBy: { reference: `Organization/${lieu}`, identifier: identifiant(SYSTEME_STRUCTURE, `1${e.finess}`, 'IDNST'), display: e.raison_sociale },
    name: e.raison_longue ?? e.raison_sociale, location: [{ reference: `Location/${lieu}` }],
    ...(e.categorie ? { type: concept(SYSTEMES.etablissement, e.categorie, e.categorie_libelle) } : {}),
    ...(e.telephone ? { telecom: [{ system: 'phone', value: e.telephone }] } : {}),
  };
}

const ACCUEILS = ['nouveaux_patients', 'domicile', 'non_programmes'] as const;
/** Our words for what a professional tells of their practice: no national nomenclature is used for them. The code system is served beside the rest. */
export const systemeDesFiches = (racine: string): string => `${racine}/CodeSystem/fiche`;
const libelleDuMot = (mot: string): string => ({ ...libelleCompetence, nouveaux_patients: libelleChamp.nouveaux_patients, domicile: libelleChamp.domicile, non_programmes: libelleChamp.non_programmes } as Readonly<Record<string, string>>)[mot] ?? mot;

export const versCodeSystem = (racine: string): CodeSystem => ({
  resourceType: 'CodeSystem', id: 'fiche', language: 'fr', url: systemeDesFiches(racine), name: 'FicheDeProfessionnel', title: 'Ce qu’un professionnel dit de son exercice', status: 'active', content: 'complete', caseSensitive: true,
  concept: [...ACCUEILS, ...Competence.options].map((code) => ({ code, display: libelleDuMot(code) })),
});

/** What a professional tells everyone: how to reach them, whom they receive, what they know. Fields kept for themselves or for members are not in `contenu`. */
export function versServiceDeFiche(f: FicheFhir, racine: string): HealthcareService {
  const c = f.contenu;
  const code = (mot: string): CodeableConcept => ({ coding: [{ system: systemeDesFiches(racine), code: mot, display: libelleDuMot(mot) }] });
  const accueils = ACCUEILS.flatMap((a) => (c[a] === 'oui' || c[a] === 'sous_conditions' ? [{ ...code(a), ...(c[a] === 'oui' ? {} : { text: `${libelleDuMot(a)} : ${libelleAccueil.sous_conditions.toLowerCase()}` }) }] : []));
  const characteristic = [...accueils, ...(c.competences ?? []).map(code)];
  const joindre = [
    ...(c.telephone ? [{ system: 'phone' as const, value: c.telephone, use: 'work' as const }] : []),
    ...(c.messagerie_securisee ? [{ extension: [{ url: EXTENSION_MESSAGERIE, valueCoding: { system: SYSTEMES.messagerie, code: 'MSSANTE' } }], system: 'email' as const, value: c.messagerie_securisee, use: 'work' as const }] : []),
  ];
  const langues = (c.langues ?? '').split(/[,;\n]/).map((l) => l.trim()).filter((l) => l !== '');
  const lieux = f.lieux.map(idLieu);
  const specialites = [...concept(SYSTEMES.profession, f.profession), ...concept(SYSTEMES.savoirFaire, f.savoir_faire)];
  return {
    resourceType: 'HealthcareService', id: f.id, meta: { ...(f.demo ? { security: [ESSAI] } : {}), lastUpdated: f.modifiee_le.toISOString() }, language: 'fr', active: true, name: f.nom,
    ...(lieux[0] === undefined ? {} : { providedBy: { reference: `Organization/${lieux[0]}` }, location: lieux.map((l) => ({ reference: `Location/${l}` })) }),
    ...(specialites.length > 0 ? { specialty: specialites } : {}),
    ...(characteristic.length > 0 ? { characteristic } : {}),
    ...(c.nouveaux_patients ? { eligibility: [{ code: code('nouveaux_patients'), comment: libelleAccueil[c.nouveaux_patients] }] } : {}),
    ...(langues.length > 0 ? { communication: langues.map((text) => ({ text })) } : {}),
    ...(c.horaires ? { extraDetails: c.horaires } : {}), ...(c.precisions ? { comment: c.precisions } : {}),
    ...(joindre.length > 0 ? { telecom: joindre, referralMethod: joindre.map((j) => ({ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/service-referral-method', code: j.system === 'phone' ? 'phone' : 'semail' }] })) } : {}),
  };
}
