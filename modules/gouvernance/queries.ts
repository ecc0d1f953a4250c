import { z } from 'zod';
import type { ActionDuJour } from '#core/aujourdhui.ts';
import { Jour } from '#core/jour.ts';
import { PersonneId, type Role } from '#core/tenancy.ts';
import { listerElecteurs } from '#modules/adherents/queries.ts';
import type { Contexte, ContextePage } from '#server/contexte.ts';
import { actionsDeLaGouvernance } from './view.ts';
import { bilanDuVote } from './labels.ts';
import { type Assemblee, AssembleeId, type BulletinSecret, CodeInstance, Electeur, type Mandat, type PointId, StatutAssemblee, type Statuts, type VersionStatuts } from './model.ts';
import { statutsDepuis } from './moteur/statuts.ts';
import { peutTenirSeance, peutVoirGouvernance } from './permissions.ts';
import { chargerAssemblee, lireRecepisses, listerMandats, Resultat, versionsDesStatuts } from './repository.ts';
import { aDeclarer, type Changement, changements } from './rules-declarations.ts';
import { dernieresPresidences, listerMediations, listerPouls, listerVolontaires } from './repository-soutien.ts';
import type { Volontaire } from './rules.ts';
import { chargerScrutin, chargerUrne, type ScrutinSecret } from './repository-scrutins.ts';

export const lireVersions = (ctx: Contexte): Promise<readonly VersionStatuts[]> => versionsDesStatuts(ctx);
export const lireMandats = (ctx: Contexte): Promise<readonly Mandat[]> => listerMandats(ctx);
export const lireAssemblee = (ctx: Contexte, id: AssembleeId): Promise<Assemblee | undefined> => chargerAssemblee(ctx, id);
/** The roll of a secret ballot, without its keys. */
export const lireScrutin = async (ctx: Contexte, point: PointId, secret: string): Promise<Omit<ScrutinSecret, 'cles'> | undefined> => { const s = await chargerScrutin(ctx, point, secret); return s && { clePublique: s.clePublique, emargement: s.emargement }; };
/** The urn of a vote that is closed: before, it is read by nobody. */
export const lireUrne = (ctx: Contexte, point: PointId): Promise<readonly BulletinSecret[]> => chargerUrne(ctx, point, undefined);

/** Every change to tell the préfecture, told or not, with its receipt. */
export async function lireDeclarations(ctx: Contexte): Promise<readonly (Changement & { readonly numero?: string; readonly fichierId?: string })[]> {
  const recus = await lireRecepisses(ctx);
  return changements(await listerMandats(ctx), await versionsDesStatuts(ctx), ctx.aujourdhui).map((c) => {
    const r = c.declareLe === undefined ? undefined : recus.find((x) => x.objet === c.objet && x.id === c.id);
    return { ...c, ...(r?.numero === undefined ? {} : { numero: r.numero }), ...(r?.fichierId === undefined ? {} : { fichierId: r.fichierId }) };
  });
}
export const lireADeclarer = async (ctx: Contexte): Promise<readonly Changement[]> => aDeclarer(await listerMandats(ctx), await versionsDesStatuts(ctx), ctx.aujourdhui);

/** The statutes in force, or undefined while none is adopted. */
export async function statutsEnVigueur(ctx: Contexte): Promise<{ readonly version: VersionStatuts; readonly statuts: Statuts } | undefined> {
  const version = (await versionsDesStatuts(ctx)).find((v) => v.statut === 'en_vigueur');
  return version && { version, statuts: statutsDepuis(version.reponses) };
}

/** Who votes on a day: the register of members, or, while it is empty, the people who hold the role of member. */
export async function electeursAu(ctx: Contexte, jour: Jour): Promise<readonly Electeur[]> {
  const inscrits = await listerElecteurs(ctx, jour);
  if (inscrits.length > 0) return inscrits.map((e) => ({ id: e.adhesionId, nom: e.nom, ...(e.college === null ? {} : { college: e.college }), ...(e.personneId === undefined ? {} : { personneId: e.personneId }) }));
  return (await personnesTenant(ctx, jour, ['adherent'])).map((p) => ({ id: p.personneId, nom: p.nom, personneId: p.personneId }));
}

/** People who hold one of these roles on a day, by name. */
export async function personnesTenant({ tx, cpts }: Contexte, jour: Jour, roles: readonly Role[]): Promise<readonly { readonly personneId: PersonneId; readonly nom: string }[]> {
  const rows = await tx
    .selectFrom('roles_tenus as r').innerJoin('personnes as p', 'p.id', 'r.personne_id').select(['p.id', 'p.nom']).distinct()
    .where('r.cpts_id', '=', cpts).where('r.role', 'in', [...roles]).where('r.depuis', '<=', jour).where((e) => e.or([e('r.jusque', 'is', null), e('r.jusque', '>=', jour)]))
    .orderBy('p.nom').orderBy('p.id').limit(2000).execute();
  return rows.map((r) => ({ personneId: PersonneId.parse(r.id), nom: r.nom }));
}

