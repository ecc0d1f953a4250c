import { encode } from 'uqr';
import { z } from 'zod';
import { JourTape } from '#core/saisie.ts';
import { ok, refuser, type Nature, type Result } from '#core/result.ts';
import { typographier } from '#core/texte.ts';
import type { ConstatId, NatureConstat, ParoleFigee, SaisieConstat } from '#modules/diagnostic/model.ts';
import { peutEcrireConstat } from '#modules/diagnostic/permissions.ts';
import type { Contexte, ContextePage } from '#server/contexte.ts';
import { repondreTableau } from '#server/documents/tableurs.ts';
import { analyser, type Erreurs, type Valeurs } from '#server/formulaires.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import type { Routes } from '#server/routes.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { phraseRefusEnquete } from './labels.ts';
import { type Enquete, EnqueteId, type RefusEnquete, SaisieEnquete, SaisieIdentite, SaisieQuestion, saisieDesReponses, Version } from './model.ts';
import { PageEnquete } from './pages/enquete.tsx';
import { PageEnquetes } from './pages/enquetes.tsx';
import { PageReponse } from './pages/reponse.tsx';
import { peutRepondre, peutTenirEnquetes, peutVoirEnquetes } from './permissions.ts';
import { aRepondu, lireEnquete, listerEnquetes, listerTextes } from './queries.ts';
import { adresseDuLien, routesPubliques } from './routes-publiques.tsx';
import { estFinie } from './rules.ts';
import { changerStatutEnquete, deplacerCloture, effacerTexte } from './use-cases/conduire-enquete.ts';
import { corrigerEnquete, poserQuestion, preparerEnquete, rangerQuestion } from './use-cases/preparer-enquete.ts';
import { repondreEnquete } from './use-cases/repondre-enquete.ts';
import { direResultat, presenterEnquete, presenterEnquetes, presenterReponse, tableauDe, type VueEnquete } from './view.ts';

/** How a finding is written in the notebook of the diagnosis, which owns it. */
type AjouterConstat = (ctx: Contexte, saisie: SaisieConstat, chiffre: undefined, parole: ParoleFigee) => Promise<Result<ConstatId, { readonly code: 'role_insuffisant' }>>;
type Reprise = { readonly erreurs?: Erreurs; readonly valeurs?: Valeurs; readonly refus?: string };

const ICI = '/territoire/enquetes';
const chemin = (ctx: ContextePage, fin?: string): NonNullable<VuePage['chemin']> => [
  { libelle: 'Aujourd’hui', href: ctx.base }, { libelle: 'Territoire', href: `${ctx.base}/territoire` },
  ...(fin === undefined ? [{ libelle: 'Enquêtes' }] : [{ libelle: 'Enquêtes', href: ctx.base + ICI }, { libelle: fin }]),
];

const NATURES: Readonly<Record<RefusEnquete['code'], Nature>> = {
  role_insuffisant: 'interdit', enquete_inconnue: 'inconnu', question_inconnue: 'inconnu', texte_inconnu: 'inconnu', version_depassee: 'conflit', geste_impossible: 'conflit', enquete_fermee: 'conflit', deja_repondu: 'conflit', reponses_pleines: 'conflit',
  sans_question: 'regle', trop_de_questions: 'regle', cloture_passee: 'regle', cloture_lointaine: 'regle', sans_reponse: 'regle', rien_a_constater: 'regle',
};

async function pageEnquetes(ctx: ContextePage, reprise: Reprise = {}): Promise<VuePage> {
  const interdit = !peutVoirEnquetes(ctx.qui);
  const vue = presenterEnquetes({ base: ctx.base, interdit, tient: peutTenirEnquetes(ctx.qui), jour: ctx.aujourdhui, enquetes: interdit ? [] : await listerEnquetes(ctx), ...reprise });
  return { titre: 'Enquêtes', actif: 'territoire', chemin: chemin(ctx), sujets: ['enquetes'], corps: <PageEnquetes vue={vue} />, ...(interdit && { statut: 403 }) };
}

const idDe = (c: C): EnqueteId | undefined => EnqueteId.safeParse(c.req.param('enquete')).data;
const rangDe = (c: C): number | undefined => z.coerce.number().int().min(0).max(11).safeParse(c.req.param('rang')).data;
const refusDeLaListe = async (ctx: ContextePage, r: RefusEnquete): Promise<VuePage> => refus(NATURES[r.code], await pageEnquetes(ctx, { refus: phraseRefusEnquete(r) }));

