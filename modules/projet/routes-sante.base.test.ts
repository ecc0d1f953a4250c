import mammoth from 'mammoth';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Role } from '#core/tenancy.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { creerApplication } from '#server/application.tsx';
import type { Direct } from '#server/direct.ts';
import { cookieDe, servicesEssai } from '#server/essais.ts';
import { chargerPaquet } from '#server/paquet/charger.ts';

vi.stubEnv('MAILLAGE_DONNEES', '');
vi.setConfig({ testTimeout: 60_000 });
const base = essaiAvecBase();
const { services, fermer } = servicesEssai(base.adresse);
const direct: Direct = { abonner: () => () => undefined, nombre: () => 0, pret: Promise.resolve(), fermer: () => Promise.resolve() };
const app = creerApplication(services, direct);
beforeAll(() => void chargerPaquet(), 120_000);
afterAll(fermer);

async function uneCpts() {
  const cpts = await base.uneCpts('CPTS du Projet');
  const entrer = async (role: Role, nom = `Personne ${role}`) => {
    const entetes = { ...(await cookieDe(base.proprietaire, (await base.unePersonne(cpts.id, [role], nom)).id)), Origin: 'http://localhost:3000' };
    const url = (chemin: string): string => `http://localhost:3000/cpts/${cpts.slug}${chemin}`;
    const lire = async (chemin: string): Promise<Response> => app.request(url(chemin), { headers: entetes });
    const jeton = /name="jeton" (?:content|value)="([^"]+)"/.exec(await (await lire('/territoire')).text())?.[1] ?? '';
    const poster = async (chemin: string, champs: Readonly<Record<string, string>>): Promise<Response> =>
      app.request(url(chemin), { method: 'POST', headers: { ...entetes, 'Content-Type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ jeton, ...champs }) });
    return { lire, poster };
  };
  return { cpts, entrer };
}

const mots = async (r: Response): Promise<string> => (await r.text()).replace(/<!--.*?-->/g, '').replace(/<[^>]+>/g, '').replace(/[\u00a0\u202f]/g, ' ').replace(/&#39;/g, '’').replace(/&quot;/g, '"').replace(/&amp;/g, '&');
const lieu = (r: Response): string => r.headers.get('location')?.replace(/^\/cpts\/[^/]+/, '') ?? '';

describe('le projet de santé', () => {
  test('naît des constats retenus et se télécharge en Word et en PDF', async () => {
    const { cpts, entrer } = await uneCpts();
    const { lire, poster } = await entrer('coordination');
    await poster('/territoire/composer', { version: '0', communes: '94003,94038', siege: '94038', geste: 'enregistrer' });
    await base.proprietaire.insertInto('constats').values({ cpts_id: cpts.id, nature: 'besoin', texte: 'Des habitants renoncent à consulter.', statut: 'retenue', chapitre: null, ecrit_le: new Date('2026-11-01'), ecrit_par: null, chiffre: null, reponse: null, modifie_le: null, modifie_par: null }).execute();
    const page = await mots(await lire('/projet/sante'));
    for (const attendu of ['2 communes et 53 388 habitants', 'Constat : Des habitants renoncent à consulter.', 'Ce qui manque encore']) expect(page).toContain(attendu);
    const docx = (await mammoth.extractRawText({ buffer: Buffer.from(await (await lire('/projet/sante.docx')).arrayBuffer()) })).value;
    expect(docx).toContain('Des habitants renoncent à consulter.');
    for (const f of ['sante.pdf', 'sante-resume.pdf']) expect(Buffer.from((await (await lire(`/projet/${f}`)).arrayBuffer()).slice(0, 5)).toString()).toBe('%PDF-');
  });

  test('deux personnes à la fois : l’une voit que l’autre écrit, et rien n’est perdu', async () => {
    const { entrer } = await uneCpts();
    const [ana, bob] = [await entrer('coordination', 'Ana'), await entrer('presidence', 'Bob')];
    expect(lieu(await ana.poster('/projet/sante/gouvernance/plume', {}))).toBe('/projet/sante/gouvernance');
    expect(await mots(await bob.lire('/projet/sante'))).toContain('Ana écrit ce chapitre.');
    expect(await mots(await bob.lire('/projet/sante/gouvernance'))).toContain('Ana écrit ce chapitre depuis le');
    expect(lieu(await ana.poster('/projet/sante/gouvernance', { version: '0', texte: 'Texte d’Ana.' }))).toBe('/projet/sante#gouvernance');
    expect(await mots(await bob.lire('/projet/sante'))).not.toContain('Ana écrit ce chapitre.');
    const croise = lieu(await bob.poster('/projet/sante/gouvernance', { version: '1', texte: 'Texte de Bob.' }));
    expect(croise).toMatch(/^\/projet\/sante\/gouvernance\?cote=/);
    const page = await mots(await bob.lire(croise));
    expect(page).toContain('Deux textes se sont croisés');
    expect(page).toContain('Texte de Bob.');
    expect(await mots(await ana.lire('/projet/sante'))).toContain('Texte d’Ana.');
  });

  test('un texte trop long est refusé avec sa longueur, et revient', async () => {
    const { lire, poster } = await (await uneCpts()).entrer('coordination');
    const r = await poster('/projet/sante/budget', { version: '0', texte: `début ${'é'.repeat(40_001)}` });
    const page = await r.text();
    expect([r.status, page.includes('40007 caractères'), page.includes('début éé')]).toEqual([422, true, true]);
    expect((await lire('/projet/sante/inconnu')).status).toBe(404);
  });

  test.each<readonly [Role, number, number]>([['coordination', 200, 303], ['presidence', 200, 303], ['secretariat', 200, 303], ['tresorerie', 200, 303], ['adherent', 200, 403], ['ars', 403, 403], ['cpam', 403, 403]])('%s : lire répond %i, écrire répond %i', async (role, lecture, ecriture) => {
    const { lire, poster } = await (await uneCpts()).entrer(role);
    for (const chemin of ['/projet/sante', '/projet/sante.pdf', '/projet/sante-resume.pdf']) expect((await lire(chemin)).status).toBe(lecture);
    expect((await poster('/projet/sante/budget', { version: '0', texte: 'Un' })).status).toBe(ecriture);
  });
});
