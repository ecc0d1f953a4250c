import { beforeAll, expect, test, vi } from 'vitest';
import type { Role } from '#core/tenancy.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { siteEssai } from '#server/essais.ts';
import { chargerPaquet } from '#server/paquet/charger.ts';

vi.setConfig({ testTimeout: 60_000 });
const base = essaiAvecBase();
const { entrer: entrerIci } = siteEssai(base);
beforeAll(() => void chargerPaquet());

async function entrer(role: Role) {
  const { cpts, lire, poster } = await entrerIci([role]);
  return {
    cpts,
    lire,
    poster: (champs: Readonly<Record<string, string | File>>) => poster('/projet/aides', { financeur: 'fir', objet: 'Temps de coordination', ...champs }),
    retirer: (id: string, geste: 'retrait' | 'retablissement') => poster(`/projet/aides/${id}/${geste}`),
  };
}

test('une aide se note au centime, avec son justificatif, puis se modifie', async () => {
  const { cpts, lire, poster } = await entrer('tresorerie');
  expect((await poster({ demandee: '15 000,50', demandee_le: '02/03/2026', accordee: '12000', accordee_le: '11/05/2026', fichier: new File(['%PDF-1.7 convention'], 'Convention.pdf') })).status).toBe(303);
  const a = await base.proprietaire.selectFrom('aides').selectAll().where('cpts_id', '=', cpts.id).executeTakeFirstOrThrow();
  expect([Number(a.demandee_centimes), Number(a.accordee_centimes), a.versee_centimes]).toEqual([1_500_050, 1_200_000, null]);
  expect(await (await lire(`/projet/aides/${a.id}/fichier`)).text()).toBe('%PDF-1.7 convention');
  expect((await poster({ id: a.id, version: '1', accordee: '12000', versee: '12000', versee_le: '01/06/2026' })).status).toBe(303);
  const tard = await poster({ id: a.id, version: '1', objet: 'Saisie gardée' });
  expect([tard.status, (await tard.text()).includes('Saisie gardée')]).toEqual([409, true]);
  expect((await (await lire('/projet/aides')).text()).replace(/[\u00a0\u202f]/g, ' ')).toContain('12 000,00 € versés sur 12 000,00 € accordés');
});

test('un montant illisible, un ordre impossible : une phrase, la saisie revient, rien n’est écrit', async () => {
  const { cpts, poster } = await entrer('coordination');
  const r = await poster({ demandee: 'douze mille' });
  const page = await r.text();
  expect([r.status, page.includes('Ce montant ne se lit pas'), page.includes('value="douze mille"')]).toEqual([422, true, true]);
  expect((await poster({ demandee_le: '02/03/2026', versee_le: '01/03/2026' })).status).toBe(422);
  expect(await base.proprietaire.selectFrom('aides').select('id').where('cpts_id', '=', cpts.id).execute()).toEqual([]);
});

test.each<readonly [Role, number, number]>([['coordination', 200, 303], ['presidence', 200, 303], ['tresorerie', 200, 303], ['adherent', 200, 403], ['secretariat', 200, 403], ['ars', 403, 403], ['cpam', 403, 403]])('%s : lire répond %i, noter répond %i', async (role, lecture, ecriture) => {
  const { lire, poster } = await entrer(role);
  expect([(await lire('/projet/aides')).status, (await poster({})).status]).toEqual([lecture, ecriture]);
});

test('une aide retirée revient par « Annuler », et un officier ne retire rien', async () => {
  const { cpts, lire, poster, retirer } = await entrer('coordination');
  expect((await poster({})).status).toBe(303);
  const { id } = await base.proprietaire.selectFrom('aides').select('id').where('cpts_id', '=', cpts.id).executeTakeFirstOrThrow();
  const retrait = await retirer(id, 'retrait');
  expect([retrait.status, decodeURIComponent(retrait.headers.get('set-cookie') ?? '').includes(`/projet/aides/${id}/retablissement`)]).toEqual([303, true]);
  expect(await (await lire('/projet/aides')).text()).not.toContain('Temps de coordination');
  expect((await retirer(id, 'retrait')).status).toBe(404);
  expect((await retirer(id, 'retablissement')).status).toBe(303);
  expect(await (await lire('/projet/aides')).text()).toContain('Temps de coordination');
  expect((await (await entrer('ars')).retirer(id, 'retrait')).status).toBe(403);
});
