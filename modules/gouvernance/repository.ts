import { sql } from 'kysely';
import { z } from 'zod';
import { Jour } from '#core/jour.ts';
import { PersonneId } from '#core/tenancy.ts';
import type { Contexte } from '#server/contexte.ts';
import { type Assemblee, AssembleeId, CodeInstance, Electeur, FormeVote, type Mandat, MandatId, MoyenDePresence, type NouveauPoint, type NouvelleAssemblee, ObjetDeclare, type Point, PointId, ReponseConvocation, Reponses, Signature, StatutAssemblee, StatutPoint, StatutTexte, type VersionStatuts, VersionStatutsId } from './model.ts';

/** A column that may be null becomes a property that may be absent. */
const si = <V, O extends object>(valeur: V | null, faire: (v: V) => O): O | object => (valeur === null ? {} : faire(valeur));
/** JSON that only this file writes: its shape is that of the types. */
const Bulletins = z.custom<Point['bulletins']>(Array.isArray);
export type Resultat = NonNullable<Point['resultat']>;
export const Resultat = z.custom<Resultat>((v) => typeof v === 'object' && v !== null && 'issue' in v);
const Regles = z.custom<NonNullable<Assemblee['regles']>>((v) => typeof v === 'object' && v !== null && 'instance' in v);
const Sieges = z.array(z.object({ college: z.string(), sieges: z.number() }));
const enColonne = (v: object): string => JSON.stringify(v);

// --- Statutes

export async function versionsDesStatuts({ tx, cpts }: Contexte): Promise<readonly VersionStatuts[]> {
  const rows = await tx.selectFrom('statuts_versions as v').leftJoin('personnes as p', 'p.id', 'v.enregistree_par').select(['v.id', 'v.numero', 'v.reponses', 'v.statut', 'v.enregistree_le', 'v.adoptee_le', 'v.declaree_le', 'p.nom']).where('v.cpts_id', '=', cpts).orderBy('v.numero', 'desc').limit(300).execute();
  return rows.map((r) => ({ id: VersionStatutsId.parse(r.id), numero: r.numero, reponses: Reponses.parse(r.reponses), statut: StatutTexte.parse(r.statut), le: r.enregistree_le, par: r.nom ?? 'Une personne partie depuis', ...si(r.adoptee_le, (v) => ({ adopteeLe: Jour.parse(v) })), ...si(r.declaree_le, (v) => ({ declareeLe: Jour.parse(v) })) }));
}

/** Adds a version; the number refused twice by the constraint, two people who save at once never overwrite each other. */
export async function ajouterVersion({ tx, cpts, qui, maintenant }: Contexte, numero: number, reponses: Reponses): Promise<boolean> {
  const fait = await tx.insertInto('statuts_versions').values({ cpts_id: cpts, numero, reponses: JSON.stringify(reponses), statut: 'brouillon', enregistree_le: maintenant, enregistree_par: qui.personneId }).onConflict((c) => c.columns(['cpts_id', 'numero']).doNothing()).returning('id').executeTakeFirst();
  return fait !== undefined;
}

/** `adoptee_le` is the day the members voted it. */
export async function mettreEnVigueur({ tx, cpts }: Contexte, id: VersionStatutsId, adoptee_le: Jour): Promise<void> {
  await tx.updateTable('statuts_versions').set({ statut: 'remplacee' }).where('cpts_id', '=', cpts).where('statut', '=', 'en_vigueur').execute();
  await tx.updateTable('statuts_versions').set({ statut: 'en_vigueur', adoptee_le }).where('cpts_id', '=', cpts).where('id', '=', id).execute();
}

// --- Mandates

