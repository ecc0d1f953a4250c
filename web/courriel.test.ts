import { expect, test } from 'vitest';
import { mettreEnPageCourriel } from './courriel.tsx';

const lettre = {
  titre: 'Quand vous réunir ?',
  paragraphes: ['Marie Rousseau propose trois soirs <b>.'],
  boutons: [
    { libelle: 'Oui', href: 'https://exemple.invalid/r/abc?r=oui&s=1' },
    { libelle: 'Non', href: 'https://exemple.invalid/r/abc?r=non&s=1' },
  ],
  code: '482 910',
  expediteur: 'CPTS des Trois Rivières',
  pourquoi: 'Vous recevez cette lettre car vous êtes adhérente.',
};

test('le texte seul dit tout, liens et code compris', () => {
  const { texte } = mettreEnPageCourriel(lettre);
  for (const dit of ['Quand vous réunir\u202f?', 'https://exemple.invalid/r/abc?r=oui&s=1', 'https://exemple.invalid/r/abc?r=non&s=1', '482 910', 'CPTS des Trois Rivières', 'adhérente']) expect(texte).toContain(dit);
});

test('la mise en page porte les mêmes liens et rien qui s’exécute', () => {
  const { html } = mettreEnPageCourriel(lettre);
  expect([...html.matchAll(/href="([^"]+)"/g)].map((m) => m[1]?.replaceAll('&amp;', '&'))).toEqual(lettre.boutons.map((b) => b.href));
  expect(html).toContain('trois soirs &lt;b');
  expect(html).not.toMatch(/<script|<table|<img/);
});
