import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Services } from '../services.ts';
import { baseDesComptes } from './base.ts';

/** The doors that take a secret or send one, and what costs the house: attempts allowed per window, by what names the caller. */
export const PORTES = {
  envoi: { ip: 20, courriel: 5 },
  code: { ip: 40, courriel: 10 },
  lien: { ip: 40, courriel: 10 },
  code_lien: { ip: 20, courriel: 4 },
  facteur: { ip: 30, courriel: 10 },
  cle: { ip: 60, courriel: 60 },
  fournisseur: { ip: 60, courriel: 60 },
  invitation: { ip: 40, courriel: 10 },
  demo: { ip: 300, courriel: 300 },
  document: { ip: 120, courriel: 120 },
  fhir: { ip: 1500, courriel: 1500 },
  candidature: { ip: 60, courriel: 4 },
  // A hall that scans the same poster comes by one address.
  enquete: { ip: 150, courriel: 150 },
} as const;
export type Porte = keyof typeof PORTES;

export const FENETRE_MINUTES = 15;

export type Passage = { readonly admis: true } | { readonly admis: false; readonly attendreSecondes: number };

/**
 * Counts one attempt at a door, by address and by whom it concerns, in PostgreSQL so that every process shares the count.
 * What is counted is a keyed hash: the table names nobody, and somebody unknown counts as somebody known does.
 */
export async function passer(services: Services, porte: Porte, qui: { ip: string; sujet?: string | undefined }): Promise<Passage> {
  const comptees = [
    { cle: empreinte(services.config.secret, `${porte}:ip:${qui.ip}`), max: PORTES[porte].ip },
    ...(qui.sujet ? [{ cle: empreinte(services.config.secret, `${porte}:sujet:${qui.sujet}`), max: PORTES[porte].courriel }] : []),
  ];
  const maintenant = services.maintenant();
  const seuil = new Date(maintenant.getTime() - FENETRE_MINUTES * 60_000);
  let attendreSecondes = 0;
  for (const { cle, max } of comptees) {
    const { rows } = await sql<{ nombre: number; depuis: Date }>`
      insert into tentatives as t (cle, depuis, nombre) values (${cle}, ${maintenant}, 1)
      on conflict (cle) do update set
        nombre = case when t.depuis <= ${seuil} then 1 else t.nombre + 1 end,
        depuis = case when t.depuis <= ${seuil} then excluded.depuis else t.depuis end
      returning nombre, depuis`.execute(baseDesComptes(services));
    const ligne = rows[0];
    if (ligne && ligne.nombre > max) attendreSecondes = Math.max(attendreSecondes, Math.ceil((ligne.depuis.getTime() + FENETRE_MINUTES * 60_000 - maintenant.getTime()) / 1000));
  }
  return attendreSecondes > 0 ? { admis: false, attendreSecondes } : { admis: true };
}

const empreinte = (secret: string, texte: string): string => createHmac('sha256', secret).update(texte).digest('base64url');

/** True the first time that this secret serves, false ever after: until it is forgotten, long after it died by itself. */
export async function sertUneFois(services: Services, secret: string): Promise<boolean> {
  const cle = empreinte(services.config.secret, `servi:${secret}`);
  const { numInsertedOrUpdatedRows } = await baseDesComptes(services).insertInto('tentatives').values({ cle, depuis: services.maintenant(), nombre: 1 }).onConflict((o) => o.doNothing()).executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** Old counts serve nothing. Called now and then by the door itself. */
export async function oublierLesTentatives(services: Services): Promise<void> {
  const seuil = new Date(services.maintenant().getTime() - 24 * 3_600_000);
  await baseDesComptes(services).deleteFrom('tentatives').where('depuis', '<', seuil).execute();
  await baseDesComptes(services).deleteFrom('verifications').where('expire_le', '<', seuil).execute();
}
