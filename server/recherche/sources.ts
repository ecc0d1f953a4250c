import { sql } from 'kysely';
import { jourDans } from '#core/jour.ts';
import { cleDeRecherche, formaterDate, formaterNombre } from '#core/texte.ts';
import type { Acteur } from '#core/tenancy.ts';
import type { Libelles, Professionnel, Recherche } from '#modules/annuaire/model.ts';
import { comprendre } from '#modules/annuaire/moteur/texte.ts';
import { peutVoirAnnuaire } from '#modules/annuaire/permissions.ts';
import { chercherEtablissements, chercherProfessionnels, libellesServis } from '#modules/annuaire/queries.ts';
import { metierDe, nomComplet } from '#modules/annuaire/view.ts';
import { peutOuvrirFiche, peutVoirActions } from '#modules/actions/permissions.ts';
import { peutProposer, peutReglerAdhesions, peutTenirCotisations, peutTenirRegistre, peutVoirAdherents } from '#modules/adherents/permissions.ts';
import { peutEcrireContrat, peutLireContrat, peutLireTresorerie } from '#modules/aci/permissions.ts';
import { peutDeclarerTemps, peutVoirComptes, peutVoirRegistre } from '#modules/finances/permissions.ts';
import { peutLireDialogue, peutRedigerDialogue } from '#modules/dialogue/permissions.ts';
import { peutOrganiser, peutVoirAgenda } from '#modules/agenda/permissions.ts';
import { chercherAgenda } from '#modules/agenda/queries-listes.ts';
import { peutVoirAcces } from '#modules/comptes/permissions.ts';
import { peutTenirDemandes } from '#modules/donnees/permissions.ts';
import { peutVoirConstats } from '#modules/diagnostic/permissions.ts';
import { peutVoirEnquetes } from '#modules/ecoute/permissions.ts';
import { peutTenirSeance, peutVoirGouvernance } from '#modules/gouvernance/permissions.ts';
import { peutLireLettre, peutVoirParcours } from '#modules/projet/permissions.ts';
import { peutComposerTerritoire } from '#modules/territoire/permissions.ts';
import { territoireCourant } from '#modules/territoire/queries.ts';
import type { ContextePage } from '../contexte.ts';
import { NAVIGATION } from '../navigation.ts';
import { peutVoirHistorique, peutVoirPortage } from '#modules/pilotage/permissions.ts';
import { chargerPaquet } from '../paquet/charger.ts';

export type Resultat = { readonly libelle: string; readonly detail?: string; readonly href: string };
/** `autresNoms`: what it is called too, to be ranked by. */
export type Trouvaille = Resultat & { readonly autresNoms?: readonly string[] };
type Chercher = (ctx: ContextePage, q: string, limite: number) => Promise<readonly Trouvaille[]>;

/** One kind of thing that the palette finds. It answers only what this person may open; what exceeds the limit once ranked is left out. `approcher`: what only resembles what was typed, asked when no source at all answers. */
export type Source = { readonly titre: string; readonly chercher: Chercher; readonly approcher?: Chercher };

type PageConnue = { readonly libelle: string; readonly mots?: string; readonly chemin: string; readonly dansLaCpts?: false; readonly peutVoir?: (qui: Acteur) => boolean };

