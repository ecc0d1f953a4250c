import { utils, write } from '@e965/xlsx';
import type { ContextePage } from '#server/contexte.ts';
import { ecrireDocx } from '#server/documents/docx.ts';
import { ecrirePdf } from '#server/documents/pdf.ts';
import { page, refus } from '#server/pages.tsx';
import { chargerPaquet } from '#server/paquet/charger.ts';
import type { Routes } from '#server/routes.ts';
import { celluleSure } from '#server/documents/tableurs.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { phraseProvenance } from '#modules/territoire/labels.ts';
import type { Territoire } from '#modules/territoire/model.ts';
import { peutComposerTerritoire } from '#modules/territoire/permissions.ts';
import { carteDe, carteDePage } from '#modules/territoire/queries.ts';
import { estMasque, motMasque } from './labels.ts';
import type { ImageCarte, Table, Valeur } from './model.ts';
import { PageDiagnostic } from './pages/diagnostic.tsx';
import { peutVoirConstats } from './permissions.ts';
import { lireDiagnostic, listerConstats } from './queries.ts';
import { routesChiffres } from './routes-chiffres.tsx';
import { routesConstats } from './routes-constats.tsx';
import { routesObjectifs } from './routes-objectifs.tsx';
import { routesScenarios } from './routes-scenarios.tsx';
import { presenterDiagnostic, redigerDiagnostic, teintesDe } from './view.ts';

const chemin = (ctx: ContextePage): NonNullable<VuePage['chemin']> => [{ libelle: 'Aujourd’hui', href: ctx.base }, { libelle: 'Territoire', href: `${ctx.base}/territoire` }, { libelle: 'Diagnostic' }];

async function pageDiagnostic(ctx: ContextePage, phrase?: string): Promise<VuePage> {
  const paquet = chargerPaquet();
  const lu = await lireDiagnostic(ctx, paquet);
  const vue = presenterDiagnostic({
    base: ctx.base, nom: ctx.ici.nom, jour: ctx.aujourdhui, peutComposer: peutComposerTerritoire(ctx.qui), ...(phrase !== undefined && { refus: phrase }),
    ...(lu && { diagnostic: lu.diagnostic }), ...(lu && peutVoirConstats(ctx.qui) && { constats: await listerConstats(ctx) }),
    dessinerCarte: (image, id) => (lu ? carteDePage(paquet, lu.territoire, { teintes: teintesDe(image), id }).svg : ''),
  });
  return { titre: 'Diagnostic partagé', actif: 'territoire', chemin: chemin(ctx), sujets: ['territoire', 'constats'], corps: <PageDiagnostic vue={vue} /> };
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
const citer = (v: string): string => `"${celluleSure(v).replaceAll('"', '""')}"`;
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
    const contenu = format === 'docx' ? await ecrireDocx(document) : await ecrirePdf(document);
    return fichier(new Uint8Array(contenu), `diagnostic-${ctx.ici.slug}`, format);
  });

/** What lives under `/cpts/:cpts/territoire/diagnostic`. */
export function routesDiagnostic(cpts: Routes): void {
  routesChiffres(cpts);
  routesConstats(cpts);
  routesObjectifs(cpts);
  routesScenarios(cpts);
  cpts.get('/territoire/diagnostic', (c) => page(c, (ctx) => pageDiagnostic(ctx)));
  cpts.get('/territoire/diagnostic.docx', (c) => exporterDocument(c, 'docx'));
  cpts.get('/territoire/diagnostic.pdf', (c) => exporterDocument(c, 'pdf'));
  cpts.get('/territoire/diagnostic/tables/:fichier', exporterTable);
}
