import { page } from '#server/pages.tsx';
import type { Routes } from '#server/routes.ts';
import { PageAccueil } from './pages/accueil.tsx';

export const routesPilotage = (cpts: Routes): void => {
  cpts.get('/', (c) => page(c, async (ctx) => ({ titre: 'Aujourd’hui', actif: 'accueil', corps: <PageAccueil vue={{ prenom: ctx.qui.nom, cartes: [] }} /> })));
};
