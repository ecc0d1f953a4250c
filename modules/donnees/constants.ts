/** Months to answer, and months more when it is complex. @source règlement (UE) 2016/679, art. 12 § 3 */
export const MOIS_POUR_REPONDRE = 1;
export const MOIS_DE_PLUS = 2;

/** Years that accounting pieces are kept after the end of their year. @source code de commerce, art. L123-22 (for traders); its reach to an association under the law of 1901: à vérifier */
export const ANNEES_DE_COMPTABILITE = 10;

/** What stays after an erasure, why, and how long. Nothing here is verified by a lawyer: the page says so. */
export const CE_QUI_RESTE: readonly { readonly quoi: string; readonly pourquoi: string; readonly duree: string; readonly source: string }[] = [
  { quoi: 'Pièces de comptes : cotisations payées, temps indemnisés', pourquoi: 'obligation légale', duree: `${ANNEES_DE_COMPTABILITE} ans après la fin de l’année`, source: 'RGPD, art. 17 § 3 b ; code de commerce, art. L123-22 : à vérifier pour une association' },
  { quoi: 'Procès-verbaux, émargements et votes des assemblées', pourquoi: 'preuve des décisions de l’association', duree: 'tant que l’association en a besoin pour se défendre', source: 'RGPD, art. 17 § 3 e : durée à vérifier' },
  { quoi: 'Procédure d’exclusion décidée', pourquoi: 'preuve que la personne a été entendue', duree: '5 ans après la décision', source: 'RGPD, art. 17 § 3 e ; code civil, art. 2224 : à vérifier' },
  { quoi: 'Documents déposés et textes écrits à plusieurs', pourquoi: 'ils sont à la CPTS, sans le nom de leur auteur', duree: 'comme le document', source: 'à vérifier' },
  { quoi: 'Journal des changements', pourquoi: 'il prouve qui a décidé, par un numéro qui ne mène plus à personne', duree: 'comme la CPTS', source: 'RGPD, art. 4 (5) et 17 § 3 : à vérifier' },
  { quoi: 'Sauvegardes', pourquoi: 'elles sont chiffrées et remplacées à leur tour', duree: 'réglée par l’exploitant de l’instance', source: 'à vérifier' },
];

/**
 * Every table where a person is named by their account, and what it is to them. A test reads the catalogue of the database and goes red
 * when a table that points at a person is not here: what is not written here would be known and not told.
 */
export const TABLES_DE_LA_PERSONNE: Readonly<Record<string, string>> = {
  roles_tenus: 'Rôles tenus', adhesions: 'Adhésions', invitations: 'Invitations', fichiers: 'Fichiers déposés', demandes_donnees: 'Demandes sur mes données', lettres_semaine: 'Lettre de la semaine', imports_adherents: 'Registres repris', textes_adhesion: 'Chartes et règlements publiés', offres_accueil: 'Offres publiées',
  territoires: 'Territoires composés', constats: 'Constats écrits', objectifs: 'Objectifs écrits', constat_priorites: 'Priorités données', scenarios: 'Scénarios gardés', enquetes: 'Enquêtes préparées', imports_chiffres: 'Fichiers de chiffres', redactions: 'Rédactions commencées', redaction_sections: 'Sections écrites', redaction_versions: 'Versions écrites', redaction_presences: 'Sections en cours d’écriture', redaction_remarques: 'Remarques sur les brouillons',
  parcours_pas: 'Pas notés', parcours_rappels: 'Rappels reçus', depots: 'Dépôts', depot_remarques: 'Remarques', questions: 'Questions et réponses', partages: 'Réponses partagées', fiches: 'Fiche de l’annuaire', fiches_declinees: 'Fiches déclinées',
  statuts_versions: 'Versions des statuts', mandats: 'Mandats', mediations: 'Demandes de médiation', presidences_volontaires: 'Présidences de séance proposées', groupe_membres: 'Groupes de travail', sondages: 'Sondages ouverts', sondage_participants: 'Réponses aux sondages', reunions: 'Réunions', reunion_invites: 'Invitations aux réunions', reunion_deplacements: 'Réunions déplacées', reunion_documents: 'Documents de réunion', reunion_taches: 'Tâches confiées', reunion_series: 'Séries de réunions', agenda_habitudes: 'Disponibilités', agenda_calendriers: 'Calendriers reliés', agenda_occupations: 'Moments occupés', agenda_flux: 'Abonnements de calendrier',
  contrats: 'Contrat', contrat_versions: 'Versions du contrat', releves_indicateurs: 'Valeurs relevées', livrables_fournis: 'Livrables notés', versements_recus: 'Versements notés', fiches_action: 'Fiches action', fiche_action_versions: 'Versions de fiches action', dossiers_dialogue: 'Dossiers de dialogue', etats_dialogue: 'Réponses du dialogue', calculs_lignes: 'Calculs choisis pour une ligne', imports_releves: 'Tableaux de valeurs importés', preuves: 'Preuves versées', preuves_rattachees: 'Preuves rattachées ailleurs',
  taux_horaires: 'Taux écrits', exercices_clos: 'Exercices clos', plafonds_personnes: 'Plafond de l’année', plafonds_saisis: 'Plafonds saisis', temps_declares: 'Temps déclarés', travaux_invisibles: 'Travail de coordination noté', comptes_bancaires: 'Compte bancaire', lots_paiement: 'Lots de paiement', encaissements: 'Encaissements notés', factures: 'Factures notées', lignes_budget: 'Lignes de budget', mouvements_bancaires: 'Mouvements de banque', reglages_comptables: 'Réglages de comptes', releves_bancaires: 'Relevés de banque', subventions: 'Subventions notées',
};

