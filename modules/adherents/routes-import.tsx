import { z } from 'zod';
import type { Nature, Result } from '#core/result.ts';
import { libelleProfession } from '#modules/comptes/labels.ts';
import { phraseRefusTableur } from '#modules/diagnostic/labels-chiffres.ts';
import { titresDe } from '#modules/diagnostic/moteur/import-chiffres.ts';
import type { ContextePage } from '#server/contexte.ts';
import { FichierEnvoye } from '#server/fichiers/fichiers.ts';
import type { Erreurs, Valeurs } from '#server/formulaires.ts';
import { ongletsReseau } from '#server/navigation.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import { communeTapee } from '#server/paquet/commune-tapee.ts';
import type { Routes } from '#server/routes.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { phraseImport, phraseRefus } from './labels.ts';
import { ImportAdherentsId, type RefusImportAdherents } from './model.ts';
import { SaisieColonnesRegistre, SaisieInscription } from './model-saisies.ts';
import { PageImport, PageImports } from './pages/import.tsx';
import { PageInscrire } from './pages/inscrire.tsx';
import { peutTenirRegistre } from './permissions.ts';
import { listerCategories, listerColleges, lireImport, listerImports } from './queries.ts';
import { cheminReseau, natureDe } from './routes.tsx';
import { abandonnerRegistre, affecterColonnesDuRegistre, annulerRegistre, deposerRegistre, importerRegistre, ouvrirAccesDuRegistre, relireImport } from './use-cases/importer-adherents.ts';
import { inscrireAdherent } from './use-cases/inscrire-adherent.ts';
import { optionsCategories, optionsProfessions } from './view.ts';
import { presenterImport, presenterImports } from './view-import.ts';

const ICI = '/reseau/adherents/import';
const cadre = (ctx: ContextePage, titre: string): Omit<VuePage, 'corps'> => ({ titre, actif: 'reseau', chemin: cheminReseau(ctx, { libelle: titre }), onglets: ongletsReseau(ctx, 'adherents') });
const NATURES: Partial<Record<RefusImportAdherents['code'], Nature>> = { role_insuffisant: 'interdit', import_inconnu: 'inconnu', import_clos: 'conflit' };
const natureImport = (r: RefusImportAdherents): Nature => NATURES[r.code] ?? 'regle';

async function lesImports(ctx: ContextePage, dit: { erreur?: string; refus?: string } = {}): Promise<VuePage> {
  const interdit = !peutTenirRegistre(ctx.qui);
  const vue = presenterImports({ base: ctx.base, fuseau: ctx.fuseau, interdit, imports: interdit ? [] : await listerImports(ctx), categories: await listerCategories(ctx), ...dit });
  return { ...cadre(ctx, 'Reprendre un registre'), corps: <PageImports vue={vue} />, ...(interdit ? { statut: 403 } : {}) };
}

async function lImport(c: C, ctx: ContextePage, dit?: string): Promise<VuePage> {
  const id = ImportAdherentsId.safeParse(c.req.param('import')).data;
  const i = id && peutTenirRegistre(ctx.qui) ? await lireImport(ctx, id) : undefined;
  if (!i || i.statut !== 'deposee') return refus(i ? 'conflit' : 'inconnu', await lesImports(ctx, { refus: dit ?? phraseImport({ code: i ? 'import_clos' : 'import_inconnu' }) }));
  const deja = (await listerImports(ctx)).find((x) => x.statut === 'importee' && x.empreinte === i.empreinte);
  const vue = presenterImport(i, { base: ctx.base, fuseau: ctx.fuseau, lues: await relireImport(ctx, i), categories: await listerCategories(ctx), titres: titresDe({ feuille: '', lignes: i.lignes }, i.rang), libelleProfession, deja, ...(dit ? { refus: dit } : {}) });
  return { ...cadre(ctx, 'Relire avant de reprendre'), chemin: cheminReseau(ctx, { libelle: 'Reprendre un registre', href: `${ctx.base}${ICI}` }, { libelle: i.fichier }), corps: <PageImport vue={vue} /> };
}

const deposer = (c: C): Promise<Response> =>
  geste(c, z.strictObject({ fichier: FichierEnvoye }), {
    enErreur: (ctx, erreurs) => lesImports(ctx, { erreur: Object.values(erreurs)[0] ?? '' }),
    faire: async (ctx, s) => {
      const issue = await deposerRegistre(ctx, { nom: s.fichier.name, octets: Buffer.from(await s.fichier.arrayBuffer()) });
      if (issue.ok) return vers(c, `${ctx.base}${ICI}/${issue.valeur}`);
      const r = issue.refus;
      if (r.code === 'role_insuffisant') return refus('interdit', await lesImports(ctx));
      return refus('regle', await lesImports(ctx, { erreur: phraseRefusTableur(r) }));
    },
  });

