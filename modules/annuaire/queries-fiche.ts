import { sql } from 'kysely';
import type { ActionDuJour } from '#core/aujourdhui.ts';
import type { Contexte, ContextePage } from '#server/contexte.ts';
import type { Audience, DitDansLaFiche, Professionnel } from './model.ts';
import { peutTenirFiche } from './permissions.ts';
import { lireProfessionnel, rppsDeLaPersonne } from './queries.ts';

/**
 * The entry of the directory that bears the RPPS of the person who reads, while nobody has claimed it here and they have not said that it
 * is not theirs; `undefined` otherwise.
 */
export async function fichePropose(ctx: Contexte): Promise<Professionnel | undefined> {
  const rpps = await rppsDeLaPersonne(ctx);
  if (rpps === undefined || !peutTenirFiche(ctx.qui, rpps, rpps)) return undefined;
  const { tx, cpts, qui } = ctx;
  if (await tx.selectFrom('fiches').select('id').where('cpts_id', '=', cpts).where('rpps', '=', rpps).executeTakeFirst()) return undefined;
  if (await tx.selectFrom('fiches_declinees').select('id').where('cpts_id', '=', cpts).where('personne_id', '=', qui.personneId).where('rpps', '=', rpps).executeTakeFirst()) return undefined;
  return lireProfessionnel(ctx, `8${rpps}`);
}

/** What « Aujourd’hui » says of the directory: one's own entry, until it is claimed or declined. */
export async function chosesDeLAnnuaire(ctx: ContextePage): Promise<readonly ActionDuJour[]> {
  const p = await fichePropose(ctx);
  if (!p) return [];
  const lieu = p.lieux[0]?.communeLibelle;
  return [{ id: 'cest-vous', titre: 'C’est vous ?', raison: `L’annuaire national connaît ${p.prenom} ${p.nom}${lieu === undefined ? '' : `, à ${lieu}`}, sous votre numéro RPPS. Dites si c’est vous : vos confrères sauront comment vous joindre.`, bouton: { libelle: 'Voir la fiche', href: `${ctx.base}/reseau/annuaire/${p.identifiant}` } }];
}

/** National identifiers of those whose page says so to this reader: a way of receiving patients, without or under conditions, or a skill. */
export async function identifiantsQuiDisent({ tx, cpts }: Contexte, dit: DitDansLaFiche, pour: Audience): Promise<readonly string[]> {
  const accueil = dit === 'nouveaux_patients' || dit === 'domicile' || dit === 'non_programmes';
  const champ = accueil ? dit : 'competences';
  const dites = accueil ? sql<boolean>`contenu ->> ${dit} in ('oui', 'sous_conditions')` : sql<boolean>`jsonb_exists(contenu -> 'competences', ${dit})`;
  const rows = await tx.selectFrom('fiches').select('rpps').where('cpts_id', '=', cpts).where(dites).where(sql<string>`audiences ->> ${champ}`, 'in', pour === 'public' ? ['public'] : ['membres', 'public']).execute();
  return rows.map((r) => `8${r.rpps}`);
}
