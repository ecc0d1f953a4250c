import { type Selectable, sql } from 'kysely';
import type { PersonneId } from '#core/tenancy.ts';
import { cleDeRecherche } from '#core/texte.ts';
import type { Schema } from '#db/schema.ts';
import type { Contexte } from '#server/contexte.ts';
import { Adhesion, AdhesionId, Categorie, College, ImportAdherents, ImportAdherentsId, type Reglages, STATUTS_EN_COURS, STATUTS_MEMBRES } from './model.ts';
import type { Connue } from './moteur/import.ts';

type Ici = Pick<Contexte, 'tx' | 'cpts'>;

const enAdhesion = (r: Selectable<Schema['adhesions']>): Adhesion =>
  Adhesion.parse({
    id: r.id, statut: r.statut, version: r.version, personneId: r.personne_id, nom: r.nom, courriel: r.courriel, telephone: r.telephone, rpps: r.rpps, profession: r.profession, fonction: r.fonction,
    commune: r.commune, communeNom: r.commune_nom, structure: r.structure, categorie: r.categorie, collegeId: r.college_id, origine: r.origine, proposeePar: r.proposee_par, message: r.message,
    proposeeLe: r.proposee_le, deposeeLe: r.deposee_le, decideeLe: r.decidee_le, motif: r.motif, membreDepuis: r.membre_depuis, finLe: r.fin_le, implication: r.implication,
    effaceeLe: r.effacee_le,
  });

/** One membership, locked: two people who decide at once wait for each other. */
export async function chargerAdhesion({ tx, cpts }: Ici, id: AdhesionId): Promise<Adhesion | undefined> {
  const r = await tx.selectFrom('adhesions').selectAll().where('cpts_id', '=', cpts).where('id', '=', id).forUpdate().executeTakeFirst();
  return r && enAdhesion(r);
}

/** The same, only read. */
export async function lireAdhesion({ tx, cpts }: Ici, id: AdhesionId): Promise<Adhesion | undefined> {
  const r = await tx.selectFrom('adhesions').selectAll().where('cpts_id', '=', cpts).where('id', '=', id).executeTakeFirst();
  return r && enAdhesion(r);
}

