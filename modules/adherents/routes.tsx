import { z } from 'zod';
import { ok, refuser, type Result } from '#core/result.ts';
import type { Nature } from '#core/result.ts';
import { communeTapee } from '#server/paquet/commune-tapee.ts';
import type { ContextePage, ContexteVu } from '#server/contexte.ts';
import { FichierEnvoye, deposerFichier, lireFichier, reponseFichier } from '#server/fichiers/fichiers.ts';
import { phraseRefusFichier } from '#server/fichiers/genre.ts';
import { ongletsReseau } from '#server/navigation.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import type { Routes } from '#server/routes.ts';
import { repondreTableau } from '#server/documents/tableurs.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { corpsGarde } from '#web/figee.ts';
import { EXPORT_AU_PLUS, PAR_PAGE } from './constants.ts';
import { phraseRefus } from './labels.ts';
import { AdhesionId, type Depuis, type RefusAdhesion } from './model.ts';
import { SaisieAudition, SaisieCorrection, SaisieCourriel, SaisieDecision, SaisieExclusion, SaisieFin, SaisieGeste, SaisieMotif, SaisieValidation } from './model-saisies.ts';
import { PageAdherents } from './pages/adherents.tsx';
import { AdhesionAbsente, PageAdhesion, type SaisieDossier } from './pages/adhesion.tsx';
import { peutProposer, peutReglerAdhesions, peutTenirCotisations, peutTenirRegistre, peutVoirAdherents } from './permissions.ts';
import { lireDossier } from './queries.ts';
import { AMORCE_REGISTRE, listerAdherents, lireRegistre } from './queries-liste.ts';
import { corrigerAdhesion } from './use-cases/choisir-engagement.ts';
import { deciderExclusion, engagerExclusion, entendreAdherent } from './use-cases/exclure-adherent.ts';
import { constaterFin, instruireAdhesion, refuserAdhesion, validerAdhesion } from './use-cases/instruire-adhesion.ts';
import { changerPlace, corrigerCourriel } from './use-cases/changer-place.ts';
import { type DemandeListe, type DroitsListe, metierDe, presenterAdherents, presenterDossier, VUES_DE_LISTE } from './view.ts';

export const cheminReseau = (ctx: Pick<ContexteVu, 'base'>, ...suite: readonly { libelle: string; href?: string }[]): NonNullable<VuePage['chemin']> => [{ libelle: 'Aujourd’hui', href: ctx.base }, { libelle: 'Adhérents', ...(suite.length > 0 ? { href: `${ctx.base}/reseau/adherents` } : {}) }, ...suite];
export const depuisPage = (c: C, ctx: ContextePage): Depuis => ({ nom: ctx.ici.nom, slug: ctx.ici.slug, url: c.var.services.config.url, secret: c.var.services.config.secret });

const NATURES: Partial<Record<RefusAdhesion['code'], Nature>> = { adhesion_inconnue: 'inconnu', role_insuffisant: 'interdit', autre_personne: 'interdit', adhesion_modifiee: 'conflit', adhesion_deja_en_cours: 'conflit', texte_change: 'conflit' };
export const natureDe = (r: RefusAdhesion): Nature => NATURES[r.code] ?? 'regle';

const Demande: z.ZodType<DemandeListe> = z.object({
  // What is absent is a default, not an error mended afterwards: an error of the parser costs more than the row of a table.
  q: z.string().trim().max(100).default('').catch(''), profession: z.string().max(4).default('').catch(''), commune: z.string().max(5).default('').catch(''), college: z.union([z.literal(''), z.literal('aucun'), z.uuid()]).default('').catch(''),
  liste: z.enum(['membres', 'demandes', 'proposees', 'anciens']).default('membres').catch('membres'), tri: z.enum(['nom', 'profession', 'commune', 'college', 'depuis']).default('nom').catch('nom'), sens: z.enum(['asc', 'desc']).default('asc').catch('asc'),
  densite: z.enum(['confortable', 'compacte']).default('confortable').catch('confortable'), page: z.coerce.number().int().min(1).max(1000).default(1).catch(1),
});

