import { Mission } from '#core/mission.ts';
import type { Contexte } from '#server/contexte.ts';
import { type ChiffreFige, Constat, ConstatId, type Objectif, ObjectifId, type ParoleFigee, type ResultatScenario, type SaisieConstat, type SaisieObjectif, ScenarioGarde, ScenarioId, type StatutConstat, StatutObjectif, type StatutScenario } from './model.ts';

const champs = (c: SaisieConstat, chiffre: ChiffreFige | undefined) => ({ nature: c.nature, texte: c.texte, chapitre: c.chapitre ?? null, reponse: c.reponse ?? null, chiffre: chiffre === undefined ? null : JSON.stringify(chiffre) });

export async function ajouter({ tx, cpts, qui, maintenant }: Contexte, c: SaisieConstat, { chiffre, parole }: { readonly chiffre?: ChiffreFige | undefined; readonly parole?: ParoleFigee | undefined }): Promise<ConstatId> {
  const { id } = await tx.insertInto('constats').values({ cpts_id: cpts, ...champs(c, chiffre), enquete: parole === undefined ? null : JSON.stringify(parole), ecrit_le: maintenant, ecrit_par: qui.personneId, modifie_le: null, modifie_par: null }).returning('id').executeTakeFirstOrThrow();
  return ConstatId.parse(id);
}

/** One finding without its priorities, locked until the end of the transaction. */
export async function chargerConstat({ tx, cpts }: Contexte, id: ConstatId): Promise<Constat | undefined> {
  const r = await tx.selectFrom('constats').selectAll().where('cpts_id', '=', cpts).where('id', '=', id).forUpdate().executeTakeFirst();
  return r && Constat.parse({
    id: r.id, nature: r.nature, texte: r.texte, statut: r.statut, version: r.version, voix: 0, ...(r.chapitre !== null && { chapitre: r.chapitre }), ...(r.ecrit_par !== null && { auteur: r.ecrit_par }),
    ...(r.chiffre !== null && { chiffre: r.chiffre }), ...(r.reponse !== null && { reponse: r.reponse }), ...(r.enquete !== null && { parole: r.enquete }),
  });
}

export async function enregistrerConstat({ tx, cpts, qui, maintenant }: Contexte, constat: Pick<Constat, 'id' | 'version'>, c: SaisieConstat, chiffre: ChiffreFige | undefined): Promise<void> {
  await tx.updateTable('constats').set({ ...champs(c, chiffre), version: constat.version + 1, modifie_le: maintenant, modifie_par: qui.personneId }).where('cpts_id', '=', cpts).where('id', '=', constat.id).execute();
}

export async function changerStatutConstat({ tx, cpts, qui, maintenant }: Contexte, id: ConstatId, statut: StatutConstat): Promise<void> {
  await tx.updateTable('constats').set({ statut, modifie_le: maintenant, modifie_par: qui.personneId }).where('cpts_id', '=', cpts).where('id', '=', id).execute();
}

export const existe = async ({ tx, cpts }: Contexte, id: ConstatId): Promise<boolean> => (await tx.selectFrom('constats').select('id').where('cpts_id', '=', cpts).where('id', '=', id).executeTakeFirst()) !== undefined;

/** One priority per person: the last one given counts. */
export async function prioriser({ tx, cpts, qui }: Contexte, constat: ConstatId, priorite: number): Promise<void> {
  await tx.insertInto('constat_priorites').values({ cpts_id: cpts, constat_id: constat, personne_id: qui.personneId, priorite })
    .onConflict((c) => c.columns(['cpts_id', 'constat_id', 'personne_id']).doUpdateSet({ priorite })).execute();
}

export async function garderScenario({ tx, cpts, qui, maintenant }: Contexte, s: { readonly nom: string; readonly gestes: readonly string[]; readonly resultat: ResultatScenario }): Promise<ScenarioId> {
  const { id } = await tx.insertInto('scenarios').values({ cpts_id: cpts, nom: s.nom, gestes: [...s.gestes], resultat: JSON.stringify(s.resultat), garde_le: maintenant, garde_par: qui.personneId }).returning('id').executeTakeFirstOrThrow();
  return ScenarioId.parse(id);
}

export async function chargerScenario({ tx, cpts }: Contexte, id: ScenarioId): Promise<ScenarioGarde | undefined> {
  const r = await tx.selectFrom('scenarios').selectAll().where('cpts_id', '=', cpts).where('id', '=', id).forUpdate().executeTakeFirst();
  return r && ScenarioGarde.parse({ ...r, gardeLe: r.garde_le, ...(r.garde_par !== null && { auteur: r.garde_par }) });
}

export async function changerScenario({ tx, cpts }: Contexte, id: ScenarioId, quoi: { readonly nom?: string; readonly statut?: StatutScenario }): Promise<void> {
  await tx.updateTable('scenarios').set(quoi).where('cpts_id', '=', cpts).where('id', '=', id).execute();
}

export const compterScenarios = async ({ tx, cpts }: Contexte): Promise<number> =>
  Number((await tx.selectFrom('scenarios').select((e) => e.fn.countAll<string>().as('n')).where('cpts_id', '=', cpts).where('statut', '!=', 'supprimee').executeTakeFirstOrThrow()).n);

// --- Objectives

const enObjectif = (r: { id: string; titre: string; mission: string; constats: string[]; indicateur: string; cible: string; annee: number; statut: string; version: number }): Objectif => ({ id: ObjectifId.parse(r.id), titre: r.titre, mission: Mission.parse(r.mission), constats: r.constats.map((c) => ConstatId.parse(c)), indicateur: r.indicateur, cible: r.cible, annee: r.annee, statut: StatutObjectif.parse(r.statut), version: r.version });
const COLONNES_OBJECTIF = ['id', 'titre', 'mission', 'constats', 'indicateur', 'cible', 'annee', 'statut', 'version'] as const;
const ecritObjectif = ({ version: _, ...o }: SaisieObjectif) => ({ ...o, constats: [...o.constats] });

/** Every objective: the latest year first, in the order they were written. */
export const chargerObjectifs = async ({ tx, cpts }: Contexte): Promise<readonly Objectif[]> =>
  (await tx.selectFrom('objectifs').select(COLONNES_OBJECTIF).where('cpts_id', '=', cpts).orderBy('annee', 'desc').orderBy('id').limit(500).execute()).map(enObjectif);

export async function chargerObjectif({ tx, cpts }: Contexte, id: ObjectifId): Promise<Objectif | undefined> {
  const r = await tx.selectFrom('objectifs').select(COLONNES_OBJECTIF).where('cpts_id', '=', cpts).where('id', '=', id).forUpdate().executeTakeFirst();
  return r && enObjectif(r);
}

export const creerObjectif = async ({ tx, cpts, qui, maintenant }: Contexte, s: SaisieObjectif): Promise<ObjectifId> =>
  ObjectifId.parse((await tx.insertInto('objectifs').values({ cpts_id: cpts, ...ecritObjectif(s), modifie_le: maintenant, modifie_par: qui.personneId }).returning('id').executeTakeFirstOrThrow()).id);

export async function enregistrerObjectif({ tx, cpts, qui, maintenant }: Contexte, o: Pick<Objectif, 'id' | 'version'>, ce: SaisieObjectif | { readonly statut: StatutObjectif }): Promise<void> {
  const suite = 'statut' in ce ? { statut: ce.statut } : ecritObjectif(ce);
  await tx.updateTable('objectifs').set({ ...suite, version: o.version + 1, modifie_le: maintenant, modifie_par: qui.personneId }).where('cpts_id', '=', cpts).where('id', '=', o.id).execute();
}
