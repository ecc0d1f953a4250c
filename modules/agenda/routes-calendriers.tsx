import { z } from 'zod';
import { formaterInstant } from '#core/texte.ts';
import { OCTETS_MAX } from '#server/calendriers/lecture.ts';
import type { ContextePage } from '#server/contexte.ts';
import { signerLien } from '#server/liens/jeton-lien.ts';
import { geste, refus, vers } from '#server/pages.tsx';
import { dansLien } from '#server/portes-lien.ts';
import type { Routes } from '#server/routes.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { GroupeId } from './model.ts';
import { ecrireCalendrier } from './moteur/calendrier-ics.ts';
import { PageCalendriers } from './pages/calendriers.tsx';
import { peutVoirAgenda } from './permissions.ts';
import { listerGroupes, lireCalendriers, lireFluxOuverts, lireLignesDeFlux } from './queries.ts';
import { cadreAgenda, enMembre, reserve } from './routes-sondages.tsx';
import { ajouterCalendrier } from './use-cases/relire-calendriers.ts';
import { donnerFlux, oublier, retirerFlux } from './use-cases/donner-flux.ts';

const USAGE_FLUX = 'flux';
/** A feed lives until it is revoked; its signature needs a term all the same. */
const TERME = new Date('2099-01-01T00:00:00Z');

type Reprise = { readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>>; readonly refus?: string };

async function pageCalendriers(c: C, ctx: ContextePage, { erreurs = {}, valeurs = {}, refus: phrase }: Reprise = {}): Promise<VuePage> {
  if (!peutVoirAgenda(ctx.qui)) return reserve(ctx);
  const { config } = c.var.services;
  const vue = {
    base: ctx.base, erreurs, valeurs, refus: phrase, groupes: (await listerGroupes(ctx)).map((g) => ({ valeur: g.id, libelle: g.nom })),
    flux: (await lireFluxOuverts(ctx)).map((f) => ({ titre: f.groupe ?? 'Tout ce qui me concerne', adresse: `${config.url}/flux/${signerLien({ usage: USAGE_FLUX, cptsId: ctx.cpts, personneId: ctx.qui.personneId, objet: f.id, expire: TERME }, config.secret)}.ics` })),
    calendriers: (await lireCalendriers(ctx)).map((x) => ({ id: x.id, nom: x.nom, detail: x.luLe ? `lu le ${formaterInstant(x.luLe, ctx.fuseau)}` : 'sera lu dans la minute', defaut: x.defaut ?? '' })),
  };
  return { ...cadreAgenda(ctx, 'Mes calendriers', [{ libelle: 'Mes disponibilités', href: `${ctx.base}/agenda/moi` }, { libelle: 'Mes calendriers' }]), corps: <PageCalendriers vue={vue} /> };
}

/** The feed itself: whoever holds its address reads it, until it is revoked or its owner leaves. */
async function flux(c: C): Promise<Response> {
  const jeton = (c.req.param('fichier') ?? '').replace(/\.ics$/, '');
  const { services } = c.var;
  const issue = await dansLien(services, { usage: USAGE_FLUX, jeton }, async (ctx) => ({ lignes: await lireLignesDeFlux(ctx, ctx.lien.objet), ici: ctx.ici, maintenant: ctx.maintenant }));
  if (!issue.ok || !issue.valeur.lignes) return c.text('Cette adresse de calendrier n’existe pas, ou a été révoquée.', 404);
  const { lignes, ici, maintenant } = issue.valeur;
  const texte = ecrireCalendrier({ methode: 'PUBLISH', nom: ici.nom, evenements: lignes.map((l) => ({ uid: l.uid, sequence: l.sequence, titre: l.titre, debut: l.debut, fin: l.fin, ecritLe: maintenant, lieu: l.lieu, url: `${services.config.url}/cpts/${ici.slug}/agenda/${l.lien}`, statut: l.etat })) });
  return new Response(texte, { headers: { 'Content-Type': 'text/calendar; charset=utf-8', 'Cache-Control': 'private, max-age=300', 'X-Robots-Tag': 'noindex' } });
}

