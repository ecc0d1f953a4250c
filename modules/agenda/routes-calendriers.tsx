import { z } from 'zod';
import { zoneFeries } from '#core/calendrier.ts';
import { ecartEnJours, jourDans } from '#core/jour.ts';
import { accord, formaterInstant } from '#core/texte.ts';
import { OCTETS_MAX } from '#server/calendriers/lecture.ts';
import type { ContextePage } from '#server/contexte.ts';
import { enListe } from '#server/formulaires.ts';
import { signerLien } from '#server/liens/jeton-lien.ts';
import { geste, refus, vers } from '#server/pages.tsx';
import { dansLien } from '#server/portes-lien.ts';
import type { Routes } from '#server/routes.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { creneauDans, heureDans, momentDans, phraseRefusAgenda } from './labels.ts';
import { GroupeId, ReunionId } from './model.ts';
import { ecrireCalendrier } from './moteur/calendrier-ics.ts';
import { evenementsDuFlux } from './moteur/flux.ts';
import { OCCURRENCES_MAX, raisonDeSauter, RYTHMES } from './moteur/serie.ts';
import { PageCalendriers } from './pages/calendriers.tsx';
import { PageNouvelleSerie, PageSerie } from './pages/serie.tsx';
import { PageSuite } from './pages/suite-serie.tsx';
import { SondageIntrouvable } from './pages/sondage.tsx';
import { peutOrganiser, peutVoirAgenda } from './permissions.ts';
import { lireCalendriers, lireContenuDuFlux, lireDernierChangement, lireFluxOuverts, lireSerie, listerGroupes, listerInvitables } from './queries.ts';
import { cadreAgenda, depuisReunion, enMembre, introuvable, NATURES, reserve } from './routes-sondages.tsx';
import { lireJourTape } from './rules.ts';
import { arreterSerie, type Changement, changerSerie, type DateChangee, defaireChangement, prevoirChangement, reprendreSerie } from './use-cases/changer-serie.ts';
import { ouvrirSerie, type Prevue, prevoirSerie, type SerieAOuvrir } from './use-cases/ouvrir-serie.ts';
import { ajouterCalendrier } from './use-cases/relire-calendriers.ts';
import { donnerFlux, oublier, retirerFlux } from './use-cases/donner-flux.ts';
import { presenterSerie } from './view-series.ts';

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
  const issue = await dansLien(services, { usage: USAGE_FLUX, jeton }, async (ctx) => ({ lu: await lireContenuDuFlux(ctx, ctx.lien.objet), ici: ctx.ici, maintenant: ctx.maintenant }));
  if (!issue.ok || !issue.valeur.lu) return c.text('Cette adresse de calendrier n’existe pas, ou a été révoquée.', 404);
  const { lu, ici, maintenant } = issue.valeur;
  const texte = ecrireCalendrier({ methode: 'PUBLISH', nom: lu.groupe === null ? ici.nom : `${lu.groupe}, ${ici.nom}`, evenements: evenementsDuFlux(lu, { base: `${services.config.url}/cpts/${ici.slug}/agenda`, ecritLe: maintenant }) });
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

const heureTapee = (t: string): number | undefined => {
  const [, h = '', m = '0'] = /^(\d{1,2})\s*[h:]\s*(\d{2})?$/i.exec(t.trim().replace(/[\u00a0\u202f]/g, ' ').replace(/\s+(\d{2})$/, '$1')) ?? [];
  return h !== '' && Number(h) < 24 && Number(m) < 60 ? Number(h) * 60 + Number(m) : undefined;
};
const Zone = z.union([z.literal('').transform(() => null), z.enum(['A', 'B', 'C'])]).default(null);
const SaisieSerie = z.strictObject({
  geste: z.enum(['voir', 'ouvrir']), groupe: z.string().transform((g) => GroupeId.safeParse(g).data ?? null), titre: z.string().trim().min(1, 'Donnez un titre à ces réunions.').max(200, 'Le titre tient en 200 caractères.'),
  premier: z.string().transform((t, c) => lireJourTape(t) ?? (c.addIssue('Ce jour n’est pas lisible : écrivez par exemple 24/11/2026.'), z.NEVER)),
  heure: z.string().transform((t, c) => heureTapee(t) ?? (c.addIssue('Cette heure n’est pas lisible : écrivez par exemple 19:30.'), z.NEVER)),
  duree: z.coerce.number().int().min(15).max(1440), rythme: z.enum(RYTHMES),
  jusquau: z.string().trim().transform((t, c) => (t === '' ? undefined : (lireJourTape(t) ?? (c.addIssue('Ce jour n’est pas lisible : écrivez par exemple 24/11/2026.'), z.NEVER)))).optional(),
  fois: z.union([z.literal('').transform(() => undefined), z.coerce.number('Écrivez un nombre de 1 à 60.').int('Écrivez un nombre de 1 à 60.').min(1, 'Écrivez un nombre de 1 à 60.').max(OCCURRENCES_MAX, 'Écrivez un nombre de 1 à 60.')]).optional(),
  vacances: Zone, feries: enListe(z.literal('sauter')), lieu: z.string().trim().max(300, 'Le lieu tient en 300 caractères.').default(''),
  visio: z.union([z.literal(''), z.url({ protocol: /^https?$/, error: 'Un lien commence par https://.' }).max(500, 'Ce lien est trop long.')]).default(''),
});
const FOIS = 10;

