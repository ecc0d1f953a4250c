import { utils, write } from '@e965/xlsx';
import type { ContextePage } from '#server/contexte.ts';
import { ecrireDocx } from '#server/documents/docx.ts';
import { ecrirePdf } from '#server/documents/pdf.ts';
import type { Erreurs, Valeurs } from '#server/formulaires.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import { chargerPaquet } from '#server/paquet/charger.ts';
import type { Routes } from '#server/routes.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { phraseProvenance } from '#modules/territoire/labels.ts';
import type { Territoire } from '#modules/territoire/model.ts';
import { peutComposerTerritoire } from '#modules/territoire/permissions.ts';
import { carteDe, carteDePage, territoireCourant } from '#modules/territoire/queries.ts';
import { estMasque, motMasque } from './labels.ts';
import { ConstatId, type ImageCarte, SaisieConstat, SaisiePriorite, type Table, type Valeur } from './model.ts';
import { GesteImagine, ecrireGeste, lireGestes, preparerVoisinage } from './moteur/et-si.ts';
import { PageConstats } from './pages/constats.tsx';
import { PageDiagnostic } from './pages/diagnostic.tsx';
import { PageEtSi } from './pages/et-si.tsx';
import { peutVoirConstats } from './permissions.ts';
import { figer, lireDiagnostic, listerConstats } from './queries.ts';
import { perimetreDe } from './rules.ts';
import { routesChiffres } from './routes-chiffres.tsx';
import { ajouterConstat } from './use-cases/ajouter-constat.ts';
import { prioriserConstat } from './use-cases/prioriser-constat.ts';
import { presenterConstats, presenterDiagnostic, presenterEtSi, redigerDiagnostic, teintesDe } from './view.ts';

const chemin = (ctx: ContextePage, ...suite: readonly string[]): NonNullable<VuePage['chemin']> => {
  const lieux = [{ libelle: 'Aujourd’hui', href: ctx.base }, { libelle: 'Territoire', href: `${ctx.base}/territoire` }];
  return suite.length === 0 ? [...lieux, { libelle: 'Diagnostic' }] : [...lieux, { libelle: 'Diagnostic', href: `${ctx.base}/territoire/diagnostic` }, ...suite.map((libelle) => ({ libelle }))];
};

async function pageDiagnostic(ctx: ContextePage, phrase?: string): Promise<VuePage> {
  const paquet = chargerPaquet();
  const lu = await lireDiagnostic(ctx, paquet);
  const vue = presenterDiagnostic({
    base: ctx.base, nom: ctx.ici.nom, jour: ctx.aujourdhui, peutComposer: peutComposerTerritoire(ctx.qui), ...(phrase !== undefined && { refus: phrase }),
    ...(lu && { diagnostic: lu.diagnostic }),
    dessinerCarte: (image, id) => (lu ? carteDePage(paquet, lu.territoire, { teintes: teintesDe(image), id }).svg : ''),
  });
  return { titre: 'Diagnostic partagé', actif: 'territoire', chemin: chemin(ctx), sujets: ['territoire'], corps: <PageDiagnostic vue={vue} /> };
}

