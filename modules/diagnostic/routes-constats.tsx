import type { ContextePage } from '#server/contexte.ts';
import { z } from 'zod';
import type { Erreurs, Valeurs } from '#server/formulaires.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import { chargerPaquet } from '#server/paquet/charger.ts';
import type { Routes } from '#server/routes.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { type ChiffreFige, CleChapitre, type Constat, ConstatId, SaisieConstat, SaisieModification, SaisiePriorite } from './model.ts';
import { PageConstat, PageConstats } from './pages/constats.tsx';
import { peutDecider, peutModifierConstat, peutVoirConstats } from './permissions.ts';
import { figer, lireDiagnostic, listerConstats } from './queries.ts';
import { ajouterConstat } from './use-cases/ajouter-constat.ts';
import { deciderConstat } from './use-cases/decider-constat.ts';
import { modifierConstat } from './use-cases/modifier-constat.ts';
import { prioriserConstat } from './use-cases/prioriser-constat.ts';
import { ecrireAppui, presenterConstats } from './view-constats.ts';

const SaisieStatut = z.strictObject({ geste: z.enum(['retenir', 'ecarter', 'remettre'], 'Ce geste n’existe pas.') });

const adresse = (ctx: ContextePage): string => `${ctx.base}/territoire/diagnostic/constats`;
const chemin = (ctx: ContextePage, fin?: string): NonNullable<VuePage['chemin']> => [
  { libelle: 'Aujourd’hui', href: ctx.base }, { libelle: 'Territoire', href: `${ctx.base}/territoire` }, { libelle: 'Diagnostic', href: `${ctx.base}/territoire/diagnostic` },
  ...(fin === undefined ? [{ libelle: 'Constats' }] : [{ libelle: 'Constats', href: adresse(ctx) }, { libelle: fin }]),
];

type Reprise = { readonly erreurs?: Erreurs; readonly valeurs?: Valeurs; readonly refus?: string; readonly propose?: string };

async function pageConstats(ctx: ContextePage, reprise: Reprise = {}): Promise<VuePage> {
  const interdit = !peutVoirConstats(ctx.qui);
  const vue = presenterConstats({ base: ctx.base, interdit, constats: interdit ? [] : await listerConstats(ctx), peutDecider: peutDecider(ctx.qui), peutModifier: (c) => peutModifierConstat(ctx.qui, c), ...reprise });
  return { titre: 'Constats', actif: 'territoire', chemin: chemin(ctx), sujets: ['constats'], corps: <PageConstats vue={vue} />, ...(interdit && { statut: 403 }) };
}

/** The notebook as one comes to it from a figure: the form already names its chapter. */
async function pageDepuis(ctx: ContextePage, texte: string | undefined): Promise<VuePage> {
  const cle = CleChapitre.safeParse(texte);
  if (!cle.success || !peutVoirConstats(ctx.qui)) return pageConstats(ctx);
  const chiffre = await chiffreDuJour(ctx, cle.data);
  return pageConstats(ctx, { valeurs: { chapitre: cle.data }, ...(chiffre && { propose: ecrireAppui(chiffre) }) });
}

const inconnu = async (ctx: ContextePage): Promise<VuePage> => refus('inconnu', await pageConstats(ctx, { refus: 'Ce constat n’existe pas.' }));

const deLAdresse = (c: C): ConstatId | undefined => { const lu = ConstatId.safeParse(c.req.param('constat')); return lu.success ? lu.data : undefined; };

async function pageConstat(ctx: ContextePage, id: ConstatId | undefined, plus: Reprise & { readonly autre?: Constat } = {}): Promise<VuePage> {
  const constat = id && peutVoirConstats(ctx.qui) ? (await listerConstats(ctx, id))[0] : undefined;
  if (!constat || !peutModifierConstat(ctx.qui, constat)) return inconnu(ctx);
  const { autre, ...reprise } = plus;
  const vue = { base: ctx.base, constat, ...reprise, ...(constat.chiffre && { appui: ecrireAppui(constat.chiffre) }), ...(autre && { autre: autre.texte }) };
  return { titre: 'Corriger un constat', actif: 'territoire', chemin: chemin(ctx, 'Corriger'), corps: <PageConstat vue={vue} /> };
}

