import { gzipSync } from 'node:zlib';
import { utils, write } from '@e965/xlsx';
import { formaterInstant } from '#core/texte.ts';
import type { ContextePage } from '#server/contexte.ts';
import type { Valeurs } from '#server/formulaires.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import { celluleSure } from '#server/documents/tableurs.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { chargerPaquet } from '#server/paquet/charger.ts';
import type { Routes } from '#server/routes.ts';
import { phraseProvenance, phraseRefusGeste } from './labels.ts';
import { DemandeDeListe, type Paquet, SaisieAnnulation, SaisieComposition } from './model.ts';
import { PageComposer } from './pages/composer.tsx';
import { PageTerritoire } from './pages/territoire.tsx';
import { peutComposerTerritoire } from './permissions.ts';
import { communesDejaCouvertes, presenterTerritoireCourant, territoireCourant, versionsDuTerritoire } from './queries.ts';
import type { Resume } from './rules.ts';
import { annulerComposition } from './use-cases/annuler-composition.ts';
import { composerTerritoire, type RefusComposition } from './use-cases/composer-territoire.ts';
import { type Brouillon, type ConflitDeVersion, ligneDe, phraseTerritoire, presenterComposer, presenterConflit, presenterFond, presenterTerritoire } from './view.ts';

const chemin = (ctx: ContextePage, ...suite: readonly string[]): NonNullable<VuePage['chemin']> => [
  { libelle: 'Aujourd’hui', href: ctx.base },
  ...(suite.length > 0 ? [{ libelle: 'Territoire', href: `${ctx.base}/territoire` }, ...suite.map((libelle) => ({ libelle }))] : [{ libelle: 'Territoire' }]),
];

async function pageTerritoire(c: C, ctx: ContextePage, phrase?: string): Promise<VuePage> {
  const paquet = chargerPaquet();
  const [courant, versions] = [await presenterTerritoireCourant(ctx, paquet), await versionsDuTerritoire(ctx)];
  const vue = presenterTerritoire({
    paquet, jour: ctx.aujourdhui, base: ctx.base, fuseau: ctx.fuseau, peutComposer: peutComposerTerritoire(ctx.qui), versions,
    adresse: `${ctx.base}/territoire${new URL(c.req.url).search}`, demande: DemandeDeListe.parse(c.req.query()),
    ...(courant && { courant }), ...(phrase !== undefined && { refus: phrase }),
  });
  return { titre: 'Territoire', actif: 'territoire', chemin: chemin(ctx), sujets: ['territoire'], corps: <PageTerritoire vue={vue} /> };
}

type Reprise = { readonly phrase?: string; readonly conflit?: ConflitDeVersion };

async function pageComposer(ctx: ContextePage, paquet: Paquet, brouillon?: Brouillon, { phrase, conflit }: Reprise = {}): Promise<VuePage> {
  const actuel = await territoireCourant(ctx);
  const courant: Brouillon = brouillon ?? { codes: actuel?.communes ?? [], siege: actuel?.siege ?? '', version: actuel?.version ?? 0 };
  const vue = presenterComposer({
    paquet, base: ctx.base, jour: ctx.aujourdhui, interdit: !peutComposerTerritoire(ctx.qui), brouillon: courant, enregistres: actuel?.communes ?? [],
    couvertures: await communesDejaCouvertes(ctx, courant.codes), ...(phrase !== undefined && { refus: phrase }), ...(conflit && { conflit }),
  });
  return { titre: 'Composer le territoire', actif: 'territoire', chemin: chemin(ctx, 'Composer'), corps: <PageComposer vue={vue} />, ...(vue.interdit && { statut: 403 }) };
}

const enCodes = (valeurs: readonly string[]): readonly string[] => [...new Set(valeurs.flatMap((t) => t.split(/[\s,;]+/)).filter((t) => t !== ''))];

