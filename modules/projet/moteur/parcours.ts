import { Report, ZoneFeries } from '#core/calendrier.ts';
import type { Jour } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { type Acteur, aUnRole } from '#core/tenancy.ts';
import type { MissionSocle } from '../constants.ts';
import type { Depot, Dossier, GesteParcours, Institution, MotifOpposition, Pas, Reglages, StatutParcours } from '../model-parcours.ts';
import { horloges, silenceEnCours } from './horloges.ts';
import { SOURCES } from '../regimes.ts';
import { gestesPossibles, PAS, transitions } from '../transitions.ts';

export const REGLAGES_DE_DEPART: Reglages = { zone: 'metropole', reportSilence: 'aucun', reportReperes: 'jour_ouvre_suivant' };

const estUnReport = (v: unknown): v is Report => Report.safeParse(v).success;

/** Settings as the database keeps them; what is absent or unknown takes its starting value. */
export function lireReglages(brut: unknown): Reglages {
  const lu = typeof brut === 'object' && brut !== null ? { ...REGLAGES_DE_DEPART, ...brut } : REGLAGES_DE_DEPART;
  return {
    zone: ZoneFeries.safeParse(lu.zone).data ?? REGLAGES_DE_DEPART.zone,
    reportSilence: estUnReport(lu.reportSilence) ? lu.reportSilence : REGLAGES_DE_DEPART.reportSilence,
    reportReperes: estUnReport(lu.reportReperes) ? lu.reportReperes : REGLAGES_DE_DEPART.reportReperes,
  };
}

/** On whose behalf a person acts in the journey. Members who neither coordinate nor preside act for nobody. */
export const institutionsDe = (qui: Acteur): readonly Institution[] => [
  ...(aUnRole(qui, 'coordination', 'presidence') ? (['cpts'] as const) : []),
  ...(aUnRole(qui, 'ars') ? (['ars'] as const) : []),
  ...(aUnRole(qui, 'cpam') ? (['assurance_maladie'] as const) : []),
];

/**
 * How a person may take a step: as their own institution's act, or as a note of what another decided elsewhere (a letter received).
 * The CPTS may note everybody's acts, since officers may not all be here; officers take only their own steps.
 */
export function titreDuPas(qui: Acteur, geste: GesteParcours): { readonly institution: Institution; readonly consigne: boolean } | undefined {
  const { par } = PAS[geste];
  if (par.includes('maillage')) return undefined;
  const sienne = institutionsDe(qui).find((i) => par.includes(i));
  if (sienne) return { institution: sienne, consigne: false };
  const autre = par[0];
  return autre && institutionsDe(qui).includes('cpts') ? { institution: autre, consigne: true } : undefined;
}

export type PasOffert = { readonly geste: GesteParcours; readonly vers: StatutParcours; readonly institution: Institution; readonly consigne: boolean };

/** The steps open to a person today, their own first. */
export const pasOfferts = (dossier: Dossier, qui: Acteur): readonly PasOffert[] =>
  gestesPossibles(dossier.statut)
    .flatMap((geste): PasOffert[] => {
      const [titre, vers] = [titreDuPas(qui, geste), transitions[dossier.statut][geste]];
      return titre && vers ? [{ geste, vers, ...titre }] : [];
    })
    .toSorted((a, b) => Number(a.consigne) - Number(b.consigne));

export type DemandePas = { readonly geste: GesteParcours; readonly le: Jour; readonly acteur: string; readonly commentaire: string; readonly motif?: MotifOpposition | undefined; readonly depot?: Pick<Depot, 'id' | 'genre'> | undefined };

export type RefusPas =
  | { readonly code: 'parcours_absent' }
  | { readonly code: 'role_insuffisant'; readonly geste: GesteParcours }
  | { readonly code: 'geste_impossible'; readonly statut: StatutParcours; readonly geste: GesteParcours }
  | { readonly code: 'jour_futur'; readonly le: Jour }
  | { readonly code: 'jour_avant_le_pas_precedent'; readonly precedent: Jour }
  | { readonly code: 'document_manquant' }
  | { readonly code: 'motif_manquant' }
  | { readonly code: 'commentaire_manquant' }
  | { readonly code: 'opposition_tardive'; readonly dernierJour: Jour }
  | { readonly code: 'pas_modifie_entre_temps' };

