import { z } from 'zod';
import type { Nature, Result } from '#core/result.ts';
import type { Contexte, ContextePage } from '#server/contexte.ts';
import { ecrireArchive } from '#server/documents/archive.ts';
import { ecrirePdf } from '#server/documents/pdf.ts';
import { repondreTableau } from '#server/documents/tableurs.ts';
import { enListe } from '#server/formulaires.ts';
import { cadreFinances } from '#server/navigation.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import type { Routes } from '#server/routes.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { ALERTE_CENTIEMES, EXPORT_AU_PLUS, INFIRMIER, PAR_GESTE, PAR_PAGE, plafondDe, PLAFONDS } from './constants.ts';
import { duree, libelleStatut, libelleVersement, montant, phraseRefus } from './labels.ts';
import { type FiltreTemps, type Metier, type RefusFinances, StatutTemps, TempsId, type TempsLu, Versement } from './model.ts';
import { type RegistreVote, SaisieExercice, SaisieMonGeste, SaisiePlafond, SaisieTaux, SaisieTemps, SaisieTravail } from './model-saisies.ts';
import { valeurDe, tauxApplicable } from './moteur/valeur.ts';
import { PageRegistre } from './pages/registre.tsx';
import { routesBanque } from './routes-banque.tsx';
import { routesComptes } from './routes-comptes.tsx';
import { routesPaiements } from './routes-paiements.tsx';
import { PageTaux } from './pages/taux.tsx';
import { PageTemps } from './pages/temps.tsx';
import { PageTravailInvisible } from './pages/travail-invisible.tsx';
import { peutDeclarerTemps, peutTenirFinances, peutVoirRegistre } from './permissions.ts';
import { bilanDesTemps, estClos, lirePlafond, lireTravail, listerTaux, listerTemps, maProfession, mesReunionsAVenir, mesTemps, presDuPlafond, rolesDuJour, situationDe, tempsDeTous } from './queries.ts';
import { cloreExercice, rouvrirExercice } from './use-cases/clore-exercice.ts';
import { declarerTemps, estimer, estimerReunions } from './use-cases/declarer-temps.ts';
import { noterTravail, suivreTravail } from './use-cases/noter-travail.ts';
import { saisirPlafond } from './use-cases/saisir-plafond.ts';
import { changerTemps } from './use-cases/suivre-temps.ts';
import { voterPourTous, voterTaux } from './use-cases/voter-taux.ts';
import { phraseEstimee, phrasePayee, presenterMonTemps, presenterRegistre, presenterTaux, presenterTravail, redigerReleve, redigerReleves, type VueMonTemps } from './view.ts';

const SaisieLot = z.strictObject({ temps: enListe(TempsId), geste: z.enum(['approuver', 'refuser', 'desapprouver']), motif: z.string().trim().max(200, '200 caractères au plus.').default('') });

const NATURES: Partial<Record<RefusFinances['code'], Nature>> = { temps_inconnu: 'inconnu', travail_inconnu: 'inconnu', exercice_inconnu: 'inconnu', lot_inconnu: 'inconnu', lot_fini: 'conflit', role_insuffisant: 'interdit', autre_personne: 'interdit', jamais_la_sienne: 'interdit', modifie_entre_temps: 'conflit', geste_impossible: 'conflit' };
export const natureDe = (r: RefusFinances): Nature => NATURES[r.code] ?? 'regle';
const cadre = (ctx: ContextePage, onglet: string, titre: string): Omit<VuePage, 'corps'> => ({ ...cadreFinances(ctx, onglet), titre, sujets: ['finances'] });

type Saisie = { readonly erreurs: Readonly<Record<string, string>>; readonly valeurs: Readonly<Record<string, unknown>> };
const Annee = z.coerce.number().int().min(2000).max(2100).optional().catch(undefined);
const anneeDemandee = (c: C, ctx: ContextePage): number => Annee.parse(c.req.query('annee')) ?? Number(ctx.aujourdhui.slice(0, 4));

/** What each proposal would pay, said before it is confirmed. */
async function valeursDites(ctx: ContextePage, temps: readonly TempsLu[]): Promise<Readonly<Record<string, string>>> {
  const proposes = temps.filter((t) => t.statut === 'proposee');
  if (proposes.length === 0) return {};
  const [taux, profession] = [await listerTaux(ctx), await maProfession(ctx)];
  return Object.fromEntries(proposes.map((t) => {
    const a = tauxApplicable(taux, { ...t, profession });
    return [t.id, a ? `Ce temps vous paie ${montant(valeurDe(t.minutes, a.centimesHeure))}.` : 'Aucun taux n’est voté pour ce jour : rien à payer pour l’instant.'];
  }));
}

