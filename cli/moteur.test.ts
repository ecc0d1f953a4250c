import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ok, refuser } from '#core/result.ts';
import { commandeMoteur } from './moteur.ts';

const dossier = mkdtempSync(join(tmpdir(), 'moteur-'));
afterAll(() => rmSync(dossier, { recursive: true, force: true }));
let sortie = '';
let dit = '';
beforeEach(() => {
  sortie = dit = '';
});

const commande = commandeMoteur({
  resume: 'partage un montant',
  aide: 'Usage : maillage essai partager --demande d.json',
  entree: 'demande',
  schema: z.strictObject({ centimes: z.int().describe('en centimes'), parts: z.array(z.strictObject({ nom: z.string() })).default([]), regle: z.union([z.literal('aucune'), z.strictObject({ part: z.number().max(1) })]).optional() }),
  exemple: { centimes: 100, parts: [{ nom: 'A' }, { nom: 'B' }] },
  calculer: (d) => (d.parts.length === 0 ? refuser({ code: 'personne' as const }) : ok({ chacun: d.centimes / d.parts.length })),
  phraseRefus: () => 'Il n’y a personne à qui donner une part.',
  enTexte: (v) => `Chacun reçoit ${v.chacun}.`,
});

const lancer = (...args: string[]): Promise<number> => commande.executer(args, { ecrire: (t) => (sortie += t), dire: (t) => (dit += t) });
function fichier(contenu: string): string {
  const chemin = join(dossier, 'd.json');
  writeFileSync(chemin, contenu);
  return chemin;
}

describe('une commande de moteur', () => {
  test('l’exemple qu’elle écrit est une entrée qu’elle accepte', async () => {
    await lancer('--exemple');
    const exemple = sortie;
    sortie = '';
    expect(await lancer('--demande', fichier(exemple), '--json')).toBe(0);
    expect(JSON.parse(sortie)).toEqual({ chacun: 50 });
  });

  test('le schéma décrit l’entrée : une clé avec un défaut n’est pas exigée, une clé inconnue est refusée', async () => {
    expect(await lancer('--schema')).toBe(0);
    expect(JSON.parse(sortie)).toMatchObject({ type: 'object', required: ['centimes'], additionalProperties: false, properties: { centimes: { description: 'en centimes' } } });
  });

  test.each([
    ['{"centimes": 10.5, "parts": [{"nom": 3}]}', ['centimes', 'parts[0].nom']],
    ['{"centimes": 10, "autre": 1}', ['']],
    ['{"centimes": 10, "regle": {"part": 3}}', ['regle.part']],
    ['{"centimes": 10, "regle": {"part": 1, "autre": 1}}', ['regle']],
    ['{"centimes": 10, "regle": "zut"}', ['regle']],
  ])('une entrée fausse est refusée en nommant l’endroit : %s', async (contenu, chemins) => {
    expect(await lancer('--demande', fichier(contenu), '--json')).toBe(1);
    const { erreurs } = JSON.parse(sortie) as { erreurs: { chemin: string }[] };
    expect(erreurs.map((e) => e.chemin)).toEqual(chemins);
    expect(dit).not.toBe('');
  });

  test('là où plusieurs formes sont admises, la phrase dit ce qui manque à la plus proche, ou les nomme', async () => {
    await lancer('--demande', fichier('{"centimes": 10, "regle": {"part": 1, "autre": 1}}'));
    expect(dit).toContain('"autre"');
    dit = '';
    await lancer('--demande', fichier('{"centimes": 10, "regle": "zut"}'));
    expect(dit).toMatch(/aucune.* ou .*objet/);
  });

  test('du JSON mal écrit : la ligne et la colonne, en français ; des octets qui ne sont pas de l’UTF-8 sont refusés', async () => {
    expect(await lancer('--demande', fichier('{\n  "centimes": 10,\n}'))).toBe(1);
    expect(dit).toContain('ligne 3, colonne 1');
    expect(dit).not.toMatch(/Expected|Unexpected/);
    dit = '';
    expect(await lancer('--demande', fichier('{"centimes": 10, "parts": [{"nom": "'))).toBe(1);
    expect(dit).toContain('s’arrête avant la fin');
    dit = '';
    writeFileSync(join(dossier, 'd.json'), Buffer.from([0x7b, 0x22, 0xe9, 0x22, 0x3a, 0x31, 0x7d]));
    expect(await lancer('--demande', join(dossier, 'd.json'))).toBe(1);
    expect(dit).toContain('UTF-8');
  });

  test('un refus du moteur a son code, ses faits et sa phrase', async () => {
    expect(await lancer('--demande', fichier('{"centimes": 10}'), '--json')).toBe(1);
    expect(JSON.parse(sortie)).toEqual({ erreurs: [{ code: 'personne', texte: 'Il n’y a personne à qui donner une part.', faits: { code: 'personne' } }] });
  });

  test.each([
    ['un fichier absent', ['--demande', join(tmpdir(), 'nulle-part.json')], 1, 'ne peut pas être lu'],
    ['du texte qui n’est pas du JSON', ['--demande', fichier('bonjour')], 1, 'n’est pas du JSON'],
    ['rien du tout', [], 2, 'Il manque --demande'],
  ])('%s : une phrase, et le code de sortie', async (_, args, code, phrase) => {
    if (args[1]?.endsWith('d.json')) fichier('bonjour');
    expect(await lancer(...args)).toBe(code);
    expect(dit).toContain(phrase);
  });
});
