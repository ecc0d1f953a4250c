import { z } from 'zod';
import { Jour } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { formaterDate } from '#core/texte.ts';
import { ALERTE_CENTIEMES, plafondDe, PLAFONDS } from '#modules/finances/constants.ts';
import { duree, libelleVersement, montant } from '#modules/finances/labels.ts';
import { Versement } from '#modules/finances/model.ts';
import { evaluer, tauxApplicable } from '#modules/finances/moteur/valeur.ts';
import { commandeMoteur } from '../moteur.ts';

const AIDE = `Usage : maillage finances plafonner --demande d.json [--json]

Ce que valent des temps, un par un dans l’ordre de la liste, et s’ils tiennent sous le plafond annuel par personne et par année civile.

Règles :
  valeur       minutes × taux de l’heure ÷ 60, en centimes, arrondie une fois, la moitié vers le haut
  taux         ceux du même registre commencés au plus tard le jour même, et pas avant le dernier taux « pourTous » ; le plus précis d’abord (profession, puis mission), puis le plus récent ; une rémunération ne dépend jamais de la profession
  plafond      indemnités et rémunérations ensemble ; un temps tient en entier ou pas du tout ; au centime juste, il tient
  refusé       un temps refusé ne compte pas : un plus petit, après lui, peut encore tenir
  ordre        celui de la liste, même pour deux temps du même jour ; un temps annulé ou corrigé ne s’y met pas, on n’évalue que ce qui est promis
  engagé       une somme déjà engagée au-delà du plafond laisse un reste négatif : plus rien ne tient, fût-ce zéro centime
  alerte       dès ${ALERTE_CENTIEMES} % du plafond (choix de Maillage)
  année        celle du jour du temps ; une année sans plafond connu ni donné refuse ses temps, sans emprunter à une autre

Plafonds connus : ${Object.entries(PLAFONDS).map(([a, p]) => `${a} : ${montant(p.centimes)}${p.verifie ? '' : ' (à vérifier)'}`).join(' ; ')}.
Dans le JSON, tous les montants sont en centimes entiers.`;

const Nom = z.string().trim().min(1).max(120);
const Centimes = z.int().min(0).max(1_000_000_000);
const Demande = z.strictObject({
  taux: z.array(z.strictObject({
    nature: Versement, profession: Nom.nullable().default(null).describe('null : toutes ; seulement pour une indemnité'), mission: Nom.nullable().default(null).describe('null : toutes'), pourTous: z.boolean().default(false).describe('le même pour tous : dès son jour, les taux du même registre commencés avant lui, même plus précis, ne valent plus ; sans profession ni mission'),
    centimesHeure: z.int().min(1).max(100_000).describe('taux d’une heure, en centimes'), depuis: Jour.describe('premier jour où il vaut'),
  })).max(500).describe('taux votés'),
  plafonds: z.array(z.strictObject({ annee: z.int().min(2000).max(2100), centimes: Centimes })).max(50).default([]).describe('remplacent les plafonds connus'),
  dejaEngage: z.array(z.strictObject({ personne: Nom, annee: z.int().min(2000).max(2100), centimes: Centimes })).max(10_000).default([]).describe('ce qui est déjà promis ou payé, avant la liste'),
  temps: z.array(z.strictObject({
    personne: Nom, nature: Versement, profession: z.string().trim().max(120).nullable().default(null), mission: z.string().trim().max(120).default(''), jour: Jour, minutes: z.int().min(1).max(1440).describe('d’une minute à un jour'),
  })).min(1).max(20_000).describe('évalués dans cet ordre'),
});
type Demande = z.output<typeof Demande>;

type Refus = { readonly code: 'remuneration_par_profession' | 'pour_tous_sans_exception' | 'taux_double' | 'plafond_double' | 'engage_double'; readonly rang: number };
type Ligne = { readonly rang: number; readonly personne: string; readonly annee: number; readonly jour: Jour; readonly nature: Versement; readonly minutes: number; readonly etat: 'tient' | 'depasse' | 'sans_taux' | 'sans_plafond'; readonly centimes: number | null; readonly centimesHeure: number | null; readonly engageAvant: number; readonly resteApres: number | null; readonly minutesAuPlus: number | null; readonly alerte: boolean };
type Reponse = { readonly lignes: readonly Ligne[]; readonly personnes: readonly { readonly personne: string; readonly annee: number; readonly plafond: number | null; readonly engage: number; readonly reste: number | null; readonly alerte: boolean }[] };

/** Where a key comes a second time; -1 when none does. */
function double(cles: readonly string[]): number {
  const vues = new Set<string>();
  return cles.findIndex((c) => vues.has(c) || !vues.add(c));
}

function verifier(d: Demande): Refus | undefined {
  const faux = d.taux.findIndex((t) => t.nature === 'remuneration' && t.profession !== null);
  if (faux >= 0) return { code: 'remuneration_par_profession', rang: faux };
  const precis = d.taux.findIndex((t) => t.pourTous && (t.profession !== null || t.mission !== null));
  if (precis >= 0) return { code: 'pour_tous_sans_exception', rang: precis };
  const doubles = [['taux_double', d.taux.map((t) => JSON.stringify([t.nature, t.profession, t.mission, t.depuis]))], ['plafond_double', d.plafonds.map((p) => String(p.annee))], ['engage_double', d.dejaEngage.map((e) => JSON.stringify([e.personne, e.annee]))]] as const;
  return doubles.flatMap(([code, cles]) => { const rang = double(cles); return rang < 0 ? [] : [{ code, rang }]; })[0];
}

