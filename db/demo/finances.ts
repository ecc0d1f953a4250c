import { ecartEnJours, Jour, plusJours } from '#core/jour.ts';
import type { Acteur, PersonneId } from '#core/tenancy.ts';
import { plafondDe, PLAFONDS } from '#modules/finances/constants.ts';
import { type Declaration, TempsId, type Travail } from '#modules/finances/model.ts';
import { valeurDe } from '#modules/finances/moteur/valeur.ts';
import { declarerTemps } from '#modules/finances/use-cases/declarer-temps.ts';
import { changerTemps, type GesteDePersonne } from '#modules/finances/use-cases/suivre-temps.ts';
import { saisirPlafond } from '#modules/finances/use-cases/saisir-plafond.ts';
import { noterTravail } from '#modules/finances/use-cases/noter-travail.ts';
import { voterPourTous, voterTaux } from '#modules/finances/use-cases/voter-taux.ts';
import type { Contexte } from '#server/contexte.ts';
import { demoCompteBancaire, demoLot } from './budget.ts';
import { PERSONNES_INVENTEES } from './comptes.ts';

type Ids = Readonly<Record<string, PersonneId>>;
const sur = <T>(issue: { readonly ok: true; readonly valeur: T } | { readonly ok: false; readonly refus: { readonly code: string } }): T => {
  if (!issue.ok) throw new Error(`Démonstration : finances refusées (${issue.refus.code}).`);
  return issue.valeur;
};

const VOTE = { voteReference: 'Assemblée générale inventée, délibération 4' };
/** Invented: no rate in euros is sourced. */
const TAUX = [
  { nature: 'indemnite', profession: null, mission: null, centimesHeure: 5000 },
  { nature: 'indemnite', profession: '10', mission: null, centimesHeure: 7500 },
  { nature: 'remuneration', profession: null, mission: null, centimesHeure: 5500 },
] as const;

const enTantQue = (ctx: Contexte, cle: string, ids: Ids): Contexte => {
  const personneId = ids[cle];
  if (!personneId) throw new Error(`Démonstration : personne inventée « ${cle} » absente.`);
  const qui: Acteur = { personneId, nom: cle, roles: ['adherent'] };
  return { ...ctx, qui };
};

const PAYES: readonly string[] = ['presidence', 'infirmiere', 'pharmacien', 'kinesitherapeute'];
const AUTRES: readonly (readonly [string, Omit<Declaration, 'jour'>, number, GesteDePersonne | undefined])[] = [
  ['infirmiere', { nature: 'remuneration', mission: 'Parcours', action: 'Protocole de suivi des plaies', minutes: 120, preuve: 'compte rendu' }, 12, undefined],
  ['infirmiere', { nature: 'remuneration', mission: 'Parcours', action: 'Réunion du groupe plaies', minutes: 90, preuve: 'feuille d’émargement' }, 40, 'approuver'],
  ['medecin', { nature: 'remuneration', mission: 'Accès aux soins', action: 'Régulation des soins non programmés', minutes: 240, preuve: 'planning' }, 9, undefined],
  ['medecin', { nature: 'indemnite', mission: '', action: 'Rencontre avec la CPAM', minutes: 120, preuve: '' }, 25, 'refuser'],
  ['pharmacien', { nature: 'remuneration', mission: 'Prévention', action: 'Stand de dépistage au marché', minutes: 210, preuve: 'photos' }, 30, 'approuver'],
  ['kinesitherapeute', { nature: 'remuneration', mission: 'Prévention', action: 'Atelier chute à domicile', minutes: 150, preuve: 'feuille d’émargement' }, 18, 'approuver'],
  ['sage-femme', { nature: 'remuneration', mission: 'Prévention', action: 'Soirée santé des femmes', minutes: 180, preuve: 'feuille d’émargement' }, 6, undefined],
];

/** Coordination that nobody pays: who, as what, doing what, how long, how many days ago. */
const INVISIBLES: readonly (readonly [string, Omit<Travail, 'id' | 'jour'>, number])[] = [
  ['coordination', { metier: 'coordination', tache: 'reunion', minutes: 150, note: 'salle, ordre du jour, compte rendu' }, 4],
  ['coordination', { metier: 'coordination', tache: 'liaison', minutes: 75, note: '' }, 11],
  ['secretariat', { metier: 'secretariat', tache: 'rendez_vous', minutes: 95, note: 'quatre cabinets appelés' }, 3],
  ['secretariat', { metier: 'secretariat', tache: 'papiers', minutes: 60, note: '' }, 16],
  ['secretariat', { metier: 'mediation', tache: 'joindre', minutes: 45, note: 'permanence de médiation au marché' }, 8],
  ['infirmiere', { metier: 'infirmier', tache: 'sortie', minutes: 110, note: 'retour à domicile, matériel et transport' }, 5],
  ['infirmiere', { metier: 'infirmier', tache: 'rendez_vous', minutes: 35, note: '' }, 20],
  ['sage-femme', { metier: 'autre_soignant', tache: 'liaison', minutes: 40, note: '' }, 14],
];

