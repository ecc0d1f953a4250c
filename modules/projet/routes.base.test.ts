import mammoth from 'mammoth';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Role } from '#core/tenancy.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { poppler, programmePresent } from '#server/documents/essais.ts';
import { mots, siteEssai, texte } from '#server/essais.ts';
import { chargerPaquet } from '#server/paquet/charger.ts';

vi.stubEnv('MAILLAGE_DONNEES', '');
// The first document loads compiler and fonts: on a machine that does other things too, that is long.
vi.setConfig({ testTimeout: 60_000 });
const base = essaiAvecBase();
const { entrer: entrerIci } = siteEssai(base);
// The reference pack is prepared once per machine: not in the time of the first test.
beforeAll(() => void chargerPaquet());

type Champs = Readonly<Record<string, string>>;

async function uneCpts() {
  const cpts = await base.uneCpts('CPTS des Lettres');
  const entrer = (role: Role, nom?: string) => entrerIci([role], cpts, nom);
  return { cpts, entrer };
}

const lieuDe = (r: Response): string => r.headers.get('location')?.replace(/^\/cpts\/[^/]+/, '') ?? '';

describe('la lettre, de la première page au fichier', () => {
  test('sans territoire, la page dit par où commencer et les deux fichiers se téléchargent quand même', async () => {
    const { lire } = await (await uneCpts()).entrer('coordination');
    expect(await mots(await lire('/projet/lettre'))).toContain('Composez d’abord le territoire');
    for (const f of ['pdf', 'docx']) {
      const r = await lire(`/projet/lettre.${f}`);
      expect([r.status, r.headers.get('content-disposition')?.endsWith(`.${f}"`)]).toEqual([200, true]);
    }
  });

  test('composer, écrire, télécharger : les mots et les communes se retrouvent dans Word et dans le PDF', async () => {
    const { lire, poster } = await (await uneCpts()).entrer('coordination');
    await poster('/territoire/composer', { version: '0', communes: '94003,94038', siege: '94038', geste: 'enregistrer' });
    const r = await poster('/projet/lettre/porteur', { version: '0', porteur_nom: 'Les soignants de la Bièvre', statut: 'prefiguration', representant: 'Maëlle <Rivière> & Cie' });
    expect([r.status, lieuDe(r)]).toEqual([303, '/projet/lettre#porteur']);
    expect(await mots(await lire('/projet/lettre'))).toContain('2 communes et 53 388 habitants');

    const docx = (await mammoth.extractRawText({ buffer: Buffer.from(await (await lire('/projet/lettre.docx')).arrayBuffer()) })).value.replace(/[\u00a0\u202f]/g, ' ');
    for (const attendu of ['Lettre d’intention', 'Arcueil', '94038', '53 388', 'Les soignants de la Bièvre', 'Maëlle <Rivière> & Cie', 'à compléter']) expect(docx).toContain(attendu);

    const pdf = new Uint8Array(await (await lire('/projet/lettre.pdf')).arrayBuffer());
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
    if (programmePresent('pdftotext', '-v')) {
      const lu = poppler('pdftotext', pdf, '-layout').replace(/[\u00a0\u202f]/g, ' ');
      for (const attendu of ['Arcueil', '53 388', 'Les soignants de la Bièvre', 'Carte du territoire', 'INSEE']) expect(lu).toContain(attendu);
    }
  });

  test('agrandir le territoire change la lettre, le dit, et se note comme lu', async () => {
    const { lire, poster } = await (await uneCpts()).entrer('coordination');
    await poster('/territoire/composer', { version: '0', communes: '94003', geste: 'enregistrer' });
    await poster('/projet/lettre/acteurs', { version: '0', texte: 'Le nôtre.' });
    await poster('/territoire/composer', { version: '1', communes: '94003,94038', geste: 'enregistrer' });
    const page = await mots(await lire('/projet/lettre'));
    expect(page).toContain('2 communes et 53 388 habitants');
    expect(page).toContain('Ce texte a suivi un changement');
    expect(lieuDe(await poster('/projet/lettre/territoire/actualisation', { version: '1' }))).toBe('/projet/lettre#territoire');
    expect((await mots(await lire('/projet/lettre'))).split('Ce texte a suivi un changement').length).toBe(page.split('Ce texte a suivi un changement').length - 1);
  });
});

