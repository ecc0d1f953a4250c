import { z } from 'zod';
import type { ContextePage } from '#server/contexte.ts';
import { phraseRefusLien } from '#server/liens/jeton-lien.ts';
import { ongletsReseau } from '#server/navigation.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import { type ContextePublic, gestePublic, pagePublique } from '#server/pages-personne.tsx';
import { dansLien } from '#server/portes-lien.ts';
import type { Routes } from '#server/routes.ts';
import type { VuePage } from '#server/vue-page.ts';
import { SaisieSemaine } from './model-semaine.ts';
import { PageArret, type VueArret } from './pages/arret.tsx';
import { PageSemaine } from './pages/semaine.tsx';
import { peutVoirHistorique } from './permissions.ts';
import { lireSemaine, monChoix } from './queries-semaine.ts';
import { depuisQuand } from './rules.ts';
import { USAGE_SEMAINE } from './use-cases/ecrire-semaine.ts';
import { reglerSemaine } from './use-cases/regler-semaine.ts';
import { presenterSemaine } from './view-semaine.ts';

const RIEN = { choses: [], dates: [], decisions: [], reponses: [] };

async function maSemaine(ctx: ContextePage): Promise<VuePage> {
  const cadre = { titre: 'Ma lettre de la semaine', actif: 'reseau', chemin: [{ libelle: 'Aujourd’hui', href: ctx.base }, { libelle: 'Ma place', href: `${ctx.base}/reseau/moi` }, { libelle: 'Ma lettre de la semaine' }], onglets: ongletsReseau(ctx, 'moi') };
  const choix = await monChoix(ctx);
  const interdit = !peutVoirHistorique(ctx.qui);
  if (interdit) return refus('interdit', { ...cadre, corps: <PageSemaine vue={presenterSemaine({ base: ctx.base, choix, semaine: RIEN, interdit })} /> });
  return { ...cadre, corps: <PageSemaine vue={presenterSemaine({ base: ctx.base, choix, semaine: await lireSemaine(ctx, depuisQuand(choix.derniereLe, ctx.aujourdhui)) })} /> };
}

type Voulue = boolean | undefined;
/** What the link of a letter opens: the wish of the person it was sent to, read, or changed when `voulue` says so. */
async function parLien({ services }: ContextePublic, lien: string, voulue?: Voulue): Promise<VuePage> {
  const issue = await dansLien(services, { usage: USAGE_SEMAINE, jeton: lien }, async (l): Promise<VueArret> => {
    const personneId = l.lien.personneId;
    if (!personneId) return { etat: 'ferme', phrase: phraseRefusLien({ code: 'lien_faux' }) };
    if (voulue !== undefined) await reglerSemaine(l, personneId, { voulue });
    return { etat: voulue === false ? 'arretee' : voulue === true ? 'reprise' : 'demande', cpts: l.ici.nom, lien };
  });
  const vue: VueArret = issue.ok ? issue.valeur : { etat: 'ferme', phrase: phraseRefusLien(issue.refus) };
  return { titre: 'Lettre de la semaine', corps: <PageArret vue={vue} />, ...(vue.etat === 'ferme' ? { statut: 403 } : {}) };
}

const SaisieArret = z.strictObject({ lien: z.string().max(400), voulue: z.enum(['oui', 'non']) });

/** One's own letter: as it would leave now, on which day, or not at all; and the link that stops it. */
export function routesSemaine(app: Routes, cpts: Routes): void {
  cpts.get('/reseau/moi/lettre', (c) => page(c, maSemaine));
  cpts.post('/reseau/moi/lettre', (c) =>
    geste(c, SaisieSemaine, {
      enErreur: (ctx) => maSemaine(ctx),
      faire: async (ctx, s) => {
        if (!peutVoirHistorique(ctx.qui)) return maSemaine(ctx);
        await reglerSemaine(ctx, ctx.qui.personneId, { voulue: s.voulue === 'oui', jour: s.jour });
        return vers(c, `${ctx.base}/reseau/moi/lettre`, s.voulue === 'oui' ? 'C’est noté : vous recevrez la lettre ce jour-là.' : 'C’est noté : vous ne recevrez plus la lettre.');
      },
    }),
  );
  app.get('/lettre', (c) => pagePublique(c, (ctx) => parLien(ctx, c.req.query('lien') ?? '')));
  app.post('/lettre', (c) => gestePublic(c, SaisieArret, { enErreur: (ctx, _e, v) => parLien(ctx, typeof v['lien'] === 'string' ? v['lien'] : ''), faire: (ctx, s) => parLien(ctx, s.lien, s.voulue === 'oui') }));
  // Mail programs stop the letters by themselves, without a page nor a cookie: the signed link is the whole proof. @source RFC 8058 §3.2
  app.post('/lettre/arret', async (c) => {
    const vue = await parLien({ services: c.var.services, seance: undefined, maintenant: c.var.services.maintenant() }, c.req.query('lien') ?? '', false);
    return c.text(vue.statut === undefined ? 'C’est fait.' : 'Ce lien ne s’ouvre pas.', vue.statut === undefined ? 200 : 403);
  });
}
