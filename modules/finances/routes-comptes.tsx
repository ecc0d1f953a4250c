import { z } from 'zod';
import { Jour } from '#core/jour.ts';
import type { Nature, Result } from '#core/result.ts';
import { Poste } from '#modules/aci/model.ts';
import type { ContextePage } from '#server/contexte.ts';
import { repondreTableau } from '#server/documents/tableurs.ts';
import { FichierFacultatif, lireFichier, reponseFichier } from '#server/fichiers/fichiers.ts';
import { cadreFinances } from '#server/navigation.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import type { Routes } from '#server/routes.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { EXPORT_AU_PLUS } from './constants.ts';
import { libelleNatureCharge, libelleStatutFacture, phraseRefusComptes, dirPoste } from './labels.ts';
import { FactureId, type FiltreFactures, type RefusComptes, SaisieBudget, SaisieEncaissement, SaisieFacture, SaisieGesteFacture, SaisieGesteSubvention, SaisieImputation, SaisieReglages, SaisieSubvention, StatutFacture, SubventionId } from './model-comptes.ts';
import { ecrireFec, enLatin9, nomDuFec } from './moteur/fec.ts';
import { JOURNAUX } from './moteur/journal.ts';
import { MOTIF, PageBudget, type SaisieComptes } from './pages/budget.tsx';
import { PageComptabilite } from './pages/comptabilite.tsx';
import { PageFactures } from './pages/factures.tsx';
import { PageSubventions } from './pages/subventions.tsx';
import { peutSaisirComptes, peutTenirFinances, peutVoirComptes } from './permissions.ts';
import { executionDe, leBudget, lesActions, lesReglages, lireFacture, lireJournal, listerFactures, listerSubventions, motsAImputer } from './queries-comptes.ts';
import { estClos } from './queries.ts';
import { aRapprocher } from './queries-banque.ts';
import { saisirFacture } from './use-cases/saisir-facture.ts';
import { suivreFacture } from './use-cases/suivre-facture.ts';
import { annoncerSubvention, encaisser, retirerEncaissement, suivreSubvention } from './use-cases/suivre-subvention.ts';
import { basculerLigne, imputer, prevoir, reglerComptes, reprendreFiches } from './use-cases/tenir-budget.ts';
import { presenterBudget, presenterComptes, presenterFactures, presenterSubventions } from './view-comptes.ts';

type Suite = { readonly saisie?: SaisieComptes; readonly refus?: string; readonly annee?: number };
type LaPage = (c: C, ctx: ContextePage, suite?: Suite) => Promise<VuePage>;

const NATURES: Partial<Record<RefusComptes['code'], Nature>> = { role_insuffisant: 'interdit', jamais_la_sienne_facture: 'interdit', facture_inconnue: 'inconnu', subvention_inconnue: 'inconnu', ligne_inconnue: 'inconnu', encaissement_inconnu: 'inconnu', modifie_entre_temps: 'conflit', geste_impossible_facture: 'conflit', geste_impossible_subvention: 'conflit' };
const CHAMPS: Partial<Record<RefusComptes['code'], string>> = { facture_deja_saisie: 'numero', jour_futur: 'jour', fiche_inconnue: 'fiche', fiche_autre_mission: 'fiche', fichier_refuse: 'fichier', trop_encaisse: 'montant' };

const Annee = z.coerce.number().int().min(2000).max(2100).optional().catch(undefined);
const anneeDe = (c: C, ctx: ContextePage, suite: Suite = {}): number => suite.annee ?? Annee.parse(c.req.query('annee')) ?? Number(ctx.aujourdhui.slice(0, 4));
const cadre = (ctx: ContextePage, onglet: string, titre: string): Omit<VuePage, 'corps'> => ({ ...cadreFinances(ctx, onglet), titre, sujets: ['finances'], ...(peutVoirComptes(ctx.qui) ? {} : { statut: 403 }) });
const dit = ({ saisie, refus: phrase }: Suite): { saisie?: SaisieComptes; refus?: string } => ({ ...(saisie ? { saisie } : {}), ...(phrase ? { refus: phrase } : {}) });
const droits = (ctx: ContextePage) => ({ base: ctx.base, peutSaisir: peutSaisirComptes(ctx.qui), peutTenir: peutTenirFinances(ctx.qui) });
const RIEN = { total: { prevu: 0, engage: 0, depense: 0, paye: 0 }, places: [], mois: [] };

