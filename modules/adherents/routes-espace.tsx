import { z } from 'zod';
import type { Nature, Result } from '#core/result.ts';
import type { ContextePage } from '#server/contexte.ts';
import { ecrirePdf } from '#server/documents/pdf.ts';
import { repondreTableau } from '#server/documents/tableurs.ts';
import { enListe, type Erreurs, type Valeurs } from '#server/formulaires.ts';
import { ongletsReseau } from '#server/navigation.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import type { Routes } from '#server/routes.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { EXPORT_AU_PLUS, PAR_PAGE } from './constants.ts';
import { libelleImplication, phraseCotisation, phraseRefus, phraseRenouvellement } from './labels.ts';
import { type Adhesion, AdhesionId, type RefusAdhesion, type RefusCotisation, type RefusRenouvellement } from './model.ts';
import { SaisieAppel, SaisieCampagne, SaisieCotisation, SaisieEngagement, SaisiePaiement } from './model-saisies.ts';
import { PageCotisations } from './pages/cotisations.tsx';
import { PageEspace } from './pages/espace.tsx';
import { PageRenouvellements } from './pages/renouvellements.tsx';
import { peutTenirCotisations, peutTenirRegistre } from './permissions.ts';
import { acceptationsLues, bilanDesCotisations, bilanRenouvellement, campagneEnAttente, cotisationsDAdhesion, lireCotisation, lireReglages, listerCampagnes, listerCotisations, listerRenouvelants, monAdhesion, renouvellementsDe, textesEnAttente } from './queries.ts';
import { cheminReseau, depuisPage, natureDe } from './routes.tsx';
import { accepterTextes } from './use-cases/accepter-textes.ts';
import { choisirEngagement } from './use-cases/choisir-engagement.ts';
import { annulerDepart, demanderDepart } from './use-cases/quitter-cpts.ts';
import { appelerCotisations, changerCotisation, enregistrerPaiement } from './use-cases/tenir-cotisations.ts';
import { ouvrirCampagne, relancerCampagne, renouvelerAdhesion, reprendreRenouvellement } from './use-cases/renouveler-adhesion.ts';
import { presenterCotisations, presenterEspace, presenterRenouvellements, redigerRecu, tableDesRenouvellements } from './view-espace.ts';
import { type ARenouveler, presenterARenouveler } from './view-public.ts';
import { accord, formaterDate } from '#core/texte.ts';

const aRenouveler = async (ctx: ContextePage, a: Adhesion): Promise<ARenouveler | undefined> => { const c = await campagneEnAttente(ctx, a.id); return c && presenterARenouveler(c, ctx.aujourdhui); };

async function monEspace(ctx: ContextePage, refusDit?: string): Promise<VuePage> {
  const adhesion = await monAdhesion(ctx);
  const vue = presenterEspace({
    base: ctx.base, fuseau: ctx.fuseau, adhesion, delai: (await lireReglages(ctx)).delaiDepartJours,
    attente: adhesion ? await textesEnAttente(ctx, adhesion.id) : [], acceptations: adhesion ? await acceptationsLues(ctx, adhesion.id) : [], cotisations: adhesion ? await cotisationsDAdhesion(ctx, adhesion.id) : [], renouvelees: adhesion ? await renouvellementsDe(ctx, adhesion.id) : [], renouveler: adhesion && (await aRenouveler(ctx, adhesion)),
  });
  return { titre: 'Ma place dans la CPTS', actif: 'reseau', chemin: cheminReseau(ctx, { libelle: 'Ma place' }), onglets: ongletsReseau(ctx, 'moi'), sujets: ['adherents'], corps: <PageEspace vue={vue} {...(refusDit ? { refus: refusDit } : {})} /> };
}

/** A gesture on one's own membership; without one, the page says so. */
const mien = <T,>(cpts: Routes, adresse: string, schema: z.ZodType<T>, faire: (ctx: ContextePage, saisie: T, a: Adhesion) => Promise<Result<string, RefusAdhesion>>): void => {
  cpts.post(`/reseau/moi/${adresse}`, (c) =>
    geste(c, schema, {
      enErreur: (ctx, erreurs) => monEspace(ctx, Object.values(erreurs)[0]),
      faire: async (ctx, saisie) => {
        const a = await monAdhesion(ctx);
        const issue = a ? await faire(ctx, saisie, a) : { ok: false as const, refus: { code: 'adhesion_inconnue' as const } };
        return issue.ok ? vers(c, `${ctx.base}/reseau/moi`, issue.valeur) : refus(natureDe(issue.refus), await monEspace(ctx, phraseRefus(issue.refus)));
      },
    }),
  );
};
const dire = <V,>(r: Result<V, RefusAdhesion>, phrase: (v: V) => string): Result<string, RefusAdhesion> => (r.ok ? { ok: true, valeur: phrase(r.valeur) } : r);

