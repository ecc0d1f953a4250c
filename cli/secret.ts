import { existsSync, readFileSync } from 'node:fs';
import type { Secret } from '#db/sauvegarde-chiffre.ts';
import { SauvegardeRefusee } from '#db/sauvegarde-format.ts';

/** What every command that reads or writes a backup says of its secret. A phrase is not an option: the list of processes would show it. */
export const AIDE_SECRET = '  --cle FICHIER      le fichier de clé qui chiffre (32 octets de hasard ou plus)\n  MAILLAGE_PHRASE    ou, dans l’environnement, la phrase de passe qui chiffre (12 caractères ou plus)';

/** The secret of a backup, from the key file or the environment; undefined when neither is given. */
export function lireSecret(cle: string | undefined, env: NodeJS.ProcessEnv = process.env): Secret | undefined {
  if (cle !== undefined) {
    if (!existsSync(cle)) throw new SauvegardeRefusee(`Le fichier de clé ${cle} n’existe pas.`);
    return { cle: readFileSync(cle) };
  }
  return env['MAILLAGE_PHRASE'] ? { phrase: env['MAILLAGE_PHRASE'] } : undefined;
}
