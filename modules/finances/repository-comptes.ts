import { sql } from 'kysely';
import { Jour } from '#core/jour.ts';
import type { Contexte } from '#server/contexte.ts';
import { Comptes, type Encaissement, Facture, type FactureId, type Imputations, Imputations as ImputationsLues, LigneBudget, type Reglages, type SaisieBudget, type SaisieFacture, type SaisieSubvention, Subvention, type SubventionId } from './model-comptes.ts';
import { Ecriture } from './moteur/journal.ts';
import type { Ici } from './repository.ts';

export const COLONNES_FACTURE = ['f.id', 'f.statut', 'f.version', 'f.fournisseur', 'f.numero', 'f.jour', 'f.echeance', 'f.centimes', 'f.poste', 'f.nature', 'f.fiche_id as ficheId', 'f.libelle', 'f.fichier_id as fichierId', 'f.motif', 'f.saisie_par as saisiePar', 'f.approuvee_par as approuveePar', 'f.approuvee_le as approuveeLe', 'f.payee_le as payeeLe'] as const;
export const COLONNES_SUBVENTION = ['s.id', 's.statut', 's.version', 's.financeur', 's.nom', 's.libelle', 's.centimes', 's.jour', 's.poste', 's.fichier_id as fichierId', 's.motif', 's.saisie_par as saisiePar', 's.approuvee_par as approuveePar', 's.approuvee_le as approuveeLe'] as const;

export async function chargerFacture({ tx, cpts }: Ici, id: FactureId): Promise<Facture | undefined> {
  const l = await tx.selectFrom('factures as f').select(COLONNES_FACTURE).where('f.cpts_id', '=', cpts).where('f.id', '=', id).forUpdate().executeTakeFirst();
  return l && Facture.parse(l);
}

/** Undefined when this supplier's invoice of that number is already here. */
export async function creerFacture({ tx, cpts, qui, maintenant }: Contexte, s: SaisieFacture & { readonly fichierId: string | null }): Promise<string | undefined> {
  const memes = await tx.selectFrom('factures').select('id').where('cpts_id', '=', cpts).where('statut', '<>', 'refusee').where(sql<boolean>`lower(trim(fournisseur)) = lower(trim(${s.fournisseur})) and lower(trim(numero)) = lower(trim(${s.numero}))`).executeTakeFirst();
  if (memes) return undefined;
  const { id } = await tx.insertInto('factures').values({
    cpts_id: cpts, statut: 'recue', fournisseur: s.fournisseur, numero: s.numero, jour: s.jour, echeance: s.echeance ?? null, centimes: s.montant, poste: s.poste, nature: s.nature, fiche_id: s.fiche ?? null, libelle: s.libelle,
    fichier_id: s.fichierId, saisie_par: qui.personneId, saisie_le: maintenant, approuvee_par: null, approuvee_le: null, payee_le: null, modifiee_le: maintenant,
  }).returning('id').executeTakeFirstOrThrow();
  return id;
}

type Suite = { readonly statut: string; readonly motif?: string; readonly approuvee_par?: Facture['approuveePar']; readonly approuvee_le?: Jour | null; readonly payee_le?: Jour | null };

/** False when somebody changed it since `version` was read. */
export async function changerFacture({ tx, cpts, maintenant }: Contexte, id: FactureId, version: number, suite: Suite): Promise<boolean> {
  const r = await tx.updateTable('factures').set((e) => ({ ...suite, version: e('version', '+', 1), modifiee_le: maintenant })).where('cpts_id', '=', cpts).where('id', '=', id).where('version', '=', version).executeTakeFirstOrThrow();
  return Number(r.numUpdatedRows) === 1;
}

export async function chargerSubvention({ tx, cpts }: Ici, id: SubventionId): Promise<Subvention | undefined> {
  const l = await tx.selectFrom('subventions as s').select(COLONNES_SUBVENTION).where('s.cpts_id', '=', cpts).where('s.id', '=', id).forUpdate().executeTakeFirst();
  return l && Subvention.parse(l);
}

export async function creerSubvention({ tx, cpts, qui, maintenant }: Contexte, s: SaisieSubvention & { readonly fichierId: string | null }): Promise<string> {
  const { id } = await tx.insertInto('subventions').values({ cpts_id: cpts, statut: 'annoncee', financeur: s.financeur, nom: s.nom, libelle: s.libelle, centimes: s.montant, jour: s.jour, poste: s.poste ?? null, fichier_id: s.fichierId, saisie_par: qui.personneId, approuvee_par: null, approuvee_le: null, modifiee_le: maintenant }).returning('id').executeTakeFirstOrThrow();
  return id;
}

export async function changerSubvention({ tx, cpts, maintenant }: Contexte, id: SubventionId, version: number, suite: Suite): Promise<boolean> {
  const r = await tx.updateTable('subventions').set((e) => ({ ...suite, version: e('version', '+', 1), modifiee_le: maintenant })).where('cpts_id', '=', cpts).where('id', '=', id).where('version', '=', version).executeTakeFirstOrThrow();
  return Number(r.numUpdatedRows) === 1;
}

export async function lireEncaissements({ tx, cpts }: Ici, subvention?: string): Promise<readonly Encaissement[]> {
  let q = tx.selectFrom('encaissements').select(['id', 'subvention_id as subventionId', 'jour', 'centimes', 'reference']).where('cpts_id', '=', cpts).where('retire_le', 'is', null);
  if (subvention !== undefined) q = q.where('subvention_id', '=', subvention);
  return (await q.orderBy('jour').orderBy('id').execute()).map((e) => ({ ...e, jour: Jour.parse(e.jour) }));
}