export async function listerMandats({ tx, cpts }: Contexte): Promise<readonly Mandat[]> {
  const rows = await tx.selectFrom('mandats as m').innerJoin('personnes as p', 'p.id', 'm.personne_id').select(['m.id', 'm.fonction', 'm.personne_id', 'p.nom', 'm.debut', 'm.fin', 'm.cesse_le', 'm.declare_le', 'm.fin_declaree_le']).where('m.cpts_id', '=', cpts).orderBy('m.debut', 'desc').orderBy('m.id').limit(500).execute();
  return rows.map((r) => ({ id: MandatId.parse(r.id), fonction: r.fonction, personneId: PersonneId.parse(r.personne_id), nom: r.nom, debut: Jour.parse(r.debut), ...si(r.fin, (v) => ({ fin: Jour.parse(v) })), ...si(r.cesse_le, (v) => ({ cesse: Jour.parse(v) })), ...si(r.declare_le, (v) => ({ declareLe: Jour.parse(v) })), ...si(r.fin_declaree_le, (v) => ({ finDeclareeLe: Jour.parse(v) })) }));
}

export const ajouterMandat = async ({ tx, cpts }: Contexte, m: { fonction: string; personneId: PersonneId; debut: Jour; fin?: Jour | undefined }): Promise<MandatId> =>
  MandatId.parse((await tx.insertInto('mandats').values({ cpts_id: cpts, fonction: m.fonction, personne_id: m.personneId, debut: m.debut, fin: m.fin ?? null, cesse_le: null, declare_le: null }).returning('id').executeTakeFirstOrThrow()).id);

export async function modifierMandat({ tx, cpts }: Contexte, id: MandatId, ce: { cesse_le: Jour }): Promise<boolean> {
  const r = await tx.updateTable('mandats').set(ce).where('cpts_id', '=', cpts).where('id', '=', id).executeTakeFirst();
  return r.numUpdatedRows > 0n;
}

// --- What is told to the préfecture

type Cible = { readonly objet: ObjetDeclare; readonly id: string };

/** The day each thing was told is kept with it; the receipt beside. */
export async function noterDeclaration({ tx, cpts }: Contexte, { objet, id }: Cible, le: Jour | null): Promise<void> {
  if (objet === 'statuts') await tx.updateTable('statuts_versions').set({ declaree_le: le }).where('cpts_id', '=', cpts).where('id', '=', id).execute();
  else await tx.updateTable('mandats').set(objet === 'mandat' ? { declare_le: le } : { fin_declaree_le: le }).where('cpts_id', '=', cpts).where('id', '=', id).execute();
}

export async function lireRecepisses({ tx, cpts }: Contexte): Promise<readonly (Cible & { readonly numero?: string; readonly fichierId?: string; readonly rappel?: number })[]> {
  const rows = await tx.selectFrom('declarations_prefecture').selectAll().where('cpts_id', '=', cpts).execute();
  return rows.map((r) => ({ objet: ObjetDeclare.parse(r.objet), id: r.objet_id, ...si(r.numero, (numero) => ({ numero })), ...si(r.fichier_id, (fichierId) => ({ fichierId })), ...si(r.rappel, (rappel) => ({ rappel })) }));
}

export async function ecrireRecepisse({ tx, cpts }: Contexte, { objet, id }: Cible, ce: { readonly numero?: string | null; readonly fichier_id?: string | null; readonly rappel?: number }): Promise<void> {
  await tx.insertInto('declarations_prefecture').values({ cpts_id: cpts, objet, objet_id: id, ...ce }).onConflict((c) => c.columns(['cpts_id', 'objet', 'objet_id']).doUpdateSet(ce)).execute();
}

// --- Assemblies

type RangeePoint = { id: string; ordre: number; titre: string; genre: string; decision: string; sieges: number; candidats: unknown; forme: string; statut: string; bulletins: unknown; resultat: object | null; sieges_par_college: unknown; premier_tour: string | null };

const enPoint = (r: RangeePoint): Point => ({
  id: PointId.parse(r.id), ordre: r.ordre, titre: r.titre, genre: z.enum(['information', 'resolution', 'election']).parse(r.genre), decision: r.decision, sieges: r.sieges,
  candidats: z.array(z.string()).parse(r.candidats), forme: FormeVote.parse(r.forme), statut: StatutPoint.parse(r.statut), bulletins: Bulletins.parse(r.bulletins), ...si(r.sieges_par_college, (v) => ({ siegesParCollege: Sieges.parse(v) })), ...si(r.premier_tour, (v) => ({ premierTour: PointId.parse(v) })), ...si(r.resultat, (v) => ({ resultat: Resultat.parse(v) })),
});