const DemandeCotisations = z.object({ annee: z.coerce.number().int().min(2000).max(2100).optional().catch(undefined), statut: z.enum(['appelee', 'payee', 'dispensee', 'annulee', '']).catch(''), densite: z.enum(['confortable', 'compacte']).catch('confortable'), page: z.coerce.number().int().min(1).max(1000).catch(1) });

async function lesCotisations(c: C, ctx: ContextePage, refusDit?: string, pour?: number): Promise<VuePage> {
  const d = DemandeCotisations.parse(c.req.query());
  const annee = pour ?? d.annee ?? Number(ctx.aujourdhui.slice(0, 4));
  const interdit = !peutTenirCotisations(ctx.qui);
  const lues = interdit ? [] : await listerCotisations(ctx, annee, { statut: d.statut === '' ? undefined : d.statut, debut: (d.page - 1) * PAR_PAGE, nombre: PAR_PAGE });
  const vue = presenterCotisations({ base: ctx.base, adresse: `${ctx.base}/reseau/cotisations?annee=${annee}${d.statut === '' ? '' : `&statut=${d.statut}`}${d.densite === 'compacte' ? '&densite=compacte' : ''}`, densite: d.densite, annee, aujourdhui: ctx.aujourdhui, lues, bilan: interdit ? [] : await bilanDesCotisations(ctx, annee), page: d.page, taille: PAR_PAGE, statut: d.statut, ...(interdit ? { interdit } : {}) });
  return { titre: `Cotisations ${annee}`, actif: 'reseau', chemin: cheminReseau(ctx, { libelle: 'Cotisations' }), onglets: ongletsReseau(ctx, 'adherents'), sujets: ['cotisations'], corps: <PageCotisations vue={vue} {...(refusDit ? { refus: refusDit } : {})} />, ...(interdit ? { statut: 403 } : {}) };
}

const caisse = <T,>(cpts: Routes, adresse: string, schema: z.ZodType<T>, faire: (c: C, ctx: ContextePage, saisie: T) => Promise<Result<{ annee: number; phrase: string }, RefusCotisation>>): void => {
  cpts.post(`/reseau/cotisations/${adresse}`, (c) =>
    geste(c, schema, {
      enErreur: (ctx, erreurs) => lesCotisations(c, ctx, Object.values(erreurs)[0]),
      faire: async (ctx, saisie) => {
        const issue = await faire(c, ctx, saisie);
        if (issue.ok) return vers(c, `${ctx.base}/reseau/cotisations?annee=${issue.valeur.annee}`, issue.valeur.phrase);
        return refus(issue.refus.code === 'role_insuffisant' ? 'interdit' : issue.refus.code === 'cotisation_inconnue' ? 'inconnu' : 'regle', await lesCotisations(c, ctx, phraseCotisation(issue.refus)));
      },
    }),
  );
};

const DemandeRenouvellements = z.object({ annee: z.coerce.number().int().min(2000).max(2100).optional().catch(undefined), liste: z.enum(['attendus', 'faits', 'tous']).catch('attendus'), page: z.coerce.number().int().min(1).max(1000).catch(1) });

async function renouvellements(c: C, ctx: ContextePage, reprise: { readonly refus?: string; readonly erreurs?: Erreurs; readonly valeurs?: Valeurs } = {}): Promise<VuePage> {
  const interdit = !peutTenirRegistre(ctx.qui);
  const d = DemandeRenouvellements.parse(c.req.query());
  const campagnes = interdit ? [] : await listerCampagnes(ctx);
  const campagne = campagnes.find((x) => x.annee === d.annee) ?? campagnes[0];
  const faits = d.liste === 'tous' ? {} : { faits: d.liste === 'faits' };
  const vue = presenterRenouvellements({ base: ctx.base, aujourdhui: ctx.aujourdhui, campagnes, campagne, bilan: campagne ? await bilanRenouvellement(ctx, campagne) : { total: 0, faits: 0 }, lus: campagne ? await listerRenouvelants(ctx, campagne, { ...faits, debut: (d.page - 1) * PAR_PAGE, nombre: PAR_PAGE }) : [], liste: d.liste, page: d.page, taille: PAR_PAGE, ...reprise, interdit });
  return { titre: 'Renouvellements', actif: 'reseau', chemin: cheminReseau(ctx, { libelle: 'Renouvellements' }), onglets: ongletsReseau(ctx, 'adherents'), corps: <PageRenouvellements vue={vue} />, ...(interdit ? { statut: 403 } : {}) };
}

