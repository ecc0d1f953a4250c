import { z } from 'zod';
import { type Jour, plusJours } from '#core/jour.ts';
import { lireHeureTapee, lireJourTape } from '#core/saisie.ts';
import { PersonneId } from '#core/tenancy.ts';
import type { ZoneScolaire } from '../constants.ts';
import { GroupeId, type Participant, RoleInvite } from '../model.ts';

/** Where people will be: who says nothing else comes in person, or stays away, or both at once. */
export const FormatReunion = z.enum(['les_deux', 'sur_place', 'a_distance']);
export type FormatReunion = z.infer<typeof FormatReunion>;
export type RoleChoisi = RoleInvite | 'sans';

/** What whoever organises asks of a date. Everything but the people has a default; `roles` is null as long as nobody changed those of the group. */
export type Choix = {
  readonly groupe: GroupeId | null;
  readonly duree: number;
  readonly zone: ZoneScolaire | null;
  readonly vacances: 'evitees' | 'interdites';
  readonly du: Jour | null;
  readonly au: Jour | null;
  readonly de: string;
  readonly a: string;
  readonly jours: readonly number[];
  readonly format: FormatReunion;
  readonly salle: boolean;
  readonly soirees: number | null;
  readonly presents: number;
  readonly professions: Readonly<Record<string, number>>;
  readonly colleges: Readonly<Record<string, number>>;
  readonly roles: ReadonlyMap<PersonneId, RoleChoisi> | null;
};

const Seuils = z.record(z.string(), z.int().min(1).max(200)).default({});
/** What the kept date must reach, as asked when the poll was opened, and of what profession and college each person was then. */
export const Exigences = z.object({
  presents: z.int().min(0).default(0),
  professions: Seuils,
  colleges: Seuils,
  qui: z.record(PersonneId, z.object({ profession: z.string().optional(), college: z.string().optional() })).default({}),
});
export type Exigences = z.infer<typeof Exigences>;

export type Salle = { readonly id: string; readonly nom: string; readonly places: number };

export type Parametres = readonly (readonly [string, string])[];
export type ChoixLu = { readonly choix: Choix; readonly erreurs: Readonly<Record<string, string>> };

/** A date is proposed from four days ahead, over six weeks, unless somebody says otherwise. */
const DELAI = 4;
const SEMAINES = 6;
const FENETRE_MAX = 200;
const HEURES = { de: '08:00', a: '22:30' };

const nombre = (t: string | undefined, min: number, max: number): number | undefined => (t !== undefined && /^\d{1,4}$/.test(t.trim()) && Number(t) >= min && Number(t) <= max ? Number(t) : undefined);

/** `prof.10=2` → `{ 10: 2 }`: a threshold a field, empty when nothing is asked. */
function seuils(p: Parametres, prefixe: string, erreurs: Record<string, string>): Record<string, number> {
  const lus: Record<string, number> = {};
  for (const [cle, valeur] of p) {
    if (!cle.startsWith(prefixe) || valeur.trim() === '' || valeur.trim() === '0') continue;
    const n = nombre(valeur, 1, 200);
    if (n === undefined) erreurs[cle] = 'Écrivez un nombre de personnes, ou rien.';
    else if (Object.keys(lus).length < 10) lus[cle.slice(prefixe.length)] = n;
  }
  return lus;
}

/** Roles as ticked: one of three lists for those who are not simply expected. They were told for one group, and are forgotten with it. */
function rolesLus(p: Parametres, groupe: GroupeId | null, erreurs: Record<string, string>): Choix['roles'] {
  if (p.find(([cle]) => cle === 'pour')?.[1] !== (groupe ?? 'tous')) return null;
  const roles = new Map<PersonneId, RoleChoisi>();
  for (const [cle, valeur] of p) {
    const role = cle === 'sans' ? 'sans' : RoleInvite.exclude(['utile']).safeParse(cle).data;
    const id = PersonneId.safeParse(valeur).data;
    if (role === undefined || id === undefined) continue;
    if (roles.has(id)) erreurs['roles'] = 'Une personne est cochée deux fois : un seul rôle chacune.';
    roles.set(id, role);
  }
  return roles;
}

const jourLu = (t: string): Jour | null | undefined => (t === '' ? null : lireJourTape(t));
const ILLISIBLE = 'Écrivez un jour, par exemple 12/03/2026.';
const fauteDeFin = (a: Jour, debut: Jour): string | undefined => (a < debut ? 'La fin vient avant le début.' : a > plusJours(debut, FENETRE_MAX) ? `${FENETRE_MAX} jours au plus.` : undefined);

