import { z } from 'zod';
import { PersonneId } from '#core/tenancy.ts';
import type { ContextePage } from '#server/contexte.ts';
import { enListe } from '#server/formulaires.ts';
import { geste, refus, vers } from '#server/pages.tsx';
import type { Routes } from '#server/routes.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { phraseRefusAgenda } from './labels.ts';
import { type DemandeReunions, type DemandeSondages, type DemandeTaches, GroupeId } from './model.ts';
import { PageGroupe } from './pages/groupe.tsx';
import { PageGroupes } from './pages/groupes.tsx';
import { PageReunions, PageSondages } from './pages/listes.tsx';
import { PageTaches } from './pages/taches.tsx';
import { peutOrganiser, peutVoirAgenda } from './permissions.ts';
import { listerGroupes, listerInvitables, listerMembres, listerSeries } from './queries.ts';
import { decisionsDuGroupe, lireGroupe, listerGroupesArchives, pageDesReunions, pageDesSondages, pageDesTaches } from './queries-listes.ts';
import { cadreAgenda, enMembre, introuvable, NATURES, reserve } from './routes-sondages.tsx';
import { acheverTache } from './use-cases/noter-reunion.ts';
import { archiverGroupe, tenirGroupe } from './use-cases/tenir-groupes.ts';
import { presenterGroupe, presenterReunions, presenterSondages, presenterTaches } from './view-listes.ts';
import { direRythmes } from './view-series.ts';

const Commun = { q: z.string().trim().max(100).catch(''), page: z.coerce.number().int().min(1).max(10_000).catch(1) };
const Sens = z.enum(['asc', 'desc']);
const Reunions = z.object({ ...Commun, quand: z.enum(['avenir', 'passees']).catch('avenir'), tri: z.enum(['debut', 'titre']).catch('debut'), sens: Sens.optional().catch(undefined), groupe: GroupeId.nullable().catch(null) });
const Sondages = z.object({ ...Commun, etat: z.enum(['ouverts', 'tous']).catch('ouverts'), tri: z.enum(['cloture', 'titre']).catch('cloture'), sens: Sens.catch('desc') });
const Taches = z.object({ ...Commun, qui: z.enum(['moi', 'tous']).catch('moi'), etat: z.enum(['a_faire', 'faites']).catch('a_faire') });

const adresseDe = (c: C): string => { const { pathname, search } = new URL(c.req.url); return pathname + search; };
const iciDe = (ctx: ContextePage) => ({ base: ctx.base, fuseau: ctx.fuseau, aujourdhui: ctx.aujourdhui });

async function pageReunions(c: C, ctx: ContextePage): Promise<VuePage> {
  const lu = Reunions.parse(c.req.query());
  const demande: DemandeReunions = { ...lu, sens: lu.sens ?? (lu.tri === 'debut' && lu.quand === 'passees' ? 'desc' : 'asc') };
  const vue = presenterReunions(demande, await pageDesReunions(ctx, demande), { ...iciDe(ctx), adresse: adresseDe(c) });
  return { ...cadreAgenda(ctx, 'Réunions', [{ libelle: 'Réunions' }]), sujets: ['agenda'], corps: <PageReunions vue={vue} /> };
}

async function pageSondages(c: C, ctx: ContextePage): Promise<VuePage> {
  const demande: DemandeSondages = Sondages.parse(c.req.query());
  const vue = presenterSondages(demande, await pageDesSondages(ctx, demande), { ...iciDe(ctx), adresse: adresseDe(c), maintenant: ctx.maintenant });
  return { ...cadreAgenda(ctx, 'Sondages', [{ libelle: 'Sondages' }]), sujets: ['agenda'], corps: <PageSondages vue={vue} /> };
}

async function pageTaches(c: C, ctx: ContextePage, phrase?: string): Promise<VuePage> {
  if (!peutVoirAgenda(ctx.qui)) return reserve(ctx);
  const demande: DemandeTaches = Taches.parse(c.req.query());
  const vue = presenterTaches(demande, await pageDesTaches(ctx, demande), { ...iciDe(ctx), adresse: adresseDe(c), moi: ctx.qui.personneId, ...(phrase === undefined ? {} : { refus: phrase }) });
  return { ...cadreAgenda(ctx, 'Tâches', [{ libelle: 'Tâches' }]), sujets: ['agenda'], corps: <PageTaches vue={vue} /> };
}