type PasDecide = Omit<Pas, 'id' | 'enregistreLe' | 'notePar'>;

/** The first day the step may bear: that of the step before, or of the deposit when an opposition sent in time is noted after the silence. */
const auPlusTot = (d: Dossier, geste: GesteParcours): Jour => (geste === 'constater_opposition' ? (d.pas.findLast((p) => p.geste === 'deposer_projet')?.le ?? d.depuis) : d.depuis);

/** The last day on which the ARS may oppose; undefined for the steps that no delay closes. */
function finDeLOpposition(d: Dossier, geste: GesteParcours, aujourdhui: Jour): Jour | undefined {
  if (geste === 'opposer') return silenceEnCours(d, aujourdhui)?.dernierJour;
  if (geste === 'constater_opposition') return horloges(d, aujourdhui).findLast((h) => h.cle === 'silence')?.dernierJour;
  return undefined;
}

function refusDuJour(d: Dossier, { geste, le }: DemandePas, aujourdhui: Jour): RefusPas | undefined {
  if (le > aujourdhui) return { code: 'jour_futur', le };
  const precedent = auPlusTot(d, geste);
  if (le < precedent) return { code: 'jour_avant_le_pas_precedent', precedent };
  const dernierJour = finDeLOpposition(d, geste, aujourdhui);
  return dernierJour !== undefined && le > dernierJour ? { code: 'opposition_tardive', dernierJour } : undefined;
}

function refusDesPieces(demande: DemandePas): RefusPas | undefined {
  const attendu = PAS[demande.geste];
  if (attendu.depot !== undefined && demande.depot?.genre !== attendu.depot) return { code: 'document_manquant' };
  if (attendu.motif && demande.motif === undefined) return { code: 'motif_manquant' };
  if (attendu.commentaire && demande.commentaire.trim() === '') return { code: 'commentaire_manquant' };
  return undefined;
}

/** Whether a person may take this step, this day, with what they bring: the step to write, or why not. */
export function deciderPas(d: Dossier, demande: DemandePas, { qui, aujourdhui }: { readonly qui: Acteur; readonly aujourdhui: Jour }): Result<PasDecide, RefusPas> {
  const vers = transitions[d.statut][demande.geste];
  if (vers === undefined) return refuser({ code: 'geste_impossible', statut: d.statut, geste: demande.geste });
  const titre = titreDuPas(qui, demande.geste);
  if (!titre) return refuser({ code: 'role_insuffisant', geste: demande.geste });
  const refus = refusDuJour(d, demande, aujourdhui) ?? refusDesPieces(demande);
  if (refus) return refuser(refus);
  const attendu = PAS[demande.geste];
  return ok({
    geste: demande.geste,
    de: d.statut,
    vers,
    le: demande.le,
    institution: titre.institution,
    acteur: demande.acteur.trim(),
    ...(demande.depot && { depot: demande.depot.id }),
    baseLegale: SOURCES[attendu.source].texte,
    commentaire: demande.commentaire.trim(),
    ...(attendu.motif && demande.motif && { motif: demande.motif }),
    reprise: false,
  });
}

/** What an existing CPTS tells of its past: the day of each thing that happened. */
export type Histoire = { readonly contact?: Jour | undefined; readonly lettre?: Jour | undefined; readonly depot?: Jour | undefined; readonly validation?: Jour | undefined; readonly tacite: boolean; readonly contrat?: Jour | undefined; readonly regime?: Jour | undefined };

export type RefusHistoire = { readonly code: 'histoire_vide' } | { readonly code: 'jour_futur'; readonly champ: keyof Histoire } | { readonly code: 'jours_en_desordre'; readonly champ: keyof Histoire; readonly precedent: Jour };

type PasRaconte = { readonly geste: GesteParcours; readonly vers: StatutParcours; readonly le: Jour; readonly institution: Institution };

const CHAMPS_DATES = ['contact', 'lettre', 'depot', 'validation', 'contrat', 'regime'] as const;

