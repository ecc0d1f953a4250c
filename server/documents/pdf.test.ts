import { expect, test } from 'vitest';
import type { DocumentRedige } from '#core/document.ts';
import { AtelierPlein, DOCUMENTS_MAX, ecrirePdf } from './pdf.ts';

const unDocument = (lignes: number): DocumentRedige => ({
  titre: 'Un long rapport',
  auteur: 'CPTS d’essai',
  date: '23 novembre 2026',
  mentions: [],
  blocs: [{ type: 'tableau', legende: 'Beaucoup de communes', entetes: ['Commune', 'Habitants'], lignes: Array.from({ length: lignes }, (_, i) => [`Commune ${i}`, String(i)]) }],
});

test('un long document s’écrit pendant que la boucle des pages continue de répondre', async () => {
  await ecrirePdf(unDocument(1));
  let tours = 0;
  let fini = false;
  const tourner = (): void => {
    tours++;
    if (!fini) setImmediate(tourner);
  };
  setImmediate(tourner);
  const octets = await ecrirePdf(unDocument(2500));
  fini = true;
  expect(Buffer.from(octets).subarray(0, 5).toString()).toBe('%PDF-');
  // Written here, the document would leave the loop not one turn before its end.
  expect(tours).toBeGreaterThan(100);
});

test('au-delà de la file, un refus immédiat, et ceux qui attendaient ont leur document', async () => {
  const issues = await Promise.allSettled(Array.from({ length: DOCUMENTS_MAX + 2 }, () => ecrirePdf(unDocument(3))));
  expect(issues.map((i) => i.status)).toEqual([...Array.from({ length: DOCUMENTS_MAX }, () => 'fulfilled'), 'rejected', 'rejected']);
  expect(issues.flatMap((i) => (i.status === 'rejected' ? [i.reason instanceof AtelierPlein] : []))).toEqual([true, true]);
});

test('un document que Typst refuse échoue seul : le suivant s’écrit', async () => {
  const [refuse, bon] = await Promise.allSettled([ecrirePdf({ ...unDocument(1), blocs: [{ type: 'image', svg: 'ceci n’est pas une image', largeur: 10, hauteur: 10, alternative: 'rien' }] }), ecrirePdf(unDocument(1))]);
  expect(refuse.status).toBe('rejected');
  expect(bon.status).toBe('fulfilled');
});
