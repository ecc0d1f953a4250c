import { beforeEach, describe, expect, test } from 'vitest';
import { demoStatuts, STATUTS_INVENTES } from '#db/demo/gouvernance.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { mots, navigateurEssai, SECRET, SITE, siteEssai } from '#server/essais.ts';
import { signerLien } from '#server/liens/jeton-lien.ts';
import { AssembleeId, type Reponses } from './model.ts';
import { lireAssemblee, statutsEnVigueur } from './queries.ts';
import { lienDeReponse } from './use-cases/convoquer-assemblee.ts';

const base = essaiAvecBase();
const { entrer, app, services } = siteEssai(base);
type Chef = Awaited<ReturnType<typeof entrer>>;

const MEMBRES = ['Basile Inventé', 'Garance Hypothèse', 'Lison Prétexte', 'Octave Factice', 'Prune Supposée'];

/** A CPTS with these statutes, a chair and five members, all voters. */
async function reunir(plus: Reponses = {}): Promise<Chef> {
  const chef = await entrer(['presidence', 'adherent'], undefined, 'Anselme Exemple');
  for (const nom of MEMBRES) await base.unePersonne(chef.cpts.id, ['adherent'], nom);
  await chef.dans((ctx) => demoStatuts(ctx, [], { ...STATUTS_INVENTES, ...plus }));
  return chef;
}

const chemin = (r: Response): string => (r.headers.get('Location') ?? '').replace(/^\/cpts\/[^/]+/, '').replace(/\?.*$/, '');
const votes = async (chef: Chef, lieu: string): Promise<string[]> => [...(await (await chef.lire(`${lieu}?volet=vote`)).text()).matchAll(/points\/([0-9a-f-]{36})\/(?:ouverture|comptage)/g)].flatMap((m) => m[1] ?? []);
const preparer = async (chef: Chef, points = 'Rapport'): Promise<string> => chemin(await chef.poster('/gouvernance/assemblees/nouvelle', { instance: 'ag_ordinaire', titre: 'AG', jour: '18/12/2026', heure: '19h30', lieu: 'Salle', convocation: '1', points }));

/** Those whom the list of the room names. */
const appeles = async (chef: Chef, lieu: string): Promise<string[]> => [...(await (await chef.lire(lieu)).text()).matchAll(/name="electeur" value="([^"]+)"/g)].flatMap((m) => m[1] ?? []);

/** Convened, opened, everybody there. */
async function ouvrir(chef: Chef, lieu: string): Promise<void> {
  expect((await chef.poster(`${lieu}/convocation`)).status).toBe(303);
  expect((await chef.poster(`${lieu}/ouverture`, { presidence: chef.moi.id })).status).toBe(303);
  const electeurs = await appeles(chef, lieu);
  expect(electeurs).toHaveLength(6);
  for (const electeur of electeurs) await chef.poster(`${lieu}/presence`, { electeur, present: 'oui' });
}

