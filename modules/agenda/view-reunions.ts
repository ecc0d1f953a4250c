import { accord, formaterDate, formaterInstant, NBSP } from '#core/texte.ts';
import type { DocumentRedige } from '#core/document.ts';
import { Jour, jourDans } from '#core/jour.ts';
import { creneauDans, heureDans, libelleMoyen, libellePresence, libelleReponseInvite, libelleRole, libelleStatutReunion, momentDans } from './labels.ts';
import type { DocumentJoint, Invite, ReponseInvite, Reunion } from './model.ts';
import { minutesDe, ouverturePresence, presenceOuverte, presents, rattraper, type Rattrapage } from './rules-reunions.ts';

export type VueDocument = { readonly id: string; readonly nom: string; readonly detail: string; readonly href: string; readonly retirable: boolean };
/** The action that the meeting works for, or those it could: said by the module that keeps the sheets. */
export type ActionDeReunion = { readonly adresse: string; readonly liee: { readonly titre: string; readonly href: string; readonly detachable: boolean } | undefined; readonly choix: readonly { readonly valeur: string; readonly libelle: string }[] };
export type VueReunion = {
  readonly titre: string;
  readonly phrase: string;
  readonly statut: string;
  readonly quand: string;
  readonly lieu: string;
  readonly visio: string;
  readonly base: string;
  /** The series it belongs to; empty for a meeting on its own. */
  readonly serie: string;
  readonly version: number;
  readonly gestes: { readonly ecrire: boolean; readonly tenir: boolean; readonly approuver: boolean; readonly annuler: boolean; readonly deplacer: boolean; readonly retablir: boolean; /** Note who is there. */ readonly pointer: boolean; readonly joindre: boolean; readonly feuille: boolean };
  readonly moi: { readonly reponse: string; readonly choisie: ReponseInvite; readonly repondre: boolean; readonly presence: Invite['presence']; readonly peutPointer: boolean; readonly champs: Readonly<Record<string, string>> } | undefined;
  readonly deplacements: readonly string[];
  readonly documents: readonly VueDocument[];
  readonly feuilles: readonly VueDocument[];
  readonly points: readonly { readonly id: string; readonly documents: readonly VueDocument[]; readonly rang: number; readonly titre: string; readonly detail: string; readonly notes: string }[];
  readonly ordreDuJour: string;
  readonly decisions: readonly string[];
  readonly taches: readonly { readonly id: string; readonly texte: string; readonly detail: string; readonly faite: boolean; readonly mienne: boolean; readonly retard: boolean }[];
  readonly invites: readonly { readonly id: string; readonly nom: string; readonly detail: string; readonly presence: Invite['presence'] }[];
  readonly confiables: readonly { readonly valeur: string; readonly libelle: string }[];
  readonly rattrapage: Rattrapage | undefined;
  readonly ecran: boolean;
  /** What coming would pay the reader; empty when nothing can be said. */
  readonly paie: string;
  readonly action: ActionDeReunion | undefined;
  readonly refus: string | undefined;
  readonly erreurs: Readonly<Record<string, string>>;
  readonly valeurs: Readonly<Record<string, unknown>>;
};

type Faits = { readonly reunion: Reunion; readonly base: string; readonly fuseau: string; readonly maintenant: Date; readonly aujourdhui: Jour; readonly personneId: string; readonly organise: boolean; readonly approuve: boolean; /** The code of the room, when the person came by it. */ readonly codeRecu?: string; readonly paie?: string | undefined; readonly action?: ActionDeReunion | undefined; readonly refus?: string; readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>> };

function phraseDe(r: Reunion): string {
  const n = presents(r).length;
  if (r.statut === 'annulee') return 'Cette réunion est annulée.';
  if (r.statut === 'prevue') {
    const viennent = r.invites.filter((i) => i.reponse === 'acceptee').length;
    return n > 0 ? `${accord(n, 'personne présente', 'personnes présentes')} sur ${r.invites.length}.` : `${viennent} sur ${accord(r.invites.length, 'personne')} ${viennent > 1 ? 'viennent' : 'vient'}.`;
  }
  return `${accord(n, 'personne présente', 'personnes présentes')}, ${accord(r.decisions.length, 'décision')}, ${accord(r.taches.length, 'tâche')}.`;
}

/** The agenda items as one writes them: one per line, `titre | porteur | minutes`. */
export const ecrireOrdre = (r: Pick<Reunion, 'points'>): string => r.points.map((p) => [p.titre, p.porteur, String(p.minutes)].join(' | ')).join('\n');

