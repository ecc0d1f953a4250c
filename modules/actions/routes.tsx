import { z } from 'zod';
import { libelleMission } from '#core/mission.ts';
import type { Nature, Result } from '#core/result.ts';
import type { ContextePage } from '#server/contexte.ts';
import { ecrireDocx } from '#server/documents/docx.ts';
import { ecrirePdf } from '#server/documents/pdf.ts';
import { repondreTableau } from '#server/documents/tableurs.ts';
import type { Erreurs, Valeurs } from '#server/formulaires.ts';
import { ongletsMissions } from '#server/navigation.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import type { Routes } from '#server/routes.ts';
import type { C, Reponse, VuePage } from '#server/vue-page.ts';
import { PageMessage } from '#web/message.tsx';
import { libelleStatutFiche, phraseRefusFiche, type RefusFiche } from './labels.ts';
import { DemandeFiches, type Fiche, FicheId, GesteFiche, type ReunionDAction, SaisieDepense, SaisieFiche, SaisieTache } from './model.ts';
import { PageActions } from './pages/actions.tsx';
import { FicheIntrouvable, PageFiche } from './pages/fiche.tsx';
import { PageSaisieFiche } from './pages/saisie-fiche.tsx';
import { peutEcrireFiche, peutOuvrirFiche, peutVoirActions } from './permissions.ts';
import { lignesDuContrat, lireFiche, listerFiches, listerPilotes, listerVersions, objectifsDuProjet } from './queries.ts';
import { preuvesDeLaFiche } from './queries-preuves.ts';
import { reunionsDeLaFiche, reunionsLibres } from './queries-reunions.ts';
import { financementDe } from './rules.ts';
import { lierReunion } from './use-cases/lier-reunion.ts';
import { ajouterDepense, ajouterTache, cocherTache, franchirFiche, modifierFiche, ouvrirFiche, retirerDepense } from './use-cases/tenir-fiche.ts';
import { presenterActions, presenterActionsInterdites } from './view.ts';
import { presenterFiche, presenterSaisieFiche, presenterSaisieFicheInterdite, redigerFiche, type Suivi } from './view-fiche.ts';

type Ecrit = { readonly erreurs?: Erreurs; readonly valeurs?: Valeurs };

const cadre = (ctx: ContextePage, titre: string): Omit<VuePage, 'corps'> => ({
  titre, actif: 'missions', sujets: ['actions'],
  ...(titre === 'Actions' ? { onglets: ongletsMissions(ctx, 'actions') } : { chemin: [{ libelle: 'Missions', href: `${ctx.base}/missions` }, { libelle: titre }] }),
});

const NATURES: Record<RefusFiche['code'], Nature> = { role_insuffisant: 'interdit', fiche_inconnue: 'inconnu', reunion_inconnue: 'inconnu', reunion_prise: 'conflit', version_depassee: 'conflit', geste_impossible: 'conflit', fiche_close: 'conflit', ligne_inconnue: 'conflit', pilote_inconnu: 'regle', trop_de_lignes: 'regle', euro_compte_deux_fois: 'regle', saisie_refusee: 'regle' };
const erreursDe = (r: RefusFiche): Erreurs => (r.code === 'saisie_refusee' ? r.erreurs : r.code === 'pilote_inconnu' ? { pilote: phraseRefusFiche(r) } : r.code === 'euro_compte_deux_fois' ? { montant: phraseRefusFiche(r) } : { '': phraseRefusFiche(r) });

async function pageActions(c: C, ctx: ContextePage): Promise<VuePage> {
  const demande = DemandeFiches.parse(c.req.query());
  if (!peutVoirActions(ctx.qui)) return refus('interdit', { ...cadre(ctx, 'Actions'), corps: <PageActions vue={presenterActionsInterdites(ctx.base, demande)} /> });
  const vue = presenterActions({ base: ctx.base, demande, page: await listerFiches(ctx, demande), aujourdhui: ctx.aujourdhui, peutOuvrir: peutOuvrirFiche(ctx.qui) });
  return { ...cadre(ctx, 'Actions'), corps: <PageActions vue={vue} /> };
}

