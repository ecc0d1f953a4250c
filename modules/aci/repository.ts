import { sql } from 'kysely';
import { Jour } from '#core/jour.ts';
import type { Contexte } from '#server/contexte.ts';
import { ContenuContrat, ContratId, type ContratPasse, type Releve, ReleveId, type StatutContrat, type VersionContrat, type Versement } from './model-dossier.ts';
import { debutDuContrat, termeDuContrat } from './rules-papiers.ts';

export type ContratGarde = { readonly id: ContratId; readonly statut: StatutContrat; readonly version: number; readonly contenu: ContenuContrat };

const EN_COURS = ['en_preparation', 'signee'] as const;

/** Which contract: the one under way unless an id says, or a line that only one contract has. */
export type CleContrat = { readonly id?: ContratId | undefined; readonly ligne?: string | undefined };

/** The contract under way, else the last one; `verrouiller` keeps it for this transaction. */
export async function chargerContrat({ tx, cpts }: Contexte, verrouiller = false, { id, ligne }: CleContrat = {}): Promise<ContratGarde | undefined> {
  const base = tx.selectFrom('contrats').select(['id', 'statut', 'version', 'contenu']).where('cpts_id', '=', cpts)
    .$if(id !== undefined, (q) => q.where('id', '=', id ?? ''))
    .$if(ligne !== undefined, (q) => q.where(sql<boolean>`contenu @> ${JSON.stringify({ indicateurs: [{ id: ligne }] })}::jsonb`))
    .orderBy((e) => e.case().when('statut', 'in', EN_COURS).then(0).else(1).end()).orderBy('id', 'desc').limit(1);
  const r = await (verrouiller ? base.forUpdate() : base).executeTakeFirst();
  return r && { id: ContratId.parse(r.id), statut: r.statut, version: r.version, contenu: ContenuContrat.parse(r.contenu) };
}

async function garderVersion(ctx: Contexte, c: Omit<ContratGarde, 'statut'>, motif: string): Promise<void> {
  const { tx, cpts, qui, maintenant } = ctx;
  await tx.insertInto('contrat_versions').values({ cpts_id: cpts, contrat_id: c.id, numero: c.version, contenu: JSON.stringify(c.contenu), motif, enregistree_le: maintenant, auteur_id: qui.personneId }).execute();
}

export async function creerContrat(ctx: Contexte, contenu: ContenuContrat, motif: string): Promise<ContratId> {
  const { tx, cpts, qui, maintenant } = ctx;
  const { id } = await tx.insertInto('contrats').values({ cpts_id: cpts, statut: 'signee', version: 1, contenu: JSON.stringify(contenu), modifie_le: maintenant, modifie_par: qui.personneId }).returning('id').executeTakeFirstOrThrow();
  await garderVersion(ctx, { id: ContratId.parse(id), version: 1, contenu }, motif);
  return ContratId.parse(id);
}

export async function enregistrerContenu(ctx: Contexte, c: ContratGarde, contenu: ContenuContrat, motif: string): Promise<number> {
  const { tx, cpts, qui, maintenant } = ctx;
  const version = c.version + 1;
  await tx.updateTable('contrats').set({ contenu: JSON.stringify(contenu), version, modifie_le: maintenant, modifie_par: qui.personneId }).where('cpts_id', '=', cpts).where('id', '=', c.id).execute();
  await garderVersion(ctx, { id: c.id, version, contenu }, motif);
  return version;
}

/** Every version of a contract, newest first. */
export async function chargerVersions({ tx, cpts }: Contexte, id: ContratId): Promise<readonly VersionContrat[]> {
  const lignes = await tx.selectFrom('contrat_versions as v').leftJoin('personnes as p', 'p.id', 'v.auteur_id').select(['v.numero', 'v.motif', 'v.enregistree_le', 'p.nom']).where('v.cpts_id', '=', cpts).where('v.contrat_id', '=', id).orderBy('v.numero', 'desc').limit(200).execute();
  return lignes.map((l) => ({ numero: l.numero, motif: l.motif, le: l.enregistree_le, auteur: l.nom ?? undefined }));
}

/** The contracts that are over, newest first. */
export async function chargerPasses({ tx, cpts }: Contexte, sauf: ContratId): Promise<readonly ContratPasse[]> {
  const lignes = await tx.selectFrom('contrats').select(['id', 'statut', 'contenu']).where('cpts_id', '=', cpts).where('id', '!=', sauf).orderBy('id', 'desc').limit(20).execute();
  return lignes.map((l) => {
    const contenu = ContenuContrat.parse(l.contenu);
    const terme = termeDuContrat(contenu);
    return { id: ContratId.parse(l.id), statut: l.statut, debut: debutDuContrat(contenu), fin: contenu.resiliation ? Jour.parse(contenu.resiliation.le < terme ? contenu.resiliation.le : terme) : terme };
  });
}

