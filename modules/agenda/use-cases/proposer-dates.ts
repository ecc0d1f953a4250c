import type { z } from 'zod';
import { zoneFeries } from '#core/calendrier.ts';
import type { Result } from '#core/result.ts';
import type { PersonneId } from '#core/tenancy.ts';
import { libelleProfession } from '#modules/comptes/labels.ts';
import type { Contexte } from '#server/contexte.ts';
import type { Choix } from '../moteur/choix.ts';
import type { RoleInvite } from '../model.ts';
import { DemandeDeDate, PersonneInvitee } from '../moteur/demande.ts';
import { proposer } from '../moteur/proposer.ts';
import { plagesDe } from '../moteur/semaine.ts';
import type { Proposition, RefusDeDate } from '../moteur/proposition.ts';
import { occupationsDe } from '../repository-calendriers.ts';
import { type Invitable, listerInvitables, soireesDe } from '../queries.ts';
import { sallesPrises } from '../queries-listes.ts';
import { semaineSupposee } from '../rules.ts';
import { fenetreDe, lireChoix } from '../moteur/choix.ts';

const { consultations: Consultations, conges: Conges } = PersonneInvitee.shape;
const MS_PAR_JOUR = 86_400_000;

/** A date that loses one person in eight at most counts as equal, so that evenings are shared: the tolerance of the simulated year, in proportion. */
const tolerance = (n: number): number => Math.floor(n / 8);

/** The week of somebody, as they told it or as it is supposed to be. */
const semaineConnue = (p: Invitable): string => p.habitudes?.semaine ?? semaineSupposee(p.roles);

/** The people of a group (or everybody), with the role each has in this meeting; those who are left out of it are left out here. */
export async function convierPersonnes(ctx: Contexte, { groupe, roles }: Pick<Choix, 'groupe' | 'roles'>): Promise<readonly Invitable[]> {
  const gens = await listerInvitables(ctx, groupe);
  return roles === null ? gens : gens.flatMap((p) => {
    const role = roles.get(p.personneId) ?? 'utile';
    return role === 'sans' ? [] : [{ ...p, role }];
  });
}

const enMoment = (d: Date): string => d.toISOString().replace(/\.\d+/, '');

type Connu = { readonly soirees: Awaited<ReturnType<typeof soireesDe>>; readonly prises: Awaited<ReturnType<typeof occupationsDe>>; readonly format: Choix['format'] };

function personneInvitee(p: Invitable, { soirees, prises, format }: Connu): z.input<typeof PersonneInvitee> {
  const h = p.habitudes;
  const vecu = soirees.get(p.personneId);
  const loin = format === 'les_deux' ? h?.aDistance === true : format === 'a_distance';
  return {
    id: p.personneId, nom: p.nom, role: p.role, ...(p.profession ? { profession: libelleProfession(p.profession) } : {}), ...(p.college ? { college: p.college } : {}), lieu: loin ? 'a_distance' : 'sur_place',
    consultations: [...plagesDe(semaineConnue(p)), ...(Consultations.safeParse(h?.consultations ?? undefined).data ?? [])],
    occupations: (prises.get(p.personneId) ?? []).map((o) => ({ debut: enMoment(o.debut), fin: enMoment(o.fin) })),
    conges: Conges.safeParse(h?.conges ?? undefined).data ?? [], soireesDeja: vecu?.donnees ?? 0, soirsPris: [...(vecu?.soirs ?? [])], ...(h?.maxSoirees === null || h?.maxSoirees === undefined ? {} : { maxSoirees: h.maxSoirees }),
  };
}

export type Proposees = { readonly personnes: readonly Invitable[]; readonly issue: Result<Proposition, RefusDeDate> | undefined };

/** The dates that suit these people, from what the CPTS already knows: hours, leave, busy times, evenings given, rooms taken. */
export async function chercherDates(ctx: Contexte, personnes: readonly Invitable[], d: Choix & { readonly nombre?: number }): Promise<Result<Proposition, RefusDeDate> | undefined> {
  if (personnes.length === 0) return undefined;
  const fenetre = fenetreDe(d, ctx.aujourdhui);
  const [debut, fin] = [new Date(Date.parse(fenetre.du) - MS_PAR_JOUR), new Date(Date.parse(fenetre.au) + 2 * MS_PAR_JOUR)];
  const connu = { soirees: await soireesDe(ctx), prises: await occupationsDe(ctx, debut, fin), format: d.format };
  const salles = d.salle && d.format !== 'a_distance' ? await sallesPrises(ctx, debut, fin) : [];
  return proposer(DemandeDeDate.parse({
    fuseau: ctx.fuseau, fenetre, dureeMinutes: d.duree, heures: { de: d.de, a: d.a }, joursSemaine: d.jours, zoneScolaire: d.zone, vacances: d.vacances, feries: zoneFeries({ fuseau: ctx.fuseau }),
    quorum: { presents: Math.max(1, d.presents), essentiels: 'tous', professions: Object.fromEntries(Object.entries(d.professions).map(([code, n]) => [libelleProfession(code), n])), colleges: d.colleges }, salles: salles.map((s) => ({ nom: s.nom, places: s.places, occupations: s.prises.map((o) => ({ debut: enMoment(o.debut), fin: enMoment(o.fin) })) })),
    maxSoirees: d.soirees, tolerancePresents: tolerance(personnes.length), nombre: d.nombre ?? 6, personnes: personnes.map((p) => personneInvitee(p, connu)),
  }));
}

export async function proposerDates(ctx: Contexte, d: Choix & { readonly nombre?: number }): Promise<Proposees> {
  const personnes = await convierPersonnes(ctx, d);
  return { personnes, issue: await chercherDates(ctx, personnes, d) };
}

/** What is asked when nothing special is. */
export const choixSimple = (ctx: Pick<Contexte, 'aujourdhui'>, avec: Partial<Choix> = {}): Choix => ({ ...lireChoix([], ctx).choix, ...avec });

/** Other dates for a meeting that exists: the people it invited, in their roles; its own evening does not count against it. */
export async function proposerAutresDates(ctx: Contexte, r: { readonly invites: readonly { readonly personneId: PersonneId | null; readonly role: RoleInvite }[]; readonly minutes: number }): Promise<Result<Proposition, RefusDeDate> | undefined> {
  const roles = new Map(r.invites.flatMap((i) => (i.personneId === null ? [] : [[i.personneId, i.role] as const])));
  const gens = (await listerInvitables(ctx, null)).flatMap((p) => {
    const role = roles.get(p.personneId);
    return role === undefined ? [] : [{ ...p, role }];
  });
  return chercherDates(ctx, gens, { ...choixSimple(ctx, { duree: r.minutes }), nombre: 4 });
}
