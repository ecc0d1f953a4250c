import { read, utils, type WorkBook, write } from '@e965/xlsx';
import { describe, expect, test, vi } from 'vitest';
import type { Role } from '#core/tenancy.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { mots, siteEssai } from '#server/essais.ts';

vi.stubEnv('MAILLAGE_DONNEES', '');
const base = essaiAvecBase();
const { entrer: entrerIci } = siteEssai(base);

const ICI = '/territoire/diagnostic/chiffres';
async function entrer(...qui: Parameters<typeof entrerIci>) {
  const moi = await entrerIci(...qui);
  const deposer = (contenu: BlobPart, nom = 'cpam.csv', champs: Readonly<Record<string, string>> = {}): Promise<Response> => moi.poster(ICI, { fichier: new File([contenu], nom), origine: 'cpam', precision: '', situation: '31/12/2025', seuil: '', ...champs });
  return { ...moi, deposer, composer: () => moi.poster('/territoire/composer', { version: '0', communes: '94003,94038', geste: 'enregistrer' }) };
}
function enClasseur(c: WorkBook): ArrayBuffer {
  const octets: ArrayBuffer = write(c, { type: 'array', bookType: 'xlsx' });
  return octets;
}
const idDe = (r: Response): string => /chiffres\/([0-9a-f-]{36})$/.exec(r.headers.get('Location') ?? '')?.[1] ?? `pas de suite : ${r.status}`;

const CSV = 'Code INSEE;Commune;Sans MT;ALD sans MT\r\n94003;Arcueil;1 234;<11\r\n94038;L’Haÿ-les-Roses;2000;s\r\nTotal;;3234;15\r\n75056;Paris;1;1\r\n';

describe('le tableau de la caisse', () => {
  test('se dépose, se relit, s’importe : le diagnostic le montre, masqué où il le faut, avec sa source', async () => {
    const { lire, deposer, poster, composer } = await entrer();
    await composer();
    const depot = await deposer(CSV);
    expect(depot.status).toBe(303);
    const relu = await mots(await lire(`${ICI}/${idDe(depot)}`));
    expect(relu).toContain('3 lignes lues, 6 chiffres, 2 chiffres masqués par la source ; 1 ligne sera laissée de côté.');
    expect(relu).toContain('Ligne 5 : Paris (75056) n’est pas dans le territoire.');
    expect(await mots(await lire('/territoire/diagnostic'))).not.toContain('3 234 patients');
    expect((await poster(`${ICI}/${idDe(depot)}/importer`)).status).toBe(303);
    const page = await mots(await lire('/territoire/diagnostic'));
    expect(page).toContain('3 234 patients n’ont pas de médecin traitant.');
    expect(page).toContain('CPAM, fichier du 31 décembre 2025');
    // 15 in all and two counts under 11 would say that each is at least 5: the total is hidden too.
    expect(page).toContain('Arcueil 1 234 masqué (moins de 11) Territoire 3 234 masqué');
    const csv = await (await lire('/territoire/diagnostic/tables/patients.csv')).text();
    expect(csv.replaceAll('\u00a0', ' ')).toContain('"Arcueil";"1234";"masqué (moins de 11)"');
    const feuille = read(await (await lire('/territoire/diagnostic/tables/patients.xlsx')).arrayBuffer()).Sheets['patients'] ?? {};
    expect(utils.sheet_to_json<readonly unknown[]>(feuille, { header: 1 })[2]).toEqual(['Arcueil', 1234, 'masqué (moins de 11)']);
  });

  test('les colonnes dites une fois sont reconnues au fichier suivant, les deux sont gardés, le plus récent est montré', async () => {
    const { lire, deposer, poster, composer } = await entrer();
    await composer();
    const titres = 'Lieu;Colonne A;Colonne B';
    const premier = idDe(await deposer(`${titres}\n94003;10;900\n94038;20;800\n`));
    expect(await mots(await lire(`${ICI}/${premier}`))).toContain('Aucune colonne de chiffres n’est choisie');
    expect((await poster(`${ICI}/${premier}/importer`)).status).toBe(422);
    expect((await poster(`${ICI}/${premier}/colonnes`, [['c', 'code'], ['c', 'ignorer'], ['c', 'sans_mt']])).status).toBe(303);
    expect((await poster(`${ICI}/${premier}/importer`)).status).toBe(303);
    const second = idDe(await deposer(`${titres}\n94003;10;700\n94038;20;600\n`, 'cpam-2.csv', { situation: '30/06/2026' }));
    expect(await mots(await lire(`${ICI}/${second}`))).toContain('2 lignes lues, 2 chiffres.');
    await poster(`${ICI}/${second}/importer`);
    const page = await mots(await lire('/territoire/diagnostic'));
    expect(page).toContain('1 300 patients n’ont pas de médecin traitant');
    expect(page).toContain('1 700 patients au 31 décembre 2025');
    expect((await poster(`${ICI}/${second}/retirer`)).headers.get('Location')).toContain('retire=');
    expect(await mots(await lire('/territoire/diagnostic'))).toContain('1 700 patients n’ont pas de médecin traitant');
    expect((await poster(`${ICI}/${second}/retablir`)).status).toBe(303);
    expect(await mots(await lire('/territoire/diagnostic'))).toContain('1 300 patients n’ont pas de médecin traitant');
  });

  test('un classeur Excel, un CSV de Windows et un CSV en UTF-16 se lisent pareil', async () => {
    const { lire, deposer, composer } = await entrer();
    await composer();
    const classeur = utils.book_new();
    utils.book_append_sheet(classeur, utils.aoa_to_sheet([['CPAM du Val-de-Marne'], [], ['Code', 'Commune', 'Patients sans médecin traitant'], [94003, 'Arcueil', 1234], ['94038', 'L’Haÿ-les-Roses', '<11']]), 'Communes');
    const contenus: readonly (readonly [BlobPart, string])[] = [
      [enClasseur(classeur), 'a.xlsx'],
      [Uint8Array.from(Buffer.from('Code;Commune;Patients sans médecin traitant\r\n94003;Arcueil;1234\r\n94038;Haÿ;<11\r\n', 'latin1')), 'b.csv'],
      [Uint8Array.from(Buffer.from('\ufeffCode\tCommune\tPatients sans médecin traitant\r\n94003\tArcueil\t1234\r\n94038\tHaÿ\t<11\r\n', 'utf16le')), 'c.csv'],
    ];
    for (const [contenu, nom] of contenus) expect(await mots(await lire(`${ICI}/${idDe(await deposer(contenu, nom))}`)), nom).toContain('2 lignes lues, 2 chiffres, 1 chiffre masqué par la source.');
  });
});

