/** Words of our columns and codes, which are written without accents, as French writes them. Participles in « ée » follow a rule. */
const MOTS: Readonly<Record<string, string>> = {
  acces: 'accès', activites: 'activités', arrete: 'arrêté', categorie: 'catégorie', categories: 'catégories', civilite: 'civilité', cloture: 'clôture', college: 'collège', commence: 'commencé', competente: 'compétente', complement: 'complément', cree: 'créé', debut: 'début', decision: 'décision', declare: 'déclaré',
  delai: 'délai', departement: 'département', depose: 'déposé', depot: 'dépôt', detail: 'détail', edition: 'édition', enquete: 'enquête', enregistre: 'enregistré', etat: 'état', evenement: 'événement', execute: 'exécuté', identite: 'identité', importe: 'importé', indemnite: 'indemnité',
  maniere: 'manière', modele: 'modèle', modifie: 'modifié', numero: 'numéro', oppose: 'opposé', piece: 'pièce', precedent: 'précédent', precision: 'précision', prefiguration: 'préfiguration', prenom: 'prénom', presence: 'présence', presentation: 'présentation', presidence: 'présidence', prevention: 'prévention', prevue: 'prévue', publie: 'publié',
  qualite: 'qualité', rapproche: 'rapproché', recu: 'reçu', recue: 'reçue', redaction: 'rédaction', reference: 'référence', region: 'région', reglement: 'règlement', releve: 'relevé', remuneration: 'rémunération', reponse: 'réponse', resultat: 'résultat', retire: 'retiré', reunion: 'réunion', role: 'rôle', sante: 'santé', secretariat: 'secrétariat', serie: 'série',
  siege: 'siège', specialite: 'spécialité', tache: 'tâche', telecopie: 'télécopie', telephone: 'téléphone', theme: 'thème', tresorerie: 'trésorerie', verifie: 'vérifié',
  ars: 'ARS', cpam: 'CPAM', cpts: 'CPTS', finess: 'FINESS', ip: 'IP', rpps: 'RPPS', siren: 'SIREN', siret: 'SIRET',
};
const ecrire = (mot: string): string => MOTS[mot] ?? mot.replace(/ee(s?)$/, 'ée$1');

/** `demandes_donnees`, `membreDepuis`: the words of a name or of a code of ours. */
export const enMots = (code: string): string => code.replace(/([a-z])([A-Z])/g, '$1_$2').toLocaleLowerCase('fr').split('_').map(ecrire).join(' ');

/** Columns that number our rows: they tell nobody anything, and stay in the file for machines. */
export const estNumeroInterne = (colonne: string): boolean => /^id$|_id$|Id$|^cle$/.test(colonne);

/** Columns whose values are codes of ours. */
const COLONNES_DE_CODES: readonly string[] = ['canal', 'categorie', 'engagement', 'etat', 'fonction', 'genre', 'moyen', 'nature', 'origine', 'poste', 'registre', 'resultat', 'statut', 'theme', 'voie'];
const CODE = /^[a-z]+(_[a-z]+)*$/;
export const estCode = (colonne: string, valeur: string): boolean => CODE.test(valeur) && (valeur.includes('_') || COLONNES_DE_CODES.includes(colonne));
