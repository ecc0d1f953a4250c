import { z } from 'zod';
import { ZoneFeries } from '#core/calendrier.ts';
import { Jour } from '#core/jour.ts';

const JOURS_AU_PLUS = 400;
const MS_PAR_JOUR = 86_400_000;

const fuseauConnu = (fuseau: string): boolean => {
  try {
    return Intl.DateTimeFormat('fr-FR', { timeZone: fuseau }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

const Fuseau = z.string().refine(fuseauConnu, 'Ce fuseau horaire n’existe pas (exemples : Europe/Paris, Indian/Reunion).');
const Heure = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'Une heure s’écrit HH:MM, de 00:00 à 24:00.');
const JourCivil = z.string().refine((j) => Jour.safeParse(j).success, 'Un jour s’écrit AAAA-MM-JJ et doit exister.');
const FORME_DE_MOMENT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?$/;
const Moment = z.string().refine((m) => Jour.safeParse(FORME_DE_MOMENT.exec(m)?.[1]).success, 'Un moment s’écrit AAAA-MM-JJTHH:MM (heure locale du fuseau) ou se termine par Z ou un décalage comme +01:00.').describe('AAAA-MM-JJTHH:MM en heure locale du fuseau, ou avec Z ou un décalage');
const JourDeSemaine = z.int().min(1).max(7);
const JoursDeSemaine = z.array(JourDeSemaine).min(1).describe('1 = lundi … 7 = dimanche');

/** Two local times, or two universal ones, are compared as they are written; the others only once the zone is known. */
const situe = (m: string): boolean => m.at(-6) === '+' || m.at(-6) === '-';
const comparables = (a: string, b: string): boolean => a.length === b.length && a.endsWith('Z') === b.endsWith('Z') && !situe(a) && !situe(b);
const Intervalle = z.strictObject({ debut: Moment, fin: Moment, motif: z.string().optional() }).refine((i) => (comparables(i.debut, i.fin) ? i.debut < i.fin : i.debut !== i.fin), 'Un intervalle finit après avoir commencé.').describe('[debut, fin[ : finir à 19:00 laisse 19:00 libre');
const Plage = z.strictObject({ jours: JoursDeSemaine, de: Heure, a: Heure, motif: z.string().optional() }).refine((p) => p.de < p.a, 'Une plage finit après avoir commencé, le même jour.').describe('chaque semaine, ces jours-là, de `de` à `a` exclu, heure locale');
const Periode = z.strictObject({ du: JourCivil, au: JourCivil, nom: z.string().optional() }).refine((p) => p.du <= p.au, 'Une période finit après avoir commencé.').describe('jours entiers, bornes comprises');

export const PersonneInvitee = z.strictObject({
  id: z.string().min(1),
  nom: z.string().optional().describe('défaut : l’id'),
  profession: z.string().optional(),
  college: z.string().optional(),
  role: z.enum(['essentiel', 'utile', 'informe']).default('utile').describe('essentiel : comptée par quorum.essentiels ; utile : sa venue compte ; informe : jamais comptée nulle part'),
  lieu: z.enum(['sur_place', 'a_distance']).default('sur_place').describe('sur_place : prend une place dans la salle et fait le trajet'),
  trajetMinutes: z.int().min(0).max(600).default(0).describe('temps libre exigé avant et après la réunion, autour des consultations et des occupations (sur place seulement)'),
  consultations: z.array(Plage).default([]).describe('heures de consultation : la personne ne vient pas'),
  consultationsSouples: z.boolean().default(false).describe('vrai : pendant ses consultations la personne vient « si besoin », et les minutes perdues sont dites'),
  conges: z.array(Periode).default([]),
  occupations: z.array(Intervalle).default([]).describe('temps pris lus dans ses calendriers (libre ou occupé, rien d’autre)'),
  soireesDeja: z.int().min(0).max(366).default(0).describe('soirées déjà données cette année'),
  soirsPris: z.array(JourCivil).default([]).describe('jours où sa soirée est déjà donnée : sert à éviter deux soirs de suite ; ne rend pas indisponible'),
  maxSoirees: z.int().min(0).max(366).optional().describe('défaut : maxSoirees de la demande'),
  reponses: z.array(z.strictObject({ debut: Moment, reponse: z.enum(['oui', 'si_besoin', 'non']) })).default([]).describe('réponses données à un sondage, par début de créneau ; une réponse l’emporte sur consultations, congés et occupations, pas sur maxSoirees ; la dernière l’emporte'),
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
const uniques = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;

/** What the date engine is asked. Everything but the people and the window (or the list of slots) has a default. */
export const DemandeDeDate = z
  .strictObject({
    fuseau: Fuseau.default('Europe/Paris'),
    fenetre: z.strictObject({ du: JourCivil, au: JourCivil }).refine((f) => f.du <= f.au, 'La fenêtre finit après avoir commencé.').refine((f) => enJours(f) <= JOURS_AU_PLUS, `La fenêtre compte au plus ${JOURS_AU_PLUS} jours.`).optional().describe('jours examinés, bornes comprises ; inutile si `creneaux` est donné'),
    creneaux: z.array(Moment).min(1).max(20_000).optional().describe('si donné : seuls ces débuts sont examinés, et fenetre, heures, joursSemaine et pasMinutes ne s’appliquent pas'),
    dureeMinutes: z.int().min(5).max(1440).default(120).describe('durée réelle de la réunion'),
    pasMinutes: z.literal([5, 10, 15, 20, 30, 60]).default(30).describe('les débuts examinés sont heures.de, puis tous les pas'),
    heures: z.strictObject({ de: Heure.default('08:00'), a: Heure.default('22:00') }).refine((h) => h.de < h.a, 'La plage horaire finit après avoir commencé.').prefault({}).describe('heure locale : la réunion commence à `de` au plus tôt et finit à `a` au plus tard, le même jour'),
    joursSemaine: JoursDeSemaine.default([1, 2, 3, 4, 5]),
    interdits: z.array(Intervalle).default([]).describe('moments où la réunion ne peut pas avoir lieu'),
    plagesInterdites: z.array(Plage).default([]).describe('moments interdits chaque semaine'),
    zoneScolaire: z.enum(['A', 'B', 'C']).nullable().default(null).describe('ajoute les vacances connues de la zone (voir docs/agenda.md) à periodesVacances'),
    periodesVacances: z.array(Periode).default([]),
    vacances: z.enum(['evitees', 'interdites', 'permises']).default('evitees').describe('evitees : premier critère du classement ; interdites : jamais ; permises : sans effet'),
    joursFeries: z.enum(['interdits', 'permis']).default('interdits'),
    feries: z.enum([...ZoneFeries.options, 'aucun']).default('metropole').describe('jours fériés légaux calculés pour ce lieu'),
    feriesAjoutes: z.array(z.strictObject({ jour: JourCivil, nom: z.string().optional() })).default([]),
    quorum: Quorum.prefault({}),
    salles: z.array(Salle).max(50).default([]).describe('vide : aucune salle exigée ; sinon une salle libre ayant une place par personne sur place qui peut venir, la plus petite d’abord'),
    soireeApres: Heure.default('19:00').describe('une réunion est une soirée si elle finit après cette heure'),
    maxSoirees: z.int().min(0).max(366).nullable().default(null).describe('soirées par personne et par an, celle-ci comprise ; au-delà elle est comptée absente des créneaux du soir'),
    tolerancePresents: z.int().min(0).max(1000).default(0).describe('les dates à moins de tant de présents de la meilleure sont à égalité de présence : l’équité choisit'),
    nombre: z.int().min(1).max(100).default(3).describe('dates proposées, au plus'),
    unParJour: z.boolean().default(true).describe('vrai : au plus une date par jour, la meilleure du jour'),
    personnes: z.array(PersonneInvitee).min(1).max(2000),
  })
  .refine((d) => d.fenetre !== undefined || d.creneaux !== undefined, 'Donnez une fenetre ou des creneaux.')
  .refine((d) => uniques(d.personnes.map((p) => p.id)), { path: ['personnes'], message: 'Deux personnes ont le même id.' })
  .refine((d) => uniques(d.salles.map((s) => s.nom)), { path: ['salles'], message: 'Deux salles ont le même nom.' });
export type DemandeDeDate = z.infer<typeof DemandeDeDate>;
export type Plage = z.infer<typeof Plage>;
export type Intervalle = z.infer<typeof Intervalle>;