export async function noterEncaissement({ tx, cpts, qui, maintenant }: Contexte, e: Omit<Encaissement, 'id'>): Promise<string> {
  const { id } = await tx.insertInto('encaissements').values({ cpts_id: cpts, subvention_id: e.subventionId, jour: e.jour, centimes: e.centimes, reference: e.reference, note_par: qui.personneId, note_le: maintenant, retire_le: null }).returning('id').executeTakeFirstOrThrow();
  return id;
}

export async function basculerEncaissement({ tx, cpts, maintenant }: Contexte, id: string, retirer: boolean): Promise<Jour | undefined> {
  const r = await tx.updateTable('encaissements').set({ retire_le: retirer ? maintenant : null }).where('cpts_id', '=', cpts).where('id', '=', id).where('retire_le', retirer ? 'is' : 'is not', null).returning('jour').executeTakeFirst();
  return r && Jour.parse(r.jour);
}

export async function lireBudget({ tx, cpts }: Ici, annee: number): Promise<readonly LigneBudget[]> {
  const lignes = await tx.selectFrom('lignes_budget').select(['id', 'annee', 'poste', 'fiche_id as ficheId', 'nature', 'libelle', 'centimes', 'cle']).where('cpts_id', '=', cpts).where('annee', '=', annee).where('retiree_le', 'is', null).orderBy('poste').orderBy('nature').orderBy('id').execute();
  return lignes.map((l) => LigneBudget.parse(l));
}

/** False when the same spending had already been taken over for that year, even if it was withdrawn since. */
export async function ajouterBudget({ tx, cpts, qui, maintenant }: Contexte, s: SaisieBudget & { readonly cle?: string }): Promise<string | undefined> {
  const l = await tx.insertInto('lignes_budget').values({ cpts_id: cpts, annee: s.annee, poste: s.poste, fiche_id: s.fiche ?? null, nature: s.nature, libelle: s.libelle, centimes: s.montant, cle: s.cle ?? null, cree_par: qui.personneId, cree_le: maintenant, retiree_le: null }).onConflict((c) => c.constraint('une_depense_reprise_une_fois').doNothing()).returning('id').executeTakeFirst();
  return l?.id;
}

export async function basculerBudget({ tx, cpts, maintenant }: Contexte, id: string, retirer: boolean): Promise<number | undefined> {
  const r = await tx.updateTable('lignes_budget').set({ retiree_le: retirer ? maintenant : null }).where('cpts_id', '=', cpts).where('id', '=', id).where('retiree_le', retirer ? 'is' : 'is not', null).returning('annee').executeTakeFirst();
  return r?.annee;
}

export async function lireReglages({ tx, cpts }: Ici): Promise<Reglages> {
  const l = await tx.selectFrom('reglages_comptables').selectAll().where('cpts_id', '=', cpts).executeTakeFirst();
  if (!l) return { siren: null, comptes: {}, imputations: {}, ouverture: undefined, version: 0 };
  return { siren: l.siren, comptes: Comptes.parse(l.comptes), imputations: ImputationsLues.parse(l.imputations), ouverture: l.ouverture_le === null ? undefined : { le: Jour.parse(l.ouverture_le), centimes: l.ouverture_centimes ?? 0 }, version: l.version };
}

/** False when they changed since `version` was read. */
export async function ecrireReglages({ tx, cpts, qui, maintenant }: Contexte, r: Reglages): Promise<boolean> {
  const v = { siren: r.siren, comptes: JSON.stringify(r.comptes), imputations: JSON.stringify(r.imputations satisfies Imputations), ouverture_le: r.ouverture?.le ?? null, ouverture_centimes: r.ouverture?.centimes ?? null, modifie_le: maintenant, modifie_par: qui.personneId };
  const l = await tx.insertInto('reglages_comptables').values({ cpts_id: cpts, ...v }).onConflict((c) => c.column('cpts_id').doUpdateSet((e) => ({ ...v, version: e('reglages_comptables.version', '+', 1) })).where('reglages_comptables.version', '=', r.version)).returning('version').executeTakeFirst();
  return l !== undefined;
}

export async function lireFigees({ tx, cpts }: Ici, annee: number): Promise<readonly (Ecriture & { readonly numero: number; readonly valideeLe: Jour })[]> {
  const lignes = await tx.selectFrom('ecritures').select(['numero', 'contenu', 'validee_le']).where('cpts_id', '=', cpts).where('annee', '=', annee).orderBy('numero').execute();
  return lignes.map((l) => ({ ...Ecriture.parse(l.contenu), numero: l.numero, valideeLe: Jour.parse(l.validee_le) }));
}

const PAR_LOT = 2000;
export async function figer({ tx, cpts, aujourdhui }: Contexte, annee: number, depuis: number, ecritures: readonly Ecriture[]): Promise<void> {
  const lignes = ecritures.map((e, i) => ({ cpts_id: cpts, annee, numero: depuis + i, cle: e.cle, contenu: JSON.stringify(e), validee_le: aujourdhui }));
  for (let i = 0; i < lignes.length; i += PAR_LOT) await tx.insertInto('ecritures').values(lignes.slice(i, i + PAR_LOT)).execute();
}
