import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Role } from '#core/tenancy.ts';
import { ouvrirPool } from '#db/connexion.ts';
import { baseASoi } from '#db/essais-base.ts';
import { mots, ouvrirSite } from '#server/essais.ts';
import { chargerPaquet } from '#server/paquet/charger.ts';
import { unFichier, unProfessionnel, unRpps } from './builders.ts';
import { CHAMPS_DE_FICHE, FICHE_VIERGE } from './model.ts';
import { importerAnnuaire } from './use-cases/importer-annuaire.ts';
import { resoudreCommune } from './use-cases/resoudre-commune.ts';

vi.stubEnv('MAILLAGE_DONNEES', '');
const base = baseASoi('pages');
const { app, visiter } = ouvrirSite(base);
const dossier = mkdtempSync(join(tmpdir(), 'pages-'));
afterAll(() => rmSync(dossier, { recursive: true, force: true }));

const SLUG = 'essai-annuaire';
let cptsId = '';
beforeAll(async () => {
  const chemin = join(dossier, 'PS_Personne_activite.txt');
  const foix = (n: number, nom: string, prenom: string, plus: Record<string, string> = {}): string => unProfessionnel(n, { "Nom d'exercice": nom, "Prénom d'exercice": prenom, ...plus });
  writeFileSync(chemin, unFichier([
    foix(1, 'DUPONT', 'Hélène'), foix(2, 'LEFÈVRE', 'Jean-Noël', { 'Code profession': '70', 'Libellé profession': 'Masseur-Kinésithérapeute', 'Code savoir-faire': '' }),
    foix(3, 'MARTIN', 'Zoé', { 'Code commune (coord. structure)': '64445', 'Code postal (coord. structure)': '64000', 'Code Département (structure)': '64', 'Libellé commune (coord. structure)': 'Pau' }),
    foix(4, 'O’BRIEN <b>', '=SOMME(1)'),
  ]));
  const pool = ouvrirPool(base.adresse, 'maillage_donnees', 2);
  const fait = await importerAnnuaire(pool, { chemin, resoudre: resoudreCommune(chargerPaquet()), fictif: true });
  await pool.end();
  expect(fait.ok).toBe(true);
  const cpts = await base.proprietaire.insertInto('cpts').values({ slug: SLUG, nom: 'CPTS de l’Annuaire' }).returning('id').executeTakeFirstOrThrow();
  cptsId = cpts.id;
  await sql`with t as (insert into territoires (cpts_id, version, courant, compose_le) values (${cptsId}, 1, true, now()) returning id) insert into territoire_communes (cpts_id, territoire_id, commune, rang) select ${cptsId}, t.id, '09122', 0 from t`.execute(base.proprietaire);
});

let compteur = 0;
async function entrer(roles: readonly Role[], rpps?: string) {
  const { id } = await base.proprietaire.insertInto('personnes').values({ nom: 'Camille Essai', courriel: `camille-${++compteur}@exemple.invalid`, courriel_verifie: true }).returning('id').executeTakeFirstOrThrow();
  for (const role of roles) await sql`insert into roles_tenus (cpts_id, personne_id, role, depuis) values (${cptsId}, ${id}, ${role}, '2020-01-01')`.execute(base.proprietaire);
  if (rpps !== undefined) await sql`insert into identites_professionnelles (personne_id, rpps, professions, activites, source, lue_le) values (${id}, ${rpps}, '[]', '[]', 'essai', now())`.execute(base.proprietaire);
  return visiter(SLUG, id);
}

