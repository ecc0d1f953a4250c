import { z } from 'zod';
import { recevoirFeuille } from '#modules/actions/use-cases/recevoir-feuille.ts';
import { FeuilleDeposee, PresenceConstatee } from '#modules/agenda/model.ts';
import { Jour } from '#core/jour.ts';
import { rappelerDeclarations } from '#modules/gouvernance/use-cases/rappeler-declarations.ts';
import { clorePouls, ouvrirPouls } from '#modules/gouvernance/use-cases/tenir-pouls.ts';
import { proposerTemps } from '#modules/finances/use-cases/proposer-temps.ts';
import { depuisDe } from './depuis.ts';
import { tacheDeCpts } from './registre.ts';

/** What follows from having been there: a time to confirm, and three questions on how it went. */
export const tachePresence = tacheDeCpts({ sujet: 'presence_constatee', titre: 'Proposer le temps d’une présence', schema: PresenceConstatee, traiter: async (ctx, presence, _cle, services) => {
  await ouvrirPouls(ctx, { objet: 'reunion', objetId: presence.reunion_id, titre: presence.titre, jour: Jour.parse(presence.jour), invites: [presence.personne_id] }, services.config.secret);
  return proposerTemps(ctx, presence);
} });

/** Every night the pulses whose days are over become counts, or nothing. */
export const tachePouls = tacheDeCpts({ sujet: 'pouls_chaque_jour', titre: 'Clore les questions d’après réunion', cadence: { cron: '25 4 * * *', portee: 'cpts' }, unique: true, schema: z.object({}), traiter: async (ctx, _charge, _cle, services) => clorePouls(ctx, services.config.secret) });

/** Each morning: what has to be told to the préfecture, when its term comes near. */
export const tacheDeclarations = tacheDeCpts({ sujet: 'declarations_chaque_jour', titre: 'Rappeler les déclarations à la préfecture', cadence: { cron: '20 7 * * *', portee: 'cpts' }, unique: true, schema: z.object({}), traiter: async (ctx, _charge, _cle, services) => { await rappelerDeclarations(ctx, await depuisDe(ctx, services)); } });

/** The signed sheet becomes evidence to tie. */
export const tacheFeuille = tacheDeCpts({ sujet: 'feuille_deposee', titre: 'Garder la feuille signée parmi les preuves', schema: FeuilleDeposee, traiter: (ctx, feuille) => recevoirFeuille(ctx, feuille) });
