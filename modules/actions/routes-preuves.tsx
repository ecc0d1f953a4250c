import type { Nature } from '#core/result.ts';
import type { ContextePage } from '#server/contexte.ts';
import { FichierFacultatif, lireFichier, reponseFichier } from '#server/fichiers/fichiers.ts';
import type { Erreurs, Valeurs } from '#server/formulaires.ts';
import { ongletsMissions } from '#server/navigation.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import type { Routes } from '#server/routes.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { phraseRefusPreuve, type RefusPreuve } from './labels-preuves.ts';
import { DemandePreuves, type Preuve, PreuveId, SaisieFeuille, SaisiePreuve, SaisieRattachement, SaisieRetrait } from './model-preuves.ts';
import { PagePreuves } from './pages/preuves.tsx';
import { peutOuvrirFiche, peutVoirActions } from './permissions.ts';
import { toutesLesFiches } from './queries.ts';
import { chercherPreuves, lignesAProuver, listerFeuilles, listerPreuves } from './queries-preuves.ts';
import { verserFeuille } from './use-cases/recevoir-feuille.ts';
import { rattacherPreuve, retirerPreuve, verserPreuve } from './use-cases/verser-preuve.ts';
import { presenterPreuves, presenterPreuvesInterdites } from './view-preuves.ts';

type Ecrit = { readonly erreurs?: Erreurs; readonly valeurs?: Valeurs };

const cadre = (ctx: ContextePage): Omit<VuePage, 'corps'> => ({ titre: 'Preuves', actif: 'missions', sujets: ['actions', 'contrat'], onglets: ongletsMissions(ctx, 'preuves') });

const NATURES: Record<RefusPreuve['code'], Nature> = { role_insuffisant: 'interdit', preuve_inconnue: 'inconnu', deja_retiree: 'conflit', preuve_signee: 'conflit', deja_versee: 'conflit', cible_absente: 'regle', cible_inconnue: 'regle', piece_absente: 'regle', jour_a_venir: 'regle', fichier_refuse: 'regle' };
const CHAMPS: Partial<Record<RefusPreuve['code'], string>> = { cible_absente: 'cible', cible_inconnue: 'cible', piece_absente: 'fichier', jour_a_venir: 'le', fichier_refuse: 'fichier' };

async function pagePreuves(c: C, ctx: ContextePage, e: Ecrit = {}, phrase?: string): Promise<VuePage> {
  if (!peutVoirActions(ctx.qui)) return refus('interdit', { ...cadre(ctx), corps: <PagePreuves vue={presenterPreuvesInterdites(ctx.base)} /> });
  const preuves = await listerPreuves(ctx);
  const peutRetirer = (p: Preuve): boolean => peutOuvrirFiche(ctx.qui) || p.verseePar === ctx.qui.personneId;
  const demande = DemandePreuves.parse(c.req.query());
  const vue = presenterPreuves({ base: ctx.base, lignes: await lignesAProuver(ctx, preuves), page: await chercherPreuves(ctx, demande), demande, feuilles: await listerFeuilles(ctx), fiches: await toutesLesFiches(ctx), fuseau: ctx.fuseau, peutRetirer, choisie: c.req.query('pour') ?? '', ...(phrase !== undefined && { refus: phrase }) });
  return { ...cadre(ctx), corps: <PagePreuves vue={vue} {...e} /> };
}

/** The bytes, for members: a sign-in sheet bears names. */
const fichier = (c: C): Promise<Response> =>
  page(c, async (ctx) => {
    const id = PreuveId.safeParse(c.req.param('preuve')).data;
    const preuve = id && peutVoirActions(ctx.qui) ? (await listerPreuves(ctx, id))[0] : undefined;
    const lu = preuve?.fichierId ? await lireFichier(ctx, preuve.fichierId) : undefined;
    return lu ? reponseFichier(c, lu, true) : refus('inconnu', await pagePreuves(c, ctx, {}, phraseRefusPreuve({ code: 'preuve_inconnue' })));
  });

export function routesPreuves(r: Routes): void {
  r.get('/missions/preuves', (c) => page(c, (ctx) => pagePreuves(c, ctx)));
  r.post('/missions/preuves', (c) => geste(c, SaisiePreuve.extend({ fichier: FichierFacultatif }), {
    enErreur: (ctx, erreurs, valeurs) => pagePreuves(c, ctx, { erreurs, valeurs }),
    faire: async (ctx, s, valeurs) => {
      const issue = await verserPreuve(ctx, s);
      if (issue.ok) return vers(c, `${ctx.base}/missions/preuves`, 'Preuve versée.');
      return refus(NATURES[issue.refus.code], await pagePreuves(c, ctx, { erreurs: { [CHAMPS[issue.refus.code] ?? '']: phraseRefusPreuve(issue.refus) }, valeurs }));
    },
  }));
  r.post('/missions/preuves/feuilles/:feuille', (c) => geste(c, SaisieFeuille, {
    enErreur: (ctx, erreurs) => pagePreuves(c, ctx, {}, Object.values(erreurs).join(' ')),
    faire: async (ctx, s) => {
      const issue = await verserFeuille(ctx, c.req.param('feuille') ?? '', s);
      return issue.ok ? vers(c, `${ctx.base}/missions/preuves`, 'Feuille versée parmi les preuves.') : refus(NATURES[issue.refus.code], await pagePreuves(c, ctx, {}, phraseRefusPreuve(issue.refus)));
    },
  }));
  r.get('/missions/preuves/:preuve/fichier', fichier);
  r.post('/missions/preuves/:preuve/rattachement', (c) => geste(c, SaisieRattachement, {
    enErreur: (ctx, erreurs) => pagePreuves(c, ctx, {}, Object.values(erreurs).join(' ')),
    faire: async (ctx, s) => {
      const id = PreuveId.safeParse(c.req.param('preuve')).data;
      const issue = id ? await rattacherPreuve(ctx, id, s) : { ok: false as const, refus: { code: 'preuve_inconnue' as const } };
      return issue.ok ? vers(c, `${ctx.base}/missions/preuves`, 'Preuve rattachée. Ce qu’elle prouvait avant reste dans son histoire.') : refus(NATURES[issue.refus.code], await pagePreuves(c, ctx, {}, phraseRefusPreuve(issue.refus)));
    },
  }));
  r.post('/missions/preuves/:preuve/retrait', (c) => geste(c, SaisieRetrait, {
    enErreur: (ctx, erreurs) => pagePreuves(c, ctx, {}, Object.values(erreurs).join(' ')),
    faire: async (ctx, s) => {
      const id = PreuveId.safeParse(c.req.param('preuve')).data;
      const issue = id ? await retirerPreuve(ctx, id, s.motif) : { ok: false as const, refus: { code: 'preuve_inconnue' as const } };
      return issue.ok ? vers(c, `${ctx.base}/missions/preuves`, 'Preuve retirée. Elle reste dans l’historique.') : refus(NATURES[issue.refus.code], await pagePreuves(c, ctx, {}, phraseRefusPreuve(issue.refus)));
    },
  }));
}