const Par = z.enum(['mission', 'action', 'nature']).catch('mission');
const faitsBudget = async (ctx: ContextePage, annee: number) => ({ execution: await executionDe(ctx, annee), prevues: await leBudget(ctx, annee), actions: await lesActions(ctx), aImputer: await motsAImputer(ctx, annee, await lesReglages(ctx)), clos: await estClos(ctx, annee) });

const leBudgetEnPage: LaPage = async (c, ctx, suite = {}) => {
  const annee = anneeDe(c, ctx, suite);
  const commun = { ...droits(ctx), annee, aujourdhui: ctx.aujourdhui, par: Par.parse(c.req.query('par')) };
  const vue = peutVoirComptes(ctx.qui) ? presenterBudget({ ...commun, ...(await faitsBudget(ctx, annee)) }) : presenterBudget({ ...commun, execution: RIEN, prevues: [], actions: [], aImputer: [], clos: false, interdit: true });
  return { ...cadre(ctx, 'budget', `Budget ${annee}`), corps: <PageBudget vue={vue} {...dit(suite)} /> };
};

const DemandeFactures = z.object({ q: z.string().trim().max(100).catch(''), statut: z.union([z.literal(''), StatutFacture]).catch(''), poste: z.union([z.literal(''), Poste]).catch(''), tri: z.enum(['jour', 'fournisseur', 'centimes', 'statut', 'echeance']).catch('jour'), sens: z.enum(['asc', 'desc']).catch('desc'), page: z.coerce.number().int().min(1).max(10_000).catch(1) });

const lesFactures: LaPage = async (c, ctx, suite = {}) => {
  const { page: numero, ...d } = DemandeFactures.parse(c.req.query());
  const filtre: FiltreFactures = { ...d, annee: anneeDe(c, ctx, suite) };
  const permis = peutVoirComptes(ctx.qui);
  const vue = presenterFactures({
    ...droits(ctx), adresse: `${ctx.base}/finances/factures${new URL(c.req.url).search}`, filtre, numero, aujourdhui: ctx.aujourdhui, moi: ctx.qui.personneId, interdit: !permis,
    lu: permis ? await listerFactures(ctx, filtre, numero) : { lignes: [], total: 0, centimes: 0 }, actions: permis ? await lesActions(ctx) : [], clos: permis && (await estClos(ctx, filtre.annee)),
  });
  return { ...cadre(ctx, 'factures', `Factures ${filtre.annee}`), corps: <PageFactures vue={vue} {...dit(suite)} /> };
};

const lesSubventions: LaPage = async (c, ctx, suite = {}) => {
  const annee = anneeDe(c, ctx, suite);
  const permis = peutVoirComptes(ctx.qui);
  const vue = presenterSubventions({ ...droits(ctx), annee, aujourdhui: ctx.aujourdhui, moi: ctx.qui.personneId, interdit: !permis, subventions: permis ? await listerSubventions(ctx, annee) : [], depenses: permis ? await executionDe(ctx, annee) : RIEN, clos: permis && (await estClos(ctx, annee)) });
  return { ...cadre(ctx, 'subventions', `Subventions ${annee}`), corps: <PageSubventions vue={vue} {...dit(suite)} /> };
};

const laComptabilite: LaPage = async (c, ctx, suite = {}) => {
  const annee = anneeDe(c, ctx, suite);
  const permis = peutVoirComptes(ctx.qui);
  const journal = permis ? await lireJournal(ctx, annee) : { provisoire: true, ecritures: [] };
  const vue = presenterComptes({ ...droits(ctx), annee, aujourdhui: ctx.aujourdhui, ...journal, noms: JOURNAUX, reglages: await lesReglages(ctx), rapprocher: permis ? await aRapprocher(ctx, annee) : 0, interdit: !permis });
  return { ...cadre(ctx, 'comptabilite', `Comptabilité ${annee}`), corps: <PageComptabilite vue={vue} {...dit(suite)} /> };
};

