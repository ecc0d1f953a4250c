import { z } from 'zod';
import { plusJours } from '#core/jour.ts';
import type { ContextePage } from '#server/contexte.ts';
import { enListe, type Erreurs, type Valeurs } from '#server/formulaires.ts';
import { geste, refus, vers } from '#server/pages.tsx';
import type { Routes } from '#server/routes.ts';
import type { C, Reponse, VuePage } from '#server/vue-page.ts';
import { phraseRefusAgenda } from './labels.ts';
import { GroupeId } from './model.ts';
import type { Exigences } from './moteur/choix.ts';
import { phraseRefusDeDate } from './moteur/proposer.ts';
import { PageNouveau } from './pages/nouveau.tsx';
import { PageSalles } from './pages/salles.tsx';
import { SondageIntrouvable } from './pages/sondage.tsx';
import { peutOrganiser, peutVoirAgenda } from './permissions.ts';
import { type Invitable, listerGroupes, listerInvitables } from './queries.ts';
import { listerSalles } from './queries-listes.ts';
import { cadreAgenda, depuisReunion, enMembre, NATURES, reserve } from './routes-sondages.tsx';
import { lireSaisieSondage, type SaisieLue } from './rules.ts';
import { exige, lireChoix, type Parametres } from './moteur/choix.ts';
import { fixerReunion } from './use-cases/fixer-reunion.ts';
import { ouvrirSondage } from './use-cases/ouvrir-sondage.ts';
import { chercherDates, convierPersonnes } from './use-cases/proposer-dates.ts';
import { tenirSalle } from './use-cases/tenir-salles.ts';
import { presenterNouveau } from './view-sondages.ts';

const DEMANDE_MAX = 40_000;
const parametresDe = (texte: string): Parametres => [...new URLSearchParams(texte.slice(0, DEMANDE_MAX))];
const enTexte = (p: Parametres): string => new URLSearchParams(p.map(([c, v]) => [c, v])).toString();

type Reprise = { readonly erreurs: Erreurs; readonly valeurs: Valeurs };

async function pageNouveau(ctx: ContextePage, parametres: Parametres, reprise: Reprise = { erreurs: {}, valeurs: {} }): Promise<VuePage> {
  if (!peutOrganiser(ctx.qui)) return refus('interdit', { ...cadreAgenda(ctx, 'Choisir une date'), corps: <SondageIntrouvable texte={phraseRefusAgenda({ code: 'role_insuffisant' })} /> });
  const { choix, erreurs: erreursChoix } = lireChoix(parametres, ctx);
  const groupes = await listerGroupes(ctx);
  const gens = await listerInvitables(ctx, choix.groupe);
  const issue = await chercherDates(ctx, await convierPersonnes(ctx, choix), choix);
  const phrase = issue === undefined ? phraseRefusAgenda({ code: 'aucun_participant' }) : issue.ok ? undefined : phraseRefusDeDate(issue.refus);
  const vue = presenterNouveau({
    base: ctx.base, groupes: groupes.map((g) => ({ valeur: g.id, libelle: `${g.nom} (${g.membres})` })), choix, gens, salles: await listerSalles(ctx), dates: issue?.ok ? issue.valeur.dates : [], aujourdhui: ctx.aujourdhui, refus: phrase,
    titre: groupes.find((g) => g.id === choix.groupe)?.nom ?? 'Réunion de la CPTS', cloture: plusJours(ctx.aujourdhui, 5), demande: enTexte(parametres), parametres, erreursChoix, ...reprise,
  });
  return { ...cadreAgenda(ctx, 'Choisir une date', [{ libelle: 'Choisir une date' }]), corps: <PageNouveau vue={vue} /> };
}

