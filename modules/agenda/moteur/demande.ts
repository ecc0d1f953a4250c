import { z } from 'zod';
import { ZoneFeries } from '#core/calendrier.ts';
import { Jour } from '#core/jour.ts';
import { horlogeDe, lireMoment, situe } from './horloge.ts';

const JOURS_AU_PLUS = 400;
const MS_PAR_JOUR = 86_400_000;

const fuseauConnu = (fuseau: string): boolean => {
  try {
    return Intl.DateTimeFormat('fr-FR', { timeZone: fuseau }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

const Fuseau = z.string().refine(fuseauConnu, { error: 'Ce fuseau horaire n’existe pas (exemples : Europe/Paris, Indian/Reunion).', abort: true });
const Heure = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'Une heure s’écrit HH:MM, de 00:00 à 24:00.');
const JourCivil = z.string().refine((j) => Jour.safeParse(j).success, { error: 'Un jour s’écrit AAAA-MM-JJ et doit exister.', abort: true });
const FORME_DE_MOMENT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)?$/;
const Moment = z.string().refine((m) => Jour.safeParse(FORME_DE_MOMENT.exec(m)?.[1]).success, { error: 'Un moment s’écrit AAAA-MM-JJTHH:MM (heure locale du fuseau) ou se termine par Z ou un décalage comme +01:00.', abort: true }).describe('AAAA-MM-JJTHH:MM en heure locale du fuseau, ou avec Z ou un décalage');
const JourDeSemaine = z.int().min(1).max(7);
const JoursDeSemaine = z.array(JourDeSemaine).min(1).describe('1 = lundi … 7 = dimanche');

const ANNEES_EXAMINEES = [2000, 2199] as const;
const examinable = (m: string): boolean => Number(m.slice(0, 4)) >= ANNEES_EXAMINEES[0] && Number(m.slice(0, 4)) <= ANNEES_EXAMINEES[1];
const HORS_ANNEES = `Les dates examinées vont de ${ANNEES_EXAMINEES[0]} à ${ANNEES_EXAMINEES[1]}.`;
const JourExamine = JourCivil.refine(examinable, HORS_ANNEES);

const A_L_ENVERS = 'Un intervalle finit après avoir commencé.';
/** Two local times, or two moments that carry their offset; of one and the other, the order is known with the zone only. */
const comparables = (i: { debut: string; fin: string }): boolean => situe(i.debut) === situe(i.fin);
const lu = (m: string): number => Date.parse(situe(m) ? m : `${m}Z`);
/** Calendars bring thousands of them, nearly all of the same form: those are compared as they are written. */
const enOrdre = ({ debut, fin }: { debut: string; fin: string }): boolean => (debut.length === fin.length && debut.slice(16) === fin.slice(16) ? debut < fin : lu(debut) < lu(fin));
const Intervalle = z.strictObject({ debut: Moment, fin: Moment, motif: z.string().optional() }).refine((i) => !comparables(i) || enOrdre(i), A_L_ENVERS).describe('[debut, fin[ : finir à 19:00 laisse 19:00 libre');
const Plage = z.strictObject({ jours: JoursDeSemaine, de: Heure, a: Heure, motif: z.string().optional() }).refine((p) => p.de < p.a, 'Une plage finit après avoir commencé, le même jour : une nuit s’écrit en deux plages.').describe('chaque semaine, ces jours-là, de `de` à `a` exclu, heure locale ; une nuit s’écrit en deux plages');
const Periode = z.strictObject({ du: JourCivil, au: JourCivil, nom: z.string().optional() }).refine((p) => p.du <= p.au, 'Une période finit après avoir commencé.').describe('jours entiers, bornes comprises');

export const PersonneInvitee = z.strictObject({
  id: z.string().min(1),
  nom: z.string().optional().describe('défaut : l’id'),
  profession: z.string().optional(),
  college: z.string().optional(),
  role: z.enum(['essentiel', 'utile', 'informe']).default('utile').describe('essentiel : comptée par quorum.essentiels ; utile : sa venue compte ; informe : jamais comptée nulle part'),
  lieu: z.enum(['sur_place', 'a_distance']).default('sur_place').describe('sur_place : prend une place dans la salle et fait le trajet'),
  trajetMinutes: z.int().min(0).max(600).default(0).describe('temps libre exigé avant et après la réunion, autour des consultations et des occupations (sur place seulement)'),
  consultations: z.array(Plage).default([]).describe('heures de consultation : la personne ne vient pas ; vide : libre à toute heure'),
  consultationsSouples: z.boolean().default(false).describe('vrai : pendant ses consultations la personne vient « si besoin », et les minutes perdues sont dites'),
  conges: z.array(Periode).default([]),
  occupations: z.array(Intervalle).default([]).describe('temps pris lus dans ses calendriers (libre ou occupé, rien d’autre)'),
  soireesDeja: z.int().min(0).max(366).default(0).describe('soirées déjà données cette année'),
  soirsPris: z.array(JourCivil).default([]).describe('jours où sa soirée est déjà donnée : sert à éviter deux soirs de suite ; ne rend pas indisponible'),
  maxSoirees: z.int().min(0).max(366).optional().describe('défaut : maxSoirees de la demande'),
  reponses: z.array(z.strictObject({ debut: Moment, reponse: z.enum(['oui', 'si_besoin', 'non']) })).default([]).describe('réponses données à un sondage, par début de créneau ; une réponse l’emporte sur consultations, congés et occupations, pas sur maxSoirees ; la dernière l’emporte ; un début qui n’est pas examiné est ignoré'),
});
export type PersonneInvitee = z.infer<typeof PersonneInvitee>;

const Salle = z.strictObject({ nom: z.string().min(1), places: z.int().min(1), occupations: z.array(Intervalle).default([]) });
const Seuils = z.record(z.string().min(1), z.int().min(1)).refine((r) => Object.keys(r).length <= 10, 'Dix seuils au plus.').default({});

const Quorum = z.strictObject({
  presents: z.int().min(0).default(1).describe('essentiels et utiles qui peuvent venir, au moins'),
  essentiels: z.union([z.literal('tous'), z.int().min(0)]).default('tous'),
  professions: Seuils.describe('par profession, essentiels et utiles, au moins'),
  colleges: Seuils.describe('par collège, essentiels et utiles, au moins'),
});

const enJours = (f: { du: string; au: string }): number => (Date.parse(f.au) - Date.parse(f.du)) / MS_PAR_JOUR + 1;
const repetes = (noms: readonly string[]): string[] => [...Map.groupBy(noms, (nom) => nom)].flatMap(([nom, fois]) => (fois.length > 1 ? [nom] : []));

type Chemin = readonly (string | number)[];
type Bornes = { readonly debut: string; readonly fin: string };
const sous = (chemin: Chemin, liste: readonly Bornes[]): [Chemin, Bornes][] => liste.map((i, n) => [[...chemin, n], i]);
type AvecIntervalles = { readonly fuseau: string; readonly interdits: readonly Bornes[]; readonly salles: readonly { readonly occupations: readonly Bornes[] }[]; readonly personnes: readonly { readonly occupations: readonly Bornes[] }[] };

/** Where an interval written half in local time, half with an offset, ends before it starts. */
function intervallesALEnvers(d: AvecIntervalles): Chemin[] {
  const tous = [...sous(['interdits'], d.interdits), ...d.salles.flatMap((s, i) => sous(['salles', i, 'occupations'], s.occupations)), ...d.personnes.flatMap((p, i) => sous(['personnes', i, 'occupations'], p.occupations))];
  const melanges = tous.filter(([, i]) => !comparables(i));
  if (melanges.length === 0) return [];
  const horloge = horlogeDe(d.fuseau);
  return melanges.filter(([, i]) => lireMoment(i.fin, horloge) <= lireMoment(i.debut, horloge)).map(([chemin]) => chemin);
}

/** What the date engine is asked. Everything but the people and the window (or the list of slots) has a default. */
export const DemandeDeDate = z
  .strictObject({
    fuseau: Fuseau.default('Europe/Paris'),
    fenetre: z.strictObject({ du: JourExamine, au: JourExamine }).refine((f) => f.du <= f.au, 'La fenêtre finit après avoir commencé.').refine((f) => enJours(f) <= JOURS_AU_PLUS, `La fenêtre compte au plus ${JOURS_AU_PLUS} jours.`).optional().describe('jours examinés, bornes comprises ; inutile si `creneaux` est donné'),
    creneaux: z.array(Moment.refine(examinable, HORS_ANNEES)).min(1).max(20_000).optional().describe('si donné : seuls ces débuts sont examinés (écrit deux fois, un début compte une fois ; la réunion peut alors passer minuit), et fenetre, heures, joursSemaine et pasMinutes ne s’appliquent pas'),
    dureeMinutes: z.int().min(5).max(1440).default(120).describe('durée réelle de la réunion'),
    pasMinutes: z.literal([5, 10, 15, 20, 30, 60]).default(30).describe('les débuts examinés sont heures.de, puis tous les pas'),
    heures: z.strictObject({ de: Heure.default('08:00'), a: Heure.default('22:00') }).refine((h) => h.de < h.a, 'La plage horaire finit après avoir commencé.').prefault({}).describe('heure locale : la réunion commence à `de` au plus tôt et finit à `a` au plus tard, le même jour'),
    joursSemaine: JoursDeSemaine.default([1, 2, 3, 4, 5]),
    interdits: z.array(Intervalle).default([]).describe('moments où la réunion ne peut pas avoir lieu'),
    plagesInterdites: z.array(Plage).default([]).describe('moments interdits chaque semaine'),
    zoneScolaire: z.enum(['A', 'B', 'C']).nullable().default(null).describe('ajoute à periodesVacances les vacances connues de la zone, écrites par --aide ; Corse et outre-mer : null, et leurs dates dans periodesVacances'),
    periodesVacances: z.array(Periode).default([]),
    vacances: z.enum(['evitees', 'interdites', 'permises']).default('evitees').describe('evitees : premier critère du classement ; interdites : jamais ; permises : sans effet'),
    joursFeries: z.enum(['interdits', 'permis']).default('interdits'),
    feries: z.enum([...ZoneFeries.options, 'aucun']).default('metropole').describe('jours fériés légaux calculés pour ce lieu ; alsace_moselle : avec le Vendredi saint et le 26 décembre ; un département d’outre-mer : avec son jour de l’abolition de l’esclavage'),
    feriesAjoutes: z.array(z.strictObject({ jour: JourCivil, nom: z.string().optional() })).default([]),
    quorum: Quorum.prefault({}),
    salles: z.array(Salle).max(50).default([]).describe('vide : aucune salle exigée ; sinon une salle libre ayant une place par personne sur place qui peut venir, la plus petite d’abord, puis l’ordre de la liste'),
    soireeApres: Heure.default('19:00').describe('une réunion est une soirée si elle finit après cette heure'),
    maxSoirees: z.int().min(0).max(366).nullable().default(null).describe('soirées par personne et par an, celle-ci comprise ; au-delà elle est comptée absente des créneaux du soir'),
    tolerancePresents: z.int().min(0).max(1000).default(0).describe('les dates à moins de tant de présents de la meilleure sont à égalité de présence : l’équité choisit'),
    nombre: z.int().min(1).max(100).default(3).describe('dates proposées, au plus'),
    unParJour: z.boolean().default(true).describe('vrai : au plus une date par jour local (celui où la réunion commence), la meilleure du jour'),
    personnes: z.array(PersonneInvitee).min(1).max(2000),
  })
  .refine((d) => d.fenetre !== undefined || d.creneaux !== undefined, 'Donnez une fenetre ou des creneaux.')
  .superRefine((d, ctx) => {
    const refuser = (path: Chemin, message: string): void => ctx.addIssue({ code: 'custom', path: [...path], message });
    for (const id of repetes(d.personnes.map((p) => p.id))) refuser(['personnes'], `Deux personnes ont le même id : « ${id} ».`);
    for (const nom of repetes(d.salles.map((s) => s.nom))) refuser(['salles'], `Deux salles ont le même nom : « ${nom} ».`);
    for (const chemin of intervallesALEnvers(d)) refuser(chemin, A_L_ENVERS);
  });
export type DemandeDeDate = z.infer<typeof DemandeDeDate>;
export type Plage = z.infer<typeof Plage>;
export type Intervalle = z.infer<typeof Intervalle>;
