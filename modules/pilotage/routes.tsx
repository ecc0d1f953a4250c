import type { JSX } from 'preact';
import type { ContextePage, ContexteVu } from '#server/contexte.ts';
import { page } from '#server/pages.tsx';
import type { Routes } from '#server/routes.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { corpsGarde } from '#web/figee.ts';
import { PageMessage } from '#web/message.tsx';
import { DemandeHistorique } from './model.ts';
import { PageAccueil } from './pages/accueil.tsx';
import { PageHistorique } from './pages/historique.tsx';
import { peutVoirHistorique } from './permissions.ts';
import { amorceHistorique, lireAccueil, lireFaits, lireHistorique } from './queries.ts';
import { presenterAccueil, presenterHistorique } from './view.ts';

export const routesPilotage = (cpts: Routes): void => {
  cpts.get('/', (c) => page(c, async (ctx) => ({ titre: 'Aujourd’hui', actif: 'accueil', sujets: ['journal'], corps: <PageAccueil vue={presenterAccueil({ ...(await lireAccueil(ctx)), nom: ctx.qui.nom, aujourdhui: ctx.aujourdhui, fuseau: ctx.fuseau, base: ctx.base })} /> })));

  cpts.get('/historique', (c) => {
    const demande = DemandeHistorique.parse(c.req.query());
    const faire = async (ctx: ContextePage): Promise<VuePage> => (peutVoirHistorique(ctx.qui) ? { ...cadreHistorique(ctx), corps: corpsHistorique(c, ctx, demande, await lireHistorique(ctx, demande)) } : reserve(ctx));
    return page(c, faire, demande.q === '' ? { amorce: amorceHistorique(demande), faire: (ctx) => historiqueConnu(c, ctx, demande) } : undefined);
  });
};

const cadreHistorique = (ctx: ContexteVu): Omit<VuePage, 'corps'> => ({ titre: 'Historique', chemin: [{ libelle: 'Aujourd’hui', href: ctx.base }, { libelle: 'Historique' }], actif: 'accueil' });
const reserve = (ctx: ContexteVu): VuePage => ({ titre: 'Historique', statut: 403, corps: <PageMessage titre="L’historique est réservé aux membres de la CPTS." texte="Il dit qui travaille à quoi." lien={{ href: ctx.base, libelle: 'Revenir à Aujourd’hui' }} /> });

const adresseDe = (c: C, ctx: ContexteVu): string => `${ctx.base}/historique${new URL(c.req.url).search}`;
const corpsHistorique = (c: C, ctx: ContexteVu, demande: DemandeHistorique, faits: Awaited<ReturnType<typeof lireHistorique>>): JSX.Element => <PageHistorique vue={presenterHistorique({ ...faits, demande, adresse: adresseDe(c, ctx), fuseau: ctx.fuseau })} />;

const corps = corpsGarde();

/** The history as the opening of the page read it: no other statement, and its lines are written again only when they changed. */
function historiqueConnu(c: C, ctx: ContexteVu, demande: DemandeHistorique): VuePage | undefined {
  const preuve = ctx.amorce;
  if (typeof preuve !== 'string' || !peutVoirHistorique(ctx.qui)) return undefined;
  const de = { adresse: `${ctx.fuseau} ${adresseDe(c, ctx)}`, preuve };
  return { ...cadreHistorique(ctx), corps: corps.retrouver(de) ?? corps.garder(de, corpsHistorique(c, ctx, demande, lireFaits(preuve))) };
}
