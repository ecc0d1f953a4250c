import { jourDeLaSemaine } from '#core/calendrier.ts';
import { plusJours } from '#core/jour.ts';
import { PersonneId } from '#core/tenancy.ts';
import { type GroupeId, ParticipantId } from '#modules/agenda/model.ts';
import { horlogeDe, jourEnLocal } from '#modules/agenda/moteur/horloge.ts';
import { semaineDe } from '#modules/agenda/moteur/semaine.ts';
import { lireReunion, lireSondage, listerGroupes, listerInvitables } from '#modules/agenda/queries.ts';
import { joindreDocument } from '#modules/agenda/use-cases/joindre-document.ts';
import { confierTache, ecrireOrdreDuJour, noterPoint, noterPresence, prendreDecision } from '#modules/agenda/use-cases/noter-reunion.ts';
import { ouvrirSerie } from '#modules/agenda/use-cases/ouvrir-serie.ts';
import { ouvrirSondage } from '#modules/agenda/use-cases/ouvrir-sondage.ts';
import { choixSimple, proposerDates } from '#modules/agenda/use-cases/proposer-dates.ts';
import { repondreSondage } from '#modules/agenda/use-cases/repondre-sondage.ts';
import { retenirDate } from '#modules/agenda/use-cases/retenir-date.ts';
import { direHabitudes, tenirGroupe } from '#modules/agenda/use-cases/tenir-groupes.ts';
import { tenirSalle } from '#modules/agenda/use-cases/tenir-salles.ts';
import { tenirReunion } from '#modules/agenda/use-cases/tenir-reunion.ts';
import type { Contexte } from '#server/contexte.ts';

const DEPUIS = { cpts: 'CPTS des Trois Rivières', url: 'http://localhost:3000', secret: 'demonstration-demonstration-demonstration', expediteur: 'agenda@exemple.invalid', base: 'http://localhost:3000/cpts/trois-rivieres' };

function obtenir<T>(issue: { readonly ok: true; readonly valeur: T } | { readonly ok: false; readonly refus: { readonly code: string } }): T {
  if (issue.ok) return issue.valeur;
  throw new Error(`Agenda de démonstration refusé : ${issue.refus.code}`);
}

/** A doctor's week: every morning but Wednesday's, and three afternoons; on Wednesdays, two hours only. */
const SEMAINE = semaineDe(['1-matin', '2-matin', '4-matin', '5-matin', '1-apres_midi', '2-apres_midi', '4-apres_midi']);
const MERCREDI = [{ jours: [3], de: '09:00', a: '11:00' }];

/** A poll among everybody, without letters (the demo writes to nobody), answered by those named in `reponses` (one letter per date). */
async function sonder(ctx: Contexte, p: { readonly titre: string; readonly dates: readonly Date[]; readonly groupeId: GroupeId | null; readonly reponses: readonly string[] }) {
  const gens = await listerInvitables(ctx, p.groupeId);
  const id = obtenir(await ouvrirSondage(ctx, { titre: p.titre, dureeMinutes: 120, lieu: 'Maison de santé, salle du haut', lienVisio: 'https://visio.exemple.invalid/trois-rivieres', groupeId: p.groupeId, clotureLe: new Date(ctx.maintenant.getTime() + 5 * 86_400_000), dates: p.dates, participants: gens.map((g) => ({ personneId: g.personneId, nom: g.nom, courriel: null, role: g.role })) }, DEPUIS));
  const sondage = await lireSondage(ctx, id);
  for (const [i, lettres] of p.reponses.entries()) {
    const participant = sondage?.participants[i];
    if (!participant) continue;
    for (const [rang, lettre] of [...lettres].entries()) {
      if (lettre !== '-') obtenir(await repondreSondage(ctx, { sondageId: id, participantId: ParticipantId.parse(participant.id), rang, reponse: lettre === 'o' ? 'oui' : lettre === 's' ? 'si_besoin' : 'non' }));
    }
  }
  return id;
}

const soirDans = (ctx: Contexte, jours: number): Date => new Date(horlogeDe(ctx.fuseau).instant(jourEnLocal(plusJours(ctx.aujourdhui, jours)) + 19.5 * 3_600_000));

/** A group, an open poll and a meeting to come, as the coordinator made them. */
export async function demoAgenda(ctx: Contexte): Promise<void> {
  const gens = await listerInvitables(ctx, null);
  const groupe = obtenir(await tenirGroupe(ctx, { id: null, nom: 'Soins non programmés', rythme: 'Le deuxième mardi du mois, à 19 h 30', dureeMinutes: 120, membres: gens.slice(0, 6).map((g, i) => ({ personneId: g.personneId, role: i === 0 ? 'essentiel' : 'utile' })) }));
  for (const [nom, places] of [['Maison de santé, salle du haut', 12], ['Mairie, salle du conseil', 40]] as const) obtenir(await tenirSalle(ctx, { nom, places, actif: true }));
  const { issue } = await proposerDates(ctx, { ...choixSimple(ctx, { groupe }), nombre: 4 });
  await sonder(ctx, { titre: 'Soins non programmés : bilan et suite', dates: issue?.ok ? issue.valeur.dates.map((d) => new Date(d.debut)) : [soirDans(ctx, 8), soirDans(ctx, 15)], groupeId: groupe, reponses: ['oosn', 'onoo', 'ooo-'] });
  const aVenir = await sonder(ctx, { titre: 'Bureau de la CPTS', dates: [soirDans(ctx, 9), soirDans(ctx, 10)], groupeId: null, reponses: ['oo', 'on', 'so', 'oo', 'no'] });
  const reunion = obtenir(await retenirDate(ctx, { id: aVenir, rang: 0 }, DEPUIS));
  const lue = await lireReunion(ctx, reunion);
  obtenir(await ecrireOrdreDuJour(ctx, { id: reunion, version: lue?.version ?? 1, points: [{ titre: 'Lettre d’intention : dernière relecture', porteur: 'Anselme Exemple', minutes: 40 }, { titre: 'Statuts de l’association', porteur: 'Ombeline Fictif', minutes: 30 }, { titre: 'Questions diverses', porteur: '', minutes: 10 }] }));
}

