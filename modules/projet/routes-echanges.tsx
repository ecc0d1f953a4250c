import { z } from 'zod';
import { PersonneId } from '#core/tenancy.ts';
import type { ContextePage } from '#server/contexte.ts';
import { FichierEnvoye, lireFichier, reponseFichier } from '#server/fichiers/fichiers.ts';
import { phraseRefusFichier } from '#server/fichiers/genre.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import type { Routes } from '#server/routes.ts';
import type { C, Reponse, VuePage } from '#server/vue-page.ts';
import { phraseRefusEchange } from './labels-parcours.ts';
import { Partie, QuestionId, RemarqueId } from './model-echanges.ts';
import { DepotId } from './model-parcours.ts';
import { lireJour } from './moteur/lettre-calendrier.ts';
import { PageDepot } from './pages/depot.tsx';
import { PageEchanges } from './pages/echanges.tsx';
import { PageQuestion } from './pages/question.tsx';
import { peutVoirParcours } from './permissions.ts';
import { dejaDemandees, lireQuestion, listerQuestions, listerRemarques, porteursPossibles } from './queries-echanges.ts';
import { lireDepot, listerDepots } from './queries-parcours.ts';
import { deposerDocument } from './use-cases/deposer-document.ts';
import { partagerReponse, poserQuestion, type RefusEchange, reglerRemarque, remarquerDepot, repondreQuestion, reprendrePartage } from './use-cases/poser-question.ts';
import { presenterDepotOuvert, presenterEchanges, presenterQuestionOuverte, type Saisie, type VueQuestion } from './moteur/vue-echanges.ts';

type Suite = readonly { readonly libelle: string; readonly href?: string }[];

const cadre = (ctx: ContextePage, titre: string, suite: Suite = []): Omit<VuePage, 'corps'> => ({
  titre,
  actif: 'projet',
  sujets: ['parcours'],
  chemin: [{ libelle: 'Aujourd’hui', href: ctx.base }, { libelle: 'Parcours', href: `${ctx.base}/projet` }, { libelle: 'Échanges', ...(suite.length > 0 ? { href: `${ctx.base}/projet/echanges` } : {}) }, ...suite],
});

const message = (ctx: ContextePage, nature: 'interdit' | 'inconnu', phrase: string): VuePage => refus(nature, { ...cadre(ctx, 'Échanges'), corps: <p>{phrase}</p> });
const reserve = (ctx: ContextePage): VuePage => message(ctx, 'interdit', 'Les échanges sont réservés aux membres de la CPTS, à l’ARS et à l’Assurance Maladie.');
const inconnu = (ctx: ContextePage): VuePage => message(ctx, 'inconnu', 'Ce document ou cette question n’existe pas ici.');

const STATUTS: Readonly<Record<RefusEchange['code'], number>> = { role_insuffisant: 403, inconnue: 404, destinataire_soi_meme: 422, pas_a_vous_de_repondre: 403, repondue_entre_temps: 409, sans_reponse: 422, deja_partagee: 409 };

type Reprise = { readonly recherche?: string; readonly question?: Saisie; readonly depot?: Saisie; readonly phrase?: string; readonly statut?: number };

async function echanges(ctx: ContextePage, { recherche = '', question, depot, phrase, statut = 200 }: Reprise = {}): Promise<VuePage> {
  if (!peutVoirParcours(ctx.qui)) return reserve(ctx);
  const vue = presenterEchanges({
    base: ctx.base, fuseau: ctx.fuseau, aujourdhui: ctx.aujourdhui, qui: ctx.qui, depots: await listerDepots(ctx), questions: await listerQuestions(ctx), porteurs: await porteursPossibles(ctx),
    recherche, trouvees: await dejaDemandees(ctx, recherche), ...(question && { question }), ...(depot && { depot }),
  });
  return { ...cadre(ctx, 'Échanges'), statut, corps: <PageEchanges vue={vue} {...(phrase === undefined ? {} : { refus: phrase })} /> };
}

async function depotOuvert(ctx: ContextePage, id: DepotId | undefined, reprise: { ouvert?: number; saisie?: Saisie; phrase?: string; statut?: number } = {}): Promise<VuePage> {
  if (!peutVoirParcours(ctx.qui)) return reserve(ctx);
  const depot = id && (await lireDepot(ctx, id));
  if (!depot) return inconnu(ctx);
  const vue = presenterDepotOuvert({ base: ctx.base, fuseau: ctx.fuseau, qui: ctx.qui, depot, remarques: await listerRemarques(ctx, depot.id), ouvert: reprise.ouvert, saisie: reprise.saisie });
  return { ...cadre(ctx, depot.titre, [{ libelle: `Dépôt n°\u00a0${depot.numero}` }]), statut: reprise.statut ?? 200, corps: <PageDepot vue={vue} {...(reprise.phrase === undefined ? {} : { refus: reprise.phrase })} /> };
}

