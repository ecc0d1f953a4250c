import { expect, test } from 'vitest';
import { demoContrat } from '#db/demo/aci.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { lireDossier } from '#modules/aci/queries.ts';
import { siteEssai, texte } from '#server/essais.ts';
import { tachesDesModules } from '#server/modules.ts';
import { DemandePreuves, GenrePreuve, SaisiePreuve } from './model-preuves.ts';
import { chercherPreuves, listerPreuves, preuvesJugees } from './queries-preuves.ts';
import { verserPreuve } from './use-cases/verser-preuve.ts';

const base = essaiAvecBase();
const { entrer, services } = siteEssai(base);
const tachePreuves = tachesDesModules(base.adresse).find((t) => t.sujet === 'preuve_versee');
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');

async function avecTache() {
  const moi = await entrer();
  /** Plays what the outbox holds for the contract, twice: told at least once. */
  const jouer = async (): Promise<void> => {
    const envois = await base.proprietaire.selectFrom('boite_envoi').select('charge').where('cpts_id', '=', moi.cpts.id).where('sujet', '=', 'preuve_versee').orderBy('id').execute();
    for (const e of envois) for (const cle of ['a', 'b']) await tachePreuves?.executer(e.charge, { services, cptsId: moi.cpts.id, cle, avancer: () => Promise.resolve() });
  };
  return { ...moi, jouer };
}
const feuille = () => new File([new Uint8Array(PDF)], 'feuille.pdf', { type: 'application/pdf' });
const SAISIE = { genre: 'emargement', titre: 'Réunion de novembre', le: '12/11/2026', cible: '', fiche: '', lien: '', nombre: '' };

async function avecContrat() {
  const moi = await avecTache();
  await moi.dans(demoContrat);
  const lignes = (await moi.dans(lireDossier))?.contenu.indicateurs ?? [];
  const id = (libelle: string): string => lignes.find((l) => l.libelle === libelle)?.id ?? '';
  const annuaire = lignes.find((l) => l.libelle === 'Annuaire des ressources diffusé');
  return { ...moi, journees: id('Journées de prévention tenues'), livrable: `${annuaire?.id ?? ''}/${annuaire?.livrables[0]?.id ?? ''}` };
}

test('une preuve versée compte derrière la dernière valeur ; retirée avec son motif, elle ne compte plus et reste dans l’histoire', async () => {
  const moi = await avecContrat();
  expect((await moi.poster('/missions/preuves', { ...SAISIE, cible: moi.journees, fichier: feuille() })).status).toBe(303);
  await moi.jouer();
  const preuvesDe = async () => (await moi.dans(lireDossier))?.releves.filter((r) => r.indicateur === moi.journees).map((r) => r.preuves);
  expect(await preuvesDe()).toEqual([0, 0, 1]);
  const [versee] = await moi.dans(listerPreuves);
  const id = versee?.id ?? '';
  expect((await (await moi.lire(`/missions/preuves/${id}/fichier`)).text()).startsWith('%PDF')).toBe(true);
  expect((await moi.poster(`/missions/preuves/${id}/retrait`, { motif: '' })).status).toBe(422);
  expect((await moi.poster(`/missions/preuves/${id}/retrait`, { motif: 'Autre réunion' })).status).toBe(303);
  await moi.jouer();
  expect(await preuvesDe()).toEqual([0, 0, 0]);
  const encore = await moi.poster(`/missions/preuves/${id}/retrait`, { motif: 'Encore' });
  expect(encore.status).toBe(409);
  const refusee = await texte(encore);
  expect(refusee).toContain('déjà retirée');
  expect(refusee).toContain('value="Encore"');
  expect(await texte(await moi.lire('/missions/preuves'))).toContain('Autre réunion');
});

test('la preuve d’un livrable le fournit', async () => {
  const moi = await avecContrat();
  expect((await moi.poster('/missions/preuves', { ...SAISIE, genre: 'lien', lien: 'https://exemple.invalid/annuaire', cible: moi.livrable })).status).toBe(303);
  await moi.jouer();
  expect((await moi.dans(lireDossier))?.livrables.map((l) => `${l.indicateur}/${l.livrable}`)).toEqual([moi.livrable]);
});

