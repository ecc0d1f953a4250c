import type { DocumentRedige } from '#core/document.ts';
import type { Nature } from '#core/result.ts';
import { peutEcrireContrat, peutLireTresorerie } from '#modules/aci/permissions.ts';
import { libelleProfession } from '#modules/comptes/labels.ts';
import type { ContextePage } from '#server/contexte.ts';
import { ecrireDocx } from '#server/documents/docx.ts';
import { ecrirePdf } from '#server/documents/pdf.ts';
import { ecrireXlsx } from '#server/documents/xlsx.ts';
import { lireFichier, reponseFichier } from '#server/fichiers/fichiers.ts';
import type { Erreurs, Valeurs } from '#server/formulaires.ts';
import { cadreFinances } from '#server/navigation.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import type { Routes } from '#server/routes.ts';
import type { C, Reponse, VuePage } from '#server/vue-page.ts';
import { phraseRefusDialogue, type RefusDialogue } from './labels.ts';
import { EtatId, FormatDossier, SaisieRedaction, SaisieSignature } from './model.ts';
import { redigerDossier as redigerDocument, redigerRapport } from './moteur/redaction-dossier.ts';
import { PageDossier } from './pages/dossier.tsx';
import { PageEtat } from './pages/etat.tsx';
import { PagePlan } from './pages/plan.tsx';
import { PageRedaction } from './pages/redaction.tsx';
import { peutLireDialogue, peutRedigerDialogue, peutSignerDialogue } from './permissions.ts';
import { type DossierLu, faitsDuCycle, lireDossierDeDialogue, lireEtat } from './queries.ts';
import { redigerDossier } from './use-cases/rediger-dossier.ts';
import { empreinteDe, signerDossier } from './use-cases/signer-dossier.ts';
import { presenterDossier, presenterDossierInterdit, presenterEtat, presenterEtatInconnu, presenterPlan, presenterPlanInterdit, presenterRedaction, presenterRedactionInterdite, presenterSansPlan } from './view.ts';

type Ecrit = { readonly erreurs?: Erreurs; readonly valeurs?: Valeurs; readonly phrase?: string };

const cadre = (ctx: ContextePage, titre: string): Omit<VuePage, 'corps'> => ({
  ...cadreFinances(ctx, 'dialogue', ...(titre === 'Dialogue de gestion' ? [] : [titre])), titre, sujets: ['dialogue', 'contrat', 'actions'],
});

const droits = (ctx: ContextePage) => ({ rediger: peutRedigerDialogue(ctx.qui), signer: peutSignerDialogue(ctx.qui) });
const anneeDe = (c: C): number | undefined => { const n = Number(c.req.query('annee')); return Number.isInteger(n) && n > 0 ? n : undefined; };
const lire = async (ctx: ContextePage, annee: number | undefined): Promise<DossierLu | undefined> => (peutLireDialogue(ctx.qui) ? lireDossierDeDialogue(ctx, annee) : undefined);

async function pagePlan(ctx: ContextePage, annee?: number): Promise<VuePage> {
  const titre = 'Dialogue de gestion';
  if (!peutLireDialogue(ctx.qui)) return refus('interdit', { ...cadre(ctx, titre), corps: <PagePlan vue={presenterPlanInterdit(ctx.base, ctx.aujourdhui)} /> });
  const d = await lire(ctx, annee);
  const vue = d ? presenterPlan({ base: ctx.base, aujourdhui: ctx.aujourdhui, fuseau: ctx.fuseau, cycle: faitsDuCycle(d, ctx.aujourdhui, ctx.fuseau), annees: d.annees, signes: d.signes, droits: droits(ctx), contrat: peutEcrireContrat(ctx.qui), tresorerie: peutLireTresorerie(ctx.qui) }) : presenterSansPlan(ctx.base, ctx.aujourdhui);
  return { ...cadre(ctx, titre), corps: <PagePlan vue={vue} /> };
}

async function pageDossier(ctx: ContextePage, annee: number | undefined, { erreurs, valeurs, phrase }: Ecrit = {}): Promise<VuePage> {
  if (!peutLireDialogue(ctx.qui)) return refus('interdit', { ...cadre(ctx, 'Dossier'), corps: <PageDossier vue={presenterDossierInterdit(ctx.base)} /> });
  const d = await lire(ctx, annee);
  if (!d) return pagePlan(ctx);
  const vue = presenterDossier({ base: ctx.base, fuseau: ctx.fuseau, ...d, droits: droits(ctx), ...(phrase !== undefined && { refus: phrase }) });
  return { ...cadre(ctx, vue.titre), corps: <PageDossier vue={vue} {...(erreurs && { erreurs })} {...(valeurs && { valeurs })} /> };
}

async function pageRedaction(ctx: ContextePage, annee: number | undefined, { erreurs, valeurs }: Ecrit = {}): Promise<VuePage> {
  const titre = 'Textes du dossier';
  if (!peutRedigerDialogue(ctx.qui)) return refus('interdit', { ...cadre(ctx, titre), corps: <PageRedaction vue={presenterRedactionInterdite(ctx.base)} /> });
  const d = await lire(ctx, annee);
  if (!d) return pagePlan(ctx);
  return { ...cadre(ctx, titre), corps: <PageRedaction vue={presenterRedaction({ base: ctx.base, etat: d.etat, version: d.version })} {...(erreurs && { erreurs })} {...(valeurs && { valeurs })} /> };
}