/** What this person may list: the register is for those who hold it. */
function demandeDe(c: C, ctx: ContextePage): { demande: DemandeListe; filtre: Parameters<typeof listerAdherents>[1] } {
  const lue = Demande.parse(c.req.query());
  const demande = peutTenirRegistre(ctx.qui) ? lue : { ...lue, liste: 'membres' as const };
  return { demande, filtre: { ...demande, statuts: VUES_DE_LISTE[demande.liste] } };
}

const corps = corpsGarde();
const cadreDe = (ctx: ContexteVu): Omit<VuePage, 'corps'> => ({ titre: 'Adhérents', actif: 'reseau', chemin: cheminReseau(ctx), onglets: ongletsReseau(ctx, 'adherents'), sujets: ['adherents'] });
const droitsDe = ({ qui }: ContexteVu): DroitsListe => ({ tenir: peutTenirRegistre(qui), regler: peutReglerAdhesions(qui), proposer: peutProposer(qui), cotisations: peutTenirCotisations(qui) });
const adresseDe = (c: C, ctx: ContexteVu): string => `${ctx.base}/reseau/adherents${new URL(c.req.url).search}`;
/** All that the list shows beside the register itself. */
const cleDe = (c: C, ctx: ContexteVu): string => `${adresseDe(c, ctx)} ${Object.values(droitsDe(ctx)).join(' ')}`;

async function laListe(c: C, ctx: ContextePage): Promise<VuePage> {
  const { demande, filtre } = demandeDe(c, ctx);
  const commun = { base: ctx.base, adresse: adresseDe(c, ctx), demande, droits: droitsDe(ctx) };
  if (!peutVoirAdherents(ctx.qui)) return refus('interdit', { ...cadreDe(ctx), corps: <PageAdherents vue={presenterAdherents({ ...commun, lu: { total: 0, lignes: [] }, facettes: [], comptes: {}, questions: 0, interdit: true })} /> });
  const { comptes, facettes, questions, revision, ...lu } = await lireRegistre(ctx, filtre, { debut: (demande.page - 1) * PAR_PAGE, nombre: PAR_PAGE });
  const liste = <PageAdherents vue={presenterAdherents({ ...commun, lu, facettes, comptes, questions })} />;
  return { ...cadreDe(ctx), corps: revision === undefined ? liste : corps.garder({ adresse: cleDe(c, ctx), preuve: String(revision) }, liste) };
}

/** The list as it was written, while the register has not changed since. */
function listeConnue(c: C, ctx: ContexteVu): VuePage | undefined {
  const ecrite = typeof ctx.amorce === 'number' && peutVoirAdherents(ctx.qui) ? corps.retrouver({ adresse: cleDe(c, ctx), preuve: String(ctx.amorce) }) : undefined;
  return ecrite && { ...cadreDe(ctx), corps: ecrite };
}

const exporter = (c: C, format: 'csv' | 'xlsx'): Promise<Response> =>
  page(c, async (ctx) => {
    if (!peutVoirAdherents(ctx.qui)) return laListe(c, ctx);
    const tenir = peutTenirRegistre(ctx.qui);
    const { lignes } = await listerAdherents(ctx, demandeDe(c, ctx).filtre, { debut: 0, nombre: EXPORT_AU_PLUS });
    const contact = tenir ? ['courriel', 'telephone', 'rpps', 'statut'] : [];
    const table = lignes.map((l) => [l.nom, metierDe(l), l.communeNom ?? '', l.college ?? '', l.membreDepuis ?? '', ...(tenir ? [l.courriel ?? '', l.telephone ?? '', l.rpps ?? '', l.statut] : [])]);
    return repondreTableau([['nom', 'profession', 'commune', 'college', 'membre_depuis', ...contact], ...table], { nom: `adherents-${ctx.ici.slug}`, feuille: 'Adhérents', format });
  });

