import { Jour, jourDans } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import type { Role } from '#core/tenancy.ts';
import { type GesteSondage, LETTRES, type Participant, type RefusAgenda, type ReponseSondage, SANS_REPONSE, type Sondage, type StatutSondage } from './model.ts';
import { horlogeDe } from './moteur/horloge.ts';
import { SEMAINE_DE_CABINET, SEMAINE_LIBRE } from './moteur/semaine.ts';
import { transitions } from './transitions.ts';

/** A poll takes answers while it is open and its deadline is not reached: at the very instant it is over. */
export const prendReponses = (s: Pick<Sondage, 'statut' | 'clotureLe'>, maintenant: Date): boolean => s.statut === 'ouverte' && maintenant < s.clotureLe;

/** The same answers with one letter changed. A date that is not there changes nothing. */
export const noter = (reponses: string, rang: number, reponse: ReponseSondage): string => (rang < 0 || rang >= reponses.length ? reponses : reponses.slice(0, rang) + LETTRES[reponse] + reponses.slice(rang + 1));
export const noterTout = (reponses: string, reponse: ReponseSondage): string => LETTRES[reponse].repeat(reponses.length);

export const aTout = (p: Pick<Participant, 'reponses'>): boolean => !p.reponses.includes(SANS_REPONSE);
/** People only informed are not waited for. */
export const toutLeMondeARepondu = (participants: readonly Pick<Participant, 'reponses' | 'role'>[]): boolean => participants.every((p) => p.role === 'informe' || aTout(p));

export type Decompte = { readonly oui: number; readonly siBesoin: number; readonly non: number; readonly attendues: number };

/** Column by column: how many said what, those only informed aside. */
export function decompter(participants: readonly Pick<Participant, 'reponses' | 'role'>[], dates: number): readonly Decompte[] {
  const comptes = Array.from({ length: dates }, () => ({ oui: 0, siBesoin: 0, non: 0, attendues: 0 }));
  for (const p of participants) {
    if (p.role === 'informe') continue;
    for (const [i, c] of comptes.entries()) {
      const lettre = p.reponses[i] ?? SANS_REPONSE;
      c[lettre === 'o' ? 'oui' : lettre === 's' ? 'siBesoin' : lettre === 'n' ? 'non' : 'attendues'] += 1;
    }
  }
  return comptes;
}

export function apresGeste(statut: StatutSondage, geste: GesteSondage): Result<StatutSondage, RefusAgenda> {
  const suite = transitions[statut][geste];
  return suite ? ok(suite) : refuser({ code: 'geste_impossible', statut });
}

/** A date may be kept unless everyone who answered it refused it. */
export function peutRetenir(s: Sondage, rang: number): Result<Date, RefusAgenda> {
  const date = s.dates[rang];
  if (!date) return refuser({ code: 'date_inconnue' });
  const suite = apresGeste(s.statut, 'retenir');
  if (!suite.ok) return suite;
  const c = decompter(s.participants, s.dates.length)[rang];
  if (c && c.non > 0 && c.oui + c.siBesoin === 0) return refuser({ code: 'date_refusee_par_tous', reponses: c.non });
  return ok(date);
}

export type SaisieBrute = { readonly dates: readonly string[]; readonly autres: string; readonly cloture: string; readonly externes: string };
export type SaisieLue = { readonly dates: readonly Date[]; readonly clotureLe: Date; readonly externes: readonly { readonly nom: string; readonly courriel: string | null }[] };
type Moment = { readonly fuseau: string; readonly maintenant: Date };

const DATES_MAX = 60;
const EXTERNES_MAX = 100;
const JOUR_TAPE = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
const DATE_TAPEE = /^(\d{1,2}\/\d{1,2}\/\d{4}|\d{4}-\d{2}-\d{2})[ ,à]+(\d{1,2})\s*[h:]\s*(\d{2})?$/i;
const ADRESSE = /\S+@\S+\.\S+/;

/** `24/11/2026` or `2026-11-24`. */
export const lireJourTape = (t: string): Jour | undefined => Jour.safeParse(t.trim().replace(JOUR_TAPE, (_, j: string, m: string, a: string) => `${a}-${m.padStart(2, '0')}-${j.padStart(2, '0')}`)).data;

