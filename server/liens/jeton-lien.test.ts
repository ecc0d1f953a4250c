import { expect, test } from 'vitest';
import { CptsId, PersonneId } from '#core/tenancy.ts';
import { type Lien, lireLien, signerLien } from './jeton-lien.ts';

const SECRET = 'secret-des-essais-secret-des-essais-secret';
const maintenant = new Date('2026-11-23T09:00:00Z');
const lien: Lien = {
  usage: 'sondage',
  cptsId: CptsId.parse('0198f000-0000-7000-8000-0000000000c1'),
  personneId: PersonneId.parse('0198f000-0000-7000-8000-0000000000a1'),
  objet: '0198f000-0000-7000-8000-0000000000b1',
  expire: new Date('2026-12-01T09:00:00Z'),
};
const lire = (jeton: string, avec: { usage?: string; maintenant?: Date; secret?: string } = {}) => lireLien(jeton, { usage: 'sondage', maintenant, secret: SECRET, ...avec });

test('un lien se lit à la porte pour laquelle il est fait', () => {
  expect(lire(signerLien(lien, SECRET))).toEqual({ ok: true, valeur: lien });
  const { personneId: _, ...sansPersonne } = { ...lien, objet: 'demande-7' };
  expect(lire(signerLien(sansPersonne, SECRET))).toEqual({ ok: true, valeur: sansPersonne });
});

test('une autre porte, un autre secret, un lien coupé ou allongé : faux', () => {
  const jeton = signerLien(lien, SECRET);
  const faux = { ok: false, refus: { code: 'lien_faux' } };
  expect(lire(jeton, { usage: 'feuille' })).toEqual(faux);
  expect(lire(jeton, { secret: SECRET.replace('s', 'z') })).toEqual(faux);
  expect(lire(jeton.slice(0, -2))).toEqual(faux);
  expect(lire(`${jeton}A`)).toEqual(faux);
  expect(lire('')).toEqual(faux);
  expect(lire('a'.repeat(100_000))).toEqual(faux);
});

test('chaque caractère changé le rend faux', () => {
  const jeton = signerLien(lien, SECRET);
  for (let i = 0; i < jeton.length; i++) {
    const autre = jeton[i] === 'b' ? 'c' : 'b';
    expect(lire(jeton.slice(0, i) + autre + jeton.slice(i + 1)).ok, `caractère ${i}`).toBe(false);
  }
});

test('à la seconde de son terme il est passé', () => {
  const jeton = signerLien(lien, SECRET);
  expect(lire(jeton, { maintenant: new Date('2026-12-01T08:59:59Z') }).ok).toBe(true);
  expect(lire(jeton, { maintenant: lien.expire })).toEqual({ ok: false, refus: { code: 'lien_expire', depuis: lien.expire } });
});
