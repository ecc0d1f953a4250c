import { accord, formaterDate, formaterInstant } from '#core/texte.ts';
import type { DocumentRedige } from '#core/document.ts';
import { Jour, jourDans } from '#core/jour.ts';
import { creneauDans, libellePresence, libelleReponseInvite, libelleRole, libelleStatutReunion } from './labels.ts';
import type { Invite, Reunion } from './model.ts';
import { minutesDe, presenceOuverte, presents, rattraper, type Rattrapage } from './rules-reunions.ts';

export type VueReunion = {
  readonly titre: string;
  readonly phrase: string;
  readonly statut: string;
  readonly quand: string;
  readonly lieu: string;
  readonly visio: string;
  readonly base: string;
  readonly version: number;
  readonly gestes: { readonly ecrire: boolean; readonly tenir: boolean; readonly approuver: boolean; readonly annuler: boolean };
  readonly moi: { readonly reponse: string; readonly repondre: boolean; readonly presence: Invite['presence']; readonly peutPointer: boolean; readonly champs: Readonly<Record<string, string>> } | undefined;
  readonly points: readonly { readonly rang: number; readonly titre: string; readonly detail: string; readonly notes: string }[];
  readonly ordreDuJour: string;
  readonly decisions: readonly string[];
  readonly taches: readonly { readonly id: string; readonly texte: string; readonly detail: string; readonly faite: boolean; readonly mienne: boolean }[];
  readonly invites: readonly { readonly id: string; readonly nom: string; readonly detail: string; readonly presence: Invite['presence'] }[];
  readonly confiables: readonly { readonly valeur: string; readonly libelle: string }[];
  readonly rattrapage: Rattrapage | undefined;
  readonly code: string | undefined;
  readonly refus: string | undefined;
  readonly erreurs: Readonly<Record<string, string>>;
  readonly valeurs: Readonly<Record<string, unknown>>;
};

type Faits = { readonly reunion: Reunion; readonly base: string; readonly fuseau: string; readonly maintenant: Date; readonly aujourdhui: Jour; readonly personneId: string; readonly organise: boolean; readonly approuve: boolean; readonly code?: string; /** The code of the room, when the person came by it. */ readonly codeRecu?: string; readonly refus?: string; readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>> };

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
  return moi && { reponse: libelleReponseInvite[moi.reponse], repondre: r.statut === 'prevue' && maintenant < r.debut, presence: moi.presence, peutPointer: presenceOuverte(r, maintenant) && moi.presence !== 'presente', champs: { invite: moi.id, presence: 'presente', ...(codeRecu ? { code: codeRecu } : {}) } };
};

const gestesDans = ({ reunion: r, maintenant, organise, approuve }: Faits): VueReunion['gestes'] => ({
  ecrire: organise && (r.statut === 'prevue' || r.statut === 'tenue'), tenir: organise && r.statut === 'prevue' && maintenant >= r.debut, approuver: approuve && r.statut === 'tenue', annuler: organise && r.statut === 'prevue' && maintenant < r.debut,
});

export function presenterReunion(f: Faits): VueReunion {
  const { reunion: r } = f;
  return {
    titre: r.titre, phrase: phraseDe(r), statut: libelleStatutReunion[r.statut], quand: creneauDans(r.debut, r.fin, f.fuseau), lieu: r.lieu, visio: r.lienVisio, base: f.base, version: r.version,
    gestes: gestesDans(f),
    moi: moiDans(f),
    points: r.points.map((p) => ({ rang: p.rang, titre: p.titre, detail: [p.porteur, p.minutes > 0 ? `${p.minutes} min` : ''].filter(Boolean).join(', '), notes: p.notes })),
    ordreDuJour: ecrireOrdre(r), decisions: r.decisions.map((d) => d.texte),
    taches: r.taches.map((t) => ({ id: t.id, texte: t.texte, detail: [t.nom, ...(t.echeance ? [`pour le ${formaterDate(Jour.parse(t.echeance))}`] : [])].join(', '), faite: t.faite, mienne: t.personneId === f.personneId })),
    invites: r.invites.map((i) => ({ id: i.id, nom: i.nom, detail: r.statut === 'prevue' && i.presence === 'inconnue' ? libelleReponseInvite[i.reponse] : libellePresence[i.presence], presence: i.presence })),
    confiables: r.invites.flatMap((i) => (i.personneId ? [{ valeur: i.personneId, libelle: i.nom }] : [])),
    rattrapage: r.statut === 'tenue' || r.statut === 'approuvee' ? rattraper(r, f.personneId) : undefined,
    code: f.code, refus: f.refus, erreurs: f.erreurs ?? {}, valeurs: f.valeurs ?? {},
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
      { type: 'tableau', legende: 'Présences', entetes: ['Nom', 'Attendu comme', 'Présence', 'Signature'], lignes: r.invites.map((i) => [i.nom, libelleRole[i.role], i.presence === 'inconnue' ? '' : libellePresence[i.presence], '']) },
    ],
  };
}
