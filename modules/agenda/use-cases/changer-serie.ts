import { jourDans, plusJours } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import { posterCourriel } from '#server/courriel.ts';
import { signerAdresse } from '#server/liens/adresse-reponse.ts';
import { mettreEnPageCourriel } from '#web/courriel.tsx';
import { lettreDeSuite } from '../labels.ts';
import type { RefusAgenda, Reunion, ReunionId } from '../model.ts';
import { ecrireCalendrier } from '../moteur/calendrier-ics.ts';
import { horlogeDe, jourEnLocal } from '../moteur/horloge.ts';
import { peutOrganiser } from '../permissions.ts';
import { avancerReunion, chargerReunion, dernierChangement, marquerArret, marquerDefait, noterChangement, noterDeplacement, oublierReponses, reprendreReponses, suiteDeSerie } from '../repository-reunions.ts';
import { enEvenement } from '../rules-reunions.ts';
import type { DepuisReunion } from './retenir-date.ts';

type Suite = { readonly serieId: string; /** The first of those that stop or change: it and all that follow, wherever each was moved. */ readonly depuis: ReunionId };
type Ecrire = { readonly genre: 'arret' | 'reprise' | 'changement' | 'retour'; readonly motif: string; /** Those whose day or hour moved: their answers are asked again. */ readonly deplacees?: ReadonlySet<ReunionId> };

/**
 * One letter a person for all the dates that concern them, each bearing its RECURRENCE-ID and a greater SEQUENCE: calendars that ignore
 * ranges understand it too. Only their own line is written, as many dates times as many people would not fit. @source RFC 5546 §3.2.2, §3.2.5
 */
async function ecrireAChacun(ctx: Contexte, reunions: readonly Reunion[], { genre, motif, deplacees = new Set() }: Ecrire, depuis: DepuisReunion): Promise<void> {
  const siennes = Map.groupBy(reunions.flatMap((r) => r.invites.flatMap((i) => (i.courriel === null ? [] : [{ courriel: i.courriel, nom: i.nom, r: { ...r, invites: [i] } }]))), (x) => x.courriel);
  const methode = genre === 'arret' ? 'CANCEL' : 'REQUEST';
  for (const [courriel, places] of siennes) {
    const [premiere] = places;
    const serie = premiere?.r.serie;
    if (!premiere || !serie) continue;
    const adresseDesReponses = depuis.reponses ? signerAdresse(depuis.reponses, { cptsId: ctx.cpts, uid: serie.uid, courriel }, depuis.secret) : depuis.expediteur;
    const contenu = ecrireCalendrier({ methode, evenements: places.map(({ r }) => enEvenement(r, { ecritLe: ctx.maintenant, adresseDesReponses, lien: `${depuis.base}/agenda/reunions/${r.id}` })) });
    const lettre = lettreDeSuite({ genre, titre: premiere.r.titre, dates: places.map(({ r }) => ({ debut: r.debut, fin: r.fin })), lieu: premiere.r.lieu, lienVisio: premiere.r.lienVisio, redemandees: places.filter(({ r }) => deplacees.has(r.id)).length, motif, fuseau: ctx.fuseau, cpts: depuis.cpts, lien: `${depuis.base}/agenda/series/${serie.id}` });
    await posterCourriel(ctx, { a: courriel, nom: premiere.nom, sujet: lettre.titre, ...mettreEnPageCourriel(lettre), calendrier: { methode, contenu } }, depuis.secret);
  }
}