/** The selection as it was typed, out of a form that could not be read. */
function brouillonDe(valeurs: Valeurs): Brouillon {
  const textes = (nom: string): readonly string[] => [valeurs[nom] ?? []].flat().filter((v) => typeof v === 'string');
  return { codes: enCodes([...textes('communes'), ...textes('nouvelles')]), siege: textes('siege')[0] ?? '', version: Number(textes('version')[0]) || 0, q: (textes('q')[0] ?? '').slice(0, 200), departement: textes('departement')[0] ?? '' };
}

function brouillonApres(paquet: Paquet, s: SaisieComposition): Brouillon {
  const membres = s.geste === 'ajouter_groupement' ? (paquet.groupement(s.groupement)?.membres ?? []) : [];
  return { codes: enCodes([...s.communes, ...(s.geste === 'chercher' ? [] : s.nouvelles), ...membres]), siege: s.siege, version: s.version, q: s.q, departement: s.departement };
}

async function refuserComposition(ctx: ContextePage, paquet: Paquet, brouillon: Brouillon, r: RefusComposition): Promise<VuePage> {
  if (r.code === 'territoire_modifie') {
    const conflit = presenterConflit(paquet, r.actuel, brouillon.codes, formaterInstant(r.actuel.composeLe, ctx.fuseau));
    return refus('conflit', await pageComposer(ctx, paquet, { ...brouillon, version: r.actuel.version }, { conflit }));
  }
  return refus(r.code === 'role_insuffisant' ? 'interdit' : 'regle', await pageComposer(ctx, paquet, brouillon, { phrase: phraseRefusGeste(r) }));
}

async function enregistrer(c: C, ctx: ContextePage, saisie: SaisieComposition): Promise<VuePage | Response> {
  const paquet = chargerPaquet();
  const brouillon = brouillonApres(paquet, saisie);
  if (saisie.geste !== 'enregistrer') return pageComposer(ctx, paquet, brouillon);
  const issue = await composerTerritoire(ctx, paquet, { codes: brouillon.codes, version: brouillon.version, ...(brouillon.siege && { siege: brouillon.siege }) });
  if (!issue.ok) return refuserComposition(ctx, paquet, brouillon, issue.refus);
  return vers(c, `${ctx.base}/territoire`, issue.valeur.inchange ? 'Le territoire était déjà ainsi : rien n’a changé.' : `Territoire enregistré, version ${issue.valeur.version}.`);
}

const ENTETES = ['Code INSEE', 'Commune', 'Habitants', 'Intercommunalité', 'Département'] as const;

function tableDe(paquet: Paquet, r: Resume): readonly (readonly (string | number)[])[] {
  const lignes = r.communes.map((x) => ligneDe(paquet, x)).map((l) => [l.code, l.nom, l.population ?? '', l.groupement, l.departement]);
  return [[...ENTETES], ...lignes, [], [phraseTerritoire(r)], [`Sources : ${phraseProvenance(r.provenances.population)} ; ${phraseProvenance(r.provenances.epci)}`]];
}

const enCsv = (table: readonly (readonly (string | number)[])[]): string => `\ufeff${table.map((l) => l.map((v) => `"${celluleSure(String(v)).replaceAll('"', '""')}"`).join(';')).join('\r\n')}\r\n`;

function enXlsx(table: readonly (readonly (string | number)[])[]): ArrayBuffer {
  const feuille = utils.aoa_to_sheet(table.map((l) => [...l]));
  feuille['!cols'] = [12, 36, 12, 44, 24].map((wch) => ({ wch }));
  const classeur = utils.book_new();
  utils.book_append_sheet(classeur, feuille, 'Communes');
  return write(classeur, { type: 'array', bookType: 'xlsx' });
}

