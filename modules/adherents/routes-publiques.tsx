import { z } from 'zod';
import { ok, refuser, type Result } from '#core/result.ts';
import { passer } from '#server/authentification/limites.ts';
import { adresseDe } from '#server/authentification/sessions.ts';
import { enListe, type Erreurs, type Valeurs } from '#server/formulaires.ts';
import { phraseRefusLien } from '#server/liens/jeton-lien.ts';
import { vers } from '#server/pages.tsx';
import { type ContextePublic, gestePublic, pagePublique } from '#server/pages-personne.tsx';
import { ecrireParLien, estAilleurs, lireParLien, pageAilleurs, type PorteTenue } from '#server/liens/porte-tenue.tsx';
import { type ContexteLien, dansVisite } from '#server/portes-lien.ts';
import type { Routes } from '#server/routes.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { communeTapee } from '#server/paquet/commune-tapee.ts';
import { phraseRefus } from './labels.ts';
import type { AdhesionId, Depuis, RefusAdhesion } from './model.ts';
import { SaisieCandidature, SaisieReponse } from './model-saisies.ts';
import { PageCandidature } from './pages/candidature.tsx';
import { PageLien } from './pages/lien.tsx';
import { acceptationsLues, campagneEnAttente, listerCategories, lireReglages, textesEnAttente } from './queries.ts';
import { accepterTextes } from './use-cases/accepter-textes.ts';
import { deposerCandidature, repondreProposition, retirerCandidature } from './use-cases/deposer-candidature.ts';
import { adhesionDuLien, USAGE_ADHESION } from './use-cases/ecrire-adherent.ts';
import { renouvelerAdhesion } from './use-cases/renouveler-adhesion.ts';
import { type ARenouveler, lienFerme, presenterARenouveler, presenterCandidature, presenterLien } from './view-public.ts';

const refusee = (r: Result<unknown, unknown>): boolean => !r.ok;
const depuis = (services: ContextePublic['services'], ici: { nom: string; slug: string }): Depuis => ({ ...ici, url: services.config.url, secret: services.config.secret });
const slugDe = (c: C): string => c.req.param('cpts') ?? '';
const texteDe = (v: unknown): string => (typeof v === 'string' ? v : '');

async function leFormulaire(c: C, { services }: ContextePublic, erreurs: Erreurs = {}, valeurs: Valeurs = {}): Promise<VuePage> {
  const vue = await dansVisite(services, { slug: slugDe(c) }, async (ctx) => presenterCandidature({ ici: ctx.ici, reglages: await lireReglages(ctx), categories: await listerCategories(ctx) }));
  const ouverte = vue?.etat === 'ouverte';
  return { titre: ouverte ? `Rejoindre ${vue.cpts}` : 'Adhésion', corps: <PageCandidature vue={vue ?? { etat: 'fermee' }} erreurs={erreurs} valeurs={valeurs} />, ...(ouverte ? {} : { statut: 404 }) };
}

/** A public form says the same thing to everyone: nothing of who is already there, nothing to a machine that fills every field. */
async function deposer(c: C, ctx: ContextePublic, s: z.infer<typeof SaisieCandidature>, valeurs: Valeurs): Promise<VuePage | Response> {
  const { services } = ctx;
  const passage = await passer(services, 'candidature', { ip: adresseDe(c, services.config), sujet: `${slugDe(c)}:${s.courriel}` });
  if (!passage.admis) return { ...(await leFormulaire(c, ctx, { '': `Trop de demandes depuis ici. Réessayez dans ${Math.ceil(passage.attendreSecondes / 60)} minutes : votre saisie est gardée.` }, valeurs)), statut: 429 };
  const merci = c.redirect(`/adherer/${slugDe(c)}/merci`, 303);
  if (s.site !== '') return merci;
  const commune = communeTapee(s.commune);
  if (!commune.ok) return { ...(await leFormulaire(c, ctx, { commune: commune.refus }, valeurs)), statut: 422 };
  const issue = await dansVisite(services, { slug: slugDe(c), annuler: refusee }, (v) => deposerCandidature(v, { ...s, ...commune.valeur }, depuis(services, v.ici)));
  if (issue?.ok) return merci;
  const champ = issue?.refus.code === 'categorie_inconnue' ? 'categorie' : '';
  return { ...(await leFormulaire(c, ctx, { [champ]: phraseRefus(issue?.refus ?? { code: 'formulaire_ferme' }) }, valeurs)), statut: issue ? 422 : 404 };
}

/** One's own membership, by the link of a letter. */
export const PORTE_ADHESION: PorteTenue = {
  usage: USAGE_ADHESION, chemin: '/adhesion', adresse: (jeton) => `/adhesion?lien=${encodeURIComponent(jeton)}`,
  proprietaire: async (l) => { const a = await adhesionDuLien(l, l.lien.objet); return a && a.courriel !== null ? { nom: a.nom, courriel: a.courriel } : undefined; },
};

const pageFermee = (phrase: string, statut: 403 | 404): VuePage => ({ titre: 'Lien fermé', statut, corps: <PageLien vue={lienFerme(phrase)} erreurs={{}} valeurs={{}} /> });