async function pageEtat(c: C, ctx: ContextePage): Promise<VuePage> {
  const id = EtatId.safeParse(c.req.param('etat')).data;
  const lu = id && peutLireDialogue(ctx.qui) ? await lireEtat(ctx, id) : undefined;
  if (!lu) return refus('inconnu', { ...cadre(ctx, 'État introuvable'), corps: <PageEtat vue={presenterEtatInconnu(ctx.base)} /> });
  const d = await lire(ctx, lu.signe.annee);
  const vue = presenterEtat({ base: ctx.base, fuseau: ctx.fuseau, signe: lu.signe, intacte: empreinteDe(lu.signe.copie) === lu.signe.empreinte, maintenant: d?.contrat === lu.contrat && d.annee === lu.signe.annee ? d.etat : undefined });
  return { ...cadre(ctx, vue.titre), corps: <PageEtat vue={vue} /> };
}

const NATURES: Record<RefusDialogue['code'], Nature> = { role_insuffisant: 'interdit', signature_reservee: 'interdit', contrat_absent: 'inconnu', annee_inconnue: 'inconnu', version_depassee: 'conflit', jour_a_venir: 'regle', rien_n_a_change: 'conflit', fichier_refuse: 'regle' };
const TYPES: Record<FormatDossier, string> = { pdf: 'application/pdf', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };

const ecrire = async (d: DocumentRedige, format: FormatDossier): Promise<Uint8Array> => (format === 'pdf' ? ecrirePdf(d) : format === 'docx' ? ecrireDocx(d) : ecrireXlsx(d));

/** The document of the year as it stands, unsigned. */
const emporter = (c: C, quoi: 'dossier' | 'rapport', format: FormatDossier): Promise<Response> =>
  page(c, async (ctx) => {
    const d = await lire(ctx, anneeDe(c));
    if (!d) return pagePlan(ctx);
    const document = quoi === 'dossier' ? redigerDocument({ etat: d.etat, dernier: d.dernier }) : redigerRapport({ etat: d.etat, profession: libelleProfession });
    const octets = await ecrire(document, format);
    return new Response(new Uint8Array(octets), { headers: { 'Content-Type': TYPES[format], 'Content-Disposition': `attachment; filename="${quoi === 'dossier' ? 'dialogue-de-gestion' : 'rapport-d-activite'}-annee-${d.annee}.${format}"`, 'Cache-Control': 'private, no-store' } });
  });

const fichierSigne = (c: C, format: FormatDossier): Promise<Response> =>
  page(c, async (ctx) => {
    const id = EtatId.safeParse(c.req.param('etat')).data;
    const lu = id && peutLireDialogue(ctx.qui) ? await lireEtat(ctx, id) : undefined;
    const fichier = lu && (await lireFichier(ctx, lu.signe.fichiers[format]));
    return fichier ? reponseFichier(c, fichier) : pageEtat(c, ctx);
  });

const annee = (v: Valeurs): number | undefined => { const n = Number(v['annee']); return Number.isInteger(n) && n > 0 ? n : undefined; };

export function routesDialogue(r: Routes): void {
  r.get('/dialogue', (c) => page(c, (ctx) => pagePlan(ctx, anneeDe(c))));
  r.get('/dialogue/dossier', (c) => page(c, (ctx) => pageDossier(ctx, anneeDe(c))));
  r.get('/dialogue/redaction', (c) => page(c, (ctx) => pageRedaction(ctx, anneeDe(c))));
  r.post('/dialogue/redaction', (c) => geste(c, SaisieRedaction, {
    enErreur: (ctx, erreurs, valeurs) => pageRedaction(ctx, annee(valeurs), { erreurs, valeurs }),
    faire: async (ctx, s, valeurs): Promise<Reponse> => {
      const issue = await redigerDossier(ctx, s);
      if (issue.ok) return vers(c, `${ctx.base}/dialogue/dossier?annee=${s.annee}`, 'Textes enregistrés.');
      return refus(NATURES[issue.refus.code], await pageRedaction(ctx, s.annee, { erreurs: { [issue.refus.code === 'jour_a_venir' ? 'tenuLe' : '']: phraseRefusDialogue(issue.refus) }, valeurs }));
    },
  }));
  r.post('/dialogue/signature', (c) => geste(c, SaisieSignature, {
    enErreur: (ctx, erreurs, valeurs) => pageDossier(ctx, annee(valeurs), { erreurs, valeurs }),
    faire: async (ctx, s, valeurs): Promise<Reponse> => {
      const issue = await signerDossier(ctx, s);
      if (issue.ok) return vers(c, `${ctx.base}/dialogue/etats/${issue.valeur}`, 'Dossier signé et figé. Il part dans l’espace d’échange.');
      return refus(NATURES[issue.refus.code], await pageDossier(ctx, s.annee, { phrase: phraseRefusDialogue(issue.refus), valeurs }));
    },
  }));
  for (const format of FormatDossier.options) {
    r.get(`/dialogue/dossier.${format}`, (c) => emporter(c, 'dossier', format));
    r.get(`/dialogue/rapport.${format}`, (c) => emporter(c, 'rapport', format));
    r.get(`/dialogue/etats/:etat/fichier.${format}`, (c) => fichierSigne(c, format));
  }
  r.get('/dialogue/etats/:etat', (c) => page(c, (ctx) => pageEtat(c, ctx)));
}
