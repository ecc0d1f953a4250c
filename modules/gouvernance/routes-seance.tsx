import { z } from 'zod';
import { Jour } from '#core/jour.ts';
import type { Result } from '#core/result.ts';
import { listerColleges } from '#modules/adherents/queries.ts';
import type { ContextePage } from '#server/contexte.ts';
import { geste, refus, vers } from '#server/pages.tsx';
import type { C, VuePage } from '#server/vue-page.ts';
import { phraseRefusAssemblee } from './labels.ts';
import { type Assemblee, AssembleeId, PointId } from './model.ts';
import { manquesDesStatuts } from './moteur/statuts.ts';
import { PageAssemblee } from './pages/assemblee.tsx';
import { peutVoirGouvernance } from './permissions.ts';
import { lireAssemblee, lireScrutin, statutsEnVigueur } from './queries.ts';
import { cadre, introuvable, reservee } from './routes-cadre.tsx';
import { figerRegles, type RefusAssemblee } from './rules.ts';
import { presenterAssemblee, type VueAssemblee } from './view.ts';

export type Reprise = { readonly refus?: string; readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>> };

/** The names that the register of members gives its colleges. */
export const collegesDuRegistre = async (ctx: ContextePage): Promise<readonly { readonly code: string; readonly nom: string }[]> => (await listerColleges(ctx)).map((k) => ({ code: k.code, nom: k.libelle }));

export async function vueDe(c: C, ctx: ContextePage, a: Assemblee, volet: string | undefined, reprise: Reprise = {}): Promise<VueAssemblee> {
  const emarges: Record<string, number> = {};
  for (const p of a.points) if (p.forme === 'distance' && p.statut !== 'a_venir') emarges[p.id] = Object.keys((await lireScrutin(ctx, p.id, c.var.services.config.secret))?.emargement ?? {}).length;
  const enVigueur = a.statut === 'preparee' ? await statutsEnVigueur(ctx) : undefined;
  const regles = a.regles ?? (enVigueur && figerRegles(enVigueur.statuts, a.instance));
  const manques = enVigueur ? manquesDesStatuts(enVigueur.version.reponses).filter((m) => m.cle.startsWith(`${a.instance}.`)).map((m) => m.question) : [];
  return presenterAssemblee({ ...(regles ? { regles } : {}), registre: await collegesDuRegistre(ctx), manques, base: ctx.base, qui: ctx.qui, fuseau: ctx.fuseau, assemblee: a, emarges, volet, ...reprise });
}

export const identifiant = (c: C): AssembleeId | undefined => AssembleeId.safeParse(c.req.param('id')).data;

export async function assemblee(c: C, ctx: ContextePage, id: AssembleeId | undefined, volet?: string, reprise: Reprise = {}): Promise<VuePage> {
  if (!peutVoirGouvernance(ctx.qui)) return reservee(ctx);
  const a = id && (await lireAssemblee(ctx, id));
  if (!a) return introuvable(ctx, 'Cette assemblée n’existe pas');
  // While its agenda is written, nothing comes from elsewhere: the page does not refresh under the one who types.
  const { sujets, ...fixe } = cadre(ctx, a.titre, [{ libelle: a.titre }]);
  return { ...fixe, ...(a.statut === 'preparee' || sujets === undefined ? {} : { sujets }), corps: <PageAssemblee vue={await vueDe(c, ctx, a, volet, reprise)} /> };
}

const NATURES: Partial<Record<RefusAssemblee['code'], 'interdit' | 'inconnu'>> = { role_insuffisant: 'interdit', assemblee_inconnue: 'inconnu', point_inconnu: 'inconnu' };

/** A gesture on an assembly: done and said, or the same page with the reason and what was typed. */
export function agir<T>(c: C, schema: z.ZodType<T>, action: { readonly volet?: string; readonly faire: (ctx: ContextePage, id: AssembleeId, saisie: T) => Promise<Result<unknown, RefusAssemblee>>; readonly dire: string | ((valeur: unknown) => string) }): Promise<Response> {
  const id = identifiant(c);
  return geste(c, schema, {
    enErreur: (ctx, erreurs, valeurs) => assemblee(c, ctx, id, action.volet, { refus: Object.values(erreurs).join(' '), valeurs }),
    faire: async (ctx, saisie, valeurs) => {
      if (!peutVoirGouvernance(ctx.qui)) return reservee(ctx);
      if (!id) return introuvable(ctx, 'Cette assemblée n’existe pas');
      const issue = await action.faire(ctx, id, saisie);
      if (!issue.ok) return refus(NATURES[issue.refus.code] ?? 'regle', await assemblee(c, ctx, id, action.volet, { refus: phraseRefusAssemblee(issue.refus), valeurs }));
      return vers(c, `${ctx.base}/gouvernance/assemblees/${id}${action.volet ? `?volet=${action.volet}` : ''}`, typeof action.dire === 'string' ? action.dire : action.dire(issue.valeur));
    },
  });
}

export const Rien = z.strictObject({});
export const Facultatif = z.string().max(120).transform((s) => (s === '' ? undefined : s)).optional();

const jourDe = (texte: string): Jour | undefined => Jour.safeParse(texte.trim().replace(/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, (_, j: string, m: string, a: string) => `${a}-${m.padStart(2, '0')}-${j.padStart(2, '0')}`)).data;
export const ChampDeJour = z.string().transform((s, x) => jourDe(s) ?? (x.addIssue({ code: 'custom', message: 'Écrivez un jour qui existe, comme 12/03/2027.' }), z.NEVER));
export const ChampDHeure = z.string().transform((s, x) => { const lu = /^\s*([01]?\d|2[0-3])\s*(?:h|:)\s*([0-5]\d)?\s*$/i.exec(s); if (lu) return `${(lu[1] ?? '').padStart(2, '0')}:${lu[2] ?? '00'}`; x.addIssue({ code: 'custom', message: 'Écrivez une heure, comme 18 h 30.' }); return z.NEVER; });

export const pointId = (c: C): PointId => PointId.catch(PointId.parse('00000000-0000-7000-8000-000000000000')).parse(c.req.param('point'));
