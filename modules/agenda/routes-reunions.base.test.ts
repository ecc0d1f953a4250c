import { beforeEach, describe, expect, test } from 'vitest';
import { essaiAvecBase, INSTANT } from '#db/essais.ts';
import { descellerCourriel } from '#server/courriel.ts';
import { mots, navigateurEssai, SECRET, SITE, siteEssai, texte, type Visite } from '#server/essais.ts';
import { signerLien } from '#server/liens/jeton-lien.ts';
import { tacheFeuille, tachePresence } from '#server/taches/presences.ts';
import type { Tache } from '#server/taches/registre.ts';
import { rappelerTaches } from './use-cases/rappeler-taches.ts';

const base = essaiAvecBase();
let maintenant = INSTANT;
const { app, entrer, services } = siteEssai(base, { maintenant: () => maintenant });
const DEBUT = new Date('2026-12-08T18:30:00Z');
/** The phone of whoever answers: the same from the letter to the catching up. */
let telephone = navigateurEssai(app);
beforeEach(() => { telephone = navigateurEssai(app); });
const chemin = (adresse: string): string => adresse.replace(SITE, '');
const tap = (adresse: string, champs: Record<string, string>): Promise<Response> => telephone.poster(chemin(adresse), champs);
const voir = (adresse: string): Promise<Response> => telephone.ouvrir(chemin(adresse));

async function a<T>(le: Date, faire: () => Promise<T>): Promise<T> {
  maintenant = le;
  try {
    return await faire();
  } finally {
    maintenant = INSTANT;
  }
}

const lettres = async (v: Visite, courriel: string) =>
  (await base.proprietaire.selectFrom('boite_envoi').select(['sujet', 'charge']).where('cpts_id', '=', v.cpts.id).orderBy('id').execute())
    .flatMap((l) => (l.sujet === 'courriel' && typeof l.charge === 'object' && l.charge !== null && 'scelle' in l.charge ? [descellerCourriel(String(l.charge.scelle), SECRET)] : [])).filter((l) => l.a === courriel);
const lienDe = (t: string | undefined): string => /http:\/\/localhost:3000\/i\/\S+/.exec(t ?? '')?.[0] ?? '';

/** A coordinator and a doctor; a meeting fixed at once for both. */
async function fixee() {
  const elle = await entrer();
  const lui = await entrer(['adherent'], elle.cpts, 'Basile Réponse');
  const r = await elle.poster('/agenda/sondages', { groupe: '', duree: '120', titre: 'Bureau de décembre', lieu: 'Maison de santé', cloture: '30/11/2026', fixer: DEBUT.toISOString(), externes: 'Rose Mairie, rose@exemple.invalid' });
  expect([r.status, r.status === 303 ? '' : await mots(r)]).toEqual([303, '']);
  const reunion = new URL(r.headers.get('Location') ?? '', SITE).pathname.replace(`/cpts/${elle.cpts.slug}`, '');
  return { elle, lui, reunion, lien: lienDe((await lettres(elle, lui.moi.courriel)).at(-1)?.texte) };
}
const ics = async (v: Visite, courriel: string): Promise<string> => ((await lettres(v, courriel)).at(-1)?.calendrier?.contenu ?? '').replace(/\r\n /g, '');

