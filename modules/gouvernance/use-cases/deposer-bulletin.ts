import { ok, refuser, type Result } from '#core/result.ts';
import type { Contexte } from '#server/contexte.ts';
import type { AssembleeId, BulletinSecret, PointId } from '../model.ts';
import { choixAdmis } from '../moteur/aveugle.ts';
import { chargerAssemblee, chargerScrutin, chargerUrne, ecrireUrne } from '../repository.ts';
import type { RefusAssemblee } from '../rules.ts';
import { bulletinAuthentique } from './signer-bulletin.ts';

/**
 * Puts a signed ballot in the urn, from nobody: no session, no person, no journal. The urn is one row rewritten in the order of the
 * random tokens, so that what it holds says nothing of who came when. The same ballot twice is one ballot.
 */
export async function deposerBulletin(ctx: Pick<Contexte, 'tx' | 'cpts'>, { id, pointId, bulletin }: { id: AssembleeId; pointId: PointId; bulletin: BulletinSecret }): Promise<Result<true, RefusAssemblee>> {
  // The urn is locked before its vote is read: a ballot never enters one that has just been counted.
  const urne = await chargerUrne(ctx, pointId, { verrou: true });
  const a = await chargerAssemblee(ctx, id);
  const point = a?.points.find((p) => p.id === pointId);
  const scrutin = await chargerScrutin(ctx, pointId);
  if (!point || !scrutin) return refuser({ code: 'point_inconnu' });
  if (point.statut !== 'ouvert') return refuser({ code: 'vote_ferme' });
  if (!choixAdmis(bulletin.choix, point) || !(await bulletinAuthentique(scrutin.clePublique, pointId, bulletin))) return refuser({ code: 'bulletin_faux' });
  const meme = urne.find((b) => b.jeton === bulletin.jeton);
  if (meme) return meme.choix === bulletin.choix ? ok(true) : refuser({ code: 'bulletin_faux' });
  await ecrireUrne(ctx, pointId, [...urne, bulletin]);
  return ok(true);
}
