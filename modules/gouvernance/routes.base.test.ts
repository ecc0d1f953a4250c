import { describe, expect, test } from 'vitest';
import { demoConvocation, demoStatuts, POINTS_PASSES, STATUTS_INVENTES } from '#db/demo/gouvernance.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { mots, SECRET, siteEssai } from '#server/essais.ts';
import { rappelerDeclarations } from './use-cases/rappeler-declarations.ts';
import { demanderMediation, suivreMediation } from './use-cases/suivre-mediation.ts';
import { clorePouls, ouvrirPouls } from './use-cases/tenir-pouls.ts';

const base = essaiAvecBase();
const { entrer } = siteEssai(base);

describe('les statuts', () => {
  test('une clause s’écrit, ce qui ne tient pas est dit, rien n’entre en vigueur avec une faute', async () => {
    const ici = await entrer(['coordination']);
    expect(await mots(await ici.lire('/gouvernance'))).toContain('Vos statuts ne sont pas encore adoptés');
    expect((await ici.poster('/gouvernance/statuts/membres', { version: '0', retrait: 'interdit', cotisation: '20' })).status).toBe(303);
    const page = await mots(await ici.lire('/gouvernance/statuts'));
    expect(page).toContain('Tout membre peut se retirer en tout temps');
    const adoption = await ici.poster('/gouvernance/statuts/adoption', { numero: '1', adoptee: '23/11/2026' });
    expect([adoption.status, await mots(adoption)]).toEqual([422, expect.stringContaining('ne peuvent pas entrer en vigueur')]);
  });
  test('une saisie illisible garde ce qui est tapé ; une version plus récente n’est pas écrasée', async () => {
    const ici = await entrer(['coordination']);
    const faux = await ici.poster('/gouvernance/statuts/membres', { version: '0', colleges: 'Libéraux ; beaucoup', cotisation: 'vingt' });
    expect(faux.status).toBe(422);
    const dit = await faux.text();
    for (const mot of ['Libéraux ; beaucoup', 'value="vingt"', 'Écrivez un nombre entier']) expect(dit).toContain(mot);
    expect((await ici.poster('/gouvernance/statuts/objet', { version: '0', nom: 'A' })).status).toBe(303);
    const tard = await ici.poster('/gouvernance/statuts/objet', { version: '0', nom: 'B' });
    expect([tard.status, await tard.text()]).toEqual([409, expect.stringContaining('value="B"')]);
  });
  test.each(['/gouvernance/statuts.docx', '/gouvernance/statuts.pdf', '/gouvernance/reglement.docx', '/gouvernance/reglement.pdf'])('%s se télécharge', async (chemin) => {
    const r = await (await entrer(['adherent'])).lire(chemin);
    expect([r.status, (await r.arrayBuffer()).byteLength > 2000]).toEqual([200, true]);
  });
});