async function monTemps(c: C, ctx: ContextePage, suite: { saisie?: Saisie; refus?: string; estimation?: NonNullable<VueMonTemps['estimation']>; annee?: number } = {}): Promise<VuePage> {
  const annee = suite.annee ?? anneeDemandee(c, ctx);
  const interdit = !peutDeclarerTemps(ctx.qui);
  const temps = interdit ? [] : await mesTemps(ctx, annee);
  const vue = presenterMonTemps({
    base: ctx.base, annee, aujourdhui: ctx.aujourdhui, temps, valeurs: await valeursDites(ctx, temps), aVenir: interdit || annee !== Number(ctx.aujourdhui.slice(0, 4)) ? [] : await estimerReunions(ctx, await mesReunionsAVenir(ctx)), fuseau: ctx.fuseau, situation: interdit ? undefined : await situationDe(ctx, ctx.qui.personneId, annee), plafond: interdit ? undefined : await lirePlafond(ctx, annee), peutTenir: peutTenirFinances(ctx.qui),
    taux: interdit ? [] : await listerTaux(ctx), clos: await estClos(ctx, annee), interdit, ...(suite.estimation ? { estimation: suite.estimation } : {}),
  });
  return { ...cadre(ctx, 'temps', `Mon temps ${annee}`), ...(interdit ? { statut: 403 } : {}), corps: <PageTemps vue={vue} {...(suite.saisie ? { saisie: suite.saisie } : {})} {...(suite.refus ? { refus: suite.refus } : {})} /> };
}

/** Said after a gesture that promises money: from 80 % of the cap on. */
async function alerteDite(ctx: ContextePage, annee: number): Promise<string> {
  const s = await situationDe(ctx, ctx.qui.personneId, annee);
  return s?.alerte ? ` Attention : plus de ${ALERTE_CENTIEMES} % du plafond ${annee}, il vous reste ${montant(s.reste)}.` : '';
}

const CHAMP: Partial<Record<RefusFinances['code'], string>> = { jour_futur: 'jour', exercice_clos: 'jour', plafond_inconnu: 'jour', taux_absent: 'nature', duree_impossible: 'heures', plafond_depasse: 'heures' };

