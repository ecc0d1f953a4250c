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
  taux_horaires: 'Taux écrits', exercices_clos: 'Exercices clos', plafonds_personnes: 'Plafond de l’année', temps_declares: 'Temps déclarés', travaux_invisibles: 'Travail de coordination noté', comptes_bancaires: 'Compte bancaire', lots_paiement: 'Lots de paiement', encaissements: 'Encaissements notés', factures: 'Factures notées', lignes_budget: 'Lignes de budget', mouvements_bancaires: 'Mouvements de banque', reglages_comptables: 'Réglages de comptes', releves_bancaires: 'Relevés de banque', subventions: 'Subventions notées',
};

/** Tables of the account, which follow the person and not the CPTS: read by the page through the accounts' own connection. */
export const TABLES_DU_COMPTE: readonly string[] = ['sessions', 'identites_externes', 'seconds_facteurs', 'cles_acces', 'identites_professionnelles', 'changements_adresse', 'exploitants'];

/** Columns never taken out: secrets, bytes, what searches use. */
export const COLONNES_TUES: readonly string[] = ['cpts_id', 'cle', 'contenu', 'iban_scelle', 'adresse_scellee', 'empreinte', 'lignes', 'changements', 'mots'];

/** The person is the subject of a row by these columns; by the others they only wrote it. */
export const COLONNES_DU_SUJET: readonly string[] = ['personne_id', 'pilote_id', 'porteur_id', 'acceptee_par'];
