import type { Jour } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import { deposerFichier } from '#server/fichiers/fichiers.ts';
import { phraseRefusFichier } from '#server/fichiers/genre.ts';
import type { ObjetDeclare } from '../model.ts';
import { peutTenirMandats } from '../permissions.ts';
import { ecrireRecepisse, listerMandats, noterDeclaration, versionsDesStatuts } from '../repository.ts';
import { type Changement, changements, type RefusDeclaration } from '../rules-declarations.ts';

type Cible = { readonly objet: ObjetDeclare; readonly id: string };

async function chercher(ctx: Contexte, { objet, id }: Cible): Promise<Result<Changement, RefusDeclaration>> {
  if (!peutTenirMandats(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const c = changements(await listerMandats(ctx), await versionsDesStatuts(ctx), ctx.aujourdhui).find((x) => x.objet === objet && x.id === id);
  return c ? ok(c) : refuser({ code: 'changement_inconnu' });
}

/** Records that the préfecture was told, on which day, with its receipt. */
export async function declarerChangement(ctx: Contexte, cible: Cible, { le, numero, recepisse }: { readonly le: Jour; readonly numero: string; readonly recepisse?: File | undefined }): Promise<Result<true, RefusDeclaration>> {
  const c = await chercher(ctx, cible);
  if (!c.ok) return c;
  if (c.valeur.declareLe !== undefined) return refuser({ code: 'deja_declare' });
  if (le > ctx.aujourdhui) return refuser({ code: 'jour_a_venir' });
  if (le < c.valeur.le) return refuser({ code: 'avant_le_changement', le: c.valeur.le });
  const fichier = recepisse && (await deposerFichier(ctx, recepisse, ['pdf', 'jpg', 'png', 'webp']));
  if (fichier && !fichier.ok) return refuser({ code: 'fichier_refuse', phrase: phraseRefusFichier(fichier.refus) });
  await noterDeclaration(ctx, cible, le);
  await ecrireRecepisse(ctx, cible, { numero: numero === '' ? null : numero, fichier_id: fichier?.valeur.id ?? null });
  await journaliser(ctx, 'changement_declare', cible.id, { objet: cible.objet });
  await prevenir(ctx, 'gouvernance');
  return ok(true);
}

/** Said by mistake: the change waits again. The receipt that was deposited stays among the files, tied to nothing. */
export async function reprendreDeclaration(ctx: Contexte, cible: Cible): Promise<Result<true, RefusDeclaration>> {
  const c = await chercher(ctx, cible);
  if (!c.ok) return c;
  if (c.valeur.declareLe === undefined) return ok(true);
  await noterDeclaration(ctx, cible, null);
  await ecrireRecepisse(ctx, cible, { numero: null, fichier_id: null });
  await journaliser(ctx, 'declaration_reprise', cible.id, { objet: cible.objet });
  await prevenir(ctx, 'gouvernance');
  return ok(true);
}
