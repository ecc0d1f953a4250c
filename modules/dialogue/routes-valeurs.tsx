import { z } from 'zod';
import type { Nature, Result } from '#core/result.ts';
import { accord } from '#core/texte.ts';
import { libelleProfession } from '#modules/comptes/labels.ts';
import type { ContextePage } from '#server/contexte.ts';
import { FichierEnvoye } from '#server/fichiers/fichiers.ts';
import type { Erreurs, Valeurs } from '#server/formulaires.ts';
import { cadreFinances } from '#server/navigation.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import type { Routes } from '#server/routes.ts';
import type { C, Reponse, VuePage } from '#server/vue-page.ts';
import { phraseRefusValeur, type RefusValeur } from './labels-valeurs.ts';
import { ImportId, SaisieCalcul, SaisieImport, SaisieNoter, SaisieTableur } from './model-valeurs.ts';
import { lireRangees, proposerColonnes, titresDuContenu } from './moteur/import-releves.ts';
import { PageImportReleves } from './pages/import-releves.tsx';
import { PageValeurs } from './pages/valeurs.tsx';
import { peutRedigerDialogue } from './permissions.ts';
import { lireDossierDeDialogue } from './queries.ts';
import { compterLignes, correspondanceRetenue, lignesAImporter, lireImport, listerImports } from './queries-valeurs.ts';
import { choisirCalcul, noterComptee, type NoterValeur, oublierCalcul } from './use-cases/compter-valeur.ts';
import { abandonnerImport, type Colonnes, deposerTableur, importerReleves } from './use-cases/importer-releves.ts';
import { presenterImport, presenterImportInconnu, presenterValeurs, presenterValeursInterdites } from './view-valeurs.ts';

type Ecrit = { readonly erreurs?: Erreurs; readonly valeurs?: Valeurs };
type Encore = { readonly calcul?: Ecrit; readonly tableur?: Ecrit; readonly phrase?: string };

const cadre = (ctx: ContextePage, titre: string): Omit<VuePage, 'corps'> => ({
  ...cadreFinances(ctx, 'dialogue'), titre, sujets: ['dialogue', 'contrat', 'actions'],
  chemin: [{ libelle: 'Finances', href: `${ctx.base}/contrat` }, { libelle: 'Dialogue de gestion', href: `${ctx.base}/dialogue` }, ...(titre === 'Relever les indicateurs' ? [] : [{ libelle: 'Relever les indicateurs', href: `${ctx.base}/dialogue/valeurs` }]), { libelle: titre }],
});

async function pageValeurs(ctx: ContextePage, { calcul, tableur, phrase }: Encore = {}): Promise<VuePage> {
  const titre = 'Relever les indicateurs';
  const d = peutRedigerDialogue(ctx.qui) ? await lireDossierDeDialogue(ctx) : undefined;
  if (!peutRedigerDialogue(ctx.qui)) return refus('interdit', { ...cadre(ctx, titre), corps: <PageValeurs vue={presenterValeursInterdites(ctx.base, ctx.aujourdhui)} /> });
  const vue = d ? presenterValeurs({ base: ctx.base, etat: d.etat, comptees: await compterLignes(ctx, d), imports: await listerImports(ctx), aujourdhui: ctx.aujourdhui, fuseau: ctx.fuseau, profession: libelleProfession, ...(phrase !== undefined && { refus: phrase }) }) : { ...presenterValeursInterdites(ctx.base, ctx.aujourdhui), cas: 'ouverte' as const, phrase: 'Aucun contrat n’est encore établi.' };
  return { ...cadre(ctx, titre), corps: <PageValeurs vue={vue} {...(calcul && { calcul })} {...(tableur && { tableur })} /> };
}

const entier = (t: string | undefined): number | undefined => (t !== undefined && /^\d{1,2}$/.test(t) ? Number(t) : undefined);

type Repris = { readonly colonnes?: Colonnes; readonly choix?: ReadonlyMap<number, string>; readonly phrase?: string };

