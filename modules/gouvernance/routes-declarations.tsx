import { z } from 'zod';
import type { Nature, Result } from '#core/result.ts';
import type { ContextePage } from '#server/contexte.ts';
import { FichierFacultatif, lireFichier, reponseFichier } from '#server/fichiers/fichiers.ts';
import { geste, refus, vers } from '#server/pages.tsx';
import type { Routes } from '#server/routes.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { phraseRefusDeclaration } from './labels.ts';
import { ObjetDeclare } from './model.ts';
import { PageDeclarations } from './pages/declarations.tsx';
import { peutTenirMandats, peutVoirGouvernance } from './permissions.ts';
import { lireDeclarations } from './queries.ts';
import { cadre, enLecture, introuvable, reservee } from './routes-cadre.tsx';
import { ChampDeJour, type Reprise, Rien } from './routes-seance.tsx';
import type { RefusDeclaration } from './rules-declarations.ts';
import { declarerChangement, reprendreDeclaration } from './use-cases/declarer-changement.ts';

const ICI = '/gouvernance/declarations';
type Cible = { readonly objet: ObjetDeclare; readonly id: string };

async function declarations(ctx: ContextePage, { cible, ...reprise }: Reprise & { readonly cible?: Cible } = {}): Promise<VuePage> {
  if (!peutVoirGouvernance(ctx.qui)) return reservee(ctx);
  const lus = await lireDeclarations(ctx);
  const changements = lus.map(({ fichierId, ...c }) => ({ ...c, ...(fichierId === undefined ? {} : { recepisse: `${ctx.base}${ICI}/${c.objet}/${c.id}/recepisse` }) }));
  const vue = { base: ctx.base, tient: peutTenirMandats(ctx.qui), aujourdhui: ctx.aujourdhui, changements, erreurs: reprise.erreurs ?? {}, valeurs: reprise.valeurs ?? {}, ...(cible ? { cible: `${cible.objet}/${cible.id}` } : {}), ...(reprise.refus === undefined ? {} : { refus: reprise.refus }) };
  return { ...cadre(ctx, 'Déclarations à la préfecture', [{ libelle: 'Déclarations' }]), corps: <PageDeclarations vue={vue} /> };
}

const cibleDe = (c: C): Cible | undefined => {
  const [objet, id] = [ObjetDeclare.safeParse(c.req.param('objet')).data, z.uuid().safeParse(c.req.param('id')).data];
  return objet && id !== undefined ? { objet, id } : undefined;
};

const NATURES: Partial<Record<RefusDeclaration['code'], Nature>> = { role_insuffisant: 'interdit', changement_inconnu: 'inconnu', deja_declare: 'conflit' };
const CHAMPS: Partial<Record<RefusDeclaration['code'], string>> = { jour_a_venir: 'le', avant_le_changement: 'le', fichier_refuse: 'recepisse' };

function gesteDe<T>(c: C, schema: z.ZodType<T>, faire: (ctx: ContextePage, cible: Cible, saisie: T) => Promise<Result<true, RefusDeclaration>>, dire: string): Promise<Response> {
  const cible = cibleDe(c);
  return geste(c, schema, {
    enErreur: (ctx, erreurs, valeurs) => declarations(ctx, { erreurs, valeurs, ...(cible ? { cible } : {}) }),
    faire: async (ctx, saisie, valeurs) => {
      const issue = cible ? await faire(ctx, cible, saisie) : ({ ok: false, refus: { code: 'changement_inconnu' } } as const);
      if (issue.ok) return vers(c, ctx.base + ICI, dire);
      const [phrase, champ] = [phraseRefusDeclaration(issue.refus), CHAMPS[issue.refus.code]];
      return refus(NATURES[issue.refus.code] ?? 'regle', await declarations(ctx, { valeurs, ...(champ === undefined ? { refus: phrase } : { erreurs: { [champ]: phrase } }), ...(cible ? { cible } : {}) }));
    },
  });
}

const Saisie = z.strictObject({ le: ChampDeJour, numero: z.string().trim().max(120, 'Au plus 120 caractères.').default(''), recepisse: FichierFacultatif });

export function routesDeclarations(cpts: Routes): void {
  cpts.get(ICI, (c) => enLecture(c, (ctx) => declarations(ctx)));
  cpts.get(`${ICI}/:objet/:id/recepisse`, (c) => enLecture(c, async (ctx) => {
    const cible = cibleDe(c);
    const fichierId = (await lireDeclarations(ctx)).find((d) => d.objet === cible?.objet && d.id === cible.id)?.fichierId;
    const fichier = fichierId === undefined ? undefined : await lireFichier(ctx, fichierId);
    return fichier ? reponseFichier(c, fichier, true) : introuvable(ctx, 'Ce récépissé n’existe pas');
  }));
  cpts.post(`${ICI}/:objet/:id`, (c) => gesteDe(c, Saisie, (ctx, cible, s) => declarerChangement(ctx, cible, s), 'Déclaration notée.'));
  cpts.post(`${ICI}/:objet/:id/reprise`, (c) => gesteDe(c, Rien, (ctx, cible) => reprendreDeclaration(ctx, cible), 'C’est repris : ce changement est de nouveau à déclarer.'));
}