const idDe = (c: C): AdhesionId | undefined => AdhesionId.safeParse(c.req.param('id')).data;

async function leDossier(c: C, ctx: ContextePage, saisie?: SaisieDossier): Promise<VuePage> {
  const id = idDe(c);
  const dossier = id && (await lireDossier(ctx, id));
  const tenir = peutTenirRegistre(ctx.qui);
  const sienne = dossier?.adhesion.personneId === ctx.qui.personneId;
  const visible = dossier && (tenir || sienne || (peutVoirAdherents(ctx.qui) && VUES_DE_LISTE.membres.some((s) => s === dossier.adhesion.statut)));
  if (!visible) return { titre: 'Adhésion introuvable', actif: 'reseau', chemin: cheminReseau(ctx, { libelle: 'Introuvable' }), statut: 404, corps: <AdhesionAbsente base={ctx.base} /> };
  const vue = presenterDossier(dossier, { base: ctx.base, fuseau: ctx.fuseau, aujourdhui: ctx.aujourdhui, peutTenir: tenir, peutCotisations: peutTenirCotisations(ctx.qui), sienne });
  return { titre: vue.nom, actif: 'reseau', chemin: cheminReseau(ctx, { libelle: vue.nom }), onglets: ongletsReseau(ctx, 'adherents'), sujets: ['adherents'], corps: <PageAdhesion vue={vue} saisie={saisie} /> };
}

type Issue = Result<unknown, RefusAdhesion | { readonly code: 'fichier'; readonly phrase: string }>;
type Faire<T> = (ctx: ContextePage, p: T & { id: AdhesionId }, depuis: Depuis) => Promise<Issue>;

/** A gesture on one membership: done, or its page again with the reason and what was typed. */
const gesteDAdhesion = <T,>(cpts: Routes, forme: string, schema: z.ZodType<T>, phrase: string, faire: Faire<T>): void => {
  cpts.post(`/reseau/adherents/:id/${forme}`, (c) =>
    geste(c, schema, {
      enErreur: (ctx, erreurs, valeurs) => leDossier(c, ctx, { forme, erreurs, valeurs }),
      faire: async (ctx, saisie, valeurs) => {
        const id = idDe(c);
        if (!id) return leDossier(c, ctx);
        const issue = await faire(ctx, { ...saisie, id }, depuisPage(c, ctx));
        if (issue.ok) return vers(c, `${ctx.base}/reseau/adherents/${id}`, phrase);
        const r = issue.refus;
        if (r.code === 'fichier') return refus('regle', await leDossier(c, ctx, { forme, erreurs: { document: r.phrase }, valeurs }));
        const sansChamp = forme === 'instruire';
        return refus(natureDe(r), await leDossier(c, ctx, { forme: sansChamp ? 'geste' : forme, erreurs: { [r.code === 'college_a_choisir' || r.code === 'college_non_admis' ? 'college' : r.code === 'jour_incoherent' ? 'jour' : '']: phraseRefus(r) }, valeurs }));
      },
    }),
  );
};

/** The document joined to a step of a procedure, if any: kept as it was sent. */
async function document(ctx: ContextePage, brut: unknown): Promise<Result<string | undefined, { readonly code: 'fichier'; readonly phrase: string }>> {
  const lu = FichierEnvoye.safeParse(brut);
  if (!lu.success) return ok(undefined);
  const depose = await deposerFichier(ctx, lu.data);
  return depose.ok ? ok(depose.valeur.id) : refuser({ code: 'fichier', phrase: phraseRefusFichier(depose.refus) });
}

const avecDocument = async <T extends { document?: unknown }>(ctx: ContextePage, p: T, faire: (p: Omit<T, 'document'> & { document: string | undefined }) => Promise<Issue>): Promise<Issue> => {
  const d = await document(ctx, p.document);
  return d.ok ? faire({ ...p, document: d.valeur }) : d;
};