/** The window: what was typed, bounded; the two ends default apart from each other. */
function fenetreLue(du: string, au: string, erreurs: Record<string, string>, aujourdhui: Jour): { du: Jour | null; au: Jour | null } {
  const [d, a] = [jourLu(du), jourLu(au)];
  const fautes = { du: d === undefined ? ILLISIBLE : d !== null && d < aujourdhui ? 'Ce jour est passé.' : undefined, au: a === undefined ? ILLISIBLE : a === null ? undefined : fauteDeFin(a, d ?? plusJours(aujourdhui, DELAI)) };
  for (const [cle, faute] of Object.entries(fautes)) if (faute !== undefined) erreurs[cle] = faute;
  return fautes.du ?? fautes.au ? { du: null, au: null } : { du: d ?? null, au: a ?? null };
}

function heuresLues(de: string, a: string, erreurs: Record<string, string>): { de: string; a: string } {
  const [debut, fin] = [de === '' ? HEURES.de : lireHeureTapee(de), a === '' ? HEURES.a : lireHeureTapee(a)];
  if (debut === undefined) erreurs['de'] = 'Écrivez une heure, par exemple 12 h 30.';
  if (fin === undefined) erreurs['a'] = 'Écrivez une heure, par exemple 21 h.';
  if (debut !== undefined && fin !== undefined && debut >= fin) erreurs['a'] = 'La fin vient avant le début.';
  return erreurs['de'] || erreurs['a'] || debut === undefined || fin === undefined ? HEURES : { de: debut, a: fin };
}

/** What the form asks of a date, from its fields. What cannot be read is told, field by field, and its default stands meanwhile. */
export function lireChoix(p: Parametres, { aujourdhui, duree }: { readonly aujourdhui: Jour; readonly duree?: number }): ChoixLu {
  const erreurs: Record<string, string> = {};
  const lire = (cle: string): string => (p.find(([c]) => c === cle)?.[1] ?? '').trim();
  const groupe = GroupeId.safeParse(lire('groupe')).data ?? null;
  const zone = (['A', 'B', 'C'] as const).find((z) => z === lire('zone')) ?? null;
  const jours = [...new Set(p.filter(([c]) => c === 'jours').flatMap(([, v]) => nombre(v, 1, 7) ?? []))].sort((a, b) => a - b);
  const soirees = nombre(lire('soirees'), 0, 366);
  if (lire('soirees') !== '' && soirees === undefined) erreurs['soirees'] = 'Écrivez un nombre de soirées, ou rien.';
  const presents = nombre(lire('presents'), 0, 2000);
  if (lire('presents') !== '' && presents === undefined) erreurs['presents'] = 'Écrivez un nombre de personnes, ou rien.';
  return {
    choix: {
      groupe, zone, vacances: lire('vacances') === 'interdites' ? 'interdites' : 'evitees', duree: nombre(lire('duree'), 15, 1440) ?? duree ?? 120,
      ...fenetreLue(lire('du'), lire('au'), erreurs, aujourdhui), ...heuresLues(lire('de'), lire('a'), erreurs), jours: jours.length > 0 ? jours : [1, 2, 3, 4, 5],
      format: FormatReunion.safeParse(lire('format')).data ?? 'les_deux', salle: lire('salle') === 'oui', soirees: soirees ?? null, presents: presents ?? 0,
      professions: seuils(p, 'prof.', erreurs), colleges: seuils(p, 'coll.', erreurs), roles: rolesLus(p, groupe, erreurs),
    },
    erreurs,
  };
}

/** The days looked at, both ends included. */
export const fenetreDe = ({ du, au }: Pick<Choix, 'du' | 'au'>, aujourdhui: Jour): { readonly du: Jour; readonly au: Jour } => {
  const debut = du ?? plusJours(aujourdhui, DELAI);
  return { du: debut, au: au ?? plusJours(debut, SEMAINES * 7 - 1) };
};

/** What a date reaches of what was asked: one sentence per threshold that is missed, none when all is well. */
export function manquesDuQuorum(e: Exigences, venus: readonly Participant[], nommer: (profession: string) => string): readonly string[] {
  const comptes = (genre: 'profession' | 'college', nom: string): number => venus.filter((p) => p.personneId !== null && e.qui[p.personneId]?.[genre] === nom).length;
  const manque = (requis: number, presents: number, quoi: string): string[] => (presents >= requis ? [] : [`${quoi} : ${presents} sur ${requis} demandés.`]);
  return [
    ...manque(e.presents, venus.length, 'Présents'),
    ...Object.entries(e.professions).flatMap(([nom, n]) => manque(n, comptes('profession', nom), nommer(nom))),
    ...Object.entries(e.colleges).flatMap(([nom, n]) => manque(n, comptes('college', nom), `Collège « ${nom} »`)),
  ];
}
export const exige = (e: Pick<Exigences, 'presents' | 'professions' | 'colleges'>): boolean => e.presents > 0 || Object.keys(e.professions).length > 0 || Object.keys(e.colleges).length > 0;