type Fait = { readonly adresse: string; readonly phrase: string; readonly annuler?: string };
/** What a refusal gives back: the form as it was filled; the sentence alone for a button; both for a reason typed in a list, whose line may have moved. */
function repris(forme: string, erreurs: SaisieComptes['erreurs'], valeurs: SaisieComptes['valeurs']): Suite {
  const phrase = Object.values(erreurs)[0] ?? '';
  if (forme === '') return { refus: phrase };
  return forme.startsWith(MOTIF) && typeof valeurs['motif'] === 'string' ? { refus: phrase, saisie: { forme, erreurs: {}, valeurs } } : { saisie: { forme, erreurs, valeurs } };
}

/** A form of these pages: a refusal comes back beside its field, with what was typed. */
const former = <T,>(r: Routes, adresse: string, forme: string | ((c: C) => string), schema: z.ZodType<T>, enPage: LaPage, faire: (c: C, ctx: ContextePage, s: T) => Promise<Result<Fait, RefusComptes>>, anneeSaisie: (s: T) => number | undefined = () => undefined): void => {
  r.post(adresse, (c) => {
    const nom = typeof forme === 'string' ? forme : forme(c);
    return geste(c, schema, {
      enErreur: (ctx, erreurs, valeurs) => enPage(c, ctx, repris(nom, erreurs, valeurs)),
      faire: async (ctx, s, valeurs) => {
        const issue = await faire(c, ctx, s);
        if (issue.ok) return vers(c, ctx.base + issue.valeur.adresse, issue.valeur.phrase, issue.valeur.annuler && ctx.base + issue.valeur.annuler);
        const [phrase, champ] = [phraseRefusComptes(issue.refus), CHAMPS[issue.refus.code]];
        const annee = anneeSaisie(s);
        return refus(NATURES[issue.refus.code] ?? 'regle', await enPage(c, ctx, { ...(annee === undefined ? {} : { annee }), ...repris(nom, { [champ ?? '']: phrase }, valeurs) }));
      },
    });
  });
};
const puis = <V,>(r: Result<V, RefusComptes>, fait: (v: V) => Fait): Result<Fait, RefusComptes> => (r.ok ? { ok: true, valeur: fait(r.valeur) } : r);
const VIDE = z.strictObject({});
const enDecimal = (centimes: number): string => (centimes / 100).toFixed(2).replace('.', ',');

function routesBudget(r: Routes): void {
  r.get('/finances/budget', (c) => page(c, (ctx) => leBudgetEnPage(c, ctx)));
  r.get('/finances/budget.xlsx', (c) => page(c, async (ctx) => {
    if (!peutVoirComptes(ctx.qui)) return leBudgetEnPage(c, ctx);
    const annee = anneeDe(c, ctx);
    const { execution, actions } = await faitsBudget(ctx, annee);
    const lignes = execution.places.map((p) => [dirPoste(p.poste), actions.find((a) => a.id === p.ficheId)?.titre ?? '', libelleNatureCharge[p.nature], ...[p.prevu, p.engage, p.depense, p.paye].map(enDecimal)]);
    return repondreTableau([['mission', 'action', 'nature', 'prevu', 'engage', 'depense', 'paye'], ...lignes], { nom: `budget-${ctx.ici.slug}-${annee}`, feuille: 'Budget', format: 'xlsx' });
  }));
  const ici = (annee: number | string): string => `/finances/budget?annee=${annee}`;
  former(r, '/finances/budget', 'budget', SaisieBudget, leBudgetEnPage, async (_c, ctx, s) => puis(await prevoir(ctx, s), (id) => ({ adresse: ici(s.annee), phrase: 'Ajouté au budget.', annuler: `/finances/budget/${id}/retrait` })), (s) => s.annee);
  former(r, '/finances/budget/fiches', '', z.strictObject({ annee: SaisieBudget.shape.annee }), leBudgetEnPage, async (_c, ctx, s) => puis(await reprendreFiches(ctx, s.annee), (n) => ({ adresse: ici(s.annee), phrase: `${n} ${n > 1 ? 'dépenses reprises' : 'dépense reprise'} des fiches action.` })), (s) => s.annee);
  former(r, '/finances/budget/imputation', '', SaisieImputation, leBudgetEnPage, async (_c, ctx, s) => puis(await imputer(ctx, s), () => ({ adresse: '/finances/budget', phrase: `« ${s.mission} » compte désormais avec : ${dirPoste(s.poste)}.` })));
  for (const [mot, retirer] of [['retrait', true], ['retour', false]] as const) former(r, `/finances/budget/:ligne{[0-9a-f-]{36}}/${mot}`, '', VIDE, leBudgetEnPage, async (c, ctx) => puis(await basculerLigne(ctx, c.req.param('ligne') ?? '', retirer), (annee) => ({ adresse: ici(annee), phrase: retirer ? 'Retiré du budget.' : 'Remis au budget.', annuler: `/finances/budget/${c.req.param('ligne')}/${retirer ? 'retour' : 'retrait'}` })));
}