/** `24/11/2026 19:30`, `24/11/2026 à 19 h 30`, in the zone of the CPTS; undefined when it is not a moment, or one that the clock skips. */
export function lireMomentTape(t: string, fuseau: string): Date | undefined {
  const lu = DATE_TAPEE.exec(t.trim().replace(/[\u00a0\u202f]/g, ' '));
  const jour = lu?.[1] && lireJourTape(lu[1]);
  const [h, m] = [Number(lu?.[2]), Number(lu?.[3] ?? 0)];
  if (!jour || h > 23 || m > 59) return undefined;
  const instant = horlogeDe(fuseau).existant(Date.parse(`${jour}T00:00:00Z`) + (h * 60 + m) * 60_000);
  return instant === undefined ? undefined : new Date(instant);
}

const lignes = (t: string): string[] => t.split('\n').map((l) => l.trim()).filter(Boolean);

/** `Rose Perrin, rose@exemple.fr`: a name, and an address when there is one. */
function lireExterne(ligne: string): { nom: string; courriel: string | null } | undefined {
  const adresse = ADRESSE.exec(ligne)?.[0].replace(/^[<(]+|[>),;]+$/g, '').toLowerCase();
  const nom = ligne.replace(ADRESSE, '').replace(/[<>(),;]+/g, ' ').trim().replace(/\s+/g, ' ') || adresse;
  return nom === undefined || nom.length > 120 ? undefined : { nom, courriel: adresse ?? null };
}

type Tapee = { readonly date: Date | undefined };
function erreursDeDates(dates: readonly Date[], tapees: readonly Tapee[], maintenant: Date): Record<string, string> {
  if (dates.length === 0) return { dates: 'Gardez ou ajoutez au moins une date.' };
  if (dates.length > DATES_MAX) return { dates: `${DATES_MAX} dates au plus : au-delà, personne ne répond.` };
  if (!dates.some((d) => d <= maintenant)) return {};
  return { [tapees.some((x) => x.date !== undefined && x.date <= maintenant) ? 'autres' : 'dates']: 'Une date est déjà passée : retirez-la.' };
}

const erreurDeCloture = (fin: number | undefined, { fuseau, maintenant }: Moment): Record<string, string> => {
  if (fin === undefined) return { cloture: 'Ce jour n’est pas lisible : écrivez par exemple 24/11/2026.' };
  return fin <= maintenant.getTime() ? { cloture: `Ce jour est passé : choisissez-en un à partir du ${jourFr(jourDans(maintenant, fuseau))}.` } : {};
};

/** What was typed to open a poll, read; each field that is wrong with its sentence. */
export function lireSaisieSondage(s: SaisieBrute, { fuseau, maintenant }: Moment): Result<SaisieLue, Readonly<Record<string, string>>> {
  const tapees = lignes(s.autres).map((l) => ({ l, date: lireMomentTape(l, fuseau) }));
  const illisible = tapees.find((x) => x.date === undefined);
  const dates = [...s.dates.map((d) => new Date(d)), ...tapees.flatMap((x) => x.date ?? [])];
  const jour = lireJourTape(s.cloture);
  const fin = jour && horlogeDe(fuseau).instant(Date.parse(`${jour}T23:59:00Z`));
  const externes = lignes(s.externes).map(lireExterne);
  const erreurs: Record<string, string> = {
    ...erreursDeDates(dates, tapees, maintenant),
    ...(illisible ? { autres: `« ${illisible.l} » n’est pas une date lisible : écrivez par exemple 24/11/2026 19:30.` } : {}),
    ...erreurDeCloture(fin, { fuseau, maintenant }),
    ...(externes.length > EXTERNES_MAX || externes.includes(undefined) ? { externes: `Une personne par ligne, ${EXTERNES_MAX} au plus, un nom de 120 caractères au plus.` } : {}),
  };
  if (Object.keys(erreurs).length > 0 || fin === undefined) return refuser(erreurs);
  return ok({ dates, clotureLe: new Date(fin), externes: externes.flatMap((e) => e ?? []) });
}

const POINTS_MAX = 50;