function plafonner(d: Demande): Result<Reponse, Refus> {
  const refus = verifier(d);
  if (refus) return refuser(refus);
  const plafonds = new Map(d.plafonds.map((p) => [p.annee, p.centimes]));
  const plafondEn = (annee: number): number | undefined => plafonds.get(annee) ?? plafondDe(annee)?.centimes;
  const taux = d.taux.map((t) => ({ ...t, id: '', voteReference: '', voteLe: t.depuis }));
  const engages = new Map(d.dejaEngage.map((e) => [JSON.stringify([e.personne, e.annee]), { personne: e.personne, annee: e.annee, centimes: e.centimes }]));
  const lignes = d.temps.map((t, rang): Ligne => {
    const annee = Number(t.jour.slice(0, 4));
    const cle = JSON.stringify([t.personne, annee]);
    const compte = engages.get(cle) ?? { personne: t.personne, annee, centimes: 0 };
    engages.set(cle, compte);
    const [plafond, applicable] = [plafondEn(annee), tauxApplicable(taux, t)];
    const commun = { rang, personne: t.personne, annee, jour: t.jour, nature: t.nature, minutes: t.minutes, engageAvant: compte.centimes, centimesHeure: applicable?.centimesHeure ?? null };
    const rien = { ...commun, centimes: null, resteApres: plafond === undefined ? null : plafond - compte.centimes, minutesAuPlus: null, alerte: plafond !== undefined && compte.centimes * 100 >= plafond * ALERTE_CENTIEMES };
    if (plafond === undefined) return { ...rien, etat: 'sans_plafond' };
    if (!applicable) return { ...rien, etat: 'sans_taux' };
    const e = evaluer({ minutes: t.minutes, centimesHeure: applicable.centimesHeure, plafond, engage: compte.centimes });
    if (e.tient) engages.set(cle, { ...compte, centimes: compte.centimes + e.centimes });
    const apres = e.tient ? e.apres : e.avant;
    return { ...commun, etat: e.tient ? 'tient' : 'depasse', centimes: e.centimes, resteApres: apres.reste, minutesAuPlus: e.minutesAuPlus, alerte: apres.alerte };
  });
  const personnes = [...engages.values()].map(({ personne, annee, centimes }) => { const p = plafondEn(annee); return { personne, annee, plafond: p ?? null, engage: centimes, reste: p === undefined ? null : p - centimes, alerte: p !== undefined && centimes * 100 >= p * ALERTE_CENTIEMES }; });
  return ok({ lignes, personnes });
}

const PHRASES: Readonly<Record<Refus['code'], (rang: number) => string>> = {
  remuneration_par_profession: (n) => `taux[${n}] : une rémunération est la même pour toutes les professions.`,
  pour_tous_sans_exception: (n) => `taux[${n}] : un même taux pour tous ne dépend ni de la profession ni de la mission.`,
  taux_double: (n) => `taux[${n}] : un taux commence déjà ce jour-là pour ce même cas.`,
  plafond_double: (n) => `plafonds[${n}] : cette année a déjà un plafond.`,
  engage_double: (n) => `dejaEngage[${n}] : cette personne a déjà une somme pour cette année.`,
};
const dire = (l: Ligne): string => {
  const quoi = `${l.personne}, ${formaterDate(l.jour)}, ${libelleVersement[l.nature]} ${duree(l.minutes)}`;
  if (l.etat === 'sans_plafond') return `${quoi} : refusé, le plafond ${l.annee} n’est pas connu`;
  if (l.etat === 'sans_taux') return `${quoi} : refusé, aucun taux n’est voté pour ce jour-là`;
  const suite = `reste ${montant(l.resteApres ?? 0)}${l.alerte ? ', au-delà de l’alerte' : ''}`;
  return l.etat === 'tient' ? `${quoi} : ${montant(l.centimes ?? 0)}, ${suite}` : `${quoi} : refusé, ${montant(l.centimes ?? 0)} dépasseraient le plafond ; ${suite}, soit ${duree(l.minutesAuPlus ?? 0)} au plus`;
};

const ANNEE = '2026';
export const commande = commandeMoteur({
  resume: 'ce que valent des temps, et s’ils tiennent sous le plafond annuel',
  aide: AIDE,
  entree: 'demande',
  schema: Demande,
  exemple: {
    taux: [{ nature: 'indemnite', centimesHeure: 5000, depuis: `${ANNEE}-01-01` }, { nature: 'indemnite', profession: '10', centimesHeure: 7500, depuis: `${ANNEE}-01-01` }, { nature: 'remuneration', centimesHeure: 5500, depuis: `${ANNEE}-01-01` }],
    dejaEngage: [{ personne: 'Anselme Exemple', annee: 2026, centimes: 4_790_000 }],
    temps: [{ personne: 'Anselme Exemple', nature: 'indemnite', profession: '10', jour: `${ANNEE}-11-02`, minutes: 120 }, { personne: 'Anselme Exemple', nature: 'remuneration', mission: 'Accès aux soins', jour: `${ANNEE}-11-03`, minutes: 60 }, { personne: 'Prune Supposée', nature: 'indemnite', jour: `${ANNEE}-11-02`, minutes: 90 }],
  },
  calculer: plafonner,
  phraseRefus: (r) => PHRASES[r.code](r.rang),
  enTexte: (r) => r.lignes.map(dire).join('\n'),
});
