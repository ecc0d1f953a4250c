import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import { chiffrer } from '#server/authentification/coffre.ts';
import type { Assemblee, AssembleeId, Point, PointId } from '../model.ts';
import type { Depouillement } from '../moteur/resultat.ts';
import { peutTenirSeance } from '../permissions.ts';
import { chargerAssemblee, chargerScrutin, chargerUrne, detruireCle, modifierPoint, ouvrirScrutin } from '../repository.ts';
import { bulletinsDeLUrne, compterPoint, type RefusAssemblee } from '../rules.ts';
import { bulletinAuthentique, nouvellesCles } from './signer-bulletin.ts';

type Ici = { readonly a: Assemblee; readonly point: Point };

async function charger(ctx: Contexte, id: AssembleeId, pointId: PointId): Promise<Result<Ici, RefusAssemblee>> {
  if (!peutTenirSeance(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const a = await chargerAssemblee(ctx, id, { verrou: true });
  const point = a?.points.find((p) => p.id === pointId);
  if (!a || !point) return refuser({ code: a ? 'point_inconnu' : 'assemblee_inconnue' });
  return ok({ a, point });
}

/** Opens the vote on an item. At a distance it may open as soon as the assembly is convened; in the room, once it is open. */
export async function ouvrirVote(ctx: Contexte, { id, pointId, secret }: { id: AssembleeId; pointId: PointId; secret: string }): Promise<Result<true, RefusAssemblee>> {
  const lu = await charger(ctx, id, pointId);
  if (!lu.ok) return lu;
  const { a, point } = lu.valeur;
  const distance = point.forme === 'distance';
  if (point.statut !== 'a_venir' || point.genre === 'information') return refuser({ code: 'vote_ferme' });
  if (a.statut !== 'ouverte' && !(distance && a.statut === 'convoquee')) return refuser({ code: 'geste_impossible', statut: a.statut });
  if (distance && a.regles?.aDistance !== true) return refuser({ code: 'distance_exclue' });
  // A ballot without a name must not say its college either: with few members, that would give its voter away.
  if (distance && a.regles?.instance.regles.voix?.mode !== 'par_membre') return refuser({ code: 'distance_par_college' });
  await modifierPoint(ctx, pointId, { statut: 'ouvert' });
  if (distance) {
    const cles = await nouvellesCles();
    await ouvrirScrutin(ctx, pointId, { publique: cles.publique, privee: chiffrer(cles.privee, secret, 'scrutin') });
  }
  await journaliser(ctx, 'vote_ouvert', pointId);
  await prevenir(ctx, 'assemblee');
  return ok(true);
}

type Urne = { readonly compte: Point['bulletins']; readonly emarges: readonly string[] };

/** Every ballot of the urn is checked again before it counts: there is no ballot that nobody signed. */
async function depouillerUrne(ctx: Contexte, point: Point): Promise<Result<Urne, RefusAssemblee>> {
  const scrutin = await chargerScrutin(ctx, point.id, { verrou: true });
  if (!scrutin) return refuser({ code: 'vote_ferme' });
  const urne = await chargerUrne(ctx, point.id, { verrou: true });
  for (const b of urne) if (!(await bulletinAuthentique(scrutin.clePublique, point.id, b))) return refuser({ code: 'bulletin_faux' });
  return ok({ compte: bulletinsDeLUrne(urne, point), emarges: Object.keys(scrutin.emargement) });
}

/** Counts and closes. A refusal of the engine changes nothing: the rule it names is to be written, or the ballots corrected. */
export async function compterVote(ctx: Contexte, { id, pointId, bulletins }: { id: AssembleeId; pointId: PointId; bulletins: Point['bulletins'] }): Promise<Result<Depouillement, RefusAssemblee>> {
  const lu = await charger(ctx, id, pointId);
  if (!lu.ok) return lu;
  const { a, point } = lu.valeur;
  if (point.statut !== 'ouvert' || a.statut !== 'ouverte') return refuser({ code: 'vote_ferme' });
  const urne = point.forme === 'distance' ? await depouillerUrne(ctx, point) : ok({ compte: bulletins, emarges: [] });
  if (!urne.ok) return urne;
  const { compte, emarges } = urne.valeur;
  const issue = compterPoint(a, { ...point, bulletins: compte }, emarges);
  if (!issue.ok) return issue;
  await modifierPoint(ctx, pointId, { statut: 'clos', bulletins: compte, resultat: issue.valeur, clos_le: ctx.maintenant });
  if (point.forme === 'distance') await detruireCle(ctx, pointId);
  await journaliser(ctx, 'vote_clos', pointId, { issue: issue.valeur.issue });
  await prevenir(ctx, 'assemblee');
  return issue;
}
