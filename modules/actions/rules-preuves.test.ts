import { describe, expect, test } from 'vitest';
import { unePreuve } from './builders.ts';
import { attendusDe, faiblessesDe, piecePresente } from './rules-preuves.ts';

describe('une preuve fragile est signalée', () => {
  test.each([
    ['une feuille datée avec son fichier', {}, []],
    ['une mention dans un rapport', { genre: 'mention', fichierId: null }, ['mention_seule']],
    ['un compte rendu sans émargement', { genre: 'compte_rendu' }, ['reunion_sans_emargement']],
    ['une pièce sans date', { le: null }, ['sans_date']],
    ['une adresse sans copie', { genre: 'lien', fichierId: null, lien: 'https://exemple.invalid' }, ['adresse_seule']],
    ['un nombre sans origine', { genre: 'decompte', fichierId: null, nombre: 12 }, ['nombre_seul']],
  ] as const)('%s', (_titre, avec, attendues) => {
    const p = unePreuve(avec);
    expect(faiblessesDe(p, [p])).toEqual(attendues);
  });
  test('un compte rendu avec sa feuille d’émargement n’est pas fragile', () => {
    const p = unePreuve({ genre: 'compte_rendu' });
    expect(faiblessesDe(p, [p, unePreuve()])).toEqual([]);
  });
});

describe('ce que le contrat demande, et ce qui est là', () => {
  const ligne = { id: 'grippe-2', livrables: [{ id: 'bilan', libelle: 'Bilan', obligatoire: true }, { id: 'photo', libelle: 'Photo', obligatoire: false }] };
  const la = (avec: Partial<Parameters<typeof attendusDe>[0]>) => attendusDe({ ligne, releves: 0, fournis: new Set(), preuves: [], ...avec }).map((a) => a.la);
  test('rien, puis la valeur, puis sa preuve, puis le livrable obligatoire', () => {
    expect(la({})).toEqual([false, false, false]);
    expect(la({ releves: 1 })).toEqual([true, false, false]);
    expect(la({ releves: 1, preuves: [unePreuve()] })).toEqual([true, true, false]);
    expect(la({ releves: 1, preuves: [unePreuve(), unePreuve({ livrable: 'bilan' })] })).toEqual([true, true, true]);
  });
  test('une mention, une preuve retirée ou d’une autre ligne ne comptent pas', () => {
    for (const p of [unePreuve({ genre: 'mention' }), unePreuve({ statut: 'retiree' }), unePreuve({ indicateur: 'autre' })]) expect(la({ releves: 1, preuves: [p] })[1]).toBe(false);
  });
  test('sans pièce, rien ne se verse, sauf une mention', () => {
    expect(piecePresente({ genre: 'photo', fichier: false, lien: false, nombre: false })).toBe(false);
    expect(piecePresente({ genre: 'mention', fichier: false, lien: false, nombre: false })).toBe(true);
  });
});
