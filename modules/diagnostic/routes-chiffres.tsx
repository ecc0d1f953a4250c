import { typographier } from '#core/texte.ts';
import type { ContextePage } from '#server/contexte.ts';
import type { Erreurs, Valeurs } from '#server/formulaires.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import { chargerPaquet } from '#server/paquet/charger.ts';
import type { Routes } from '#server/routes.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { phraseLigneAChoisir, phraseRefusTableur } from './labels-chiffres.ts';
import { ImportId, SaisieColonnes, SaisieDepot, SaisieVide } from './model-chiffres.ts';
import { PageChiffres } from './pages/chiffres.tsx';
import { PageImport } from './pages/import-chiffres.tsx';
import { peutImporterChiffres } from './permissions.ts';
import { lieuxDe, listerImports } from './queries-chiffres.ts';
import { deposerChiffres, type RefusDepot } from './use-cases/deposer-chiffres.ts';
import { affecterColonnes, changerImport, importerChiffres, type RefusImport } from './use-cases/importer-chiffres.ts';
import { presenterChiffres, presenterImport, type RepriseImport } from './view-chiffres.ts';

const cheminDe = (ctx: ContextePage, ...suite: readonly string[]): NonNullable<VuePage['chemin']> => [
  { libelle: 'Aujourd’hui', href: ctx.base }, { libelle: 'Territoire', href: `${ctx.base}/territoire` }, { libelle: 'Diagnostic', href: `${ctx.base}/territoire/diagnostic` },
  ...(suite.length === 0 ? [{ libelle: 'Chiffres de la caisse' }] : [{ libelle: 'Chiffres de la caisse', href: adresse(ctx) }, ...suite.map((libelle) => ({ libelle }))]),
];
/** Refusals that the page of the deposit itself shows, beside what is to be mended. */
const A_REPRENDRE: readonly RefusImport['code'][] = ['aucune_valeur', 'aucun_indicateur', 'role_double', 'colonnes_changees', 'ligne_a_choisir'];

const adresse = (ctx: ContextePage): string => `${ctx.base}/territoire/diagnostic/chiffres`;

type Reprise = { readonly erreurs?: Erreurs; readonly valeurs?: Valeurs; readonly refus?: string; readonly annulable?: string };

async function pageChiffres(ctx: ContextePage, reprise: Reprise = {}): Promise<VuePage> {
  const vue = presenterChiffres({ base: ctx.base, peutImporter: peutImporterChiffres(ctx.qui), imports: await listerImports(ctx), jour: ctx.aujourdhui, ...reprise });
  return { titre: 'Chiffres de la caisse', actif: 'territoire', chemin: cheminDe(ctx), corps: <PageChiffres vue={vue} /> };
}

async function pageImport(ctx: ContextePage, id: string | undefined, reprise: RepriseImport = {}): Promise<VuePage> {
  const lu = ImportId.safeParse(id);
  const i = lu.success && peutImporterChiffres(ctx.qui) ? (await listerImports(ctx, lu.data))[0] : undefined;
  if (!i) return refus('inconnu', await pageChiffres(ctx, { refus: 'Ce fichier n’existe pas, ou vous ne pouvez pas l’importer.' }));
  const vue = presenterImport(i, { base: ctx.base, lieux: await lieuxDe(ctx, chargerPaquet()), ...reprise });
  return { titre: 'Relire avant d’importer', actif: 'territoire', chemin: cheminDe(ctx, 'Relire'), corps: <PageImport vue={vue} /> };
}

function phraseRefus(r: RefusDepot | RefusImport): string {
  switch (r.code) {
    case 'role_insuffisant': return 'La coordination, la présidence et le secrétariat importent les fichiers.';
    case 'deja_importe': return 'Ce fichier est déjà importé pour cette date : rien n’a changé.';
    case 'situation_future': return 'Cette date est dans l’avenir : indiquez le jour où les chiffres étaient vrais.';
    case 'import_inconnu': return 'Ce fichier n’existe pas.';
    case 'geste_impossible': return 'Ce fichier n’attend plus : il a été importé, retiré ou abandonné entre-temps.';
    case 'aucune_valeur': return 'Aucun chiffre n’est lu : vérifiez le contenu des colonnes, et que les communes sont celles du territoire.';
    case 'colonnes_changees': return 'Les colonnes envoyées ne sont pas celles du fichier : rechargez la page.';
    case 'ligne_a_choisir': return typographier(phraseLigneAChoisir(r.lignes));
    case 'aucun_indicateur': return 'Aucune colonne de chiffres n’est choisie : dites ce que contient chacune.';
    case 'role_double': return 'Deux colonnes ont le même contenu : gardez-en une.';
    case 'fichier_vide': case 'fichier_trop_gros': case 'format_inconnu': case 'fichier_abime': case 'classeur_protege': case 'trop_de_lignes': case 'aucun_tableau': return phraseRefusTableur(r);
  }
}

