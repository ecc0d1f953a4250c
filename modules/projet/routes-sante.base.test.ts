import { randomUUID } from 'node:crypto';
import mammoth from 'mammoth';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Role } from '#core/tenancy.ts';
import { essaiAvecBase, INSTANT } from '#db/essais.ts';
import { mots, siteEssai } from '#server/essais.ts';
import { chargerPaquet } from '#server/paquet/charger.ts';

vi.stubEnv('MAILLAGE_DONNEES', '');
vi.setConfig({ testTimeout: 60_000 });
const base = essaiAvecBase();
let instant = INSTANT;
const { entrer: entrerIci } = siteEssai(base, { maintenant: () => instant });
beforeAll(() => void chargerPaquet());

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

  test('les chapitres partent aussi des adhérents, des statuts, des aides et des chiffres des constats', async () => {
    const { cpts, entrer } = await uneCpts();
    const { lire, poster } = await entrer('coordination');
    const ecrites = { cpts_id: cpts.id, modifie_le: null, modifie_par: null, ecrit_le: new Date('2026-11-01'), ecrit_par: null, reponse: null, chapitre: null };
    await base.proprietaire.insertInto('constats').values({ ...ecrites, nature: 'besoin', texte: 'Un habitant sur huit n’a pas de médecin traitant.', statut: 'retenue', chiffre: JSON.stringify({ libelle: 'Habitants sans médecin traitant', ecrit: '12,5 %', valeur: 0.125, provenance: { origine: 'CPAM', millesime: '2026', nature: 'officielle' }, releveLe: '2026-10-05' }) }).execute();
    expect((await poster('/projet/aides', { financeur: 'ars', objet: 'Temps de coordination', demandee: '15 000', demandee_le: '02/03/2026' })).status).toBe(303);
    const page = await mots(await lire('/projet/sante'));
    for (const attendu of ['Point de départ : Habitants sans médecin traitant, 12,5 % (CPAM, 2026, relevé le 5 octobre 2026).', 'Habitants sans médecin traitant : aujourd’hui 12,5 %', 'Temps de coordination (ARS) : demandée, 15 000,00 €, le 2 mars 2026, montant à vérifier', 'Accès aux soins : démarrée dans les 6 mois, déployée dans les 18 mois']) expect(page).toContain(attendu);
    expect(page).toContain('Ses instances : [à compléter]');
  });

  test('le diagnostic cite les enquêtes closes, rien de celles qui sont ouvertes ni de ce que moins de cinq ont dit', async () => {
    const { cpts, entrer } = await uneCpts();
    const enquete = (titre: string, plus: { readonly statut: string; readonly reponses: number; readonly comptes: readonly (readonly number[])[] }) => ({
      cpts_id: cpts.id, titre, but: 'Savoir.', adressee: 'public', cloture: '2099-01-01', statut: plus.statut, reponses: plus.reponses, comptes: JSON.stringify(plus.comptes), ecrite_le: new Date('2026-10-01'), ecrite_par: null, ouverte_le: new Date('2026-10-02T08:00:00Z'),
      questions: JSON.stringify([{ genre: 'une', intitule: 'Attendez-vous trop ?', choix: ['Oui', 'Non', 'Parfois'] }, { genre: 'texte', intitule: 'Que faire ?', choix: [] }]),
    });
    await base.proprietaire.insertInto('enquetes').values([
      enquete('Celle qui est close', { statut: 'close', reponses: 20, comptes: [[12, 8, 0], []] }), enquete('Celle qui est ouverte', { statut: 'ouverte', reponses: 20, comptes: [[12, 8, 0], []] }), enquete('Celle de quatre personnes', { statut: 'close', reponses: 4, comptes: [[4, 0, 0], []] }),
    ]).execute();
    const page = await mots(await (await entrer('coordination')).lire('/projet/sante'));
    for (const attendu of ['Enquête « Celle qui est close »', '20 personnes ont répondu à cette enquête, ouverte le 2 octobre 2026.', 'Attendez-vous trop ? « Oui » : 12 sur 20 (60 %).']) expect(page).toContain(attendu);
    for (const cache of ['Celle qui est ouverte', 'Celle de quatre personnes', '« Parfois »']) expect(page).not.toContain(cache);
  });

  test('une version ancienne revient par un bouton, s’annule, et n’emporte pas ce qu’un autre a écrit depuis', async () => {
    const { cpts, entrer } = await uneCpts();
    const [ana, bob] = [await entrer('coordination', 'Ana'), await entrer('presidence', 'Bob')];
    await ana.poster('/projet/sante/budget', { version: '0', texte: 'Premier texte.' });
    await ana.poster('/projet/sante/budget', { version: '2', texte: 'Second texte.' });
    expect(await mots(await ana.lire('/projet/sante/budget/versions'))).toContain('3 enregistrements');
    const { id: premiere } = await base.proprietaire.selectFrom('redaction_versions as v').innerJoin('redaction_sections as s', 's.id', 'v.section_id').select('v.id').where('v.cpts_id', '=', cpts.id).where('s.cle', '=', 'budget').where('v.numero', '=', 2).executeTakeFirstOrThrow();
    expect(await mots(await ana.lire(`/projet/sante/budget/versions/${premiere}`))).toContain('Restaurer la version 2');
    const retour = await ana.poster(`/projet/sante/budget/versions/${premiere}/restauration`, { version: '3' });
    expect([retour.status, decodeURIComponent(retour.headers.get('set-cookie') ?? '').includes('/projet/sante/budget/annulation/4')]).toEqual([303, true]);
    expect(await mots(await ana.lire('/projet/sante'))).toContain('Premier texte.');
    expect((await ana.poster('/projet/sante/budget/annulation/4', {})).status).toBe(303);
    expect(await mots(await ana.lire('/projet/sante'))).toContain('Second texte.');
    // Undoing an undo that Bob has covered meanwhile would take his words away: refused, and nothing moves.
    expect((await bob.poster('/projet/sante/budget', { version: '5', texte: 'Texte de Bob.' })).status).toBe(303);
    const tard = await ana.poster('/projet/sante/budget/annulation/5', {});
    expect([tard.status, (await mots(tard)).includes('Bob a enregistré ce chapitre depuis.')]).toEqual([409, true]);
    expect(await mots(await ana.lire('/projet/sante'))).toContain('Texte de Bob.');
    expect((await ana.poster(`/projet/sante/budget/versions/${premiere}/restauration`, { version: '3' })).status).toBe(409);
  });

  test('une remarque appelle une réponse, se règle, se rouvre, et se voit sur « Aujourd’hui » de qui doit la lire', async () => {
    const { cpts, entrer } = await uneCpts();
    const [ana, zoe] = [await entrer('coordination', 'Ana'), await entrer('adherent', 'Zoé')];
    expect((await zoe.poster('/projet/sante/gouvernance/remarques', { passage: 'Une phrase jamais écrite', texte: 'Qui préside ?' })).status).toBe(303);
    expect(await mots(await ana.lire(''))).toContain('Répondre sur « La gouvernance »');
    expect(await mots(await zoe.lire(''))).not.toContain('Répondre sur « La gouvernance »');
    const page = await mots(await ana.lire('/projet/sante/gouvernance'));
    for (const attendu of ['Qui préside ?', 'Zoé', 'Ces mots ne sont plus dans le texte.', '1 remarque ouverte']) expect(page).toContain(attendu);
    const { id } = await base.proprietaire.selectFrom('redaction_remarques').select('id').where('cpts_id', '=', cpts.id).executeTakeFirstOrThrow();
    expect((await ana.poster('/projet/sante/gouvernance/remarques', { parent: id, texte: 'Le bureau l’élira.' })).status).toBe(303);
    expect(await mots(await ana.lire(''))).not.toContain('Répondre sur « La gouvernance »');
    expect(await mots(await zoe.lire(''))).toContain('Répondre sur « La gouvernance »');
    expect((await ana.poster(`/projet/sante/gouvernance/remarques/${id}`, { reglee: 'oui' })).status).toBe(303);
    expect(await mots(await zoe.lire(''))).not.toContain('Répondre sur « La gouvernance »');
    // An answer to a settled remark opens it again.
    expect((await zoe.poster('/projet/sante/gouvernance/remarques', { parent: id, texte: 'Et qui signe ?' })).status).toBe(303);
    expect(await mots(await ana.lire('/projet/sante'))).toContain('1 remarque ouverte');
    const vide = await zoe.poster('/projet/sante/gouvernance/remarques', { passage: 'Gardé ici', texte: ' ' });
    const rendu = await vide.text();
    expect([vide.status, rendu.includes('Écrivez votre remarque.'), rendu.includes('value="Gardé ici"')]).toEqual([422, true, true]);
    expect((await zoe.poster('/projet/sante/budget/remarques', { parent: id, texte: 'Ailleurs' })).status).toBe(404);
  });

  test('la plume se libère quand on part, et toute seule trois minutes après le dernier battement', async () => {
    const { entrer } = await uneCpts();
    const [ana, bob] = [await entrer('coordination', 'Ana'), await entrer('presidence', 'Bob')];
    const battre = async (qui: typeof ana, champs: Readonly<Record<string, string>> = {}): Promise<unknown> => (await qui.poster('/projet/sante/actions/plume/battement', champs)).json();
    expect(await battre(ana)).toEqual({});
    expect(await battre(bob)).toEqual({ avis: 'Ana écrit aussi ce chapitre. Vos deux textes seront gardés.' });
    expect(await battre(ana, { fin: 'oui' })).toEqual({});
    expect(await battre(bob)).toEqual({});
    instant = new Date(instant.getTime() + 2 * 60_000);
    expect(await mots(await ana.lire('/projet/sante'))).toContain('Bob écrit ce chapitre.');
    instant = new Date(instant.getTime() + 61_000);
    expect(await mots(await ana.lire('/projet/sante'))).not.toContain('Bob écrit ce chapitre.');
    expect(await battre(ana)).toEqual({});
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
    for (const chemin of ['/projet/sante/budget', '/projet/sante/budget/versions']) expect((await lire(chemin)).status).toBe(lecture);
    for (const [chemin, champs] of [['plume/battement', {}], ['annulation/2', {}], [`versions/${randomUUID()}/restauration`, { version: '0' }]] as const) expect((await poster(`/projet/sante/budget/${chemin}`, champs)).status === 403).toBe(ecriture === 403);
    expect((await poster('/projet/sante/budget/remarques', { texte: 'Un mot' })).status).toBe(lecture === 200 ? 303 : 403);
  });
});
