import { Jour } from '#core/jour.ts';
import { prevenir } from '#db/outbox.ts';
import type { PresenceConstatee } from '#modules/agenda/model.ts';
import type { Contexte } from '#server/contexte.ts';
import { creerTemps, exerciceClos } from '../repository.ts';
import { anneeDe, titreDeLaPresence } from '../rules.ts';

const MOYENS: Readonly<Record<PresenceConstatee['moyen'], string>> = { tap: 'présence confirmée par la personne', qr: 'code présenté à l’entrée', feuille: 'feuille d’émargement' };

/**
 * A presence becomes an entry to confirm; the person and the treasurer may refuse it. Told twice, it is written once. Nothing is proposed
 * in a closed year.
 */
export async function proposerTemps(ctx: Contexte, p: PresenceConstatee): Promise<void> {
  const jour = Jour.parse(p.jour);
  if (await exerciceClos(ctx, anneeDe(jour))) return;
  await creerTemps(ctx, {
    personneId: p.personne_id, statut: 'proposee', ...titreDeLaPresence(p.groupe), action: p.titre.slice(0, 200), jour,
    minutes: Math.min(1440, p.minutes), centimes: null, tauxId: null, preuve: MOYENS[p.moyen], origine: 'presence', cle: p.cle,
  });
  await prevenir(ctx, 'finances');
}