describe('une assemblée', () => {
  test('de la convocation au procès-verbal signé', async () => {
    const secretaire = await entrer(['secretariat', 'adherent'], undefined, 'Tiphaine Lamodèle');
    const presidente = await entrer(['presidence', 'adherent'], secretaire.cpts, 'Anselme Exemple');
    await base.dans(secretaire.cpts.id, secretaire.moi.id, ['secretariat'], (ctx) => demoStatuts(ctx, []));
    const tot = await secretaire.poster('/gouvernance/assemblees/nouvelle', { instance: 'ag_ordinaire', titre: 'AG', jour: '30/11/2026', heure: '19h30', lieu: 'Salle', convocation: '1', points: 'Rapport\nApprouver le budget ; vote' });
    expect(tot.status).toBe(303);
    const trop = await secretaire.poster(`${(tot.headers.get('Location') ?? '').replace(/^\/cpts\/[^/]+/, '')}/convocation`);
    expect([trop.status, await mots(trop)]).toEqual([422, expect.stringContaining('Les statuts demandent 15 jours')]);
    const creee = await secretaire.poster('/gouvernance/assemblees/nouvelle', { instance: 'ag_ordinaire', titre: 'AG', jour: '18/12/2026', heure: '19h30', lieu: 'Salle', convocation: '1', points: 'Rapport\nApprouver le budget ; vote' });
    const lieu = (creee.headers.get('Location') ?? '').replace(/^\/cpts\/[^/]+/, '');
    expect((await secretaire.poster(`${lieu}/convocation`)).status).toBe(303);
    expect(await mots(await presidente.lire(''))).toContain('Lire la convocation');
    const envois = await base.proprietaire.selectFrom('boite_envoi').select('sujet').where('cpts_id', '=', secretaire.cpts.id).execute();
    const page = await mots(await presidente.lire(lieu));
    expect(page).toContain('courriel le');
    expect(envois.map((e) => e.sujet)).toEqual(['courriel', 'courriel']);
    expect((await secretaire.lire(`${lieu}/feuille.pdf`)).status).toBe(200);
    expect((await secretaire.poster(`${lieu}/ouverture`, { presidence: presidente.moi.id })).status).toBe(303);
    for (const p of [secretaire, presidente]) expect((await p.poster(`${lieu}/presence`, { present: 'oui' })).status).toBe(303);
    const point = /points\/([0-9a-f-]{36})\/ouverture/.exec(await (await secretaire.lire(`${lieu}?volet=vote`)).text())?.[1] ?? '';
    expect((await secretaire.poster(`${lieu}/points/${point}/ouverture`)).status).toBe(303);
    const trop2 = await secretaire.poster(`${lieu}/points/${point}/comptage`, { pour_: '3', contre_: '0' });
    expect([trop2.status, await mots(trop2)]).toEqual([422, expect.stringContaining('3 bulletins pour 2 votants')]);
    expect((await secretaire.poster(`${lieu}/points/${point}/comptage`, { pour_: '2', contre_: '0', abstention_: '0', blanc_: '0' })).status).toBe(303);
    expect((await secretaire.poster(`${lieu}/cloture`, { observations: 'Rien.' })).status).toBe(303);
    expect((await presidente.poster(`${lieu}/signature`)).status).toBe(303);
    expect((await presidente.poster(`${lieu}/signature`)).status).toBe(422);
    expect((await secretaire.poster(`${lieu}/signature`)).status).toBe(303);
    expect(await mots(await presidente.lire('/gouvernance/decisions'))).toContain('Approuver le budget');
    expect(await (await presidente.lire('/gouvernance/decisions.csv')).text()).toContain('Adoptée');
    expect((await presidente.lire('/gouvernance/decisions.xlsx')).headers.get('Content-Type')).toContain('spreadsheetml');
    const pv = await presidente.lire(`${lieu}/proces-verbal.docx`);
    expect([pv.status, (await pv.arrayBuffer()).byteLength > 3000]).toEqual([200, true]);
  });

  test('un membre ne tient pas la séance ; l’ARS et la CPAM ne lisent rien', async () => {
    const chef = await entrer(['presidence', 'adherent']);
    await base.dans(chef.cpts.id, chef.moi.id, ['presidence'], (ctx) => demoStatuts(ctx, []));
    const id = await base.dans(chef.cpts.id, chef.moi.id, ['presidence'], (ctx) => demoConvocation(ctx, 20, { titre: 'AG', points: POINTS_PASSES }));
    const membre = await entrer(['adherent'], chef.cpts);
    expect((await membre.poster(`/gouvernance/assemblees/${id}/ouverture`, { presidence: chef.moi.id })).status).toBe(403);
    expect((await membre.poster('/gouvernance/statuts/objet', { version: '0', nom: 'X' })).status).toBe(403);
    for (const role of ['ars', 'cpam'] as const) {
      const officier = await entrer([role], chef.cpts);
      for (const chemin of ['', '/statuts', `/assemblees/${id}`, '/mandats', '/decisions', '/statuts.docx']) expect((await officier.lire(`/gouvernance${chemin}`)).status, `${role} ${chemin}`).toBe(403);
    }
    expect((await chef.lire('/gouvernance/assemblees/0198f000-0000-7000-8000-000000000001')).status).toBe(404);
  });

  test('un mandat prend sa fin dans les statuts et se déclare', async () => {
    const chef = await entrer(['presidence', 'adherent']);
    await base.dans(chef.cpts.id, chef.moi.id, ['presidence'], (ctx) => demoStatuts(ctx, []));
    expect((await chef.poster('/gouvernance/mandats', { fonction: 'presidence', personne: chef.moi.id, debut: '01/11/2026' })).status).toBe(303);
    expect((await chef.poster('/gouvernance/mandats', { fonction: 'presidence', personne: chef.moi.id, debut: '02/11/2026' })).status).toBe(422);
    expect((await chef.poster('/gouvernance/mandats', { fonction: 'presidence', personne: chef.moi.id, debut: '31/02/2027' })).status).toBe(422);
    const page = await mots(await chef.lire('/gouvernance/mandats'));
    for (const mot of ['31 oct. 2029', 'À déclarer à la préfecture']) expect(page).toContain(mot);
  });

  test('une déclaration se note avec son jour et son récépissé, se reprend, et se rappelle à ceux qui la doivent', async () => {
    const chef = await entrer(['presidence', 'adherent'], undefined, 'Anselme Exemple');
    const membre = await entrer(['adherent'], chef.cpts);
    await chef.dans((ctx) => demoStatuts(ctx, [{ fonction: 'presidence', personneId: chef.moi.id }]));
    const liste = '/gouvernance/declarations';
    const page = await mots(await chef.lire(liste));
    for (const mot of ['2 changements à déclarer', 'Anselme Exemple prend sa fonction', 'est adoptée', 'à déclarer avant le 23 février 2027']) expect(page).toContain(mot);
    expect(await mots(await chef.lire(''))).toContain('2 changements à déclarer à la préfecture');
    const adresses = [...(await (await chef.lire(liste)).text()).matchAll(/action="[^"]*(\/gouvernance\/declarations\/(?:mandat|statuts)\/[0-9a-f-]{36})"/g)].map((m) => m[1] ?? '');
    const [a = ''] = adresses.filter((x) => x.includes('/mandat/'));
    expect(adresses).toHaveLength(2);
    expect((await membre.poster(a, { le: '23/11/2026' })).status).toBe(403);
    for (const [le, dit] of [['24/11/2026', 'Ce jour n’est pas encore venu.'], ['22/11/2026', 'la déclaration vient après'], ['31/02/2026', 'Écrivez un jour qui existe']] as const) {
      const r = await chef.poster(a, { le, numero: 'W191000123' });
      expect([r.status, await r.clone().text()]).toEqual([422, expect.stringContaining('value="W191000123"')]);
      expect(await mots(r)).toContain(dit);
    }
    expect((await chef.poster(a, { le: '23/11/2026', numero: 'W191000123', recepisse: new File(['%PDF-1.4\n%%EOF\n'], 'recepisse.pdf', { type: 'application/pdf' }) })).status).toBe(303);
    expect((await chef.poster(a, { le: '23/11/2026' })).status).toBe(409);
    expect(await mots(await membre.lire(liste))).toContain('déclaré le 23 novembre 2026 ; récépissé W191000123');
    expect((await membre.lire(`${a}/recepisse`)).headers.get('Content-Type')).toBe('application/pdf');
    expect((await (await entrer(['ars'], chef.cpts)).lire(`${a}/recepisse`)).status).toBe(403);
    expect((await chef.poster(`${a}/reprise`)).status).toBe(303);
    expect(await mots(await chef.lire(liste))).toContain('2 changements à déclarer');

    const ecrire = (jour: string): Promise<number> => chef.dans((ctx) => rappelerDeclarations(ctx, { nom: chef.cpts.nom, slug: chef.cpts.slug, url: 'http://localhost:3000', secret: SECRET }), new Date(`${jour}T08:00:00Z`));
    expect(await ecrire('2027-01-20')).toBe(0);
    expect(await ecrire('2027-01-24')).toBe(1);
    expect(await ecrire('2027-01-24')).toBe(0);
    expect(await ecrire('2027-02-16')).toBe(1);
    expect((await chef.poster(a, { le: '23/11/2026' })).status).toBe(303);
    expect((await chef.poster(adresses.find((x) => x.includes('/statuts/')) ?? '', { le: '23/11/2026' })).status).toBe(303);
    expect(await ecrire('2027-02-23')).toBe(0);
  });
});

test('les statuts de démonstration ne laissent rien à dire', async () => {
  const { manquesDesStatuts, statutsDepuis } = await import('./moteur/statuts.ts');
  const { verifierStatuts } = await import('./moteur/fautes.ts');
  expect([manquesDesStatuts(STATUTS_INVENTES), verifierStatuts(statutsDepuis(STATUTS_INVENTES))]).toEqual([[], []]);
});

describe('se soutenir', () => {
  test('une médiation ne se lit qu’à deux, jusque dans la base ; elle se suit, se décline, se confie à un autre', async () => {
    const elle = await entrer(['adherent'], undefined, 'Prune Supposée');
    const lui = await entrer(['adherent'], elle.cpts, 'Octave Factice');
    const chef = await entrer(['coordination', 'presidence'], elle.cpts, 'Anselme Exemple');
    const recit = 'Les réunions du mardi tournent mal.';
    const vide = await elle.poster('/gouvernance/soutien/mediations', { genre: 'mediation', a: lui.moi.id, recit: '' });
    expect([vide.status, await mots(vide)]).toEqual([422, expect.stringContaining('Écrivez quelques mots.')]);
    expect((await elle.poster('/gouvernance/soutien/mediations', { genre: 'mediation', a: elle.moi.id, recit })).status).toBe(422);
    expect((await elle.poster('/gouvernance/soutien/mediations', { genre: 'mediation', a: lui.moi.id, recit })).status).toBe(303);
    const page = await (await lui.lire('/gouvernance/soutien')).text();
    const id = /soutien\/mediations\/([0-9a-f-]{36})/.exec(page)?.[1] ?? '';
    expect(page).toContain(recit);
    expect(await mots(await lui.lire(''))).toContain('1 demande vous est confiée');
    expect(await mots(await chef.lire('/gouvernance/soutien'))).not.toContain(recit);
    expect((await chef.poster(`/gouvernance/soutien/mediations/${id}`, { geste: 'noter', texte: 'curieux' })).status).toBe(404);
    expect(await chef.dans((ctx) => ctx.tx.selectFrom('mediations').selectAll().execute()), 'the database shows a third person nothing').toEqual([]);
    expect((await elle.poster(`/gouvernance/soutien/mediations/${id}`, { geste: 'accepter' })).status).toBe(403);
    expect((await lui.poster(`/gouvernance/soutien/mediations/${id}`, { geste: 'decliner', texte: 'Je les connais trop bien.' })).status).toBe(303);
    expect((await elle.poster(`/gouvernance/soutien/mediations/${id}`, { geste: 'confier', a: chef.moi.id })).status).toBe(303);
    expect(await mots(await chef.lire('/gouvernance/soutien'))).toContain(recit);
    expect(await mots(await lui.lire('/gouvernance/soutien'))).not.toContain(recit);
    expect(await base.proprietaire.selectFrom('journal').select('evenement').where('cpts_id', '=', elle.cpts.id).where('evenement', 'like', '%mediation%').execute()).toEqual([]);
  });

  test('sans réponse : un rappel après sept jours, un autre tiers dès maintenant ou plus tard, jamais deux rappels de suite', async () => {
    const elle = await entrer(['adherent'], undefined, 'Prune Supposée');
    const lui = await entrer(['adherent'], elle.cpts, 'Octave Factice');
    const autre = await entrer(['adherent'], elle.cpts, 'Basile Inventé');
    const depuis = { cpts: elle.cpts.nom, url: 'http://localhost:3000', secret: SECRET };
    const demande = await elle.dans((ctx) => demanderMediation(ctx, { genre: 'mediation', a: lui.moi.id, recit: 'Un désaccord ancien.' }, depuis));
    if (!demande.ok) throw new Error(demande.refus.code);
    const relancer = (qui: typeof elle, jour: string) => qui.dans((ctx) => suivreMediation(ctx, demande.valeur, { geste: 'relancer', texte: '' }, depuis), new Date(`${jour}T09:00:00Z`));
    expect(await relancer(elle, '2026-11-29')).toMatchObject({ ok: false, refus: { code: 'rappel_recent' } });
    expect(await relancer(lui, '2026-12-05')).toMatchObject({ ok: false, refus: { code: 'reserve_au_demandeur' } });
    expect(await relancer(elle, '2026-11-30')).toMatchObject({ ok: true });
    expect(await relancer(elle, '2026-12-06')).toMatchObject({ ok: false, refus: { code: 'rappel_recent' } });
    expect(await elle.dans((ctx) => suivreMediation(ctx, demande.valeur, { geste: 'confier', texte: '', a: autre.moi.id }, depuis), new Date('2026-12-08T09:00:00Z'))).toMatchObject({ ok: true });
    expect(await mots(await autre.lire('/gouvernance/soutien'))).toContain('Un désaccord ancien.');
    expect(await mots(await lui.lire('/gouvernance/soutien'))).not.toContain('Un désaccord ancien.');
  });

  test('le tour de présider revient à qui attend depuis le plus longtemps', async () => {
    const chef = await entrer(['presidence', 'adherent'], undefined, 'Anselme Exemple');
    const elle = await entrer(['adherent'], chef.cpts, 'Prune Supposée');
    await chef.dans((ctx) => demoStatuts(ctx, []));
    await chef.poster('/gouvernance/soutien/presidence', { volontaire: 'oui' });
    expect(await mots(await chef.lire('/gouvernance/soutien'))).toContain('c’est le tour de Anselme Exemple.');
    const id = await chef.dans((ctx) => demoConvocation(ctx, 20, { titre: 'AG', points: POINTS_PASSES }));
    await chef.poster(`/gouvernance/assemblees/${id}/ouverture`, { presidence: chef.moi.id });
    await elle.poster('/gouvernance/soutien/presidence', { volontaire: 'oui' });
    expect(await mots(await elle.lire('/gouvernance/soutien'))).toContain('c’est le tour de Prune Supposée.');
    await elle.poster('/gouvernance/soutien/presidence', { volontaire: 'non' });
    expect(await mots(await elle.lire('/gouvernance/soutien'))).toContain('c’est le tour de Anselme Exemple.');
  });

  test.each([[5, false], [6, true]])('le pouls de %i réponses : montré %s ; ni nom ni heure, rien avant la clôture, rien de gardé', async (n, montre) => {
    const chef = await entrer(['presidence', 'adherent'], undefined, 'Anselme Exemple');
    const gens = await Promise.all(Array.from({ length: n }, (_, i) => entrer(['adherent'], chef.cpts, `Membre ${i}`)));
    const dehors = await entrer(['adherent'], chef.cpts, 'Absente ce jour');
    await chef.dans((ctx) => ouvrirPouls(ctx, { objet: 'reunion', objetId: chef.moi.id, titre: 'Groupe parcours', jour: ctx.aujourdhui, invites: gens.map((g) => g.moi.id) }, SECRET));
    const id = /soutien\/pouls\/([0-9a-f-]{36})/.exec(await (await gens[0]?.lire('/gouvernance/soutien'))?.text() ?? '')?.[1] ?? '';
    const reponse = (i: number) => ({ q0: i === 0 ? 'n' : 'o', q1: 'p', q2: i % 2 === 0 ? 'o' : 'n' });
    const ligne = () => base.proprietaire.selectFrom('pouls').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const avant = await ligne();
    for (const [i, g] of gens.entries()) expect((await g.poster(`/gouvernance/soutien/pouls/${id}`, reponse(i))).status).toBe(303);
    expect((await gens[0]?.poster(`/gouvernance/soutien/pouls/${id}`, reponse(0)))?.status).toBe(409);
    expect((await gens[0]?.poster(`/gouvernance/soutien/pouls/${id}`, { q0: 'o' }))?.status).toBe(422);
    expect((await dehors.poster(`/gouvernance/soutien/pouls/${id}`, reponse(1))).status).toBe(403);
    const pendant = await ligne();
    const d = new Map<string, unknown>(Object.entries(avant));
    expect(Object.entries(pendant).filter(([cle, v]) => JSON.stringify(v) !== JSON.stringify(d.get(cle))).map(([cle]) => cle).sort(), 'sealed texts alone moved').toEqual(['ayant_repondu', 'reponses']);
    expect(pendant.resultat).toBeNull();
    await chef.dans((ctx) => clorePouls(ctx, SECRET), new Date('2026-12-01T09:00:00Z'));
    const apres = await ligne();
    expect([apres.statut, apres.cle, apres.reponses, apres.ayant_repondu]).toEqual(['close', null, null, null]);
    // By hand: one « no » to the first question; « in part » for all; even ranks yes, odd ranks no.
    expect(apres.resultat).toEqual(montre ? [[n - 1, 0, 1], [0, n, 0], [3, 0, 3]] : null);
    expect(await mots(await chef.lire('/gouvernance/soutien'))).toContain(montre ? 'Ce temps a été utile.' : 'rien n’est montré');
  });
});