describe('composer l’ordre du jour', () => {
  test('une élection à parité demande le genre et la naissance de chacun, avant la convocation', async () => {
    const chef = await reunir({ 'ag_ordinaire.parite': '1', 'ag_ordinaire.siegesVides': 'vacants' });
    const lieu = await preparer(chef);
    const sans = await chef.poster(`${lieu}/elections`, { titre: 'Élire le conseil', forme: 'secret', sieges: '2', candidats: 'Prune Supposée' });
    expect([sans.status, await mots(sans)]).toEqual([422, expect.stringContaining('vos statuts exigent la parité')]);
    const age = await chef.poster(`${lieu}/elections`, { titre: 'Élire le conseil', forme: 'secret', sieges: '2', candidats: 'Prune Supposée ; F' });
    expect(await mots(age)).toContain('Écrivez le jour de naissance');
    const bonne = await chef.poster(`${lieu}/elections`, { titre: 'Élire le conseil', forme: 'secret', sieges: '2', candidats: 'Prune Supposée ; F ; 12/05/1988\nOctave Factice ; H ; 03/09/1975' });
    expect(bonne.status).toBe(303);
    expect(await mots(await chef.lire(lieu))).toContain('Élire le conseil');
  });

  test.each([
    ['Élire ; sans candidat', { sieges: '1', candidats: '' }, 'au moins un candidat'],
    ['un candidat deux fois', { sieges: '1', candidats: 'Prune Supposée ; 12/05/1988\nprune supposee ; 12/05/1988' }, 'écrit deux fois'],
    ['des sièges illisibles', { sieges: 'beaucoup', candidats: 'Prune Supposée ; 12/05/1988' }, 'nombre de sièges'],
    ['un collège inconnu', { sieges: 'Lunaires ; 2', candidats: 'Prune Supposée ; 12/05/1988 ; collège Lunaires' }, 'ne créent pas le collège'],
  ])('%s : refusé, ce qui est tapé est gardé', async (titre, champs, phrase) => {
    const chef = await reunir();
    const lieu = await preparer(chef);
    const r = await chef.poster(`${lieu}/elections`, { titre, forme: 'secret', ...champs });
    const page = await r.text();
    expect(r.status).toBe(422);
    expect(page.replace(/[\u00a0\u202f]/g, ' ')).toContain(phrase);
    expect(page).toContain(`value="${titre}"`);
  });

  test('un point se retire tant que personne n’est convoqué, plus après', async () => {
    const chef = await reunir();
    const lieu = await preparer(chef, 'Rapport\nApprouver ; vote');
    const ids = [...(await (await chef.lire(lieu)).text()).matchAll(/points\/([0-9a-f-]{36})\/retrait/g)].flatMap((m) => m[1] ?? []);
    expect((await chef.poster(`${lieu}/points/${ids[0]}/retrait`)).status).toBe(303);
    await chef.poster(`${lieu}/convocation`);
    const tard = await chef.poster(`${lieu}/points/${ids[1]}/retrait`);
    expect([tard.status, await mots(tard)]).toEqual([422, expect.stringContaining('L’ordre du jour ne change plus')]);
  });
});

/** A secret election among three, open. */
async function uneElection(sieges: string): Promise<{ chef: Chef; lieu: string; point: string | undefined }> {
  const chef = await reunir();
  const lieu = await preparer(chef);
  await chef.poster(`${lieu}/elections`, { titre: 'Élire', forme: 'secret', sieges, candidats: 'Prune Supposée ; 12/05/1988\nOctave Factice ; 03/09/1975\nLison Prétexte ; 01/01/1980' });
  await ouvrir(chef, lieu);
  const [point] = await votes(chef, lieu);
  await chef.poster(`${lieu}/points/${point}/ouverture`);
  return { chef, lieu, point };
}

/** One seat, six voters: 3, 2 and 1. Nobody passes the half of six. */
async function unPremierTour(): Promise<{ chef: Chef; lieu: string; premier: string | undefined }> {
  const { chef, lieu, point: premier } = await uneElection('1');
  await chef.poster(`${lieu}/points/${premier}/comptage`, { 'voix-0_': '3', 'voix-1_': '2', 'voix-2_': '1' });
  return { chef, lieu, premier };
}