/** A document is read by whoever sees the procedure: those who hold the register, and the person concerned. */
const leDocument = (c: C): Promise<Response> =>
  page(c, async (ctx) => {
    const id = idDe(c);
    const dossier = id && (await lireDossier(ctx, id));
    const fichierId = c.req.param('fichier') ?? '';
    const admis = dossier && (peutTenirRegistre(ctx.qui) || dossier.adhesion.personneId === ctx.qui.personneId) && dossier.exclusions.some((e) => [e.notificationId, e.observationsId, e.decisionId].includes(fichierId));
    const fichier = admis ? await lireFichier(ctx, fichierId) : undefined;
    return fichier ? reponseFichier(c, fichier, true) : leDossier(c, ctx);
  });

export function routesAdherents(cpts: Routes): void {
  cpts.get('/reseau/adherents', (c) => page(c, (ctx) => laListe(c, ctx), { amorce: AMORCE_REGISTRE, faire: (ctx) => listeConnue(c, ctx) }));
  cpts.get('/reseau/adherents.csv', (c) => exporter(c, 'csv'));
  cpts.get('/reseau/adherents.xlsx', (c) => exporter(c, 'xlsx'));
  cpts.get('/reseau/adherents/:id', (c) => page(c, (ctx) => leDossier(c, ctx)));
  cpts.get('/reseau/adherents/:id/document/:fichier', leDocument);
  gesteDAdhesion(cpts, 'instruire', SaisieGeste, 'L’instruction commence. La personne est prévenue s’il y a une charte à accepter.', instruireAdhesion);
  gesteDAdhesion(cpts, 'valider', SaisieValidation, 'Admission enregistrée. Un courriel de bienvenue part, avec l’accès.', validerAdhesion);
  gesteDAdhesion(cpts, 'refuser', SaisieMotif, 'Refus enregistré. La personne reçoit le motif.', refuserAdhesion);
  gesteDAdhesion(cpts, 'fin', SaisieFin, 'La fin de l’adhésion est notée.', (ctx, p) => constaterFin(ctx, p));
  gesteDAdhesion(cpts, 'engager', SaisieExclusion, 'La procédure est engagée. La personne est prévenue et reste membre.', (ctx, p, d) => avecDocument(ctx, p, (q) => engagerExclusion(ctx, { ...q, notifieeLe: p.notifiee_le, convoqueePour: p.convoquee_pour }, d)));
  gesteDAdhesion(cpts, 'entendre', SaisieAudition, 'L’audition est notée.', (ctx, p) => avecDocument(ctx, p, (q) => entendreAdherent(ctx, q)));
  gesteDAdhesion(cpts, 'exclure', SaisieDecision, 'L’exclusion est prononcée. La personne est prévenue.', (ctx, p, d) => avecDocument(ctx, p, (q) => deciderExclusion(ctx, { ...q, exclure: true }, d)));
  gesteDAdhesion(cpts, 'maintenir', SaisieDecision, 'La procédure est close : la personne reste membre.', (ctx, p, d) => avecDocument(ctx, p, (q) => deciderExclusion(ctx, { ...q, exclure: false }, d)));
  gesteDAdhesion(cpts, 'place', SaisieValidation, 'La catégorie et le collège sont à jour.', (ctx, p) => changerPlace(ctx, p));
  gesteDAdhesion(cpts, 'courriel', SaisieCourriel, 'L’adresse est à jour.', (ctx, p) => corrigerCourriel(ctx, p));
  gesteDAdhesion(cpts, 'correction', SaisieCorrection, 'La fiche est à jour.', (ctx, p) => {
    const commune = communeTapee(p.commune);
    return corrigerAdhesion(ctx, { id: p.id, version: p.version, identite: { ...p, ...(commune.ok ? commune.valeur : { communeNom: p.commune }) } });
  });
}