async function pageImport(c: C, ctx: ContextePage, { colonnes, choix, phrase }: Repris = {}): Promise<VuePage> {
  const id = ImportId.safeParse(c.req.param('import')).data;
  const i = id && peutRedigerDialogue(ctx.qui) ? await lireImport(ctx, id) : undefined;
  const d = i?.contenu && (await lireDossierDeDialogue(ctx, i.annee));
  if (!i?.contenu || !d) return refus('inconnu', { ...cadre(ctx, 'Fichier introuvable'), corps: <PageImportReleves vue={presenterImportInconnu(ctx.base)} /> });
  const [lignes, retenue] = [lignesAImporter(d.etat), await correspondanceRetenue(ctx, i.contenu)];
  const proposees = proposerColonnes(i.contenu);
  const derniere = titresDuContenu(i.contenu).length - 1;
  const borner = (n: number | undefined, defaut: number): number => Math.min(Math.max(n ?? defaut, 0), Math.max(derniere, 0));
  const lues = colonnes ?? { libelle: borner(entier(c.req.query('libelle')), retenue?.libelle ?? proposees.libelle), valeur: borner(entier(c.req.query('valeur')), retenue?.valeur ?? proposees.valeur) };
  const rangees = lireRangees(i.contenu, { colonnes: lues, lignes, retenue, choix });
  return { ...cadre(ctx, i.fichier), corps: <PageImportReleves vue={presenterImport({ base: ctx.base, i, contenu: i.contenu, colonnes: lues, rangees, lignes, retenue: retenue !== undefined, ...(phrase !== undefined && { refus: phrase }) })} /> };
}

const NATURES: Partial<Record<RefusValeur['code'], Nature>> = { role_insuffisant: 'interdit', contrat_absent: 'inconnu', import_inconnu: 'inconnu', deja_fait: 'conflit', valeur_changee: 'conflit', calcul_absent: 'conflit' };
const natureDe = (r: RefusValeur): Nature => NATURES[r.code] ?? 'regle';
const CHAMPS: Partial<Record<RefusValeur['code'], string>> = { ligne_inconnue: 'ligne', parametre_absent: 'parametre', jour_a_venir: 'le' };

const choixDe = (s: Readonly<Record<string, unknown>>): ReadonlyMap<number, string> => new Map(Object.entries(s).flatMap(([nom, v]): [number, string][] => { const rang = /^l:(\d{1,5})$/.exec(nom)?.[1]; return rang === undefined || typeof v !== 'string' ? [] : [[Number(rang), v]]; }));

