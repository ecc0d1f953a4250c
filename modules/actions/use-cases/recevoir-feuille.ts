import { Jour } from '#core/jour.ts';
import { refuser, type Result } from '#core/result.ts';
import { prevenir } from '#db/outbox.ts';
import type { FeuilleDeposee } from '#modules/agenda/model.ts';
import type { Contexte } from '#server/contexte.ts';
import type { RefusPreuve } from '../labels-preuves.ts';
import { FicheId } from '../model.ts';
import type { PreuveId, SaisiePreuve } from '../model-preuves.ts';
import { listerFeuilles } from '../queries-preuves.ts';
import { reunionConnue } from '../queries-reunions.ts';
import { garderFeuille, noterFeuilleVersee } from '../repository-preuves.ts';
import { verserFeuilles } from './lier-reunion.ts';
import { verserPreuve } from './verser-preuve.ts';

/** The signed sheet of a meeting proves the action that the meeting works for; without one it waits until somebody says what it proves. */
export async function recevoirFeuille(ctx: Contexte, f: FeuilleDeposee): Promise<void> {
  await garderFeuille(ctx, { cle: f.cle, titre: f.titre, jour: f.jour, fichierId: f.fichier_id, empreinte: f.empreinte });
  const fiche = (await reunionConnue(ctx, f.reunion_id))?.fiche;
  if (fiche) await verserFeuilles(ctx, { reunionId: f.reunion_id, ficheId: FicheId.parse(fiche), par: f.par });
  await prevenir(ctx, 'actions');
}

/** Ties a received sheet to a line of the contract or to an action: the same file, the same hash, never sent twice. */
export async function verserFeuille(ctx: Contexte, id: string, s: Pick<SaisiePreuve, 'cible' | 'fiche'>): Promise<Result<PreuveId, RefusPreuve>> {
  const [feuille] = /^[0-9a-f-]{36}$/.test(id) ? await listerFeuilles(ctx, id) : [];
  if (!feuille) return refuser({ code: 'preuve_inconnue' });
  const issue = await verserPreuve(ctx, { ...s, genre: 'emargement', titre: feuille.titre.slice(0, 200), le: Jour.parse(feuille.jour), lien: undefined, nombre: undefined, depose: { id: feuille.fichierId, empreinte: feuille.empreinte } });
  if (issue.ok) await noterFeuilleVersee(ctx, id);
  return issue;
}