async function questionOuverte(ctx: ContextePage, id: QuestionId | undefined, reprise: { saisie?: VueQuestion['saisie']; phrase?: string; statut?: number } = {}): Promise<VuePage> {
  if (!peutVoirParcours(ctx.qui)) return reserve(ctx);
  const question = id && (await lireQuestion(ctx, id));
  if (!question) return inconnu(ctx);
  const vue = presenterQuestionOuverte({ base: ctx.base, fuseau: ctx.fuseau, aujourdhui: ctx.aujourdhui, qui: ctx.qui, question, depots: await listerDepots(ctx), saisie: reprise.saisie });
  return { ...cadre(ctx, question.objet, [{ libelle: `Question n°\u00a0${question.numero}` }]), statut: reprise.statut ?? 200, corps: <PageQuestion vue={vue} {...(reprise.phrase === undefined ? {} : { refus: reprise.phrase })} /> };
}

const ligne = (max: number, vide: string) => z.string({ error: vide }).trim().min(1, vide).max(max, `Ce texte est trop long : ${max} caractères au plus.`);
const choisi = <S extends z.ZodType>(s: S) => z.union([z.literal('').transform(() => undefined), s]).optional();

const SaisieQuestion = z.strictObject({
  destinataire: z.enum(Partie.options, 'Choisissez à qui vous demandez.'),
  objet: ligne(200, 'Donnez un objet à votre question.'),
  texte: ligne(4000, 'Écrivez votre question.'),
  depot: choisi(DepotId),
  porteur: choisi(PersonneId),
  echeance: z.string().trim().default('').transform((v, c) => {
    const jour = lireJour(v);
    if (v !== '' && jour === undefined) c.addIssue({ code: 'custom', message: 'Cette date n’existe pas. Écrivez-la ainsi : 12/03/2026' });
    return jour;
  }),
});

const poser = (c: C): Promise<Response> =>
  geste(c, SaisieQuestion, {
    enErreur: (ctx, erreurs, valeurs) => echanges(ctx, { question: { erreurs, valeurs }, statut: 422 }),
    faire: async (ctx, s, valeurs): Promise<Reponse> => {
      if (!peutVoirParcours(ctx.qui)) return reserve(ctx);
      const issue = await poserQuestion(ctx, s);
      return issue.ok ? vers(c, `${ctx.base}/projet/echanges/questions/${issue.valeur}`, 'Question posée.') : echanges(ctx, { question: { erreurs: { destinataire: phraseRefusEchange(issue.refus) }, valeurs }, statut: STATUTS[issue.refus.code] });
    },
  });

const deposerPiece = (c: C): Promise<Response> =>
  geste(c, z.strictObject({ titre: ligne(200, 'Donnez un titre à cette pièce.'), fichier: FichierEnvoye }), {
    enErreur: (ctx, erreurs, valeurs) => echanges(ctx, { depot: { erreurs, valeurs }, statut: 422 }),
    faire: async (ctx, { titre, fichier }, valeurs): Promise<Reponse> => {
      const issue = await deposerDocument(ctx, { genre: 'piece', titre, nom: fichier.name, contenu: Buffer.from(await fichier.arrayBuffer()) });
      if (issue.ok) return vers(c, `${ctx.base}/projet/echanges`, 'Pièce déposée : l’ARS et l’Assurance Maladie la voient.');
      if (issue.refus.code === 'role_insuffisant') return echanges(ctx, { phrase: phraseRefusEchange(issue.refus), statut: 403 });
      return echanges(ctx, { depot: { erreurs: { fichier: phraseRefusFichier(issue.refus) }, valeurs }, statut: 422 });
    },
  });

const idDepot = (c: C): DepotId | undefined => DepotId.safeParse(c.req.param('depot')).data;
const idQuestion = (c: C): QuestionId | undefined => QuestionId.safeParse(c.req.param('question')).data;

const remarquer = (c: C): Promise<Response> =>
  geste(c, z.strictObject({ paragraphe: z.coerce.number().int().min(0), parent: choisi(RemarqueId), texte: ligne(4000, 'Écrivez votre remarque.') }), {
    enErreur: (ctx, erreurs, valeurs) => depotOuvert(ctx, idDepot(c), { ouvert: Number(valeurs['paragraphe']), saisie: { erreurs, valeurs }, statut: 422 }),
    faire: async (ctx, s, valeurs): Promise<Reponse> => {
      const id = idDepot(c);
      if (!peutVoirParcours(ctx.qui) || !id) return id ? reserve(ctx) : inconnu(ctx);
      const issue = await remarquerDepot(ctx, { depot: id, ...s });
      return issue.ok ? vers(c, `${ctx.base}/projet/echanges/${id}#p${s.paragraphe}`, 'Remarque envoyée.') : depotOuvert(ctx, id, { ouvert: s.paragraphe, saisie: { erreurs: { texte: phraseRefusEchange(issue.refus) }, valeurs }, statut: STATUTS[issue.refus.code] });
    },
  });

