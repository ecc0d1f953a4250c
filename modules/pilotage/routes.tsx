import { page } from '#server/pages.tsx';
import type { Routes } from '#server/routes.ts';
import { PageMessage } from '#web/message.tsx';
import { DemandeHistorique } from './model.ts';
import { PageAccueil } from './pages/accueil.tsx';
import { PageHistorique } from './pages/historique.tsx';
import { peutVoirHistorique } from './permissions.ts';
import { lireAccueil, lireHistorique } from './queries.ts';
import { presenterAccueil, presenterHistorique } from './view.ts';

export const routesPilotage = (cpts: Routes): void => {
  cpts.get('/', (c) => page(c, async (ctx) => ({ titre: 'Aujourd’hui', actif: 'accueil', sujets: ['journal'], corps: <PageAccueil vue={presenterAccueil({ ...(await lireAccueil(ctx)), nom: ctx.qui.nom, aujourdhui: ctx.aujourdhui, fuseau: ctx.fuseau, base: ctx.base })} /> })));

  cpts.get('/historique', (c) =>
    page(c, async (ctx) => {
      if (!peutVoirHistorique(ctx.qui)) return { titre: 'Historique', statut: 403, corps: <PageMessage titre="L’historique est réservé aux membres de la CPTS." texte="Il dit qui travaille à quoi." lien={{ href: ctx.base, libelle: 'Revenir à Aujourd’hui' }} /> };
      const demande = DemandeHistorique.parse(c.req.query());
      const faits = await lireHistorique(ctx, demande);
      const adresse = `${ctx.base}/historique${new URL(c.req.url).search}`;
      return { titre: 'Historique', chemin: [{ libelle: 'Aujourd’hui', href: ctx.base }, { libelle: 'Historique' }], actif: 'accueil', corps: <PageHistorique vue={presenterHistorique({ ...faits, demande, adresse, fuseau: ctx.fuseau })} /> };
    }),
  );
};