describe('fixer d’un geste, répondre sans se connecter', () => {
  test('chacun reçoit l’invitation et son lien, personnes de l’extérieur comprises ; lire le lien ne change rien, un geste répond', async () => {
    const { elle, lien, reunion } = await fixee();
    expect(lienDe((await lettres(elle, 'rose@exemple.invalid')).at(-1)?.texte)).toMatch(/\/i\//);
    expect(await mots(await voir(lien))).toContain('venez-vous');
    expect(await mots(await elle.lire(reunion))).toContain('0 sur 3 personnes vient');
    expect((await tap(lien, { reponse: 'acceptee' })).status).toBe(303);
    expect(await mots(await elle.lire(reunion))).toContain('1 sur 3 personnes vient');
    expect(await texte(await voir(lien))).toMatch(/value="acceptee" aria-pressed="true"/);
    const transfere = navigateurEssai(app);
    expect([(await transfere.ouvrir(chemin(lien))).status, (await transfere.poster(chemin(lien), { reponse: 'refusee' })).status]).toEqual([403, 403]);
    expect(await mots(await elle.lire(reunion))).toContain('1 sur 3 personnes vient');
  });

  test('le lien d’un membre dit ce que venir paierait, et rien d’autre de lui ; celui d’une personne de l’extérieur se tait', async () => {
    const { elle, lui, lien } = await fixee();
    const exterieur = lienDe((await lettres(elle, 'rose@exemple.invalid')).at(-1)?.texte);
    expect(await mots(await voir(lien))).not.toContain('Ce que cela vous paierait');
    const tresorerie = await entrer(['tresorerie'], elle.cpts);
    const taux = { nature: 'indemnite', profession: '', mission: '', heure: '50', depuis: '01/01/2025', vote: 'Assemblée du 10 décembre', voteLe: '10/12/2024' };
    expect((await tresorerie.poster('/finances/taux', taux)).status).toBe(303);
    // Two hours at 50 €.
    expect(await mots(await voir(lien))).toContain('Ce que cela vous paierait. 2 h d’indemnité : 100,00 €.');
    expect(await mots(await voir(exterieur))).not.toContain('Ce que cela vous paierait');
    // 35 × 23 h at 50 € are 40 250 € of 48 060 €: past 80 %, which one's own pages say and a link does not.
    for (let jour = 1; jour <= 35; jour++) await lui.poster('/finances/temps', { action: 'Suivi', jour: `${String((jour % 28) + 1).padStart(2, '0')}/10/2026`, heures: '23', nature: 'indemnite', mission: '', preuve: '' });
    expect(await mots(await lui.lire('/finances/temps'))).toContain('Il vous resterait');
    expect(await mots(await voir(lien))).not.toContain('resterait');
    await base.proprietaire.updateTable('roles_tenus').set({ jusque: '2026-11-01', depuis: '2026-01-01' }).where('cpts_id', '=', elle.cpts.id).where('personne_id', '=', lui.moi.id).execute();
    expect(await mots(await voir(lien))).not.toContain('Ce que cela vous paierait');
  });

  test.each([
    ['falsifié', (l: string) => `${l.slice(0, -3)}AAA`, 404],
    ['coupé', (l: string) => l.slice(0, -9), 404],
    ['d’une autre porte', (l: string) => l.replace('/i/', '/r/'), 404],
  ])('un lien %s est refusé, en lecture comme en réponse', async (_, abimer, statut) => {
    const { elle, lien, reunion } = await fixee();
    expect([(await voir(abimer(lien))).status, (await tap(abimer(lien), { reponse: 'acceptee' })).status]).toEqual([statut, statut]);
    expect(await mots(await elle.lire(reunion))).toContain('0 sur 3');
  });

  test('trente jours après la réunion, le lien ne dit plus rien', async () => {
    const { lien } = await fixee();
    await a(new Date('2027-01-07T20:29:59Z'), async () => expect((await voir(lien)).status).toBe(200));
    await a(new Date('2027-01-07T20:30:00Z'), async () => expect((await voir(lien)).status).toBe(410));
  });

  test('une présence par le lien : refusée la veille, notée dans la salle', async () => {
    const { elle, lien, reunion } = await fixee();
    expect((await tap(lien, { presence: 'presente' })).status).toBe(409);
    await a(new Date('2026-12-08T18:00:00Z'), async () => expect((await tap(lien, { presence: 'presente' })).status).toBe(303));
    expect(await mots(await elle.lire(reunion))).toContain('présente, dite par la personne');
  });
});

describe('déplacer, annuler, rétablir', () => {
  test('une autre date : motif, SEQUENCE plus grande, réponses redemandées, même UID', async () => {
    const { elle, lui, reunion, lien } = await fixee();
    await tap(lien, { reponse: 'acceptee' });
    const avant = await ics(elle, lui.moi.courriel);
    expect((await elle.poster(`${reunion}/deplacer`, { autre: '10/12/2026 20:00', duree: '90', lieu: 'Mairie', motif: 'La salle est prise.' })).status).toBe(303);
    const apres = await ics(elle, lui.moi.courriel);
    for (const ligne of ['METHOD:REQUEST', 'SEQUENCE:1', 'DTSTART:20261210T190000Z', 'DTEND:20261210T203000Z', 'LOCATION:Mairie']) expect(apres).toContain(`\r\n${ligne}\r\n`);
    expect(/UID:.*/.exec(apres)?.[0]).toBe(/UID:.*/.exec(avant)?.[0]);
    expect(apres).toContain(`PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${lui.moi.courriel}`);
    const page = await mots(await elle.lire(reunion));
    for (const m of ['0 sur 3 personnes vient', 'Elle devait avoir lieu mardi 8 décembre à 19 h 30', 'La salle est prise.']) expect(page).toContain(m);
    expect((await lettres(elle, lui.moi.courriel)).at(-1)?.sujet).toBe('Réunion déplacée : Bureau de décembre');
  });

  test('changer de salle seulement ne redemande rien', async () => {
    const { elle, reunion, lien } = await fixee();
    await tap(lien, { reponse: 'acceptee' });
    expect((await elle.poster(`${reunion}/deplacer`, { autre: '', duree: '120', lieu: 'Mairie', motif: 'Plus de place.' })).status).toBe(303);
    expect(await mots(await elle.lire(reunion))).toContain('1 sur 3 personnes vient');
  });

  test.each([
    [{ autre: '10/12/2020 20:00', motif: 'x' }, 'Cette date est passée'], [{ autre: 'demain soir', motif: 'x' }, 'n’est pas lisible'], [{ autre: '10/12/2026 20:00', motif: ' ' }, 'Dites pourquoi'], [{ autre: '', motif: 'x' }, 'rien n’a changé'],
  ])('un déplacement impossible est dit et la saisie gardée : %#', async (champs, phrase) => {
    const { elle, reunion } = await fixee();
    const r = await elle.poster(`${reunion}/deplacer`, { duree: '120', lieu: 'Maison de santé', ...champs });
    const page = await texte(r);
    expect([r.status, page.includes(phrase), champs.autre === '' || page.includes(`value="${champs.autre}"`)]).toEqual([422, true, true]);
    expect(await mots(await elle.lire(reunion))).toContain('8 décembre');
  });

  test('annuler se défait d’un geste : la réunion revient, avec une SEQUENCE plus grande encore', async () => {
    const { elle, lui, reunion } = await fixee();
    const r = await elle.poster(`${reunion}/geste`, { geste: 'annuler' });
    expect(decodeURIComponent(r.headers.get('set-cookie') ?? '')).toContain(`${reunion}/retablissement`);
    expect(await ics(elle, lui.moi.courriel)).toContain('\r\nSEQUENCE:1\r\n');
    expect((await lui.poster(`${reunion}/retablissement`)).status).toBe(403);
    expect((await elle.poster(`${reunion}/retablissement`)).status).toBe(303);
    const retour = await ics(elle, lui.moi.courriel);
    for (const ligne of ['METHOD:REQUEST', 'SEQUENCE:2', 'STATUS:CONFIRMED']) expect(retour).toContain(`\r\n${ligne}\r\n`);
    expect((await elle.poster(`${reunion}/retablissement`)).status).toBe(409);
  });
});

describe('documents et feuille', () => {
  const pdf = (nom: string): File => new File([Buffer.from('%PDF-1.7 un texte')], nom, { type: 'application/pdf' });

  test('un document se joint à un point, le suit quand l’ordre change, se lit par le lien, se retire et revient', async () => {
    const { elle, lui, reunion, lien } = await fixee();
    const version = async (): Promise<string> => /name="version" value="(\d+)"/.exec(await (await elle.lire(reunion)).text())?.[1] ?? '';
    expect((await elle.poster(`${reunion}/ordre-du-jour`, { version: await version(), ordre: 'Budget\nVaccination' })).status).toBe(303);
    const point = [...(await (await elle.lire(reunion)).text()).matchAll(/name="point" value="([^"]+)"/g)][1]?.[1] ?? '';
    expect((await lui.poster(`${reunion}/documents`, { fichier: pdf('Note.pdf'), point })).status).toBe(303);
    expect((await elle.poster(`${reunion}/ordre-du-jour`, { version: await version(), ordre: 'Vaccination\nBudget' })).status).toBe(303);
    expect(await texte(await elle.lire(reunion))).toMatch(/Vaccination<\/h3>.*?Note\.pdf.*?Budget<\/h3>/s);
    const href = /href="(\/i\/[^"]+\/documents\/[^"]+)"/.exec(await (await voir(lien)).text())?.[1] ?? '';
    expect((await (await voir(SITE + href)).text()).startsWith('%PDF')).toBe(true);
    const id = /documents\/([0-9a-f-]{36})\/retrait/.exec(await (await elle.lire(reunion)).text())?.[1] ?? '';
    expect((await elle.poster(`${reunion}/documents/${id}/retrait`)).status).toBe(303);
    expect([(await elle.lire(`${reunion}/documents/${id}`)).status, (await voir(SITE + href)).status]).toEqual([404, 404]);
    expect((await elle.poster(`${reunion}/documents/${id}/remise`)).status).toBe(303);
    expect((await elle.lire(`${reunion}/documents/${id}`)).status).toBe(200);
  });

  test('la photo de la feuille signée est gardée et annoncée une fois ; un programme est refusé ; un adhérent n’en dépose pas', async () => {
    const { elle, lui, reunion } = await fixee();
    expect((await elle.poster(`${reunion}/feuille`, { fichier: new File(['MZ'], 'jeu.exe'), point: '' })).status).toBe(422);
    expect((await lui.poster(`${reunion}/feuille`, { fichier: pdf('Feuille.pdf'), point: '' })).status).toBe(403);
    expect((await elle.poster(`${reunion}/feuille`, { fichier: pdf('Feuille.pdf'), point: '' })).status).toBe(303);
    const envois = await base.proprietaire.selectFrom('boite_envoi').select('charge').where('cpts_id', '=', elle.cpts.id).where('sujet', '=', 'feuille_deposee').execute();
    expect(envois.map((e) => e.charge)).toMatchObject([{ titre: 'Bureau de décembre', jour: '2026-12-08', par: elle.moi.id }]);
  });
});

describe('le code de la salle', () => {
  const DANS_LA_SALLE = new Date('2026-12-08T18:40:00Z');
  const codeDe = async (v: Visite, reunion: string): Promise<string> => /http:\/\/localhost:3000\/p\/[^<"]+/.exec(await (await v.lire(`${reunion}/ecran`)).text())?.[0] ?? '';

  test('on touche son nom, ou on l’ajoute ; la feuille dit comment chaque présence est connue', async () => {
    const { elle, lui, reunion } = await fixee();
    expect((await lui.lire(`${reunion}/ecran`)).status).toBe(403);
    await a(DANS_LA_SALLE, async () => {
      const code = await codeDe(elle, reunion);
      const page = await (await voir(code)).text();
      const invite = new RegExp('value="([0-9a-f-]{36})"[^>]*>Basile Réponse').exec(page)?.[1] ?? '';
      expect((await tap(code, { invite })).status).toBe(303);
      expect((await tap(code, { nom: 'Iris Passage' })).status).toBe(303);
      expect((await tap(code, { nom: ' ' })).status).toBe(422);
      expect(await mots(await voir(code))).toContain('Basile Réponse, Iris Passage');
      const vue = await mots(await elle.lire(reunion));
      expect(vue).toContain('présente, par le code de la salle');
      expect(vue).toContain('2 personnes présentes sur 4');
    });
  });

  test('le code meurt au bout de dix minutes, ne sert ni avant l’heure ni pour une autre réunion', async () => {
    const { elle, reunion } = await fixee();
    const tropTot = await codeDe(elle, reunion);
    expect((await tap(tropTot, { nom: 'Iris Passage' })).status).toBe(409);
    expect(await mots(await voir(tropTot))).toContain('La présence se note ici à partir de 19 h, une demi-heure avant le début.');
    await a(DANS_LA_SALLE, async () => {
      const code = await codeDe(elle, reunion);
      await a(new Date(DANS_LA_SALLE.getTime() + 599_000), async () => expect((await voir(code)).status).toBe(200));
      await a(new Date(DANS_LA_SALLE.getTime() + 600_000), async () => {
        expect((await tap(code, { nom: 'Iris Passage' })).status).toBe(410);
        expect(await mots(await voir(code))).toContain('Ce code a changé Visez de nouveau celui qui est affiché dans la salle.');
      });
    });
    const ailleurs = `${SITE}/p/${signerLien({ usage: 'presence', cptsId: elle.cpts.id, objet: '0198f000-0000-7000-8000-0000000000e9', expire: new Date('2030-01-01') }, SECRET)}`;
    expect((await tap(ailleurs, { nom: 'Iris Passage' })).status).toBe(404);
  });
});

describe('à l’approbation', () => {
  test('les absents reçoivent de quoi rattraper, les présents non ; le lien ne montre que ce qui est enregistré', async () => {
    const { elle, lui, reunion, lien } = await fixee();
    await a(new Date('2026-12-08T19:00:00Z'), async () => {
      await elle.poster(`${reunion}/decisions`, { texte: 'Ouvrir trois créneaux par jour.' });
      const sienne = /name="invite" value="([^"]+)"/.exec(await (await elle.lire(reunion)).text())?.[1] ?? '';
      expect((await elle.poster(`${reunion}/presence`, { invite: sienne, presence: 'presente' })).status).toBe(303);
      for (const geste of ['tenir', 'approuver']) expect((await elle.poster(`${reunion}/geste`, { geste })).status).toBe(303);
      expect((await lettres(elle, lui.moi.courriel)).at(-1)?.sujet).toBe('En deux minutes : Bureau de décembre');
      expect((await lettres(elle, elle.moi.courriel)).some((l) => l.sujet.startsWith('En deux minutes'))).toBe(false);
      const page = await mots(await voir(lien));
      for (const m of ['En deux minutes', 'Ouvrir trois créneaux par jour.', '1 décision prise, 0 tâche confiée']) expect(page).toContain(m);
      expect((await tap(lien, { presence: 'presente' })).status).toBe(409);
    });
  });

  test('noter une présence n’efface pas ce qu’un autre écrit en même temps', async () => {
    const { elle, lui, reunion, lien } = await fixee();
    await elle.poster(`${reunion}/ordre-du-jour`, { version: '1', ordre: 'Budget' });
    await a(new Date('2026-12-08T19:00:00Z'), async () => {
      const version = /name="version" value="(\d+)"/.exec(await (await elle.lire(reunion)).text())?.[1] ?? '';
      expect((await tap(lien, { presence: 'presente' })).status).toBe(303);
      expect((await elle.poster(`${reunion}/notes`, { version, rang: '0', notes: 'Voté.' })).status).toBe(303);
    });
    expect(await mots(await lui.lire(reunion))).toContain('Voté.');
  });
});

