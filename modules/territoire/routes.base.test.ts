// cspell:ignore villejuiff
import { read, utils } from '@e965/xlsx';
import { describe, expect, test, vi } from 'vitest';
import type { Role } from '#core/tenancy.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { siteEssai, texte } from '#server/essais.ts';

vi.stubEnv('MAILLAGE_DONNEES', '');
const base = essaiAvecBase();
const { app, entrer: entrerIci } = siteEssai(base);

async function entrer(roles?: readonly Role[]) {
  const moi = await entrerIci(roles);
  return { ...moi, composer: (communes: string, plus: Readonly<Record<string, string>> = {}) => moi.poster('/territoire/composer', { version: '0', communes, geste: 'enregistrer', ...plus }) };
}
/** The codes that the page gives back, to the island and to the plain form. */
const rendus = (html: string): readonly string[] => JSON.parse(/<script type="application\/json">(.*?)<\/script>/.exec(html)?.[1] ?? '{}').codes;

describe('la page du territoire', () => {
  test('dit d’abord qu’il n’y a rien, puis combien', async () => {
    const { lire, composer } = await entrer();
    expect(await texte(await lire('/territoire'))).toContain('Le territoire n’est pas encore composé.');
    const r = await composer('94003,94038', { siege: '94038' });
    expect([r.status, r.headers.get('location')?.endsWith('/territoire')]).toEqual([303, true]);
    const page = await texte(await lire('/territoire'));
    expect(page).toContain('2 communes, 53 388 habitants : taille 2.');
    expect(page).toContain('INSEE, populations municipales');
    expect(page).toMatch(/Haÿ-les-Roses.*siège/s);
  });

  test.each<readonly [Role, number, boolean]>([['adherent', 403, false], ['secretariat', 200, true]])('%s : composer répond %i', async (role, statut, bouton) => {
    const { lire, composer } = await entrer([role]);
    expect((await lire('/territoire/composer')).status).toBe(statut);
    expect((await texte(await lire('/territoire'))).includes('Composer le territoire')).toBe(bouton);
    expect((await composer('94003')).status).toBe(bouton ? 303 : 403);
  });

  test('s’exporte en CSV et en Excel', async () => {
    const { lire, composer } = await entrer();
    expect((await lire('/territoire/communes.csv')).status).toBe(404);
    await composer('94003,94038');
    const csv = await lire('/territoire/communes.csv');
    expect(csv.headers.get('content-disposition')).toMatch(/attachment; filename="communes-.*\.csv"/);
    expect(await csv.text()).toContain('"94003";"Arcueil";"22200";"EPT Grand-Orly Seine Bièvre";"Val-de-Marne (94)"');
    const classeur = read(await (await lire('/territoire/communes.xlsx')).arrayBuffer());
    const lignes = utils.sheet_to_json<readonly unknown[]>(classeur.Sheets['Communes'] ?? {}, { header: 1 });
    expect(lignes.slice(0, 2)).toEqual([['Code INSEE', 'Commune', 'Habitants', 'Intercommunalité', 'Département'], ['94003', 'Arcueil', 22_200, 'EPT Grand-Orly Seine Bièvre', 'Val-de-Marne (94)']]);
  });
});

describe('une mauvaise saisie dit ce qui ne va pas et garde le reste', () => {
  test.each([
    ['une commune inconnue', '94003,99999', {}, 'Aucune commune ne porte le code 99999', ['94003']],
    ['une commune fusionnée', '94003,01091', {}, 'fait partie de Valserhône (01033)', ['94003']],
    ['un territoire vide', '', {}, 'Le territoire est vide. Ajoutez au moins une commune.', []],
    ['un nom de 10 000 caractères', '94003', { q: 'a'.repeat(10_000) }, 'Ce nom est trop long : 200 caractères au plus', ['94003']],
    ['un champ inconnu', '94003', { intrus: '1' }, 'Ce formulaire a changé depuis son ouverture', ['94003']],
    ['un geste inconnu', '94003', { geste: 'effacer' }, 'Ce bouton n’est pas connu', ['94003']],
    ['une version illisible', '94003', { version: 'x' }, 'Rechargez la page', ['94003']],
  ])('%s', async (_, communes, plus, phrase, gardees) => {
    const { composer, lire } = await entrer();
    const r = await composer(communes, plus);
    expect(r.status).toBe(422);
    const html = await texte(r);
    expect(html).toContain(phrase);
    expect(rendus(html)).toEqual(gardees);
    expect(await texte(await lire('/territoire'))).toContain('pas encore composé');
  });

  test('2 000 communes', async () => {
    const { composer } = await entrer();
    const r = await composer(Array.from({ length: 2_000 }, (_, i) => String(10_000 + i)).join(','));
    expect(r.status).toBe(422);
    expect(await texte(r)).toContain('La liste compte 2 000 communes. Un territoire en a 1 000 au plus');
  });

  test('un formulaire périmé : les deux listes sont dites, la sienne est gardée, et il peut la garder quand même', async () => {
    const { composer, lire } = await entrer();
    await composer('94003');
    await composer('94003,94046', { version: '1' });
    const r = await composer('94003,94076', { version: '1' });
    expect(r.status).toBe(409);
    const html = await texte(r);
    expect(html).toContain('Camille Essai a enregistré la version 2 pendant que vous composiez');
    expect(html).toContain('Seulement dans la version 2 : Maisons-Alfort');
    expect(html).toContain('Seulement dans la vôtre : Villejuif');
    expect(rendus(html)).toEqual(['94003', '94076']);
    const version = /name="version" value="(\d+)"/.exec(html)?.[1] ?? '';
    expect((await composer('94003,94076', { version })).status).toBe(303);
    expect(await texte(await lire('/territoire'))).toContain('Villejuif');
  });

  test('sans jeton, rien ne change', async () => {
    const { poster, lire } = await entrer();
    const r = await poster('/territoire/composer', [['jeton', 'faux'], ['communes', '94003'], ['version', '0']]);
    expect(r.status).toBe(403);
    expect(await texte(await lire('/territoire'))).toContain('pas encore composé');
  });
});