const Demande = z.object({
  q: z.string().trim().max(100).catch(''), statut: z.union([z.literal(''), StatutTemps]).catch(''), nature: z.union([z.literal(''), Versement]).catch(''), tri: z.enum(['jour', 'nom', 'minutes', 'centimes', 'statut', 'mission']).catch('jour'), sens: z.enum(['asc', 'desc']).catch('desc'),
  densite: z.enum(['confortable', 'compacte']).catch('confortable'), page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

async function leRegistre(c: C, ctx: ContextePage, refusDit?: string, valeurs: Saisie['valeurs'] = {}): Promise<VuePage> {
  const d = Demande.parse(c.req.query());
  const filtre: FiltreTemps = { ...d, annee: anneeDemandee(c, ctx) };
  const commun = { base: ctx.base, adresse: `${ctx.base}/finances/registre${new URL(c.req.url).search}`, filtre, numero: d.page, densite: d.densite, peutTenir: peutTenirFinances(ctx.qui) };
  const ici = cadre(ctx, 'registre', 'Registre des temps');
  if (!peutVoirRegistre(ctx.qui)) return refus('interdit', { ...ici, corps: <PageRegistre vue={presenterRegistre({ ...commun, lu: { total: 0, centimes: 0, minutes: 0, lignes: [] }, proches: [], roles: [], bilan: [], interdit: true })} /> });
  const { sommes, roles } = await bilanDesTemps(ctx, filtre.annee);
  const vue = presenterRegistre({ ...commun, lu: await listerTemps(ctx, filtre, { debut: (d.page - 1) * PAR_PAGE, nombre: PAR_PAGE }, sommes), bilan: sommes, proches: await presDuPlafond(ctx, filtre.annee), roles, sansPlafond: filtre.annee === Number(ctx.aujourdhui.slice(0, 4)) && !(await lirePlafond(ctx, filtre.annee)) });
  return { ...ici, corps: <PageRegistre vue={vue} repris={{ temps: [valeurs['temps'] ?? []].flat().map(String), motif: typeof valeurs['motif'] === 'string' ? valeurs['motif'] : '' }} {...(refusDit ? { refus: refusDit } : {})} /> };
}

const exporter = (c: C, format: 'csv' | 'xlsx'): Promise<Response> =>
  page(c, async (ctx) => {
    if (!peutVoirRegistre(ctx.qui)) return leRegistre(c, ctx);
    const filtre: FiltreTemps = { ...Demande.parse(c.req.query()), annee: anneeDemandee(c, ctx) };
    const { lignes } = await listerTemps(ctx, filtre, { debut: 0, nombre: EXPORT_AU_PLUS }, (await bilanDesTemps(ctx, filtre.annee)).sommes);
    const euro = (centimes: number | null): string => (centimes === null ? '' : (centimes / 100).toFixed(2).replace('.', ','));
    const table = lignes.map((t) => [t.jour, t.nom, libelleVersement[t.nature], t.mission, t.action, String(t.minutes), duree(t.minutes), euro(t.centimes), libelleStatut[t.statut], t.preuve, t.payeeLe ?? '']);
    return repondreTableau([['jour', 'personne', 'registre', 'mission', 'action', 'minutes', 'duree', 'euros', 'etat', 'preuve', 'paye_le'], ...table], { nom: `temps-${ctx.ici.slug}-${filtre.annee}`, feuille: 'Temps', format });
  });

async function lesTaux(ctx: ContextePage, suite: { readonly saisie?: Saisie | undefined; readonly plafond?: Saisie | undefined; readonly refus?: string } = {}): Promise<VuePage> {
  const interdit = !peutDeclarerTemps(ctx.qui);
  const annee = Number(ctx.aujourdhui.slice(0, 4));
  const annees = [...new Set([annee, ...Object.keys(PLAFONDS).map(Number).filter((a) => a >= annee - 3 && a <= annee)])].toSorted((a, b) => b - a);
  const exercices = [];
  for (const a of annees) exercices.push({ annee: a, clos: await estClos(ctx, a), plafond: await lirePlafond(ctx, a) });
  // The cap of the year to come is published in its last months.
  const inconnus = [];
  for (const a of [annee, ...(ctx.aujourdhui.slice(5) >= '10-01' ? [annee + 1] : [])]) if (!plafondDe(a)) inconnus.push({ annee: a, plafond: await lirePlafond(ctx, a) });
  const vue = presenterTaux({ base: ctx.base, inconnus, aujourdhui: ctx.aujourdhui, taux: interdit ? [] : await listerTaux(ctx), exercices, peutTenir: peutTenirFinances(ctx.qui), interdit });
  return { ...cadre(ctx, 'taux', 'Taux votés'), ...(interdit ? { statut: 403 } : {}), corps: <PageTaux vue={vue} {...(suite.saisie ? { saisie: suite.saisie } : {})} {...(suite.plafond ? { plafond: suite.plafond } : {})} {...(suite.refus ? { refus: suite.refus } : {})} /> };
}

const leReleve = (c: C): Promise<Response> =>
  page(c, async (ctx) => {
    if (!peutDeclarerTemps(ctx.qui)) return monTemps(c, ctx);
    const annee = anneeDemandee(c, ctx);
    const pdf = await ecrirePdf(redigerReleve({ nom: ctx.qui.nom, cpts: ctx.ici.nom, annee, aujourdhui: ctx.aujourdhui, temps: await mesTemps(ctx, annee) }));
    return new Response(new Uint8Array(pdf), { headers: { 'Content-Type': 'application/pdf', 'Content-Disposition': `attachment; filename="releve-${annee}.pdf"`, 'Cache-Control': 'private, no-store' } });
  });

const lesReleves = (c: C): Promise<Response> =>
  page(c, async (ctx) => {
    if (!peutTenirFinances(ctx.qui)) return refus('interdit', await leRegistre(c, ctx, phraseRefus({ code: 'role_insuffisant' })));
    const annee = anneeDemandee(c, ctx);
    const pieces = redigerReleves({ cpts: ctx.ici.nom, annee, aujourdhui: ctx.aujourdhui, temps: await tempsDeTous(ctx, annee) }).map(({ nom, document }) => ({ nom, ecrire: () => ecrirePdf(document) }));
    return new Response(ecrireArchive(pieces, ctx.maintenant), { headers: { 'Content-Type': 'application/zip', 'Content-Disposition': `attachment; filename="releves-${ctx.ici.slug}-${annee}.zip"`, 'Cache-Control': 'private, no-store' } });
  });

/** The role by which a person most likely noted it: proposed, never imposed. */
const metierDe = async (ctx: ContextePage): Promise<Metier | ''> => (ctx.qui.roles.includes('coordination') ? 'coordination' : (await maProfession(ctx)) === INFIRMIER ? 'infirmier' : '');

async function leTravail(c: C, ctx: ContextePage, suite: { saisie?: Saisie; refus?: string; annee?: number } = {}): Promise<VuePage> {
  const [annee, interdit] = [suite.annee ?? anneeDemandee(c, ctx), !peutDeclarerTemps(ctx.qui)];
  const vue = presenterTravail({ base: ctx.base, annee, aujourdhui: ctx.aujourdhui, interdit, monMetier: interdit ? '' : await metierDe(ctx), lu: interdit ? { parMetier: [], parTache: [], personnes: 0, miens: [] } : await lireTravail(ctx, annee) });
  return { ...cadre(ctx, 'travail', `Travail invisible ${annee}`), ...(interdit ? { statut: 403 } : {}), corps: <PageTravailInvisible vue={vue} {...(suite.saisie ? { saisie: suite.saisie } : {})} {...(suite.refus ? { refus: suite.refus } : {})} /> };
}

function routesTravail(cpts: Routes): void {
  cpts.get('/finances/travail', (c) => page(c, (ctx) => leTravail(c, ctx)));
  cpts.post('/finances/travail', (c) => geste(c, SaisieTravail, {
    enErreur: (ctx, erreurs, valeurs) => leTravail(c, ctx, { saisie: { erreurs, valeurs } }),
    faire: async (ctx, { heures, ...s }, valeurs) => {
      const issue = await noterTravail(ctx, { ...s, minutes: heures });
      if (issue.ok) return vers(c, `${ctx.base}/finances/travail?annee=${s.jour.slice(0, 4)}`, `${duree(heures)} notées.`, `${ctx.base}/finances/travail/${issue.valeur}/retrait`);
      return refus(natureDe(issue.refus), await leTravail(c, ctx, { saisie: { erreurs: { [CHAMP[issue.refus.code] ?? '']: phraseRefus(issue.refus) }, valeurs } }));
    },
  }));
  for (const [mot, retirer] of [['retrait', true], ['retour', false]] as const) cpts.post(`/finances/travail/:travail{[0-9a-f-]{36}}/${mot}`, (c) => geste(c, z.strictObject({}), {
    enErreur: (ctx, erreurs) => leTravail(c, ctx, { refus: Object.values(erreurs)[0] ?? '' }),
    faire: async (ctx) => {
      const [id, issue] = [c.req.param('travail') ?? '', await suivreTravail(ctx, c.req.param('travail') ?? '', retirer)];
      return issue.ok ? vers(c, `${ctx.base}/finances/travail`, retirer ? 'Retiré.' : 'Remis.', `${ctx.base}/finances/travail/${id}/${retirer ? 'retour' : 'retrait'}`) : refus(natureDe(issue.refus), await leTravail(c, ctx, { refus: phraseRefus(issue.refus) }));
    },
  }));
}

function routesMonTemps(cpts: Routes): void {
  cpts.get('/finances/temps', (c) => page(c, (ctx) => monTemps(c, ctx)));
  cpts.get('/finances/temps/releve.pdf', leReleve);
  const former = (adresse: string, faire: (c: C, ctx: ContextePage, s: z.infer<typeof SaisieTemps>, valeurs: Saisie['valeurs']) => Promise<Response | VuePage>): void => {
    cpts.post(adresse, (c) => geste(c, SaisieTemps, { enErreur: (ctx, erreurs, valeurs) => monTemps(c, ctx, { saisie: { erreurs, valeurs } }), faire: (ctx, s, valeurs) => faire(c, ctx, s, valeurs) }));
  };
  former('/finances/temps', async (c, ctx, { heures, ...s }, valeurs) => {
    const issue = await declarerTemps(ctx, { ...s, minutes: heures });
    const annee = Number(s.jour.slice(0, 4));
    if (issue.ok) return vers(c, `${ctx.base}/finances/temps?annee=${annee}`, `${duree(heures)} déclarées pour ${montant(issue.valeur.centimes)}. La trésorerie doit les approuver.${await alerteDite(ctx, annee)}`);
    return refus(natureDe(issue.refus), await monTemps(c, ctx, { saisie: { erreurs: { [CHAMP[issue.refus.code] ?? '']: phraseRefus(issue.refus) }, valeurs } }));
  });
  former('/finances/temps/estimation', async (c, ctx, { heures, ...s }, valeurs) => {
    if (!peutDeclarerTemps(ctx.qui)) return monTemps(c, ctx);
    const e = await estimer(ctx, ctx.qui.personneId, { ...s, minutes: heures }, false);
    const estimation = e.ok ? ({ ton: 'information', phrase: `${duree(heures)} à ${montant(e.valeur.taux.centimesHeure)} l’heure : ${montant(e.valeur.centimes)}. Il vous resterait ${montant(e.valeur.apres.reste)} sous le plafond de l’année.${e.valeur.apres.alerte ? ' Vous seriez au-delà de 80 % du plafond.' : ''} Rien n’est déclaré.` } as const) : ({ ton: 'refus', phrase: phraseRefus(e.refus) } as const);
    return monTemps(c, ctx, { saisie: { erreurs: {}, valeurs }, estimation });
  });
  cpts.post('/finances/temps/geste', (c) =>
    geste(c, SaisieMonGeste, {
      enErreur: (ctx, erreurs) => monTemps(c, ctx, { refus: Object.values(erreurs)[0] ?? '' }),
      faire: async (ctx, s) => {
        const issue = await changerTemps(ctx, [s.temps], s.geste);
        if (!issue.ok) return refus(natureDe(issue.refus), await monTemps(c, ctx, { refus: phraseRefus(issue.refus) }));
        const t = issue.valeur[0];
        const dit = { confirmer: `Confirmé : ${montant(t?.centimes ?? 0)}. La trésorerie doit l’approuver.${t ? await alerteDite(ctx, Number(t.jour.slice(0, 4))) : ''}`, ecarter: 'Retiré. Vous pouvez le reprendre plus bas.', reprendre: 'Repris : il reste à confirmer.', contester: 'Contesté. La trésorerie le verra de nouveau.' }[s.geste];
        return vers(c, `${ctx.base}/finances/temps?annee=${t?.jour.slice(0, 4) ?? ''}`, dit);
      },
    }),
  );
}

const caisse = <T,>(cpts: Routes, adresse: string, schema: z.ZodType<T>, enPage: (c: C, ctx: ContextePage, saisie: Saisie | undefined, dit: string) => Promise<VuePage>, faire: (ctx: ContextePage, s: T, c: C) => Promise<Result<{ readonly adresse: string; readonly phrase: string }, RefusFinances>>, champ: Partial<Record<RefusFinances['code'], string>> = {}): void => {
  cpts.post(adresse, (c) =>
    geste(c, schema, {
      enErreur: (ctx, erreurs, valeurs) => enPage(c, ctx, { erreurs, valeurs }, Object.values(erreurs)[0] ?? ''),
      faire: async (ctx, s, valeurs) => {
        const issue = await faire(ctx, s, c);
        if (issue.ok) return vers(c, ctx.base + issue.valeur.adresse, issue.valeur.phrase);
        const dit = phraseRefus(issue.refus);
        return refus(natureDe(issue.refus), await enPage(c, ctx, { erreurs: { [champ[issue.refus.code] ?? '']: dit }, valeurs }, dit));
      },
    }),
  );
};
const dire = <V,>(r: Result<V, RefusFinances>, adresse: string, phrase: (v: V) => string): Result<{ adresse: string; phrase: string }, RefusFinances> => (r.ok ? { ok: true, valeur: { adresse, phrase: phrase(r.valeur) } } : r);
/** One ledger, or the same rate for everybody in both. */
const voter = async (ctx: ContextePage, t: Parameters<typeof voterPourTous>[1], registre: z.infer<typeof RegistreVote>): Promise<Result<{ adresse: string; phrase: string }, RefusFinances>> =>
  registre === 'les_deux' ? dire(await voterPourTous(ctx, t), '/finances/taux', () => 'Le même taux pour tous est enregistré, avec sa décision.') : dire(await voterTaux(ctx, { ...t, nature: registre, pourTous: false }), '/finances/taux', () => 'Taux enregistré, avec sa décision.');
const FAITS = { approuver: 'approuvé', refuser: 'refusé', desapprouver: 'remis à approuver' } as const;

/** Money: one's own time, the ledger of all, the rates that were voted. */
type ReunionEstimable = { readonly id: string; readonly groupe: string | null; readonly debut: Date; readonly fin: Date };
/** What meetings would pay the reader, a sentence each, by meeting; nothing for who is not paid here. */
export async function estimerPourLaFiche(ctx: ContextePage, reunions: readonly ReunionEstimable[]): Promise<ReadonlyMap<string, string>> {
  if (!peutDeclarerTemps(ctx.qui)) return new Map();
  return new Map((await estimerReunions(ctx, reunions)).map((r) => [r.id, phraseEstimee(r)]));
}
export const estimerPourLaReunion = async (ctx: ContextePage, r: Omit<ReunionEstimable, 'groupe'>, groupe: string | null): Promise<string | undefined> =>
  (await estimerPourLaFiche(ctx, [{ id: r.id, groupe, debut: r.debut, fin: r.fin }])).get(r.id);

/**
 * For the page of an invitation link, which opens without signing in: the sum alone, never where the person stands under the cap; nothing
 * for who is not paid here.
 */
export async function estimerParLien(ctx: Contexte, r: Omit<ReunionEstimable, 'groupe'>, groupe: string | null): Promise<string | undefined> {
  if (!peutDeclarerTemps({ ...ctx.qui, roles: await rolesDuJour(ctx) })) return undefined;
  const [e] = await estimerReunions(ctx, [{ groupe, debut: r.debut, fin: r.fin }]);
  return e?.estimation.ok ? phrasePayee(e.minutes, groupe, e.estimation.valeur.centimes) : undefined;
}

export function routesFinances(cpts: Routes): void {
  routesMonTemps(cpts);
  routesTravail(cpts);
  routesPaiements(cpts);
  routesComptes(cpts);
  routesBanque(cpts);
  cpts.get('/finances/registre', (c) => page(c, (ctx) => leRegistre(c, ctx)));
  cpts.get('/finances/registre.csv', (c) => exporter(c, 'csv'));
  cpts.get('/finances/registre/releves.zip', lesReleves);
  cpts.get('/finances/registre.xlsx', (c) => exporter(c, 'xlsx'));
  caisse(cpts, '/finances/registre/geste', SaisieLot.refine((s) => s.temps.length <= PAR_GESTE, `Choisissez ${PAR_GESTE} lignes au plus.`), (c, ctx, s, dit) => leRegistre(c, ctx, dit, s?.valeurs), async (ctx, s, c) =>
    dire(await changerTemps(ctx, s.temps, s.geste, s.geste === 'refuser' ? { motif: s.motif } : {}), `/finances/registre${new URL(c.req.url).search}`, (t) => `${t.length} temps ${FAITS[s.geste]}${t.length > 1 && s.geste !== 'desapprouver' ? 's' : ''}.`));
  cpts.get('/finances/taux', (c) => page(c, (ctx) => lesTaux(ctx)));
  caisse(cpts, '/finances/taux', SaisieTaux, (_c, ctx, s) => lesTaux(ctx, { saisie: s }), async (ctx, s) =>
    voter(ctx, { profession: s.profession ?? null, mission: s.mission ?? null, centimesHeure: s.heure, depuis: s.depuis, voteReference: s.vote, voteLe: s.voteLe }, s.nature), { vote_absent: 'vote', vote_futur: 'voteLe', taux_existe: 'depuis', remuneration_par_profession: 'profession', pour_tous_sans_exception: 'profession' });
  caisse(cpts, '/finances/plafonds', SaisiePlafond, (_c, ctx, s) => lesTaux(ctx, { plafond: s }), async (ctx, s) =>
    dire(await saisirPlafond(ctx, { annee: s.annee, centimes: s.plafond, source: s.source }), '/finances/taux', () => `Plafond ${s.annee} enregistré : ${montant(s.plafond)}, à vérifier.`), { plafond_publie: 'plafond', annee_trop_loin: 'plafond', plafond_deja_depasse: 'plafond' });
  caisse(cpts, '/finances/exercices', SaisieExercice, (_c, ctx, _s, dit) => lesTaux(ctx, { refus: dit }), async (ctx, s) =>
    dire(await (s.geste === 'clore' ? cloreExercice : rouvrirExercice)(ctx, s.annee), '/finances/taux', () => `Exercice ${s.annee} ${s.geste === 'clore' ? 'clos' : 'rouvert'}.`));
}