function gestesDesImports(r: Routes, noter: NoterValeur): void {
  const adresse = '/dialogue/valeurs/:import';
  r.post('/dialogue/valeurs', (c) => geste(c, SaisieTableur.extend({ fichier: FichierEnvoye }), {
    enErreur: (ctx, erreurs, valeurs) => pageValeurs(ctx, { tableur: { erreurs, valeurs } }),
    faire: async (ctx, s, valeurs): Promise<Reponse> => {
      const issue = await deposerTableur(ctx, { nom: s.fichier.name, octets: Buffer.from(await s.fichier.arrayBuffer()), annee: s.annee, le: s.le, source: s.source });
      return issue.ok ? vers(c, `${ctx.base}/dialogue/valeurs/${issue.valeur}`, 'Fichier lu. Relisez-le avant de noter ses valeurs.') : refus(natureDe(issue.refus), await pageValeurs(ctx, { tableur: { erreurs: { [CHAMPS[issue.refus.code] ?? 'fichier']: phraseRefusValeur(issue.refus) }, valeurs } }));
    },
  }));
  r.get(adresse, (c) => page(c, (ctx) => pageImport(c, ctx)));
  r.post(adresse, (c) => geste(c, SaisieImport, {
    enErreur: (ctx, erreurs) => pageImport(c, ctx, { phrase: Object.values(erreurs)[0]?.toString() ?? '' }),
    faire: async (ctx, { libelle, valeur, ...reste }): Promise<Reponse> => {
      const id = ImportId.safeParse(c.req.param('import')).data;
      const [colonnes, choix] = [{ libelle, valeur }, choixDe(reste)];
      const issue = id ? await importerReleves(ctx, id, { colonnes, choix, noter }) : undefined;
      if (issue?.ok) return vers(c, `${ctx.base}/dialogue/valeurs`, `${accord(issue.valeur.notees, 'valeur notée', 'valeurs notées')}${issue.valeur.rejets > 0 ? `, ${accord(issue.valeur.rejets, 'ligne laissée', 'lignes laissées')} sans nombre lisible` : ''}.`);
      const r2: RefusValeur = issue?.refus ?? { code: 'import_inconnu' };
      return refus(natureDe(r2), await pageImport(c, ctx, { ...(r2.code !== 'colonnes_absentes' && { colonnes }), choix, phrase: phraseRefusValeur(r2) }));
    },
  }));
  r.post(`${adresse}/abandon`, (c) => geste(c, z.strictObject({}), {
    enErreur: (ctx) => pageImport(c, ctx),
    faire: async (ctx): Promise<Reponse> => {
      const id = ImportId.safeParse(c.req.param('import')).data;
      const issue: Result<void, RefusValeur> = id ? await abandonnerImport(ctx, id) : { ok: false, refus: { code: 'import_inconnu' } };
      return issue.ok ? vers(c, `${ctx.base}/dialogue/valeurs`, 'Fichier abandonné : rien n’a été noté.') : refus(natureDe(issue.refus), await pageValeurs(ctx, { phrase: phraseRefusValeur(issue.refus) }));
    },
  }));
}

/** Values typed, counted, imported. `noter` is the contract's own gesture, handed over by the house. */
export function routesValeurs(r: Routes, noter: NoterValeur): void {
  r.get('/dialogue/valeurs', (c) => page(c, (ctx) => pageValeurs(ctx)));
  r.post('/dialogue/valeurs/calcul', (c) => geste(c, SaisieCalcul, {
    enErreur: (ctx, erreurs, valeurs) => pageValeurs(ctx, { calcul: { erreurs, valeurs } }),
    faire: async (ctx, s, valeurs): Promise<Reponse> => {
      const issue = await choisirCalcul(ctx, { indicateur: s.ligne, formule: s.formule, parametre: s.parametre });
      return issue.ok ? vers(c, `${ctx.base}/dialogue/valeurs`, 'Formule retenue pour cette ligne.') : refus(natureDe(issue.refus), await pageValeurs(ctx, { calcul: { erreurs: { [CHAMPS[issue.refus.code] ?? '']: phraseRefusValeur(issue.refus) }, valeurs } }));
    },
  }));
  r.post('/dialogue/valeurs/noter', (c) => geste(c, SaisieNoter, {
    enErreur: (ctx) => pageValeurs(ctx, { phrase: phraseRefusValeur({ code: 'calcul_absent' }) }),
    faire: async (ctx, s): Promise<Reponse> => {
      const issue = await noterComptee(ctx, s, noter);
      return issue.ok ? vers(c, `${ctx.base}/dialogue/valeurs`, 'Valeur notée, avec sa formule et sa période.') : refus(natureDe(issue.refus), await pageValeurs(ctx, { phrase: phraseRefusValeur(issue.refus) }));
    },
  }));
  r.post('/dialogue/valeurs/oublier', (c) => geste(c, z.strictObject({ ligne: z.string().max(80) }), {
    enErreur: (ctx) => pageValeurs(ctx),
    faire: async (ctx, s): Promise<Reponse> => {
      const issue = await oublierCalcul(ctx, s.ligne);
      return issue.ok ? vers(c, `${ctx.base}/dialogue/valeurs`, 'Cette ligne n’est plus comptée par la plateforme. Ses valeurs notées restent.') : refus(natureDe(issue.refus), await pageValeurs(ctx, { phrase: phraseRefusValeur(issue.refus) }));
    },
  }));
  gestesDesImports(r, noter);
}
