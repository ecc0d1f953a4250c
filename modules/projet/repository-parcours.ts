import { z } from 'zod';
import { Jour } from '#core/jour.ts';
import type { PersonneId, Role } from '#core/tenancy.ts';
import type { Contexte } from '#server/contexte.ts';
import { MISSIONS_SOCLES, type MissionSocle } from './constants.ts';
import { type Depot, DepotId, type Dossier, GenreDepot, GesteParcours, Institution, MotifOpposition, Paragraphe, type Pas, PasId, type Reglages, StatutParcours } from './model-parcours.ts';
import { type Entree, lireReglages } from './moteur/parcours.ts';

const Mission = z.enum(MISSIONS_SOCLES);

type Rangee = { id: string; geste: string; de: string; vers: string; le: string; enregistre_le: Date; institution: string; acteur: string; depot_id: string | null; base_legale: string; commentaire: string; motif: string | null; reprise: boolean; note_par: string | null; note_par_nom: string | null };

const enPas = (r: Rangee): Pas => ({
  id: PasId.parse(r.id),
  geste: GesteParcours.parse(r.geste),
  de: StatutParcours.parse(r.de),
  vers: StatutParcours.parse(r.vers),
  le: Jour.parse(r.le),
  enregistreLe: r.enregistre_le,
  institution: Institution.parse(r.institution),
  acteur: r.acteur,
  ...(r.note_par !== null && { notePar: { id: r.note_par, nom: r.note_par_nom ?? 'une personne partie depuis' } }),
  ...(r.depot_id !== null && { depot: DepotId.parse(r.depot_id) }),
  baseLegale: r.base_legale,
  commentaire: r.commentaire,
  ...(r.motif !== null && { motif: MotifOpposition.parse(r.motif) }),
  reprise: r.reprise,
});

/** The file of the CPTS, or undefined before its journey begins. `verrouiller` keeps it for the rest of the transaction. */
export async function chargerDossier({ tx, cpts }: Contexte, verrouiller = false): Promise<Dossier | undefined> {
  const lecture = tx.selectFrom('parcours').select(['statut', 'depuis', 'commence_le', 'version', 'reglages']).where('cpts_id', '=', cpts);
  const p = await (verrouiller ? lecture.forUpdate() : lecture).executeTakeFirst();
  if (!p) return undefined;
  const pas = await tx
    .selectFrom('parcours_pas as p')
    .leftJoin('personnes as n', 'n.id', 'p.note_par')
    .select(['p.id', 'p.geste', 'p.de', 'p.vers', 'p.le', 'p.enregistre_le', 'p.institution', 'p.acteur', 'p.depot_id', 'p.base_legale', 'p.commentaire', 'p.motif', 'p.reprise', 'p.note_par', 'n.nom as note_par_nom'])
    .where('p.cpts_id', '=', cpts)
    .where('p.annule_le', 'is', null)
    .orderBy('p.rang')
    .execute();
  const missions = await tx.selectFrom('parcours_missions').select(['mission', 'demarree_le', 'deployee_le']).where('cpts_id', '=', cpts).execute();
  return {
    statut: StatutParcours.parse(p.statut),
    depuis: Jour.parse(p.depuis),
    version: p.version,
    commenceLe: Jour.parse(p.commence_le),
    pas: pas.map(enPas),
    missions: missions.map((m) => ({ mission: Mission.parse(m.mission), ...(m.demarree_le !== null && { demarreeLe: Jour.parse(m.demarree_le) }), ...(m.deployee_le !== null && { deployeeLe: Jour.parse(m.deployee_le) }) })),
    reglages: lireReglages(p.reglages),
  };
}

type NouveauPas = Omit<Pas, 'id' | 'enregistreLe' | 'notePar'>;

