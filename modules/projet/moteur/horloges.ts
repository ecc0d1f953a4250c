import { dureeEnTexte, echeance, type Report, reporter } from '#core/calendrier.ts';
import { ecartEnJours, type Jour, plusJours, plusMois } from '#core/jour.ts';
import { libelleMission } from '#core/mission.ts';
import { MISSIONS_SOCLES, type MissionSocle } from '../constants.ts';
import type { Dossier, GesteParcours, Institution, Pas, StatutParcours } from '../model-parcours.ts';
import { type CleDelai, type Delai, type RegimeParcours, regimeAu } from '../regimes.ts';

/** `demarrage` and `deploiement` are those of one mission. */
export type CleHorloge = CleDelai | 'demarrage' | 'deploiement';

/**
 * A delay that runs or has run.
 * `court`: not over, not late. `retard`: its last day is past and nothing came. `tenue`: done by its last day. `depassee`: done later.
 * `echue`: the silence whose last day is past: time has decided. `arretee`: the journey ended or was interrupted before.
 */
export type EtatHorloge = 'court' | 'retard' | 'tenue' | 'depassee' | 'echue' | 'arretee';

export type Horloge = {
  readonly id: string;
  readonly cle: CleHorloge;
  readonly mission?: MissionSocle;
  /** Who must move for it to stop; several when any or all of them must. */
  readonly attend: readonly Institution[];
  readonly delai: Delai;
  readonly regime: string;
  readonly depuis: Jour;
  /** The earliest day of a range (6 to 12 months). */
  readonly auPlusTot?: Jour;
  /** The last day, as the text counts, and after the report of a day that is not worked. */
  readonly dernierJourDuTexte: Jour;
  readonly dernierJour: Jour;
  readonly etat: EtatHorloge;
  readonly fin?: Jour;
  /** Days past the last day: today while it runs, the day it was done when it is over; 0 when in time. */
  readonly retard: number;
};

type Faits = { readonly id: string; readonly cle: CleHorloge; readonly mission?: MissionSocle; readonly attend: readonly Institution[]; readonly delai: Delai; readonly regime: RegimeParcours; readonly depuis: Jour; readonly fin?: Jour | undefined; readonly arretee?: boolean; readonly report: Report };

function mesurer(f: Faits, { reglages }: Dossier, aujourdhui: Jour): Horloge {
  const { zone } = reglages;
  const dernierJourDuTexte = echeance(f.depuis, f.delai.duree);
  const dernierJour = reporter(dernierJourDuTexte, f.report, zone);
  const juge = f.fin ?? aujourdhui;
  const retard = Math.max(0, ecartEnJours(dernierJour, juge));
  const etat: EtatHorloge = f.arretee ? 'arretee' : f.cle === 'silence' && retard > 0 ? 'echue' : f.fin === undefined ? (retard > 0 ? 'retard' : 'court') : retard > 0 ? 'depassee' : 'tenue';
  return {
    id: f.id,
    cle: f.cle,
    ...(f.mission && { mission: f.mission }),
    attend: f.attend,
    delai: f.delai,
    regime: f.regime.nom,
    depuis: f.depuis,
    ...(f.delai.auPlusTot && { auPlusTot: echeance(f.depuis, f.delai.auPlusTot) }),
    dernierJourDuTexte,
    dernierJour,
    etat,
    ...(f.fin !== undefined && { fin: f.fin }),
    retard,
  };
}

const TROIS: readonly Institution[] = ['cpts', 'ars', 'assurance_maladie'];
const premier = (d: Dossier, ...gestes: GesteParcours[]): Pas | undefined => d.pas.find((p) => gestes.includes(p.geste));
const dernier = (d: Dossier, ...gestes: GesteParcours[]): Pas | undefined => d.pas.findLast((p) => gestes.includes(p.geste));
/** Statuses before the clock of the letter and of the project stop being owed. */
const AVANT_PROJET: readonly StatutParcours[] = ['lettre_validee', 'projet_en_redaction'];

