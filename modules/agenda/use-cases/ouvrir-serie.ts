import { randomUUID } from 'node:crypto';
import { type Jour, plusJours } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import { type Occurrence, occurrencesDe } from '#server/calendriers/occurrences.ts';
import type { Contexte } from '#server/contexte.ts';
import { posterCourriel } from '#server/courriel.ts';
import { signerAdresse } from '#server/liens/adresse-reponse.ts';
import { mettreEnPageCourriel } from '#web/courriel.tsx';
import { lettreDeSerie } from '../labels.ts';
import type { GroupeId, Invite, RefusAgenda } from '../model.ts';
import { ecrireCalendrier } from '../moteur/calendrier-ics.ts';
import { defautDuPremier, direRythme, HORIZON_JOURS, OCCURRENCES_MAX, raisonDeSauter, regleDe, type Rythme, type Sauts } from '../moteur/serie.ts';
import { peutOrganiser } from '../permissions.ts';
import { creerSerie } from '../repository-calendriers.ts';
import { creerReunion } from '../repository-reunions.ts';
import type { DepuisReunion } from './retenir-date.ts';

export type SerieAOuvrir = {
  readonly titre: string; readonly groupeId: GroupeId | null; readonly premier: Jour; /** Since midnight, local. */ readonly heure: number; readonly minutes: number; readonly lieu: string; readonly lienVisio: string;
  readonly rythme: Rythme; readonly fin: { readonly jusquau: Jour } | { readonly fois: number }; readonly sauts: Sauts;
};
export type DatePrevue = Occurrence & { readonly saut: string | undefined };
export type Prevue = { readonly dates: readonly DatePrevue[]; readonly regle: string; readonly rythme: string };

/** The dates of a series, those left out with their reason; or the sentence that says, by field, what is wrong. */
export function prevoirSerie(s: Pick<SerieAOuvrir, 'premier' | 'heure' | 'rythme' | 'fin' | 'sauts'>, { fuseau, maintenant }: Pick<Contexte, 'fuseau' | 'maintenant'>): Result<Prevue, Readonly<Record<string, string>>> {
  const defaut = defautDuPremier(s.rythme, s.premier);
  if (defaut) return refuser({ premier: defaut });
  const limite = plusJours(s.premier, HORIZON_JOURS);
  const jusquau = 'jusquau' in s.fin ? s.fin.jusquau : limite;
  if (jusquau < s.premier) return refuser({ jusquau: 'La série finit avant d’avoir commencé.' });
  if (jusquau > limite) return refuser({ jusquau: 'Une série tient en deux ans : au-delà, rouvrez-en une.' });
  const base = regleDe(s.rythme, s.premier);
  const toutes = occurrencesDe(`${base};COUNT=${'fois' in s.fin ? s.fin.fois : OCCURRENCES_MAX + 1}`, { jour: s.premier, minutes: s.heure, fuseau });
  if (!toutes.ok) return refuser({ premier: 'Cette répétition n’est pas lisible.' });
  const gardees = toutes.valeur.filter((o) => o.jour <= jusquau);
  if (gardees.length > OCCURRENCES_MAX) return refuser({ jusquau: `${OCCURRENCES_MAX} réunions au plus : choisissez une fin plus proche.` });
  if (gardees[0] && gardees[0].debut <= maintenant) return refuser({ premier: 'Cette date est passée : choisissez-en une à venir.' });
  const dates = gardees.map((o) => ({ ...o, saut: raisonDeSauter(o.jour, s.sauts) }));
  if (dates.every((d) => d.saut !== undefined)) return refuser({ premier: 'Toutes les dates tombent un jour férié ou pendant les vacances.' });
  return ok({ dates, regle: `${base};COUNT=${gardees.length}`, rythme: direRythme(s.rythme, s.premier) });
}

type Invites = readonly Omit<Invite, 'id' | 'presence' | 'moyen' | 'reponse'>[];

