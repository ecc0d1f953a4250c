import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleDeRecherche } from '#core/texte.ts';
import { ENTETE, unFichier, unProfessionnel } from '../builders.ts';
import { lireEnTete } from './colonnes.ts';
import { creerExtraction } from './extraction.ts';
import { creerInterneur } from './interneur.ts';
import { creerDecoupeur, type FauteDeLigne, utf8Valide } from './lignes.ts';
import { departementDuCode } from './lieux.ts';
import { cleEnOctets, decoder } from './tampon.ts';

type Lu = { activites: string[][]; structures: string[][]; personnes: string[][]; mots: string[][]; bilan: ReturnType<ReturnType<typeof creerExtraction>['bilan']>; fautes: [number, FauteDeLigne][] };

const enLignes = (t: Uint8Array): string[][] => Buffer.from(t).toString('utf8').split('\n').filter(Boolean).map((l) => l.split('\t'));

async function lire(texte: string | Buffer, { tranche = 1 << 16, departements }: { tranche?: number; departements?: string[] } = {}): Promise<Lu> {
  const octets = Buffer.from(texte);
  const fin = octets.indexOf(10);
  const entete = lireEnTete(octets.toString('utf8', 0, fin));
  if ('code' in entete) throw new Error(entete.code);
  const fautes: [number, FauteDeLigne][] = [];
  const e = creerExtraction({ entete, ...(departements ? { departements } : {}), resoudre: (commune) => (commune === '' ? undefined : { commune, deduite: false }), prevus: 16 });
  const d = creerDecoupeur(entete.nombre, e.surLigne, (n, f) => fautes.push([n, f]), 2);
  for (let i = fin + 1; i < octets.length; i += tranche) d.lire(octets.subarray(i, i + tranche));
  d.finir();
  const personnes: Buffer[] = [];
  const mots: Buffer[] = [];
  await e.rendrePersonnes(async (t) => void personnes.push(Buffer.from(t)));
  await e.rendreMots(async (t) => void mots.push(Buffer.from(t)));
  return { activites: enLignes(e.activites.prendre()), structures: enLignes(e.structures.prendre()), personnes: enLignes(Buffer.concat(personnes)), mots: enLignes(Buffer.concat(mots)), bilan: e.bilan(), fautes };
}

describe('lecture de l’extraction', () => {
  test('une personne qui exerce en trois lieux compte pour une personne et trois activités', async () => {
    const lu = await lire(unFichier([unProfessionnel(1), unProfessionnel(2), unProfessionnel(1, { 'Identifiant technique de la structure': 'FIC2' }), unProfessionnel(1, { 'Code commune (coord. structure)': '09225', 'Identifiant technique de la structure': 'FIC3' })]));
    expect(lu.bilan).toMatchObject({ lignes: 4, personnes: 2, activites: 4, structures: 4, ecartees: 0 });
    expect(lu.personnes.find((p) => p[0] === '0')?.[11]).toBe('3');
    expect(lu.activites.map((a) => a[0])).toEqual(['0', '1', '0', '0']);
    expect(lu.activites[3]?.[3]).toBe('09225');
  });

  test('les lignes fautives sont signalées avec leur numéro dans le fichier, les autres sont lues', async () => {
    const lignes = [unProfessionnel(1), 'une ligne coupée|en deux', unProfessionnel(2), `${unProfessionnel(3)}|en|trop`, unProfessionnel(4).replace('EXEMPLE', 'EXE\0MPLE'), unProfessionnel(5)];
    const lu = await lire(unFichier(lignes));
    expect(lu.fautes).toEqual([[3, 'champs_manquants'], [5, 'champs_en_trop'], [6, 'octet_nul']]);
    expect(lu.bilan.personnes).toBe(3);
  });

  test('une ligne en Windows-1252 au milieu d’un fichier UTF-8 est signalée', async () => {
    const lu = await lire(Buffer.concat([Buffer.from(unFichier([unProfessionnel(1)])), Buffer.from(`${unProfessionnel(2, { "Prénom d'exercice": 'Hélène' })}\n`, 'latin1'), Buffer.from(`${unProfessionnel(3)}\n`)]));
    expect(lu.fautes).toEqual([[3, 'pas_utf8']]);
    expect(lu.bilan.personnes).toBe(2);
  });

  test('le résultat ne dépend ni de l’ordre des colonnes, ni du découpage du flux, ni des fins de ligne', async () => {
    const lignes = [unProfessionnel(1), unProfessionnel(2, { "Nom d'exercice": 'ÉTIENNE-ŒUVRARD', 'Raison sociale site': 'A\\B\tC' }), unProfessionnel(3)];
    const droit = await lire(unFichier(lignes));
    const melange = [...ENTETE].reverse();
    const inverse = lignes.map((l) => `${l.split('|').slice(0, 56).reverse().join('|')}|`);
    for (const autre of [await lire(unFichier(lignes), { tranche: 7 }), await lire(unFichier(inverse, melange)), await lire(unFichier(lignes).replaceAll('\n', '\r\n')), await lire(unFichier(lignes).trimEnd())]) {
      expect(autre).toEqual(droit);
    }
    expect(droit.personnes.find((p) => p[0] === '1')?.[10]).toBe('etienne oeuvrard claude');
    expect(droit.structures[1]?.[5]).toBe('A\\\\B C');
  });

  test('la même chose dans un autre ordre a la même empreinte ; un mot changé en a une autre', async () => {
    const lignes = [1, 2, 3, 4].map((n) => unProfessionnel(n));
    const [a, b] = [await lire(unFichier(lignes)), await lire(unFichier(lignes.toReversed()))];
    expect(b.bilan.empreinte).toBe(a.bilan.empreinte);
    for (const champ of ["Nom d'exercice", 'Code savoir-faire', 'Code commune (coord. structure)', 'Téléphone (coord. structure)', 'Code mode exercice']) {
      const c = await lire(unFichier([...lignes.slice(1), unProfessionnel(1, { [champ]: '99' })]));
      expect(c.bilan.empreinte, champ).not.toBe(a.bilan.empreinte);
    }
  });

  test('seuls les départements demandés sont gardés', async () => {
    const lu = await lire(unFichier([unProfessionnel(1), unProfessionnel(2, { 'Code Département (structure)': '64', 'Code commune (coord. structure)': '64445' }), unProfessionnel(3, { 'Code Département (structure)': '', 'Code commune (coord. structure)': '' })]), { departements: ['09'] });
    expect(lu.bilan).toMatchObject({ lignes: 3, ecartees: 1, personnes: 2 });
  });
});

