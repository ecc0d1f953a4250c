import { z } from 'zod';
import type { Result } from '#core/result.ts';
import type { ContextePage } from '#server/contexte.ts';
import type { Erreurs, Valeurs } from '#server/formulaires.ts';
import { ongletsReseau } from '#server/navigation.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import { chargerPaquet } from '#server/paquet/charger.ts';
import type { Routes } from '#server/routes.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { chercherProfessionnels, compterParCommune, compterParProfession, editionServie } from '#modules/annuaire/queries.ts';
import { libelleProfession, libelleRole } from '#modules/comptes/labels.ts';
import { lireAcces } from '#modules/comptes/queries.ts';
import { presenterTerritoireCourant, territoireCourant } from '#modules/territoire/queries.ts';
import { libelleGenreTexte, phraseRefus } from './labels.ts';
import { estMembre, type RefusAdhesion } from './model.ts';
import { SaisieOffre } from './model-saisies.ts';
import { PageAccueilNouveaux } from './pages/accueil.tsx';
import { PageBienvenue } from './pages/bienvenue.tsx';
import { PageMobilisation } from './pages/mobilisation.tsx';
import { peutTenirAccueil, peutVoirAdherents } from './permissions.ts';
import { comptesParStatut, listerOffres, monAdhesion, professionsRepresentees, representation, rppsConnus, textesPublies } from './queries.ts';
import { listerAdherents } from './queries-liste.ts';
import { cheminReseau, natureDe } from './routes.tsx';
import { publierOffre, retirerOffre } from './use-cases/regler-adhesions.ts';
import { metierDe, VUES_DE_LISTE } from './view.ts';
import { presenterBienvenue, presenterMobilisation, presenterOffres, type VueMobilisation } from './view-mobilisation.ts';

const cadre = (ctx: ContextePage, titre: string, onglet: string): Omit<VuePage, 'corps'> => ({ titre, actif: 'reseau', chemin: cheminReseau(ctx, { libelle: titre }), onglets: ongletsReseau(ctx, onglet) });

const Choix = z.object({ profession: z.string().regex(/^\d{2}$/).optional().catch(undefined), commune: z.string().regex(/^(\d{5}|2[AB]\d{3})$/).optional().catch(undefined) });
const A_INVITER = 15;

type Lieu = { readonly code: string; readonly nom: string };

/** Members and professionals of one profession or one commune; those of the person who reads, when nothing was chosen. */
async function quiInvite(ctx: ContextePage, demande: z.infer<typeof Choix>, territoire: readonly Lieu[]): Promise<VueMobilisation['choix']> {
  const moi = demande.profession ?? demande.commune ? undefined : await monAdhesion(ctx);
  const commune = demande.commune ?? moi?.commune ?? undefined;
  const profession = demande.profession ?? (commune === undefined ? (moi?.profession ?? undefined) : undefined);
  if (commune === undefined && profession === undefined) return undefined;
  const paquet = chargerPaquet();
  const titre = commune === undefined ? libelleProfession(profession ?? '') : (paquet.commune(commune)?.nom ?? commune);
  const { lignes } = await listerAdherents(ctx, { profession, commune }, { debut: 0, nombre: A_INVITER });
  const { professionnels } = await chercherProfessionnels(ctx, { noms: [], professions: profession === undefined ? [] : [profession], savoirFaire: [], communes: commune === undefined ? territoire.map((t) => t.code) : [commune] }, { debut: 0, nombre: 200 });
  const connus = await rppsConnus(ctx);
  return {
    titre,
    liens: lignes.map((l) => ({ nom: l.nom, detail: [metierDe(l), l.communeNom ?? ''].filter(Boolean).join(', '), href: `${ctx.base}/reseau/adherents/${l.id}` })),
    aInviter: professionnels.filter((p) => p.rpps !== undefined && !connus.has(p.rpps)).slice(0, A_INVITER).map((p) => ({ nom: `${p.prenom} ${p.nom}`.trim(), metier: p.profession === undefined ? '' : libelleProfession(p.profession), lieu: p.lieux[0]?.communeLibelle ?? '', href: `${ctx.base}/reseau/adherents/proposer?rpps=${p.rpps ?? ''}` })),
  };
}

async function laMobilisation(c: C, ctx: ContextePage): Promise<VuePage> {
  const commun = { ...cadre(ctx, 'Mobilisation', 'mobilisation'), sujets: ['adherents'] };
  if (!peutVoirAdherents(ctx.qui)) return refus('interdit', { ...commun, corps: <PageMobilisation vue={presenterMobilisation({ base: ctx.base, professions: [], communes: [], annuaire: undefined, territoire: [], choix: undefined, interdit: true })} /> });
  const paquet = chargerPaquet();
  const territoire = ((await territoireCourant(ctx))?.communes ?? []).map((code) => ({ code: String(code), nom: paquet.commune(code)?.nom ?? code }));
  const codes = territoire.map((t) => t.code);
  const importe = codes.length > 0 && (await editionServie(ctx)) !== undefined;
  const annuaire = importe
    ? { professions: new Map((await compterParProfession(ctx, codes)).flatMap((p) => (p.profession === null ? [] : [[p.profession, p.personnes] as const]))), communes: new Map((await compterParCommune(ctx, codes)).map((p) => [p.commune, p.personnes] as const)) }
    : undefined;
  const comptes = await representation(ctx);
  const choix = await quiInvite(ctx, Choix.parse(c.req.query()), territoire);
  return { ...commun, corps: <PageMobilisation vue={presenterMobilisation({ base: ctx.base, professions: comptes.filter((x) => x.genre === 'profession'), communes: comptes.filter((x) => x.genre === 'commune'), annuaire, territoire, choix })} /> };
}

