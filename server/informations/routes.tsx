import { PageMessage } from '#web/message.tsx';
import type { ActifsClient } from '#web/vue-cadre.ts';
import { PageAccessibilite, PageAide } from '#web/informations.tsx';
import { vueAPropos, PageAPropos } from './a-propos.tsx';
import { pagePublique } from '../pages-personne.tsx';
import type { Routes } from '../routes.ts';
import type { Reponse } from '../vue-page.ts';

const absente = (): Reponse => ({ titre: 'Page introuvable', statut: 404, corps: <PageMessage titre="Cette page n’est pas dans la galerie." texte="Elle a peut-être changé de nom." lien={{ href: '/galerie', libelle: 'Voir la galerie' }} /> });

async function galerie(actifs: ActifsClient, { module, page, etat }: Record<string, string>): Promise<Reponse> {
  const { documentEtat, documentGalerie, documentPage } = await import('#web/galerie.tsx');
  const html = module === undefined || page === undefined ? documentGalerie(actifs) : etat === undefined ? documentPage(actifs, module, page) : documentEtat(actifs, module, page, etat);
  return html === undefined ? absente() : new Response(html, { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
}

/** The pages at the foot of every other, and the gallery of the look, which is loaded the first time somebody opens it. */
export const routesInformations = (app: Routes): void => {
  app.get('/aide', (c) => pagePublique(c, async () => ({ titre: 'Aide', corps: <PageAide /> })));
  app.get('/accessibilite', (c) => pagePublique(c, async () => ({ titre: 'Accessibilité', corps: <PageAccessibilite /> })));
  app.get('/a-propos', (c) => pagePublique(c, async ({ services }) => ({ titre: 'À propos de Maillage', corps: <PageAPropos vue={vueAPropos(services.config)} /> })));
  for (const adresse of ['/galerie', '/galerie/:module/:page', '/galerie/:module/:page/:etat']) app.get(adresse, (c) => pagePublique(c, (ctx) => galerie(ctx.services.actifs, c.req.param())));
};
