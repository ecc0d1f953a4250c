import { PresenceConstatee } from '#modules/agenda/model.ts';
import { proposerTemps } from '#modules/finances/use-cases/proposer-temps.ts';
import { tacheDeCpts } from './registre.ts';

/** What follows from having been there: a time to confirm. */
export const tachePresence = tacheDeCpts({ sujet: 'presence_constatee', titre: 'Proposer le temps d’une présence', schema: PresenceConstatee, traiter: (ctx, presence) => proposerTemps(ctx, presence) });
