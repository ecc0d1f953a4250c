import { routesLiensTenus } from './liens/routes.tsx';
import { routesAuthentification } from './authentification/routes.ts';
import { routesBoite } from './boite/boite-aux-lettres.tsx';
import { routesDonnees } from './donnees/routes.tsx';
import { routesExploitation } from './exploitation/routes.tsx';
import { tacheImport } from './exploitation/import-annuaires.ts';
import { tacheVerification } from './exploitation/verification.ts';
import { routesInformations } from './informations/routes.tsx';
import { routeRecherche } from './recherche/recherche.tsx';
import { sourceCommunes, sourceDocuments, sourceEtablissements, sourcePages, sourcePersonnes, sourceProfessionnels, sourcesAgenda } from './recherche/sources.ts';
import type { Services } from './services.ts';
import { tacheCourriel } from './taches/courrier.ts';
import type { Tache } from './taches/registre.ts';
import type { Adresse } from '#db/connexion.ts';
import type { Routes } from './routes.ts';
import { routesAcces, routesConnexion } from '#modules/comptes/routes.tsx';
import { noterIdentite } from '#modules/comptes/use-cases/noter-identite.ts';
import { tachePreuves } from '#modules/aci/use-cases/compter-preuves.ts';
import { routesActions } from '#modules/actions/routes.tsx';
import { routesPreuves } from '#modules/actions/routes-preuves.tsx';
import { routesAdherents } from '#modules/adherents/routes.tsx';
import { routesEspace } from '#modules/adherents/routes-espace.tsx';
import { routesImport } from '#modules/adherents/routes-import.tsx';
import { routesMobilisation } from '#modules/adherents/routes-mobilisation.tsx';
import { PORTE_ADHESION, routesAdhesionPublique } from '#modules/adherents/routes-publiques.tsx';
import { routesReglages } from '#modules/adherents/routes-reglages.tsx';
import { tachesAdherents } from './taches/adherents.ts';
import { routesAgenda } from '#modules/agenda/routes.tsx';
import { PORTE_INVITATION } from '#modules/agenda/routes-liens.tsx';
import { PORTE_SONDAGE } from '#modules/agenda/routes-sondages.tsx';
import { tacheCalendriers } from '#modules/agenda/use-cases/relire-calendriers.ts';
import { tacheReponses } from '#modules/agenda/use-cases/lire-reponses.ts';
import { tachesDeLAgenda } from '#modules/agenda/use-cases/surveiller-sondages.ts';
import { routesAci } from '#modules/aci/routes.tsx';
import { routesDialogue } from '#modules/dialogue/routes.tsx';
import { routesLignes } from '#modules/dialogue/routes-lignes.tsx';
import { routesValeurs } from '#modules/dialogue/routes-valeurs.tsx';
import { reprendreLignes } from '#modules/aci/use-cases/reprendre-lignes.ts';
import { noterReleve } from '#modules/aci/use-cases/noter-releve.ts';
import { actionDeLaReunion } from '#modules/actions/queries-reunions.ts';
import { estimerParLien, estimerPourLaFiche, estimerPourLaReunion, routesFinances } from '#modules/finances/routes.tsx';
import { tacheDialogue } from './taches/dialogue.ts';
import { tacheDeclarations, tacheFeuille, tachePouls, tachePresence } from './taches/presences.ts';
import { tacheLiens } from './taches/liens.ts';
import { tacheEnquetes } from './taches/enquetes.ts';
import { tachesSemaine } from './taches/semaine.ts';
import { routesAnnuaire } from '#modules/annuaire/routes.tsx';
import { routesAssemblees } from '#modules/gouvernance/routes-assemblees.tsx';
import { routesDeclarations } from '#modules/gouvernance/routes-declarations.tsx';
import { PORTE_SEANCE, routesLiens } from '#modules/gouvernance/routes-liens.tsx';
import { routesMandats } from '#modules/gouvernance/routes-mandats.tsx';
import { routesSoutien } from '#modules/gouvernance/routes-soutien.tsx';
import { routesVotes } from '#modules/gouvernance/routes-votes.tsx';
import { routesGouvernance } from '#modules/gouvernance/routes.tsx';
import { routesFhir } from '#fhir/routes.ts';
import { routesDemandes } from '#modules/donnees/routes.tsx';
import { ajouterConstat } from '#modules/diagnostic/use-cases/ajouter-constat.ts';
import { routesDiagnostic } from '#modules/diagnostic/routes.tsx';
import { routesEcoute } from '#modules/ecoute/routes.tsx';
import { routesPilotage } from '#modules/pilotage/routes.tsx';
import { routesPortage } from '#modules/pilotage/routes-portage.tsx';
import { routesSemaine } from '#modules/pilotage/routes-semaine.tsx';
import { routesProjet } from '#modules/projet/routes.tsx';
import { tacheParcours } from '#modules/projet/use-cases/veiller-parcours.ts';
import { routesTerritoire } from '#modules/territoire/routes.tsx';