const exporter = (c: C, format: 'csv' | 'xlsx'): Promise<Response> =>
  page(c, async (ctx) => {
    const paquet = chargerPaquet();
    const courant = await presenterTerritoireCourant(ctx, paquet);
    if (!courant) return refus('inconnu', await pageTerritoire(c, ctx));
    const table = tableDe(paquet, courant.resume);
    const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    return new Response(format === 'csv' ? enCsv(table) : enXlsx(table), { headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename="communes-${ctx.ici.slug}.${format}"`, 'Cache-Control': 'private, no-store' } });
  });

const fonds = new Map<string, Uint8Array<ArrayBuffer>>();

/** The ground map of a département: public reference data, compressed once per process, kept by the browser until the pack changes. */
function servirFond(c: C): Response {
  const paquet = chargerPaquet();
  const code = c.req.param('departement') ?? '';
  const etiquette = `"${paquet.empreinte}-${code}"`;
  const entetes = { 'Cache-Control': 'public, max-age=3600', ETag: etiquette, Vary: 'Accept-Encoding' };
  if (c.req.header('If-None-Match') === etiquette) return new Response(null, { status: 304, headers: entetes });
  const cle = `${paquet.empreinte} ${code}`;
  if (!fonds.has(cle)) {
    const fond = presenterFond(paquet, code);
    if (!fond) return c.json({ erreur: 'Ce département n’existe pas.' }, 404);
    fonds.set(cle, new Uint8Array(gzipSync(JSON.stringify(fond))));
  }
  return new Response(fonds.get(cle) ?? null, { headers: { ...entetes, 'Content-Type': 'application/json; charset=utf-8', 'Content-Encoding': 'gzip' } });
}

/** `app` holds the public ground maps, `cpts` what belongs to one CPTS. */
export function routesTerritoire(app: Routes, cpts: Routes): void {
  app.get('/territoire/carte/:departement', servirFond);

  cpts.get('/territoire', (c) => page(c, (ctx) => pageTerritoire(c, ctx)));
  cpts.get('/territoire/composer', (c) => page(c, (ctx) => pageComposer(ctx, chargerPaquet())));
  cpts.post('/territoire/composer', (c) =>
    geste(c, SaisieComposition, {
      enErreur: (ctx, erreurs, valeurs) => pageComposer(ctx, chargerPaquet(), brouillonDe(valeurs), { phrase: Object.values(erreurs).join(' ') }),
      faire: (ctx, saisie) => enregistrer(c, ctx, saisie),
    }),
  );
  cpts.post('/territoire/annulation', (c) =>
    geste(c, SaisieAnnulation, {
      enErreur: (ctx, erreurs) => pageTerritoire(c, ctx, Object.values(erreurs).join(' ')),
      faire: async (ctx, { version, reprendre }) => {
        const issue = await annulerComposition(ctx, { version, ...(reprendre !== undefined && { reprendre }) });
        if (issue.ok) return vers(c, `${ctx.base}/territoire`, `Version ${issue.valeur.reprise} reprise : c’est maintenant la version ${issue.valeur.version}.`);
        const nature = issue.refus.code === 'role_insuffisant' ? 'interdit' : issue.refus.code === 'territoire_modifie' ? 'conflit' : 'regle';
        return refus(nature, await pageTerritoire(c, ctx, phraseRefusGeste(issue.refus)));
      },
    }),
  );
  cpts.get('/territoire/communes.csv', (c) => exporter(c, 'csv'));
  cpts.get('/territoire/communes.xlsx', (c) => exporter(c, 'xlsx'));
  cpts.get('/territoire/chercher', (c) =>
    page(c, async () => {
      const paquet = chargerPaquet();
      const trouvees = paquet.chercher(c.req.query('q') ?? '', { limite: 10 });
      return Response.json(trouvees.map(({ commune, ancienne }) => ({ code: commune.code, nom: commune.nom, departement: commune.departement, population: commune.population ?? null, groupement: ligneDe(paquet, commune).groupement, ...(ancienne?.nom && { ancienne: ancienne.nom }) })));
    }),
  );
  cpts.get('/territoire/couvertes/:departement', (c) =>
    page(c, async (ctx) => Response.json(await communesDejaCouvertes(ctx, chargerPaquet().communesDuDepartement(c.req.param('departement') ?? '').map((x) => x.code)))),
  );
}
