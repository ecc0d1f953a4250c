import { accord, formaterNombre, formaterPart, NBSP } from '#core/texte.ts';
import type { Equipement, Profession, Vaccin } from './constants.ts';
import type { Chapitre, CleChapitre, Format, Masque, NatureConstat, Protege, StatutConstat, StatutObjectif, Valeur } from './model.ts';
import type { Genre } from './moteur/et-si.ts';
import type { Profil } from './rules.ts';
import type { GesteConstat, GesteObjectif } from './transitions.ts';

export const titreChapitre: Readonly<Record<CleChapitre, string>> = {
  population: 'Population et vieillissement', precarite: 'Précarité et maladies chroniques', patients: 'Patients et médecin traitant', offre: 'Offre de soins par profession',
  accessibilite: 'Accessibilité aux généralistes', sous_dense: 'Communes sous-dotées', zonage: 'Zonage des médecins', urgences: 'Accès aux urgences',
  etablissements: 'Établissements et équipements', prevention: 'Vaccination et dépistage', mortalite: 'Mortalité', profil: 'Profil du territoire',
};

export const libelleProfession: Readonly<Record<Profession, string>> = {
  generalistes: 'Médecins généralistes', specialistes: 'Médecins spécialistes', infirmiers: 'Infirmiers', kinesitherapeutes: 'Masseurs-kinésithérapeutes',
  dentistes: 'Chirurgiens-dentistes', sages_femmes: 'Sages-femmes', orthophonistes: 'Orthophonistes', podologues: 'Pédicures-podologues', pediatres: 'Pédiatres',
  gynecologues: 'Gynécologues', psychiatres: 'Psychiatres', ophtalmologues: 'Ophtalmologues',
};

export const libelleEquipement: Readonly<Record<Equipement, string>> = {
  hopitaux: 'Hôpitaux, court séjour', services_urgences: 'Services d’urgences', maternites: 'Maternités', centres_sante: 'Centres de santé',
  maisons_sante: 'Maisons de santé', laboratoires: 'Laboratoires', pharmacies: 'Pharmacies',
};

export const libelleVaccin: Readonly<Record<Vaccin, string>> = {
  grippe_65: 'Grippe, 65 ans et plus', grippe_risque: 'Grippe, moins de 65 ans à risque', covid_65: 'Covid-19, 65 ans et plus',
  hpv_filles: 'HPV, filles, 2 doses à 16 ans', hpv_garcons: 'HPV, garçons, 2 doses à 16 ans', meningocoque: 'Méningocoque C, 10 à 14 ans',
};

export const libelleProfil: Readonly<Record<Profil, string>> = { rural: 'rural', semi_rural: 'semi-rural ou péri-urbain', urbain_dense: 'urbain dense' };

/** `masqué (moins de 5)`, or `masqué` for a count hidden to protect another: never 0, never blank. */
export const motMasque = (m: Masque | Protege): string => ('masque' in m ? `masqué (moins de ${formaterNombre(m.seuil)})` : 'masqué');

export const estMasque = (v: Valeur): v is Masque | Protege => typeof v === 'object';

const ABSENT = 'non publié';

const ENTIER = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 0 });
const AVEC_DECIMALES = [1, 2].map((n) => new Intl.NumberFormat('fr-FR', { minimumFractionDigits: n, maximumFractionDigits: n }));
/** As many decimals in each cell, so that a column lines up. */
const aligner = (v: number, decimales: number): string => (AVEC_DECIMALES[decimales - 1] ?? ENTIER).format(v);

/** One figure of a table, in words. */
export function ecrireValeur(v: Valeur, format: Format, decimales?: number): string {
  if (v === undefined) return ABSENT;
  if (estMasque(v)) return motMasque(v);
  if (typeof v === 'string') return v;
  if (format === 'decimal') return aligner(v, decimales ?? 2);
  return format === 'part' ? `${aligner(v * 100, decimales ?? 1)}${NBSP}%` : ecrireNombre(v, format, decimales);
}

