import { z } from 'zod';
import { Report, ZoneFeries } from '#core/calendrier.ts';
import type { DocumentRedige } from '#core/document.ts';
import type { Jour } from '#core/jour.ts';
import { type Result } from '#core/result.ts';
import type { ContextePage } from '#server/contexte.ts';
import { ecrirePdf } from '#server/documents/pdf.ts';
import { phraseRefusFichier } from '#server/fichiers/genre.ts';
import type { Erreurs, Valeurs } from '#server/formulaires.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import { chargerPaquet } from '#server/paquet/charger.ts';
import type { Routes } from '#server/routes.ts';
import type { C, Reponse, VuePage } from '#server/vue-page.ts';
import { territoireCourant } from '#modules/territoire/queries.ts';
import { MISSIONS_SOCLES } from './constants.ts';
import { libelleGenreDepot, libelleGeste, phraseRefusPas } from './labels-parcours.ts';
import { DepotId, type Dossier, type GenreDepot, GesteParcours, MotifOpposition } from './model-parcours.ts';
import { paragraphesDe } from './moteur/depot.ts';
import { chapitreDe } from './moteur/guide.ts';
import { redigerLettre } from './moteur/lettre-document.ts';
import { lireJour } from './moteur/lettre-calendrier.ts';
import { PageEntree } from './pages/entree.tsx';
import { PageGuide } from './pages/guide.tsx';
import { PageParcours } from './pages/parcours.tsx';
import { PagePas, type VuePasAFaire } from './pages/pas.tsx';
import { PageSuivi, type VueSuivi } from './pages/suivi.tsx';
import { peutMenerParcours, peutVoirParcours } from './permissions.ts';
import { faitsDeLaLettre, lireLettre } from './queries.ts';
import { lireDossier, listerDepots } from './queries-parcours.ts';
import { SOURCES } from './regimes.ts';
import { manques } from './rules.ts';
import { projetADeposer } from './routes-sante.tsx';
import { type Histoire, pasOfferts, REGLAGES_DE_DEPART } from './moteur/parcours.ts';
import { PAS } from './transitions.ts';
import { deposerDocument, type RefusDepot } from './use-cases/deposer-document.ts';
import { annulerPas, franchirPas } from './use-cases/franchir-pas.ts';
import { ouvrirParcours } from './use-cases/ouvrir-parcours.ts';
import { reglerDelais, suivreMissions } from './use-cases/suivre-missions.ts';
import { presenterParcours } from './moteur/vue-parcours.ts';

type Suite = readonly { readonly libelle: string; readonly href?: string }[];

const cadre = (ctx: ContextePage, titre: string, suite: Suite = []): Omit<VuePage, 'corps'> => ({
  titre,
  actif: 'projet',
  chemin: [{ libelle: 'Aujourd’hui', href: ctx.base }, { libelle: 'Parcours', ...(suite.length > 0 ? { href: `${ctx.base}/projet` } : {}) }, ...suite],
});

/** The journey as a page; `undefined` before it is opened. */
export async function pageDuParcours(ctx: ContextePage, phrase?: string): Promise<VuePage | undefined> {
  const dossier = await lireDossier(ctx);
  if (!dossier) return undefined;
  const vue = presenterParcours({ dossier, depots: await listerDepots(ctx), base: ctx.base, aujourdhui: ctx.aujourdhui, qui: ctx.qui });
  return { ...cadre(ctx, 'Parcours'), sujets: ['parcours'], corps: <PageParcours vue={vue} {...(phrase === undefined ? {} : { refus: phrase })} /> };
}

/** A gesture that no longer makes sense: back to the journey, with the reason. */
const deRetour = async (ctx: ContextePage, phrase: string, statut = 422): Promise<VuePage> => {
  const vue = await pageDuParcours(ctx, phrase);
  return vue ? { ...vue, statut } : entree(ctx, { '': phrase }, {}, statut);
};

const entree = (ctx: ContextePage, erreurs: Erreurs, saisie: Valeurs, statut = 200): VuePage => ({
  ...cadre(ctx, 'Où en est la CPTS', [{ libelle: 'Où en est la CPTS' }]),
  corps: <PageEntree vue={{ base: ctx.base, aujourdhui: ctx.aujourdhui, erreurs, saisie }} />,
  statut: peutMenerParcours(ctx.qui) ? statut : 403,
});

const JOUR_ILLISIBLE = 'Cette date n’existe pas. Écrivez-la ainsi : 12/03/2026';
/** A day as typed; empty is absent. */
const JourTape = z.string().trim().default('').transform((v, c): Jour | undefined => {
  const jour = lireJour(v);
  if (v !== '' && jour === undefined) c.addIssue({ code: 'custom', message: JOUR_ILLISIBLE });
  return jour;
});
const JourDu = JourTape.refine((j) => j !== undefined, 'Donnez la date de ce pas.');

