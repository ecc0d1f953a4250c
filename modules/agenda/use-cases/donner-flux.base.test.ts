import { describe, expect, test } from 'vitest';
import { essaiAvecBase } from '#db/essais.ts';
import { agendaAffiche, type EvenementLu, lireAvecNodeIcal, lireAvecPython, pythonPresent } from '#server/calendriers/essais.ts';
import { lireCalendrier } from '#server/calendriers/lecture.ts';
import { descellerCourriel } from '#server/courriel.ts';
import { SECRET, siteEssai, type Visite } from '#server/essais.ts';

const base = essaiAvecBase();
const { app, entrer } = siteEssai(base);

const chemin = (r: Response, v: Visite): string => new URL(r.headers.get('Location') ?? '', 'http://localhost:3000').pathname.replace(`/cpts/${v.cpts.slug}`, '');
const lettresA = async (v: Visite): Promise<string[]> =>
  (await base.proprietaire.selectFrom('boite_envoi').select('charge').where('cpts_id', '=', v.cpts.id).where('sujet', '=', 'courriel').orderBy('id').execute())
    .flatMap(({ charge }) => (typeof charge === 'object' && charge !== null && 'scelle' in charge ? [descellerCourriel(String(charge.scelle), SECRET)] : []))
    .filter((l) => l.a === v.moi.courriel).flatMap((l) => l.calendrier?.contenu ?? []);

