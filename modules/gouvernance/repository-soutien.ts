import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Jour } from '#core/jour.ts';
import { PersonneId } from '#core/tenancy.ts';
import { chiffrer, dechiffrer } from '#server/authentification/coffre.ts';
import type { Contexte } from '#server/contexte.ts';
import { GenreMediation, type Mediation, MediationId, type Pouls, PoulsId, ReponsePouls, ResultatPouls, StatutMediation, StatutPouls, SuiteMediation } from './model.ts';
import { transitionsPouls } from './transitions.ts';

// --- Mediations: the policy of the table shows them to two people.

export async function listerMediations({ tx, cpts }: Contexte): Promise<readonly Mediation[]> {
  const rows = await tx.selectFrom('mediations as m').innerJoin('personnes as d', 'd.id', 'm.demandee_par').innerJoin('personnes as t', 't.id', 'm.confiee_a')
    .select(['m.id', 'm.genre', 'm.demandee_par', 'm.confiee_a', 'm.recit', 'm.statut', 'm.demandee_le', 'm.suites', 'd.nom as demandeur', 't.nom as tiers']).where('m.cpts_id', '=', cpts).orderBy('m.demandee_le', 'desc').limit(100).execute();
  return rows.map((r) => ({ id: MediationId.parse(r.id), genre: GenreMediation.parse(r.genre), par: { personneId: PersonneId.parse(r.demandee_par), nom: r.demandeur }, a: { personneId: PersonneId.parse(r.confiee_a), nom: r.tiers }, recit: r.recit, statut: StatutMediation.parse(r.statut), le: r.demandee_le, suites: z.array(SuiteMediation).parse(r.suites) }));
}

export const creerMediation = async ({ tx, cpts, qui, maintenant }: Contexte, m: { genre: GenreMediation; a: PersonneId; recit: string }): Promise<MediationId> =>
  MediationId.parse((await tx.insertInto('mediations').values({ cpts_id: cpts, genre: m.genre, demandee_par: qui.personneId, confiee_a: m.a, recit: m.recit, statut: 'demandee', demandee_le: maintenant }).returning('id').executeTakeFirstOrThrow()).id);

export async function modifierMediation({ tx, cpts }: Contexte, id: MediationId, ce: { statut?: StatutMediation; confiee_a?: PersonneId; demandee_le?: Date; suites?: Mediation['suites'] }): Promise<void> {
  const { suites, ...simple } = ce;
  await tx.updateTable('mediations').set({ ...simple, ...(suites ? { suites: JSON.stringify(suites) } : {}) }).where('cpts_id', '=', cpts).where('id', '=', id).execute();
}

// --- Who is willing to chair

export async function listerVolontaires({ tx, cpts }: Contexte): Promise<readonly { readonly personneId: PersonneId; readonly nom: string }[]> {
  const rows = await tx.selectFrom('presidences_volontaires as v').innerJoin('personnes as p', 'p.id', 'v.personne_id').select(['p.id', 'p.nom']).where('v.cpts_id', '=', cpts).orderBy('p.nom').orderBy('p.id').limit(300).execute();
  return rows.map((r) => ({ personneId: PersonneId.parse(r.id), nom: r.nom }));
}

export async function changerVolontaire({ tx, cpts, qui, aujourdhui }: Contexte, volontaire: boolean): Promise<void> {
  if (volontaire) await tx.insertInto('presidences_volontaires').values({ cpts_id: cpts, personne_id: qui.personneId, depuis: aujourdhui }).onConflict((c) => c.columns(['cpts_id', 'personne_id']).doNothing()).execute();
  else await tx.deleteFrom('presidences_volontaires').where('cpts_id', '=', cpts).where('personne_id', '=', qui.personneId).execute();
}

/** The last day each elector chaired a session that was opened, by the identifier that its assembly gave them. */
export async function dernieresPresidences({ tx, cpts }: Contexte): Promise<readonly { readonly electeur: string; readonly electeurs: unknown; readonly jour: Jour }[]> {
  const rows = await tx.selectFrom('assemblees').select(['presidence', 'electeurs', 'jour']).where('cpts_id', '=', cpts).where('presidence', 'is not', null).orderBy('jour', 'desc').limit(100).execute();
  return rows.flatMap((r) => (r.presidence === null ? [] : [{ electeur: r.presidence, electeurs: r.electeurs, jour: Jour.parse(r.jour) }]));
}

// --- The pulse: names and answers in one row, each sealed, written together and read apart.

