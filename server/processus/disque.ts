import { sep } from 'node:path';

/** What the system says of the folder of the data or of a disk, in a sentence with what to do; undefined for other files, and for what is no matter of files. */
export function phraseDuDisque(e: unknown, donnees: string): string | undefined {
  if (!(e instanceof Error && 'code' in e)) return undefined;
  const chemin = 'path' in e && typeof e.path === 'string' ? e.path : undefined;
  // The folder itself, what it holds, or one on the way to it.
  const ou = chemin !== undefined && (`${donnees}${sep}`.startsWith(`${chemin}${sep}`) || chemin.startsWith(`${donnees}${sep}`)) ? chemin : undefined;
  switch (e.code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return ou && `Impossible d’écrire dans ${ou} : ce compte n’en a pas le droit. Donnez-le-lui, ou gardez les données ailleurs, par exemple MAILLAGE_DATA=~/maillage npm start.`;
    case 'EEXIST':
    case 'ENOTDIR':
      return ou && `${ou} n’est pas un dossier : MAILLAGE_DATA doit en nommer un, ou un dossier à créer.`;
    case 'ENOSPC':
      return `Le disque est plein${ou ? ` (${ou})` : ''} : libérez de la place, ou gardez les données ailleurs avec MAILLAGE_DATA.`;
    default:
      return undefined;
  }
}
