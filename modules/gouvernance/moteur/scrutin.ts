import { z } from 'zod';
import { Jour as JourCivil } from '#core/jour.ts';
import { Quantite, ReglesDeVote } from './regles.ts';

const Id = z.string().min(1).max(120);
const existe = (ecrit: string): boolean => JourCivil.safeParse(ecrit.slice(0, 10)).success;
const Jour = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'Écrivez un jour AAAA-MM-JJ.').refine(existe, 'Ce jour n’existe pas.');
const Instant = z.string().regex(/^\d{4}-\d{2}-\d{2}(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?)?$/, 'Écrivez un jour, 2026-11-24, avec l’heure au besoin : 2026-11-24T18:30.').refine(existe, 'Ce jour n’existe pas.');

export const Membre = z.strictObject({
  id: Id,
  nom: z.string().max(200).optional(),
  college: z.string().max(80).optional().describe('code d’un collège des statuts'),
  voix: Quantite.optional().describe('voix que porte ce membre, pour le mode « du_membre »'),
  droitDeVote: z.boolean().default(true).describe('faux : cotisation impayée, voix consultative… Ce membre n’est alors compté nulle part'),
});
export type Membre = z.infer<typeof Membre>;

export const Procuration = z.strictObject({ de: Id.describe('mandant'), a: Id.describe('mandataire'), recueLe: Instant.optional().describe('départage les procurations en trop') });
export type Procuration = z.infer<typeof Procuration>;

export const Bulletin = z
  .strictObject({
    membre: Id.optional().describe('de qui est la voix (vote nominal). Le bulletin d’un mandataire vaut pour ses mandants, sauf celui qui a le sien'),
    college: z.string().max(80).optional().describe('bulletin sans nom : l’urne, ou le collège où l’on a compté les mains'),
    nombre: z.int().min(0).optional().describe('bulletin sans nom : combien de semblables (1 s’il n’est pas dit)'),
    choix: z.enum(['pour', 'contre', 'abstention', 'blanc', 'nul']).optional().describe('« pour » et « contre » n’existent que pour une résolution'),
    candidats: z.array(Id).optional().describe('élection : identifiants choisis ; un nom répété compte une fois, une liste vide est un bulletin blanc'),
  })
  .describe('nominal (« membre ») ou sans nom (« college », « nombre ») ; un même vote ne mêle pas les deux');
export type Bulletin = z.infer<typeof Bulletin>;

const commun = {
  intitule: z.string().max(500).optional(),
  secret: z.boolean().default(false).describe('vrai : vote à bulletin secret ; aucun bulletin n’est alors nominal'),
};

export const Resolution = z.strictObject({
  type: z.literal('resolution'),
  ...commun,
  decision: z.string().min(1).max(80).default('ordinaire').describe('clé de « majorites »'),
  bulletins: z.array(Bulletin),
});
export type Resolution = z.infer<typeof Resolution>;

export const Candidat = z.strictObject({
  id: Id,
  nom: z.string().max(200).optional(),
  college: z.string().max(80).optional().describe('pour des sièges par collège'),
  genre: z.enum(['F', 'H', 'N']).optional().describe('pour la parité ; N n’est compté ni d’un côté ni de l’autre'),
  naissance: Jour.optional().describe('pour « doyen » et « benjamin »'),
  membreDepuis: Jour.optional().describe('pour « anciennete »'),
});
export type Candidat = z.infer<typeof Candidat>;

const Urne = z.strictObject({
  bulletins: z.array(Bulletin),
  presences: z.array(Id).optional().describe('présents à ce vote, quand quelqu’un est arrivé ou parti depuis ; sans elles, celles de la séance, qui sont celles du dernier vote et de son quorum'),
  procurations: z.array(Procuration).optional().describe('procurations à ce vote, quand elles ont changé depuis'),
});
export type Urne = z.infer<typeof Urne>;
const Tour = Urne.extend({
  departages: z.array(Urne).default([]).describe('règle « nouveau_tour » : les votes tenus entre les ex æquo de ce tour, dans leur ordre. Chacun se compte à la suite du tour : le premier entre les candidats de « nouveauTour », le suivant entre ceux qu’il laisse à égalité'),
});

export const Election = z.strictObject({
  type: z.literal('election'),
  ...commun,
  sieges: z.union([z.int().min(1).max(100), z.array(z.strictObject({ college: z.string().min(1).max(80), sieges: z.int().min(1).max(100) })).min(1)]).describe('sièges à pourvoir, en tout ou par collège'),
  candidats: z.array(Candidat).max(300),
  graine: z.string().min(1).max(500).optional().describe('graine publiée avant le vote, pour le tirage au sort'),
  tours: z.array(Tour).min(1).max(2).describe('bulletins du premier tour, puis du second s’il a eu lieu'),
});
export type Election = z.infer<typeof Election>;

export const Scrutin = z.strictObject({
  statuts: ReglesDeVote,
  instance: z.string().min(1).max(80).describe('code de l’instance qui vote'),
  seance: z
    .strictObject({
      convocation: z.union([z.literal(1), z.literal(2)]).default(1),
      presidence: Id.optional().describe('membre qui préside, pour la voix prépondérante ; elle suppose sa présence'),
      choixPresidence: z.enum(['pour', 'contre', 'abstention', 'blanc', 'nul']).optional().describe('voix prépondérante après un vote sans nom : ce que dit la présidence'),
    })
    .prefault({}),
  membres: z.array(Membre).describe('tous les membres de l’instance'),
  presences: z.array(Id).describe('présents en personne'),
  procurations: z.array(Procuration).default([]),
  vote: z.discriminatedUnion('type', [Resolution, Election]),
});
export type Scrutin = z.infer<typeof Scrutin>;
export type ScrutinEcrit = z.input<typeof Scrutin>;
/** Who is there, before anybody votes. */
export type Assemblee = Omit<Scrutin, 'vote'>;