async function flux(v: Visite, groupe = ''): Promise<string> {
  expect((await v.poster('/agenda/flux', { groupe })).status).toBe(303);
  const adresses = [...(await (await v.lire('/agenda/calendriers')).text()).matchAll(/http:\/\/localhost:3000\/flux\/[^<"]+\.ics/g)].map((m) => m[0]);
  return (await app.request(adresses.at(-1) ?? '')).text();
}

/**
 * A group that meets every second Tuesday at half past seven, from December to May: February and April are school holidays of zone C, January
 * was moved to Thursday the 14th at eight, March was called off. Basile declined December and, of a poll, the first of its two dates.
 */
async function uneSaison() {
  const elle = await entrer();
  const lui = await entrer(['adherent'], elle.cpts, 'Basile Réponse');
  const groupe = chemin(await elle.poster('/agenda/groupes', { id: '', nom: 'Soins', rythme: '', duree: '120', membres: lui.moi.id }), elle).split('/').at(-1) ?? '';
  const serie = chemin(await elle.poster('/agenda/series', { geste: 'ouvrir', groupe, titre: 'Soins non programmés', premier: '08/12/2026', heure: '19:30', duree: '120', rythme: 'mois_rang', jusquau: '', fois: '6', vacances: 'C', feries: 'sauter', lieu: 'Maison de santé', visio: 'https://visio.exemple.invalid/soins' }), elle);
  const [decembre, janvier, mars] = [...(await (await elle.lire(serie)).text()).matchAll(/href="[^"]*(\/agenda\/reunions\/[0-9a-f-]{36})"/g)].map((m) => m[1] ?? '');
  const gestes = [
    await lui.poster(`${decembre}/reponse`, { reponse: 'refusee' }), await elle.poster(`${janvier}/deplacer`, { autre: '14/01/2027 20:00', duree: '120', lieu: 'Mairie', visio: '', motif: 'Salle prise' }), await elle.poster(`${mars}/geste`, { geste: 'annuler' }),
  ];
  const sondage = await elle.poster('/agenda/sondages', { groupe: '', duree: '60', dates: ['2027-01-07T19:00:00.000Z', '2027-04-01T18:00:00.000Z'], titre: 'Bureau', lieu: '', cloture: '30/11/2026', autres: '' });
  gestes.push(sondage, await lui.poster(chemin(sondage, elle), { choix: '0-n' }));
  expect(gestes.map((r) => r.status)).toEqual([303, 303, 303, 303, 303]);
  return { elle, lui, groupe };
}

// In winter 19:30 in Paris is 18:30 universal; after 28 March 2027, 17:30.
const JANVIER = { debut: '2027-01-14T19:00:00.000Z', titre: 'Soins non programmés', statut: 'CONFIRMED' };
const MAI = { debut: '2027-05-11T17:30:00.000Z', titre: 'Soins non programmés', statut: 'CONFIRMED' };
const DECEMBRE = { debut: '2026-12-08T18:30:00.000Z', titre: 'Soins non programmés', statut: 'CONFIRMED' };
const AVRIL = { debut: '2027-04-01T18:00:00.000Z', titre: 'À confirmer : Bureau', statut: 'TENTATIVE' };
const MIEN = [JANVIER, AVRIL, MAI];
const DU_GROUPE = [DECEMBRE, JANVIER, MAI];

const LECTEURS: readonly (readonly [string, (texte: string) => readonly EvenementLu[]])[] = [
  ['node-ical', lireAvecNodeIcal],
  ...(pythonPresent() ? [['Python (icalendar, vobject, dateutil)', (t: string) => lireAvecPython({ t }).t.evenements] as const] : []),
];

describe('les flux lus par d’autres programmes', () => {
  test.each(LECTEURS)('%s : le mien a les dates à confirmer, celui du groupe toutes ses réunions, à la bonne heure', async (_, lire) => {
    const { lui, groupe } = await uneSaison();
    expect(agendaAffiche(lire(await flux(lui)))).toEqual(MIEN);
    expect(agendaAffiche(lire(await flux(lui, groupe)))).toEqual(DU_GROUPE);
  });

  test.each(LECTEURS)('%s : la série porte dans le flux le nom, les dates et les numéros de ses courriels, et ne s’affiche pas deux fois', async (_, lire) => {
    const { lui, groupe } = await uneSaison();
    const cle = (e: EvenementLu): string => `${e.uid} ${e.remplace} ${e.sequence} ${e.statut}`;
    const recus = (await lettresA(lui)).flatMap((t) => lire(t));
    const lus = lire(await flux(lui, groupe));
    expect(lus.map(cle).sort()).toEqual(recus.map(cle).sort());
    expect(new Set(lus.map((e) => e.uid)).size).toBe(1);
    expect(recus.map((e) => e.remplace)).toEqual([null, '2027-01-12T18:30:00.000Z', '2027-03-09T18:30:00.000Z']);
    // A program that keeps one event per name and per date, whether it came by mail or by the feed.
    const garde = new Map([...recus, ...lus].map((e) => [`${e.uid} ${e.remplace}`, e]));
    expect(agendaAffiche([...garde.values()])).toEqual(DU_GROUPE);
  });

  test('relu ici comme calendrier de l’extérieur, le flux occupe exactement ses heures, deux pour une réunion et une pour le sondage', async () => {
    const { lui } = await uneSaison();
    const lu = lireCalendrier(await flux(lui), { fuseau: 'Europe/Paris', du: new Date('2026-11-01'), au: new Date('2027-12-31') });
    const heures = { [JANVIER.debut]: 2, [AVRIL.debut]: 1, [MAI.debut]: 2 };
    expect(lu.ok && lu.valeur.occupations.map((o) => [o.debut.toISOString(), (o.fin.getTime() - o.debut.getTime()) / 3_600_000])).toEqual(Object.entries(heures));
  });

  test('le flux d’un groupe porte son nom ; une série dont on refuse toutes les dates n’y est plus', async () => {
    const { elle, lui, groupe } = await uneSaison();
    expect(await flux(lui, groupe)).toContain(`X-WR-CALNAME:Soins\\, ${elle.cpts.nom}`);
    await base.proprietaire.updateTable('reunion_invites').set({ reponse: 'refusee' }).where('personne_id', '=', lui.moi.id).execute();
    expect(agendaAffiche(lireAvecNodeIcal(await flux(lui)))).toEqual([AVRIL]);
  });
});