describe('chercher', () => {
  test.each([
    ['un nom sans accent', 'q=lefevre', ['Jean-Noël Lefèvre'], ['Dupont']],
    ['prénom puis nom', 'q=helene+dupont', ['Hélène Dupont'], ['Lefèvre']],
    ['une faute de frappe', 'q=dupnot', ['Hélène Dupont', 'les plus proches'], ['Lefèvre']],
    ['un prénom et un nom, une faute dans chacun', 'q=helnee+dupnot', ['Hélène Dupont'], ['Lefèvre']],
    ['deux débuts de mots, dans le désordre', 'q=du+hel', ['Hélène Dupont'], ['Lefèvre']],
    ['deux lettres', 'q=le', ['Lefèvre'], ['Dupont']],
    ['un nom à apostrophe, écrit sans', 'q=o+brien', ['O’BRIEN'], ['Dupont']],
    ['un nom et un métier qui n’est pas le sien', 'q=dupont+kiné', ['Personne ne correspond'], ['Hélène Dupont']],
    ['le métier en mots courants', 'q=kiné', ['Lefèvre'], ['Dupont']],
    ['le territoire seul, par défaut', 'q=martin', ['Personne ne correspond'], ['Zoé Martin']],
    ['partout', 'q=martin&ou=partout', ['Zoé Martin'], []],
    ['le nom suivi de la commune', 'q=martin+pau', ['Zoé Martin'], []],
    ['à distance d’une commune', 'autour=Pau&km=10', ['Zoé Martin'], ['Dupont']],
    ['autour d’une commune inconnue', 'autour=Zzyzx', ['Aucune commune ne correspond'], []],
  ])('%s', async (_, requete, presents, absents) => {
    const { lire } = await entrer(['adherent']);
    const r = await lire(`/reseau/annuaire?${requete}`);
    expect(r.status).toBe(200);
    const texte = await mots(r);
    for (const p of presents) expect(texte).toContain(p);
    for (const a of absents) expect(texte).not.toContain(a);
  });

  test('les personnes du territoire sont comptées une fois', async () => {
    const { lire } = await entrer(['coordination']);
    expect(await mots(await lire('/reseau/annuaire'))).toContain('3 professionnels exercent sur le territoire, dont 2 médecins');
  });

  test('l’export ne laisse passer ni balise ni formule', async () => {
    const { lire } = await entrer(['adherent']);
    const r = await lire('/reseau/annuaire.csv?ou=partout');
    const texte = await r.text();
    expect(r.headers.get('content-type')).toContain('text/csv');
    expect(texte.split('\r\n').filter(Boolean)).toHaveLength(5);
    expect(texte).toContain("'=SOMME(1)");
    const page = await (await lire('/reseau/annuaire?q=brien')).text();
    expect(page).not.toContain('<b>');
  });
});

describe('tenir sa fiche', () => {
  const saisie = (plus: Record<string, string> = {}): readonly (readonly [string, string])[] => {
    const tous: Record<string, string> = { ...Object.fromEntries(CHAMPS_DE_FICHE.filter((c) => c !== 'competences').map((c) => [c, ''])), langues: 'occitan', telephone: '05 61 00 00 01', ...Object.fromEntries(CHAMPS_DE_FICHE.map((c) => [`audience_${c}`, 'membres'])), audience_langues: 'public', audience_horaires: 'moi', horaires: 'le jeudi', version: '0', publiee: 'oui', ...plus };
    return [...Object.entries(tous), ['competences', 'plaies'], ['competences', 'palliatifs']];
  };
  const fiche = `/reseau/annuaire/8${unRpps(1)}`;

  test('un autre que ce professionnel ne peut rien y écrire, même la coordination', async () => {
    for (const qui of [await entrer(['coordination', 'adherent']), await entrer(['adherent'], unRpps(9)), await entrer(['ars'], unRpps(8))]) {
      expect((await qui.lire(`${fiche}/fiche`)).status).toBe(403);
      expect((await qui.poster(`${fiche}/fiche`, saisie())).status).toBe(403);
    }
  });

  test('chacun ne voit que ce qui lui est montré, du confrère à l’habitant', async () => {
    const moi = await entrer(['adherent'], unRpps(1));
    expect((await moi.poster(`${fiche}/fiche`, saisie())).status).toBe(303);
    const [membre, officier] = [await entrer(['adherent']), await entrer(['ars'])];
    const [pourMoi, pourMembre, pourOfficier] = [await mots(await moi.lire(fiche)), await mots(await membre.lire(fiche)), await mots(await officier.lire(fiche))];
    expect(pourMoi).toContain('le jeudi');
    expect(pourMembre).not.toContain('le jeudi');
    expect(pourMembre).toContain('05 61 00 00 01');
    expect(pourMembre).toContain('Plaies et cicatrisation, Soins palliatifs');
    expect(pourOfficier).not.toContain('05 61 00 00 01');
    expect(pourOfficier).toContain('occitan');
    const publique = await app.request(`http://localhost:3000/annuaire/${SLUG}`);
    expect(publique.status).toBe(200);
    const vue = await mots(publique);
    expect(vue).toContain('occitan');
    for (const secret of ['05 61 00 00 01', 'le jeudi', 'Plaies']) expect(vue).not.toContain(secret);
    const roles = base.proprietaire.updateTable('roles_tenus').where('personne_id', 'in', (eb) => eb.selectFrom('fiches').select('personne_id').where('rpps', '=', unRpps(1)));
    await roles.set({ jusque: '2020-12-31' }).execute();
    expect(await mots(await app.request(`http://localhost:3000/annuaire/${SLUG}`)), 'plus aucun rôle ici : plus dans l’annuaire public').not.toContain('occitan');
    await roles.set({ jusque: null }).execute();
    expect(await mots(await app.request(`http://localhost:3000/annuaire/${SLUG}`))).toContain('occitan');
  });

  test('deux fenêtres : la seconde garde sa saisie et voit l’autre', async () => {
    const moi = await entrer(['adherent'], unRpps(2));
    const ici = `/reseau/annuaire/8${unRpps(2)}/fiche`;
    expect((await moi.poster(ici, saisie())).status).toBe(303);
    const conflit = await moi.poster(ici, saisie({ langues: 'basque' }));
    expect(conflit.status).toBe(409);
    const html = await conflit.text();
    expect(html).toContain('basque');
    expect(html).toContain('occitan');
  });

  test('une saisie fausse est rendue telle quelle avec sa phrase', async () => {
    const moi = await entrer(['adherent'], unRpps(4));
    const r = await moi.poster(`/reseau/annuaire/8${unRpps(4)}/fiche`, saisie({ telephone: 'zéro cinq' }));
    expect(r.status).toBe(422);
    const html = await r.text();
    expect(html).toContain('zéro cinq');
    expect(html).toContain('Écrivez un numéro de téléphone');
  });

  test('retirée, il n’en reste rien, et le public ne la voit plus', async () => {
    const moi = await entrer(['adherent'], unRpps(3));
    const ici = `/reseau/annuaire/8${unRpps(3)}`;
    expect((await moi.poster(`${ici}/fiche`, saisie({ langues: 'klingon' }))).status).toBe(303);
    expect(await mots(await app.request(`http://localhost:3000/annuaire/${SLUG}`))).toContain('klingon');
    expect((await moi.poster(`${ici}/fiche/retrait`, [])).status).toBe(303);
    expect(await mots(await app.request(`http://localhost:3000/annuaire/${SLUG}`))).not.toContain('klingon');
    expect(await base.proprietaire.selectFrom('fiches').select('id').where('rpps', '=', unRpps(3)).execute()).toEqual([]);
  });
});