async function ficheDe(c: C, ctx: ContextePage): Promise<Fiche | undefined> {
  const id = FicheId.safeParse(c.req.param('fiche')).data;
  return id && peutVoirActions(ctx.qui) ? lireFiche(ctx, id) : undefined;
}
const introuvable = (ctx: ContextePage): VuePage => refus('inconnu', { ...cadre(ctx, 'Fiche introuvable'), corps: <FicheIntrouvable base={ctx.base} /> });

/** What coming meetings would pay the reader, in a sentence each: told by the module that keeps the money. */
export type Estimer = (ctx: ContextePage, reunions: readonly ReunionDAction[]) => Promise<ReadonlyMap<string, string>>;

async function suiviDe(ctx: ContextePage, { fiche, ecrire }: { readonly fiche: Fiche; readonly ecrire: boolean }, estimer: Estimer): Promise<Suivi> {
  const reunions = await reunionsDeLaFiche(ctx, fiche.id);
  return { reunions, libres: ecrire ? await reunionsLibres(ctx) : [], valeurs: await estimer(ctx, reunions.filter((r) => r.statut === 'prevue' && r.debut > ctx.maintenant)), preuves: await preuvesDeLaFiche(ctx, fiche.id) };
}

async function pageFiche(c: C, ctx: ContextePage, saisies: { readonly estimer: Estimer; readonly tache?: Ecrit; readonly depense?: Ecrit; readonly phrase?: string }): Promise<VuePage> {
  const fiche = await ficheDe(c, ctx);
  if (!fiche) return introuvable(ctx);
  const ecrire = peutEcrireFiche(ctx.qui, fiche.contenu.piloteId);
  const vue = presenterFiche({ base: ctx.base, fiche, lignes: await lignesDuContrat(ctx), objectifs: await objectifsDuProjet(ctx), versions: await listerVersions(ctx, fiche.id), suivi: await suiviDe(ctx, { fiche, ecrire }, saisies.estimer), ecrire, aujourdhui: ctx.aujourdhui, fuseau: ctx.fuseau, ...(saisies.phrase !== undefined && { refus: saisies.phrase }) });
  return { ...cadre(ctx, fiche.contenu.titre), corps: <PageFiche vue={vue} {...(saisies.tache && { tache: saisies.tache })} {...(saisies.depense && { depense: saisies.depense })} /> };
}

async function pageSaisie(c: C, ctx: ContextePage, nouvelle: boolean, e: Ecrit = {}): Promise<VuePage> {
  const fiche = nouvelle ? undefined : await ficheDe(c, ctx);
  if (!nouvelle && !fiche) return introuvable(ctx);
  const titre = nouvelle ? 'Nouvelle fiche action' : 'Modifier la fiche';
  const permis = fiche ? peutEcrireFiche(ctx.qui, fiche.contenu.piloteId) : peutOuvrirFiche(ctx.qui);
  if (!permis) return refus('interdit', { ...cadre(ctx, titre), corps: <PageSaisieFiche vue={presenterSaisieFicheInterdite(ctx.base)} /> });
  const vue = presenterSaisieFiche({ base: ctx.base, ...(fiche && { fiche }), lignes: await lignesDuContrat(ctx), pilotes: await listerPilotes(ctx), objectifs: await objectifsDuProjet(ctx) });
  return { ...cadre(ctx, titre), corps: <PageSaisieFiche vue={vue} {...e} /> };
}

type Suite<T> = { readonly faire: (ctx: ContextePage, id: FicheId, s: T) => Promise<Result<{ readonly id: FicheId }, RefusFiche>>; readonly dire: string; readonly encore: (ctx: ContextePage, e: Ecrit) => Promise<VuePage> };

