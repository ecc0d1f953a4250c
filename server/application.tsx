import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { CHEMIN_DEPOT } from './exploitation/import-annuaires.ts';
import { randomUUID } from 'node:crypto';
import { PageMessage } from '#web/message.tsx';
import { limiterLeDebit } from './authentification/debit.tsx';
import { diffuser, type Direct } from './direct.ts';
import { AtelierPlein } from './documents/pdf.ts';
import { entetesDeSecurite, memeOrigine, sansOctetNul } from './gardes.ts';
import { brancherModules } from './modules.ts';
import { encadrer } from './cadre.tsx';
import { CorpsIllisible } from './formulaires.ts';
import { OCTETS_MAX } from './fichiers/genre.ts';
import { sujetsPermis } from './jetons.ts';
import { jetonDe, page } from './pages.tsx';
import type { Env } from './vue-page.ts';
import { pagePublique } from './pages-personne.tsx';
import type { Services } from './services.ts';
import { servirActif } from './statique.ts';

const MEGA = 1024 * 1024;
const TAILLE_MAX = 2 * MEGA;

/** The whole HTTP application. Built once per process; tests build one on their own database. */
export function creerApplication(services: Services, direct: Direct): Hono<Env> {
  const app = new Hono<Env>();
  app.use(async (c, suite) => {
    c.set('services', services);
    c.set('recue', Date.now());
    await suite();
  });
  // Before the headers of pages: on a style sheet or a font they protect nothing, and each first visit would download them six times.
  app.get('/actifs/*', sansOctetNul, servirActif);
  app.use(entetesDeSecurite(services.config));
  app.use(sansOctetNul);
  app.get('/sante', async (c) => {
    await services.pool.query('select 1');
    return c.text('ok');
  });
  app.use(memeOrigine(services.config));
  const formulaire = bodyLimit({ maxSize: TAILLE_MAX, onError: (c) => c.text('Ce formulaire dépasse 2 Mo : rien n’a été changé.', 413) });
  const depot = bodyLimit({ maxSize: OCTETS_MAX + MEGA, onError: (c) => c.text('Ce fichier dépasse 20 Mo : rien n’a été changé. Réduisez-le, ou déposez-le en plusieurs fois.', 413) });
  // A heavy body is read only for somebody whose session cookie we signed. A GET has none: to look for it would build its request anew.
  // An extract is written as it comes, under its own limit.
  app.use((c, suite) => (c.req.method === 'GET' || c.req.method === 'HEAD' || (c.req.path === CHEMIN_DEPOT && jetonDe(c) !== undefined) ? suite() : (c.req.header('Content-Type') ?? '').startsWith('multipart/form-data') && jetonDe(c) !== undefined ? depot(c, suite) : formulaire(c, suite)));

  app.use(limiterLeDebit);

  const cpts = new Hono<Env>();
  cpts.get('/evenements', (c) =>
    page(c, async (ctx, seance) => {
      const sujets = sujetsPermis((c.req.query('sujets') ?? '').split(',').slice(0, 21), { jeton: jetonDe(c) ?? '', slug: ctx.ici.slug, roles: ctx.qui.roles }, services.config.secret);
      return sujets ? diffuser(c, direct, { cpts: ctx.cpts, personneId: ctx.qui.personneId, seanceId: seance.session_id, recue: c.var.recue, sujets }) : c.text('Cette page ne peut pas suivre ces sujets : rechargez-la.', 403);
    }),
  );
  brancherModules(app, cpts, services);
  app.route('/cpts/:cpts', cpts);

  app.notFound((c) => pagePublique(c, async () => ({ titre: 'Page introuvable', statut: 404, corps: <PageMessage titre="Cette page n’existe pas, ou plus." texte="L’adresse a peut-être été mal recopiée." lien={{ href: '/', libelle: 'Revenir à l’accueil' }} /> })));
  app.onError((e, c) => {
    if (e instanceof AtelierPlein) {
      c.header('Retry-After', String(e.attendreSecondes));
      return encadrer(c, undefined, { titre: 'Patientez un peu', statut: 503, corps: <PageMessage titre={e.message} texte={`Le vôtre n’a pas pu commencer. Réessayez dans ${e.attendreSecondes} secondes.`} lien={{ href: '/', libelle: 'Revenir à l’accueil' }} /> });
    }
    if (e instanceof CorpsIllisible) return encadrer(c, undefined, { titre: 'Envoi incomplet', statut: 400, corps: <PageMessage titre="Cet envoi est arrivé incomplet." texte="Rien n’a été changé. Revenez en arrière, vérifiez votre connexion, puis renvoyez le formulaire." lien={{ href: '/', libelle: 'Revenir à l’accueil' }} /> });
    const repere = randomUUID().slice(0, 8);
    console.error(`[${repere}] ${c.req.method} ${c.req.path}`, e);
    return encadrer(c, undefined, {
      titre: 'Un incident est survenu',
      statut: 500,
      corps: <PageMessage titre="Cette page n’a pas pu s’afficher." texte={`L’incident est noté sous le repère ${repere}. ${c.req.method === 'GET' ? 'Vous pouvez revenir en arrière et réessayer.' : 'Revenez en arrière : vérifiez si votre geste est enregistré avant de le refaire.'}`} lien={{ href: '/', libelle: 'Revenir à l’accueil' }} />,
    });
  });
  return app;
}
