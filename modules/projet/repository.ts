import { z } from 'zod';
import { Jour } from '#core/jour.ts';
import type { PersonneId } from '#core/tenancy.ts';
import type { Contexte } from '#server/contexte.ts';
import { MotifVersion, RedactionId, RemarqueInterneId, SectionId, VersionId, type Contenu, type GenreRedaction, type RemarqueInterne, type Section, type Version } from './model.ts';

const Champs = z.record(z.string(), z.string());

export type SectionGardee = Section<string> & { readonly id: SectionId };
export type RedactionGardee = { readonly id: RedactionId; readonly commenceeLe: Jour; readonly sections: readonly SectionGardee[] };

type RangeeSection = { id: string; cle: string; version: number; champs: unknown; texte: string | null; proposition: string; modifiee_le: Date; par: string | null };

const enSection = (r: RangeeSection): SectionGardee => ({
  id: SectionId.parse(r.id),
  cle: r.cle,
  version: r.version,
  champs: Champs.parse(r.champs),
  texte: r.texte,
  proposition: r.proposition,
  modifieeLe: r.modifiee_le,
  ...(r.par === null ? {} : { modifieePar: r.par }),
});

/** The document of this kind with its sections, or undefined when nobody has begun it. */
export async function charger({ tx, cpts }: Contexte, genre: GenreRedaction): Promise<RedactionGardee | undefined> {
  const r = await tx.selectFrom('redactions').select(['id', 'commencee_le']).where('cpts_id', '=', cpts).where('genre', '=', genre).executeTakeFirst();
  if (!r) return undefined;
  const sections = await tx
    .selectFrom('redaction_sections as s')
    .leftJoin('personnes as p', 'p.id', 's.modifiee_par')
    .select(['s.id', 's.cle', 's.version', 's.champs', 's.texte', 's.proposition', 's.modifiee_le', 'p.nom as par'])
    .where('s.cpts_id', '=', cpts)
    .where('s.redaction_id', '=', r.id)
    .execute();
  return { id: RedactionId.parse(r.id), commenceeLe: Jour.parse(r.commencee_le), sections: sections.map(enSection) };
}