const SaisieEntree = z.strictObject({ contact: JourTape, lettre: JourTape, depot: JourTape, validation: JourTape, contrat: JourTape, regime: JourTape, tacite: z.string().optional() });

/** The department of the seat: Alsace, Moselle and overseas have bank holidays of their own. */
async function departementDuSiege(ctx: ContextePage): Promise<string | undefined> {
  const territoire = await territoireCourant(ctx);
  const code = territoire?.siege ?? territoire?.communes[0];
  return code === undefined ? undefined : chargerPaquet().commune(code)?.departement;
}

const ouvrir = (c: C): Promise<Response> =>
  geste(c, SaisieEntree, {
    enErreur: async (ctx, erreurs, valeurs) => entree(ctx, erreurs, valeurs, 422),
    faire: async (ctx, { tacite, ...jours }, valeurs) => {
      const histoire: Histoire = { ...jours, tacite: tacite === 'oui' };
      const issue = await ouvrirParcours(ctx, histoire, await departementDuSiege(ctx));
      if (issue.ok) return vers(c, `${ctx.base}/projet`, 'Le parcours est ouvert : les délais sont calculés.');
      const champ = 'champ' in issue.refus ? issue.refus.champ : '';
      return entree(ctx, { [champ]: phraseRefusPas(issue.refus) }, valeurs, issue.refus.code === 'role_insuffisant' ? 403 : 422);
    },
  });

type EcritIci = { readonly document: DocumentRedige; readonly manquent: number };

/** The document of this kind as it is written here today, when there is one. */
async function ecritIci(ctx: ContextePage, genre: GenreDepot): Promise<EcritIci | undefined> {
  if (genre === 'projet_sante') return projetADeposer(ctx);
  if (genre !== 'lettre_intention') return undefined;
  const faits = await faitsDeLaLettre(ctx, chargerPaquet(), ctx.ici);
  const lettre = await lireLettre(ctx, faits);
  const manquent = manques(lettre, faits).filter((m) => m.bloque).length;
  return { manquent, document: redigerLettre({ lettre, faits, aujourdhui: ctx.aujourdhui, manquent }) };
}

async function vueDuPas(ctx: ContextePage, dossier: Dossier, cle: GesteParcours, reprise: { erreurs: Erreurs; saisie: Valeurs } = { erreurs: {}, saisie: {} }): Promise<VuePasAFaire | undefined> {
  const offert = pasOfferts(dossier, ctx.qui).find((p) => p.geste === cle);
  if (!offert) return undefined;
  const { depot: genre, motif = false, commentaire = false, source } = PAS[cle];
  const ecrit = genre && (await ecritIci(ctx, genre));
  const deja = genre ? (await listerDepots(ctx)).filter((d) => d.genre === genre) : [];
  return {
    base: ctx.base, ...offert, version: dossier.version, aujourdhui: ctx.aujourdhui, nom: ctx.qui.nom, source: SOURCES[source], guide: chapitreDe[dossier.statut], motif, commentaire, ...reprise,
    ...(genre && { depot: { genre, ecrit: ecrit !== undefined, manquent: ecrit?.manquent ?? 0, dejaDeposes: deja.map((d) => ({ id: d.id, libelle: `Dépôt n°\u00a0${d.numero}\u00a0: ${d.titre}` })) } }),
    ...(cle === 'deposer_projet' && dossier.statut === 'projet_depose' && { avertissement: 'Le délai de deux mois repartira de ce nouveau dépôt.' }),
    ...(cle === 'demander_des_pieces' && { avertissement: 'Le délai s’arrête, et repartira du prochain dépôt. Le texte qui le permet est à vérifier.' }),
  };
}

const pagePas = (ctx: ContextePage, vue: VuePasAFaire, statut = 200): VuePage => ({ ...cadre(ctx, libelleGeste[vue.geste].bouton, [{ libelle: libelleGeste[vue.geste].bouton }]), corps: <PagePas vue={vue} />, statut });

const SaisiePas = z.strictObject({
  version: z.coerce.number().int().min(0),
  le: JourDu,
  acteur: z.string().trim().max(200, 'Ce nom est trop long : 200 caractères au plus.').default(''),
  document: z.string().optional(),
  fichier: z.instanceof(File).optional(),
  motif: z.union([z.literal('').transform(() => undefined), MotifOpposition], 'Choisissez le motif : la loi n’en connaît que deux.').optional(),
  commentaire: z.string().trim().max(4000, 'Ce texte est trop long : 4 000 caractères au plus.').default(''),
});

