import { type Fraction, lireFraction } from '#core/fraction.ts';
import { z } from 'zod';

/*
 * What the statutes of an association say about votes, as data. Every rule may be absent: the engine asks for one only when the result
 * depends on it, and then refuses, naming it. @source faits.md §4.5: no national rule, the statutes decide.
 */

/** A quantity as written: integer, decimal, `"2/3"`, `"60 %"`. Kept exact. */
export const Quantite = z
  .union([z.number(), z.string()])
  .transform((ecrit, c): Fraction => {
    const lue = lireFraction(ecrit);
    if (lue) return lue;
    c.addIssue({ code: 'custom', message: 'Écrivez un nombre positif : 3, 0.25, "2/3" ou "60 %".' });
    return z.NEVER;
  });

const Part = Quantite.refine((f) => f.n <= f.d, 'Une part est comprise entre 0 et 1 (ou entre 0 % et 100 %).');
const Code = z.string().min(1).max(80);

export const Sens = z.enum(['au_moins', 'plus_de']).describe('« au_moins » : le seuil suffit ; « plus_de » : il faut le dépasser');
export type Sens = z.infer<typeof Sens>;

const seuil = {
  part: Part.optional().describe('part exigée, par exemple "1/4" ou "50 %"'),
  nombre: Quantite.optional().describe('nombre exigé ; avec « part », les deux sont exigés'),
  sens: Sens.optional(),
};

export const Seuil = z.strictObject(seuil);
export type Seuil = z.infer<typeof Seuil>;

export const Quorum = z.union([
  z.literal('aucun').describe('les statuts disent qu’aucun quorum n’est exigé'),
  z.strictObject({
    ...seuil,
    base: z.enum(['membres', 'voix']).optional().describe('« membres » : on compte des têtes ; « voix » : on compte les voix qu’elles portent. Sans effet quand chaque membre a une voix'),
    representes: z.boolean().optional().describe('vrai : les membres représentés par une procuration admise comptent'),
    colleges: z.array(z.strictObject({ college: Code, ...seuil })).optional().describe('seuils exigés en plus, dans le collège nommé, parmi les membres de ce collège'),
  }),
]);
export type Quorum = z.infer<typeof Quorum>;

export const BaseMajorite = z.enum(['exprimes', 'presents', 'membres']).describe('« exprimes » : pour et contre, plus les blancs si « blancs » le dit ; « presents » : voix des présents et représentés ; « membres » : voix de tous les membres ayant droit de vote');
export type BaseMajorite = z.infer<typeof BaseMajorite>;

export const Majorite = z.strictObject({
  type: z.enum(['simple', 'absolue', 'qualifiee']).describe('« simple » : plus de voix pour que contre ; « absolue » : plus de la moitié de la base ; « qualifiee » : la part de la base'),
  part: Part.optional().describe('pour une majorité qualifiée, par exemple "2/3"'),
  sens: Sens.optional().describe('pour une majorité qualifiée'),
  base: BaseMajorite.optional().describe('pour une majorité absolue ou qualifiée'),
  dansChaqueCollege: z.boolean().optional().describe('vrai : la même majorité est exigée en plus dans chaque collège qui a des membres, comptée parmi eux seuls'),
});
export type Majorite = z.infer<typeof Majorite>;

export const Voix = z.strictObject({
  mode: z
    .enum(['par_membre', 'du_membre', 'du_college', 'college_partagee', 'college_bloc'])
    .describe('« par_membre » : une voix chacun ; « du_membre » : la « voix » de chaque membre ; « du_college » : chaque membre porte le « poids » de son collège ; « college_partagee » : le poids du collège se partage également entre ses membres (voir « entre ») ; « college_bloc » : le collège porte tout son poids à la proposition qui l’emporte chez lui, en têtes'),
  entre: z.enum(['inscrits', 'presents', 'exprimes']).optional().describe('pour « college_partagee » : entre tous les membres du collège, entre les présents et représentés, ou entre les suffrages exprimés'),
  egaliteDuBloc: z.enum(['partage', 'sans_voix']).optional().describe('pour « college_bloc » : à égalité dans le collège, son poids se partage par moitié, ou n’est porté par personne'),
});
export type Voix = z.infer<typeof Voix>;