/** Tables of the account, which follow the person and not the CPTS: read by the page through the accounts' own connection. */
export const TABLES_DU_COMPTE: readonly string[] = ['sessions', 'identites_externes', 'seconds_facteurs', 'cles_acces', 'identites_professionnelles', 'changements_adresse', 'exploitants'];

/** Columns never taken out: secrets, bytes, what searches use. */
export const COLONNES_TUES: readonly string[] = ['cpts_id', 'cle', 'contenu', 'iban_scelle', 'adresse_scellee', 'empreinte', 'lignes', 'changements', 'mots'];

/** The person is the subject of a row by these columns; by the others they only wrote it. */
export const COLONNES_DU_SUJET: readonly string[] = ['personne_id', 'pilote_id', 'porteur_id', 'acceptee_par'];

/** What a table holds of free text. `scelles`: kept as they are, for `pourquoi`. `quand`: a condition of the database that seals the whole row. */
export type TextesDeTable = { readonly titre: string; readonly libres: readonly string[]; readonly scelles?: readonly string[]; readonly quand?: string; readonly pourquoi?: string; readonly derivee?: string };

const COMPTES = `pièce de comptes, gardée ${ANNEES_DE_COMPTABILITE} ans (RGPD, art. 17 § 3 b ; code de commerce, art. L123-22 : à vérifier pour une association)`;
const PREUVE = 'preuve d’une décision de l’association (RGPD, art. 17 § 3 e : durée à vérifier)';
const SIGNE = 'signé avec une autre institution, il ne se récrit pas (RGPD, art. 17 § 3 b et e : durée à vérifier)';

/**
 * Every column of text of the tables of a CPTS in which people write. A test reads the catalogue of the database and goes red when a
 * column of text is neither here nor told by `estSansTexte`: a name written there would outlive an erasure unseen.
 */