describe('un fichier qui ne va pas', () => {
  const zip = Buffer.from(enClasseur((() => { const c = utils.book_new(); utils.book_append_sheet(c, utils.aoa_to_sheet([['a', 'b'], ['1', '2']]), 'F'); return c; })()));
  test.each<readonly [string, BlobPart, string]>([
    ['un PDF', '%PDF-1.7 rien', 'Ce fichier est un PDF.'],
    ['une page web', '<!DOCTYPE html><html><table><tr><td>1</td></tr></table></html>', 'Ce fichier est une page web (HTML).'],
    ['un gzip coupé', Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0]), 'Ce fichier est un fichier compressé (gzip).'],
    ['un vieil Excel', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), 'Ce fichier est un ancien fichier Excel (.xls).'],
    ['un classeur coupé', Uint8Array.from(zip.subarray(0, zip.length - 40)), 'Ce classeur est abîmé ou coupé'],
    ['un texte sans tableau', 'bonjour', 'Ce fichier ne contient pas de tableau'],
    ['un fichier vide', '', 'Ce fichier est vide'],
    ['un binaire', Uint8Array.from([1, 2, 3, 0, 0, 5]), 'n’est ni un classeur ni un texte'],
    ['trop gros', 'a;b\n'.repeat(1_300_000), 'Ce fichier dépasse 5 Mo'],
    ['trop long', 'a;b\n'.repeat(6_000), 'plus de 5 000 lignes'],
  ])('%s : une phrase, rien n’est gardé', async (_, contenu, phrase) => {
    const { cpts, deposer } = await entrer();
    const r = await deposer(contenu);
    expect([r.status, (await mots(r)).includes(phrase)]).toEqual([422, true]);
    expect(await base.proprietaire.selectFrom('imports_chiffres').select('id').where('cpts_id', '=', cpts.id).execute()).toEqual([]);
  });

  test('deux feuilles : la plus remplie est lue, l’autre est nommée', async () => {
    const { deposer, lire } = await entrer();
    const classeur = utils.book_new();
    utils.book_append_sheet(classeur, utils.aoa_to_sheet([['Notes', 'du service'], ['à', 'garder']]), 'Lisez-moi');
    utils.book_append_sheet(classeur, utils.aoa_to_sheet([['Code INSEE', 'Commune', 'Sans MT'], ['94003', 'Arcueil', 1234], ['94038', 'L’Haÿ-les-Roses', 20]]), 'Communes');
    const relu = await mots(await lire(`${ICI}/${idDe(await deposer(enClasseur(classeur), 'cpam.xlsx'))}`));
    expect([relu.includes('feuille « Communes »'), relu.includes('pas lue : « Lisez-moi »')]).toEqual([true, true]);
  });

  test('plusieurs lignes sans colonne de commune : rien n’est lu, la page dit quelles lignes et ce qu’il faut', async () => {
    const { cpts, composer, deposer, lire, poster } = await entrer();
    await composer();
    const id = idDe(await deposer('Sans MT;ALD sans MT\r\n1234;12\r\n2000;15\r\n'));
    const attendue = 'Ce tableau a 2 lignes de chiffres (2 et 3) et aucune colonne ne dit leur commune. Dites quelle colonne porte la commune, ou quelle ligne vaut pour tout le territoire.';
    const relue = await mots(await lire(`${ICI}/${id}`));
    expect([relue.includes(attendue), relue.includes('Importer ces chiffres'), relue.includes('Ligne 3 : 2000 · 15')]).toEqual([true, false, true]);
    const refusee = await poster(`${ICI}/${id}/importer`);
    expect([refusee.status, (await mots(refusee)).includes(attendue)]).toEqual([422, true]);
    expect((await poster(`${ICI}/${id}/colonnes`, [['c', 'sans_mt'], ['c', 'ald_sans_mt'], ['ligne', 'deux']])).status).toBe(422);
    expect((await poster(`${ICI}/${id}/colonnes`, [['c', 'sans_mt'], ['c', 'ald_sans_mt'], ['ligne', '7']])).status).toBe(303);
    expect((await poster(`${ICI}/${id}/importer`)).status, 'la ligne 7 n’existe pas').toBe(422);
    expect(await base.proprietaire.selectFrom('chiffres_importes').select('zone').where('cpts_id', '=', cpts.id).execute()).toEqual([]);
    expect((await poster(`${ICI}/${id}/colonnes`, [['c', 'sans_mt'], ['c', 'ald_sans_mt'], ['ligne', '3']])).status).toBe(303);
    expect(await mots(await lire(`${ICI}/${id}`))).toContain('Ligne 2 : la ligne 3 est celle choisie pour tout le territoire.');
    expect((await poster(`${ICI}/${id}/importer`)).status).toBe(303);
    expect(await mots(await lire('/territoire/diagnostic'))).toContain('2 000 patients n’ont pas de médecin traitant, dont 15 en affection de longue durée.');
  });

  test('des colonnes refusées reviennent comme on les a dites', async () => {
    const { composer, deposer, poster } = await entrer();
    await composer();
    const id = idDe(await deposer('A;B;C\r\n1234;12;5\r\n2000;15;6\r\n'));
    const refusee = await poster(`${ICI}/${id}/colonnes`, [['c', 'ald'], ['c', 'ald'], ['c', 'plus_70'], ['ligne', '3']]);
    const page = await refusee.text();
    expect([refusee.status, page.includes('Deux colonnes ont le même contenu')]).toEqual([422, true]);
    expect([...page.matchAll(/<option[^>]*selected[^>]*>/g)].map((m) => /value="([^"]*)"/.exec(m[0])?.[1])).toEqual(['ald', 'ald', 'plus_70', '3']);
  });

  test('sans colonne de chiffres, l’import est refusé', async () => {
    const { cpts, composer, deposer, poster } = await entrer();
    await composer();
    const sansChiffre = idDe(await deposer('Code INSEE;Commune;Remarque\r\n94003;Arcueil;à voir\r\n94038;L’Haÿ-les-Roses;rien\r\n'));
    const refusee = await poster(`${ICI}/${sansChiffre}/importer`);
    expect([refusee.status, (await mots(refusee)).includes('Aucune colonne de chiffres n’est choisie')]).toEqual([422, true]);
    expect(await base.proprietaire.selectFrom('chiffres_importes').select('zone').where('cpts_id', '=', cpts.id).execute()).toEqual([]);
  });

  test.each<readonly [string, Readonly<Record<string, string>>, string]>([
    ['sans date', { situation: '' }, 'Écrivez la date comme 12/03/2026.'], ['une date à venir', { situation: '12/03/2099' }, 'Cette date est dans l’avenir'], ['une date impossible', { situation: '31/02/2026' }, 'Écrivez la date comme 12/03/2026.'],
    ['un seuil de 1', { seuil: '1' }, 'Le seuil est un nombre entier, de 3 à 100.'], ['une origine inconnue', { origine: 'rumeur' }, 'Dites qui a donné ce fichier.'],
  ])('%s : une phrase, la saisie reste', async (_, champs, phrase) => {
    const r = await (await entrer()).deposer(CSV, 'cpam.csv', { precision: 'CPAM de l’Essai', ...champs });
    const page = await r.text();
    expect([r.status, page.includes(phrase), page.includes('CPAM de l’Essai')]).toEqual([422, true, true]);
  });

  test('le même fichier pour la même date ne s’importe qu’une fois', async () => {
    const { deposer, poster, composer } = await entrer();
    await composer();
    const [a, b] = [idDe(await deposer(CSV)), idDe(await deposer(CSV))];
    expect((await poster(`${ICI}/${a}/importer`)).status).toBe(303);
    expect((await poster(`${ICI}/${b}/importer`)).status).toBe(422);
    expect(await mots(await deposer(CSV))).toContain('déjà importé pour cette date');
    expect((await poster(`${ICI}/${a}/importer`)).status).toBe(409);
  });

  test.each<[Role, number]>([['adherent', 200], ['ars', 403], ['cpam', 403]])('%s n’importe rien ; lire répond %i', async (role, lecture) => {
    const { deposer, lire } = await entrer([role]);
    expect([(await lire(ICI)).status, (await deposer(CSV)).status]).toEqual([lecture, 403]);
  });

  test('le fichier d’une autre CPTS n’existe pas', async () => {
    const [eux, moi] = [await entrer(), await entrer()];
    await eux.composer();
    const id = idDe(await eux.deposer(CSV));
    expect([(await moi.lire(`${ICI}/${id}`)).status, (await moi.poster(`${ICI}/${id}/importer`)).status]).toEqual([404, 404]);
  });
});
