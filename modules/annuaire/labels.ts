import type { Provenance } from '#core/provenance.ts';
import { accord, formaterInstant, formaterNombre } from '#core/texte.ts';
import type { Audience, ChampDeFiche, Competence, DitDansLaFiche, EditionServie, NatureDeMouvement } from './model.ts';
import type { AutreFichier, GenreExtrait, RefusFichier } from './moteur/colonnes.ts';
import type { FauteDeLigne } from './moteur/lignes.ts';
import type { Verification } from './rules.ts';

const liste = (mots: readonly string[]): string => mots.map((m) => `« ${m} »`).join(', ');

const NOM_EXTRAIT: Readonly<Record<GenreExtrait, string>> = { annuaire: 'l’extraction nationale des professionnels (« PS_LibreAcces_Personne_activite »)', finess: 'l’extraction FINESS des établissements' };
const ENCODAGE_ATTENDU: Readonly<Record<GenreExtrait, string>> = { annuaire: 'UTF-8', finess: 'UTF-8 ou en Windows-1252' };

function phraseAutreFichier(vu: AutreFichier, attendu: GenreExtrait): string {
  switch (vu) {
    case 'annuaire': return 'Ce fichier est celui des professionnels (« PS_LibreAcces »), pas celui des établissements : importez-le comme professionnels (par la commande : maillage annuaire importer). Rien n’a été changé.';
    case 'finess': return 'Ce fichier est une extraction FINESS, celle des établissements, pas celle des professionnels : importez-le comme établissements (par la commande : maillage finess importer). Rien n’a été changé.';
    case 'classeur': return `Ce fichier est un classeur (Excel ou LibreOffice), pas ${NOM_EXTRAIT[attendu]} : déposez le fichier tel qu’il se télécharge, sans l’ouvrir dans un tableur. Rien n’a été changé.`;
    case 'pdf': return `Ce fichier est un PDF, pas ${NOM_EXTRAIT[attendu]}. Rien n’a été changé.`;
    case 'image': return `Ce fichier est une image, pas ${NOM_EXTRAIT[attendu]}. Rien n’a été changé.`;
  }
}

type RefusDImport = RefusFichier | { readonly code: 'import_en_cours' } | { readonly code: 'bien_plus_petit'; readonly avant: number; readonly maintenant: number };