/** Done, or not done after all: `/fin` and `/reprise`, so that each undoes the other by its bare address. */
const achever = (c: C, faite: boolean): Promise<Response> =>
  geste(c, z.strictObject({}), {
    enErreur: (ctx, erreurs) => pageTaches(c, ctx, Object.values(erreurs).join(' ')),
    faire: async (ctx) => {
      const id = z.uuid().safeParse(c.req.param('tache')).data;
      const issue = id === undefined ? { ok: false as const, refus: { code: 'tache_inconnue' as const } } : await acheverTache(ctx, id, faite);
      if (!issue.ok) return refus(NATURES[issue.refus.code], await pageTaches(c, ctx, phraseRefusAgenda(issue.refus)));
      return vers(c, `${ctx.base}/agenda/taches`, faite ? 'Tâche faite.' : 'Tâche à faire de nouveau.', faite ? `${ctx.base}/agenda/taches/${id}/reprise` : undefined);
    },
  });

type Reprise = { readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>>; readonly refus?: string };

async function pageGroupes(ctx: ContextePage, { erreurs = {}, valeurs = {}, refus: phrase }: Reprise = {}): Promise<VuePage> {
  if (!peutVoirAgenda(ctx.qui)) return reserve(ctx);
  const [groupes, membres, personnes] = [await listerGroupes(ctx), await listerMembres(ctx), await listerInvitables(ctx, null)];
  const series = await listerSeries(ctx);
  const vue = {
    base: ctx.base, peutOrganiser: peutOrganiser(ctx.qui), refus: phrase, erreurs, valeurs, personnes: personnes.map((p) => ({ valeur: p.personneId, libelle: p.nom })), archives: (await listerGroupesArchives(ctx)).map((g) => ({ nom: g.nom, href: `${ctx.base}/agenda/groupes/${g.id}` })),
    groupes: groupes.map((g) => {
      const siens = membres.filter((m) => m.groupeId === g.id);
      return { id: g.id, href: `${ctx.base}/agenda/groupes/${g.id}`, nom: g.nom, rythme: g.rythme ?? '', duree: g.dureeMinutes, membres: siens.map((m) => m.personneId), essentiels: siens.filter((m) => m.role === 'essentiel').map((m) => m.personneId), noms: siens.map((m) => m.nom).join(', '), series: series.filter((x) => x.groupeId === g.id).map((x) => ({ libelle: `${x.titre}. ${direRythmes(x, ctx.maintenant)}`, href: `${ctx.base}/agenda/series/${x.id}` })), nouveau: `${ctx.base}/agenda/nouveau?groupe=${g.id}&duree=${g.dureeMinutes}` };
    }),
  };
  return { ...cadreAgenda(ctx, 'Groupes de travail', [{ libelle: 'Groupes de travail' }]), sujets: ['agenda'], corps: <PageGroupes vue={vue} /> };
}

const SaisieGroupe = z.strictObject({
  id: z.string().transform((t) => GroupeId.safeParse(t).data ?? null), nom: z.string().trim().min(1, 'Donnez un nom au groupe.').max(120, 'Le nom tient en 120 caractères.'),
  rythme: z.string().trim().max(300, 'Le rythme tient en 300 caractères.').default(''), duree: z.coerce.number().int().min(15).max(1440), membres: enListe(PersonneId), essentiels: enListe(PersonneId),
});