test('les mauvaises saisies sont refusées et ne versent rien', async () => {
  const moi = await avecContrat();
  for (const avec of [{}, { cible: moi.journees }, { cible: 'inconnue', nombre: '3' }, { cible: moi.journees, nombre: '-1' }, { cible: moi.journees, lien: 'javascript:alert(1)' }, { cible: moi.journees, nombre: '3', le: '12/11/2099' }, { cible: moi.journees, nombre: '3', titre: '' }, { cible: moi.journees, fichier: new File(['MZ'], 'virus.exe') }]) {
    expect((await moi.poster('/missions/preuves', { ...SAISIE, ...avec })).status).toBe(422);
  }
  expect(await moi.dans(listerPreuves)).toEqual([]);
  expect((await moi.poster('/missions/preuves', { ...SAISIE, cible: moi.journees, fichier: feuille() })).status).toBe(303);
  expect((await moi.poster('/missions/preuves', { ...SAISIE, cible: moi.journees, fichier: feuille() })).status).toBe(409);
  expect(await moi.dans(listerPreuves)).toHaveLength(1);
});

test('un membre verse et retire la sienne, pas celle d’un autre ; la caisse ne voit rien', async () => {
  const moi = await avecContrat();
  const membre = await entrer(['adherent'], moi.cpts);
  await moi.poster('/missions/preuves', { ...SAISIE, cible: moi.journees, nombre: '12', genre: 'decompte' });
  expect((await membre.poster('/missions/preuves', { ...SAISIE, cible: moi.journees, nombre: '13', genre: 'decompte' })).status).toBe(303);
  const preuves = await moi.dans(listerPreuves);
  const de = (n: number): string => preuves.find((p) => p.nombre === n)?.id ?? '';
  expect((await membre.poster(`/missions/preuves/${de(12)}/retrait`, { motif: 'x' })).status).toBe(403);
  expect((await membre.poster(`/missions/preuves/${de(13)}/retrait`, { motif: 'x' })).status).toBe(303);
  const caisse = await entrer(['cpam'], moi.cpts);
  expect((await caisse.lire('/missions/preuves')).status).toBe(403);
});

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

test('une preuve mal rattachée va à la bonne ligne, compte là et plus ici, et garde ce qu’elle prouvait', async () => {
  const moi = await avecContrat();
  await moi.poster('/missions/preuves', { ...SAISIE, cible: moi.journees, fichier: feuille() });
  const id = (await moi.dans(listerPreuves))[0]?.id ?? '';
  expect((await moi.poster(`/missions/preuves/${id}/rattachement`, { cible: moi.livrable, fiche: '', motif: '' })).status).toBe(422);
  expect((await moi.poster(`/missions/preuves/${id}/rattachement`, { cible: '', fiche: '', motif: 'Nulle part' })).status).toBe(422);
  expect((await moi.poster(`/missions/preuves/${id}/rattachement`, { cible: 'inconnue', fiche: '', motif: 'Ailleurs' })).status).toBe(422);
  const refusee = await moi.poster(`/missions/preuves/${id}/rattachement`, { cible: moi.journees, fiche: '', motif: 'Au même endroit' });
  const rendue = await texte(refusee);
  expect(refusee.status).toBe(409);
  for (const garde of ['À revoir : Réunion de novembre', 'value="Au même endroit"', `<option value="${moi.journees}" selected`]) expect(rendue).toContain(garde);
  expect(await texte(await moi.poster(`/missions/preuves/${id}/rattachement`, { cible: '', fiche: '', motif: 'Nulle part' }))).toContain('value="Nulle part"');
  expect((await moi.poster(`/missions/preuves/${id}/rattachement`, { cible: moi.livrable, fiche: '', motif: 'C’était la diffusion' })).status).toBe(303);
  await moi.jouer();
  const dossier = await moi.dans(lireDossier);
  expect(dossier?.releves.filter((r) => r.indicateur === moi.journees).map((r) => r.preuves)).toEqual([0, 0, 0]);
  expect(dossier?.livrables.map((l) => `${l.indicateur}/${l.livrable}`)).toEqual([moi.livrable]);
  const page = await texte(await moi.lire('/missions/preuves'));
  for (const attendu of ['elle prouvait « Journées de prévention tenues »', 'C’était la diffusion']) expect(page).toContain(attendu);
  const autre = await entrer(['adherent'], moi.cpts);
  expect((await autre.poster(`/missions/preuves/${id}/rattachement`, { cible: moi.journees, fiche: '', motif: 'Moi aussi' })).status).toBe(403);
  const ailleurs = await entrer();
  expect((await ailleurs.poster(`/missions/preuves/${id}/rattachement`, { cible: moi.journees, fiche: '', motif: 'D’ailleurs' })).status).toBe(404);
});