async function pageNouvelleSerie(ctx: ContextePage, { erreurs = {}, valeurs = {}, refus: phrase }: Reprise = {}, prevue?: Prevue): Promise<VuePage> {
  const cadre = cadreAgenda(ctx, 'Réunions régulières', [{ libelle: 'Groupes de travail', href: `${ctx.base}/agenda/groupes` }, { libelle: 'Réunions régulières' }]);
  if (!peutOrganiser(ctx.qui)) return refus('interdit', { ...cadre, corps: <SondageIntrouvable texte={phraseRefusAgenda({ code: 'role_insuffisant' })} /> });
  const groupes = await listerGroupes(ctx);
  const groupe = groupes.find((g) => g.id === valeurs['groupe']);
  const dates = prevue?.dates.map((d) => ({ quand: momentDans(d.debut, ctx.fuseau), saut: d.saut ?? '' }));
  const sautees = dates?.filter((d) => d.saut !== '').length ?? 0;
  const vue = {
    base: ctx.base, groupes: groupes.map((g) => ({ valeur: g.id, libelle: g.nom })), groupe: groupe?.id ?? '', titre: groupe?.nom ?? '', duree: groupe?.dureeMinutes ?? 120, premier: '', refus: phrase, erreurs, valeurs,
    apercu: dates && prevue ? { phrase: `${accord(dates.length - sautees, 'réunion')}, ${prevue.rythme}${sautees > 0 ? `, ${sautees} ${sautees > 1 ? 'dates sautées' : 'date sautée'}` : ''}.`, dates } : undefined,
  };
  return { ...cadre, corps: <PageNouvelleSerie vue={vue} /> };
}

/** What would be done, shown before it is: nothing was kept, and a browser shows what a form answers only when it is not a success. */
const montrer = (vue: VuePage): VuePage => refus('regle', vue);

const ouvrirUneSerie = (c: C): Promise<Response> =>
  geste(c, SaisieSerie, {
    enErreur: (ctx, erreurs, valeurs) => pageNouvelleSerie(ctx, { erreurs, valeurs }),
    faire: async (ctx, s, valeurs) => {
      if (!peutOrganiser(ctx.qui)) return pageNouvelleSerie(ctx);
      const serie: SerieAOuvrir = { titre: s.titre, groupeId: s.groupe, premier: s.premier, heure: s.heure, minutes: s.duree, lieu: s.lieu, lienVisio: s.visio, rythme: s.rythme, fin: s.jusquau ? { jusquau: s.jusquau } : { fois: s.fois ?? FOIS }, sauts: { feries: s.feries.length > 0 ? zoneFeries({ fuseau: ctx.fuseau }) : null, vacances: s.vacances } };
      const prevue = prevoirSerie(serie, ctx);
      if (!prevue.ok) return refus('regle', await pageNouvelleSerie(ctx, { valeurs, erreurs: prevue.refus }));
      if (s.geste === 'voir') return montrer(await pageNouvelleSerie(ctx, { valeurs }, prevue.valeur));
      const invites = (await listerInvitables(ctx, s.groupe)).map((p) => ({ personneId: p.personneId, nom: p.nom, courriel: p.courriel, role: p.role }));
      const issue = await ouvrirSerie(ctx, serie, { invites, depuis: depuisReunion(c, ctx) });
      if (issue.ok) return vers(c, `${ctx.base}/agenda/series/${issue.valeur}`, 'Réunions créées, invitations envoyées.');
      return issue.refus.code === 'saisie' ? refus('regle', await pageNouvelleSerie(ctx, { valeurs, erreurs: issue.refus.erreurs })) : refus(NATURES[issue.refus.code], await pageNouvelleSerie(ctx, { valeurs, refus: phraseRefusAgenda(issue.refus) }));
    },
  });

const SERIE_ABSENTE = 'Cette série n’existe pas, ou plus.';
const serieDe = (c: C): string | undefined => z.uuid().safeParse(c.req.param('id')).data;
type DeLaSerie = NonNullable<Awaited<ReturnType<typeof lireSerie>>>;
const aVenir = (ctx: ContextePage, s: DeLaSerie): DeLaSerie['reunions'] => s.reunions.filter((r) => r.statut === 'prevue' && r.debut > ctx.maintenant);

