import { read, utils } from '@e965/xlsx';
import { afterAll, describe, expect, test, vi } from 'vitest';
import type { Role } from '#core/tenancy.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { creerApplication } from '#server/application.tsx';
import type { Direct } from '#server/direct.ts';
import { cookieDe, servicesEssai } from '#server/essais.ts';

vi.stubEnv('MAILLAGE_DONNEES', '');
const base = essaiAvecBase();
const { services, fermer } = servicesEssai(base.adresse);
const direct: Direct = { abonner: () => () => undefined, nombre: () => 0, pret: Promise.resolve(), fermer: () => Promise.resolve() };
const app = creerApplication(services, direct);
afterAll(fermer);

async function entrer(roles: readonly Role[] = ['coordination'], ici?: Awaited<ReturnType<typeof base.uneCpts>>) {
  const cpts = ici ?? (await base.uneCpts('CPTS du Diagnostic'));
  const moi = await base.unePersonne(cpts.id, roles, 'Camille Diagnostic');
  const entetes = await cookieDe(base.proprietaire, moi.id);
  const adresse = (chemin: string): string => `http://localhost:3000/cpts/${cpts.slug}${chemin}`;
  const lire = async (chemin: string): Promise<Response> => app.request(adresse(chemin), { headers: entetes });
  const jeton = /name="jeton" (?:content|value)="([^"]+)"/.exec(await (await lire('/territoire/diagnostic')).text())?.[1] ?? '';
  const poster = async (chemin: string, champs: Readonly<Record<string, string>>): Promise<Response> =>
    app.request(adresse(chemin), { method: 'POST', headers: { ...entetes, Origin: 'http://localhost:3000', 'Content-Type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ jeton, ...champs }) });
  const composer = (): Promise<Response> => poster('/territoire/composer', { version: '0', communes: '94003,94038', geste: 'enregistrer' });
  return { cpts, lire, poster, composer };
}
const texte = async (r: Response): Promise<string> => (await r.text()).replace(/<!--.*?-->/g, '').replace(/[\u00a0\u202f]/g, ' ');

describe('le carnet de constats', () => {
  const constats = '/territoire/diagnostic/constats';
  const un = { nature: 'besoin', texte: 'Un médecin traitant pour chacun', chapitre: '' };

  test('on écrit, chacun dit sa priorité, la plus haute moyenne passe devant', async () => {
    const moi = await entrer(['adherent']);
    const toi = await entrer(['presidence'], moi.cpts);
    expect((await moi.poster(constats, un)).status).toBe(303);
    expect((await moi.poster(constats, { nature: 'force', texte: 'Trois maisons de santé', chapitre: 'etablissements' })).status).toBe(303);
    const ids = async () => [...(await (await moi.lire(constats)).text()).matchAll(/constats\/([0-9a-f-]{36})\/priorite/g)].map((m) => m[1] ?? '').filter((x, i, l) => l.indexOf(x) === i);
    const [premier = '', second = ''] = await ids();
    for (const [qui, priorite] of [[moi, '1'], [toi, '2'], [moi, '2']] as const) expect((await qui.poster(`${constats}/${second}/priorite`, { priorite })).status).toBe(303);
    expect((await toi.poster(`${constats}/${premier}/priorite`, { priorite: '3' })).status).toBe(303);
    expect(await ids()).toEqual([second, premier]);
    expect(await texte(await moi.lire(constats))).toContain('Priorité moyenne 2, 2 voix');
  });

  test.each<readonly [string, Readonly<Record<string, string>>, string]>([
    ['sans texte', { ...un, texte: ' ' }, 'Écrivez le constat en une phrase.'],
    ['trop long', { ...un, texte: 'a'.repeat(501) }, '500 caractères au plus'],
    ['une nature inconnue', { ...un, nature: 'rumeur' }, 'une force, une faiblesse ou un besoin'],
    ['un chapitre inconnu', { ...un, chapitre: 'astrologie' }, 'Choisissez un chapitre de la liste'],
  ])('%s : une phrase, rien ne change', async (_, champs, phrase) => {
    const { poster, lire } = await entrer();
    const r = await poster(constats, champs);
    expect([r.status, (await texte(r)).includes(phrase)]).toEqual([422, true]);
    expect(await texte(await lire(constats))).toContain('Aucun constat');
  });

  test.each<Role>(['ars', 'cpam'])('%s ne les lit ni ne les écrit', async (role) => {
    const { poster, lire } = await entrer([role]);
    expect([(await lire(constats)).status, (await poster(constats, un)).status]).toEqual([403, 403]);
  });

  test('le constat d’une autre CPTS n’existe pas', async () => {
    const [eux, moi] = [await entrer(), await entrer()];
    await eux.poster(constats, un);
    const id = /constats\/([0-9a-f-]{36})\/priorite/.exec(await (await eux.lire(constats)).text())?.[1] ?? '';
    expect((await moi.poster(`${constats}/${id}/priorite`, { priorite: '1' })).status).toBe(404);
    expect(await texte(await moi.lire(constats))).toContain('Aucun constat');
  });
});

describe('le diagnostic, sur le paquet intégré', () => {
  test('attend le territoire, puis dit ses chapitres et ce qui manque à chacun', async () => {
    const { lire, composer } = await entrer();
    expect(await texte(await lire('/territoire/diagnostic'))).toContain('Composer le territoire');
    await composer();
    const page = await texte(await lire('/territoire/diagnostic'));
    expect(page).toContain('53 388 habitants dans 2 communes, profil semi-rural ou péri-urbain.');
    expect(page).toContain('Accessibilité potentielle localisée, jeu de données 530');
    expect(page).toMatch(/href="#mortalite"/);
  });

  test.each<Role>(['adherent', 'ars', 'cpam'])('%s le lit aussi', async (role) => {
    expect((await (await entrer([role])).lire('/territoire/diagnostic')).status).toBe(200);
  });

  test('s’exporte : chaque tableau en CSV et en Excel, le tout en Word et en PDF', async () => {
    const { lire, composer } = await entrer();
    expect((await lire('/territoire/diagnostic.pdf')).status).toBe(404);
    await composer();
    const csv = await (await lire('/territoire/diagnostic/tables/population.csv')).text();
    expect(csv).toContain('"Arcueil";"22200"');
    const classeur = read(await (await lire('/territoire/diagnostic/tables/population.xlsx')).arrayBuffer());
    const lignes = utils.sheet_to_json<readonly unknown[]>(classeur.Sheets['population'] ?? {}, { header: 1 });
    expect(lignes[0]).toEqual(['Commune', 'Habitants']);
    expect(typeof lignes[1]?.[1]).toBe('number');
    const pdf = new Uint8Array(await (await lire('/territoire/diagnostic.pdf')).arrayBuffer());
    expect(String.fromCharCode(...pdf.slice(0, 5))).toBe('%PDF-');
    const docx = await lire('/territoire/diagnostic.docx');
    expect([docx.status, String.fromCharCode(...new Uint8Array(await docx.arrayBuffer()).slice(0, 2))]).toEqual([200, 'PK']);
  }, 60_000);

  test('un tableau inconnu se dit, avec le diagnostic', async () => {
    const { lire, composer } = await entrer();
    await composer();
    const r = await lire('/territoire/diagnostic/tables/rien.csv');
    expect([r.status, (await texte(r)).includes('Ce tableau n’existe pas')]).toEqual([404, true]);
  });

  test('sans généralistes par commune, « et si » dit ce qui manque ; un geste illisible est refusé en une phrase', async () => {
    const { lire, composer } = await entrer(['adherent']);
    await composer();
    expect(await texte(await lire('/territoire/diagnostic/scenarios'))).toContain('Base permanente des équipements, code D265');
    const r = await lire('/territoire/diagnostic/scenarios?commune=94003&genre=part&etp=beaucoup');
    expect([r.status, (await texte(r)).includes('de 0,1 à 20 équivalents temps plein')]).toEqual([422, true]);
  });

  test('une autre CPTS ne le voit pas', async () => {
    const [eux, moi] = [await entrer(), await entrer()];
    const r = await app.request(`http://localhost:3000/cpts/${eux.cpts.slug}/territoire/diagnostic`, { headers: {} });
    expect(r.status).toBe(303);
    expect((await moi.lire('/territoire/diagnostic')).status).toBe(200);
  });
});
