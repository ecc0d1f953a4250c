import mammoth from 'mammoth';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Role } from '#core/tenancy.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { mots, siteEssai } from '#server/essais.ts';
import { chargerPaquet } from '#server/paquet/charger.ts';

vi.stubEnv('MAILLAGE_DONNEES', '');
vi.setConfig({ testTimeout: 60_000 });
const base = essaiAvecBase();
const { entrer: entrerIci } = siteEssai(base);
beforeAll(() => void chargerPaquet(), 120_000);

async function uneCpts() {
  const cpts = await base.uneCpts('CPTS du Projet');
  const entrer = (role: Role, nom?: string) => entrerIci([role], cpts, nom ?? `Personne ${role}`);
  return { cpts, entrer };
}

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
