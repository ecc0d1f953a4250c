import { once } from 'node:events';
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { commande } from './accessibilite-calculer.ts';

const dossier = mkdtempSync(join(tmpdir(), 'calculer-'));
const sortie: string[] = [];
const dits: string[] = [];
beforeEach(() => {
  sortie.length = dits.length = 0;
  for (const f of readdirSync(dossier)) rmSync(join(dossier, f));
});
afterAll(() => rmSync(dossier, { recursive: true, force: true }));

const deposer = (fichiers: Readonly<Record<string, string | Uint8Array>>): void => {
  for (const [nom, contenu] of Object.entries(fichiers)) writeFileSync(join(dossier, nom), contenu);
};
const lancer = (...args: string[]): Promise<number> => commande.executer(args, { ecrire: (t) => void sortie.push(t), dire: (t) => void dits.push(t) });

const D = 'id,quantite\nA,1000\nB,500\n';
const O = 'id,quantite\nA,5000\n';
const T = 'origine,destination,temps\nA,A,0\nB,A,12\n';

/** Writes the three files, computes, and returns the exit code. */
async function calculer(fichiers: Readonly<Record<string, string | Uint8Array>>, ...options: string[]): Promise<number> {
  const tous = { 'd.csv': D, 'o.csv': O, 't.csv': T, ...fichiers };
  deposer(tous);
  return lancer('--demande', join(dossier, 'd.csv'), '--offre', join(dossier, 'o.csv'), '--temps', join(dossier, 't.csv'), '--sortie', join(dossier, 's.csv'), ...options);
}
const resultat = (): Record<string, number> =>
  Object.fromEntries(readFileSync(join(dossier, 's.csv'), 'utf8').trim().split('\n').slice(1).map((l) => l.split(',')).map(([id, v]) => [id, v === '' ? Number.NaN : Number(v)]));

