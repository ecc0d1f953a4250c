import { expect, test } from 'vitest';
import { nomPropre, OCTETS_MAX, phraseRefusFichier, reconnaitre } from './genre.ts';

const PDF = Buffer.from('%PDF-1.7\n…');

test.each([
  ['compte-rendu.pdf', PDF, 'application/pdf'],
  ['Feuille.PDF', PDF, 'application/pdf'],
  ['photo.jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'image/jpeg'],
  ['tableau.csv', Buffer.from('a;b\n1;2'), 'text/csv'],
])('%s est reconnu', (nom, contenu, type) => {
  expect(reconnaitre(nom, contenu)).toEqual({ ok: true, valeur: { nom, type } });
});

test.each([
  ['une page nommée .pdf', 'faux.pdf', Buffer.from('<html>'), 'fichier_mal_nomme'],
  ['un programme', 'jeu.exe', Buffer.from('MZ'), 'fichier_de_genre_inconnu'],
  ['une page', 'page.html', Buffer.from('<html>'), 'fichier_de_genre_inconnu'],
  ['un dessin qui peut porter un script', 'dessin.svg', Buffer.from('<svg>'), 'fichier_de_genre_inconnu'],
  ['un nom sans fin', 'fichier', PDF, 'fichier_de_genre_inconnu'],
  ['une fin qui est un mot du langage', 'x.constructor', PDF, 'fichier_de_genre_inconnu'],
  ['du binaire nommé .csv', 'a.csv', Buffer.from([1, 0, 2]), 'fichier_mal_nomme'],
  ['rien', 'vide.pdf', Buffer.alloc(0), 'fichier_absent'],
])('%s est refusé, avec une phrase', (_, nom, contenu, code) => {
  const lu = reconnaitre(nom, contenu);
  expect(lu).toMatchObject({ ok: false, refus: { code } });
  if (!lu.ok) expect(phraseRefusFichier(lu.refus)).toMatch(/^[A-ZÉ«].+\.$/);
});

test('vingt mégaoctets passent, un octet de plus non', () => {
  const plein = Buffer.alloc(OCTETS_MAX + 1);
  PDF.copy(plein);
  expect(reconnaitre('a.pdf', plein.subarray(0, OCTETS_MAX)).ok).toBe(true);
  expect(reconnaitre('a.pdf', plein)).toMatchObject({ ok: false, refus: { code: 'fichier_trop_lourd' } });
});

test('seuls les genres demandés passent', () => {
  expect(reconnaitre('a.pdf', PDF, ['png', 'jpg'])).toMatchObject({ ok: false, refus: { code: 'fichier_de_genre_inconnu', admis: '.png, .jpg' } });
});

test('un nom perd ses dossiers et ses signes cachés, garde sa fin', () => {
  expect(nomPropre('../../etc/passwd')).toBe('passwd');
  expect(nomPropre('C:\\Documents\\Bilan "final".pdf')).toBe('Bilan final .pdf');
  expect(nomPropre(`${'é'.repeat(300)}.docx`)).toMatch(/^é+…\.docx$/);
  expect(nomPropre('liste\u202Efdp.exe')).toBe('liste fdp.exe');
});
