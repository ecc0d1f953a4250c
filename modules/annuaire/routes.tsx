import type { ContextePage } from '#server/contexte.ts';
import { encadrer } from '#server/cadre.tsx';
import { ongletsReseau } from '#server/navigation.ts';
import type { Valeurs } from '#server/formulaires.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import { chargerPaquet } from '#server/paquet/charger.ts';
import type { Routes } from '#server/routes.ts';
import { repondreTableau } from '#server/documents/tableurs.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import type { Paquet } from '#modules/territoire/model.ts';
import { territoireCourant } from '#modules/territoire/queries.ts';
import { z } from 'zod';
import { CHANGEMENTS_EXPORTES, CHANGEMENTS_PAR_PAGE, PAR_PAGE, RESULTATS_AU_PLUS } from './constants.ts';
import { phraseRefusFiche } from './labels.ts';
import { FICHE_VIERGE, AUDIENCES_PAR_DEFAUT, type Audience, ContenuFiche, DitDansLaFiche, NatureDeMouvement, SaisieFiche } from './model.ts';
import { comprendre } from './moteur/texte.ts';
import { PageAnnuairePublic } from './pages/annuaire-public.tsx';
import { PageAnnuaire } from './pages/annuaire.tsx';
import { PageChangements } from './pages/changements.tsx';
import { PageFiche, type VueFiche } from './pages/fiche.tsx';
import { PageProfessionnel } from './pages/professionnel.tsx';
import { peutTenirFiche, peutVoirAnnuaire, peutVoirChampsDesMembres } from './permissions.ts';
import { compterChangements, editionsComparees, type FiltreChangements, lireChangements } from './queries-changements.ts';
import { fichePropose, identifiantsQuiDisent } from './queries-fiche.ts';
import { annuairePublic, chercherProfessionnels, compterParProfession, editionServie, ficheDe, fichesParRpps, libellesServis, lireProfessionnel, rppsDeLaPersonne } from './queries.ts';
import { declinerFiche } from './use-cases/decliner-fiche.ts';
import { retirerFiche, tenirFiche } from './use-cases/tenir-fiche.ts';
import { champsVus, type DemandeAnnuaire, ligneDe, nomComplet, adresseProposee, presenterAnnuaire, presenterChangements, presenterProfessionnel, presenterPublic, tableauDesChangements } from './view.ts';

const Demande = z.object({
  q: z.string().trim().max(120).catch(''),
  metier: z.string().max(10).catch(''),
  ou: z.string().max(20).catch(''),
  autour: z.string().trim().max(80).catch(''),
  km: z.coerce.number().int().min(1).max(100).catch(20),
  dit: z.union([z.literal(''), DitDansLaFiche]).catch(''),
  page: z.coerce.number().int().min(1).max(RESULTATS_AU_PLUS / PAR_PAGE).catch(1),
});
const DemandePublique = Demande.pick({ q: true, metier: true, page: true });

const chemin = (ctx: ContextePage, ...suite: readonly string[]): NonNullable<VuePage['chemin']> => [
  { libelle: 'Aujourd’hui', href: ctx.base },
  ...(suite.length > 0 ? [{ libelle: 'Annuaire', href: `${ctx.base}/reseau/annuaire` }, ...suite.map((libelle) => ({ libelle }))] : [{ libelle: 'Annuaire' }]),
];

const RAYON_TERRE_KM = 6371;
/** Communes whose point is within `km` of another's, as the crow flies. */
function communesAutour(paquet: Paquet, autour: string, km: number): readonly string[] | undefined {
  const centre = paquet.chercher(autour, { limite: 1 })[0]?.commune;
  const p = centre?.position;
  if (!p) return undefined;
  const rad = Math.PI / 180;
  return paquet.communes.flatMap((c) => {
    if (!c.position) return [];
    const [dLat, dLon] = [(c.position.lat - p.lat) * rad, (c.position.lon - p.lon) * rad];
    const a = Math.sin(dLat / 2) ** 2 + Math.cos(p.lat * rad) * Math.cos(c.position.lat * rad) * Math.sin(dLon / 2) ** 2;
    return 2 * RAYON_TERRE_KM * Math.asin(Math.sqrt(a)) <= km ? [c.code] : [];
  });
}