export const TEXTES_DES_TABLES: Readonly<Record<string, TextesDeTable>> = {
  adhesions: { titre: 'Fiche d’adhérent', libres: ['structure', 'message', 'motif'] },
  agenda_salles: { titre: 'Salle', libres: ['nom'] },
  aides: { titre: 'Aide au démarrage', libres: ['objet', 'commentaire', 'source'] },
  assemblee_points: { titre: 'Point d’une assemblée', libres: ['titre'], scelles: ['candidats', 'resultat'], quand: 'exists (select from assemblees a where a.cpts_id = x.cpts_id and a.id = x.assemblee_id and a.convoquee_le is not null)', pourquoi: PREUVE },
  assemblees: { titre: 'Assemblée', libres: ['titre', 'lieu', 'observations'], scelles: ['electeurs', 'signatures'], quand: 'x.convoquee_le is not null', pourquoi: PREUVE },
  constats: { titre: 'Constat du diagnostic', libres: ['texte', 'reponse', 'enquete'] },
  contrat_versions: { titre: 'Version du contrat', libres: ['motif'], scelles: ['contenu'], pourquoi: SIGNE },
  contrats: { titre: 'Contrat', libres: [], scelles: ['contenu'], pourquoi: SIGNE },
  cotisations: { titre: 'Cotisation', libres: [], scelles: ['motif'], pourquoi: COMPTES },
  demandes_donnees: { titre: 'Demande sur les données', libres: ['detail', 'motif', 'reponse'] },
  depot_remarques: { titre: 'Remarque sur un dépôt', libres: ['texte'] },
  depots: { titre: 'Document déposé', libres: [], scelles: ['titre', 'nom', 'paragraphes'], pourquoi: 'déposé tel quel auprès de l’ARS et de l’Assurance Maladie, son empreinte le prouve (RGPD, art. 17 § 3 e : durée à vérifier)' },
  dossiers_dialogue: { titre: 'Dossier de dialogue', libres: ['contenu'] },
  ecritures: { titre: 'Écriture comptable', libres: [], scelles: ['contenu'], pourquoi: COMPTES },
  encaissements: { titre: 'Encaissement', libres: [], scelles: ['reference'], pourquoi: COMPTES },
  enquete_textes: { titre: 'Réponse à une enquête', libres: ['texte'] },
  enquetes: { titre: 'Enquête', libres: ['titre', 'but', 'questions'] },
  etats_dialogue: { titre: 'Dossier de dialogue signé', libres: [], scelles: ['contenu', 'signataire'], pourquoi: SIGNE },
  exclusions: { titre: 'Procédure d’exclusion', libres: [], scelles: ['griefs', 'observations', 'instance'], pourquoi: 'preuve que la personne a été entendue (RGPD, art. 17 § 3 e ; code civil, art. 2224 : à vérifier)' },
  factures: { titre: 'Facture', libres: [], scelles: ['fournisseur', 'numero', 'libelle', 'motif'], pourquoi: COMPTES },
  feuilles_recues: { titre: 'Feuille de présence reçue', libres: ['titre'] },
  fiche_action_versions: { titre: 'Version d’une fiche action', libres: ['contenu', 'motif'] },
  fiches_action: { titre: 'Fiche action', libres: ['titre', 'contenu'], derivee: 'mots' },
  fichiers: { titre: 'Nom d’un fichier', libres: ['nom'] },
  groupes_travail: { titre: 'Groupe de travail', libres: ['nom'] },
  imports_adherents: { titre: 'Registre repris', libres: ['fichier', 'lignes', 'changements'] },
  imports_chiffres: { titre: 'Fichier de chiffres', libres: ['fichier', 'precision'] },
  imports_releves: { titre: 'Tableau de valeurs', libres: ['fichier', 'source'] },
  lignes_budget: { titre: 'Ligne de budget', libres: ['libelle'] },
  mouvements_bancaires: { titre: 'Mouvement de banque', libres: [], scelles: ['libelle', 'contrepartie', 'reference'], pourquoi: COMPTES },
  objectifs: { titre: 'Objectif', libres: ['titre', 'cible'] },
  offres_accueil: { titre: 'Offre publiée', libres: ['titre', 'detail', 'contact', 'lieu'] },
  parcours_pas: { titre: 'Pas du parcours', libres: ['acteur', 'commentaire', 'base_legale'] },
  plafonds_saisis: { titre: 'Plafond saisi', libres: ['source'] },
  preuves: { titre: 'Preuve versée', libres: ['titre', 'motif_retrait'] },
  preuves_rattachees: { titre: 'Preuve rattachée', libres: ['motif'] },
  questions: { titre: 'Question ou réponse', libres: ['objet', 'texte', 'reponse'], derivee: 'cle' },
  redaction_remarques: { titre: 'Remarque sur un brouillon', libres: ['passage', 'texte'] },
  redaction_sections: { titre: 'Section d’un document', libres: ['champs', 'texte', 'proposition'] },
  redaction_versions: { titre: 'Version d’une section', libres: ['motif', 'champs', 'texte', 'proposition'] },
  releves_bancaires: { titre: 'Relevé de banque', libres: [], scelles: ['nom'], pourquoi: COMPTES },
  releves_indicateurs: { titre: 'Valeur d’un indicateur', libres: ['source'] },
  reunion_changements: { titre: 'Réunion d’une série, avant un changement', libres: ['lieu'] },
  reunion_decisions: { titre: 'Décision d’une réunion', libres: ['texte'], quand: 'exists (select from reunions r where r.cpts_id = x.cpts_id and r.id = x.reunion_id and r.approuvee_le is not null)', pourquoi: 'compte rendu approuvé par les présents, preuve des actions du contrat (RGPD, art. 17 § 3 e : durée à vérifier)' },
  reunion_deplacements: { titre: 'Réunion déplacée', libres: ['motif'] },
  reunion_points: { titre: 'Ordre du jour et notes d’une réunion', libres: ['titre', 'porteur', 'notes'], quand: 'exists (select from reunions r where r.cpts_id = x.cpts_id and r.id = x.reunion_id and r.approuvee_le is not null)', pourquoi: 'compte rendu approuvé par les présents, preuve des actions du contrat (RGPD, art. 17 § 3 e : durée à vérifier)' },
  reunion_series: { titre: 'Série de réunions', libres: ['titre', 'lieu'] },
  reunion_taches: { titre: 'Tâche d’une réunion', libres: ['texte'] },
  reunions: { titre: 'Réunion', libres: ['titre', 'lieu'] },
  reglages_adhesion: { titre: 'Présentation du formulaire public', libres: ['presentation', 'instance_competente'] },
  scenarios: { titre: 'Scénario gardé', libres: ['nom'] },
  sondage_participants: { titre: 'Commentaire d’un sondage', libres: ['commentaire'] },
  sondages: { titre: 'Sondage de dates', libres: ['titre', 'lieu'] },
  statuts_versions: { titre: 'Statuts', libres: ['reponses'], quand: 'x.adoptee_le is not null', pourquoi: PREUVE },
  subventions: { titre: 'Subvention', libres: [], scelles: ['nom', 'libelle', 'motif'], pourquoi: COMPTES },
  taux_horaires: { titre: 'Taux voté', libres: ['vote_reference'] },
  temps_declares: { titre: 'Temps déclaré', libres: [], scelles: ['action', 'preuve', 'motif'], pourquoi: COMPTES },
  textes_adhesion: { titre: 'Charte ou règlement publié', libres: [], scelles: ['titre', 'texte'], pourquoi: 'des membres l’ont accepté mot pour mot, son empreinte le prouve (RGPD, art. 17 § 3 e : durée à vérifier)' },
  travaux_invisibles: { titre: 'Travail noté', libres: ['note'] },
  versements_recus: { titre: 'Versement reçu', libres: [], scelles: ['reference'], pourquoi: COMPTES },
};