const NATURES_RENOUVELLEMENT: Partial<Record<RefusRenouvellement['code'], Nature>> = { role_insuffisant: 'interdit', campagne_absente: 'inconnu', campagne_deja_ouverte: 'conflit' };
const CHAMPS_RENOUVELLEMENT: Partial<Record<RefusRenouvellement['code'], string>> = { campagne_deja_ouverte: 'annee', terme_trop_proche: 'jusqua' };

/** A gesture of the coordination on a campaign. */
const campagne = <T extends { readonly annee: number }>(cpts: Routes, adresse: string, schema: z.ZodType<T>, faire: (c: C, ctx: ContextePage, saisie: T) => Promise<Result<string, RefusRenouvellement>>): void => {
  cpts.post(`/reseau/renouvellements${adresse}`, (c) =>
    geste(c, schema, {
      enErreur: (ctx, erreurs, valeurs) => renouvellements(c, ctx, { erreurs, valeurs }),
      faire: async (ctx, saisie, valeurs) => {
        const issue = await faire(c, ctx, saisie);
        if (issue.ok) return vers(c, `${ctx.base}/reseau/renouvellements?annee=${saisie.annee}`, issue.valeur);
        const [phrase, champ] = [phraseRenouvellement(issue.refus), CHAMPS_RENOUVELLEMENT[issue.refus.code]];
        return refus(NATURES_RENOUVELLEMENT[issue.refus.code] ?? 'regle', await renouvellements(c, ctx, { valeurs, ...(champ === undefined ? { refus: phrase } : { erreurs: { [champ]: phrase } }) }));
      },
    }),
  );
};
const Annee = z.coerce.number().int().min(2000).max(2100);
const UnMembre = z.strictObject({ annee: Annee, adhesion: z.union([AdhesionId], 'Choisissez un membre.') });

/** The whole list of a campaign, as it is filtered on the page. */
const exporterRenouvellements = (c: C, format: 'csv' | 'xlsx'): Promise<Response> =>
  page(c, async (ctx) => {
    const d = DemandeRenouvellements.parse(c.req.query());
    const lues = peutTenirRegistre(ctx.qui) ? await listerCampagnes(ctx) : [];
    const choisie = lues.find((x) => x.annee === d.annee) ?? lues[0];
    if (!choisie) return renouvellements(c, ctx);
    const membres = await listerRenouvelants(ctx, choisie, { ...(d.liste === 'tous' ? {} : { faits: d.liste === 'faits' }), debut: 0, nombre: EXPORT_AU_PLUS });
    return repondreTableau(tableDesRenouvellements(membres, choisie, ctx.aujourdhui), { nom: `renouvellements-${choisie.annee}-${ctx.ici.slug}`, feuille: 'Renouvellements', format });
  });

function routesRenouvellements(cpts: Routes): void {
  cpts.get('/reseau/renouvellements.csv', (c) => exporterRenouvellements(c, 'csv'));
  cpts.get('/reseau/renouvellements.xlsx', (c) => exporterRenouvellements(c, 'xlsx'));
  cpts.get('/reseau/renouvellements', (c) => page(c, (ctx) => renouvellements(c, ctx)));
  campagne(cpts, '', SaisieCampagne, async (c, ctx, s) => { const r = await ouvrirCampagne(ctx, s, depuisPage(c, ctx)); return r.ok ? { ok: true, valeur: `Campagne ouverte : ${accord(r.valeur, 'membre')} à qui demander. Les courriels partent.` } : r; });
  campagne(cpts, '/relance', z.strictObject({ annee: Annee }), async (c, ctx, s) => { const r = await relancerCampagne(ctx, s.annee, depuisPage(c, ctx)); return r.ok ? { ok: true, valeur: `${accord(r.valeur, 'rappel')} : les courriels partent.` } : r; });
  campagne(cpts, '/note', UnMembre, async (_c, ctx, s) => { const r = await renouvelerAdhesion(ctx, { id: s.adhesion, annee: s.annee, moyen: 'coordination' }); return r.ok ? { ok: true, valeur: `${r.valeur} reste membre en ${s.annee}.` } : r; });
  campagne(cpts, '/reprise', UnMembre, async (_c, ctx, s) => { const r = await reprendreRenouvellement(ctx, { id: s.adhesion, annee: s.annee }); return r.ok ? { ok: true, valeur: 'C’est repris : cette adhésion attend de nouveau.' } : r; });
  cpts.post('/reseau/moi/renouvellement', (c) => geste(c, z.strictObject({ annee: Annee }), {
    enErreur: (ctx, erreurs) => monEspace(ctx, Object.values(erreurs)[0]),
    faire: async (ctx, { annee }) => {
      const a = await monAdhesion(ctx);
      const issue = a ? await renouvelerAdhesion(ctx, { id: a.id, annee, moyen: 'espace' }) : ({ ok: false, refus: { code: 'pas_concerne' } } as const);
      return issue.ok ? vers(c, `${ctx.base}/reseau/moi`, `Merci : vous restez membre en ${annee}.`) : refus(NATURES_RENOUVELLEMENT[issue.refus.code] ?? 'regle', await monEspace(ctx, phraseRenouvellement(issue.refus)));
    },
  }));
}

