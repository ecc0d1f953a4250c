import { describe, expect, test } from 'vitest';
import { demoConvocation, demoStatuts, POINTS_PASSES, STATUTS_INVENTES } from '#db/demo/gouvernance.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { mots, siteEssai } from '#server/essais.ts';

const base = essaiAvecBase();
const { entrer } = siteEssai(base);

describe('les statuts', () => {
  test('une clause s’écrit, ce qui ne tient pas est dit, rien n’entre en vigueur avec une faute', async () => {
    const ici = await entrer(['coordination']);
    expect(await mots(await ici.lire('/gouvernance'))).toContain('Vos statuts ne sont pas encore adoptés');
    expect((await ici.poster('/gouvernance/statuts/membres', { version: '0', retrait: 'interdit', cotisation: '20' })).status).toBe(303);
    const page = await mots(await ici.lire('/gouvernance/statuts'));
    expect(page).toContain('Tout membre peut se retirer en tout temps');
    const adoption = await ici.poster('/gouvernance/statuts/adoption', { numero: '1' });
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
  test.each(['/gouvernance/statuts.docx', '/gouvernance/statuts.pdf'])('%s se télécharge', async (chemin) => {
    const r = await (await entrer(['adherent'])).lire(chemin);
    expect([r.status, (await r.arrayBuffer()).byteLength > 2000]).toEqual([200, true]);
  }, 30_000);
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
    const pv = await presidente.lire(`${lieu}/proces-verbal.docx`);
    expect([pv.status, (await pv.arrayBuffer()).byteLength > 3000]).toEqual([200, true]);
  }, 60_000);

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
  }, 30_000);

  test('un mandat prend sa fin dans les statuts et se déclare', async () => {
    const chef = await entrer(['presidence', 'adherent']);
    await base.dans(chef.cpts.id, chef.moi.id, ['presidence'], (ctx) => demoStatuts(ctx, []));
    expect((await chef.poster('/gouvernance/mandats', { fonction: 'presidence', personne: chef.moi.id, debut: '01/11/2026' })).status).toBe(303);
    expect((await chef.poster('/gouvernance/mandats', { fonction: 'presidence', personne: chef.moi.id, debut: '02/11/2026' })).status).toBe(422);
    expect((await chef.poster('/gouvernance/mandats', { fonction: 'presidence', personne: chef.moi.id, debut: '31/02/2027' })).status).toBe(422);
    const page = await mots(await chef.lire('/gouvernance/mandats'));
    for (const mot of ['31 octobre 2029', 'À déclarer à la préfecture']) expect(page).toContain(mot);
  });
});

test('les statuts de démonstration ne laissent rien à dire', async () => {
  const { manquesDesStatuts, statutsDepuis } = await import('./moteur/statuts.ts');
  const { verifierStatuts } = await import('./moteur/fautes.ts');
  expect([manquesDesStatuts(STATUTS_INVENTES), verifierStatuts(statutsDepuis(STATUTS_INVENTES))]).toEqual([[], []]);
});