test('le coffre se cherche, se filtre et se tourne page par page ; la base juge fragile ce que la règle juge fragile', async () => {
  const moi = await avecContrat();
  const genres = GenrePreuve.options;
  await moi.dans(async (ctx) => {
    for (let n = 0; n < 65; n++) {
      const genre = genres[n % genres.length] ?? 'lien';
      const issue = await verserPreuve(ctx, SaisiePreuve.parse({ genre, titre: `Pièce ${n} d’été`, le: n % 4 === 0 ? '' : '12/11/2026', cible: n % 2 === 0 ? moi.journees : moi.livrable, fiche: '', lien: n % 3 === 0 ? 'https://exemple.invalid' : '', nombre: n % 3 === 0 ? '' : String(n) }));
      if (!issue.ok) throw new Error(issue.refus.code);
    }
  });
  const chercher = (d: Readonly<Record<string, string>>) => moi.dans((ctx) => chercherPreuves(ctx, DemandePreuves.parse(d)));
  expect((await chercher({})).total).toBe(65);
  const pages = await Promise.all(['1', '2', '3', '4'].map((page) => chercher({ page })));
  expect(pages.map((p) => p.preuves.length)).toEqual([30, 30, 5, 0]);
  expect(new Set(pages.flatMap((p) => p.preuves.map((x) => x.id))).size).toBe(65);
  expect((await chercher({ q: 'piece 12 ETE' })).preuves.map((p) => p.titre)).toEqual(['Pièce 12 d’été']);
  expect((await chercher({ ligne: moi.journees })).total).toBe(33);
  expect((await chercher({ genre: 'photo' })).preuves.every((p) => p.genre === 'photo')).toBe(true);
  const jugees = await moi.dans(preuvesJugees);
  expect((await chercher({ etat: 'fragile' })).total).toBe(jugees.filter((j) => j.faiblesses.length > 0).length);
  expect((await chercher({ etat: 'solide' })).total).toBe(jugees.filter((j) => j.faiblesses.length === 0).length);
  expect(await texte(await moi.lire('/missions/preuves?page=2'))).toContain('31 à 60 sur 65');
  expect(await texte(await moi.lire('/missions/preuves?q=absente'))).toContain('Aucune preuve ne correspond.');
});

test('une photo se voit sur la page, sous un type sûr et avec ses mots ; un texte ne s’y montre pas', async () => {
  const moi = await avecContrat();
  await moi.poster('/missions/preuves', { ...SAISIE, genre: 'photo', titre: 'La salle', cible: moi.journees, fichier: new File([new Uint8Array(PNG)], 'salle.png', { type: 'image/png' }) });
  await moi.poster('/missions/preuves', { ...SAISIE, cible: moi.journees, fichier: feuille() });
  const html = await texte(await moi.lire('/missions/preuves'));
  expect(html.match(/<img [^>]*alt="[^"]*"/g)?.filter((i) => i.includes('Pièce versée'))).toHaveLength(1);
  expect(html).toContain('alt="Pièce versée : La salle"');
  const photo = (await moi.dans(listerPreuves)).find((p) => p.genre === 'photo');
  const r = await moi.lire(`/missions/preuves/${photo?.id ?? ''}/fichier`);
  expect([r.headers.get('Content-Type'), r.headers.get('X-Content-Type-Options'), r.headers.get('Content-Security-Policy')?.includes('sandbox')]).toEqual(['image/png', 'nosniff', true]);
});