async function ecrirePas({ tx, cpts, qui, maintenant }: Contexte, pas: readonly NouveauPas[], note: boolean): Promise<void> {
  if (pas.length === 0) return;
  const { dernier } = await tx.selectFrom('parcours_pas').select((e) => e.fn.max('rang').as('dernier')).where('cpts_id', '=', cpts).executeTakeFirstOrThrow();
  const depart = (dernier ?? 0) + 1;
  await tx
    .insertInto('parcours_pas')
    .values(pas.map((p, i) => ({
      cpts_id: cpts, rang: depart + i, geste: p.geste, de: p.de, vers: p.vers, le: p.le, enregistre_le: maintenant, institution: p.institution, acteur: p.acteur, note_par: note ? qui.personneId : null,
      depot_id: p.depot ?? null, base_legale: p.baseLegale, commentaire: p.commentaire, motif: p.motif ?? null, reprise: p.reprise, annule_le: null, annule_par: null,
    })))
    .execute();
}

/** Begins the journey, unless it is begun: true when it was this call. */
export async function ouvrirDossier(ctx: Contexte, entree: Entree, { pas, reglages }: { readonly pas: readonly NouveauPas[]; readonly reglages: Reglages }): Promise<boolean> {
  const cree = await ctx.tx
    .insertInto('parcours')
    .values({ cpts_id: ctx.cpts, statut: entree.statut, depuis: entree.depuis, commence_le: entree.commenceLe, reglages: JSON.stringify(reglages) })
    .onConflict((c) => c.column('cpts_id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!cree) return false;
  await ecrirePas(ctx, pas, true);
  return true;
}

/** Writes a step and moves the file, read under its lock. `note` is false for what time alone decides. */
export async function avancer(ctx: Contexte, dossier: Dossier, pas: NouveauPas, note = true): Promise<void> {
  await ecrirePas(ctx, [pas], note);
  await ctx.tx.updateTable('parcours').set({ statut: pas.vers, depuis: pas.geste === 'constater_opposition' && pas.le < dossier.depuis ? dossier.depuis : pas.le, version: dossier.version + 1 }).where('cpts_id', '=', ctx.cpts).execute();
}

/** Takes the last step back: it stays in the table, marked, and the file returns to where it was. */
export async function reculer({ tx, cpts, qui, maintenant }: Contexte, dossier: Dossier, dernier: Pas): Promise<void> {
  await tx.updateTable('parcours_pas').set({ annule_le: maintenant, annule_par: qui.personneId }).where('cpts_id', '=', cpts).where('id', '=', dernier.id).execute();
  await tx.updateTable('parcours').set({ statut: dernier.de, depuis: dossier.pas.at(-2)?.le ?? dossier.commenceLe, version: dossier.version + 1 }).where('cpts_id', '=', cpts).execute();
}

export const enregistrerReglages = async ({ tx, cpts }: Contexte, reglages: Reglages): Promise<void> => void (await tx.updateTable('parcours').set({ reglages: JSON.stringify(reglages) }).where('cpts_id', '=', cpts).execute());

export async function enregistrerMission({ tx, cpts }: Contexte, m: { readonly mission: MissionSocle; readonly demarreeLe?: Jour | undefined; readonly deployeeLe?: Jour | undefined }): Promise<void> {
  const jours = { demarree_le: m.demarreeLe ?? null, deployee_le: m.deployeeLe ?? null };
  await tx.insertInto('parcours_missions').values({ cpts_id: cpts, mission: m.mission, ...jours }).onConflict((c) => c.columns(['cpts_id', 'mission']).doUpdateSet(jours)).execute();
}

/** Those who hold one of these roles today, with the address their reminders go to. */
export const destinataires = ({ tx, cpts, aujourdhui }: Contexte, roles: readonly Role[]): Promise<{ id: PersonneId; nom: string; courriel: string; role: Role }[]> =>
  tx
    .selectFrom('roles_tenus as r')
    .innerJoin('personnes as p', 'p.id', 'r.personne_id')
    .select(['p.id', 'p.nom', 'p.courriel', 'r.role'])
    .where('r.cpts_id', '=', cpts)
    .where('r.role', 'in', roles.length > 0 ? [...roles] : ['exploitant'])
    .where('r.depuis', '<=', aujourdhui)
    .where((e) => e.or([e('r.jusque', 'is', null), e('r.jusque', '>=', aujourdhui)]))
    .orderBy('p.id')
    .execute();

/** Notes a reminder before it leaves: false when it was noted already. */
export async function noterRappel({ tx, cpts, maintenant }: Contexte, r: { readonly horloge: string; readonly echeance: Jour; readonly distance: number; readonly personneId: PersonneId }): Promise<boolean> {
  const note = await tx
    .insertInto('parcours_rappels')
    .values({ cpts_id: cpts, horloge: r.horloge, echeance: r.echeance, distance: r.distance, personne_id: r.personneId, envoye_le: maintenant })
    .onConflict((c) => c.doNothing())
    .returning('distance')
    .executeTakeFirst();
  return note !== undefined;
}

const Paragraphes = z.array(Paragraphe);
type RangeeDepot = { id: string; numero: number; genre: string; titre: string; fichier_id: string; nom: string; octets: number; empreinte: string; paragraphes: unknown; depose_le: Date; depose_par_nom: string | null };

const enDepot = (r: RangeeDepot): Depot => ({
  id: DepotId.parse(r.id), numero: r.numero, genre: GenreDepot.parse(r.genre), titre: r.titre, fichierId: r.fichier_id, nom: r.nom, octets: r.octets, empreinte: r.empreinte, paragraphes: Paragraphes.parse(r.paragraphes), deposeLe: r.depose_le, deposePar: r.depose_par_nom ?? 'Une personne partie depuis',
});

/** The deposits, latest first; `id` asks for one. */
export async function chargerDepots({ tx, cpts }: Contexte, id?: DepotId): Promise<readonly Depot[]> {
  const rows = await tx
    .selectFrom('depots as d')
    .leftJoin('personnes as p', 'p.id', 'd.depose_par')
    .select(['d.id', 'd.numero', 'd.genre', 'd.titre', 'd.fichier_id', 'd.nom', 'd.octets', 'd.empreinte', 'd.paragraphes', 'd.depose_le', 'p.nom as depose_par_nom'])
    .where('d.cpts_id', '=', cpts)
    .$if(id !== undefined, (q) => q.where('d.id', '=', id ?? ''))
    .orderBy('d.numero', 'desc')
    .limit(500)
    .execute();
  return rows.map(enDepot);
}

type NouveauDepot = Pick<Depot, 'genre' | 'titre' | 'fichierId' | 'nom' | 'octets' | 'empreinte' | 'paragraphes'>;

/** Numbered without holes: two deposits at once wait for each other. */
export async function ecrireDepot({ tx, cpts, qui, maintenant }: Contexte, d: NouveauDepot): Promise<DepotId> {
  await tx.selectFrom('parcours').select('id').where('cpts_id', '=', cpts).forUpdate().execute();
  const { dernier } = await tx.selectFrom('depots').select((e) => e.fn.max('numero').as('dernier')).where('cpts_id', '=', cpts).executeTakeFirstOrThrow();
  const { id } = await tx
    .insertInto('depots')
    .values({ cpts_id: cpts, numero: (dernier ?? 0) + 1, genre: d.genre, titre: d.titre, fichier_id: d.fichierId, nom: d.nom, octets: d.octets, empreinte: d.empreinte, paragraphes: JSON.stringify(d.paragraphes), depose_le: maintenant, depose_par: qui.personneId })
    .returning('id')
    .executeTakeFirstOrThrow();
  return DepotId.parse(id);
}

export const nomDeLaCpts = ({ tx, cpts }: Contexte): Promise<{ nom: string; slug: string }> => tx.selectFrom('cpts').select(['nom', 'slug']).where('id', '=', cpts).executeTakeFirstOrThrow();