/** Freezes what the form brings, or finds what was deposited before. */
async function documentDuPas(ctx: ContextePage, cle: GesteParcours, s: z.infer<typeof SaisiePas>): Promise<Result<DepotId | undefined, RefusDepot>> {
  const genre = PAS[cle].depot;
  if (!genre) return { ok: true, valeur: undefined };
  const titre = libelleGenreDepot[genre];
  if (s.document === 'maillage') {
    const ecrit = await ecritIci(ctx, genre);
    if (!ecrit) return { ok: true, valeur: undefined };
    return deposerDocument(ctx, { genre, titre, nom: `${genre.replace('_', '-')}-${ctx.ici.slug}-${ctx.aujourdhui}.pdf`, contenu: Buffer.from(await ecrirePdf(ecrit.document)), paragraphes: paragraphesDe(ecrit.document) });
  }
  if (s.document === 'fichier' && s.fichier && s.fichier.size > 0) return deposerDocument(ctx, { genre, titre, nom: s.fichier.name, contenu: Buffer.from(await s.fichier.arrayBuffer()) });
  return { ok: true, valeur: DepotId.safeParse(s.document).data };
}

const CHAMP_DU_REFUS: Readonly<Record<string, string>> = { jour_futur: 'le', jour_avant_le_pas_precedent: 'le', opposition_tardive: 'le', document_manquant: 'fichier', motif_manquant: 'motif', commentaire_manquant: 'commentaire' };
const STATUT_DU_REFUS: Readonly<Record<string, number>> = { role_insuffisant: 403, pas_modifie_entre_temps: 409, geste_impossible: 409 };

function franchir(c: C): Promise<Response> {
  const cle = GesteParcours.safeParse(c.req.param('geste')).data;
  const encore = async (ctx: ContextePage, erreurs: Erreurs, valeurs: Valeurs, statut = 422): Promise<VuePage> => {
    const dossier = await lireDossier(ctx);
    const vue = dossier && cle && (await vueDuPas(ctx, dossier, cle, { erreurs, saisie: valeurs }));
    return vue ? pagePas(ctx, vue, statut) : deRetour(ctx, Object.values(erreurs).join(' '), statut);
  };
  return geste(c, SaisiePas, {
    enErreur: async (ctx, erreurs, valeurs) => (peutVoirParcours(ctx.qui) ? encore(ctx, erreurs, valeurs) : reserve(ctx)),
    faire: async (ctx, saisie, valeurs) => {
      if (!cle) return deRetour(ctx, 'Ce pas n’existe pas.', 404);
      if (!peutVoirParcours(ctx.qui)) return reserve(ctx);
      const depot = await documentDuPas(ctx, cle, saisie);
      if (!depot.ok) return depot.refus.code === 'role_insuffisant' ? deRetour(ctx, phraseRefusPas(depot.refus), 403) : encore(ctx, { fichier: phraseRefusFichier(depot.refus) }, valeurs);
      const issue = await franchirPas(ctx, { geste: cle, le: saisie.le ?? ctx.aujourdhui, acteur: saisie.acteur || ctx.qui.nom, commentaire: saisie.commentaire, motif: saisie.motif, depot: depot.valeur, version: saisie.version });
      if (issue.ok) return vers(c, `${ctx.base}/projet`, `${libelleGeste[cle].fait}.`);
      return encore(ctx, { [CHAMP_DU_REFUS[issue.refus.code] ?? '']: phraseRefusPas(issue.refus) }, valeurs, STATUT_DU_REFUS[issue.refus.code] ?? 422);
    },
  });
}

const annuler = (c: C): Promise<Response> =>
  geste(c, z.strictObject({ version: z.coerce.number().int() }), {
    enErreur: (ctx, erreurs) => deRetour(ctx, Object.values(erreurs).join(' ')),
    faire: async (ctx, { version }) => {
      const issue = await annulerPas(ctx, version);
      return issue.ok ? vers(c, `${ctx.base}/projet`, 'Le dernier pas est repris.') : deRetour(ctx, phraseRefusPas(issue.refus), STATUT_DU_REFUS[issue.refus.code] ?? 422);
    },
  });

const reserve = (ctx: ContextePage): VuePage => refus('interdit', { ...cadre(ctx, 'Parcours'), corps: <p>Cette page est réservée aux membres de la CPTS, à l’ARS et à l’Assurance Maladie.</p> });