/** The links that write in a person's name: each belongs to the browser of its owner. Those that stay open, and why: docs/liens.md. */
export const PORTES_TENUES = [PORTE_SONDAGE, PORTE_INVITATION, PORTE_SEANCE, PORTE_ADHESION] as const;

/** Where each module joins the house: `app` is the whole, `cpts` what lives under `/cpts/:cpts`. */
export function brancherModules(app: Routes, cpts: Routes, _services: Services): void {
  routesBoite(app);
  routesInformations(app);
  routesAuthentification(app, (c, fournisseur, dit) => noterIdentite(c.var.services, fournisseur, dit));
  routesConnexion(app);
  routesExploitation(app);
  routesAcces(cpts);
  routeRecherche(cpts, [sourcePages, sourcePersonnes, sourceDocuments, ...sourcesAgenda, sourceProfessionnels, sourceEtablissements, sourceCommunes]);
  routesPilotage(cpts);
  routesSemaine(app, cpts);
  routesPortage(cpts);
  routesTerritoire(app, cpts);
  routesDiagnostic(cpts);
  routesEcoute(app, cpts, ajouterConstat);
  routesProjet(cpts);
  routesAdhesionPublique(app);
  routesReglages(cpts);
  routesImport(cpts);
  routesEspace(cpts);
  routesMobilisation(cpts);
  routesDonnees(cpts);
  routesDemandes(cpts);
  routesAdherents(cpts);
  routesActions(cpts, estimerPourLaFiche);
  routesPreuves(cpts);
  routesAgenda(app, cpts, { paie: estimerPourLaReunion, paieParLien: estimerParLien, action: actionDeLaReunion });
  routesAci(cpts);
  routesDialogue(cpts);
  routesLignes(cpts, reprendreLignes);
  routesValeurs(cpts, noterReleve);
  routesFinances(cpts);
  routesGouvernance(cpts);
  routesMandats(cpts);
  routesDeclarations(cpts);
  routesAssemblees(cpts);
  routesVotes(app, cpts);
  routesLiens(app, cpts);
  routesSoutien(cpts);
  routesAnnuaire(app, cpts);
  routesFhir(app);
  routesLiensTenus(app, PORTES_TENUES);
}

/** What each module does when a subject of the outbox is told, or when its hour strikes. */
export const tachesDesModules = (adresse: Adresse): readonly Tache[] => [
  tacheCourriel,
  tacheVerification(adresse),
  tacheImport(),
  tachePreuves,
  tacheDialogue,
  tacheParcours,
  ...tachesDeLAgenda,
  tacheCalendriers,
  tacheReponses,
  ...tachesAdherents,
  tachePresence,
  tachePouls,
  tacheDeclarations,
  tacheFeuille,
  tacheEnquetes,
  ...tachesSemaine,
  tacheLiens,
];