/** What is wrong with a file given as this extract, and what to do. Every sentence ends on the same promise: nothing was changed. */
export function phraseRefusFichier(r: RefusDImport, attendu: GenreExtrait): string {
  switch (r.code) {
    case 'vide': return 'Ce fichier est vide. Téléchargez-le à nouveau : rien n’a été changé.';
    case 'autre_fichier': return phraseAutreFichier(r.vu, attendu);
    case 'page_web': return `Ce fichier est une page web (HTML), pas ${NOM_EXTRAIT[attendu]} : le lien de téléchargement a sans doute renvoyé une page d’erreur ou d’accueil. Rien n’a été changé.`;
    case 'compression_tronquee': return `Ce fichier compressé est incomplet ou abîmé${r.lues > 0 ? ` : la lecture s’arrête après ${accord(r.lues, 'ligne')}` : ''}. Téléchargez-le à nouveau : rien n’a été changé.`;
    case 'texte_coupe': return `Ce fichier s’arrête au milieu de sa ligne ${formaterNombre(r.ligne)} : il est arrivé incomplet. Téléchargez-le à nouveau : rien n’a été changé.`;
    case 'archive_illisible': return 'Cette archive zip est incomplète ou abîmée : son sommaire est illisible. Téléchargez-la à nouveau : rien n’a été changé.';
    case 'archive_sans_extraction': return `Cette archive ne contient pas ${NOM_EXTRAIT[attendu]}${r.trouves.length > 0 ? `, mais ${liste(r.trouves.slice(0, 5))}` : ''}. Rien n’a été changé.`;
    case 'encodage': return `Ce fichier semble être en ${r.encodage} : ${NOM_EXTRAIT[attendu]} est en ${ENCODAGE_ATTENDU[attendu]}. Un tableur a pu l’enregistrer autrement : téléchargez-la à nouveau. Rien n’a été changé.`;
    case 'separateur': return `La première ligne ne contient pas de colonnes séparées par « ${r.attendu} » : ce n’est pas ${NOM_EXTRAIT[attendu]}, ou un tableur l’a réenregistrée. Rien n’a été changé.`;
    case 'colonnes_absentes': return `${r.colonnes.length > 1 ? 'Des colonnes manquent' : 'Une colonne manque'} à ce fichier : ${liste(r.colonnes)}. Vérifiez que c’est bien ${NOM_EXTRAIT[attendu]} : rien n’a été changé.`;
    case 'trop_de_lignes_fautives': return `${accord(r.fautives, 'ligne illisible', 'lignes illisibles')} sur ${formaterNombre(r.lues)}, à commencer par la ligne ${formaterNombre(r.premiere)} : ce fichier n’est pas celui qu’il dit être, ou il a été abîmé. Rien n’a été changé.`;
    case 'aucune_ligne': return r.lues === 0 ? 'Ce fichier n’a que sa ligne de titres : il n’y a rien à importer. Rien n’a été changé.' : 'Aucune ligne de ce fichier ne concerne ce qui est demandé (vérifiez les départements). Rien n’a été changé.';
    case 'bien_plus_petit': return `Ce fichier n’a que ${accord(r.maintenant, 'professionnel')}, l’annuaire en a ${formaterNombre(r.avant)} : le téléchargement a sans doute été coupé. Rien n’a été changé. Si c’est voulu, importez-le de nouveau en disant pourquoi (par la commande : --meme-plus-petit --raison « … »).`;
    case 'arrete': return 'L’import a été arrêté : rien n’a été changé.';
    case 'import_en_cours': return 'Un autre import est en cours sur cette base : attendez sa fin. Rien n’a été changé.';
  }
}

/** The very file that is served came again: seen before it was read. */
export const phraseDejaImporte = (le: Date): string => `C’est le fichier déjà importé le ${formaterInstant(le, 'Europe/Paris')}, octet pour octet : rien n’a été changé.`;

export const libelleFaute = {
  champs_manquants: 'il manque des champs',
  champs_en_trop: 'il y a trop de champs',
  octet_nul: 'elle contient un caractère nul',
  pas_utf8: 'elle n’est pas en UTF-8',
  coupee: 'elle est coupée avant sa fin',
} as const satisfies Record<FauteDeLigne, string>;

/** What to think of an identifier, for the person who typed it. */
export function phraseVerification(nom: string, v: Verification): string | undefined {
  if (v.etat === 'conforme') return undefined;
  switch (v.motif) {
    case 'cle_fausse': return v.etat === 'refusee' ? `Ce ${nom} contient une erreur de frappe : sa clé ne correspond pas.` : `La clé de ce ${nom} ne correspond pas : vérifiez-le. Il est gardé tel quel, car des numéros réels s’en écartent.`;
    case 'regle_inconnue': return `La règle de contrôle de ce ${nom} n’est pas publiée : il est à vérifier.`;
    case 'exception_la_poste': return `Ce ${nom} suit la règle particulière de La Poste : il est à vérifier.`;
    case 'forme': return `Ceci n’a pas la forme d’un ${nom}.`;
  }
}

export const libelleCompetence = {
  plaies: 'Plaies et cicatrisation', pompe_insuline: 'Pompe à insuline', palliatifs: 'Soins palliatifs à domicile', pediatrie: 'Soins de l’enfant', geriatrie: 'Personnes âgées fragiles',
  chimio_domicile: 'Chimiothérapie à domicile', dialyse_domicile: 'Dialyse à domicile', perfusion: 'Perfusions', stomatherapie: 'Stomies', langue_des_signes: 'Langue des signes', vaccination: 'Vaccination', sevrage: 'Sevrage et addictions',
} as const satisfies Record<Competence, string>;

