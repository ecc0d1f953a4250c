import { type Acteur, aUnRole } from '#core/tenancy.ts';
import type { Constat, ScenarioGarde } from './model.ts';

/** Published figures on a public perimeter: whoever is in the CPTS, or follows it, reads them. */
export const peutVoirDiagnostic = (qui: Acteur): boolean => qui.roles.length > 0;

/** Findings are the members': officers read the diagnosis that is deposited, not the debate. */
export const peutVoirConstats = (qui: Acteur): boolean => aUnRole(qui, 'adherent', 'coordination', 'presidence', 'secretariat', 'tresorerie');

/** Every member writes and votes: the diagnosis is shared. */
export const peutEcrireConstat = peutVoirConstats;

/** What goes into the health project is decided by those who hold the pen. */
export const peutDecider = (qui: Acteur): boolean => aUnRole(qui, 'coordination', 'presidence', 'secretariat');

/** Who wrote a finding may correct it until it is decided upon; those who decide, always. */
export const peutModifierConstat = (qui: Acteur, c: Pick<Constat, 'auteur' | 'statut'>): boolean =>
  peutDecider(qui) || (peutEcrireConstat(qui) && c.auteur === qui.personneId && c.statut === 'proposee');

/** What a member imagines is shared with the members. */
export const peutGarderScenario = peutVoirConstats;

export const peutModifierScenario = (qui: Acteur, s: Pick<ScenarioGarde, 'auteur' | 'statut'>): boolean =>
  peutDecider(qui) || (peutGarderScenario(qui) && s.auteur === qui.personneId && s.statut !== 'retenue');

/** Files of the CPAM are deposited by those who receive them. */
export const peutImporterChiffres = peutDecider;

/** Objectives are read by the members and written by those who decide what goes into the health project. */
export const peutVoirObjectifs = peutVoirConstats;
export const peutTenirObjectifs = peutDecider;