const aRenouveler = async (l: ContexteLien, id: AdhesionId): Promise<ARenouveler | undefined> => { const c = await campagneEnAttente(l, id); return c && presenterARenouveler(c, l.aujourdhui); };

/** What the holder of a link sees of their own membership. */
async function parLien(c: C, lien: string, erreurs: Erreurs = {}, valeurs: Valeurs = {}): Promise<VuePage | Response> {
  const presente = { porte: PORTE_ADHESION, jeton: lien };
  const issue = await lireParLien(c, presente, async (l) => {
    const adhesion = await adhesionDuLien(l, l.lien.objet);
    return adhesion && presenterLien({ renouveler: await aRenouveler(l, adhesion.id), adhesion, attente: await textesEnAttente(l, adhesion.id), acceptations: await acceptationsLues(l, adhesion.id), ici: l.ici, lien, fuseau: l.fuseau });
  });
  if (!issue.ok) return estAilleurs(issue.refus) ? pageAilleurs(c, presente, issue.refus) : pageFermee(phraseRefusLien(issue.refus), 403);
  const vue = issue.valeur;
  return vue ? { titre: vue.titre, corps: <PageLien vue={vue} erreurs={erreurs} valeurs={valeurs} /> } : pageFermee(phraseRefus({ code: 'adhesion_inconnue' }), 404);
}

const avecStatut = (v: VuePage | Response, statut: number): VuePage | Response => (v instanceof Response ? v : { ...v, statut });

type Faire<T> = (ctx: ContexteLien, id: AdhesionId, saisie: T) => Promise<Result<string, RefusAdhesion>>;

const gesteParLien = <T extends { lien: string }>(app: Routes, adresse: string, schema: z.ZodType<T>, faire: Faire<T>): void => {
  app.post(`/adhesion/${adresse}`, (c) =>
    gestePublic(c, schema, {
      enErreur: (_ctx, erreurs, valeurs) => parLien(c, texteDe(valeurs['lien']), erreurs, valeurs),
      faire: async (_ctx, saisie, valeurs) => {
        const presente = { porte: PORTE_ADHESION, jeton: saisie.lien };
        const issue = await ecrireParLien(c, { ...presente, annuler: refusee }, async (l): Promise<Result<string, RefusAdhesion>> => {
          const adhesion = await adhesionDuLien(l, l.lien.objet);
          return adhesion ? faire(l, adhesion.id, saisie) : refuser({ code: 'adhesion_inconnue' as const });
        });
        if (!issue.ok) return estAilleurs(issue.refus) ? pageAilleurs(c, presente, issue.refus) : avecStatut(await parLien(c, saisie.lien), 403);
        if (issue.valeur.ok) return vers(c, `/adhesion?lien=${encodeURIComponent(saisie.lien)}`, issue.valeur.valeur);
        return avecStatut(await parLien(c, saisie.lien, { '': phraseRefus(issue.valeur.refus) }, valeurs), 422);
      },
    }),
  );
};

const dire = (r: Result<unknown, RefusAdhesion>, phrase: string): Result<string, RefusAdhesion> => (r.ok ? ok(phrase) : r);
const Lien = z.string().max(400);

/** Joining without an account: the public form, then the link of the letter. */
export function routesAdhesionPublique(app: Routes): void {
  app.get('/adherer/:cpts', (c) => pagePublique(c, (ctx) => leFormulaire(c, ctx)));
  app.get('/adherer/:cpts/merci', (c) => pagePublique(c, async () => ({ titre: 'Demande reçue', corps: <PageCandidature vue={{ etat: 'recue' }} /> })));
  app.post('/adherer/:cpts', (c) => gestePublic(c, SaisieCandidature, { enErreur: (ctx, erreurs, valeurs) => leFormulaire(c, ctx, erreurs, valeurs), faire: (ctx, s, valeurs) => deposer(c, ctx, s, valeurs) }));

  app.get('/adhesion', (c) => pagePublique(c, () => parLien(c, c.req.query('lien') ?? '')));
  gesteParLien(app, 'textes', z.strictObject({ lien: Lien, empreintes: enListe(z.string().max(64)) }), async (l, id, s) => dire(await accepterTextes(l, { id, empreintes: s.empreintes, moyen: 'lien' }), 'C’est accepté. La date et la version sont gardées.'));
  gesteParLien(app, 'renouvellement', z.strictObject({ lien: Lien, annee: z.coerce.number().int().min(2000).max(2100) }), async (l, id, s) => {
    const r = await renouvelerAdhesion(l, { id, annee: s.annee, moyen: 'lien' });
    return r.ok ? ok(`Merci : vous restez membre en ${s.annee}.`) : refuser({ code: 'pas_membre' });
  });
  gesteParLien(app, 'retrait', z.strictObject({ lien: Lien }), async (l, id) => dire(await retirerCandidature(l, id), 'C’est fait : vos coordonnées sont effacées.'));
  gesteParLien(app, 'reponse', SaisieReponse, async (l, id, s) => {
    const commune = communeTapee(s.commune);
    return dire(await repondreProposition(l, id, { ...s, ...(commune.ok ? commune.valeur : { communeNom: s.commune }) }), 'Merci : votre demande est déposée.');
  });
}