/** Those of the series that come from this one on, planned and still to come; none is a refusal. */
async function suite(ctx: Contexte, s: Suite): Promise<Result<readonly Reunion[], RefusAgenda>> {
  if (!peutOrganiser(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const ids = await suiteDeSerie(ctx, s);
  const reunions = (await Promise.all(ids.map((id) => chargerReunion(ctx, id)))).filter((r) => r !== undefined);
  return reunions.length > 0 ? ok(reunions) : refuser({ code: 'serie_finie' });
}

/** Stops a series from a date on: those dates are called off, the ones before stay as they are. */
export async function arreterSerie(ctx: Contexte, s: Suite & { readonly motif: string }, depuis: DepuisReunion): Promise<Result<number, RefusAgenda>> {
  const visees = await suite(ctx, s);
  if (!visees.ok) return visees;
  const arretees = visees.valeur.map((r): Reunion => ({ ...r, statut: 'annulee', sequence: r.sequence + 1 }));
  for (const r of arretees) await avancerReunion(ctx, r.id, { statut: 'annulee', sequence: r.sequence });
  await marquerArret(ctx, arretees.map((r) => r.id), ctx.maintenant);
  await ecrireAChacun(ctx, arretees, { genre: 'arret', motif: s.motif }, depuis);
  await journaliser(ctx, 'serie_arretee', s.serieId, { nom: arretees[0]?.titre, dates: arretees.length });
  await prevenir(ctx, 'agenda');
  return ok(arretees.length);
}

/** Undoes the last stop: its dates that are still to come take place after all. */
export async function reprendreSerie(ctx: Contexte, serieId: string, depuis: DepuisReunion): Promise<Result<number, RefusAgenda>> {
  if (!peutOrganiser(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const ids = await suiteDeSerie(ctx, { serieId, arretees: true });
  const reprises = (await Promise.all(ids.map((id) => chargerReunion(ctx, id)))).flatMap((r): Reunion[] => (r ? [{ ...r, statut: 'prevue', sequence: r.sequence + 1 }] : []));
  if (reprises.length === 0) return refuser({ code: 'serie_finie' });
  for (const r of reprises) await avancerReunion(ctx, r.id, { statut: 'prevue', sequence: r.sequence });
  await marquerArret(ctx, reprises.map((r) => r.id), null);
  await ecrireAChacun(ctx, reprises, { genre: 'reprise', motif: '' }, depuis);
  await journaliser(ctx, 'serie_reprise', serieId, { nom: reprises[0]?.titre, dates: reprises.length });
  await prevenir(ctx, 'agenda');
  return ok(reprises.length);
}

export type Changement = Suite & { /** Days later (or earlier) than now, the same for each. */ readonly decalage: number; /** Since midnight, local. */ readonly heure: number; readonly minutes: number; readonly lieu: string; readonly lienVisio: string };
export type DateChangee = { readonly reunion: Reunion; readonly debut: Date; readonly fin: Date };

/** Where each date of the rest would go. The hour is local: it stays the same across summer time. */
export async function prevoirChangement(ctx: Contexte, c: Changement): Promise<Result<readonly DateChangee[], RefusAgenda>> {
  const visees = await suite(ctx, c);
  if (!visees.ok) return visees;
  const horloge = horlogeDe(ctx.fuseau);
  const dates = visees.valeur.map((reunion): DateChangee => {
    const instant = horloge.instant(jourEnLocal(plusJours(jourDans(reunion.debut, ctx.fuseau), c.decalage)) + c.heure * 60_000);
    return { reunion, debut: new Date(instant), fin: new Date(instant + c.minutes * 60_000) };
  });
  if (dates.some((d) => d.debut <= ctx.maintenant)) return refuser({ code: 'date_passee' });
  if (dates.every((d) => !autreMoment(d) && d.reunion.lieu === c.lieu && d.reunion.lienVisio === c.lienVisio)) return refuser({ code: 'date_inchangee' });
  return ok(dates);
}

const autreMoment = ({ reunion, debut, fin }: DateChangee): boolean => debut.getTime() !== reunion.debut.getTime() || fin.getTime() !== reunion.fin.getTime();

/** Changes a series from a date on: another day, another hour, another place. Whoever's date moves is asked again. */
export async function changerSerie(ctx: Contexte, c: Changement & { readonly motif: string }, depuis: DepuisReunion): Promise<Result<number, RefusAgenda>> {
  const prevues = await prevoirChangement(ctx, c);
  if (!prevues.ok) return prevues;
  const apres: Reunion[] = [];
  for (const d of prevues.valeur) {
    const r = d.reunion;
    await avancerReunion(ctx, r.id, { sequence: r.sequence + 1, ou: { debut: d.debut, fin: d.fin, lieu: c.lieu, lienVisio: c.lienVisio } });
    await noterChangement(ctx, c.serieId, { ...r, sequence: r.sequence + 1 });
    if (autreMoment(d)) {
      await noterDeplacement(ctx, r.id, { debut: r.debut, fin: r.fin, motif: c.motif });
      await oublierReponses(ctx, r.id);
    }
    const relue = await chargerReunion(ctx, r.id);
    if (relue) apres.push(relue);
  }
  await ecrireAChacun(ctx, apres, { genre: 'changement', motif: c.motif, deplacees: new Set(prevues.valeur.filter(autreMoment).map((d) => d.reunion.id)) }, depuis);
  await journaliser(ctx, 'serie_changee', c.serieId, { nom: apres[0]?.titre, dates: apres.length, motif: c.motif });
  await prevenir(ctx, 'agenda');
  return ok(apres.length);
}

/**
 * Undoes the last change: its dates to come that nobody touched since are again when and where they were, and what had been answered to
 * them counts again.
 */
export async function defaireChangement(ctx: Contexte, serieId: string, depuis: DepuisReunion): Promise<Result<number, RefusAgenda>> {
  if (!peutOrganiser(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const avant = await dernierChangement(ctx, serieId, { verrouiller: true });
  const apres: Reunion[] = [];
  for (const a of avant) {
    const r = await chargerReunion(ctx, a.reunionId);
    if (!r) continue;
    await avancerReunion(ctx, r.id, { sequence: r.sequence + 1, ou: a });
    if (autreMoment({ reunion: r, debut: a.debut, fin: a.fin })) await reprendreReponses(ctx, r.id);
    const relue = await chargerReunion(ctx, r.id);
    if (relue) apres.push(relue);
  }
  if (apres.length === 0) return refuser({ code: 'serie_finie' });
  await marquerDefait(ctx, avant.map((a) => a.id));
  await ecrireAChacun(ctx, apres, { genre: 'retour', motif: '' }, depuis);
  await journaliser(ctx, 'serie_retablie', serieId, { nom: apres[0]?.titre, dates: apres.length });
  await prevenir(ctx, 'agenda');
  return ok(apres.length);
}