const USAGE = 'pouls';
const Noms = z.array(z.string());
const enPouls = (r: { id: string; titre: string; jour: string; clot_le: string; statut: string; invites: unknown; resultat: unknown }): Pouls => ({ id: PoulsId.parse(r.id), titre: r.titre, jour: Jour.parse(r.jour), clotLe: Jour.parse(r.clot_le), statut: StatutPouls.parse(r.statut), invites: Noms.parse(r.invites), ...(r.resultat === null ? {} : { resultat: ResultatPouls.parse(r.resultat) }) });
const COLONNES = ['id', 'titre', 'jour', 'clot_le', 'statut', 'invites', 'resultat'] as const;

export async function listerPouls({ tx, cpts }: Contexte): Promise<readonly Pouls[]> {
  return (await tx.selectFrom('pouls').select(COLONNES).where('cpts_id', '=', cpts).orderBy('jour', 'desc').orderBy('id').limit(50).execute()).map(enPouls);
}

/** Opens the pulse of a meeting, or adds people to one that is open. */
export async function inviter({ tx, cpts }: Contexte, p: { objet: 'assemblee' | 'reunion'; objetId: string; titre: string; jour: Jour; clotLe: Jour; invites: readonly string[] }, secret: string): Promise<void> {
  const la = await tx.selectFrom('pouls').select(['id', 'invites', 'statut']).where('cpts_id', '=', cpts).where('objet', '=', p.objet).where('objet_id', '=', p.objetId).forUpdate().executeTakeFirst();
  if (la && la.statut !== 'ouverte') return;
  if (la) {
    const invites = [...new Set([...Noms.parse(la.invites), ...p.invites])].sort();
    await tx.updateTable('pouls').set({ invites: JSON.stringify(invites) }).where('cpts_id', '=', cpts).where('id', '=', la.id).execute();
    return;
  }
  const scellement = randomBytes(32).toString('base64url');
  await tx.insertInto('pouls').values({ cpts_id: cpts, objet: p.objet, objet_id: p.objetId, titre: p.titre, jour: p.jour, clot_le: p.clotLe, statut: 'ouverte', invites: JSON.stringify([...new Set(p.invites)].sort()), cle: chiffrer(scellement, secret, USAGE), ayant_repondu: chiffrer('[]', scellement, 'noms'), reponses: chiffrer('[]', scellement, 'reponses'), resultat: null }).execute();
}

export type PoulsOuvert = { readonly pouls: Pouls; readonly scellement: string; readonly noms: readonly string[]; readonly reponses: readonly ReponsePouls[] };

/** A pulse that is open, unsealed; undefined when there is none, or when it is closed. */
export async function chargerPouls({ tx, cpts }: Contexte, id: PoulsId, secret: string, { verrou = false } = {}): Promise<PoulsOuvert | undefined> {
  const r = await tx.selectFrom('pouls').select([...COLONNES, 'cle', 'ayant_repondu', 'reponses']).where('cpts_id', '=', cpts).where('id', '=', id).$if(verrou, (q) => q.forUpdate()).executeTakeFirst();
  if (!r || r.cle === null || r.ayant_repondu === null || r.reponses === null) return undefined;
  const scellement = dechiffrer(r.cle, secret, USAGE);
  return { pouls: enPouls(r), scellement, noms: Noms.parse(JSON.parse(dechiffrer(r.ayant_repondu, scellement, 'noms'))), reponses: z.array(ReponsePouls).parse(JSON.parse(dechiffrer(r.reponses, scellement, 'reponses'))) };
}

/** Both lists are sorted: what they hold has no order of arrival. */
export async function ecrirePouls({ tx, cpts }: Contexte, { pouls, scellement, noms, reponses }: PoulsOuvert): Promise<void> {
  await tx.updateTable('pouls').set({ ayant_repondu: chiffrer(JSON.stringify([...noms].sort()), scellement, 'noms'), reponses: chiffrer(JSON.stringify([...reponses].sort()), scellement, 'reponses') }).where('cpts_id', '=', cpts).where('id', '=', pouls.id).execute();
}

/** The counts stay, or nothing; names, answers and key go. */
export async function fermerPouls({ tx, cpts }: Contexte, id: PoulsId, resultat: ResultatPouls | undefined): Promise<void> {
  await tx.updateTable('pouls').set({ statut: transitionsPouls.ouverte.clore, cle: null, ayant_repondu: null, reponses: null, resultat: resultat === undefined ? null : JSON.stringify(resultat) }).where('cpts_id', '=', cpts).where('id', '=', id).execute();
}

export async function poulsAClore({ tx, cpts, aujourdhui }: Contexte): Promise<readonly PoulsId[]> {
  return (await tx.selectFrom('pouls').select('id').where('cpts_id', '=', cpts).where('statut', '=', 'ouverte').where('clot_le', '<', aujourdhui).execute()).map((r) => PoulsId.parse(r.id));
}