/** The old ones are paid, the recent ones wait for the bank. Without a secret nobody has an account: they are only approved. */
async function payerEnDeuxLots(ctx: Contexte, ids: Ids, { anciens, recents, secret }: { anciens: readonly TempsId[]; recents: readonly TempsId[]; secret: string | undefined }): Promise<void> {
  const gens = PERSONNES_INVENTEES.flatMap((p) => { const personneId = ids[p.cle]; return personneId && PAYES.includes(p.cle) ? [{ personneId, nom: p.nom }] : []; });
  if (secret !== undefined) await demoCompteBancaire(ctx, gens, secret);
  for (const [temps, payee] of [[anciens, true], [recents, false]] as const) {
    if (temps.length === 0) continue;
    sur(await changerTemps(ctx, temps, 'approuver'));
    if (secret !== undefined) await demoLot(ctx, payee);
  }
}

/** A year whose cap is not published yet: the invented treasurer types the last one known, and says so. */
async function demoPlafond(ctx: Contexte, annee: number): Promise<{ readonly centimes: number }> {
  const [derniere, connu] = Object.entries(PLAFONDS).at(-1) ?? [];
  if (!connu) throw new Error('Démonstration : aucun plafond connu.');
  sur(await saisirPlafond(ctx, { annee, centimes: connu.centimes, source: `Valeur de ${derniere}, reprise pour la démonstration` }));
  return connu;
}

/**
 * A year of time, told by each: the president near 85 % of the cap, entries waiting, one refused. `ctx` is the treasurer's.
 */
export async function demoFinances(ctx: Contexte, ids: Ids, secret: string | undefined): Promise<void> {
  const annee = Number(ctx.aujourdhui.slice(0, 4));
  const plafond = plafondDe(annee) ?? (await demoPlafond(ctx, annee));
  const premier = Jour.parse(`${annee}-01-01`);
  for (const t of TAUX) sur(await voterTaux(ctx, { ...t, ...VOTE, pourTous: false, depuis: premier, voteLe: premier }));
  sur(await voterPourTous(ctx, { profession: null, mission: null, centimesHeure: 5500, ...VOTE, depuis: Jour.parse(`${annee + 1}-01-01`), voteLe: ctx.aujourdhui }));
  const jours = ecartEnJours(premier, ctx.aujourdhui) + 1;
  const presidence = enTantQue(ctx, 'presidence', ids);
  const seances = Math.min(46, jours);
  const vise = Math.floor((plafond.centimes * 85) / 100);
  const minutes = Math.min(1440, Math.floor((vise * 60) / 7500 / seances));
  const anciens: TempsId[] = [];
  const recents: TempsId[] = [];
  for (let i = 0; i < seances; i++) {
    const jour = plusJours(premier, Math.floor((i * (jours - 1)) / Math.max(1, seances - 1)));
    const { id } = sur(await declarerTemps(presidence, { nature: 'indemnite', mission: '', action: i % 4 === 0 ? 'Bureau et suivi du contrat' : 'Présidence de la CPTS', jour, minutes, preuve: 'relevé de la présidence' }));
    if (i < seances - 3) (ecartEnJours(jour, ctx.aujourdhui) > 30 ? anciens : recents).push(TempsId.parse(id));
  }
  for (const [cle, t, ilYA] of INVISIBLES) sur(await noterTravail(enTantQue(ctx, cle, ids), { ...t, jour: plusJours(ctx.aujourdhui, -Math.min(ilYA, jours - 1)) }));
  await payerEnDeuxLots(ctx, ids, { anciens, recents, secret });
  if (valeurDe(minutes, 7500) * seances > plafond.centimes) throw new Error('Démonstration : au-delà du plafond.');
  for (const [cle, d, ilYA, geste] of AUTRES) {
    const jour = plusJours(ctx.aujourdhui, -Math.min(ilYA, jours - 1));
    const { id } = sur(await declarerTemps(enTantQue(ctx, cle, ids), { ...d, jour }));
    if (geste) sur(await changerTemps(ctx, [TempsId.parse(id)], geste, geste === 'refuser' ? { motif: 'Joindre le compte rendu de la rencontre.' } : {}));
  }
}
