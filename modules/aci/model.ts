import { z } from 'zod';
import { Jour } from '#core/jour.ts';
import { Mission } from '#core/mission.ts';

export const Taille = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
export type Taille = z.infer<typeof Taille>;

/** Integer cents. A contract of one CPTS stays far below ten million euros. */
const Centimes = z.int().min(0).max(1_000_000_000).describe('en centimes d’euro (900000 = 9 000 €)');
const Nombre = z.number().describe('nombre décimal, lu exactement comme il est écrit');
const Id = z.string().trim().min(1).max(80);

const Palier = z.strictObject({
  nom: z.string().max(80).optional().describe('socle, intermédiaire, objectif…'),
  seuil: Nombre.describe('le palier est atteint à cette valeur même : ≥ seuil si sens « hausse », ≤ seuil si sens « baisse »'),
  montant: Centimes,
});
export type Palier = z.infer<typeof Palier>;
const Paliers = z.array(Palier).min(1).max(20);

/** How a line pays. Tiers are exclusive: only the best one reached is due, never their sum. @source faits.md §2.4 */
export const Regle = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('atteint'), montant: Centimes, cible: Nombre.optional().describe('sans cible, la valeur relevée est vraie ou fausse') }).describe('atteint ou non : tout ou rien'),
  z.strictObject({ type: z.literal('paliers_valeur'), paliers: Paliers }).describe('paliers sur la valeur ; seul le meilleur palier atteint est dû'),
  z.strictObject({
    type: z.literal('paliers_variation'),
    mesure: z.enum(['absolue', 'relative']).describe('relative : en part de la valeur de départ (0.1 = 10 %)'),
    paliers: Paliers.describe('le seuil est le progrès depuis le départ, compté dans le bon sens : 10 veut dire dix de moins si le sens est « baisse »'),
  }).describe('paliers sur le progrès depuis la valeur de départ ; seul le meilleur est dû'),
  z.strictObject({
    type: z.literal('compte'),
    prixUnitaire: Centimes,
    plafond: Centimes,
    aPartirDe: z.int().min(0).default(0).describe('unités non payées au début du compte'),
  }).describe('nombre d’unités entières × prix, sous un plafond'),
  z.strictObject({
    type: z.literal('lineaire'),
    base: Nombre.default(0).describe('valeur à laquelle le taux d’atteinte est nul'),
    cible: Nombre.describe('valeur à laquelle le taux d’atteinte vaut 1'),
    plancher: z.number().min(0).max(1).default(0).describe('taux d’atteinte au-dessous duquel rien n’est dû'),
    montant: Centimes,
  }).describe('au prorata de (valeur − base) ÷ (cible − base), borné à 1, nul sous le plancher ; le sens se lit de la base vers la cible'),
]);
export type Regle = z.infer<typeof Regle>;

const Depart = z.strictObject({ valeur: Nombre, le: Jour.optional(), source: z.string().max(200).optional() });
export type Depart = z.infer<typeof Depart>;

export const Indicateur = z.strictObject({
  id: Id,
  mission: Mission,
  annee: z.int().min(1).max(10).describe('année du contrat à laquelle la ligne compte (1 = la première)'),
  libelle: z.string().max(300),
  action: z.string().max(200).optional().describe('l’action à laquelle la ligne se rattache'),
  unite: z.string().max(40).optional(),
  sens: z.enum(['hausse', 'baisse']).default('hausse').describe('le bon sens : hausse = plus il y en a, mieux c’est'),
  depart: Depart.optional(),
  source: z.string().max(200).optional().describe('qui donne la valeur : CPAM, CPTS…'),
  regle: Regle.optional().describe('absente : contrat sans montant par ligne'),
  revisions: z.array(z.strictObject({ le: Jour, regle: Regle.optional(), depart: Depart.optional(), motif: z.string().max(500).optional() })).max(20).default([]).describe('objectifs renégociés : la dernière révision datée au plus tard du jour de l’anniversaire qui clôt l’année, ce jour compris, l’emporte'),
  livrables: z.array(z.strictObject({ id: Id, libelle: z.string().max(300), obligatoire: z.boolean().default(true) })).max(50).default([]).describe('sans ses livrables obligatoires, la ligne ne paie rien'),
  reporteDe: Id.optional().describe('ligne d’une année précédente que celle-ci reprend ; ce que l’ancienne a payé est déduit ; une ligne ne se reporte qu’une fois, celle qui la reprend peut l’être à son tour'),
});
export type Indicateur = z.infer<typeof Indicateur>;

const Enveloppe = z.strictObject({ fixe: Centimes, variable: Centimes });
export type Enveloppe = z.infer<typeof Enveloppe>;