const moiDans = ({ reunion: r, maintenant, personneId, codeRecu }: Faits): VueReunion['moi'] => {
  const moi = r.invites.find((i) => i.personneId === personneId);
  return moi && { reponse: libelleReponseInvite[moi.reponse], choisie: moi.reponse, repondre: r.statut === 'prevue' && maintenant < r.debut, presence: moi.presence, peutPointer: presenceOuverte(r, maintenant) && moi.presence !== 'presente', champs: { invite: moi.id, presence: 'presente', ...(codeRecu ? { code: codeRecu } : {}) } };
};

const aucun = { ecrire: false, tenir: false, approuver: false, annuler: false, deplacer: false, retablir: false, pointer: false, joindre: false, feuille: false } as const;

/** What each state leaves to whoever organises. */
function gestesDOrganiser(r: Reunion, avant: boolean): Partial<VueReunion['gestes']> {
  switch (r.statut) {
    case 'prevue': return { ecrire: true, joindre: true, feuille: true, deplacer: true, tenir: !avant, annuler: avant };
    case 'tenue': return { ecrire: true, joindre: true, feuille: true };
    case 'approuvee': return { feuille: true };
    case 'annulee': return { retablir: avant };
  }
}

const gestesDans = ({ reunion: r, maintenant, organise, approuve, personneId }: Faits): VueReunion['gestes'] => {
  const invite = (r.statut === 'prevue' || r.statut === 'tenue') && r.invites.some((i) => i.personneId === personneId);
  return { ...aucun, joindre: invite, approuver: approuve && r.statut === 'tenue', ...(organise ? { ...gestesDOrganiser(r, maintenant < r.debut), pointer: presenceOuverte(r, maintenant) } : {}) };
};

const poids = (octets: number): string => (octets < 1_000_000 ? `${Math.max(1, Math.round(octets / 1000))}${NBSP}ko` : `${(octets / 1_000_000).toFixed(1).replace('.', ',')}${NBSP}Mo`);

const documentsDans = (f: Faits, garder: (d: DocumentJoint) => boolean): readonly VueDocument[] =>
  f.reunion.documents.filter(garder).map((d) => ({ id: d.id, nom: d.nom, detail: `${poids(d.octets)}, déposé le ${formaterInstant(d.deposeLe, f.fuseau)}`, href: `${f.base}/documents/${d.id}`, retirable: f.organise || (d.deposePar === f.personneId && f.reunion.statut !== 'approuvee') }));

/** The state of somebody on the list: their answer before, their presence and how it is known after. */
const detailInvite = (r: Reunion, i: Invite): string =>
  r.statut === 'prevue' && i.presence === 'inconnue' ? libelleReponseInvite[i.reponse] : i.presence === 'presente' && i.moyen !== null ? `présente, ${libelleMoyen[i.moyen]}` : libellePresence[i.presence];

export function presenterReunion(f: Faits): VueReunion {
  const { reunion: r } = f;
  return {
    titre: r.titre, phrase: phraseDe(r), statut: libelleStatutReunion[r.statut], quand: creneauDans(r.debut, r.fin, f.fuseau), lieu: r.lieu, visio: r.lienVisio, base: f.base, serie: r.serie ? f.base.replace(/\/reunions\/.*$/, `/series/${r.serie.id}`) : '', version: r.version,
    gestes: gestesDans(f),
    moi: moiDans(f),
    deplacements: r.deplacements.map((d) => `Elle devait avoir lieu ${momentDans(d.debut, f.fuseau)}. Pourquoi ce changement : ${d.motif}`),
    documents: documentsDans(f, (d) => d.genre === 'document' && d.pointId === null), feuilles: documentsDans(f, (d) => d.genre === 'feuille'),
    points: r.points.map((p) => ({ id: p.id, documents: documentsDans(f, (d) => d.genre === 'document' && d.pointId === p.id), rang: p.rang, titre: p.titre, detail: [p.porteur, p.minutes > 0 ? `${p.minutes} min` : ''].filter(Boolean).join(', '), notes: p.notes })),
    ordreDuJour: ecrireOrdre(r), decisions: r.decisions.map((d) => d.texte),
    taches: r.taches.map((t) => ({ id: t.id, texte: t.texte, detail: [t.nom, ...(t.echeance ? [`pour le ${formaterDate(Jour.parse(t.echeance))}`] : [])].join(', '), faite: t.faite, mienne: t.personneId === f.personneId, retard: !t.faite && t.echeance !== null && t.echeance < f.aujourdhui })),
    invites: r.invites.map((i) => ({ id: i.id, nom: i.nom, detail: detailInvite(r, i), presence: i.presence })),
    confiables: r.invites.flatMap((i) => (i.personneId ? [{ valeur: i.personneId, libelle: i.nom }] : [])),
    rattrapage: r.statut === 'tenue' || r.statut === 'approuvee' ? rattraper(r, f.personneId) : undefined,
    paie: f.paie ?? '', action: f.action,
    ecran: f.organise && (r.statut === 'prevue' || r.statut === 'tenue'), refus: f.refus, erreurs: f.erreurs ?? {}, valeurs: f.valeurs ?? {},
  };
}

