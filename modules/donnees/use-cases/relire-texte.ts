import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import { TEXTES_DES_TABLES } from '../constants.ts';
import type { Demande, DemandeId, GesteTexte, RefusDemande, Relue } from '../model.ts';
import { mentionsDe, motsDuNom, reecrire, sansMentions } from '../moteur/noms.ts';
import { peutTenirDemandes } from '../permissions.ts';
import { chargerDemande } from '../repository.ts';
import { lireRelecture, noterRelecture, oublierMots, remplacerTexte, reperesDe, textesQuiNomment } from '../repository-textes.ts';

type Issue<T> = Promise<Result<T, RefusDemande>>;
type Choix = { readonly id: DemandeId; readonly cle: string; readonly geste: GesteTexte };

/** What one text becomes: rewritten, left, or taken back to what it said. */
async function decider(ctx: Contexte, d: Demande, { cle, geste }: Choix): Issue<{ readonly ou: string; readonly relues: readonly Relue[] }> {
  const relues = await lireRelecture(ctx, d.id);
  const autres = relues.filter((r) => r.cle !== cle);
  if (geste === 'reprendre') {
    const relue = relues.find((r) => r.cle === cle);
    if (!relue) return refuser({ code: 'texte_change' });
    const [table = '', colonne = ''] = relue.ou.split('.');
    const remis = relue.choix === 'laisse' || (await remplacerTexte(ctx, { table, colonne, ids: relue.ids }, relue.apres, relue.avant)) > 0;
    return remis ? ok({ ou: table, relues: autres }) : refuser({ code: 'texte_change' });
  }
  const reperes = await reperesDe(ctx, d);
  const t = (await textesQuiNomment(ctx, reperes, d, relues)).textes.find((x) => x.cle === cle && !x.scelle);
  if (!t) return refuser({ code: 'texte_change' });
  const ou = `${t.table}.${t.colonne}`;
  if (geste === 'laisser') return ok({ ou: t.table, relues: [...autres, { cle, ou, choix: 'laisse', ids: [...t.ids], avant: null, apres: null }] });
  const apres = reecrire(t.valeur, (texte) => sansMentions(texte, mentionsDe(texte, reperes)));
  return (await remplacerTexte(ctx, t, t.valeur, apres)) > 0 ? ok({ ou: t.table, relues: [...autres, { cle, ou, choix: 'remplace', ids: [...t.ids], avant: t.valeur, apres }] }) : refuser({ code: 'texte_change' });
}

/** One text that names a person who asks to be erased: rewritten without the name, left as it is, or taken back while nothing is erased. */
export async function relireTexte(ctx: Contexte, choix: Choix): Issue<true> {
  if (!peutTenirDemandes(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const d = await chargerDemande(ctx, choix.id);
  if (!d) return refuser({ code: 'demande_inconnue' });
  if (d.closeLe !== null || d.genre !== 'effacement') return refuser({ code: 'geste_impossible', statut: d.statut });
  const decision = await decider(ctx, d, choix);
  if (!decision.ok) return decision;
  await noterRelecture(ctx, d.id, decision.valeur.relues);
  await journaliser(ctx, 'texte_relu', d.id, { geste: choix.geste, ou: TEXTES_DES_TABLES[decision.valeur.ou]?.titre ?? decision.valeur.ou });
  await prevenir(ctx, 'donnees');
  return ok(true);
}

/** At the erasure: what searches kept of the rewritten texts goes, what they said before goes too; counts stay. */
export async function cloreRelecture(ctx: Contexte, d: Demande): Promise<{ readonly textes_recrits: number; readonly textes_laisses: number }> {
  const relues = await lireRelecture(ctx, d.id);
  const mots = (await reperesDe(ctx, d)).noms.flatMap(motsDuNom);
  const recrits = relues.filter((r) => r.choix === 'remplace');
  for (const r of recrits) await oublierMots(ctx, r.ou.split('.')[0] ?? '', r.ids, mots);
  await noterRelecture(ctx, d.id, []);
  return { textes_recrits: recrits.length, textes_laisses: relues.length - recrits.length };
}
