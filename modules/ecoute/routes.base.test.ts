import { describe, expect, test } from 'vitest';
import { essaiAvecBase, INSTANT } from '#db/essais.ts';
import { mots, navigateurEssai, siteEssai, type Visite } from '#server/essais.ts';
import { cloreEnquetes } from './use-cases/conduire-enquete.ts';

const base = essaiAvecBase();
let maintenant = INSTANT;
const { app, entrer } = siteEssai(base, { maintenant: () => maintenant });

const SAISIE = { titre: 'Se soigner ici', but: 'Savoir ce qui manque.', adressee: 'public', cloture: '20/12/2026', modele: 'aucun' };
const suite = (r: Response, cpts: Visite['cpts']): string => new URL(r.headers.get('Location') ?? '', 'http://localhost:3000').pathname.replace(`/cpts/${cpts.slug}`, '');
const erreur = async (r: Response): Promise<string> => /data-resume-erreurs.*?<\/ul>/s.exec(await r.text())?.[0].replace(/<[^>]+>/g, ' ') ?? '';
const lignes = (t: 'enquetes' | 'enquete_textes' | 'enquete_participations', { cpts }: Visite) => base.proprietaire.selectFrom(t).selectAll().where('cpts_id', '=', cpts.id).execute();

/** A survey of two questions and a few words, open to everybody or to members. */
async function uneEnqueteOuverte(elle: Visite, avec: Partial<typeof SAISIE> = {}): Promise<{ adresse: string; lien: string }> {
  const adresse = suite(await elle.poster('/territoire/enquetes', { ...SAISIE, ...avec }), elle.cpts);
  const questions = [{ intitule: 'Quand avez-vous un rendez-vous ?', genre: 'une', choix: 'Cette semaine\nPlus tard\nJamais' }, { intitule: 'Que manque-t-il ?', genre: 'plusieurs', choix: 'Un bus\nUn dentiste' }, { intitule: 'Et encore ?', genre: 'texte', choix: '' }];
  for (const [i, q] of questions.entries()) await elle.poster(`${adresse}/questions`, { version: String(i + 1), ...q });
  await elle.poster(`${adresse}/statut`, { geste: 'ouvrir' });
  const html = await (await elle.lire(adresse)).text();
  return { adresse, lien: /href="http:\/\/localhost:3000(\/e\/[^"]+)"/.exec(html)?.[1] ?? '' };
}

const cleDe = async (r: Response): Promise<string> => /name="cle" value="([\w-]+)"/.exec(await r.text())?.[1] ?? '';
const repondre = async (lien: string, champs: Readonly<Record<string, string>>): Promise<Response> => {
  const passant = navigateurEssai(app);
  return passant.poster(lien, { cle: await cleDe(await passant.ouvrir(lien)), ...champs });
};

describe('préparer', () => {
  test('la coordination prépare ; ce qui manque est dit, ce qui est tapé reste', async () => {
    const elle = await entrer();
    const refusee = await elle.poster('/territoire/enquetes', { ...SAISIE, titre: ' ', cloture: '01/02/2026' });
    expect([refusee.status, await erreur(refusee)]).toEqual([422, expect.stringContaining('Donnez un titre')]);
    const passee = await elle.poster('/territoire/enquetes', { ...SAISIE, cloture: '01/02/2026' });
    expect([passee.status, await mots(passee)]).toEqual([422, expect.stringContaining('Ce jour est passé')]);
    const { adresse } = await uneEnqueteOuverte(elle);
    expect(await mots(await elle.lire(adresse))).toContain('Personne n’a encore répondu');
    expect((await elle.poster(`${adresse}/questions`, { version: '5', intitule: 'Trop tard ?', genre: 'texte', choix: '' })).status).toBe(409);
  });

  test('une question sans choix, une version dépassée, un rang inconnu : refusés, la saisie rendue', async () => {
    const elle = await entrer();
    const adresse = suite(await elle.poster('/territoire/enquetes', { ...SAISIE, modele: 'habitants' }), elle.cpts);
    const sansChoix = await elle.poster(`${adresse}/questions`, { version: '1', intitule: 'Quoi ?', genre: 'une', choix: 'Un seul' });
    expect([sansChoix.status, await mots(sansChoix)]).toEqual([422, expect.stringContaining('au moins deux réponses possibles')]);
    const depassee = await elle.poster(`${adresse}/questions/0`, { version: '7', intitule: 'Corrigée ?', genre: 'texte', choix: '' });
    expect([depassee.status, await depassee.text()]).toEqual([409, expect.stringContaining('Corrigée ?')]);
    expect((await elle.poster(`${adresse}/questions/9`, { version: '1', intitule: 'Corrigée ?', genre: 'texte', choix: '' })).status).toBe(404);
    expect((await elle.poster(`${adresse}/questions/0/rang`, { version: '1', geste: 'retirer' })).status).toBe(303);
    expect(await mots(await elle.lire(adresse))).not.toContain('Avez-vous un médecin traitant');
  });

  test('un membre lit les enquêtes ouvertes, n’en prépare ni n’en ouvre ; l’ARS n’y entre pas', async () => {
    const elle = await entrer();
    const [lui, ars] = [await entrer(['adherent'], elle.cpts), await entrer(['ars'], elle.cpts)];
    const brouillon = suite(await elle.poster('/territoire/enquetes', SAISIE), elle.cpts);
    const { adresse } = await uneEnqueteOuverte(elle);
    expect([(await lui.lire(adresse)).status, (await lui.lire(brouillon)).status, (await lui.poster('/territoire/enquetes', SAISIE)).status, (await lui.poster(`${adresse}/statut`, { geste: 'clore' })).status, (await ars.lire('/territoire/enquetes')).status]).toEqual([200, 404, 403, 403, 403]);
  });
});