async function suivi(ctx: ContextePage, reprise?: VueSuivi['reprise'], statut = 200): Promise<VuePage> {
  if (!peutMenerParcours(ctx.qui)) return reserve(ctx);
  const dossier = await lireDossier(ctx);
  const missions = dossier ? (presenterParcours({ dossier, depots: [], base: ctx.base, aujourdhui: ctx.aujourdhui, qui: ctx.qui }).missions ?? []) : [];
  return { ...cadre(ctx, 'Missions et délais', [{ libelle: 'Missions et délais' }]), statut, corps: <PageSuivi vue={{ base: ctx.base, missions, reglages: dossier?.reglages ?? REGLAGES_DE_DEPART, ...(reprise && { reprise }) }} /> };
}

const SaisieMission = z.strictObject({ demarree: JourTape, deployee: JourTape });
const SaisieReglages = z.strictObject({ zone: z.enum(ZoneFeries.options, 'Choisissez une zone de la liste.'), reportSilence: z.enum(Report.options, 'Choisissez une règle.'), reportReperes: z.enum(Report.options, 'Choisissez une règle.') });

function noterMission(c: C): Promise<Response> {
  const mission = z.enum(MISSIONS_SOCLES).safeParse(c.req.param('mission')).data;
  return geste(c, SaisieMission, {
    enErreur: (ctx, erreurs, saisie) => suivi(ctx, { cle: mission ?? '', erreurs, saisie }, 422),
    faire: async (ctx, { demarree, deployee }, saisie): Promise<Reponse> => {
      if (!mission) return deRetour(ctx, 'Cette mission n’existe pas.', 404);
      const issue = await suivreMissions(ctx, { mission, demarreeLe: demarree, deployeeLe: deployee });
      if (issue.ok) return vers(c, `${ctx.base}/projet/suivi`, 'Mission enregistrée.');
      const champ = issue.refus.code === 'avant_le_demarrage' ? 'deployee' : 'demarree';
      return suivi(ctx, { cle: mission, erreurs: { [champ]: phraseRefusPas(issue.refus) }, saisie }, STATUT_DU_REFUS[issue.refus.code] ?? 422);
    },
  });
}

const regler = (c: C): Promise<Response> =>
  geste(c, SaisieReglages, {
    enErreur: (ctx, erreurs, saisie) => suivi(ctx, { cle: 'delais', erreurs, saisie }, 422),
    faire: async (ctx, reglages, saisie): Promise<Reponse> => {
      const issue = await reglerDelais(ctx, reglages);
      return issue.ok ? vers(c, `${ctx.base}/projet/suivi`, 'Règle enregistrée : les délais sont recalculés.') : suivi(ctx, { cle: 'delais', erreurs: { '': phraseRefusPas(issue.refus) }, saisie }, STATUT_DU_REFUS[issue.refus.code] ?? 422);
    },
  });

export function routesParcours(cpts: Routes): void {
  cpts.get('/projet/entree', (c) => page(c, async (ctx) => (await pageDuParcours(ctx)) && peutMenerParcours(ctx.qui) ? vers(c, `${ctx.base}/projet`) : peutMenerParcours(ctx.qui) ? entree(ctx, {}, {}) : reserve(ctx)));
  cpts.post('/projet/entree', ouvrir);
  cpts.get('/projet/guide', (c) =>
    page(c, async (ctx) => {
      if (!peutVoirParcours(ctx.qui)) return reserve(ctx);
      const dossier = await lireDossier(ctx);
      return { ...cadre(ctx, 'Guide', [{ libelle: 'Guide' }]), corps: <PageGuide base={ctx.base} {...(dossier && { ici: chapitreDe[dossier.statut] })} /> };
    }),
  );
  cpts.get('/projet/pas/:geste', (c) =>
    page(c, async (ctx) => {
      if (!peutVoirParcours(ctx.qui)) return reserve(ctx);
      const cle = GesteParcours.safeParse(c.req.param('geste')).data;
      const dossier = await lireDossier(ctx);
      const vue = cle && dossier && (await vueDuPas(ctx, dossier, cle));
      return vue ? pagePas(ctx, vue) : deRetour(ctx, cle ? 'Ce pas n’est pas possible aujourd’hui, ou ne vous revient pas.' : 'Ce pas n’existe pas.', cle ? 422 : 404);
    }),
  );
  cpts.post('/projet/pas/annuler', annuler);
  cpts.post('/projet/pas/:geste', franchir);
  cpts.get('/projet/suivi', (c) => page(c, (ctx) => suivi(ctx)));
  cpts.post('/projet/suivi', regler);
  cpts.post('/projet/suivi/:mission', noterMission);
}
