import type { ActionDuJour } from '#core/aujourdhui.ts';
import type { Contexte, ContextePage } from '#server/contexte.ts';
import { COLONNES_DU_SUJET, COLONNES_TUES, TABLES_DE_LA_PERSONNE } from './constants.ts';
import { libelleGenre } from './labels.ts';
import type { Demande, DemandeId, IdentiteGardee, Relue } from './model.ts';
import { peutLireIdentites, peutTenirDemandes } from './permissions.ts';
import type { Reperes } from './moteur/noms.ts';
import { lireRelecture, reperesDe, type TextesTrouves, textesQuiNomment } from './repository-textes.ts';
import { colonnesDePersonnes, demandes, identiteGardee, lignesDe, lireDemande, tracesDAssemblees } from './repository.ts';
import { echeanceDe } from './rules.ts';

export const listerDemandes = (ctx: Contexte): Promise<readonly Demande[]> => demandes(ctx);
export const mesDemandes = (ctx: Contexte): Promise<readonly Demande[]> => demandes(ctx, ctx.qui.personneId);
export const lireUneDemande = (ctx: Contexte, id: DemandeId): Promise<Demande | undefined> => lireDemande(ctx, id);
export const lireIdentite = async (ctx: Contexte, id: DemandeId): Promise<IdentiteGardee | undefined> => (peutLireIdentites(ctx.qui) ? identiteGardee(ctx, id) : undefined);

type TextesLus = TextesTrouves & { readonly reperes: Reperes; readonly relues: readonly Relue[] };
/** The free texts that name the person of a request, and what was decided of each. */
export async function lireTextes(ctx: Contexte, d: Demande): Promise<TextesLus> {
  const reperes = await reperesDe(ctx, d);
  const relues = await lireRelecture(ctx, d.id);
  return { reperes, relues, ...(await textesQuiNomment(ctx, reperes, d, relues)) };
}

/** « Aujourd’hui »: requests that wait, each with its legal day. */
export async function chosesDesDonnees(ctx: ContextePage): Promise<readonly ActionDuJour[]> {
  if (!peutTenirDemandes(ctx.qui)) return [];
  return (await demandes(ctx)).filter((d) => d.closeLe === null).slice(0, 10).map((d) => ({ id: `demande-${d.id}`, titre: `Répondre à une demande sur les données : ${libelleGenre[d.genre].toLocaleLowerCase('fr')}`, raison: `${d.nom} attend une réponse (RGPD, art. 12 § 3).`, echeance: echeanceDe(d), bouton: { libelle: 'Voir la demande', href: `${ctx.base}/donnees/demandes/${d.id}` } }));
}

type Partie = { readonly titre: string; readonly lignes: readonly Readonly<Record<string, unknown>>[] };

const JOUR_OU_TEXTE = /(_le|_la|jour|debut|fin|depuis|jusque|titre|nom|genre|statut|numero|objet)$/;
/** Of a row one is the subject of: all but secrets. Of a row one only wrote: what it is and when, and nothing of the others it may be about. */
function depouiller(ligne: Readonly<Record<string, unknown>>, sujet: boolean, colonnes: readonly string[]): Readonly<Record<string, unknown>> {
  const gardees = Object.entries(ligne).filter(([c, v]) => v !== null && !COLONNES_TUES.includes(c) && !colonnes.includes(c) && (sujet ? c !== 'id' : JOUR_OU_TEXTE.test(c)));
  return Object.fromEntries(gardees);
}

/** Every table of this CPTS that points at the person who acts, found in the catalogue: nothing is left out because nobody thought of it. */
export async function toutCeQuiMeNomme(ctx: Contexte): Promise<readonly Partie[]> {
  const parTable = new Map<string, string[]>();
  for (const { table, colonne } of await colonnesDePersonnes(ctx)) parTable.set(table, [...(parTable.get(table) ?? []), colonne]);
  const parties: Partie[] = [];
  for (const [table, colonnes] of parTable) {
    const lignes = await lignesDe(ctx, { table, colonnes, personneId: ctx.qui.personneId });
    const vues = lignes.map((l) => depouiller(l, COLONNES_DU_SUJET.some((c) => l[c] === ctx.qui.personneId), colonnes));
    parties.push({ titre: TABLES_DE_LA_PERSONNE[table] ?? table, lignes: vues });
  }
  parties.push({ titre: 'Assemblées', lignes: await tracesDAssemblees(ctx) });
  return parties;
}
