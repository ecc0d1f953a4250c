import { ok, refuser, type Result } from '#core/result.ts';
import type { PersonneId } from '#core/tenancy.ts';
import { baseDesComptes } from '#server/authentification/base.ts';
import { ADRESSE_A_DONNER } from '#server/authentification/fournisseurs.ts';
import type { Services } from '#server/services.ts';
import type { RefusCompte, Theme } from '../model.ts';
import { delierIdentite, enregistrerTheme, fermerSessions, renommerPersonne, retirerCle } from '../repository.ts';

export type Moi = { readonly services: Services; readonly personneId: PersonneId; readonly courriel: string; readonly jeton: string };
type Issue = Result<true, RefusCompte>;

export const changerNom = ({ services, personneId }: Moi, nom: string): Promise<void> => renommerPersonne(baseDesComptes(services), personneId, nom, services.maintenant());
export const choisirTheme = ({ services, personneId }: Moi, theme: Theme): Promise<void> => enregistrerTheme(baseDesComptes(services), personneId, theme === 'auto' ? null : theme);

/** Closes one of one's own sessions; it is refused from its next request on. */
export const fermerUneSession = async ({ services, personneId }: Moi, id: string): Promise<Issue> =>
  (await fermerSessions(baseDesComptes(services), personneId, { id })) > 0 ? ok(true) : refuser({ code: 'introuvable' });
export const fermerLesAutres = ({ services, personneId, jeton }: Moi): Promise<number> => fermerSessions(baseDesComptes(services), personneId, { saufJeton: jeton });

export const oublierCle = async ({ services, personneId }: Moi, id: string): Promise<Issue> => ((await retirerCle(baseDesComptes(services), personneId, id)) ? ok(true) : refuser({ code: 'introuvable' }));

/** An account without an address of its own would be shut for ever. */
export async function delier({ services, personneId, courriel }: Moi, fournisseur: string): Promise<Issue> {
  if (courriel.endsWith(`@${ADRESSE_A_DONNER}`)) return refuser({ code: 'derniere_porte' });
  return (await delierIdentite(baseDesComptes(services), personneId, fournisseur)) ? ok(true) : refuser({ code: 'introuvable' });
}
