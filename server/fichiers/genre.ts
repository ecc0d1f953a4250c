import { refuser, ok, type Result } from '#core/result.ts';

/** The most that a deposited file may weigh, in bytes. */
export const OCTETS_MAX = 20 * 1024 * 1024;

/** Files people deposit, by the end of their name: their media type, and how their first bytes look. */
const GENRES = {
  pdf: { type: 'application/pdf', debute: (o: Buffer) => o.subarray(0, 1024).includes('%PDF-') },
  png: { type: 'image/png', debute: (o: Buffer) => o.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) },
  jpg: { type: 'image/jpeg', debute: (o: Buffer) => o[0] === 0xff && o[1] === 0xd8 && o[2] === 0xff },
  webp: { type: 'image/webp', debute: (o: Buffer) => o.toString('latin1', 0, 4) === 'RIFF' && o.toString('latin1', 8, 12) === 'WEBP' },
  heic: { type: 'image/heic', debute: (o: Buffer) => /^ftyp(heic|heix|mif1|msf1|hevc)/.test(o.toString('latin1', 4, 12)) },
  docx: { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', debute: estZip },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', debute: estZip },
  pptx: { type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation', debute: estZip },
  odt: { type: 'application/vnd.oasis.opendocument.text', debute: estZip },
  ods: { type: 'application/vnd.oasis.opendocument.spreadsheet', debute: estZip },
  csv: { type: 'text/csv', debute: estTexte },
  txt: { type: 'text/plain', debute: estTexte },
  ics: { type: 'text/calendar', debute: estTexte },
  xml: { type: 'application/xml', debute: estTexte },
} as const satisfies Record<string, { type: string; debute: (o: Buffer) => boolean }>;

function estZip(o: Buffer): boolean {
  return o[0] === 0x50 && o[1] === 0x4b && (o[2] === 3 || o[2] === 5);
}
/** Text has no null byte at its beginning; its encoding is the reader's business. */
function estTexte(o: Buffer): boolean {
  return !o.subarray(0, 4096).includes(0);
}

export type Extension = keyof typeof GENRES;
/** For the `accept` of a file field. */
export const extensionsAdmises = (...voulues: readonly Extension[]): string => (voulues.length > 0 ? voulues : (Object.keys(GENRES) as Extension[])).map((e) => `.${e}`).join(',');

export type RefusFichier =
  | { readonly code: 'fichier_absent' }
  | { readonly code: 'fichier_trop_lourd'; readonly octets: number; readonly maximum: number }
  | { readonly code: 'fichier_de_genre_inconnu'; readonly nom: string; readonly admis: string }
  | { readonly code: 'fichier_mal_nomme'; readonly nom: string; readonly extension: string };

const NOM_MAX = 150;

/** A name without folders nor control characters, cut before its ending when it is too long. */
export function nomPropre(nom: string): string {
  const dernier = nom.split(/[/\\]/).at(-1) ?? '';
  const net = dernier.replace(/[\p{Cc}\p{Cf}"<>|:*?]+/gu, ' ').replace(/ {2,}/g, ' ').trim();
  const point = net.lastIndexOf('.');
  const fin = point > 0 ? net.slice(point) : '';
  return net.length <= NOM_MAX ? net : `${net.slice(0, NOM_MAX - fin.length - 1)}…${fin}`;
}

/** The kind of a file, by the end of its name, checked against its first bytes: a page of HTML named `.pdf` is refused. */
export function reconnaitre(nom: string, contenu: Buffer, admises?: readonly Extension[]): Result<{ readonly nom: string; readonly type: string }, RefusFichier> {
  if (contenu.length === 0) return refuser({ code: 'fichier_absent' });
  if (contenu.length > OCTETS_MAX) return refuser({ code: 'fichier_trop_lourd', octets: contenu.length, maximum: OCTETS_MAX });
  const propre = nomPropre(nom);
  const extension = /\.([a-z0-9]+)$/i.exec(propre)?.[1]?.toLowerCase().replace('jpeg', 'jpg') ?? '';
  const genre = Object.hasOwn(GENRES, extension) ? GENRES[extension as Extension] : undefined;
  if (!genre || (admises && !admises.includes(extension as Extension))) return refuser({ code: 'fichier_de_genre_inconnu', nom: propre, admis: extensionsAdmises(...(admises ?? [])).replaceAll(',', ', ') });
  return genre.debute(contenu) ? ok({ nom: propre, type: genre.type }) : refuser({ code: 'fichier_mal_nomme', nom: propre, extension });
}

const mega = (octets: number): string => `${(octets / 1024 / 1024).toLocaleString('fr-FR', { maximumFractionDigits: 1 })}\u00a0Mo`;

export function phraseRefusFichier(r: RefusFichier): string {
  switch (r.code) {
    case 'fichier_absent':
      return 'Choisissez un fichier : celui-ci est vide ou absent.';
    case 'fichier_trop_lourd':
      return `Ce fichier pèse ${mega(r.octets)} : au plus ${mega(r.maximum)}. Réduisez-le, ou déposez-le en plusieurs fois.`;
    case 'fichier_de_genre_inconnu':
      return `« ${r.nom} » n’est pas d’un genre admis ici (${r.admis}).`;
    case 'fichier_mal_nomme':
      return `« ${r.nom} » se termine par .${r.extension} mais n’en est pas un : ouvrez-le dans son logiciel et enregistrez-le de nouveau.`;
  }
}
