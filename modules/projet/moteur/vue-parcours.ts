import type { ActionDuJour, Horloge as HorlogeDuJour } from '#core/aujourdhui.ts';
import { dureeEnTexte, type Report } from '#core/calendrier.ts';
import { ecartEnJours, type Jour, plusJours } from '#core/jour.ts';
import { libelleMission } from '#core/mission.ts';
import { accord, enumerer, formaterDate, typographier as t } from '#core/texte.ts';
import type { Acteur } from '#core/tenancy.ts';
import { MISSIONS_SOCLES, type MissionSocle } from '../constants.ts';
import { libelleGeste, libelleInstitution, libelleMotifOpposition, libelleStatut, pourquoiHorloge, titreHorloge } from '../labels-parcours.ts';
import type { Depot, Dossier, Institution, Pas, Reglages, StatutParcours } from '../model-parcours.ts';
import { chapitreDe, type ChapitreDuGuide } from './guide.ts';
import { type Horloge, horloges, horlogesQuiCourent, type Rappel, valideParLeSilence } from './horloges.ts';
import { estOfficier, peutMenerParcours } from '../permissions.ts';
import { SOURCES, type Source } from '../regimes.ts';
import { contratSigneLe, institutionsDe, type PasOffert, pasOfferts } from './parcours.ts';

const majuscule = (s: string): string => s.charAt(0).toUpperCase() + s.slice(1);
const quiEnMots = (attend: readonly Institution[]): string => enumerer(attend.map((i) => libelleInstitution[i]));

export type VueHorloge = {
  readonly id: string;
  readonly titre: string;
  readonly pourquoi: string;
  readonly qui: string;
  readonly quiDansLaPhrase: string;
  readonly depuis: Jour;
  readonly dernierJour: Jour;
  /** Said when the last day was moved because it is not worked. */
  readonly reportee?: string;
  readonly auPlusTot?: string;
  readonly delai: string;
  readonly source: Source;
  readonly verifie: boolean;
  readonly etat: Horloge['etat'];
  readonly retard: string;
};

export function presenterHorloge(h: Horloge): VueHorloge {
  const source = SOURCES[h.delai.source];
  return {
    id: h.id,
    titre: titreHorloge(h),
    pourquoi: pourquoiHorloge(h),
    qui: majuscule(quiEnMots(h.attend)),
    quiDansLaPhrase: quiEnMots(h.attend),
    depuis: h.depuis,
    dernierJour: h.dernierJour,
    ...(h.dernierJour !== h.dernierJourDuTexte && { reportee: `Le ${formaterDate(h.dernierJourDuTexte)} n’est pas un jour ouvré.` }),
    ...(h.auPlusTot !== undefined && { auPlusTot: `Au plus tôt le ${formaterDate(h.auPlusTot)}.` }),
    delai: dureeEnTexte(h.delai.duree),
    source,
    verifie: h.delai.verifie && source.verifie,
    etat: h.etat,
    retard: h.retard > 0 ? accord(h.retard, 'jour') : '',
  };
}

export type VuePas = { readonly id: string; readonly jour: Jour; readonly titre: string; readonly details: readonly string[]; readonly depot?: { readonly href: string; readonly libelle: string }; readonly base: string };

const qui = (p: Pas): string => (p.institution === 'maillage' ? 'Constaté par Maillage' : `Par ${libelleInstitution[p.institution]}${p.acteur ? t(` : ${p.acteur}`) : ''}`);

function presenterPas(p: Pas, base: string, depots: readonly Depot[]): VuePas {
  const depot = depots.find((d) => d.id === p.depot);
  return {
    id: p.id,
    jour: p.le,
    titre: libelleGeste[p.geste].fait,
    details: [
      p.reprise ? 'Raconté à l’entrée de la CPTS' : qui(p),
      ...(p.notePar && p.notePar.nom !== p.acteur && !p.reprise ? [`Noté par ${p.notePar.nom}`] : []),
      ...(p.motif ? [libelleMotifOpposition[p.motif]] : []),
      ...(p.commentaire ? [t(`« ${p.commentaire} »`)] : []),
    ],
    ...(depot && { depot: { href: `${base}/projet/echanges/${depot.id}`, libelle: t(`Dépôt n° ${depot.numero} : ${depot.titre}`) } }),
    base: p.baseLegale,
  };
}

