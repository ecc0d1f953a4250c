import { formaterInstant } from '#core/texte.ts';
import { donneesDAdherent } from '#modules/adherents/queries.ts';
import { ficheDe, rppsDeLaPersonne } from '#modules/annuaire/queries.ts';
import { toutCeQuiMeNomme } from '#modules/donnees/queries.ts';
import { libelleRole } from '#modules/comptes/labels.ts';
import { libelleEvenement } from '#modules/pilotage/labels.ts';
import type { ContextePage } from '../contexte.ts';

/** What one module knows of the person who asks: rows of plain values. */
export type PartieDonnees = { readonly titre: string; readonly lignes: readonly Readonly<Record<string, unknown>>[] };
type Source = (ctx: ContextePage) => Promise<readonly PartieDonnees[]>;

const compte: Source = async ({ tx, cpts, qui }) => {
  const personne = await tx.selectFrom('personnes').select(['nom', 'courriel', 'theme']).where('id', '=', qui.personneId).execute();
  const roles = await tx.selectFrom('roles_tenus').select(['role', 'depuis', 'jusque']).where('cpts_id', '=', cpts).where('personne_id', '=', qui.personneId).orderBy('depuis').execute();
  const pro = await tx.selectFrom('identites_professionnelles').select(['rpps', 'professions', 'activites', 'source', 'lue_le']).where('personne_id', '=', qui.personneId).execute();
  return [{ titre: 'Compte', lignes: personne }, { titre: 'Rôles tenus ici', lignes: roles.map((r) => ({ ...r, role: libelleRole[r.role] })) }, { titre: 'Identité professionnelle', lignes: pro }];
};

const fiche: Source = async (ctx) => {
  const rpps = await rppsDeLaPersonne(ctx);
  const lue = rpps === undefined ? undefined : await ficheDe(ctx, rpps);
  return [{ titre: 'Ma fiche de l’annuaire', lignes: lue ? [{ ...lue.contenu, publiee: lue.publiee, modifiee_le: lue.modifieeLe }] : [] }];
};

/** Every other table that names the person, found in the catalogue; those told above in their own words are not told twice. */
const reste: Source = async (ctx) => (await toutCeQuiMeNomme(ctx)).filter((p) => !['Rôles tenus', 'Adhésions', 'Fiche de l’annuaire'].includes(p.titre) && p.lignes.length > 0);

const GESTES_AU_PLUS = 2000;
/** What one did, as the journal keeps it: it is never erased, and names nobody but by their account. */
const journal: Source = async ({ tx, cpts, qui, fuseau }) => {
  const lignes = await tx.selectFrom('journal').select(['rang', 'instant', 'evenement', 'details']).where('cpts_id', '=', cpts).where('personne_id', '=', qui.personneId).orderBy('rang', 'desc').limit(GESTES_AU_PLUS).execute();
  return [{ titre: 'Mes gestes dans le journal', lignes: lignes.map((l) => ({ quand: formaterInstant(l.instant, fuseau), quoi: libelleEvenement(l.evenement, l.details) })) }];
};

/** Each module adds its part here. */
const SOURCES: readonly Source[] = [compte, donneesDAdherent, fiche, reste, journal];

/** All that the CPTS knows of the person who acts, gathered from every module. Parts with nothing are kept: « rien » is an answer too. */
export async function rassemblerDonnees(ctx: ContextePage): Promise<readonly PartieDonnees[]> {
  const parties: PartieDonnees[] = [];
  for (const source of SOURCES) parties.push(...(await source(ctx)));
  return parties;
}