/** Begins the document unless somebody has: true when it was this call. Two people who begin at once get one document. */
export async function commencer(ctx: Contexte, genre: GenreRedaction, sections: readonly Section<string>[]): Promise<boolean> {
  const { tx, cpts, qui, maintenant, aujourdhui } = ctx;
  const creee = await tx
    .insertInto('redactions')
    .values({ cpts_id: cpts, genre, commencee_le: aujourdhui, commencee_par: qui.personneId })
    .onConflict((c) => c.columns(['cpts_id', 'genre']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!creee) return false;
  const lignes = await tx
    .insertInto('redaction_sections')
    .values(sections.map((s) => ({ cpts_id: cpts, redaction_id: creee.id, cle: s.cle, version: 1, champs: JSON.stringify(s.champs), texte: s.texte, proposition: s.proposition, modifiee_le: maintenant, modifiee_par: qui.personneId })))
    .returning(['id', 'cle'])
    .execute();
  const ids = new Map(lignes.map((l) => [l.cle, l.id]));
  await tx
    .insertInto('redaction_versions')
    .values(sections.map((s) => ({ cpts_id: cpts, section_id: ids.get(s.cle) ?? '', numero: 1, base: null, motif: 'commencement', champs: JSON.stringify(s.champs), texte: s.texte, proposition: s.proposition, enregistree_le: maintenant, auteur_id: qui.personneId })))
    .execute();
  return true;
}

/** One section, locked until the end of the transaction: whoever else saves it waits, then sees the new version. */
export async function verrouillerSection({ tx, cpts }: Contexte, genre: GenreRedaction, cle: string): Promise<SectionGardee | undefined> {
  const r = await tx
    .selectFrom('redaction_sections as s')
    .innerJoin('redactions as r', (j) => j.onRef('r.id', '=', 's.redaction_id').onRef('r.cpts_id', '=', 's.cpts_id'))
    .select(['s.id', 's.cle', 's.version', 's.champs', 's.texte', 's.proposition', 's.modifiee_le', 's.modifiee_par'])
    .where('s.cpts_id', '=', cpts)
    .where('r.genre', '=', genre)
    .where('s.cle', '=', cle)
    .forUpdate('s')
    .executeTakeFirst();
  if (!r) return undefined;
  const auteur = r.modifiee_par === null ? undefined : await tx.selectFrom('personnes').select('nom').where('id', '=', r.modifiee_par).executeTakeFirst();
  return enSection({ ...r, par: auteur?.nom ?? null });
}

type Ecriture = { readonly contenu: Contenu; readonly proposition: string; readonly motif: Exclude<MotifVersion, 'mise_de_cote'> };

/** Replaces the content of a section read under its lock, and writes the version. Returns the new number. */
export async function enregistrer({ tx, cpts, qui, maintenant }: Contexte, section: SectionGardee, { contenu, proposition, motif }: Ecriture): Promise<number> {
  const numero = section.version + 1;
  const commun = { champs: JSON.stringify(contenu.champs), texte: contenu.texte, proposition };
  await tx.updateTable('redaction_sections').set({ ...commun, version: numero, modifiee_le: maintenant, modifiee_par: qui.personneId }).where('cpts_id', '=', cpts).where('id', '=', section.id).execute();
  await tx.insertInto('redaction_versions').values({ ...commun, cpts_id: cpts, section_id: section.id, numero, base: null, motif, enregistree_le: maintenant, auteur_id: qui.personneId }).execute();
  return numero;
}

/** Keeps a text that arrived too late, beside the section and not in its place. */
export async function mettreDeCote({ tx, cpts, qui, maintenant }: Contexte, section: SectionGardee, { contenu, proposition, base }: { contenu: Contenu; proposition: string; base: number }): Promise<VersionId> {
  const { id } = await tx
    .insertInto('redaction_versions')
    .values({ cpts_id: cpts, section_id: section.id, numero: null, base, motif: 'mise_de_cote', champs: JSON.stringify(contenu.champs), texte: contenu.texte, proposition, enregistree_le: maintenant, auteur_id: qui.personneId })
    .returning('id')
    .executeTakeFirstOrThrow();
  return VersionId.parse(id);
}

type DemandeVersions = { readonly genre: GenreRedaction; readonly cle: string; readonly id?: VersionId; readonly limite?: number };

/** The versions of a section, latest first; `id` asks for one. */
export async function versions({ tx, cpts }: Contexte, { genre, cle, id, limite = 200 }: DemandeVersions): Promise<readonly Version[]> {
  const rows = await tx
    .selectFrom('redaction_versions as v')
    .innerJoin('redaction_sections as s', (j) => j.onRef('s.id', '=', 'v.section_id').onRef('s.cpts_id', '=', 'v.cpts_id'))
    .innerJoin('redactions as r', (j) => j.onRef('r.id', '=', 's.redaction_id').onRef('r.cpts_id', '=', 's.cpts_id'))
    .leftJoin('personnes as p', 'p.id', 'v.auteur_id')
    .select(['v.id', 'v.numero', 'v.base', 'v.motif', 'v.champs', 'v.texte', 'v.proposition', 'v.enregistree_le', 'p.nom as auteur'])
    .where('v.cpts_id', '=', cpts)
    .where('r.genre', '=', genre)
    .where('s.cle', '=', cle)
    .$if(id !== undefined, (q) => q.where('v.id', '=', id ?? ''))
    .orderBy('v.id', 'desc')
    .limit(limite)
    .execute();
  return rows.map((v) => ({
    id: VersionId.parse(v.id),
    ...(v.numero === null ? {} : { numero: v.numero }),
    ...(v.base === null ? {} : { base: v.base }),
    motif: MotifVersion.parse(v.motif),
    champs: Champs.parse(v.champs),
    texte: v.texte,
    proposition: v.proposition,
    auteur: v.auteur ?? 'Une personne partie depuis',
    le: v.enregistree_le,
  }));
}

/** Without script a pen is kept this long; with one, each beat keeps it this much longer: whoever leaves frees it. */
const PLUME_MINUTES = { prise: 15, battement: 3 } as const;
export type TenuePlume = keyof typeof PLUME_MINUTES;

export const plumesTenues = ({ tx, cpts, maintenant }: Contexte, genre: GenreRedaction): Promise<{ cle: string; personne_id: PersonneId; nom: string; depuis: Date }[]> =>
  tx.selectFrom('redaction_presences as r').innerJoin('personnes as p', 'p.id', 'r.personne_id').select(['r.cle', 'r.personne_id', 'p.nom', 'r.depuis']).where('r.cpts_id', '=', cpts).where('r.genre', '=', genre).where('r.expire_le', '>', maintenant).execute();

/** Takes the pen of a section, or keeps it: `tenue` when somebody else holds it, `prise` when it was not mine a moment ago. */
export async function prendrePlume({ tx, cpts, qui, maintenant }: Contexte, genre: GenreRedaction, { cle, tenue }: { readonly cle: string; readonly tenue: TenuePlume }): Promise<'prise' | 'gardee' | 'tenue'> {
  const ici = await tx.selectFrom('redaction_presences').select(['personne_id', 'expire_le']).where('cpts_id', '=', cpts).where('genre', '=', genre).where('cle', '=', cle).forUpdate().executeTakeFirst();
  const vivante = ici !== undefined && ici.expire_le > maintenant;
  if (vivante && ici.personne_id !== qui.personneId) return 'tenue';
  const temps = { battue_le: maintenant, expire_le: new Date(maintenant.getTime() + PLUME_MINUTES[tenue] * 60_000) };
  const pris = await tx
    .insertInto('redaction_presences')
    .values({ cpts_id: cpts, genre, cle, personne_id: qui.personneId, depuis: maintenant, ...temps })
    // Two first beats at once: the second finds the line of the first, and only an expired or own line changes hands.
    .onConflict((c) => c.columns(['cpts_id', 'genre', 'cle']).doUpdateSet({ personne_id: qui.personneId, ...temps, ...(vivante ? {} : { depuis: maintenant }) }).where((e) => e.or([e('redaction_presences.personne_id', '=', qui.personneId), e('redaction_presences.expire_le', '<=', maintenant)])))
    .returning('cle')
    .executeTakeFirst();
  return pris === undefined ? 'tenue' : vivante ? 'gardee' : 'prise';
}

/** Puts down the pen: true when it was held. */
export const poserPlume = async ({ tx, cpts, qui }: Contexte, genre: GenreRedaction, cle: string): Promise<boolean> =>
  (await tx.deleteFrom('redaction_presences').where('cpts_id', '=', cpts).where('genre', '=', genre).where('cle', '=', cle).where('personne_id', '=', qui.personneId).executeTakeFirst()).numDeletedRows > 0n;

/** The remarks on a document, oldest first: on one section, or on all. */
export async function chargerRemarques({ tx, cpts }: Contexte, genre: GenreRedaction, cle?: string): Promise<readonly RemarqueInterne[]> {
  const rows = await tx
    .selectFrom('redaction_remarques as r')
    .leftJoin('personnes as p', 'p.id', 'r.auteur_id')
    .select(['r.id', 'r.cle', 'r.parent_id', 'r.passage', 'r.texte', 'r.auteur_id', 'r.le', 'r.reglee_le', 'p.nom'])
    .where('r.cpts_id', '=', cpts)
    .where('r.genre', '=', genre)
    .$if(cle !== undefined, (q) => q.where('r.cle', '=', cle ?? ''))
    .orderBy('r.id')
    .limit(2000)
    .execute();
  return rows.map((r) => ({ id: RemarqueInterneId.parse(r.id), cle: r.cle, ...(r.parent_id !== null && { parent: RemarqueInterneId.parse(r.parent_id) }), passage: r.passage, texte: r.texte, ...(r.auteur_id !== null && { auteurId: r.auteur_id }), auteur: r.nom ?? 'Une personne partie depuis', le: r.le, reglee: r.reglee_le !== null }));
}

type NouvelleRemarque = { readonly genre: GenreRedaction; readonly cle: string; readonly parent?: RemarqueInterneId | undefined; readonly passage: string; readonly texte: string };

export async function ecrireRemarque({ tx, cpts, qui, maintenant }: Contexte, r: NouvelleRemarque): Promise<RemarqueInterneId> {
  const { id } = await tx
    .insertInto('redaction_remarques')
    .values({ cpts_id: cpts, genre: r.genre, cle: r.cle, parent_id: r.parent ?? null, passage: r.passage, texte: r.texte, auteur_id: qui.personneId, le: maintenant, reglee_le: null, reglee_par: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  return RemarqueInterneId.parse(id);
}

/** Settles a remark, or opens it again. */
export async function reglerRemarque({ tx, cpts, qui, maintenant }: Contexte, id: RemarqueInterneId, reglee: boolean): Promise<void> {
  await tx.updateTable('redaction_remarques').set({ reglee_le: reglee ? maintenant : null, reglee_par: reglee ? qui.personneId : null }).where('cpts_id', '=', cpts).where('id', '=', id).execute();
}
