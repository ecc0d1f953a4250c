import type { Jour } from '#core/jour.ts';
import { type Ecriture, JOURNAUX } from './journal.ts';

/** The eighteen fields, in their order. @source LPF, art. A. 47 A-1, VII ; BOI-CF-IOR-60-40-20 */
export const CHAMPS_FEC = ['JournalCode', 'JournalLib', 'EcritureNum', 'EcritureDate', 'CompteNum', 'CompteLib', 'CompAuxNum', 'CompAuxLib', 'PieceRef', 'PieceDate', 'EcritureLib', 'Debit', 'Credit', 'EcritureLet', 'DateLet', 'ValidDate', 'Montantdevise', 'Idevise'] as const;

export const Separateurs = { tabulation: '\t', barre: '|' } as const;
export type Separateur = keyof typeof Separateurs;

/** A numbered entry. `valideeLe` is absent as long as the year is open: nothing is validated before it is closed. */
export type EcritureNumerotee = Ecriture & { readonly numero: number; readonly valideeLe: Jour | undefined };

const date = (j: Jour | undefined): string => (j === undefined ? '' : j.replaceAll('-', ''));
const montant = (centimes: number): string => `${Math.floor(centimes / 100)},${String(centimes % 100).padStart(2, '0')}`;
/** Both separators leave every text, whichever is used: the same fact reads the same in both files. */
const champ = (t: string): string => t.replace(/[|"\p{Cc}]/gu, ' ').replace(/ {2,}/g, ' ').trim();

/** A field that the article wants filled, when nothing of what was typed may stay in it. */
const dit = (t: string): string => champ(t) || '-';

/** The file as text: one line of names, then one line for each line of entry, CRLF at each end. */
export function ecrireFec(ecritures: readonly EcritureNumerotee[], separateur: Separateur): string {
  const s = Separateurs[separateur];
  const lignes = ecritures.flatMap((e) => e.lignes.map((l) => [
    e.journal, JOURNAUX[e.journal], String(e.numero), date(e.jour), l.compte, dit(l.compteLibelle), champ(l.aux), champ(l.auxLibelle) || champ(l.aux), dit(e.piece), date(e.pieceLe), dit(e.libelle), montant(l.debit), montant(l.credit), '', '', date(e.valideeLe), '', '',
  ].join(s)));
  return [CHAMPS_FEC.join(s), ...lignes].map((l) => `${l}\r\n`).join('');
}

/** Numbers the entries one after the other, from 1. */
export const numeroter = (ecritures: readonly Ecriture[]): readonly EcritureNumerotee[] => ecritures.map((e, i) => ({ ...e, numero: i + 1, valideeLe: undefined }));

/** Where ISO 8859-15 parts from ISO 8859-1. */
const LATIN_9: ReadonlyMap<string, number> = new Map([['€', 0xa4], ['Š', 0xa6], ['š', 0xa8], ['Ž', 0xb4], ['ž', 0xb8], ['Œ', 0xbc], ['œ', 0xbd], ['Ÿ', 0xbe]]);
const PRIS: ReadonlySet<number> = new Set(LATIN_9.values());
const PROCHES: ReadonlyMap<string, string> = new Map([['’', "'"], ['‘', "'"], ['“', '"'], ['”', '"'], ['–', '-'], ['—', '-'], ['…', '...'], ['\u202f', ' '], ['\u2009', ' ']]);

/** Bytes of ISO 8859-15, one of the sets that the article allows. What has no place in it loses its accent, or becomes a question mark. */
export function enLatin9(texte: string): Uint8Array<ArrayBuffer> {
  const octets: number[] = [];
  const poser = (c: string): boolean => {
    const [propre, code] = [LATIN_9.get(c), c.codePointAt(0) ?? 0];
    if (propre !== undefined) octets.push(propre);
    else if (code < 0x100 && !PRIS.has(code)) octets.push(code);
    else return false;
    return true;
  };
  for (const c of texte.normalize('NFC')) {
    if (poser(c)) continue;
    const proche = PROCHES.get(c) ?? c.normalize('NFD').replace(/\p{M}/gu, '');
    if (proche === c || ![...proche].every(poser)) octets.push(0x3f);
  }
  return Uint8Array.from(octets);
}

/** @source LPF, art. A. 47 A-1, IX: SIREN, then FEC, then the closing day. Nine zeros when the CPTS has not told its SIREN. */
export const nomDuFec = (p: { readonly siren: string | null; readonly cloture: Jour; readonly poste: string | null; readonly provisoire: boolean }): string => `${p.siren ?? '000000000'}FEC${date(p.cloture)}${p.poste === null ? '' : `-${p.poste}`}${p.provisoire ? '-provisoire' : ''}.txt`;