export async function changerStatut({ tx, cpts }: Contexte, id: ContratId, statut: StatutContrat): Promise<void> {
  await tx.updateTable('contrats').set({ statut }).where('cpts_id', '=', cpts).where('id', '=', id).execute();
}

export async function noter(ctx: Contexte, contrat: ContratId, r: Omit<Releve, 'id' | 'preuves' | 'notePar'>): Promise<ReleveId> {
  const { tx, cpts, qui, maintenant } = ctx;
  const { id } = await tx
    .insertInto('releves_indicateurs')
    .values({
      cpts_id: cpts, contrat_id: contrat, indicateur: r.indicateur, le: r.le, nombre: typeof r.valeur === 'number' ? String(r.valeur) : null, vrai: typeof r.valeur === 'boolean' ? r.valeur : null,
      origine: r.origine, source: r.source ?? null, formule: r.formule ?? null, note_le: maintenant, note_par: qui.personneId, retire_le: null, retire_par: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return ReleveId.parse(id);
}

/** Withdraws the value of a day, if there is one; it stays in the history. */
export async function retirerReleveDuJour({ tx, cpts, qui, maintenant }: Contexte, contrat: ContratId, indicateur: string, le: string): Promise<void> {
  await tx.updateTable('releves_indicateurs').set({ retire_le: maintenant, retire_par: qui.personneId }).where('cpts_id', '=', cpts).where('contrat_id', '=', contrat).where('indicateur', '=', indicateur).where('le', '=', le).where('retire_le', 'is', null).execute();
}

/** Withdraws or gives back a value; the line it belongs to, or undefined. */
export async function basculerReleve({ tx, cpts, qui, maintenant }: Contexte, id: ReleveId, retirer: boolean): Promise<string | undefined> {
  const r = await tx.updateTable('releves_indicateurs').set(retirer ? { retire_le: maintenant, retire_par: qui.personneId } : { retire_le: null, retire_par: null }).where('cpts_id', '=', cpts).where('id', '=', id).where('retire_le', retirer ? 'is' : 'is not', null).returning('indicateur').executeTakeFirst();
  return r?.indicateur;
}

export async function fournirLivrable({ tx, cpts, qui, maintenant }: Contexte, contrat: ContratId, l: { readonly indicateur: string; readonly livrable: string; readonly le: string; readonly fichierId?: string }): Promise<void> {
  await tx.insertInto('livrables_fournis').values({ cpts_id: cpts, contrat_id: contrat, indicateur: l.indicateur, livrable: l.livrable, le: l.le, fichier_id: l.fichierId ?? null, note_le: maintenant, note_par: qui.personneId, retire_le: null }).onConflict((c) => c.doNothing()).execute();
}

export async function retirerLivrable({ tx, cpts, maintenant }: Contexte, contrat: ContratId, l: { readonly indicateur: string; readonly livrable: string }): Promise<void> {
  await tx.updateTable('livrables_fournis').set({ retire_le: maintenant }).where('cpts_id', '=', cpts).where('contrat_id', '=', contrat).where('indicateur', '=', l.indicateur).where('livrable', '=', l.livrable).where('retire_le', 'is', null).execute();
}

export async function noterVersement({ tx, cpts, qui, maintenant }: Contexte, contrat: ContratId, v: Omit<Versement, 'id'>): Promise<string> {
  const { id } = await tx
    .insertInto('versements_recus')
    .values({ cpts_id: cpts, contrat_id: contrat, le: v.le, montant: v.montant, poste: v.poste ?? null, annee: v.annee ?? null, nature: v.nature ?? null, reference: v.reference ?? null, note_le: maintenant, note_par: qui.personneId, retire_le: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Withdraws or gives back a payment; false when it is not there to be. */
export async function basculerVersement({ tx, cpts, maintenant }: Contexte, id: string, retirer: boolean): Promise<boolean> {
  const r = await tx.updateTable('versements_recus').set({ retire_le: retirer ? maintenant : null }).where('cpts_id', '=', cpts).where('id', '=', id).where('retire_le', retirer ? 'is' : 'is not', null).returning('id').executeTakeFirst();
  return r !== undefined;
}

/** How many pieces of evidence stand behind a value. */
export async function noterPreuves({ tx, cpts }: Contexte, r: { readonly id: string; readonly preuves: number }): Promise<void> {
  await tx.updateTable('releves_indicateurs').set({ preuves: r.preuves }).where('cpts_id', '=', cpts).where('id', '=', r.id).execute();
}