describe('maillage accessibilite calculer', () => {
  test.each([
    [['--methode', '2sfca', '--seuil', '12'], { A: 5000 / 1500, B: 5000 / 1500 }],
    [['--methode', '2sfca', '--seuil', '11.9'], { A: 5, B: 0 }],
    [['--methode', '2sfca', '--seuil', '11,9'], { A: 5, B: 0 }],
    [['--methode', '2sfca', '--seuil', '24/2'], { A: 5000 / 1500, B: 5000 / 1500 }],
    [['--methode', '2sfca', '--seuil', '35/3'], { A: 5, B: 0 }],
    [['--methode', '2sfca', '--seuil', '12', '--poids', '20:1,40:0.68,60:0.22'], { A: 5000 / 1500, B: 5000 / 1500 }],
    [['--methode', 'e2sfca', '--seuil', '60', '--poids', '10:1,12:0.5'], { A: 4, B: 2 }],
    [['--methode', 'e2sfca', '--seuil', '12', '--poids', '10:1,60:0.5'], { A: 4, B: 2 }],
    [['--methode', 'e2sfca', '--seuil', '11', '--poids', '10:1,60:0.5'], { A: 5, B: 0 }],
    [['--methode', 'e2sfca', '--seuil', '18'], { A: 5000 / 1340, B: (5000 / 1340) * 0.68 }],
    [['--methode', '3sfca', '--poids', '10:1,12:0.5'], { A: 5000 / 1250, B: (5000 / 1250) * 0.5 }],
    [['--methode', 'apl'], { A: 3.75, B: 2.5 }],
    // rho = 1500 / 5000: everyone in A, congestion 1, plus the trip over τ
    [['--methode', 'raam', '--tau', '24'], { A: 1, B: 1.5 }],
    [['--methode', 'raam', '--seuil', '24'], { A: 1, B: 1.5 }],
    [['--methode', 'raam'], { A: 1, B: 1.2 }],
  ])('%j', async (options, attendu) => {
    expect(await calculer({}, ...options)).toBe(0);
    const lu = resultat();
    expect(Object.keys(lu)).toEqual(['A', 'B']);
    for (const [id, v] of Object.entries(attendu)) expect(lu[id]).toBeCloseTo(v, 12);
  });

  test('raam : --seuil coupe les trajets quand --tau est donné, et ce qui n’a plus d’offre est vide', async () => {
    expect(await calculer({}, '--methode', 'raam', '--tau', '24', '--seuil', '10')).toBe(0);
    expect(readFileSync(join(dossier, 's.csv'), 'utf8')).toBe('id,valeur\nA,0.6666666666666666\nB,\n');
    expect(dits.join()).toContain('valeur laissée vide');
  });

  test('la précision est entière et l’ordre celui de la demande', async () => {
    expect(await calculer({ 'd.csv': 'id,quantite\nB,500\nA,1000\n' }, '--methode', '2sfca', '--seuil', '12')).toBe(0);
    expect(readFileSync(join(dossier, 's.csv'), 'utf8')).toBe(`id,valeur\nB,${5000 / 1500}\nA,${5000 / 1500}\n`);
  });

  test('sans --sortie, le résultat va sur la sortie standard', async () => {
    deposer({ 'd.csv': D, 'o.csv': O, 't.csv': T });
    expect(await lancer('--demande', join(dossier, 'd.csv'), '--offre', join(dossier, 'o.csv'), '--temps', join(dossier, 't.csv'), '--methode', 'apl')).toBe(0);
    expect(sortie).toEqual(['id,valeur\nA,3.75\nB,2.5\n']);
  });

  test.each<[string, Record<string, string | Uint8Array>]>([
    ['colonnes en plus et en désordre, fins de ligne Windows, BOM', { 't.csv': '\ufefftemps,x,destination,origine\r\n0,q,A,A\r\n12,,A,B\r\n' }],
    ['points-virgules et virgules décimales', { 'o.csv': 'id;quantite\nA;5000,0\n', 't.csv': 'origine;destination;temps\nA;A;0,0\nB;A;12,00\n' }],
    ['tabulations, guillemets, espaces', { 'd.csv': '"id"\t"quantite"\n"A"\t1000\n B \t 500\n', 't.csv': 'origine,destination,temps\n"A","A",0\nB , A, 12 \n\n' }],
    ['majuscules et accents dans les titres, virgule entre guillemets', { 'd.csv': 'ID,Quantité,"nom, lieu"\nA,1000,"x, y"\nB,500,z\n' }],
    ['lignes d’espaces, champs vides en fin de ligne', { 'd.csv': 'id,quantite\nA,1000,\n   \n,\nB,500,,\n' }],
    ['guillemets et espaces', { 't.csv': 'origine,destination,temps\n"A", "A" ,"0"\n"B" , "A", " 12 "\n' }],
    ['gzip', { 't.csv': gzipSync(T), 'd.csv': gzipSync(D) }],
    ['sans saut de ligne final', { 't.csv': T.trimEnd() }],
    ['notation scientifique et plus de quinze chiffres', { 'o.csv': 'id,quantite\nA,5e3\n', 't.csv': 'origine,destination,temps\nA,A,0.0000000000000000001\nB,A,12.000000000000000000\n' }],
  ])('lit aussi : %s', async (_, fichiers) => {
    expect(await calculer(fichiers, '--methode', 'apl')).toBe(0);
    expect(dits.join()).not.toContain('ligne');
    expect(resultat()).toEqual({ A: 3.75, B: 2.5 });
  });

  test('un fichier plus long qu’un morceau de lecture est lu en entier', async () => {
    const n = 60_000;
    const noms = Array.from({ length: n }, (_, k) => `lieu-${k}-${'x'.repeat(20)}`);
    const d = `id,quantite\n${noms.map((x, k) => `${x},${k + 1}`).join('\n')}\n`;
    const t = `origine,destination,temps\n${noms.map((x, k) => `${x},A,${k % 20}.5`).join('\n')}\n`;
    expect(await calculer({ 'd.csv': d, 't.csv': t }, '--methode', '2sfca', '--seuil', '20')).toBe(0);
    const lu = resultat();
    expect(Object.keys(lu).length).toBe(n);
    expect(lu[noms[n - 1] ?? '']).toBeCloseTo(5000 / ((n * (n + 1)) / 2), 15);
  });

  test('APL : une ligne par médecin, activité ramenée entre 3 600 et 6 000 actes', async () => {
    const o = 'id,quantite,activite\nA,1,1000\nA,0.5,9000\n';
    expect(await calculer({ 'o.csv': o, 't.csv': 'origine,destination,temps\nA,A,0\n' }, '--methode', 'apl')).toBe(0);
    expect(resultat()).toEqual({ A: 6.6, B: 0 });
  });

  test('APL : la demande est standardisée quand les dix-neuf classes d’âge y sont, et refusée s’il en manque', async () => {
    const classes = ['0-4', '5-9', '10-14', '15-19', '20-24', '25-29', '30-34', '35-39', '40-44', '45-49', '50-54', '55-59', '60-64', '65-69', '70-74', '75-79', '80-84', '85-89', '90+'];
    const ligne = (id: string, classe: string): string => `${id},1000,${classes.map((c) => (c === classe ? 1000 : 0)).join(',')}`;
    const d = `id,quantite,${classes.join(',')}\n${ligne('A', '15-19')}\n${ligne('B', '80-84')}\n`;
    expect(await calculer({ 'd.csv': d, 't.csv': 'origine,destination,temps\nA,A,0\n' }, '--methode', 'apl')).toBe(0);
    expect(resultat()['A']).toBeCloseTo(5000 / (1000 * (0.51 / ((0.51 + 2.12) / 2))), 10);
    expect(await calculer({ 'd.csv': d.replace('90+', '95+') }, '--methode', 'apl')).toBe(1);
    expect(dits.join()).toContain('il manque 90+');
  });

  test('sans --temps, le temps est estimé d’après lat et lon, et l’erreur est dite', async () => {
    deposer({ 'd.csv': 'id,quantite,lat,lon\nA,1000,48,2\nB,500,48.05,2\nC,10,45,2\n', 'o.csv': 'id,quantite,lat,lon\nA,5000,48,2\n' });
    const fichiers = ['--demande', join(dossier, 'd.csv'), '--offre', join(dossier, 'o.csv'), '--sortie', join(dossier, 's.csv')];
    expect(await lancer(...fichiers, '--methode', '2sfca', '--seuil', '12')).toBe(0);
    expect(resultat()).toEqual({ A: 5000 / 1500, B: 5000 / 1500, C: 0 });
    expect(dits.join()).toContain('erreur moyenne 3,7 min');
    expect(await lancer(...fichiers, '--methode', '2sfca', '--seuil', '5')).toBe(0);
    expect(resultat()).toEqual({ A: 5, B: 0, C: 0 });
    expect(await lancer(...fichiers, '--methode', 'apl')).toBe(0);
    // 5.56 km: 3.82 + 1.262 · 5.56 = 10.8 minutes, hence 2/3
    expect(resultat()['B']).toBeCloseTo(2.5, 10);
  });

  test.each<[string, Record<string, string | Uint8Array>, string]>([
    ['colonne absente', { 'd.csv': 'id,habitants\nA,1\n' }, '« d.csv » : il manque la colonne « quantite ». Colonnes trouvées : id, habitants.'],
    ['colonnes absentes', { 't.csv': 'de,vers,temps\nA,A,1\n' }, 'les colonnes « origine », « destination »'],
    ['nombre illisible', { 'o.csv': 'id,quantite\nA,cinq\n' }, '« o.csv », ligne 2 : « cinq » n’est pas un nombre valable pour « quantite »'],
    ['nombre négatif', { 't.csv': 'origine,destination,temps\nA,A,0\nB,A,-1\n' }, '« t.csv », ligne 3 : « -1 »'],
    ['nombre infini', { 't.csv': 'origine,destination,temps\nA,A,Infinity\n' }, 'ligne 2 : « Infinity »'],
    ['nombre hexadécimal', { 'd.csv': 'id,quantite\nA,0x10\n' }, 'ligne 2 : « 0x10 »'],
    ['nombre vide', { 'd.csv': 'id,quantite\nA,\n' }, '« d.csv », ligne 2 : « quantite » est vide'],
    ['ligne trop courte', { 't.csv': 'origine,destination,temps\nA,A\n' }, 'ligne 2 : « temps » est vide'],
    ['identifiant vide', { 'd.csv': 'id,quantite\n,3\n' }, 'ligne 2 : « id » est vide'],
    ['identifiant répété', { 'd.csv': 'id,quantite\nA,3\nA,4\n' }, 'ligne 3 : « A » est déjà donné'],
    ['origine inconnue', { 't.csv': 'origine,destination,temps\nA,A,0\nZ,A,1\n' }, '« t.csv », ligne 3 : l’origine « Z » n’est pas dans le fichier de la demande'],
    ['aucune destination connue', { 't.csv': 'origine,destination,temps\nA,Z,1\n' }, '« t.csv » ne mène à aucun lieu de l’offre'],
    ['destination vide', { 't.csv': `${T}A,,1\n` }, 'ligne 4 : « destination » est vide'],
    ['virgule décimale qui sépare', { 'd.csv': 'id,quantite\nA,12,5\n' }, '« d.csv », ligne 2 : 3 champs pour 2 colonnes'],
    ['colonne en double', { 'd.csv': 'id,quantite,Quantité\nA,12,5\n' }, 'deux colonnes s’appellent « quantite »'],
    ['fins de ligne d’ancien Macintosh', { 'd.csv': 'id,quantite\rA,12\r' }, 'CR seul'],
    ['somme infinie', { 'd.csv': 'id,quantite\nA,1e308\nB,1e308\n' }, 'la somme des quantités dépasse'],
    ['une ligne sans fin', { 't.csv': gzipSync(Buffer.alloc(12 << 20, 'a')) }, 'ligne 1 : une seule ligne dépasse 8 Mo'],
    ['trajet répété', { 't.csv': `${T}A,A,3\n` }, 'ligne 4 : le trajet de « A » à « A » est déjà donné ligne 2'],
    ['page web', { 'o.csv': '\n <!DOCTYPE html><html>' }, '« o.csv » est une page web'],
    ['page web gzippée', { 'o.csv': gzipSync('<html>') }, 'est une page web'],
    ['classeur', { 'd.csv': Uint8Array.of(0x50, 0x4b, 3, 4, 0) }, 'est un classeur'],
    ['UTF-16', { 'd.csv': Buffer.from('\ufeffid,quantite\n', 'utf16le') }, 'est en UTF-16'],
    ['latin-1', { 'd.csv': Buffer.from('id,quantité\n', 'latin1') }, 'n’est pas en UTF-8'],
    ['latin-1 plus loin', { 'd.csv': Buffer.from('id,quantite\nÉ,1\n', 'latin1') }, 'ligne 2 : le texte n’est pas en UTF-8'],
    ['gzip tronqué', { 't.csv': gzipSync(T.repeat(2000)).subarray(0, 60) }, '« t.csv » est un fichier gzip tronqué'],
    ['gzip abîmé', { 't.csv': Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 255, 255, 255, 255, 0, 0) }, 'gzip abîmé'],
    ['fichier vide', { 'd.csv': '' }, '« d.csv » est vide'],
    ['titres seuls', { 'd.csv': 'id,quantite\n' }, 'n’a que sa ligne de titres'],
    ['trajets sans ligne', { 't.csv': 'origine,destination,temps\n' }, 'ne donne aucun trajet'],
    ['guillemet ouvert', { 'd.csv': 'id,quantite\n"A,1\n' }, 'ligne 2 : un guillemet n’est pas fermé'],
  ])('%s : une phrase, le code 1, rien d’écrit', async (_, fichiers, phrase) => {
    expect(await calculer(fichiers, '--methode', 'apl')).toBe(1);
    expect(dits).toHaveLength(1);
    expect(dits[0]).toContain(phrase);
    expect(readdirSync(dossier).sort()).toEqual(['d.csv', 'o.csv', 't.csv']);
    expect(sortie).toEqual([]);
  });

  test('un fichier qui n’existe pas, un dossier, une sortie impossible', async () => {
    deposer({ 'd.csv': D, 'o.csv': O, 't.csv': T });
    const chemin = (f: string): string => join(dossier, f);
    expect(await lancer('--demande', chemin('rien.csv'), '--offre', chemin('o.csv'), '--temps', chemin('t.csv'), '--methode', 'apl')).toBe(1);
    expect(await lancer('--demande', dossier, '--offre', chemin('o.csv'), '--temps', chemin('t.csv'), '--methode', 'apl')).toBe(1);
    expect(await lancer('--demande', chemin('d.csv'), '--offre', chemin('o.csv'), '--temps', chemin('t.csv'), '--methode', 'apl', '--sortie', chemin('absent/s.csv'))).toBe(1);
    expect(dits).toEqual(['« rien.csv » n’existe pas.', expect.stringContaining('est un dossier'), expect.stringContaining('ne peut pas être écrit')]);
  });

  test('la sortie ne peut pas être un fichier qui est lu, même par un lien ; rien n’est écrasé', async () => {
    deposer({ 'd.csv': D, 'o.csv': O, 't.csv': T });
    const chemin = (f: string): string => join(dossier, f);
    symlinkSync('t.csv', chemin('lien.csv'));
    const fichiers = ['--demande', chemin('d.csv'), '--offre', chemin('o.csv'), '--temps', chemin('t.csv'), '--methode', 'apl'];
    for (const f of ['d.csv', 'o.csv', 't.csv', 'lien.csv']) expect(await lancer(...fichiers, '--sortie', chemin(f))).toBe(2);
    expect(dits).toEqual([expect.stringContaining('--sortie écraserait « d.csv »'), expect.stringContaining('« o.csv »'), expect.stringContaining('« t.csv »'), expect.stringContaining('« t.csv »')]);
    expect(['d.csv', 'o.csv', 't.csv'].map((f) => readFileSync(chemin(f), 'utf8'))).toEqual([D, O, T]);
  });

  test('la sortie suit un lien sans le remplacer, et ne remplace jamais ce qui n’est pas un fichier', async () => {
    deposer({ 'd.csv': D, 'o.csv': O, 't.csv': T, 'ancien.csv': 'ancien' });
    const chemin = (f: string): string => join(dossier, f);
    const fichiers = ['--demande', chemin('d.csv'), '--offre', chemin('o.csv'), '--temps', chemin('t.csv'), '--methode', 'apl'];
    symlinkSync('ancien.csv', chemin('lien.csv'));
    symlinkSync('absent.csv', chemin('vers-rien.csv'));
    for (const [lien, cible] of [['lien.csv', 'ancien.csv'], ['vers-rien.csv', 'absent.csv']] as const) {
      expect(await lancer(...fichiers, '--sortie', chemin(lien))).toBe(0);
      expect([lstatSync(chemin(lien)).isSymbolicLink(), readFileSync(chemin(cible), 'utf8')]).toEqual([true, 'id,valeur\nA,3.75\nB,2.5\n']);
    }
    const prise = createServer().listen(chemin('prise'));
    await once(prise, 'listening');
    expect(await lancer(...fichiers, '--sortie', chemin('prise'), '--json')).toBe(1);
    expect([lstatSync(chemin('prise')).isSocket(), JSON.parse(sortie.join(''))]).toEqual([true, { erreurs: [expect.stringContaining('ne peut pas être écrit')] }]);
    prise.close();
    await once(prise, 'close');
  });

  test.each([['--demande', 'Il manque --demande'], ['--offre', 'Il manque --offre'], ['--temps', '--temps ne nomme aucun fichier'], ['--sortie', '--sortie ne nomme aucun fichier']])('%s vide : code 2', async (option, phrase) => {
    deposer({ 'd.csv': D, 'o.csv': O, 't.csv': T });
    expect(await lancer('--demande', join(dossier, 'd.csv'), '--offre', join(dossier, 'o.csv'), '--temps', join(dossier, 't.csv'), '--methode', 'apl', option, ' ')).toBe(2);
    expect(dits.join()).toContain(phrase);
  });

  test('une sortie déjà là n’est pas touchée quand le calcul est refusé', async () => {
    deposer({ 's.csv': 'ancien' });
    expect(await calculer({ 'o.csv': 'id,quantite\nA,x\n' }, '--methode', 'apl')).toBe(1);
    expect(readFileSync(join(dossier, 's.csv'), 'utf8')).toBe('ancien');
  });

  test('une destination absente de l’offre ne change rien, prend sa part en 3sfca, et c’est dit', async () => {
    expect(await calculer({ 't.csv': `${T}A,Z,0\n` }, '--methode', '2sfca', '--seuil', '12')).toBe(0);
    expect(resultat()).toEqual({ A: 5000 / 1500, B: 5000 / 1500 });
    expect(dits.join()).toContain('1\u00a0ligne de temps vers un lieu absent de l’offre');
    // A shares itself between A and Z (½ each), B goes to A alone: D_A = 1000 · ½ + 500
    expect(await calculer({ 't.csv': `${T}A,Z,0\n` }, '--methode', '3sfca', '--poids', '12:1')).toBe(0);
    expect(resultat()).toEqual({ A: 2.5, B: 5 });
  });

  test('3sfca : le seuil coupe après le partage', async () => {
    // A alone is in reach of A; B keeps nothing. G_AA = 1: D_A = 1000, 5 for A.
    expect(await calculer({}, '--methode', '3sfca', '--poids', '12:1', '--seuil', '10')).toBe(0);
    expect(resultat()).toEqual({ A: 5, B: 0 });
    // With a second place at 12, cut by the threshold, A keeps half of itself for it: w G = ½, D_A = 500, 5000 / 500 · ½ = 5
    // and D_C is not served. With another resident of A's place who has no choice, the share shows.
    expect(await calculer({ 'o.csv': `${O}C,100\n`, 't.csv': 'origine,destination,temps\nA,A,0\nA,C,12\nB,A,0\n' }, '--methode', '3sfca', '--poids', '12:1', '--seuil', '10')).toBe(0);
    expect(resultat()).toEqual({ A: (5000 / (1000 / 2 + 500)) / 2, B: 5000 / (1000 / 2 + 500) });
  });

  test('un lieu d’offre sans trajet est signalé', async () => {
    expect(await calculer({ 'o.csv': `${O}C,100\n` }, '--methode', 'apl')).toBe(0);
    expect(dits.join()).toContain('1\u00a0lieu d’offre sans aucun trajet');
  });

  test('--ignorer-inconnus passe les origines inconnues', async () => {
    const t = 'origine,destination,temps\nA,A,0\nA,Z,0\nY,A,0\n';
    expect(await calculer({ 't.csv': t }, '--methode', '3sfca', '--poids', '10:1', '--ignorer-inconnus')).toBe(0);
    expect(resultat()).toEqual({ A: 5, B: 0 });
    expect(dits.join()).toContain('1\u00a0ligne de temps sans lieu de demande connu');
  });

  test.each([
    [[], 'Il manque --demande'],
    [['--demande', 'd'], 'Il manque --offre'],
    [['--demande', 'd', '--offre', 'o'], 'Il manque --methode'],
    [['--demande', 'd', '--offre', 'o', '--methode', 'huff'], 'La méthode « huff » n’existe pas'],
    [['--demande', 'd', '--offre', 'o', '--methode', '2sfca'], 'demande --seuil'],
    [['--demande', 'd', '--offre', 'o', '--methode', '3sfca'], 'demande --poids, ou --seuil'],
    [['--demande', 'd', '--offre', 'o', '--methode', 'apl', '--seuil', 'loin'], '--seuil loin'],
    [['--demande', 'd', '--offre', 'o', '--methode', 'apl', '--seuil', '20/0'], '--seuil 20/0'],
    [['--demande', 'd', '--offre', 'o', '--methode', 'raam', '--tau', '0'], '--tau 0'],
    [['--demande', 'd', '--offre', 'o', '--methode', 'e2sfca', '--poids', '20:1,10:2'], 'croissant'],
    [['--demande', 'd', '--offre', 'o', '--methode', 'e2sfca', '--poids', '20=1'], 'écrivez des paliers'],
    [['--demande', 'd', '--offre', 'o', '--methode', 'e2sfca', '--poids', 'gaussienne:0'], 'écart-type'],
  ])('%j : code 2 et une phrase', async (args, phrase) => {
    expect(await lancer(...args)).toBe(2);
    expect(dits.join()).toContain(phrase);
  });

  test('--json : le résultat, les réglages et les remarques en un objet ; un refus aussi', async () => {
    deposer({ 'd.csv': D, 'o.csv': O, 't.csv': T });
    const fichiers = ['--demande', join(dossier, 'd.csv'), '--offre', join(dossier, 'o.csv'), '--temps', join(dossier, 't.csv')];
    expect(await lancer(...fichiers, '--methode', 'APL', '--json')).toBe(0);
    expect(JSON.parse(sortie.join(''))).toMatchObject({ methode: 'apl', seuil: null, valeurs: [{ id: 'A', valeur: 3.75 }, { id: 'B', valeur: 2.5 }] });
    sortie.length = 0;
    expect(await lancer(...fichiers, '--methode', 'huff', '--json')).toBe(2);
    expect(JSON.parse(sortie.join(''))).toEqual({ erreurs: [expect.stringContaining('huff')] });
  });

  test.each(['10:1,15:2/3,20:1/3', '10:1;15:2/3;20:1/3', ' 10:1 ; 15 : 2/3 ; 20:1/3 '])('des poids en fractions « %s » valent ceux de l’APL', async (poids) => {
    expect(await calculer({}, '--methode', 'e2sfca', '--poids', poids)).toBe(0);
    expect(resultat()).toEqual({ A: 3.75, B: 2.5 });
  });

  test.each(['gaussienne:12', 'gaussian:12', 'Gauss:12'])('« %s » est un poids gaussien', async (poids) => {
    expect(await calculer({}, '--methode', 'e2sfca', '--poids', poids)).toBe(0);
    expect(resultat()['A']).toBeCloseTo(5000 / (1000 + 500 * Math.exp(-0.5)), 10);
  });

  test('une virgule décimale dans les poids, entre points-virgules', async () => {
    expect(await calculer({}, '--methode', 'e2sfca', '--poids', '10:1;15:0,5')).toBe(0);
    expect(resultat()).toEqual({ A: 4, B: 2 });
  });

  test('une demande nulle ne pèse rien et reçoit sa valeur ; une offre qu’elle seule atteint donne 0', async () => {
    expect(await calculer({ 'd.csv': 'id,quantite\nA,0\nB,500\n', 'o.csv': 'id,quantite\nA,5000\nC,9\n', 't.csv': 'origine,destination,temps\nA,A,0\nB,A,5\nA,C,0\n' }, '--methode', '2sfca', '--seuil', '10')).toBe(0);
    expect(resultat()).toEqual({ A: 10, B: 10 });
  });

  test('--exemple se vérifie lui-même, --schema dit les colonnes', async () => {
    expect(await lancer('--exemple')).toBe(0);
    const exemple = JSON.parse(sortie.join(''));
    deposer({ 'd.csv': exemple['d.csv'], 'o.csv': exemple['o.csv'], 't.csv': exemple['t.csv'] });
    const mots = String(exemple.commande).split(' ').slice(3).map((m) => (m.endsWith('.csv') ? join(dossier, m) : m));
    expect(await lancer(...mots)).toBe(0);
    expect(readFileSync(join(dossier, 's.csv'), 'utf8')).toBe(exemple['s.csv']);
    sortie.length = 0;
    expect(await lancer('--schema')).toBe(0);
    expect(JSON.parse(sortie.join('')).properties.temps.items.required).toEqual(['origine', 'destination', 'temps']);
  });
});
