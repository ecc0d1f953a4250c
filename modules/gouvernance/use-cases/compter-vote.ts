import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { Assemblee, AssembleeId, BulletinSecret, Point, PointId } from '../model.ts';
import type { Depouillement } from '../moteur/resultat.ts';
import { peutTenirSeance } from '../permissions.ts';
import { statutsEnVigueur } from '../queries.ts';
import { chargerAssemblee, modifierAssemblee, modifierPoint } from '../repository.ts';
import { chargerScrutin, chargerUrne, ouvrirScrutin, publierScrutin, verrouillerUrne } from '../repository-scrutins.ts';
import { bulletinsDeLUrne, type ChoixPresidence, completerRegles, compterPoint, figerRegles, parCollegeElecteur, type RefusAssemblee } from '../rules.ts';
import { bulletinAuthentique, nouvellesCles } from './signer-bulletin.ts';

type Ici = { readonly a: Assemblee; readonly point: Point };

async function charger(ctx: Contexte, id: AssembleeId, pointId: PointId): Promise<Result<Ici, RefusAssemblee>> {
  if (!peutTenirSeance(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const a = await chargerAssemblee(ctx, id, { verrou: true });
  const point = a?.points.find((p) => p.id === pointId);
  if (!a || !point) return refuser({ code: a ? 'point_inconnu' : 'assemblee_inconnue' });
  return ok({ a, point });
}

/** Why this vote may not be held at a distance, or nothing. */
function horsDeDistance(a: Assemblee, point: Point): RefusAssemblee | undefined {
  if (a.regles?.aDistance !== true) return { code: 'distance_exclue' };
  // A ballot without a name must not say its college either: with few members, that would give its voter away.
  return a.regles.instance.regles.voix?.mode !== 'par_membre' || parCollegeElecteur(a, point) ? { code: 'distance_par_college' } : undefined;
}

/** Opens the vote on an item. At a distance it may open as soon as the assembly is convened; in the room, once it is open. */
export async function ouvrirVote(ctx: Contexte, { id, pointId, secret }: { id: AssembleeId; pointId: PointId; secret: string }): Promise<Result<true, RefusAssemblee>> {
  const lu = await charger(ctx, id, pointId);
  if (!lu.ok) return lu;
  const { a, point } = lu.valeur;
  const distance = point.forme === 'distance';
  if (point.statut !== 'a_venir' || point.genre === 'information') return refuser({ code: 'vote_ferme' });
  if (a.statut !== 'ouverte' && !(distance && a.statut === 'convoquee')) return refuser({ code: 'geste_impossible', statut: a.statut });
  const exclu = distance ? horsDeDistance(a, point) : undefined;
  if (exclu) return refuser(exclu);
  await modifierPoint(ctx, pointId, { statut: 'ouvert' });
  if (distance) await ouvrirScrutin(ctx, pointId, { ...(await nouvellesCles()), secret });
  await journaliser(ctx, 'vote_ouvert', pointId);
  await prevenir(ctx, 'assemblee');
  return ok(true);
}

type Urne = { readonly bulletins: readonly BulletinSecret[]; readonly emargement: Readonly<Record<string, string>> };

/** Every ballot of the urn is checked again before it counts: there is no ballot that nobody signed. */
async function ouvrirUrne(ctx: Contexte, point: Point, secret: string): Promise<Result<Urne, RefusAssemblee>> {
  const scrutin = await chargerScrutin(ctx, point.id, secret, { verrou: true });
  if (!scrutin?.cles) return refuser({ code: 'vote_ferme' });
  await verrouillerUrne(ctx, point.id);
  const bulletins = await chargerUrne(ctx, point.id, scrutin.cles.scellement);
  for (const b of bulletins) if (!(await bulletinAuthentique(scrutin.clePublique, point.id, b))) return refuser({ code: 'bulletin_faux' });
  return ok({ bulletins, emargement: scrutin.emargement });
}

/** A rule that was not said when the assembly was convened may have been written since: it is then the one that counts, and it is kept. */
async function compterAvecLesStatuts(ctx: Contexte, a: Assemblee, compter: (a: Assemblee) => Result<Depouillement, RefusAssemblee>): Promise<Result<Depouillement, RefusAssemblee>> {
  const premier = compter(a);
  if (premier.ok || premier.refus.code !== 'compte' || premier.refus.refus.code !== 'regle_absente' || !a.regles) return premier;
  const statuts = (await statutsEnVigueur(ctx))?.statuts;
  const enVigueur = statuts && figerRegles(statuts, a.instance);
  if (!enVigueur) return premier;
  const regles = completerRegles(a.regles, enVigueur);
  const second = compter({ ...a, regles });
  if (!second.ok) return second;
  await modifierAssemblee(ctx, a.id, { regles });
  await journaliser(ctx, 'regles_completees', a.id, {});
  return second;
}

/** Counts and closes. A refusal of the engine changes nothing: the rule it names is to be written, or the ballots corrected. */
export async function compterVote(ctx: Contexte, { id, pointId, bulletins, secret, choixPresidence }: { id: AssembleeId; pointId: PointId; bulletins: Point['bulletins']; secret: string; choixPresidence?: ChoixPresidence | undefined }): Promise<Result<Depouillement, RefusAssemblee>> {
  const lu = await charger(ctx, id, pointId);
  if (!lu.ok) return lu;
  const { a, point } = lu.valeur;
  if (point.statut !== 'ouvert' || a.statut !== 'ouverte') return refuser({ code: 'vote_ferme' });
  const urne = point.forme === 'distance' ? await ouvrirUrne(ctx, point, secret) : ok(undefined);
  if (!urne.ok) return urne;
  const compte = urne.valeur ? bulletinsDeLUrne(urne.valeur.bulletins, point) : bulletins;
  const emarges = Object.keys(urne.valeur?.emargement ?? {});
  const issue = await compterAvecLesStatuts(ctx, a, (regle) => compterPoint(regle, { ...point, bulletins: compte }, { emarges, choixPresidence }));
  if (!issue.ok) return issue;
  await modifierPoint(ctx, pointId, { statut: 'clos', bulletins: compte, resultat: issue.valeur, clos_le: ctx.maintenant });
  if (urne.valeur) await publierScrutin(ctx, pointId, urne.valeur);
  await journaliser(ctx, 'vote_clos', pointId, { issue: issue.valeur.issue });
  await prevenir(ctx, 'assemblee');
  return issue;
}