const Instant = z.iso.datetime({ offset: true, error: 'Cette date n’est pas lisible.' });
const SaisieSondage = z.strictObject({
  demande: z.string().max(DEMANDE_MAX).default(''), groupe: z.string().transform((g) => GroupeId.safeParse(g).data ?? null), duree: z.coerce.number().int().min(15).max(1440), dates: enListe(Instant), fixer: Instant.optional(),
  titre: z.string().trim().min(1, 'Donnez un titre à la réunion.').max(200, 'Le titre tient en 200 caractères.'), lieu: z.string().trim().max(300, 'Le lieu tient en 300 caractères.').default(''),
  visio: z.union([z.literal(''), z.url({ protocol: /^https?$/, error: 'Un lien commence par https://.' }).max(500, 'Ce lien est trop long.')]).default(''),
  cloture: z.string().trim(), autres: z.string().max(5000).default(''), externes: z.string().max(10_000).default(''),
});
type SaisieSondage = z.infer<typeof SaisieSondage>;

/** The request of the page, as it was when its dates were shown; a form of before has only the group and the length. */
const choixDe = (ctx: ContextePage, s: SaisieSondage) => {
  const { choix } = lireChoix(s.demande === '' ? [['groupe', s.groupe ?? ''], ['duree', String(s.duree)]] : parametresDe(s.demande), ctx);
  return { ...choix, groupe: s.groupe, duree: s.duree };
};

const demandeDe = (valeurs: Valeurs): Parametres => {
  const texte = typeof valeurs['demande'] === 'string' && valeurs['demande'] !== '' ? valeurs['demande'] : enTexte((['groupe', 'duree'] as const).map((c) => [c, typeof valeurs[c] === 'string' ? valeurs[c] : '']));
  return parametresDe(texte);
};

type Gens = readonly Invitable[];
const externesDe = (l: SaisieLue) => l.externes.map((e) => ({ ...e, personneId: null, role: 'utile' as const }));
const invitesDe = (gens: Gens) => gens.map((p) => ({ personneId: p.personneId, nom: p.nom, courriel: p.courriel, role: p.role }));

/** What the date must reach, with the profession and the college of each as they are known today. */
function exigencesDe(s: ReturnType<typeof choixDe>, gens: Gens): Exigences | undefined {
  if (!exige(s)) return undefined;
  return { presents: s.presents, professions: s.professions, colleges: s.colleges, qui: Object.fromEntries(gens.map((p) => [p.personneId, { ...(p.profession ? { profession: p.profession } : {}), ...(p.college ? { college: p.college } : {}) }])) };
}

async function fixer(c: C, ctx: ContextePage, s: SaisieSondage, valeurs: Valeurs): Promise<Reponse> {
  const lue = lireSaisieSondage({ ...s, dates: [s.fixer ?? ''], autres: '' }, ctx);
  // The deadline of a poll is of no use here: only who else is invited is read.
  const externes = lue.ok ? externesDe(lue.valeur) : [];
  if (!lue.ok && lue.refus['externes'] !== undefined) return refus('regle', await pageNouveau(ctx, demandeDe(valeurs), { erreurs: { externes: lue.refus['externes'] }, valeurs }));
  const gens = await convierPersonnes(ctx, choixDe(ctx, s));
  const issue = await fixerReunion(ctx, { titre: s.titre, debut: new Date(s.fixer ?? 0), minutes: s.duree, lieu: s.lieu, lienVisio: s.visio, groupeId: s.groupe, invites: [...invitesDe(gens), ...externes] }, depuisReunion(c, ctx));
  if (!issue.ok) return refus(NATURES[issue.refus.code], await pageNouveau(ctx, demandeDe(valeurs), { erreurs: { dates: phraseRefusAgenda(issue.refus) }, valeurs }));
  return vers(c, `${ctx.base}/agenda/reunions/${issue.valeur}`, 'Date fixée, invitations envoyées.');
}