async function lAccueil(ctx: ContextePage, p: { erreurs?: Erreurs; valeurs?: Valeurs; retiree?: string } = {}): Promise<VuePage> {
  const vue = presenterOffres({ base: ctx.base, peutTenir: peutTenirAccueil(ctx.qui), offres: await listerOffres(ctx), ...(p.retiree ? { retiree: p.retiree } : {}) });
  return { ...cadre(ctx, 'Nouveaux venus', 'accueil'), sujets: ['accueil'], corps: <PageAccueilNouveaux vue={vue} erreurs={p.erreurs ?? {}} valeurs={p.valeurs ?? {}} /> };
}

const gesteOffre = (cpts: Routes, adresse: string, faire: (ctx: ContextePage, offre: string) => Promise<Result<unknown, RefusAdhesion>>, suite: (offre: string) => string, phrase: string): void => {
  cpts.post(`/reseau/accueil/${adresse}`, (c) =>
    geste(c, z.strictObject({ offre: z.uuid() }), {
      enErreur: (ctx, erreurs) => lAccueil(ctx, { erreurs }),
      faire: async (ctx, s) => {
        const issue = await faire(ctx, s.offre);
        return issue.ok ? vers(c, `${ctx.base}/reseau/accueil${suite(s.offre)}`, phrase) : refus(natureDe(issue.refus), await lAccueil(ctx, { erreurs: { '': phraseRefus(issue.refus) } }));
      },
    }),
  );
};

async function laBienvenue(ctx: ContextePage): Promise<VuePage> {
  const interdit = !peutVoirAdherents(ctx.qui);
  const presente = interdit ? undefined : await presenterTerritoireCourant(ctx, chargerPaquet());
  const comptes = interdit ? {} : await comptesParStatut(ctx);
  const roles = interdit ? [] : (await lireAcces(ctx)).roles.filter((r) => r.role !== 'adherent' && r.role !== 'ars' && r.role !== 'cpam' && r.depuis <= ctx.aujourdhui && (r.jusque === null || r.jusque >= ctx.aujourdhui));
  const moi = interdit ? undefined : await monAdhesion(ctx);
  const vue = presenterBienvenue({
    base: ctx.base, nom: ctx.ici.nom, territoire: presente && { communes: presente.resume.communes.length, habitants: presente.resume.population }, membres: VUES_DE_LISTE.membres.reduce((n, s) => n + (comptes[s] ?? 0), 0),
    professions: interdit ? [] : (await professionsRepresentees(ctx)).map((p) => p.profession), roles: roles.map((r) => ({ role: libelleRole[r.role], nom: r.nom })), textes: interdit ? [] : (await textesPublies(ctx)).map((t) => `${libelleGenreTexte[t.genre]} : ${t.titre}, version ${t.numero}`),
    offres: interdit ? 0 : (await listerOffres(ctx)).length, membre: moi !== undefined && estMembre(moi.statut),
  });
  return { ...cadre(ctx, 'Ma CPTS en cinq minutes', 'moi'), corps: <PageBienvenue vue={vue} interdit={interdit} />, ...(interdit ? { statut: 403 } : {}) };
}

/** Who is missing, what newcomers find, what one should know on the first day. */
export function routesMobilisation(cpts: Routes): void {
  cpts.get('/reseau/mobilisation', (c) => page(c, (ctx) => laMobilisation(c, ctx)));
  cpts.get('/reseau/bienvenue', (c) => page(c, (ctx) => laBienvenue(ctx)));
  cpts.get('/reseau/accueil', (c) => page(c, (ctx) => { const retiree = z.uuid().safeParse(c.req.query('retiree')).data; return lAccueil(ctx, retiree && peutTenirAccueil(ctx.qui) ? { retiree } : {}); }));
  cpts.post('/reseau/accueil', (c) =>
    geste(c, SaisieOffre, {
      enErreur: (ctx, erreurs, valeurs) => lAccueil(ctx, { erreurs, valeurs }),
      faire: async (ctx, s, valeurs) => {
        const issue = await publierOffre(ctx, { ...s, depuis: s.depuis ?? null, jusque: s.jusque ?? null });
        return issue.ok ? vers(c, `${ctx.base}/reseau/accueil`, 'L’offre est publiée.') : refus(natureDe(issue.refus), await lAccueil(ctx, { erreurs: { '': phraseRefus(issue.refus) }, valeurs }));
      },
    }),
  );
  gesteOffre(cpts, 'retrait', (ctx, offre) => retirerOffre(ctx, offre, true), (offre) => `?retiree=${offre}`, 'L’offre est retirée.');
  gesteOffre(cpts, 'remise', (ctx, offre) => retirerOffre(ctx, offre, false), () => '', 'L’offre est remise.');
}
