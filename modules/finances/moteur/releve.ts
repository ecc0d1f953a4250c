import { Jour } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { lireCentimesTapes, lireJourTape } from '#core/saisie.ts';
import { cleDeRecherche } from '#core/texte.ts';
import { chercher, lireTexte, type Noeud } from '#core/xml.ts';
import type { Colonnes, MouvementLu, RefusBanque, ReleveLu } from '../model-banque.ts';

export const MOUVEMENTS_AU_PLUS = 20_000;
const LIBELLE_AU_PLUS = 500;
/** `annule`: said before the words once the key is made, so that a line keeps the key it had before this was said. */
type Brut = Omit<MouvementLu, 'cle'> & { readonly annule?: boolean };

/** The same line has the same key in every file where it comes back: day, amount, words, and its rank among lines that say just the same. */
function avecCles(bruts: readonly Brut[], compte: string): readonly MouvementLu[] {
  const rangs = new Map<string, number>();
  return bruts.map(({ annule, ...m }) => {
    const base = [compte, m.jour, m.centimes, m.reference || cleDeRecherche(m.libelle)].join('|');
    const rang = rangs.get(base) ?? 0;
    rangs.set(base, rang + 1);
    return { ...m, libelle: `${annule ? 'Annulation : ' : ''}${m.libelle}`.slice(0, LIBELLE_AU_PLUS), cle: `${base}|${rang}` };
  });
}

const finir = (bruts: readonly Brut[], iban: string | undefined): Result<ReleveLu, RefusBanque> => {
  if (bruts.length === 0) return refuser({ code: 'releve_vide' });
  if (bruts.length > MOUVEMENTS_AU_PLUS) return refuser({ code: 'trop_de_mouvements' });
  return ok({ iban, mouvements: avecCles(bruts, iban ?? '') });
};

/** A decimal of ISO 20022 in cents (`+5`, `.50` and `5.` are decimals too); undefined when it is not one, or holds a fraction of a cent. */
function centimesIso(texte: string): number | undefined {
  const [, entier, suite = ''] = /^\+?(?=\.?\d)(\d{0,13})(?:\.(\d{0,5}))?$/.exec(texte) ?? [];
  if (entier === undefined || /[1-9]/.test(suite.slice(2))) return undefined;
  return Number(entier) * 100 + Number(suite.slice(0, 2).padEnd(2, '0'));
}

function signe(n: Noeud): 1 | -1 | undefined {
  const sens = lireTexte(n, 'CdtDbtInd');
  return sens === 'CRDT' ? 1 : sens === 'DBIT' ? -1 : undefined;
}
const premier = (...textes: readonly string[]): string => textes.find((t) => t !== '') ?? '';
/** BOOK in the older versions, Cd inside it in the newer ones. */
const comptabilisee = (n: Noeud): boolean => premier(lireTexte(n, 'Sts', 'Cd'), lireTexte(n, 'Sts')) === 'BOOK';

function lireEntree(n: Noeud, ligne: number): Result<Brut, RefusBanque> {
  const montant = chercher(n, 'Amt')[0];
  const devise = montant?.attributs['Ccy'] ?? '';
  if (devise !== 'EUR') return refuser({ code: 'devise_etrangere', devise });
  const [centimes, sens] = [centimesIso(montant?.texte ?? ''), signe(n)];
  if (centimes === undefined || !sens) return refuser({ code: 'montant_illisible', ligne, texte: montant?.texte ?? '' });
  // A day may carry its time zone: « 2026-11-05+01:00 ».
  const date = premier(lireTexte(n, 'BookgDt', 'Dt'), lireTexte(n, 'BookgDt', 'DtTm'), lireTexte(n, 'ValDt', 'Dt')).slice(0, 10);
  const jour = Jour.safeParse(date).data;
  if (!jour) return refuser({ code: 'jour_illisible', ligne, texte: date });
  const details = chercher(n, 'NtryDtls', 'TxDtls');
  // What undoes an entry keeps the parties of the entry undone: the other one stands on the other side.
  const annule = /^(true|1)$/.test(lireTexte(n, 'RvslInd'));
  const qui = (sens === 1) === annule ? 'Cdtr' : 'Dbtr';
  const tiers = [...new Set(details.map((d) => premier(lireTexte(d, 'RltdPties', qui, 'Nm'), lireTexte(d, 'RltdPties', qui, 'Pty', 'Nm'))).filter(Boolean))];
  const motifs = details.flatMap((d) => chercher(d, 'RmtInf', 'Ustrd').map((u) => u.texte));
  const reference = premier(lireTexte(n, 'AcctSvcrRef'), lireTexte(n, 'NtryRef'), ...details.map((d) => lireTexte(d, 'Refs', 'AcctSvcrRef')));
  const libelle = [...motifs, lireTexte(n, 'AddtlNtryInf')].filter(Boolean).join(' ') || premier(...tiers) || 'Mouvement';
  return ok({ jour, centimes: sens * centimes, libelle: libelle.slice(0, LIBELLE_AU_PLUS), annule, contrepartie: tiers.join(', ').slice(0, 140), reference: reference.slice(0, 100) });
}

