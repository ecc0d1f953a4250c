import type { z } from 'zod';
import { type Nature, refuser, type Result } from '#core/result.ts';
import type { ContextePage } from '#server/contexte.ts';
import { FichierFacultatif, lireFichier, reponseFichier } from '#server/fichiers/fichiers.ts';
import type { Erreurs, Valeurs } from '#server/formulaires.ts';
import { ongletsMissions } from '#server/navigation.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import type { Routes } from '#server/routes.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { phraseRefusPreuve, type RefusPreuve } from './labels-preuves.ts';
import { DemandePreuves, type Preuve, PreuveId, SaisieFeuille, SaisiePreuve, SaisieRattachement, SaisieRetrait } from './model-preuves.ts';
import { PagePreuves, type Reprise } from './pages/preuves.tsx';
import { peutOuvrirFiche, peutVoirActions } from './permissions.ts';
import { toutesLesFiches } from './queries.ts';
import { chercherPreuves, lignesAProuver, listerFeuilles, listerPreuves } from './queries-preuves.ts';
import { verserFeuille } from './use-cases/recevoir-feuille.ts';
import { rattacherPreuve, retirerPreuve, verserPreuve } from './use-cases/verser-preuve.ts';
import { presenterPreuves, presenterPreuvesInterdites } from './view-preuves.ts';

type Ecrit = { readonly erreurs?: Erreurs; readonly valeurs?: Valeurs; readonly reprise?: Reprise };

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

type Issue = Promise<Result<unknown, RefusPreuve>>;
const surPreuve = async (id: string, faire: (preuve: PreuveId) => Issue): Issue => {
  const preuve = PreuveId.safeParse(id).data;
  return preuve ? faire(preuve) : refuser({ code: 'preuve_inconnue' });
};

const titreDe = async (ctx: ContextePage, forme: Reprise['forme'], id: string): Promise<string> => {
  if (!peutVoirActions(ctx.qui) || !PreuveId.safeParse(id).success) return '';
  return (forme === 'feuille' ? (await listerFeuilles(ctx)).find((f) => f.id === id) : (await listerPreuves(ctx, PreuveId.parse(id)))[0])?.titre ?? '';
};

type GesteSur<T> = { readonly forme: Reprise['forme']; readonly chemin: string; readonly schema: z.ZodType<T>; readonly fait: string; readonly faire: (ctx: ContextePage, id: string, s: T) => Issue };
/** A gesture on one piece: refused, its form comes back as it was filled. */
function gesteSur<T>(r: Routes, { forme, chemin, schema, fait, faire }: GesteSur<T>): void {
  r.post(chemin, (c) => {
    const id = c.req.param('piece') ?? '';
    const reprendre = async (ctx: ContextePage, erreurs: Erreurs, valeurs: Valeurs): Promise<VuePage> => pagePreuves(c, ctx, { reprise: { forme, titre: await titreDe(ctx, forme, id), action: ctx.base + chemin.replace(':piece', id), erreurs, valeurs } });
    return geste(c, schema, {
      enErreur: reprendre,
      faire: async (ctx, s, valeurs) => {
        const issue = await faire(ctx, id, s);
        if (issue.ok) return vers(c, `${ctx.base}/missions/preuves`, fait);
        const champ = CHAMPS[issue.refus.code] ?? '';
        return refus(NATURES[issue.refus.code], await reprendre(ctx, { [champ in valeurs ? champ : '']: phraseRefusPreuve(issue.refus) }, valeurs));
      },
    });
  });
}

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
  gesteSur(r, { forme: 'feuille', chemin: '/missions/preuves/feuilles/:piece', schema: SaisieFeuille, fait: 'Feuille versée parmi les preuves.', faire: (ctx, id, s) => verserFeuille(ctx, id, s) });
  r.get('/missions/preuves/:preuve/fichier', fichier);
  gesteSur(r, {
    forme: 'rattachement', chemin: '/missions/preuves/:piece/rattachement', schema: SaisieRattachement, fait: 'Preuve rattachée. Ce qu’elle prouvait avant reste dans son histoire.',
    faire: (ctx, id, s) => surPreuve(id, (preuve) => rattacherPreuve(ctx, preuve, s)),
  });
  gesteSur(r, { forme: 'retrait', chemin: '/missions/preuves/:piece/retrait', schema: SaisieRetrait, fait: 'Preuve retirée. Elle reste dans l’historique.', faire: (ctx, id, s) => surPreuve(id, (preuve) => retirerPreuve(ctx, preuve, s.motif)) });
}