test('le département d’un code ou d’un code postal', () => {
  expect([['2A004', ''], ['97411', ''], ['', '20000'], ['', '20200'], ['', '97400'], ['', '09140'], ['', 'BT47']].map(([c = '', p = '']) => departementDuCode(c, p))).toEqual(['2A', '974', '2A', '2B', '974', '09', '']);
});

test('la clé en octets est celle des pages, quel que soit le nom', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('A', 'é', 'Œ', ' ', '-', '’', 'z', '9', 'ß', 'Ü', 'ł', '𝒜') }), (nom) => {
      const o = Buffer.from(nom);
      const vers = new Uint8Array(o.length * 3 + 16);
      expect(Buffer.from(vers.subarray(0, cleEnOctets(o, 0, o.length, vers, 0))).toString()).toBe(cleDeRecherche(nom));
    }),
  );
});

test('utf8Valide juge comme le décodeur de la plateforme', () => {
  const juge = (o: Uint8Array): boolean => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(o);
      return true;
    } catch {
      return false;
    }
  };
  fc.assert(fc.property(fc.uint8Array({ maxLength: 8 }), (o) => void expect(utf8Valide(o, 0, o.length)).toBe(juge(o))), { numRuns: 3000 });
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (s) => {
    const o = Buffer.from(s.toWellFormed());
    expect(utf8Valide(o, 0, o.length)).toBe(true);
    expect(decoder(o, 0, o.length)).toBe(s.toWellFormed());
  }));
});

test('un interneur numérote comme une table de hachage ordinaire', () => {
  fc.assert(fc.property(fc.array(fc.string({ maxLength: 3 }), { maxLength: 300 }), (mots) => {
    const i = creerInterneur(2, 2);
    const modele = new Map<string, number>();
    for (const m of mots) {
      const o = Buffer.from(m.toWellFormed());
      const cle = o.toString('hex');
      const n = i.interner(o, 0, o.length);
      const connu = modele.get(cle);
      expect(n).toBe(connu === undefined ? -1 - modele.size : connu);
      if (connu === undefined) modele.set(cle, modele.size);
      expect(Buffer.from(i.octetsDe(modele.get(cle) ?? 0)).toString('hex')).toBe(cle);
    }
  }));
});

const donnees = process.env.MAILLAGE_DONNEES;
const synthetique = `${donnees}/rpps_synthetique/PS_LibreAcces_Personne_activite_SYNTHETIQUE_09_64.txt.gz`;
describe.runIf(donnees && existsSync(synthetique))('extraction synthétique de l’Ariège et des Pyrénées-Atlantiques (MAILLAGE_DONNEES)', () => {
  test('7 491 activités de 7 202 professionnels, comme le dit sa notice', async () => {
    const lu = await lire(gunzipSync(readFileSync(synthetique)));
    expect(lu.bilan).toMatchObject({ lignes: 7491, activites: 7491, personnes: 7202 });
    expect(lu.fautes).toEqual([]);
  });
});