/** Pages below the navigation, and what people call them. A test opens each. */
export const PAGES: readonly PageConnue[] = [
  { libelle: 'Composer le territoire', mots: 'ajouter retirer commune perimetre carte', chemin: '/territoire/composer', peutVoir: peutComposerTerritoire },
  { libelle: 'Diagnostic partagé', mots: 'chiffres apl demographie offre population chapitres', chemin: '/territoire/diagnostic' },
  { libelle: 'Enquêtes', mots: 'questionnaire sondage habitants patients professionnels reponses ecoute', chemin: '/territoire/enquetes', peutVoir: peutVoirEnquetes },
  { libelle: 'Constats du diagnostic', mots: 'besoins forces faiblesses priorites carnet', chemin: '/territoire/diagnostic/constats', peutVoir: peutVoirConstats },
  { libelle: 'Objectifs du projet de santé', mots: 'constats cible indicateur annee mission', chemin: '/territoire/diagnostic/objectifs', peutVoir: peutVoirConstats },
  { libelle: 'Chiffres de la caisse', mots: 'cpam importer excel csv patients sans medecin traitant ald c2s', chemin: '/territoire/diagnostic/chiffres' },
  { libelle: 'Et si…', mots: 'scenario simulation depart retraite installation centre apl', chemin: '/territoire/diagnostic/scenarios' },
  { libelle: 'Scénarios gardés', mots: 'comparer simulation', chemin: '/territoire/diagnostic/scenarios/gardes', peutVoir: peutVoirConstats },
  { libelle: 'Échanges avec l’ARS et l’Assurance Maladie', mots: 'depot document question remarque reponse cpam autorites', chemin: '/projet/echanges', peutVoir: peutVoirParcours },
  { libelle: 'Guide du parcours', mots: 'etapes creation delais aide exemple erreurs glossaire', chemin: '/projet/guide', peutVoir: peutVoirParcours },
  { libelle: 'Séances et assemblées', mots: 'ag conseil bureau vote quorum convocation proces verbal presence', chemin: '/gouvernance', peutVoir: peutVoirGouvernance },
  { libelle: 'Statuts', mots: 'clauses association regles quorum majorite', chemin: '/gouvernance/statuts', peutVoir: peutVoirGouvernance },
  { libelle: 'Mandats', mots: 'bureau conseil presidence tresorerie secretariat prefecture', chemin: '/gouvernance/mandats', peutVoir: peutVoirGouvernance },
  { libelle: 'Registre des décisions', mots: 'votes resolutions elections', chemin: '/gouvernance/decisions', peutVoir: peutVoirGouvernance },
  { libelle: 'Préparer une assemblée', mots: 'convocation ordre du jour reunion seance vote ag', chemin: '/gouvernance/assemblees/nouvelle', peutVoir: peutTenirSeance },
  { libelle: 'Déclarations à la préfecture', mots: 'greffe associations recepisse mandat statuts trois mois', chemin: '/gouvernance/declarations', peutVoir: peutVoirGouvernance },
  { libelle: 'Règlement intérieur', mots: 'gouvernance association regles mediation version', chemin: '/gouvernance/reglement', peutVoir: peutVoirGouvernance },
  { libelle: 'Se soutenir', mots: 'mediation conflit tiers neutre presider tour role pouls reunion anonyme', chemin: '/gouvernance/soutien', peutVoir: peutVoirGouvernance },
  { libelle: 'Qui porte quoi', mots: 'charge mandats taches soirees actions repartir passer main je', chemin: '/gouvernance/qui-porte-quoi', peutVoir: peutVoirPortage },
  { libelle: 'Historique', mots: 'journal changements qui quand', chemin: '/historique', peutVoir: peutVoirHistorique },
  { libelle: 'Adhérents', mots: 'membres liste adhesion qui', chemin: '/reseau/adherents', peutVoir: peutVoirAdherents },
  { libelle: 'Proposer quelqu’un', mots: 'inviter confrere adhesion parrainer', chemin: '/reseau/adherents/proposer', peutVoir: peutProposer },
  { libelle: 'Inscrire un membre', mots: 'ajouter adherent saisir main papier', chemin: '/reseau/adherents/nouveau', peutVoir: peutTenirRegistre },
  { libelle: 'Reprendre un registre', mots: 'importer excel csv tableur liste adherents', chemin: '/reseau/adherents/import', peutVoir: peutTenirRegistre },
  { libelle: 'Réglages des adhésions', mots: 'colleges categories charte formulaire public cotisation montant', chemin: '/reseau/reglages', peutVoir: peutReglerAdhesions },
  { libelle: 'Cotisations', mots: 'payer recu campagne appel', chemin: '/reseau/cotisations', peutVoir: peutTenirCotisations },
  { libelle: 'Renouvellements', mots: 'adhesion expiree campagne rester annee relancer', chemin: '/reseau/renouvellements', peutVoir: peutTenirRegistre },
  { libelle: 'Mobilisation', mots: 'professions communes representees inviter manquent', chemin: '/reseau/mobilisation', peutVoir: peutVoirAdherents },
  { libelle: 'Ma place dans la CPTS', mots: 'engagement quitter charte cotisation mes donnees', chemin: '/reseau/moi', peutVoir: peutVoirAdherents },
  { libelle: 'Ma CPTS en cinq minutes', mots: 'bienvenue nouveau decouvrir', chemin: '/reseau/bienvenue', peutVoir: peutVoirAdherents },
  { libelle: 'Ce que l’on sait de moi', mots: 'rgpd donnees personnelles acces effacement export', chemin: '/reseau/moi/donnees' },
  { libelle: 'Demandes sur les données', mots: 'rgpd effacement registre cnil', chemin: '/donnees/demandes', peutVoir: peutTenirDemandes },
  { libelle: 'Ma lettre de la semaine', mots: 'courriel hebdomadaire resume desabonner jour', chemin: '/reseau/moi/lettre', peutVoir: peutVoirHistorique },
  { libelle: 'Nouveaux venus', mots: 'stage interne remplacement local installation offre', chemin: '/reseau/accueil' },
  { libelle: 'Arrivées et départs', mots: 'annuaire professionnels changements nouveaux partis edition demenagement', chemin: '/reseau/annuaire/changements', peutVoir: peutVoirAnnuaire },
  { libelle: 'Rôles et invitations', mots: 'acces inviter membre droits personnes', chemin: '/reseau/acces', peutVoir: peutVoirAcces },
  { libelle: 'Ouvrir une fiche action', mots: 'nouvelle mission projet objectif pilote', chemin: '/missions/fiches/nouvelle', peutVoir: peutOuvrirFiche },
  { libelle: 'Preuves', mots: 'emargement photo piece justificatif livrable verser coffre', chemin: '/missions/preuves', peutVoir: peutVoirActions },
  { libelle: 'Calendrier des actions', mots: 'missions fiches jalons taches', chemin: '/missions?vue=calendrier', peutVoir: peutVoirActions },
  { libelle: 'Dialogue de gestion', mots: 'bilan plan annee rapport activite dossier caisse ars anniversaire etapes signer', chemin: '/dialogue', peutVoir: peutLireDialogue },
  { libelle: 'Dossier de dialogue', mots: 'indicateurs ecarts propositions bilan signer', chemin: '/dialogue/dossier', peutVoir: peutLireDialogue },
  { libelle: 'Relever les indicateurs', mots: 'valeurs importer tableur excel csv cpam compter calculer', chemin: '/dialogue/valeurs', peutVoir: peutRedigerDialogue },
  { libelle: 'Lignes de l’année suivante', mots: 'dialogue propositions reconduire renegocier objectifs contrat inscrire', chemin: '/dialogue/lignes', peutVoir: peutEcrireContrat },
  { libelle: 'Textes du dossier de dialogue', mots: 'faits marquants difficultes propositions conclusions', chemin: '/dialogue/redaction', peutVoir: peutRedigerDialogue },
  { libelle: 'Contrat', mots: 'aci indicateurs paliers gagne perdu remuneration missions', chemin: '/contrat', peutVoir: peutLireContrat },
  { libelle: 'Trésorerie du contrat', mots: 'argent caisse avance solde versement recu', chemin: '/contrat/tresorerie', peutVoir: peutLireTresorerie },
  { libelle: 'Le papier signé', mots: 'contrat signataires siege caisse population renouvellement histoire versions', chemin: '/contrat/papiers', peutVoir: peutLireContrat },
  { libelle: 'Termes du contrat', mots: 'avenant crise signature taille regime aci', chemin: '/contrat/termes', peutVoir: peutEcrireContrat },
  { libelle: 'Budget', mots: 'prevu engage depense paye mission action nature previsionnel', chemin: '/finances/budget', peutVoir: peutVoirComptes },
  { libelle: 'Factures', mots: 'fournisseur payer approuver achat avoir prestataire', chemin: '/finances/factures', peutVoir: peutVoirComptes },
  { libelle: 'Subventions', mots: 'fir ars appel a projets financeur promis recu versement', chemin: '/finances/subventions', peutVoir: peutVoirComptes },
  { libelle: 'Banque', mots: 'releve camt csv rapprochement mouvement import compte', chemin: '/finances/banque', peutVoir: peutVoirComptes },
  { libelle: 'Comptabilité', mots: 'bilan fec journal ecritures expert comptable export comptes siren', chemin: '/finances/comptabilite', peutVoir: peutVoirComptes },
  { libelle: 'Mon temps', mots: 'indemnite remuneration declarer heures plafond paiement releve', chemin: '/finances/temps', peutVoir: peutDeclarerTemps },
  { libelle: 'Travail invisible', mots: 'coordination secretariat infirmiers mediation benevole non paye noter', chemin: '/finances/travail', peutVoir: peutDeclarerTemps },
  { libelle: 'Registre des temps', mots: 'approuver indemnites tresorerie payer plafond', chemin: '/finances/registre', peutVoir: peutVoirRegistre },
  { libelle: 'Paiements', mots: 'iban virement sepa lot banque payer indemnites', chemin: '/finances/paiements', peutVoir: peutDeclarerTemps },
  { libelle: 'Taux votés', mots: 'indemnite remuneration heure exercice clore plafond pass', chemin: '/finances/taux', peutVoir: peutDeclarerTemps },
  { libelle: 'Choisir une date', mots: 'sondage reunion fixer disponibilites doodle', chemin: '/agenda/nouveau', peutVoir: peutOrganiser },
  { libelle: 'Réunions', mots: 'agenda seance liste passees comptes rendus presence', chemin: '/agenda/reunions', peutVoir: peutVoirAgenda },
  { libelle: 'Sondages de dates', mots: 'agenda votes reponses', chemin: '/agenda/sondages', peutVoir: peutVoirAgenda },
  { libelle: 'Mes tâches', mots: 'agenda a faire retard reunion', chemin: '/agenda/taches', peutVoir: peutVoirAgenda },
  { libelle: 'Groupes de travail', mots: 'agenda membres rythme commission', chemin: '/agenda/groupes', peutVoir: peutVoirAgenda },
  { libelle: 'Salles', mots: 'agenda lieu places', chemin: '/agenda/salles', peutVoir: peutVoirAgenda },
  { libelle: 'Mes disponibilités', mots: 'agenda horaires consultations conges soirees', chemin: '/agenda/moi', peutVoir: peutVoirAgenda },
  { libelle: 'Mon compte', mots: 'profil courriel securite sessions cle second facteur theme', chemin: '/compte', dansLaCpts: false },
  { libelle: 'Aide', mots: 'question comment mode emploi', chemin: '/aide', dansLaCpts: false },
  { libelle: 'Accessibilité', mots: 'rgaa handicap declaration', chemin: '/accessibilite', dansLaCpts: false },
  { libelle: 'À propos de Maillage', mots: 'licence version sources donnees code', chemin: '/a-propos', dansLaCpts: false },
];