describe('une saisie refusée ne perd rien', () => {
  const long = 'É'.repeat(10_000);

  test('un nom de 10 000 caractères : une phrase, la saisie gardée, rien de changé', async () => {
    const { lire, poster } = await (await uneCpts()).entrer('coordination');
    const r = await poster('/projet/lettre/porteur', { version: '0', porteur_nom: long, representant: 'Gardée', texte: 'Gardé aussi.' });
    expect(r.status).toBe(422);
    const page = await texte(r);
    for (const attendu of [long, 'value="Gardée"', 'Gardé aussi.', '10000 caractères']) expect(page).toContain(attendu);
    expect(await mots(await lire('/projet/lettre'))).toContain('Commencer la lettre');
  });

  test.each<readonly [string, Champs, number]>([
    ['un champ que la section n’a pas', { version: '0', intrus: 'x', porteur_nom: 'Gardé' }, 422],
    ['une version illisible', { version: 'hier', porteur_nom: 'Gardé' }, 422],
    ['une forme juridique inventée', { version: '0', statut: 'royaume', porteur_nom: 'Gardé' }, 422],
    ['un courriel incomplet', { version: '0', contact_courriel: 'a@', porteur_nom: 'Gardé' }, 422],
  ])('%s', async (_quoi, champs, statut) => {
    const r = await (await (await uneCpts()).entrer('coordination')).poster('/projet/lettre/porteur', champs);
    expect(r.status).toBe(statut);
    expect(await texte(r)).toContain('value="Gardé"');
  });

  test('une session expirée entre-temps rend la saisie', async () => {
    const r = await (await (await uneCpts()).entrer('coordination')).poster('/projet/lettre/porteur', { version: '0', porteur_nom: 'Gardé', jeton: 'un-autre-jeton' });
    expect(r.status).toBe(403);
    expect(await texte(r)).toContain('value="Gardé"');
  });

  test('après un refus, le formulaire garde la version d’où il part : le texte d’un autre ne peut pas être écrasé', async () => {
    const { entrer } = await uneCpts();
    const [ana, bob] = [await entrer('coordination', 'Ana'), await entrer('presidence', 'Bob')];
    await ana.poster('/projet/lettre/porteur', { version: '0', texte: 'Texte d’Ana' });
    const refusee = await texte(await bob.poster('/projet/lettre/porteur', { version: '1', contact_courriel: 'a@', texte: 'Texte de Bob' }));
    expect(/name="version" value="(\d+)"/.exec(refusee)?.[1]).toBe('1');
  });
});

