import { z } from 'zod';
import type { Nature, Result } from '#core/result.ts';
import { accord } from '#core/texte.ts';
import { phraseRefusTenue } from '#modules/aci/labels.ts';
import { peutEcrireContrat } from '#modules/aci/permissions.ts';
import type { Contexte, ContextePage } from '#server/contexte.ts';
import { enListe, type Erreurs, type Valeurs } from '#server/formulaires.ts';
import { cadreFinances } from '#server/navigation.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import type { Routes } from '#server/routes.ts';
import type { VuePage } from '#server/vue-page.ts';
import { PageLignesSuivantes } from './pages/lignes-suivantes.tsx';
import { lireDossierDeDialogue } from './queries.ts';
import { presenterLignesInterdites, presenterLignesSuivantes } from './view-lignes.ts';

type RefusTenue = Parameters<typeof phraseRefusTenue>[0];
/** The contract's own gesture: nothing of the contract is written here. */
export type ReprendreLignes = (ctx: Contexte, s: { readonly annee: number; readonly lignes: readonly string[]; readonly version: number }) => Promise<Result<unknown, RefusTenue>>;
type Ecrit = { readonly erreurs?: Erreurs; readonly valeurs?: Valeurs };

const NATURES: Partial<Record<RefusTenue['code'], Nature>> = { role_insuffisant: 'interdit', contrat_absent: 'inconnu', ligne_inconnue: 'conflit', version_depassee: 'conflit' };
const Saisie = z.strictObject({ version: z.coerce.number().int().min(1), annee: z.coerce.number().int().min(1).max(10), lignes: enListe(z.string().max(100)).refine((l) => l.length > 0, 'Cochez au moins une ligne.') });
const anneeDe = (v: unknown): number | undefined => z.coerce.number().int().min(1).max(10).safeParse(v).data;

async function pageLignes(ctx: ContextePage, annee: number | undefined, { erreurs, valeurs }: Ecrit = {}): Promise<VuePage> {
  const cadre = { ...cadreFinances(ctx, 'dialogue', 'Lignes de l’année suivante'), titre: 'Lignes de l’année suivante', sujets: ['dialogue', 'contrat'] };
  if (!peutEcrireContrat(ctx.qui)) return refus('interdit', { ...cadre, corps: <PageLignesSuivantes vue={presenterLignesInterdites(ctx.base)} /> });
  const d = await lireDossierDeDialogue(ctx, annee);
  if (!d) {
    const vide = { ...cadre, corps: <PageLignesSuivantes vue={presenterLignesInterdites(ctx.base, 'sans_contrat')} /> };
    return annee === undefined ? vide : refus('inconnu', vide);
  }
  const vue = presenterLignesSuivantes({ base: ctx.base, etat: d.etat, contenu: d.faits.dossier.contenu, version: d.faits.dossier.version, duree: d.faits.contrat.dureeAnnees });
  return { ...cadre, corps: <PageLignesSuivantes vue={vue} {...(erreurs && { erreurs })} {...(valeurs && { valeurs })} /> };
}

export function routesLignes(r: Routes, reprendre: ReprendreLignes): void {
  r.get('/dialogue/lignes', (c) => page(c, (ctx) => pageLignes(ctx, anneeDe(c.req.query('annee')))));
  r.post('/dialogue/lignes', (c) => geste(c, Saisie, {
    enErreur: (ctx, erreurs, valeurs) => pageLignes(ctx, anneeDe(valeurs['annee']), { erreurs, valeurs }),
    faire: async (ctx, s, valeurs) => {
      const issue = await reprendre(ctx, s);
      if (issue.ok) return vers(c, `${ctx.base}/dialogue/lignes?annee=${s.annee}`, `${accord(s.lignes.length, 'ligne inscrite', 'lignes inscrites')} pour l’année ${s.annee + 1}. Ouvrez celles qui changent.`);
      return refus(NATURES[issue.refus.code] ?? 'regle', await pageLignes(ctx, s.annee, { erreurs: { '': phraseRefusTenue(issue.refus) }, valeurs }));
    },
  }));
}