describe('lien public d’un sondage', () => {
  test('ouvert par qui organise, il donne à chacun son propre lien ; fermé, il ne répond plus ; ceux qui étaient venus répondent encore', async () => {
    const elle = await entrer();
    const r = await elle.poster('/agenda/sondages', { groupe: '', duree: '120', dates: DEBUT.toISOString(), titre: 'Rencontre', cloture: '30/11/2026', autres: '' });
    const chemin = new URL(r.headers.get('Location') ?? '', SITE).pathname.replace(`/cpts/${elle.cpts.slug}`, '');
    expect(await texte(await elle.lire(chemin))).not.toContain('/s/public');
    expect((await elle.poster(`${chemin}/public`, { ouvert: 'oui' })).status).toBe(303);
    const lien = /http:\/\/localhost:3000\/s\/[^<"]+/.exec(await (await elle.lire(chemin)).text())?.[0] ?? '';
    expect((await tap(lien, { nom: '', courriel: '' })).status).toBe(422);
    const venue = await tap(lien, { nom: 'Rose Mairie', courriel: 'rose@exemple.invalid' });
    const sien = SITE + (venue.headers.get('Location') ?? '');
    expect((await tap(sien, { choix: '0-o' })).status).toBe(303);
    expect(await mots(await elle.lire(chemin))).toContain('1 personne sur 2 a répondu');
    expect((await elle.poster(`${chemin}/public`, { ouvert: 'non' })).status).toBe(303);
    expect([(await voir(lien)).status, (await tap(lien, { nom: 'Intrus', courriel: '' })).status]).toEqual([410, 410]);
    expect((await voir(sien)).status).toBe(200);
  });
});

describe('ce que la date doit respecter', () => {
  test('une personne indispensable qui ne peut pas venir ôte la date ; le quorum manqué est dit sur le sondage', async () => {
    const elle = await entrer();
    const lui = await entrer(['adherent'], elle.cpts, 'Basile Réponse');
    await lui.poster('/agenda/moi', { consultations: 'lun mar mer jeu ven 8:00-22:30', conges: '', soirees: '' });
    const dates = async (suite: string): Promise<number> => [...(await (await elle.lire(`/agenda/nouveau?groupe=&duree=120${suite}`)).text()).matchAll(/name="dates"/g)].length;
    expect(await dates('')).toBe(6);
    expect(await dates(`&pour=tous&essentiel=${lui.moi.id}`)).toBe(0);
    expect(await dates(`&pour=tous&essentiel=${lui.moi.id}&jours=6`)).toBeGreaterThan(0);
    expect(await mots(await elle.lire(`/agenda/nouveau?pour=tous&essentiel=${lui.moi.id}&sans=${lui.moi.id}`))).toContain('cochée deux fois');
    expect(await mots(await elle.lire('/agenda/nouveau?presents=douze&du=32/12/2026'))).toContain('Écrivez un nombre de personnes');
    const r = await elle.poster('/agenda/sondages', { demande: 'groupe=&duree=120&presents=2&pour=tous', groupe: '', duree: '120', dates: DEBUT.toISOString(), titre: 'Bureau', cloture: '30/11/2026', autres: '' });
    const chemin = new URL(r.headers.get('Location') ?? '', SITE).pathname.replace(`/cpts/${elle.cpts.slug}`, '');
    await lui.poster(chemin, { choix: '0-o' });
    expect(await mots(await elle.lire(chemin))).toContain('Présents : 1 sur 2 demandés.');
    await elle.poster(chemin, { choix: '0-o' });
    expect(await mots(await elle.lire(chemin))).toContain('Quorum atteint.');
  });

  test('une salle prise par une réunion n’est plus libre ce soir-là', async () => {
    const elle = await entrer();
    expect((await elle.poster('/agenda/salles', { nom: 'Salle du haut', places: '10' })).status).toBe(303);
    const demande = '/agenda/nouveau?groupe=&duree=120&salle=oui&du=08/12/2026&au=08/12/2026&de=19h30&a=21h30';
    expect(await mots(await elle.lire(demande))).toContain('Salle libre : Salle du haut.');
    await elle.poster('/agenda/sondages', { groupe: '', duree: '120', titre: 'Bureau', lieu: 'Salle du haut', cloture: '30/11/2026', fixer: DEBUT.toISOString() });
    expect(await mots(await elle.lire(demande))).toContain('Aucune date ne convient');
  });
});

describe('listes, tâches et groupes', () => {
  test('les réunions se cherchent, se trient et se tournent page par page', async () => {
    const elle = await entrer();
    for (let i = 0; i < 27; i++) await elle.poster('/agenda/sondages', { groupe: '', duree: '60', titre: i === 3 ? 'Réunion vaccination' : `Bureau ${String(i).padStart(2, '0')}`, cloture: '30/11/2026', fixer: new Date(DEBUT.getTime() + i * 86_400_000).toISOString() });
    const titres = async (q: string): Promise<string[]> => [...(await texte(await elle.lire(`/agenda/reunions?${q}`))).matchAll(/reunions\/[0-9a-f-]{36}"[^>]*>([^<]+)/g)].map((m) => m[1] ?? '');
    expect([(await titres('')).length, (await titres('page=2')).length, (await titres('page=9')).length]).toEqual([25, 2, 0]);
    expect(await titres('q=vaccin')).toEqual(['Réunion vaccination']);
    expect((await titres('tri=titre&sens=desc'))[0]).toBe('Réunion vaccination');
    expect((await titres('tri=titre&sens=asc'))[0]).toBe('Bureau 00');
    expect([(await titres('q=%25&page=-1&tri=rien')).length, (await titres('q=(bureau[')).length]).toEqual([25, 25]);
    expect(await titres('quand=passees')).toEqual([]);
    expect(await mots(await elle.lire('/recherche?q=vaccination'))).toContain('Réunion vaccination');
  });

  test('une tâche suit la personne : en retard elle le dit, rappelée une fois par semaine, faite elle ne revient plus, et cela se défait', async () => {
    const { elle, lui, reunion } = await fixee();
    await a(DEBUT, () => elle.poster(`${reunion}/taches`, { texte: 'Réserver la salle', personne: lui.moi.id, echeance: '15/12/2026' }));
    const rappeler = (le: string): Promise<number> => elle.dans((ctx) => rappelerTaches(ctx, { cpts: 'CPTS', slug: elle.cpts.slug, url: SITE, secret: SECRET }), new Date(le));
    const rappels = [];
    for (const le of ['2026-12-13T06:20:00Z', '2026-12-14T06:20:00Z', '2026-12-15T06:20:00Z', '2026-12-16T06:20:00Z', '2026-12-21T06:20:00Z', '2026-12-22T06:20:00Z']) rappels.push(await rappeler(le));
    // Due the 15th: told the day before, then when a week has passed since and it is overdue.
    expect(rappels).toEqual([0, 1, 0, 0, 1, 0]);
    expect((await lettres(elle, lui.moi.courriel)).at(-1)?.texte).toContain('Réserver la salle');
    await a(new Date('2026-12-20T09:00:00Z'), async () => {
      expect(await mots(await lui.lire('/agenda/taches'))).toContain('1 tâche à faire, dont 1 en retard');
      expect(await mots(await lui.lire(''))).toContain('En retard. Confié pendant');
      const id = /taches\/([0-9a-f-]{36})\/fin/.exec(await (await lui.lire('/agenda/taches')).text())?.[1] ?? '';
      expect((await elle.poster(`/agenda/taches/${id}/fin`)).status).toBe(404);
      expect((await lui.poster(`/agenda/taches/${id}/fin`)).status).toBe(303);
      expect(await mots(await lui.lire('/agenda/taches'))).toContain('0 tâche à faire');
      expect((await lui.poster(`/agenda/taches/${id}/reprise`)).status).toBe(303);
      expect(await mots(await lui.lire('/agenda/taches'))).toContain('Réserver la salle');
    });
  });

  test('un groupe a sa page, ses indispensables, s’archive et se rouvre ; un adhérent ne l’archive pas', async () => {
    const elle = await entrer();
    const lui = await entrer(['adherent'], elle.cpts, 'Basile Réponse');
    const r = await elle.poster('/agenda/groupes', { id: '', nom: 'Prévention', rythme: 'le premier lundi', duree: '60', membres: [elle.moi.id], essentiels: lui.moi.id });
    const page = new URL(r.headers.get('Location') ?? '', SITE).pathname.replace(`/cpts/${elle.cpts.slug}`, '');
    for (const m of ['Son rythme : le premier lundi', 'Basile Réponse (indispensable)', 'Pas encore de réunion']) expect(await mots(await lui.lire(page))).toContain(m);
    expect(await texte(await elle.lire(`/agenda/nouveau?groupe=${page.split('/').at(-1)}&duree=60`))).toMatch(new RegExp(`name="essentiel" value="${lui.moi.id}" checked`));
    expect((await lui.poster(`${page}/archive`)).status).toBe(403);
    expect((await elle.poster(`${page}/archive`)).status).toBe(303);
    expect(await mots(await elle.lire('/agenda/groupes'))).toMatch(/Groupes archivés\s+Prévention/);
    expect((await elle.poster(`${page}/archive`)).status).toBe(404);
    expect((await elle.poster(`${page}/reouverture`)).status).toBe(303);
    expect(await mots(await elle.lire('/agenda/groupes'))).not.toContain('Groupes archivés');
  });
});

describe('ce que la présence devient ailleurs', () => {
  /** The jobs of these subjects, as the worker runs them: each twice, since a fact may be told again. */
  async function traiter(v: Visite, tache: Tache): Promise<number> {
    const envois = await base.proprietaire.selectFrom('boite_envoi').select(['id', 'charge']).where('cpts_id', '=', v.cpts.id).where('sujet', '=', tache.sujet).execute();
    for (const e of [...envois, ...envois]) await tache.executer(e.charge, { services, cptsId: v.cpts.id, cle: e.id, avancer: () => Promise.resolve() });
    return envois.length;
  }

  test('une présence propose un temps à confirmer, une fois ; la feuille signée attend parmi les preuves, puis se rattache d’un geste', async () => {
    const { elle, lui, reunion, lien } = await fixee();
    await a(new Date('2026-12-08T19:00:00Z'), async () => {
      await tap(lien, { presence: 'presente' });
      await elle.poster(`${reunion}/feuille`, { fichier: new File([Buffer.from('%PDF-1.7 signée')], 'Feuille.pdf'), point: '' });
      for (const geste of ['tenir', 'approuver']) expect((await elle.poster(`${reunion}/geste`, { geste })).status).toBe(303);
      expect([await traiter(elle, tachePresence), await traiter(elle, tacheFeuille)]).toEqual([1, 1]);
      const temps = await base.proprietaire.selectFrom('temps_declares').select(['personne_id', 'statut', 'minutes']).where('cpts_id', '=', elle.cpts.id).execute();
      expect(temps).toEqual([{ personne_id: lui.moi.id, statut: 'proposee', minutes: 120 }]);
      expect(await mots(await lui.lire('/finances/temps'))).toContain('Bureau de décembre');
      const preuves = await texte(await elle.lire('/missions/preuves'));
      const feuille = /missions\/preuves\/feuilles\/([0-9a-f-]{36})/.exec(preuves)?.[1] ?? '';
      expect(preuves.match(/missions\/preuves\/feuilles\//g)).toHaveLength(1);
      expect((await elle.poster(`/missions/preuves/feuilles/${feuille}`, { cible: '', fiche: '' })).status).toBe(422);
      const fiche = await elle.poster('/missions/fiches/nouvelle', { version: '0', titre: 'Vacciner', mission: 'prevention', objectif: 'Cent personnes', pilote: '', debut: '01/12/2026', fin: '31/03/2027', jalons: '' });
      expect((await elle.poster(`/missions/preuves/feuilles/${feuille}`, { cible: '', fiche: (fiche.headers.get('Location') ?? '').split('/').at(-1) ?? '' })).status).toBe(303);
      const [preuve] = await base.proprietaire.selectFrom('preuves').innerJoin('fichiers', 'fichiers.id', 'preuves.fichier_id').select(['preuves.genre', 'preuves.le', 'preuves.empreinte', 'fichiers.empreinte as duFichier']).where('preuves.cpts_id', '=', elle.cpts.id).execute();
      expect([preuve?.genre, preuve?.le, preuve?.empreinte === preuve?.duFichier]).toEqual(['emargement', '2026-12-08', true]);
      expect(await mots(await elle.lire('/missions/preuves'))).not.toContain('Feuilles de réunion à rattacher');
    });
  });
});