async function pageSerie(ctx: ContextePage, id: string | undefined, reprise: Reprise = {}): Promise<VuePage> {
  const s = id && (await lireSerie(ctx, id));
  if (!s) return introuvable(ctx, SERIE_ABSENTE);
  const changees = await lireDernierChangement(ctx, s.id);
  const vue = {
    ...presenterSerie(s, ctx), ...reprise,
    organise: peutOrganiser(ctx.qui) ? {
      href: `${ctx.base}/agenda/series/${s.id}`, dates: aVenir(ctx, s).map((r) => ({ valeur: r.id, libelle: momentDans(r.debut, ctx.fuseau) })), reprendre: s.reunions.filter((r) => r.arretee && r.statut === 'annulee' && r.debut > ctx.maintenant).length,
      defaire: changees[0] ? `Changement du ${formaterInstant(changees[0].changeeLe, ctx.fuseau)} : ${accord(changees.length, 'réunion peut revenir', 'réunions peuvent revenir')} où ${changees.length > 1 ? 'elles étaient' : 'elle était'}, avec les réponses d’alors. Seul le dernier changement se défait.` : '',
    } : undefined,
  };
  return { ...cadreAgenda(ctx, s.titre, [{ libelle: 'Groupes de travail', href: `${ctx.base}/agenda/groupes` }, { libelle: s.titre }]), sujets: ['agenda'], corps: <PageSerie vue={vue} /> };
}

const Motif = z.string().trim().min(1, 'Dites pourquoi : chacun le lira.').max(500, 'La raison tient en 500 caractères.');
const Depuis = z.string().transform((t, c) => ReunionId.safeParse(t).data ?? (c.addIssue('Choisissez une date de la série.'), z.NEVER));

const arreterLaSuite = (c: C): Promise<Response> =>
  geste(c, z.strictObject({ depuis: Depuis, motif: Motif }), {
    enErreur: (ctx, erreurs, valeurs) => pageSerie(ctx, serieDe(c), { erreurs, valeurs }),
    faire: async (ctx, s, valeurs) => {
      const serieId = serieDe(c);
      if (!serieId || !(await lireSerie(ctx, serieId))) return introuvable(ctx, SERIE_ABSENTE);
      const issue = await arreterSerie(ctx, { serieId, ...s }, depuisReunion(c, ctx));
      const ici = `${ctx.base}/agenda/series/${serieId}`;
      return issue.ok ? vers(c, ici, `${accord(issue.valeur, 'réunion annulée', 'réunions annulées')}, chacun est prévenu.`, `${ici}/reprise`) : refus(NATURES[issue.refus.code], await pageSerie(ctx, serieId, { refus: phraseRefusAgenda(issue.refus), valeurs }));
    },
  });

type Defaire = { readonly geste: typeof reprendreSerie; readonly fait: (n: number) => string };
/** A gesture on the whole rest of the series, without a field: what undoes a stop, or a change. */
const defaire = (c: C, { geste: faire, fait }: Defaire): Promise<Response> =>
  geste(c, z.strictObject({}), {
    enErreur: (ctx, erreurs) => pageSerie(ctx, serieDe(c), { refus: Object.values(erreurs).join(' ') }),
    faire: async (ctx) => {
      const serieId = serieDe(c);
      if (!serieId || !(await lireSerie(ctx, serieId))) return introuvable(ctx, SERIE_ABSENTE);
      const issue = await faire(ctx, serieId, depuisReunion(c, ctx));
      return issue.ok ? vers(c, `${ctx.base}/agenda/series/${serieId}`, `${fait(issue.valeur)}, chacun est prévenu.`) : refus(NATURES[issue.refus.code], await pageSerie(ctx, serieId, { refus: phraseRefusAgenda(issue.refus) }));
    },
  });
const REPRISE: Defaire = { geste: reprendreSerie, fait: (n) => accord(n, 'réunion reprise', 'réunions reprises') };
const RETOUR: Defaire = { geste: defaireChangement, fait: (n) => accord(n, 'réunion revenue où elle était', 'réunions revenues où elles étaient') };

