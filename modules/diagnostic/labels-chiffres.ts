import { formaterNombre, NBSP } from '#core/texte.ts';
import type { Indicateur } from './constants.ts';
import type { OrigineImport, StatutImport } from './model-chiffres.ts';
import { OCTETS_AU_PLUS, type RefusTableur } from './moteur/tableur.ts';
import type { RaisonRejet, RoleColonne } from './moteur/import-chiffres.ts';

export const libelleIndicateur: Readonly<Record<Indicateur, string>> = {
  assures_16: 'Assurés de 16 ans et plus', sans_mt: 'Sans médecin traitant', ald: 'En affection de longue durée (ALD)', ald_sans_mt: 'En ALD sans médecin traitant', c2s: 'À la complémentaire santé solidaire (C2S)',
  c2s_sans_mt: 'À la C2S sans médecin traitant', c2s_ald_sans_mt: 'À la C2S et en ALD sans médecin traitant', plus_70: '70 ans et plus', plus_70_sans_mt: '70 ans et plus sans médecin traitant',
  generalistes: 'Généralistes', generalistes_60: 'Généralistes de 60 ans et plus', depistage_sein: 'Dépistage du cancer du sein', depistage_col: 'Dépistage du cancer du col de l’utérus',
  depistage_colorectal: 'Dépistage du cancer colorectal', vaccin_grippe_65: 'Vaccination contre la grippe, 65 ans et plus',
};

export const libelleRole = (r: RoleColonne): string => (r === 'ignorer' ? 'À laisser de côté' : r === 'code' ? 'Code INSEE de la commune' : r === 'nom' ? 'Nom de la commune ou du lieu' : libelleIndicateur[r]);

/** What a source is called beside its figures. */
export const nomOrigine: Readonly<Record<OrigineImport, string>> = { cpam: 'CPAM', rezone: 'Rézone CPTS', ameli: 'data.ameli.fr', depistage: 'Centre de dépistage des cancers', ars: 'ARS', autre: 'Autre source' };
export const libelleOrigine: Readonly<Record<OrigineImport, string>> = {
  cpam: 'CPAM, votre caisse', rezone: 'Rézone CPTS', ameli: 'data.ameli.fr', depistage: 'Centre régional de dépistage des cancers', ars: 'Agence régionale de santé', autre: 'Une autre source',
};

export const libelleStatutImport: Readonly<Record<StatutImport, string>> = { deposee: 'À relire', importee: 'Importé', retiree: 'Retiré', abandonnee: 'Abandonné' };

const FORMAT: Readonly<Record<Extract<RefusTableur, { code: 'format_inconnu' }>['vu'], string>> = {
  pdf: 'un PDF', html: 'une page web (HTML)', gzip: 'un fichier compressé (gzip)', xls: 'un ancien fichier Excel (.xls)', zip: 'une archive vide', image: 'une image', binaire: 'un fichier qui n’est ni un classeur ni un texte',
};

export function phraseRefusTableur(r: RefusTableur): string {
  switch (r.code) {
    case 'fichier_vide': return 'Ce fichier est vide : demandez-le ou téléchargez-le à nouveau.';
    case 'fichier_trop_gros': return `Ce fichier dépasse ${formaterNombre(OCTETS_AU_PLUS / 1e6, 0)}${NBSP}Mo. Gardez la seule feuille utile, puis déposez-la.`;
    case 'format_inconnu': return `Ce fichier est ${FORMAT[r.vu]}. Enregistrez le tableau en .xlsx ou en .csv, puis déposez-le.`;
    case 'fichier_abime': return `Ce classeur est abîmé ou coupé${NBSP}: il ne s’ouvre pas. Téléchargez-le de nouveau, puis déposez-le.`;
    case 'classeur_protege': return 'Ce classeur est protégé par un mot de passe. Enregistrez-le sans mot de passe, puis déposez-le.';
    case 'trop_de_lignes': return `Ce tableau compte plus de ${formaterNombre(r.maximum)} lignes. Gardez les lignes utiles, puis déposez-le.`;
    case 'aucun_tableau': return `Ce fichier ne contient pas de tableau${NBSP}: il faut une ligne de titres, puis une ligne par élément.`;
  }
}

/** Several rows of figures and no place: what is wrong, and the two ways out. */
export const phraseLigneAChoisir = (lignes: readonly number[]): string => {
  const [premiere = 0, seconde = 0, derniere = 0] = [lignes[0], lignes[1], lignes.at(-1)];
  return `Ce tableau a ${formaterNombre(lignes.length)} lignes de chiffres (${lignes.length === 2 ? `${formaterNombre(premiere)} et ${formaterNombre(seconde)}` : `de la ligne ${formaterNombre(premiere)} à la ligne ${formaterNombre(derniere)}`}) et aucune colonne ne dit leur commune. Dites quelle colonne porte la commune, ou quelle ligne vaut pour tout le territoire.`;
};

/** Why a row is left out. */
export function phraseRejet(r: RaisonRejet): string {
  switch (r.code) {
    case 'lieu_absent': return 'ni code ni nom de commune';
    case 'lieu_inconnu': return `«${NBSP}${r.texte}${NBSP}» n’est ni une commune du territoire, ni un total`;
    case 'lieu_ambigu': return `plusieurs communes du territoire s’appellent «${NBSP}${r.texte}${NBSP}» : il faut leur code INSEE`;
    case 'hors_territoire': return `${r.texte} n’est pas dans le territoire`;
    case 'deja_lu': return `${r.texte} est déjà à la ligne ${formaterNombre(r.ligne)}`;
    case 'nombre_illisible': return `«${NBSP}${r.texte}${NBSP}» n’est pas un nombre (colonne «${NBSP}${r.colonne}${NBSP}»)`;
    case 'pas_un_effectif': return `«${NBSP}${r.texte}${NBSP}» n’est pas un nombre entier de personnes (colonne «${NBSP}${r.colonne}${NBSP}»)`;
    case 'part_impossible': return `«${NBSP}${r.texte}${NBSP}» n’est pas une part entre 0 et 100${NBSP}% (colonne «${NBSP}${r.colonne}${NBSP}»)`;
    case 'ligne_non_choisie': return `la ligne ${formaterNombre(r.choisie)} est celle choisie pour tout le territoire`;
  }
}