/** The figure of a chapter as it is today. */
async function chiffreDuJour(ctx: ContextePage, cle: CleChapitre | undefined): Promise<ChiffreFige | undefined> {
  const lu = cle === undefined ? undefined : await lireDiagnostic(ctx, chargerPaquet());
  return lu && cle ? figer(lu.diagnostic, cle, ctx.aujourdhui) : undefined;
}

const ajouter = (c: C): Promise<Response> =>
  geste(c, SaisieConstat, {
    enErreur: (ctx, erreurs, valeurs) => pageConstats(ctx, { erreurs, valeurs }),
    faire: async (ctx, saisie) => {
      const issue = await ajouterConstat(ctx, saisie, await chiffreDuJour(ctx, saisie.chapitre));
      return issue.ok ? vers(c, adresse(ctx), 'Constat ajouté.') : refus('interdit', await pageConstats(ctx));
    },
  });

const modifier = (c: C): Promise<Response> =>
  geste(c, SaisieModification, {
    enErreur: (ctx, erreurs, valeurs) => pageConstat(ctx, deLAdresse(c), { erreurs, valeurs }),
    faire: async (ctx, saisie, valeurs) => {
      const id = deLAdresse(c);
      const issue = id && (await modifierConstat(ctx, id, saisie, await chiffreDuJour(ctx, saisie.chapitre)));
      if (issue?.ok) return vers(c, adresse(ctx), 'Constat corrigé.');
      if (issue?.refus.code === 'constat_change') return refus('conflit', await pageConstat(ctx, id, { valeurs, autre: issue.refus.actuel }));
      return issue?.refus.code === 'role_insuffisant' ? refus('interdit', await pageConstats(ctx, { refus: 'Ce constat est décidé, ou écrit par quelqu’un d’autre : la coordination peut le corriger.' })) : inconnu(ctx);
    },
  });

const DIT = { retenue: 'Constat retenu pour le projet de santé.', ecartee: 'Constat écarté : il reste en bas de la page, vous pouvez le remettre.', proposee: 'Constat remis en discussion.' } as const;

const decider = (c: C): Promise<Response> =>
  geste(c, SaisieStatut, {
    enErreur: (ctx, erreurs) => pageConstats(ctx, { refus: Object.values(erreurs).join(' ') }),
    faire: async (ctx, saisie) => {
      const id = deLAdresse(c);
      const issue = id && (await deciderConstat(ctx, id, saisie.geste));
      if (issue?.ok) return vers(c, adresse(ctx), DIT[issue.valeur]);
      if (issue?.refus.code === 'role_insuffisant') return refus('interdit', await pageConstats(ctx, { refus: 'La coordination, la présidence et le secrétariat retiennent ou écartent un constat.' }));
      return issue?.refus.code === 'geste_impossible' ? refus('conflit', await pageConstats(ctx, { refus: 'Quelqu’un a décidé de ce constat entre-temps : voyez où il en est.' })) : inconnu(ctx);
    },
  });

const prioriser = (c: C): Promise<Response> =>
  geste(c, SaisiePriorite, {
    enErreur: (ctx, erreurs) => pageConstats(ctx, { refus: Object.values(erreurs).join(' ') }),
    faire: async (ctx, { priorite }) => {
      const id = deLAdresse(c);
      const issue = id && (await prioriserConstat(ctx, id, priorite));
      if (issue?.ok) return vers(c, adresse(ctx), 'Votre priorité est notée.');
      return issue?.refus.code === 'role_insuffisant' ? refus('interdit', await pageConstats(ctx)) : inconnu(ctx);
    },
  });

/** What lives under `/cpts/:cpts/territoire/diagnostic/constats`. */
export function routesConstats(cpts: Routes): void {
  const ici = '/territoire/diagnostic/constats';
  cpts.get(ici, (c) => page(c, (ctx) => pageDepuis(ctx, c.req.query('chapitre'))));
  cpts.post(ici, ajouter);
  cpts.get(`${ici}/:constat`, (c) => page(c, (ctx) => pageConstat(ctx, deLAdresse(c))));
  cpts.post(`${ici}/:constat`, modifier);
  cpts.post(`${ici}/:constat/statut`, decider);
  cpts.post(`${ici}/:constat/priorite`, prioriser);
}
