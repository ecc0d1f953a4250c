import { plusJours } from '#core/jour.ts';
import type { Result } from '#core/result.ts';
import type { PersonneId } from '#core/tenancy.ts';
import type { AssembleeId, Reponses } from '#modules/gouvernance/model.ts';
import { CLAUSES } from '#modules/gouvernance/moteur/questions.ts';
import { chargerAssemblee } from '#modules/gouvernance/repository.ts';
import { adopterStatuts } from '#modules/gouvernance/use-cases/adopter-statuts.ts';
import { compterVote, ouvrirVote } from '#modules/gouvernance/use-cases/compter-vote.ts';
import { conduireAssemblee, signerProcesVerbal } from '#modules/gouvernance/use-cases/conduire-assemblee.ts';
import { convoquerAssemblee } from '#modules/gouvernance/use-cases/convoquer-assemblee.ts';
import { donnerMandat } from '#modules/gouvernance/use-cases/donner-mandat.ts';
import { enregistrerClause } from '#modules/gouvernance/use-cases/enregistrer-clause.ts';
import { noterPresence } from '#modules/gouvernance/use-cases/noter-presence.ts';
import { preparerAssemblee } from '#modules/gouvernance/use-cases/preparer-assemblee.ts';
import { proposerPresidence } from '#modules/gouvernance/use-cases/proposer-presidence.ts';
import { lirePouls } from '#modules/gouvernance/queries.ts';
import { demanderMediation } from '#modules/gouvernance/use-cases/suivre-mediation.ts';
import { clorePouls, ouvrirPouls, repondrePouls } from '#modules/gouvernance/use-cases/tenir-pouls.ts';
import type { Contexte } from '#server/contexte.ts';

/** How the demo's statutes answer for a body; invented, like the rest of the demo. */
const instance = (code: string, plus: Reponses = {}): Reponses =>
  Object.fromEntries(
    Object.entries({
      existe: 'oui', delai: '15', par: 'présidence', voix: 'par_membre', 'quorum.exige': 'oui', 'quorum.part': '1/4', 'quorum.sens': 'au_moins', 'quorum.representes': 'oui', seconde: 'sans_quorum',
      procurations: '2', memeCollege: 'non', auDela: 'premieres', plusieurs: 'derniere', 'ordinaire.type': 'simple', blancs: 'non', egalite: 'voix_preponderante', secretResolutions: 'sur_demande', elit: 'oui',
      secretElections: 'toujours', tours: '2', majorite1: 'absolue', baseElection: 'exprimes', majorite2: 'relative', maintien: 'restants', noms: 'sieges', departage: 'benjamin', departage2: 'sort', ...plus,
    }).map(([cle, v]) => [`${code}.${cle}`, v]),
  );

const majorite = (cle: string): Reponses => ({ [`${cle}.type`]: 'qualifiee', [`${cle}.part`]: '2/3', [`${cle}.sens`]: 'au_moins', [`${cle}.base`]: 'exprimes' });

/** Complete statutes of an invented association. */
export const STATUTS_INVENTES: Reponses = {
  nom: 'CPTS des Trois Rivières (démo)', objet: 'Organiser ensemble les soins du territoire : accès aux soins, parcours, prévention, réponse aux crises.', siege: 'Maison de santé d’Exemple', duree: 'illimitée', excedents: 'conserves',
  adhesion: 'libre', admission: 'bureau', cotisation: '20', cotisationExigee: 'oui', retrait: 'libre', exclusion: 'conseil', audition: 'oui',
  ...instance('ag_ordinaire'), ...instance('ag_extraordinaire', { 'quorum.part': '1/3' }), ...instance('conseil', { sieges: '9', delai: '8', 'quorum.part': '1/2', elit: 'non' }), ...instance('bureau', { sieges: '5', delai: '3', 'quorum.part': '1/2', elit: 'non', procurations: '0', 'quorum.representes': 'non' }),
  fonctions: 'Présidence ; bureau ; 3 ; 1\nTrésorerie ; bureau ; 3 ; 1\nSecrétariat ; bureau ; 3 ; 2', parTiers: 'non', signataires: 'présidence, secrétariat', aDistance: 'oui',
  modification: 'ag_extraordinaire', ...majorite('modification_statuts'), reglement: 'conseil', declaration: '90', dissolution: 'ag_extraordinaire', ...majorite('fin'), devolution: 'association',
  'ri.presidence': 'oui', 'ri.mediation': 'oui', 'ri.pouls': 'oui',
};

function reussir<T>(issue: Result<T, { readonly code: string }>): T {
  if (!issue.ok) throw new Error(`Gouvernance de démonstration refusée : ${JSON.stringify(issue.refus)}`);
  return issue.valeur;
}

