import { z } from 'zod';
import type { Nature, Result } from '#core/result.ts';
import { PersonneId } from '#core/tenancy.ts';
import type { ContextePage } from '#server/contexte.ts';
import { geste, refus, vers } from '#server/pages.tsx';
import type { Routes } from '#server/routes.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { phraseRefusSoutien } from './labels.ts';
import { GenreMediation, MediationId, PoulsId } from './model.ts';
import { PageSoutien } from './pages/soutien.tsx';
import { peutVoirGouvernance } from './permissions.ts';
import { lireMediations, lirePouls, personnesTenant, TIERS, volontairesAPresider } from './queries.ts';
import { cadre, enLecture, reservee } from './routes-cadre.tsx';
import type { Reprise } from './routes-seance.tsx';
import { ordreDesPresidences, type RefusSoutien } from './rules.ts';
import { proposerPresidence } from './use-cases/proposer-presidence.ts';
import { demanderMediation, suivreMediation } from './use-cases/suivre-mediation.ts';
import { repondrePouls } from './use-cases/tenir-pouls.ts';

async function soutien(ctx: ContextePage, reprise: Reprise = {}): Promise<VuePage> {
  if (!peutVoirGouvernance(ctx.qui)) return reservee(ctx);
  const personnes = (await personnesTenant(ctx, ctx.aujourdhui, TIERS)).filter((p) => p.personneId !== ctx.qui.personneId);
  const vue = { base: ctx.base, moi: ctx.qui.personneId, maintenant: ctx.maintenant, aujourdhui: ctx.aujourdhui, mediations: await lireMediations(ctx), personnes, volontaires: ordreDesPresidences(await volontairesAPresider(ctx), ctx.cpts), pouls: await lirePouls(ctx), erreurs: reprise.erreurs ?? {}, valeurs: reprise.valeurs ?? {}, ...(reprise.refus === undefined ? {} : { refus: reprise.refus }) };
  // No live topic: a page that moved when somebody answered would tell when they did.
  const { sujets: _, ...fixe } = cadre(ctx, 'Se soutenir', [{ libelle: 'Se soutenir' }]);
  return { ...fixe, corps: <PageSoutien vue={vue} /> };
}

const NATURES: Partial<Record<RefusSoutien['code'], Nature>> = { mediation_inconnue: 'inconnu', pouls_inconnu: 'interdit', reserve_au_demandeur: 'interdit', reserve_au_tiers: 'interdit', deja_repondu: 'conflit' };

function agir<T>(c: C, schema: z.ZodType<T>, faire: (ctx: ContextePage, saisie: T) => Promise<Result<unknown, RefusSoutien>>, dire: string): Promise<Response> {
  return geste(c, schema, {
    enErreur: (ctx, erreurs, valeurs) => soutien(ctx, { erreurs, valeurs, ...(erreurs[''] ? { refus: erreurs[''] } : {}) }),
    faire: async (ctx, saisie, valeurs) => {
      if (!peutVoirGouvernance(ctx.qui)) return reservee(ctx);
      const issue = await faire(ctx, saisie);
      return issue.ok ? vers(c, `${ctx.base}/gouvernance/soutien`, dire) : refus(NATURES[issue.refus.code] ?? 'regle', await soutien(ctx, { refus: phraseRefusSoutien(issue.refus), valeurs }));
    },
  });
}

const Demande = z.strictObject({ genre: z.enum(GenreMediation.options, 'Choisissez ce que vous demandez.'), a: z.union([PersonneId], 'Choisissez une personne.'), recit: z.string().trim().min(1, 'Écrivez quelques mots.').max(4000, 'Ce texte est trop long : 4 000 caractères au plus.') });
const Suite = z.strictObject({ geste: z.enum(['accepter', 'decliner', 'clore', 'retirer', 'confier', 'noter', 'relancer']), texte: z.string().trim().max(2000, 'Un mot tient en 2 000 caractères.').default(''), a: z.union([PersonneId], 'Choisissez une personne.').optional() });
const Lettre = z.enum(['o', 'p', 'n'], 'Répondez aux trois questions.');
const Reponses = z.strictObject({ q0: Lettre, q1: Lettre, q2: Lettre });

const depuis = (c: C, ctx: ContextePage): { cpts: string; url: string; secret: string } => ({ cpts: ctx.ici.nom, url: `${c.var.services.config.url}${ctx.base}`, secret: c.var.services.config.secret });
const inconnue = { ok: false, refus: { code: 'mediation_inconnue' } } as const;

export function routesSoutien(cpts: Routes): void {
  const racine = '/gouvernance/soutien';
  cpts.get(racine, (c) => enLecture(c, (ctx) => soutien(ctx)));
  cpts.post(`${racine}/mediations`, (c) => agir(c, Demande, (ctx, s) => demanderMediation(ctx, s, depuis(c, ctx)), 'Votre demande est envoyée. Vous deux seuls pouvez la lire.'));
  cpts.post(`${racine}/mediations/:id`, (c) => agir(c, Suite, async (ctx, s) => { const id = MediationId.safeParse(c.req.param('id')).data; return id ? suivreMediation(ctx, id, s, depuis(c, ctx)) : inconnue; }, 'C’est noté.'));
  cpts.post(`${racine}/presidence`, (c) => agir(c, z.strictObject({ volontaire: z.enum(['oui', 'non']) }), (ctx, s) => proposerPresidence(ctx, s.volontaire === 'oui'), 'C’est noté.'));
  cpts.post(`${racine}/pouls/:id`, (c) => agir(c, Reponses, async (ctx, s) => { const id = PoulsId.safeParse(c.req.param('id')).data; return id ? repondrePouls(ctx, id, `${s.q0}${s.q1}${s.q2}`, c.var.services.config.secret) : ({ ok: false, refus: { code: 'pouls_inconnu' } } as const); }, 'Merci : votre réponse est scellée.'));
}