const celle = (n: number): string => `/reseau/annuaire/8${unRpps(n)}`;
const liberer = async (n: number): Promise<void> => {
  await base.proprietaire.deleteFrom('fiches').where('rpps', '=', unRpps(n)).execute();
  await base.proprietaire.deleteFrom('identites_professionnelles').where('rpps', '=', unRpps(n)).execute();
};

describe('chercher ce que les fiches disent', () => {
  const chercher = async (qui: Awaited<ReturnType<typeof entrer>>, requete: string) => mots(await qui.lire(`/reseau/annuaire?ou=partout&${requete}`));

  test('seuls ceux qui le disent au lecteur paraissent, avec le nom et le métier demandés', async () => {
    await liberer(3);
    const moi = await entrer(['adherent'], unRpps(3));
    const contenu = { ...FICHE_VIERGE, competences: ['sevrage', 'dialyse_domicile'], domicile: 'sous_conditions', audience_domicile: 'membres', audience_competences: 'membres', version: 0 };
    const fiche = Object.entries(contenu).flatMap(([c, v]): [string, string][] => (Array.isArray(v) ? v.map((x): [string, string] => [c, x]) : v === undefined ? [] : [[c, String(v)]]));
    expect((await moi.poster(`${celle(3)}/fiche`, fiche)).status).toBe(303);
    const nom = (await base.proprietaire.selectFrom('fiches').select('nom_affiche').where('rpps', '=', unRpps(3)).executeTakeFirstOrThrow()).nom_affiche.split(' ').at(-1) ?? '';
    const [membre, officier] = [await entrer(['adherent']), await entrer(['ars'])];
    const lien = celle(3);
    for (const requete of ['dit=sevrage', 'dit=dialyse_domicile', 'dit=domicile', `dit=sevrage&q=${encodeURIComponent(nom)}`]) expect(await (await membre.lire(`/reseau/annuaire?ou=partout&${requete}`)).text(), requete).toContain(lien);
    for (const requete of ['dit=stomatherapie', 'dit=sevrage&q=zzyzx', 'dit=sevrage&metier=26']) expect(await (await membre.lire(`/reseau/annuaire?ou=partout&${requete}`)).text(), requete).not.toContain(lien);
    expect(await (await officier.lire('/reseau/annuaire?ou=partout&dit=sevrage')).text(), 'montré aux membres : pas à l’ARS').not.toContain(lien);
    expect(await chercher(membre, 'dit=stomatherapie')).toContain('Seuls les professionnels qui tiennent leur fiche ici disent ce qu’ils proposent');
    expect((await membre.lire('/reseau/annuaire?dit=n’importe+quoi')).status).toBe(200);
    expect(await (await membre.lire('/reseau/annuaire.csv?ou=partout&dit=sevrage')).text()).toContain(unRpps(3));
  });

  test('la fiche vierge propose l’adresse de l’annuaire national, et s’en tient ensuite à ce qui est écrit', async () => {
    await liberer(1);
    const moi = await entrer(['adherent'], unRpps(1));
    expect(await mots(await moi.lire(`${celle(1)}/fiche`))).toContain('Repris de : Annuaire Santé');
    const vierge = Object.entries({ ...FICHE_VIERGE, competences: '', langues: 'gallo', version: 0 }).map(([c, v]): [string, string] => [c, String(v)]);
    expect((await moi.poster(`${celle(1)}/fiche`, vierge)).status).toBe(303);
    expect(await mots(await moi.lire(`${celle(1)}/fiche`))).not.toContain('Repris de : Annuaire Santé');
  });
});