async function pageSuite(ctx: ContextePage, id: string | undefined, { erreurs = {}, valeurs = {}, refus: phrase }: Reprise = {}, prevues?: readonly DateChangee[]): Promise<VuePage> {
  const s = id && (await lireSerie(ctx, id));
  if (!s) return introuvable(ctx, SERIE_ABSENTE);
  const ici = `${ctx.base}/agenda/series/${s.id}`;
  const cadre = cadreAgenda(ctx, 'Changer la suite', [{ libelle: s.titre, href: ici }, { libelle: 'Changer la suite' }]);
  if (!peutOrganiser(ctx.qui)) return refus('interdit', { ...cadre, corps: <SondageIntrouvable texte={phraseRefusAgenda({ code: 'role_insuffisant' })} /> });
  const dates = aVenir(ctx, s);
  const premiere = dates.find((r) => r.id === valeurs['depuis']) ?? dates[0];
  if (!premiere) return refus('conflit', { ...cadre, corps: <SondageIntrouvable texte={phraseRefusAgenda({ code: 'serie_finie' })} /> });
  const vue = {
    titre: s.titre, base: ici, refus: phrase, erreurs, valeurs, dates: dates.map((r) => ({ valeur: r.id, libelle: momentDans(r.debut, ctx.fuseau) })), depuis: premiere.id, jour: '',
    heure: heureDans(premiere.debut, ctx.fuseau), duree: (premiere.fin.getTime() - premiere.debut.getTime()) / 60_000, lieu: premiere.lieu, visio: premiere.lienVisio,
    apercu: prevues?.map((d) => ({ avant: creneauDans(d.reunion.debut, d.reunion.fin, ctx.fuseau), apres: creneauDans(d.debut, d.fin, ctx.fuseau), note: raisonDeSauter(jourDans(d.debut, ctx.fuseau), { feries: zoneFeries({ fuseau: ctx.fuseau }), vacances: null }) ?? '' })),
  };
  return { ...cadre, corps: <PageSuite vue={vue} /> };
}

const SaisieSuite = z.strictObject({
  geste: z.enum(['voir', 'changer']), depuis: Depuis, motif: Motif, jour: SaisieSerie.shape.jusquau, heure: SaisieSerie.shape.heure, duree: SaisieSerie.shape.duree, lieu: SaisieSerie.shape.lieu, visio: SaisieSerie.shape.visio,
});

const changerLaSuite = (c: C): Promise<Response> =>
  geste(c, SaisieSuite, {
    enErreur: (ctx, erreurs, valeurs) => pageSuite(ctx, serieDe(c), { erreurs, valeurs }),
    faire: async (ctx, s, valeurs) => {
      const serieId = serieDe(c);
      const serie = serieId && (await lireSerie(ctx, serieId));
      if (!serie) return introuvable(ctx, SERIE_ABSENTE);
      const premiere = serie.reunions.find((r) => r.id === s.depuis);
      if (!premiere) return refus('regle', await pageSuite(ctx, serie.id, { erreurs: { depuis: 'Choisissez une date de la série.' }, valeurs }));
      const changement: Changement = { serieId: serie.id, depuis: s.depuis, decalage: s.jour ? ecartEnJours(jourDans(premiere.debut, ctx.fuseau), s.jour) : 0, heure: s.heure, minutes: s.duree, lieu: s.lieu, lienVisio: s.visio };
      const issue = s.geste === 'voir' ? await prevoirChangement(ctx, changement) : await changerSerie(ctx, { ...changement, motif: s.motif }, depuisReunion(c, ctx));
      if (!issue.ok) return refus(NATURES[issue.refus.code], await pageSuite(ctx, serie.id, { refus: phraseRefusAgenda(issue.refus), valeurs }));
      const ici = `${ctx.base}/agenda/series/${serie.id}`;
      return typeof issue.valeur === 'number' ? vers(c, ici, `${accord(issue.valeur, 'date changée', 'dates changées')}, chacun est prévenu.`, `${ici}/retour`) : montrer(await pageSuite(ctx, serie.id, { valeurs }, issue.valeur));
    },
  });

export function routesCalendriers(app: Routes, cpts: Routes): void {
  cpts.get('/agenda/series/nouvelle', (c) => enMembre(c, (ctx) => pageNouvelleSerie(ctx, { valeurs: c.req.query('groupe') ? { groupe: c.req.query('groupe') } : {} })));
  cpts.post('/agenda/series', ouvrirUneSerie);
  cpts.get('/agenda/series/:id', (c) => enMembre(c, (ctx) => pageSerie(ctx, z.uuid().safeParse(c.req.param('id')).data)));
  cpts.get('/agenda/series/:id/suite', (c) => enMembre(c, (ctx) => pageSuite(ctx, serieDe(c), { valeurs: c.req.query('depuis') ? { depuis: c.req.query('depuis') } : {} })));
  cpts.post('/agenda/series/:id/suite', changerLaSuite);
  cpts.post('/agenda/series/:id/arret', arreterLaSuite);
  cpts.post('/agenda/series/:id/reprise', (c) => defaire(c, REPRISE));
  cpts.post('/agenda/series/:id/retour', (c) => defaire(c, RETOUR));
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