const tenir = (c: C): Promise<Response> =>
  geste(c, SaisieGroupe, {
    enErreur: (ctx, erreurs, valeurs) => pageGroupes(ctx, { erreurs, valeurs }),
    faire: async (ctx, s, valeurs) => {
      const connues = new Set((await listerInvitables(ctx, null)).map((p) => p.personneId));
      const essentiels = new Set(s.essentiels);
      // Somebody indispensable is a member, ticked or not.
      const membres = [...new Set([...s.membres, ...s.essentiels])].filter((m) => connues.has(m)).map((personneId) => ({ personneId, role: essentiels.has(personneId) ? ('essentiel' as const) : ('utile' as const) }));
      const issue = await tenirGroupe(ctx, { id: s.id, nom: s.nom, rythme: s.rythme || null, dureeMinutes: s.duree, membres });
      return issue.ok ? vers(c, `${ctx.base}/agenda/groupes/${issue.valeur}`, 'Groupe enregistré.') : refus(NATURES[issue.refus.code], await pageGroupes(ctx, { valeurs, refus: phraseRefusAgenda(issue.refus) }));
    },
  });

const groupeDe = (c: C): GroupeId | undefined => GroupeId.safeParse(c.req.param('id')).data;

async function pageGroupe(c: C, ctx: ContextePage, phrase?: string): Promise<VuePage> {
  if (!peutVoirAgenda(ctx.qui)) return reserve(ctx);
  const id = groupeDe(c);
  const groupe = id && (await lireGroupe(ctx, id));
  if (!groupe) return introuvable(ctx, phraseRefusAgenda({ code: 'groupe_inconnu' }));
  const demande = { q: '', page: 1, tri: 'debut', groupe: groupe.id } as const;
  const [avenir, passees] = [await pageDesReunions(ctx, { ...demande, quand: 'avenir', sens: 'asc' }), await pageDesReunions(ctx, { ...demande, quand: 'passees', sens: 'desc' })];
  const taches = await pageDesTaches(ctx, { qui: 'tous', etat: 'a_faire', q: '', page: 1, groupe: groupe.id });
  const vue = presenterGroupe({ ...iciDe(ctx), groupe, membres: (await listerMembres(ctx)).filter((m) => m.groupeId === groupe.id), avenir, passees, decisions: await decisionsDuGroupe(ctx, groupe.id), taches: taches.lignes, peutOrganiser: peutOrganiser(ctx.qui), moi: ctx.qui.personneId, ...(phrase === undefined ? {} : { refus: phrase }) });
  return { ...cadreAgenda(ctx, groupe.nom, [{ libelle: 'Groupes de travail', href: `${ctx.base}/agenda/groupes` }, { libelle: groupe.nom }]), sujets: ['agenda'], corps: <PageGroupe vue={vue} /> };
}

const archiver = (c: C, actif: boolean): Promise<Response> =>
  geste(c, z.strictObject({}), {
    enErreur: (ctx, erreurs) => pageGroupe(c, ctx, Object.values(erreurs).join(' ')),
    faire: async (ctx) => {
      const id = groupeDe(c);
      const issue = id ? await archiverGroupe(ctx, id, actif) : { ok: false as const, refus: { code: 'groupe_inconnu' as const } };
      if (!issue.ok) return refus(NATURES[issue.refus.code], await pageGroupe(c, ctx, phraseRefusAgenda(issue.refus)));
      const page = `${ctx.base}/agenda/groupes/${issue.valeur}`;
      return vers(c, page, actif ? 'Groupe rouvert.' : 'Groupe archivé.', actif ? undefined : `${page}/reouverture`);
    },
  });

export function routesListes(cpts: Routes): void {
  cpts.get('/agenda/reunions', (c) => enMembre(c, (ctx) => pageReunions(c, ctx)));
  cpts.get('/agenda/sondages', (c) => enMembre(c, (ctx) => pageSondages(c, ctx)));
  cpts.get('/agenda/taches', (c) => enMembre(c, (ctx) => pageTaches(c, ctx)));
  cpts.post('/agenda/taches/:tache/fin', (c) => achever(c, true));
  cpts.post('/agenda/taches/:tache/reprise', (c) => achever(c, false));
  cpts.get('/agenda/groupes', (c) => enMembre(c, (ctx) => pageGroupes(ctx)));
  cpts.post('/agenda/groupes', tenir);
  cpts.get('/agenda/groupes/:id', (c) => enMembre(c, (ctx) => pageGroupe(c, ctx)));
  cpts.post('/agenda/groupes/:id/archive', (c) => archiver(c, false));
  cpts.post('/agenda/groupes/:id/reouverture', (c) => archiver(c, true));
}