/** Who may be asked to mediate or to hold the floor: anybody of the association, and its coordination. */
export const TIERS: readonly Role[] = ['adherent', 'presidence', 'tresorerie', 'secretariat', 'coordination'];

export const lireMediations = listerMediations;
export const lirePouls = listerPouls;

/** Those willing to chair, with the last day each did: whose turn it is follows. */
export async function volontairesAPresider(ctx: Contexte): Promise<readonly Volontaire[]> {
  const passees = (await dernieresPresidences(ctx)).flatMap((p) => { const e = z.array(Electeur).parse(p.electeurs ?? []).find((x) => x.id === p.electeur); return e?.personneId === undefined ? [] : [{ personneId: e.personneId, jour: p.jour }]; });
  return (await listerVolontaires(ctx)).map((v) => { const derniere = passees.find((p) => p.personneId === v.personneId)?.jour; return { ...v, ...(derniere ? { derniere } : {}) }; });
}

export async function adressesDe({ tx }: Contexte, personnes: readonly PersonneId[]): Promise<ReadonlyMap<string, string>> {
  if (personnes.length === 0) return new Map();
  const rows = await tx.selectFrom('personnes').select(['id', 'courriel']).where('id', 'in', [...personnes]).execute();
  return new Map(rows.map((r) => [r.id, r.courriel]));
}

export type AssembleeListee = Pick<Assemblee, 'id' | 'instance' | 'titre' | 'jour' | 'heure' | 'lieu' | 'statut'>;

export async function listerAssemblees({ tx, cpts }: Contexte): Promise<readonly AssembleeListee[]> {
  const rows = await tx.selectFrom('assemblees').select(['id', 'instance', 'titre', 'jour', 'heure', 'lieu', 'statut']).where('cpts_id', '=', cpts).orderBy('jour', 'desc').orderBy('id').limit(200).execute();
  return rows.map((r) => ({ id: AssembleeId.parse(r.id), instance: CodeInstance.parse(r.instance), titre: r.titre, jour: Jour.parse(r.jour), heure: r.heure, lieu: r.lieu, statut: StatutAssemblee.parse(r.statut) }));
}

export type Decision = { readonly assemblee: AssembleeId; readonly jour: Jour; readonly instance: CodeInstance; readonly titre: string; readonly issue: string; readonly bilan: string };

/** The register of decisions: every vote counted, latest first. */
export async function registreDesDecisions({ tx, cpts }: Contexte, { page, taille }: { page: number; taille: number }): Promise<{ readonly total: number; readonly decisions: readonly Decision[] }> {
  const base = tx.selectFrom('assemblee_points as p').innerJoin('assemblees as a', (j) => j.onRef('a.id', '=', 'p.assemblee_id').onRef('a.cpts_id', '=', 'p.cpts_id')).where('p.cpts_id', '=', cpts).where('p.resultat', 'is not', null);
  const { n } = await base.select((e) => e.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
  const rows = await base.select(['a.id', 'a.jour', 'a.instance', 'p.titre', 'p.resultat']).orderBy('a.jour', 'desc').orderBy('a.id').orderBy('p.ordre').limit(taille).offset((page - 1) * taille).execute();
  return { total: n, decisions: rows.map((r) => ({ assemblee: AssembleeId.parse(r.id), jour: Jour.parse(r.jour), instance: CodeInstance.parse(r.instance), titre: r.titre, ...ceQuIlDonne(Resultat.parse(r.resultat)) })) };
}

const ceQuIlDonne = (resultat: Resultat): Pick<Decision, 'issue' | 'bilan'> => ({ issue: resultat.issue, bilan: bilanDuVote(resultat) });

/** What governance asks today of the person who reads. */
export async function chosesDeLaGouvernance(ctx: ContextePage): Promise<readonly ActionDuJour[]> {
  if (!peutVoirGouvernance(ctx.qui)) return [];
  const assemblees = await listerAssemblees(ctx);
  const ouverte = assemblees.find((a) => a.statut === 'ouverte');
  const suivante = assemblees.filter((a) => a.statut === 'convoquee' && a.jour >= ctx.aujourdhui).at(-1);
  const detail = suivante ? await chargerAssemblee(ctx, suivante.id) : undefined;
  const declarations = peutTenirSeance(ctx.qui) ? await lireADeclarer(ctx) : [];
  const mediations = (await listerMediations(ctx)).filter((m) => m.statut === 'demandee' && m.a.personneId === ctx.qui.personneId).length;
  const pouls = (await listerPouls(ctx)).find((p) => p.statut === 'ouverte' && p.clotLe >= ctx.aujourdhui && p.invites.includes(ctx.qui.personneId));
  return actionsDeLaGouvernance({ mediations, pouls, base: ctx.base, qui: ctx.qui, aujourdhui: ctx.aujourdhui, ouverte, suivante: detail, declarations });
}