describe('compter', () => {
  test('une élection à deux tours : le second se prépare avec qui reste, et se compte avec le premier', async () => {
    const { chef, lieu, premier } = await unPremierTour();
    expect(await mots(await chef.lire(lieu))).toContain('Second tour nécessaire');
    expect((await chef.poster(`${lieu}/points/${premier}/suite`)).status).toBe(303);
    expect((await chef.poster(`${lieu}/points/${premier}/suite`)).status).toBe(422);
    const [second] = await votes(chef, lieu);
    expect(second).not.toBe(premier);
    await chef.poster(`${lieu}/points/${second}/ouverture`);
    await chef.poster(`${lieu}/points/${second}/comptage`, { 'voix-0_': '2', 'voix-1_': '4' });
    const page = await mots(await chef.lire(lieu));
    expect(page).toContain('Est élu : Octave Factice.');
    expect(page).toMatch(/Tour 2[^.]*Octave Factice 4, Prune Supposée 2/);
  });

  test('deux membres partent entre deux tours : le premier se compte encore avec ceux qui y étaient', async () => {
    const { chef, lieu, premier } = await unPremierTour();
    await chef.poster(`${lieu}/points/${premier}/suite`);
    for (const electeur of (await appeles(chef, lieu)).slice(-2)) expect((await chef.poster(`${lieu}/presence`, { electeur, present: 'non' })).status).toBe(303);
    const [second] = await votes(chef, lieu);
    await chef.poster(`${lieu}/points/${second}/ouverture`);
    expect((await chef.poster(`${lieu}/points/${second}/comptage`, { 'voix-0_': '1', 'voix-1_': '4' })).status).toBe(422);
    expect((await chef.poster(`${lieu}/points/${second}/comptage`, { 'voix-0_': '1', 'voix-1_': '3' })).status).toBe(303);
    expect(await mots(await chef.lire(lieu))).toContain('Est élu : Octave Factice.');
  });

  test('à égalité, un nouveau vote départage, autant de fois qu’il le faut ; chacun se compte avec le premier', async () => {
    const chef = await reunir({ 'ag_ordinaire.tours': '1', 'ag_ordinaire.majorite1': 'relative', 'ag_ordinaire.departage': 'nouveau_tour', 'ag_ordinaire.departage2': '', 'ag_ordinaire.parite': '0', 'ag_ordinaire.siegesVides': 'vacants' });
    const lieu = await preparer(chef);
    await chef.poster(`${lieu}/elections`, { titre: 'Élire deux personnes', forme: 'secret', sieges: '2', candidats: 'Octave Factice ; H\nBasile Inventé ; H\nPrune Supposée ; F' });
    await ouvrir(chef, lieu);
    const compter = async (champs: Record<string, string>): Promise<{ point: string; page: string }> => {
      const [point = ''] = await votes(chef, lieu);
      expect((await chef.poster(`${lieu}/points/${point}/ouverture`)).status).toBe(303);
      expect((await chef.poster(`${lieu}/points/${point}/comptage`, champs)).status).toBe(303);
      return { point, page: await mots(await chef.lire(lieu)) };
    };
    // Six voters, two seats, as many women as men: the woman sits, the two men are tied.
    const premier = await compter({ bulletins_: '2 ; Octave Factice\n2 ; Basile Inventé\n1 ; Prune Supposée' });
    expect(premier.page).toContain('Est élu : Prune Supposée.');
    expect(premier.page).toContain('un nouveau vote départage 1 siège');
    expect((await chef.poster(`${lieu}/points/${premier.point}/suite`)).status).toBe(303);
    expect((await chef.poster(`${lieu}/points/${premier.point}/suite`)).status).toBe(422);
    const deuxieme = await compter({ 'voix-0_': '3', 'voix-1_': '3' });
    expect(deuxieme.page).toContain('Départager : Élire deux personnes');
    expect((await chef.poster(`${lieu}/points/${deuxieme.point}/suite`)).status).toBe(303);
    const dernier = await compter({ 'voix-0_': '1', 'voix-1_': '5' });
    expect(dernier.page).toContain('Départager, vote n° 2 : Élire deux personnes');
    expect(dernier.page).toContain('Sont élus : Basile Inventé, Prune Supposée.');
    expect((await chef.poster(`${lieu}/points/${dernier.point}/suite`)).status).toBe(422);
  });

  test('à égalité, la voix de la présidence est demandée puis tranche', async () => {
    const chef = await reunir();
    const lieu = await preparer(chef, 'Approuver le budget ; vote');
    await ouvrir(chef, lieu);
    const [point] = await votes(chef, lieu);
    await chef.poster(`${lieu}/points/${point}/ouverture`);
    const muette = await chef.poster(`${lieu}/points/${point}/comptage`, { pour_: '3', contre_: '3' });
    expect([muette.status, await mots(muette)]).toEqual([422, expect.stringContaining('il faut savoir ce qu’elle dit')]);
    expect((await chef.poster(`${lieu}/points/${point}/comptage`, { pour_: '3', contre_: '3', presidence: 'pour' })).status).toBe(303);
    expect(await mots(await chef.lire(lieu))).toContain('La résolution est adoptée.');
  });

  test('plusieurs sièges : les bulletins se tapent par paquets, un nom inconnu est refusé', async () => {
    const { chef, lieu, point } = await uneElection('2');
    const faux = await chef.poster(`${lieu}/points/${point}/comptage`, { bulletins_: '4 ; Prune Supposée, Octav Factice' });
    expect([faux.status, await mots(faux)]).toEqual([422, expect.stringContaining('qui n’est pas candidat')]);
    await chef.poster(`${lieu}/points/${point}/comptage`, { bulletins_: '4 ; prune supposee, Octave Factice\n1 ; Lison Prétexte\n1 ; blanc' });
    expect(await mots(await chef.lire(lieu))).toContain('Sont élus : Octave Factice, Prune Supposée.');
  });

  test('une règle que les statuts taisaient est demandée au compte ; écrite, elle compte, et le vote aboutit', async () => {
    const { 'ag_ordinaire.egalite': _, ...sansEgalite } = STATUTS_INVENTES;
    const chef = await entrer(['presidence', 'adherent'], undefined, 'Anselme Exemple');
    for (const nom of MEMBRES) await base.unePersonne(chef.cpts.id, ['adherent'], nom);
    await chef.dans((ctx) => demoStatuts(ctx, [], sansEgalite));
    const lieu = await preparer(chef, 'Approuver le budget ; vote');
    expect(await mots(await chef.lire(lieu))).toContain('Vos statuts laissent 1 règle à dire');
    await ouvrir(chef, lieu);
    const [point] = await votes(chef, lieu);
    await chef.poster(`${lieu}/points/${point}/ouverture`);
    const arret = await chef.poster(`${lieu}/points/${point}/comptage`, { pour_: '3', contre_: '3' });
    expect([arret.status, await mots(arret)]).toEqual([422, expect.stringContaining('Rien n’est supposé')]);
    const version = (await chef.dans((ctx) => statutsEnVigueur(ctx)))?.version;
    const clause = Object.fromEntries(Object.entries(version?.reponses ?? {}).filter(([c]) => c.startsWith('ag_ordinaire.')));
    expect((await chef.poster('/gouvernance/statuts/ag_ordinaire', { ...clause, version: String(version?.numero), 'ag_ordinaire.egalite': 'rejet', 'ag_ordinaire.quorum.part': '1' })).status).toBe(303);
    expect((await chef.poster('/gouvernance/statuts/adoption', { numero: String((version?.numero ?? 0) + 1), adoptee: '23/11/2026' })).status).toBe(303);
    expect((await chef.poster(`${lieu}/points/${point}/comptage`, { pour_: '3', contre_: '3' })).status).toBe(303);
    const page = await mots(await chef.lire(lieu));
    expect(page).toContain('Égalité : les statuts disent que la résolution est rejetée.');
    // What the frozen rules said did not move: the quorum is still a quarter of six members.
    expect(page).toContain('il faut au moins le quart des 6 membres, soit 2');
  });
});