export const Reglages = z.strictObject({
  tauxAvance: z.number().min(0).max(100).default(75).describe('part de l’avance, en pour cent'),
  jours: z.enum(['reels', 'sans_29_fevrier', 'mois_de_30']).default('reels').describe('compte des jours du prorata (non sourcé : à vérifier)'),
  arrondi: z.enum(['au_plus_proche', 'inferieur', 'superieur', 'au_pair']).default('au_plus_proche').describe('arrondi au centime de chaque montant dû ou versé (non sourcé : à vérifier)'),
  fonctionnementPremiereAnnee: z.enum(['integral', 'avance']).default('integral').describe('à la signature : en entier, ou l’avance seulement'),
  soldeApresMois: z.int().min(0).max(24).default(3).describe('mois entre la fin d’une année et son solde (non sourcé : à vérifier)'),
  plafonnerVariable: z.boolean().default(true).describe('le variable d’une mission ne dépasse pas son enveloppe'),
  variableSiResiliation: z.enum(['aucun', 'selon_releves']).default('aucun').describe('le variable de l’année d’une résiliation (non sourcé : à vérifier)'),
});
export type Reglages = z.infer<typeof Reglages>;

export const Nature = z.enum(['avance', 'solde', 'variable']);
export type Nature = z.infer<typeof Nature>;
/** A line of the budget: a mission, or the running of the CPTS. */
export const Poste = z.enum(['fonctionnement', ...Mission.options]);
export type Poste = z.infer<typeof Poste>;

const MissionEngagee = z.strictObject({
  mission: Mission,
  debut: Jour.describe('démarrage effectif'),
  fin: Jour.optional().describe('premier jour où la mission n’est plus assurée'),
  enveloppe: Enveloppe.optional().describe('remplace celle du régime'),
});

export const Contrat = z.strictObject({
  nom: z.string().max(200).optional(),
  regime: z.string().max(40).optional().describe('code du régime (« maillage aci calculer --aide » les liste) ; à défaut, celui en vigueur à la signature'),
  taille: Taille,
  signeLe: Jour,
  priseEffet: Jour.optional().describe('premier jour de l’année 1, dont les anniversaires font les années ; à défaut, le jour de la signature'),
  dureeAnnees: z.int().min(1).max(10).default(5),
  missions: z.array(MissionEngagee).max(20).default([]),
  fonctionnement: Centimes.optional().describe('fonctionnement annuel ; remplace celui du régime'),
  avenants: z.array(z.strictObject({
    le: Jour.describe('jour d’effet'),
    taille: Taille.optional(),
    regime: z.string().max(40).optional(),
    fonctionnement: Centimes.optional(),
    enveloppes: z.array(z.strictObject({ mission: Mission, enveloppe: Enveloppe })).max(6).default([]),
    motif: z.string().max(500).optional(),
  })).max(30).default([]),
  resiliation: z.strictObject({ le: Jour.describe('premier jour où le contrat ne court plus'), motif: z.string().max(500).optional() }).optional(),
  indicateurs: z.array(Indicateur).max(1_000).default([]),
  releves: z.array(z.strictObject({ indicateur: Id, le: Jour, valeur: z.union([z.boolean(), Nombre]), preuve: z.boolean().default(true).describe('une preuve est au dossier') })).max(20_000).default([]),
  livrablesFournis: z.array(z.strictObject({ indicateur: Id, livrable: Id, le: Jour })).max(20_000).default([]),
  appreciations: z.array(z.strictObject({ mission: Mission, annee: z.int().min(1).max(10), taux: z.number().min(0).max(1) })).max(60).default([]).describe('contrat sans montant par ligne : part de l’enveloppe variable accordée au dialogue de gestion'),
  crises: z.array(z.strictObject({ reconnueLe: Jour, finLe: Jour.optional() })).max(50).default([]).describe('crises sanitaires graves reconnues par l’ARS : elles seules ouvrent le variable de la mission crise'),
  versements: z.array(z.strictObject({
    le: Jour,
    montant: z.int().min(-1_000_000_000).max(1_000_000_000).describe('en centimes ; négatif pour un remboursement'),
    poste: Poste.optional(), annee: z.int().min(1).max(10).optional(), nature: Nature.optional(),
    reference: z.string().max(100).optional(),
  })).max(2_000).default([]).describe('sommes réellement reçues'),
  reglages: Reglages.prefault({}),
  aujourdhui: Jour.optional().describe('date du calcul : ce qui vient après est ignoré ou à venir ; absente, tout est pris en compte'),
});
export type Contrat = z.infer<typeof Contrat>;
export type ContratSaisi = z.input<typeof Contrat>;
