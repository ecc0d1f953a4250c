import type { Generated } from 'kysely';
import type { CptsId, PersonneId } from '#core/tenancy.ts';

/** Open data, the same for every CPTS: written by `maillage_donnees`, read by the application. */
export interface TablesAnnuaire {
  /** The only table of a CPTS here: what a professional says of their practice. */
  fiches: {
    id: Generated<string>;
    cpts_id: CptsId;
    rpps: string;
    personne_id: PersonneId;
    version: number;
    nom_affiche: string;
    profession: string | null;
    contenu: unknown;
    audiences: unknown;
    publiee: boolean;
    modifiee_le: Date;
  };
  fiches_declinees: { id: Generated<string>; cpts_id: CptsId; personne_id: PersonneId; rpps: string; declinee_le: Date };
  'annuaire.imports': {
    id: Generated<string>;
    source: 'annuaire_sante' | 'finess';
    fichier: string;
    edition: string | null;
    departements: string[] | null;
    fictif: Generated<boolean>;
    lignes: number;
    fautives: number;
    personnes: number;
    activites: number;
    structures: number;
    arrivees: number;
    departs: number;
    demenagements: number;
    empreinte: string;
    octets: string | null;
    sha256: string | null;
    raison: Generated<string | null>;
    fait_le: Generated<Date>;
  };
  'annuaire.differences': {
    import_id: string;
    nature: 'arrivee' | 'depart' | 'demenagement';
    identifiant: string;
    nom: string;
    prenom: string | null;
    profession: string | null;
    avant: string[];
    apres: string[];
  };
  'annuaire.professionnels': {
    id: number;
    identifiant: string;
    nom: string | null;
    prenom: string | null;
    civilite: string | null;
    profession: string | null;
    savoir_faire: string | null;
    categorie: string | null;
    cle: string;
    empreinte: number;
    structures: (number | null)[];
    profils: number[];
  };
  'annuaire.presences': { commune: string; personnes: number; professionnels: number[]; profils: number[] };
  'annuaire.equipes': { bloc: number; structures: number[]; professionnels: number[] };
  'annuaire.profils': { id: number; profession: string | null; categorie: string | null; savoir_faire: string | null; mode: string | null; secteur: string | null; role: string | null; genre: string | null; personnes: number; professionnels: number[] };
  'annuaire.structures': {
    id: number;
    identifiant: string | null;
    siret: string | null;
    finess: string | null;
    finess_juridique: string | null;
    raison_sociale: string | null;
    enseigne: string | null;
    complement: string | null;
    voie: string | null;
    distribution: string | null;
    bureau: string | null;
    code_postal: string | null;
    commune_libelle: string | null;
    telephone: string | null;
    telephone2: string | null;
    telecopie: string | null;
    courriel: string | null;
    commune: string | null;
    departement: string | null;
    commune_deduite: boolean;
    secteur: string | null;
  };
  'annuaire.mots': { mot: string; occurrences: number; professionnels: number[] };
  'annuaire.libelles': { famille: string; code: string; libelle: string };
  'annuaire.etablissements': {
    finess: string;
    finess_juridique: string | null;
    raison_sociale: string;
    raison_longue: string | null;
    categorie: string | null;
    categorie_libelle: string | null;
    adresse: string | null;
    code_postal: string | null;
    commune: string | null;
    commune_libelle: string | null;
    departement: string | null;
    telephone: string | null;
    siret: string | null;
    lat: number | null;
    lon: number | null;
    cle: string;
  };
}
