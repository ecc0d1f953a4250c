import { ok, refuser, type Result } from '#core/result.ts';
import type { Acteur } from '#core/tenancy.ts';
import { type DocumentJoint, type GesteReunion, type Invite, type Participant, type RefusAgenda, type ReponseInvite, type Reunion, type StatutReunion } from './model.ts';
import type { EvenementIcs, ReponseIcs } from './moteur/calendrier-ics.ts';
import { transitionsReunion } from './transitions.ts';

const EN_ICS = { attendue: 'NEEDS-ACTION', acceptee: 'ACCEPTED', provisoire: 'TENTATIVE', refusee: 'DECLINED' } as const satisfies Record<ReponseInvite, ReponseIcs>;

/** The name a meeting has in calendars: that of its series, when it has one. */
export const uidDe = (r: Pick<Reunion, 'uid' | 'serie'>): string => r.serie?.uid ?? r.uid;

/** What a meeting is in a calendar. Replies go to the address of the CPTS, where they are read. */
export const enEvenement = (r: Reunion, { ecritLe, adresseDesReponses, lien }: { readonly ecritLe: Date; readonly adresseDesReponses: string; readonly lien: string }): EvenementIcs => ({
  uid: uidDe(r), sequence: r.sequence, ...(r.serie ? { remplace: { occurrence: r.serie.occurrence, fuseau: r.serie.fuseau } } : {}), titre: r.titre, debut: r.debut, fin: r.fin, ecritLe, lieu: r.lieu, url: lien,
  description: [...(r.lienVisio ? [`À distance : ${r.lienVisio}`] : []), ...(r.points.length > 0 ? ['Ordre du jour :', ...r.points.map((p) => `– ${p.titre}${p.minutes > 0 ? ` (${p.minutes} min)` : ''}`)] : []), lien].join('\n'),
  statut: r.statut === 'annulee' ? 'CANCELLED' : 'CONFIRMED',
  organisateur: { nom: r.organisateur, courriel: adresseDesReponses },
  invites: r.invites.flatMap((i) => (i.courriel === null ? [] : [{ nom: i.nom, courriel: i.courriel, reponse: EN_ICS[i.reponse], facultatif: i.role !== 'essentiel' }])),
});

/** What somebody answered to the date that is kept, as their answer to the meeting. */
export const reponseDepuisSondage = (p: Participant, rang: number): ReponseInvite => ({ o: 'acceptee', s: 'provisoire', n: 'refusee' } as const)[p.reponses[rang] ?? '-'] ?? 'attendue';

export function apresGesteReunion(statut: StatutReunion, geste: GesteReunion): Result<StatutReunion, RefusAgenda> {
  const suite = transitionsReunion[statut][geste];
  return suite ? ok(suite) : refuser({ code: 'geste_impossible', statut });
}

export const minutesDe = (r: Pick<Reunion, 'debut' | 'fin'>): number => Math.max(1, Math.round((r.fin.getTime() - r.debut.getTime()) / 60_000));
export const presents = (r: Reunion): readonly Invite[] => r.invites.filter((i) => i.presence === 'presente');
export const ouverturePresence = (r: Pick<Reunion, 'debut'>): Date => new Date(r.debut.getTime() - 30 * 60_000);
/** Presence may be noted from half an hour before, until the minutes are approved. */
export const presenceOuverte = (r: Pick<Reunion, 'statut' | 'debut'>, maintenant: Date): boolean => (r.statut === 'prevue' || r.statut === 'tenue') && maintenant >= ouverturePresence(r);

/**
 * Papers come from who organises or who is invited, until the minutes are approved; the signed sheet from who organises, later too: it
 * is evidence, often photographed the next day.
 */
export const peutJoindre = (r: Reunion, qui: Acteur, { organise, genre }: { readonly organise: boolean; readonly genre: DocumentJoint['genre'] }): boolean =>
  genre === 'feuille' ? organise && r.statut !== 'annulee' : (organise || r.invites.some((i) => i.personneId === qui.personneId)) && (r.statut === 'prevue' || r.statut === 'tenue');

/** Two minutes at 200 words a minute, and built from what was recorded, nothing else. */
const MOTS_DU_RATTRAPAGE = 400;

export type Rattrapage = { readonly phrases: readonly string[]; readonly decisions: readonly string[]; readonly mesTaches: readonly string[]; readonly points: readonly { readonly titre: string; readonly notes: string }[]; readonly coupe: boolean };

/** What the absent read first: decisions, their own tasks, then notes as long as two minutes of reading are not spent. */
export function rattraper(r: Reunion, personneId: string | null): Rattrapage {
  const decisions = r.decisions.map((d) => d.texte);
  const mesTaches = r.taches.filter((t) => t.personneId === personneId && !t.faite).map((t) => t.texte);
  let reste = MOTS_DU_RATTRAPAGE - [...decisions, ...mesTaches].join(' ').split(/\s+/).length;
  let coupe = false;
  const points = r.points.filter((p) => p.notes.trim() !== '').map((p) => {
    const mots = p.notes.trim().split(/\s+/);
    const gardes = mots.slice(0, Math.max(0, reste));
    reste -= gardes.length;
    if (gardes.length < mots.length) coupe = true;
    return { titre: p.titre, notes: gardes.length === 0 ? '' : gardes.length < mots.length ? `${gardes.join(' ')} […]` : p.notes.trim() };
  });
  const n = presents(r).length;
  return { phrases: [`${n} ${n > 1 ? 'personnes étaient présentes' : 'personne était présente'}.`, `${decisions.length} ${decisions.length > 1 ? 'décisions prises' : 'décision prise'}, ${r.taches.length} ${r.taches.length > 1 ? 'tâches confiées' : 'tâche confiée'}.`], decisions, mesTaches, points, coupe };
}
