import type { Jour } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { Facture, FactureId, GesteFacture, RefusComptes, StatutFacture } from '../model-comptes.ts';
import { changerFacture, chargerFacture } from '../repository-comptes.ts';
import { exerciceClos } from '../repository.ts';
import { anneeDe, deciderFacture } from '../rules.ts';

type Demande = { readonly id: FactureId; readonly version: number | undefined; readonly geste: GesteFacture; readonly motif?: string; readonly jour?: Jour | undefined };

/** The year that a gesture touches: that of the payment when it pays or takes a payment back, that of the invoice otherwise. */
const anneeTouchee = (f: Facture, geste: GesteFacture, jour: Jour): number => (geste === 'payer' ? anneeDe(jour) : geste === 'depayer' ? anneeDe(f.payeeLe ?? jour) : anneeDe(f.jour));

const suiteDe = (ctx: Contexte, statut: StatutFacture, d: Demande, jour: Jour): Parameters<typeof changerFacture>[3] => {
  switch (d.geste) {
    case 'approuver': return { statut, approuvee_par: ctx.qui.personneId, approuvee_le: ctx.aujourdhui, motif: '' };
    case 'desapprouver': case 'rouvrir': return { statut, approuvee_par: null, approuvee_le: null, motif: '' };
    case 'refuser': return { statut, motif: d.motif ?? '' };
    case 'payer': return { statut, payee_le: jour };
    case 'depayer': return { statut, payee_le: null };
  }
};

/** An invoice from one state to the next, by somebody who may. */
export async function suivreFacture(ctx: Contexte, d: Demande): Promise<Result<Facture, RefusComptes>> {
  const facture = await chargerFacture(ctx, d.id);
  const decision = deciderFacture(facture, d.geste, ctx.qui, d.motif ?? '');
  if (!decision.ok) return decision;
  const { facture: f, statut } = decision.valeur;
  const jour = d.jour ?? ctx.aujourdhui;
  if (jour > ctx.aujourdhui) return refuser({ code: 'jour_futur' });
  const annee = anneeTouchee(f, d.geste, jour);
  if (await exerciceClos(ctx, annee)) return refuser({ code: 'exercice_clos', annee });
  if (!(await changerFacture(ctx, f.id, d.version ?? f.version, suiteDe(ctx, statut, d, jour)))) return refuser({ code: 'modifie_entre_temps' });
  await journaliser(ctx, 'facture_changee', f.id, { geste: d.geste, statut, fournisseur: f.fournisseur, numero: f.numero });
  await prevenir(ctx, 'finances');
  return ok({ ...f, statut });
}