describe('répondre sans se connecter, entrer par le code de la salle', () => {
  let telephone = navigateurEssai(app);
  beforeEach(() => { telephone = navigateurEssai(app); });
  const ouvrirLien = (lien: string, champs?: Record<string, string>): Promise<Response> => (champs ? telephone.poster(lien.replace(SITE, ''), champs) : telephone.ouvrir(lien.replace(SITE, '')));

  async function convoquer(): Promise<{ chef: Chef; lieu: string; id: AssembleeId; lien: string; membre: Chef }> {
    const chef = await reunir();
    const membre = await entrer(['adherent'], chef.cpts, 'Zoé Lointaine');
    const lieu = await preparer(chef, 'Approuver ; vote');
    await chef.poster(`${lieu}/convocation`);
    const id = AssembleeId.parse(lieu.split('/').at(-1));
    const a = await chef.dans((ctx) => lireAssemblee(ctx, id));
    if (!a) throw new Error('no assembly');
    return { chef, lieu, id, membre, lien: await chef.dans(async (ctx) => lienDeReponse(ctx, a, membre.moi.id, { racine: SITE, secret: SECRET })) };
  }

  test('d’un geste on dit venir, d’un autre on donne procuration ; lire ne change rien', async () => {
    const { chef, lieu, id, membre, lien } = await convoquer();
    expect(await mots(await ouvrirLien(lien))).toContain('Viendrez-vous ?');
    expect((await chef.dans((ctx) => lireAssemblee(ctx, id)))?.envois.some((e) => e.reponse !== undefined)).toBe(false);
    expect((await ouvrirLien(lien, { reponse: 'viendra' })).status).toBe(303);
    expect(await mots(await chef.lire(lieu))).toContain('1 a dit venir');
    expect((await ouvrirLien(lien, { mandataire: chef.moi.id })).status).toBe(303);
    expect(await mots(await ouvrirLien(lien))).toContain('Vous êtes représenté par Anselme Exemple.');
    expect((await ouvrirLien(lien, { mandataire: membre.moi.id })).status).toBe(422);
    expect((await ouvrirLien(lien, { reponse: 'viendra' })).status).toBe(303);
    expect((await chef.dans((ctx) => lireAssemblee(ctx, id)))?.procurations).toEqual([]);
    for (const champs of [{ reponse: 'jamais' }, {}, { reponse: 'viendra', autre: 'x' }]) expect((await ouvrirLien(lien, champs)).status).toBe(422);
    // Forwarded, it gives nobody else's proxy: the chair, signed in, is not the member either.
    for (const autre of [navigateurEssai(app), navigateurEssai(app, chef.entetes)]) expect((await autre.poster(lien.replace(SITE, ''), { mandataire: chef.moi.id })).status).toBe(403);
    expect((await chef.dans((ctx) => lireAssemblee(ctx, id)))?.procurations).toEqual([]);
    expect((await navigateurEssai(app, membre.entetes).poster(lien.replace(SITE, ''), { reponse: 'absence' })).status).toBe(303);
  });

  test('un lien retouché, d’un autre usage ou passé n’ouvre rien', async () => {
    const { chef, id, membre, lien } = await convoquer();
    expect((await ouvrirLien(`${lien.slice(0, -2)}xx`)).status).toBe(404);
    const autre = signerLien({ usage: 'sondage', cptsId: chef.cpts.id, personneId: membre.moi.id, objet: id, expire: new Date('2027-01-01') }, SECRET);
    expect((await ouvrirLien(`${SITE}/seance/${autre}`, { reponse: 'viendra' })).status).toBe(404);
    const passe = signerLien({ usage: 'seance', cptsId: chef.cpts.id, personneId: membre.moi.id, objet: id, expire: services.maintenant() }, SECRET);
    expect((await ouvrirLien(`${SITE}/seance/${passe}`)).status).toBe(410);
    const dehors = (await base.unePersonne(chef.cpts.id, ['adherent'], 'Arrivée depuis')).id;
    const etranger = signerLien({ usage: 'seance', cptsId: chef.cpts.id, personneId: dehors, objet: id, expire: new Date('2027-01-01') }, SECRET);
    expect((await ouvrirLien(`${SITE}/seance/${etranger}`)).status).toBe(404);
  });

  test('le code de la salle note la présence de qui est connecté ; d’hier ou d’ailleurs, non', async () => {
    const { chef, lieu, id, membre } = await convoquer();
    await chef.poster(`${lieu}/ouverture`, { presidence: chef.moi.id });
    expect(await (await chef.lire(`${lieu}/ecran`)).text()).toContain('Code à scanner');
    const code = (expire: Date, cptsId = chef.cpts.id): string => `/gouvernance/salle/${signerLien({ usage: 'salle', cptsId, objet: id, expire }, SECRET)}`;
    const bon = code(new Date(services.maintenant().getTime() + 60_000));
    expect(await mots(await membre.lire(bon))).toContain('il reste un geste');
    expect((await membre.poster(bon)).status).toBe(303);
    expect((await chef.dans((ctx) => lireAssemblee(ctx, id)))?.presents).toEqual([{ electeur: membre.moi.id, moyen: 'code' }]);
    const vieux = await membre.lire(code(services.maintenant()));
    expect([vieux.status, await mots(vieux)]).toEqual([404, expect.stringContaining('Ce code a changé depuis')]);
    const ailleurs = await base.uneCpts();
    expect((await membre.poster(code(new Date('2027-01-01'), ailleurs.id))).status).toBe(404);
  });
});
