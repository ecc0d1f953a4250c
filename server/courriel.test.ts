import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AttrapeCourriel, attraperCourriels } from './boite/attrape-courriel.ts';
import { Courriel, enUneLigne, ouvrirPoste, type Poste } from './courriel.ts';

const instant = new Date('2026-11-23T09:00:00Z');
let attrape: AttrapeCourriel;
let poste: Poste;

beforeAll(async () => {
  attrape = await attraperCourriels(() => instant);
  poste = ouvrirPoste(attrape.url, 'Maillage <ne-pas-repondre@exemple.invalid>');
});
afterAll(async () => {
  poste.fermer();
  await attrape.fermer();
});

const dernier = () => {
  const c = attrape.lister()[0];
  if (!c) throw new Error('rien reçu');
  return c;
};

describe('un courriel', () => {
  test('arrive avec son texte, sa mise en page et ses accents', async () => {
    await poste.envoyer({ a: 'marie@exemple.invalid', nom: 'Marie Élan', sujet: 'Réunion « à venir » — œuvre', texte: 'Bonjour,\nà jeudi.\n', html: '<p>Bonjour,<br>à <b>jeudi</b>.</p>' });
    expect(dernier()).toMatchObject({ a: ['marie@exemple.invalid'], de: 'ne-pas-repondre@exemple.invalid', sujet: 'Réunion « à venir » — œuvre', recuLe: instant });
    expect(dernier().texte.trim()).toBe('Bonjour,\nà jeudi.');
    expect(dernier().html).toContain('<b>jeudi</b>');
  });

  test('porte ses pièces jointes à l’octet près', async () => {
    const contenu = Buffer.from(Array.from({ length: 1024 }, (_, i) => i % 256));
    await poste.envoyer({ a: 'a@exemple.invalid', sujet: 'Lettre', texte: 'Ci-joint.', piecesJointes: [{ nom: 'lettre d’intention.pdf', type: 'application/pdf', contenuBase64: contenu.toString('base64') }] });
    expect(dernier().pieces).toEqual([{ nom: 'lettre d’intention.pdf', type: 'application/pdf', octets: contenu.length }]);
  });

  test('dont l’objet contient des sauts de ligne n’ajoute ni en-tête ni destinataire', async () => {
    await poste.envoyer({ a: 'a@exemple.invalid', sujet: 'Bonjour\r\nBcc: pirate@exemple.invalid\r\n\r\ncorps', texte: 'texte' });
    expect(dernier().a).toEqual(['a@exemple.invalid']);
    expect(dernier().sujet).toBe('Bonjour Bcc: pirate@exemple.invalid corps');
    expect(dernier().texte.trim()).toBe('texte');
  });

  test.each(['a@exemple.invalid\r\nBcc: b@exemple.invalid', 'a@exemple.invalid, b@exemple.invalid', '"a" <a@exemple.invalid>', 'sans arobase', ''])('à l’adresse %j est refusé', async (a) => {
    const avant = attrape.lister().length;
    await expect(poste.envoyer({ a, sujet: 'x', texte: 'x' })).rejects.toThrow(/adresse électronique/);
    expect(attrape.lister().length).toBe(avant);
  });

  test('dont l’objet compte 10 000 caractères part avec un objet coupé au mot', async () => {
    await poste.envoyer({ a: 'a@exemple.invalid', sujet: 'réunion '.repeat(1250), texte: 'x' });
    expect(dernier().sujet.length).toBeLessThanOrEqual(200);
    expect(dernier().sujet).toMatch(/réunion…$/);
  });

  test('sans objet est refusé', () => {
    expect(Courriel.safeParse({ a: 'a@exemple.invalid', sujet: ' \n ', texte: 'x' }).success).toBe(false);
  });
});

test('un objet d’un seul mot sans espace est coupé net, sans casser un caractère', () => {
  expect(Array.from(enUneLigne('🩺'.repeat(300)))).toHaveLength(200);
});

test('sans serveur de courrier, l’échec dit quoi régler', async () => {
  await expect(ouvrirPoste(undefined, 'x@exemple.invalid').envoyer({ a: 'a@exemple.invalid', sujet: 'x', texte: 'x' })).rejects.toThrow('SMTP_URL');
});

test('un serveur de courrier injoignable est une erreur, pas un silence', async () => {
  const nullePart = ouvrirPoste('smtp://127.0.0.1:1', 'x@exemple.invalid');
  await expect(nullePart.envoyer({ a: 'a@exemple.invalid', sujet: 'x', texte: 'x' })).rejects.toThrow(/ECONNREFUSED/);
  nullePart.fermer();
});

test('la boîte de démonstration garde les 200 derniers courriels', async () => {
  for (let i = 0; i < 205; i++) await poste.envoyer({ a: 'a@exemple.invalid', sujet: `Numéro ${i}`, texte: 'x' });
  expect(attrape.lister()).toHaveLength(200);
  expect(dernier().sujet).toBe('Numéro 204');
});