/** A receipt is for who paid and for who keeps the accounts. */
const leRecu = (c: C): Promise<Response> =>
  page(c, async (ctx) => {
    const id = z.uuid().safeParse(c.req.param('id')).data;
    const cotisation = id && (await lireCotisation(ctx, id));
    const admis = cotisation && cotisation.recuNumero !== null && (peutTenirCotisations(ctx.qui) || (await monAdhesion(ctx))?.id === cotisation.adhesionId);
    if (!admis) return refus('inconnu', await monEspace(ctx, phraseCotisation({ code: 'cotisation_inconnue' })));
    return new Response(new Uint8Array(await ecrirePdf(redigerRecu(cotisation, ctx.ici.nom))), { headers: { 'Content-Type': 'application/pdf', 'Content-Disposition': `attachment; filename="recu-${cotisation.annee}-${cotisation.recuNumero ?? 0}.pdf"`, 'Cache-Control': 'private, no-store' } });
  });

/** One's own place, and the fees. */
export function routesEspace(cpts: Routes): void {
  cpts.get('/reseau/moi', (c) => page(c, (ctx) => monEspace(ctx)));
  mien(cpts, 'engagement', SaisieEngagement, async (ctx, s) => dire(await choisirEngagement(ctx, s.niveau), () => `C’est noté : ${libelleImplication[s.niveau].toLocaleLowerCase('fr')}. Vous changez quand vous voulez.`));
  mien(cpts, 'textes', z.strictObject({ empreintes: enListe(z.string().max(64)) }), async (ctx, s, a) => dire(await accepterTextes(ctx, { id: a.id, empreintes: s.empreintes, moyen: 'session' }), () => 'C’est accepté. La date et la version sont gardées.'));
  mien(cpts, 'depart', z.strictObject({}), async (ctx) => dire(await demanderDepart(ctx), (jour) => `Votre départ est enregistré pour le ${formaterDate(jour)}. Vous pouvez changer d’avis jusque-là.`));
  mien(cpts, 'rester', z.strictObject({}), async (ctx) => dire(await annulerDepart(ctx), () => 'Vous restez. Rien n’a changé.'));

  routesRenouvellements(cpts);
  cpts.get('/reseau/cotisations', (c) => page(c, (ctx) => lesCotisations(c, ctx)));
  cpts.get('/reseau/cotisations/:id/recu.pdf', leRecu);
  caisse(cpts, 'appel', SaisieAppel, async (c, ctx, s) => {
    const r = await appelerCotisations(ctx, s.annee, depuisPage(c, ctx));
    return r.ok ? { ok: true, valeur: { annee: s.annee, phrase: `${r.valeur} cotisations appelées. Les courriels partent.` } } : r;
  });
  caisse(cpts, 'paiement', SaisiePaiement, async (_c, ctx, s) => {
    const r = await enregistrerPaiement(ctx, { id: s.cotisation, moyen: s.moyen, jour: s.jour });
    return r.ok ? { ok: true, valeur: { annee: r.valeur.annee, phrase: `Paiement de ${r.valeur.nom} enregistré. Le reçu est prêt.` } } : r;
  });
  caisse(cpts, 'geste', SaisieCotisation, async (_c, ctx, s) => {
    const r = await changerCotisation(ctx, s.cotisation, s.geste);
    return r.ok ? { ok: true, valeur: { annee: r.valeur.annee, phrase: `Cotisation de ${r.valeur.nom} : c’est noté.` } } : r;
  });
}
