import { accord } from '#core/texte.ts';
import { libelleMission, titreSection } from '#modules/projet/labels.ts';
import { titreChapitre } from '#modules/projet/moteur/sante.ts';
import { libelleGenreDepot, libelleGeste, libelleStatut } from '#modules/projet/labels-parcours.ts';

type Details = Readonly<Record<string, unknown>>;

const section = (d: Details): string => Object.entries(titreSection).find(([cle]) => cle === d['section'])?.[1] ?? 'une partie';
const nom = (d: Details): string => (typeof d['nom'] === 'string' ? `\u00a0: «\u00a0${d['nom']}\u00a0»` : '');
const communes = (d: Details): string => (typeof d['communes'] === 'number' ? `\u00a0: ${accord(d['communes'], 'commune')}` : '');

const enClair = (libelles: Readonly<Record<string, string>>, cle: unknown): string => (typeof cle === 'string' && Object.hasOwn(libelles, cle) ? `\u00a0: ${libelles[cle]}` : '');
const statut = (d: Details, champ: string): string => enClair(libelleStatut, d[champ]);
const pas = (d: Details): string => enClair(Object.fromEntries(Object.entries(libelleGeste).map(([cle, l]) => [cle, l.fait])), d['geste']);
const genreDepot = (d: Details): string => enClair(libelleGenreDepot, d['genre']);
const mission = (d: Details): string => enClair(libelleMission, d['mission']);

const ligneContrat = (d: Details): string => (typeof d['ligne'] === 'string' ? `\u00a0: ${d['ligne']}` : '');