const fichierDe = async (c: C, ctx: ContextePage, enPage: LaPage, fichierId: string | null | undefined): Promise<Response | VuePage> => {
  const lu = fichierId ? await lireFichier(ctx, fichierId) : undefined;
  return lu ? reponseFichier(c, lu, true) : refus('inconnu', await enPage(c, ctx, { refus: 'Cette pièce n’a pas de fichier.' }));
};

const FAITS = { approuver: 'approuvée', refuser: 'refusée', desapprouver: 'remise à approuver', rouvrir: 'remise à approuver', payer: 'notée payée', depayer: 'notée non payée' } as const;

function routesFactures(r: Routes): void {
  r.get('/finances/factures', (c) => page(c, (ctx) => lesFactures(c, ctx)));
  for (const format of ['csv', 'xlsx'] as const) r.get(`/finances/factures.${format}`, (c) => page(c, async (ctx) => {
    if (!peutVoirComptes(ctx.qui)) return lesFactures(c, ctx);
    const { page: _p, ...d } = DemandeFactures.parse(c.req.query());
    const annee = anneeDe(c, ctx);
    const { lignes } = await listerFactures(ctx, { ...d, annee }, 1, EXPORT_AU_PLUS);
    return repondreTableau([['date', 'fournisseur', 'numero', 'objet', 'mission', 'action', 'nature', 'euros', 'echeance', 'etat', 'saisie_par', 'approuvee_par', 'payee_le'], ...lignes.map((f) => [f.jour, f.fournisseur, f.numero, f.libelle, dirPoste(f.poste), f.action ?? '', libelleNatureCharge[f.nature], enDecimal(f.centimes), f.echeance ?? '', libelleStatutFacture[f.statut], f.saisieParNom, f.approuveeParNom ?? '', f.payeeLe ?? ''])], { nom: `factures-${ctx.ici.slug}-${annee}`, feuille: 'Factures', format });
  }));
  former(r, '/finances/factures', 'facture', SaisieFacture.extend({ fichier: FichierFacultatif }), lesFactures, async (_c, ctx, s) => puis(await saisirFacture(ctx, s), () => ({ adresse: `/finances/factures?annee=${s.jour.slice(0, 4)}`, phrase: 'Facture enregistrée. Quelqu’un d’autre doit l’approuver.' })));
  former(r, '/finances/factures/:facture{[0-9a-f-]{36}}', (c) => `${MOTIF}${c.req.param('facture')}`, SaisieGesteFacture, lesFactures, async (c, ctx, { geste: g, ...s }) => {
    const id = FactureId.safeParse(c.req.param('facture')).data;
    if (!id) return { ok: false, refus: { code: 'facture_inconnue' } };
    return puis(await suivreFacture(ctx, { id, geste: g, ...s }), (f) => ({ adresse: `/finances/factures?annee=${f.jour.slice(0, 4)}`, phrase: `Facture ${f.numero} ${FAITS[g]}.` }));
  });
  r.get('/finances/factures/:facture{[0-9a-f-]{36}}/fichier', (c) => page(c, async (ctx) => fichierDe(c, ctx, lesFactures, peutVoirComptes(ctx.qui) ? (await lireFacture(ctx, c.req.param('facture')))?.fichierId : undefined)));
}

const FAITS_S = { accorder: 'confirmée', abandonner: 'abandonnée', desaccorder: 'remise à confirmer', reprendre: 'remise à confirmer' } as const;

