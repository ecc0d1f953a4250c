import { expect, test } from 'vitest';
import { essaiAvecBase, INSTANT } from '#db/essais.ts';
import { siteEssai, texte, type Visite } from '#server/essais.ts';

const base = essaiAvecBase();
let maintenant = INSTANT;
const { app, entrer } = siteEssai(base, { maintenant: () => maintenant });

const jetonDe = (html: string): string => /name="jeton" (?:content|value)="([^"]+)"/.exec(html)?.[1] ?? '';

test('la page d’un sondage, gardée d’une lecture à l’autre, reste à chacun et au dernier mot dit', async () => {
  const elle = await entrer();
  const lui = await entrer(['adherent'], elle.cpts, 'Basile Réponse');
  const ouvert = await elle.poster('/agenda/sondages', { groupe: '', duree: '120', dates: '2026-12-08T18:30:00.000Z', titre: 'Bureau de décembre', lieu: 'Maison de santé', cloture: '30/11/2026', autres: '10/12/2026 19:30' });
  const chemin = new URL(ouvert.headers.get('Location') ?? '', 'http://localhost:3000').pathname.replace(`/cpts/${elle.cpts.slug}`, '');
  // The third reading copies what the second wrote.
  const lire = async (qui: Visite): Promise<string> => { for (let i = 0; i < 2; i++) await qui.lire(chemin); return texte(await qui.lire(chemin)); };
  const [sienne, mienne] = [await lire(lui), await lire(elle)];
  expect([mienne.includes('Clore'), sienne.includes('Clore'), mienne.includes('jeton-'), sienne.includes('jeton-')]).toEqual([true, false, false, false]);
  expect([jetonDe(sienne) === '', jetonDe(sienne) === jetonDe(mienne), sienne.split(jetonDe(sienne)).length > 2]).toEqual([false, false, true]);

  // The form of the copied page is his: it is taken with his cookie, and refused with another's.
  const envoyer = (qui: Visite, jeton: string): Promise<Response> => Promise.resolve(app.request(`http://localhost:3000/cpts/${elle.cpts.slug}${chemin}`, { method: 'POST', headers: { ...qui.entetes, Origin: 'http://localhost:3000' }, body: new URLSearchParams({ jeton, choix: 'toutes-n' }) }));
  expect([(await envoyer(elle, jetonDe(sienne))).status, (await envoyer(lui, jetonDe(sienne))).status]).toEqual([403, 303]);
  for (const qui of [elle, lui]) expect(await lire(qui)).toContain('1 personne sur 2 a répondu');
  maintenant = new Date('2026-12-01T12:00:00Z');
  const close = await lire(lui);
  expect([sienne, close].map((p) => [p.includes('Bureau de décembre'), p.includes('value="toutes-o"')])).toEqual([[true, true], [true, false]]);
});
