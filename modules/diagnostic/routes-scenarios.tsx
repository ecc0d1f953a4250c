import { jourDans } from '#core/jour.ts';
import type { ContextePage } from '#server/contexte.ts';
import type { Erreurs, Valeurs } from '#server/formulaires.ts';
import { repondreTableau } from '#server/documents/tableurs.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import { chargerPaquet } from '#server/paquet/charger.ts';
import type { Routes } from '#server/routes.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { carteDePage, territoireCourant } from '#modules/territoire/queries.ts';
import { SaisieNomScenario, SaisieScenario, type ScenarioId, ScenarioId as Identifiant } from './model.ts';
import { SaisieVide } from './model-chiffres.ts';
import { ecrireGeste, GesteImagine, lireGestes, preparerVoisinage, resumer } from './moteur/et-si.ts';
import { PageEtSi } from './pages/et-si.tsx';
import { PageScenarios } from './pages/scenarios.tsx';
import { peutDecider, peutGarderScenario, peutModifierScenario } from './permissions.ts';
import { listerScenarios } from './queries.ts';
import { perimetreDe } from './rules.ts';
import { garderScenario } from './use-cases/garder-scenario.ts';
import { changerScenario, renommerScenario, type RefusScenario } from './use-cases/modifier-scenario.ts';
import { presenterEtSi, teintesDe } from './view.ts';
import { presenterScenarios, type VueScenarios } from './view-scenarios.ts';
import type { GesteScenario } from './transitions.ts';

const adresse = (ctx: ContextePage): string => `${ctx.base}/territoire/diagnostic/scenarios`;
const chemin = (ctx: ContextePage, fin?: string): NonNullable<VuePage['chemin']> => [
  { libelle: 'Aujourd’hui', href: ctx.base }, { libelle: 'Territoire', href: `${ctx.base}/territoire` }, { libelle: 'Diagnostic', href: `${ctx.base}/territoire/diagnostic` },
  ...(fin === undefined ? [{ libelle: 'Et si…' }] : [{ libelle: 'Et si…', href: adresse(ctx) }, { libelle: fin }]),
];

type GesteTape = { readonly textes: readonly string[]; readonly refus?: string };

/** Gestes of the address, and the one just typed in the plain form, if any. */
function gestesTapes(c: C): GesteTape {
  const textes = c.req.queries('g') ?? [];
  const { commune, genre, etp } = c.req.query();
  if (commune === undefined) return { textes };
  const lu = GesteImagine.safeParse({ commune, genre, etp: Number((etp ?? '').replace(',', '.')) });
  return lu.success ? { textes: [...textes, ecrireGeste(lu.data)] } : { textes, refus: 'Indiquez une commune, un geste, et de 0,1 à 20 équivalents temps plein.' };
}

type Reprise = { readonly erreurs?: Erreurs; readonly valeurs?: Valeurs };

async function pageEtSi(ctx: ContextePage, { textes, refus: tape }: GesteTape, reprise: Reprise = {}): Promise<VuePage> {
  const [paquet, territoire] = [chargerPaquet(), await territoireCourant(ctx)];
  const voisinage = territoire && preparerVoisinage(perimetreDe(paquet, territoire.communes));
  const hors = lireGestes(textes).gestes.filter((g) => voisinage && !voisinage.destinations.some((d) => d === g.commune));
  const phrase = tape ?? (hors.length > 0 ? 'Cette commune est hors de portée du territoire : le geste n’y change rien.' : undefined);
  const garder = peutGarderScenario(ctx.qui);
  const vue = presenterEtSi({
    base: ctx.base, paquet, codes: territoire?.communes ?? [], textes, ...(voisinage && { voisinage }), ...(phrase !== undefined && { refus: phrase }), peutGarder: garder,
    gardes: garder ? (await listerScenarios(ctx)).length : 0, ...reprise,
    dessinerCarte: (image) => (territoire ? carteDePage(paquet, territoire, { teintes: teintesDe(image), id: 'carte-et-si' }).svg : ''),
  });
  return { titre: 'Et si…', actif: 'territoire', chemin: chemin(ctx), corps: <PageEtSi vue={vue} />, ...(phrase !== undefined && { statut: 422 }) };
}

const enTextes = (v: Valeurs[string] | undefined): readonly string[] => (typeof v === 'string' ? [v] : Array.isArray(v) ? v.filter((x) => typeof x === 'string') : []);

const garder = (c: C): Promise<Response> =>
  geste(c, SaisieScenario, {
    enErreur: (ctx, erreurs, valeurs) => pageEtSi(ctx, { textes: enTextes(valeurs['g']) }, { erreurs, valeurs }),
    faire: async (ctx, saisie, valeurs) => {
      const [paquet, territoire] = [chargerPaquet(), await territoireCourant(ctx)];
      const voisinage = territoire && preparerVoisinage(perimetreDe(paquet, territoire.communes));
      const { gestes, illisibles } = lireGestes(saisie.g);
      if (!voisinage || illisibles > 0 || gestes.length === 0) return refus('regle', await pageEtSi(ctx, { textes: saisie.g }, { erreurs: { '': 'Ces gestes ne peuvent pas être rejoués : imaginez-les de nouveau, puis gardez-les.' }, valeurs }));
      const resultat = { ...resumer(voisinage, gestes), calculeLe: ctx.aujourdhui, empreinte: paquet.empreinte };
      const issue = await garderScenario(ctx, { nom: saisie.nom, gestes: gestes.map(ecrireGeste), resultat });
      if (issue.ok) return vers(c, `${adresse(ctx)}/gardes`, `Scénario «\u00a0${saisie.nom}\u00a0» gardé.`);
      if (issue.refus.code === 'role_insuffisant') return refus('interdit', await pageEtSi(ctx, { textes: saisie.g, refus: 'Les scénarios sont gardés par les membres de la CPTS.' }));
      return refus('regle', await pageEtSi(ctx, { textes: saisie.g }, { erreurs: { '': `${issue.refus.maximum} scénarios sont déjà gardés : supprimez-en un, puis gardez celui-ci.` }, valeurs }));
    },
  });

