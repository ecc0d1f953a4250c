import { creerRangees } from './binaire.ts';
import type { EnTete } from './colonnes.ts';
import { creerInterneur, fnv, octets } from './interneur.ts';
import type { Ligne } from './lignes.ts';
import { decoder, poserAscii } from './tampon.ts';

export type Resolution = { readonly commune: string; readonly deduite: boolean };
export type Reglages = {
  readonly entete: EnTete;
  /** Keeps only activities of these départements; all when absent. */
  readonly departements?: readonly string[];
  /** The present commune of an address: an old code becomes the new one, a missing one is found by postal code and name. */
  readonly resoudre: (commune: string, codePostal: string, bureau: string) => Resolution | undefined;
  /** Persons expected, to size the arrays. */
  readonly prevus?: number;
};

export type Lieux = {
  readonly aucun: number;
  readonly deLaLigne: (l: Ligne) => number;
  readonly departement: (lieu: number) => string;
  readonly connu: (lieu: number) => boolean;
  readonly deduit: (lieu: number) => boolean;
  /** Fields commune, département, deduced or not. */
  readonly ecrit: (lieu: number) => Uint8Array;
  /** Number of its commune among `communes`, -1 when unknown. */
  readonly commune: (lieu: number) => number;
  readonly communes: () => readonly string[];
  readonly hachage: (lieu: number) => number;
};

/** Département of an INSEE code, else of a postal code: overseas on three characters, Corsica 2A/2B. */
export function departementDuCode(commune: string, codePostal: string): string {
  if (commune !== '') return commune.startsWith('97') || commune.startsWith('98') ? commune.slice(0, 3) : commune.slice(0, 2);
  if (!/^\d{5}$/.test(codePostal)) return '';
  if (codePostal.startsWith('97') || codePostal.startsWith('98')) return codePostal.slice(0, 3);
  if (codePostal.startsWith('20')) return codePostal < '20200' ? '2A' : '2B';
  return codePostal.slice(0, 2);
}

const enOctets = (s: string): Uint8Array => {
  const t = octets(s.length);
  poserAscii(s, t, 0);
  return t;
};

/** Places, each resolved once however many structures it has. */
export function creerLieux({ entete, resoudre }: Reglages): Lieux {
  const cles = creerInterneur(65_536, 28);
  const cle = octets(2048);
  const rangs = [entete.rang.commune, entete.rang.codePostal, entete.rang.bureau, entete.rang.departement];
  const departements: string[] = [];
  const ecrits: Uint8Array[] = [];
  const communes: string[] = [];
  const numeros = new Map<string, number>();
  const communeDe: number[] = [];
  const etats: number[] = [];
  const hachages: number[] = [];

  const retenir = (lieu: number, r: Resolution | undefined, departement: string): void => {
    departements[lieu] = departement;
    const [c, d] = [enOctets(r?.commune ?? ''), enOctets(departement)];
    const t = creerRangees(0, 64);
    t.champ(c, 0, c.length);
    t.champ(d, 0, d.length);
    t.booleen(r?.deduite === true);
    ecrits[lieu] = t.prendre();
    etats[lieu] = r ? (r.deduite ? 2 : 1) : 0;
    hachages[lieu] = fnv(c, 0, c.length);
    communeDe[lieu] = r ? (numeros.get(r.commune) ?? communes.push(r.commune) - 1) : -1;
    if (r) numeros.set(r.commune, communeDe[lieu]);
  };
  const aucun = -1 - cles.interner(cle, 0, 0);
  retenir(aucun, undefined, '');

  const juger = ({ tampon, bornes }: Ligne, lieu: number): void => {
    const [commune = '', codePostal = '', bureau = '', departement = ''] = rangs.map((rang) => (rang < 0 ? '' : decoder(tampon, (bornes[rang] as number) + 1, bornes[rang + 1] as number)));
    const r = resoudre(commune, codePostal, bureau);
    const dit = /^[0-9AB]{1,3}$/.test(departement) ? departement.padStart(2, '0') : departementDuCode(r?.commune ?? commune, codePostal);
    retenir(lieu, r, /^[0-9AB]{0,5}$/.test(dit) ? dit : '');
  };

  return {
    aucun,
    deLaLigne: (l) => {
      const { tampon, bornes } = l;
      let n = 0;
      for (let k = 0; k < rangs.length; k++) {
        const rang = rangs[k] as number;
        if (rang >= 0) for (let i = (bornes[rang] as number) + 1, f = bornes[rang + 1] as number; i < f && n < 2000; i++) cle[n++] = tampon[i] as number;
        cle[n++] = 124;
      }
      const k = cles.interner(cle, 0, n);
      if (k >= 0) return k;
      juger(l, -1 - k);
      return -1 - k;
    },
    departement: (k) => departements[k] ?? '',
    connu: (k) => etats[k] !== 0,
    deduit: (k) => etats[k] === 2,
    ecrit: (k) => ecrits[k] as Uint8Array,
    commune: (k) => communeDe[k] as number,
    communes: () => communes,
    hachage: (k) => hachages[k] ?? 0,
  };
}