const ADRESSE = /^(https?|webcals?):\/\/[^\s]+$/i;
const Saisie = z.strictObject({
  nom: z.string().trim().min(1, 'Donnez un nom à ce calendrier.').max(120, 'Le nom tient en 120 caractères.'),
  adresse: z.union([z.literal(''), z.string().trim().max(2000, 'Cette adresse est trop longue.').regex(ADRESSE, 'Une adresse de calendrier commence par https:// (ou webcal://).')]).default(''),
  fichier: z.instanceof(File).optional(),
});

const ajouter = (c: C): Promise<Response> =>
  geste(c, Saisie, {
    enErreur: (ctx, erreurs, valeurs) => pageCalendriers(c, ctx, { erreurs, valeurs }),
    faire: async (ctx, s, valeurs) => {
      if (!peutVoirAgenda(ctx.qui)) return reserve(ctx);
      const encore = async (champ: string, phrase: string): Promise<VuePage> => refus('regle', await pageCalendriers(c, ctx, { valeurs, erreurs: { [champ]: phrase } }));
      const fichier = s.fichier && s.fichier.size > 0 ? s.fichier : undefined;
      if (fichier && fichier.size > OCTETS_MAX) return encore('fichier', 'Ce calendrier dépasse 5 Mo : exportez-en une partie, ou une période plus courte.');
      if (!fichier && s.adresse === '') return encore('adresse', 'Donnez une adresse, ou un fichier.');
      const issue = await ajouterCalendrier(ctx, fichier ? { nom: s.nom, texte: await fichier.text() } : { nom: s.nom, adresse: s.adresse }, c.var.services.config.secret);
      if (!issue.ok) return encore(fichier ? 'fichier' : 'adresse', issue.refus);
      return vers(c, `${ctx.base}/agenda/calendriers`, issue.valeur === null ? 'Calendrier noté : il sera lu dans la minute.' : `Calendrier lu : ${issue.valeur} temps pris.`);
    },
  });

const simple = <T,>(c: C, schema: z.ZodType<T>, faire: (ctx: ContextePage, saisie: T) => Promise<string>): Promise<Response> =>
  geste(c, schema, {
    enErreur: (ctx, erreurs) => pageCalendriers(c, ctx, { refus: Object.values(erreurs).join(' ') }),
    faire: async (ctx, saisie) => (peutVoirAgenda(ctx.qui) ? vers(c, `${ctx.base}/agenda/calendriers`, await faire(ctx, saisie)) : reserve(ctx)),
  });

export function routesCalendriers(app: Routes, cpts: Routes): void {
  cpts.get('/agenda/calendriers', (c) => enMembre(c, (ctx) => pageCalendriers(c, ctx)));
  cpts.post('/agenda/calendriers', ajouter);
  cpts.post('/agenda/calendriers/:id/oubli', (c) => simple(c, z.strictObject({}), async (ctx) => ((await oublier(ctx, z.uuid().safeParse(c.req.param('id')).data)) ? 'Calendrier oublié.' : 'Ce calendrier n’existe plus.')));
  cpts.post('/agenda/flux', (c) => simple(c, z.strictObject({ groupe: z.string().transform((g) => GroupeId.safeParse(g).data ?? null) }), async (ctx, s) => ((await donnerFlux(ctx, s.groupe)) ? 'Adresse créée.' : 'Dix adresses au plus : révoquez-les d’abord.')));
  cpts.post('/agenda/flux/revocation', (c) => simple(c, z.strictObject({}), async (ctx) => {
    await retirerFlux(ctx);
    return 'Vos adresses ne répondent plus.';
  }));
  app.get('/flux/:fichier', (c) => flux(c));
}