export type VueParcours = {
  readonly base: string;
  readonly aujourdhui: Jour;
  readonly statut: string;
  readonly phrase: string;
  readonly officier: boolean;
  readonly peutMener: boolean;
  readonly version: number;
  readonly etapes: readonly { readonly cle: string; readonly libelle: string; readonly detail?: string; readonly etat: 'faite' | 'encours' | 'avenir' }[];
  /** The clock that decides what comes next. */
  readonly prochaine?: VueHorloge;
  readonly aMoi: boolean;
  readonly pas: readonly PasOffert[];
  readonly enRetard: readonly VueHorloge[];
  readonly courent: readonly VueHorloge[];
  readonly finies: readonly VueHorloge[];
  readonly histoire: readonly VuePas[];
  readonly commenceLe: Jour;
  readonly silence?: string;
  readonly retirable?: string;
  readonly missions?: readonly VueMission[];
  readonly guide: ChapitreDuGuide;
  readonly reglages: Reglages;
};
export type VueMission = { readonly mission: MissionSocle; readonly libelle: string; readonly etat: string; readonly demarreeLe?: Jour; readonly deployeeLe?: Jour };

const GRANDES_ETAPES: readonly { readonly cle: string; readonly libelle: string; readonly statuts: readonly StatutParcours[] }[] = [
  { cle: 'contact', libelle: 'Contact', statuts: ['contact'] },
  { cle: 'lettre', libelle: 'Lettre d’intention', statuts: ['lettre_en_redaction', 'lettre_deposee', 'lettre_a_reprendre'] },
  { cle: 'projet', libelle: 'Projet de santé', statuts: ['lettre_validee', 'projet_en_redaction', 'projet_depose', 'projet_oppose'] },
  { cle: 'contrat', libelle: 'Contrat', statuts: ['projet_valide', 'projet_repute_valide', 'negociation_aci'] },
  { cle: 'missions', libelle: 'Missions', statuts: ['aci_signe', 'missions_en_demarrage'] },
  { cle: 'courant', libelle: 'Chaque année', statuts: ['regime_courant', 'dialogue_annuel', 'renouvellement_5_ans', 'resiliation'] },
];

function etapesDe(statut: StatutParcours): VueParcours['etapes'] {
  const ici = GRANDES_ETAPES.findIndex((e) => e.statuts.includes(statut));
  return GRANDES_ETAPES.map((e, i) => ({ cle: e.cle, libelle: e.libelle, ...(i === ici && { detail: libelleStatut[statut] }), etat: i < ici ? 'faite' : i === ici ? 'encours' : 'avenir' }));
}

/** Missions run side by side: the sentence speaks of what is late first, then of what is nearest. */
const prochaineDe = (courent: readonly Horloge[]): Horloge | undefined => courent.find((h) => h.etat === 'retard') ?? courent.find((h) => h.cle !== 'contrat') ?? courent[0];

function phraseDuParcours(d: Dossier, h: Horloge | undefined, aujourdhui: Jour): string {
  const debut = `${libelleStatut[d.statut]}, depuis le ${formaterDate(d.depuis)}.`;
  const valide = valideParLeSilence(d, aujourdhui);
  if (valide !== undefined) return t(`${debut} Le délai d’opposition est passé : le projet est réputé validé depuis le ${formaterDate(valide)}.`);
  if (!h) return d.statut === 'resiliation' ? debut : t(`${debut} Aucun délai ne court : le pas suivant dépend de vous trois.`);
  const doit = h.attend.length > 1 ? 'doivent' : 'doit';
  const pluriel = h.cle === 'silence' ? 'peut s’opposer' : `${doit} agir`;
  const quand = h.retard > 0 ? `en retard de ${accord(h.retard, 'jour')}` : `jusqu’au ${formaterDate(h.dernierJour)}`;
  return t(`${debut} ${majuscule(quiEnMots(h.attend))} ${pluriel} : ${quand}.`);
}

const FINIES: readonly Horloge['etat'][] = ['tenue', 'depassee', 'echue'];

function missionsDe(d: Dossier): readonly VueMission[] | undefined {
  if (contratSigneLe(d) === undefined) return undefined;
  return MISSIONS_SOCLES.map((mission) => {
    const m = d.missions.find((x) => x.mission === mission);
    const etat = m?.deployeeLe ? `déployée le ${formaterDate(m.deployeeLe)}` : m?.demarreeLe ? `démarrée le ${formaterDate(m.demarreeLe)}` : 'pas encore démarrée';
    return { mission, libelle: libelleMission[mission], etat, ...(m?.demarreeLe && { demarreeLe: m.demarreeLe }), ...(m?.deployeeLe && { deployeeLe: m.deployeeLe }) };
  });
}

export type FaitsParcours = { readonly dossier: Dossier; readonly depots: readonly Depot[]; readonly base: string; readonly aujourdhui: Jour; readonly qui: Acteur };

/** The last step, when the person who reads may take it back. */
function retirableDe({ dossier: d, qui: lecteur }: FaitsParcours): string | undefined {
  const dernier = d.pas.at(-1);
  if (!dernier || dernier.reprise || dernier.institution === 'maillage') return undefined;
  const siennes = institutionsDe(lecteur);
  return siennes.includes(dernier.institution) || (siennes.includes('cpts') && dernier.notePar?.id === lecteur.personneId) ? libelleGeste[dernier.geste].fait : undefined;
}