/** The group's own rhythm: every second Tuesday of the month, without the school holidays. Nobody is written to. */
export async function demoSerie(ctx: Contexte): Promise<void> {
  const groupe = (await listerGroupes(ctx))[0];
  if (!groupe) return;
  const invites = (await listerInvitables(ctx, groupe.id)).map((g) => ({ personneId: g.personneId, nom: g.nom, courriel: null, role: g.role }));
  const premier = Array.from({ length: 60 }, (_, i) => plusJours(ctx.aujourdhui, 20 + i)).find((j) => jourDeLaSemaine(j) === 2 && Math.ceil(Number(j.slice(8)) / 7) === 2);
  if (!premier) return;
  obtenir(await ouvrirSerie(ctx, { titre: groupe.nom, groupeId: groupe.id, premier, heure: 19 * 60 + 30, minutes: 120, lieu: 'Maison de santé, salle du haut', lienVisio: '', rythme: 'mois_rang', fin: { fois: 6 }, sauts: { feries: 'metropole', vacances: 'A' } }, { invites, depuis: DEPUIS }));
}

/** A meeting of three weeks ago, lived at its own date: presence, notes, decisions, tasks, minutes approved. */
export async function demoReunionPassee(ctx: Contexte): Promise<void> {
  const id = await sonder(ctx, { titre: 'Prévention : journée de vaccination', dates: [soirDans(ctx, 1)], groupeId: null, reponses: ['o', 'o', 'o', 'o', 's'] });
  const reunion = obtenir(await retenirDate(ctx, { id, rang: 0 }, DEPUIS));
  const version = async (): Promise<number> => (await lireReunion(ctx, reunion))?.version ?? 1;
  obtenir(await ecrireOrdreDuJour(ctx, { id: reunion, version: await version(), points: [{ titre: 'Lieu et date de la journée', porteur: 'Prune Supposée', minutes: 40 }, { titre: 'Qui vient', porteur: 'Octave Factice', minutes: 30 }] }));
  obtenir(await noterPoint(ctx, { id: reunion, version: await version(), rang: 0, notes: 'La mairie prête la salle des fêtes le premier samedi de mars.\nDeux créneaux, le matin et l’après-midi.' }));
  obtenir(await noterPoint(ctx, { id: reunion, version: await version(), rang: 1, notes: 'Quatre infirmiers et deux pharmaciens se proposent. Il manque un médecin l’après-midi.' }));
  obtenir(await prendreDecision(ctx, { id: reunion, texte: 'La journée a lieu le premier samedi de mars, à la salle des fêtes.' }));
  obtenir(await prendreDecision(ctx, { id: reunion, texte: 'Les pharmacies commandent les vaccins six semaines avant.' }));
  const lue = await lireReunion(ctx, reunion);
  for (const [i, invite] of (lue?.invites ?? []).entries()) if (i < 6) obtenir(await noterPresence(ctx, { id: reunion, inviteId: invite.id, presence: 'presente', moyen: 'feuille' }));
  const porteur = lue?.invites.find((i) => i.nom === 'Prune Supposée')?.personneId ?? ctx.qui.personneId;
  obtenir(await confierTache(ctx, { id: reunion, texte: 'Réserver la salle des fêtes auprès de la mairie', personneId: PersonneId.parse(porteur), echeance: plusJours(ctx.aujourdhui, 28) }));
  obtenir(await confierTache(ctx, { id: reunion, texte: 'Chercher un médecin pour l’après-midi', personneId: ctx.qui.personneId, echeance: plusJours(ctx.aujourdhui, 35) }));
  const note = new File(['Lieu;Places\nSalle des fêtes;120\nMaison de santé;12\n'], 'Salles possibles.csv', { type: 'text/csv' });
  obtenir(await joindreDocument(ctx, { id: reunion, fichier: note, pointId: lue?.points[0]?.id ?? null, genre: 'document' }));
  obtenir(await tenirReunion(ctx, { id: reunion, geste: 'tenir' }, DEPUIS));
}

/** A doctor tells her week. */
export const demoDisponibilites = (ctx: Contexte): Promise<void> => direHabitudes(ctx, { semaine: SEMAINE, consultations: MERCREDI, conges: [], maxSoirees: 8, aDistance: false });