type Lieux = { readonly communes: readonly string[] | undefined; readonly refus?: string };

function lieuxDemandes(paquet: Paquet, d: DemandeAnnuaire, territoire: readonly string[]): Lieux {
  if (d.autour !== '') {
    const communes = communesAutour(paquet, d.autour, d.km);
    return communes ? { communes } : { communes: [], refus: `Aucune commune ne correspond à « ${d.autour} » : essayez son code postal.` };
  }
  if (d.ou === 'partout') return { communes: undefined };
  if (/^(\d{5}|2[AB]\d{3})$/.test(d.ou)) return { communes: [d.ou] };
  return { communes: territoire.length > 0 ? territoire : undefined };
}

const audienceDe = (ctx: ContextePage): Audience => (peutVoirChampsDesMembres(ctx.qui) ? 'membres' : 'public');

/** The search as asked; words that name a commune move to the place when the name alone finds nobody. */
async function chercher(ctx: ContextePage, demande: DemandeAnnuaire, { nombre = PAR_PAGE, debut = (demande.page - 1) * PAR_PAGE } = {}) {
  const paquet = chargerPaquet();
  const [courant, libelles] = [await territoireCourant(ctx), await libellesServis(ctx)];
  const territoire = (courant?.communes ?? []).map((code) => ({ code: code as string, nom: paquet.commune(code)?.nom ?? code }));
  const { communes, refus: phrase } = lieuxDemandes(paquet, demande, territoire.map((t) => t.code));
  const compris = comprendre(demande.q, libelles);
  const professions = demande.metier === '' ? compris.professions : [demande.metier];
  const parmi = demande.dit === '' ? undefined : await identifiantsQuiDisent(ctx, demande.dit, audienceDe(ctx));
  const recherche = { ...compris, professions, communes, parmi };
  const cadre = { debut, nombre };
  let trouve = await chercherProfessionnels(ctx, recherche, cadre);
  const dernier = compris.noms.at(-1);
  if (dernier !== undefined && dernier.length >= 3 && (trouve.total === 0 || trouve.corriges.length > 0)) {
    const ville = paquet.chercher(dernier, { limite: 1, sansFaute: true })[0];
    if (ville && ville.ecart < 0.3) {
      const aLieu = await chercherProfessionnels(ctx, { ...recherche, noms: compris.noms.slice(0, -1), communes: [ville.commune.code] }, cadre);
      if (aLieu.total > 0) trouve = aLieu;
    }
  }
  return { territoire, libelles, trouve, ...(phrase === undefined ? {} : { refus: phrase }) };
}

async function pageAnnuaire(c: C, ctx: ContextePage): Promise<VuePage> {
  const demande = Demande.parse(c.req.query());
  const { territoire, libelles, trouve, refus: phrase } = await chercher(ctx, demande);
  const codes = territoire.map((t) => t.code);
  const moi = await rppsDeLaPersonne(ctx);
  const vue = presenterAnnuaire({
    base: ctx.base, adresse: `${ctx.base}/reseau/annuaire${new URL(c.req.url).search}`, demande, edition: await editionServie(ctx), libelles, territoire, trouve,
    fiches: await fichesParRpps(ctx, trouve.professionnels.flatMap((p) => p.rpps ?? [])), pour: audienceDe(ctx),
    comptes: codes.length > 0 ? await compterParProfession(ctx, codes) : [], changements: codes.length > 0 ? await compterChangements(ctx, { communes: codes, profession: '' }) : { arrivee: 0, depart: 0, demenagement: 0 },
    monIdentifiant: moi !== undefined && (await lireProfessionnel(ctx, `8${moi}`)) ? `8${moi}` : undefined,
    peutVoirAcces: ctx.qui.roles.some((r) => r === 'coordination' || r === 'presidence' || r === 'secretariat' || r === 'tresorerie'),
    publique: `/annuaire/${ctx.ici.slug}`, interdit: !peutVoirAnnuaire(ctx.qui), ...(phrase === undefined ? {} : { refus: phrase }),
  });
  return { titre: 'Annuaire', actif: 'reseau', chemin: chemin(ctx), onglets: ongletsReseau(ctx, 'annuaire'), sujets: ['annuaire'], corps: <PageAnnuaire vue={vue} /> };
}