/** One assembly whole; locked when something is about to change. */
export async function chargerAssemblee({ tx, cpts }: Pick<Contexte, 'tx' | 'cpts'>, id: AssembleeId, { verrou = false } = {}): Promise<Assemblee | undefined> {
  const a = await tx.selectFrom('assemblees').selectAll().where('cpts_id', '=', cpts).where('id', '=', id).$if(verrou, (q) => q.forUpdate()).executeTakeFirst();
  if (!a) return undefined;
  const points = await tx.selectFrom('assemblee_points').selectAll().where('cpts_id', '=', cpts).where('assemblee_id', '=', id).orderBy('ordre').orderBy('id').execute();
  const presents = await tx.selectFrom('assemblee_presences').select(['electeur', 'moyen']).where('cpts_id', '=', cpts).where('assemblee_id', '=', id).orderBy('electeur').execute();
  const procurations = await tx.selectFrom('assemblee_procurations').select(['mandant', 'mandataire', 'recue_le']).where('cpts_id', '=', cpts).where('assemblee_id', '=', id).orderBy('recue_le').execute();
  const envois = await tx.selectFrom('assemblee_envois').select(['electeur', 'envoye_le', 'sans_adresse', 'reponse']).where('cpts_id', '=', cpts).where('assemblee_id', '=', id).orderBy('electeur').execute();
  return {
    id: AssembleeId.parse(a.id), instance: CodeInstance.parse(a.instance), titre: a.titre, jour: Jour.parse(a.jour), heure: a.heure, lieu: a.lieu, convocation: a.convocation === 2 ? 2 : 1, statut: StatutAssemblee.parse(a.statut),
    ...si(a.regles, (v) => ({ regles: Regles.parse(v) })), electeurs: a.electeurs === null ? [] : z.array(Electeur).parse(a.electeurs), ...si(a.presidence, (presidence) => ({ presidence })), ...si(a.convoquee_le, (convoqueeLe) => ({ convoqueeLe })), ...si(a.ouverte_le, (ouverteLe) => ({ ouverteLe })), ...si(a.close_le, (closeLe) => ({ closeLe })), ...si(a.approuvee_le, (approuveeLe) => ({ approuveeLe })),
    signatures: z.array(Signature).parse(a.signatures), observations: a.observations, points: points.map(enPoint),
    presents: presents.map((p) => ({ electeur: p.electeur, moyen: MoyenDePresence.parse(p.moyen) })), procurations: procurations.map((p) => ({ mandant: p.mandant, mandataire: p.mandataire, recueLe: p.recue_le })), envois: envois.map((e) => ({ electeur: e.electeur, le: e.envoye_le, sansAdresse: e.sans_adresse, ...si(e.reponse, (v) => ({ reponse: ReponseConvocation.parse(v) })) })),
  };
}

export async function creerAssemblee({ tx, cpts }: Contexte, a: NouvelleAssemblee): Promise<AssembleeId> {
  const { points, ...reste } = a;
  const { id } = await tx.insertInto('assemblees').values({ cpts_id: cpts, ...reste, statut: 'preparee', regles: null, electeurs: null, presidence: null, convoquee_le: null, ouverte_le: null, close_le: null, approuvee_le: null }).returning('id').executeTakeFirstOrThrow();
  for (const [rang, p] of points.entries()) await ajouterPoint({ tx, cpts }, AssembleeId.parse(id), p, rang + 1);
  return AssembleeId.parse(id);
}

export async function ajouterPoint({ tx, cpts }: Pick<Contexte, 'tx' | 'cpts'>, assemblee_id: AssembleeId, p: NouveauPoint, ordre: number): Promise<PointId> {
  const { siegesParCollege, premierTour, candidats, ...simple } = p;
  const { id } = await tx.insertInto('assemblee_points').values({ ...simple, candidats: JSON.stringify(candidats), sieges_par_college: siegesParCollege ? JSON.stringify(siegesParCollege) : null, premier_tour: premierTour ?? null, cpts_id: cpts, assemblee_id, ordre, statut: 'a_venir', resultat: null, clos_le: null }).returning('id').executeTakeFirstOrThrow();
  return PointId.parse(id);
}