/** True when each word typed begins a word of the text. */
export function correspond(texte: string, q: string): boolean {
  const mots = cleDeRecherche(texte).split(' ');
  const tapes = cleDeRecherche(q).split(' ');
  return tapes[0] !== '' && tapes.every((t) => mots.some((m) => m.startsWith(t)));
}

export const sourcePages: Source = {
  titre: 'Pages',
  chercher: async (ctx, q, limite) => {
    const entrees = NAVIGATION.filter((e) => e.peutVoir?.(ctx.qui.roles) ?? true).map((e) => ({ libelle: e.libelle, mots: '', href: ctx.base + e.chemin }));
    const autres = PAGES.filter((p) => p.peutVoir?.(ctx.qui) ?? true).map((p) => ({ libelle: p.libelle, mots: p.mots ?? '', href: p.dansLaCpts === false ? p.chemin : ctx.base + p.chemin }));
    const trouvees = [...entrees, ...autres].filter((p) => correspond(`${p.libelle} ${p.mots}`, q));
    // The name counts before what people also call it.
    return trouvees.toSorted((a, b) => Number(correspond(b.libelle, q)) - Number(correspond(a.libelle, q))).slice(0, limite).map(({ libelle, href }) => ({ libelle, href }));
  },
};

/** People of this CPTS, by name, for those who may open the page of roles. */
export const sourcePersonnes: Source = {
  titre: 'Personnes',
  chercher: async ({ tx, cpts, qui, base, aujourdhui }, q, limite) => {
    if (!peutVoirAcces(qui)) return [];
    const motifs = cleDeRecherche(q).split(' ').filter(Boolean).slice(0, 8).map((m) => `(^|[^a-z0-9])${m}`);
    if (motifs.length === 0) return [];
    const { rows } = await sql<{ nom: string }>`select p.nom from personnes p
      where exists (select from roles_tenus r where r.personne_id = p.id and r.cpts_id = ${cpts} and ${aujourdhui}::date >= r.depuis and (r.jusque is null or ${aujourdhui}::date <= r.jusque))
        and lower(unaccent(p.nom)) ~ all(${motifs}::text[]) order by p.nom limit ${limite}`.execute(tx);
    return rows.map(({ nom }) => ({ libelle: nom, autresNoms: [nom.split(' ').slice(1).join(' ')], href: `${base}/reseau/acces?q=${encodeURIComponent(nom)}` }));
  },
};

