import { RSABSSA } from '@cloudflare/blindrsa-ts';
import { describe, expect, test } from 'vitest';
import { type CptsId, PersonneId } from '#core/tenancy.ts';
import { demoConvocation, demoStatuts } from '#db/demo/gouvernance.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { SECRET } from '#server/essais.ts';
import type { AssembleeId, BulletinSecret, PointId } from '../model.ts';
import { depuisBase64Url, enBase64Url, messageDuBulletin } from '../moteur/aveugle.ts';
import { chargerAssemblee } from '../repository.ts';
import { chargerScrutin, chargerUrne } from '../repository-scrutins.ts';
import { compterVote, ouvrirVote } from './compter-vote.ts';
import { conduireAssemblee } from './conduire-assemblee.ts';
import { deposerBulletin } from './deposer-bulletin.ts';
import { signerBulletin } from './signer-bulletin.ts';

const base = essaiAvecBase();
const suite = RSABSSA.SHA384.PSS.Deterministic();

type Ici = { cpts: CptsId; chef: PersonneId; votants: PersonneId[]; id: AssembleeId; point: PointId };

/** An assembly with a secret resolution at a distance, open, and `n` members besides the chair. */
async function scrutinOuvert(n: number): Promise<Ici> {
  const { id: cpts } = await base.uneCpts();
  const chef = (await base.unePersonne(cpts, ['presidence', 'adherent'], 'Anselme Exemple')).id;
  const votants: PersonneId[] = [];
  for (let i = 0; i < n; i++) votants.push((await base.unePersonne(cpts, ['adherent'], `Membre ${i}`)).id);
  const dans = <T>(faire: Parameters<typeof base.dans<T>>[3]): Promise<T> => base.dans(cpts, chef, ['presidence', 'adherent'], faire);
  await dans((ctx) => demoStatuts(ctx, []));
  const id = await dans((ctx) => demoConvocation(ctx, 20, { titre: 'AG', points: [{ titre: 'Adopter', genre: 'resolution', decision: 'ordinaire', sieges: 1, candidats: [], forme: 'distance' }] }));
  const point = (await dans((ctx) => chargerAssemblee(ctx, id)))?.points[0]?.id;
  if (!point) throw new Error('no item');
  expect(await dans((ctx) => ouvrirVote(ctx, { id, pointId: point, secret: SECRET }))).toEqual({ ok: true, valeur: true });
  return { cpts, chef, votants, id, point };
}

function votant(ici: Ici, rang: number): PersonneId {
  const qui = ici.votants[rang];
  if (!qui) throw new Error('no voter');
  return qui;
}

type Enveloppe = { jeton: string; choix: string; aveugle: string; inverse: Uint8Array; cle: CryptoKey };

async function envelopper(ici: Ici, choix: string): Promise<Enveloppe> {
  const scrutin = await base.dans(ici.cpts, ici.chef, ['presidence'], (ctx) => chargerScrutin(ctx, ici.point, SECRET));
  const cle = await crypto.subtle.importKey('spki', new Uint8Array(depuisBase64Url(scrutin?.clePublique ?? '')), { name: 'RSA-PSS', hash: 'SHA-384' }, true, ['verify']);
  const jeton = enBase64Url(crypto.getRandomValues(new Uint8Array(32)));
  const { blindedMsg, inv } = await suite.blind(cle, messageDuBulletin(ici.point, { jeton, choix }));
  return { jeton, choix, aveugle: enBase64Url(blindedMsg), inverse: inv, cle };
}

const signer = (ici: Ici, qui: PersonneId, aveugle: string) => base.dans(ici.cpts, qui, ['adherent'], (ctx) => signerBulletin(ctx, { id: ici.id, pointId: ici.point, aveugle, secret: SECRET }));
const ouvrirEnveloppe = async (ici: Ici, e: Enveloppe, signature: string): Promise<BulletinSecret> => ({ jeton: e.jeton, choix: e.choix, signature: enBase64Url(await suite.finalize(e.cle, messageDuBulletin(ici.point, e), depuisBase64Url(signature), e.inverse)) });
/** The slot of the urn: a transaction of nobody. */
const deposer = (ici: Ici, bulletin: BulletinSecret) => base.dans(ici.cpts, PersonneId.parse('00000000-0000-7000-8000-000000000000'), [], (ctx) => deposerBulletin(ctx, { id: ici.id, pointId: ici.point, bulletin, secret: SECRET }));