/** One item per line, `titre | porteur | minutes`; ten minutes when nothing is said. */
export function lireOrdreDuJour(t: string): Result<readonly { readonly titre: string; readonly porteur: string; readonly minutes: number }[], string> {
  const points = lignes(t).map((l) => {
    const [titre = '', porteur = '', minutes = '10'] = l.split('|').map((x) => x.trim());
    return { titre, porteur, minutes: Number(minutes.replace(/\s*(min|minutes?)\.?$/i, '') || 10) };
  });
  if (points.length > POINTS_MAX) return refuser(`${POINTS_MAX} points au plus.`);
  const faux = points.find((p) => p.titre === '' || p.titre.length > 300 || p.porteur.length > 120 || !Number.isInteger(p.minutes) || p.minutes < 0 || p.minutes > 600);
  return faux ? refuser(`« ${faux.titre.slice(0, 60) || 'Une ligne'} » n’est pas lisible : écrivez titre | qui le porte | minutes, de 0 à 600.`) : ok(points);
}

/** What is supposed of a week that nobody told: that of a practice, for who does nothing else here. */
export const semaineSupposee = (roles: readonly Role[]): string => (roles.every((r) => r === 'adherent' || r === 'presidence' || r === 'tresorerie') ? SEMAINE_DE_CABINET : SEMAINE_LIBRE);

type PlageLue = { readonly jours: number[]; readonly de: string; readonly a: string };
const JOURS = ['lun', 'mar', 'mer', 'jeu', 'ven', 'sam', 'dim'] as const;
const deux = (n: number): string => String(n).padStart(2, '0');
const heureLue = (t: string): string | undefined => {
  const [, h = '', m = '0'] = /^(\d{1,2})\s*[h:]?\s*(\d{2})?$/i.exec(t.trim()) ?? [];
  return h !== '' && Number(h) <= 24 && Number(m) < 60 && Number(h) * 60 + Number(m) <= 1440 ? `${deux(Number(h))}:${deux(Number(m))}` : undefined;
};

function lirePlage(ligne: string): PlageLue | undefined {
  const [, gauche = '', debut = '', fin = ''] = /^(.*?)\s+(\d{1,2}\s*[h:]?\s*\d{0,2})\s*(?:-|–|à)\s*(\d{1,2}\s*[h:]?\s*\d{0,2})$/i.exec(ligne) ?? [];
  const jours = gauche.toLowerCase().split(/[\s,]+/).filter((m) => m !== '' && m !== 'et').map((m) => JOURS.findIndex((j) => m.startsWith(j)) + 1);
  const [de, a] = [heureLue(debut), heureLue(fin)];
  return jours.length > 0 && !jours.includes(0) && de !== undefined && a !== undefined && de < a ? { jours: [...new Set(jours)], de, a } : undefined;
}

/** `lun mar jeu 8:30-12:30`, a line per span; the first line that cannot be read is told back. */
export function lireConsultations(t: string): Result<readonly PlageLue[], string> {
  const lues = lignes(t).map((l) => ({ l, plage: lirePlage(l) }));
  const fausse = lues.find((x) => x.plage === undefined);
  if (lues.length > 30) return refuser('Trente lignes au plus.');
  return fausse ? refuser(`« ${fausse.l.slice(0, 60)} » n’est pas lisible : écrivez par exemple lun mar jeu 8:30-12:30.`) : ok(lues.flatMap((x) => x.plage ?? []));
}
export const ecrireConsultations = (plages: readonly PlageLue[]): string => plages.map((p) => `${p.jours.map((j) => JOURS[j - 1]).join(' ')} ${p.de}-${p.a}`).join('\n');

/** `20/12/2026 - 03/01/2027`, or one day. */
export function lireConges(t: string): Result<readonly { readonly du: Jour; readonly au: Jour }[], string> {
  const lus = lignes(t).map((l) => {
    const [du, au] = l.split(/\s+(?:-|–|au)\s+/).map(lireJourTape);
    return { l, du, au: l.split(/\s+(?:-|–|au)\s+/).length === 1 ? du : au };
  });
  if (lus.length > 50) return refuser('Cinquante lignes au plus.');
  const faux = lus.find((x) => !x.du || !x.au || x.au < x.du);
  return faux ? refuser(`« ${faux.l.slice(0, 60)} » n’est pas lisible : écrivez par exemple 20/12/2026 - 03/01/2027.`) : ok(lus.flatMap((x) => (x.du && x.au ? [{ du: x.du, au: x.au }] : [])));
}
const jourFr = (j: string): string => j.split('-').toReversed().join('/');
export const ecrireConges = (conges: readonly { readonly du: string; readonly au: string }[]): string => conges.map((c) => (c.du === c.au ? jourFr(c.du) : `${jourFr(c.du)} - ${jourFr(c.au)}`)).join('\n');