describe('« C’est vous ? »', () => {

  test('proposée sur « Aujourd’hui » à qui porte ce RPPS, une touche la prend, et elle n’est plus proposée', async () => {
    await liberer(1);
    const moi = await entrer(['adherent'], unRpps(1));
    expect(await mots(await moi.lire(''))).toContain('L’annuaire national connaît Hélène DUPONT, à Foix');
    expect(await mots(await moi.lire(celle(1)))).toContain('Oui, c’est moi');
    expect((await moi.poster(`${celle(1)}/fiche/reconnaissance`, [])).status).toBe(303);
    const fiche = await base.proprietaire.selectFrom('fiches').select(['version', 'publiee']).where('rpps', '=', unRpps(1)).executeTakeFirst();
    expect(fiche).toEqual({ version: 1, publiee: false });
    expect([(await mots(await moi.lire(''))).includes('C’est vous ?'), (await mots(await moi.lire(celle(1)))).includes('Oui, c’est moi')]).toEqual([false, false]);
    expect((await moi.poster(`${celle(1)}/fiche/reconnaissance`, [])).status, 'deux fois, c’est une fois').toBe(303);
  });

  test('déclinée d’une touche, elle n’est plus proposée et reste libre', async () => {
    await liberer(2);
    const moi = await entrer(['adherent'], unRpps(2));
    expect((await moi.poster(`${celle(2)}/fiche/refus`, [])).status).toBe(303);
    expect((await moi.poster(`${celle(2)}/fiche/refus`, [])).status).toBe(303);
    expect(await mots(await moi.lire(''))).not.toContain('C’est vous ?');
    expect(await mots(await moi.lire(celle(2)))).not.toContain('Oui, c’est moi');
    expect(await base.proprietaire.selectFrom('fiches').select('id').where('rpps', '=', unRpps(2)).execute()).toEqual([]);
  });

  test('jamais proposée à un autre, ni acceptée de lui', async () => {
    await liberer(3);
    for (const qui of [await entrer(['adherent']), await entrer(['coordination', 'adherent'], unRpps(19)), await entrer(['ars'], unRpps(3))]) {
      expect(await mots(await qui.lire(celle(3)))).not.toContain('Oui, c’est moi');
      expect([(await qui.poster(`${celle(3)}/fiche/reconnaissance`, [])).status, (await qui.poster(`${celle(3)}/fiche/refus`, [])).status]).toEqual([403, 403]);
    }
  });
});

test('l’annuaire public d’une CPTS inconnue n’existe pas', async () => {
  expect((await app.request('http://localhost:3000/annuaire/aucune')).status).toBe(404);
});

describe('« C’est vous ? » sur la page du compte', () => {
  /** Whoever held these numbers in the tests above. */
  beforeAll(async () => {
    for (const table of ['fiches', 'fiches_declinees', 'identites_professionnelles'] as const) await base.proprietaire.deleteFrom(table).where('rpps', 'in', [unRpps(2), unRpps(4)]).execute();
  });

  test('la fiche de son propre numéro y est proposée, jusqu’à la réponse', async () => {
    const moi = await entrer(['adherent'], unRpps(2));
    const compte = async (): Promise<string> => mots(await app.request('/compte', { headers: moi.entetes }));
    expect(await compte()).toMatch(/C’est vous \? L’annuaire de CPTS de l’Annuaire connaît Jean-Noël LEFÈVRE, à Foix/);
    expect((await moi.poster(`/reseau/annuaire/8${unRpps(2)}/fiche/refus`)).status).toBe(303);
    expect(await compte()).not.toContain('C’est vous ?');
  });

  test.each([['sans numéro RPPS', ['adherent'], undefined], ['sans être membre', ['coordination'], unRpps(4)], ['avec un numéro que l’annuaire ignore', ['adherent'], unRpps(99)]] as const)('%s, rien n’est proposé', async (_, roles, rpps) => {
    const { entetes } = await entrer(roles, rpps);
    expect(mots(await app.request('/compte', { headers: entetes }))).not.toContain('C’est vous ?');
  });
});