/** What the agenda holds: each kind under its own heading. */
export const sourcesAgenda: readonly Source[] = ([['Réunions', 'reunion'], ['Sondages', 'sondage'], ['Groupes de travail', 'groupe'], ['Décisions de réunion', 'decision'], ['Tâches', 'tache']] as const).map(([titre, genre]) => ({
  titre,
  chercher: async (ctx, q, limite) =>
    peutVoirAgenda(ctx.qui) ? (await chercherAgenda(ctx, genre, q, limite)).map((t) => ({ libelle: t.titre, detail: [t.quand === null ? '' : formaterDate(jourDans(t.quand, ctx.fuseau)), t.ou].filter(Boolean).join(' · '), href: `${ctx.base}/agenda/${t.lien}` })) : [],
}));

const enResultat = (ctx: ContextePage, p: Professionnel, libelles: Libelles): Trouvaille => ({
  libelle: nomComplet(p), autresNoms: [`${p.nom} ${p.prenom}`], href: `${ctx.base}/reseau/annuaire/${encodeURIComponent(p.identifiant)}`,
  detail: [metierDe(libelles, p), [...new Set(p.lieux.flatMap((l) => l.communeLibelle ?? []))].slice(0, 2).join(', ')].filter(Boolean).join(' · '),
});

const trouverProfessionnels = async (ctx: ContextePage, r: Recherche, nombre: number): Promise<readonly Professionnel[]> => (await chercherProfessionnels(ctx, r, { debut: 0, nombre })).professionnels;

