import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { Reponses } from '../model.ts';
import { clauseDe, erreurDeReponse } from '../moteur/statuts.ts';
import { peutEcrireStatuts } from '../permissions.ts';
import { ajouterVersion, versionsDesStatuts } from '../repository.ts';

export type RefusClause = { readonly code: 'role_insuffisant' } | { readonly code: 'clause_inconnue' } | { readonly code: 'saisie_refusee'; readonly erreurs: Readonly<Record<string, string>> } | { readonly code: 'modifiee_entre_temps'; readonly numero: number };

const memesReponses = (a: Reponses, b: Reponses): boolean => Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([cle, v]) => b[cle] === v);

/** Saves the answers of one clause as a new version of the statutes. `base` is the version that was read: a later one is never overwritten. */
export async function enregistrerClause(ctx: Contexte, { cle, valeurs, base }: { cle: string; valeurs: Reponses; base: number }): Promise<Result<{ numero: number; inchangee: boolean }, RefusClause>> {
  if (!peutEcrireStatuts(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const clause = clauseDe(cle);
  if (!clause) return refuser({ code: 'clause_inconnue' });
  const erreurs = Object.fromEntries(clause.questions.flatMap((q) => { const e = erreurDeReponse(q, valeurs[q.cle] ?? ''); return e === undefined ? [] : [[q.cle, e]]; }));
  if (Object.keys(erreurs).length > 0) return refuser({ code: 'saisie_refusee', erreurs });
  const [derniere] = await versionsDesStatuts(ctx);
  const numero = derniere?.numero ?? 0;
  if (numero !== base) return refuser({ code: 'modifiee_entre_temps', numero });
  const reponses = { ...derniere?.reponses };
  for (const q of clause.questions) {
    const valeur = (valeurs[q.cle] ?? '').replace(/\r\n/g, '\n').trim();
    if (valeur === '') delete reponses[q.cle];
    else reponses[q.cle] = valeur;
  }
  if (derniere && memesReponses(reponses, derniere.reponses)) return ok({ numero, inchangee: true });
  if (!(await ajouterVersion(ctx, numero + 1, reponses))) return refuser({ code: 'modifiee_entre_temps', numero: numero + 1 });
  await journaliser(ctx, 'statuts_clause_enregistree', null, { clause: cle, numero: numero + 1 });
  await prevenir(ctx, 'gouvernance');
  return ok({ numero: numero + 1, inchangee: false });
}
