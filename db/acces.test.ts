import { createHash, createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { nomDAcces, verificateurScram } from './acces.ts';
import { configuration } from './connexion.ts';

test('le vérificateur est celui de l’exemple de la norme', () => {
  // @source RFC 7677 §3: user « user », password « pencil », 4096 iterations, and what the server signs.
  const sel = 'W22ZaJ0SNY7soEsUEjb6gQ==';
  const echange = `n=user,r=rOprNGfwEbeRWgbNEkqO,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=${sel},i=4096,c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0`;
  const [, , cle = '', serveur = ''] = /^SCRAM-SHA-256\$4096:(.+)\$(.+):(.+)$/.exec(verificateurScram('pencil', Buffer.from(sel, 'base64'))) ?? [];
  expect(createHmac('sha256', Buffer.from(serveur, 'base64')).update(echange).digest('base64')).toBe('6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=');
  const preuve = Buffer.from('dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=', 'base64');
  const signature = createHmac('sha256', Buffer.from(cle, 'base64')).update(echange).digest();
  const client = preuve.map((o, i) => o ^ (signature[i] ?? 0));
  expect(createHash('sha256').update(client).digest('base64')).toBe(cle);
});

test('le nom d’un accès tient dans PostgreSQL, et deux bases n’ont jamais le même', () => {
  expect(nomDAcces('maillage_app', 'maillage')).toBe('maillage_app_maillage');
  const longues = ['é'.repeat(70), 'e'.repeat(70), 'Ma-Base', 'ma_base', `${'x'.repeat(60)}1`, `${'x'.repeat(60)}2`].map((b) => nomDAcces('maillage_archiviste', b));
  expect(longues.every((n) => n.length <= 63 && /^[a-z0-9_]+$/.test(n))).toBe(true);
  expect(new Set(longues).size).toBe(6);
});

test('l’accès remplace le compte de l’adresse, avec ou sans hôte', () => {
  const acces = { maillage_app: { utilisateur: 'maillage_app_x', motDePasse: 'm/t+e=' } };
  for (const url of ['postgres://proprio:secret@base.exemple:5432/maillage?sslmode=require', 'postgres:///maillage?host=/run/postgresql']) {
    const { connectionString = '' } = configuration({ url, acces }, 'maillage_app');
    expect(connectionString).not.toMatch(/proprio|secret/);
    expect([new URL(connectionString).searchParams.get('user'), new URL(connectionString).searchParams.get('password')]).toEqual(['maillage_app_x', 'm/t+e=']);
    expect(configuration({ url, acces }).connectionString).toBe(url);
  }
});