describe('répondre par le lien', () => {
  test('sans compte ; une réponse par navigateur, la même envoyée deux fois compte une fois', async () => {
    const elle = await entrer();
    const { lien } = await uneEnqueteOuverte(elle);
    const passant = navigateurEssai(app);
    const page = await passant.ouvrir(lien);
    const html = await page.clone().text();
    expect([page.status, html.includes('Votre nom n’est pas demandé'), html.includes('name="nom"')]).toEqual([200, true, false]);
    const champs = { cle: await cleDe(page), q0: '1', q1: '0', q2: 'Un médecin le samedi' };
    const merci = await passant.poster(lien, champs);
    expect([merci.status, merci.headers.get('Location')]).toEqual([303, `${lien}?merci`]);
    // The button pressed twice, before the cookie came: the form's own key says that it is the same.
    await navigateurEssai(app).poster(lien, champs);
    await passant.poster(lien, { ...champs, q0: '2' });
    expect(await mots(await passant.ouvrir(lien))).toContain('Vous avez déjà répondu');
    expect((await lignes('enquetes', elle)).map((e) => [e.reponses, e.comptes])).toEqual([[1, [[0, 1, 0], [1, 0], []]]]);
    expect((await lignes('enquete_textes', elle)).map((t) => t.texte)).toEqual(['Un médecin le samedi']);
  });

  test('rien de choisi, un choix qui n’existe pas, deux choix pour un, un champ inconnu : refusés, rien n’est compté', async () => {
    const elle = await entrer();
    const { lien } = await uneEnqueteOuverte(elle);
    const statuts = [];
    for (const champs of [{}, { q0: '3' }, { q0: '-1' }, { q0: 'x' }, { q9: '0' }, { q2: 'x'.repeat(501) }]) statuts.push((await repondre(lien, champs)).status);
    const deux = await app.request(`http://localhost:3000${lien}`, { method: 'POST', headers: { Origin: 'http://localhost:3000' }, body: new URLSearchParams([['q0', '0'], ['q0', '1']]) });
    expect([...statuts, deux.status]).toEqual([422, 422, 422, 422, 422, 422, 422]);
    const trop = 'y'.repeat(501);
    expect(await (await repondre(lien, { q2: trop })).text()).toContain(trop);
    expect((await lignes('enquetes', elle))[0]?.reponses).toBe(0);
    expect(await lignes('enquete_participations', elle)).toEqual([]);
  });

  test('un lien contrefait n’ouvre rien ; une enquête en préparation ou réservée aux membres non plus', async () => {
    const elle = await entrer();
    const { lien } = await uneEnqueteOuverte(elle);
    expect((await app.request(`http://localhost:3000${lien.slice(0, -2)}xx`)).status).toBe(404);
    await base.proprietaire.updateTable('enquetes').set({ adressee: 'membres' }).where('cpts_id', '=', elle.cpts.id).execute();
    expect((await app.request(`http://localhost:3000${lien}`)).status).toBe(404);
    await base.proprietaire.updateTable('enquetes').set({ adressee: 'public', statut: 'preparee' }).where('cpts_id', '=', elle.cpts.id).execute();
    expect([(await app.request(`http://localhost:3000${lien}`)).status, (await repondre(lien, { q0: '0' })).status]).toEqual([404, 404]);
  });
});