/** Only before the assembly is convened: afterwards the agenda is what members were convened for. */
export const retirerPoint = async ({ tx, cpts }: Contexte, id: PointId): Promise<void> => {
  await tx.deleteFrom('assemblee_points').where('cpts_id', '=', cpts).where('id', '=', id).execute();
};

export async function modifierAssemblee({ tx, cpts }: Contexte, id: AssembleeId, ce: Partial<{ statut: StatutAssemblee; regles: object; electeurs: readonly Electeur[]; presidence: string; convoquee_le: Date; ouverte_le: Date; close_le: Date; approuvee_le: Date; signatures: readonly Signature[]; observations: string }>): Promise<void> {
  const { regles, electeurs, signatures, ...simple } = ce;
  await tx.updateTable('assemblees').set({ ...simple, ...(regles ? { regles: sql<object>`${enColonne(regles)}::jsonb` } : {}), ...(electeurs ? { electeurs: sql<object>`${enColonne(electeurs)}::jsonb` } : {}), ...(signatures ? { signatures: JSON.stringify(signatures) } : {}) }).where('cpts_id', '=', cpts).where('id', '=', id).execute();
}

export async function modifierPoint({ tx, cpts }: Contexte, id: PointId, ce: Partial<{ statut: StatutPoint; bulletins: object; resultat: object; clos_le: Date }>): Promise<void> {
  const { bulletins, resultat, ...simple } = ce;
  await tx.updateTable('assemblee_points').set({ ...simple, ...(bulletins ? { bulletins: JSON.stringify(bulletins) } : {}), ...(resultat ? { resultat: sql<object>`${enColonne(resultat)}::jsonb` } : {}) }).where('cpts_id', '=', cpts).where('id', '=', id).execute();
}

export async function ecrirePresence({ tx, cpts }: Contexte, assemblee_id: AssembleeId, { electeur, present, moyen }: { electeur: string; present: boolean; moyen: MoyenDePresence }): Promise<void> {
  if (present) await tx.insertInto('assemblee_presences').values({ cpts_id: cpts, assemblee_id, electeur, moyen }).onConflict((c) => c.columns(['cpts_id', 'assemblee_id', 'electeur']).doNothing()).execute();
  else await tx.deleteFrom('assemblee_presences').where('cpts_id', '=', cpts).where('assemblee_id', '=', assemblee_id).where('electeur', '=', electeur).execute();
}

/** One proxy at a time per member: a new one replaces the other; none when `mandataire` is absent. */
export async function ecrireProcuration({ tx, cpts, maintenant }: Contexte, assemblee_id: AssembleeId, mandant: string, mandataire: string | undefined): Promise<void> {
  await tx.deleteFrom('assemblee_procurations').where('cpts_id', '=', cpts).where('assemblee_id', '=', assemblee_id).where('mandant', '=', mandant).execute();
  if (mandataire !== undefined) await tx.insertInto('assemblee_procurations').values({ cpts_id: cpts, assemblee_id, mandant, mandataire, recue_le: maintenant }).execute();
}

export async function noterEnvois({ tx, cpts, maintenant }: Contexte, assemblee_id: AssembleeId, envois: readonly { electeur: string; sansAdresse: boolean }[]): Promise<void> {
  if (envois.length > 0) await tx.insertInto('assemblee_envois').values(envois.map((e) => ({ cpts_id: cpts, assemblee_id, electeur: e.electeur, envoye_le: maintenant, sans_adresse: e.sansAdresse }))).onConflict((c) => c.columns(['cpts_id', 'assemblee_id', 'electeur']).doNothing()).execute();
}

export const ecrireReponse = async ({ tx, cpts }: Contexte, assemblee_id: AssembleeId, electeur: string, reponse: ReponseConvocation): Promise<void> => {
  await tx.updateTable('assemblee_envois').set({ reponse }).where('cpts_id', '=', cpts).where('assemblee_id', '=', assemblee_id).where('electeur', '=', electeur).execute();
};