const solde = (s: Noeud, code: string): number | undefined => {
  const b = chercher(s, 'Bal').find((x) => lireTexte(x, 'Tp', 'CdOrPrtry', 'Cd') === code);
  const [centimes, sens] = b ? [centimesIso(lireTexte(b, 'Amt')), signe(b)] : [undefined, undefined];
  return centimes === undefined || !sens ? undefined : centimes * sens;
};

/**
 * A bank statement CAMT.053 (versions 02 to 13 write these parts the same way, but for the status). Only what is booked and moves money is read; when
 * the statement gives both balances, they must agree with its lines. @source ISO 20022, camt.053.001
 */
export function lireCamt053(racine: Noeud): Result<ReleveLu, RefusBanque> {
  const releves = chercher(racine, 'BkToCstmrStmt', 'Stmt');
  if (racine.nom !== 'Document' || releves.length === 0) return refuser({ code: 'pas_un_camt053' });
  const ibans = new Set(releves.map((s) => lireTexte(s, 'Acct', 'Id', 'IBAN')).filter(Boolean));
  if (ibans.size > 1) return refuser({ code: 'autre_compte' });
  const bruts: Brut[] = [];
  for (const s of releves) {
    const avant = bruts.length;
    for (const n of chercher(s, 'Ntry').filter((e) => comptabilisee(e) && centimesIso(lireTexte(e, 'Amt')) !== 0)) {
      const lue = lireEntree(n, bruts.length + 1);
      if (!lue.ok) return lue;
      bruts.push(lue.valeur);
    }
    const [debut, fin] = [solde(s, 'OPBD') ?? solde(s, 'PRCD'), solde(s, 'CLBD')];
    if (debut !== undefined && fin !== undefined && debut + bruts.slice(avant).reduce((n, m) => n + m.centimes, 0) !== fin) return refuser({ code: 'solde_faux' });
  }
  return finir(bruts, [...ibans][0]);
}

/** Cells of a CSV; the separator is the one that the line of titles uses most. Quotes as in RFC 4180. */
export function lireTableau(texte: string): readonly (readonly string[])[] {
  const debut = texte.replace(/^\uFEFF/, '');
  const compter = (s: string): number => Math.max(...debut.split(/\r?\n/, 15).map((l) => l.split(s).length));
  const separateur = [';', '\t', ','].toSorted((a, b) => compter(b) - compter(a))[0] ?? ';';
  const lignes: string[][] = [[]];
  let [mot, dedans] = ['', false];
  const poser = (): void => { lignes.at(-1)?.push(mot.trim()); mot = ''; };
  for (let i = 0; i < debut.length; i++) {
    const c = debut[i] ?? '';
    if (dedans) {
      if (c !== '"') mot += c;
      else if (debut[i + 1] === '"') { mot += '"'; i++; } else dedans = false;
    } else if (c === '"' && mot.trim() === '') { dedans = true; mot = ''; } else if (c === separateur) poser();
    else if (c === '\n') { poser(); lignes.push([]); } else if (c !== '\r') mot += c;
  }
  poser();
  return lignes;
}

