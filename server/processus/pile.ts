/** What was opened, to be closed in the reverse order: at the end, or at once when the start fails half-way. */
export type Pile = { readonly ajouter: (nom: string, fermer: () => unknown) => void; readonly fermer: () => Promise<void> };

type Options = { readonly arret?: AbortSignal; readonly dire?: (ligne: string) => void; readonly patienceMs?: number };

/**
 * Each thing has a bounded time to close (10 s), and one that fails or hangs is named without keeping the next from closing:
 * the database, opened first, is always reached. When `arret` is asked for, the next thing opened throws, and is closed with the others.
 */
export function pile({ arret, dire = () => {}, patienceMs = 10_000 }: Options = {}): Pile {
  const fermetures: { nom: string; fermer: () => unknown }[] = [];
  const fermerUne = async ({ nom, fermer }: { nom: string; fermer: () => unknown }): Promise<void> => {
    let minuterie: NodeJS.Timeout | undefined;
    const trop = new Promise<never>((_, echec) => {
      minuterie = setTimeout(() => echec(new Error(`toujours ouvert après ${patienceMs / 1000} s`)), patienceMs);
    });
    try {
      await Promise.race([(async () => fermer())(), trop]);
    } catch (e) {
      dire(`Arrêt : ${nom} — ${e instanceof Error ? e.message : String(e)}`);
    } finally {
      clearTimeout(minuterie);
    }
  };
  return {
    ajouter: (nom, fermer) => {
      fermetures.push({ nom, fermer });
      arret?.throwIfAborted();
    },
    fermer: async () => {
      for (let f = fermetures.pop(); f; f = fermetures.pop()) await fermerUne(f);
    },
  };
}
