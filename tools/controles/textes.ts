import { estCode, ligneDe } from './depot.ts';
import type { Controle, Fichier, Probleme } from './depot.ts';

type Motif = { readonly detail: string; readonly motif: RegExp; readonly concerne: (chemin: string) => boolean; readonly message: string };

const partout = (): boolean => true;

/** Built from pieces so that this file does not accuse itself. */
const A_FAIRE = new RegExp(`\\b(${['TO', 'FIX'].map((d, i) => d + ['DO', 'ME'][i]).join('|')}|X{3})\\b(?! *\\(#\\d+\\))`, 'g');

const MOTIFS: readonly Motif[] = [
  { detail: 'a-faire', motif: A_FAIRE, concerne: partout, message: 'Un reste à faire porte le numéro de son ticket, entre parenthèses : (#12).' },
  {
    detail: 'chemin-de-machine',
    motif: /(?<![\w.])\/(work|root|home\/[a-z]+|Users\/[A-Za-z]+)\/[\w.-]+/g,
    concerne: partout,
    message: 'Ce chemin n’existe que sur une machine : prenez une variable d’environnement ou un chemin du dépôt.',
  },
  { detail: 'suspension', motif: /@ts-(ignore|nocheck)\b/g, concerne: estCode, message: 'Réparez le type, ou écrivez @ts-expect-error avec sa raison.' },
  { detail: 'quelconque', motif: /\bas (any|never)\b|: any\b|<any>/g, concerne: estCode, message: 'Donnez le vrai type, ou « unknown » puis zod.' },
  { detail: 'conflit', motif: /^(<{7} |={7}$|>{7} )/gm, concerne: partout, message: 'Un conflit de fusion est resté dans le fichier.' },
];

/** The checks and their proofs quote what they forbid. */
const CONTROLES = /^tools\/(controles\/|programmes\.test\.ts)/;

/** What must never be written, whatever the file. */
export const textes: Controle = (fichiers) => fichiers.filter((f) => !CONTROLES.test(f.chemin)).flatMap(duFichier);

const duFichier = (f: Fichier): Probleme[] =>
  MOTIFS.filter((m) => m.concerne(f.chemin)).flatMap((m) =>
    [...f.contenu.matchAll(m.motif)].map((trouve) => ({ chemin: f.chemin, ligne: ligneDe(f.contenu, trouve.index), detail: m.detail, message: `${m.message} (${trouve[0].trim()})` })),
  );