const regler = (c: C): Promise<Response> =>
  geste(c, z.strictObject({ reglee: z.enum(['oui', 'non']) }), {
    enErreur: (ctx, erreurs) => depotOuvert(ctx, idDepot(c), { phrase: Object.values(erreurs).join(' '), statut: 422 }),
    faire: async (ctx, { reglee }): Promise<Reponse> => {
      const [depot, id] = [idDepot(c), RemarqueId.safeParse(c.req.param('remarque')).data];
      if (!depot || !id) return inconnu(ctx);
      const issue = await reglerRemarque(ctx, depot, { id, reglee: reglee === 'oui' });
      return issue.ok ? vers(c, `${ctx.base}/projet/echanges/${depot}`, reglee === 'oui' ? 'Remarque réglée.' : 'Remarque rouverte.') : depotOuvert(ctx, depot, { phrase: phraseRefusEchange(issue.refus), statut: STATUTS[issue.refus.code] });
    },
  });

const repondre = (c: C): Promise<Response> =>
  geste(c, z.strictObject({ version: z.coerce.number().int(), reponse: ligne(8000, 'Écrivez votre réponse.') }), {
    enErreur: (ctx, erreurs, valeurs) => questionOuverte(ctx, idQuestion(c), { saisie: { formulaire: 'reponse', erreurs, valeurs }, statut: 422 }),
    faire: async (ctx, s, valeurs): Promise<Reponse> => {
      const id = idQuestion(c);
      if (!id) return inconnu(ctx);
      const issue = await repondreQuestion(ctx, id, s);
      return issue.ok ? vers(c, `${ctx.base}/projet/echanges/questions/${id}`, 'Réponse envoyée.') : questionOuverte(ctx, id, { saisie: { formulaire: 'reponse', erreurs: { reponse: phraseRefusEchange(issue.refus) }, valeurs }, phrase: phraseRefusEchange(issue.refus), statut: STATUTS[issue.refus.code] });
    },
  });

const partager = (c: C): Promise<Response> =>
  geste(c, z.strictObject({ objet: ligne(200, 'Donnez un objet.'), question: ligne(4000, 'Écrivez la question.'), reponse: ligne(8000, 'Écrivez la réponse.') }), {
    enErreur: (ctx, erreurs, valeurs) => questionOuverte(ctx, idQuestion(c), { saisie: { formulaire: 'partage', erreurs, valeurs }, statut: 422 }),
    faire: async (ctx, s): Promise<Reponse> => {
      const id = idQuestion(c);
      if (!id) return inconnu(ctx);
      const issue = await partagerReponse(ctx, id, s);
      return issue.ok ? vers(c, `${ctx.base}/projet/echanges/questions/${id}`, 'Réponse partagée avec les autres CPTS.') : questionOuverte(ctx, id, { phrase: phraseRefusEchange(issue.refus), statut: STATUTS[issue.refus.code] });
    },
  });

const retirer = (c: C): Promise<Response> =>
  geste(c, z.strictObject({}), {
    enErreur: (ctx, erreurs) => questionOuverte(ctx, idQuestion(c), { phrase: Object.values(erreurs).join(' '), statut: 422 }),
    faire: async (ctx): Promise<Reponse> => {
      const id = idQuestion(c);
      if (!id) return inconnu(ctx);
      const issue = await reprendrePartage(ctx, id);
      return issue.ok ? vers(c, `${ctx.base}/projet/echanges/questions/${id}`, 'Le partage est repris : les autres CPTS ne la lisent plus.') : questionOuverte(ctx, id, { phrase: phraseRefusEchange(issue.refus), statut: STATUTS[issue.refus.code] });
    },
  });

/** The file as it was deposited, for the three parties. */
const fichier = (c: C): Promise<Response> =>
  page(c, async (ctx) => {
    if (!peutVoirParcours(ctx.qui)) return reserve(ctx);
    const id = idDepot(c);
    const depot = id && (await lireDepot(ctx, id));
    const octets = depot && (await lireFichier(ctx, depot.fichierId));
    return octets ? reponseFichier(c, octets) : inconnu(ctx);
  });

export function routesEchanges(cpts: Routes): void {
  cpts.get('/projet/echanges', (c) => page(c, (ctx) => echanges(ctx, { recherche: (c.req.query('q') ?? '').slice(0, 300) })));
  cpts.post('/projet/echanges/questions', poser);
  cpts.post('/projet/echanges/depots', deposerPiece);
  cpts.get('/projet/echanges/questions/:question', (c) => page(c, (ctx) => questionOuverte(ctx, idQuestion(c))));
  cpts.post('/projet/echanges/questions/:question/reponse', repondre);
  cpts.post('/projet/echanges/questions/:question/partage', partager);
  cpts.post('/projet/echanges/questions/:question/partage/retrait', retirer);
  cpts.get('/projet/echanges/:depot', (c) => page(c, (ctx) => depotOuvert(ctx, idDepot(c))));
  cpts.get('/projet/echanges/:depot/fichier', fichier);
  cpts.post('/projet/echanges/:depot/remarques', remarquer);
  cpts.post('/projet/echanges/:depot/remarques/:remarque', regler);
}