/** A gesture on one sheet: done, or the same page with the reason and what was typed. */
function sur<T>(c: C, schema: z.ZodType<T>, { faire, dire, encore }: Suite<T>): Promise<Response> {
  return geste(c, schema, {
    enErreur: (ctx, erreurs, valeurs) => encore(ctx, { erreurs, valeurs }),
    faire: async (ctx, s, valeurs): Promise<Reponse> => {
      const id = FicheId.safeParse(c.req.param('fiche')).data;
      const issue: Result<{ readonly id: FicheId }, RefusFiche> = id ? await faire(ctx, id, s) : { ok: false, refus: { code: 'fiche_inconnue' } };
      return issue.ok ? vers(c, `${ctx.base}/missions/fiches/${issue.valeur.id}`, dire) : refus(NATURES[issue.refus.code], await encore(ctx, { erreurs: erreursDe(issue.refus), valeurs }));
    },
  });
}

const telecharger = (c: C, format: 'docx' | 'pdf'): Promise<Response> =>
  page(c, async (ctx) => {
    const fiche = await ficheDe(c, ctx);
    if (!fiche) return introuvable(ctx);
    const document = redigerFiche({ fiche, cpts: ctx.ici.nom, lignes: await lignesDuContrat(ctx), objectifs: await objectifsDuProjet(ctx), aujourdhui: ctx.aujourdhui });
    const octets = format === 'docx' ? await ecrireDocx(document) : await ecrirePdf(document);
    return new Response(new Uint8Array(octets), { headers: { 'Content-Type': format === 'pdf' ? 'application/pdf' : 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'Content-Disposition': `attachment; filename="fiche-action.${format}"`, 'Cache-Control': 'private, no-store' } });
  });

const exporter = (c: C, format: 'csv' | 'xlsx'): Promise<Response> =>
  page(c, async (ctx) => {
    if (!peutVoirActions(ctx.qui)) return pageActions(c, ctx);
    const { fiches } = await listerFiches(ctx, { ...DemandeFiches.parse(c.req.query()), vue: 'tableau' });
    const lignes = fiches.map((f) => [f.contenu.titre, libelleMission[f.contenu.mission], libelleStatutFiche[f.statut], f.piloteNom ?? '', f.contenu.debut ?? '', f.contenu.fin ?? '', (financementDe(f.contenu.budget).cout / 100).toFixed(2).replace('.', ','), (financementDe(f.contenu.budget).reste / 100).toFixed(2).replace('.', ',')]);
    return repondreTableau([['Action', 'Mission', 'Statut', 'Pilote', 'Début', 'Fin', 'Coût (€)', 'Reste à financer (€)'], ...lignes], { nom: `actions-${ctx.ici.slug}`, feuille: 'Actions', format });
  });

const Version = z.strictObject({ version: z.coerce.number().int() });

const SaisieReunion = z.strictObject({ reunion: z.uuid('Choisissez une réunion de la liste.'), geste: z.enum(['rattacher', 'detacher']) });

/** From the page of the meeting, and back to it. */
const depuisLaReunion = (c: C): Promise<Response> => {
  const rien = (ctx: ContextePage, phrase: string): VuePage => ({ ...cadre(ctx, 'Réunion'), corps: <PageMessage titre="Rien n’a été changé." texte={phrase} lien={{ href: `${ctx.base}/agenda/reunions/${c.req.param('reunion') ?? ''}`, libelle: 'Revenir à la réunion' }} /> });
  return geste(c, z.strictObject({ fiche: z.union([z.literal(''), FicheId], 'Choisissez une action de la liste.') }), {
    enErreur: (ctx, erreurs) => Promise.resolve(rien(ctx, Object.values(erreurs).join(' '))),
    faire: async (ctx, s): Promise<Reponse> => {
      const issue = await lierReunion(ctx, c.req.param('reunion') ?? '', s.fiche === '' ? null : s.fiche);
      if (!issue.ok) return refus(NATURES[issue.refus.code], rien(ctx, phraseRefusFiche(issue.refus)));
      return vers(c, `${ctx.base}/agenda/reunions/${c.req.param('reunion') ?? ''}`, issue.valeur === null ? 'Réunion détachée. Les preuves déjà versées restent.' : 'Réunion rattachée : sa feuille signée prouvera cette action.');
    },
  });
};