async function sonder(c: C, ctx: ContextePage, s: SaisieSondage, valeurs: Valeurs): Promise<Reponse> {
  const lue = lireSaisieSondage(s, { fuseau: ctx.fuseau, maintenant: ctx.maintenant });
  if (!lue.ok) return refus('regle', await pageNouveau(ctx, demandeDe(valeurs), { erreurs: lue.refus, valeurs }));
  const choix = choixDe(ctx, s);
  const gens = await convierPersonnes(ctx, choix);
  const exigences = exigencesDe(choix, gens);
  const issue = await ouvrirSondage(ctx, { titre: s.titre, dureeMinutes: s.duree, lieu: s.lieu, lienVisio: s.visio, groupeId: s.groupe, dates: lue.valeur.dates, clotureLe: lue.valeur.clotureLe, participants: [...invitesDe(gens), ...externesDe(lue.valeur)], ...(exigences ? { exigences } : {}) }, depuisReunion(c, ctx));
  if (!issue.ok) return refus(NATURES[issue.refus.code], await pageNouveau(ctx, demandeDe(valeurs), { erreurs: { dates: phraseRefusAgenda(issue.refus) }, valeurs }));
  return vers(c, `${ctx.base}/agenda/sondages/${issue.valeur}`, 'Sondage envoyé.');
}

const ouvrir = (c: C): Promise<Response> =>
  geste(c, SaisieSondage, {
    enErreur: (ctx, erreurs, valeurs) => pageNouveau(ctx, demandeDe(valeurs), { erreurs, valeurs }),
    faire: (ctx, s, valeurs) => (s.fixer === undefined ? sonder(c, ctx, s, valeurs) : fixer(c, ctx, s, valeurs)),
  });

async function pageSalles(ctx: ContextePage, reprise: Reprise = { erreurs: {}, valeurs: {} }): Promise<VuePage> {
  if (!peutVoirAgenda(ctx.qui)) return reserve(ctx);
  const salles = await listerSalles(ctx);
  return { ...cadreAgenda(ctx, 'Salles', [{ libelle: 'Choisir une date', href: `${ctx.base}/agenda/nouveau` }, { libelle: 'Salles' }]), corps: <PageSalles vue={{ base: ctx.base, salles, peutOrganiser: peutOrganiser(ctx.qui), ...reprise }} /> };
}

const SaisieSalle = z.strictObject({ nom: z.string().trim().min(1, 'Donnez un nom à la salle.').max(120, 'Le nom tient en 120 caractères.'), places: z.coerce.number({ error: 'Écrivez un nombre de places.' }).int('Écrivez un nombre entier.').min(1, 'Une place au moins.').max(2000, '2 000 places au plus.') });

const garderSalle = (c: C): Promise<Response> =>
  geste(c, SaisieSalle, {
    enErreur: (ctx, erreurs, valeurs) => pageSalles(ctx, { erreurs, valeurs }),
    faire: async (ctx, s, valeurs) => {
      const issue = await tenirSalle(ctx, { ...s, actif: true });
      return issue.ok ? vers(c, `${ctx.base}/agenda/salles`, 'Salle enregistrée.') : refus(NATURES[issue.refus.code], await pageSalles(ctx, { erreurs: { nom: phraseRefusAgenda(issue.refus) }, valeurs }));
    },
  });

const retirerSalle = (c: C): Promise<Response> =>
  geste(c, z.strictObject({ nom: z.string().min(1).max(120), places: z.coerce.number().int().min(1).max(2000) }), {
    enErreur: (ctx, erreurs, valeurs) => pageSalles(ctx, { erreurs, valeurs }),
    faire: async (ctx, s) => {
      const issue = await tenirSalle(ctx, { ...s, actif: false });
      return issue.ok ? vers(c, `${ctx.base}/agenda/salles`, 'Salle retirée : elle n’est plus proposée.') : refus(NATURES[issue.refus.code], await pageSalles(ctx, { erreurs: { '': phraseRefusAgenda(issue.refus) }, valeurs: {} }));
    },
  });

export function routesChoix(cpts: Routes): void {
  cpts.get('/agenda/nouveau', (c) => enMembre(c, (ctx) => pageNouveau(ctx, [...new URL(c.req.url).searchParams])));
  cpts.post('/agenda/sondages', ouvrir);
  cpts.get('/agenda/salles', (c) => enMembre(c, (ctx) => pageSalles(ctx)));
  cpts.post('/agenda/salles', garderSalle);
  cpts.post('/agenda/salles/retrait', retirerSalle);
}
