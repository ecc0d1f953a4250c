import { type Jour, jourDans } from '#core/jour.ts';
import { accord, formaterInstant, formaterJour, formaterNombre, LIEN_PERSONNEL, NBSP } from '#core/texte.ts';
import type { MoyenPresence, Presence, RefusAgenda, ReponseInvite, RoleInvite, StatutReunion, StatutSondage } from './model.ts';

export const libelleStatutSondage = { ouverte: 'Ouvert', close: 'Clos, date à choisir', retenue: 'Date retenue', annulee: 'Abandonné' } as const satisfies Record<StatutSondage, string>;
export const libelleStatutReunion = { prevue: 'Prévue', tenue: 'Tenue, compte rendu à approuver', approuvee: 'Compte rendu approuvé', annulee: 'Annulée' } as const satisfies Record<StatutReunion, string>;
export const libelleRole = { essentiel: 'Indispensable', utile: 'Attendu', informe: 'Pour information' } as const satisfies Record<RoleInvite, string>;
export const libelleReponseInvite = { attendue: 'pas encore répondu', acceptee: 'vient', provisoire: 'viendra peut-être', refusee: 'ne vient pas' } as const satisfies Record<ReponseInvite, string>;
export const libelleMoyen = { tap: 'dite par la personne', qr: 'par le code de la salle', feuille: 'constatée sur la feuille' } as const satisfies Record<MoyenPresence, string>;
export const libellePresence = { inconnue: 'à constater', presente: 'présente', absente: 'absente' } as const satisfies Record<Presence, string>;

export function phraseRefusAgenda(r: RefusAgenda): string {
  switch (r.code) {
    case 'sondage_inconnu': return 'Ce sondage n’existe pas, ou plus.';
    case 'reunion_inconnue': return 'Cette réunion n’existe pas, ou plus.';
    case 'role_insuffisant': return 'La coordination, la présidence, la trésorerie et le secrétariat peuvent le faire.';
    case 'participant_inconnu': return 'Vous n’êtes pas parmi les personnes interrogées par ce sondage.';
    case 'pas_invite': return 'Cette personne n’est pas invitée à la réunion.';
    case 'tache_inconnue': return 'Cette tâche n’existe pas, ou n’est pas la vôtre.';
    case 'groupe_inconnu': return 'Ce groupe n’existe pas, ou plus.';
    case 'document_inconnu': return 'Ce document n’existe pas, ou a été retiré.';
    case 'fichier_refuse': return r.phrase;
    case 'date_passee': return 'Cette date est passée : choisissez-en une à venir.';
    case 'date_inchangee': return 'La réunion est déjà à cette date et à cet endroit : rien n’a changé.';
    case 'presence_fermee': return 'La présence se dit à partir d’une demi-heure avant le début, et jusqu’à l’approbation du compte rendu.';
    case 'trop_de_monde': return 'Cette liste est pleine : dites-le à la personne qui organise.';
    case 'lien_ferme': return 'Ce sondage ne se répond plus par un lien public. Demandez le vôtre à la personne qui l’organise.';
    case 'serie_finie': return 'Aucune date à venir de cette série ne peut changer ainsi.';
    case 'salle_existe': return 'Une salle porte déjà ce nom.';
    case 'groupe_existe': return 'Un groupe porte déjà ce nom, ou celui-ci n’existe plus.';
    case 'date_inconnue': return 'Cette date n’est pas dans le sondage.';
    case 'aucune_date': return 'Gardez ou ajoutez au moins une date.';
    case 'aucun_participant': return 'Ce groupe n’a personne à interroger : ajoutez-y des membres.';
    case 'sondage_ferme': return r.statut === 'retenue' ? 'La date est déjà retenue : ce sondage ne prend plus de réponses.' : r.statut === 'annulee' ? 'Ce sondage a été abandonné.' : 'Ce sondage est clos : il ne prend plus de réponses.';
    case 'geste_impossible': return 'Ce geste n’est plus possible : l’état a changé depuis l’ouverture de la page.';
    case 'date_refusee_par_tous': return r.reponses > 1 ? `Les ${formaterNombre(r.reponses)} personnes qui ont répondu refusent cette date : choisissez-en une autre.` : 'La seule personne qui a répondu refuse cette date : choisissez-en une autre.';
    case 'modifie_entre_temps': return 'Quelqu’un a changé cette page pendant que vous écriviez. Votre texte est gardé : relisez, puis renvoyez.';
  }
}

