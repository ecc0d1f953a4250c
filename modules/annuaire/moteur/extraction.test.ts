import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleDeRecherche } from '#core/texte.ts';
import { ENTETE, unFichier, unProfessionnel } from '../builders.ts';
import { lireEnTete } from './colonnes.ts';
import { creerExtraction, type TableFinale } from './extraction.ts';
import { creerInterneur } from './interneur.ts';
import { creerDecoupeur, type FauteDeLigne, utf8Valide } from './lignes.ts';
import { departementDuCode } from './lieux.ts';
import { cleEnOctets, decoder } from './tampon.ts';

type Lu = { activites: string[][]; structures: string[][]; personnes: string[][]; mots: string[][]; presences: string[][]; equipes: string[][]; profils: string[][]; bilan: ReturnType<ReturnType<typeof creerExtraction>['bilan']>; fautes: [number, FauteDeLigne][] };

/** Rows of `copy … (format binary)` as text, by the letter of each column: text, int4, int8, boolean, list of int4. Written from the PostgreSQL documentation, apart from what writes them. */
function enLignes(o: Buffer, types: string): string[][] {
  const lignes: string[][] = [];
  const champ = (type: string, v: Buffer): string => {
    if (type === 't') return v.toString('utf8');
    if (type === 'i') return String(v.readInt32BE(0));
    if (type === 'l') return String(v.readBigInt64BE(0));
    if (type === 'b') return v[0] === 1 ? 't' : 'f';
    expect(v.readInt32BE(8)).toBe(23);
    if (v.readInt32BE(0) === 0) return '{}';
    const elements: string[] = [];
    let p = 20;
    for (let k = 0; k < v.readInt32BE(12); k++) {
      const taille = v.readInt32BE(p);
      elements.push(taille < 0 ? 'NULL' : String(v.readInt32BE(p + 4)));
      p += 4 + Math.max(0, taille);
    }
    expect([v.readInt32BE(4), p]).toEqual([elements.includes('NULL') ? 1 : 0, v.length]);
    return `{${elements.join()}}`;
  };
  for (let p = 0; p < o.length; ) {
    expect(o.readInt16BE(p)).toBe(types.length);
    p += 2;
    lignes.push([...types].map((type) => {
      const taille = o.readInt32BE(p);
      p += 4;
      if (taille < 0) return '';
      p += taille;
      return champ(type, o.subarray(p - taille, p));
    }));
  }
  return lignes;
}

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
  const structures = enLignes(Buffer.from(e.structures.prendre()), `i${'t'.repeat(16)}ttbt`);
  const bilan = e.bilan();
  const tables = e.achever();
  const table = async (nom: TableFinale, types: string): Promise<string[][]> => {
    const morceaux: Buffer[] = [];
    await tables[nom](async (t) => void morceaux.push(Buffer.from(t)));
    return enLignes(Buffer.concat(morceaux), types);
  };
  const personnes = await table('professionnels', `i${'t'.repeat(8)}laa`);
  // An activity by line, as they are told: person, place, set of codes, commune.
  const liste = (l = ''): string[] => l.slice(1, -1).split(',').filter(Boolean);
  const activites = personnes.flatMap((p) => liste(p[10]).map((s, i) => [p[0] ?? '', s, liste(p[11])[i] ?? '', structures.find((x) => x[0] === s)?.[17] ?? '']));
  return { activites, structures, personnes, mots: await table('mots', 'tia'), presences: await table('presences', 't'.concat('iaa')), equipes: await table('equipes', 'iaa'), profils: await table('profils', `i${'t'.repeat(7)}ia`), bilan, fautes };
}

