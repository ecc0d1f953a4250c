import { type Jour, jourDans } from '#core/jour.ts';
import { accord, enumerer } from '#core/texte.ts';
import { libelleProfession } from '#modules/comptes/labels.ts';
import type { Choix, RoleChoisi, Salle } from './moteur/choix.ts';
import type { Reunion, RoleInvite } from './model.ts';
import { creneauDans } from './labels.ts';
import { direDepartage } from './moteur/phrases.ts';
import type { DateProposee } from './moteur/proposition.ts';
import { fenetreDe } from './moteur/choix.ts';

type Erreurs = Readonly<Record<string, string>>;
type Option = { readonly valeur: string; readonly libelle: string };

export type CarteDeDate = {
  readonly valeur: string;
  readonly titre: string;
  readonly pourquoi: readonly string[];
  readonly viennent: string;
  readonly absents: string;
  readonly couts: readonly string[];
  readonly departage: string;
  readonly salle: string;
};

const COUTS_MAX = 8;

/**
 * A date as it is shown: who can come, why it is good, what it costs to whom, why it comes after the one before. Why somebody cannot
 * come stays with the engine: their hours and their leave are read by nobody.
 */
export function presenterDates(dates: readonly DateProposee[], noms: ReadonlyMap<string, string>): readonly CarteDeDate[] {
  const nom = (id: string): string => noms.get(id) ?? id;
  return dates.map((d) => ({
    valeur: new Date(d.debut).toISOString(), titre: d.libelle.charAt(0).toUpperCase() + d.libelle.slice(1), pourquoi: d.pourquoi, viennent: enumerer(d.presents.map(nom)),
    absents: d.absents.length === 0 ? '' : `Sans ${enumerer(d.absents.map((a) => a.nom))}.`, couts: couts(d),
    departage: d.apresLaPrecedenteCar === null ? '' : direDepartage(d.apresLaPrecedenteCar), salle: d.salle ?? '',
  }));
}

/** What it costs to whom, the heaviest first; the rest is counted. */
function couts(d: DateProposee): readonly string[] {
  const poids = (c: DateProposee['couts'][number]): number => (c.code === 'soiree' ? c.nombre : 1000);
  const tries = d.couts.toSorted((a, b) => poids(b) - poids(a));
  const reste = tries.length - COUTS_MAX;
  return [...tries.slice(0, COUTS_MAX).map((c) => c.phrase), ...(reste > 0 ? [`Et ${accord(reste, 'autre personne', 'autres personnes')}.`] : [])];
}

type PersonneDuChoix = { readonly id: string; readonly nom: string; readonly metier: string; readonly role: RoleChoisi };
export type VueNouveau = {
  readonly base: string;
  readonly groupes: readonly Option[];
  readonly choix: Choix;
  readonly fenetre: { readonly du: Jour; readonly au: Jour };
  readonly personnes: readonly PersonneDuChoix[];
  readonly conviees: number;
  readonly professions: readonly Option[];
  readonly colleges: readonly string[];
  readonly salles: readonly Salle[];
  readonly dates: readonly CarteDeDate[];
  readonly refus: string | undefined;
  readonly titre: string;
  readonly lieu: string;
  readonly cloture: Jour;
  /** The request as it was asked, that the form sends back with the dates. */
  readonly demande: string;
  readonly detaille: boolean;
  readonly erreursChoix: Erreurs;
  readonly valeursChoix: Readonly<Record<string, unknown>>;
  readonly erreurs: Erreurs;
  readonly valeurs: Readonly<Record<string, unknown>>;
};

export type Convie = { readonly personneId: string; readonly nom: string; readonly role: RoleInvite; readonly profession: string | null; readonly college: string | null };
type Faits = Pick<VueNouveau, 'base' | 'groupes' | 'choix' | 'salles' | 'refus' | 'titre' | 'cloture' | 'demande' | 'erreursChoix' | 'erreurs' | 'valeurs'> & { readonly gens: readonly Convie[]; readonly dates: readonly DateProposee[]; readonly aujourdhui: Jour; readonly parametres: readonly (readonly [string, string])[] };

const uniques = (t: readonly (string | null)[]): string[] => [...new Set(t.filter((x): x is string => x !== null && x !== ''))].toSorted((a, b) => a.localeCompare(b, 'fr'));

/** True when more is asked than whom and how long: what was asked then stays in sight. */
const detaille = (c: Choix): boolean =>
  c.du !== null || c.au !== null || c.soirees !== null || c.presents > 0 || c.salle || c.format !== 'les_deux' || c.jours.join('') !== '12345' || c.vacances === 'interdites' || Object.keys(c.professions).length + Object.keys(c.colleges).length > 0 || (c.roles?.size ?? 0) > 0;

export function presenterNouveau(f: Faits): VueNouveau {
  const { choix } = f;
  const dates = presenterDates(f.dates, new Map(f.gens.map((p) => [p.personneId, p.nom])));
  const role = (p: Convie): RoleChoisi => (choix.roles === null ? p.role : ([...choix.roles].find(([id]) => id === p.personneId)?.[1] ?? 'utile'));
  const personnes = f.gens.map((p) => ({ id: p.personneId, nom: p.nom, metier: [p.profession === null ? '' : libelleProfession(p.profession), p.college ?? ''].filter(Boolean).join(', '), role: role(p) }));
  return {
    base: f.base, groupes: f.groupes, choix, fenetre: fenetreDe(choix, f.aujourdhui), personnes, conviees: personnes.filter((p) => p.role !== 'sans').length,
    professions: uniques(f.gens.map((p) => p.profession)).map((valeur) => ({ valeur, libelle: libelleProfession(valeur) })), colleges: uniques(f.gens.map((p) => p.college)), salles: f.salles, dates,
    refus: f.refus, titre: f.titre, lieu: dates[0]?.salle ?? '', cloture: f.cloture, demande: f.demande, detaille: detaille(choix) || Object.keys(f.erreursChoix).length > 0,
    erreursChoix: f.erreursChoix, valeursChoix: Object.fromEntries(f.parametres.filter(([cle]) => f.erreursChoix[cle] !== undefined)), erreurs: f.erreurs, valeurs: f.valeurs,
  };
}

export type VueDeplacer = {
  readonly base: string;
  readonly titre: string;
  readonly quand: string;
  readonly lieu: string;
  readonly visio: string;
  readonly minutes: number;
  readonly dates: readonly CarteDeDate[];
  readonly erreurs: Erreurs;
  readonly valeurs: Readonly<Record<string, unknown>>;
};

export const presenterDeplacer = (r: Reunion, f: { readonly base: string; readonly fuseau: string; readonly minutes: number; readonly dates: readonly DateProposee[]; readonly erreurs?: Erreurs; readonly valeurs?: Readonly<Record<string, unknown>> }): VueDeplacer => ({
  base: f.base, titre: r.titre, quand: creneauDans(r.debut, r.fin, f.fuseau), lieu: r.lieu, visio: r.lienVisio, minutes: f.minutes,
  dates: presenterDates(f.dates.filter((d) => Date.parse(d.debut) !== r.debut.getTime() && d.jour !== jourDans(r.debut, f.fuseau)), new Map(r.invites.flatMap((i) => (i.personneId ? [[i.personneId, i.nom] as const] : [])))), erreurs: f.erreurs ?? {}, valeurs: f.valeurs ?? {},
});