/** The statutes are written clause by clause, then put in force; the bureau holds its mandates. */
export async function demoStatuts(ctx: Contexte, bureau: readonly { readonly fonction: string; readonly personneId: PersonneId }[], statuts: Reponses = STATUTS_INVENTES): Promise<void> {
  let base = 0;
  for (const c of CLAUSES) base = reussir(await enregistrerClause(ctx, { cle: c.cle, valeurs: statuts, base })).numero;
  reussir(await adopterStatuts(ctx, base, ctx.aujourdhui));
  for (const b of bureau) reussir(await donnerMandat(ctx, { ...b, debut: ctx.aujourdhui }));
}

export async function demoConvocation(ctx: Contexte, dans: number, { titre, points }: { titre: string; points: Parameters<typeof preparerAssemblee>[1]['points'] }): Promise<AssembleeId> {
  const id = reussir(await preparerAssemblee(ctx, { instance: 'ag_ordinaire', titre, jour: plusJours(ctx.aujourdhui, dans), heure: '19:30', lieu: 'Salle des fêtes d’Exemple', convocation: 1, points }));
  reussir(await convoquerAssemblee(ctx, id, undefined));
  return id;
}

export const POINTS_PASSES: Parameters<typeof preparerAssemblee>[1]['points'] = [
  { titre: 'Rapport moral', genre: 'information', decision: 'ordinaire', sieges: 1, candidats: [], forme: 'main_levee' },
  { titre: 'Approuver le budget', genre: 'resolution', decision: 'ordinaire', sieges: 1, candidats: [], forme: 'main_levee' },
];
export const POINTS_A_VENIR: Parameters<typeof preparerAssemblee>[1]['points'] = [
  { titre: 'Bilan de l’année', genre: 'information', decision: 'ordinaire', sieges: 1, candidats: [], forme: 'main_levee' },
  { titre: 'Adopter le projet de santé', genre: 'resolution', decision: 'ordinaire', sieges: 1, candidats: [], forme: 'distance' },
  { titre: 'Élire une personne au conseil', genre: 'election', decision: 'ordinaire', sieges: 1, candidats: ['Prune Supposée ; 12/05/1988', 'Octave Factice ; 03/09/1975'], forme: 'secret' },
];

/** The past assembly is held: people arrive, the budget is voted by show of hands, the session is closed. */
export async function demoSeance(ctx: Contexte, id: AssembleeId): Promise<void> {
  const a = await chargerAssemblee(ctx, id);
  const [chef] = a?.electeurs ?? [];
  const vote = a?.points.find((p) => p.genre === 'resolution');
  if (!a || !chef || !vote) throw new Error('Gouvernance de démonstration : assemblée vide.');
  reussir(await conduireAssemblee(ctx, id, { geste: 'ouvrir', presidence: chef.id }));
  const presents = a.electeurs.slice(0, Math.ceil(a.electeurs.length * 0.7));
  for (const e of presents) reussir(await noterPresence(ctx, id, { electeur: e.id, present: true }));
  reussir(await ouvrirVote(ctx, { id, pointId: vote.id, secret: '' }));
  reussir(await compterVote(ctx, { id, pointId: vote.id, bulletins: [{ choix: 'pour', nombre: presents.length - 1 }, { choix: 'abstention', nombre: 1 }], secret: '' }));
  reussir(await conduireAssemblee(ctx, id, { geste: 'clore', observations: 'La séance est levée à 21 h 15.' }));
}

export const demoSignature = async (ctx: Contexte, id: AssembleeId): Promise<void> => {
  reussir(await signerProcesVerbal(ctx, id));
};

export const demoVolontaire = async (ctx: Contexte): Promise<void> => {
  reussir(await proposerPresidence(ctx, true));
};

/** A request in progress between two people: nobody else sees it, the coordinator included. */
export const demoMediation = async (ctx: Contexte, a: PersonneId): Promise<void> => {
  reussir(await demanderMediation(ctx, { genre: 'facilitation', a, recit: 'Les réunions du mardi tournent court : les mêmes parlent. Pourriez-vous animer la prochaine ?' }, undefined));
};

/** The pulse of a meeting: opened for those who were there, answered by each, closed once its days are over. */
export const demoPoulsOuvert = (ctx: Contexte, objetId: string, invites: readonly PersonneId[], secret: string): Promise<void> => ouvrirPouls(ctx, { objet: 'assemblee', objetId, titre: 'Assemblée générale annuelle', jour: ctx.aujourdhui, invites }, secret);
export async function demoPoulsRepondu(ctx: Contexte, reponse: string, secret: string): Promise<void> {
  for (const p of await lirePouls(ctx)) if (p.statut === 'ouverte' && p.invites.includes(ctx.qui.personneId)) reussir(await repondrePouls(ctx, p.id, reponse, secret));
}
export const demoPoulsClos = (ctx: Contexte, secret: string): Promise<void> => clorePouls(ctx, secret);