export function ecrireNombre(v: number, format: Format, decimales?: number): string {
  switch (format) {
    case 'part': return formaterPart(v, decimales ?? 1);
    case 'entier': return formaterNombre(Math.round(v), 0);
    case 'decimal': case 'texte': return formaterNombre(v, decimales ?? 2);
  }
}

export const habitants = (n: number): string => accord(n, 'habitant');
export const communes = (n: number): string => accord(n, 'commune');

/** `2 communes sur 48`, `les 48 communes`. */
export const surTotal = (n: number, total: number): string => (n === total && n > 1 ? `les ${communes(n)}` : `${communes(n)} sur ${formaterNombre(total)}`);

export const capitale = (phrase: string): string => phrase.charAt(0).toUpperCase() + phrase.slice(1);

/** Consultations a year, always two decimals so that columns line up. */
export const ecrireApl = (v: number): string => v.toFixed(2).replace('.', ',');

export const minutes = (n: number): string => `${formaterNombre(n, 0)}${NBSP}minutes`;

export const libelleGenre: Readonly<Record<Genre, string>> = {
  part: 'un médecin part', part_dans_deux_ans: 'un médecin part dans deux ans', s_installe: 'un médecin s’installe', centre: 'un centre de santé ouvre',
};

/** `Brive-la-Gaillarde : un médecin part (1,5 équivalent temps plein)`. */
export const phraseGeste = (nom: string, genre: Genre, etp: number): string => `${nom}${NBSP}: ${libelleGenre[genre]} (${formaterNombre(etp)}${NBSP}équivalent${etp >= 2 ? 's' : ''} temps plein)`;

export const libelleNature: Readonly<Record<NatureConstat, string>> = { force: 'Force', faiblesse: 'Faiblesse', besoin: 'Besoin' };
export const tonNature = { force: 'reussi', faiblesse: 'attente', besoin: 'encours' } as const satisfies Readonly<Record<NatureConstat, string>>;

/** The figure of a chapter in words, with its unit. */
export const ecrireChiffre = ({ chiffre, format, decimales, unite }: NonNullable<Chapitre['chiffre']>): string => `${ecrireNombre(chiffre.valeur, format, decimales)}${unite === undefined ? '' : ` ${unite}`}`;

export const libelleGesteConstat: Readonly<Record<GesteConstat, string>> = { retenir: 'Retenir pour le projet', remettre: 'Remettre en discussion', ecarter: 'Écarter' };
export const titreGroupe: Readonly<Record<StatutConstat, string>> = { retenue: 'Retenus pour le projet de santé', proposee: 'En discussion', ecartee: 'Écartés' };

export const libelleStatutObjectif: Readonly<Record<StatutObjectif, string>> = { retenue: 'en cours', atteinte: 'atteint', retiree: 'retiré' };
export const libelleGesteObjectif: Readonly<Record<GesteObjectif, string>> = { atteindre: 'C’est atteint', retirer: 'Retirer', rouvrir: 'Reprendre' };

export type RefusObjectif = { readonly code: 'role_insuffisant' } | { readonly code: 'objectif_inconnu' } | { readonly code: 'constat_non_retenu' } | { readonly code: 'version_depassee' } | { readonly code: 'geste_impossible' };
export function phraseRefusObjectif(r: RefusObjectif): string {
  switch (r.code) {
    case 'role_insuffisant': return 'Les objectifs sont écrits par la coordination, la présidence ou le secrétariat.';
    case 'objectif_inconnu': return 'Cet objectif n’existe pas, ou plus.';
    case 'constat_non_retenu': return 'Un constat choisi n’est plus retenu : choisissez parmi ceux de la liste.';
    case 'version_depassee': return 'Quelqu’un a modifié cet objectif pendant que vous écriviez. Votre texte est gardé ci-dessous : relisez, puis enregistrez de nouveau.';
    case 'geste_impossible': return 'Quelqu’un a changé l’état de cet objectif entre-temps : voyez où il en est.';
  }
}