describe('lecture de l’extraction', () => {
  test('une personne qui exerce en trois lieux compte pour une personne et trois activités', async () => {
    const lu = await lire(unFichier([unProfessionnel(1), unProfessionnel(2), unProfessionnel(1, { 'Identifiant technique de la structure': 'FIC2' }), unProfessionnel(1, { 'Code commune (coord. structure)': '09225', 'Identifiant technique de la structure': 'FIC3' })]));
    expect(lu.bilan).toMatchObject({ lignes: 4, personnes: 2, activites: 4, structures: 4, ecartees: 0 });
    expect(lu.activites.map((a) => [a[0], a[3]])).toEqual([['0', '09122'], ['0', '09122'], ['0', '09225'], ['1', '09122']]);
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
    expect(droit.personnes.map((p) => p[8])).toEqual(['etienne oeuvrard claude', 'exemple claude', 'exemple claude']);
    expect(droit.structures[1]?.[5]).toBe('A\\B C');
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

describe('listes', () => {
  test('les personnes sont numérotées dans l’ordre alphabétique de leur clé, puis de leur identifiant', async () => {
    const noms = ['Zoé', 'ABADIE', 'Abadie-Zola', 'ABADIEU', 'abad', 'MARTIN DE LA TOUR DU PIN', 'MARTIN DE LA TOUR', '9', 'É'];
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom(...noms), fc.constantFrom('Jean', 'Jeanne', 'Léa', 'Lé')), { minLength: 1, maxLength: 30 }), async (tires) => {
      const lu = await lire(unFichier(tires.map(([nom, prenom], i) => unProfessionnel(100 - i, { "Nom d'exercice": nom, "Prénom d'exercice": prenom }))));
      const cles = lu.personnes.map((p) => `${p[8]}\u0000${p[1]}`);
      expect(cles).toEqual([...cles].sort((a, b) => (a < b ? -1 : 1)));
      expect(lu.personnes.map((p) => p[0])).toEqual(tires.map((_, i) => String(i)));
    }), { numRuns: 60 });
  });

  test('chaque liste dit la même chose que les activités, sans répéter personne', async () => {
    const communes = ['09122', '09225', '64445', ''];
    const une = fc.record({ qui: fc.integer({ min: 0, max: 6 }), ou: fc.integer({ min: 0, max: 140 }), mode: fc.constantFrom('L', 'S'), nom: fc.constantFrom('MARTIN MARTIN', 'DE LA TOUR', 'ROUX') });
    await fc.assert(fc.asyncProperty(fc.array(une, { minLength: 1, maxLength: 60 }), async (tirees) => {
      const lu = await lire(unFichier(tirees.map((a) => unProfessionnel(a.qui, { 'Code mode exercice': a.mode, "Nom d'exercice": a.nom, 'Identifiant technique de la structure': `F${a.ou}`, 'Code commune (coord. structure)': communes[a.ou % 4] ?? '' }))));
      const attendu = (cle: (a: string[]) => string, avec: (a: string[]) => string): string[] => [...new Set(lu.activites.filter((a) => cle(a) !== '').map((a) => `${cle(a)}:${avec(a)}`))].sort();
      const eclate = (lignes: string[][], cle: number, valeurs: number, secondes?: number): string[] => {
        const l = (v = ''): string[] => v.slice(1, -1).split(',').filter(Boolean);
        const tout = lignes.flatMap((x) => l(x[valeurs]).map((v, i) => `${x[cle]}:${v}${secondes === undefined ? '' : `/${l(x[secondes])[i]}`}`));
        expect(new Set(tout).size).toBe(tout.length);
        return tout.sort();
      };
      expect(eclate(lu.presences, 0, 2, 3)).toEqual(attendu((a) => a[3] ?? '', (a) => `${a[0]}/${a[2]}`));
      expect(eclate(lu.profils, 0, 9)).toEqual(attendu((a) => a[2] ?? '', (a) => a[0] ?? ''));
      expect(lu.equipes.flatMap((e) => eclate([e], 0, 1, 2)).map((x) => x.replace(/^\d+:/, '').replace('/', ':')).sort()).toEqual(attendu((a) => a[1] ?? '', (a) => a[0] ?? ''));
      for (const e of lu.equipes) expect((e[1] ?? '').slice(1, -1).split(',').every((s) => Math.floor(Number(s) / 64) === Number(e[0]))).toBe(true);
      expect(eclate(lu.mots, 0, 2)).toEqual([...new Set(lu.personnes.flatMap((p) => (p[8] ?? '').split(' ').filter((m) => m.length >= 3).map((m) => `${m}:${p[0]}`)))].sort());
      for (const p of lu.presences) expect(Number(p[1])).toBe(new Set((p[2] ?? '').slice(1, -1).split(',')).size);
    }), { numRuns: 40 });
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