export const libelleAccueil = { oui: 'Oui', sous_conditions: 'Sous conditions', non: 'Non' } as const;

export const libelleChamp = {
  lieu: 'Où me trouver', horaires: 'Jours et heures', langues: 'Langues parlées', nouveaux_patients: 'Accepte de nouveaux patients', domicile: 'Se déplace à domicile', non_programmes: 'Créneaux de soins non programmés',
  competences: 'Savoir-faire particuliers', telephone: 'Téléphone direct', messagerie_securisee: 'Messagerie sécurisée de santé', precisions: 'À savoir',
} as const satisfies Record<ChampDeFiche, string>;

/** What a search asks of people's pages, as a choice of a list. */
export const libelleDit: Readonly<Record<DitDansLaFiche, string>> = { nouveaux_patients: 'Accepte de nouveaux patients', domicile: 'Se déplace à domicile', non_programmes: 'A des créneaux de soins non programmés', ...libelleCompetence };

export const libelleAudience = { moi: 'Moi seulement', membres: 'Les membres de la CPTS', public: 'Tout le monde' } as const satisfies Record<Audience, string>;

export const libelleNature = { arrivee: 'Arrivée', depart: 'Départ', demenagement: 'Changement de lieu' } as const satisfies Record<NatureDeMouvement, string>;

/** The same, of many. */
export const libelleNatures = { arrivee: 'Arrivées', depart: 'Départs', demenagement: 'Changements de lieu' } as const satisfies Record<NatureDeMouvement, string>;

/** `12 arrivées, 8 départs et 5 changements de lieu`; `undefined` when nothing changed. */
export function phraseComptes(n: Readonly<Record<NatureDeMouvement, number>>): string | undefined {
  if (n.arrivee + n.depart + n.demenagement === 0) return undefined;
  return `${accord(n.arrivee, 'arrivée')}, ${accord(n.depart, 'départ')} et ${accord(n.demenagement, 'changement de lieu', 'changements de lieu')}`;
}

export function phraseRefusFiche(code: 'identite_differente' | 'fiche_modifiee' | 'fiche_inconnue'): string {
  switch (code) {
    case 'identite_differente': return 'Seul ce professionnel peut tenir cette fiche : il lui faut être connecté avec sa propre identité Pro Santé Connect.';
    case 'fiche_modifiee': return 'Cette fiche a été modifiée depuis que vous l’avez ouverte. Votre saisie est gardée ci-dessous : comparez, puis enregistrez.';
    case 'fiche_inconnue': return 'Cette fiche n’existe pas, ou plus.';
  }
}

const JOURS = /^(\d{4})-(\d{2})-(\d{2})$/;
const millesimeDe = (e: EditionServie): string => (e.edition ? `édition du ${e.edition.replace(JOURS, '$3/$2/$1')}` : e.fictif ? 'au format de l’extraction nationale' : e.fichier);

export function provenanceDe(e: EditionServie): Provenance {
  return {
    origine: e.fictif ? 'professionnels inventés pour la démonstration' : 'Annuaire Santé, extraction en libre accès (ANS, Licence Ouverte 2.0)',
    millesime: millesimeDe(e),
    nature: e.fictif ? 'fictive' : 'officielle',
    ...(e.departements ? { note: `Départements importés : ${e.departements.join(', ')}.` } : {}),
  };
}

export const provenanceFiness = (e: EditionServie): Provenance => ({
  origine: e.fictif ? 'établissements inventés pour la démonstration' : 'FINESS, extraction (ANS, Licence Ouverte 2.0)', millesime: millesimeDe(e), nature: e.fictif ? 'fictive' : 'officielle',
});