const heures = new Map<string, Intl.DateTimeFormat>();
/** `19 h 30`, in a time zone. */
export function heureDans(instant: Date, fuseau: string): string {
  let f = heures.get(fuseau);
  if (!f) {
    f = new Intl.DateTimeFormat('fr-FR', { timeZone: fuseau, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    heures.set(fuseau, f);
  }
  const [h = '0', m = '00'] = f.format(instant).split(':');
  return m === '00' ? `${Number(h)}${NBSP}h` : `${Number(h)}${NBSP}h${NBSP}${m}`;
}
/** `mardi 24 novembre à 19 h 30`. */
export const momentDans = (instant: Date, fuseau: string): string => `${formaterJour(jourDans(instant, fuseau))} à ${heureDans(instant, fuseau)}`;
/** `mardi 24 novembre, de 19 h 30 à 21 h`. */
export const creneauDans = (debut: Date, fin: Date, fuseau: string): string => `${formaterJour(jourDans(debut, fuseau))}, de ${heureDans(debut, fuseau)} à ${heureDans(fin, fuseau)}`;

/** What a letter says, before it is laid out. */
type LettreEcrite = { readonly titre: string; readonly paragraphes: readonly string[]; readonly sections?: readonly { readonly titre: string; readonly lignes: readonly { readonly texte: string }[] }[]; readonly boutons?: readonly { readonly libelle: string; readonly href: string }[]; readonly expediteur: string; readonly pourquoi: string };

type Sondage = { readonly genre: 'ouverture' | 'rappel'; readonly titre: string; readonly dates: readonly Date[]; readonly clotureLe: Date; readonly fuseau: string; readonly organisateur: string; readonly cpts: string; readonly lien: string };

/** The letter that asks. Its buttons open a page; only a button of that page answers, so that a mail scanner that follows links answers nothing. */
export const lettreDeSondage = (s: Sondage): LettreEcrite => ({
  titre: s.genre === 'ouverture' ? `Quand pouvez-vous ? ${s.titre}` : `Rappel : quand pouvez-vous ? ${s.titre}`,
  paragraphes: [
    `${s.genre === 'ouverture' ? `${s.organisateur} vous propose` : 'Il manque votre réponse pour'} ${accord(s.dates.length, 'date')}.`,
    `Répondez avant le ${formaterInstant(s.clotureLe, s.fuseau)}, sans vous connecter : un geste par date.`,
  ],
  sections: [{ titre: s.dates.length > 1 ? 'Les dates' : 'La date', lignes: s.dates.map((d) => ({ texte: momentDans(d, s.fuseau) })) }],
  boutons: [{ libelle: 'Répondre', href: s.lien }],
  expediteur: s.cpts,
  pourquoi: `${LIEN_PERSONNEL} Vous recevez ce courriel parce que vous êtes attendu à cette réunion.`,
});

type Complet = { readonly titre: string; readonly cpts: string; readonly lien: string; readonly reponses: number; readonly clos: boolean };
export const lettreDeSondageComplet = (s: Complet): LettreEcrite => ({
  titre: s.clos ? `Le sondage est clos : ${s.titre}` : `Tout le monde a répondu : ${s.titre}`,
  paragraphes: [`${accord(s.reponses, 'réponse reçue', 'réponses reçues')}. Vous pouvez retenir la date.`],
  boutons: [{ libelle: 'Retenir la date', href: s.lien }],
  expediteur: s.cpts,
  pourquoi: 'Vous recevez ce courriel parce que vous organisez cette réunion.',
});

type Invitation = {
  readonly genre: 'invitation' | 'changement' | 'annulation' | 'retablissement';
  readonly titre: string; readonly debut: Date; readonly fin: Date; readonly lieu: string; readonly lienVisio: string; readonly fuseau: string; readonly cpts: string;
  /** Why it moves, in the words of whoever moves it, and the date it leaves. */
  readonly motif?: string;
  readonly avant?: Date;
  readonly lien: string;
};

const titreDInvitation = { invitation: 'C’est fixé', changement: 'Réunion déplacée', annulation: 'Réunion annulée', retablissement: 'La réunion a bien lieu' } as const satisfies Record<Invitation['genre'], string>;

/** What changed, and why. */
const changements = (i: Invitation): string[] => [
  ...(i.avant ? [`Elle devait avoir lieu ${momentDans(i.avant, i.fuseau)}.`] : []),
  ...(i.motif ? [`Pourquoi : ${i.motif}`] : []),
  ...(i.genre === 'retablissement' ? ['Ne tenez pas compte de l’annulation reçue avant.'] : []),
];
function suiteDInvitation(i: Invitation): string {
  if (i.genre === 'annulation') return 'Le fichier joint la retire de votre agenda.';
  return i.avant ? 'Votre réponse vous est demandée à nouveau. Le fichier joint met votre agenda à jour.' : 'Le fichier joint la met dans votre agenda ; vous pouvez y accepter ou refuser.';
}

export const lettreDeReunion = (i: Invitation): LettreEcrite => ({
  titre: `${i.genre === 'changement' && !i.avant ? 'Réunion modifiée' : titreDInvitation[i.genre]} : ${i.titre}`,
  paragraphes: [
    `${creneauDans(i.debut, i.fin, i.fuseau)}${i.lieu ? `, ${i.lieu}` : ''}.`,
    ...changements(i),
    ...(i.lienVisio && i.genre !== 'annulation' ? [`À distance : ${i.lienVisio}`] : []),
    suiteDInvitation(i),
  ],
  ...(i.genre === 'annulation' ? {} : { boutons: [{ libelle: 'Dire si je viens', href: i.lien }] }),
  expediteur: i.cpts,
  pourquoi: i.genre === 'annulation' ? 'Vous recevez ce courriel parce que vous étiez invité à cette réunion.' : `${LIEN_PERSONNEL} Vous recevez ce courriel parce que vous êtes invité à cette réunion.`,
});

type Rattrapage = { readonly titre: string; readonly debut: Date; readonly fuseau: string; readonly cpts: string; readonly lien: string; readonly decisions: number; readonly taches: number };
/** What somebody who was not there receives when the minutes are approved: two minutes of reading, nothing else to do. */
export const lettreDeRattrapage = (r: Rattrapage): LettreEcrite => ({
  titre: `En deux minutes : ${r.titre}`,
  paragraphes: [
    `La réunion a eu lieu ${momentDans(r.debut, r.fuseau)}, sans vous : ${accord(r.decisions, 'décision prise', 'décisions prises')}${r.taches > 0 ? `, ${accord(r.taches, 'tâche pour vous', 'tâches pour vous')}` : ''}.`,
    'Le compte rendu est approuvé.',
  ],
  boutons: [{ libelle: 'Lire en deux minutes', href: r.lien }],
  expediteur: r.cpts,
  pourquoi: `${LIEN_PERSONNEL} Vous recevez ce courriel parce que vous étiez invité à cette réunion.`,
});

type Taches = { readonly cpts: string; readonly lien: string; readonly taches: readonly { readonly texte: string; readonly reunion: string; readonly echeance: Jour; readonly retard: boolean }[] };
export const lettreDeTaches = (t: Taches): LettreEcrite => ({
  titre: t.taches.some((x) => x.retard) ? `${accord(t.taches.length, 'tâche vous attend', 'tâches vous attendent')}, dont en retard` : `${accord(t.taches.length, 'tâche à finir', 'tâches à finir')} bientôt`,
  paragraphes: t.taches.map((x) => `${x.texte} (${x.reunion}) : ${x.retard ? 'était pour le' : 'pour le'} ${formaterJour(x.echeance)}.`),
  boutons: [{ libelle: 'Voir mes tâches', href: t.lien }],
  expediteur: t.cpts,
  pourquoi: 'Vous recevez ce courriel parce que ces tâches vous ont été confiées en réunion. Une fois dites faites, elles ne reviennent plus.',
});

type Serie = { readonly titre: string; readonly rythme: string; readonly dates: readonly Date[]; readonly fuseau: string; readonly lieu: string; readonly lienVisio: string; readonly cpts: string; readonly lien: string };
export const lettreDeSerie = (s: Serie): LettreEcrite => ({
  titre: `C’est fixé, ${s.rythme} : ${s.titre}`,
  paragraphes: [
    `${accord(s.dates.length, 'réunion')}, ${s.rythme}${s.lieu ? `, ${s.lieu}` : ''} : ${s.dates.slice(0, 6).map((d) => momentDans(d, s.fuseau)).join(' ; ')}${s.dates.length > 6 ? '…' : '.'}`,
    ...(s.lienVisio ? [`À distance : ${s.lienVisio}`] : []),
    'Le fichier joint les met toutes dans votre agenda ; vous pouvez y accepter ou refuser, d’un coup ou une par une.',
  ],
  boutons: [{ libelle: 'Voir les dates', href: s.lien }],
  expediteur: s.cpts,
  pourquoi: 'Vous recevez ce courriel parce que vous êtes invité à ces réunions.',
});

type Suite = { readonly genre: 'arret' | 'reprise' | 'changement' | 'retour'; readonly titre: string; readonly dates: readonly { readonly debut: Date; readonly fin: Date }[]; readonly lieu: string; readonly lienVisio: string; readonly motif: string; /** How many of these dates have another day or another hour. */ readonly redemandees: number; readonly fuseau: string; readonly cpts: string; readonly lien: string };
type DeLaSuite = { readonly titres: readonly [une: string, plusieurs: string]; readonly verbes: readonly [une: string, plusieurs: string]; readonly suite: string };

const ONT_CHANGE = { verbes: ['a changé', 'ont changé'] } as const;
/** Answers are asked again for the dates that moved, and only for those. */
function duChangement({ redemandees, dates }: Suite): DeLaSuite {
  const agenda = 'Le fichier joint met votre agenda à jour.';
  if (redemandees === 0) return { titres: ['Réunion modifiée', 'Réunions modifiées'], ...ONT_CHANGE, suite: `Ni le jour ni l’heure ne changent : votre réponse reste la même. ${agenda}` };
  return { titres: ['Réunion déplacée', 'Réunions déplacées'], ...ONT_CHANGE, suite: `Votre réponse vous est demandée à nouveau${redemandees < dates.length ? ' pour les dates qui changent de jour ou d’heure' : ''}. ${agenda}` };
}
function deLaSuite(s: Suite): DeLaSuite {
  switch (s.genre) {
    case 'arret': return { titres: ['Réunion annulée', 'Réunions annulées'], verbes: ['n’aura pas lieu', 'n’auront pas lieu'], suite: s.dates.length > 1 ? 'Le fichier joint les retire de votre agenda.' : 'Le fichier joint la retire de votre agenda.' };
    case 'reprise': return { titres: ['La réunion a bien lieu', 'Les réunions ont bien lieu'], verbes: ['a bien lieu', 'ont bien lieu'], suite: `Ne tenez pas compte de l’annulation reçue avant. Le fichier joint ${s.dates.length > 1 ? 'les' : 'la'} remet dans votre agenda.` };
    case 'changement': return duChangement(s);
    case 'retour': return { titres: ['Changement abandonné', 'Changement abandonné'], verbes: ['revient où elle était', 'reviennent où elles étaient'], suite: 'Ne tenez pas compte du changement reçu avant : ce que vous aviez répondu compte de nouveau. Le fichier joint met votre agenda à jour.' };
  }
}
/** What each person receives when a date of a series and those that follow stop, come back, change, or change back. */
export const lettreDeSuite = (s: Suite): LettreEcrite => {
  const { titres, verbes, suite } = deLaSuite(s);
  const n = s.dates.length > 1 ? 1 : 0;
  const quand = s.dates.slice(0, 6).map((d) => creneauDans(d.debut, d.fin, s.fuseau)).join(' ; ');
  const ou = s.genre === 'arret' ? [] : [...(s.lieu ? [`Lieu : ${s.lieu}.`] : []), ...(s.lienVisio ? [`À distance : ${s.lienVisio}`] : [])];
  return {
    titre: `${titres[n]} : ${s.titre}`,
    paragraphes: [`${accord(s.dates.length, 'réunion')} ${verbes[n]} : ${quand}${s.dates.length > 6 ? '…' : '.'}`, ...ou, ...(s.motif ? [`Pourquoi : ${s.motif}`] : []), suite],
    boutons: [{ libelle: 'Voir les dates', href: s.lien }],
    expediteur: s.cpts,
    pourquoi: 'Vous recevez ce courriel parce que vous êtes invité à ces réunions.',
  };
};
