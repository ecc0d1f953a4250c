import { expect, test } from 'vitest';
import type { Provenance } from '#core/provenance.ts';
import { Cadre } from './cadre.tsx';
import { ChiffreSource, LigneSource } from './composants/chiffre.tsx';
import { vueExemple } from './galerie/exemples.ts';
import { rendreDocument } from './rendu.tsx';

const INSEE: Provenance = { origine: 'INSEE', millesime: '2023', nature: 'officielle' };
const CALCUL: Provenance = { origine: 'Calcul', millesime: '2026', nature: 'estimee' };

test('le papier dit une fois chaque origine des chiffres de la page, et la même page a les mêmes identifiants', () => {
  const page = (): string =>
    rendreDocument(
      <Cadre vue={vueExemple}>
        <p><ChiffreSource chiffre={{ valeur: 1, provenance: INSEE }} /> <ChiffreSource chiffre={{ valeur: 2, provenance: INSEE }} /> <ChiffreSource chiffre={{ valeur: 3, provenance: CALCUL }} /></p>
      </Cadre>,
    );
  const pied = /<div class="impression-seule">.*?<\/div>/.exec(page())?.[0] ?? '';
  expect(pied.match(/INSEE/g)).toHaveLength(1);
  expect(pied).toContain('estimation');
  expect(page()).toBe(page());
});

test('une origine déjà écrite sous un tableau n’est pas répétée au bas du papier', () => {
  const html = rendreDocument(<Cadre vue={vueExemple}><ChiffreSource chiffre={{ valeur: 1, provenance: INSEE }} /><LigneSource provenances={[INSEE]} /></Cadre>);
  expect(html.match(/Source\u00a0: /g)).toHaveLength(1);
});

test('une page sans chiffre n’a pas de ligne de sources', () => {
  expect(rendreDocument(<Cadre vue={vueExemple}><p>Rien.</p></Cadre>)).not.toContain('Sources');
});