/** Professionals of the national directory by their name, those of the territory first. A trade alone leads to the directory. */
export const sourceProfessionnels: Source = {
  titre: 'Professionnels',
  chercher: async (ctx, q, nombre) => {
    if (!peutVoirAnnuaire(ctx.qui) || cleDeRecherche(q).length < 2) return [];
    const libelles = await libellesServis(ctx);
    const compris = comprendre(q, libelles);
    if (compris.noms.length === 0) return compris.professions.length + compris.savoirFaire.length === 0 ? [] : [{ libelle: `Chercher « ${q} » dans l’annuaire`, href: `${ctx.base}/reseau/annuaire?q=${encodeURIComponent(q)}` }];
    const communes: readonly string[] = (await territoireCourant(ctx))?.communes ?? [];
    const ici = communes.length > 0 ? await trouverProfessionnels(ctx, { ...compris, communes, sansFaute: true }, nombre) : [];
    // Asked even when the territory fills the list: the very name, elsewhere, comes before a name that only begins so.
    const partout = await trouverProfessionnels(ctx, { ...compris, sansFaute: true }, nombre);
    return [...ici, ...partout.filter((p) => !ici.some((x) => x.identifiant === p.identifiant))].map((p) => enResultat(ctx, p, libelles));
  },
  approcher: async (ctx, q, nombre) => {
    const communes: readonly string[] = (await territoireCourant(ctx))?.communes ?? [];
    if (!peutVoirAnnuaire(ctx.qui) || communes.length === 0) return [];
    const libelles = await libellesServis(ctx);
    const compris = comprendre(q, libelles);
    return compris.noms.length === 0 ? [] : (await trouverProfessionnels(ctx, { ...compris, communes }, nombre)).map((p) => enResultat(ctx, p, libelles));
  },
};

