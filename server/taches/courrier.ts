import { z } from 'zod';
import { descellerCourriel } from '../courriel.ts';
import { tacheInstance } from './registre.ts';

/** Sends one letter; a mail server that is away is tried again. */
export const tacheCourriel = tacheInstance({
  sujet: 'courriel',
  titre: 'Envoyer un courriel',
  schema: z.strictObject({ scelle: z.string() }),
  executer: ({ scelle }, { services }) => services.poste.envoyer(descellerCourriel(scelle, services.config.secret)),
});
