import { z } from 'zod';
import type { Nature } from '#core/result.ts';
import type { ContextePage } from '#server/contexte.ts';
import type { Erreurs, Valeurs } from '#server/formulaires.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import type { Routes } from '#server/routes.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { phraseRefusObjectif, type RefusObjectif } from './labels.ts';
import { ConstatId, ObjectifId, SaisieObjectif } from './model.ts';
import { PageObjectif, PageObjectifs } from './pages/objectifs.tsx';
import { peutTenirObjectifs, peutVoirObjectifs } from './permissions.ts';
import { listerConstats, listerObjectifs } from './queries.ts';
import { ecrireAppui } from './view-constats.ts';
import { changerObjectif, ecrireObjectif } from './use-cases/tenir-objectif.ts';
import { presenterObjectifs } from './view-objectifs.ts';

const ICI = '/territoire/diagnostic/objectifs';
type Reprise = { readonly erreurs?: Erreurs; readonly valeurs?: Valeurs; readonly refus?: string };

const chemin = (ctx: ContextePage, fin?: string): NonNullable<VuePage['chemin']> => [
  { libelle: 'Aujourd’hui', href: ctx.base }, { libelle: 'Territoire', href: `${ctx.base}/territoire` }, { libelle: 'Diagnostic', href: `${ctx.base}/territoire/diagnostic` },
  ...(fin === undefined ? [{ libelle: 'Objectifs' }] : [{ libelle: 'Objectifs', href: ctx.base + ICI }, { libelle: fin }]),
];

async function objectifs(ctx: ContextePage, reprise: Reprise = {}): Promise<VuePage> {
  const interdit = !peutVoirObjectifs(ctx.qui);
  const vue = presenterObjectifs({ base: ctx.base, interdit, tient: peutTenirObjectifs(ctx.qui), objectifs: interdit ? [] : await listerObjectifs(ctx, { retires: true }), tous: interdit ? [] : await listerConstats(ctx), ...reprise });
  return { titre: 'Objectifs', actif: 'territoire', chemin: chemin(ctx), sujets: ['objectifs', 'constats'], corps: <PageObjectifs vue={vue} />, ...(interdit && { statut: 403 }) };
}

const deLAdresse = (c: C): ObjectifId | undefined => ObjectifId.safeParse(c.req.param('objectif')).data;

async function objectif(c: C, ctx: ContextePage, reprise: Reprise = {}): Promise<VuePage> {
  if (!peutTenirObjectifs(ctx.qui)) return refus('interdit', await objectifs(ctx, peutVoirObjectifs(ctx.qui) ? { refus: phraseRefusObjectif({ code: 'role_insuffisant' }) } : {}));
  const nouveau = c.req.param('objectif') === undefined;
  const lu = nouveau ? undefined : (await listerObjectifs(ctx, { retires: true })).find((o) => o.id === deLAdresse(c));
  if (!nouveau && !lu) return refus('inconnu', await objectifs(ctx, { refus: phraseRefusObjectif({ code: 'objectif_inconnu' }) }));
  const constats = (await listerConstats(ctx)).filter((k) => k.statut === 'retenue' || lu?.constats.includes(k.id));
  const demande = ConstatId.safeParse(c.req.query('constat')).data;
  const vue = { base: ctx.base, ...(lu ? { objectif: lu } : {}), constats: constats.map((k) => ({ valeur: k.id, libelle: k.texte, ...(k.chiffre ? { detail: ecrireAppui(k.chiffre) } : {}) })), choisis: lu?.constats ?? (demande ? [demande] : []), annee: lu?.annee ?? Number(ctx.aujourdhui.slice(0, 4)) + 1, ...reprise };
  const titre = lu ? 'Modifier un objectif' : 'Écrire un objectif';
  return { titre, actif: 'territoire', chemin: chemin(ctx, titre), corps: <PageObjectif vue={vue} /> };
}

const NATURES: Readonly<Record<RefusObjectif['code'], Nature>> = { role_insuffisant: 'interdit', objectif_inconnu: 'inconnu', constat_non_retenu: 'regle', version_depassee: 'conflit', geste_impossible: 'conflit' };

const ecrire = (c: C): Promise<Response> =>
  geste(c, SaisieObjectif, {
    enErreur: (ctx, erreurs, valeurs) => objectif(c, ctx, { erreurs, valeurs }),
    faire: async (ctx, saisie, valeurs) => {
      const issue = c.req.param('objectif') !== undefined && !deLAdresse(c) ? ({ ok: false, refus: { code: 'objectif_inconnu' } } as const) : await ecrireObjectif(ctx, deLAdresse(c), saisie);
      return issue.ok ? vers(c, ctx.base + ICI, 'Objectif enregistré. Il paraît dans le projet de santé, et les fiches actions peuvent s’y relier.') : refus(NATURES[issue.refus.code], await objectif(c, ctx, { refus: phraseRefusObjectif(issue.refus), valeurs }));
    },
  });

const DIT = { retenue: 'Objectif repris.', atteinte: 'Objectif atteint : bravo à celles et ceux qui y ont contribué.', retiree: 'Objectif retiré du projet de santé : il reste en bas de sa liste, vous pouvez le reprendre.' } as const;

const changer = (c: C): Promise<Response> =>
  geste(c, z.strictObject({ geste: z.enum(['atteindre', 'retirer', 'rouvrir'], 'Ce geste n’existe pas.') }), {
    enErreur: (ctx, erreurs) => objectifs(ctx, { refus: Object.values(erreurs).join(' ') }),
    faire: async (ctx, saisie) => {
      const id = deLAdresse(c);
      const issue = id ? await changerObjectif(ctx, id, saisie.geste) : ({ ok: false, refus: { code: 'objectif_inconnu' } } as const);
      return issue.ok ? vers(c, ctx.base + ICI, DIT[issue.valeur]) : refus(NATURES[issue.refus.code], await objectifs(ctx, { refus: phraseRefusObjectif(issue.refus) }));
    },
  });

/** What lives under `/cpts/:cpts/territoire/diagnostic/objectifs`. */
export function routesObjectifs(cpts: Routes): void {
  cpts.get(ICI, (c) => page(c, (ctx) => objectifs(ctx)));
  cpts.get(`${ICI}/nouveau`, (c) => page(c, (ctx) => objectif(c, ctx)));
  cpts.post(`${ICI}/nouveau`, ecrire);
  cpts.get(`${ICI}/:objectif`, (c) => page(c, (ctx) => objectif(c, ctx)));
  cpts.post(`${ICI}/:objectif`, ecrire);
  cpts.post(`${ICI}/:objectif/statut`, changer);
}