export function routesActions(r: Routes, estimer: Estimer): void {
  const fiche = (c: C, ctx: ContextePage, saisies: Omit<Parameters<typeof pageFiche>[2], 'estimer'> = {}): Promise<VuePage> => pageFiche(c, ctx, { ...saisies, estimer });
  const f = '/missions/fiches/:fiche';
  r.get('/missions', (c) => page(c, (ctx) => pageActions(c, ctx)));
  r.get('/missions/actions.xlsx', (c) => exporter(c, 'xlsx'));
  r.get('/missions/actions.csv', (c) => exporter(c, 'csv'));
  r.get('/missions/fiches/nouvelle', (c) => page(c, (ctx) => pageSaisie(c, ctx, true)));
  r.post('/missions/fiches/nouvelle', (c) => geste(c, SaisieFiche, { enErreur: (ctx, erreurs, valeurs) => pageSaisie(c, ctx, true, { erreurs, valeurs }), faire: async (ctx, s, valeurs) => {
    const issue = await ouvrirFiche(ctx, s);
    return issue.ok ? vers(c, `${ctx.base}/missions/fiches/${issue.valeur.id}`, 'Fiche ouverte.') : refus(NATURES[issue.refus.code], await pageSaisie(c, ctx, true, { erreurs: erreursDe(issue.refus), valeurs }));
  } }));
  r.get(`${f}/fiche.docx`, (c) => telecharger(c, 'docx'));
  r.get(`${f}/fiche.pdf`, (c) => telecharger(c, 'pdf'));
  r.get(`${f}/modifier`, (c) => page(c, (ctx) => pageSaisie(c, ctx, false)));
  r.post(`${f}/modifier`, (c) => sur(c, SaisieFiche, { faire: modifierFiche, dire: 'Fiche enregistrée.', encore: (ctx, e) => pageSaisie(c, ctx, false, e) }));
  const phrase = (c: C) => (ctx: ContextePage, e: Ecrit): Promise<VuePage> => fiche(c, ctx, { phrase: Object.values(e.erreurs ?? {})[0] ?? '' });
  r.post(`${f}/statut`, (c) => sur(c, Version.extend({ geste: GesteFiche }), { faire: franchirFiche, dire: 'C’est noté.', encore: phrase(c) }));
  r.post(`${f}/taches`, (c) => sur(c, SaisieTache, { faire: ajouterTache, dire: 'Tâche ajoutée.', encore: (ctx, tache) => fiche(c, ctx, { tache }) }));
  r.post(`${f}/taches/:tache`, (c) => sur(c, Version.extend({ faite: z.enum(['oui', 'non']) }), { faire: (ctx, id, s) => cocherTache(ctx, id, { cle: c.req.param('tache') ?? '', faite: s.faite === 'oui', version: s.version }), dire: 'C’est noté.', encore: phrase(c) }));
  r.post(`${f}/depenses`, (c) => sur(c, SaisieDepense, { faire: ajouterDepense, dire: 'Dépense ajoutée.', encore: (ctx, depense) => fiche(c, ctx, { depense }) }));
  r.post(`${f}/depenses/:depense/retrait`, (c) => sur(c, Version, { faire: (ctx, id, s) => retirerDepense(ctx, id, c.req.param('depense') ?? '', s.version), dire: 'Dépense retirée.', encore: phrase(c) }));
  r.post(`${f}/reunions`, (c) => sur(c, SaisieReunion, { dire: 'C’est noté.', encore: phrase(c), faire: async (ctx, id, s) => {
    const issue = await lierReunion(ctx, s.reunion, s.geste === 'rattacher' ? id : null);
    return issue.ok ? { ok: true, valeur: { id } } : issue;
  } }));
  r.post('/missions/reunions/:reunion{[0-9a-f-]{36}}', depuisLaReunion);
  r.get(f, (c) => page(c, (ctx) => fiche(c, ctx)));
}
