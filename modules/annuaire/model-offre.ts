import type { Provenance } from '#core/provenance.ts';
import type { Zone } from '#modules/territoire/model.ts';

/**
 * Persons of one profession with an activity in an area, each counted once by identifier however many rows and places they have; students
 * are left out. `liberaux`: at least one of these activities is as a self-employed professional. `generalistes`: of doctors, at least one
 * activity in general medicine.
 */
export type EffectifDeMetier = { readonly profession: string; readonly personnes: number; readonly liberaux: number; readonly generalistes: number; readonly generalistesLiberaux: number };

/** An area as the directory counts it. An area wider than the territory is there only when the directory holds it whole. */
export type EffectifsDeZone = { readonly zone: 'territoire' | Zone; readonly habitants: number; readonly metiers: readonly EffectifDeMetier[] };

export type OffreDeLAnnuaire = {
  readonly provenance: Provenance;
  readonly fictif: boolean;
  /** Label of a code of profession, as the extract writes it. */
  readonly libelle: (profession: string) => string;
  readonly zones: readonly EffectifsDeZone[];
};

export type NombreParCategorie = { readonly categorie: string; readonly libelle: string; readonly nombre: number };
export type EtablissementDuTerritoire = { readonly finess: string; readonly nom: string; readonly categorie: string; readonly libelle: string; readonly commune: string };
export type EtablissementsImportes = {
  readonly provenance: Provenance;
  readonly territoire: readonly EtablissementDuTerritoire[];
  readonly zones: readonly { readonly zone: Zone; readonly habitants: number; readonly categories: readonly NombreParCategorie[] }[];
};