const natureDe = (r: RefusDepot | RefusImport): 'interdit' | 'inconnu' | 'conflit' | 'regle' =>
  r.code === 'role_insuffisant' ? 'interdit' : r.code === 'import_inconnu' ? 'inconnu' : r.code === 'geste_impossible' ? 'conflit' : 'regle';

const deposer = (c: C): Promise<Response> =>
  geste(c, SaisieDepot, {
    enErreur: (ctx, erreurs, valeurs) => pageChiffres(ctx, { erreurs, valeurs }),
    faire: async (ctx, s, valeurs) => {
      const octets = Buffer.from(await s.fichier.arrayBuffer());
      const issue = await deposerChiffres(ctx, { nom: s.fichier.name, octets, origine: s.origine, precision: s.precision, situation: s.situation, seuil: s.seuil });
      if (issue.ok) return vers(c, `${adresse(ctx)}/${issue.valeur}`);
      const champ = issue.refus.code === 'situation_future' ? 'situation' : 'fichier';
      return refus(natureDe(issue.refus), await pageChiffres(ctx, issue.refus.code === 'role_insuffisant' ? { refus: phraseRefus(issue.refus) } : { erreurs: { [champ]: phraseRefus(issue.refus) }, valeurs }));
    },
  });

/** A gesture on one import: what it does, where it leads, and the page that says why not. */
const sur = (faire: (c: C, ctx: ContextePage, id: ImportId) => Promise<Response | RefusImport>) => (c: C): Promise<Response> =>
  geste(c, SaisieVide, {
    enErreur: (ctx, erreurs) => pageChiffres(ctx, { refus: Object.values(erreurs).join(' ') }),
    faire: async (ctx) => {
      const id = ImportId.safeParse(c.req.param('import'));
      const issue = id.success ? await faire(c, ctx, id.data) : { code: 'import_inconnu' as const };
      if (issue instanceof Response) return issue;
      const phrase = phraseRefus(issue);
      return refus(natureDe(issue), A_REPRENDRE.includes(issue.code) ? await pageImport(ctx, c.req.param('import'), { refus: phrase }) : await pageChiffres(ctx, { refus: phrase }));
    },
  });

const importer = sur(async (c, ctx, id) => {
  const issue = await importerChiffres(ctx, id, await lieuxDe(ctx, chargerPaquet()));
  return issue.ok ? vers(c, adresse(ctx), `${issue.valeur.chiffres} chiffres importés : le diagnostic les montre.`) : issue.refus;
});
const abandonner = sur(async (c, ctx, id) => { const issue = await changerImport(ctx, id, 'abandonner'); return issue.ok ? vers(c, adresse(ctx), 'Fichier abandonné : rien n’a été importé.') : issue.refus; });
const retirer = sur(async (c, ctx, id) => { const issue = await changerImport(ctx, id, 'retirer'); return issue.ok ? vers(c, `${adresse(ctx)}?retire=${id}`) : issue.refus; });
const retablir = sur(async (c, ctx, id) => { const issue = await changerImport(ctx, id, 'retablir'); return issue.ok ? vers(c, adresse(ctx), 'Fichier remis : le diagnostic le montre de nouveau.') : issue.refus; });

const affecter = (c: C): Promise<Response> =>
  geste(c, SaisieColonnes, {
    enErreur: (ctx, erreurs) => pageImport(ctx, c.req.param('import'), { refus: Object.values(erreurs).join(' ') }),
    faire: async (ctx, saisie) => {
      const id = ImportId.safeParse(c.req.param('import'));
      const issue = id.success ? await affecterColonnes(ctx, id.data, { roles: saisie.c, ligne: saisie.ligne }) : undefined;
      if (issue?.ok && id.success) return vers(c, `${adresse(ctx)}/${id.data}`);
      return refus(issue && !issue.ok ? natureDe(issue.refus) : 'inconnu', await pageImport(ctx, c.req.param('import'), issue && !issue.ok ? { refus: phraseRefus(issue.refus), saisie } : {}));
    },
  });

/** What lives under `/cpts/:cpts/territoire/diagnostic/chiffres`. */
export function routesChiffres(cpts: Routes): void {
  const ici = '/territoire/diagnostic/chiffres';
  cpts.get(ici, (c) => page(c, (ctx) => { const annulable = c.req.query('retire'); return pageChiffres(ctx, annulable === undefined ? {} : { annulable }); }));
  cpts.post(ici, deposer);
  cpts.get(`${ici}/:import`, (c) => page(c, (ctx) => pageImport(ctx, c.req.param('import'))));
  cpts.post(`${ici}/:import/colonnes`, affecter);
  cpts.post(`${ici}/:import/importer`, importer);
  cpts.post(`${ici}/:import/abandonner`, abandonner);
  cpts.post(`${ici}/:import/retirer`, retirer);
  cpts.post(`${ici}/:import/retablir`, retablir);
}
