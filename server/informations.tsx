import { PageMessage } from '#web/message.tsx';
import { PageAccessibilite, PageAide, PageAPropos } from '#web/informations.tsx';
import { pagePublique } from './pages-personne.tsx';
import type { Routes } from './routes.ts';
import type { Reponse } from './vue-page.ts';

const absente = (): Reponse => ({ titre: 'Page introuvable', statut: 404, corps: <PageMessage titre="Cette page n’est pas dans la galerie." texte="Elle a peut-être changé de nom." lien={{ href: '/galerie', libelle: 'Voir la galerie' }} /> });

/** The pages at the foot of every other, and the gallery of the look, which is loaded the first time somebody opens it. */
export const routesInformations = (app: Routes): void => {
  app.get('/aide', (c) => pagePublique(c, async () => ({ titre: 'Aide', corps: <PageAide /> })));
  app.get('/accessibilite', (c) => pagePublique(c, async () => ({ titre: 'Accessibilité', corps: <PageAccessibilite /> })));
  app.get('/a-propos', (c) => pagePublique(c, async () => ({ titre: 'À propos', corps: <PageAPropos /> })));
  app.get('/galerie/:module?/:page?/:etat?', (c) =>
    pagePublique(c, async ({ services }) => {
      const { documentEtat, documentGalerie, documentPage } = await import('#web/galerie.tsx');
      const { module, page, etat } = c.req.param();
      const html = !module || !page ? documentGalerie(services.actifs) : etat ? documentEtat(services.actifs, module, page, etat) : documentPage(services.actifs, module, page);
      return html ? c.html(html) : absente();
    }),
  );
};