function routesSubventions(r: Routes): void {
  r.get('/finances/subventions', (c) => page(c, (ctx) => lesSubventions(c, ctx)));
  former(r, '/finances/subventions', 'subvention', SaisieSubvention.extend({ fichier: FichierFacultatif }), lesSubventions, async (_c, ctx, s) => puis(await annoncerSubvention(ctx, s), () => ({ adresse: `/finances/subventions?annee=${s.jour.slice(0, 4)}`, phrase: 'Subvention enregistrée. Quelqu’un d’autre doit la confirmer.' })));
  const celle = (c: C): SubventionId | undefined => SubventionId.safeParse(c.req.param('subvention')).data;
  former(r, '/finances/subventions/:subvention{[0-9a-f-]{36}}', (c) => `${MOTIF}${c.req.param('subvention')}`, SaisieGesteSubvention, lesSubventions, async (c, ctx, { geste: g, ...s }) => {
    const id = celle(c);
    return id ? puis(await suivreSubvention(ctx, { id, geste: g, ...s }), () => ({ adresse: '/finances/subventions', phrase: `Subvention ${FAITS_S[g]}.` })) : { ok: false, refus: { code: 'subvention_inconnue' } };
  });
  former(r, '/finances/subventions/:subvention{[0-9a-f-]{36}}/versements', (c) => c.req.param('subvention') ?? '', SaisieEncaissement, lesSubventions, async (c, ctx, s) => {
    const id = celle(c);
    return id ? puis(await encaisser(ctx, { id, ...s }), (e) => ({ adresse: '/finances/subventions', phrase: 'Versement noté.', annuler: `/finances/encaissements/${e}/retrait` })) : { ok: false, refus: { code: 'subvention_inconnue' } };
  });
  former(r, '/finances/encaissements/:encaissement{[0-9a-f-]{36}}/retrait', '', VIDE, lesSubventions, async (c, ctx) => puis(await retirerEncaissement(ctx, c.req.param('encaissement') ?? ''), () => ({ adresse: '/finances/subventions', phrase: 'Versement retiré.' })));
  r.get('/finances/subventions/:subvention{[0-9a-f-]{36}}/fichier', (c) => page(c, async (ctx) => fichierDe(c, ctx, lesSubventions, peutVoirComptes(ctx.qui) ? (await listerSubventions(ctx, undefined)).find((s) => s.id === c.req.param('subvention'))?.fichierId : undefined)));
}

const DemandeFec = z.object({ poste: Poste.optional().catch(undefined), separateur: z.enum(['tabulation', 'barre']).catch('tabulation') });

/** Budget, invoices, grants, the journal. */
export function routesComptes(r: Routes): void {
  routesBudget(r);
  routesFactures(r);
  routesSubventions(r);
  r.get('/finances/comptabilite', (c) => page(c, (ctx) => laComptabilite(c, ctx)));
  former(r, '/finances/comptabilite', 'reglages', SaisieReglages, laComptabilite, async (_c, ctx, s) => puis(await reglerComptes(ctx, s), () => ({ adresse: '/finances/comptabilite', phrase: 'Réglages enregistrés.' })));
  r.get('/finances/comptabilite/fec', (c) => page(c, async (ctx) => {
    if (!peutVoirComptes(ctx.qui)) return laComptabilite(c, ctx);
    const [annee, { poste, separateur }] = [anneeDe(c, ctx), DemandeFec.parse(c.req.query())];
    const { ecritures, provisoire } = await lireJournal(ctx, annee);
    const voulues = poste === undefined ? ecritures : ecritures.filter((e) => e.poste === poste).map((e, i) => ({ ...e, numero: i + 1 }));
    const nom = nomDuFec({ siren: (await lesReglages(ctx)).siren, cloture: Jour.parse(`${annee}-12-31`), poste: poste ?? null, provisoire });
    return new Response(enLatin9(ecrireFec(voulues, separateur)), { headers: { 'Content-Type': 'text/plain; charset=iso-8859-15', 'Content-Disposition': `attachment; filename="${nom}"`, 'Cache-Control': 'private, no-store' } });
  }));
}