/** Pharmacies, hospitals and centres of the territory, as FINESS names them. */
export const sourceEtablissements: Source = {
  titre: 'Établissements',
  chercher: async (ctx, q, limite) =>
    (await chercherEtablissements(ctx, { mots: cleDeRecherche(q).split(' ').filter(Boolean).slice(0, 8), communes: (await territoireCourant(ctx))?.communes ?? [] }, limite)).map((e) => ({
      libelle: e.nom, detail: [e.categorie, chargerPaquet().commune(e.commune)?.nom, e.telephone].filter(Boolean).join(' · '), href: `${ctx.base}/territoire/diagnostic#etablissements`,
    })),
};

const communesNommees = (sansFaute: boolean): Chercher => async (ctx, q, limite) => {
  const paquet = chargerPaquet();
  const dedans = new Set((await territoireCourant(ctx))?.communes ?? []);
  const trouvees = paquet.chercher(q, { limite: limite * 4, sansFaute }).map((t) => t.commune);
  const triees = [...trouvees.filter((c) => dedans.has(c.code)), ...trouvees.filter((c) => !dedans.has(c.code))].slice(0, limite);
  return triees.map((c) => ({
    libelle: c.nom,
    detail: [paquet.departement(c.departement)?.nom ?? c.departement, ...(c.population === undefined ? [] : [`${formaterNombre(c.population)}\u00a0habitants`]), ...(dedans.has(c.code) ? ['dans le territoire'] : [])].join(' · '),
    href: `${ctx.base}/territoire${dedans.has(c.code) || !peutComposerTerritoire(ctx.qui) ? '' : '/composer'}`,
  }));
};

/** Communes of France, those of the territory first. */
export const sourceCommunes: Source = { titre: 'Communes', chercher: communesNommees(true), approcher: communesNommees(false) };

const DOCUMENTS: readonly (PageConnue & { readonly detail: string })[] = [
  { libelle: 'Lettre d’intention', mots: 'document courrier ars cpam projet', detail: 'Lire', chemin: '/projet/lettre', peutVoir: peutLireLettre },
  { libelle: 'Lettre d’intention', mots: 'document word docx telecharger', detail: 'Télécharger en Word', chemin: '/projet/lettre.docx', peutVoir: peutLireLettre },
  { libelle: 'Lettre d’intention', mots: 'document pdf telecharger imprimer', detail: 'Télécharger en PDF', chemin: '/projet/lettre.pdf', peutVoir: peutLireLettre },
  { libelle: 'Statuts', mots: 'document word docx telecharger association', detail: 'Télécharger en Word', chemin: '/gouvernance/statuts.docx', peutVoir: peutVoirGouvernance },
  { libelle: 'Règlement intérieur', mots: 'document word docx telecharger association', detail: 'Télécharger en Word', chemin: '/gouvernance/reglement.docx', peutVoir: peutVoirGouvernance },
  { libelle: 'Dossier de dialogue de gestion', mots: 'document pdf telecharger caisse ars annuel', detail: 'Télécharger en PDF', chemin: '/dialogue/dossier.pdf', peutVoir: peutLireDialogue },
  { libelle: 'Rapport d’activité', mots: 'document word docx telecharger annuel bilan', detail: 'Télécharger en Word', chemin: '/dialogue/rapport.docx', peutVoir: peutLireDialogue },
  { libelle: 'Liste des communes', mots: 'document tableur excel xlsx territoire telecharger', detail: 'Télécharger en Excel', chemin: '/territoire/communes.xlsx' },
];

/** A list of communes is a document once there are communes. */
async function documentsDe(ctx: ContextePage): Promise<readonly (PageConnue & { readonly detail: string })[]> {
  const vide = ((await territoireCourant(ctx))?.communes ?? []).length === 0;
  return vide ? DOCUMENTS.filter((d) => !d.chemin.startsWith('/territoire/')) : DOCUMENTS;
}

/** Documents that the CPTS can read or take away. */
export const sourceDocuments: Source = {
  titre: 'Documents',
  chercher: async (ctx, q, limite) =>
    (await documentsDe(ctx)).filter((d) => (d.peutVoir?.(ctx.qui) ?? true) && correspond(`${d.libelle} ${d.mots ?? ''}`, q))
      .slice(0, limite)
      .map(({ libelle, detail, chemin }) => ({ libelle, detail, href: ctx.base + chemin })),
};