/** Columns of any table that hold codes, addresses, keys or figures, and the names that the erasure itself takes out. */
const SANS_TEXTE_PARTOUT: readonly string[] = ['empreinte', 'cle', 'mots', 'courriel', 'telephone', 'profession', 'commune', 'commune_nom', 'categorie', 'indicateur', 'livrable', 'formule', 'lien', 'lien_visio', 'uid', 'rythme', 'colonnes', 'type', 'poste', 'mission', 'signature', 'sieges_par_college', 'electeur', 'mandant', 'mandataire', 'presidence', 'decision', 'fonction', 'role', 'roles'];
/**
 * By table, what is not read again: names in their own column (the erasure empties them), codes, sealed bytes, secrets, the journal, and
 * what belongs to one person alone and that nobody else may read.
 */
const SANS_TEXTE: Readonly<Record<string, readonly string[]>> = {
  adhesions: ['nom'], agenda_calendriers: ['nom', 'adresse_scellee', 'defaut'], agenda_habitudes: ['consultations', 'conges', 'avant'], aides: ['region'], assemblee_points: ['bulletins'], assemblees: ['regles'], boite_envoi: ['sujet', 'charge'], calculs_lignes: ['parametre'],
  categories_adhesion: ['libelle'], colleges: ['libelle', 'professions', 'categories'], comptes_bancaires: ['titulaire', 'iban_scelle', 'iban_fin'], constats: ['chiffre'], correspondances_releves: ['contenu'], declarations_prefecture: ['numero'], demandes_donnees: ['nom', 'preuve', 'relecture'], enquetes: ['comptes'],
  fiches: ['nom_affiche', 'contenu', 'audiences'], identites_gardees: ['nom', 'motif'], imports_chiffres: ['contenu'], imports_releves: ['contenu'], invitations: ['nom'], journal: ['evenement', 'objet_id', 'details'], mediations: ['recit', 'suites'], modeles_releves: ['entetes'], parcours: ['reglages'],
  parcours_pas: ['de', 'vers'], parcours_rappels: ['horloge'], pouls: ['titre', 'invites', 'ayant_repondu', 'reponses', 'resultat'], redaction_presences: ['genre'], reglages_comptables: ['comptes', 'imputations'], reunion_invites: ['nom'], reunion_series: ['fuseau'], scenarios: ['gestes', 'resultat'],
  scrutins_emargements: ['cle_publique', 'cle_privee', 'emargement'], scrutins_urnes: ['bulletins'], sondage_participants: ['nom'], sondages: ['exigences'],
};
export const estSansTexte = (table: string, colonne: string): boolean => SANS_TEXTE_PARTOUT.includes(colonne) || (SANS_TEXTE[table]?.includes(colonne) ?? false);