/** The membership of a person of this CPTS: the one under way, or the latest. */
export async function adhesionDe({ tx, cpts }: Ici, personneId: PersonneId): Promise<Adhesion | undefined> {
  const r = await tx.selectFrom('adhesions').selectAll().where('cpts_id', '=', cpts).where('personne_id', '=', personneId).orderBy((eb) => eb('statut', 'in', [...STATUTS_EN_COURS]), 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst();
  return r && enAdhesion(r);
}

/** The membership under way at this address, or of this number. */
export async function adhesionEnCoursDe({ tx, cpts }: Ici, par: { readonly courriel: string } | { readonly rpps: string }): Promise<Adhesion | undefined> {
  const [colonne, valeur] = 'courriel' in par ? (['courriel', par.courriel] as const) : (['rpps', par.rpps] as const);
  const r = await tx.selectFrom('adhesions').selectAll().where('cpts_id', '=', cpts).where(colonne, '=', valeur).where('statut', 'in', [...STATUTS_EN_COURS]).executeTakeFirst();
  return r && enAdhesion(r);
}

/** Gives to an account of this CPTS the memberships at its address. */
export async function rattacher({ tx, cpts }: Ici, personneId: PersonneId): Promise<void> {
  await tx
    .updateTable('adhesions')
    .set({ personne_id: personneId })
    .where('cpts_id', '=', cpts)
    .where('personne_id', 'is', null)
    .where('courriel', '=', (eb) => eb.selectFrom('personnes').select('courriel').where('personnes.id', '=', personneId))
    .execute();
}

/** Those whose last day has come. */
export async function departsEchus({ tx, cpts }: Ici, jour: string): Promise<readonly AdhesionId[]> {
  const rows = await tx.selectFrom('adhesions').select('id').where('cpts_id', '=', cpts).where('statut', '=', 'depart_demande').where('fin_le', '<=', jour).orderBy('id').execute();
  return rows.map((r) => AdhesionId.parse(r.id));
}

export type NouvelleAdhesion = Pick<Adhesion, 'nom' | 'categorie' | 'origine' | 'statut'> & Partial<Omit<Adhesion, 'id' | 'version' | 'nom' | 'categorie' | 'origine' | 'statut'>>;

/** Proposals that nobody answered since. */
export const propositionsSansReponse = async ({ tx, cpts }: Ici, avant: Date): Promise<readonly AdhesionId[]> =>
  (await tx.selectFrom('adhesions').select('id').where('cpts_id', '=', cpts).where('statut', '=', 'proposee').where('proposee_le', '<', avant).orderBy('id').limit(1000).execute()).map((r) => AdhesionId.parse(r.id));

/** Returns its id, or undefined when this person already has a membership under way. */
export async function creerAdhesion(ctx: Ici & { readonly maintenant: Date }, n: NouvelleAdhesion): Promise<AdhesionId | undefined> {
  const ligne = await ctx.tx
    .insertInto('adhesions')
    .values({
      cpts_id: ctx.cpts, statut: n.statut, personne_id: n.personneId ?? null, nom: n.nom, cle: cleDeRecherche(n.nom), courriel: n.courriel ?? null, telephone: n.telephone ?? null, rpps: n.rpps ?? null,
      profession: n.profession ?? null, fonction: n.fonction ?? null, commune: n.commune ?? null, commune_nom: n.communeNom ?? null, structure: n.structure ?? null, categorie: n.categorie, college_id: n.collegeId ?? null,
      origine: n.origine, proposee_par: n.proposeePar ?? null, message: n.message ?? null, proposee_le: n.proposeeLe ?? null, deposee_le: n.deposeeLe ?? null, decidee_le: n.decideeLe ?? null, motif: n.motif ?? null,
      membre_depuis: n.membreDepuis ?? null, fin_le: n.finLe ?? null, implication: n.implication ?? 'informe', effacee_le: n.effaceeLe ?? null, modifiee_le: ctx.maintenant,
    })
    .onConflict((c) => c.doNothing())
    .returning('id')
    .executeTakeFirst();
  return ligne && AdhesionId.parse(ligne.id);
}

/** Writes a membership whole, one version further. */
export async function enregistrerAdhesion(ctx: Ici & { readonly maintenant: Date }, a: Adhesion): Promise<void> {
  await ctx.tx
    .updateTable('adhesions')
    .set({
      statut: a.statut, version: a.version + 1, personne_id: a.personneId, nom: a.nom, cle: cleDeRecherche(a.nom), courriel: a.courriel, telephone: a.telephone, rpps: a.rpps, profession: a.profession, fonction: a.fonction,
      commune: a.commune, commune_nom: a.communeNom, structure: a.structure, categorie: a.categorie, college_id: a.collegeId, message: a.message, proposee_le: a.proposeeLe, deposee_le: a.deposeeLe, decidee_le: a.decideeLe,
      motif: a.motif, membre_depuis: a.membreDepuis, fin_le: a.finLe, implication: a.implication, effacee_le: a.effaceeLe, modifiee_le: ctx.maintenant,
    })
    .where('cpts_id', '=', ctx.cpts)
    .where('id', '=', a.id)
    .execute();
}

export async function chargerCategories({ tx, cpts }: Ici): Promise<readonly Categorie[]> {
  return Categorie.array().parse(await tx.selectFrom('categories_adhesion').select(['code', 'libelle', 'association', 'vote', 'cotise', 'rang', 'active']).where('cpts_id', '=', cpts).orderBy('rang').orderBy('code').execute());
}

export const enregistrerCategorie = async ({ tx, cpts }: Ici, c: Categorie): Promise<void> => {
  const { code, ...reste } = c;
  await tx.insertInto('categories_adhesion').values({ cpts_id: cpts, code, ...reste }).onConflict((o) => o.columns(['cpts_id', 'code']).doUpdateSet(reste)).execute();
};

export async function chargerColleges({ tx, cpts }: Ici): Promise<readonly College[]> {
  return College.array().parse(await tx.selectFrom('colleges').select(['id', 'code', 'libelle', 'professions', 'categories', 'rang', 'actif']).where('cpts_id', '=', cpts).orderBy('rang').orderBy('code').execute());
}

export const enregistrerCollege = async ({ tx, cpts }: Ici, c: Omit<College, 'id'>): Promise<void> => {
  const { code, ...reste } = { ...c, professions: [...c.professions], categories: [...c.categories] };
  await tx.insertInto('colleges').values({ cpts_id: cpts, code, ...reste }).onConflict((o) => o.columns(['cpts_id', 'code']).doUpdateSet(reste)).execute();
};

export const REGLAGES_DE_DEPART: Reglages = { version: 0, candidatureOuverte: false, presentation: '', voteSiAJour: null, delaiDepartJours: 7, instanceCompetente: '', textesAvantAdmission: false };

export async function chargerReglages({ tx, cpts }: Ici): Promise<Reglages> {
  const r = await tx.selectFrom('reglages_adhesion').selectAll().where('cpts_id', '=', cpts).executeTakeFirst();
  return r ? { version: r.version, candidatureOuverte: r.candidature_ouverte, presentation: r.presentation, voteSiAJour: r.vote_si_a_jour, delaiDepartJours: r.delai_depart_jours, instanceCompetente: r.instance_competente, textesAvantAdmission: r.textes_avant_admission } : REGLAGES_DE_DEPART;
}

export const enregistrerReglages = async ({ tx, cpts }: Ici, r: Reglages): Promise<void> => {
  const ligne = { version: r.version + 1, candidature_ouverte: r.candidatureOuverte, presentation: r.presentation, vote_si_a_jour: r.voteSiAJour, delai_depart_jours: r.delaiDepartJours, instance_competente: r.instanceCompetente, textes_avant_admission: r.textesAvantAdmission };
  await tx.insertInto('reglages_adhesion').values({ cpts_id: cpts, ...ligne }).onConflict((o) => o.column('cpts_id').doUpdateSet(ligne)).execute();
};

/** Everybody under way, members or not, as the lines of a file may meet them. */
export async function adherentsConnus({ tx, cpts }: Ici): Promise<readonly Connue[]> {
  const rows = await tx.selectFrom('adhesions').select(['id', 'version', 'cle', 'nom', 'statut', 'courriel', 'telephone', 'rpps', 'profession', 'fonction', 'commune', 'structure', 'college_id as collegeId']).where('cpts_id', '=', cpts).where('statut', 'in', [...STATUTS_EN_COURS]).where('effacee_le', 'is', null).execute();
  return rows.map(({ statut, ...r }) => ({ ...r, membre: STATUTS_MEMBRES.some((s) => s === statut) }));
}

/** Whether something has happened to a membership since: a fee called, a text accepted, a procedure. */
export async function aDesSuites({ tx, cpts }: Ici, id: AdhesionId): Promise<boolean> {
  const { rows } = await sql<{ oui: boolean }>`select exists (select from cotisations where cpts_id = ${cpts} and adhesion_id = ${id}) or exists (select from acceptations where cpts_id = ${cpts} and adhesion_id = ${id})
    or exists (select from exclusions where cpts_id = ${cpts} and adhesion_id = ${id}) as oui`.execute(tx);
  return rows[0]?.oui ?? false;
}

/** Accounts of this CPTS find their memberships at the same address. */
export async function rattacherToutes({ tx, cpts }: Ici): Promise<void> {
  await sql`update adhesions a set personne_id = p.id from personnes p where a.cpts_id = ${cpts} and a.personne_id is null and a.courriel = p.courriel
    and exists (select from roles_tenus r where r.cpts_id = ${cpts} and r.personne_id = p.id)`.execute(tx);
}

export const deposerImport = async (ctx: Contexte, i: Pick<ImportAdherents, 'fichier' | 'empreinte' | 'rang' | 'lignes' | 'colonnes' | 'categorie' | 'depuis'>): Promise<ImportAdherentsId> => {
  const ligne = await ctx.tx
    .insertInto('imports_adherents')
    .values({ cpts_id: ctx.cpts, statut: 'deposee', ...i, lignes: JSON.stringify(i.lignes), colonnes: [...i.colonnes], deposee_le: ctx.maintenant, deposee_par: ctx.qui.personneId, importee_le: null, acces_le: null, annulee_le: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  return ImportAdherentsId.parse(ligne.id);
};

const IMPORT = ['id', 'statut', 'fichier', 'empreinte', 'rang', 'colonnes', 'categorie', 'depuis', 'changements', 'deposee_le as deposeeLe', 'importee_le as importeeLe', 'acces_le as accesLe'] as const;

const importPar = ({ tx, cpts }: Ici, id: ImportAdherentsId) => tx.selectFrom('imports_adherents').select([...IMPORT, sql`coalesce(lignes, '[]')`.as('lignes')]).where('cpts_id', '=', cpts).where('id', '=', id);

/** One file, locked: two people who write it at once write it once. */
export async function chargerImport(ctx: Ici, id: ImportAdherentsId): Promise<ImportAdherents | undefined> {
  const r = await importPar(ctx, id).forUpdate().executeTakeFirst();
  return r && ImportAdherents.parse(r);
}

/** The same, only read. */
export async function lireImport(ctx: Ici, id: ImportAdherentsId): Promise<ImportAdherents | undefined> {
  const r = await importPar(ctx, id).executeTakeFirst();
  return r && ImportAdherents.parse(r);
}

/** The last files, rows aside. */
export async function derniersImports({ tx, cpts }: Ici): Promise<readonly ImportAdherents[]> {
  const rows = await tx.selectFrom('imports_adherents').select([...IMPORT, sql`'[]'::jsonb`.as('lignes')]).where('cpts_id', '=', cpts).where('statut', '<>', 'abandonnee').orderBy('id', 'desc').limit(20).execute();
  return ImportAdherents.array().parse(rows);
}

/** Once written, undone or given up, the rows are forgotten: what they said of people is in the register, or nowhere. */
export async function enregistrerImport({ tx, cpts, maintenant }: Contexte, i: ImportAdherents): Promise<void> {
  await tx
    .updateTable('imports_adherents')
    .set({ statut: i.statut, colonnes: [...i.colonnes], categorie: i.categorie, depuis: i.depuis, changements: JSON.stringify(i.changements), importee_le: i.importeeLe, acces_le: i.accesLe, annulee_le: i.statut === 'annulee' ? maintenant : null, ...(i.statut === 'deposee' ? {} : { lignes: null }) })
    .where('cpts_id', '=', cpts)
    .where('id', '=', i.id)
    .execute();
}