export function presenterParcours(f: FaitsParcours): VueParcours {
  const { dossier: d, aujourdhui } = f;
  const toutes = horloges(d, aujourdhui);
  const courent = horlogesQuiCourent(d, aujourdhui);
  const prochaine = prochaineDe(courent);
  const valide = valideParLeSilence(d, aujourdhui);
  const missions = missionsDe(d);
  const retirable = retirableDe(f);
  return {
    base: f.base,
    aujourdhui,
    statut: libelleStatut[d.statut],
    phrase: phraseDuParcours(d, prochaine, aujourdhui),
    officier: estOfficier(f.qui) && !peutMenerParcours(f.qui),
    peutMener: peutMenerParcours(f.qui),
    version: d.version,
    etapes: etapesDe(d.statut),
    ...(prochaine && { prochaine: presenterHorloge(prochaine) }),
    aMoi: prochaine?.attend.some((i) => institutionsDe(f.qui).includes(i)) ?? false,
    pas: pasOfferts(d, f.qui),
    enRetard: courent.filter((h) => h.etat === 'retard').map(presenterHorloge),
    courent: courent.map(presenterHorloge),
    finies: toutes.filter((h) => FINIES.includes(h.etat)).map(presenterHorloge),
    histoire: d.pas.map((p) => presenterPas(p, f.base, f.depots)),
    commenceLe: d.commenceLe,
    ...(valide !== undefined && { silence: `Réputé validé depuis le ${formaterDate(valide)} : l’enregistrement se fait cette nuit.` }),
    ...(retirable !== undefined && { retirable }),
    ...(missions && { missions }),
    guide: chapitreDe[d.statut],
    reglages: d.reglages,
  };
}

const quand = (r: Rappel, aujourdhui: Jour): string => {
  const n = ecartEnJours(aujourdhui, r.horloge.dernierJour);
  return n < 0 ? `en retard de ${accord(-n, 'jour')}` : n === 0 ? 'aujourd’hui' : n === 1 ? 'demain' : `dans ${accord(n, 'jour')}`;
};

/** The letter that reminds: what, by when, why, and where to do it. */
export function lettreDeRappel(p: { readonly nom: string; readonly cpts: string; readonly lien: string; readonly rappels: readonly Rappel[]; readonly aujourdhui: Jour }) {
  const [premier] = p.rappels;
  const titre = premier ? titreHorloge(premier.horloge) : 'Le parcours de la CPTS';
  return {
    sujet: t(`${p.cpts} : ${titre.charAt(0).toLowerCase()}${titre.slice(1)}, ${premier ? quand(premier, p.aujourdhui) : ''}`),
    lettre: {
      titre: p.rappels.length > 1 ? `${p.rappels.length} délais approchent ou sont passés` : t(`${titre} : ${premier ? quand(premier, p.aujourdhui) : ''}`),
      paragraphes: p.rappels.map((r) => t(`${titreHorloge(r.horloge)} : ${quand(r, p.aujourdhui)} (${formaterDate(r.horloge.dernierJour)}). ${pourquoiHorloge(r.horloge)} Source : ${SOURCES[r.horloge.delai.source].texte}.`)),
      boutons: [{ libelle: 'Ouvrir le dossier', href: p.lien }],
      expediteur: p.cpts,
      pourquoi: 'Vous recevez ce message parce que ce pas vous revient, ou revient à votre institution, dans le parcours de cette CPTS.',
    },
  };
}

/** « Aujourd’hui »: what the journey asks of the person who reads, nearest first. */
export function chosesDe(d: Dossier, lecteur: Acteur, base: string, aujourdhui: Jour): readonly ActionDuJour[] {
  const siennes = institutionsDe(lecteur);
  return horlogesQuiCourent(d, aujourdhui)
    .filter((h) => h.attend.some((i) => siennes.includes(i)) && h.dernierJour <= plusJours(aujourdhui, 60))
    .slice(0, 3)
    .map((h) => ({ id: `parcours-${h.id}`, titre: titreHorloge(h), raison: pourquoiHorloge(h), echeance: h.dernierJour, bouton: { libelle: 'Ouvrir le dossier', href: `${base}/projet` } }));
}

export const horlogesDuJour = (d: Dossier, aujourdhui: Jour): readonly HorlogeDuJour[] =>
  horlogesQuiCourent(d, aujourdhui)
    .slice(0, 4)
    .map((h) => ({ id: h.id, titre: titreHorloge(h), qui: majuscule(quiEnMots(h.attend)), depuis: h.depuis, echeance: h.dernierJour }));

export const REPORTS: readonly Report[] = ['aucun', 'jour_ouvre_suivant'];