describe('deux coordinations à la fois', () => {
  test('la seconde voit les deux textes, leur différence, et enregistre ce qu’elle choisit', async () => {
    const { entrer } = await uneCpts();
    const [ana, bob] = [await entrer('coordination', 'Ana'), await entrer('presidence', 'Bob')];
    await ana.poster('/projet/lettre/acteurs', { version: '0', texte: 'Un.\n\nDeux.' });
    await ana.poster('/projet/lettre/acteurs', { version: '2', texte: 'Un selon Ana.\n\nDeux.' });
    const tard = await bob.poster('/projet/lettre/acteurs', { version: '2', texte: 'Un selon Bob.\n\nDeux.' });
    expect([tard.status, lieuDe(tard)]).toEqual([303, expect.stringMatching(/^\/projet\/lettre\/acteurs\/conflit\/[0-9a-f-]{36}$/)]);
    const page = await texte(await bob.lire(lieuDe(tard)));
    expect(page).toContain('Ana a enregistré cette section pendant que vous écriviez');
    expect(page).toMatch(/<del[^>]*>.*Ana.*<\/del>/s);
    expect(page).toMatch(/<ins[^>]*>.*Bob.*<\/ins>/s);
    expect(page).toContain('Vous avez changé le même passage');
    expect(await mots(await ana.lire('/projet/lettre'))).toContain('Un selon Ana.');

    const version = /name="version" value="(\d+)"/.exec(page)?.[1] ?? '';
    expect((await bob.poster('/projet/lettre/acteurs', { version, texte: 'Un selon Ana et Bob.\n\nDeux.' })).status).toBe(303);
    expect(await mots(await ana.lire('/projet/lettre'))).toContain('Un selon Ana et Bob.');
  });

  test('quand les deux textes se complètent, leur réunion est déjà dans le formulaire', async () => {
    const { entrer } = await uneCpts();
    const [ana, bob] = [await entrer('coordination', 'Ana'), await entrer('presidence', 'Bob')];
    await ana.poster('/projet/lettre/acteurs', { version: '0', texte: 'Un.\n\nDeux.\n\nTrois.' });
    await ana.poster('/projet/lettre/acteurs', { version: '2', texte: 'Un, revu.\n\nDeux.\n\nTrois.' });
    const tard = await bob.poster('/projet/lettre/acteurs', { version: '2', texte: 'Un.\n\nDeux.\n\nTrois.\n\nQuatre.' });
    const page = await texte(await bob.lire(lieuDe(tard)));
    expect(page).toContain('Vos deux textes se complètent');
    expect(/<textarea[^>]*name="texte"[^>]*>([^<]*)</.exec(page)?.[1]?.trim()).toBe('Un, revu.\n\nDeux.\n\nTrois.\n\nQuatre.');
  });

  test('restaurer depuis une page ancienne est refusé sans rien changer', async () => {
    const { lire, poster } = await (await uneCpts()).entrer('coordination');
    await poster('/projet/lettre/acteurs', { version: '0', texte: 'Un' });
    await poster('/projet/lettre/acteurs', { version: '2', texte: 'Deux' });
    const id = /versions\/([0-9a-f-]{36})/.exec(await texte(await lire('/projet/lettre/acteurs/versions')))?.[1] ?? '';
    expect((await poster(`/projet/lettre/acteurs/versions/${id}/restauration`, { version: '2' })).status).toBe(409);
    expect((await poster(`/projet/lettre/acteurs/versions/${id}/restauration`, { version: '3' })).status).toBe(303);
  });
});

describe('qui entre', () => {
  test.each<readonly [Role, number, number]>([
    ['coordination', 200, 303], ['presidence', 200, 303], ['adherent', 200, 403], ['tresorerie', 200, 403], ['secretariat', 200, 403], ['ars', 403, 403], ['cpam', 403, 403],
  ])('%s : lire répond %i, écrire répond %i', async (role, lecture, ecriture) => {
    const { lire, poster } = await (await uneCpts()).entrer(role);
    for (const chemin of ['/projet/lettre', '/projet/lettre.pdf', '/projet/lettre/acteurs/versions']) expect((await lire(chemin)).status).toBe(lecture);
    expect((await poster('/projet/lettre/acteurs', { version: '0', texte: 'Un' })).status).toBe(ecriture);
  });

  test('un refus d’écriture ne montre rien de la lettre à qui ne la lit pas', async () => {
    const { entrer } = await uneCpts();
    await (await entrer('coordination')).poster('/projet/lettre/acteurs', { version: '0', texte: 'Secret de la lettre' });
    const ars = await entrer('ars');
    for (const r of [await ars.poster('/projet/lettre/acteurs', { version: '2', texte: 'x' }), await ars.poster('/projet/lettre/acteurs', { version: 'x' }), await ars.poster('/projet/lettre/acteurs/reprise', { version: 'x' })]) {
      expect(r.status).toBeGreaterThanOrEqual(400);
      expect(await r.text()).not.toContain('Secret de la lettre');
    }
  });

  test('une section ou une version inconnue donne une page 404', async () => {
    const { lire, poster } = await (await uneCpts()).entrer('coordination');
    expect((await lire('/projet/lettre/inconnue')).status).toBe(404);
    expect((await lire('/projet/lettre/acteurs/versions/pas-un-id')).status).toBe(404);
    expect((await lire('/projet/lettre/acteurs/conflit/0198f000-0000-7000-8000-0000000000a1')).status).toBe(404);
    expect((await poster('/projet/lettre/inconnue', { version: '0' })).status).toBe(404);
  });
});