/** The minutes, assembled from what was recorded during the meeting and nothing else. */
export function redigerCompteRendu(r: Reunion, { cpts, fuseau }: { readonly cpts: string; readonly fuseau: string }): DocumentRedige {
  const la = presents(r);
  const absents = r.invites.filter((i) => i.presence !== 'presente' && i.role !== 'informe');
  const paragraphe = (texte: string) => ({ type: 'paragraphe' as const, texte });
  const titre = (texte: string) => ({ type: 'titre' as const, niveau: 1 as const, texte });
  const liste = (elements: readonly string[]) => ({ type: 'liste' as const, elements });
  return {
    titre: `Compte rendu : ${r.titre}`, sousTitre: `${cpts}, ${creneauDans(r.debut, r.fin, fuseau)}`, date: jourDans(r.debut, fuseau), auteur: cpts, mentions: [],
    blocs: [
      paragraphe(r.approuveeLe ? `Approuvé le ${formaterInstant(r.approuveeLe, fuseau)}.` : 'Projet de compte rendu, à approuver.'),
      titre('Présents'), la.length > 0 ? liste(la.map((i) => i.nom)) : paragraphe('Aucune présence constatée.'),
      ...(absents.length > 0 ? [titre('Absents ou non constatés'), liste(absents.map((i) => i.nom))] : []),
      ...r.points.flatMap((p) => [titre(p.titre), paragraphe(p.notes.trim() || 'Pas de note.')]),
      ...(r.documents.some((d) => d.genre === 'document') ? [titre('Documents'), liste(r.documents.filter((d) => d.genre === 'document').map((d) => d.nom))] : []),
      titre('Décisions'), r.decisions.length > 0 ? liste(r.decisions.map((d) => d.texte)) : paragraphe('Aucune décision enregistrée.'),
      titre('Tâches'), r.taches.length > 0 ? liste(r.taches.map((t) => `${t.texte} (${t.nom}${t.echeance ? `, pour le ${formaterDate(Jour.parse(t.echeance))}` : ''})`)) : paragraphe('Aucune tâche confiée.'),
    ],
  };
}

/** The sheet that is signed in the room, or printed afterwards as evidence: who, in what capacity, seen present how. */
export function redigerFeuille(r: Reunion, { cpts, fuseau }: { readonly cpts: string; readonly fuseau: string }): DocumentRedige {
  return {
    titre: `Feuille de présence : ${r.titre}`, sousTitre: `${cpts}, ${creneauDans(r.debut, r.fin, fuseau)}${r.lieu ? `, ${r.lieu}` : ''}`, date: jourDans(r.debut, fuseau), auteur: cpts, mentions: [],
    blocs: [
      { type: 'paragraphe', texte: `Durée : ${minutesDe(r)} minutes. ${accord(presents(r).length, 'présence constatée', 'présences constatées')} sur ${accord(r.invites.length, 'personne invitée', 'personnes invitées')}.` },
      ...(r.documents.some((d) => d.genre === 'feuille') ? [{ type: 'note' as const, texte: `Feuille signée déposée : ${r.documents.filter((d) => d.genre === 'feuille').map((d) => d.nom).join(', ')}.` }] : []),
      { type: 'tableau', legende: 'Présences', aSigner: true, entetes: ['Nom', 'Attendu comme', 'Présence', 'Signature'], lignes: r.invites.map((i) => [i.nom, libelleRole[i.role], i.presence === 'inconnue' ? '' : i.presence === 'presente' && i.moyen !== null ? `présente, ${libelleMoyen[i.moyen]}` : libellePresence[i.presence], '']) },
    ],
  };
}

/** What one invited person sees by their link: answer before, say « je suis là » during, catch up after. */
export type VueInvitation = {
  /** What coming would pay who holds the link; empty for an outsider. */
  readonly paie: string;
  /** The CPTS that invites. */
  readonly chez: string;
  readonly titre: string;
  readonly quand: string;
  readonly phrase: string;
  readonly lieu: string;
  readonly visio: string;
  readonly action: string;
  readonly deplacement: string;
  readonly repondre: boolean;
  readonly reponse: ReponseInvite;
  readonly pointer: boolean;
  readonly points: readonly string[];
  readonly documents: readonly { readonly nom: string; readonly href: string }[];
  readonly rattrapage: Rattrapage | undefined;
  readonly refus: string | undefined;
};

const REPONSE_DITE = { acceptee: 'vous venez', provisoire: 'vous viendrez peut-être', refusee: 'vous ne venez pas' } as const;