/** A survey this person may see: one being prepared is its holders' only. */
async function laLeur(c: C, ctx: ContextePage): Promise<Result<Enquete, RefusEnquete>> {
  if (!peutVoirEnquetes(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const id = idDe(c);
  const e = id && (await lireEnquete(ctx, id));
  return e && (peutTenirEnquetes(ctx.qui) || e.statut === 'ouverte' || e.statut === 'close') ? ok(e) : refuser({ code: 'enquete_inconnue' });
}

/** The dark modules of a code, as one path, and the side of the drawing with its quiet zone. */
function dessinDuCode(adresse: string): { readonly cote: number; readonly trace: string } {
  const { data, size } = encode(adresse, { ecc: 'M', border: 0 });
  return { cote: size + 8, trace: data.flatMap((ligne, y) => ligne.flatMap((noir, x) => (noir ? [`M${x} ${y}h1v1h-1z`] : []))).join('') };
}

function lienDe(c: C, ctx: ContextePage, e: Enquete): NonNullable<VueEnquete['lien']> {
  const { config } = c.var.services;
  const adresse = e.adressee === 'public' ? adresseDuLien(ctx, e, config) : `${config.url}${ctx.base}${ICI}/${e.id}/repondre`;
  return { adresse, code: dessinDuCode(adresse) };
}

type Rendue = Reprise & { readonly question?: NonNullable<Parameters<typeof presenterEnquete>[0]['question']> };

async function pageEnquete(c: C, ctx: ContextePage, reprise: Rendue = {}): Promise<VuePage> {
  const lue = await laLeur(c, ctx);
  if (!lue.ok) return refusDeLaListe(ctx, lue.refus);
  const e = lue.valeur;
  const finie = estFinie(e, ctx.aujourdhui);
  const vue = presenterEnquete({
    base: ctx.base, enquete: e, jour: ctx.aujourdhui, tient: peutTenirEnquetes(ctx.qui), constate: peutEcrireConstat(ctx.qui), textes: finie ? await listerTextes(ctx, e.id) : [],
    ...(e.statut === 'ouverte' && !finie && { lien: lienDe(c, ctx, e), repondre: peutRepondre(ctx.qui, e) && !(await aRepondu(ctx, e.id, ctx.qui.personneId)) }), ...reprise,
  });
  return { titre: e.titre, actif: 'territoire', chemin: chemin(ctx, e.titre), sujets: ['enquetes'], corps: <PageEnquete vue={vue} /> };
}

const preparer = (c: C): Promise<Response> =>
  geste(c, SaisieEnquete, {
    enErreur: (ctx, erreurs, valeurs) => pageEnquetes(ctx, { erreurs, valeurs }),
    faire: async (ctx, saisie, valeurs) => {
      const issue = await preparerEnquete(ctx, saisie);
      if (issue.ok) return vers(c, `${ctx.base}${ICI}/${issue.valeur}`, 'Enquête préparée. Relisez ses questions, puis ouvrez-la.');
      return issue.refus.code === 'role_insuffisant' ? refusDeLaListe(ctx, issue.refus) : refus(NATURES[issue.refus.code], await pageEnquetes(ctx, { erreurs: { cloture: phraseRefusEnquete(issue.refus) }, valeurs }));
    },
  });

type Faire<T> = (ctx: ContextePage, id: EnqueteId, saisie: T) => Promise<Result<unknown, RefusEnquete>>;
type Geste<T> = { readonly schema: z.ZodType<T>; readonly faire: Faire<T>; readonly dire: (saisie: T) => string; readonly suite?: (c: C) => string; /** Where the errors of its fields are shown. */ readonly rendre?: (c: C, erreurs: Erreurs, valeurs: Valeurs) => Rendue; /** The field a refusal belongs to. */ readonly champ?: (r: RefusEnquete) => string | undefined };

/** A gesture on one survey: the same page again when it is refused, what was typed kept. */
const gesteSur = <T,>({ schema, faire, dire, suite = () => '', rendre = (_c, erreurs, valeurs) => ({ erreurs, valeurs }), champ = () => undefined }: Geste<T>) => (c: C): Promise<Response> =>
  geste(c, schema, {
    enErreur: (ctx, erreurs, valeurs) => pageEnquete(c, ctx, rendre(c, erreurs, valeurs)),
    faire: async (ctx, saisie, valeurs) => {
      const id = idDe(c);
      const issue = id ? await faire(ctx, id, saisie) : refuser({ code: 'enquete_inconnue' } as const);
      if (issue.ok) return vers(c, `${ctx.base}${ICI}/${id}${suite(c)}`, dire(saisie));
      const phrase = phraseRefusEnquete(issue.refus);
      const nom = champ(issue.refus);
      return refus(NATURES[issue.refus.code], await pageEnquete(c, ctx, nom === undefined ? { ...rendre(c, {}, valeurs), refus: phrase } : rendre(c, { [nom]: phrase }, valeurs)));
    },
  });

const champDeCloture = (r: RefusEnquete): string | undefined => (r.code === 'cloture_passee' || r.code === 'cloture_lointaine' ? 'cloture' : undefined);
const FAIT = { ouvrir: 'Enquête ouverte : donnez son lien, ou affichez son code.', clore: 'Enquête close : voici ses résultats.', abandonner: 'Enquête abandonnée. Vous pouvez la reprendre.', reprendre: 'Enquête reprise : corrigez-la, puis ouvrez-la.' } as const;
const rendreQuestion = (c: C, erreurs: Erreurs, valeurs: Valeurs): Rendue => ({ question: { rang: rangDe(c), erreurs, valeurs } });

const poser = (c: C): Promise<Response> =>
  gesteSur({
    schema: SaisieQuestion, rendre: rendreQuestion, dire: () => 'Question enregistrée.', suite: () => '#questions',
    faire: async (ctx, id, saisie) => (c.req.param('rang') !== undefined && rangDe(c) === undefined ? refuser({ code: 'question_inconnue' }) : poserQuestion(ctx, id, { rang: rangDe(c), saisie })),
  })(c);

const ranger = (c: C): Promise<Response> =>
  gesteSur({
    schema: z.strictObject({ version: Version, geste: z.enum(['monter', 'retirer'], 'Ce geste n’existe pas.') }), rendre: (_c, erreurs) => ({ refus: Object.values(erreurs).join(' ') }), suite: () => '#questions',
    dire: (s) => (s.geste === 'monter' ? 'Question déplacée.' : 'Question retirée.'),
    faire: async (ctx, id, s) => { const rang = rangDe(c); return rang === undefined ? refuser({ code: 'question_inconnue' }) : rangerQuestion(ctx, id, { rang, ...s }); },
  })(c);

const effacer = (c: C): Promise<Response> =>
  gesteSur({
    schema: z.strictObject({}), rendre: (_c, erreurs) => ({ refus: Object.values(erreurs).join(' ') }), dire: () => 'Réponse effacée.',
    faire: async (ctx, id) => { const texte = z.uuid().safeParse(c.req.param('texte')).data; return texte ? effacerTexte(ctx, id, texte) : refuser({ code: 'texte_inconnu' }); },
  })(c);

// --- A finding, born from a result in one tap

const SaisieCitation = z.strictObject({ question: z.coerce.number().int().min(0).max(11), nature: z.enum(['force', 'faiblesse', 'besoin'], 'Dites si c’est une force, une faiblesse ou un besoin.'), texte: z.uuid().optional() });

/** What is quoted, in words: the answer that comes first, or the text that was chosen. */
async function citer(ctx: Contexte, e: Enquete, s: z.infer<typeof SaisieCitation>): Promise<{ readonly constat: string; readonly ecrit: string } | undefined> {
  if (!estFinie(e, ctx.aujourdhui)) return undefined;
  if (s.texte !== undefined) {
    const texte = e.reponses < 5 ? undefined : (await listerTextes(ctx, e.id)).find((t) => t.id === s.texte && t.question === s.question)?.texte;
    return texte === undefined ? undefined : { constat: texte, ecrit: `«\u00a0${texte}\u00a0»` };
  }
  const dit = direResultat(e, s.question);
  return dit && { constat: typographier(`${e.questions[s.question]?.intitule ?? ''} « ${dit.libelle} » : ${dit.ecrit}.`), ecrit: typographier(`« ${dit.libelle} » : ${dit.ecrit}`) };
}

const constater = (ajouterConstat: AjouterConstat) => (c: C): Promise<Response> =>
  geste(c, SaisieCitation, {
    enErreur: (ctx, erreurs) => pageEnquete(c, ctx, { refus: Object.values(erreurs).join(' ') }),
    faire: async (ctx, s) => {
      const lue = await laLeur(c, ctx);
      if (!lue.ok) return refusDeLaListe(ctx, lue.refus);
      const e = lue.valeur;
      const cite = await citer(ctx, e, s);
      if (!cite) return refus('regle', await pageEnquete(c, ctx, { refus: phraseRefusEnquete({ code: 'rien_a_constater' }) }));
      const nature: NatureConstat = s.nature;
      const issue = await ajouterConstat(ctx, { nature, texte: cite.constat.slice(0, 500) }, undefined, { enquete: e.id, titre: e.titre, question: s.question + 1, intitule: e.questions[s.question]?.intitule ?? '', ecrit: cite.ecrit, releveLe: ctx.aujourdhui });
      return issue.ok ? vers(c, `${ctx.base}/territoire/diagnostic/constats/${issue.valeur}`, 'Constat ajouté au carnet. Corrigez sa phrase si elle peut être plus juste.') : refusDeLaListe(ctx, issue.refus);
    },
  });

// --- The members' own answers

async function pageReponse(c: C, ctx: ContextePage, reprise: Reprise = {}): Promise<VuePage> {
  const lue = await laLeur(c, ctx);
  if (!lue.ok) return refusDeLaListe(ctx, lue.refus);
  const e = lue.valeur;
  if (!peutRepondre(ctx.qui, e)) return refus('regle', await pageEnquete(c, ctx, { refus: 'Cette enquête est ouverte à tout le monde : répondez-y par son lien.' }));
  const vue = presenterReponse({ enquete: e, jour: ctx.aujourdhui, cpts: ctx.ici.nom, action: `${ctx.base}${ICI}/${e.id}/repondre`, retour: `${ctx.base}${ICI}/${e.id}`, deja: await aRepondu(ctx, e.id, ctx.qui.personneId), ...reprise });
  return { titre: e.titre, actif: 'territoire', chemin: chemin(ctx, e.titre), corps: <PageReponse vue={vue} /> };
}

const Corps = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

const repondre = (c: C): Promise<Response> =>
  geste(c, Corps, {
    enErreur: (ctx, erreurs, valeurs) => pageReponse(c, ctx, { erreurs, valeurs }),
    faire: async (ctx, corps, valeurs) => {
      const lue = await laLeur(c, ctx);
      if (!lue.ok) return refusDeLaListe(ctx, lue.refus);
      if (!peutRepondre(ctx.qui, lue.valeur)) return pageReponse(c, ctx);
      const lu = analyser(saisieDesReponses(lue.valeur.questions), corps);
      if (!lu.ok) return refus('regle', await pageReponse(c, ctx, { erreurs: lu.erreurs, valeurs }));
      const issue = await repondreEnquete(ctx, lue.valeur.id, { cle: ctx.qui.personneId, reponses: lu.saisie });
      if (issue.ok) return vers(c, ctx.base, 'Merci : votre réponse est comptée.');
      return refus(NATURES[issue.refus.code], await pageReponse(c, ctx, { refus: phraseRefusEnquete(issue.refus), valeurs }));
    },
  });

const exporter = (c: C, format: 'csv' | 'xlsx'): Promise<Response> =>
  page(c, async (ctx) => {
    const lue = await laLeur(c, ctx);
    if (!lue.ok) return refusDeLaListe(ctx, lue.refus);
    if (!estFinie(lue.valeur, ctx.aujourdhui)) return refus('conflit', await pageEnquete(c, ctx, { refus: 'Les résultats paraissent une fois l’enquête close.' }));
    return repondreTableau(tableauDe(lue.valeur, await listerTextes(ctx, lue.valeur.id)), { nom: `enquete-${ctx.ici.slug}`, feuille: 'Résultats', format });
  });

/** What lives under `/cpts/:cpts/territoire/enquetes`, and the public page of each survey. */
export function routesEcoute(app: Routes, cpts: Routes, ajouterConstat: AjouterConstat): void {
  cpts.get(ICI, (c) => page(c, (ctx) => pageEnquetes(ctx)));
  cpts.post(ICI, preparer);
  cpts.get(`${ICI}/:enquete`, (c) => page(c, (ctx) => pageEnquete(c, ctx)));
  cpts.post(`${ICI}/:enquete`, gesteSur({ schema: SaisieIdentite, faire: corrigerEnquete, dire: () => 'Enquête corrigée.', champ: champDeCloture }));
  cpts.post(`${ICI}/:enquete/cloture`, gesteSur({ schema: z.strictObject({ cloture: JourTape }), faire: (ctx, id, s) => deplacerCloture(ctx, id, s.cloture), dire: () => 'Dernier jour changé. Le lien et le code restent les mêmes.', champ: champDeCloture }));
  cpts.post(`${ICI}/:enquete/statut`, gesteSur({ schema: z.strictObject({ geste: z.enum(['ouvrir', 'clore', 'abandonner', 'reprendre'], 'Ce geste n’existe pas.') }), rendre: (_c, erreurs) => ({ refus: Object.values(erreurs).join(' ') }), faire: (ctx, id, s) => changerStatutEnquete(ctx, id, s.geste), dire: (s) => FAIT[s.geste] }));
  cpts.post(`${ICI}/:enquete/questions`, poser);
  cpts.post(`${ICI}/:enquete/questions/:rang`, poser);
  cpts.post(`${ICI}/:enquete/questions/:rang/rang`, ranger);
  cpts.post(`${ICI}/:enquete/textes/:texte/effacement`, effacer);
  cpts.post(`${ICI}/:enquete/constats`, constater(ajouterConstat));
  cpts.get(`${ICI}/:enquete/repondre`, (c) => page(c, (ctx) => pageReponse(c, ctx)));
  cpts.post(`${ICI}/:enquete/repondre`, repondre);
  for (const format of ['csv', 'xlsx'] as const) cpts.get(`${ICI}/:enquete/resultats.${format}`, (c) => exporter(c, format));
  routesPubliques(app);
}