const exporter = (c: C, format: 'csv' | 'xlsx'): Promise<Response> =>
  page(c, async (ctx) => {
    const { libelles, trouve } = await chercher(ctx, Demande.parse(c.req.query()), { debut: 0, nombre: RESULTATS_AU_PLUS });
    const lignes = trouve.professionnels.map((p) => {
      const l = ligneDe(p, { base: ctx.base, libelles, pour: 'public' });
      return [p.rpps ?? p.identifiant, l.nom, l.metier, l.lieux.join(' ; '), p.lieux[0]?.commune ?? '', l.telephone ?? ''];
    });
    return repondreTableau([['identifiant', 'nom', 'metier', 'lieux', 'commune', 'telephone'], ...lignes], { nom: `annuaire-${ctx.ici.slug}`, feuille: 'Annuaire', format });
  });

const DemandeChangements = z.object({
  ou: z.enum(['territoire', 'partout']).catch('territoire'),
  metier: z.string().max(10).catch(''),
  sens: z.union([z.literal(''), NatureDeMouvement]).catch(''),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

/** The changes asked for: those of the territory, unless there is none yet or everywhere is asked. */
async function demandeDeChangements(c: C, ctx: ContextePage) {
  const lue = DemandeChangements.parse(c.req.query());
  const territoire: readonly string[] = (await territoireCourant(ctx))?.communes ?? [];
  const demande = { ...lue, ou: territoire.length === 0 ? ('partout' as const) : lue.ou };
  const filtre: FiltreChangements = { communes: demande.ou === 'partout' ? undefined : territoire, profession: demande.metier };
  const paquet = chargerPaquet();
  return { filtre, faits: { base: ctx.base, demande, territoire, libelles: await libellesServis(ctx), nomDeCommune: (code: string) => paquet.commune(code)?.nom ?? code } };
}

async function pageChangements(c: C, ctx: ContextePage): Promise<VuePage> {
  const { filtre, faits } = await demandeDeChangements(c, ctx);
  const { demande } = faits;
  const comptes = await compterChangements(ctx, filtre);
  const actif = demande.sens || (NatureDeMouvement.options.find((n) => comptes[n] > 0) ?? 'arrivee');
  const changements = await lireChangements(ctx, filtre, { sens: actif, debut: (demande.page - 1) * CHANGEMENTS_PAR_PAGE, nombre: CHANGEMENTS_PAR_PAGE });
  const vue = presenterChangements({
    ...faits, comptes, actif, changements, adresse: `${ctx.base}/reseau/annuaire/changements${new URL(c.req.url).search}`, edition: await editionServie(ctx), comparees: await editionsComparees(ctx), interdit: !peutVoirAnnuaire(ctx.qui),
  });
  return { titre: 'Arrivées et départs', actif: 'reseau', chemin: chemin(ctx, 'Arrivées et départs'), sujets: ['annuaire'], corps: <PageChangements vue={vue} /> };
}

const exporterChangements = (c: C, format: 'csv' | 'xlsx'): Promise<Response> =>
  page(c, async (ctx) => {
    const { filtre, faits } = await demandeDeChangements(c, ctx);
    const changements = await lireChangements(ctx, filtre, { debut: 0, nombre: CHANGEMENTS_EXPORTES });
    return repondreTableau(tableauDesChangements({ ...faits, changements }), { nom: `annuaire-changements-${ctx.ici.slug}`, feuille: 'Changements', format });
  });

const INCONNU: VuePage = { titre: 'Professionnel introuvable', statut: 404, actif: 'reseau', corps: <PageFicheAbsente /> };
function PageFicheAbsente() {
  return <><h1>Ce professionnel n’est pas dans l’extraction.</h1><p>Il a pu cesser son activité, ou exercer hors des départements importés.</p></>;
}

async function pageProfessionnel(c: C, ctx: ContextePage): Promise<VuePage> {
  const professionnel = await lireProfessionnel(ctx, c.req.param('identifiant') ?? '');
  if (!professionnel) return INCONNU;
  const { rpps } = professionnel;
  const fiche = rpps === undefined ? undefined : await ficheDe(ctx, rpps);
  const moi = peutTenirFiche(ctx.qui, await rppsDeLaPersonne(ctx), rpps);
  const vue = presenterProfessionnel({ base: ctx.base, professionnel, libelles: await libellesServis(ctx), fiche, pour: moi ? 'moi' : audienceDe(ctx), peutTenir: moi, aReconnaitre: moi && (await fichePropose(ctx)) !== undefined, edition: await editionServie(ctx), interdit: !peutVoirAnnuaire(ctx.qui) });
  return { titre: vue.nom, actif: 'reseau', chemin: chemin(ctx, vue.nom), sujets: ['annuaire'], corps: <PageProfessionnel vue={vue} /> };
}

async function pageFiche(c: C, ctx: ContextePage, plus: Partial<VueFiche> = {}): Promise<VuePage> {
  const professionnel = await lireProfessionnel(ctx, c.req.param('identifiant') ?? '');
  if (!professionnel) return INCONNU;
  const { rpps, identifiant } = professionnel;
  const permise = peutTenirFiche(ctx.qui, await rppsDeLaPersonne(ctx), rpps);
  const fiche = permise && rpps !== undefined ? await ficheDe(ctx, rpps) : undefined;
  const retour = `${ctx.base}/reseau/annuaire/${identifiant}`;
  const vue: VueFiche = {
    interdit: !permise, nom: nomComplet(professionnel), action: `${retour}/fiche`, retour, version: fiche?.version ?? 0,
    contenu: fiche?.contenu ?? ContenuFiche.parse({}), propose: adresseProposee(professionnel), publique: `/annuaire/${ctx.ici.slug}`, audiences: fiche?.audiences ?? AUDIENCES_PAR_DEFAUT, publiee: fiche?.publiee ?? false,
    ...(permise ? {} : { refus: phraseRefusFiche('identite_differente') }), ...plus,
  };
  return { titre: 'Ma fiche', actif: 'reseau', chemin: chemin(ctx, 'Ma fiche'), corps: <PageFiche vue={vue} />, ...(permise ? {} : { statut: 403 }) };
}

const enregistrer = (c: C): Promise<Response> =>
  geste(c, SaisieFiche, {
    enErreur: (ctx, erreurs, valeurs) => pageFiche(c, ctx, { erreurs, valeurs }),
    faire: async (ctx, saisie, valeurs: Valeurs) => {
      const rpps = (c.req.param('identifiant') ?? '').slice(1);
      const fait = await tenirFiche(ctx, { rpps, saisie });
      if (fait.ok) return vers(c, `${ctx.base}/reseau/annuaire/8${rpps}`, 'Votre fiche est enregistrée.');
      const phrase = phraseRefusFiche(fait.refus.code);
      if (fait.refus.code === 'fiche_modifiee') return refus('conflit', await pageFiche(c, ctx, { refus: phrase, valeurs, version: fait.refus.actuelle.version, entretemps: champsVus(fait.refus.actuelle.contenu) }));
      return refus('interdit', await pageFiche(c, ctx, { interdit: true, refus: phrase }));
    },
  });

const Rien = z.strictObject({});
const rppsDemande = (c: C): string => (c.req.param('identifiant') ?? '').slice(1);

/** « C'est vous ? », answered in one tap: an empty page, shown to members only, that its owner fills when they like. */
const reconnaitre = (c: C): Promise<Response> =>
  geste(c, Rien, {
    enErreur: (ctx) => pageProfessionnel(c, ctx),
    faire: async (ctx) => {
      const rpps = rppsDemande(c);
      const fait = await tenirFiche(ctx, { rpps, saisie: FICHE_VIERGE });
      if (fait.ok || fait.refus.code === 'fiche_modifiee') return vers(c, `${ctx.base}/reseau/annuaire/8${rpps}/fiche`, 'Cette fiche est la vôtre. Complétez-la quand vous voulez.');
      return refus('interdit', await pageFiche(c, ctx, { interdit: true, refus: phraseRefusFiche(fait.refus.code) }));
    },
  });

const decliner = (c: C): Promise<Response> =>
  geste(c, Rien, {
    enErreur: (ctx) => pageProfessionnel(c, ctx),
    faire: async (ctx) => {
      const fait = await declinerFiche(ctx, rppsDemande(c));
      if (fait.ok) return vers(c, ctx.base, 'C’est noté : cette fiche ne vous sera plus proposée. Vérifiez le numéro RPPS de votre compte.');
      return refus('interdit', await pageFiche(c, ctx, { interdit: true, refus: phraseRefusFiche(fait.refus.code) }));
    },
  });

const retirer = (c: C): Promise<Response> =>
  geste(c, z.strictObject({}), {
    enErreur: (ctx) => pageFiche(c, ctx),
    faire: async (ctx) => {
      const rpps = (c.req.param('identifiant') ?? '').slice(1);
      const fait = await retirerFiche(ctx, rpps);
      if (fait.ok) return vers(c, `${ctx.base}/reseau/annuaire/8${rpps}`, 'Votre fiche est retirée.');
      return refus(fait.refus.code === 'fiche_inconnue' ? 'inconnu' : 'interdit', await pageFiche(c, ctx, { refus: phraseRefusFiche(fait.refus.code) }));
    },
  });

const pagePublique = (c: C): Promise<Response> => publier(c);

async function publier(c: C): Promise<Response> {
  const { db } = c.var.services;
  const lu = await annuairePublic(db, c.req.param('cpts') ?? '');
  if (!lu) return c.notFound();
  const libelles = await db.transaction().setAccessMode('read only').execute((tx) => libellesServis({ tx }));
  const vue = presenterPublic({ ...lu, libelles, demande: DemandePublique.parse(c.req.query()), adresse: `/annuaire/${encodeURIComponent(c.req.param('cpts') ?? '')}${new URL(c.req.url).search}` });
  return encadrer(c, undefined, { titre: `Annuaire public, ${lu.cpts}`, corps: <PageAnnuairePublic vue={vue} /> });
}

/** The directory under a CPTS, and what residents see of it. */
export function routesAnnuaire(app: Routes, cpts: Routes): void {
  app.get('/annuaire/:cpts', pagePublique);
  cpts.get('/reseau', (c) => c.redirect(`/cpts/${c.req.param('cpts')}/reseau/annuaire`));
  cpts.get('/reseau/annuaire', (c) => page(c, (ctx) => pageAnnuaire(c, ctx)));
  cpts.get('/reseau/annuaire.csv', (c) => exporter(c, 'csv'));
  cpts.get('/reseau/annuaire.xlsx', (c) => exporter(c, 'xlsx'));
  cpts.get('/reseau/annuaire/changements', (c) => page(c, (ctx) => pageChangements(c, ctx)));
  cpts.get('/reseau/annuaire/changements.csv', (c) => exporterChangements(c, 'csv'));
  cpts.get('/reseau/annuaire/changements.xlsx', (c) => exporterChangements(c, 'xlsx'));
  cpts.get('/reseau/annuaire/:identifiant', (c) => page(c, (ctx) => pageProfessionnel(c, ctx)));
  cpts.get('/reseau/annuaire/:identifiant/fiche', (c) => page(c, (ctx) => pageFiche(c, ctx)));
  cpts.post('/reseau/annuaire/:identifiant/fiche', enregistrer);
  cpts.post('/reseau/annuaire/:identifiant/fiche/retrait', retirer);
  cpts.post('/reseau/annuaire/:identifiant/fiche/reconnaissance', reconnaitre);
  cpts.post('/reseau/annuaire/:identifiant/fiche/refus', decliner);
}