function phraseInvitation(r: Reunion, i: Reunion['invites'][number]): string {
  if (r.statut === 'annulee') return 'Cette réunion est annulée.';
  if (i.presence === 'presente') return 'Votre présence est notée.';
  if (r.statut === 'prevue') return i.reponse === 'attendue' ? `${i.nom}, venez-vous ?` : `Vous avez répondu : ${REPONSE_DITE[i.reponse]}.`;
  return r.statut === 'approuvee' ? 'La réunion a eu lieu, son compte rendu est approuvé.' : 'La réunion a eu lieu, son compte rendu n’est pas encore approuvé.';
}

export function presenterInvitation(r: Reunion, f: { readonly chez: string; readonly inviteId: string; readonly action: string; readonly fuseau: string; readonly maintenant: Date; readonly paie?: string | undefined; readonly refus?: string | undefined }): VueInvitation | undefined {
  const i = r.invites.find((x) => x.id === f.inviteId);
  if (!i) return undefined;
  const dernier = r.deplacements[0];
  return {
    chez: f.chez, titre: r.titre, quand: creneauDans(r.debut, r.fin, f.fuseau), phrase: phraseInvitation(r, i), lieu: r.lieu, visio: r.statut === 'prevue' ? r.lienVisio : '', action: f.action,
    deplacement: dernier && r.statut === 'prevue' ? `Elle devait avoir lieu ${momentDans(dernier.debut, f.fuseau)}. Pourquoi ce changement : ${dernier.motif}` : '',
    repondre: r.statut === 'prevue' && f.maintenant < r.debut, reponse: i.reponse, pointer: presenceOuverte(r, f.maintenant) && i.presence !== 'presente', points: r.points.map((p) => `${p.titre}${p.minutes > 0 ? ` (${p.minutes} min)` : ''}`),
    documents: r.documents.filter((d) => d.genre === 'document').map((d) => ({ nom: d.nom, href: `${f.action}/documents/${d.id}` })),
    rattrapage: r.statut === 'approuvee' ? rattraper(r, i.personneId) : undefined, paie: f.paie ?? '', refus: f.refus,
  };
}

export type VueEmargement = { readonly chez: string; readonly titre: string; readonly phrase: string; readonly quand: string; readonly action: string; readonly ouverte: boolean; readonly attendus: readonly { readonly id: string; readonly nom: string }[]; readonly presents: readonly string[]; readonly refus: string | undefined; readonly nom: string };

function phraseEmargement(r: Reunion, { fuseau, maintenant }: { readonly fuseau: string; readonly maintenant: Date }): string {
  if (presenceOuverte(r, maintenant)) return 'Touchez votre nom : votre présence est notée.';
  if (r.statut === 'annulee') return 'Cette réunion est annulée.';
  return r.statut === 'prevue' ? `La présence se note ici à partir de ${heureDans(ouverturePresence(r), fuseau)}, une demi-heure avant le début.` : 'Le compte rendu est approuvé : la présence ne se note plus.';
}

/** The list of the room, for whoever aims at its code: those not seen yet, each a button. */
export const presenterEmargement = (r: Reunion, f: { readonly chez: string; readonly action: string; readonly fuseau: string; readonly maintenant: Date; readonly refus?: string | undefined; readonly nom?: string | undefined }): VueEmargement => ({
  chez: f.chez, titre: r.titre, phrase: phraseEmargement(r, f), quand: creneauDans(r.debut, r.fin, f.fuseau), action: f.action, ouverte: presenceOuverte(r, f.maintenant),
  attendus: r.invites.filter((i) => i.presence !== 'presente').map((i) => ({ id: i.id, nom: i.nom })), presents: presents(r).map((i) => i.nom), refus: f.refus, nom: f.nom ?? '',
});

export type VueEcran = { readonly base: string; readonly titre: string; readonly phrase: string; readonly adresse: string; readonly code: { readonly cote: number; readonly trace: string }; readonly ouverte: boolean };
export const presenterEcran = (r: Reunion, f: Pick<VueEcran, 'base' | 'adresse' | 'code' | 'ouverte'> & { readonly fuseau: string }): VueEcran => ({
  base: f.base, adresse: f.adresse, code: f.code, ouverte: f.ouverte, titre: r.titre,
  phrase: f.ouverte ? `${accord(presents(r).length, 'personne présente', 'personnes présentes')} sur ${r.invites.length}.` : `Le code sert à partir d’une demi-heure avant le début : ${momentDans(r.debut, f.fuseau)}.`,
});

export type VueLienPublic = { readonly chez: string; readonly titre: string; readonly phrase: string; readonly action: string; readonly erreurs: Readonly<Record<string, string>>; readonly valeurs: Readonly<Record<string, unknown>> };
