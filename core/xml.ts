/** An element of an XML document, names without their prefix. `texte` is its own text, trimmed. */
export type Noeud = { readonly nom: string; readonly attributs: Readonly<Record<string, string>>; readonly enfants: readonly Noeud[]; readonly texte: string };

/** The elements found by a path of names from this one, in the order of the document. */
export const chercher = (n: Noeud, ...chemin: readonly string[]): readonly Noeud[] => chemin.reduce<readonly Noeud[]>((trouves, nom) => trouves.flatMap((t) => t.enfants.filter((e) => e.nom === nom)), [n]);

/** The text of the first element at this path; empty when there is none. */
export const lireTexte = (n: Noeud, ...chemin: readonly string[]): string => chercher(n, ...chemin)[0]?.texte ?? '';