/** The sentence of each event of the journal, with what its details say; an event without one is shown by its own words. */
const EVENEMENTS: Readonly<Record<string, (d: Details) => string>> = {
  cpts_ouverte: () => 'CPTS ouverte sur Maillage',
  territoire_compose: (d) => `Territoire composé${communes(d)}`,
  territoire_repris: (d) => `Ancien territoire repris${communes(d)}`,
  constat_ajoute: () => 'Constat ajouté au diagnostic',
  constat_modifie: () => 'Constat du diagnostic modifié',
  constat_decide: (d) => `Constat du diagnostic ${d['statut'] === 'retenue' ? 'retenu' : d['statut'] === 'ecartee' ? 'écarté' : 'remis en discussion'}`,
  chiffres_importes: (d) => `Chiffres de la caisse importés${typeof d['chiffres'] === 'number' ? `\u00a0: ${accord(d['chiffres'], 'chiffre')}` : ''}`,
  chiffres_change: (d) => (d['statut'] === 'retiree' ? 'Fichier de chiffres retiré du diagnostic' : d['statut'] === 'importee' ? 'Fichier de chiffres remis dans le diagnostic' : 'Fichier de chiffres abandonné'),
  scenario_garde: (d) => `Scénario gardé${nom(d)}`,
  scenario_renomme: (d) => `Scénario renommé${nom(d)}`,
  scenario_change: (d) => `Scénario ${d['statut'] === 'retenue' ? 'retenu pour le projet de santé' : d['statut'] === 'supprimee' ? 'supprimé' : 'remis parmi les scénarios gardés'}`,
  sondage_ouvert: (d) => `Sondage de dates ouvert${nom(d)}`,
  sondage_change: (d) => `Sondage de dates ${d['statut'] === 'close' ? 'clos' : d['statut'] === 'ouverte' ? 'rouvert' : 'abandonné'}${nom(d)}`,
  date_retenue: (d) => `Date de réunion retenue${nom(d)}`,
  reunion_changee: (d) => `Réunion ${d['statut'] === 'annulee' ? 'annulée' : d['statut'] === 'approuvee' ? 'close, compte rendu approuvé' : 'tenue'}${nom(d)}`,
  decision_prise: (d) => `Décision prise en réunion${nom(d)}`,
  groupe_tenu: (d) => `Groupe de travail enregistré${nom(d)}`,
  role_donne: () => 'Rôle donné',
  role_termine: () => 'Rôle terminé',
  role_repris: () => 'Fin de rôle annulée',
  invitation_envoyee: () => 'Invitation envoyée',
  invitation_renvoyee: () => 'Invitation envoyée de nouveau',
  invitation_acceptee: () => 'Invitation acceptée',
  invitation_revoquee: () => 'Invitation annulée',
  fiche_modifiee: () => 'Fiche de l’annuaire modifiée',
  fiche_revendiquee: () => 'Fiche de l’annuaire reprise par son professionnel',
  fiche_retiree: () => 'Fiche de l’annuaire retirée',
  fiche_declinee: () => 'Fiche de l’annuaire déclinée : ce n’était pas la bonne personne',
  parcours_ouvert: (d) => `Parcours ouvert${statut(d, 'statut')}`,
  parcours_pas_franchi: (d) => `Parcours${pas(d)}`,
  parcours_pas_annule: (d) => `Parcours, pas repris${pas(d)}`,
  parcours_silence_valide: () => 'Projet de santé réputé validé par le silence de l’ARS',
  parcours_document_depose: (d) => `Document déposé auprès de l’ARS et de l’Assurance Maladie${genreDepot(d)}`,
  parcours_mission_suivie: (d) => `Mission suivie${mission(d)}`,
  parcours_delais_regles: () => 'Manière de compter les délais réglée',
  parcours_rappels_envoyes: (d) => `Rappels envoyés${typeof d['lettres'] === 'number' ? `\u00a0: ${accord(d['lettres'], 'courriel')}` : ''}`,
  adhesion_deposee: (d) => `Demande d’adhésion déposée${d['origine'] === 'formulaire' ? ' par le formulaire public' : ''}`,
  adhesion_proposee: () => 'Personne proposée à l’adhésion',
  adhesion_retiree: () => 'Demande d’adhésion retirée, coordonnées effacées',
  adhesion_instruite: () => 'Demande d’adhésion mise à l’instruction',
  adhesion_validee: () => 'Adhésion acceptée',
  adhesion_refusee: () => 'Adhésion refusée',
  adhesion_finie: () => 'Fin d’une adhésion',
  adhesion_corrigee: () => 'Fiche d’adhérent corrigée',
  adhesion_changee_de_place: () => 'Catégorie ou collège d’un membre changé',
  courriel_corrige: () => 'Adresse électronique d’une adhésion corrigée',
  adhesion_inscrite: () => 'Membre inscrit par la coordination',
  adherents_importes: (d) => `Registre repris d’un tableur${typeof d['creees'] === 'number' ? `\u00a0: ${accord(d['creees'], 'membre')}` : ''}`,
  adherents_import_annule: () => 'Reprise d’un registre annulée',
  adherents_acces_ouverts: (d) => `Accès envoyés aux membres repris${typeof d['nombre'] === 'number' ? `\u00a0: ${accord(d['nombre'], 'courriel')}` : ''}`,
  depart_demande: () => 'Départ demandé par un membre',
  depart_annule: () => 'Départ annulé par un membre',
  exclusion_engagee: () => 'Procédure d’exclusion engagée',
  exclusion_entendue: () => 'Audition notée dans une procédure d’exclusion',
  exclusion_prononcee: () => 'Exclusion prononcée',
  exclusion_abandonnee: () => 'Procédure d’exclusion close, maintien',
  texte_publie: (d) => `${d['genre'] === 'reglement' ? 'Règlement intérieur' : 'Charte'}\u00a0: version publiée`,
  texte_accepte: (d) => `${d['genre'] === 'reglement' ? 'Règlement intérieur' : 'Charte'} accepté${d['genre'] === 'reglement' ? '' : 'e'} par un membre`,
  engagement_choisi: () => 'Engagement choisi par un membre',
  categories_reprises: () => 'Catégories usuelles reprises',
  categorie_tenue: () => 'Catégorie d’adhérents modifiée',
  college_tenu: () => 'Collège modifié',
  adhesions_reglees: () => 'Réglages des adhésions modifiés',
  cotisation_fixee: () => 'Montant de cotisation fixé',
  cotisations_appelees: (d) => `Cotisations ${typeof d['annee'] === 'number' ? d['annee'] : ''} appelées`,
  cotisations_relancees: () => 'Rappels de cotisation envoyés',
  cotisation_changee: (d) => `Cotisation ${d['statut'] === 'payee' ? 'payée' : d['statut'] === 'dispensee' ? 'dispensée' : d['statut'] === 'annulee' ? 'annulée' : 'remise à payer'}`,
  offre_publiee: () => 'Offre publiée pour les nouveaux venus',
  offre_retiree: () => 'Offre retirée',
  offre_remise: () => 'Offre remise',
  echange_question_posee: () => 'Question posée dans l’espace d’échange',
  echange_reponse_donnee: () => 'Réponse donnée dans l’espace d’échange',
  echange_reponse_partagee: () => 'Réponse partagée avec les autres CPTS',
  echange_partage_retire: () => 'Partage d’une réponse repris',
  echange_remarque_ecrite: () => 'Remarque écrite sur un document déposé',
  echange_remarque_reglee: () => 'Remarque réglée',
  echange_remarque_rouverte: () => 'Remarque rouverte',
  preuve_versee: (d) => `Preuve versée${nom(d)}`,
  preuve_retiree: (d) => `Preuve retirée${nom(d)}`,
  fiche_action_ouverte: (d) => `Fiche action ouverte${nom(d)}`,
  fiche_action_modifiee: (d) => `Fiche action modifiée${nom(d)}`,
  fiche_action_statut: (d) => `Action ${d['statut'] === 'engagee' ? 'engagée' : d['statut'] === 'suspendue' ? 'suspendue' : d['statut'] === 'achevee' ? 'achevée' : d['statut'] === 'abandonnee' ? 'abandonnée' : 'rouverte'}${nom(d)}`,
  compte_bancaire_note: () => 'Compte bancaire enregistré',
  lot_prepare: () => 'Lot de paiement préparé',
  lot_change: (d) => `Lot de paiement ${d['statut'] === 'executee' ? 'payé' : 'annulé'}`,
  taux_vote: () => 'Taux horaire voté',
  temps_declare: () => 'Temps déclaré',
  temps_change: (d) => `Temps ${d['geste'] === 'approuver' ? 'approuvé' : d['geste'] === 'refuser' ? 'refusé' : d['geste'] === 'confirmer' ? 'confirmé' : d['geste'] === 'contester' ? 'contesté' : d['geste'] === 'ecarter' ? 'retiré' : 'repris'}`,
  exercice_clos: (d) => `Exercice clos${typeof d['annee'] === 'number' ? `\u00a0: ${d['annee']}` : ''}`,
  exercice_rouvert: (d) => `Exercice rouvert${typeof d['annee'] === 'number' ? `\u00a0: ${d['annee']}` : ''}`,
  contrat_etabli: () => 'Contrat établi',
  contrat_modifie: () => 'Termes du contrat modifiés',
  contrat_ligne_ajoutee: () => 'Ligne ajoutée au contrat',
  contrat_ligne_modifiee: () => 'Ligne du contrat modifiée',
  contrat_ligne_retiree: () => 'Ligne retirée du contrat',
  contrat_avenant: () => 'Avenant au contrat',
  contrat_resilie: () => 'Contrat résilié',
  contrat_repris: () => 'Résiliation du contrat annulée',
  crise_reconnue: () => 'Crise reconnue par l’ARS, notée au contrat',
  releve_note: (d) => `Valeur relevée${ligneContrat(d)}`,
  releve_retire: () => 'Valeur relevée retirée',
  releve_retabli: () => 'Valeur relevée rétablie',
  livrable_fourni: () => 'Livrable noté comme fourni',
  livrable_retire: () => 'Livrable attendu de nouveau',
  versement_note: () => 'Versement de la caisse noté',
  versement_retire: () => 'Versement retiré du suivi',
  versement_retabli: () => 'Versement rétabli dans le suivi',
  projet_sante_commence: () => 'Projet de santé commencé',
  projet_sante_chapitre_enregistre: (d) => `Projet de santé${enClair(titreChapitre, d['chapitre'])}`,
  projet_sante_texte_mis_de_cote: (d) => `Projet de santé, texte mis de côté${enClair(titreChapitre, d['chapitre'])}`,
  aide_notee: () => 'Aide au démarrage notée',
  aide_modifiee: () => 'Aide au démarrage modifiée',
  statuts_clause_enregistree: (d) => `Statuts\u00a0: clause enregistrée${typeof d['numero'] === 'number' ? ` (version ${d['numero']})` : ''}`,
  statuts_adoptes: () => 'Statuts mis en vigueur',
  mandat_donne: (d) => `Mandat noté${typeof d['fonction'] === 'string' ? `\u00a0: ${d['fonction']}` : ''}`,
  mandat_cesse: () => 'Mandat terminé avant son terme',
  mandat_declare: () => 'Mandat déclaré à la préfecture',
  assemblee_preparee: () => 'Assemblée préparée',
  assemblee_convoquee: (d) => `Assemblée convoquée${typeof d['convocations'] === 'number' ? `\u00a0: ${accord(d['convocations'], 'convocation')}` : ''}`,
  assemblee_ouverte: () => 'Séance ouverte',
  assemblee_close: () => 'Séance close',
  vote_ouvert: () => 'Vote ouvert',
  vote_clos: () => 'Vote compté',
  proces_verbal_signe: () => 'Procès-verbal signé',
  proces_verbal_approuve: () => 'Procès-verbal approuvé',
  lettre_commencee: () => 'Lettre d’intention commencée',
  lettre_section_enregistree: (d) => `Lettre d’intention, «\u00a0${section(d)}\u00a0»\u00a0: texte enregistré`,
  lettre_section_restauree: (d) => `Lettre d’intention, «\u00a0${section(d)}\u00a0»\u00a0: ancienne version reprise`,
  lettre_proposition_reprise: (d) => `Lettre d’intention, «\u00a0${section(d)}\u00a0»\u00a0: texte proposé repris`,
  lettre_actualisation_notee: (d) => `Lettre d’intention, «\u00a0${section(d)}\u00a0»\u00a0: changement noté`,
  lettre_texte_mis_de_cote: (d) => `Lettre d’intention, «\u00a0${section(d)}\u00a0»\u00a0: texte mis de côté`,
};

export const aUnePhrase = (code: string): boolean => EVENEMENTS[code] !== undefined;

const objet = (v: unknown): Details => (typeof v === 'object' && v !== null ? { ...v } : {});

const enMots = (code: string): string => code.charAt(0).toUpperCase() + code.slice(1).replaceAll('_', ' ');

export const libelleEvenement = (code: string, details: unknown = {}): string => EVENEMENTS[code]?.(objet(details)) ?? enMots(code);

/** The codes whose sentence contains what is looked for, details apart. */
export const codesContenant = (recherche: string, cle: (s: string) => string): string[] => Object.keys(EVENEMENTS).filter((c) => cle(libelleEvenement(c)).includes(cle(recherche)));