describe('sans JavaScript', () => {
  test('on cherche, on ajoute, on retire, puis on enregistre, sans rien perdre en route', async () => {
    const { poster, lire } = await entrer();
    const cherche = await texte(await poster('/territoire/composer', [['version', '0'], ['q', 'villejuiff'], ['geste', 'chercher']]));
    expect(cherche).toMatch(/name="nouvelles"[^>]*value="94076"/);
    const ajoute = await texte(await poster('/territoire/composer', [['version', '0'], ['communes', '94003'], ['nouvelles', '94076'], ['nouvelles', '94038'], ['geste', 'ajouter']]));
    expect(rendus(ajoute)).toEqual(['94003', '94076', '94038']);
    const groupe = await texte(await poster('/territoire/composer', [['version', '0'], ['communes', '94003'], ['groupement', '200058014'], ['geste', 'ajouter_groupement']]));
    expect(rendus(groupe)).toHaveLength(24);
    await poster('/territoire/composer', [['version', '0'], ['communes', '94003'], ['communes', '94076'], ['siege', '94076'], ['geste', 'enregistrer']]);
    expect(await texte(await lire('/territoire'))).toContain('2 communes,');
  });

  test('un département se parcourt en entier', async () => {
    const { poster } = await entrer();
    const html = await texte(await poster('/territoire/composer', [['version', '0'], ['departement', '94'], ['geste', 'chercher']]));
    expect(html).toContain('47 communes à ajouter');
  });
});

describe('revenir à une version', () => {
  test('la page l’offre et la reprend', async () => {
    const { composer, poster, lire } = await entrer();
    await composer('94003');
    await composer('94038', { version: '1' });
    expect(await texte(await lire('/territoire'))).toContain('Reprendre la version 1');
    expect((await poster('/territoire/annulation', [['version', '2'], ['reprendre', '1']])).status).toBe(303);
    expect(await texte(await lire('/territoire'))).toContain('Arcueil');
    const r = await poster('/territoire/annulation', [['version', '2'], ['reprendre', '1']]);
    expect([r.status, (await texte(r)).includes('Quelqu’un a enregistré le territoire')]).toEqual([409, true]);
  });
});

describe('ce que la carte demande', () => {
  test('un département tient en peu d’octets et se garde', async () => {
    const r = await app.request('http://localhost:3000/territoire/carte/94');
    expect([r.status, r.headers.get('content-encoding')]).toEqual([200, 'gzip']);
    expect((await r.arrayBuffer()).byteLength).toBeLessThan(30_000);
    const encore = await app.request('http://localhost:3000/territoire/carte/94', { headers: { 'If-None-Match': r.headers.get('etag') ?? '' } });
    expect(encore.status).toBe(304);
    expect((await app.request('http://localhost:3000/territoire/carte/00')).status).toBe(404);
  });

  test('la recherche répond en JSON, les communes prises aussi, aux seuls membres', async () => {
    const autre = await entrer();
    await autre.composer('94017');
    const { lire, cpts } = await entrer();
    expect(await (await lire('/territoire/chercher?q=bellegarde+sur+valserine')).json()).toMatchObject([{ code: '01033', nom: 'Valserhône', ancienne: 'Bellegarde-sur-Valserine' }]);
    expect(await (await lire('/territoire/couvertes/94')).json()).toContainEqual({ commune: '94017', cpts: 'CPTS d’essai' });
    expect((await app.request(`http://localhost:3000/cpts/${cpts.slug}/territoire/couvertes/94`)).status).toBe(303);
  });
});
