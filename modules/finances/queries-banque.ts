import { sql } from 'kysely';
import { Jour } from '#core/jour.ts';
import { lireDossier } from '#modules/aci/queries.ts';
import type { Contexte } from '#server/contexte.ts';
import { lireFichier } from '#server/fichiers/fichiers.ts';
import { PAR_PAGE } from './constants.ts';
import { montant } from './labels.ts';
import { type Colonnes, Mouvement, MouvementId } from './model-banque.ts';
import { devinerColonnes, entetesDe, lireTableau } from './moteur/releve.ts';
import type { Attendu } from './moteur/rapprochement.ts';
import { listerSubventions } from './queries-comptes.ts';
import { chargerMouvement, COLONNES_MOUVEMENT, lireModele } from './repository-banque.ts';
import type { Ici } from './repository.ts';

/** Lines of the bank of a year that settle nothing yet. */
export async function aRapprocher({ tx, cpts }: Ici, annee: number): Promise<number> {
  const { n } = await tx.selectFrom('mouvements_bancaires').select((e) => e.fn.countAll<number>().as('n')).where('cpts_id', '=', cpts).where('objet', 'is', null).where(sql<boolean>`jour between make_date(${annee}::int, 1, 1) and make_date(${annee}::int, 12, 31)`).executeTakeFirstOrThrow();
  return n;
}

export type FiltreBanque = { readonly etat: 'a_rapprocher' | 'rapproches'; readonly numero: number };

/** Lines of the bank, newest first, and what those that are matched settle. */
export async function listerMouvements({ tx, cpts }: Ici, f: FiltreBanque): Promise<{ readonly lignes: readonly (Mouvement & { readonly nomObjet: string | null })[]; readonly attendent: number; readonly faits: number }> {
  const { attendent, faits } = await tx.selectFrom('mouvements_bancaires').select([sql<number>`(count(*) filter (where objet is null))::int`.as('attendent'), sql<number>`(count(*) filter (where objet is not null))::int`.as('faits')]).where('cpts_id', '=', cpts).executeTakeFirstOrThrow();
  const lignes = await tx.selectFrom('mouvements_bancaires as m')
    .leftJoin('factures as f', (j) => j.onRef('f.cpts_id', '=', 'm.cpts_id').onRef('f.id', '=', 'm.objet_id'))
    .leftJoin('subventions as s', (j) => j.onRef('s.cpts_id', '=', 'm.cpts_id').onRef('s.id', '=', 'm.objet_id'))
    .leftJoin('lots_paiement as l', (j) => j.onRef('l.cpts_id', '=', 'm.cpts_id').onRef('l.id', '=', 'm.objet_id'))
    .select([...COLONNES_MOUVEMENT, sql<string | null>`coalesce(f.fournisseur || ', n° ' || f.numero, s.nom || ', ' || s.libelle, 'Lot ' || l.numero)`.as('nomObjet')])
    .where('m.cpts_id', '=', cpts).where('m.objet', f.etat === 'a_rapprocher' ? 'is' : 'is not', null).orderBy('m.jour', 'desc').orderBy('m.id', 'desc').limit(PAR_PAGE).offset((f.numero - 1) * PAR_PAGE).execute();
  return { attendent, faits, lignes: lignes.map((l) => ({ ...Mouvement.parse(l), nomObjet: l.nomObjet })) };
}

export const lireMouvement = (ctx: Ici, id: string): Promise<Mouvement | undefined> => chargerMouvement(ctx, MouvementId.parse(id));

/** Everything that a line of the bank could settle, and that none settles yet. */
export async function lesAttendus(ctx: Contexte): Promise<readonly Attendu[]> {
  const { tx, cpts } = ctx;
  const lie = (objet: string, id: string) => sql<boolean>`not exists (select from mouvements_bancaires m where m.cpts_id = ${cpts} and m.objet = ${objet} and m.objet_id = ${sql.ref(id)})`;
  const factures = await tx.selectFrom('factures as f').select(['f.id', 'f.fournisseur', 'f.numero', 'f.centimes', 'f.jour', 'f.echeance', 'f.payee_le']).where('f.cpts_id', '=', cpts).where('f.statut', 'in', ['approuvee', 'payee']).where(lie('facture', 'f.id')).orderBy('f.jour', 'desc').limit(2000).execute();
  const lots = await tx.selectFrom('lots_paiement as l').select(['l.id', 'l.numero', 'l.centimes', 'l.execution_le', 'l.execute_le']).where('l.cpts_id', '=', cpts).where('l.statut', '<>', 'annulee').where(lie('lot', 'l.id')).limit(500).execute();
  const versementsLies = new Set((await tx.selectFrom('mouvements_bancaires').select('objet_id').where('cpts_id', '=', cpts).where('objet', '=', 'versement').execute()).map((m) => m.objet_id));
  const versements = ((await lireDossier(ctx))?.versements ?? []).filter((v) => !versementsLies.has(v.id));
  const subventions = (await listerSubventions(ctx, undefined)).filter((s) => s.statut === 'accordee' && s.recu < s.centimes);
  return [
    ...factures.map((f): Attendu => ({ objet: 'facture', id: f.id, nom: `Facture ${f.numero}, ${f.fournisseur}`, mots: [f.numero, f.fournisseur], centimes: -f.centimes, partiel: false, le: Jour.parse(f.payee_le ?? f.echeance ?? f.jour) })),
    ...lots.map((l): Attendu => ({ objet: 'lot', id: l.id, nom: `Lot ${l.numero} des membres`, mots: [`CPTS lot ${l.numero}`], centimes: -l.centimes, partiel: false, le: Jour.parse(l.execute_le ?? l.execution_le) })),
    ...subventions.map((s): Attendu => ({ objet: 'subvention', id: s.id, nom: `${s.nom}, ${s.libelle} (reste ${montant(s.centimes - s.recu)})`, mots: [s.nom], centimes: s.centimes - s.recu, partiel: true, le: s.jour })),
    ...versements.map((v): Attendu => ({ objet: 'versement', id: v.id, nom: `Contrat ACI, versement noté${v.reference ? ` (${v.reference})` : ''}`, mots: [v.reference ?? '', 'CPAM'], centimes: v.montant, partiel: false, le: v.le })),
  ];
}

/** A deposited CSV whose columns are to be told: its titles, what they seem to say, its first lines. */
export async function lireColonnes(ctx: Contexte, fichierId: string): Promise<{ readonly nom: string; readonly entetes: readonly string[]; readonly devinees: Colonnes; readonly apercu: readonly (readonly string[])[] } | undefined> {
  const fichier = await lireFichier(ctx, fichierId);
  if (!fichier || fichier.type !== 'text/csv') return undefined;
  const table = lireTableau(decoderTableau(fichier.contenu));
  const tete = entetesDe(table);
  if (!tete) return undefined;
  return { nom: fichier.nom, entetes: tete.entetes.filter(Boolean), devinees: (await lireModele(ctx, tete.entetes.join('\n'))) ?? devinerColonnes(tete.entetes), apercu: table.slice(tete.rang, tete.rang + 4) };
}

/** Banks write their tables in UTF-8, or in the old set of Windows. */
export function decoderTableau(octets: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets);
  } catch {
    return new TextDecoder('windows-1252').decode(octets);
  }
}
