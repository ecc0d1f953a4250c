import type { TablesAci } from './tables/aci.ts';
import type { TablesActions } from './tables/actions.ts';
import type { TablesAdherents } from './tables/adherents.ts';
import type { TablesAgenda } from './tables/agenda.ts';
import type { TablesAnnuaire } from './tables/annuaire.ts';
import type { TablesComptes } from './tables/comptes.ts';
import type { TablesDiagnostic } from './tables/diagnostic.ts';
import type { TablesDialogue } from './tables/dialogue.ts';
import type { TablesDonnees } from './tables/donnees.ts';
import type { TablesEcoute } from './tables/ecoute.ts';
import type { TablesExploitation } from './tables/exploitation.ts';
import type { TablesFinances } from './tables/finances.ts';
import type { TablesGouvernance } from './tables/gouvernance.ts';
import type { TablesEchanges, TablesParcours } from './tables/parcours.ts';
import type { TablesPilotage } from './tables/pilotage.ts';
import type { TablesProjet } from './tables/projet.ts';
import type { TablesSocle } from './tables/socle.ts';
import type { TablesTerritoire } from './tables/territoire.ts';

/** Every table of the database, module by module; a test compares each with the catalogue. One line each: everybody adds theirs. */
export type Schema =
  & TablesAci
  & TablesAdherents
  & TablesAgenda
  & TablesAnnuaire
  & TablesActions
  & TablesComptes
  & TablesDiagnostic
  & TablesDialogue
  & TablesDonnees
  & TablesEcoute
  & TablesExploitation
  & TablesFinances
  & TablesGouvernance
  & TablesEchanges
  & TablesParcours
  & TablesPilotage
  & TablesProjet
  & TablesSocle
  & TablesTerritoire;