describe('les résultats', () => {
  test('paraissent à la clôture, les petits comptes masqués ; qui a répondu est oublié ; rien ne rouvre', async () => {
    const elle = await entrer();
    const { adresse, lien } = await uneEnqueteOuverte(elle);
    for (let i = 0; i < 12; i++) await repondre(lien, { q0: i < 9 ? '1' : i < 11 ? '0' : '2', ...(i < 6 && { q1: '0' }), ...(i < 2 && { q2: `Texte ${i}` }) });
    const ouverte = await mots(await elle.lire(adresse));
    expect([ouverte.includes('12 personnes ont répondu'), ouverte.includes('vient en tête'), (await elle.lire(`${adresse}/resultats.csv`)).status]).toEqual([true, false, 409]);
    expect((await lignes('enquete_participations', elle)).length).toBe(12);

    await elle.poster(`${adresse}/statut`, { geste: 'clore' });
    expect((await lignes('enquete_participations', elle)).length).toBe(0);
    const close = await mots(await elle.lire(adresse));
    // 9, 2 and 1 of 12: the two small ones are hidden, and 9 is what subtraction says of them anyway, 12 − (1 to 4) − (1 to 4).
    for (const dit of ['« Plus tard » vient en tête : entre 5 et 10 sur 12', 'moins de 5', '6 sur 12 (50 %)', 'Texte 0']) expect(close).toContain(dit);
    const csv = await (await elle.lire(`${adresse}/resultats.csv`)).text();
    expect([csv.includes('Un bus;6 sur 12'), csv.includes('Texte 1'), /;9/.test(csv)]).toEqual([true, true, false]);
    expect(Object.fromEntries((await elle.lire(`${adresse}/resultats.xlsx`)).headers)['content-type']).toContain('spreadsheetml');
    expect([(await elle.poster(`${adresse}/statut`, { geste: 'ouvrir' })).status, (await elle.poster(`${adresse}/cloture`, { cloture: '31/12/2026' })).status, (await repondre(lien, { q0: '0' })).status]).toEqual([409, 409, 409]);
  });

  test('un texte qui nomme quelqu’un s’efface ; un membre ne le peut pas', async () => {
    const elle = await entrer();
    const { adresse, lien } = await uneEnqueteOuverte(elle);
    for (let i = 0; i < 5; i++) await repondre(lien, { q2: `Mot ${i}` });
    await elle.poster(`${adresse}/statut`, { geste: 'clore' });
    const [premier] = await lignes('enquete_textes', elle);
    const lui = await entrer(['adherent'], elle.cpts);
    const geste = `${adresse}/textes/${premier?.id ?? ''}/effacement`;
    expect([(await lui.poster(geste)).status, (await elle.poster(geste)).status, (await elle.poster(geste)).status, (await lignes('enquete_textes', elle)).length]).toEqual([403, 303, 404, 4]);
  });

  test('le lendemain du dernier jour la nuit la clôt, une fois ; entre-temps elle ne prend déjà plus rien', async () => {
    const elle = await entrer();
    const { adresse, lien } = await uneEnqueteOuverte(elle, { cloture: '24/11/2026' });
    await repondre(lien, { q0: '0' });
    maintenant = new Date('2026-11-25T00:30:00Z');
    try {
      expect(await mots(await app.request(`http://localhost:3000${lien}`))).toContain('Cette enquête est close');
      expect((await repondre(lien, { q0: '0' })).status).toBe(409);
      for (let i = 0; i < 2; i++) await elle.dans(cloreEnquetes, maintenant);
      expect((await lignes('enquetes', elle)).map((e) => [e.statut, e.reponses])).toEqual([['close', 1]]);
      const dites = await base.proprietaire.selectFrom('journal').select('evenement').where('cpts_id', '=', elle.cpts.id).where('evenement', '=', 'enquete_changee').execute();
      expect([dites.length, (await mots(await elle.lire(adresse))).includes('Moins de 5 personnes')]).toEqual([2, true]);
    } finally {
      maintenant = INSTANT;
    }
  });
});