const CHAMPS = ['jour', 'libelle', 'montant', 'debit', 'credit', 'contrepartie', 'reference'] as const;
const MOTS: Readonly<Record<(typeof CHAMPS)[number], RegExp>> = { jour: /^(date( de)?( l)?( operation| comptable| comptabilisation| ecriture)?|date ?op|jour)$/, libelle: /libelle|label|operation|designation|nature/, montant: /^(montant|amount)/, debit: /^debit/, credit: /^credit/, contrepartie: /contrepartie|tiers|beneficiaire/, reference: /^reference/ };
const SANS_COLONNE: Colonnes = { jour: '', libelle: '', montant: '', debit: '', credit: '', contrepartie: '', reference: '' };

/** The line of titles: the first with three words or more. */
export const entetesDe = (table: readonly (readonly string[])[]): { readonly rang: number; readonly entetes: readonly string[] } | undefined => {
  const rang = table.findIndex((l) => l.filter(Boolean).length >= 3);
  const entetes = table[rang];
  return entetes && { rang, entetes };
};

/** Which column seems to say what, by its title: a proposal, that a person confirms once. */
export function devinerColonnes(entetes: readonly string[]): Colonnes {
  const libres = new Set(entetes.filter(Boolean));
  const lues = { ...SANS_COLONNE };
  for (const champ of CHAMPS) {
    const trouvee = [...libres].find((e) => MOTS[champ].test(cleDeRecherche(e)));
    if (trouvee === undefined) continue;
    lues[champ] = trouvee;
    libres.delete(trouvee);
  }
  return lues;
}

type Case = (c: keyof Colonnes) => string;
/** The amount of a line: its own column with its sign, or what came less what left. */
function montantDe(de: Case, colonnes: Colonnes): number | undefined {
  const lire = (t: string): number | undefined => (t === '' ? 0 : lireCentimesTapes(t.replace(/^\+/, '').replace(/EUR$/i, '').replace(/\.(?=\d{3}(\D|$))/g, '')));
  if (colonnes.montant !== '') return lire(de('montant'));
  const [debit, credit] = [lire(de('debit')), lire(de('credit'))];
  return debit === undefined || credit === undefined ? undefined : credit - Math.abs(debit);
}

/** The column that is asked for and is not there. */
function colonneAbsente(colonnes: Colonnes, entetes: readonly string[]): string | undefined {
  if (colonnes.jour === '' || colonnes.libelle === '') return 'date ou libellé';
  if (colonnes.montant === '' && colonnes.debit === '' && colonnes.credit === '') return 'montant';
  return CHAMPS.map((c) => colonnes[c]).find((c) => c !== '' && !entetes.includes(c));
}

function lireLigne(de: Case, colonnes: Colonnes, ligne: number): Result<Brut, RefusBanque> {
  const [jour, centimes] = [lireJourTape(de('jour')), montantDe(de, colonnes)];
  if (!jour) return refuser({ code: 'jour_illisible', ligne, texte: de('jour') });
  if (centimes === undefined || centimes === 0) return refuser({ code: 'montant_illisible', ligne, texte: premier(de('montant'), de('debit'), de('credit')) });
  return ok({ jour, centimes, libelle: (de('libelle') || 'Mouvement').slice(0, 500), contrepartie: de('contrepartie').slice(0, 140), reference: de('reference').slice(0, 100) });
}

/** The lines of a CSV by the columns that were told. A line without a day and without an amount is a note of the bank's, and is left out. */
export function lireCsv(texte: string, colonnes: Colonnes): Result<ReleveLu, RefusBanque> {
  const table = lireTableau(texte);
  const tete = entetesDe(table);
  if (!tete) return refuser({ code: 'csv_illisible' });
  const manque = colonneAbsente(colonnes, tete.entetes);
  if (manque !== undefined) return refuser({ code: 'csv_sans_colonne', colonne: manque });
  const bruts: Brut[] = [];
  for (const [i, l] of table.slice(tete.rang + 1).entries()) {
    const de: Case = (c) => (colonnes[c] === '' ? '' : (l[tete.entetes.indexOf(colonnes[c])] ?? ''));
    if (de('jour') === '' && de('montant') + de('debit') + de('credit') === '') continue;
    const lue = lireLigne(de, colonnes, tete.rang + i + 2);
    if (!lue.ok) return lue;
    bruts.push(lue.valeur);
  }
  return finir(bruts, undefined);
}
