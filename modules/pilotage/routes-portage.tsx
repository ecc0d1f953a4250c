import { z } from 'zod';
import type { ContextePage } from '#server/contexte.ts';
import { page } from '#server/pages.tsx';
import type { Routes } from '#server/routes.ts';
import type { VuePage } from '#server/vue-page.ts';
import { PagePortage } from './pages/portage.tsx';
import { peutRepartir, peutVoirPortage } from './permissions.ts';
import { lirePortage } from './queries-portage.ts';
import { presenterPortage } from './view-portage.ts';

const Demande = z.object({ q: z.string().max(100).catch(''), page: z.coerce.number().int().min(1).max(1000).catch(1) });
const RIEN = { gens: [], charges: [], soirees: [], ecrites: [] };

async function portage(ctx: ContextePage, adresse: URL): Promise<VuePage> {
  const [voit, tous] = [peutVoirPortage(ctx.qui), peutRepartir(ctx.qui)];
  const d = Demande.parse(Object.fromEntries(adresse.searchParams));
  const vue = presenterPortage(voit ? await lirePortage(ctx) : RIEN, { base: ctx.base, adresse: adresse.pathname + adresse.search, moi: ctx.qui.personneId, tous, ...d, interdit: !voit });
  const titre = tous ? 'Qui porte quoi' : 'Ce que je porte';
  return { titre, actif: 'gouvernance', chemin: [{ libelle: 'Aujourd’hui', href: ctx.base }, { libelle: 'Gouvernance', href: `${ctx.base}/gouvernance` }, { libelle: titre }], ...(voit ? {} : { statut: 403 }), corps: <PagePortage vue={vue} /> };
}

export function routesPortage(cpts: Routes): void {
  cpts.get('/gouvernance/qui-porte-quoi', (c) => page(c, (ctx) => portage(ctx, new URL(c.req.url))));
}
