import type { JSX } from 'preact';
import { describe, expect, test } from 'vitest';
import { Cadre, ecrirePage, type VueCadre } from './cadre.tsx';
import { Champ } from './composants/champ.tsx';
import { Formulaire } from './composants/formulaire.tsx';
import { Ilot } from './ilot.tsx';
import { rendreDocument } from './rendu.tsx';

const vue: VueCadre = {
  titre: 'Territoire',
  actif: 'territoire',
  chemin: [{ libelle: 'Aujourd’hui', href: '/cpts/trois-rivieres' }, { libelle: 'Territoire' }],
  cpts: { id: 'c', nom: 'CPTS des Trois Rivières', slug: 'trois-rivieres', demo: true },
  autresCpts: [],
  personne: { nom: 'Marie Rousseau', initiales: 'MR' },
  navigation: [{ cle: 'territoire', libelle: 'Territoire', href: '/cpts/trois-rivieres/territoire', icone: 'map' }],
  jeton: 'jeton-de-session',
  messages: [{ ton: 'succes', texte: 'La lettre est enregistrée.' }],
  actifsClient: { css: ['/actifs/a.css'], js: ['/actifs/a.js'] },
};

describe('le cadre', () => {
  const html = rendreDocument(<Cadre vue={vue}><h1>Territoire</h1></Cadre>);

  test('est un document complet en français, sans style ni script en ligne', () => {
    expect(html).toMatch(/^<!doctype html><html lang="fr">/);
    expect(html).not.toMatch(/\sstyle="/);
    expect(html).not.toMatch(/<style/);
    expect([...html.matchAll(/<script[^>]*>([^<]*)<\/script>/g)].map((m) => m[1])).toEqual(['']);
  });

  test('mène au contenu, dit où l’on est et ce qui vient de se passer', () => {
    expect(html).toContain('href="#contenu"');
    expect(html.match(/aria-current="page"/g)).toHaveLength(3);
    expect(html).toMatch(/role="status"[^>]*>.*La lettre est enregistrée\./);
  });
});

describe('une page écrite dans le cadre déjà écrit', () => {
  const contenu = (): JSX.Element => <Formulaire action="/x" erreurs={{ nom: 'Cette commune n’existe plus.' }}><Champ nom="nom" libelle="Commune" /></Formulaire>;
  const autre: VueCadre = { ...vue, titre: 'Agenda & <b>', actif: 'agenda', theme: 'sombre', lecteur: 'abc', personne: { nom: 'Paul « Essai »', initiales: 'PE' }, sujets: ['agenda', '~x'], messages: [], jeton: 'autre-jeton', autresCpts: [{ nom: 'Ailleurs', slug: 'ailleurs' }] };
  const anonyme: VueCadre = { titre: 'Lien', autresCpts: [], navigation: [], jeton: '', messages: [], actifsClient: vue.actifsClient };

  test.each([['membre', vue], ['autre personne', autre], ['sans session', anonyme], ['membre encore', { ...vue, jeton: 'jeton-suivant', titre: 'Carte', messages: [] }], ['marque dans un nom', { ...vue, personne: { nom: '\uE0004\uE000', initiales: 'X' } }], ['jeton à échapper', { ...vue, jeton: '"><b>' }]])('est la même, octet pour octet : %s', (_, v) => {
    for (let i = 0; i < 2; i++) expect(`<!doctype html>${ecrirePage(v, contenu())}`.replace('content=""', 'content')).toBe(rendreDocument(<Cadre vue={v}>{contenu()}</Cadre>));
  });
});

describe('le formulaire', () => {
  test('porte le jeton donné au cadre, rend ce qui était tapé et relie chaque erreur à son champ', () => {
    const html = rendreDocument(
      <Cadre vue={vue}>
        <Formulaire action="/x" valeurs={{ nom: 'Valserhône <b>' }} erreurs={{ nom: 'Cette commune n’existe plus.' }} version={3}>
          <Champ nom="nom" libelle="Commune" />
        </Formulaire>
      </Cadre>,
    );
    expect(html).toContain('name="jeton" value="jeton-de-session"');
    expect(html).toContain('name="version" value="3"');
    expect(html).toContain('href="#champ-nom"');
    expect(html).toMatch(/value="Valserhône &lt;b[^"]*"/);
    expect(html).toMatch(/aria-describedby="champ-nom-erreur"[^>]*aria-invalid="true"/);
  });
});

test('les données d’un îlot ne peuvent pas fermer leur bloc', () => {
  const html = rendreDocument(<Ilot nom="carte" donnees={{ nom: '</script><script>alert(1)</script>' }}>repli</Ilot>);
  expect(html.match(/<\/script>/g)).toHaveLength(1);
  const bloc = /<script type="application\/json">(.*?)<\/script>/.exec(html)?.[1] ?? '';
  expect(JSON.parse(bloc)).toEqual({ nom: '</script><script>alert(1)</script>' });
});