function recit(h: Histoire): readonly PasRaconte[] {
  const pas = (champ: Jour | undefined, ...suite: readonly Omit<PasRaconte, 'le'>[]): PasRaconte[] => (champ === undefined ? [] : suite.map((s) => ({ ...s, le: champ })));
  return [
    ...pas(h.lettre, { geste: 'valider_lettre', vers: 'lettre_validee', institution: 'ars' }, { geste: 'commencer_projet', vers: 'projet_en_redaction', institution: 'cpts' }),
    ...pas(h.depot, { geste: 'deposer_projet', vers: 'projet_depose', institution: 'cpts' }),
    ...pas(h.validation, h.tacite ? { geste: 'laisser_valider', vers: 'projet_repute_valide', institution: 'maillage' } : { geste: 'valider_projet', vers: 'projet_valide', institution: 'ars' }),
    ...pas(h.contrat, { geste: 'signer_contrat', vers: 'aci_signe', institution: 'cpts' }, { geste: 'lancer_missions', vers: 'missions_en_demarrage', institution: 'cpts' }),
    ...pas(h.regime, { geste: 'atteindre_regime_courant', vers: 'regime_courant', institution: 'cpts' }),
  ];
}

export type Entree = { readonly commenceLe: Jour; readonly statut: StatutParcours; readonly depuis: Jour; readonly pas: readonly (PasRaconte & { readonly de: StatutParcours })[] };

/** The true stage of a CPTS that already exists, from the days it remembers. What it does not know stays unknown: no step is invented a date. */
export function raconter(h: Histoire, aujourdhui: Jour): Result<Entree, RefusHistoire> {
  let precedent: Jour | undefined;
  for (const champ of CHAMPS_DATES) {
    const le = h[champ];
    if (le === undefined) continue;
    if (le > aujourdhui) return refuser({ code: 'jour_futur', champ });
    if (precedent !== undefined && le < precedent) return refuser({ code: 'jours_en_desordre', champ, precedent });
    precedent = le;
  }
  const commenceLe = CHAMPS_DATES.map((c) => h[c]).find((j) => j !== undefined);
  if (commenceLe === undefined) return refuser({ code: 'histoire_vide' });
  let statut: StatutParcours = 'contact';
  const pas = recit(h).map((p) => {
    const de = statut;
    statut = p.vers;
    return { ...p, de };
  });
  return ok({ commenceLe, statut, depuis: pas.at(-1)?.le ?? commenceLe, pas });
}

export type RefusMission = { readonly code: 'role_insuffisant' } | { readonly code: 'sans_contrat' } | { readonly code: 'jour_futur'; readonly le: Jour } | { readonly code: 'avant_le_contrat'; readonly signeLe: Jour } | { readonly code: 'avant_le_demarrage'; readonly demarreeLe: Jour };

/** A mission starts after the signature, and is fully deployed after it has started. */
export function deciderMission(d: Dossier, m: { readonly mission: MissionSocle; readonly demarreeLe?: Jour | undefined; readonly deployeeLe?: Jour | undefined }, aujourdhui: Jour): Result<true, RefusMission> {
  const signeLe = contratSigneLe(d);
  if (signeLe === undefined) return refuser({ code: 'sans_contrat' });
  for (const le of [m.demarreeLe, m.deployeeLe]) {
    if (le !== undefined && le > aujourdhui) return refuser({ code: 'jour_futur', le });
    if (le !== undefined && le < signeLe) return refuser({ code: 'avant_le_contrat', signeLe });
  }
  if (m.demarreeLe !== undefined && m.deployeeLe !== undefined && m.deployeeLe < m.demarreeLe) return refuser({ code: 'avant_le_demarrage', demarreeLe: m.demarreeLe });
  return ok(true);
}

/** The day of the first signature of the contract, from which missions are counted. */
export const contratSigneLe = (d: Dossier): Jour | undefined => (d.statut === 'resiliation' ? undefined : d.pas.find((p) => p.geste === 'signer_contrat')?.le);

/** The side a person speaks for in the exchanges; undefined for members who only read. */
export function partieDe(qui: Acteur): 'cpts' | 'ars' | 'assurance_maladie' | undefined {
  const [premiere] = institutionsDe(qui);
  return premiere === 'maillage' ? undefined : premiere;
}
