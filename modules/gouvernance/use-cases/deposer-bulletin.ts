import { ok, refuser, type Result } from '#core/result.ts';
import type { Contexte } from '#server/contexte.ts';
import type { AssembleeId, BulletinSecret, PointId } from '../model.ts';
import { choixAdmis, largeurDuChoix } from '../moteur/aveugle.ts';
import { chargerAssemblee } from '../repository.ts';
import { chargerScrutin, chargerUrne, ecrireUrne, verrouillerUrne } from '../repository-scrutins.ts';
import type { RefusAssemblee } from '../rules.ts';
import { bulletinAuthentique } from './signer-bulletin.ts';

/**
 * Puts a signed ballot in the urn, from nobody: no session, no person, no journal. The urn is one sealed row rewritten in the order of
 * the random tokens, so that what it holds, and held, says nothing of who came when. The same ballot twice is one ballot.
 */
export async function deposerBulletin(ctx: Pick<Contexte, 'tx' | 'cpts'>, { id, pointId, bulletin, secret }: { id: AssembleeId; pointId: PointId; bulletin: BulletinSecret; secret: string }): Promise<Result<true, RefusAssemblee>> {
  // The urn is locked before its vote is read: a ballot never enters one that has just been counted.
  await verrouillerUrne(ctx, pointId);
  const a = await chargerAssemblee(ctx, id);
  const point = a?.points.find((p) => p.id === pointId);
  const scrutin = await chargerScrutin(ctx, pointId, secret);
  if (!point || !scrutin) return refuser({ code: 'point_inconnu' });
  if (point.statut !== 'ouvert' || !scrutin.cles) return refuser({ code: 'vote_ferme' });
  if (!choixAdmis(bulletin.choix, point) || !(await bulletinAuthentique(scrutin.clePublique, pointId, bulletin))) return refuser({ code: 'bulletin_faux' });
  const { scellement } = scrutin.cles;
  const urne = await chargerUrne(ctx, pointId, scellement);
  const meme = urne.find((b) => b.jeton === bulletin.jeton);
  if (meme) return meme.choix === bulletin.choix ? ok(true) : refuser({ code: 'bulletin_faux' });
  await ecrireUrne(ctx, pointId, { bulletins: [...urne, bulletin], scellement, largeur: largeurDuChoix(point) });
  return ok(true);
}