type RepriseListe = { readonly refus?: string; readonly renommer?: { readonly id: string; readonly erreurs: Erreurs; readonly valeurs: Valeurs }; readonly avec?: readonly string[]; readonly supprime?: string };

async function vueScenarios(ctx: ContextePage, { avec = [], ...reprise }: RepriseListe = {}): Promise<VueScenarios> {
  const interdit = !peutGarderScenario(ctx.qui);
  const paquet = chargerPaquet();
  return presenterScenarios({
    base: ctx.base, interdit, peutDecider: peutDecider(ctx.qui), scenarios: interdit ? [] : await listerScenarios(ctx, { supprimes: true }), nomDe: (code) => paquet.commune(code)?.nom ?? code, empreinte: paquet.empreinte, avec,
    peutModifier: (s) => peutModifierScenario(ctx.qui, s), jourDe: (instant) => jourDans(instant, ctx.fuseau), ...reprise,
  });
}

async function pageScenarios(ctx: ContextePage, reprise: RepriseListe = {}): Promise<VuePage> {
  const vue = await vueScenarios(ctx, reprise);
  return { titre: 'Scénarios gardés', actif: 'territoire', chemin: chemin(ctx, 'Scénarios gardés'), sujets: ['scenarios'], corps: <PageScenarios vue={vue} />, ...(vue.interdit && { statut: 403 }) };
}

/** The comparison that the page shows, to take away. */
const exporter = (c: C, format: 'csv' | 'xlsx'): Promise<Response> =>
  page(c, async (ctx) => {
    const avec = c.req.queries('avec') ?? [];
    const { comparaison: t } = await vueScenarios(ctx, { avec });
    if (!t) return refus('inconnu', await pageScenarios(ctx, { refus: 'Aucun scénario n’est à comparer : gardez-en un d’abord.' }));
    return repondreTableau([['Commune', 'Aujourd’hui', ...t.noms], ...t.lignes.map((l) => [l.nom, l.avant, ...l.apres])], { nom: `scenarios-${ctx.ici.slug}`, feuille: 'Consultations par habitant', format });
  });

const deLAdresse = (c: C): ScenarioId | undefined => { const lu = Identifiant.safeParse(c.req.param('scenario')); return lu.success ? lu.data : undefined; };

async function refuser(ctx: ContextePage, r: RefusScenario | undefined): Promise<VuePage> {
  if (!r || r.code === 'scenario_inconnu') return refus('inconnu', await pageScenarios(ctx, { refus: 'Ce scénario n’existe pas.' }));
  if (r.code === 'role_insuffisant') return refus('interdit', await pageScenarios(ctx, { refus: 'Ce scénario est celui de quelqu’un d’autre, ou il est retenu : la coordination peut le changer.' }));
  return refus('conflit', await pageScenarios(ctx, { refus: 'Quelqu’un a changé ce scénario entre-temps : voyez où il en est.' }));
}

const renommer = (c: C): Promise<Response> =>
  geste(c, SaisieNomScenario, {
    enErreur: (ctx, erreurs, valeurs) => pageScenarios(ctx, { renommer: { id: c.req.param('scenario') ?? '', erreurs, valeurs } }),
    faire: async (ctx, { nom }) => {
      const id = deLAdresse(c);
      const issue = id && (await renommerScenario(ctx, id, nom));
      return issue?.ok ? vers(c, `${adresse(ctx)}/gardes`, 'Nom enregistré.') : refuser(ctx, issue?.refus);
    },
  });

const DIT = { retenir: 'Scénario retenu pour le projet de santé.', liberer: 'Scénario gardé, sans être retenu.', retablir: 'Scénario rétabli.', supprimer: undefined } as const;

const changer = (quoi: GesteScenario) => (c: C): Promise<Response> =>
  geste(c, SaisieVide, {
    enErreur: (ctx, erreurs) => pageScenarios(ctx, { refus: Object.values(erreurs).join(' ') }),
    faire: async (ctx) => {
      const id = deLAdresse(c);
      const issue = id && (await changerScenario(ctx, id, quoi));
      return issue?.ok ? vers(c, `${adresse(ctx)}/gardes${quoi === 'supprimer' ? `?supprime=${issue.valeur.id}` : ''}`, DIT[quoi]) : refuser(ctx, issue?.refus);
    },
  });

/** What lives under `/cpts/:cpts/territoire/diagnostic/scenarios`. */
export function routesScenarios(cpts: Routes): void {
  const ici = '/territoire/diagnostic/scenarios';
  cpts.get(ici, (c) => page(c, (ctx) => pageEtSi(ctx, gestesTapes(c))));
  cpts.post(ici, garder);
  cpts.get(`${ici}/gardes`, (c) => page(c, (ctx) => { const supprime = c.req.query('supprime'); return pageScenarios(ctx, { avec: c.req.queries('avec') ?? [], ...(supprime !== undefined && { supprime }) }); }));
  for (const format of ['csv', 'xlsx'] as const) cpts.get(`${ici}/gardes.${format}`, (c) => exporter(c, format));
  cpts.post(`${ici}/:scenario/renommer`, renommer);
  for (const quoi of ['retenir', 'liberer', 'supprimer', 'retablir'] as const) cpts.post(`${ici}/:scenario/${quoi}`, changer(quoi));
}