/** Opens a series: one meeting per date kept, one letter per person, whose calendar repeats by itself and leaves out what is left out. */
export async function ouvrirSerie(ctx: Contexte, s: SerieAOuvrir, { invites, depuis }: { readonly invites: Invites; readonly depuis: DepuisReunion }): Promise<Result<string, RefusAgenda | { readonly code: 'saisie'; readonly erreurs: Readonly<Record<string, string>> }>> {
  if (!peutOrganiser(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  if (invites.length === 0) return refuser({ code: 'aucun_participant' });
  const prevue = prevoirSerie(s, ctx);
  if (!prevue.ok) return refuser({ code: 'saisie', erreurs: prevue.refus });
  const { dates, regle, rythme } = prevue.valeur;
  const debut = dates[0]?.debut ?? ctx.maintenant;
  const hote = new URL(depuis.url).hostname;
  const uid = `${randomUUID()}@${hote}`;
  const exceptions = dates.filter((d) => d.saut !== undefined).map((d) => d.debut);
  const id = await creerSerie(ctx, { ...s, regle, rythme, debut, uid, exceptions });
  for (const d of dates.filter((x) => x.saut === undefined)) {
    await creerReunion(ctx, { titre: s.titre, debut: d.debut, fin: finDe(d.debut, s), lieu: s.lieu, lienVisio: s.lienVisio, groupeId: s.groupeId, sondageId: null, uid: `${randomUUID()}@${hote}`, serie: { id, occurrence: d.debut }, invites: invites.map((i) => ({ ...i, reponse: 'attendue' as const })) });
  }
  await posterSerie(ctx, { s, regle, rythme, debut, uid, exceptions, dates, lien: `${depuis.base}/agenda/series/${id}` }, { invites, depuis });
  await journaliser(ctx, 'serie_ouverte', id, { nom: s.titre, dates: dates.length - exceptions.length });
  await prevenir(ctx, 'agenda');
  return ok(id);
}

const finDe = (debut: Date, { minutes }: Pick<SerieAOuvrir, 'minutes'>): Date => new Date(debut.getTime() + minutes * 60_000);

type SerieEcrite = Prevue & { readonly s: SerieAOuvrir; readonly debut: Date; readonly uid: string; readonly exceptions: readonly Date[]; readonly lien: string };

async function posterSerie(ctx: Contexte, e: SerieEcrite, { invites, depuis }: { readonly invites: Invites; readonly depuis: DepuisReunion }): Promise<void> {
  for (const i of invites) {
    if (i.courriel === null) continue;
    const courriel = depuis.reponses ? signerAdresse(depuis.reponses, { cptsId: ctx.cpts, uid: e.uid, courriel: i.courriel }, depuis.secret) : depuis.expediteur;
    const contenu = ecrireCalendrier({ methode: 'REQUEST', evenements: [{
      uid: e.uid, sequence: 0, titre: e.s.titre, debut: e.debut, fin: finDe(e.debut, e.s), ecritLe: ctx.maintenant, lieu: e.s.lieu, url: e.lien, statut: 'CONFIRMED', description: [...(e.s.lienVisio ? [`À distance : ${e.s.lienVisio}`] : []), e.lien].join('\n'),
      organisateur: { nom: ctx.qui.nom, courriel }, invites: invites.flatMap((x) => (x.courriel === null ? [] : [{ nom: x.nom, courriel: x.courriel, reponse: 'NEEDS-ACTION' as const, facultatif: x.role !== 'essentiel' }])),
      recurrence: { regle: e.regle, exceptions: e.exceptions, fuseau: ctx.fuseau },
    }] });
    const lettre = lettreDeSerie({ titre: e.s.titre, rythme: e.rythme, dates: e.dates.filter((d) => d.saut === undefined).map((d) => d.debut), fuseau: ctx.fuseau, lieu: e.s.lieu, lienVisio: e.s.lienVisio, cpts: depuis.cpts, lien: e.lien });
    await posterCourriel(ctx, { a: i.courriel, nom: i.nom, sujet: lettre.titre, ...mettreEnPageCourriel(lettre), calendrier: { methode: 'REQUEST', contenu } }, depuis.secret);
  }
}