describe('un constat né d’un résultat', () => {
  test('d’un geste, avec le chiffre du jour et le lien vers la question ; « Aujourd’hui » ne le redemande plus', async () => {
    const elle = await entrer();
    const { adresse, lien } = await uneEnqueteOuverte(elle);
    for (let i = 0; i < 6; i++) await repondre(lien, { q0: '2', q2: `Mot ${i}` });
    expect((await elle.poster(`${adresse}/constats`, { question: '0', nature: 'besoin' })).status).toBe(422);
    await elle.poster(`${adresse}/statut`, { geste: 'clore' });
    expect(await mots(await elle.lire(''))).toContain('Tirer des constats de « Se soigner ici »');
    const ne = await elle.poster(`${adresse}/constats`, { question: '0', nature: 'besoin' });
    expect(ne.status).toBe(303);
    const carnet = await (await elle.lire('/territoire/diagnostic/constats')).text();
    expect([carnet.includes(`${adresse}#question-1`), carnet.replace(/[\u00a0\u202f]/g, ' ').includes('« Jamais » : 6 sur 6 (100 %)')]).toEqual([true, true]);
    expect(await mots(await elle.lire(''))).not.toContain('Tirer des constats');

    const [texte] = await lignes('enquete_textes', elle);
    const lui = await entrer(['adherent'], elle.cpts);
    expect((await lui.poster(`${adresse}/constats`, { question: '2', nature: 'faiblesse', texte: texte?.id ?? '' })).status).toBe(303);
    const [garde] = await base.proprietaire.selectFrom('constats').select(['texte', 'enquete']).where('cpts_id', '=', elle.cpts.id).where('nature', '=', 'faiblesse').execute();
    expect(garde).toMatchObject({ texte: texte?.texte, enquete: { question: 3, titre: 'Se soigner ici', releveLe: '2026-11-23' } });
    expect([(await elle.poster(`${adresse}/constats`, { question: '2', nature: 'besoin' })).status, (await elle.poster(`${adresse}/constats`, { question: '11', nature: 'besoin' })).status, (await elle.poster(`${adresse}/constats`, { question: '0', nature: 'beau' })).status]).toEqual([422, 422, 422]);
  });

  test('corriger la phrase d’un constat ne touche pas à ce que l’enquête disait', async () => {
    const elle = await entrer();
    const { adresse, lien } = await uneEnqueteOuverte(elle);
    for (let i = 0; i < 5; i++) await repondre(lien, { q0: '2' });
    await elle.poster(`${adresse}/statut`, { geste: 'clore' });
    const constat = suite(await elle.poster(`${adresse}/constats`, { question: '0', nature: 'besoin' }), elle.cpts);
    expect((await elle.poster(constat, { version: '1', nature: 'faiblesse', texte: 'On attend trop.', chapitre: '', reponse: '' })).status).toBe(303);
    const [garde] = await base.proprietaire.selectFrom('constats').select(['texte', 'enquete']).where('cpts_id', '=', elle.cpts.id).execute();
    expect(garde).toMatchObject({ texte: 'On attend trop.', enquete: { question: 1 } });
  });
});

describe('une enquête aux membres', () => {
  test('attend sur « Aujourd’hui », se remplit une fois connecté, une fois par personne', async () => {
    const elle = await entrer();
    const lui = await entrer(['adherent'], elle.cpts, 'Basile Membre');
    const { adresse } = await uneEnqueteOuverte(elle, { adressee: 'membres' });
    expect(await mots(await lui.lire(''))).toContain('Répondre à l’enquête « Se soigner ici »');
    expect((await lui.lire(`${adresse}/repondre`)).status).toBe(200);
    expect([(await lui.poster(`${adresse}/repondre`, { q0: '7' })).status, (await lui.poster(`${adresse}/repondre`, { q0: '0' })).status, (await lui.poster(`${adresse}/repondre`, { q0: '1' })).status]).toEqual([422, 303, 409]);
    expect(await mots(await lui.lire(''))).not.toContain('Répondre à l’enquête');
    expect((await lignes('enquetes', elle)).map((e) => e.comptes)).toEqual([[[1, 0, 0], [0, 0], []]]);
  });

  test('une enquête au public ne se remplit pas d’ici', async () => {
    const elle = await entrer();
    const { adresse } = await uneEnqueteOuverte(elle);
    expect([(await elle.lire(`${adresse}/repondre`)).status, (await elle.poster(`${adresse}/repondre`, { q0: '0' })).status]).toEqual([422, 422]);
  });
});

// The last one: this address is tired for a quarter of an hour.
test('au-delà du débit, la page le dit et garde la saisie', async () => {
  const elle = await entrer();
  const { lien } = await uneEnqueteOuverte(elle);
  let r = await repondre(lien, { q0: '0' });
  for (let i = 0; i < 200 && r.status !== 429; i++) r = await app.request(`http://localhost:3000${lien}`, { method: 'POST', headers: { Origin: 'http://localhost:3000' }, body: new URLSearchParams({ q2: 'x'.repeat(501) }) });
  expect([r.status, await mots(r)]).toEqual([429, expect.stringContaining('votre saisie est gardée')]);
});
