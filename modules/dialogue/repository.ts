import type { PersonneId } from '#core/tenancy.ts';
import type { Contexte } from '#server/contexte.ts';
import { CopieSignee, EtatId, Redaction, REDACTION_VIDE } from './model.ts';

export type DossierGarde = { readonly id: string | undefined; readonly version: number; readonly redaction: Redaction };

/** What was written for a year of a contract; version 0 when nothing was yet. `verrouiller` keeps it for this transaction. */
export async function chargerDossier({ tx, cpts }: Contexte, contrat: string, annee: number, verrouiller = false): Promise<DossierGarde> {
  const base = tx.selectFrom('dossiers_dialogue').select(['id', 'version', 'contenu']).where('cpts_id', '=', cpts).where('contrat_id', '=', contrat).where('annee', '=', annee);
  const l = await (verrouiller ? base.forUpdate() : base).executeTakeFirst();
  return l ? { id: l.id, version: l.version, redaction: Redaction.parse(l.contenu) } : { id: undefined, version: 0, redaction: REDACTION_VIDE };
}

/** Keeps what was written, one version further; undefined when somebody was first. */
export async function enregistrerDossier({ tx, cpts, qui, maintenant }: Contexte, d: { readonly contrat: string; readonly annee: number; readonly version: number; readonly redaction: Redaction }): Promise<string | undefined> {
  const valeurs = { contenu: JSON.stringify(d.redaction), modifie_le: maintenant, modifie_par: qui.personneId };
  if (d.version === 0) return (await tx.insertInto('dossiers_dialogue').values({ cpts_id: cpts, contrat_id: d.contrat, annee: d.annee, version: 1, ...valeurs }).onConflict((c) => c.doNothing()).returning('id').executeTakeFirst())?.id;
  return (await tx.updateTable('dossiers_dialogue').set({ ...valeurs, version: d.version + 1 }).where('cpts_id', '=', cpts).where('contrat_id', '=', d.contrat).where('annee', '=', d.annee).where('version', '=', d.version).returning('id').executeTakeFirst())?.id;
}

export type EtatGarde = { readonly id: EtatId; readonly contrat: string; readonly annee: number; readonly numero: number; readonly copie: CopieSignee; readonly empreinte: string; readonly signeLe: Date; readonly signataire: string; readonly fichiers: { readonly pdf: string; readonly docx: string; readonly xlsx: string }; readonly empreintePdf: string };

/** Signed states of a contract or of one id, latest first. */
export async function chargerEtats({ tx, cpts }: Contexte, ou: { readonly contrat: string } | { readonly id: EtatId }): Promise<readonly EtatGarde[]> {
  let q = tx
    .selectFrom('etats_dialogue as e')
    .innerJoin('dossiers_dialogue as d', (j) => j.onRef('d.cpts_id', '=', 'e.cpts_id').onRef('d.id', '=', 'e.dossier_id'))
    .innerJoin('fichiers as f', (j) => j.onRef('f.cpts_id', '=', 'e.cpts_id').onRef('f.id', '=', 'e.pdf_id'))
    .select(['e.id', 'd.contrat_id', 'd.annee', 'e.numero', 'e.contenu', 'e.empreinte', 'e.signe_le', 'e.signataire', 'e.pdf_id', 'e.docx_id', 'e.xlsx_id', 'f.empreinte as empreinte_pdf'])
    .where('e.cpts_id', '=', cpts);
  q = 'id' in ou ? q.where('e.id', '=', ou.id) : q.where('d.contrat_id', '=', ou.contrat);
  const lignes = await q.orderBy('d.annee', 'desc').orderBy('e.numero', 'desc').limit(100).execute();
  return lignes.map((l) => ({ id: EtatId.parse(l.id), contrat: l.contrat_id, annee: l.annee, numero: l.numero, copie: CopieSignee.parse(l.contenu), empreinte: l.empreinte, signeLe: l.signe_le, signataire: l.signataire, fichiers: { pdf: l.pdf_id, docx: l.docx_id, xlsx: l.xlsx_id }, empreintePdf: l.empreinte_pdf }));
}

/** The last signature of a year, without what it copied. */
export const derniereSignature = async ({ tx, cpts }: Contexte, dossier: string): Promise<{ readonly numero: number; readonly le: Date } | undefined> =>
  tx.selectFrom('etats_dialogue').select(['numero', 'signe_le as le']).where('cpts_id', '=', cpts).where('dossier_id', '=', dossier).orderBy('numero', 'desc').limit(1).executeTakeFirst();

/** The evidence that a state rests on, locked: from here to the end of the transaction nobody withdraws it. Those withdrawn meanwhile are absent. */
export async function verrouillerPreuves({ tx, cpts }: Contexte, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  return (await tx.selectFrom('preuves').select('id').where('cpts_id', '=', cpts).where('id', 'in', [...ids]).where('statut', '=', 'versee').orderBy('id').forShare().execute()).map((l) => l.id);
}

type AGarder = { readonly dossier: string; readonly numero: number; readonly copie: CopieSignee; readonly empreinte: string; readonly signataire: string; readonly par: PersonneId; readonly fichiers: { readonly pdf: string; readonly docx: string; readonly xlsx: string }; readonly preuves: readonly string[] };

export async function signerEtat({ tx, cpts, maintenant }: Contexte, s: AGarder): Promise<EtatId> {
  const { id } = await tx
    .insertInto('etats_dialogue')
    .values({ cpts_id: cpts, dossier_id: s.dossier, numero: s.numero, contenu: JSON.stringify(s.copie), empreinte: s.empreinte, signe_le: maintenant, signe_par: s.par, signataire: s.signataire, pdf_id: s.fichiers.pdf, docx_id: s.fichiers.docx, xlsx_id: s.fichiers.xlsx })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (s.preuves.length > 0) await tx.insertInto('etat_preuves').values(s.preuves.map((preuve_id) => ({ cpts_id: cpts, etat_id: id, preuve_id }))).execute();
  return EtatId.parse(id);
}
