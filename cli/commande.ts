/** Where a command writes: `ecrire` is its result, `dire` what it tells meanwhile or when it refuses. */
export type Sortie = { readonly ecrire: (texte: string) => void; readonly dire: (texte: string) => void };

/**
 * A command of `maillage`. Its file is its name: `cli/commandes/territoire-resumer.ts` is `maillage territoire resumer`.
 * `executer` returns the exit code: 0 done, 1 refused (said in one French sentence), 2 the call's words are off.
 */
export type Commande = {
  readonly resume: string;
  readonly aide: string;
  readonly executer: (args: readonly string[], sortie: Sortie) => Promise<number>;
};