function rencontre(d: Dossier): Faits | undefined {
  const tenue = premier(d, 'tenir_rencontre');
  if (tenue === undefined && d.statut !== 'contact') return undefined;
  const regime = regimeAu(d.commenceLe);
  return { id: 'rencontre', cle: 'rencontre', attend: ['ars', 'assurance_maladie'], delai: regime.delais.rencontre, regime, depuis: d.commenceLe, fin: tenue?.le, report: d.reglages.reportReperes };
}

function lettre(d: Dossier): Faits | undefined {
  const depart = premier(d, 'tenir_rencontre');
  if (!depart) return undefined;
  const regime = regimeAu(depart.le);
  return { id: 'lettre', cle: 'lettre', attend: d.statut === 'lettre_deposee' ? ['ars', 'assurance_maladie'] : ['cpts'], delai: regime.delais.lettre, regime, depuis: depart.le, fin: premier(d, 'valider_lettre')?.le, report: d.reglages.reportReperes };
}

/** From the letter validated to the first deposit of the project. Once it was deposited the clock is over: an opposition does not wind it again, no text says so. */
function projetDeSante(d: Dossier): Faits | undefined {
  const depart = premier(d, 'valider_lettre');
  if (!depart) return undefined;
  const regime = regimeAu(depart.le);
  const fin = premier(d, 'deposer_projet')?.le;
  if (fin === undefined && !AVANT_PROJET.includes(d.statut)) return undefined;
  return { id: 'projet_sante', cle: 'projet_sante', attend: ['cpts'], delai: regime.delais.projet_sante, regime, depuis: depart.le, fin, report: d.reglages.reportReperes };
}

/** One clock per deposit of the project: a new deposit, or pieces asked for, stops the one before. */
const silences = (d: Dossier): readonly Faits[] =>
  d.pas.flatMap((p, i): Faits[] => {
    if (p.geste !== 'deposer_projet') return [];
    const suite = d.pas[i + 1];
    const regime = regimeAu(p.le);
    const opposee = suite?.geste === 'laisser_valider' && d.pas[i + 2]?.geste === 'constater_opposition' ? d.pas[i + 2] : undefined;
    const interrompue = suite?.geste === 'deposer_projet' || suite?.geste === 'demander_des_pieces';
    return [{ id: `silence-${p.id}`, cle: 'silence', attend: ['ars'], delai: regime.delais.silence, regime, depuis: p.le, fin: (opposee ?? suite)?.le, arretee: interrompue, report: d.reglages.reportSilence }];
  });

function negociation(d: Dossier): Faits | undefined {
  const depart = dernier(d, 'valider_projet', 'laisser_valider');
  if (!depart || d.statut === 'projet_oppose' || d.statut === 'projet_en_redaction' || d.statut === 'projet_depose') return undefined;
  const regime = regimeAu(depart.le);
  return { id: 'negociation', cle: 'negociation', attend: TROIS, delai: regime.delais.negociation, regime, depuis: depart.le, fin: premier(d, 'signer_contrat')?.le, report: d.reglages.reportReperes };
}

function missions(d: Dossier): readonly Faits[] {
  const signe = premier(d, 'signer_contrat');
  if (!signe) return [];
  const regime = regimeAu(signe.le);
  return MISSIONS_SOCLES.flatMap((mission): Faits[] => {
    const delais = regime.missions[mission];
    if (!delais) return [];
    const suivie = d.missions.find((m) => m.mission === mission);
    const commun = { mission, attend: ['cpts'] as const, regime, depuis: signe.le, report: d.reglages.reportReperes };
    return [
      { ...commun, id: `demarrage-${mission}`, cle: 'demarrage', delai: delais.demarrage, fin: suivie?.demarreeLe ?? suivie?.deployeeLe },
      { ...commun, id: `deploiement-${mission}`, cle: 'deploiement', delai: delais.deploiement, fin: suivie?.deployeeLe },
    ];
  });
}