async function voter(ici: Ici, qui: PersonneId, choix: string): Promise<BulletinSecret> {
  const e = await envelopper(ici, choix);
  const issue = await signer(ici, qui, e.aveugle);
  if (!issue.ok) throw new Error(issue.refus.code);
  const bulletin = await ouvrirEnveloppe(ici, e, issue.valeur);
  expect(await deposer(ici, bulletin)).toEqual({ ok: true, valeur: true });
  return bulletin;
}

describe('un vote secret à distance', () => {
  test('chacun vote une fois, retrouve son bulletin, et l’urne se compte deux fois pareil', async () => {
    const ici = await scrutinOuvert(4);
    const [a, b, c] = [votant(ici, 0), votant(ici, 1), votant(ici, 2)];
    const premier = await voter(ici, a, 'pour');
    const bulletins = [premier, await voter(ici, b, 'contre'), await voter(ici, c, 'pour')];
    const encore = await envelopper(ici, 'contre');
    expect(await signer(ici, a, encore.aveugle)).toMatchObject({ ok: false, refus: { code: 'deja_emarge' } });
    expect(await deposer(ici, premier), 'the same ballot twice is one ballot').toMatchObject({ ok: true });
    const urne = await base.dans(ici.cpts, ici.chef, ['presidence'], async (ctx) => chargerUrne(ctx, ici.point, (await chargerScrutin(ctx, ici.point, SECRET))?.cles?.scellement));
    expect(urne.map((x) => x.jeton)).toEqual(bulletins.map((x) => x.jeton).sort());
    const seance = await base.dans(ici.cpts, ici.chef, ['presidence', 'adherent'], (ctx) => conduireAssemblee(ctx, ici.id, { geste: 'ouvrir', presidence: ici.chef }));
    expect(seance).toMatchObject({ ok: true });
    const compter = () => base.dans(ici.cpts, ici.chef, ['presidence', 'adherent'], (ctx) => compterVote(ctx, { id: ici.id, pointId: ici.point, bulletins: [], secret: SECRET }));
    let essai: unknown;
    const annule = base.dans(ici.cpts, ici.chef, ['presidence', 'adherent'], async (ctx) => {
      essai = await compterVote(ctx, { id: ici.id, pointId: ici.point, bulletins: [], secret: SECRET });
      throw new Error('undone');
    });
    await expect(annule).rejects.toThrow('undone');
    const compte = await compter();
    expect(compte).toEqual(essai);
    expect(compte).toMatchObject({ ok: true, valeur: { issue: 'adoptee', resolution: { tetes: { pour: '2', contre: '1', blancs: '0', nuls: '0' } }, corps: { presents: 3, inscrits: 5 } } });
    expect(await deposer(ici, premier), 'a ballot after the count stays out').toMatchObject({ ok: false, refus: { code: 'vote_ferme' } });
    expect((await base.dans(ici.cpts, ici.chef, ['presidence'], (ctx) => chargerScrutin(ctx, ici.point, SECRET)))?.cles).toBeUndefined();
  });

  test('une connexion perdue ne fait ni perdre ni doubler une voix', async () => {
    const ici = await scrutinOuvert(1);
    const e = await envelopper(ici, 'pour');
    const premiere = await signer(ici, votant(ici, 0), e.aveugle);
    expect(await signer(ici, votant(ici, 0), e.aveugle)).toEqual(premiere);
  });

  test('un bulletin sans signature, retouché, ou d’un inconnu n’entre pas', async () => {
    const ici = await scrutinOuvert(2);
    const [a, b] = [votant(ici, 0), votant(ici, 1)];
    const bon = await voter(ici, a, 'pour');
    expect(await deposer(ici, { ...bon, choix: 'contre' })).toMatchObject({ ok: false, refus: { code: 'bulletin_faux' } });
    const autre = await envelopper(ici, 'pour');
    expect(await deposer(ici, { jeton: autre.jeton, choix: 'pour', signature: bon.signature })).toMatchObject({ ok: false, refus: { code: 'bulletin_faux' } });
    expect(await deposer(ici, { ...bon, jeton: autre.jeton, choix: 'peut-être' })).toMatchObject({ ok: false, refus: { code: 'bulletin_faux' } });
    const dehors = (await base.unePersonne(ici.cpts, ['adherent'], 'Arrivée depuis')).id;
    expect(await signer(ici, dehors, autre.aveugle)).toMatchObject({ ok: false, refus: { code: 'electeur_inconnu' } });
    expect(await signer(ici, b, enBase64Url(new Uint8Array(256).fill(255)))).toMatchObject({ ok: false, refus: { code: 'bulletin_faux' } });
  });
});
