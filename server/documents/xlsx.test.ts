import { read, utils } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { unDocument } from './builders.ts';
import { ecrireXlsx, nomDeFeuille } from './xlsx.ts';

const lignes = (octets: Uint8Array, nom: string): (string | number)[][] => utils.sheet_to_json(read(octets).Sheets[nom] ?? {}, { header: 1 });

describe('un document en tableur', () => {
  test('le texte d’abord, puis une feuille par tableau, les nombres en nombres', () => {
    const octets = ecrireXlsx(unDocument({ blocs: [{ type: 'paragraphe', texte: 'Bonjour.' }, { type: 'tableau', legende: 'Sommes', entetes: ['Ligne', 'Montant'], lignes: [['A', '1 250,50 €']], cellules: [['A', 1250.5]], total: ['Ensemble', '1 250,50 €'] }] }));
    expect(read(octets).SheetNames).toEqual(['Document', 'Sommes']);
    expect(lignes(octets, 'Sommes')).toEqual([['Ligne', 'Montant'], ['A', 1250.5], ['Ensemble', '1 250,50 €']]);
    expect(lignes(octets, 'Document').flat()).toContain('Bonjour.');
  });

  test('une formule tapée reste du texte', () => {
    const octets = ecrireXlsx(unDocument({ blocs: [{ type: 'tableau', legende: 'L', entetes: ['a'], lignes: [['=1+1']] }] }));
    expect(lignes(octets, 'L')[1]).toEqual(["'=1+1"]);
  });

  test('chaque feuille a un nom que les tableurs acceptent, une fois', () => {
    expect(nomDeFeuille('Accès aux soins : lignes [variable] / année 2 du contrat', new Set())).toBe('Accès aux soins lignes variable');
    expect(nomDeFeuille('L', new Set(['l', 'l 2']))).toBe('L 3');
    expect(nomDeFeuille('??', new Set())).toBe('Tableau');
  });
});