/** The contract ends five years after its last signature; each anniversary in between calls the three parties together. */
function contrat(d: Dossier, aujourdhui: Jour): readonly Faits[] {
  const signe = dernier(d, 'signer_contrat', 'signer_renouvellement');
  if (!signe) return [];
  const regime = regimeAu(signe.le);
  const commun = { attend: TROIS, regime, depuis: signe.le, report: 'aucun' as const };
  const annees = Math.max(1, Math.ceil(ecartEnJours(signe.le, aujourdhui) / 366));
  const rang = plusMois(signe.le, annees * 12) < aujourdhui ? annees + 1 : annees;
  const dialogue: Faits[] = rang < regime.delais.contrat.duree.n ? [{ ...commun, id: `dialogue-${signe.le}-${rang}`, cle: 'dialogue', delai: { ...regime.delais.dialogue, duree: { n: rang, unite: 'annees' } } }] : [];
  return [...dialogue, { ...commun, id: `contrat-${signe.le}`, cle: 'contrat', delai: regime.delais.contrat }];
}

const COUREUSES: readonly EtatHorloge[] = ['court', 'retard'];

/** Every clock of a file on a day, over or running, the nearest last day first. Same file, same day, same answer. */
export function horloges(d: Dossier, aujourdhui: Jour): readonly Horloge[] {
  const faits = [rencontre(d), lettre(d), projetDeSante(d), ...silences(d), negociation(d), ...missions(d), ...contrat(d, aujourdhui)].filter((f) => f !== undefined);
  const fini = d.statut === 'resiliation';
  return faits
    .map((f) => mesurer(fini && f.fin === undefined ? { ...f, fin: d.depuis, arretee: true } : f, d, aujourdhui))
    .toSorted((a, b) => a.dernierJour.localeCompare(b.dernierJour) || a.id.localeCompare(b.id));
}

export const horlogesQuiCourent = (d: Dossier, aujourdhui: Jour): readonly Horloge[] => horloges(d, aujourdhui).filter((h) => COUREUSES.includes(h.etat));

/** The silence that runs, or has just decided without being noted yet. */
export const silenceEnCours = (d: Dossier, aujourdhui: Jour): Horloge | undefined => (d.statut === 'projet_depose' ? horloges(d, aujourdhui).findLast((h) => h.cle === 'silence' && h.fin === undefined) : undefined);

/**
 * The day silence makes the project valid: the day after the last one on which the ARS may oppose, so that nobody relies on it an hour
 * too early. Undefined while the delay runs.
 */
export function valideParLeSilence(d: Dossier, aujourdhui: Jour): Jour | undefined {
  const silence = silenceEnCours(d, aujourdhui);
  return silence?.etat === 'echue' ? plusJours(silence.dernierJour, 1) : undefined;
}

/** Days before (positive) and after (negative) the last day at which those who owe the step are written to. */
export const DISTANCES_DE_RAPPEL: readonly number[] = [30, 7, 1, -1, -8];

export type Rappel = { readonly horloge: Horloge; readonly distance: number };

/**
 * The reminder each running clock calls for: the last distance that was passed. A distance as long as the delay itself is not one, and
 * a CPTS that enters with an old delay gets the last reminder only.
 */
export const rappelsDus = (d: Dossier, aujourdhui: Jour): readonly Rappel[] =>
  horlogesQuiCourent(d, aujourdhui).flatMap((horloge) => {
    const reste = ecartEnJours(aujourdhui, horloge.dernierJour);
    const total = ecartEnJours(horloge.depuis, horloge.dernierJour);
    const distance = DISTANCES_DE_RAPPEL.filter((n) => n < total && reste <= n).at(-1);
    return distance === undefined ? [] : [{ horloge, distance }];
  });


/** The mission calendar that a contract signed on this day would open, in words: what a project may already write. */
export function direDemarrages(aujourdhui: Jour): readonly string[] {
  const { missions: delais } = regimeAu(aujourdhui);
  return MISSIONS_SOCLES.flatMap((m) => {
    const d = delais[m];
    return d ? [`${libelleMission[m]} : démarrée dans les ${dureeEnTexte(d.demarrage.duree)}, déployée dans les ${dureeEnTexte(d.deploiement.duree)}${d.demarrage.verifie ? '' : ' (à vérifier)'}`] : [];
  });
}
