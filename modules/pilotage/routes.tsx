import type { ContextePage } from '#server/contexte.ts';
import { page } from '#server/pages.tsx';
import type { Routes } from '#server/routes.ts';
import { SOURCES } from './sources.ts';
import { DemandeHistorique } from './model.ts';
import { PageAccueil } from './pages/accueil.tsx';
import { PageHistorique } from './pages/historique.tsx';
import { lireHistorique } from './queries.ts';
import { presenterAccueil, presenterHistorique } from './view.ts';

async function lireAccueil(ctx: ContextePage) {
  const { evenements: recents } = await lireHistorique(ctx, { page: 1, q: '', densite: 'confortable' });
  const choses = [];
  const horloges = [];
  for (const source of SOURCES) {
    choses.push(...(await source.choses(ctx)));
    horloges.push(...((await source.horloges?.(ctx)) ?? []));
  }
  return presenterAccueil({ nom: ctx.qui.nom, choses, horloges, recents, aujourdhui: ctx.aujourdhui, fuseau: ctx.fuseau, base: ctx.base });
}

export const routesPilotage = (cpts: Routes): void => {
  cpts.get('/', (c) => page(c, async (ctx) => ({ titre: 'Aujourd’hui', actif: 'accueil', sujets: ['journal'], corps: <PageAccueil vue={await lireAccueil(ctx)} /> })));

  cpts.get('/historique', (c) =>
    page(c, async (ctx) => {
      const demande = DemandeHistorique.parse(c.req.query());
      const faits = await lireHistorique(ctx, demande);
      const adresse = `${ctx.base}/historique${new URL(c.req.url).search}`;
      return { titre: 'Historique', chemin: [{ libelle: 'Aujourd’hui', href: ctx.base }, { libelle: 'Historique' }], actif: 'accueil', corps: <PageHistorique vue={presenterHistorique({ ...faits, demande, adresse, fuseau: ctx.fuseau })} /> };
    }),
  );
};