export const Procurations = z.union([
  z.literal('interdites'),
  z.strictObject({
    maximum: z.int().min(0).optional().describe('procurations qu’un membre peut porter, sa propre voix non comprise'),
    memeCollege: z.boolean().optional().describe('vrai : le mandataire est du collège du mandant'),
    auDela: z.enum(['aucune', 'premieres']).optional().describe('au-delà du maximum : « aucune » n’écarte toutes celles de ce mandataire, « premieres » garde les premières reçues (« recueLe »)'),
    plusieursMandataires: z.enum(['derniere', 'aucune']).optional().describe('un membre qui a nommé plusieurs mandataires : seule vaut la dernière reçue, qui révoque les autres même si son mandataire ne vient pas (code civil, art. 2006), ou aucune ne vaut'),
  }),
]);
export type Procurations = z.infer<typeof Procurations>;

const tour = {
  majorite: z.enum(['absolue', 'relative']).optional().describe('« absolue » : plus de la moitié de la base ; « relative » : le plus de voix, une au moins'),
  base: BaseMajorite.optional().describe('pour la majorité absolue'),
};

export const Departage = z.enum(['doyen', 'benjamin', 'anciennete', 'sort', 'nouveau_tour']).describe('« doyen » : le plus âgé ; « benjamin » : le plus jeune ; « anciennete » : membre depuis le plus longtemps ; « sort » : ordre croissant de SHA-256("graine:identifiant") ; « nouveau_tour » : le siège attend un vote entre eux, et la règle suivante ne sert que s’il les laisse à égalité ; sans règle suivante, on vote de nouveau');
export type Departage = z.infer<typeof Departage>;

export const ReglesElection = z.strictObject({
  tours: z.union([z.literal(1), z.literal(2)]).optional().describe('nombre de tours ; demandé si le premier ne pourvoit pas tous les sièges'),
  premierTour: z.strictObject(tour).optional(),
  secondTour: z
    .strictObject({
      ...tour,
      candidats: z.enum(['restants', 'en_tete']).optional().describe('qui se maintient : tous ceux qui restent, ou les mieux placés'),
      parSiege: z.int().min(1).optional().describe('pour « en_tete » : nombre de candidats par siège restant ; les ex æquo à la limite sont gardés'),
    })
    .optional(),
  nomsParBulletin: z.union([z.literal('sieges'), z.int().min(1)]).optional().describe('noms au plus ; au-delà, le bulletin est nul. « sieges » : autant que de sièges à pourvoir à ce tour'),
  egalite: z.array(Departage).optional().describe('façons de départager, dans l’ordre où elles s’appliquent'),
  electeurs: z.enum(['tous', 'college']).optional().describe('quand les sièges sont répartis par collège : tous votent pour tous, ou chaque collège pour les siens'),
  parite: z.strictObject({ ecart: z.int().min(0).describe('écart au plus entre femmes et hommes parmi les élus') }).optional(),
  siegesSansCandidat: z.enum(['vacants', 'ouverts']).optional().describe('sièges qu’une répartition par collège ou la parité empêche de pourvoir : ils restent vacants, ou s’ouvrent aux suivants'),
});
export type ReglesElection = z.infer<typeof ReglesElection>;

const Secret = z.enum(['toujours', 'sur_demande', 'jamais']);

export const ReglesInstance = z.strictObject({
  code: Code.describe('par exemple « ag_ordinaire »'),
  nom: z.string().max(200).optional(),
  voix: Voix.optional(),
  quorum: Quorum.optional().describe('à la première convocation'),
  secondeConvocation: z.union([z.literal('aucune'), z.strictObject({ quorum: Quorum.optional() })]).optional(),
  procurations: Procurations.optional(),
  majorites: z.record(Code, Majorite).optional().describe('majorité par genre de décision : « ordinaire », « modification_statuts », « dissolution »…'),
  blancs: z.enum(['exprimes', 'non_exprimes']).optional().describe('les bulletins blancs sont-ils des suffrages exprimés ? Abstentions et nuls n’en sont jamais'),
  egalite: z.enum(['rejet', 'voix_preponderante']).optional().describe('autant de voix pour que contre : la résolution est rejetée, ou la présidence tranche'),
  secret: z.strictObject({ resolutions: Secret.optional(), elections: Secret.optional() }).optional(),
  election: ReglesElection.optional(),
});
export type ReglesInstance = z.infer<typeof ReglesInstance>;

export const ReglesDeVote = z.strictObject({
  colleges: z.array(z.strictObject({ code: Code, nom: z.string().max(200).optional(), poids: Quantite.optional().describe('poids du collège, pour les modes qui pèsent les collèges') })).default([]),
  instances: z.array(ReglesInstance).min(1).describe('les instances et leurs règles'),
});
export type ReglesDeVote = z.infer<typeof ReglesDeVote>;
