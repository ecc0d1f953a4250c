import { Courriel } from '../courriel.ts';
import { tacheInstance } from './registre.ts';

/** Sends one letter; a mail server that is away is tried again, an address that cannot be is not. */
export const tacheCourriel = tacheInstance({ sujet: 'courriel', titre: 'Envoyer un courriel', schema: Courriel, executer: (courriel, { services }) => services.poste.envoyer(courriel) });