/** A gesture on one file: what it says when done, or the page it concerns with the reason. */
const sur = <T, S>(cpts: Routes, adresse: string, schema: z.ZodType<S>, faire: (ctx: ContextePage, id: ImportAdherentsId, s: S) => Promise<Result<T, RefusImportAdherents>>, suite: { readonly vers: (ctx: ContextePage, id: string) => string; readonly phrase: (v: T) => string | undefined }): void => {
  cpts.post(`${ICI}/:import/${adresse}`, (c) =>
    geste(c, schema, {
      enErreur: (ctx, erreurs) => lImport(c, ctx, Object.values(erreurs)[0]),
      faire: async (ctx, s) => {
        const id = ImportAdherentsId.safeParse(c.req.param('import')).data;
        const issue = id ? await faire(ctx, id, s) : { ok: false as const, refus: { code: 'import_inconnu' as const } };
        if (issue.ok) return vers(c, suite.vers(ctx, id ?? ''), suite.phrase(issue.valeur));
        return refus(natureImport(issue.refus), await lImport(c, ctx, phraseImport(issue.refus)));
      },
    }),
  );
};

const enListeDe = (ctx: ContextePage): string => `${ctx.base}${ICI}`;
const rien = z.strictObject({});

async function lInscription(ctx: ContextePage, erreurs: Erreurs = {}, valeurs: Valeurs = {}): Promise<VuePage> {
  const interdit = !peutTenirRegistre(ctx.qui);
  const colleges = (await listerColleges(ctx)).filter((x) => x.actif).map((x) => ({ valeur: x.id, libelle: x.libelle }));
  const vue = { base: ctx.base, interdit, categories: optionsCategories(await listerCategories(ctx)), colleges, professions: optionsProfessions() };
  return { ...cadre(ctx, 'Inscrire un membre'), corps: <PageInscrire vue={vue} erreurs={erreurs} valeurs={valeurs} />, ...(interdit ? { statut: 403 } : {}) };
}

const CHAMPS: Readonly<Record<string, string>> = { college_a_choisir: 'college', college_non_admis: 'college', categorie_inconnue: 'categorie', jour_incoherent: 'depuis', courriel_manquant: 'courriel' };
const inscrire = (c: C): Promise<Response> =>
  geste(c, SaisieInscription, {
    enErreur: (ctx, erreurs, valeurs) => lInscription(ctx, erreurs, valeurs),
    faire: async (ctx, s, valeurs) => {
      const commune = communeTapee(s.commune);
      if (!commune.ok) return refus('regle', await lInscription(ctx, { commune: commune.refus }, valeurs));
      const issue = await inscrireAdherent(ctx, { ...s, ...commune.valeur, ecrire: s.ecrire === 'oui' });
      if (issue.ok) return vers(c, `${ctx.base}/reseau/adherents/${issue.valeur}`, s.ecrire === 'oui' ? 'Membre inscrit. Le courriel d’accès part.' : 'Membre inscrit.');
      return refus(natureDe(issue.refus), await lInscription(ctx, { [CHAMPS[issue.refus.code] ?? '']: phraseRefus(issue.refus) }, valeurs));
    },
  });

/** A register of before Maillage, taken up from a spreadsheet or by hand. Registered before the addresses of one membership. */
export function routesImport(cpts: Routes): void {
  cpts.get('/reseau/adherents/nouveau', (c) => page(c, (ctx) => lInscription(ctx)));
  cpts.post('/reseau/adherents/nouveau', inscrire);
  cpts.get(ICI, (c) => page(c, (ctx) => lesImports(ctx)));
  cpts.post(ICI, deposer);
  cpts.get(`${ICI}/:import`, (c) => page(c, (ctx) => lImport(c, ctx)));
  sur(cpts, 'colonnes', SaisieColonnesRegistre, (ctx, id, s) => affecterColonnesDuRegistre(ctx, { id, colonnes: s.c, categorie: s.categorie, depuis: s.depuis }), { vers: (ctx, id) => `${enListeDe(ctx)}/${id}`, phrase: () => undefined });
  sur(cpts, 'importer', rien, importerRegistre, { vers: (ctx) => enListeDe(ctx), phrase: (v) => `C’est repris : ${v.creees} ajoutés, ${v.completees} complétés. Vous pouvez revenir en arrière ici.` });
  sur(cpts, 'abandonner', rien, abandonnerRegistre, { vers: (ctx) => enListeDe(ctx), phrase: () => 'Fichier abandonné : rien n’a été écrit.' });
  sur(cpts, 'annuler', rien, annulerRegistre, { vers: (ctx) => enListeDe(ctx), phrase: (v) => (v.gardees === 0 ? 'L’import est repris : le registre est comme avant.' : `L’import est repris, sauf ${v.gardees} fiches changées depuis.`) });
  sur(cpts, 'acces', rien, ouvrirAccesDuRegistre, { vers: (ctx) => enListeDe(ctx), phrase: (n) => `${n} courriels d’accès partent.` });
}