const TYPES = {
  csv: 'text/csv; charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

const fichier = (contenu: string | ArrayBuffer | Uint8Array<ArrayBuffer>, nom: string, format: keyof typeof TYPES): Response =>
  new Response(contenu, { headers: { 'Content-Type': TYPES[format], 'Content-Disposition': `attachment; filename="${nom}.${format}"`, 'Cache-Control': 'private, no-store' } });

/** Figures stay figures in a spreadsheet; what is masked or not published stays in words. */
function enXlsx(t: Table): ArrayBuffer {
  const sources = `Sources : ${[...new Set(t.provenances.map(phraseProvenance))].join(' ; ')}`;
  const lignes = t.lignes.map((l) => l.map((v) => (v === undefined ? 'non publié' : estMasque(v) ? motMasque(v) : v)));
  const feuille = utils.aoa_to_sheet([t.colonnes.map((c) => c.titre), ...lignes, [], [sources]]);
  const classeur = utils.book_new();
  utils.book_append_sheet(classeur, feuille, t.cle.slice(0, 31));
  return write(classeur, { type: 'array', bookType: 'xlsx' });
}

/** Figures in full, with the French comma, so that a spreadsheet reads them as figures. */
const enTexte = (v: Valeur): string => (v === undefined ? 'non publié' : estMasque(v) ? motMasque(v) : String(v).replace('.', typeof v === 'number' ? ',' : '.'));
const citer = (v: string): string => `"${v.replaceAll('"', '""')}"`;
function enCsv(t: Table): string {
  const lignes = [t.colonnes.map((c) => c.titre), ...t.lignes.map((l) => l.map(enTexte)), [`Sources : ${[...new Set(t.provenances.map(phraseProvenance))].join(' ; ')}`]];
  return `\ufeff${lignes.map((l) => l.map(citer).join(';')).join('\r\n')}\r\n`;
}

const exporterTable = (c: C): Promise<Response> =>
  page(c, async (ctx) => {
    const [, cle, format] = /^([a-z-]+)\.(csv|xlsx)$/.exec(c.req.param('fichier') ?? '') ?? [];
    const lu = await lireDiagnostic(ctx, chargerPaquet());
    const table = lu?.diagnostic.chapitres.flatMap((x) => x.tables).find((t) => t.cle === cle);
    if (!table) return refus('inconnu', await pageDiagnostic(ctx, 'Ce tableau n’existe pas, ou ses données ne sont pas encore importées.'));
    const nom = `${table.cle}-${ctx.ici.slug}`;
    return format === 'csv' ? fichier(enCsv(table), nom, 'csv') : fichier(enXlsx(table), nom, 'xlsx');
  });

const dessinerPour = (territoire: Territoire) => (image: ImageCarte) => carteDe(chargerPaquet(), territoire, { teintes: teintesDe(image), id: 'carte-du-document' });

const exporterDocument = (c: C, format: 'docx' | 'pdf'): Promise<Response> =>
  page(c, async (ctx) => {
    const lu = await lireDiagnostic(ctx, chargerPaquet());
    if (!lu) return refus('inconnu', await pageDiagnostic(ctx, 'Le diagnostic s’exporte dès que le territoire est composé.'));
    const document = redigerDiagnostic(lu.diagnostic, { nom: ctx.ici.nom, jour: ctx.aujourdhui, demo: ctx.ici.demo, carteDe: dessinerPour(lu.territoire) });
    const contenu = format === 'docx' ? await ecrireDocx(document) : ecrirePdf(document);
    return fichier(new Uint8Array(contenu), `diagnostic-${ctx.ici.slug}`, format);
  });

type GesteTape = { readonly textes: readonly string[]; readonly refus?: string };

/** Gestes of the address, and the one just typed in the plain form, if any. */
function gestesTapes(c: C): GesteTape {
  const textes = c.req.queries('g') ?? [];
  const { commune, genre, etp } = c.req.query();
  if (commune === undefined) return { textes };
  const lu = GesteImagine.safeParse({ commune, genre, etp: Number((etp ?? '').replace(',', '.')) });
  return lu.success ? { textes: [...textes, ecrireGeste(lu.data)] } : { textes, refus: 'Indiquez une commune, un geste, et de 0,1 à 20 équivalents temps plein.' };
}

const scenarios = (c: C): Promise<Response> =>
  page(c, async (ctx) => {
    const [paquet, territoire] = [chargerPaquet(), await territoireCourant(ctx)];
    const { textes, refus: tape } = gestesTapes(c);
    const voisinage = territoire && preparerVoisinage(perimetreDe(paquet, territoire.communes));
    const hors = lireGestes(textes).gestes.filter((g) => voisinage && !voisinage.destinations.some((d) => d === g.commune));
    const phrase = tape ?? (hors.length > 0 ? 'Cette commune est hors de portée du territoire : le geste n’y change rien.' : undefined);
    const vue = presenterEtSi({
      base: ctx.base, paquet, codes: territoire?.communes ?? [], textes, ...(voisinage && { voisinage }), ...(phrase !== undefined && { refus: phrase }),
      dessinerCarte: (image) => (territoire ? carteDePage(paquet, territoire, { teintes: teintesDe(image), id: 'carte-et-si' }).svg : ''),
    });
    return { titre: 'Et si…', actif: 'territoire', chemin: chemin(ctx, 'Et si…'), corps: <PageEtSi vue={vue} />, ...(phrase !== undefined && { statut: 422 }) };
  });

type Reprise = { readonly erreurs?: Erreurs; readonly valeurs?: Valeurs; readonly refus?: string };

async function pageConstats(ctx: ContextePage, reprise: Reprise = {}): Promise<VuePage> {
  const interdit = !peutVoirConstats(ctx.qui);
  const vue = presenterConstats({ base: ctx.base, interdit, constats: interdit ? [] : await listerConstats(ctx), ...reprise });
  return { titre: 'Constats', actif: 'territoire', chemin: chemin(ctx, 'Constats'), sujets: ['constats'], corps: <PageConstats vue={vue} />, ...(interdit && { statut: 403 }) };
}

const ajouter = (c: C): Promise<Response> =>
  geste(c, SaisieConstat, {
    enErreur: (ctx, erreurs, valeurs) => pageConstats(ctx, { erreurs, valeurs }),
    faire: async (ctx, saisie) => {
      const lu = saisie.chapitre === undefined ? undefined : await lireDiagnostic(ctx, chargerPaquet());
      const issue = await ajouterConstat(ctx, saisie, lu && saisie.chapitre ? figer(lu.diagnostic, saisie.chapitre, ctx.aujourdhui) : undefined);
      return issue.ok ? vers(c, `${ctx.base}/territoire/diagnostic/constats`, 'Constat ajouté.') : refus('interdit', await pageConstats(ctx));
    },
  });

const prioriser = (c: C): Promise<Response> =>
  geste(c, SaisiePriorite, {
    enErreur: (ctx, erreurs) => pageConstats(ctx, { refus: Object.values(erreurs).join(' ') }),
    faire: async (ctx, { priorite }) => {
      const id = ConstatId.safeParse(c.req.param('constat'));
      const issue = id.success ? await prioriserConstat(ctx, id.data, priorite) : undefined;
      if (issue?.ok) return vers(c, `${ctx.base}/territoire/diagnostic/constats`, 'Votre priorité est notée.');
      return issue?.refus.code === 'role_insuffisant' ? refus('interdit', await pageConstats(ctx)) : refus('inconnu', await pageConstats(ctx, { refus: 'Ce constat n’existe pas.' }));
    },
  });

/** What lives under `/cpts/:cpts/territoire/diagnostic`. */
export function routesDiagnostic(cpts: Routes): void {
  routesChiffres(cpts);
  cpts.get('/territoire/diagnostic', (c) => page(c, (ctx) => pageDiagnostic(ctx)));
  cpts.get('/territoire/diagnostic.docx', (c) => exporterDocument(c, 'docx'));
  cpts.get('/territoire/diagnostic.pdf', (c) => exporterDocument(c, 'pdf'));
  cpts.get('/territoire/diagnostic/tables/:fichier', exporterTable);
  cpts.get('/territoire/diagnostic/scenarios', scenarios);
  cpts.get('/territoire/diagnostic/constats', (c) => page(c, (ctx) => pageConstats(ctx)));
  cpts.post('/territoire/diagnostic/constats', ajouter);
  cpts.post('/territoire/diagnostic/constats/:constat/priorite', prioriser);
}
